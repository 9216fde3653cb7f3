"""`underway changes`: what became known, and what became of it."""

from pathlib import Path
from typing import Any

import pytest

from .command import run

TOLD = [
    "2021-03-01 Season 1: aired.",
    "2021-03-01 Finale of season 1: 28 February 2021.",
    "2021-03-01 Season 2: no decision announced.",
    "2021-03-01 Network: Netflix.",
    "2021-05-05 Season 2: renewed; before, no decision announced.",
    "2021-05-05 Premiere of season 2: 2 October 2021.",
    "2021-09-20 Premiere of season 2 moved from 2 October 2021 to 4 March 2022.",
    "2022-03-04 Season 2: aired 4 March 2022.",
    "2022-06-01 Audience of season 2: 12 million households, first 28 days, Netflix.",
    "2022-06-01 Season 3: cancelled.",
]


@pytest.fixture(scope="module")
def every(newsroom: Path) -> list[dict[str, Any]]:
    return run(newsroom, "changes", "--format", "jsonl").json_lines()


def test_each_is_a_line_with_its_day_and_its_source_the_oldest_first(newsroom: Path) -> None:
    done = run(newsroom, "changes", "harrow house")
    assert (done.status, done.err) == (0, "")
    assert [line.startswith(told) for line, told in zip(done.lines, TOLD, strict=True)] == [True] * len(TOLD)
    assert [line.rpartition("[")[2] for line in done.lines[3:6]] == ["The Dial]", "Set & Stage]", "Set & Stage]"]


def test_a_page_that_was_changed_moves_a_date(newsroom: Path, every: list[dict[str, Any]]) -> None:
    of_page = [change for change in every if change["show"] == "Ashgrove" and change["what"] == "premiere"]
    assert [(change["before"], change["after"]) for change in of_page] == [
        (None, "2022-02-01"),
        ("2022-02-01", "2022-02-08"),
    ]


def test_without_titles_every_show_is_told_of_and_named(newsroom: Path, every: list[dict[str, Any]]) -> None:
    lines = run(newsroom, "changes").lines
    assert len(lines) == len(every) == len({change["id"] for change in every})
    for line, change in zip(lines, every, strict=True):
        assert line.startswith(f"{change['day']} {change['show']}: {change['said']}")
    named = run(newsroom, "changes", "Night Ferry", "Cafe Murders", "--format", "jsonl").json_lines()
    assert [change["id"] for change in named] == [
        change["id"] for change in every if change["show"] in ("Night Ferry", "The Café Murders")
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "2021-07-02", "9999-12-31"])
def test_as_of_a_day_it_is_the_history_up_to_it(newsroom: Path, every: list[dict[str, Any]], day: str) -> None:
    assert run(newsroom, "changes", "--as-of", day, "--format", "jsonl").json_lines() == [
        change for change in every if change["day"] <= day
    ]


def test_since_a_day_is_what_happened_or_was_learned_from_then_on(newsroom: Path, every: list[dict[str, Any]]) -> None:
    learned = every[0]["learned"][:10]
    assert run(newsroom, "changes", "--since", learned, "--format", "jsonl").json_lines() == every
    assert run(newsroom, "changes", "--since", "9999-12-31", "--format", "json") == (0, "[]\n", "")


@pytest.mark.parametrize("command", ["changes", "feed", "calendar"])
def test_a_title_that_is_not_there_is_told_with_those_that_may_be_meant(newsroom: Path, command: str) -> None:
    done = run(newsroom, command, "Night Ferry", "Harow House")
    assert done == (
        1,
        "",
        "underway: Harow House: no document here speaks of it; did you mean Harrow House?\n",
    )
