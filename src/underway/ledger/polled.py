"""The feeds that are polled, and the entries that they led to.

Unlike claims this is the state of work in progress, and changes as that goes on. Each change is one transaction, and an
entry's document is kept in the one that says that it was read: a process may die at any moment.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import Connection, delete, func, insert, select, update

from underway.ledger.connections import pollers_lock
from underway.ledger.errors import LedgerError, telling
from underway.ledger.keeping import Added, keep, portions
from underway.ledger.rows import Values, to_rows
from underway.ledger.schema import entries, feeds
from underway.ledger.store import Store
from underway.sources import Validators
from underway.vocabulary import Claim, Document, content_id


class PolledFeed(msgspec.Struct, frozen=True, kw_only=True):
    """`due` is when it is to be polled, `polled` when it last answered; `failures` is how often it has failed since,
    `error` what was wrong last.

    Of the entries that it led to, `read`, `waiting` and `given_up` count; `gave_up` is what was wrong with the last of
    those that were given up.
    """

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
    gave_up: str | None


class WaitingEntry(msgspec.Struct, frozen=True):
    """An entry that is to be read; `feed` is the address, `attempts` how often reading it was begun."""

    key: str
    feed: str
    attempts: int


class Polled:
    """Feeds by their addresses, entries by what tells them apart over all feeds. Every method raises LedgerError."""

    def __init__(self, store: Store, lock_file: str | None) -> None:
        self._store = store
        self._lock_file = lock_file

    def add(self, address: str, name: str | None = None) -> bool:
        """Whether the feed is new; it is due at once. One that is there takes the name, if one is given."""
        this = feeds.c.id == content_id(address)
        with self._store.writing() as (connection, moment):
            if connection.scalar(select(feeds.c.id).where(this)) is None:
                values = {"id": content_id(address), "address": address, "name": name, "failures": 0}
                connection.execute(insert(feeds).values(values | {"added": moment, "due": moment}))
                return True
            if name is not None:
                connection.execute(update(feeds).where(this).values(name=name))
            return False

    def remove(self, address: str) -> bool:
        """Whether it was there. What came of it stays, so that nothing is read again if it is added again; what still
        waits goes."""
        id_ = content_id(address)
        with self._store.writing() as (connection, _):
            connection.execute(delete(entries).where(entries.c.feed == id_, entries.c.state == "waiting"))
            return bool(connection.execute(delete(feeds).where(feeds.c.id == id_)).rowcount)

    def feeds(self) -> list[PolledFeed]:
        """In the order in which they were added."""
        counted = select(entries.c.feed, entries.c.state, func.count()).group_by(entries.c.feed, entries.c.state)
        failed = select(entries.c.feed, entries.c.error).where(entries.c.state == "given_up").order_by(entries.c.serial)
        with self._store.reading() as connection:
            counts = {(feed, state): number for feed, state, number in connection.execute(counted)}
            errors = {row.feed: row.error for row in connection.execute(failed)}
            rows = connection.execute(select(feeds).order_by(feeds.c.added, feeds.c.address)).all()
        return [
            PolledFeed(
                address=row.address,
                name=row.name,
                added=row.added,
                due=row.due,
                polled=row.polled,
                failures=row.failures,
                error=row.error,
                validators=Validators(row.etag, row.last_modified, row.of),
                read=counts.get((row.id, "read"), 0),
                waiting=counts.get((row.id, "waiting"), 0),
                given_up=counts.get((row.id, "given_up"), 0),
                gave_up=errors.get(row.id),
            )
            for row in rows
        ]

    def took(self, address: str, found: Sequence[tuple[str, str]], validators: Validators | None, due: datetime) -> int:
        """The feed answered: keeps the entries that are new to be read, each given by its key and its JSON, the newest
        first; how many that are. Without validators, as when nothing has changed, those that are kept stay."""
        id_ = content_id(address)
        answered: Values = {"due": due, "failures": 0, "error": None}
        if validators is not None:
            answered |= msgspec.structs.asdict(validators)
        with self._store.writing() as (connection, moment):
            taken = update(feeds).where(feeds.c.id == id_).values(answered | {"polled": moment})
            if not connection.execute(taken).rowcount:
                return 0  # it was removed meanwhile
            there = {
                key
                for some in portions([key for key, _ in found])
                for key in connection.scalars(select(entries.c.key).where(entries.c.key.in_(some)))
            }
            new = {key: body for key, body in reversed(found) if key not in there}
            last = connection.scalar(select(func.max(entries.c.serial))) or 0
            if new:
                same: Values = {"feed": id_, "state": "waiting", "attempts": 0, "due": moment}
                rows = enumerate(new.items(), last + 1)
                connection.execute(insert(entries), [same | {"serial": n, "key": k, "body": b} for n, (k, b) in rows])
            return len(new)

    def failed(self, address: str, error: str, due: datetime) -> None:
        """The feed failed, and is to be asked again when it is due."""
        failed = {"due": due, "failures": feeds.c.failures + 1, "error": error}
        with self._store.writing() as (connection, _):
            connection.execute(update(feeds).where(feeds.c.id == content_id(address)).values(failed))

    def waiting(self, until: datetime) -> list[WaitingEntry]:
        """The entries that are to be read by then, in the order in which they came."""
        due = (
            select(entries.c.key, feeds.c.address, entries.c.attempts)
            .join(feeds, feeds.c.id == entries.c.feed)
            .where(entries.c.due <= until)
            .order_by(entries.c.serial)
        )
        with self._store.reading() as connection:
            return [WaitingEntry(*row) for row in connection.execute(due)]

    def trying(self, key: str) -> str | None:
        """The entry is about to be read, which counts as an attempt, also where the process does not outlive it; its
        JSON. None where it does not wait any more."""
        with self._store.writing() as (connection, _):
            if not _settle(connection, key, attempts=entries.c.attempts + 1):
                return None
            body: str = connection.scalars(select(entries.c.body).where(entries.c.key == key)).one()
            return body

    def read(self, key: str, document: Document | None, claims: Sequence[Claim], reader: str) -> Added | None:
        """The entry was read: keeps the document that came of it, if any did, with its claims.

        None where there is nothing to keep, or another process has read the entry already. Raises VocabularyError for a
        claim whose words do not stand in the document; the entry is then as it was.
        """
        made = to_rows(document, claims, [reader]) if document is not None else None
        with self._store.writing() as (connection, moment):
            if not _settle(connection, key, state="read", body=None, due=None, error=None) or made is None:
                return None
            return keep(connection, [made], moment, lasting=self._store.lasting)[0]

    def entry_failed(self, key: str, error: str, due: datetime | None, *, asked: bool = True) -> None:
        """The entry could not be read; it is tried again when it is due, and given up where that is None. It was no
        attempt where nobody was `asked` for it."""
        state = "waiting" if due else "given_up"
        attempts = entries.c.attempts if asked else entries.c.attempts - 1
        with self._store.writing() as (connection, _):
            _settle(connection, key, state=state, error=error, due=due, attempts=attempts)

    def retry(self, address: str) -> int:
        """The entries of the feed that were given up wait again, as if they were new; how many that are."""
        given_up = (entries.c.feed == content_id(address)) & (entries.c.state == "given_up")
        with self._store.writing() as (connection, moment):
            anew = update(entries).where(given_up).values(state="waiting", attempts=0, due=moment)
            return connection.execute(anew).rowcount

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


def _settle(connection: Connection, key: str, **values: object) -> bool:
    """What became of an entry that waits; whether it still did."""
    waits = (entries.c.key == key) & (entries.c.state == "waiting")
    return bool(connection.execute(update(entries).where(waits).values(values)).rowcount)
