"""The words of dated events: what lexicon/events.toml says, compiled and checked when first needed."""

from functools import cache

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import Scanner, compile_words
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


class _Events(msgspec.Struct, frozen=True):
    cues: tuple[EventCue, ...]  # one for each pattern
    scanner: Scanner


@cache
def _events() -> _Events:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    compiled = [
        (cue, pattern)
        for cue in load("events.toml", dict[str, list[EventCue]])["cue"]
        for pattern in compile_words(cue.id, ["|".join(cue.patterns)], cue.example)
    ]
    return _Events(tuple(cue for cue, _ in compiled), Scanner([pattern for _, pattern in compiled], lines=True))


def find_events(folded: str) -> list[EventMention]:
    """The words of dated events, in order of start."""
    events = _events()
    found = [EventMention(m.start(), m.end(), events.cues[index]) for index, m in events.scanner.find(folded)]
    found.sort(key=lambda m: m.start)
    return found
