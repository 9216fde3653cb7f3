"""Documents from files, folders, globs and standard input: plain text, HTML, JSON Lines, each also gzipped.

`records` finds and splits, `to_document` decodes and parses, `documents` does both. What cannot be read is a fault in
its place in the order, and never an exception: the rest goes on.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from underway.sources.formats import format_of
from underway.sources.jsonl import read_line, split_lines
from underway.sources.locations import File, describe, expand
from underway.sources.records import Fault, Format, Record, RefusedError, Validators
from underway.sources.streams import MIB, open_stream, read_all
from underway.sources.text import read_text
from underway.vocabulary import Document, VocabularyError

__all__ = ["Fault", "Format", "Record", "Validators", "documents", "records", "to_document"]

MAX_TEXT_BYTES = 256 * MIB
MAX_HTML_BYTES = 32 * MIB  # parsed, a page takes twenty times its size


def records(locations: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Record | Fault]:
    """What the locations hold, nothing decoded yet; `stdin` is read for `-`, by default the process's own.

    One text or page at a time is in memory, or one line of JSON Lines.
    """
    for found in expand(locations):
        if isinstance(found, Fault):
            yield found
            continue
        try:
            if isinstance(found, File):
                with found.path.open("rb", buffering=0) as file:
                    yield from _split(file, found.name, source_id=found.name)
            else:
                yield from _split(_standard_input(stdin), found.name, source_id=None)
        except RefusedError as refused:
            yield Fault(found.name, str(refused))
        except OSError as error:
            yield Fault(found.name, describe(error))


def to_document(record: Record) -> tuple[Document | Fault, ...]:
    """The record's document and after it the warnings, if any; or one fault alone."""
    try:
        if record.format == "jsonl":
            return read_line(record)
        if record.format == "html":
            from underway.sources.html import read_html  # noqa: PLC0415 - slow to import, and often not needed

            return read_html(record)
        return read_text(record)
    except (RefusedError, VocabularyError) as refused:
        return (Fault(record.place, str(refused)),)


def documents(locations: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Document | Fault]:
    """The documents at the locations, in a fixed order, each with its warnings after it; faults where they occur."""
    for found in records(locations, stdin=stdin):
        if isinstance(found, Fault):
            yield found
        else:
            yield from to_document(found)


def _split(raw: BinaryIO | io.FileIO, name: str, source_id: str | None) -> Iterator[Record | Fault]:
    stream = open_stream(raw, name)
    format_ = format_of(name, stream.peek())
    if format_ == "jsonl":
        yield from split_lines(stream, name)
    else:
        limit = MAX_HTML_BYTES if format_ == "html" else MAX_TEXT_BYTES
        yield Record(name, format_, read_all(stream, limit), source_id)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is None and sys.stdin is None:
        raise RefusedError("there is none; give a file instead")
    return stdin or sys.stdin.buffer
