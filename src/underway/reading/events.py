"""The words of dated events: what lexicon/events.toml says, compiled and checked when first needed."""

import re
from functools import cache

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import Matches, compile_words
from underway.vocabulary.claims import Event


class EventCue(msgspec.Struct, frozen=True):
    """See the head of events.toml."""

    id: str
    event: Event
    patterns: list[str]
    example: str
    weak: bool = False
    ahead: bool = False


class EventMention(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    cue: EventCue


@cache
def _events() -> tuple[tuple[EventCue, re.Pattern[str]], ...]:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    return tuple(
        (cue, pattern)
        for cue in load("events.toml", dict[str, list[EventCue]])["cue"]
        for pattern in compile_words(cue.id, ["|".join(cue.patterns)], cue.example)
    )


def event_patterns() -> list[re.Pattern[str]]:
    return [pattern for _, pattern in _events()]


def read_events(matches: Matches) -> list[EventMention]:
    """The words of dated events, from the matches of their patterns."""
    events = _events()
    return [EventMention(m.start(), m.end(), events[index][0]) for index, m in matches]
