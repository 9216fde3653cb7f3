"""From locations to documents with their claims."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from underway import reading
from underway.sources import Fault, Fetch, Record, Unchanged, records, to_document
from underway.vocabulary import Claim, Document

Reader = Callable[[Document], list[Claim]]


class Reading(NamedTuple):
    """A document, the claims that a reader found in it, and where it was found, for people.

    `language` is the one, of `reading.LANGUAGES`, that it is in and was not read for. `of_feed` says that it is what a
    feed has of a page.
    """

    document: Document
    claims: list[Claim]
    place: str
    language: str | None = None
    of_feed: bool = False


def read_all(
    locations: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
    read: Reader = reading.read,
) -> Iterator[Reading | Unchanged | Fault]:
    """Every document at the locations, read, in a fixed order, each with its warnings after it.

    What cannot be read is a fault in its place, also where the cause is an error of our own. `stdin` is read for `-`,
    by default the process's own; `fetch` brings what is at an address. One document at a time is in memory.
    """
    for found in records(locations, stdin=stdin, fetch=fetch):
        if isinstance(found, Record):
            yield from _read_record(found, read)
        else:
            yield found


def _read_record(record: Record, read: Reader) -> list[Reading | Fault]:
    try:
        return [
            found if isinstance(found, Fault) else read_document(found, record, read) for found in to_document(record)
        ]
    except Exception as error:
        return [Fault(record.place, confess(error))]


def read_document(document: Document, record: Record, read: Reader = reading.read) -> Reading:
    """The document that the record became, read."""
    claims = read(document)
    language = None if claims else reading.foreign_language(document.text)
    return Reading(document, claims, record.place, language, record.format == "entry")


def confess(error: Exception) -> str:
    """An error that nobody foresaw, in one line from which it can be found."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    where = f"{PurePath(last.filename).name}:{last.lineno}"
    return f"is left out: Underway failed at it ({what}, in {where}); please report this"
