"""Date claims: when something happens or happened."""

import re
from collections.abc import Iterator

from underway.reading.kinds.bearers import MATTERS, season_of, shows_of
from underway.reading.kinds.courses import Courses
from underway.reading.kinds.dated_decisions import (
    DECISIONS,
    DatedDecision,
    decisions_joined,
    decisions_of,
    decisions_said,
    verdicts_of,
)
from underway.reading.kinds.progress import Place, Progress
from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.happenings import Happening, happening_of, is_given_up
from underway.reading.links.modality import Manner
from underway.reading.links.rows import Scheduled
from underway.reading.links.schedules import scheduled
from underway.reading.notices import Part
from underway.reading.structure import DateMention, Draft, Page, inside, within
from underway.vocabulary import Date
from underway.vocabulary.claims import Event

_EVENTS = "happenings.toml"
_OF_OCCASION = re.compile(rf"\b{phrases('occasion', _EVENTS)} $")
_OF_ANOTHER = re.compile(rf"'s (?:[a-z]+ )?{phrases('occasion_after', _EVENTS)}\b")
_SPAN_FROM = re.compile(r"\b(?:days|hours) (?:from|after|following|since) (?:its|the|their) $")
_SAID = re.compile(rf"\b{phrases('said_on', _EVENTS)}(?: [a-z']+){{0,2}} (?:on |late |early |in |last |this )*$")
_SAYS_NEXT = re.compile(r" (?:officially |also |finally )?(?:announced|confirmed|revealed|said|declared|unveiled)\b")
_DATELINE = re.compile(r"\s*\(?[^\Wa-z\d][^a-z\d]{3,30}, \(?$")
_IN_PARENTHESES = re.compile(r"\(\d{4}(?:[-–]\d{0,4})?\)")
# Hours and weekdays around a date.
_NO_MORE = re.compile(
    r"(?:a(?:nswer)?\b[.:])?"
    r"(?:[\W_]|\b(?:on|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|\b\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b)?)*"
)
_LONGEST_TITLE = 100
_BESIDE = 8  # characters
_APPOSED = re.compile(r",? ?\(?(?:on )?(?:the )?")
_TAKEN_BACK = re.compile(r"(?:it|they|that) (?:won't|will not|isn't|is not|didn't|did not)[.!,]")
_RANGES: dict[Event, tuple[Event, Event]] = {
    "filming_start": ("filming_start", "filming_end"),
    "filming_end": ("filming_start", "filming_end"),
    "premiere": ("premiere", "finale"),
    "finale": ("premiere", "finale"),
}


def find(page: Page) -> Iterator[Draft]:
    seen: set[tuple[str, str, str, int | None]] = set()
    laid_out = page.view(scheduled)
    for draft in map(_from_layout, laid_out):
        fields = draft.fields
        seen.add((fields["show"], fields["event"], fields["date"], None))
        yield draft
    told_by_layout = {s.mention.start for s in laid_out}
    for mention in page.dates:
        if mention.start in told_by_layout:
            continue
        sentence = page.layout.sentence_at(mention.start)
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption") or _is_part_of_title(page, mention):
            continue
        for draft in _decode(page, sentence, mention):
            fields = draft.fields
            told = (fields["show"], fields["event"], fields["date"])
            # One decision may be about several seasons.
            season = fields["season"] if fields["event"] in DECISIONS.values() else None
            if (*told, season) not in seen and (*told, None) not in seen:
                seen.add((*told, season))
                yield draft


def _from_layout(told: Scheduled) -> Draft:
    fields = {
        "show": told.show,
        "season": told.season,
        "event": told.event,
        "date": told.mention.date,
        "certainty": "asserted",
    }
    rule = f"{told.event}.laid-out"
    return Draft(kind=Date, start=told.place.start, end=told.place.end, rule=rule, fields=fields)


