"""What the ledger asks its database: statements, and nothing of how they are run."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, or_, select

from underway.ledger.schema import claims, documents, figures, shows

Places = Select[str, str]
_ORDER = (documents.c.published.asc().nulls_first(), documents.c.id)


def of_show(key: str, as_of: date | None, *, lasting: bool) -> Places:
    """The documents and ids of the claims about a show, oldest document first."""
    found = select(claims.c.document, claims.c.id).join(documents, documents.c.id == claims.c.document)
    return found.where(claims.c.show == key, claims.c.retired.is_(None), *_known_by(as_of, lasting)).order_by(*_ORDER)


def of_peers(key: str, as_of: date | None, *, lasting: bool) -> Places:
    """Likewise of the audience claims with the largest figure of each other show and season, under each metric that
    the show has."""
    metrics = select(figures.c.metric).where(figures.c.show == key)
    place = func.rank().over(
        partition_by=[figures.c.metric, figures.c.show, figures.c.season], order_by=figures.c.value.desc()
    )
    ranked = (
        select(claims.c.document, claims.c.id, place.label("place"))
        .join(figures, figures.c.claim == claims.c.id)
        .join(documents, documents.c.id == claims.c.document)
        .where(
            figures.c.metric.in_(metrics),
            figures.c.show != key,
            claims.c.retired.is_(None),
            *_known_by(as_of, lasting),
        )
        .subquery()
    )
    found = select(ranked.c.document, ranked.c.id).join(documents, documents.c.id == ranked.c.document)
    return found.where(ranked.c.place == 1).order_by(*_ORDER)


def left_out(key: str, as_of: date, *, lasting: bool) -> Select[int]:
    """How many documents about a show have no day and are not counted under `as_of`."""
    counted = select(func.count(distinct(claims.c.document))).join(documents, documents.c.id == claims.c.document)
    late = [documents.c.kept > _end_of(as_of)] if lasting else []
    return counted.where(claims.c.show == key, claims.c.retired.is_(None), documents.c.published.is_(None), *late)


def shows_after(key: str | None, most: int) -> Select[str, str, int, int]:
    """Up to `most` shows in the order of their keys, from the one after `key`: key, title, claims and documents."""
    page = select(shows.c.key, shows.c.title).order_by(shows.c.key).limit(most)
    if key is not None:
        page = page.where(shows.c.key > key)
    some = page.subquery()
    return (
        select(some.c.key, some.c.title, func.count(claims.c.document), func.count(distinct(claims.c.document)))
        .outerjoin(claims, (claims.c.show == some.c.key) & claims.c.retired.is_(None))
        .group_by(some.c.key, some.c.title)
        .order_by(some.c.key)
    )


def _known_by(as_of: date | None, lasting: bool) -> list[ColumnElement[Any]]:
    if as_of is None:
        return []
    published = documents.c.published <= as_of
    if not lasting:
        return [published]
    return [or_(published, documents.c.published.is_(None) & (documents.c.kept <= _end_of(as_of)))]


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)
