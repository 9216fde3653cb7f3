"""The words that say how many episodes: what lexicon/counts.toml says, compiled and checked when first needed."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from underway.reading.cues import compile_words
from underway.reading.lexicon import load
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal

_NUMBER = rf"(?:\d{{1,2}},\d{{3}}|\d{{1,4}}|{CARDINAL_PATTERN}|half a dozen|an?(?: half)? dozen)"
_MOST = 20_000
_DECIMALS = re.compile(r"[.,:]\d")


class CountCue(msgspec.Struct, frozen=True):
    """See the head of counts.toml."""

    id: str
    patterns: list[str]
    literals: list[str]
    example: str
    names: bool = False
    whole: bool = False
    season: bool = False
    least: int = 2
    compared: bool = False
    cut: bool = False


class CountMention(msgspec.Struct, frozen=True):
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
def _compiled() -> tuple[tuple[CountCue, tuple[re.Pattern[str], ...]], ...]:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    words = {name.upper(): f"(?:{'|'.join(listed.split())})" for name, listed in _table().words.items()}
    words["NUMBER"] = _NUMBER
    compiled = []
    for cue in _table().count:
        patterns = (re.sub(r"\b(?:NUMBER|NOUN|KIND|RUN|THING)\b", lambda m: words[m[0]], p) for p in cue.patterns)
        compiled.append((cue, compile_words(cue.id, patterns, cue.literals, cue.example)))
    return tuple(compiled)


@cache
def _literals() -> frozenset[str]:
    """The literals of the cues that stand alone: without any of them, a sentence counts nothing."""
    return frozenset(w for cue, _ in _compiled() if not (cue.compared or cue.cut) for w in cue.literals)


@cache
def _blocks(side: str) -> re.Pattern[str]:
    return re.compile("|".join(_table().blocked[side]))


def find_counts(folded: str, start: int, end: int) -> Iterator[CountMention]:
    """The counts of episodes in the span, in order, one a number."""
    words = folded[start:end]
    if not any(map(words.__contains__, _literals())):
        return
    taken: dict[int, CountMention] = {}
    given_up: set[int] = set()
    for cue, patterns in _compiled():
        if not any(map(words.__contains__, cue.literals)):
            continue
        for pattern in patterns:
            for match in pattern.finditer(words):
                count = read_cardinal(match["count"]) or 0
                at = match.start("count")
                if at in taken or not cue.least <= count <= _MOST or 1900 <= count <= 2100:
                    continue
                if _blocked(cue, words, match):
                    continue
                end_of_words = match.start() + len(match[0].rstrip())
                taken[at] = CountMention(start + at, start + end_of_words, count, cue)
                if cue.cut:
                    given_up.update(range(start + match.start(), start + at))
    yield from (taken[at] for at in sorted(taken) if start + at not in given_up)


def _blocked(cue: CountCue, words: str, match: re.Match[str]) -> bool:
    """Does what stands around say that something else is counted, or only some of the episodes?"""
    at, after = match.start("count"), words[match.end() : match.end() + 40]
    return bool(
        _DECIMALS.match(words, match.end("count"))
        or (at == match.start() and _blocks("before").search(words[max(at - 60, 0) : at]))
        or _blocks("after").search(after)
        or (not cue.whole and _blocks("part").search(after))
    )
