"""The ledger: documents and claims kept, and found again by show, as of a day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Self, TypeVarTuple

import msgspec
from sqlalchemy import Column, Connection, Engine, Row, Select, func, insert, select

from underway.ledger import queries
from underway.ledger.connections import connect_file, connect_memory, writing
from underway.ledger.errors import LedgerError, telling
from underway.ledger.locations import ledger_file
from underway.ledger.rows import KeptClaim, Values, known_day, to_claim, to_document, to_rows
from underway.ledger.schema import claims, documents, figures, shows
from underway.ledger.upgrade import bring_up_to_date, nothing_there
from underway.vocabulary import Claim, Document

Columns = TypeVarTuple("Columns")

PATIENCE = 30.0
_MOST_VALUES = 500  # in one statement; older builds of SQLite stop at 999
_DOCUMENTS_AT_ONCE = 50  # in memory while claims are read back
_SHOWS_AT_ONCE = 1000
_SQLITE = b"SQLite format 3\0"


class Added(msgspec.Struct, frozen=True):
    """What was new to the ledger: the document, and how many of its claims."""

    document: bool
    claims: int


class Contents(msgspec.Struct, frozen=True):
    documents: int
    claims: int
    shows: int


class KnownShow(msgspec.Struct, frozen=True):
    """A show that claims are about: the first spelling of its title, its key, how many claims in how many documents."""

    title: str
    key: str
    claims: int
    documents: int


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """Documents and their claims, kept for good: what is there is neither changed nor taken away.

    Every method raises LedgerError where the ledger fails it. Several processes may use one ledger: each reads while
    another writes, and writers wait for each other.
    """

    lasting: bool
    """False in memory. A document without a day then counts under no `as_of`; in a lasting ledger it counts from the
    day, in UTC, on which it was kept."""

    def __init__(self, engine: Engine, place: str, *, lasting: bool, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._place = place
        self._now = now
        self.lasting = lasting

    @classmethod
    def open(
        cls, location: str, *, create: bool = True, patience: float = PATIENCE, now: Callable[[], datetime] = _now
    ) -> Self:
        """The ledger at a path or at a URL such as `sqlite:////home/me/ledger.sqlite`.

        Where there is none, it is made with its folders, unless `create` is False. An older one is brought up to date.
        `patience` is how many seconds to wait while another process writes. `now` tells the moment.
        """
        path = ledger_file(location)
        _check_file(path, location, create=create)
        engine = connect_file(path, patience)
        try:
            with telling(location):
                bring_up_to_date(engine, location, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, location, lasting=True, now=now)

    @classmethod
    def in_memory(cls, *, now: Callable[[], datetime] = _now) -> Self:
        """An empty ledger that ends with the process. One thread at a time may use it."""
        engine = connect_memory()
        bring_up_to_date(engine, "memory")
        return cls(engine, "memory", lasting=False, now=now)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, document: Document, claims: Sequence[Claim]) -> Added:
        """Keeps the document with its claims, all or nothing; what is there already is not added twice.

        Raises VocabularyError for a claim whose words do not stand in the document.
        """
        return self.add_many([(document, claims)])[0]

    def add_many(self, readings: Sequence[tuple[Document, Sequence[Claim]]]) -> list[Added]:
        """Like `add`, for all of them in one transaction: where one is refused, none is kept."""
        kept = self._now()
        every = [to_rows(document, claims, kept) for document, claims in readings]
        with telling(self._place), writing(self._engine) as connection:
            new_documents = _keep(connection, documents.c.id, _first(r.documents for r in every))
            _keep(connection, shows.c.key, _first(r.shows for r in every))
            new_claims = _keep(connection, claims.c.id, _first(r.claims for r in every))
            new_figures = {id_: values for r in every for id_, values in r.figures.items() if id_ in new_claims}
            _keep(connection, figures.c.claim, new_figures)
        return [Added(_taken(new_documents, r.documents) > 0, _taken(new_claims, r.claims)) for r in every]

    def find(self, document_id: str) -> tuple[Document, list[Claim]] | None:
        """A document with all claims that it makes, in the order of their evidence; None where it is not here."""
        with telling(self._place):
            rows = self._rows(select(documents).where(documents.c.id == document_id))
            made = self._rows(select(claims).where(claims.c.document == document_id, claims.c.retired.is_(None)))
            return (to_document(rows[0]), [to_claim(row) for row in sorted(made, key=_order)]) if rows else None

    def claims(self, show_key: str, *, as_of: date | None = None) -> Iterator[KeptClaim]:
        """All claims about the show with this `titles.title_key`, the oldest document first, each in its text's order.

        Under `as_of` only those of documents that the world could know by the end of that day.
        """
        return self._found(queries.of_show(show_key, as_of, lasting=self.lasting))

    def peers(self, show_key: str, *, as_of: date | None = None) -> Iterator[KeptClaim]:
        """Audience claims about other shows, to compare this one's figures with.

        They are, for each metric that the show has a figure of, the claims with the largest one of each other show
        and season.
        """
        return self._found(queries.of_peers(show_key, as_of, lasting=self.lasting))

    def undated(self, show_key: str, as_of: date) -> int:
        """How many documents about the show `as_of` leaves out for want of a day of publication."""
        with telling(self._place):
            return int(self._rows(queries.left_out(show_key, as_of, lasting=self.lasting))[0][0])

    def shows(self) -> Iterator[KnownShow]:
        """Every show that a claim was ever about, in the order of the keys."""
        last: str | None = None
        while True:
            with telling(self._place):
                page = self._rows(queries.shows_after(last, _SHOWS_AT_ONCE))
            if not page:
                return
            for key, title, claims_, documents_ in page:
                yield KnownShow(title, key, claims_, documents_)
            last = page[-1][0]

    def contents(self) -> Contents:
        """How much there is."""
        with telling(self._place):
            counts = (self._rows(select(func.count()).select_from(table)) for table in (documents, claims, shows))
            return Contents(*(int(rows[0][0]) for rows in counts))

    def _rows(self, query: Select[*Columns]) -> Sequence[Row[*Columns]]:
        # Each query is a transaction of its own, over before anything is handed out: a reader that is slow, or stops
        # in the middle, holds nothing back. Nothing is ever taken away, so what one query found the next finds too.
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def _found(self, places: queries.Places) -> Iterator[KeptClaim]:
        with telling(self._place):
            pairs = self._rows(places)
        by_document = groupby(pairs, key=lambda pair: str(pair[0]))
        wanted = iter([(document, [str(pair[1]) for pair in group]) for document, group in by_document])
        while some := dict(islice(wanted, _DOCUMENTS_AT_ONCE)):
            with telling(self._place):
                found = self._kept_claims(some)
            yield from found

    def _kept_claims(self, wanted: dict[str, list[str]]) -> list[KeptClaim]:
        of_document: dict[str, list[Row[Any]]] = {}
        for some in _portions([id_ for ids in wanted.values() for id_ in ids]):
            for row in self._rows(select(claims).where(claims.c.id.in_(some))):
                of_document.setdefault(row.document, []).append(row)
        rows = self._rows(select(documents).where(documents.c.id.in_(wanted)))
        texts = {row.id: (to_document(row), known_day(row, lasting=self.lasting)) for row in rows}
        return [
            KeptClaim(claim=to_claim(row), document=document, kept=row.kept, known=known)
            for id_ in wanted
            for document, known in [texts[id_]]
            for row in sorted(of_document[id_], key=_order)
        ]


def _check_file(path: Path, place: str, *, create: bool) -> None:
    """Raises LedgerError where there is something else than a database, or nothing and it may not be made."""
    try:
        if path.is_dir():
            raise LedgerError(f"{place}: is a folder; name a file for the ledger")
        if path.exists():
            if not path.is_file():
                raise LedgerError(f"{place}: is not a file; name one for the ledger")
            with path.open("rb") as file:
                start = file.read(len(_SQLITE))
            if start not in (b"", _SQLITE):
                raise LedgerError(f"{place}: is not a ledger; name another file")
            if start:
                return
        if not create:
            raise nothing_there(place)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{place}: cannot be opened ({error.strerror}); name another file, or make way") from error


def _keep(connection: Connection, key: Column[str], rows: dict[str, Values]) -> set[str]:
    """Inserts the rows, given by their keys, that the key's table lacks; which these were.

    The transaction is the only one that writes, so what is looked up stays true.
    """
    there = {found for some in _portions(list(rows)) for found in connection.scalars(select(key).where(key.in_(some)))}
    missing = [values for id_, values in rows.items() if id_ not in there]
    if missing:
        connection.execute(insert(key.table), missing)
    return rows.keys() - there


def _first(parts: Iterable[dict[str, Values]]) -> dict[str, Values]:
    """All of them as one; of equal keys the first counts."""
    merged: dict[str, Values] = {}
    for part in parts:
        for id_, values in part.items():
            merged.setdefault(id_, values)
    return merged


def _taken(new: set[str], ids: Iterable[str]) -> int:
    """How many of the ids are among the new ones; they are taken out, so that each is counted once."""
    found = new.intersection(ids)
    new -= found
    return len(found)


def _portions(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _MOST_VALUES):
        yield values[start : start + _MOST_VALUES]


def _order(row: Row[Any]) -> tuple[int, int, str]:
    return (row.start, row.end, row.id)
