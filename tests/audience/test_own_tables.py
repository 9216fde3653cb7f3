"""Tables of one's own: what a mapping says of them, how their numbers are written, and what is refused."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from audience.samples import save, workbook
from underway.audience import AudienceTable, TableError, TableMapping, read_mapping, read_table
from underway.audience.own_tables import Columns
from underway.vocabulary import Metric

MAPPING = """
unit = "viewers"
window = "P7D"
basis = "live"
publisher = "Canal Harrow"

[columns]
show = "Programme"
season = "Series"
value = "Viewers"
"""
ROWS = [["Programme", "Series", "Viewers"], ["Harrow House", "2", "4200000"], ["Ashes", "Part 2", "390000"]]
VIEWERS = Metric(unit="viewers", window="P7D", basis="live", publisher="Canal Harrow")


def mapping(tmp_path: Path, text: str = MAPPING) -> TableMapping:
    return read_mapping(save(tmp_path / "mapping.toml", text))


def own(tmp_path: Path, said: str, content: str | bytes, name: str = "own.csv") -> AudienceTable:
    return read_table(save(tmp_path / name, content), mapping=mapping(tmp_path, said))


def values(tmp_path: Path, value: str, options: str = "", unit: str = "viewers") -> list[float]:
    """What a table in which that value stands, and others that are good, gives for it."""
    said = f'unit = "{unit}"\n{options}\n[columns]\nshow = "Show"\nvalue = "Value"\n'
    table = own(tmp_path, said, f"Show\tValue\nOne\t1\nHarrow House\t{value}\nTwo\t2\n")
    assert len(table.faults) == (len(table.figures) == 2)
    return [each.figure.value for each in table.figures if each.figure.show == "Harrow House"]


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_text_with_any_separator(tmp_path: Path, separator: str) -> None:
    table = own(tmp_path, MAPPING, "".join(separator.join(row) + "\n" for row in ROWS))
    assert (table.format, table.rows, table.edition, table.faults) == ("own", 2, None, ())
    assert [(f.figure.show, f.figure.season, f.figure.label, f.figure.value) for f in table.figures] == [
        ("Harrow House", 2, None, 4_200_000),
        ("Ashes", None, "Part 2", 390_000),
    ]
    assert {(f.figure.metric, f.figure.accuracy, f.figure.step) for f in table.figures} == {(VIEWERS, "measured", 0)}
    assert [(f.printed, f.row) for f in table.figures] == [("Harrow House: 2", 2), ("Ashes: Part 2", 3)]


def test_workbooks_and_parquet_say_the_same_as_text(tmp_path: Path) -> None:
    said = mapping(tmp_path)
    figures = own(tmp_path, MAPPING, "".join(",".join(row) + "\n" for row in ROWS)).figures
    typed: list[list[Any]] = [ROWS[0], ["Harrow House", 2, 4_200_000.0], ["Ashes", "Part 2", 390_000]]
    book = read_table(workbook(tmp_path / "own.xlsx", {"Notes": [["of 2021"]], "Week": typed}), mapping=said)
    assert [(each.figure, each.sheet) for each in book.figures] == [(each.figure, "Week") for each in figures]
    columns = {"Programme": ["Harrow House", "Ashes"], "Series": ["2", "Part 2"], "Viewers": [4_200_000, 390_000]}
    parquet.write_table(pa.table(columns), tmp_path / "own.parquet")
    assert read_table(tmp_path / "own.parquet", mapping=said).figures == figures


def test_parquet_types(tmp_path: Path) -> None:
    said = 'unit = "share"\n[columns]\nshow = "show"\nvalue = "value"\nfirst = "from"\nlast = "to"\n'
    columns = {
        "show": ["Harrow House", "Ashes", "Nul\0", "Storm", "Late", "Open"],
        "value": [Decimal("12.50"), Decimal(7), Decimal(1), None, Decimal(3), Decimal(9)],
        "from": [*(date(2021, 3, n) for n in range(1, 5)), date(2021, 4, 1), None],
        "to": [*(datetime(2021, 3, n, 20, 15) for n in range(1, 6)), None],
    }
    parquet.write_table(pa.table(columns), tmp_path / "own.parquet", row_group_size=2)
    table = read_table(tmp_path / "own.parquet", mapping=mapping(tmp_path, said))
    assert [(f.figure.value, f.figure.first, f.figure.last, f.row) for f in table.figures] == [
        (12.5, date(2021, 3, 1), date(2021, 3, 1), 2),
        (7, date(2021, 3, 2), date(2021, 3, 2), 3),
        (9, None, None, 7),
    ]
    assert table.faults == (
        "own.parquet, row 4, show: holds a NUL character",
        "own.parquet, row 5, value: is empty",
        "own.parquet, row 6, from: 2021-04-01 is after the last day, 2021-03-05",
    )


def test_what_has_a_column_and_what_holds_for_all(tmp_path: Path) -> None:
    said = """
