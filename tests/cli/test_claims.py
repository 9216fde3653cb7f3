"""`underway claims`: what is kept, narrowed down."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from .command import run

Record = dict[str, Any]


@pytest.fixture(scope="module")
def kept(newsroom: Path) -> list[Record]:
    """Every claim that is kept, whatever its state."""
    done = run(newsroom, "claims", "--all", "--limit", "0", "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    return done.json_lines()


def words(claim: Record) -> str:
    return str(claim["evidence"]["text"])


def is_current(claim: Record) -> bool:
    return bool(claim["state"] == "current")


NARROWED: list[tuple[list[str], Callable[[Record], bool]]] = [
    ([], is_current),
    (["--all", "--kind", "date"], lambda c: c["kind"] == "date"),
    (["--show", "cafe murders"], lambda c: c["show"] == "The Café Murders"),
    (["--show", "harrow house", "--season", "2"], lambda c: c["show"] == "Harrow House" and c.get("season") == 2),
    (["--all", "--status", "renewed"], lambda c: c.get("status") == "renewed"),
    (["--status", "creator"], lambda c: c.get("role") == "creator"),
    (["--speaker", "ines marlow"], lambda c: "Ines Marlow" in (c.get("speaker"), c.get("person"))),
    (["--all", "--publisher", "set & stage"], lambda c: c["publisher"] == "Set & Stage"),
    (
        ["--from-day", "2022-01-10", "--to-day", "2022-02-02"],
        lambda c: (c["published"] or "")[:7] in ("2022-01", "2022-02"),
    ),
    (["--known-at", "2020-12-31", "--all"], lambda c: False),
    (["--all", "--text", "Second Season"], lambda c: "second season" in words(c)),
    (["--all", "--text", "second", "--text", "HOUSE"], lambda c: "second" in words(c) and "House" in words(c)),
    (["--text", "second OR third"], lambda c: False),
    (["--text", "NEAR(second season)"], lambda c: False),
    (["--text", "-third"], lambda c: is_current(c) and "third" in words(c)),
    (["--text", "'); DROP TABLE claims; --"], lambda c: False),
    (["--all", "--text", '"second season" 🎬'], lambda c: "second season" in words(c)),
]


@pytest.mark.parametrize(("options", "wanted"), NARROWED, ids=[" ".join(options) or "none" for options, _ in NARROWED])
def test_they_are_narrowed_down(
    newsroom: Path, kept: list[Record], options: list[str], wanted: Callable[[Record], bool]
) -> None:
    done = run(newsroom, "claims", *options, "--limit", "0", "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    assert [claim["id"] for claim in done.json_lines()] == [claim["id"] for claim in kept if wanted(claim)]


def test_the_newest_come_first_and_no_more_than_asked_for(newsroom: Path, kept: list[Record]) -> None:
    days = [claim["published"] for claim in kept if claim["published"]]
    assert days == sorted(days, reverse=True)
    assert run(newsroom, "claims", "--all", "--limit", "5", "--format", "jsonl").json_lines() == kept[:5]
    assert msgspec.json.decode(run(newsroom, "claims", "--format", "json").out) == [c for c in kept if is_current(c)]


def test_the_older_version_of_a_page_is_history(newsroom: Path, kept: list[Record]) -> None:
    states = {claim["document"]: claim["state"] for claim in kept if claim["show"] == "Ashgrove"}
    assert states == {"ashgrove-first": "superseded", "ashgrove-second": "current"}
    then = run(newsroom, "claims", "--show", "Ashgrove", "--as-of", "2021-07-02", "--format", "jsonl").json_lines()
    assert {(claim["document"], claim["state"]) for claim in then} == {("ashgrove-first", "current")}


def test_for_people_each_has_its_id_its_words_and_its_source(newsroom: Path, kept: list[Record]) -> None:
    head, quoted, source = run(newsroom, "claims", "--show", "Harrow House", "--kind", "audience").lines
    (claim,) = [claim for claim in kept if claim["kind"] == "audience"]
    assert head.startswith(claim["id"][:12])
    assert (quoted, source) == (f"“{words(claim)}”", "— Set & Stage, 1 June 2022")


@pytest.mark.parametrize(
    ("format_", "shown"), [("text", "the ‹U+001B›[31mcompany‹U+202E› 🎬 <b>"), ("jsonl", "\\u001b")]
)
def test_hostile_words_are_shown_inert(newsroom: Path, format_: str, shown: str) -> None:
    done = run(newsroom, "claims", "--publisher", "=cmd|' /C calc'!A0", "--format", format_)
    assert shown in done.out
    assert not {"\x1b", "\u202e"}.intersection(done.out)


@pytest.mark.parametrize("text", ["🎬", '""', "*"])
def test_a_text_without_a_word_is_told(newsroom: Path, text: str) -> None:
    done = run(newsroom, "claims", "--text", text)
    assert (done.out, done.problems) == ("", ["--text: holds no word to look for"])
