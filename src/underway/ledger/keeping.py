"""Documents and claims into the tables: what is there already is not kept twice, what is there stays as it is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Dialect, TableClause, exists, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from underway.catalogue import CatalogueEntry
from underway.ledger.judgements import Confirmed, Judgement
from underway.ledger.qualifiers import read_title
from underway.ledger.rows import Rows, Values, show_key
from underway.ledger.schema import (
    Moment,
    catalogue,
    claim_words,
    claims,
    documents,
    figures,
    finders,
    journal,
    judgements,
    lapses,
    metrics,
    readings,
    shows,
    versions,
)
from underway.vocabulary import content_id

_MOST_VALUES = 500  # in one statement; older builds of SQLite stop at 999
_SPOKEN: dict[str, Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="pyformat"),  # type: ignore[no-untyped-call]
}
_OWN_IDS = ("tvmaze", "imdb", "tmdb", "wikidata")  # TVmaze gives IMDb's id, too, and not the other way round
_TICK = timedelta(microseconds=1)


class Added(msgspec.Struct, frozen=True):
    """What was new to the ledger: the document, and how many of its claims."""

    document: bool
    claims: int


class Reread(msgspec.Struct, frozen=True):
    """What became of a document's claims: how many were new, and how many were retired."""

    new: int
    retired: int


def next_moment(connection: Connection, now: datetime) -> datetime:
    """The moment of a transaction that is going to write: now, or just after the last one where the clock is behind."""
    last = connection.scalar(select(func.max(journal.c.moment)))
    return now if last is None or now > last else last + _TICK


def enter(connection: Connection, moment: datetime) -> None:
    """The transaction has kept something: its moment enters the journal, once."""
    there = exists().where(journal.c.moment == moment)
    once = select(literal(moment, Moment)).where(~there)
    connection.execute(insert(journal).from_select(["moment"], once))


def keep(connection: Connection, every: Sequence[Rows], moment: datetime, *, lasting: bool) -> list[Added]:
    """Inserts what is new, and ends the lapses of what was found again. The transaction is the only one that writes,
    so what is looked up stays true."""
    new_documents = missing(connection, documents.c.id, _first(r.documents for r in every))
    pairs = _place(connection, new_documents, moment, lasting=lasting)
    new_shows = missing(connection, shows.c.key, _first(r.shows for r in every))
    made = _first(r.claims for r in every)
    # Of a document that is new, every claim is.
    of_others = {id_: values for id_, values in made.items() if values["document"] not in new_documents}
    there = of_others.keys() - missing(connection, claims.c.id, of_others).keys()
    new_claims = {id_: values for id_, values in made.items() if id_ not in there}
    known = {id_: values["known"] for id_, values in new_documents.items()}
    known |= _known(connection, {values["document"] for values in new_claims.values()} - known.keys())
    new_figures = [
        values | {"known": known[values["document"]]}
        for id_, values in _first(r.figures for r in every).items()
        if id_ in new_claims
    ]
    found_again = _end_lapses(connection, there, moment)
    insert_all(connection, documents, _kept(new_documents.values(), moment))
    insert_all(connection, versions, _kept(pairs, moment))
    insert_all(connection, shows, _kept(new_shows.values(), moment))
    insert_all(connection, claims, _kept(new_claims.values(), moment))
    insert_all(connection, figures, _kept(new_figures, moment))
    insert_all(connection, metrics, missing(connection, metrics.c.id, _first(r.metrics for r in every)).values())
    _keep_finders(connection, every, new_claims, moment)
    words = _first(r.words for r in every)
    insert_all(connection, claim_words, (words[id_] for id_ in new_claims))
    if _read(connection, every, new_documents.keys(), moment) or new_documents or new_claims or found_again:
        enter(connection, moment)
    counted = set(new_documents), set(new_claims)
    return [Added(_taken(counted[0], r.documents) > 0, _taken(counted[1], r.claims)) for r in every]


