"""What is in the tables, as documents, claims and figures again. Each query is over before anything is handed out: a
reader that is slow, or stops in the middle, holds nothing back."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeVarTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, select

from underway.catalogue import CatalogueEntry
from underway.ledger import queries
from underway.ledger.connections import reading
from underway.ledger.judgements import Judged, Judgement, in_force, judgement_from_json
from underway.ledger.keeping import portions
from underway.ledger.rows import KeptClaim, State, When, to_claim, to_document
from underway.ledger.schema import catalogue, claims, documents, finders, judgements, shows
from underway.vocabulary import Document

Columns = TypeVarTuple("Columns")

_DOCUMENTS_AT_ONCE = 50  # in memory while claims are read back
_SHOWS_AT_ONCE = 1000
MOST_PEERS = 24  # of which the claims are read back, for each metric


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


class Peers(NamedTuple):
    """Figures of other shows under one metric: the largest of each show by its key, and the claims that give the
    largest of all and those nearest to a value."""

    best: dict[str, float]
    claims: list[KeptClaim]


class Entry(NamedTuple):
    """A document with all its claims, whatever their state, in the order of their evidence."""

    document: Document
    kept: datetime
    claims: list[KeptClaim]


def rows_of(engine: Engine, query: Select[*Columns]) -> Sequence[Row[*Columns]]:
    with reading(engine) as connection:
        return connection.execute(query).all()


def kept_claims(engine: Engine, places: queries.Places, when: When, judged: Judged) -> Iterator[KeptClaim]:
    """The claims at these places, by document."""
    pairs = rows_of(engine, places)
    by_document = groupby(pairs, key=lambda pair: str(pair[0]))
    wanted = iter([(document, [str(pair[1]) for pair in group]) for document, group in by_document])
    while some := dict(islice(wanted, _DOCUMENTS_AT_ONCE)):
        yield from _read_back(engine, some, when, judged)


def _read_back(engine: Engine, wanted: dict[str, list[str]], when: When, judged: Judged) -> list[KeptClaim]:
    of_document: dict[str, list[KeptClaim]] = {}
    texts = {}
    for some in portions(list(wanted)):
        for row in rows_of(engine, select(documents).where(documents.c.id.in_(some))):
            texts[row.id] = (to_document(row), row.known)
    for some in portions([id_ for ids in wanted.values() for id_ in ids]):
        also = _also(engine, finders.c.claim.in_(some))
        for row in rows_of(engine, queries.standing(when).where(claims.c.id.in_(some))):
            document, known = texts[row.document]
            of_document.setdefault(row.document, []).append(_kept_claim(row, document, known, judged, also))
    return [kept for id_ in wanted for kept in sorted(of_document[id_], key=in_text)]


def _also(engine: Engine, wanted: ColumnElement[bool]) -> dict[str, tuple[str, ...]]:
    """The readers that found claims, too."""
    found: dict[str, tuple[str, ...]] = {}
    for id_, reader in rows_of(engine, select(finders.c.claim, finders.c.reader).where(wanted).order_by(*finders.c)):
        found[id_] = (*found.get(id_, ()), reader)
    return found


def _kept_claim(
    row: Row[Any], document: Document, known: date | None, judged: Judged, also: dict[str, tuple[str, ...]]
) -> KeptClaim:
    claim = to_claim(row)
    state: State = "retired" if row.retired else "superseded" if row.superseded else "current"
    if judged.rejection(claim):
        state = "rejected"
    confirmed = judged.confirmation(claim) is not None
    return KeptClaim(
        claim=claim,
        document=document,
        kept=row.kept,
        known=known,
        state=state,
        until=row.until,
        confirmed=confirmed,
        also=also.get(claim.id, ()),
    )


def entries(engine: Engine, when: When, judged: Judged, *, among: Sequence[str] | None = None) -> Iterator[Entry]:
    """Every document that was kept and known by then, in the order of their ids, or those `among` them, with its
    claims."""
    last = ""
    while True:
        page = select(documents).where(documents.c.id > last).order_by(documents.c.id).limit(_DOCUMENTS_AT_ONCE)
        if when.known_at is not None:
            page = page.where(documents.c.kept <= when.known_at)
        if when.as_of is not None:
            page = page.where(documents.c.known <= when.as_of)
        if among is not None:
            page = page.where(documents.c.id.in_(among))
        rows = rows_of(engine, page)
        if not rows:
            return
        last = rows[-1].id
        made: dict[str, list[KeptClaim]] = {row.id: [] for row in rows}
        texts = {row.id: (to_document(row), row.known) for row in rows}
        found = queries.standing(when).where(claims.c.document.in_(list(made)))
        if when.known_at is not None:
            found = found.where(claims.c.kept <= when.known_at)
        rows_found = rows_of(engine, found)
        also: dict[str, tuple[str, ...]] = {}
        for some in portions([claim.id for claim in rows_found]):
            also |= _also(engine, finders.c.claim.in_(some))
        for claim in rows_found:
            made[claim.document].append(_kept_claim(claim, *texts[claim.document], judged, also))
        for row in rows:
            yield Entry(texts[row.id][0], row.kept, sorted(made[row.id], key=in_text))


def peers(
    engine: Engine, keys: Sequence[str], metric: str, near: float, *, when: When, judged: Judged, most: int
) -> Peers:
    """Figures of other shows than these under the metric, with the claims of those nearest to a value."""
    rejected = rejected_ids(engine, judged)
    rows = rows_of(engine, queries.best_of_shows(metric, keys, rejected, when))
    best = {row[0]: row[1] for row in rows}
    largest = sorted(best, key=lambda show: (-best[show], show))[:1]
    nearest = sorted(best, key=lambda show: (abs(best[show] - near), show))[:most]
    places: dict[str, list[str]] = {}
    for document, claim, show, value in rows_of(
        engine, queries.figures_of(metric, sorted({*largest, *nearest}), rejected, when)
    ):
        if value == best[show]:
            places.setdefault(document, []).append(claim)
    return Peers(best, _read_back(engine, places, when, judged))


def rejected_ids(engine: Engine, judged: Judged) -> list[str]:
    """The ids of all claims that are rejected, also of what other readers made of the same words."""
    found: list[str] = []
    for some in portions(judged.documents()):
        rows = rows_of(engine, select(claims).where(claims.c.document.in_(some)))
        found += [row.id for row in rows if judged.rejection(to_claim(row))]
    return sorted(found)


def some_documents(engine: Engine, wanted: ColumnElement[bool]) -> Iterator[Document]:
    """The documents of which that holds, in the order of their ids."""
    last = ""
    while rows := rows_of(
        engine,
        select(documents).where(documents.c.id > last, wanted).order_by(documents.c.id).limit(_DOCUMENTS_AT_ONCE),
    ):
        last = rows[-1].id
        yield from map(to_document, rows)


def judgements_in_force(connection: Connection, when: When) -> list[Judgement]:
    """Those that had been made by then and not taken back, oldest first."""
    made = select(judgements.c.body).order_by(judgements.c.made)
    if when.known_at is not None:
        made = made.where(judgements.c.made <= when.known_at)
    return in_force(judgement_from_json(row.body) for row in connection.execute(made))


def catalogue_entries(engine: Engine, keys: Sequence[str], when: When) -> list[CatalogueEntry]:
    """The newest entries under these keys, one for each show that a catalogue knows."""
    found = select(catalogue).where(catalogue.c.key.in_(keys)).order_by(catalogue.c.kept, catalogue.c.entry)
    if when.known_at is not None:
        found = found.where(catalogue.c.kept <= when.known_at)
    newest = {}
    for row in rows_of(engine, found):
        newest[row.show] = msgspec.json.decode(row.body, type=CatalogueEntry)
    return list(newest.values())


def known_shows(engine: Engine, when: When) -> Iterator[KnownShow]:
    """Every show that a claim was about by then, in the order of the keys."""
    last: str | None = None
    while page := rows_of(engine, queries.shows_after(last, _SHOWS_AT_ONCE, when)):
        for key, title, claims_, documents_ in page:
            yield KnownShow(title, key, claims_, documents_)
        last = page[-1][0]


def contents(engine: Engine) -> Contents:
    counts = (rows_of(engine, select(func.count()).select_from(table)) for table in (documents, claims, shows))
    return Contents(*(int(rows[0][0]) for rows in counts))


def in_text(kept: KeptClaim) -> tuple[int, int, str]:
    """The order of claims in their document."""
    return (kept.claim.evidence.start, kept.claim.evidence.end, kept.claim.id)
