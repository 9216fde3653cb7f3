"""What a table of audience figures holds, once it is read."""

from datetime import date
from typing import Literal

import msgspec

from underway.vocabulary import Figure

TableFormat = Literal[
    "netflix-weekly-global", "netflix-weekly-countries", "netflix-most-popular", "netflix-engagement", "own"
]


class TableError(Exception):
    """Why a table, or a row of it, cannot be read: one line that names file, sheet, row and column."""


class TableFigure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One figure of a table, and where it stands: `row` as a person counts, the header being one.

    `printed` is the title as it stands there, `listed` the name of the list, `weeks` how many weeks, by the table's own
    count, the season had been in it. `published` is the day on which the row came out, `released` that of the season's
    release, where the table gives them.
    """

    figure: Figure
    printed: str
    listed: str | None = None
    weeks: int | None = None
    sheet: str | None = None
    row: int
    published: date | None = None
    released: date | None = None


class AudienceTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table by its file's `name`. `id` is a hash of its content, `edition` the last day that it tells of, None where
    nothing tells; `rows` counts those read, `faults` are the lines that could not be, each named."""

    id: str
    name: str
    format: TableFormat
    edition: date | None
    rows: int
    figures: tuple[TableFigure, ...]
    faults: tuple[str, ...] = ()
