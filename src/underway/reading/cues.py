"""The cues of status and of dated events: what lexicon/cues.toml and events.toml say, compiled and checked when first
needed."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import load
from underway.vocabulary.claims import Event, StatusValue

Side = Literal["before", "after", "near", "list"]
SeasonNeed = Literal["free", "needed", "object", "preferred", "never", "last"]


class CueError(ValueError):
    """A cue that contradicts itself; the message names it."""


class Cue(msgspec.Struct, frozen=True):
    """See the head of cues.toml. `before`, `after` and `context` must match beside the words, `guard` must not match at
    them; `polar` cues hold their negation in their own words; `reach` is how far off, in characters, a season may stand."""

    id: str
    status: StatusValue
    pattern: str
    literals: list[str]
    show: Side
    example: str
    season: SeasonNeed = "free"
    negated: str = ""
    reach: int = 90
    polar: bool = False
    first: bool = False
    before: str | None = None
    after: str | None = None
    context: str | None = None
    guard: str | None = None


class EventCue(msgspec.Struct, frozen=True):
    """See the head of events.toml."""

    id: str
    event: Event
    pattern: str
    literals: list[str]
    example: str
    reach: int = 60


class EventMention(msgspec.Struct, frozen=True):
    start: int
    end: int
    cue: EventCue


class CueMention(msgspec.Struct, frozen=True):
    start: int
    end: int
    cue: Cue


class _Compiled(msgspec.Struct, frozen=True):
    cue: Cue
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    context: re.Pattern[str] | None
    guard: re.Pattern[str] | None

    def find(self, folded: str) -> Iterator[CueMention]:
        for match in self.pattern.finditer(folded):
            start, end = match.span()
            if self.before and not self.before.search(folded[max(start - 60, 0) : start]):
                continue
            if self.after and not self.after.match(folded, end):
                continue
            if self.context and not self.context.search(folded, max(start - 60, 0), end + 60):
                continue
            if self.guard and any(g.start() < end and start < g.end() for g in self.guard.finditer(folded, max(start - 20, 0), end + 20)):
                continue
            yield CueMention(start, end, self.cue)


@cache
def _event_patterns() -> tuple[tuple[EventCue, re.Pattern[str]], ...]:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    compiled = []
    for cue in load("events.toml", dict[str, list[EventCue]])["cue"]:
        pattern = re.compile(cue.pattern)
        match = pattern.search(cue.example.lower())
        if not match:
            raise CueError(f"{cue.id}: does not match its own example")
        if not any(w in match[0] for w in cue.literals):
            raise CueError(f"{cue.id}: matches without any of its literals")
        compiled.append((cue, pattern))
    return tuple(compiled)


@cache
def _compiled() -> tuple[_Compiled, ...]:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    table = load("cues.toml", dict[str, list[Cue]])["cue"]
    seen: set[str] = set()
    compiled = []
    for cue in table:
        if cue.id in seen:
            raise CueError(f"{cue.id}: stands twice")
        seen.add(cue.id)
        one = _compile(cue)
        example = cue.example.lower()
        found = list(one.find(example))
        if not found:
            raise CueError(f"{cue.id}: does not match its own example")
        if not all(any(w in example[m.start : m.end] for w in cue.literals) for m in found):
            raise CueError(f"{cue.id}: matches without any of its literals")
        compiled.append(one)
    return tuple(compiled)


def _compile(cue: Cue) -> _Compiled:
    try:
        return _Compiled(
            cue,
            re.compile(cue.pattern),
            *(re.compile(p) if p else None for p in (cue.before, cue.after, cue.context, cue.guard)),
        )
    except re.error as error:
        raise CueError(f"{cue.id}: {error}") from error


def find_cues(folded: str) -> list[CueMention]:
    """Every cue of the text, in order of start. A pattern runs only where one of its literals stands."""
    found = [m for c in _compiled() if any(w in folded for w in c.cue.literals) for m in c.find(folded)]
    found.sort(key=lambda m: (m.start, -m.end))
    return found


def find_events(folded: str, start: int, end: int) -> list[EventMention]:
    """The words of dated events in the span, in order of start."""
    words = folded[start:end]
    found = [
        EventMention(start + m.start(), start + m.end(), cue)
        for cue, pattern in _event_patterns()
        if any(w in words for w in cue.literals)
        for m in pattern.finditer(words)
    ]
    found.sort(key=lambda m: m.start)
    return found
