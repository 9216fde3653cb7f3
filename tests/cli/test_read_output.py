"""`underway read --output`, run as users run it, and `underway add` of what it wrote."""

import json
import random
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pyarrow as pa
import pytest
from bulk.made_archives import FERRY, article, contents, in_parts, lines
from pyarrow import parquet

from .command import UNDERWAY, environment, on_a_terminal, run

PARTS = 12


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news.jsonl").write_text(lines([article(1), FERRY, article(2)]))
    return tmp_path


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    """Of which one takes a while."""
    (tmp_path / "a.jsonl").write_text(in_parts(0, PARTS))
    (tmp_path / "b.jsonl").write_text(in_parts(100, 3))
    return tmp_path


@contextmanager
def reading(folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`underway read a.jsonl b.jsonl --output out`, when it has written something that was not there."""
    before = len(parts(folder))
    command = [str(UNDERWAY), "read", "a.jsonl", "b.jsonl", "--output", "out", *options]
    with (folder / "told").open("wb") as told, subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=told
    ) as process:  # fmt: skip
        try:
            while len(parts(folder)) <= before and process.poll() is None:
                sleep(0.005)
            yield process
        finally:
            process.kill()


def parts(folder: Path) -> list[Path]:
    return list((folder / "out" / "parts").glob("*.json"))


def undisturbed(folder: Path) -> dict[str, bytes]:
    assert run(folder, "read", "a.jsonl", "b.jsonl", "--output", "whole").status == 1  # as much is broken in them
    return contents(folder / "whole")


def test_the_summary_as_text(news: Path) -> None:
    done = run(news, "read", "news.jsonl", "--output", "out")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "out: 3 documents in 1 archive",
        "  dismissed by the gate  1",
        "  in other languages     0",
        "  read                   2, of which 2 hold claims",
        "  refused                0",
        "  claims                 6: 2 company, 2 date, 2 status",
    ]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_the_summary_as_one_object(news: Path, format_: str) -> None:
    done = run(news, "read", "news.jsonl", "--output", "out", "--format", format_)
    assert done.status == 0
    summary = json.loads(done.out)
    assert summary == json.loads((news / "out" / "summary.json").read_bytes())
    assert summary["counts"]["seen"] == 3
    assert len(done.out.splitlines()) == 1 or format_ == "json"


def test_what_was_written_is_added(news: Path) -> None:
    run(news, "read", "news.jsonl", "--output", "out")
    assert "2 documents added, with 6 new claims" in run(news, "add", "out").out
    assert "nothing new; 2 documents were there already" in run(news, "add", "out").out
    assert "Yes: season 2 of Amber Bright is coming." in run(news, "ask", "Amber Bright", "--from", "out").out


def test_columns_are_named(tmp_path: Path) -> None:
    made = article(1)
    table = {"body": [made["text"]], "link": [made["url"]], "day": [made["published"]]}
    parquet.write_table(pa.table(table), tmp_path / "news.parquet")
    refused = run(tmp_path, "read", "news.parquet", "--output", "out")
    assert refused.status == 1
    assert refused.problems[0].startswith("news.parquet: has no column 'text' for text; name another, ")
    assert "  not read to the end    news.parquet" in refused.out.splitlines()
    columns = ("--columns", "text=body,url=link,date=day")
    again = run(tmp_path, "read", "news.parquet", "--output", "out", *columns)
    assert (again.status, again.out) == (1, "")
    assert again.problems == ["out: was read into with other columns; name them as then, or a new folder"]
    assert run(tmp_path, "read", "news.parquet", "--output", "other", *columns).status == 0
    (row,) = parquet.read_table(tmp_path / "other" / "documents").to_pylist()
    assert (row["url"], str(row["published"])) == (made["url"], made["published"])


@pytest.mark.parametrize(
    "options",
    [
        ["--workers", "2"],
        ["--cluster", "local"],
        ["--columns", "text=body"],
        ["--output", "out", "--workers", "0"],
        ["--output", " "],
        ["--output", "out", "--reader", "model"],
        ["--output", "out", "--columns", "text"],
        ["--output", "out", "--columns", "story=body"],
    ],
    ids=" ".join,
)
def test_wrong_usage(news: Path, options: Sequence[str]) -> None:
    done = run(news, "read", "news.jsonl", *options)
    assert done.status == 2
    assert "Error: " in done.err
    assert not (news / "out").exists()


def test_an_output_that_cannot_be_written_is_told(news: Path) -> None:
    done = run(news, "read", "news.jsonl", "--output", "news.jsonl")
    assert (done.status, done.problems) == (1, ["news.jsonl: is a file; name a folder"])
    done = run(news, "read", "news.jsonl", "--output", "news.jsonl/out")
    assert (done.status, done.problems) == (
        1,
        ["news.jsonl/out: cannot be written (Not a directory); name another place"],
    )


@pytest.mark.parametrize("options", [[], ["--workers", "2"]], ids=" ".join)
def test_killed_at_any_moment_it_goes_on_and_writes_the_same(archives: Path, options: list[str]) -> None:
    whole = undisturbed(archives)
    moments = random.Random(5)
    kept: dict[str, bytes] = {}
    for _ in range(3):
        with reading(archives, *options) as process:
            sleep(moments.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.wait()
        there = contents(archives / "out")
        assert kept.items() <= there.items()
        kept = {name: written for name, written in there.items() if name.startswith("parts/")}
    done = run(archives, "read", "a.jsonl", "b.jsonl", "--output", "out", *options)
    assert done.status == 1
    assert contents(archives / "out") == whole


@pytest.mark.parametrize("options", [[], ["--workers", "2"]], ids=" ".join)
def test_interrupted_it_says_how_to_go_on_and_leaves_no_process(archives: Path, options: list[str]) -> None:
    with reading(archives, *options) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
    last = (archives / "told").read_text().splitlines()[-1]
    assert last == "underway: interrupted; what is in out is kept, run it again to go on"
    for _ in range(1000):  # what Python itself starts beside workers ends when it sees that they have
        if not working_in(archives):
            break
        sleep(0.01)
    assert working_in(archives) == []
    assert not (archives / "out" / ".unfinished").exists()


def working_in(folder: Path) -> list[str]:
    """The processes that have the folder as theirs."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text())
        except OSError:  # it has ended, or is another user's
            continue
    return found


def test_progress_is_for_terminals(news: Path) -> None:
    shown = on_a_terminal(news, "read", "news.jsonl", "--output", "out", columns=100)
    assert b"3 documents, 6 claims" in shown
    assert b"out: 3 documents in 1 archive" in shown


def test_names_from_outside_steer_no_terminal(tmp_path: Path) -> None:
    name = "a\x1b[2J.jsonl"
    (tmp_path / name).write_text("{\n")
    done = run(tmp_path, "read", name, "--output", "o\x1b[2Jut")
    assert done.status == 1
    assert "\x1b" not in done.out + done.err