def _decode(page: Page, sentence: Sentence, mention: DateMention) -> Iterator[Draft]:
    mistaken = _part(page, mention)
    lead = page.folded[max(sentence.start, mention.start - 80) : mention.start]
    if mistaken == "topic" or (not mistaken and is_given_up(page, sentence, mention)):
        return
    if _is_told_exactly(page, mention) or _is_taken_back(page, sentence):
        return
    if _DATELINE.match(page.text, page.layout.block_of(sentence).start, mention.start):
        return
    if mention.rule == "date.weekday" and _SPAN_FROM.search(lead):
        return  # "in the three days from its Friday launch", whichever Friday that was
    if _OF_OCCASION.search(lead) or _OF_ANOTHER.match(page.folded, mention.end):
        return
    scope = _scope(page, sentence, mention)
    if not mistaken and _is_day_of_saying(page, sentence, mention):
        told = [said for said in decisions_said(page, scope, mention) if said.drafts]  # there may be several
        for said in told:
            yield from _decided(page, said, mention)
        announced = None if told else happening_of(page, scope, mention)
        if announced and announced.event in DECISIONS.values():  # "its renewal was announced on Friday"
            yield from _happens(page, sentence, scope, announced, mention)
        return
    verdicts = list(verdicts_of(page, mention))
    for verdict in verdicts:
        yield from _decided(page, verdict, mention)
    if verdicts:
        return
    beside = _right_one(page, sentence, mention) if mistaken == "value" else mention
    happening = happening_of(page, scope, beside)
    nearest = min(decisions_of(page, scope, beside), key=lambda d: d.cost, default=None)
    if nearest and (happening is None or nearest.cost <= happening.cost):
        yield from _decided(page, nearest, mention)
        if nearest.event in DECISIONS.values():
            for joined in decisions_joined(page, scope, mention):
                yield from _decided(page, joined, mention)
    elif happening:
        yield from _happens(page, sentence, scope, happening, mention)


def _is_told_exactly(page: Page, mention: DateMention) -> bool:
    """Does the day itself stand behind it ("four weeks later, on December 19", "next month (May 4)")?"""
    after = next(iter(within(page.dates, mention.end, mention.end + _BESIDE)), None)
    return (
        after is not None
        and len(after.date) > len(mention.date)
        and bool(_APPOSED.fullmatch(page.folded, mention.end, after.start))
    )


def _is_taken_back(page: Page, sentence: Sentence) -> bool:
    """ "I told you that it would be back in May. It won't." """
    following = page.sentences[sentence.index + 1 : sentence.index + 2]
    return bool(following) and bool(_TAKEN_BACK.match(page.folded, following[0].start))


def _is_part_of_title(page: Page, mention: DateMention) -> bool:
    """Whether it is a year that tells the show from another one of its title: "Harrow House (1994)"."""
    if not _IN_PARENTHESES.match(page.text, max(mention.start - 1, 0)):
        return False
    before = page.text[: mention.start - 1].rstrip(" \"'”’»")
    return any(show.end == len(before) for show in within(page.shows, len(before) - _LONGEST_TITLE, len(before)))


def _part(page: Page, mention: DateMention) -> Part | None:
    return page.notices.part(mention.start, mention.end)


def _right_one(page: Page, sentence: Sentence, mention: DateMention) -> DateMention:
    """The date beside which a wrong one stands ("4 March, not 4 May"): what happens on it did not on the other."""
    return next(reversed(within(page.dates, sentence.start, mention.start)), mention)


def _is_day_of_saying(page: Page, sentence: Sentence, mention: DateMention) -> bool:
    """Does the day belong to a verb of saying ("said on Friday that", "today announced")?"""
    lead = page.folded[max(sentence.start, mention.start - 40) : mention.start]
    return bool(_SAID.search(lead) or _SAYS_NEXT.match(page.folded, mention.end))


