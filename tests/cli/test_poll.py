"""Polling as a command: once, on and on, and stopped."""

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watch.newsstand import NOT_FOUND, Answer, Article, Newsstand, failing, rss

from underway.ledger import Ledger

from .command import UNDERWAY, environment, on_a_terminal, run

ALLOW = ("--allow-host", "127.0.0.1")


class Outlet:
    """One feed at an address that tests may reach, and pages; `folder` is where the user is who polls it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.there = {"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0\n")}
        self.stand = Newsstand(lambda _, path: self.there.get(path, NOT_FOUND))
        self.host = f"http://127.0.0.1:{self.stand.port}"

    def publish(self, *shows: str) -> str:
        articles = [Article(show, f"{self.host}/{n}") for n, show in enumerate(shows)]
        self.there |= {f"/{n}": Answer(article.page) for n, article in enumerate(articles)}
        self.there["/feed"] = Answer(rss(articles))
        return f"{self.host}/feed"

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [UNDERWAY, "poll", *ALLOW, *arguments],
            cwd=self.folder,
            env=environment(self.folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def outlet(tmp_path: Path) -> Iterator[Outlet]:
    made = Outlet(tmp_path)
    with made.stand.open():
        yield made


def until(process: "subprocess.Popen[str]", event: str) -> list[dict[str, Any]]:
    """What it has said when it says that."""
    assert process.stdout is not None
    said: list[dict[str, Any]] = []
    while not said or said[-1]["event"] != event:
        said.append(json.loads(process.stdout.readline()))
    return said


def test_a_round_is_told_in_structured_lines(outlet: Outlet) -> None:
    feed, bad = outlet.publish("Harrow House", "Brackwater"), f"{outlet.host}/down"
    outlet.there["/down"] = failing(503)
    run(outlet.folder, "sources", "add", feed, bad)
    done = run(outlet.folder, "poll", *ALLOW)
    assert (done.status, done.err) == (0, "")
    said = done.json_lines()
    assert all(line["at"].endswith("Z") for line in said)
    assert sorted(line["event"] for line in said) == ["answered", "failed", "read", "read", "round"]
    assert {line["source"] for line in said[:-1]} == {feed, bad}
    assert {line["entry"] for line in said if line["event"] == "read"} == {f"{outlet.host}/0", f"{outlet.host}/1"}
    assert said[-1] | {"at": None, "claims": None} == {
        "event": "round", "at": None, "answered": 1, "failed": 1, "read": 2, "documents": 2, "claims": None,
        "given_up": 0, "waiting": 0,
    }  # fmt: skip
    assert "Yes: season 2 of Harrow House is coming." in run(outlet.folder, "ask", "Harrow House").out

    again = run(outlet.folder, "poll", *ALLOW, "--once").json_lines()
    assert [(line["event"], line.get("unchanged")) for line in again] == [("answered", True), ("round", None)]
    first, second = run(outlet.folder, "sources", "list").out.split(f"{bad}\n")
    assert re.search(r"2 read, 0 waiting, 0 given up; answered \d{4}-\d\d-\d\d \d\d:\d\d UTC, due$", first.strip())
    assert re.search(r"0 read, 0 waiting, 0 given up; no answer yet, due \d{4}-\d\d-\d\d \d\d:\d\d UTC$", second, re.M)
    assert second.endswith("\n  FAILED: answers with an error of its server (503); try again later\n")


def test_for_people_lines_are_short(outlet: Outlet) -> None:
    run(outlet.folder, "sources", "add", outlet.publish("Harrow House"), f"{outlet.host}/missing")
    done = run(outlet.folder, "poll", *ALLOW, "--format", "text")
    assert (done.status, done.err) == (0, "")
    words = [line.split(" UTC ")[1].split()[0] for line in done.lines]
    assert sorted(words) == ["FAILED", "answered", "read", "round"]
    assert (
        done.lines[-1].split(" UTC ")[1].split(maxsplit=1)[1].startswith("1 feed answered, 1 failed; 1 read, 0 waiting")
    )


def test_on_a_terminal_it_is_text(outlet: Outlet) -> None:
    run(outlet.folder, "sources", "add", outlet.publish("Harrow House"))
    sent = on_a_terminal(outlet.folder, "poll", *ALLOW)
    assert b"{" not in sent
    assert b"1 feed answered" in sent


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_until_it_is_stopped(outlet: Outlet, number: signal.Signals) -> None:
    run(outlet.folder, "sources", "add", outlet.publish("Harrow House"))
    with outlet.start("--every", "1h") as process:
        try:
            assert until(process, "round")[-1]["read"] == 1
            process.send_signal(number)
            out, err = process.communicate()
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")


def test_a_second_one_is_told_that_one_is_enough(outlet: Outlet) -> None:
    run(outlet.folder, "sources", "add", outlet.publish("Harrow House"))
    with outlet.start("--every", "1d") as process:
        try:
            until(process, "round")
            second = run(outlet.folder, "poll", *ALLOW)
        finally:
            process.kill()
    ledger = outlet.folder / "data" / "underway" / "ledger.sqlite"
    assert second == (1, "", f"underway: {ledger}: is polled by another process already; one is enough\n")
    assert run(outlet.folder, "poll", *ALLOW).status == 0


def test_where_there_is_nothing_to_poll_that_is_told(tmp_path: Path) -> None:
    (told,) = run(tmp_path, "poll", "--every", "1h").problems
    assert "there is no ledger yet" in told
    Ledger.open(str(tmp_path / "kept.sqlite")).close()
    done = run(tmp_path, "poll", "--ledger", "kept.sqlite")
    assert done == (1, "", "underway: kept.sqlite: there are no feeds to poll; `underway sources add` adds some\n")


def test_a_pipe_that_is_closed_ends_it_quietly(outlet: Outlet) -> None:
    run(outlet.folder, "sources", "add", outlet.publish(*(f"Harrow {n}" for n in range(20))))
    with outlet.start() as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


@pytest.mark.parametrize(
    "arguments",
    [["--every"], ["--every", "soon"], ["--every", "0h"], ["--every", "10s"], ["--every", "1h", "--once"], ["TVLine"]],
    ids=" ".join,
)
def test_wrong_usage(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, "poll", *arguments)
    assert (done.status, done.out) == (2, "")
