"""What this process connects to, seen from below; nothing that would leave the machine gets out."""

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

import pytest

PUBLIC = "93.184.216.34"  # an address of the public internet, to which nothing gets

_watchers: list[list[tuple[str, int]]] = []


@contextmanager
def watched() -> Iterator[list[tuple[str, int]]]:
    """The addresses and ports of all connections that are tried inside; those beyond loopback are refused."""
    connected: list[tuple[str, int]] = []
    _watchers.append(connected)
    try:
        yield connected
    finally:
        _watchers.remove(connected)


@contextmanager
def led_here() -> Iterator[None]:
    """What is sent to PUBLIC arrives at this machine."""
    connect = socket.create_connection

    def led(address: tuple[str, int], *more: Any) -> socket.socket:
        host, port = address
        return connect(("127.0.0.1" if host == PUBLIC else host, port), *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", led)
        yield


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event != "socket.connect" or not _watchers or not isinstance(args[1], tuple):
        return
    host, port = args[1][:2]
    for connected in _watchers:
        connected.append((host, port))
    if not ip_address(host).is_loopback:
        raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")


sys.addaudithook(_watch)
