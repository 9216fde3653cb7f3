"""A WARC file cut into its records (https://iipc.github.io/warc-specifications/), also behind damage.

A length that a record states is believed only where what it spans is followed as a record is to be: by two line ends,
by another record, or by nothing.
"""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from underway.sources.compression import CHUNK_BYTES
from underway.sources.heads import MAX_HEAD_BYTES, read_head
from underway.sources.streams import MIB

BEGINNING = b"WARC/"
MAX_RECORD_BYTES = 33 * MIB  # a page of the largest size that is read, and its headers

_BLOCK_BYTES = MIB
_BETWEEN_BYTES = 16  # two line ends, and how the next record begins
_MOST_RETURNED = 1024 * MIB  # bytes of a file that are read again: who lies often could have it read forever
_SOMETHING = re.compile(rb"[^\r\n]")
_VERSION = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LENGTH = re.compile(rb"\d{1,15}")


class Source(Protocol):
    """What records are cut from: a file, or a member of one that is compressed."""

    def read(self, size: int, /) -> bytes:
        """Up to that many bytes; none where it ends."""
        ...


class Piece(NamedTuple):
    """A record: where it begins, its header's fields by name in lower case, and what it holds, of a very large one the
    first 64 KiB; or what is wrong there."""

    offset: int
    fields: dict[bytes, bytes]
    content: bytes
    whole: bool = True
    problem: str | None = None


def cut(source: Source, offset: int = 0) -> Iterator[Piece]:
    """Every record from the offset on, at which the source stands, with a problem in place of what is none; raises what
    reading the source raises."""
    window = _Window(source, offset)
    while window.at_something():
        begin = window.offset
        fields = window.take_head()
        length = fields.get(b"content-length", b"")
        if not _LENGTH.fullmatch(length):
            yield Piece(begin, {}, b"", problem="is no WARC record")
        else:
            size = int(length)
            body = window.offset
            whole = size <= MAX_RECORD_BYTES
            content = window.take(size) if whole else window.take_beginning(size)
            if content is not None:
                yield Piece(begin, fields, content, whole)
                continue
            window.return_to(body)
            yield Piece(begin, {}, b"", problem=f"is not the {size:,} bytes long that its header states")
        if not window.find(b"\n" + BEGINNING):
            return


class _Window:
    """What was read of the source and not passed yet: a block, or a record where that is longer."""

    def __init__(self, source: Source, offset: int) -> None:
        self._source = source
        self._data = b""
        self._at = 0
        self._before = offset  # bytes of the source before the data
        self._ended = False
        self._returned = 0

    @property
    def offset(self) -> int:
        return self._before + self._at

    def at_something(self) -> bool:
        """Passes the line ends between records; False where nothing follows."""
        while self._hold(1):
            something = _SOMETHING.search(self._data, self._at)
            self._at = something.start() if something else len(self._data)
            if something:
                return True
        return False

    def take_head(self) -> dict[bytes, bytes]:
        """The fields of the header that stands here, which is passed; none where there is no header."""
        self._hold(MAX_HEAD_BYTES)
        head = read_head(self._data, self._at) if _VERSION.match(self._data, self._at) else None
        if not head:
            return {}
        fields, self._at = head
        return fields

    def take(self, size: int) -> bytes | None:
        """What stands here, which is passed, if a record may end behind it."""
        self._hold(size + _BETWEEN_BYTES)
        end = self._at + size
        if end > len(self._data) or not self._is_boundary(end):
            return None
        content = self._data[self._at : end]
        self._at = end
        return content

    def take_beginning(self, size: int) -> bytes | None:
        """As `take`, but the first 64 KiB alone; and it is passed whatever follows."""
        self._hold(CHUNK_BYTES)
        content = self._data[self._at : self._at + CHUNK_BYTES]
        while size:
            if not self._hold(1):
                return None
            step = min(size, len(self._data) - self._at)
            self._at += step
            size -= step
        self._hold(_BETWEEN_BYTES)
        return content if self._is_boundary(self._at) else None

    def return_to(self, offset: int) -> None:
        """Goes back as far as it can: what is in memory, or what a file has, unless that has been done too often."""
        if offset >= self._before:
            self._at = offset - self._before
        elif isinstance(self._source, io.BufferedReader) and self._source.seekable():
            self._returned += self.offset - offset
            if self._returned <= _MOST_RETURNED:
                self._source.seek(offset)
                self._data, self._at, self._before, self._ended = b"", 0, offset, False

    def find(self, beginning: bytes) -> bool:
        """Goes to the next place that has it; False where there is none."""
        while True:
            found = self._data.find(beginning, self._at)
            if found >= 0:
                self._at = found
                return True
            self._at = max(self._at, len(self._data) - len(beginning))
            if not self._hold(len(self._data) - self._at + 1):
                return False

    def _is_boundary(self, at: int) -> bool:
        between = self._data[at : at + _BETWEEN_BYTES]
        following = between.lstrip(b"\r\n")
        return between.startswith(b"\r\n\r\n") or not following or following.startswith(BEGINNING)

    def _hold(self, size: int) -> bool:
        """Whether that many bytes, not many more than MAX_RECORD_BYTES, stand here."""
        while (missing := size - (len(self._data) - self._at)) > 0 and not self._ended:
            more = self._source.read(max(missing, _BLOCK_BYTES))
            self._ended = not more
            self._before += self._at
            self._data = self._data[self._at :] + more if self._at < len(self._data) else more
            self._at = 0
        return len(self._data) - self._at >= size
