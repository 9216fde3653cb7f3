"""What goes wrong with a ledger, each as one line that names it and says what to do."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import DataError, DBAPIError, OperationalError

T = TypeVar("T")


class LedgerError(Exception):
    """The ledger cannot be used, or not for this; the message names it and says what to do."""


def the_one(found: Sequence[T], id_: str, what: str, advice: str) -> T:
    """The one that the beginning of its id means; raises LedgerError where that means none or several."""
    if len(found) != 1:
        told = "more than one" if found else "no"
        raise LedgerError(f"{id_}: {told} {what} has an id that begins so; {advice}")
    return found[0]


_IN_USE = "is in use by another process; try again when that is done"
_FULL = "has no room left on its disk; make room, then run this again"
_DISK = "cannot be read or written, says the disk; check it, then run this again"
_TOO_LONG = "cannot hold a text as long as this one"
_LOST = "the connection to the server was lost; run this again"
_BUSY = "the server takes no more work at the moment; run this again later"

# By the name of SQLite's result code, https://www.sqlite.org/rescode.html, or by PostgreSQL's,
# https://www.postgresql.org/docs/current/errcodes-appendix.html; the first that it begins with.
_TROUBLE = (
    ("SQLITE_NOTADB", "is not a ledger; name another file"),
    ("SQLITE_BUSY", _IN_USE),
    ("SQLITE_LOCKED", _IN_USE),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_READONLY", "may not be written to; change the permissions of the file and its folder, or name another"),
    ("SQLITE_CANTOPEN", "cannot be opened; its folder must exist, and you must be allowed to write in it"),
    ("SQLITE_PERM", "cannot be opened; change its permissions, or name another"),
    ("SQLITE_AUTH", "cannot be opened; change its permissions, or name another"),
    ("SQLITE_IOERR", _DISK),
    ("SQLITE_TOOBIG", _TOO_LONG),
    ("08", _LOST),
    ("57P", _LOST),
    ("25006", "may only be read; name a server that takes writes, or a user who may write"),
    ("42501", "this user may not do that there; have the rights granted, or name another user"),
    ("3F000", "the schema that is to hold it does not exist; make it first"),
    ("40", _IN_USE),
    ("55P03", _IN_USE),
    ("53100", _FULL),
    ("53", _BUSY),
    ("58", _DISK),
    ("22001", _TOO_LONG),
    ("54", _TOO_LONG),
)
_DAMAGE = ("42P01", "42703", "XX")

# libpq hands out no code where there is no connection yet: the words of the server have to tell.
_REFUSALS = (
    (r"password authentication failed", "the server does not accept this user with this password; correct the URL"),
    (r"no password supplied", "the server asks for a password; give one in the URL, or in ~/.pgpass"),
    (r"database .* does not exist", "there is no such database at the server; make it first"),
    (r"too many|connection slots|starting up|shutting down|recovery", _BUSY),
)


def damaged(place: str, what: object) -> LedgerError:
    return LedgerError(
        f"{place}: is damaged ({what}); put a copy of it in its place, or add the documents to a new one"
    )


@contextmanager
def telling(place: str) -> Iterator[None]:
    """What the database, or what is found in it, raises inside becomes a LedgerError about `place`."""
    try:
        yield
    except DBAPIError as error:
        raise _told(place, error) from error
    except ValueError as error:
        # Rows that are no longer what was stored: VocabularyError, and dates that are none.
        raise damaged(place, error) from error


def _told(place: str, error: DBAPIError) -> LedgerError:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
    for start, trouble in _TROUBLE:
        if code.startswith(start):
            return LedgerError(f"{place}: {trouble}")
    words = str(error.orig).partition("\n")[0]
    if isinstance(error.orig, sqlite3.Error) or isinstance(error, DataError) or code.startswith(_DAMAGE):
        return damaged(place, words)
    if error.connection_invalidated:
        return LedgerError(f"{place}: {_LOST}")
    if code or not isinstance(error, OperationalError):
        return LedgerError(f"{place}: {words}")
    return LedgerError(f"{place}: {_refusal(words)}")


def _refusal(words: str) -> str:
    """Why there is no connection to a server."""
    for pattern, trouble in _REFUSALS:
        if re.search(pattern, words):
            return trouble
    _, refused, why = words.partition("FATAL:")
    if refused:
        return f"the server refuses the connection ({why.strip()}); correct the URL, or have it allowed"
    why = re.sub("^connection (failed|is bad): ", "", words)
    return f"the server cannot be reached ({why}); correct the URL, or have the server started"
