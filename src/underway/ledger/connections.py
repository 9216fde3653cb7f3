"""Connections to a ledger's database, and its transactions.

One process writes at a time, in a file as on a server, and whoever reads sees one state throughout a transaction.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from math import ceil
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event

from underway.ledger.errors import LedgerError
from underway.ledger.locations import FileLocation, ServerLocation

_CACHE_TO_WRITE, _CACHE_TO_READ = 262_144, 4_096  # SQLite's pages in memory, in KiB
_CHECKPOINT = 65_536  # pages in the log before they go to their places: a page that changes often is moved once
# Of our own, so that no other program at the same server is likely to take them: eight letters of ASCII each.
_WRITERS_LOCK = int.from_bytes(b"underway")
_POLLERS_LOCK = int.from_bytes(b"pollster")

# What psycopg tells its log beside its errors is for those who listen to it; Python would print it for nobody.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


def connect(location: FileLocation | ServerLocation, patience: float) -> Engine:
    """`patience` is how long to wait for another process's write, and for a server to answer, in seconds.

    Nothing is opened yet. Raises LedgerError where the driver that a server needs is not installed.
    """
    return (
        _connect_file(location, patience) if isinstance(location, FileLocation) else _connect_server(location, patience)
    )


def connect_memory() -> Engine:
    """One database of one connection, gone when it is disposed of."""
    arguments = {"check_same_thread": False, "isolation_level": None}
    return _prepared(create_engine("sqlite://", poolclass=StaticPool, connect_args=arguments))


def _connect_file(location: FileLocation, patience: float) -> Engine:
    # Without an isolation level, transactions begin where we say so and not where Python's sqlite3 guesses.
    arguments = {"timeout": patience, "isolation_level": None}
    return _prepared(create_engine(URL.create("sqlite", database=str(location.path)), connect_args=arguments))


def _prepared(engine: Engine) -> Engine:
    event.listen(engine, "connect", _configure)
    # A transaction that is going to write waits for the others at its start: once it has read, it no longer may.
    # Ids are hashes, and new ones go anywhere in an index: with less in memory than the indices of a large ledger, each
    # would take a page from the disk.
    writes = (f"PRAGMA cache_size = {-_CACHE_TO_WRITE}", "BEGIN IMMEDIATE")
    return _beginning(engine, reads=(f"PRAGMA cache_size = {-_CACHE_TO_READ}", "BEGIN"), writes=writes)


def _configure(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # What is kept is to outlast a power cut, too; some builds of SQLite are laxer by default.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")


def _connect_server(location: ServerLocation, patience: float) -> Engine:
    preset = {"connect_timeout": str(max(1, ceil(patience))), "fallback_application_name": "underway"}
    try:
        engine = create_engine(
            location.url.set(query={**preset, **location.url.query}),
            connect_args={"autocommit": True, "client_encoding": "utf8"},  # transactions begin where we say so
            pool_pre_ping=True,  # the server may have been started anew since the last transaction
            use_native_hstore=False,
        )
    except ImportError as error:
        raise LedgerError(
            f'{location.place}: a package for PostgreSQL is missing; install it: pip install "underway[postgres]"'
        ) from error
    # Under READ COMMITTED what another has written while this one waited for the lock is seen; a snapshot would be
    # older than that. The end of the transaction releases the lock.
    writes = (
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
        f" SET LOCAL lock_timeout = {max(1, round(patience * 1000))};"  # in milliseconds; 0 would be for ever
        f" SELECT pg_advisory_xact_lock({_WRITERS_LOCK})"
    )
    return _beginning(engine, reads=("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",), writes=(writes,))


def _beginning(engine: Engine, *, reads: Sequence[str], writes: Sequence[str]) -> Engine:
    """The engine, with the statements that begin a transaction of each sort."""

    def begin(connection: Connection) -> None:
        for statement in writes if connection.get_execution_options().get("writes") else reads:
            connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
    return engine


def use_write_ahead_log(engine: Engine) -> None:
    """Readers of the file then see the last whole state while another process writes. The file remembers it."""
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


@contextmanager
def pollers_lock(engine: Engine) -> Iterator[bool]:
    """Whether the lock that one poller at a time has at a server could be taken. It is held meanwhile, by a connection
    of its own without a transaction, and ends with that."""
    with closing(engine.raw_connection()) as connection:
        connection.detach()  # so that it is closed in the end, and not kept for others
        with closing(connection.cursor()) as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", (_POLLERS_LOCK,))
            taken = cursor.fetchone() == (True,)
        yield taken