unit = "rating"
window = "P3D"
basis = "live"
threshold = "PT2M"
publisher = "Canal Harrow"
last = 2021-03-07
form = "tv"
accuracy = "projected"
step = 1

[columns]
title = "What"
value = "Points"
first = "Day"
published = "Told"
region = "Where"
demographic = "Who"
"""
    rows = "Harrow House: Season 2,1.2,2021-03-01,2021-03-09,US,adults 18-49\nAshes,3,,,,\n"
    table = own(tmp_path, said, f"What,Points,Day,Told,Where,Who\n{rows}")
    first, second = table.figures
    metric = Metric(unit="rating", window="P3D", basis="live", threshold="PT2M", publisher="Canal Harrow")
    assert first.figure.metric == Metric(
        unit="rating",
        window="P3D",
        basis="live",
        threshold="PT2M",
        publisher="Canal Harrow",
        region="US",
        demographic="adults 18-49",
    )
    assert (first.figure.show, first.figure.season, first.figure.value) == ("Harrow House", 2, 1.2)
    assert (first.figure.first, first.figure.last, first.published) == (
        date(2021, 3, 1),
        date(2021, 3, 7),
        date(2021, 3, 9),
    )
    assert (first.figure.form, first.figure.accuracy, first.figure.step) == ("tv", "projected", 1)
    assert (second.figure.metric, second.figure.first, second.published) == (metric, None, None)
    assert table.edition == date(2021, 3, 7)


@pytest.mark.parametrize(
    ("value", "options", "unit", "expected"),
    [
        ("4200000", "", "viewers", 4_200_000),
        ("4.2", "scale = 1000000", "viewers", 4_200_000),
        ("0.1", "scale = 1000000", "viewers", 100_000),
        ("4,2", "decimal = ','\nscale = 1000000", "viewers", 4_200_000),
        ("4.200.000", "decimal = ','\nthousands = '.'", "viewers", 4_200_000),
        ("4.200.000,0", "decimal = ','\nthousands = '.'", "viewers", 4_200_000),
        ("4,200,000", "thousands = ','", "viewers", 4_200_000),
        ("4 200 000", "thousands = ' '", "viewers", 4_200_000),
        ("4\u00a0200\u202f000", "thousands = ' '", "viewers", 4_200_000),
        ("4'200'000", 'thousands = "\'"', "viewers", 4_200_000),
        ("4200000", "thousands = ','", "viewers", 4_200_000),
        ("1.25", "", "rating", 1.25),
        ("12,5%", "decimal = ','", "share", 12.5),
        ("12 %", "", "percent", 12),
        ("1.5", "", "hours", 1.5),
        ("3", "", "rank", 3),
    ],
)
def test_numbers_as_the_mapping_says_they_are_written(
    tmp_path: Path, value: str, options: str, unit: str, expected: float
) -> None:
    assert values(tmp_path, value, options, unit) == [expected]


@pytest.mark.parametrize(
    ("value", "options"),
    [
        ("1,5", ""),
        ("4,200,000", ""),
        ("4.200.000", ""),
        ("4.200", ""),
        ("1.5", ""),
        ("1.5", "decimal = ','"),
        ("42,00,000", "thousands = ','"),
        ("4,200,00", "thousands = ','"),
        ("-4", ""),
        ("12%", ""),
        ("4e6", ""),
        ("٤", ""),
        ("99999999999999999999", ""),
        ("9999999999", "scale = 1000000000"),
        ("n/a", ""),
        ("", ""),
    ],
)
def test_other_numbers_are_refused(tmp_path: Path, value: str, options: str) -> None:
    assert values(tmp_path, value, options) == []


def test_a_decimal_comma_that_nobody_declared_is_named(tmp_path: Path) -> None:
    said = 'unit = "rating"\n[columns]\nshow = "Show"\nvalue = "Rating"\n'
    table = own(tmp_path, said, "Show;Rating\nAshes;2\nHarrow House;1,5\n")
    assert table.faults == (
        "own.csv, row 3, Rating: '1,5' is not a number with '.' before decimals and nothing between thousands; "
        "the mapping says otherwise with decimal and thousands",
    )
    said = 'unit = "viewers"\n[columns]\nshow = "Show"\nvalue = "Viewers"\n'
    table = own(tmp_path, said, "Show;Viewers\nAshes;2\nHarrow House;4.200\n")
    assert table.faults == ("own.csv, row 3, Viewers: '4.200' is not a whole number of viewers",)


def test_the_sheet_can_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own.xlsx", {"Week 1": ROWS, "Week 2": ROWS[:2], "Notes": [["none"]]})
    assert read_table(path, mapping=mapping(tmp_path, f'sheet = "Week 2"\n{MAPPING}')).rows == 1
    for said, problem in (
        (MAPPING, "own.xlsx: the sheets 'Week 1' and 'Week 2' have these columns; say which with sheet in the mapping"),
        (f'sheet = "Week 3"\n{MAPPING}', "own.xlsx: has no sheet 'Week 3'; it has 'Week 1', 'Week 2', 'Notes'"),
    ):
        with pytest.raises(TableError) as refused:
            read_table(path, mapping=mapping(tmp_path, said))
        assert str(refused.value) == problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("Programme,Viewers\nHarrow House,1\n", "own.csv, row 1: has no column 'Series', which the mapping has"),
        ("One,Two\nHarrow House,1\n", "own.csv: has none of the columns of the mapping among its first 20 rows"),
        ("Programme,Series,Viewers\n", "own.csv: holds no row below its header; fetch it again"),
    ],
)
def test_a_table_that_the_mapping_does_not_fit(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(TableError) as refused:
        own(tmp_path, MAPPING, content)
    assert str(refused.value) == problem


def test_another_mapping_makes_another_table(tmp_path: Path) -> None:
    content = "".join(",".join(row) + "\n" for row in ROWS)
    one, two = (own(tmp_path, said, content) for said in (MAPPING, MAPPING.replace("P7D", "P3D")))
    assert one.id != two.id
    assert not {each.figure.source for each in one.figures} & {each.figure.source for each in two.figures}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("[columns]\nshow = 'S'\nvalue = 'V'", "unit: is missing"),
        ("unit = 'viewers'", "columns: is missing"),
        ("unit = 'viewers'\n[columns]\nshow = 'S'", "columns.value: is missing"),
        ("unit = 'viewers'\n[columns]\nvalue = 'V'", "columns: needs either show or title"),
        ("unit = 'viewers'\n[columns]\nshow = 'S'\ntitle = 'T'\nvalue = 'V'", "columns: needs either show or title"),
        (
            "unit = 'viewers'\n[columns]\ntitle = 'T'\nseason = 'S'\nvalue = 'V'",
            "columns.season: is in the title; leave out one of the two",
        ),
        ("unit = 'people'\n[columns]\nshow = 'S'\nvalue = 'V'", "unit: Invalid enum value 'people'"),
        (
            "unit = 'viewers'\nwindw = 'P7D'\n[columns]\nshow = 'S'\nvalue = 'V'",
            "Object contains unknown field `windw`",
        ),
        (
            "unit = 'viewers'\n[columns]\nshow = 'S'\nvalue = 'V'\nseries = 'N'",
            "columns: Object contains unknown field `series`",
        ),
        ("unit = 'viewers'\n[columns]\nshow = 1\nvalue = 'V'", "columns.show: Expected `str | null`, got `int`"),
        (
            "unit = 'viewers'\nwindow = 'a week'\n[columns]\nshow = 'S'\nvalue = 'V'",
            "window: 'a week' is not an ISO 8601 duration such as P28D",
        ),
        (
            "unit = 'viewers'\nlast = 'May'\n[columns]\nshow = 'S'\nvalue = 'V'",
            "last: Expected `date | null`, got `str`",
        ),
        ("unit = 'viewers'\nscale = 0\n[columns]\nshow = 'S'\nvalue = 'V'", "scale: Expected `int` >= 1"),
        (
            "unit = 'viewers'\ndecimal = ','\nthousands = ','\n[columns]\nshow = 'S'\nvalue = 'V'",
            "thousands: is the same as decimal",
        ),
        (
            "unit = 'viewers'\nregion = 'US'\n[columns]\nshow = 'S'\nvalue = 'V'\nregion = 'R'",
            "region: is also a column; leave out one of the two",
        ),
        (
            "unit = 'viewers'\nfirst = 2021-03-07\nlast = 2021-03-01\n[columns]\nshow = 'S'\nvalue = 'V'",
            "first: 2021-03-07 is after the last day, 2021-03-01",
        ),
        ("unit = ", "is not TOML: "),
        ("unit = '\udcff'", "is not TOML: 'utf-8' codec"),
        ("#" * 70_000, "is larger than 64 KiB, and no mapping"),
    ],
)
def test_a_mapping_that_says_nothing_sure(tmp_path: Path, said: str, problem: str) -> None:
    path = save(tmp_path / "mapping.toml", said.encode("utf-8", "surrogateescape"))
    with pytest.raises(TableError) as refused:
        read_mapping(path)
    assert str(refused.value).startswith(f"mapping.toml: {problem}")


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"^none\.toml: cannot be read: No such file or directory"):
        read_mapping(tmp_path / "none.toml")


def test_the_documentation_has_every_key_and_its_mapping_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "audience-tables.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    table = own(tmp_path, example, "Programme,Viewers\nHarrow House,4200000\n")
    assert table.figures[0].figure.metric == Metric(unit="viewers", window="P7D", publisher="Canal Harrow")
    _, constants, columns = page.split("\n| key", 2)
    for keys, struct in ((constants, TableMapping), (columns, Columns)):
        listed = {
            key
            for line in keys.split("\n\n")[0].splitlines()[2:]
            for key in re.findall(r"`(\w+)`", line.split(" | ")[0])
        }
        assert listed == set(struct.__struct_fields__) - {"columns"}
