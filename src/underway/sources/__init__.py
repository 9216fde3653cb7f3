"""Documents from files, folders, globs, standard input, the web and what fsspec opens: plain text, HTML, feeds, JSON
Lines, WARC and Parquet, all but the last also compressed with gzip or zstd.

`records` finds and splits, `to_document` decodes and parses, `documents` does both. What cannot be read is a fault in
its place in the order, and never an exception: the rest goes on. `archive_records` gives the records of one archive,
each with the position from which a later run can go on.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from underway.sources.archives import archive_records, is_archive
from underway.sources.columns import parse_columns
from underway.sources.jsonl import read_line
from underway.sources.locations import Address, File, Remote, describe, expand
from underway.sources.records import At, Columns, Fault, Format, Record, RefusedError, Validators
from underway.sources.splitting import split_answer, split_file
from underway.sources.text import read_text
from underway.sources.web import Fetched, Unchanged
from underway.vocabulary import Document, VocabularyError

__all__ = [
    "At",
    "Columns",
    "Fault",
    "Fetch",
    "Format",
    "Record",
    "Unchanged",
    "Validators",
    "archive_records",
    "documents",
    "is_archive",
    "parse_columns",
    "records",
    "to_document",
]

Fetch = Callable[[str], Fetched | Unchanged]
"""What is at an address of the web; raises RefusedError."""


def records(
    locations: Sequence[str], *, stdin: BinaryIO | None = None, fetch: Fetch | None = None
) -> Iterator[Record | Unchanged | Fault]:
    """What the locations hold, nothing decoded yet; `stdin` is read for `-`, by default the process's own, and `fetch`
    brings what is at an address; without it those are faults.

    One text or page at a time is in memory, or one line of JSON Lines, or some rows of Parquet.
    """
    for found in expand(locations):
        if isinstance(found, Fault):
            yield found
            continue
        try:
            if isinstance(found, File | Remote):
                with found.open() as file:
                    yield from split_file(file, found.name, source_id=found.name)
            elif isinstance(found, Address):
                yield from _fetched(found.name, fetch)
            else:
                yield from split_file(_standard_input(stdin), found.name, source_id=None)
        except RefusedError as refused:
            yield Fault(found.name, str(refused))
        except OSError as error:
            yield Fault(found.name, describe(error))


def to_document(record: Record, *, quick: bool = False) -> tuple[Document | Fault, ...]:
    """The record's document and after it the warnings, if any; or one fault alone.

    `quick` finds the main text of pages in a simpler way, as for millions of them.
    """
    try:
        match record.format:
            case "jsonl":
                return read_line(record)
            case "html" if quick:
                from underway.sources.quick_text import quick_page  # noqa: PLC0415 - as below

                return quick_page(record).document()
            case "html":
                from underway.sources.html import read_html  # noqa: PLC0415 - slow to import, and often not needed

                return read_html(record)
            case "entry":
                from underway.sources.entries import read_entry  # noqa: PLC0415 - as above

                return read_entry(record)
            case _:
                return read_text(record)
    except (RefusedError, VocabularyError) as refused:
        return (Fault(record.place, str(refused)),)


def documents(locations: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Document | Fault]:
    """The documents at the locations, in a fixed order, each with its warnings after it; faults where they occur."""
    for found in records(locations, stdin=stdin):
        if isinstance(found, Fault):
            yield found
        elif isinstance(found, Record):
            yield from to_document(found)


def _fetched(address: str, fetch: Fetch | None) -> Iterator[Record | Unchanged | Fault]:
    if fetch is None:
        raise RefusedError("is an address, and nothing is fetched here; save the page and give its file")
    fetched = fetch(address)
    if isinstance(fetched, Unchanged):
        yield fetched
    else:
        yield from split_answer(fetched, address)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is None and sys.stdin is None:
        raise RefusedError("there is none; give a file instead")
    return stdin or sys.stdin.buffer
