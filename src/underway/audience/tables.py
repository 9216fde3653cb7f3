"""Files of audience figures as values: which kind of table a file is, and all that its rows say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import file_digest
from pathlib import Path

from underway.audience.engagement import ENGAGEMENT
from underway.audience.files import open_grids
from underway.audience.formats import Format, ReadRow, Told
from underway.audience.netflix_lists import LISTS
from underway.audience.own_tables import TableMapping, own_format
from underway.audience.rows import HEAD_ROWS, BadRow, CellError, Grid, Row, Table, quoted, rows_of
from underway.audience.shapes import AudienceTable, TableError, TableFigure
from underway.audience.text_files import SEPARATORS
from underway.vocabulary import content_id

_FORMATS = (*LISTS, ENGAGEMENT)
_LIKE = 0.5  # part of the columns that make a sheet one that was meant
_MANY = 1000  # rows that are bad, after which it is time to ask whether they are most


def read_table(
    path: Path, *, mapping: TableMapping | None = None, period: str | None = None, published: date | None = None
) -> AudienceTable:
    """The figures of a file: of Netflix's lists and reports, told apart by their headers, or of a `mapping`'s table.

    `period` says which half-year or year a report is of (`2023H1`, `2026`), `published` the day on which the table came
    out. Rows that cannot be read are among its faults. Raises TableError where the file is none of these tables, or
    more of its rows are bad than good.
    """
    told = Told(period, published)
    taken = _Taken()
    with open_grids(path) as grids:
        format_, tables = _recognised(path.name, grids, mapping)
        taken.faults += _left_out(path.name, grids, format_, tables)
        for table in tables:
            taken.read(table, format_.reader(table, told))
        with path.open("rb") as file:
            content = file_digest(file, "blake2b").hexdigest()
    if not taken.figures:
        raise TableError(f"{path.name}: holds no row below its header; fetch it again")
    days = [each.figure.last for each in taken.figures if each.figure.last]
    return AudienceTable(
        id=content_id(content, mapping, period, published),
        name=path.name,
        format=format_.name,
        edition=max(days, default=None),
        rows=taken.rows,
        figures=tuple(taken.figures),
        faults=tuple(taken.faults),
    )


class _Taken:
    """What was read so far, of one table or several."""

    def __init__(self) -> None:
        self.figures: list[TableFigure] = []
        self.faults: list[str] = []
        self.rows = 0
        self._seen: set[str] = set()

    def read(self, table: Table, read_row: ReadRow) -> None:
        """Raises TableError where more rows are bad than good."""
        place = table.grid.place
        for row in rows_of(table):
            try:
                self._take(row, read_row)
            except CellError as wrong:
                column = f", {wrong.column}" if wrong.column else ""
                self.faults.append(f"{place}, row {row.number}{column}: {wrong}")
                if len(self.faults) % _MANY == 0:
                    self._refuse_most()
        self._refuse_most()

    def _take(self, row: Row | BadRow, read_row: ReadRow) -> None:
        if isinstance(row, BadRow):
            raise row.wrong
        figures = read_row(row)
        sources = [each.figure.source for each in figures]
        if not self._seen.isdisjoint(sources):
            raise CellError(None, "is of the same title, time and list as a row above it")
        self._seen.update(sources)
        self.figures.extend(figures)
        self.rows += bool(figures)

    def _refuse_most(self) -> None:
        bad = len(self.faults)
        if bad > self.rows:
            raise TableError(f"{self.faults[0]}; {bad} of the first {bad + self.rows} rows are bad, and none was taken")


def _recognised(name: str, grids: Sequence[Grid], mapping: TableMapping | None) -> tuple[Format, list[Table]]:
    """The kind of table that the headers tell of, and each table of it. Raises TableError where they tell of none."""
    if mapping and mapping.sheet:
        sheets = ", ".join(quoted(grid.sheet) for grid in grids if grid.sheet)
        grids = [grid for grid in grids if grid.sheet == mapping.sheet]
        if not grids:
            raise TableError(f"{name}: has no sheet {quoted(mapping.sheet)}; it has {sheets or 'none with names'}")
    formats = (own_format(mapping),) if mapping else _FORMATS
    for format_ in formats:
        tables = [table for grid in grids if (table := _table(grid, format_))]
        if mapping and len({table.grid.sheet for table in tables}) > 1:
            sheets = " and ".join(quoted(table.grid.sheet) for table in tables)
            raise TableError(f"{name}: the sheets {sheets} have these columns; say which with sheet in the mapping")
        if tables:
            return format_, tables if tables[0].grid.separator is None else tables[:1]
    raise TableError(_unknown(name, grids, formats))


def _left_out(name: str, grids: Sequence[Grid], format_: Format, tables: Sequence[Table]) -> Iterator[str]:
    """What is wrong with the sheets that look like tables of the format, and are none."""
    for grid in grids:
        if grid not in [table.grid for table in tables] and grid.separator is None:
            problem = _lacking(grid, format_)
            if problem and problem[0] >= _LIKE:
                yield problem[1]


def _lacking(grid: Grid, format_: Format) -> tuple[float, str] | None:
    """How much of the format's columns the row has that has most of them, and what it lacks."""
    best: tuple[float, str] | None = None
    for number, cells in grid.head:
        names = {_folded(cell) for cell in cells}
        missing = [column for column in format_.columns if _folded(column) not in names]
        share = 1 - len(missing) / len(format_.columns)
        if missing and (best is None or share > best[0]):
            lacks = ", ".join(quoted(column) for column in missing)
            best = share, f"{grid.place}, row {number}: has no column {lacks}, which {format_.title} has"
    return best


def _table(grid: Grid, format_: Format) -> Table | None:
    """The grid below the row that has all columns of the format, where there is one."""
    asked = {_folded(column): column for column in (*format_.columns, *format_.optional)}
    for number, cells in grid.head:
        columns = tuple(asked.get(_folded(cell)) for cell in cells)
        if not columns or not set(format_.columns).issubset(columns):
            continue
        place = f"{grid.place}, row {number}"
        for column, times in Counter(filter(None, columns)).items():
            if times > 1:
                raise TableError(f"{place}, {column}: there are {times} columns of this name; leave one")
        if format_.separator and grid.separator and grid.separator != format_.separator:
            here, due = SEPARATORS[grid.separator], SEPARATORS[format_.separator]
            raise TableError(f"{place}: {here} separate its columns, and {due} those of {format_.title}; fetch it anew")
        return Table(grid, number, columns, tuple(str(cell) for cell in cells))
    return None


def _unknown(name: str, grids: Sequence[Grid], formats: Sequence[Format]) -> str:
    """What is wrong with a file that is none of these: the columns that it lacks to be the one that it is most like."""
    found = [lacking for grid in grids for format_ in formats if (lacking := _lacking(grid, format_))]
    share, problem = max(found, key=lambda lacking: lacking[0], default=(0.0, ""))
    if share > (_LIKE if len(formats) > 1 else 0):
        return problem
    if len(formats) == 1:
        return f"{name}: has none of the columns of the mapping among its first {HEAD_ROWS} rows"
    return f"{name}: is none of the tables that are known; say with --mapping what the columns of one of your own are"


def _folded(cell: object) -> str:
    return " ".join(str(cell).split()).casefold()
