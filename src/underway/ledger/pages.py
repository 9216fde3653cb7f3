"""What servers said of pages that are kept, by which they tell later whether these have changed."""

from msgspec.structs import asdict
from sqlalchemy import delete, insert, select

from underway.ledger.schema import pages
from underway.ledger.store import Store
from underway.sources import Validators
from underway.vocabulary import content_id

_NOTHING = Validators()


class Pages:
    """Pages by the addresses that were asked for. Every method raises LedgerError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def validators(self, address: str) -> Validators:
        """What was last said of the page there; nothing where it was never kept."""
        found = select(pages).where(pages.c.id == content_id(address))
        with self._store.reading() as connection:
            row = connection.execute(found).one_or_none()
            return Validators(row.etag, row.last_modified, row.of) if row else _NOTHING

    def keep_validators(self, address: str, validators: Validators) -> None:
        id_ = content_id(address)
        with self._store.writing() as (connection, _):
            connection.execute(delete(pages).where(pages.c.id == id_))
            if validators != _NOTHING:
                connection.execute(insert(pages).values(id=id_, **asdict(validators)))
