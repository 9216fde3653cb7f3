"""Certificates are verified, and what is wrong with them is said in one line.

`tideway.pem` is a key and a certificate signed with it, of tideway.example, made for these tests; it lasts until 2126.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from underway.sources.web import Limits

from .fetching import Names, fetch, refusal, web_for
from .server import Handler, Request, Server, message

PEM = Path(__file__).with_name("tideway.pem")


def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


@pytest.fixture
def secure() -> Iterator[Server]:
    with Server(tls=tls()) as server:
        server.route("/", "Saltmarsh returns.")
        yield server


NAMES = {"tideway.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}


def test_a_certificate_that_is_trusted_and_of_this_host(secure: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    web = web_for(secure, resolve=Names(NAMES))
    found = fetch(web, f"https://tideway.example:{secure.port}/")
    assert (found.address, found.payload) == (f"https://tideway.example:{secure.port}/", b"Saltmarsh returns.")


@pytest.mark.parametrize(
    ("host", "trusted", "why"),
    [
        ("tideway.example", False, "self.signed certificate"),
        ("127.0.0.1", False, "self.signed certificate"),
        ("other.example", True, "hostname mismatch, certificate is not valid for 'other.example'"),
        ("127.0.0.1", True, "ip address mismatch, certificate is not valid for '127.0.0.1'"),
    ],
)
def test_a_certificate_that_is_not(
    secure: Server, monkeypatch: pytest.MonkeyPatch, host: str, trusted: bool, why: str
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    problem = refusal(web_for(secure, resolve=Names(NAMES)), f"https://{host}:{secure.port}/")
    what, advice = (
        rf"has a certificate that cannot be trusted \({why}\)",
        "correct the address, or tell whoever runs it",
    )
    assert re.fullmatch(f"{what}; {advice}", str(problem))
    assert problem.temporary
    assert secure.requests == []


class Plain(Server):
    """Speaks at once, and no TLS."""

    def finish_request(self, request: Any, client_address: Any) -> None:
        request.sendall(b"220 mail.tideway.example ESMTP\r\n")
        request.recv(1000)


class Silent(Server):
    """Takes connections, and that is all."""

    def finish_request(self, request: Any, client_address: Any) -> None:
        self.over.wait()


def test_what_speaks_no_tls() -> None:
    with Plain() as server:
        problem = refusal(web_for(server), server.address.replace("http:", "https:"))
    assert re.fullmatch(r"cannot be reached by https \([a-z 0-9]+\); correct the address", str(problem))
    assert problem.temporary


ROBOTS = "may not be fetched before its robots.txt can be read, which"


def no_tls_any_more(_: Request, connection: socket.socket) -> None:
    """Half a page, and then bytes that nobody has encrypted."""
    assert isinstance(connection, ssl.SSLSocket)
    connection.sendall(message("Saltmarsh returns.")[:-9])
    with socket.socket(fileno=connection.detach()) as below:
        below.sendall(b"Saltmarsh returns.")


BREAKS = "breaks the connection off; try again later"


@pytest.mark.parametrize(
    ("behave", "why"),
    [
        (lambda _: no_tls_any_more, BREAKS),
        (lambda _: b"", "breaks off before its end; try again later"),
        (lambda _: message("Saltmarsh returns.")[:-9], "breaks off before its end; try again later"),
    ],
    ids=range(3),
)
@pytest.mark.parametrize("path", ["/there", "/robots.txt"])
def test_what_ends_in_the_middle(
    secure: Server, monkeypatch: pytest.MonkeyPatch, behave: Callable[[Server], bytes | Handler], why: str, path: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    secure.raw(path, behave(secure))
    problem = refusal(web_for(secure, resolve=Names(NAMES)), f"https://tideway.example:{secure.port}/there")
    told = f"{ROBOTS} {why}" if path == "/robots.txt" else why
    assert (str(problem), problem.temporary) == (told, True)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_what_wants_a_certificate_of_ours(monkeypatch: pytest.MonkeyPatch, version: ssl.TLSVersion) -> None:
    """In TLS 1.3 it says so after the handshake, by which time the request is sent."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    context = tls()
    context.minimum_version = context.maximum_version = version
    context.verify_mode = ssl.CERT_REQUIRED
    with Server(tls=context) as server:
        problem = refusal(web_for(server, resolve=Names(NAMES)), f"https://tideway.example:{server.port}/")
    assert "by https (" in str(problem) or str(problem) == f"{ROBOTS} {BREAKS}"
    assert problem.temporary


class Leaving(Server):
    """Hears who calls, and hangs up."""

    def finish_request(self, request: Any, client_address: Any) -> None:
        request.recv(1000)


def test_what_leaves_in_the_handshake() -> None:
    with Leaving() as server:
        problem = refusal(web_for(server), server.address.replace("http:", "https:"))
    assert str(problem).startswith("cannot be reached by https (") or str(problem) == f"{ROBOTS} {BREAKS}"
    assert problem.temporary


def test_what_speaks_tls_alone(secure: Server) -> None:
    problem = refusal(web_for(secure), secure.address.replace("https:", "http:"))
    assert (str(problem), problem.temporary) == (f"{ROBOTS} breaks the connection off; try again later", True)


def test_a_handshake_that_never_comes() -> None:
    with Silent() as server:
        web = web_for(server, limits=Limits(seconds=0.2))
        problem = refusal(web, server.address.replace("http:", "https:"))
    assert (str(problem), problem.temporary) == (f"{ROBOTS} takes longer than 0.2 seconds; try again later", True)
