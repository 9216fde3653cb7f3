"""A file or an answer into its records: a text or a page is one, archives and feeds hold many."""

import io
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from msgspec.structs import replace

from underway.sources.archives import archive_format, records_at
from underway.sources.formats import FileFormat, format_of
from underway.sources.http_bodies import MAX_PAGE_BYTES
from underway.sources.records import Columns, Fault, Record
from underway.sources.streams import MIB, Stream, look, open_text, read_all
from underway.sources.web import Fetched

MAX_TEXT_BYTES = 256 * MIB


def split_file(raw: BinaryIO | io.FileIO, name: str, *, source_id: str | None) -> Iterator[Record | Fault]:
    """What stands in a file, by its name and contents. Raises RefusedError."""
    stream = look(raw, name)
    yield from _split(stream, raw, format_of(name, stream.head), Record(name, "text", b"", source_id))


def split_answer(fetched: Fetched, place: str) -> Iterator[Record | Fault]:
    """What a server sent, by what it says of it, its address and contents. Raises RefusedError."""
    # What its name says may be undone already; the contents tell.
    name = urlsplit(fetched.address).path.removesuffix(".gz").removesuffix(".zst")
    raw = io.BytesIO(fetched.payload)
    stream = look(raw, name)
    format_ = format_of(name, stream.head, fetched.media_type)
    yield from _split(stream, raw, format_, Record(place, "text", b"", None, fetched.address, fetched.charset))


def _split(stream: Stream, raw: BinaryIO | io.FileIO, format_: FileFormat, record: Record) -> Iterator[Record | Fault]:
    archive = archive_format(format_)
    if archive:
        yield from (at.found for at in records_at(stream, raw, archive, record.place, columns=Columns()))
        return
    text = open_text(stream)
    match format_:
        case "feed":
            from underway.sources.feeds import read_feed  # noqa: PLC0415 - slow to import, and often not needed

            feed = read_feed(read_all(text, MAX_PAGE_BYTES), address=record.address, charset=record.charset)
            for number, entry in enumerate(feed.entries, 1):
                yield Record(f"{record.place}:{number}", "entry", entry.to_json())
        case "html":
            yield replace(record, format="html", payload=read_all(text, MAX_PAGE_BYTES))
        case _:
            yield replace(record, payload=read_all(text, MAX_TEXT_BYTES))
