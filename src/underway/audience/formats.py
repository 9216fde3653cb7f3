"""What tells one kind of table from another, and how its rows become figures."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from underway.audience.rows import Row, Table
from underway.audience.season_titles import SeasonTitle
from underway.audience.shapes import TableFigure, TableFormat
from underway.vocabulary import Figure, Metric, content_id
from underway.vocabulary.figures import Accuracy, Form

ReadRow = Callable[[Row], Iterable[TableFigure]]


class Told(NamedTuple):
    """What whoever gives a table says of it: the half-year or year it is of, and the day on which it was published."""

    period: str | None = None
    published: date | None = None


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of table: `columns` it must have, those it may, and, where it is a text, what separates them.

    `reader` makes, of a table of this kind, what reads its rows. That raises CellError for a row that it cannot read,
    and gives nothing for one that is not of a title.
    """

    name: TableFormat
    title: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    separator: str | None = None
    reader: Callable[[Table, Told], ReadRow]


class Slot(NamedTuple):
    """What the figures of one row share."""

    title: SeasonTitle
    printed: str
    form: Form | None = None
    listed: str | None = None
    first: date | None = None
    last: date | None = None
    weeks: int | None = None
    published: date | None = None
    released: date | None = None


def table_figure(
    row: Row, slot: Slot, metric: Metric, value: int | float, *, step: int = 0, accuracy: Accuracy = "measured"
) -> TableFigure:
    """One figure; its `source` is made of all that tells it from the others of a table, and does not tell its row."""
    title = slot.title
    told = (metric.publisher, metric.unit, metric.window, metric.region, metric.demographic, metric.among)
    source = content_id(*told, slot.listed, title.show, slot.printed, slot.first, slot.last, slot.released, value)
    return TableFigure(
        figure=Figure(
            show=title.show,
            season=title.season,
            label=None if title.plain else title.label,
            value=value,
            metric=metric,
            source=source,
            accuracy=accuracy,
            form=slot.form,
            step=step,
            first=slot.first,
            last=slot.last,
        ),
        printed=slot.printed,
        listed=slot.listed,
        weeks=slot.weeks,
        sheet=row.sheet,
        row=row.number,
        published=slot.published,
        released=slot.released,
    )
