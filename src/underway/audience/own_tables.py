"""A table of one's own, by a mapping in TOML that says which column holds what, and what holds for all rows.

docs/audience-tables.md shows one.
"""

import re
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from underway.audience.formats import Format, ReadRow, Slot, Told, table_figure
from underway.audience.rows import MOST, CellError, Row, Table, quoted
from underway.audience.season_titles import SeasonTitle, read_season_title
from underway.audience.shapes import TableError, TableFigure
from underway.vocabulary import Metric
from underway.vocabulary.documents import VocabularyError, name_field
from underway.vocabulary.durations import check_duration
from underway.vocabulary.figures import Accuracy, Form
from underway.vocabulary.metrics import UNITS, Basis, FigureUnit

_MAX_BYTES = 64 * 1024
_PER_CENT = frozenset({"rating", "share", "percent"})
_WHOLE_UNITS = frozenset({"households", "accounts", "viewers", "views", "rank"})
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The names of columns. `show` holds titles of shows alone, and `season` numbers or labels beside them; `title`
    holds both in one, as in `Harrow House: Season 2`."""

    value: _Text
    show: _Text | None = None
    title: _Text | None = None
    season: _Text | None = None
    first: _Text | None = None
    last: _Text | None = None
    published: _Text | None = None
    region: _Text | None = None
    demographic: _Text | None = None


class TableMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rows of a table have in common, and its `columns`; what has a column there is not given here.

    Numbers are written with `decimal` before their fraction and `thousands` between groups of three, and count in units
    of `scale` (1000000 where a column is in millions). `step` is what they are rounded to, in whole units.
    """

    columns: Columns
    unit: FigureUnit
    window: str | None = None
    basis: Basis | None = None
    threshold: _Text | None = None
    region: _Text | None = None
    demographic: _Text | None = None
    publisher: _Text | None = None
    among: _Text | None = None
    first: date | None = None
    last: date | None = None
    published: date | None = None
    form: Form | None = None
    accuracy: Accuracy | None = None
    decimal: Literal[".", ","] = "."
    thousands: Literal[",", ".", " ", "'", ""] = ""
    scale: Annotated[int, msgspec.Meta(ge=1, le=10**9)] = 1
    step: Annotated[int, msgspec.Meta(ge=0, le=10**9)] = 0
    sheet: _Text | None = None

    def __post_init__(self) -> None:
        if (self.columns.show is None) == (self.columns.title is None):
            raise VocabularyError("columns: needs either show or title")
        if self.columns.title and self.columns.season:
            raise VocabularyError("columns.season: is in the title; leave out one of the two")
        if self.decimal == self.thousands:
            raise VocabularyError("thousands: is the same as decimal")
        if self.window is not None:
            try:
                check_duration(self.window)
            except ValueError as error:
                raise VocabularyError(f"window: {error}") from None
        if self.first and self.last and self.first > self.last:
            raise VocabularyError(f"first: {self.first} is after the last day, {self.last}")
        for name in ("first", "last", "published", "region", "demographic"):
            if getattr(self, name) is not None and getattr(self.columns, name) is not None:
                raise VocabularyError(f"{name}: is also a column; leave out one of the two")


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a TOML file. Raises TableError, which names the key."""
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES + 1)
        if len(text) > _MAX_BYTES:
            raise TableError(f"{path.name}: is larger than {_MAX_BYTES // 1024} KiB, and no mapping")
        return msgspec.toml.decode(text, type=TableMapping)
    except OSError as error:
        raise TableError(f"{path.name}: cannot be read: {error.strerror or error}") from None
    except msgspec.ValidationError as error:
        raise TableError(f"{path.name}: {name_field(error)}") from None
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise TableError(f"{path.name}: is not TOML: {error}") from None


def own_format(mapping: TableMapping) -> Format:
    columns = mapping.columns
    names = (getattr(columns, field) for field in columns.__struct_fields__)
    return Format(
        name="own",
        title="the mapping",
        columns=tuple(dict.fromkeys(filter(None, names))),
        reader=partial(_reader, mapping),
    )


def _reader(mapping: TableMapping, table: Table, told: Told) -> ReadRow:
    columns, number = mapping.columns, _Number(mapping)

    def day(row: Row, column: str | None, constant: date | None) -> date | None:
        return constant if column is None or not row.has(column) else row.day(column)

    def text(row: Row, column: str | None, constant: str | None) -> str | None:
        return constant if column is None or not row.has(column) else row.text(column)

    def read(row: Row) -> list[TableFigure]:
        title, printed = _title(columns, row)
        first, last = day(row, columns.first, mapping.first), day(row, columns.last, mapping.last)
        if first and last and first > last:
            raise CellError(columns.first or columns.last, f"{first} is after the last day, {last}")
        slot = Slot(
            title=title,
            printed=printed,
            form=mapping.form,
            first=first,
            last=last,
            published=told.published or day(row, columns.published, mapping.published),
        )
        metric = Metric(
            unit=mapping.unit,
            window=mapping.window,
            basis=mapping.basis,
            threshold=mapping.threshold,
            region=text(row, columns.region, mapping.region),
            demographic=text(row, columns.demographic, mapping.demographic),
            publisher=mapping.publisher,
            among=mapping.among,
        )
        accuracy = mapping.accuracy or ("rounded" if mapping.step else "measured")
        return [table_figure(row, slot, metric, number.read(row), step=mapping.step, accuracy=accuracy)]

    return read


def _title(columns: Columns, row: Row) -> tuple[SeasonTitle, str]:
    if columns.title:
        printed = row.text(columns.title)
        return read_season_title(printed), printed
    assert columns.show
    show = row.text(columns.show)
    if not columns.season or not row.has(columns.season):
        return SeasonTitle(show=show), show
    season = row.text(columns.season)
    return read_season_title(season, show), f"{show}: {season}"


class _Number:
    """Reads the column of values as the mapping says that its numbers are written."""

    def __init__(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        group = re.escape(mapping.thousands)
        whole = rf"\d{{1,15}}|\d{{1,3}}(?:{group}\d{{3}})+" if group else r"\d{1,15}"
        self._pattern = re.compile(rf"({whole})(?:{re.escape(mapping.decimal)}(\d{{1,15}}))?", re.ASCII)

    def read(self, row: Row) -> int | float:
        mapping = self._mapping
        column = mapping.columns.value
        value = self._decimal(row, column) * mapping.scale
        if value > MOST:
            raise CellError(column, f"{quoted(row.cell(column))} is more than anybody counts")
        if value % 1 == 0:
            return int(value)
        if mapping.unit in _WHOLE_UNITS:
            raise CellError(column, f"{quoted(row.cell(column))} is not a whole number of {UNITS[mapping.unit]}")
        return float(value)

    def _decimal(self, row: Row, column: str) -> Decimal:
        cell = row.cell(column)
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and 0 <= cell <= MOST:
            return Decimal(str(cell))
        text = row.text(column)
        if self._mapping.unit in _PER_CENT:
            text = text.removesuffix("%").rstrip()
        match = self._pattern.fullmatch(text)
        if not match:
            raise CellError(column, f"{quoted(cell)} is not a number with {self._notation()}")
        return Decimal(f"{match[1].replace(self._mapping.thousands, '')}.{match[2] or 0}")

    def _notation(self) -> str:
        decimal, thousands = self._mapping.decimal, self._mapping.thousands
        groups = f"{thousands!r} between thousands" if thousands else "nothing between thousands"
        return f"{decimal!r} before decimals and {groups}; the mapping says otherwise with decimal and thousands"
