"""Figures of audience tables: kept with the row that gives each, a revised one beside the one before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, insert, or_, select

from underway.audience.shapes import AudienceTable
from underway.ledger.keeping import enter, insert_all, missing, portions
from underway.ledger.rows import When, metric_id, metric_rows, show_key
from underway.ledger.schema import audience_tables, metrics, table_figures
from underway.ledger.store import Store
from underway.vocabulary import Figure, Metric, content_id

_SAYS = ("show", "season", "label", "value")
_newer = table_figures.alias("newer")


class KeptTable(msgspec.Struct, frozen=True):
    """What a table brought: figures of what had none, figures that stand beside others, and those that were there."""

    new: int
    revised: int
    same: int


class KeptFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure and where it stands: the name of its table, the sheet, and the row as a person counts.

    What else stands there is told by `audience.TableFigure`; `known` is the day from which the world could know it.
    """

    figure: Figure
    printed: str
    listed: str | None
    weeks: int | None
    released: date | None
    table: str
    sheet: str | None
    row: int
    known: date
    kept: datetime


class AudienceFigures:
    """Every method raises LedgerError. Of several figures of one thing the one of the latest edition stands, and is the
    only one that is found."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, table: AudienceTable) -> KeptTable:
        """Keeps the table, all or nothing; one that was kept before brings nothing."""
        there = exists().where(audience_tables.c.id == table.id)
        with self._store.writing() as (connection, moment):
            if connection.scalar(select(there)):
                return KeptTable(0, 0, len(table.figures))
            rows = dict(_rows(table, moment.date()))
            standing = _standing(connection, list(rows))
            new = {slot: row for slot, row in rows.items() if _tells(row, standing.get(slot))}
            _as_revisions(table, new, {slot: says for slot, says in standing.items() if slot in new}, moment.date())
            values = {name: getattr(table, name) for name in ("id", "name", "format", "edition")}
            connection.execute(insert(audience_tables).values(**values, kept=moment))
            used = metric_rows({f.figure.metric for f in table.figures})
            insert_all(connection, metrics, missing(connection, metrics.c.id, used).values())
            insert_all(connection, table_figures, [row | {"kept": moment} for row in new.values()])
            enter(connection, moment)
            revised = len(new.keys() & standing.keys())
            return KeptTable(len(new) - revised, revised, len(rows) - len(new))

    def of_shows(self, keys: Sequence[str], when: When) -> list[KeptFigure]:
        """The figures of the shows with these keys, films left out, by metric and oldest first."""
        return self._found(_figures(when).where(table_figures.c.show.in_(keys)))

    def under(self, metric: Metric, when: When) -> list[KeptFigure]:
        """The figures of all shows under the metric, films left out."""
        return self._found(_figures(when).where(table_figures.c.metric == metric_id(metric)))

    def metrics(self, when: When) -> list[Metric]:
        """The metrics under which there are figures, by their ids."""
        used = select(table_figures.c.metric).where(*_counting(when))
        with self._store.reading() as connection:
            found = connection.scalars(select(metrics.c.body).where(metrics.c.id.in_(used)).order_by(metrics.c.id))
            return [msgspec.json.decode(body, type=Metric) for body in found]

    def smallest(self, metric: Metric, when: When) -> dict[tuple[str | None, date], tuple[float, int]]:
        """Of each list and last day the smallest figure, and to what it is rounded."""
        at = (table_figures.c.listed, table_figures.c.last)
        value, step = func.min(table_figures.c.value), func.max(table_figures.c.step)
        found = select(*at, value, step).where(
            table_figures.c.metric == metric_id(metric), table_figures.c.last.is_not(None), *_counting(when)
        )
        with self._store.reading() as connection:
            rows = connection.execute(found.group_by(*at)).all()
        return {(listed, last): (value, step) for listed, last, value, step in rows}

    def released(self, when: When) -> list[tuple[str, int | None, str | None, str, date]]:
        """The days of release that tables give: title, season, its label, all as it is printed, and the day."""
        own = table_figures.c
        columns = (own.title, own.season, own.label, own.printed, own.released)
        found = select(*columns).where(own.released.is_not(None), *_counting(when))
        with self._store.reading() as connection:
            return [tuple(row) for row in connection.execute(found.distinct())]

    def films(self, when: When) -> list[str]:
        """The titles of films, where tables tell them from shows."""
        own = table_figures.c
        with self._store.reading() as connection:
            return list(connection.scalars(select(own.title).where(own.form == "film", *_counting(when)).distinct()))

    def titles(self, when: When) -> list[str]:
        """The titles of all shows that tables tell of."""
        with self._store.reading() as connection:
            return list(connection.scalars(select(table_figures.c.title).where(*_counting(when)).distinct()))

    def _found(self, query: Select[Any]) -> list[KeptFigure]:
        order = (table_figures.c.metric, table_figures.c.last, table_figures.c.row, table_figures.c.id)
        with self._store.reading() as connection:
            rows = connection.execute(query.order_by(*order)).all()
            ids = sorted({row.metric for row in rows})
            bodies = [
                tuple(row)
                for some in portions(ids)
                for row in connection.execute(select(metrics.c.id, metrics.c.body).where(metrics.c.id.in_(some)))
            ]
        known = {id_: msgspec.json.decode(body, type=Metric) for id_, body in bodies}
        return [_kept_figure(row, known[row.metric]) for row in rows]


def _rows(table: AudienceTable, today: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """The table's figures as rows by their slots.

    What a list has at one place in one week is one thing, though a later edition may call it otherwise; else a slot is
    a season's. Of two that are alike in all but the row each has a slot.
    """
    met: Counter[str] = Counter()
    places = {(f.sheet, f.row): f.figure.value for f in table.figures if f.figure.metric.unit == "rank"}
    for found in table.figures:
        figure = found.figure
        key = show_key(figure.show)
        place = places.get((found.sheet, found.row)) if figure.last else None
        of = (place,) if place else (key, found.printed)
        alike = content_id(*of, found.listed, figure.first, figure.last, msgspec.to_builtins(figure.metric))
        met[alike] += 1
        slot = content_id(alike, met[alike])
        yield (
            slot,
            {
                "id": content_id(slot, table.id),
                "slot": slot,
                "table": table.id,
                "edition": table.edition or today,
                "sheet": found.sheet,
                "row": found.row,
                "show": key,
                "title": figure.show,
                "printed": found.printed,
                "season": figure.season,
                "label": figure.label,
                "form": figure.form,
                "listed": found.listed,
                "metric": metric_id(figure.metric),
                "value": float(figure.value),
                "accuracy": figure.accuracy,
                "step": figure.step,
                "first": figure.first,
                "last": figure.last,
                "weeks": found.weeks,
                "released": found.released,
                "known": found.published or today,
            },
        )


def _tells(row: dict[str, Any], standing: tuple[Any, ...] | None) -> bool:
    """Whether it says otherwise than what stands, or that the world could know it earlier."""
    return standing is None or standing[:-1] != tuple(row[name] for name in _SAYS) or row["known"] < standing[-1]


def _standing(connection: Connection, slots: list[str]) -> dict[str, tuple[Any, ...]]:
    """What the figure says that stands in each slot which has one, and from when it was known."""
    found: dict[str, tuple[Any, ...]] = {}
    columns = (table_figures.c[name] for name in ("slot", *_SAYS, "known"))
    query = select(*columns).where(*_counting(When()))
    for some in portions(slots):
        rows = connection.execute(query.where(table_figures.c.slot.in_(some)))
        found.update((row[0], tuple(row[1:])) for row in rows)
    return found


def _as_revisions(
    table: AudienceTable, new: dict[str, dict[str, Any]], standing: Mapping[str, tuple[Any, ...]], today: date
) -> None:
    """The world could know a revised figure when the table came out that has it, not when the first one did."""
    came_out = max([table.edition or today, *(f.published for f in table.figures if f.published)])
    for slot, says in standing.items():
        if says[:-1] != tuple(new[slot][name] for name in _SAYS):
            new[slot]["known"] = max(came_out, new[slot]["known"])


def _figures(when: When) -> Select[Any]:
    named = audience_tables.c.name.label("table_name")
    found = select(table_figures, named).join(audience_tables, audience_tables.c.id == table_figures.c.table)
    no_film = or_(table_figures.c.form.is_(None), table_figures.c.form != "film")
    return found.where(no_film, *_counting(when))


def _counting(when: When) -> list[ColumnElement[Any]]:
    """Known and kept by then, and of its slot the one of the latest edition."""
    own, newer = table_figures.c, _newer.c
    replaced = [
        newer.slot == own.slot,
        or_(newer.edition > own.edition, and_(newer.edition == own.edition, newer.kept > own.kept)),
    ]
    terms: list[ColumnElement[Any]] = []
    if when.as_of is not None:
        terms.append(own.known <= when.as_of)
        replaced.append(newer.known <= when.as_of)
    if when.known_at is not None:
        terms.append(own.kept <= when.known_at)
        replaced.append(newer.kept <= when.known_at)
    return [*terms, ~exists().where(*replaced).correlate(table_figures)]


def _kept_figure(row: Row[Any], metric: Metric) -> KeptFigure:
    value = float(row.value)
    figure = Figure(
        show=row.title,
        season=row.season,
        value=int(value) if value.is_integer() else value,
        metric=metric,
        source=row.id,
        accuracy=row.accuracy,
        label=row.label,
        form=row.form,
        step=row.step,
        first=row.first,
        last=row.last,
    )
    beside = {
        name: getattr(row, name) for name in ("printed", "listed", "weeks", "released", "sheet", "row", "known", "kept")
    }
    return KeptFigure(figure=figure, table=row.table_name, **beside)
