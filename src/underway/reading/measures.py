"""The words of measurement: units, windows, demographics and what says that a number counts watchers, as
lexicon/measures.toml has them, compiled and checked when first needed."""

import re
from functools import cache
from typing import Literal, get_args

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import MULTILINE, Matches, Places
from underway.vocabulary.claims import Unit
from underway.vocabulary.durations import duration_of
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal

_A_DAY = 24  # hours; what was measured over fewer is the length of a broadcast
_NUMBER = rf"(?:\d{{1,3}}|{CARDINAL_PATTERN})"

Measuring = Literal["near", "rated", "surveyed", "figures", "all-figures", "week-list", "listed-unit", "column"]
_MEASURING: tuple[Measuring, ...] = get_args(Measuring)
WordClass = Literal["plain", "between", "other", "free", "about", "money", "difference"]


class Window(msgspec.Struct, frozen=True, gc=False):
    """Words that say over which span was measured; `duration` is None where they only say how ("overnight"). What is
    not `streamed` is no audience of a week of the calendar."""

    start: int
    end: int
    duration: str | None
    streamed: bool = False


class _WindowCue(msgspec.Struct, frozen=True):
    """See measures.toml."""

    id: str
    patterns: list[str]
    example: str
    window: str | None = None
    noun: str | None = None
    streamed: bool = False

    def duration(self, match: re.Match[str]) -> str | None:
        if self.window is not None:
            return self.window or None
        count = match.groupdict().get("count")
        if count and (self.noun or match["noun"] or "").startswith("hour") and (read_cardinal(count) or 0) < _A_DAY:
            return None  # "across its two hours"
        return duration_of(read_cardinal(count) or 0 if count else 1, self.noun or match["noun"] or "day")


class _Measures(msgspec.Struct, frozen=True):
    """The file as it stands."""

    units: dict[Unit, str]
    nouns: dict[str, str]
    prefixes: dict[str, str]
    about: dict[str, str]
    patterns: dict[str, list[str]]
    region: dict[str, str]
    window: list[_WindowCue]


@cache
def _measures() -> _Measures:
    return load("measures.toml", _Measures)


@cache
def unit_of_noun() -> dict[str, Unit]:
    return {noun: unit for unit, nouns in _measures().units.items() for noun in nouns.split()}


@cache
def region_of_word() -> dict[str, str]:
    return {word: region for region, words in _measures().region.items() for word in words.split()}


@cache
def words_of(name: WordClass) -> frozenset[str]:
    table = _measures()
    lists = {
        **table.nouns,
        "about": table.about["words"],
        "money": table.prefixes["money"],
    }
    return frozenset(lists[name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the file's patterns, by its name."""
    return re.compile(rf"(?:^|\b)(?:{_joined(name)})$" if name.endswith("-before") else _joined(name))


def _joined(name: str) -> str:
    return "|".join(_measures().patterns[name])


def measuring_patterns() -> list[str]:
    return [_joined(name) for name in _MEASURING]


def read_measuring(matches: Matches) -> Places[Measuring]:
    """Where the text speaks of audiences and figures, from the matches of the patterns."""
    return Places(_MEASURING, matches)


@cache
def _windows() -> tuple[tuple[_WindowCue, str], ...]:
    """Each pattern with its cue. Raises msgspec.ValidationError where the data is at fault."""
    return tuple(
        (cue, MULTILINE + pattern.replace("NUMBER", _NUMBER)) for cue in _measures().window for pattern in cue.patterns
    )


def window_patterns() -> list[str]:
    return [pattern for _, pattern in _windows()]


def read_windows(matches: Matches) -> list[Window]:
    """The windows that the text names, in order, from the matches of their patterns; where two overlap, the longer
    stands."""
    found = []
    for index, match in matches:
        cue = _windows()[index][0]
        found.append(Window(match.start(), match.end(), cue.duration(match), cue.streamed))
    kept: list[Window] = []
    for window in sorted(found, key=lambda w: (w.start, -w.end)):
        if kept and window.start < kept[-1].end:
            if window.end - window.start > kept[-1].end - kept[-1].start:
                kept[-1] = window
        else:
            kept.append(window)
    return kept
