"""Where a ledger is: the user's own by default, else a path or a database URL."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from underway.ledger.errors import LedgerError

_NAME = "ledger.sqlite"
_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


class FileLocation(NamedTuple):
    """An SQLite file. `place` is how messages name it."""

    place: str
    path: Path


class ServerLocation(NamedTuple):
    """A PostgreSQL database. `place` is its URL without the password."""

    place: str
    url: URL


def default_location(environ: Mapping[str, str], *, platform: str = sys.platform) -> str:
    """`UNDERWAY_LEDGER` where it is set, else `underway/ledger.sqlite` in the folder for the user's data.

    That folder is the platform's: `XDG_DATA_HOME` or ~/.local/share (XDG Base Directory Specification, which has
    relative paths ignored), ~/Library/Application Support on macOS, `LOCALAPPDATA` on Windows.
    Raises LedgerError where nothing tells of a home.
    """
    if given := environ.get("UNDERWAY_LEDGER"):
        return given
    if platform == "win32":
        data, inside = environ.get("LOCALAPPDATA"), ("AppData", "Local")
    elif platform == "darwin":
        data, inside = None, ("Library", "Application Support")
    else:
        data, inside = environ.get("XDG_DATA_HOME"), (".local", "share")
    folder = Path(data) if data and Path(data).is_absolute() else _home(environ).joinpath(*inside)
    return str(folder / "underway" / _NAME)


def _home(environ: Mapping[str, str]) -> Path:
    home = environ.get("HOME") or environ.get("USERPROFILE")
    try:
        return Path(home) if home else Path.home()
    except RuntimeError:
        raise LedgerError(
            "there is no home folder to keep a ledger in; name one: --ledger PATH, or UNDERWAY_LEDGER"
        ) from None


def ledger_location(location: str) -> FileLocation | ServerLocation:
    """What a path or URL names.

    A file's path is made absolute; ~ is the home. Its URL is such as `sqlite:///ledger.sqlite`; a server's is such as
    `postgresql://user:password@host:port/database`, and its query takes what libpq knows (`?host=/socket/folder`,
    `?sslmode=verify-full`, `?options=-csearch_path=schema`).
    Raises LedgerError for the URL of another database, or one that names no file or database.
    """
    if "://" not in location:
        return _file(location, location)
    try:
        url = make_url(location)
    except (ArgumentError, ValueError):
        raise LedgerError(
            "the ledger's URL cannot be read; "
            "give one such as sqlite:////home/me/ledger.sqlite or postgresql://me@host/database"
        ) from None
    place = url.difference_update_query([name for name in url.query if "password" in name]).render_as_string()
    if url.drivername in _SERVERS:
        if not url.database:
            raise LedgerError(f"{place}: names no database; give its URL, such as postgresql://me@host/database")
        return ServerLocation(place, url.set(drivername="postgresql+psycopg"))
    if url.get_backend_name() != "sqlite":
        raise LedgerError(
            f"{place}: a ledger is an SQLite file or a PostgreSQL database; "
            "give its path, or a URL such as postgresql://me@host/database"
        )
    if not url.database or url.database == ":memory:" or url.query or url.host or url.username:
        raise LedgerError(f"{place}: names no file; give the ledger's path")
    return _file(location, url.database)


def _file(place: str, path: str) -> FileLocation:
    if not path.strip() or "\0" in path:
        raise LedgerError(f"{path!r}: names no file; give the ledger's path")
    try:
        return FileLocation(place, Path(path).expanduser().absolute())
    except (RuntimeError, OSError) as error:
        raise LedgerError(f"{place}: names no file; give the ledger's path ({error})") from None
