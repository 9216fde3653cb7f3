"""`underway viewing reach`: what a log answers, in every format, and what is wrong with it, in one line."""

import csv
import io
from pathlib import Path

import msgspec
import pytest
from viewing.plays import Play, day, write_log

from .command import on_a_terminal, run

REACH = ("viewing", "reach", "plays", "--launches", "launches.csv")
ACCOUNT = (
    "4 of 7 rows counted; left out: 2 of no known season (most: Night ‹U+202E›Ferry, season 1: 2), 1 before launch"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "plays").mkdir()
    plays = [
        Play(1), Play(1, episode=2, started=day(2)), Play(2, started=day(2), seconds=60),
        Play(2, started=day(3), seconds=60), Play(3, started=-1),
        *[Play(3, title="Night \u202eFerry")] * 2,
    ]  # fmt: skip
    for number, play in enumerate(plays):
        write_log(tmp_path / f"plays/{number}.parquet", [play])
    lines = ["title,season,launch,episodes", "Harrow House,1,2021-05-05,2", "=1+1,1,2021-05-05,"]
    (tmp_path / "launches.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_a_table_for_each_window(desk: Path) -> None:
    done = run(desk, *REACH, "--window", "91d", "--window", "2")
    assert (done.status, done.problems) == (0, [ACCOUNT])
    assert done.out.splitlines() == [
        "Households that watched at least 2 minutes, first 2 days",
        "",
        "title         season      launch  households  finished  episodes",
        "Harrow House       1  2021-05-05           1         1  2",
        "=1+1               1  2021-05-05           0         0  0 in the log",
        "",
        "Households that watched at least 2 minutes, first 91 days",
        "",
        "title         season      launch  households  finished  episodes",
        "Harrow House       1  2021-05-05           2         1  2",
        "=1+1               1  2021-05-05           0         0  0 in the log",
    ]


def test_the_buildup(desk: Path) -> None:
    done = run(desk, *REACH, "--window", "4", "--buildup", "--watched", "1m")
    assert done.out.splitlines()[0] == "Households that watched at least 1 minute, first 4 days"
    assert done.out.splitlines()[5:11] == [
        "",
        "Harrow House, season 1, by the end of day",
        f"    1  1  {'█' * 20}",
        *(f"    {number}  2  {'█' * 40}" for number in (2, 3, 4)),
    ]


def test_json(desk: Path) -> None:
    done = run(desk, *REACH, "--window", "3", "--format", "json")
    assert (done.status, done.err) == (0, "")
    found = msgspec.json.decode(done.out)
    assert found["rows"] == {
        "counted": 4, "incomplete": 0, "negative": 0, "absurd": 0, "unknown": 2, "before_launch": 1, "after_window": 0,
        "repeated": 0, "overlapping": 0,
        "unknown_seasons": [{"title": "Night \u202eFerry", "season": 1, "rows": 2}],
    }  # fmt: skip
    assert found["seasons"][0] == {
        "title": "Harrow House", "season": 1, "launch": "2021-05-05", "accuracy": "measured",
        "metric": {
            "unit": "households", "window": "P3D", "basis": "launch", "threshold": "PT2M",
            "region": None, "demographic": None, "publisher": None, "among": None,
        },
        "households": 2, "finished": 1, "episodes": 2, "episodes_from": "launches", "buildup": [1, 1, 2],
    }  # fmt: skip
    lines = run(desk, *REACH, "--window", "3", "--format", "jsonl")
    assert (lines.json_lines(), lines.problems) == (found["seasons"], [ACCOUNT])


def test_csv(desk: Path) -> None:
    done = run(desk, *REACH, "--window", "3", "--format", "csv")
    assert (done.status, done.problems) == (0, [ACCOUNT])
    first, second = csv.DictReader(io.StringIO(done.out))
    assert first == {
        "title": "Harrow House", "season": "1", "launch": "2021-05-05", "window": "P3D", "threshold": "PT2M",
        "households": "2", "finished": "1", "episodes": "2", "episodes_from": "launches",
    }  # fmt: skip
    assert second["title"] == "'=1+1"
    days = run(desk, *REACH, "--window", "3", "--format", "csv", "--buildup")
    rows = list(csv.DictReader(io.StringIO(days.out)))
    assert [(row["title"], row["day"], row["households"]) for row in rows[:4]] == [
        ("Harrow House", "1", "1"),
        ("Harrow House", "2", "1"),
        ("Harrow House", "3", "2"),
        ("'=1+1", "1", "0"),
    ]


def test_quick(desk: Path) -> None:
    done = run(desk, *REACH, "--quick")
    assert (done.status, done.out, done.err) == (0, run(desk, *REACH).out, "")
    assert msgspec.json.decode(run(desk, *REACH, "--quick", "--format", "json").out)["rows"] is None


def test_columns_and_room(desk: Path) -> None:
    (desk / "room").mkdir()
    options = ["--column", "household=episode", "--column", "episode=household", "--memory", "100MB", "--temp", "room"]
    done = run(desk, *REACH, *options, "--format", "jsonl")
    assert [season["households"] for season in done.json_lines()] == [2, 0]
    assert list((desk / "room").iterdir()) == []


def test_on_a_terminal(desk: Path) -> None:
    assert b"Harrow House       1  2021-05-05           2         1  2\r\n" in on_a_terminal(desk, *REACH, columns=120)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["missing", "--launches", "launches.csv"], "missing: cannot be read: No such file or directory"),
        (["launches.csv", "--launches", "launches.csv"], "launches.csv: is not a whole Parquet file"),
        (["plays", "--launches", "bad.csv"], "bad.csv:3: launch: 'soon' is not a day such as 2021-05-05"),
        (["plays", "--launches", "plays"], "plays: cannot be read: Is a directory"),
        (
            ["plays", "--launches", "launches.csv", "--column", "household=hh"],
            "plays: has no column hh; it has household, title, season, episode, started, seconds: say which with "
            "--column household=NAME",
        ),
        (
            ["plays", "--launches", "launches.csv", "--column", "started=title"],
            "plays: title: is string where it must be a timestamp",
        ),
        (
            ["plays", "--launches", "launches.csv", "--engine", "spark"],
            "spark: is no address of an engine, such as pyspark://",
        ),
    ],
)
def test_what_cannot_be_used_is_told(desk: Path, arguments: list[str], problem: str) -> None:
    (desk / "bad.csv").write_text("title,season,launch\nHarrow House,1,2021-05-05\nHarrow House,2,soon\n")
    done = run(desk, "viewing", "reach", *arguments)
    assert (done.status, done.out, done.problems) == (1, "", [problem])


def test_without_the_extra_one_line_names_it(desk: Path) -> None:
    (desk / "ibis").mkdir()
    (desk / "ibis/__init__.py").write_text("raise ImportError")
    done = run(desk, *REACH, PYTHONPATH=str(desk))
    assert (done.status, done.problems) == (1, ["viewing: needs Ibis with DuckDB; install underway[viewing]"])


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["plays"],
        ["--launches", "launches.csv"],
        ["plays", "--launches", "launches.csv", "--window", "0"],
        ["plays", "--launches", "launches.csv", "--window", "367"],
        ["plays", "--launches", "launches.csv", "--watched", "70%"],
        ["plays", "--launches", "launches.csv", "--watched", "25h"],
        ["plays", "--launches", "launches.csv", "--column", "household"],
        ["plays", "--launches", "launches.csv", "--column", "home=household"],
        ["plays", "--launches", "launches.csv", "--memory", "much"],
        ["plays", "--launches", "launches.csv", "--format", "parquet"],
    ],
    ids=" ".join,
)
def test_wrong_usage(desk: Path, options: list[str]) -> None:
    done = run(desk, "viewing", "reach", *options)
    assert (done.status, done.out) == (2, "")
    assert "Error: " in done.err or "Usage: underway viewing reach" in done.err
