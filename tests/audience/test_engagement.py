"""The engagement reports: their sheets, their preambles, their periods, and the rows that are of no title."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from audience.samples import REPORT, save, text, workbook
from underway.audience import TableError, read_table
from underway.vocabulary import Metric

FIRST_REPORT: list[list[Any]] = [
    [None, "Title", "Available Globally?", "Release Date", "Hours Viewed", None],
    [None, "Harrow House: Season 1", "Yes", datetime(2023, 3, 23), 812_100_000, None],
    [None, "Ashes: Limited Series", "No", None, 5_000_000, None],
    [None, "The Crossing: Part 2 // 교차로: 파트 2", "No", None, 300_000, None],
    [None, "Storm 3", "No", None, 100_000, None],
    [None] * 6,
]


def later(*rows: Sequence[Any], period: str = "January - June 2024") -> list[list[Any]]:
    """A sheet of a later report: five rows of prose, and the table from column B on."""
    prose = [["What We Watched"], [f"A Netflix Engagement Report: {period}"], [], ["Rounded to 100,000"], []]
    return [[None, *row] for row in (*prose, REPORT, *rows)]


SHOWS = later(
    ["Harrow House: Season 2 // 해로 하우스: 시즌 2", "Yes", "2024-03-23", 200_000_000, "7:10", 27_900_000],
    ["Harrow House: Season 1", "Yes", None, 10_000_000, "6:00", 1_700_000],
    ["Stone Things", "Yes", None, 4_000_000, "8:00", 500_000],
    ["Stone Things 4", "Yes", "May 27, 2022", 9_000_000, "13:04", None],
    ["Other Shows", "No", None, 659_000_000, None, None],
)
FILMS = later(
    ["Storm 3", "Yes", "2024-01-05", 50_000_000, "2:00", 25_000_000],
    ["Crossing: Part 2 // 교차로: 파트 2", "No", None, 300_000, "1:30", 200_000],
    REPORT,
    ["Other Movies", "No", None, 98_200_000, None, None],
)


def test_the_first_report_is_one_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "engagement_2023H1.xlsx", {"Engagement": FIRST_REPORT})
    table = read_table(path, published=date(2023, 12, 12))
    assert (table.format, table.edition, table.rows) == ("netflix-engagement", date(2023, 6, 30), 4)
    metric = Metric(unit="hours", window="P6M", basis="calendar", region="worldwide", publisher="Netflix")
    assert {each.figure.metric for each in table.figures} == {metric}
    assert {(each.figure.first, each.published) for each in table.figures} == {(date(2023, 1, 1), date(2023, 12, 12))}
    assert [
        (f.figure.show, f.figure.season, f.figure.label, f.figure.form, f.figure.value, f.figure.step, f.row)
        for f in table.figures
    ] == [
        ("Harrow House", 1, None, "tv", 812_100_000, 100_000, 2),
        ("Ashes", None, "Limited Series", "tv", 5_000_000, 100_000, 3),
        ("The Crossing", None, "Part 2", None, 300_000, 100_000, 4),
        ("Storm 3", None, None, None, 100_000, 100_000, 5),
    ]
    assert [each.released for each in table.figures] == [date(2023, 3, 23), None, None, None]


@pytest.mark.parametrize("names", [("TV", "Film"), ("Shows", "Movies")])
def test_later_reports_have_a_sheet_of_shows_and_one_of_films(tmp_path: Path, names: tuple[str, str]) -> None:
    table = read_table(workbook(tmp_path / "report.xlsx", dict(zip(names, (SHOWS, FILMS), strict=True))))
    assert (table.edition, table.rows, table.faults) == (date(2024, 6, 30), 6, ())
    assert [
        (f.figure.show, f.figure.season, f.figure.form, f.figure.metric.unit, f.figure.value, f.sheet, f.row)
        for f in table.figures
    ] == [
        ("Harrow House", 2, "tv", "hours", 200_000_000, names[0], 7),
        ("Harrow House", 2, "tv", "views", 27_900_000, names[0], 7),
        ("Harrow House", 1, "tv", "hours", 10_000_000, names[0], 8),
        ("Harrow House", 1, "tv", "views", 1_700_000, names[0], 8),
        ("Stone Things", None, "tv", "hours", 4_000_000, names[0], 9),
        ("Stone Things", None, "tv", "views", 500_000, names[0], 9),
        ("Stone Things", 4, "tv", "hours", 9_000_000, names[0], 10),
        ("Storm 3", None, "film", "hours", 50_000_000, names[1], 7),
        ("Storm 3", None, "film", "views", 25_000_000, names[1], 7),
        ("Crossing: Part 2", None, "film", "hours", 300_000, names[1], 8),
        ("Crossing: Part 2", None, "film", "views", 200_000, names[1], 8),
    ]
    assert table.figures[0].printed == "Harrow House: Season 2 // 해로 하우스: 시즌 2"
    assert [each.released for each in table.figures if each.row == 7] == [date(2024, 3, 23)] * 2 + [
        date(2024, 1, 5)
    ] * 2


def test_a_sheet_saved_as_text(tmp_path: Path) -> None:
    rows = [",,,,,", "What We Watched,,,,,", '"A Netflix Engagement Report, Jul-Dec 2025",,,,,']
    table = ["Harrow House: Season 2", "Yes", "", '"200,000,000"', "7:10", '"27,900,000"']
    content = "\r\n".join((*rows, text(REPORT, [table], ",")))
    read = read_table(save(tmp_path / "shows.csv", content))
    assert read.edition == date(2025, 12, 31)
    assert [(each.figure.value, each.row) for each in read.figures] == [(200_000_000, 5), (27_900_000, 5)]


ONE_ROW = ["Harrow House: Season 2", "Yes", None, 200_000_000, "7:10", 27_900_000]


@pytest.mark.parametrize(
    ("above", "name", "told", "expected"),
    [
        ("Jan-Jun 2023", "r", None, "P6M 2023-01-01 2023-06-30"),
        ("January - June 2024", "r", None, "P6M 2024-01-01 2024-06-30"),
        ("July–December 2024", "r", None, "P6M 2024-07-01 2024-12-31"),
        ("January to June, 2025", "r", None, "P6M 2025-01-01 2025-06-30"),
        ("H2 2025", "r", None, "P6M 2025-07-01 2025-12-31"),
        ("Jan-Dec 2026", "r", None, "P1Y 2026-01-01 2026-12-31"),
        ("all of it", "report_2023H1", None, "P6M 2023-01-01 2023-06-30"),
        ("all of it", "Engagement_Report_2025Jul-Dec__6_", None, "P6M 2025-07-01 2025-12-31"),
        ("Jan-Jun 2023", "report_2024H2", None, "P6M 2023-01-01 2023-06-30"),
        ("Jan-Jun 2023", "r", "2024H2", "P6M 2024-07-01 2024-12-31"),
        ("all of it", "r", "2026", "P1Y 2026-01-01 2026-12-31"),
    ],
)
def test_the_period(tmp_path: Path, above: str, name: str, told: str | None, expected: str) -> None:
    path = workbook(tmp_path / f"{name}.xlsx", {"TV": later(ONE_ROW, period=above)})
    figures = [each.figure for each in read_table(path, period=told).figures]
    assert {f"{f.metric.window} {f.first} {f.last}" for f in figures} == {expected}


@pytest.mark.parametrize(
    ("above", "name", "told", "problem"),
    [
        ("", "r", None, None),
        ("Jan-Jun 2023, unlike Jul-Dec 2023", "r", None, None),
        ("", "2023H1-2023H2", None, None),
        ("Jan-Jun", "r", None, None),
        ("", "r", "2023Q1", "period: '2023Q1' is neither a half-year such as 2023H1 nor a year such as 2026"),
    ],
)
def test_a_period_that_nothing_tells(
    tmp_path: Path, above: str, name: str, told: str | None, problem: str | None
) -> None:
    unsaid = f"{name}.xlsx, sheet TV: does not say which half-year it is of; say it with --period, such as 2023H1"
    path = workbook(tmp_path / f"{name}.xlsx", {"TV": later(ONE_ROW, period=above)})
    with pytest.raises(TableError) as refused:
        read_table(path, period=told)
    assert str(refused.value) == (problem or unsaid)


@pytest.mark.parametrize("epoch_1904", [False, True])
@pytest.mark.parametrize("as_serial", [False, True])
def test_days_are_counted_from_where_the_workbook_says(tmp_path: Path, epoch_1904: bool, as_serial: bool) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    days = (date(2023, 3, 23) - (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30))).days
    for row in FIRST_REPORT[:2]:
        sheet.append([days if isinstance(cell, datetime) and as_serial else cell for cell in row])
    book.save(tmp_path / "2023H1.xlsx")
    book.close()
    assert read_table(tmp_path / "2023H1.xlsx").figures[0].released == date(2023, 3, 23)


def test_numbers_that_are_stored_as_text(tmp_path: Path) -> None:
    rows = later(["Harrow House: Season 2", "Yes", None, "200,000,000", "7:10", "27900000"], ["1899", "No", None, 1e5])
    rows[-1][1] = 1899  # a title that is a number
    table = read_table(workbook(tmp_path / "r.xlsx", {"TV": rows}))
    assert [each.figure.value for each in table.figures] == [200_000_000, 27_900_000, 100_000]
    assert table.figures[-1].figure.show == "1899"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["Harrow House", "Yes", None, "1,5"], "row 8, Hours Viewed: '1,5' is not a whole number"),
        (["Harrow House", "Yes", None, 1.5], "row 8, Hours Viewed: '1.5' is not a whole number"),
        (["Harrow House", "Yes", None, None], "row 8, Hours Viewed: is empty"),
        (["Harrow House", "Yes", None, True], "row 8, Hours Viewed: 'True' is not a whole number"),
        (["Harrow House", "Yes", None, "=1+1"], "row 8, Hours Viewed: is empty"),
        (["Harrow House", "Yes", None, 2**60], "row 8, Hours Viewed: '1.152921504606847e+18' is not a whole number"),
        ([None, "Yes", None, 100_000], "row 8, Title: is empty"),
        ([date(2023, 1, 1), "Yes", None, 100_000], "row 8, Title: is a day, 2023-01-01, where a text is due"),
        (["Harrow House", "Yes", None, 100_000, None, "many"], "row 8, Views: 'many' is not a whole number"),
    ],
)
def test_a_bad_row_is_named_with_its_sheet(tmp_path: Path, row: list[Any], fault: str) -> None:
    good = [["Ashes", "Yes", None, 100_000], ["Storm", "Yes", None, 100_000]]
    table = read_table(workbook(tmp_path / "r.xlsx", {"TV": later(good[0], row, good[1])}))
    assert table.faults == (f"r.xlsx, sheet TV, {fault}",)
    assert [each.figure.show for each in table.figures] == ["Ashes", "Storm"]


def test_merged_cells(tmp_path: Path) -> None:
    """In the prose above the header they do no harm; below it they hide what a row says."""
    rows = later(*(["Harrow House", "Yes", None, hours * 100_000] for hours in (1, 2, 3)))
    fine = read_table(workbook(tmp_path / "fine.xlsx", {"TV": rows}, merged="B1:F1"))
    assert fine.rows == 3
    merged = "column B: is merged with other cells; split them"
    below = read_table(workbook(tmp_path / "below.xlsx", {"TV": [*rows, [], [None, "A note"]]}, merged="B11:F11"))
    assert (below.rows, below.faults) == (3, (f"below.xlsx, sheet TV, row 11, {merged}",))
    with pytest.raises(TableError) as refused:
        read_table(workbook(tmp_path / "bad.xlsx", {"TV": rows}, merged="B8:B9"))
    assert str(refused.value) == (
        f"bad.xlsx, sheet TV, row 8, {merged}; 2 of the first 3 rows are bad, and none was taken"
    )
