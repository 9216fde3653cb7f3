"""A web server on this machine that answers as it is told to, well or badly, and keeps what it was asked.

    with Server() as server:
        server.route("/news", "<p>Saltmarsh returns.", headers={"ETag": '"1"'})
        server.raw("/broken", b"HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\nhalf")
        server.raw("/hanging", server.hang)
        ...  # server.address is such as http://127.0.0.1:4711
        assert [request.path for request in server.requests] == ["/robots.txt", "/news"]

What has no route is not there (404), robots.txt included. A route that has an ETag or a Last-Modified header answers
304 to who has it already.
"""

import socket
import socketserver
import ssl
import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import responses
from threading import Event, Thread
from typing import Any, NamedTuple, Self


class Request(NamedTuple):
    """`headers` by their names in lower case."""

    method: str
    path: str
    headers: dict[str, str]


Handler = Callable[[Request, socket.socket], None]


def message(body: str | bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A whole answer; a Content-Length header that is given is believed."""
    payload = body.encode() if isinstance(body, str) else body
    lines = {"Content-Length": str(len(payload)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} {responses.get(status, 'Odd')}\r\n{head}\r\n".encode("latin-1") + payload


class Server(socketserver.ThreadingTCPServer):
    """Serves while it is entered. `over` is set when it is left, for handlers that take their time."""

    request_queue_size = 50

    def __init__(self, host: str = "127.0.0.1", *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__((host, 0), socketserver.BaseRequestHandler)
        self.host = host
        self.port: int = self.server_address[1]
        self.requests: list[Request] = []
        self.connections = 0
        self.over = Event()
        self._tls = tls
        self._routes: dict[str, Handler] = {}
        self._thread = Thread(target=self.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        return f"{'https' if self._tls else 'http'}://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def route(
        self, path: str, body: str | bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        def answer(request: Request, connection: socket.socket) -> None:
            known = [("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")]
            asked = [
                (request.headers[name], (headers or {}).get(sent)) for name, sent in known if name in request.headers
            ]
            unchanged = bool(asked) and all(one == other for one, other in asked)
            connection.sendall(message(status=304) if unchanged else message(body, status=status, headers=headers))

        self._routes[path] = answer

    def raw(self, path: str, answer: bytes | Handler) -> None:
        """These very bytes, after which the connection is closed, or what the handler does with the connection."""
        self._routes[path] = answer if callable(answer) else lambda _, connection: connection.sendall(answer)

    def hang(self, request: Request, connection: socket.socket) -> None:
        """Never answers."""
        self.over.wait()

    def reset(self, request: Request, connection: socket.socket) -> None:
        """Drops the connection, as a machine that is switched off does."""
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def drip(self, head: bytes, drop: bytes = b" ") -> Handler:
        """Sends the head and then a drop at a time, without end."""

        def answer(request: Request, connection: socket.socket) -> None:
            connection.sendall(head)
            while not self.over.wait(0.01):
                connection.sendall(drop)

        return answer

    def flood(self, head: bytes, wave: bytes) -> Handler:
        """Sends the head and then waves as fast as they are taken, without end."""

        def answer(request: Request, connection: socket.socket) -> None:
            connection.sendall(head)
            while not self.over.is_set():
                connection.sendall(wave)

        return answer

    def finish_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        with suppress(OSError):  # whoever asked has left
            connection = self._tls.wrap_socket(request, server_side=True) if self._tls else request
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            part = connection.recv(65536)
            if not part:
                return
            head += part
        first, *lines = head.decode("latin-1").splitlines()
        method, path, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        request = Request(method, path, headers)
        self.requests.append(request)
        handler = self._routes.get(path)
        if handler:
            handler(request, connection)
        else:
            connection.sendall(message(status=404))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
