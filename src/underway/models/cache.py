"""Answers that were paid for, kept in one SQLite file, which several processes may use at once."""

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Self

import msgspec

from underway.models.endpoint import Completion, ModelError

_FILE = "underway/answers.sqlite"
_PATIENCE = 60.0  # seconds that another process's write is waited for


class CacheError(ModelError):
    """The file cannot be used; the message names it and says what to do."""


def cache_path(environ: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """`underway/answers.sqlite` in the platform's folder for caches.

    That is `XDG_CACHE_HOME` or ~/.cache (XDG Base Directory Specification, which has relative paths ignored),
    ~/Library/Caches on macOS, `LOCALAPPDATA` on Windows. Raises CacheError where nothing tells of a home.
    """
    if platform == "win32":
        folder, inside = environ.get("LOCALAPPDATA"), "AppData/Local"
    elif platform == "darwin":
        folder, inside = None, "Library/Caches"
    else:
        folder, inside = environ.get("XDG_CACHE_HOME"), ".cache"
    if folder and Path(folder).is_absolute():
        return Path(folder, _FILE)
    try:
        return Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home(), inside, _FILE)
    except RuntimeError:
        raise CacheError("there is no home folder to keep a model's answers in; set XDG_CACHE_HOME") from None


class Cache:
    """Answers by the keys of their requests. An answer is kept for good as soon as `put` returns, whatever ends the
    process then. Any thread may use it. Everything raises CacheError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = Lock()
        with self._telling():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Without an isolation level each statement is a transaction.
            self._connection = sqlite3.connect(path, _PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            with self._telling():
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")  # what was paid for is to outlast a power cut
                self._connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer BLOB NOT NULL) WITHOUT ROWID"
                )
        except CacheError:
            self._connection.close()
            raise

    def get(self, key: str) -> Completion | None:
        with self._turn, self._telling():
            row = self._connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        try:
            return msgspec.json.decode(row[0], type=Completion) if row else None
        except (msgspec.DecodeError, UnicodeDecodeError, TypeError):
            return None  # of another version, or no longer what was written: it is asked for again

    def put(self, key: str, answer: Completion) -> None:
        with self._turn, self._telling():
            self._connection.execute("REPLACE INTO answers VALUES (?, ?)", (key, msgspec.json.encode(answer)))

    def close(self) -> None:
        with self._turn:
            self._connection.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise CacheError(
                f"{self._path}: answers cannot be kept there ({error}); make room or give permission, "
                "or move the file away if it is damaged"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
