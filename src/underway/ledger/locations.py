"""Where a ledger is: the user's own by default, else a path or a database URL."""

import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from underway.ledger.errors import LedgerError

_NAME = "ledger.sqlite"


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


def ledger_file(location: str) -> Path:
    """The file that a path or a URL such as `sqlite:///ledger.sqlite` names, made absolute; ~ is the home.

    Raises LedgerError for the URL of another database, or one that names no file.
    """
    path = _file_of_url(location) if "://" in location else location
    if not path.strip() or "\0" in path:
        raise LedgerError(f"{path!r}: names no file; give the ledger's path")
    try:
        return Path(path).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise LedgerError(f"{location}: names no file; give the ledger's path ({error})") from None


def _file_of_url(location: str) -> str:
    try:
        url = make_url(location)
    except (ArgumentError, ValueError):
        raise LedgerError(
            "the ledger's URL cannot be read; give one such as sqlite:////home/me/ledger.sqlite"
        ) from None
    place = url.render_as_string(hide_password=True)
    if url.get_backend_name() != "sqlite":
        raise LedgerError(f"{place}: a ledger is an SQLite file as yet; give its path")
    if not url.database or url.database == ":memory:" or url.query or url.host:
        raise LedgerError(f"{place}: names no file; give the ledger's path")
    return url.database
