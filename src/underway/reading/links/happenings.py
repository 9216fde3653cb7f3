"""Which event a date belongs to: the words of events around it, weighed by how far off and how plain they are."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.events import EventMention
from underway.reading.layout import Sentence
from underway.reading.structure import DateMention, Page, inside, within
from underway.vocabulary.claims import Event

# Nouns that a date stands before: "its October 2 launch".
_QUALIFIED: tuple[tuple[Event, re.Pattern[str]], ...] = (
    (
        "finale",
        re.compile(
            r"(?:,|'s| )*\s?(?:season |series )?"
            r"(?:finale|closer|season-ender|ender|closing (?:episode|show)|last episode|final episode)\b"
        ),
    ),
    (
        "premiere",
        re.compile(r"(?:,| |'s)*\s?(?:series |season )?(?:launch|premiere|debut|start|return|opening|bow|release)\b"),
    ),
)
_FINALE = re.compile(r"\b(?:finales?|last episode|final episode|closer)\b[\"']?,? (?:which |that |to )?(?:\w+ly )?$")
_NEW_CLAUSE = re.compile(r" (?:and|but|while|after|before|who|which|whose|when|where|as|that|because|than) ")
REACH = 95  # at most this far off, in characters and penalties
_WINDOW = 200
_WEAK_REACH = 40
_WEAK_COST = 60


class Happening(msgspec.Struct, frozen=True):
    """What the words at `start` to `end` say happens; the lower the `cost`, the closer to the date they stand."""

    event: Event
    start: int
    end: int
    rule: str
    cost: int


def happening_of(page: Page, scope: Sentence, mention: DateMention) -> Happening | None:
    """The event that the words of `scope` give the date: a noun that it qualifies, else the cheapest."""
    for event, pattern in _QUALIFIED:
        match = pattern.match(page.folded, mention.end)
        if match:
            return Happening(event, mention.start, match.end(), f"{event}.qualified", 0)
    return min(_candidates(page, scope, mention), key=lambda h: h.cost, default=None)


def _candidates(page: Page, scope: Sentence, mention: DateMention) -> Iterator[Happening]:
    for words in inside(page.events, *near(scope, mention)):
        if words.cue.ahead and not mention.ahead:
            continue
        cost = cost_between(page, words, mention)
        if words.cue.event == "premiere" and _FINALE.search(page.folded, scope.start, words.start):
            continue  # "the season finale, which dropped on Friday": the noun before it says what it was
        if cost <= (_WEAK_REACH if words.cue.weak else REACH):
            cost += _WEAK_COST * words.cue.weak
            yield Happening(words.cue.event, words.start, words.end, words.cue.id, cost)


def near(scope: Sentence, mention: DateMention) -> tuple[int, int]:
    """The part of the sentence in whose reach the date is, however long the sentence."""
    return max(scope.start, mention.start - _WINDOW), min(scope.end, max(mention.end, scope.start) + _WINDOW)


def cost_between(page: Page, words: EventMention | CueMention, mention: DateMention) -> int:
    """Characters between the words and the date; what stands between them in other clauses, or other dates, sets them
    further apart."""
    start = words.start
    if isinstance(words, EventMention) and mention.start > start:
        start = words.head  # "filming on 3 March began"
    low, high = min(words.end, mention.end), max(start, mention.start)
    if high <= low:
        return 0
    if high - low > REACH:
        return high - low  # out of reach as it is
    between = page.folded[low:high]
    others = sum(1 for m in within(page.dates, low, high) if m is not mention)
    far = 25 * (between.count(";") + between.count(" - ") + others)
    far += 12 * between.count(",") + 20 * len(_NEW_CLAUSE.findall(between))
    return high - low + far + (10 if words.start > mention.end else 0)
