"""Compressed streams, member by member. What they say of their length is not believed, and what comes out at once is
bounded."""

import io
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from underway.sources.decoders import (
    MAGIC,
    MAX_DICTIONARY_BYTES,
    Compression,
    DamagedError,
    Decoder,
    corrupt,
    error_of,
    gzip_decoder,
    zstd_decoders,
)
from underway.sources.records import RefusedError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MIB = 1024 * 1024
CHUNK_BYTES = 64 * 1024  # what is read at once

# Deflate reaches 1030 to 1, zstd far more; markup and news, however repetitive, stay far below half of that.
MAX_EXPANSION = 500
FREE_EXPANSION_BYTES = 64 * _MIB  # up to here any ratio will do

_MOST_KEPT = 32 * _MIB // CHUNK_BYTES  # chunks of a member, in which the next one is looked for when it is damaged
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # https://iipc.github.io/warc-specifications/specifications/warc-zstd/


def head_of(packed: bytes, compression: Compression, most: int) -> bytes:
    """How what these bytes hold begins, as far as it can be expanded. Raises RefusedError as `Members` does."""
    members = Members(io.BytesIO(packed), compression)
    with suppress(DamagedError):
        while members.next():
            if head := members.read1(most):
                return head
    return b""


class Members:
    """The members of gzip, or the frames of zstd, one after another, from a stream that stays open.

    `offset` is where the present one begins, in bytes of the stream; to be `recoverable` takes up to 32 MiB. Raises
    RefusedError where a package for zstd is missing.
    """

    def __init__(
        self, packed: BinaryIO | io.BufferedReader, compression: Compression, *, recoverable: bool = False
    ) -> None:
        self._packed = packed
        self._read = getattr(packed, "read1", packed.read)
        self._compression = compression
        self._input = b""
        self._position = 0  # where the input ends
        self._ahead: deque[bytes] = deque()  # what is read before anything more of the stream
        self._kept: deque[bytes] = deque(maxlen=_MOST_KEPT if recoverable else 0)
        self._given = 0
        self._damage: DamagedError | None = None
        self.offset = 0
        self._new = gzip_decoder if compression == "gzip" else self._zstd_frames()
        self._error = error_of(compression)
        self._decoder: Decoder | None = None

    @property
    def taken(self) -> int:
        """Where what was expanded so far ends, in bytes of the stream."""
        return self._position - len(self._input)

    def begin_at(self, offset: int, beginning: bytes) -> bool:
        """Goes to the member that begins there and holds something that begins so; where there is none, to the first.
        False where there is no member at all."""
        if offset and self._packed.seekable():
            self._go_to(offset)
            if self.next() and self._begins(self._input, beginning):
                self._begin(self._input)
                return True
            self._go_to(0)
        return self.next()

    def _go_to(self, offset: int) -> None:
        self._packed.seek(offset)
        self._input, self._position = b"", offset
        self._ahead.clear()

    def next(self) -> bool:
        """Goes on to the next member; False where the stream ends.

        Zeros may follow a member of gzip, to fill a tape's block or a disk's.
        """
        rest = self._input.lstrip(b"\0")
        while not rest:
            packed = self._take()
            if not packed:
                return False
            rest = packed.lstrip(b"\0")
        self._begin(rest)
        return True

    def read(self, size: int) -> bytes:
        """As many bytes as that, unless the member ends before, or is damaged: then what there is before the damage.
        Raises DamagedError."""
        parts: list[bytes] = []
        try:
            while size and (part := self.read1(size)):
                parts.append(part)
                size -= len(part)
        except DamagedError:
            if not parts:
                raise
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def read1(self, size: int) -> bytes:
        """Up to that many bytes of the member, at least one unless it has ended. Raises DamagedError, and again."""
        if self._damage:
            raise self._damage
        try:
            return self._expand(size)
        except DamagedError as damage:
            self._damage = damage
            raise

    def _expand(self, size: int) -> bytes:
        decoder, name = self._decoder, self._compression
        while decoder and not decoder.eof:
            packed = self._input or self._take()
            try:
                given = decoder.decompress(packed, size)
            except self._error:
                raise corrupt(name) from None
            self._input = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            if given:
                self._given += len(given)
                check_expansion(self._given, self.taken - self.offset, name)
                return given
            if not packed:
                raise DamagedError(f"is truncated: its {name} data ends too early; fetch it again")
        return b""

    def recover(self, beginning: bytes) -> bool:
        """Goes to the next member behind the beginning of the present one that holds something that begins so; False
        where there is none."""
        magic = MAGIC[self._compression]
        data, at = b"".join(self._kept)[1:], 0
        while True:
            at = data.find(magic, at)
            if at < 0:
                more = self._take()
                if not more:
                    return False
                data, at = data[-len(magic) :] + more, 0
                continue
            if len(data) - at < CHUNK_BYTES and (more := self._take()):
                data, at = data[at:] + more, 0
            if self._begins(data[at : at + CHUNK_BYTES], beginning):
                self._ahead.extendleft([data[n : n + CHUNK_BYTES] for n in range(at, len(data), CHUNK_BYTES)][::-1])
                self._input = b""
                self._position -= len(data) - at
                return self.next()
            at += 1

    def _begins(self, data: bytes, beginning: bytes) -> bool:
        """Decoders of zstd share what they work with: one that was there before is of no use afterwards."""
        try:
            return self._new().decompress(data, len(beginning)).startswith(beginning)
        except self._error:
            return False

    def _begin(self, rest: bytes) -> None:
        self.offset = self._position - len(rest)
        self._input = rest
        self._given = 0
        known = self._compression == "zstd" or rest.startswith(MAGIC["gzip"][: len(rest)])
        self._damage = None if known else corrupt("gzip")
        self._kept.clear()
        self._kept.append(rest)
        self._decoder = self._new()

    def _take(self) -> bytes:
        packed: bytes = self._ahead.popleft() if self._ahead else self._read(CHUNK_BYTES)
        self._position += len(packed)
        if packed:
            self._kept.append(packed)
        return packed

    def _zstd_frames(self) -> Callable[[], Decoder]:
        """Makes decoders, with the dictionary that the stream may begin with."""
        while len(self._input) < 8 and (packed := self._take()):
            self._input += packed
        head, dictionary = self._input[:8], b""
        if head.startswith(_DICTIONARY):
            end = 8 + int.from_bytes(head[4:8], "little")
            if end > MAX_DICTIONARY_BYTES:
                raise RefusedError(f"has a zstd dictionary of more than {MAX_DICTIONARY_BYTES // _MIB} MiB")
            while len(self._input) < end and (packed := self._take()):
                self._input += packed
            dictionary, self._input = self._input[8:end], self._input[end:]
        return zstd_decoders(dictionary)


def check_expansion(given: int, taken: int, name: str) -> None:
    """Raises DamagedError where what was given out is more than an honest file holds."""
    if given > max(FREE_EXPANSION_BYTES, MAX_EXPANSION * taken):
        raise DamagedError(f"expands to more than {MAX_EXPANSION} times its size, as a {name} bomb does")


class Expanded(io.RawIOBase):
    """All members of a stream as one."""

    def __init__(self, packed: io.BufferedReader, compression: Compression) -> None:
        self._members = Members(packed, compression)
        self._name = compression
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        while not (given := self._members.read1(len(view))):
            if not self._members.next():
                return 0
        self._given += len(given)
        check_expansion(self._given, self._members.taken, self._name)
        view[: len(given)] = given
        return len(given)
