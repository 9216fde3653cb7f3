"""Netflix's engagement reports, "What We Watched": hours, and later views, of a half-year, and from 2027 on of a year.

The first is one sheet of films and shows; since then each has a sheet of its own (TV and Film, later Shows and Movies).
A few rows of prose stand above the header. https://about.netflix.com/en/news/what-we-watched-a-netflix-engagement-report
"""

import re
from contextlib import suppress
from datetime import date

from underway.audience.formats import Format, ReadRow, Slot, Told
from underway.audience.netflix_lists import counted, metric_of
from underway.audience.rows import CellError, Row, Table, quoted, rows_of
from underway.audience.season_titles import SeasonTitle, numbered_by_name, read_season_title
from underway.audience.shapes import TableError, TableFigure
from underway.vocabulary.figures import Form

_FORMS: dict[str, Form] = {"tv": "tv", "shows": "tv", "series": "tv", "film": "film", "films": "film", "movies": "film"}
# All that is watched too little for a row of its own.
_REST = frozenset({"other shows", "other movies", "other films", "other series", "other tv"})
_STEP = 100_000
_MOST_PROSE = 1000  # characters of a cell

_PERIOD = re.compile(r"(20\d\d)(?:H([12]))?")
_MONTHS = {("jan", "jun"): "H1", ("jul", "dec"): "H2", ("jan", "dec"): ""}
_TOLD = re.compile(
    r"(?<!\d)(?P<before>20\d\d)?[ _]*"
    r"(?<![a-z])(?:(?P<first>jan|jul)(?:uary|y)?[ _]*(?:-|–|—|to|through)[ _]*(?P<last>jun|dec)(?:e|ember)?"
    r"|(?P<half>h[12]))(?![a-z])[ ,_]*(?P<after>20\d\d)?(?!\d)",
    re.IGNORECASE,
)


def _reader(table: Table, told: Told) -> ReadRow:
    period = told.period or _told(table)
    window, first, last = _span(period)
    hours, views = metric_of("hours", window), metric_of("views", window)
    form = _FORMS.get((table.grid.sheet or "").strip().casefold())
    shows = _shows(table) if form == "tv" else frozenset()

    def read(row: Row) -> list[TableFigure]:
        printed = row.text("Title")
        if printed.casefold() in _REST or printed == "Title":  # a header may stand there again
            return []
        title = _film(printed) if form == "film" else numbered_by_name(read_season_title(printed), shows)
        slot = Slot(
            title=title,
            printed=printed,
            form=form or ("tv" if title.season or title.limited else None),
            first=first,
            last=last,
            published=told.published,
            released=_released(row),
        )
        figures = [counted(row, slot, hours, "Hours Viewed", step=_STEP)]
        if row.has("Views"):
            figures.append(counted(row, slot, views, "Views", step=_STEP))
        return figures

    return read


def _told(table: Table) -> str:
    """The period that the rows above the header name, or else the file's name. Raises TableError where they do not."""
    place = table.grid.place
    cells = [cell for number, cells in table.grid.head if number < table.header for cell in cells if cell]
    for text in (" ".join(str(cell)[:_MOST_PROSE] for cell in cells), place):
        periods = {period for match in _TOLD.finditer(text) if (period := _named(match))}
        if len(periods) == 1:
            return periods.pop()
    raise TableError(f"{place}: does not say which half-year it is of; say it with --period, such as 2023H1")


def _named(match: re.Match[str]) -> str | None:
    year = match["before"] or match["after"]
    half = match["half"].upper() if match["half"] else _MONTHS.get((match["first"].lower(), match["last"].lower()))
    return None if year is None or half is None else f"{year}{half}"


def _span(period: str) -> tuple[str, date, date]:
    match = _PERIOD.fullmatch(period)
    if not match:
        raise TableError(f"period: {quoted(period)} is neither a half-year such as 2023H1 nor a year such as 2026")
    year = int(match[1])
    first = date(year, 7 if match[2] == "2" else 1, 1)
    last = date(year, 6, 30) if match[2] == "1" else date(year, 12, 31)
    return "P6M" if match[2] else "P1Y", first, last


def _shows(table: Table) -> frozenset[str]:
    """The titles of shows in a sheet, without their labels: after one of them a number alone is a season's."""
    shows = set()
    for row in rows_of(table):
        if isinstance(row, Row):
            with suppress(CellError):
                shows.add(read_season_title(row.text("Title")).show)
    return frozenset(shows)


def _film(printed: str) -> SeasonTitle:
    return SeasonTitle(show=printed.split(" // ", 1)[0].strip() or printed)


def _released(row: Row) -> date | None:
    """The day of release; the reports give it as a day or as text, and of most titles not at all."""
    try:
        return row.day("Release Date") if row.has("Release Date") else None
    except CellError:
        return None


ENGAGEMENT = Format(
    name="netflix-engagement",
    title="Netflix's engagement report",
    columns=("Title", "Available Globally?", "Hours Viewed"),
    optional=("Release Date", "Views"),
    reader=_reader,
)
