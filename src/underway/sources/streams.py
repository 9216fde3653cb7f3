"""Open streams: a first look without taking anything away, gzip expanded within bounds, what is binary refused."""

import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from underway.sources.records import RefusedError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 64 * 1024  # what is looked at before anything else is read
MIB = 1024 * 1024

# Deflate reaches 1030 to 1; markup and news, however repetitive, stay far below half of that.
MAX_EXPANSION = 500
FREE_EXPANSION_BYTES = 64 * MIB  # up to here any ratio will do

_SIGNATURES: list[tuple[bytes, str]] = [
    (rb"%PDF-", "a PDF file"),
    (rb"\x89PNG\r\n", "a PNG image"),
    (rb"\xff\xd8\xff", "a JPEG image"),
    (rb"GIF8[79]a", "a GIF image"),
    (rb"RIFF....(?:WEBP|WAVE|AVI )", "a RIFF file (image, sound or film)"),
    (rb"PK(?:\x03\x04|\x05\x06)", "a ZIP archive or an office document"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (rb"\{\\rtf", "an RTF document"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (rb".{257}ustar", "a tar archive"),
    (rb"BZh[1-9]1AY&SY", "compressed with bzip2"),
    (rb"\xfd7zXZ\x00", "compressed with xz"),
    (rb"\x28\xb5\x2f\xfd", "compressed with zstd, which is not read yet"),
    (rb"\x1f\x8b", "gzip inside gzip"),
    (rb"SQLite format 3\x00", "an SQLite database"),
    (rb"WARC/[01]\.\d", "a WARC archive, which is not read yet"),
    (rb"PAR1.*\x00", "a Parquet file, which is not read yet"),
    (rb"\x7fELF", "a program"),
]
_SIGNATURE = [(re.compile(pattern, re.DOTALL), kind) for pattern, kind in _SIGNATURES]
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\b\x1b")))
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32 begin with these, NULs follow


def open_stream(raw: BinaryIO | io.FileIO, name: str) -> io.BufferedReader:
    """What the stream holds, gzip expanded; `peek()` shows its head. Raises RefusedError where that is empty or binary.

    Later reading raises RefusedError where gzip is truncated, corrupt, or a bomb. The raw stream stays open.
    """
    stream: io.BufferedReader = io.BufferedReader(_Unread(raw), HEAD_BYTES)
    head = stream.peek()
    if head[:2] == b"\x1f\x8b":
        stream = io.BufferedReader(Gunzip(stream), HEAD_BYTES)
        head = stream.peek()
    elif head and name.lower().endswith(".gz"):
        raise RefusedError("is not gzip, though it is called so; take .gz off its name if it is not compressed")
    if not head:
        raise RefusedError("is empty")
    check_text(head)
    return stream


def check_text(head: bytes) -> None:
    """Raises RefusedError where the beginning of a file is that of a known binary format, or of no text at all."""
    for pattern, kind in _SIGNATURE:
        if pattern.match(head):
            raise RefusedError(f"is {kind}; give text, HTML or JSON Lines")
    if b"\0" in head and not head.startswith(_WIDE_MARKS):
        controls = len(head) - len(head.translate(None, _CONTROL))
        # A stray NUL in a text is the text's own; UTF-8 that holds is all but never anything else than text.
        if controls > len(head) * (0.2 if _is_utf8(head) else 0.05):
            raise RefusedError("is binary; give text, HTML or JSON Lines")


def read_all(stream: io.BufferedReader, limit: int) -> bytes:
    """All that is left in the stream; raises RefusedError where that is more than `limit` bytes."""
    parts: list[bytes] = []
    left = limit
    while part := stream.read(MIB):
        left -= len(part)
        if left < 0:
            raise RefusedError(f"is larger than {limit // MIB} MiB; split it")
        parts.append(part)
    return b"".join(parts)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.end == len(head)
    return True


class _Unread(io.RawIOBase):
    """A stream that belongs to someone else: any kind of one, and closing this does not close that.

    The first read gathers enough to tell a format by, also from a pipe that gives a little at a time.
    """

    def __init__(self, stream: BinaryIO | io.FileIO) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self._wanted = 512

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        filled = 0
        while filled == 0 or filled < self._wanted:
            part = self._read(len(view) - filled)
            if not part:
                break
            view[filled : filled + len(part)] = part
            filled += len(part)
        self._wanted = 0
        return filled


class Gunzip(io.RawIOBase):
    """Expands gzip (RFC 1952), one member after another, a buffer at a time, and believes no length that it states."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._input = b""
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        while True:
            if self._member.eof and not self._next_member():
                return 0
            if not self._input:
                self._input = self._take()
                if not self._input:
                    raise RefusedError("is truncated: its gzip data ends too early; fetch it again")
            try:
                given = self._member.decompress(self._input, len(view))
            except zlib.error:
                raise RefusedError("is corrupt: its gzip data cannot be expanded; fetch it again") from None
            self._input = self._member.unconsumed_tail
            if given:
                self._given += len(given)
                if self._given > max(FREE_EXPANSION_BYTES, MAX_EXPANSION * self._taken):
                    raise RefusedError(f"expands to more than {MAX_EXPANSION} times its size, as a gzip bomb does")
                view[: len(given)] = given
                return len(given)

    def _take(self) -> bytes:
        packed = self._packed.read1(HEAD_BYTES)
        self._taken += len(packed)
        return packed

    def _next_member(self) -> bool:
        """Zeros may follow a member, to fill a tape's block or a disk's."""
        rest = self._member.unused_data.lstrip(b"\0")
        while not rest:
            packed = self._take()
            if not packed:
                return False
            rest = packed.lstrip(b"\0")
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._input = rest
        return True