def _keep_finders(connection: Connection, every: Sequence[Rows], new: dict[str, Values], moment: datetime) -> None:
    """Keeps who found claims that bear another reader."""
    found = {pair for r in every for pair in r.found}
    bears = {id_: values["reader"] for id_, values in new.items()}
    for some in portions(sorted({id_ for id_, _ in found} - bears.keys())):
        rows = connection.execute(select(claims.c.id, claims.c.reader).where(claims.c.id.in_(some)))
        bears.update((id_, reader) for id_, reader in rows)
    others = {(id_, reader) for id_, reader in found if bears[id_] != reader}
    there: set[tuple[str, str]] = set()
    for some in portions(sorted({id_ for id_, _ in others})):
        rows = connection.execute(select(finders.c.claim, finders.c.reader).where(finders.c.claim.in_(some)))
        there.update((id_, reader) for id_, reader in rows)
    pairs: list[Values] = [{"claim": id_, "reader": reader} for id_, reader in sorted(others - there)]
    insert_all(connection, finders, _kept(pairs, moment))


def keep_judgement(connection: Connection, judgement: Judgement) -> None:
    """Inserts it. A claim that is confirmed is found again, if it was retired."""
    connection.execute(
        insert(judgements),
        {"id": judgement.id, "kind": judgement.kind, "made": judgement.made, "body": judgement.to_json()},
    )
    if isinstance(judgement, Confirmed):
        _end_lapses(connection, [judgement.claim.id], judgement.made)
    enter(connection, judgement.made)


def lapse_again(connection: Connection, undone: Confirmed, moment: datetime) -> None:
    """Where it was the judgement that ended the lapse of the claim, another one begins."""
    ended = (lapses.c.claim == undone.claim.id) & (lapses.c.found == undone.made)
    again = select(lapses.c.claim, literal(moment, Moment), lapses.c.reader).where(ended)
    connection.execute(insert(lapses).from_select(["claim", "retired", "reader"], again))


def keep_entries(connection: Connection, entries: Iterable[CatalogueEntry], moment: datetime) -> int:
    """Inserts what a catalogue says otherwise than before, under the key of each title; of how many shows that is."""
    rows = {}
    for entry in entries:
        body = msgspec.json.encode(entry).decode()
        id_ = content_id(body)
        ids = msgspec.structs.asdict(entry.ids)
        show = next((f"{name}:{ids[name]}" for name in _OWN_IDS if ids[name]), id_)
        for key in {show_key(read_title(title)[0]) for title in entry.titles()}:
            rows[key, show] = {"key": key, "show": show, "entry": id_, "body": body}
    newest: dict[tuple[str, str], str] = {}
    for some in portions(sorted({key for key, _ in rows})):
        found = select(catalogue.c.key, catalogue.c.show, catalogue.c.entry).where(catalogue.c.key.in_(some))
        newest.update(((key, show), id_) for key, show, id_ in connection.execute(found.order_by(catalogue.c.kept)))
    new = [values for at, values in rows.items() if newest.get(at) != values["entry"]]
    insert_all(connection, catalogue, _kept(new, moment))
    if new:
        enter(connection, moment)
    return len({values["show"] for values in new})


def _place(connection: Connection, new: dict[str, Values], moment: datetime, *, lasting: bool) -> list[Values]:
    """Gives each new document the day from which it is known; how its versions stand to it.

    Where the days of publication do not tell versions of one page apart, the one that was kept later is the newer, and
    it is known from the day on which it was kept: its text was not there when the page bore that day first.
    """
    today = moment.date() if lasting else None
    there: dict[str, list[tuple[str, date | None, date | None]]] = {}
    addresses = sorted({values["address"] for values in new.values() if values["address"]})
    for some in portions(addresses):
        found = select(documents.c.address, documents.c.id, documents.c.published, documents.c.known)
        for address, *version in connection.execute(found.where(documents.c.address.in_(some))):
            there.setdefault(address, []).append((version[0], version[1], version[2]))
    pairs: list[Values] = []
    for id_, values in new.items():
        published: date | None = values["published"]
        others = there.setdefault(values["address"], []) if values["address"] else []
        told_apart = published is not None and all(day not in (None, published) for _, day, _ in others)
        values["known"] = known = published if told_apart or not lasting else today
        for other, _, since in others:
            newer_is_other = since is not None and known is not None and since > known
            older, newer, day = (id_, other, since) if newer_is_other else (other, id_, known)
            pairs.append({"older": older, "newer": newer, "since": day})
        others.append((id_, published, known))
    return pairs


