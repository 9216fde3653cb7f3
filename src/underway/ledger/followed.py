"""The shows that people follow, and the digests of what changed that were made for them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from underway.ledger.errors import the_one
from underway.ledger.keeping import portions
from underway.ledger.rows import show_key
from underway.ledger.schema import digest_changes, digests, follows
from underway.ledger.store import Store
from underway.vocabulary import content_id

_ID_LENGTH = 12


class Follow(msgspec.Struct, frozen=True):
    """A show that has been followed since a moment, by the title that was typed."""

    title: str
    key: str
    since: datetime


class ToldChange(msgspec.Struct, frozen=True):
    """A change as it is kept to be told once: its id, an id of what it says, and from which day on."""

    id: str
    fact: str
    day: date


class RecordedDigest(msgspec.Struct, frozen=True):
    """A digest as it was handed out; `body` is its JSON."""

    id: str
    made: datetime
    body: str


class Followed:
    """Every method raises LedgerError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def follow(self, title: str) -> bool:
        """Whether it was not followed yet, under any spelling."""
        key = show_key(title)
        with self._store.writing() as (connection, moment):
            if connection.scalar(select(follows.c.key).where(follows.c.key == key)) is not None:
                return False
            connection.execute(insert(follows).values(key=key, title=title, since=moment))
            return True

    def unfollow(self, title: str) -> bool:
        """Whether it was followed."""
        with self._store.writing() as (connection, _):
            return bool(connection.execute(delete(follows).where(follows.c.key == show_key(title))).rowcount)

    def follows(self) -> list[Follow]:
        """In the order of their keys."""
        with self._store.reading() as connection:
            rows = connection.execute(select(follows).order_by(follows.c.key)).all()
        return [Follow(row.title, row.key, row.since) for row in rows]

    def open_digest(self) -> RecordedDigest | None:
        """The one that is recorded and not confirmed; there is never more than one."""
        with self._store.reading() as connection:
            found = connection.execute(select(digests).where(digests.c.confirmed.is_(None))).one_or_none()
            return _recorded(found) if found else None

    def record_digest(self, body: str, changes: Iterable[ToldChange]) -> RecordedDigest | None:
        """Records it with the changes that are in it.

        None, and nothing is recorded, where another is open or one of the changes is in another: somebody else has made
        one since the caller looked.
        """
        by_id = {change.id: change for change in changes}
        ids = sorted(by_id)
        with self._store.writing() as (connection, moment):
            opened = select(digests.c.id).where(digests.c.confirmed.is_(None))
            if connection.execute(opened).first():
                return None
            for some in portions(ids):
                told = select(digest_changes.c.change).where(digest_changes.c.change.in_(some)).limit(1)
                if connection.execute(told).first():
                    return None
            id_ = content_id(moment.isoformat(), *ids)[:_ID_LENGTH]
            connection.execute(insert(digests).values(id=id_, made=moment, body=body))
            if ids:
                connection.execute(insert(digest_changes), [_row(by_id[id_of], id_) for id_of in ids])
            return RecordedDigest(id_, moment, body)

    def told(self, changes: Collection[str]) -> set[str]:
        """Those of the changes that are in a digest already."""
        with self._store.reading() as connection:
            return {
                change
                for some in portions(sorted(changes))
                for change in connection.scalars(
                    select(digest_changes.c.change).where(digest_changes.c.change.in_(some))
                )
            }

    def told_facts(self, facts: Collection[str]) -> list[ToldChange]:
        """The changes in digests that say one of these and whose place no other has taken, by day."""
        with self._store.reading() as connection:
            told = [
                ToldChange(row.change, row.fact, row.day)
                for some in portions(sorted(facts))
                for row in connection.execute(select(digest_changes).where(digest_changes.c.fact.in_(some)))
            ]
        return sorted(told, key=lambda change: (change.day, change.id))

    def take_places(self, places: Iterable[tuple[ToldChange, ToldChange]]) -> None:
        """Of each pair the second, which is in no digest, counts as told from now on, in place of the first.

        Passed over where somebody else has given away the place, or told of the second, since the caller looked.
        """
        change, fact, digest = digest_changes.c.change, digest_changes.c.fact, digest_changes.c.digest
        with self._store.writing() as (connection, _):
            for first, second in places:
                place = connection.scalar(select(digest).where(change == first.id, fact.is_not(None)))
                told = connection.scalar(select(digest).where(change == second.id))
                if place is not None and told is None:
                    connection.execute(update(digest_changes).where(change == first.id).values(fact=None))
                    connection.execute(insert(digest_changes).values(_row(second, place)))

    def confirm_digest(self, id_: str) -> RecordedDigest:
        """Whoever it was made for has it: the next one may be made. `id_` may be the beginning of its id."""
        with self._store.writing() as (connection, moment):
            meant = select(digests).where(digests.c.id.startswith(id_.lower(), autoescape=True))
            found = connection.execute(meant).all() if id_ else []
            row = the_one(found, id_, "digest", "it stands at the end of the digest")
            if row.confirmed is None:
                connection.execute(update(digests).where(digests.c.id == row.id).values(confirmed=moment))
            return _recorded(row)


def _row(change: ToldChange, digest: str) -> dict[str, object]:
    return {"change": change.id, "fact": change.fact, "day": change.day, "digest": digest}


def _recorded(row: Row[tuple[str, datetime, datetime | None, str]]) -> RecordedDigest:
    return RecordedDigest(row.id, row.made, row.body)
