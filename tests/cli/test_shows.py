"""`underway shows`: a line for each show."""

from pathlib import Path

import msgspec
import pytest

from .command import run

VERDICTS = {
    "Ashgrove": "unknown",
    "The Café Murders": "yes",
    "Gull Island": "no",
    "Harrow House": "no",
    "Night Ferry": "yes",
    "The Paper Moth": "reported",
    "Salt Garden": "yes",
}
NARROWED: list[tuple[list[str], set[str]]] = [
    (["--verdict", "yes"], {"The Café Murders", "Night Ferry", "Salt Garden"}),
    (["--verdict", "no", "--verdict", "reported"], {"Gull Island", "Harrow House", "The Paper Moth"}),
    (["--network", "netflix"], {"The Café Murders", "Harrow House", "Salt Garden"}),
    (["--network", "HULU", "--verdict", "unknown"], {"Ashgrove"}),
    (["--since", "2022-01-10"], {"Harrow House", "Night Ferry", "The Paper Moth"}),
    (["--doubtful"], {"Gull Island"}),
    (["--as-of", "2021-05-05"], {"Gull Island", "Harrow House"}),
    (["--known-at", "2020-12-31"], set()),
]


def test_each_show_has_a_line_with_its_verdict_in_the_order_of_the_titles(newsroom: Path) -> None:
    done = run(newsroom, "shows")
    assert (done.status, done.err) == (0, "")
    lines = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert [line[:32].strip() for line in lines] == list(VERDICTS)
    assert [line[32:].split()[0] for line in lines] == list(VERDICTS.values())
    (harrow,) = [line for line in lines if line.startswith("Harrow House ")]
    assert harrow.endswith("Season 3 · Netflix · 1 June 2022")


def test_what_cannot_be_told_apart_is_asked_below_with_the_commands_that_settle_it(newsroom: Path) -> None:
    _, doubt = run(newsroom, "shows", "--doubtful").lines
    assert doubt.startswith("Documents tell of Gull Island in 1996, and of its beginning in 2021: ")
    assert "underway split 'Gull Island' --year=2021 --why …" in doubt


@pytest.mark.parametrize(("options", "titles"), NARROWED, ids=[" ".join(options) for options, _ in NARROWED])
def test_they_are_narrowed_down(newsroom: Path, options: list[str], titles: set[str]) -> None:
    done = run(newsroom, "shows", *options, "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    assert {show["show"] for show in done.json_lines()} == titles


def test_a_line_says_what_the_answer_says(newsroom: Path) -> None:
    shows = msgspec.json.decode(run(newsroom, "shows", "--format", "json").out)
    (show,) = [show for show in shows if show["show"] == "Harrow House"]
    answer = msgspec.json.decode(run(newsroom, "ask", "Harrow House", "--format", "json").out)
    assert (show["show"], show["season"], show["verdict"], show["since"]) == (
        answer["show"],
        answer["season"],
        answer["verdict"]["value"],
        answer["verdict"]["since"],
    )
