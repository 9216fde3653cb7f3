"""Connections to addresses that were checked, under one deadline: the network as httpcore sees it."""

import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpcore

from underway.sources.web.errors import UnreachableError, WebError
from underway.sources.web.limits import Deadline
from underway.sources.web.reach import IP


class Connections(httpcore.NetworkBackend):
    """Connects to the first of the addresses that takes it, whatever name it is asked for. Raises WebError.

    `ended` is whether the other side has sent its last byte.
    """

    def __init__(self, addresses: Sequence[IP], deadline: Deadline) -> None:
        self._addresses = addresses
        self.deadline = deadline
        self.ended = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem = ""
        for waiting, ip in zip(range(len(self._addresses), 0, -1), self._addresses, strict=True):
            try:
                # An address that never answers leaves time for those after it.
                connected = socket.create_connection((str(ip), port), self.deadline.left() / waiting)
            except OSError as error:
                problem = (error.strerror or "no answer").lower()
            else:
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return _Stream(connected, self)
        raise UnreachableError(f"cannot be reached ({problem}); try again later", temporary=True)


class _Stream(httpcore.NetworkStream):
    """Every call has what is left of the time, so that what drips is cut off as well."""

    def __init__(self, connected: socket.socket, connections: Connections) -> None:
        self._socket = connected
        self._connections = connections

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._timed():
            received = self._socket.recv(max_bytes)
        self._connections.ended = not received
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._timed():
            self._socket.sendall(buffer)

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with self._timed():
            try:
                return _Stream(
                    ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._connections
                )
            except ssl.SSLCertVerificationError as error:
                why = error.verify_message.rstrip(".").lower()
                raise UnreachableError(
                    f"has a certificate that cannot be trusted ({why}); correct the address, or tell whoever runs it",
                    temporary=True,
                ) from None
            except ssl.SSLError as error:
                why = (error.reason or "no answer").replace("_", " ").lower()
                raise UnreachableError(
                    f"cannot be reached by https ({why}); correct the address", temporary=True
                ) from None
            finally:
                self.close()

    @contextmanager
    def _timed(self) -> Iterator[None]:
        self._socket.settimeout(self._connections.deadline.left())
        try:
            yield
        except TimeoutError:
            raise self._connections.deadline.missed() from None
        except OSError:
            raise WebError("breaks the connection off; try again later", temporary=True) from None
