"""Addresses of the web: what is one, and what it means.

As RFC 3986 has them, read once: what is checked, asked for by name and connected to is what was read here. Spellings
that programs take in different ways are refused rather than guessed.
"""

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urljoin

import httpx
import msgspec

from underway.sources.web.errors import WebError
from underway.sources.web.reach import plain

LONGEST = 8000  # characters; RFC 9110, 4.1 wants at least as many to be understood

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")  # browsers drop some of these, and take a backslash for a slash
_BEGINNING = re.compile(r"([a-z][a-z0-9+.-]*):(?://([^/?#]*))?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:\[[^\[\]]+\]|[^:\[\]]+)(?::([0-9]*))?")
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")  # https://url.spec.whatwg.org/#ends-in-a-number-checker

_NOT_VALID = "has a host that is not valid; write a name such as tideway.example, or an IP address in its plain form"


class Address(msgspec.Struct, frozen=True):
    """An address of http or https. `host` is a name in ASCII or an IP address, without brackets, in its normal form."""

    scheme: str
    host: str
    port: int
    target: str  # path and query

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def read_address(text: str, base: Address | None = None) -> Address:
    """The address without its fragment; one that is relative is so to `base`. Raises WebError."""
    written = text.strip()
    if len(written) > LONGEST:
        raise WebError(f"is longer than {LONGEST:,} characters; give a shorter address")
    if _NEVER.search(written):
        raise WebError("holds a backslash or a control character; write the address without it")
    try:
        absolute = urljoin(str(base), written) if base else written
        beginning = _BEGINNING.match(absolute)
        scheme, authority = beginning.groups() if beginning else ("", None)
        if scheme.lower() not in _DEFAULT_PORTS:
            raise WebError("is no address of the web; give one that begins with https:// or http://")
        if not authority:
            raise WebError("names no host; give an address such as https://tideway.example/news")
        if "@" in authority:
            raise WebError("holds a name or password, and none is ever sent; take it out, up to the @")
        port = _AUTHORITY.fullmatch(authority)
        if not port:
            raise WebError(_NOT_VALID)
        number = int(port[1]) if port[1] else _DEFAULT_PORTS[scheme.lower()]
        if not 0 < number < 65536:
            raise WebError("names a port that does not exist; ports are 1 to 65535")
        url = httpx.URL(absolute)
        return Address(url.scheme, read_host(url.raw_host.decode("ascii")), number, url.raw_path.decode("ascii"))
    except (httpx.InvalidURL, ValueError):
        raise WebError(_NOT_VALID) from None


def read_host(raw: str) -> str:
    """The normal form of a host: in lower case, without a final dot. Raises WebError.

    `0x7f000001`, `2130706433`, `127.1` and `0177.0.0.1` are numbers that some programs take for addresses, each in its
    own way; a zone (`fe80::1%eth0`) has no meaning but on one machine.
    """
    host = raw.removesuffix(".")
    with suppress(ValueError):
        ip = ip_address(host)
        if "%" not in host:
            return str(plain(ip))
    if len(host) > 253 or not _NAME.fullmatch(host) or _NUMBER.fullmatch(host):
        raise WebError(_NOT_VALID)
    return host
