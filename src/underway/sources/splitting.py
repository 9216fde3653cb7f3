"""A file or an answer into its records: a text or a page is one, JSON Lines and feeds hold many."""

import io
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from msgspec.structs import replace

from underway.sources.formats import format_of
from underway.sources.jsonl import split_lines
from underway.sources.records import Fault, Record
from underway.sources.streams import MIB, open_stream, read_all
from underway.sources.web import Fetched

MAX_TEXT_BYTES = 256 * MIB
MAX_PAGE_BYTES = 32 * MIB  # parsed, a page or a feed takes twenty times its size


def split_file(raw: BinaryIO | io.FileIO, name: str, *, source_id: str | None) -> Iterator[Record | Fault]:
    """What stands in a file, by its name and contents. Raises RefusedError."""
    stream = open_stream(raw, name)
    yield from _split(stream, format_of(name, stream.peek()), Record(name, "text", b"", source_id))


def split_answer(fetched: Fetched, place: str) -> Iterator[Record | Fault]:
    """What a server sent, by what it says of it, its address and contents. Raises RefusedError."""
    name = urlsplit(fetched.address).path.removesuffix(".gz")  # the gzip may be undone already; the contents tell
    stream = open_stream(io.BytesIO(fetched.payload), name)
    format_ = format_of(name, stream.peek(), fetched.media_type)
    yield from _split(stream, format_, Record(place, "text", b"", None, fetched.address, fetched.charset))


def _split(stream: io.BufferedReader, format_: str, record: Record) -> Iterator[Record | Fault]:
    match format_:
        case "jsonl":
            yield from split_lines(stream, record.place)
        case "feed":
            from underway.sources.feeds import read_feed  # noqa: PLC0415 - slow to import, and often not needed

            feed = read_feed(read_all(stream, MAX_PAGE_BYTES), address=record.address, charset=record.charset)
            for number, entry in enumerate(feed.entries, 1):
                yield Record(f"{record.place}:{number}", "entry", entry.to_json())
        case "html":
            yield replace(record, format="html", payload=read_all(stream, MAX_PAGE_BYTES))
        case _:
            yield replace(record, payload=read_all(stream, MAX_TEXT_BYTES))