def _decided(page: Page, decision: DatedDecision, mention: DateMention) -> Iterator[Draft]:
    for draft in decision.drafts:
        fields = draft.fields
        season = fields["season"] or _season_decided(page, decision.event, draft, mention)
        for happens, day in _ends(decision.event, mention):
            yield Draft(
                kind=Date,
                start=draft.start,
                end=draft.end,
                rule=f"date.{draft.rule}",
                fields={
                    "show": fields["show"],
                    "season": season if happens == decision.event else None,
                    "event": happens,
                    "date": day,
                    "certainty": "denied" if _part(page, mention) else fields["certainty"],
                },
            )


def _season_decided(page: Page, event: Event, draft: Draft, mention: DateMention) -> int | None:
    show = draft.fields["show"]
    if event not in MATTERS:
        return page.view(Courses).decided(show, draft.fields["status"])
    sentence = page.layout.sentence_at(mention.start)
    place = Place(show, MATTERS[event], sentence, mention.start, mention.end, mention.ahead)
    return page.view(Progress).season_of(place)


def _happens(
    page: Page, sentence: Sentence, scope: Sentence, event: Happening, mention: DateMention
) -> Iterator[Draft]:
    manner = Manner(page, scope, event.start, event.end)
    mistaken = _part(page, mention)
    if (
        (manner.asked and not _is_answered(page, scope, sentence))
        or manner.negated
        or (not mistaken and (_is_supposed(page, scope, manner, event, mention) or manner.denied))
    ):
        return
    if manner.mistaken and not mistaken and mention.start < event.start:
        return  # the day of the correction
    certainty = "denied" if mistaken else manner.certainty
    for show in shows_of(page, scope, event):
        season = season_of(page, scope, event, mention, show)
        for happens, day in _ends(event.event, mention):
            yield Draft(
                kind=Date,
                start=min(sentence.start, scope.start),
                end=max(sentence.end, scope.end),
                rule=event.rule,
                fields={"show": show, "season": season, "event": happens, "date": day, "certainty": certainty},
            )


def _is_supposed(page: Page, scope: Sentence, manner: Manner, event: Happening, mention: DateMention) -> bool:
    """Is it only what would have been? "If it is renewed, it may arrive in 2026" guesses at a day to come, and "it was
    to open on May 3 and will arrive on June 4" tells one."""
    waited_for = page.folded.startswith("wait", event.start)  # "viewers will have to wait until May"
    if not manner.supposed or waited_for or (mention.ahead and manner.certainty == "speculative"):
        return False
    return not any(is_given_up(page, scope, m) for m in within(page.dates, scope.start, event.start))


def _ends(event: Event, mention: DateMention) -> Iterator[tuple[Event, str]]:
    """The event and its day; both ends where the date is a range ("ran between 2009 and 2012")."""
    if mention.until and event in _RANGES:
        first, last = _RANGES[event]
        yield first, mention.date
        yield last, mention.until
    else:
        yield event, mention.date


def _is_answered(page: Page, scope: Sentence, sentence: Sentence) -> bool:
    """Does the sentence answer the question that stands before it?"""
    return scope.index + 1 == sentence.index and page.folded.endswith("?", scope.start, scope.end)


def _scope(page: Page, sentence: Sentence, mention: DateMention) -> Sentence:
    """The sentence; the one after it where this one is but a date ("April 2017. A second season is ordered"); in a
    correction the one before it, where only that says what happens ("misstated the premiere. It is on May 4")."""
    before = page.sentences[max(sentence.index - 1, 0)]
    if page.notices.at(before.start, sentence.end) and not inside(page.events, sentence.start, sentence.end):
        return before
    rest = page.folded[sentence.start : mention.start] + " " + page.folded[mention.end : sentence.end]
    following = page.sentences[sentence.index + 1 : sentence.index + 2]
    alone = _NO_MORE.fullmatch(rest)
    if alone and _is_answered(page, before, sentence) and inside(page.events, before.start, before.end):
        return before  # "When does it return? Jan. 8"
    if alone and following and following[0].block == sentence.block:
        return following[0]
    return sentence
