"""What a row of a listing says of its show: what is on, and which season of it."""

import re

import msgspec

from underway.reading.layout import Span
from underway.reading.lexicon import phrases
from underway.reading.structure import DateMention, Page, Placed, within
from underway.vocabulary.claims import Event

_EVENTS = "happenings.toml"
_LONGEST_INTRODUCTION = 600
_ENDS = re.compile(rf"\b{phrases('ends_in_row', _EVENTS)}\b")
_BEGINS = re.compile(rf"\b{phrases('begins_in_row', _EVENTS)}\b|(?:^|[.(\n\[ ])new[!).\]:]")
_NO_EVENT = re.compile(rf"\b{phrases('no_event_in_row', _EVENTS)}\b")
_CALENDAR = re.compile(rf"\b{phrases('calendar', _EVENTS)}\b")
_NO_WORDS = re.compile(
    r"(?:[\W_]|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b"
    r"|\b(?:et|pt|ct|at|the|from|on|in|due|back|part|volume|final|limited|new|season|series|premieres?|returns?|debuts?|launch(?:es)?)\b"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?)?(?:/\d{1,2}c)?)*"
)


class Scheduled(msgspec.Struct, frozen=True):
    """What happens on `mention` to the show, as far as the layout says."""

    mention: DateMention
    show: str
    season: int | None
    event: Event
    place: Span


def is_calendar(page: Page, index: int) -> bool:
    """Does the title, or what leads to the first day, speak of premieres?"""
    before = page.layout.blocks[:index]
    if not before:
        return False
    lead = before[-1]
    heads = page.folded[before[0].start : before[0].end]
    last = page.folded[max(lead.start, lead.end - _LONGEST_INTRODUCTION) : lead.end]
    title = (page.document.title or "").casefold()
    return any(_CALENDAR.search(words) for words in (title, heads, last))


def event_told(folded: str, start: int, end: int, calendar: bool) -> Event | None:
    if _NO_EVENT.search(folded, start, end):
        return None
    if _ENDS.search(folded, start, end):
        return "finale"
    return "premiere" if calendar or _BEGINS.search(folded, start, end) else None


def season_told(page: Page, start: int, end: int) -> int | None:
    season = next((m for m in page.binding.season_in(start, end) if len(m.numbers) == 1 and not m.count), None)
    return season.numbers[0] if season else None


def is_bare(page: Page, start: int, end: int) -> bool:
    """Stands there nothing but hours, channels and seasons?"""
    words, at = [], start
    passed: list[Placed] = [*within(page.organisations, start, end), *within(page.seasons, start, end)]
    for mention in sorted(passed, key=lambda m: m.start):
        words.append(page.folded[at : max(mention.start, at)])
        at = max(mention.end, at)
    words.append(page.folded[at : max(end, at)])
    return bool(_NO_WORDS.fullmatch(" ".join(words)))
