"""Open streams: a first look without taking anything away, gzip and zstd expanded within bounds, what is binary
refused."""

import io
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from underway.sources.compression import Expanded, head_of
from underway.sources.decoders import Compression, compression_of
from underway.sources.records import RefusedError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MIB = 1024 * 1024
HEAD_BYTES = 64 * 1024  # what is looked at before anything else is read

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
    (rb"\x28\xb5\x2f\xfd", "compressed twice"),
    (rb"\x1f\x8b", "compressed twice"),
    (rb"SQLite format 3\x00", "an SQLite database"),
    (rb"PAR1.*\x00", "a Parquet file that is compressed as a whole"),
    (rb"\x7fELF", "a program"),
]
_SIGNATURE = [(re.compile(pattern, re.DOTALL), kind) for pattern, kind in _SIGNATURES]
_ENDINGS = {".gz": "gzip", ".zst": "zstd"}
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\b\x1b")))
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32 begin with these, NULs follow


class Stream(NamedTuple):
    """A stream before anything is taken from it: `packed` holds what there is, `head` is how it begins, expanded."""

    packed: io.BufferedReader
    compression: Compression | None
    head: bytes


def look(raw: BinaryIO | io.FileIO, name: str) -> Stream:
    """The raw stream stays open, and can be sought in where it could before. Raises RefusedError where it is empty, or
    not compressed as its name says."""
    packed: io.BufferedReader = io.BufferedReader(_Unread(raw), HEAD_BYTES)
    head = packed.peek()
    if not head:
        raise RefusedError("is empty")
    compression = compression_of(head)
    if compression:
        return Stream(packed, compression, head_of(head, compression, HEAD_BYTES))
    for ending, called in _ENDINGS.items():
        if name.lower().endswith(ending):
            raise RefusedError(
                f"is not {called}, though it is called so; take {ending} off its name if it is not compressed"
            )
    return Stream(packed, None, head)


def open_text(stream: Stream) -> io.BufferedReader:
    """What the stream holds, expanded; `peek()` shows its head. Raises RefusedError where that is empty or binary.

    Later reading raises RefusedError where what is compressed is truncated, corrupt, or a bomb.
    """
    opened = stream.packed
    if stream.compression:
        opened = io.BufferedReader(Expanded(opened, stream.compression), HEAD_BYTES)
        if not opened.peek():
            raise RefusedError("is empty")
    check_text(opened.peek())
    return opened


def open_stream(raw: BinaryIO | io.FileIO, name: str) -> io.BufferedReader:
    """Both, one after the other."""
    return open_text(look(raw, name))


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
        self._stream = stream
        self._read = getattr(stream, "read1", stream.read)
        self._wanted = 512

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

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
