"""What other programs take: `underway export`, `feed` and `calendar`."""

import csv
import io
import os
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pyarrow.parquet
import pytest
from icalendar import Calendar

from .command import UNDERWAY, environment, run

WRITERS = [["export", "figures", "--format", "parquet"], ["feed"], ["calendar"]]
UNWRITABLE = ["folder", "missing/file", "renewed.txt/file", "/proc/file"]


def exported(folder: Path, table: str, format_: str) -> list[dict[str, Any]]:
    """The rows of the table, as its format gives them back."""
    file = folder / f"{table}.{format_}"
    assert run(folder, "export", table, "--format", format_, "--output", file.name) == (0, "", "")
    match format_:
        case "parquet":
            rows: list[dict[str, Any]] = pyarrow.parquet.read_table(file).to_pylist()
            return rows
        case "csv":
            return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
        case _:
            return [msgspec.json.decode(line) for line in file.read_bytes().splitlines()]


@pytest.mark.parametrize("table", ["documents", "claims", "figures"])
def test_a_table_is_the_same_in_every_format(desk: Path, table: str) -> None:
    lines, sheet, parquet = (exported(desk, table, format_) for format_ in ("jsonl", "csv", "parquet"))
    assert len(lines) == len(sheet) == len(parquet) > 0
    assert list(lines[0]) == list(sheet[0]) == list(parquet[0])
    key = "claim" if table == "figures" else "id"
    assert [row[key] for row in lines] == [row[key] for row in sheet] == [row[key] for row in parquet]


def test_the_tables_hold_what_is_kept(newsroom: Path) -> None:
    kept = run(newsroom, "claims", "--all", "--limit", "0", "--format", "jsonl").json_lines()
    claims = run(newsroom, "export", "claims", "--format", "jsonl").json_lines()
    assert {(c["id"], c["state"], c["kept"]) for c in claims} == {(c["id"], c["state"], c["kept"]) for c in kept}
    documents = run(newsroom, "export", "documents", "--format", "jsonl", "--no-text").json_lines()
    assert {claim["document"] for claim in claims} <= {document["id"] for document in documents}
    assert "text" not in documents[0]
    assert "text" in run(newsroom, "export", "documents").out.partition("\r\n")[0].split(",")


def test_a_table_is_as_of_a_day_and_as_known_at_a_moment(newsroom: Path) -> None:
    early = run(newsroom, "export", "documents", "--format", "jsonl", "--as-of", "2021-05-05").json_lines()
    assert {row["source_id"] for row in early} == {"gull-old", "gull-new", "harrow-open", "harrow-renewed"}
    assert run(newsroom, "export", "documents", "--format", "jsonl", "--known-at", "2020-12-31") == (0, "", "")


def test_a_spreadsheet_finds_no_formula_and_a_terminal_no_command(newsroom: Path) -> None:
    sheet = run(newsroom, "export", "documents").out
    assert ",'=cmd|' /C calc'!A0," in sheet
    assert "the ‹U+001B›[31mcompany‹U+202E› 🎬" in sheet
    assert "\x1b" not in run(newsroom, "export", "claims", "--format", "jsonl").out


def test_the_feed_has_an_entry_for_each_change(newsroom: Path) -> None:
    changes = {c["id"]: c for c in run(newsroom, "changes", "--format", "jsonl").json_lines()}
    done = run(newsroom, "feed")
    assert (done.status, done.err) == (0, "")
    feed = feedparser.parse(done.out.encode())
    assert not feed.bozo
    entries = {entry.id.rpartition(":")[2]: entry for entry in feed.entries}
    assert entries.keys() == changes.keys()
    for id_, entry in entries.items():
        assert entry.title == f"{changes[id_]['show']}: {changes[id_]['said']}"
        (source, _), *_ = changes[id_]["sources"]
        assert [link.href for link in entry.links if link.rel == "via"] == [source["url"]]
    assert run(newsroom, "feed", "--since", "9999-12-31").out.count("<entry>") == 0


def events(folder: Path, *options: str) -> dict[str, dict[str, Any]]:
    """The calendar's events by what they are."""
    done = run(folder, "calendar", *options)
    assert (done.status, done.err) == (0, "")
    found = Calendar.from_ical(done.out).walk("VEVENT")
    assert len({event["UID"] for event in found}) == len(found)
    return {str(event["SUMMARY"]): dict(event) for event in found}


def test_the_calendar_has_the_days_as_they_stand(newsroom: Path) -> None:
    found = events(newsroom)
    told = {name: (event["DTSTART"].dt, event["STATUS"], event["SEQUENCE"]) for name, event in found.items()}
    assert told == {
        "Harrow House, season 1: finale": (date(2021, 2, 28), "CONFIRMED", 0),
        "Gull Island, season 1: premiere": (date(2021, 6, 5), "CONFIRMED", 0),
        "Ashgrove, season 2: premiere": (date(2022, 2, 8), "CONFIRMED", 1),
        "Harrow House, season 2: premiere": (date(2022, 3, 4), "CONFIRMED", 1),
        "Night Ferry, season 3: premiere": (date(2022, 11, 1), "CANCELLED", 1),
    }
    (early,) = events(newsroom, "night ferry", "--as-of", "2021-12-31").values()
    assert (early["STATUS"], early["SEQUENCE"]) == ("CONFIRMED", 0)
    assert early["UID"] == found["Night Ferry, season 3: premiere"]["UID"]


@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_a_file_holds_what_the_screen_would_show(desk: Path, arguments: Sequence[str]) -> None:
    (desk / "out").write_text("what was there before", encoding="utf-8")
    assert run(desk, *arguments, "-o", "out") == (0, "", "")
    shown = subprocess.run([UNDERWAY, *arguments], cwd=desk, env=environment(desk), capture_output=True, check=True)
    assert (desk / "out").read_bytes() == shown.stdout


@pytest.mark.parametrize("output", UNWRITABLE)
def test_an_output_that_cannot_be_written_is_told_and_leaves_nothing(desk: Path, output: str) -> None:
    (desk / "folder").mkdir()
    (desk / "renewed.txt").write_text("what was there before", encoding="utf-8")
    before = sorted(desk.rglob("*"))
    done = run(desk, "export", "claims", "--output", output)
    assert (done.status, done.out, len(done.problems)) == (1, "", 1)
    assert sorted(desk.rglob("*")) == before
    assert (desk / "renewed.txt").read_text(encoding="utf-8") == "what was there before"


def test_a_file_that_was_there_stays_where_there_is_nothing_to_write(desk: Path) -> None:
    (desk / "shows.ics").write_text("what was there before", encoding="utf-8")
    assert run(desk, "calendar", "Harow House", "--output", "shows.ics").status == 1
    assert (desk / "shows.ics").read_text(encoding="utf-8") == "what was there before"


@pytest.mark.parametrize("arguments", [*WRITERS, ["shows"], ["claims", "--format", "json"]], ids=" ".join)
def test_where_nobody_reads_it_ends_quietly(newsroom: Path, arguments: Sequence[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [UNDERWAY, *arguments],
            cwd=newsroom, env=environment(newsroom), stdout=writing, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
