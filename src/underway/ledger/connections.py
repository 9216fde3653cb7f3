"""Connections to a ledger's database, and its transactions."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event


def connect_file(path: Path, patience: float) -> Engine:
    """`patience` is how long to wait for another process's write, in seconds. Nothing is opened yet."""
    # Without an isolation level, transactions begin where we say so and not where Python's sqlite3 guesses.
    arguments = {"timeout": patience, "isolation_level": None}
    return _prepared(create_engine(URL.create("sqlite", database=str(path)), connect_args=arguments))


def connect_memory() -> Engine:
    """One database of one connection, gone when it is disposed of."""
    arguments = {"check_same_thread": False, "isolation_level": None}
    return _prepared(create_engine("sqlite://", poolclass=StaticPool, connect_args=arguments))


def _prepared(engine: Engine) -> Engine:
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # What is kept is to outlast a power cut, too; some builds of SQLite are laxer by default.
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    # A transaction that is going to write waits for the others at its start: once it has read, it no longer may.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def use_write_ahead_log(engine: Engine) -> None:
    """Readers then see the last whole state while another process writes. The file remembers it."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.fetchone()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction whose connection is the only one that writes: all of it is kept, or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads: all its queries see one state."""
    with engine.connect() as connection, connection.begin():
        yield connection
