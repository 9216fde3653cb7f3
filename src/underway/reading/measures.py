"""The words of measurement: units, windows, demographics and what says that a number counts watchers, as
lexicon/measures.toml has them, compiled and checked when first needed."""

import re
from functools import cache

import msgspec

from underway.reading.cues import CueError
from underway.reading.lexicon import load
from underway.vocabulary.claims import Unit
from underway.vocabulary.durations import duration_of
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal

_NUMBER = rf"(?:\d{{1,3}}|{CARDINAL_PATTERN})"


class Window(msgspec.Struct, frozen=True):
    """Words that say over which span was measured; `duration` is None where they only say how ("overnight")."""

    start: int
    end: int
    duration: str | None


class _WindowCue(msgspec.Struct, frozen=True):
    """See measures.toml."""

    id: str
    patterns: list[str]
    literals: list[str]
    example: str
    window: str | None = None
    noun: str | None = None

    def duration(self, match: re.Match[str]) -> str | None:
        if self.window is not None:
            return self.window or None
        count = match["count"]
        noun = self.noun or match["noun"]
        return duration_of(read_cardinal(count) or 0 if count else 1, noun)


class Demographic(msgspec.Struct, frozen=True):
    range: str
    demo: str


class Nouns(msgspec.Struct, frozen=True):
    plain: str
    between: str
    other: str
    free: str


class Sides(msgspec.Struct, frozen=True):
    before: list[str]
    after: list[str] = []
    near: list[str] = []


class Comparison(msgspec.Struct, frozen=True):
    before: list[str]
    same: list[str]
    growth: list[str]
    scope: str


class Measures(msgspec.Struct, frozen=True):
    """The file as it stands."""

    units: dict[Unit, str]
    nouns: Nouns
    money: Sides
    elsewhere: dict[str, list[str]]
    unreached: dict[str, list[str]]
    certain: Sides
    likely: Sides
    about: dict[str, str]
    compare: Comparison
    demographic: Demographic
    region: dict[str, str]
    measurer: dict[str, str]
    window: list[_WindowCue]


@cache
def measures() -> Measures:
    return load("measures.toml", Measures)


@cache
def _windows() -> tuple[tuple[_WindowCue, tuple[re.Pattern[str], ...]], ...]:
    """Raises CueError where the data is at fault."""
    compiled = []
    for cue in measures().window:
        patterns = tuple(re.compile(p.replace("NUMBER", _NUMBER)) for p in cue.patterns)
        matches = [m for p in patterns for m in p.finditer(cue.example.lower())]
        if not matches:
            raise CueError(f"window {cue.id}: does not match its own example")
        if not all(any(w in m[0] for w in cue.literals) for m in matches):
            raise CueError(f"window {cue.id}: matches without any of its literals")
        compiled.append((cue, patterns))
    return tuple(compiled)


def find_windows(folded: str, start: int, end: int) -> list[Window]:
    """The windows that the span names, in order; where two overlap, the longer stands."""
    words = folded[start:end]
    found = [
        Window(start + m.start(), start + m.end(), cue.duration(m))
        for cue, patterns in _windows()
        if any(w in words for w in cue.literals)
        for p in patterns
        for m in p.finditer(words)
    ]
    kept: list[Window] = []
    for window in sorted(found, key=lambda w: (w.start, -w.end)):
        if kept and window.start < kept[-1].end:
            if window.end - window.start > kept[-1].end - kept[-1].start:
                kept[-1] = window
        else:
            kept.append(window)
    return kept


@cache
def unit_of_noun() -> dict[str, Unit]:
    return {noun: unit for unit, nouns in measures().units.items() for noun in nouns.split()}


@cache
def words_of(name: str) -> frozenset[str]:
    """One of the file's classes of words: plain, between, other, free, about, measurer."""
    m = measures()
    lists = {
        "plain": m.nouns.plain,
        "between": m.nouns.between,
        "other": m.nouns.other,
        "free": m.nouns.free,
        "about": m.about["words"],
        "measurer": m.measurer["names"],
    }
    return frozenset(lists[name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the file's patterns; those named "before" end where the text searched ends, those named "after" begin it."""
    m = measures()
    if name == "certain-before":
        return re.compile(rf"(?:^|\b)(?:{'|'.join(m.certain.before)})$")
    if name == "likely-before":
        return re.compile(rf"(?:^|\b)(?:{'|'.join(m.likely.before)})$")
    if name == "certain-after":
        return re.compile(rf"(?:{'|'.join(m.certain.after)})")
    if name == "compare-before":
        return re.compile(rf"(?:^|\b)(?:{'|'.join(map(re.escape, m.compare.before))})$")
    return re.compile(
        "|".join(
            {
                "near": m.likely.near,
                "elsewhere": m.elsewhere["patterns"],
                "unreached": m.unreached["patterns"],
                "same": m.compare.same,
                "growth": m.compare.growth,
                "scope": [m.compare.scope],
                "range": [m.demographic.range],
                "demo": [m.demographic.demo],
            }[name]
        )
    )