def _known(connection: Connection, ids: Iterable[str]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    for some in portions(sorted(ids)):
        rows = connection.execute(select(documents.c.id, documents.c.known).where(documents.c.id.in_(some)))
        found.update((id_, known) for id_, known in rows)
    return found


def _end_lapses(connection: Connection, ids: Iterable[str], moment: datetime) -> int:
    """These claims are found again; how many of them were not before."""
    count = 0
    for some in portions(sorted(ids)):
        of_these = lapses.c.claim.in_(some) & lapses.c.found.is_(None)
        count += connection.execute(update(lapses).where(of_these).values(found=moment)).rowcount
    return count


def retire(
    connection: Connection,
    document: str,
    found: Collection[str],
    *,
    reader: str,
    moment: datetime,
    spared: Collection[str],
) -> int:
    """Begins the lapse of each claim of the document that readers of the same name found and this one did not, but
    for those that are spared, and those that a reader of another name found, too; how many that are."""
    name = _name(reader)
    others = {
        id_
        for id_, by in connection.execute(
            select(finders.c.claim, finders.c.reader)
            .join(claims, claims.c.id == finders.c.claim)
            .where(claims.c.document == document)
        )
        if _name(by) != name
    }
    lapsed = exists().where(lapses.c.claim == claims.c.id, lapses.c.found.is_(None))
    there = select(claims.c.id, claims.c.reader).where(claims.c.document == document, ~lapsed)
    gone = [
        id_
        for id_, by in connection.execute(there)
        if id_ not in found and id_ not in spared and id_ not in others and _name(by) == name
    ]
    if gone:
        connection.execute(
            insert(lapses), [{"claim": id_, "retired": moment, "reader": reader} for id_ in sorted(gone)]
        )
        enter(connection, moment)
    return len(gone)


def _name(reader: str) -> str:
    """The name of a reader, without its version."""
    return reader.partition(" ")[0]


def _read(connection: Connection, every: Sequence[Rows], unread: Collection[str], moment: datetime) -> int:
    """Keeps which readers have read which documents, some of which nobody has; how many of these are new."""
    pairs = {(id_, reader): None for r in every for id_ in r.documents for reader in r.readers}
    there: set[tuple[str, str]] = set()
    for some in portions(sorted({id_ for id_, _ in pairs if id_ not in unread})):
        found = select(readings.c.document, readings.c.reader).where(readings.c.document.in_(some))
        there.update((document, reader) for document, reader in connection.execute(found))
    new = [{"document": id_, "reader": reader} for id_, reader in pairs if (id_, reader) not in there]
    insert_all(connection, readings, _kept(new, moment))
    return len(new)


def missing(connection: Connection, key: Column[str], rows: dict[str, Values]) -> dict[str, Values]:
    """The rows, given by their keys, that the key's table lacks."""
    there = {found for some in portions(list(rows)) for found in connection.scalars(select(key).where(key.in_(some)))}
    return {id_: values for id_, values in rows.items() if id_ not in there}


def insert_all(connection: Connection, into: TableClause, rows: Iterable[Values]) -> None:
    """Inserts the rows, each of which has a value for every column."""
    made = list(rows)
    if not made:
        return
    statement, converted = _insertion(into, connection.dialect.name)
    for name, convert in converted:
        for values in made:
            values[name] = convert(values[name])
    connection.exec_driver_sql(statement, made)


def _kept(rows: Iterable[Values], moment: datetime) -> list[Values]:
    return [values | {"kept": moment} for values in rows]


@cache
def _insertion(into: TableClause, dialect: str) -> tuple[str, list[tuple[str, Callable[[Any], Any]]]]:
    """The statement, whose parameters are named as the columns are, and the columns of which the database takes other
    values than we have. SQLAlchemy would convert every value of every row by itself, at twice the time of inserting."""
    spoken = _SPOKEN[dialect]
    converters = [(c.name, c.type.dialect_impl(spoken).bind_processor(spoken)) for c in into.columns]
    return str(insert(into).compile(dialect=spoken)), [(name, convert) for name, convert in converters if convert]


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


def portions(values: list[str]) -> Iterator[list[str]]:
    """The values in lists that one statement can take."""
    for start in range(0, len(values), _MOST_VALUES):
        yield values[start : start + _MOST_VALUES]
