"""One database, and its transactions as the parts of a ledger use them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from underway.ledger.connections import reading, writing
from underway.ledger.errors import telling
from underway.ledger.keeping import next_moment


class Store(NamedTuple):
    """`place` is where it is, for people; `now` tells the moment; one that is not `lasting` ends with the process."""

    engine: Engine
    place: str
    now: Callable[[], datetime]
    lasting: bool

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, datetime]]:
        """A transaction that may keep something, with its moment. Raises LedgerError."""
        with telling(self.place), writing(self.engine) as connection:
            yield connection, next_moment(connection, self.now().astimezone(UTC))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads. Raises LedgerError."""
        with telling(self.place), reading(self.engine) as connection:
            yield connection
