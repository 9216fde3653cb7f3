"""What this process connects to, seen from below; nothing that would leave the machine gets out."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

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


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event != "socket.connect" or not _watchers or not isinstance(args[1], tuple):
        return
    host, port = args[1][:2]
    for connected in _watchers:
        connected.append((host, port))
    if not ip_address(host).is_loopback:
        raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")


sys.addaudithook(_watch)
