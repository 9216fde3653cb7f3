"""Netflix's Top 10: the weekly lists, worldwide and of countries, and the lists of the most popular.

They are at https://www.netflix.com/tudum/top10 since 2021-11-16, as TSV and XLSX. docs/audience-tables.md has the
headers that they had since then.
"""

import re
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from underway.audience.formats import Format, ReadRow, Slot, Told, table_figure
from underway.audience.rows import CellError, Row, Table, quoted
from underway.audience.season_titles import read_season_title
from underway.audience.shapes import TableFigure
from underway.vocabulary import Metric
from underway.vocabulary.figures import Form
from underway.vocabulary.metrics import Basis, FigureUnit

_TO_HUNDRED_THOUSANDS = date(2023, 6, 18)  # the last day of the first week whose hours are so rounded
_STEPS = (100_000, 10_000, 1)
_FROM_LAUNCH = {28: "P28D", 91: "P91D"}
_SUNDAY = 6
_COUNTRY = re.compile(r"[A-Z]{2}")


def form_of(category: str) -> Form | None:
    word = category.casefold()
    return "film" if word.startswith("film") else "tv" if word.startswith("tv") else None


@cache
def metric_of(unit: FigureUnit, window: str, region: str = "worldwide", among: str | None = None) -> Metric:
    basis: Basis = "launch" if window in _FROM_LAUNCH.values() else "calendar"
    return Metric(unit=unit, window=window, basis=basis, region=region, publisher="Netflix", among=among)


def counted(row: Row, slot: Slot, metric: Metric, column: str, *, step: int) -> TableFigure:
    """What stands in a column of hours or views, rounded to `step`, or to less where its digits say so."""
    value = row.whole(column)
    finest = next(finer for finer in _STEPS if finer <= step and value % finer == 0)
    return table_figure(row, slot, metric, value, step=finest, accuracy="rounded")


def _weekly(table: Table, told: Told) -> ReadRow:
    """Hours, views where they are printed, and the place in the list, in the seven days to `week`."""

    def read(row: Row) -> list[TableFigure]:
        last = _sunday(row)
        region = _country(row) if "country_iso2" in table.columns else "worldwide"
        slot = _slot(
            row,
            first=last - timedelta(days=6),
            last=last,
            weeks=row.whole("cumulative_weeks_in_top_10", 1) if row.has("cumulative_weeks_in_top_10") else None,
            published=told.published or last + timedelta(days=2),
        )
        figures = []
        step = 100_000 if last >= _TO_HUNDRED_THOUSANDS else 10_000
        if region == "worldwide":
            figures.append(counted(row, slot, metric_of("hours", "P7D"), "weekly_hours_viewed", step=step))
            if row.has("weekly_views"):
                figures.append(counted(row, slot, metric_of("views", "P7D"), "weekly_views", step=step))
        metric = metric_of("rank", "P7D", region, slot.listed)
        figures.append(table_figure(row, slot, metric, row.whole("weekly_rank", 1)))
        return figures

    return read


def _most_popular(days: int, _: Table, told: Told) -> ReadRow:
    """Hours, and views where they are printed, since the launch, and the place in the list."""
    window, step = _FROM_LAUNCH[days], 10_000 if days == 28 else 100_000

    def read(row: Row) -> list[TableFigure]:
        slot = _slot(row, published=told.published)
        figures = [counted(row, slot, metric_of("hours", window), f"hours_viewed_first_{days}_days", step=step)]
        if row.has(f"views_first_{days}_days"):
            figures.append(counted(row, slot, metric_of("views", window), f"views_first_{days}_days", step=step))
        metric = metric_of("rank", window, among=f"{slot.listed}, most popular")
        return [*figures, table_figure(row, slot, metric, row.whole("rank", 1))]

    return read


def _slot(row: Row, **more: Any) -> Slot:
    show, category = row.text("show_title"), row.text("category")
    printed = row.text("season_title") if row.has("season_title") else show
    if row.has("runtime"):
        row.check_decimal("runtime")  # not kept, but a program that changed its decimals may have changed more
    return Slot(
        title=read_season_title(printed, show), printed=printed, form=form_of(category), listed=category, **more
    )


def _sunday(row: Row) -> date:
    day = row.day("week")
    if day.weekday() != _SUNDAY:
        raise CellError("week", f"{day} is a {day:%A}, and these weeks end on Sundays")
    return day


def _country(row: Row) -> str:
    code = row.text("country_iso2")
    if not _COUNTRY.fullmatch(code):
        raise CellError("country_iso2", f"{quoted(code)} is not a code such as FR")
    return code


_LISTED = ("category", "show_title", "season_title")
_OPTIONAL = ("runtime", "weekly_views", "cumulative_weeks_in_top_10")

LISTS = (
    Format(
        name="netflix-weekly-countries",
        title="Netflix's weekly Top 10 by country",
        columns=("country_iso2", "week", *_LISTED, "weekly_rank"),
        optional=_OPTIONAL,
        separator="\t",
        reader=_weekly,
    ),
    Format(
        name="netflix-weekly-global",
        title="Netflix's weekly Top 10",
        columns=("week", *_LISTED, "weekly_rank", "weekly_hours_viewed"),
        optional=_OPTIONAL,
        separator="\t",
        reader=_weekly,
    ),
    *(
        Format(
            name="netflix-most-popular",
            title=f"Netflix's most popular in {days} days",
            columns=("rank", *_LISTED, f"hours_viewed_first_{days}_days"),
            optional=("runtime", f"views_first_{days}_days"),
            separator="\t",
            reader=partial(_most_popular, days),
        )
        for days in _FROM_LAUNCH
    ),
)
