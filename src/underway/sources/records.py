"""What passes through this room: raw records, and what is wrong with a place."""

from datetime import date
from typing import Literal

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


class Record(msgspec.Struct, frozen=True):
    """One document as it was found: the bytes of a file or an answer, one line of JSON Lines, one entry of a feed.

    `place` is where that is, for people: `news.jsonl:17`. `source_id` is a file's path as the location names it.
    Of what was fetched, `address` is where it was found in the end, and `charset` what the answer's header says.
    `published` is the day that a feed gives for a page, and of which kind it is, in case the page gives none.
    """

    place: str
    format: Format
    payload: bytes
    source_id: str | None = None
    address: str | None = None
    charset: str | None = None
    published: date | None = None
    published_kind: DayKind = "published"


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


def excerpt(text: str) -> str:
    """A value as a message quotes it."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
