"""The shows that people follow, and the digests of what changed that were made for them."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from underway.ledger.errors import LedgerError
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

    def record_digest(self, body: str, changes: Collection[str]) -> RecordedDigest | None:
        """Records it with the ids of the changes that are in it.

        None, and nothing is recorded, where another is open or one of the changes is in another: somebody else has made
        one since the caller looked.
        """
        with self._store.writing() as (connection, moment):
            opened = select(digests.c.id).where(digests.c.confirmed.is_(None))
            if connection.execute(opened).first():
                return None
            for some in portions(sorted(changes)):
                told = select(digest_changes.c.change).where(digest_changes.c.change.in_(some)).limit(1)
                if connection.execute(told).first():
                    return None
            id_ = content_id(moment.isoformat(), *sorted(changes))[:_ID_LENGTH]
            connection.execute(insert(digests).values(id=id_, made=moment, body=body))
            if changes:
                connection.execute(insert(digest_changes), [{"change": c, "digest": id_} for c in sorted(changes)])
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

    def confirm_digest(self, id_: str) -> RecordedDigest:
        """Whoever it was made for has it: the next one may be made. `id_` may be the beginning of its id."""
        with self._store.writing() as (connection, moment):
            wanted = id_.lower()
            found = connection.execute(select(digests).where(digests.c.id.startswith(wanted, autoescape=True))).all()
            if len(found) != 1 or not wanted:
                many = "more than one" if len(found) > 1 else "no"
                raise LedgerError(f"{id_}: {many} digest has an id that begins so; it stands at the end of the digest")
            row = found[0]
            if row.confirmed is None:
                connection.execute(update(digests).where(digests.c.id == row.id).values(confirmed=moment))
            return _recorded(row)


def _recorded(row: Row[tuple[str, datetime, datetime | None, str]]) -> RecordedDigest:
    return RecordedDigest(row.id, row.made, row.body)
