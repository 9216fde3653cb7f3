"""Pages in WARC files: the answers that servers gave (`response`), what was kept without one (`resource`), and texts
made of pages, as in WET files (`conversion`).

When a page was fetched (WARC-Date) is never taken for the day on which it was published.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader

from underway.sources.compression import Members
from underway.sources.decoders import Compression, DamagedError
from underway.sources.feeds.beginning import is_page
from underway.sources.http_bodies import MAX_PAGE_BYTES, Answer, page_of, read_answer
from underway.sources.records import At, Fault, Format, Record, RefusedError
from underway.sources.streams import MIB, Stream
from underway.sources.warc_blocks import BEGINNING, Piece, cut

_KEPT = {b"conversion", b"resource"}
_PASSED = {b"warcinfo", b"request", b"metadata", b"revisit", b"continuation"}
_MEDIA_TYPES: dict[bytes, Format] = {b"text/html": "html", b"application/xhtml+xml": "html", b"text/plain": "text"}
_CHARSET = re.compile(rb";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_ADDRESS = re.compile(r"https?://[^\s/?#@\[\]<>\"\\]+(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE)
_LONGEST_ADDRESS = 8000
_READ = {200, 203}  # of other statuses the body is no article, or a part of one


def warc_records(stream: Stream, place: str, start: int, passed: Counter[str]) -> Iterator[At]:
    """The pages from the position `start` on; a fault where there is damage, behind which it goes on where it can.

    `passed` counts what is no page, by what it is. Raises RefusedError.
    """
    for position, found in _pieces(stream.packed, stream.compression, start):
        if position < start:
            continue
        there = f"{place}:{position}"
        try:
            if isinstance(found, DamagedError):
                raise found
            record = _page(found, there, passed)
        except RefusedError as refused:
            yield At(position, Fault(there, str(refused)))
        else:
            if record:
                yield At(position, record)


def _pieces(
    packed: BufferedReader, compression: Compression | None, start: int
) -> Iterator[tuple[int, Piece | DamagedError]]:
    """With their positions; those before `start` may be among them."""
    if compression is None:
        before = packed.seek(start) if start and packed.seekable() else 0
        yield from ((piece.offset, piece) for piece in cut(packed, before))
        return
    members = Members(packed, compression, recoverable=True)
    there = members.begin_at(start, BEGINNING)
    while there:
        position = members.offset
        try:
            for piece in cut(members):
                if position > members.offset and position + 1 >= members.taken:
                    raise DamagedError("holds more records than bytes, as a bomb does")
                yield position, piece
                position += 1
            there = members.next()
        except DamagedError as damaged:
            yield position, damaged
            there = members.recover(BEGINNING)


def _page(piece: Piece, place: str, passed: Counter[str]) -> Record | None:
    """None where it is no page. Raises RefusedError."""
    if piece.problem:
        raise RefusedError(piece.problem)
    type_ = piece.fields.get(b"warc-type", b"").lower()
    if type_ == b"response":
        answer = read_answer(piece.content)
    elif type_ in _KEPT:
        answer = Answer(200, piece.fields, piece.content)
    else:
        passed[type_.decode() if type_ in _PASSED else "other records"] += 1
        return None
    if answer is None or answer.status not in _READ:
        passed[f"status {answer.status}" if answer else "no answer over HTTP"] += 1
        return None
    address = _address(piece.fields.get(b"warc-target-uri", b""))
    format_ = _format(answer, address)
    if format_ is None:
        passed["no page"] += 1
        return None
    if not piece.whole:
        raise RefusedError(f"is larger than {MAX_PAGE_BYTES // MIB} MiB")
    payload = page_of(answer)
    if not payload:
        passed["empty"] += 1
        return None
    charset = _CHARSET.search(answer.fields.get(b"content-type", b""))
    return Record(place, format_, payload, None, address, charset[1].decode("ascii") if charset else None)


def _format(answer: Answer, address: str | None) -> Format | None:
    """By what the server says that it is, and else by how it begins, as long as nobody has encoded that."""
    media_type = answer.fields.get(b"content-type", b"").partition(b";")[0].strip().lower()
    format_ = _MEDIA_TYPES.get(media_type)
    if format_ == "html":
        return format_
    if format_ == "text" and address and address.endswith("/robots.txt"):
        return None
    if (format_ == "text" or not media_type) and is_page(answer.body[:_HEAD_BYTES]):
        return "html"
    return format_


def _address(written: bytes) -> str | None:
    """WARC-Target-URI; older writers put it in angle brackets. None where it is no address of the web."""
    address = written.removeprefix(b"<").removesuffix(b">").decode("utf-8", "replace")
    usable = len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address) and address.isprintable()
    return address if usable else None
