"""The weekly lists, worldwide and of countries, and the most popular: what their rows say, and what they cannot."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest

from audience.samples import (
    COUNTRIES,
    FILM,
    HARROW,
    OLD_WEEKLY,
    WEEKLY,
    cells,
    save,
    text,
    weekly,
    workbook,
)
from underway.audience import AudienceTable, TableError, TableFigure, read_table
from underway.vocabulary import Figure, Metric

HOURS = Metric(unit="hours", window="P7D", basis="calendar", region="worldwide", publisher="Netflix")
VIEWS = Metric(unit="views", window="P7D", basis="calendar", region="worldwide", publisher="Netflix")


def rank(among: str, region: str = "worldwide") -> Metric:
    return Metric(unit="rank", window="P7D", basis="calendar", region=region, publisher="Netflix", among=among)


def read(tmp_path: Path, content: str | bytes, **options: date) -> AudienceTable:
    return read_table(save(tmp_path / "list.tsv", content), **options)  # type: ignore[arg-type]


def said(table: AudienceTable) -> list[tuple[str, int | None, str | None, Metric, float, int]]:
    figures = [each.figure for each in table.figures]
    return [(f.show, f.season, f.label, f.metric, f.value, f.step) for f in figures]


def test_a_row_gives_hours_views_and_a_place(tmp_path: Path) -> None:
    table = read(tmp_path, weekly(HARROW, FILM))
    assert (table.name, table.format, table.edition) == ("list.tsv", "netflix-weekly-global", date(2023, 7, 23))
    assert (table.rows, table.faults) == (2, ())
    assert said(table) == [
        ("Harrow House", 2, None, HOURS, 16_600_000, 100_000),
        ("Harrow House", 2, None, VIEWS, 11_100_000, 100_000),
        ("Harrow House", 2, None, rank("TV (English)"), 1, 0),
        ("The Ashes 3", None, None, HOURS, 7_400_000, 100_000),
        ("The Ashes 3", None, None, VIEWS, 3_800_000, 100_000),
        ("The Ashes 3", None, None, rank("Films (English)"), 2, 0),
    ]
    first = table.figures[0]
    assert first == TableFigure(
        figure=Figure(
            show="Harrow House",
            season=2,
            value=16_600_000,
            metric=HOURS,
            source=first.figure.source,
            accuracy="rounded",
            form="tv",
            step=100_000,
            first=date(2023, 7, 17),
            last=date(2023, 7, 23),
        ),
        printed="Harrow House: Season 2",
        listed="TV (English)",
        weeks=2,
        row=2,
        published=date(2023, 7, 25),
    )
    assert [(each.figure.form, each.printed, each.row) for each in table.figures[3:]] == [
        ("film", "The Ashes 3", 3)
    ] * 3
    assert {each.figure.accuracy for each in table.figures} == {"rounded", "measured"}


LONG, SHORT = "H" * 501, "H" * 60
EARLY = "2023-06-11 TV·(English) 1 Harrow·House N/A"
OLD_ROW = "2021-11-14 Films·(English) 1 The·Ashes N/A 148720000 1"


@pytest.mark.parametrize(
    ("header", "row", "values"),
    [
        (OLD_WEEKLY, OLD_ROW, [("hours", 148_720_000, 10_000), ("rank", 1, 0)]),
        (WEEKLY, HARROW, [("hours", 16_600_000, 100_000), ("views", 11_100_000, 100_000), ("rank", 1, 0)]),
        ([*WEEKLY, "is_staggered_launch", "episode_launch_details"], f"{HARROW} false -", None),
        ([*WEEKLY, "is_staggered_launch", "runtime_override_flag", "launch_dtls"], f"{HARROW} 0 [{{x=0}}] -", None),
        ([name.upper() for name in WEEKLY], HARROW, None),
        ([*WEEKLY, "what_comes_next"], f"{HARROW} anything", None),
        (WEEKLY[::-1], " ".join(HARROW.split(" ")[::-1]), None),
        # Before views were counted, and where the running time is not known:
        (WEEKLY, f"{EARLY} 5010000 - - 1", [("hours", 5_010_000, 10_000), ("rank", 1, 0)]),
        (WEEKLY, f"{EARLY} 5000000 N/A N/A 1", [("hours", 5_000_000, 10_000), ("rank", 1, 0)]),
        (
            WEEKLY,
            "2023-06-18 TV·(English) 1 Harrow·House N/A 5000000 0 4700000 1",
            [("hours", 5_000_000, 100_000), ("views", 4_700_000, 100_000), ("rank", 1, 0)],
        ),
        # Printed finer than it is elsewhere:
        (OLD_WEEKLY, OLD_ROW.replace("148720000", "148721234"), [("hours", 148_721_234, 1), ("rank", 1, 0)]),
        (OLD_WEEKLY, OLD_ROW.replace("148720000", "148720000.0"), [("hours", 148_720_000, 10_000), ("rank", 1, 0)]),
    ],
)  # fmt: skip
def test_headers_and_roundings(
    tmp_path: Path, header: list[str], row: str, values: list[tuple[str, int, int]] | None
) -> None:
    table = read(tmp_path, weekly(row, header=header))
    assert table.format == "netflix-weekly-global"
    assert table.faults == ()
    expected = values or [("hours", 16_600_000, 100_000), ("views", 11_100_000, 100_000), ("rank", 1, 0)]
    assert [(f.figure.metric.unit, f.figure.value, f.figure.step) for f in table.figures] == expected


def test_quoted_cells(tmp_path: Path) -> None:
    launches = '"[{""episodes"":9,""countries"":[""PH"",""JP""]}]"'
    content = weekly(f"{HARROW} true {launches}", header=[*WEEKLY, "is_staggered_launch", "episode_launch_details"])
    assert len(read(tmp_path, content).figures) == 3


def test_countries(tmp_path: Path) -> None:
    rows = (
        "Argentina AR 2022-02-27 TV 1 Harrow·House Harrow·House:·Part·2 4",
        "Chile CL 2022-02-27 TV 1 Harrow·House Harrow·House:·Part·2 3",
    )
    table = read(tmp_path, weekly(*rows, header=COUNTRIES))
    assert table.format == "netflix-weekly-countries"
    assert said(table) == [
        ("Harrow House", None, "Part 2", rank("TV", "AR"), 1, 0),
        ("Harrow House", None, "Part 2", rank("TV", "CL"), 1, 0),
    ]
    assert [each.weeks for each in table.figures] == [4, 3]


@pytest.mark.parametrize(
    ("header", "row", "window", "values"),
    [
        (
            "category rank show_title season_title hours_viewed_first_28_days",
            "TV·(English) 3 Harrow·House Harrow·House·3 582100000",
            "P28D",
            [("hours", 582_100_000, 10_000), ("rank", 3, 0)],
        ),
        (
            "category rank show_title season_title hours_viewed_first_91_days runtime views_first_91_days",
            "TV·(English) 3 Harrow·House Harrow·House·3 582100000 6.5 89600000",
            "P91D",
            [("hours", 582_100_000, 100_000), ("views", 89_600_000, 100_000), ("rank", 3, 0)],
        ),
    ],
)
def test_most_popular(tmp_path: Path, header: str, row: str, window: str, values: list[tuple[str, int, int]]) -> None:
    table = read(tmp_path, weekly(row, header=header.split()), published=date(2026, 7, 21))
    assert (table.format, table.edition) == ("netflix-most-popular", None)
    assert [(f.figure.metric.unit, f.figure.value, f.figure.step) for f in table.figures] == values
    assert {(f.figure.show, f.figure.season, f.figure.label) for f in table.figures} == {("Harrow House", 3, None)}
    assert {(f.figure.metric.window, f.figure.metric.basis, f.published) for f in table.figures} == {
        (window, "launch", date(2026, 7, 21))
    }
    assert table.figures[-1].figure.metric.among == "TV (English), most popular"


def test_a_day_of_publication_that_is_given_holds_for_all_rows(tmp_path: Path) -> None:
    table = read(tmp_path, weekly(HARROW, FILM), published=date(2024, 1, 9))
    assert {each.published for each in table.figures} == {date(2024, 1, 9)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    row = HARROW.replace("Harrow·House", "해로·하우스")
    table = read(tmp_path, weekly(row, FILM).replace("\n", end).encode(encoding))
    assert [each.figure.show for each in table.figures] == ["해로 하우스"] * 3 + ["The Ashes 3"] * 3
    without_end = weekly(row, FILM).removesuffix("\n").encode(encoding)
    assert said(read(tmp_path, without_end)) == said(table)


def test_a_workbook_says_the_same_as_the_text(tmp_path: Path) -> None:
    rows = [cells(HARROW), cells(FILM)]
    typed = [[date.fromisoformat(week), category, int(place), *more] for week, category, place, *more in rows]
    from_text = read(tmp_path, weekly(HARROW, FILM))
    for name, values in (("typed.xlsx", typed), ("text.xlsx", rows)):
        table = read_table(workbook(tmp_path / name, {"all-weeks-global": [WEEKLY, *values]}))
        assert said(table) == said(from_text)
        assert [each.figure.source for each in table.figures] == [each.figure.source for each in from_text.figures]
        assert {each.sheet for each in table.figures} == {"all-weeks-global"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (HARROW.replace("16600000", "1,5"), "row 3, weekly_hours_viewed: '1,5' is not a whole number"),
        (HARROW.replace("16600000", "16600000,0"), "row 3, weekly_hours_viewed: '16600000,0' is not a whole number"),
        (HARROW.replace("16600000", "-5"), "row 3, weekly_hours_viewed: '-5' is not a whole number"),
        (HARROW.replace("16600000", "-"), "row 3, weekly_hours_viewed: is empty"),
        (HARROW.replace("11100000", "many"), "row 3, weekly_views: 'many' is not a whole number"),
        (HARROW.replace("1.5", "1,5"), "row 3, runtime: '1,5' is not a number"),
        (HARROW.replace(" 1 ", " 0 "), "row 3, weekly_rank: '0' is not a whole number from 1 on"),
        (HARROW.replace("07-23", "07-32"), "row 3, week: '2023-07-32' is not a day such as 2021-07-04"),
        (HARROW.replace("2023-07-23", "23.07.2023"), "row 3, week: '23.07.2023' is not a day such as 2021-07-04"),
        (HARROW.replace("07-23", "07-24"), "row 3, week: 2023-07-24 is a Monday, and these weeks end on Sundays"),
        (HARROW.replace("Harrow·House ", "· "), "row 3, show_title: is empty"),
        (HARROW.replace("TV·(English)", "-"), "row 3, category: is empty"),
        (HARROW.replace("2023-07-23", "\x1b[2J"), r"row 3, week: '\x1b[2J' is not a day such as 2021-07-04"),
        (HARROW.replace("Harrow·House ", LONG + " "), f"row 3, show_title: '{SHORT}...' is longer than 500 characters"),
        (" ".join(HARROW.split(" ")[:5]), "row 3, weekly_hours_viewed: is missing; the row ends after 5 of 9 columns"),
        (f"{HARROW} more", "row 3: has 10 columns where the header has 9"),
        (FILM, "row 3: is of the same title, time and list as a row above it"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path, row: str, fault: str) -> None:
    other = HARROW.replace("Harrow", "Another")
    table = read(tmp_path, weekly(FILM, row, other))
    assert table.faults == (f"list.tsv, {fault}",)
    assert [each.row for each in table.figures] == [2, 2, 2, 4, 4, 4]


def test_a_country_that_is_none(tmp_path: Path) -> None:
    rows = ("Chile CL 2022-02-27 TV 1 Harrow·House N/A 4", "Chile Chile 2022-02-27 TV 2 Harrow·House N/A 4")
    table = read(tmp_path, weekly(*rows, header=COUNTRIES))
    assert table.faults == ("list.tsv, row 3, country_iso2: 'Chile' is not a code such as FR",)


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_file_that_ends_in_the_middle_of_a_row(tmp_path: Path, cut: int) -> None:
    """Either the row is named, or what was lost of it is nothing that is read."""
    launches = '"[{""episodes"":9}]"'
    header = [*WEEKLY, "is_staggered_launch", "episode_launch_details"]
    content = weekly(f"{HARROW} true {launches}", f"{FILM} true {launches}", header=header)
    whole, table = read(tmp_path, content), read(tmp_path, content[:-cut])
    assert table.figures == (whole.figures[:3] if table.faults else whole.figures)
    assert all(fault.startswith("list.tsv, row 3") for fault in table.faults)


def test_reading_twice_gives_the_same_and_a_newer_edition_keeps_the_sources(tmp_path: Path) -> None:
    older = read(tmp_path, weekly(HARROW))
    assert read(tmp_path, weekly(HARROW)) == older
    newer = read(tmp_path, weekly(FILM, HARROW))
    assert newer.id != older.id
    assert [each.figure for each in newer.figures[3:]] == [each.figure for each in older.figures]
    revised = read(tmp_path, weekly(HARROW.replace("16600000", "16700000")))
    assert revised.figures[0].figure.source != older.figures[0].figure.source
    assert revised.figures[1:] == older.figures[1:]


def test_sums_and_weeks_as_plain_reading_finds_them(tmp_path: Path) -> None:
    chance = random.Random(7)
    rows = []
    for week in ("2023-07-09", "2023-07-16", "2023-07-23"):
        for category in ("TV·(English)", "Films·(English)"):
            for place in range(1, 11):
                hours, views = (chance.randrange(10, 2000) * 100_000 for _ in range(2))
                runtime = chance.choice(["0", "1.5", "-"])
                rows.append(f"{week} {category} {place} Show·{place} N/A {hours} {runtime} {views} {place}")
    content = weekly(*rows)
    table = read(tmp_path, content)
    plain = list(csv.DictReader(content.splitlines(), delimiter="\t"))
    assert table.rows == len(plain) == 60
    for unit, column in (("hours", "weekly_hours_viewed"), ("views", "weekly_views"), ("rank", "weekly_rank")):
        values = [each.figure.value for each in table.figures if each.figure.metric.unit == unit]
        assert values == [int(row[column]) for row in plain]
    assert len({each.figure.last for each in table.figures}) == 3
    assert len({each.figure.source for each in table.figures}) == len(table.figures)


def test_where_most_is_bad_nothing_is_taken(tmp_path: Path) -> None:
    bad = HARROW.replace("16600000", "1,5")
    with pytest.raises(TableError) as refused:
        read(tmp_path, weekly(FILM, bad, bad))
    assert str(refused.value) == (
        "list.tsv, row 3, weekly_hours_viewed: '1,5' is not a whole number; "
        "2 of the first 3 rows are bad, and none was taken"
    )
    lines = text(WEEKLY, [[HARROW.replace(" ", ",")]] * 3000)
    with pytest.raises(TableError, match=r"^list.tsv, row 2, category: is missing; .* 1000 of the first 1000 rows"):
        read(tmp_path, lines)
