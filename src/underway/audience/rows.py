"""Tables as they lie in a file: grids of cells, a header among their first rows, and rows below it."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import msgspec

Cell = object  # text, a number, a day, a time of day, or None where it is empty
Cells = Sequence[Cell]
Merged = tuple[int, int, str]
_Number = int | float | Decimal

HEAD_ROWS = 20  # among which a header is looked for; reports have half a dozen rows above theirs
MOST = 2**53  # above it not every whole number has a float
_MOST_TEXT = 500
_BLANK = frozenset({"", "N/A"})
_WHOLE = re.compile(r"([0-9]{1,15})(?:\.0+)?|([0-9]{1,3}(?:,[0-9]{3}){1,4})")
_DECIMAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00)?)?", re.ASCII)


class CellError(Exception):
    """What is wrong with a row, and in which column where it is in one."""

    def __init__(self, column: str | None, problem: str) -> None:
        super().__init__(problem)
        self.column = column


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet, or a file that is one: its `head`, and a function that goes through its rows, each with its number.

    `place` names it in messages. `epoch` is the day from which the file counts days that it writes as numbers.
    `merged` are merged cells: their first and last row and the letters of their first column. The rows of a text have
    as many cells as its header (`separator` is what stands between them); others are as long as what is in them.
    """

    place: str
    sheet: str | None
    head: tuple[tuple[int, Cells], ...]
    rows: Callable[[], Iterator[tuple[int, Cells]]]
    separator: str | None = None
    epoch: datetime | None = None
    merged: tuple[Merged, ...] = ()


class Table(msgspec.Struct, frozen=True):
    """A grid whose row `header` names the columns: as they were asked for, None where nobody did, and as `printed`."""

    grid: Grid
    header: int
    columns: tuple[str | None, ...]
    printed: tuple[str, ...]


class BadRow(NamedTuple):
    number: int
    wrong: CellError


class Row:
    """A row below the header; every way of reading a cell raises CellError where that says something else."""

    __slots__ = ("_cells", "_grid", "number")

    def __init__(self, number: int, cells: Mapping[str | None, Cell], grid: Grid) -> None:
        self.number = number
        self._cells = cells
        self._grid = grid

    @property
    def sheet(self) -> str | None:
        return self._grid.sheet

    def has(self, column: str) -> bool:
        """Whether anything stands there; `N/A` is nothing."""
        value = self._cells.get(column)
        return value is not None and not (isinstance(value, str) and value.strip() in _BLANK)

    def cell(self, column: str) -> Cell:
        return self._cells.get(column)

    def text(self, column: str) -> str:
        """What stands there, in single spacing; of a number, its digits."""
        value = self._cells.get(column)
        if not isinstance(value, str):
            value = self._written(column, value)
        text = " ".join(value.split())
        if not text:
            raise CellError(column, "is empty")
        if "\0" in text:
            raise CellError(column, "holds a NUL character")
        if len(text) > _MOST_TEXT:
            raise CellError(column, f"{quoted(text)} is longer than {_MOST_TEXT} characters")
        return text

    def _written(self, column: str, value: Cell) -> str:
        if isinstance(value, date):
            raise CellError(column, f"is a day, {value:%Y-%m-%d}, where a text is due")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value)

    def whole(self, column: str, least: int = 0) -> int:
        """A whole number, in digits or in groups of three with commas, as English has them."""
        value = self._cells.get(column)
        number = None
        if isinstance(value, str) and (match := _WHOLE.fullmatch(value.strip())):
            number = int(match[1] or match[2].replace(",", ""))
        elif isinstance(value, _Number) and not isinstance(value, bool) and value % 1 == 0:
            number = int(value)
        if number is None or not least <= number <= MOST:
            raise CellError(column, _wrong(value, f"a whole number from {least} on" if least else "a whole number"))
        return number

    def check_decimal(self, column: str) -> None:
        """Raises CellError where no number stands, with a point before its decimals."""
        value = self._cells.get(column)
        if not isinstance(value, _Number) and not (isinstance(value, str) and _DECIMAL.fullmatch(value.strip())):
            raise CellError(column, _wrong(value, "a number"))

    def day(self, column: str) -> date:
        value = self._cells.get(column)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, int | float) and self._grid.epoch and 10_000 < value < 100_000:  # days since the epoch
            return (self._grid.epoch + timedelta(days=value)).date()
        if isinstance(value, str) and (day := _day(value.strip())):
            return day
        raise CellError(column, _wrong(value, "a day such as 2021-07-04"))


def quoted(value: object) -> str:
    """A value as a message quotes it: in one line, and none of it acts on a terminal."""
    text = str(value)
    return repr(text if len(text) <= 60 else f"{text[:60]}...")


def rows_of(table: Table) -> Iterator[Row | BadRow]:
    """The rows below the header but those that are empty. Raises TableError where the file cannot be read on."""
    grid, width = table.grid, len(table.columns)
    merged, last, column = deque(sorted(grid.merged)), 0, ""
    for number, cells in grid.rows():
        while merged and merged[0][0] <= number:
            _, last, column = max((0, last, column), merged.popleft(), key=itemgetter(1))
        if number <= table.header:
            continue
        if number <= last:
            yield BadRow(number, CellError(f"column {column}", "is merged with other cells; split them"))
        elif all(cell is None or cell == "" for cell in cells):
            continue
        elif grid.separator is None or len(cells) == width:
            yield Row(number, dict(zip(table.columns, cells, strict=False)), grid)
        elif len(cells) < width:
            lost = table.columns[len(cells)] or quoted(table.printed[len(cells)])
            problem = f"is missing; the row ends after {len(cells)} of {width} columns"
            yield BadRow(number, CellError(lost, problem))
        else:
            yield BadRow(number, CellError(None, f"has {len(cells)} columns where the header has {width}"))


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _wrong(value: Cell, due: str) -> str:
    return "is empty" if value is None or value == "" else f"{quoted(value)} is not {due}"
