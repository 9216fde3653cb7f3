"""What goes wrong with a ledger, each as one line that names it and says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


class LedgerError(Exception):
    """The ledger cannot be used, or not for this; the message names it and says what to do."""


# By the name of SQLite's result code, the more exact ones first: https://www.sqlite.org/rescode.html
_TROUBLE = (
    ("SQLITE_NOTADB", "is not a ledger; name another file"),
    ("SQLITE_BUSY", "is in use by another process; try again when that is done"),
    ("SQLITE_LOCKED", "is in use by another process; try again when that is done"),
    ("SQLITE_FULL", "has no room left on its disk; make room, then run this again"),
    ("SQLITE_READONLY", "may not be written to; change the permissions of the file and its folder, or name another"),
    ("SQLITE_CANTOPEN", "cannot be opened; its folder must exist, and you must be allowed to write in it"),
    ("SQLITE_PERM", "cannot be opened; change its permissions, or name another"),
    ("SQLITE_AUTH", "cannot be opened; change its permissions, or name another"),
    ("SQLITE_IOERR", "cannot be read or written, says the disk; check it, then run this again"),
    ("SQLITE_TOOBIG", "cannot hold a document as long as this one"),
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
        name = getattr(error.orig, "sqlite_errorname", None) or ""
        for code, trouble in _TROUBLE:
            if name.startswith(code):
                raise LedgerError(f"{place}: {trouble}") from error
        if isinstance(error.orig, sqlite3.Error):
            raise damaged(place, error.orig) from error
        raise LedgerError(f"{place}: {error.orig}") from error
    except ValueError as error:
        # Rows that are no longer what was stored: VocabularyError, and dates that are none.
        raise damaged(place, error) from error
