"""The feeds that are polled, the entries that they led to, and what servers said of what was fetched.

Unlike claims this is the state of work in progress, and changes as that goes on. Each change is one transaction, and an
entry's document is kept in the one that says that it was read: a process may die at any moment.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from underway.ledger.connections import pollers_lock
from underway.ledger.errors import LedgerError, telling
from underway.ledger.keeping import Added, keep, portions
from underway.ledger.rows import Values, to_rows
from underway.ledger.schema import entries, sources
from underway.ledger.schema import validators as kept_validators
from underway.ledger.store import Store
from underway.sources import Validators
from underway.vocabulary import Claim, Document

_NOTHING = Validators()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A feed. `due` is when it is to be polled, `polled` when it last answered; `failures` is how often it has failed
    since, `error` what was wrong last. `read`, `waiting` and `given_up` count the entries that it led to."""

    address: str
    name: str | None
    added: datetime
    due: datetime
    polled: datetime | None
    failures: int
    error: str | None
    validators: Validators
    read: int
    waiting: int
    given_up: int


class WaitingEntry(msgspec.Struct, frozen=True):
    """An entry that is to be read; `body` is its JSON, `attempts` how often that was begun."""

    key: str
    source: str
    body: str
    attempts: int
    due: datetime


class Polled:
    """Sources by their addresses, entries by what tells them apart over all feeds. Every method raises LedgerError."""

    def __init__(self, store: Store, lock_file: str | None) -> None:
        self._store = store
        self._lock_file = lock_file

    def add(self, address: str, name: str | None = None) -> bool:
        """Whether the source is new; it is due at once. One that is there takes the name, if one is given."""
        with self._store.writing() as (connection, moment):
            if not _is_there(connection, sources, address):
                values = {"address": address, "name": name, "added": moment, "due": moment, "failures": 0}
                connection.execute(insert(sources).values(values))
                return True
            if name is not None:
                connection.execute(update(sources).where(sources.c.address == address).values(name=name))
            return False

    def remove(self, address: str) -> bool:
        """Whether it was there. What came of it stays, so that nothing is read again if it is added again."""
        with self._store.writing() as (connection, _):
            connection.execute(delete(kept_validators).where(kept_validators.c.address == address))
            return bool(connection.execute(delete(sources).where(sources.c.address == address)).rowcount)

    def sources(self) -> list[Source]:
        """In the order in which they were added."""
        counted = select(entries.c.source, entries.c.state, func.count()).group_by(entries.c.source, entries.c.state)
        joined = select(sources, kept_validators.c.etag, kept_validators.c.last_modified).outerjoin(
            kept_validators, kept_validators.c.address == sources.c.address
        )
        with self._store.reading() as connection:
            counts = {(source, state): number for source, state, number in connection.execute(counted)}
            rows = connection.execute(joined.order_by(sources.c.added, sources.c.address)).all()
        return [
            Source(
                address=row.address,
                name=row.name,
                added=row.added,
                due=row.due,
                polled=row.polled,
                failures=row.failures,
                error=row.error,
                validators=Validators(row.etag, row.last_modified),
                read=counts.get((row.address, "read"), 0),
                waiting=counts.get((row.address, "waiting"), 0),
                given_up=counts.get((row.address, "given_up"), 0),
            )
            for row in rows
        ]

    def took(self, address: str, found: Sequence[tuple[str, str]], validators: Validators | None, due: datetime) -> int:
        """The source answered: keeps the entries that are new, each given by its key and its JSON, to be read; how many
        that are. Without validators, as when nothing has changed, those that are kept stay."""
        with self._store.writing() as (connection, moment):
            answered = {"due": due, "polled": moment, "failures": 0, "error": None}
            if not connection.execute(update(sources).where(sources.c.address == address).values(answered)).rowcount:
                return 0  # it was removed meanwhile
            there = {
                key
                for some in portions([key for key, _ in found])
                for key in connection.scalars(select(entries.c.key).where(entries.c.key.in_(some)))
            }
            new = {key: body for key, body in reversed(found) if key not in there}
            if new:
                same: Values = {"source": address, "state": "waiting", "attempts": 0, "due": moment, "kept": moment}
                connection.execute(insert(entries), [same | {"key": key, "body": body} for key, body in new.items()])
            if validators is not None:
                _keep_validators(connection, address, validators)
            return len(new)

    def failed(self, address: str, error: str, due: datetime) -> None:
        """The source failed, and is to be asked again when it is due."""
        with self._store.writing() as (connection, _):
            failed = {"due": due, "failures": sources.c.failures + 1, "error": error}
            connection.execute(update(sources).where(sources.c.address == address).values(failed))

    def waiting(self, until: datetime) -> list[WaitingEntry]:
        """The entries that are to be read by then, those that are due first before others."""
        due = select(entries).where(entries.c.due <= until).order_by(entries.c.due, entries.c.kept, entries.c.key)
        with self._store.reading() as connection:
            rows = connection.execute(due).all()
        return [WaitingEntry(row.key, row.source, row.body, row.attempts, row.due) for row in rows]

    def trying(self, key: str) -> None:
        """The entry is about to be read, which counts as an attempt, also where the process does not outlive it."""
        with self._store.writing() as (connection, _):
            _settle(connection, key, attempts=entries.c.attempts + 1)

    def read(self, key: str, document: Document | None, claims: Sequence[Claim], reader: str) -> Added | None:
        """The entry was read: keeps the document that came of it, if any did, with its claims.

        None where there is nothing to keep, or another process has read the entry already. Raises VocabularyError for a
        claim whose words do not stand in the document; the entry is then as it was.
        """
        made = to_rows(document, claims, reader) if document is not None else None
        with self._store.writing() as (connection, moment):
            if not _settle(connection, key, state="read", document=None, body=None, due=None):
                return None
            if document is None or made is None:
                return None
            added = keep(connection, [made], moment, lasting=self._store.lasting)[0]
            connection.execute(update(entries).where(entries.c.key == key).values(document=document.id))
            return added

    def entry_failed(self, key: str, error: str, due: datetime | None) -> None:
        """The entry could not be read; it is tried again when it is due, and given up where that is None."""
        state = "waiting" if due else "given_up"
        with self._store.writing() as (connection, _):
            _settle(connection, key, state=state, error=error, due=due)

    def validators(self, address: str) -> Validators:
        """What was last said of the page there; nothing where it was never kept."""
        with self._store.reading() as connection:
            row = connection.execute(select(kept_validators).where(kept_validators.c.address == address)).one_or_none()
            return Validators(row.etag, row.last_modified) if row else _NOTHING

    def keep_validators(self, address: str, validators: Validators) -> None:
        with self._store.writing() as (connection, _):
            _keep_validators(connection, address, validators)

    @contextmanager
    def polling(self) -> Iterator[None]:
        """While this lasts, nobody else may poll. Ends with the process, however that ends.

        Raises LedgerError where another process is at it.
        """
        busy = LedgerError(f"{self._store.place}: is polled by another process already; one is enough")
        if self._lock_file is not None:
            try:
                with FileLock(self._lock_file, timeout=0):
                    yield
            except Timeout:
                raise busy from None
            return
        if not self._store.lasting:
            yield
            return
        with ExitStack() as stack:
            with telling(self._store.place):
                locked = stack.enter_context(pollers_lock(self._store.engine))
            if not locked:
                raise busy
            yield


def _is_there(connection: Connection, table: Table, address: str) -> bool:
    return connection.scalar(select(func.count()).where(table.c.address == address)) == 1


def _settle(connection: Connection, key: str, **values: object) -> bool:
    """What became of an entry that waits; whether it still did."""
    waits = (entries.c.key == key) & (entries.c.state == "waiting")
    return bool(connection.execute(update(entries).where(waits).values(values)).rowcount)


def _keep_validators(connection: Connection, address: str, validators: Validators) -> None:
    connection.execute(delete(kept_validators).where(kept_validators.c.address == address))
    if validators != _NOTHING:
        values = {"address": address, "etag": validators.etag, "last_modified": validators.last_modified}
        connection.execute(insert(kept_validators).values(values))
