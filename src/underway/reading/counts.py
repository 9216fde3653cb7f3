"""The words that say how many episodes: what lexicon/counts.toml says, compiled and checked when first needed."""

import re
from functools import cache

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import MULTILINE, Matches
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN, read_cardinal, read_ordinal

_NUMBER = rf"(?:\d{{1,2}},\d{{3}}|\d{{1,4}}|{CARDINAL_PATTERN}|half a dozen|an?(?: half)? dozen)"
_PLACED = re.compile(r"\b(?:NUMBER|ORDINAL|NOUN|KIND|RUN|THING)\b")
_MOST = 20_000
_DECIMALS = re.compile(r"[.,:]\d")


class CountCue(msgspec.Struct, frozen=True):
    """See the head of counts.toml."""

    id: str
    patterns: list[str]
    example: str
    names: bool = False
    whole: bool = False
    season: bool = False
    least: int = 2
    compared: bool = False
    cut: bool = False
    total: bool = False
    yields: bool = False


class CountMention(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    count: int
    cue: CountCue


class _Table(msgspec.Struct, frozen=True):
    words: dict[str, str]
    blocked: dict[str, list[str]]
    count: list[CountCue]


@cache
def _table() -> _Table:
    return load("counts.toml", _Table)


@cache
def _counts() -> tuple[tuple[CountCue, str], ...]:
    """Each pattern with its cue. Raises msgspec.ValidationError where the data is at fault."""
    words = {name.upper(): f"(?:{'|'.join(listed.split())})" for name, listed in _table().words.items()}
    words |= {"NUMBER": _NUMBER, "ORDINAL": ORDINAL_PATTERN}
    return tuple(
        (cue, MULTILINE + _PLACED.sub(lambda m: words[m[0]], pattern))
        for cue in _table().count
        for pattern in cue.patterns
    )


def count_patterns() -> list[str]:
    return [pattern for _, pattern in _counts()]


@cache
def _blocks(side: str) -> re.Pattern[str]:
    return re.compile("|".join(_table().blocked[side]))


def read_counts(folded: str, matches: Matches) -> list[CountMention]:
    """The counts of episodes, in order, one a number, from the matches of their patterns."""
    taken: dict[int, CountMention] = {}
    given_up: set[int] = set()
    for index, match in matches:
        cue = _counts()[index][0]
        count = read_cardinal(match["count"]) or read_ordinal(match["count"]) or 0
        start = match.start("count")
        if (
            (start in taken and not _yields(taken[start].cue))
            or not cue.least <= count <= _MOST
            or 1900 <= count <= 2100
        ):
            continue
        if _blocked(cue, folded, match):
            continue
        taken[start] = CountMention(start, match.start() + len(match[0].rstrip()), count, cue)
        if cue.cut:
            given_up.update(range(match.start(), start))
    return [taken[start] for start in sorted(taken) if start not in given_up]


def _yields(cue: CountCue) -> bool:
    return cue.season or cue.yields


def _blocked(cue: CountCue, folded: str, match: re.Match[str]) -> bool:
    """Does what stands around say that something else is counted, or only some of the episodes?"""
    start, after = match.start("count"), folded[match.end() : match.end() + 40].partition("\n")[0]
    before = folded[max(start - 60, 0) : start].rpartition("\n")[2]
    return bool(
        _DECIMALS.match(folded, match.end("count"))
        or (start == match.start() and _blocks("before").search(before))
        or _blocks("after").search(after)
        or (not cue.whole and _blocks("part").search(after))
    )
