"""The words of dated events: what lexicon/events.toml says."""

from functools import cache

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import MULTILINE, Matches
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
    """`head` is where the word begins that a date goes with, where others may stand between those of the event."""

    start: int
    end: int
    head: int
    cue: EventCue


@cache
def _cues() -> list[EventCue]:
    """Raises msgspec.ValidationError where the data is at fault."""
    return load("events.toml", dict[str, list[EventCue]])["cue"]


def event_patterns() -> list[str]:
    """Of each cue, in order."""
    return [MULTILINE + "|".join(cue.patterns) for cue in _cues()]


def read_events(matches: Matches) -> list[EventMention]:
    """The words of dated events, from the matches of their patterns."""
    cues = _cues()
    return [EventMention(m.start(), m.end(), m.start(m.lastindex or 0), cues[index]) for index, m in matches]
