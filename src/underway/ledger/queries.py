"""What the ledger asks its database: statements, and nothing of how they are run."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Select, and_, distinct, exists, func, or_, select
from sqlalchemy.dialects import postgresql

from underway.ledger.rows import When
from underway.ledger.schema import claim_words, claims, documents, figures, lapses, metrics, shows, versions

Places = Select[str, str]
_ORDER = (documents.c.published.asc().nulls_first(), documents.c.id)


class Filter(NamedTuple):
    """Which claims are looked for; None of anything is all of them. `shows`, `name` (of a person or company) and
    `outlet` are keys, `term` is a status, an event or a role, `first` and `last` are days from which the world could
    know; each of the `phrases`, as `rows.searched` gives them, stands in the evidence."""

    kind: str | None = None
    shows: tuple[str, ...] | None = None
    season: int | None = None
    term: str | None = None
    name: str | None = None
    outlet: str | None = None
    first: date | None = None
    last: date | None = None
    phrases: tuple[str, ...] = ()


def of_shows(keys: Sequence[str], when: When, *, superseded: bool) -> Places:
    """The documents and ids of the claims about shows that are not retired, oldest document first; of documents that
    have a newer version, too, where they are to be."""
    found = select(claims.c.document, claims.c.id).join(documents, documents.c.id == claims.c.document)
    counting = [*_kept(when), ~_retired(when)] if superseded else _current(when)
    return found.where(claims.c.show.in_(keys), *counting).order_by(*_ORDER)


def claims_like(id_: str) -> Select[Any]:
    """The claims of which the id begins so; two of them are as many as there need be."""
    begins = claims.c.id.startswith(id_, autoescape=True)
    return select(claims).where(begins).limit(2)


def documents_like(id_: str) -> Select[str]:
    """Likewise of documents, their ids."""
    return select(documents.c.id).where(documents.c.id.startswith(id_, autoescape=True)).limit(2)


def matching(
    wanted: Filter, when: When, *, current: bool, rejected: Sequence[str], dialect: str, most: int | None
) -> Places:
    """The places of the claims that are looked for, the newest document first, up to `most`; unless `current`, also of
    those that are not current."""
    found = select(claims.c.document, claims.c.id).join(documents, documents.c.id == claims.c.document)
    asked = [
        (claims.c.kind, wanted.kind),
        (claims.c.season, wanted.season),
        (claims.c.term, wanted.term),
        (claims.c.name, wanted.name),
        (documents.c.outlet, wanted.outlet),
    ]
    terms: list[ColumnElement[Any]] = [column == value for column, value in asked if value is not None]
    if wanted.shows is not None:
        terms.append(claims.c.show.in_(wanted.shows))
    if rejected:
        terms.append(claims.c.id.not_in(rejected))
    if wanted.first is not None:
        terms.append(documents.c.known >= wanted.first)
    if wanted.last is not None:
        terms.append(documents.c.known <= wanted.last)
    if wanted.phrases:
        terms.append(claims.c.id.in_(_worded(wanted.phrases, dialect)))
    newest_first = (documents.c.known.desc().nulls_last(), documents.c.id, claims.c.start, claims.c.id)
    return found.where(*terms, *(_current(when) if current else _kept(when))).order_by(*newest_first).limit(most)


def _worded(phrases: Sequence[str], dialect: str) -> Select[str]:
    if dialect == "sqlite":
        # Between quotation marks everything is words to FTS5, but quotation marks, which are doubled.
        query = " ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
        return select(claim_words.c.claim).where(claim_words.c.words.op("MATCH")(query))
    vector = func.to_tsvector("simple", claim_words.c.words, type_=postgresql.TSVECTOR)
    query_ = func.phraseto_tsquery
    return select(claim_words.c.claim).where(*(vector.op("@@")(query_("simple", phrase)) for phrase in phrases))


def standing(when: When) -> Select[Any]:
    """Claims, and beside each whether it is retired, whether its document is superseded, and from which day on."""
    ends = select(func.min(versions.c.since)).where(versions.c.older == claims.c.document)
    if when.known_at is not None:
        ends = ends.where(versions.c.kept <= when.known_at)
    return select(
        claims,
        _retired(when).label("retired"),
        _superseded(when, claims.c.document).label("superseded"),
        ends.correlate(claims).scalar_subquery().label("until"),
    )


def best_of_shows(metric: str, keys: Sequence[str], rejected: Sequence[str], when: When) -> Select[str, float]:
    """The largest figure under the metric of each show but these."""
    terms: list[ColumnElement[Any]] = [figures.c.metric == metric, figures.c.show.not_in(keys)]
    terms += _counting(when)
    if rejected:
        terms.append(figures.c.claim.not_in(rejected))
    return select(figures.c.show, func.max(figures.c.value)).where(*terms).group_by(figures.c.show)


def metrics_of_claims(when: When) -> Select[str]:
    """The metrics under which claims that count give figures, as JSON."""
    used = select(figures.c.metric).where(*_counting(when))
    return select(metrics.c.body).where(metrics.c.id.in_(used)).order_by(metrics.c.id)


def figures_of(metric: str, keys: Sequence[str], rejected: Sequence[str], when: When) -> Select[str, str, str, float]:
    """The figures of these shows under the metric: document, claim, show and value."""
    terms: list[ColumnElement[Any]] = [figures.c.metric == metric, figures.c.show.in_(keys), *_counting(when)]
    if rejected:
        terms.append(figures.c.claim.not_in(rejected))
    found = select(figures.c.document, figures.c.claim, figures.c.show, figures.c.value)
    return found.where(*terms).order_by(figures.c.document, figures.c.claim)


def left_out(keys: Sequence[str], when: When) -> Select[int]:
    """How many documents about the shows have no day and are not counted under `as_of`."""
    counted = select(func.count(distinct(claims.c.document))).join(documents, documents.c.id == claims.c.document)
    late = or_(documents.c.known.is_(None), documents.c.known > when.as_of)
    every = when._replace(as_of=None)
    return counted.where(claims.c.show.in_(keys), documents.c.published.is_(None), late, *_current(every))


def shows_after(key: str | None, most: int, when: When) -> Select[str, str, int, int]:
    """Up to `most` shows in the order of their keys, from the one after `key`: key, title, claims and documents."""
    page = select(shows.c.key, shows.c.title).order_by(shows.c.key).limit(most)
    if key is not None:
        page = page.where(shows.c.key > key)
    if when.known_at is not None:
        page = page.where(shows.c.kept <= when.known_at)
    some = page.subquery()
    joined = and_(claims.c.show == some.c.key, ~_retired(when), *_kept(when, joined=False))
    if when.as_of is not None:
        known = exists().where(documents.c.id == claims.c.document, documents.c.known <= when.as_of)
        joined = and_(joined, known.correlate(claims))
    return (
        select(some.c.key, some.c.title, func.count(claims.c.document), func.count(distinct(claims.c.document)))
        .select_from(some.outerjoin(claims, joined))
        .group_by(some.c.key, some.c.title)
        .order_by(some.c.key)
    )


def titles_of(keys: Sequence[str], when: When) -> Select[str, str]:
    """The keys and titles of those shows that had been met by then."""
    found = select(shows.c.key, shows.c.title).where(shows.c.key.in_(keys)).order_by(shows.c.key)
    return found if when.known_at is None else found.where(shows.c.kept <= when.known_at)


def titles_between(start: str, when: When, most: int) -> Select[str, str]:
    """The keys and titles of up to `most` shows whose keys begin so and go on."""
    found = select(shows.c.key, shows.c.title).where(shows.c.key.startswith(start, autoescape=True))
    found = found.order_by(shows.c.key).limit(most)
    return found if when.known_at is None else found.where(shows.c.kept <= when.known_at)


def _current(when: When) -> list[ColumnElement[Any]]:
    """Of claims joined with their documents: known by then, kept by then, neither retired nor superseded."""
    return [*_kept(when), ~_retired(when), ~_superseded(when, claims.c.document)]


def _counting(when: When) -> list[ColumnElement[Any]]:
    """The same of figures, which carry what it takes."""
    terms: list[ColumnElement[Any]] = [
        ~_retired(when, of=figures.c.claim),
        ~_superseded(when, figures.c.document),
    ]
    if when.as_of is not None:
        terms.append(figures.c.known <= when.as_of)
    if when.known_at is not None:
        terms.append(figures.c.kept <= when.known_at)
    return terms


def _kept(when: When, *, joined: bool = True) -> list[ColumnElement[Any]]:
    terms: list[ColumnElement[Any]] = []
    if when.as_of is not None and joined:
        terms.append(documents.c.known <= when.as_of)
    if when.known_at is not None:
        terms.append(claims.c.kept <= when.known_at)
    return terms


def _retired(when: When, of: Column[str] = claims.c.id) -> ColumnElement[bool]:
    terms: list[ColumnElement[Any]] = [lapses.c.claim == of]
    if when.known_at is None:
        terms.append(lapses.c.found.is_(None))
    else:
        terms += [lapses.c.retired <= when.known_at, or_(lapses.c.found.is_(None), lapses.c.found > when.known_at)]
    return exists().where(*terms).correlate(of.table)


def _superseded(when: When, document: Column[str]) -> ColumnElement[bool]:
    terms: list[ColumnElement[Any]] = [versions.c.older == document]
    if when.as_of is not None:
        terms.append(versions.c.since <= when.as_of)
    if when.known_at is not None:
        terms.append(versions.c.kept <= when.known_at)
    return exists().where(*terms).correlate(document.table)
