"""Many patterns in one pass find what each would find alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading.scanner import ScanError, Scanner

PATTERNS = (
    r"\b(?:has|have|had) (?:\w+ ){0,2}been (?:renewed|axed)\b",
    r"\bpull(?:s|ed)? the plug\b",
    r"(?:(?<=n)'t|\bnot) (?:coming|going) back\b",
    r"\b(?:one|two|\d{1,2}) (?:more )?(?:seasons?|eps)\b",
    r"\bends?\b[^.;]{0,20} (?:run|here)\b",
    r"\((?:final|last)\)",
)
WORDS = (
    "has have had been renewed axed not isn't coming going back pull pulled pulls the plug one two 12 more season "
    "seasons eps end ends run here (final) (last) quickly never weekend sons . ; , \n"
).split(" ")


def alone(pattern: str, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(pattern, text)]


def together(text: str) -> list[list[tuple[int, int]]]:
    """By two scanners' worth of patterns in one."""
    groups = PATTERNS[:2], PATTERNS[2:]
    found: list[list[tuple[int, int]]] = [[] for _ in PATTERNS]
    first, second = Scanner(*groups).find(text)
    for index, match in first:
        found[index].append(match.span())
    for index, match in second:
        found[index + len(groups[0])].append(match.span())
    return found


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_finds_what_each_pattern_finds_alone(text: str) -> None:
    assert together(text) == [alone(p, text) for p in PATTERNS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it has been renewed, and had never been axed", ["has been renewed", "had never been axed"]),
        ("the showhas been renewed", []),
        ("it isn't coming back", ["'t coming back"]),
        ("12 more seasons, two eps, no one eps", ["12 more seasons", "two eps", "one eps"]),
        ("", []),
    ],
)
def test_begins_where_a_word_begins(text: str, found: list[str]) -> None:
    (matches,) = Scanner(PATTERNS).find(text)
    assert sorted((m[0] for _, m in matches), key=text.index) == found


def test_of_lines_none_goes_on_into_the_next() -> None:
    pattern = r"\bpulled\s+the plug\b"
    text = "pulled\nthe plug\npulled the plug"
    (anywhere,) = Scanner([pattern]).find(text)
    (in_lines,) = Scanner([pattern], lines=True).find(text)
    assert ([m.start() for _, m in anywhere], [m.start() for _, m in in_lines]) == ([0, 16], [16])


@pytest.mark.parametrize("pattern", [r"\w+", r"(?:renewed)?", r"\d+", r"[a-z]{3}"])
def test_refuses_a_pattern_without_a_literal(pattern: str) -> None:
    with pytest.raises(ScanError, match="no literal to look for"):
        Scanner([pattern])
