"""Files of a catalogue as lines: gzip expanded within bounds, no line longer than it may be."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from underway.catalogue.entries import Fault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_T = TypeVar("_T")

MB = 1000 * 1000
_HEAD_BYTES = 64 * 1024
_MAX_LINE_BYTES = MB

# Deflate reaches 1030 to 1; tables and JSON of titles stay far below half of that.
_MAX_EXPANSION = 500
_FREE_EXPANSION_BYTES = 64 * MB  # up to here any ratio will do


class RefusedError(Exception):
    """Why a file, or a line of it, cannot be read, as the end of a sentence that begins with its place."""


def read_from(
    source: Path | BinaryIO, name: str, read: Callable[[BinaryIO, str], Iterator[_T | Fault]]
) -> Iterator[_T | Fault]:
    """What `read` finds in the file, or in a stream, which stays open; why that cannot be read on, as a fault."""
    try:
        if isinstance(source, Path):
            with source.open("rb", buffering=0) as file:
                yield from read(file, name)
        else:
            yield from read(source, name)
    except RefusedError as refused:
        yield Fault(name, str(refused))
    except OSError as error:
        yield Fault(name, f"cannot be read: {error.strerror or error}")


def expanded(source: BinaryIO) -> io.BufferedReader:
    """What the stream holds, gzip expanded; `peek()` shows its head. Raises RefusedError where that is empty.

    Later reading raises RefusedError where gzip is truncated, corrupt, or a bomb.
    """
    counted = _Counted(source)
    stream: io.BufferedReader = io.BufferedReader(counted, _HEAD_BYTES)
    if stream.peek()[:2] == b"\x1f\x8b":
        stream = io.BufferedReader(_Expanded(stream, counted), _HEAD_BYTES)
    if not stream.peek():
        raise RefusedError("is empty")
    return stream


def lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | RefusedError]]:
    """Each line with its number, from 1, and without its end; in place of one that is too long, what is wrong."""
    number = 0
    while line := stream.readline(_MAX_LINE_BYTES):
        number += 1
        if len(line) < _MAX_LINE_BYTES or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_MAX_LINE_BYTES)
        yield number, RefusedError(f"is longer than {_MAX_LINE_BYTES // MB} MB")


def excerpt(value: bytes | str) -> str:
    """A value as a message quotes it: in one line, and none of it acts on a terminal."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return ascii(text if len(text) <= 60 else f"{text[:60]}...")


def _fill(buffer: "WriteableBuffer", read: Callable[[int], bytes]) -> int:
    view = memoryview(buffer)
    part = read(len(view))
    view[: len(part)] = part
    return len(part)


class _Counted(io.RawIOBase):
    """A stream that belongs to someone else, and how much of it was taken; closing this does not close that."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        return _fill(buffer, self._read)

    def _read(self, most: int) -> bytes:
        part = self._source.read(most)
        self.taken += len(part)
        return part


class _Expanded(io.RawIOBase):
    """What gzip data expands to, as long as that is not far more than it takes."""

    def __init__(self, packed: io.BufferedReader, counted: _Counted) -> None:
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._counted = counted
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        try:
            given = _fill(buffer, self._gzip.read)
        except EOFError:
            raise RefusedError("is truncated: its gzip data ends too early; fetch it again") from None
        except (gzip.BadGzipFile, zlib.error):
            raise RefusedError("is corrupt: its gzip data cannot be expanded; fetch it again") from None
        self._given += given
        if self._given > max(_FREE_EXPANSION_BYTES, _MAX_EXPANSION * self._counted.taken):
            raise RefusedError(f"expands to more than {_MAX_EXPANSION} times its size, as a gzip bomb does")
        return given
