"""What passes through this room: raw records, and what is wrong with a place."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from underway.vocabulary.documents import DayKind

Format = Literal["text", "html", "jsonl", "entry"]


class RefusedError(Exception):
    """Why something cannot be read, as the end of a sentence that begins with its place."""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a place. One that is not fatal is a warning: what is there was read all the same.

    `str()` is `PLACE: PROBLEM`, in one line whatever the place is called: what does not print is escaped.
    """

    place: str
    problem: str
    fatal: bool = True

    def __str__(self) -> str:
        return printable(f"{self.place}: {self.problem}")


class Columns(msgspec.Struct, frozen=True):
    """Under which names a Parquet file, or JSON Lines, has the fields of documents."""

    text: str = "text"
    id: str = "id"
    url: str = "url"
    published: str = "published"
    title: str = "title"
    publisher: str = "publisher"
    language: str = "language"

    def named(self) -> dict[str, str]:
        """Field to name, where that is another than the field's own: these were asked for."""
        return {field: name for field, name in msgspec.structs.asdict(self).items() if name != field}


class Record(msgspec.Struct, frozen=True):
    """One document as it was found: the bytes of a file or an answer, one line of JSON Lines, one entry of a feed, one
    row of Parquet as a line of JSON Lines, one page of a WARC file.

    `place` is where that is, for people: `news.jsonl:17`, of a page in a WARC file with the position.
    `source_id` is a file's path as the location names it.
    Of what was fetched, `address` is where it was found in the end, and `charset` what the answer's header says.
    `published` is the day that a feed gives for a page, and of which kind it is, in case the page gives none.
    `columns` are the names of the fields in JSON Lines.
    """

    place: str
    format: Format
    payload: bytes
    source_id: str | None = None
    address: str | None = None
    charset: str | None = None
    published: date | None = None
    published_kind: DayKind = "published"
    columns: Columns = Columns()


class At(NamedTuple):
    """What an archive has at a position: where a later run begins to have this first.

    That is the byte at which a record of a WARC file begins, of one that is compressed the byte of its member, and one
    more for each record before it in that; the number of a line of JSON Lines; the number of a row of Parquet.
    """

    position: int
    found: Record | Fault


class Validators(msgspec.Struct, frozen=True):
    """By which a server tells whether something has changed since it was fetched (RFC 9110, section 8.8).

    `of` is the address that they are for: the one at which it was found, after redirects.
    """

    etag: str | None = None
    last_modified: str | None = None
    of: str | None = None


def printable(text: str) -> str:
    """The text without characters that a terminal obeys instead of showing: `\\x1b` in place of an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def listed(names: Iterable[str]) -> str:
    """Names as a message lists them."""
    first = list(islice(names, 21))
    return ", ".join(excerpt(name) for name in first[:20]) + (" and more" if len(first) > 20 else "") or "none"


def excerpt(text: str) -> str:
    """A value as a message quotes it."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
