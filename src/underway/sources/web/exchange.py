"""One request and its answer, over a connection of its own.

httpcore speaks HTTP/1.1 here without a client on top of it, so that there are no cookies, no credentials of a .netrc,
no proxies of the environment, and nobody follows a redirect before it has been looked at.
"""

import io
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import httpcore
import httpx

from underway.sources.compression import Expanded
from underway.sources.records import RefusedError, Validators, excerpt
from underway.sources.streams import MIB
from underway.sources.web.addresses import Address
from underway.sources.web.connections import Connections
from underway.sources.web.errors import WebError
from underway.sources.web.limits import Deadline
from underway.sources.web.reach import IP

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_REDIRECTS = (301, 302, 303, 307, 308)
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]{1,80}/[\w.+-]{1,80})\s*(?:[;,]|$)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_VALIDATOR = re.compile("[!-~](?:[ -~]{0,998}[!-~])?")  # what a header carries


class Exchange:
    """Asks servers, as `user_agent`. Certificates are verified, against SSL_CERT_FILE or SSL_CERT_DIR where set."""

    def __init__(self, user_agent: str) -> None:
        self._headers = [
            ("User-Agent", user_agent),
            ("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"),
            ("Accept-Language", "en"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ]

    @contextmanager
    def ask(self, address: Address, at: Sequence[IP], deadline: Deadline, validators: Validators) -> Iterator["Answer"]:
        """The answer of the server at one of the IP addresses; its body can be read as long as the context lasts.

        Raises WebError, also for what goes wrong while the body is read.
        """
        url = httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
        headers = [("Host", address.netloc), *self._headers, *_conditions(validators)]
        tls = self._tls if address.scheme == "https" else None
        network = Connections(at, deadline)
        try:
            with (
                httpcore.HTTPConnection(url.origin, tls, network_backend=network) as connection,
                connection.stream("GET", url, headers=headers) as response,
            ):
                yield Answer(response)
        except httpcore.RemoteProtocolError as error:
            if network.ended:
                raise WebError("breaks off before its end; try again later", temporary=True) from None
            endless = getattr(error.__cause__, "error_status_hint", None) == 431
            what = "sends headers without end" if endless else "answers in what is not valid HTTP"
            raise WebError(f"{what}; correct the address, or tell whoever runs it") from None
        except WebError:
            raise
        except RefusedError as refused:
            raise WebError(str(refused), temporary=True) from None

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()


class Answer:
    """Status and headers of an answer, and its body, which is read from the connection."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response
        self.status = response.status
        self.headers = httpx.Headers(response.headers)

    @property
    def location(self) -> str | None:
        """Where it redirects to, as written; None where it does not."""
        if self.status not in _REDIRECTS:
            return None
        location: str | None = self.headers.get("Location")
        if location is None:
            raise WebError(f"redirects without saying where ({self.status}); correct the address")
        return location

    @property
    def media_type(self) -> str | None:
        match = _MEDIA_TYPE.match(self.headers.get("Content-Type", ""))
        return match[1].lower() if match else None

    @property
    def charset(self) -> str | None:
        match = _CHARSET.search(self.headers.get("Content-Type", ""))
        return match[1] if match else None

    def validators_of(self, address: str) -> Validators:
        etag, modified = _validator(self.headers.get("ETag")), _validator(self.headers.get("Last-Modified"))
        return Validators(etag, modified, address) if etag or modified else Validators()

    def body(self, limit: int) -> io.BufferedReader:
        """The body, gzip expanded. Reading raises WebError where more than `limit` bytes are sent."""
        length = self.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > limit:
            raise too_large(limit)
        received: io.BufferedReader = io.BufferedReader(_Received(self._response.iter_stream(), limit))
        encoding = self.headers.get("Content-Encoding", "").strip().lower()
        if encoding in ("", "identity"):
            return received
        if encoding in ("gzip", "x-gzip"):
            return io.BufferedReader(Expanded(received, "gzip"))
        raise WebError(f"is encoded as {excerpt(encoding)}, though gzip alone was asked for; tell whoever runs it")

    def read(self, limit: int) -> bytes:
        """The whole body; raises WebError where it is longer than `limit`, or empty."""
        payload = self.body(limit).read(limit + 1)
        if len(payload) > limit:
            raise too_large(limit)
        if not payload:
            raise WebError("is empty; correct the address, or try again later", temporary=True)
        return payload


def too_large(limit: int) -> WebError:
    size = f"{limit // MIB} MiB" if limit >= MIB else f"{limit:,} bytes"
    return WebError(f"is larger than {size}; save the part that matters and give its file")


def _conditions(validators: Validators) -> Iterator[tuple[str, str]]:
    for name, value in (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified)):
        if sendable := _validator(value):
            yield name, sendable


def _validator(value: str | None) -> str | None:
    return value if value and _VALIDATOR.fullmatch(value) else None


class _Received(io.RawIOBase):
    """A body as it arrives."""

    def __init__(self, chunks: Iterator[bytes], limit: int) -> None:
        self._chunks = filter(None, chunks)
        self._limit = limit
        self._taken = 0
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if not self._rest:
            self._rest = next(self._chunks, b"")
            self._taken += len(self._rest)
            if self._taken > self._limit:
                raise too_large(self._limit)
        view = memoryview(buffer)
        given = min(len(view), len(self._rest))
        view[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        return given
