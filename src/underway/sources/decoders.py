"""What expands one member of gzip (RFC 1952), or one frame of zstd (RFC 8878), and all that it is made of."""

import zlib
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, Protocol

from underway.sources.records import RefusedError

Compression = Literal["gzip", "zstd"]

MAGIC = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}
MAX_DICTIONARY_BYTES = 16 * 1024 * 1024

_SKIPPABLE = {bytes([number]) + b"\x2a\x4d\x18" for number in range(0x50, 0x60)}  # RFC 8878, 3.1.2
_MAX_WINDOW_BYTES = 128 * 1024 * 1024
_ZSTD_STEP = 4096  # compressed bytes; four of them may stand for 128 KiB


class Decoder(Protocol):
    """Of one member; as zlib's objects are."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class DamagedError(RefusedError):
    """What a member holds cannot be expanded; another member may follow."""


def compression_of(head: bytes) -> Compression | None:
    """By how a file begins."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    return "zstd" if head.startswith(MAGIC["zstd"]) or head[:4] in _SKIPPABLE else None


def corrupt(name: str) -> DamagedError:
    """What is said of a member that makes no sense."""
    return DamagedError(f"is corrupt: its {name} data cannot be expanded; fetch it again")


def expand(packed: bytes, encoding: Literal["gzip", "deflate", "zstd"], most: int) -> bytes:
    """What one member holds, and where it ends too early what there is of it. Raises DamagedError, RefusedError."""
    if encoding == "zstd":
        decoder, error = zstd_decoders()(), error_of("zstd")
    else:
        wrapped = zlib.MAX_WBITS | 16 if encoding == "gzip" else zlib.MAX_WBITS
        # Some servers mean bare deflate (RFC 1951) where they are to send it in zlib's format (RFC 1950).
        header = int.from_bytes(packed[:2], "big")
        bare = encoding == "deflate" and (header % 31 != 0 or header >> 8 & 0x8F != 8)
        decoder, error = _inflate().decompressobj(-zlib.MAX_WBITS if bare else wrapped), error_of("gzip")
    parts, left = [], most + 1
    try:
        while left and not decoder.eof:
            part = decoder.decompress(packed, left)
            packed = decoder.unconsumed_tail
            if not part and not packed:
                break
            parts.append(part)
            left -= len(part)
    except error:
        raise corrupt(encoding) from None
    if not left:
        raise RefusedError(f"expands to more than {most // 2**20} MiB")
    return b"".join(parts)


def gzip_decoder() -> Decoder:
    decoder: Decoder = _inflate().decompressobj(zlib.MAX_WBITS | 16)
    return decoder


def zstd_decoders(dictionary: bytes = b"") -> Callable[[], Decoder]:
    """Makes decoders of frames that may need the dictionary. Raises RefusedError."""
    try:
        import zstandard  # noqa: PLC0415 - an extra, and seldom needed
    except ImportError:
        raise RefusedError(
            'is compressed with zstd, for which a package is missing; install it: pip install "underway[archives]"'
        ) from None
    if dictionary.startswith(MAGIC["zstd"]):
        try:
            dictionary = zstandard.ZstdDecompressor().decompress(dictionary, max_output_size=MAX_DICTIONARY_BYTES)
        except zstandard.ZstdError:
            raise RefusedError("is corrupt: its zstd dictionary cannot be expanded; fetch it again") from None
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    made = zstandard.ZstdDecompressor(dict_data=known, max_window_size=_MAX_WINDOW_BYTES)
    return lambda: _Frame(made.decompressobj())


class _Frame:
    """zstandard's objects give out all that there is in what they are given: so they get little at a time."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame
        self._ready = memoryview(b"")  # beyond what was asked for
        self.eof = False
        self.unused_data = b""
        self.unconsumed_tail = b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        parts, at, left = [], 0, max_length - len(self._ready)
        while left > 0 and at < len(data) and not self._frame.eof:
            part = self._frame.decompress(data[at : at + _ZSTD_STEP])
            parts.append(part)
            left -= len(part)
            at += _ZSTD_STEP
        given = b"".join([self._ready[:max_length], *parts])
        self._ready = self._ready[max_length:]
        if left < 0 and parts:
            self._ready, given = memoryview(given)[max_length:], given[:max_length]
        if self._frame.eof and not self._ready:
            self.eof, self.unused_data = True, self._frame.unused_data + data[at:]
        else:
            self.unconsumed_tail = data[at:]
        return given


@cache
def _inflate() -> Any:
    """ISA-L where it is there: twice as quick as zlib."""
    try:
        from isal import isal_zlib  # noqa: PLC0415 - an extra
    except ImportError:
        return zlib
    return isal_zlib


@cache
def error_of(compression: Compression) -> type[Exception]:
    """What its decoders raise."""
    if compression == "zstd":
        from zstandard import ZstdError  # noqa: PLC0415 - an extra, and seldom needed

        return ZstdError
    error: type[Exception] = _inflate().error
    return error
