"""From locations to documents with their claims."""

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from underway import reading
from underway.sources import Fault, Fetch, Record, Unchanged, records, to_document
from underway.sources.records import RefusedError
from underway.vocabulary import Claim, Document

Reader = Callable[[Document], list[Claim]]
ReadMany = Callable[[Iterable[Document]], Iterator[tuple[Document, list[Claim] | Exception]]]
"""Reads documents, some at once where it can, in their order; an error stands for the claims of one that it cannot."""


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


def singly(read: Reader) -> ReadMany:
    """Reads one document after the other."""

    def read_many(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        for document in documents:
            try:
                yield document, read(document)
            except Exception as error:
                yield document, error

    return read_many


by_rules: ReadMany = singly(reading.read)


def read_all(
    locations: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
    read: ReadMany = by_rules,
) -> Iterator[Reading | Unchanged | Fault]:
    """Every document at the locations, read, in a fixed order, each with its warnings after it.

    What cannot be read is a fault in its place, also where the cause is an error of our own. `stdin` is read for `-`,
    by default the process's own; `fetch` brings what is at an address. As many documents are in memory as `read` takes
    at once.
    """
    waiting: deque[_Found] = deque()

    def documents() -> Iterator[Document]:
        for found in _documents(records(locations, stdin=stdin, fetch=fetch)):
            waiting.append(found)
            if isinstance(found, _Unread):
                yield found.document

    for _, claims in read(documents()):
        while not isinstance(found := waiting.popleft(), _Unread):
            yield found
        yield _read(found, claims)
    # Whatever is left waits for no reading.
    yield from (found for found in waiting if not isinstance(found, _Unread))


class _Unread(NamedTuple):
    document: Document
    record: Record


_Found = _Unread | Unchanged | Fault


def _documents(found: Iterable[Record | Unchanged | Fault]) -> Iterator[_Found]:
    for each in found:
        if not isinstance(each, Record):
            yield each
            continue
        try:
            made = [one if isinstance(one, Fault) else _Unread(one, each) for one in to_document(each)]
        except Exception as error:
            made = [Fault(each.place, confess(error))]
        yield from made


def _read(unread: _Unread, claims: list[Claim] | Exception) -> Reading | Fault:
    if isinstance(claims, RefusedError):
        return Fault(unread.record.place, str(claims))
    if isinstance(claims, Exception):
        return Fault(unread.record.place, confess(claims))
    return _reading(unread.document, unread.record, claims)


def read_document(document: Document, record: Record, read: Reader = reading.read) -> Reading:
    """The document that the record became, read."""
    return _reading(document, record, read(document))


def _reading(document: Document, record: Record, claims: list[Claim]) -> Reading:
    language = None if claims else reading.foreign_language(document.text)
    return Reading(document, claims, record.place, language, record.format == "entry")


def confess(error: Exception) -> str:
    """An error that nobody foresaw, in one line from which it can be found."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    where = f"{PurePath(last.filename).name}:{last.lineno}"
    return f"is left out: Underway failed at it ({what}, in {where}); please report this"
