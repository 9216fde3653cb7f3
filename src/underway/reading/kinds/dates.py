"""Date claims: when something happens or happened."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention, EventMention, find_events
from underway.reading.layout import Sentence
from underway.reading.links.modality import manner_of
from underway.reading.structure import DateMention, Draft, Page, within
from underway.vocabulary import Date
from underway.vocabulary.claims import Event

_GIVEN_UP = re.compile(
    r"\b(?:was|were|had been|been) (?:due|meant|supposed|set|scheduled|slated|expected|pencilled in|penciled in|to have|to be|to|originally)\b[^.;]{0,60}$|"
    r"\b(?:originally|once|instead of|rather than|no longer|off its|from its|not (?:in|on|until)|from)\b[^.;,]{0,24}$"
)
_NOUN_AFTER = re.compile(r"(?:,| )*\s?(?:launch|premiere|debut|start|return|opening|bow)\b")
_FINALE_AFTER = re.compile(r"(?:,|'s| )*\s?(?:finale|closer|closing episode|last episode|final episode)\b")
_DEBUT_SEASON = re.compile(r"\b(?:its|the show's|the series'|the drama's) (?:[a-z]+ \d{1,2},? (?:\d{4},? )?)?(?:launch|debut|series premiere)\b")
_DECISIONS: dict[str, Event] = {"renewed": "renewal", "cancelled": "cancellation"}
_MAKING: dict[str, Event] = {"in_production": "filming_start", "wrapped": "filming_end"}


class _Event(msgspec.Struct, frozen=True):
    event: Event
    start: int
    end: int
    rule: str
    gap: int


def find(page: Page) -> Iterator[Draft]:
    seen: set[tuple[str, str, str]] = set()
    for mention in page.dates:
        sentence = page.layout.sentence_at(mention.start)
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
            continue
        for draft in _decode(page, sentence, mention):
            fields = draft.fields
            key = (fields["show"], fields["event"], fields["date"])
            if key not in seen:
                seen.add(key)
                yield draft


def _decode(page: Page, sentence: Sentence, mention: DateMention) -> Iterator[Draft]:
    if _GIVEN_UP.search(page.folded[max(sentence.start, mention.start - 80) : mention.start]):
        return
    event = _event_of(page, sentence, mention)
    if event is None:
        return
    manner = manner_of(page.layout, sentence, event.start, event.end)
    if manner.asked or manner.negated or manner.supposed or manner.denied:
        return
    show = page.binding.show_in(sentence, min(event.start, mention.start), max(event.start, mention.start))
    if show is None:
        return
    season = page.season_at(event.start, show)
    if season is None and event.event == "premiere" and _DEBUT_SEASON.search(page.folded, sentence.start, sentence.end):
        season = 1
    yield Draft(
        kind=Date,
        start=sentence.start,
        end=sentence.end,
        rule=event.rule,
        fields={
            "show": show,
            "season": season,
            "event": event.event,
            "date": mention.date,
            "certainty": manner.certainty,
        },
    )


def _event_of(page: Page, sentence: Sentence, mention: DateMention) -> _Event | None:
    """The event that the date belongs to: a noun that it qualifies ("its October 2 launch"), else the nearest words."""
    folded = page.folded
    for pattern, event in ((_FINALE_AFTER, "finale"), (_NOUN_AFTER, "premiere")):
        match = pattern.match(folded, mention.end)
        if match:
            return _Event("finale" if event == "finale" else "premiere", mention.start, match.end(), f"date.{event}-noun", 0)
    found = [e for e in _candidates(page, sentence, mention) if e]
    return min(found, key=lambda e: e.gap) if found else None


def _candidates(page: Page, sentence: Sentence, mention: DateMention) -> Iterator[_Event]:
    for words in find_events(page.folded, sentence.start, sentence.end):
        gap = _gap(page, words, mention)
        if gap <= words.cue.reach:
            yield _Event(words.cue.event, words.start, words.end, words.cue.id, gap + (5 if words.cue.id == "premiere.air" else 0))
    for cue in page.cues:
        event = _DECISIONS.get(cue.cue.status) or _MAKING.get(cue.cue.status)
        if event and sentence.start <= cue.start < sentence.end and not cue.cue.polar:
            gap = _gap(page, cue, mention)
            if gap <= _DECISION_REACH:
                yield _Event(event, cue.start, cue.end, f"date.{cue.cue.id}", gap + 3)


_DECISION_REACH = 70


def _gap(page: Page, words: EventMention | CueMention, mention: DateMention) -> int:
    """Characters between the words and the date; what stands between them in other clauses, or other dates, sets them
    further apart."""
    low, high = min(words.end, mention.end), max(words.start, mention.start)
    if high <= low:
        return 0
    between = page.folded[low:high]
    others = sum(1 for m in within(page.dates, low, high))
    far = 25 * (between.count(";") + between.count(" - ") + others) + 12 * between.count(",")
    return high - low + far + (10 if words.start > mention.end else 0)
