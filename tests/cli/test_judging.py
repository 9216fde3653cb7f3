"""What people find: claims rejected and confirmed, titles merged and split, and judgements undone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from .command import run


def judge(folder: Path, *arguments: str) -> str:
    """Makes a judgement; its id."""
    done = run(folder, *arguments)
    assert (done.status, done.err) == (0, ""), done
    return done.lines[-1][:12]


def ask(folder: Path, title: str, *options: str) -> dict[str, Any]:
    """The answer, but for the moment of the ledger that it tells of."""
    done = run(folder, "ask", title, *options, "--format", "json")
    assert (done.status, done.err) == (0, "")
    answer: dict[str, Any] = msgspec.json.decode(done.out)
    del answer["known_at"]
    return answer


def first_line(folder: Path, title: str) -> str:
    return run(folder, "ask", title).lines[0]


def claim_id(folder: Path, *filters: str) -> str:
    (claim,) = run(folder, "claims", *filters, "--format", "jsonl").json_lines()
    return str(claim["id"])


CANCELLED = ("--show", "Harrow House", "--status", "cancelled")


def test_a_rejected_claim_counts_in_no_answer_until_that_is_undone(desk: Path) -> None:
    before, cancelled = ask(desk, "Harrow House"), claim_id(desk, *CANCELLED)
    rejected = judge(desk, "reject", cancelled[:12], "--why", "it is about the film")
    asked = run(desk, "ask", "Harrow House")
    assert asked.lines[0] == "Unknown: nothing here says whether season 3 of Harrow House is coming."
    assert "does not count: it is about the film" in asked.out
    assert run(desk, "claims", *CANCELLED).out == ""
    (claim,) = run(desk, "claims", *CANCELLED, "--all", "--format", "jsonl").json_lines()
    assert (claim["id"], claim["state"]) == (cancelled, "rejected")
    (judgement,) = run(desk, "judgements", "--format", "jsonl").json_lines()
    assert (judgement["id"], judgement["kind"], judgement["claim"]["id"]) == (rejected, "rejected", cancelled)

    judge(desk, "undo", rejected[:8], "--why", "it is about the series")
    assert ask(desk, "Harrow House") == before
    again = run(desk, "undo", rejected, "--why", "once more")
    assert (again.status, again.out) == (1, "")
    assert again.problems[0].startswith(f"{rejected}: no judgement that stands has an id that begins so")


def test_as_known_then_the_answer_is_what_it_was(desk: Path) -> None:
    formats = ("text", "markdown", "html", "json")
    then = {f: run(desk, "ask", "Harrow House", "--format", f).out for f in formats}
    moment = datetime.now(UTC).isoformat()
    judge(desk, "reject", claim_id(desk, *CANCELLED), "--why", "it is about the film")
    news = b"date 2022-07-07\nHulu has renewed Harrow House for a third season.\n"
    assert run(desk, "add", "-", stdin=news).status == 0
    assert {f: run(desk, "ask", "Harrow House", "--format", f, "--known-at", moment).out for f in formats} == then
    assert run(desk, "judgements", "--known-at", moment).out == ""
    assert first_line(desk, "Harrow House") == "Yes: season 3 of Harrow House is coming."


def test_a_confirmed_claim_is_marked(desk: Path) -> None:
    cancelled = claim_id(desk, *CANCELLED)
    judge(desk, "confirm", cancelled, "--why", "read it myself")
    assert run(desk, "claims", *CANCELLED).lines[0].endswith("[confirmed]")
    assert "is read rightly: read it myself" in run(desk, "ask", "Harrow House").out


def test_merged_titles_are_one_show_until_that_is_undone(desk: Path) -> None:
    before = ask(desk, "Night Ferry")
    merged = judge(desk, "merge", "Night Ferry", "The Paper Moth", "--why", "a working title")
    assert {source["name"] for source in ask(desk, "Paper Moth")["sources"]} >= {"moth-talks", "ferry-renewed"}
    assert first_line(desk, "Paper Moth") == first_line(desk, "Night Ferry")
    judge(desk, "undo", merged, "--why", "two shows")
    assert ask(desk, "Night Ferry") == before


@pytest.mark.parametrize("told_by", [["--year=2021"], ["--since", "2000-01-01"], ["--document"]], ids=" ".join)
def test_a_split_title_is_two_shows_until_that_is_undone(desk: Path, told_by: list[str]) -> None:
    before = ask(desk, "Gull Island")
    if told_by == ["--document"]:
        documents = run(desk, "export", "documents", "--format", "jsonl").json_lines()
        told_by = [*told_by, *(d["id"] for d in documents if d["source_id"] == "gull-new")]
    split = judge(desk, "split", "Gull Island", *told_by, "--why", "a remake")
    shows = [show for show in run(desk, "shows", "--format", "jsonl").json_lines() if "Gull Island" in show["show"]]
    assert [(show["season"], show["verdict"]) for show in shows] == [(2, "unknown"), (4, "no")]
    for show in shows:
        assert ask(desk, show["show"])["verdict"]["value"] == show["verdict"]
    judge(desk, "undo", split, "--why", "one show after all")
    assert ask(desk, "Gull Island") == before


def test_an_undoing_can_be_undone(desk: Path) -> None:
    merged = judge(desk, "merge", "Night Ferry", "Ashgrove", "--why", "one show")
    undone = judge(desk, "undo", merged, "--why", "two shows")
    judge(desk, "undo", undone, "--why", "one show after all")
    assert merged in [line[:12] for line in run(desk, "judgements").lines]
    assert first_line(desk, "Night Ferry") == first_line(desk, "Ashgrove")


@pytest.mark.parametrize(
    ("command", "id_"),
    [("reject", "zz"), ("reject", "%"), ("confirm", "'; DROP TABLE claims; --"), ("undo", "_"), ("undo", "\x1b[2J")],
)
def test_an_id_that_means_none_is_told(newsroom: Path, command: str, id_: str) -> None:
    done = run(newsroom, command, id_, "--why", "a slip")
    assert (done.status, done.out) == (1, "")
    (told,) = done.problems
    assert " has an id that begins so; `underway " in told
    assert "\x1b" not in told


def test_the_beginning_of_several_ids_is_told(newsroom: Path) -> None:
    ids = [c["id"] for c in run(newsroom, "claims", "--all", "--format", "jsonl").json_lines()]
    shared = next(id_[0] for id_ in ids if sum(other[0] == id_[0] for other in ids) > 1)
    (told,) = run(newsroom, "reject", shared, "--why", "a slip").problems
    assert told.startswith(f"{shared}: more than one claim here has an id that begins so")
