"""The words of dated events: what lexicon/events.toml says, compiled and checked when first needed."""

import re
from functools import cache

import msgspec

from underway.reading.cues import compile_words
from underway.reading.lexicon import load
from underway.vocabulary.claims import Event


class EventCue(msgspec.Struct, frozen=True):
    """See the head of events.toml."""

    id: str
    event: Event
    patterns: list[str]
    literals: list[str]
    example: str
    weak: bool = False
    ahead: bool = False


class EventMention(msgspec.Struct, frozen=True):
    start: int
    end: int
    cue: EventCue


@cache
def _compiled() -> tuple[tuple[EventCue, re.Pattern[str]], ...]:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    compiled = []
    for cue in load("events.toml", dict[str, list[EventCue]])["cue"]:
        (pattern,) = compile_words(cue.id, ["|".join(cue.patterns)], cue.literals, cue.example)
        compiled.append((cue, pattern))
    return tuple(compiled)


def find_events(folded: str, start: int, end: int) -> list[EventMention]:
    """The words of dated events in the span, in order of start."""
    words = folded[start:end]
    found = [
        EventMention(start + m.start(), start + m.end(), cue)
        for cue, pattern in _compiled()
        if any(w in words for w in cue.literals)
        for m in pattern.finditer(words)
    ]
    found.sort(key=lambda m: m.start)
    return found
