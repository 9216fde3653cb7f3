"""Date claims: when something happens or happened."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.kinds.progress import Progress
from underway.reading.kinds.status import Decided, drafts_listed
from underway.reading.layout import Sentence
from underway.reading.links.focus import Focus
from underway.reading.links.happenings import REACH, Happening, cost_between, happening_of, is_given_up, near
from underway.reading.links.listings import announced_under, find_entries
from underway.reading.links.modality import Manner, clause_around
from underway.reading.notices import Part
from underway.reading.structure import DateMention, Draft, Page, inside, within
from underway.vocabulary import Date
from underway.vocabulary.claims import Event

# "Ahead of its upfront presentation next week", "last year's strikes": the day of something else.
_OF_OCCASION = re.compile(
    r"\b(?:upfronts?|presentation|panel|festival|conference|ceremony|awards|emmys|baftas|summit|press tour|strikes?)"
    r" (?:on |in |early |late |back in )?$"
)
_OF_ANOTHER = re.compile(
    r"'s (?:[a-z]+ )?(?:strikes?|ceremony|awards|election|olympics|lockdowns?|pandemic|upfronts?)\b"
)
_RELATIVE = re.compile(r", (?:which|who|whose|that) [^,]*$")
_SAID = re.compile(
    r"\b(?:said|says|announced|confirmed|revealed|told|admitted|disclosed|declared|tweeted|wrote|ruled|decided)"
    r"(?: [a-z']+){0,2} (?:on |late |early |in |last |this )*$"
)
_FIRST = re.compile(
    r"\b(?:its|the show's|the series'|the drama's) (?:[a-z]+ \d{1,2},? (?:\d{4},? )?)?"
    r"(?:launch|debut|series premiere)\b|\bpilot\b"
)
_BEGAN = re.compile(r"\b(?:began|debuted|launched|premiered|debut)\b")
_DECISIONS: dict[str, Event] = {"renewed": "renewal", "cancelled": "cancellation"}
_AHEAD: dict[str, Event] = {"renewed": "premiere", "cancelled": "finale", "delayed": "premiere"}
_MAKING: dict[str, Event] = {"in_production": "filming_start", "wrapped": "filming_end", "ended": "finale"}
_SAYS_NEXT = re.compile(r" (?:officially |also |finally )?(?:announced|confirmed|revealed|said|declared|unveiled)\b")
_WILL = re.compile(r"\b(?:will|'ll|to|would)\b")
_COMES_BACK = re.compile(r"\b(?:return|back|comes?|coming)\b")
_DATELINE = re.compile(r"\s*\(?[^\Wa-z\d][^a-z\d]{3,30}, \(?$")
_REFERS = re.compile(
    r"\b(?:it|its|it's|they|their|both|the (?:[\w-]+ ){0,2}"
    r"(?:show|series|drama|comedy|sitcom|thriller|programme|program|soap|saga|procedural|hit|quiz|contest|adventure|mystery|season|run|premiere|finale))\b"
)
_PEOPLE = re.compile(r"\b(?:crews?|cast|fans|viewers|actors?|he|she|judges|hosts|they)\b[^,;]*$")
_IN_PARENTHESES = re.compile(r"\(\d{4}(?:[-–]\d{0,4})?\)")
_LONGEST_TITLE = 100
_LONGEST_SAYING = 700  # characters
_RANGES: dict[Event, tuple[Event, Event]] = {
    "filming_start": ("filming_start", "filming_end"),
    "filming_end": ("filming_start", "filming_end"),
    "premiere": ("premiere", "finale"),
    "finale": ("premiere", "finale"),
}


class _Decision(msgspec.Struct, frozen=True):
    """What the status claims `drafts` make of the date."""

    event: Event
    drafts: tuple[Draft, ...]
    cost: int


def find(page: Page) -> Iterator[Draft]:
    seen: set[tuple[str, str, str, int | None]] = set()
    for mention in page.dates:
        sentence = page.layout.sentence_at(mention.start)
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption") or _is_part_of_title(page, mention):
            continue
        for draft in _decode(page, sentence, mention):
            fields = draft.fields
            told = (fields["show"], fields["event"], fields["date"])
            # One decision may be about several seasons.
            season = fields["season"] if fields["event"] in _DECISIONS.values() else None
            if (*told, season) not in seen and (*told, None) not in seen:
                seen.add((*told, season))
                yield draft


def _decode(page: Page, sentence: Sentence, mention: DateMention) -> Iterator[Draft]:
    mistaken = _part(page, mention)
    lead = page.folded[max(sentence.start, mention.start - 80) : mention.start]
    if mistaken == "topic" or (not mistaken and is_given_up(page, sentence, mention)):
        return
    if _DATELINE.match(page.text, page.layout.block_of(sentence).start, mention.start):
        return
    if _OF_OCCASION.search(lead) or _OF_ANOTHER.match(page.folded, mention.end):
        return
    scope = _scope(page, sentence, mention)
    if not mistaken and _is_day_of_saying(page, sentence, mention):
        # What was said may hold several decisions.
        for cue in within(page.cues, scope.start, min(scope.end, mention.end + _LONGEST_SAYING)):
            event = _DECISIONS.get(cue.cue.status)
            if event and not mention.ahead:
                listed = [d for entry in announced_under(page, cue) for d in drafts_listed(page, entry)]
                yield from _decided(page, event, tuple(listed) or _claims_of(page, cue, mention), mention)
        return
    verdicts = _verdicts(page, mention)
    if verdicts:
        yield from verdicts
        return
    beside = _right_one(page, sentence, mention) if mistaken == "value" else mention
    decisions = list(_decisions(page, scope, beside))
    happening = happening_of(page, scope, beside)
    nearest = min(decisions, key=lambda d: d.cost, default=None)
    if nearest and (happening is None or nearest.cost <= happening.cost):
        yield from _decided(page, nearest.event, nearest.drafts, mention)
    elif happening:
        yield from _happens(page, sentence, scope, happening, mention)


def _is_part_of_title(page: Page, mention: DateMention) -> bool:
    """Whether it is a year that tells the show from another one of its title: "Harrow House (1994)"."""
    if not _IN_PARENTHESES.match(page.text, max(mention.start - 1, 0)):
        return False
    before = page.text[: mention.start - 1].rstrip(" \"'”’»")
    return any(show.end == len(before) for show in within(page.shows, len(before) - _LONGEST_TITLE, len(before)))


def _part(page: Page, mention: DateMention) -> Part | None:
    return page.notices.part(mention.start, mention.end)


def _verdicts(page: Page, mention: DateMention) -> list[Draft]:
    """The decisions of a list in whose entry the date stands, with no words of what else may happen on it ("Renewed Jan.
    15 for season 4")."""
    if mention.ahead:
        return []
    found: list[Draft] = []
    for entry in page.view(find_entries):
        event = _DECISIONS.get(entry.mention.cue.status)
        low, high = entry.place.start, entry.place.end
        if event and low <= mention.start < high and mention.start - entry.show.end < _LONGEST_TITLE:
            if not within(page.events, entry.show.end, high) and not within(page.dates, entry.show.end, mention.start):
                found.extend(_decided(page, event, tuple(drafts_listed(page, entry)), mention))
    return found


def _right_one(page: Page, sentence: Sentence, mention: DateMention) -> DateMention:
    """The date beside which a wrong one stands ("4 March, not 4 May"): what happens on it did not on the other."""
    return next(reversed(within(page.dates, sentence.start, mention.start)), mention)


def _is_day_of_saying(page: Page, sentence: Sentence, mention: DateMention) -> bool:
    """Does the day belong to a verb of saying ("said on Friday that", "today announced")?"""
    lead = page.folded[max(sentence.start, mention.start - 40) : mention.start]
    return bool(_SAID.search(lead) or _SAYS_NEXT.match(page.folded, mention.end))


def _claims_of(page: Page, cue: CueMention, mention: DateMention) -> tuple[Draft, ...]:
    """The status claims of the cue, where it says what it usually says; what it denies has no date, but one that is
    taken back with it."""
    drafts = tuple(d for d in page.view(Decided).by(cue) if d.fields["certainty"] != "denied" or _part(page, mention))
    return drafts if all(d.fields["status"] == cue.cue.status for d in drafts) else ()


def _decided(page: Page, event: Event, drafts: tuple[Draft, ...], mention: DateMention) -> Iterator[Draft]:
    for draft in drafts:
        fields = draft.fields
        for happens, day in _ends(event, mention):
            yield Draft(
                kind=Date,
                start=draft.start,
                end=draft.end,
                rule=f"date.{draft.rule}",
                fields={
                    "show": fields["show"],
                    "season": fields["season"] if happens == event else None,
                    "event": happens,
                    "date": day,
                    "certainty": "denied" if _part(page, mention) else fields["certainty"],
                },
            )


def _happens(
    page: Page, sentence: Sentence, scope: Sentence, event: Happening, mention: DateMention
) -> Iterator[Draft]:
    manner = Manner(page, scope, event.start, event.end)
    mistaken = _part(page, mention)
    if manner.asked or manner.negated or (not mistaken and (manner.supposed or manner.denied)):
        return
    if manner.mistaken and not mistaken and mention.start < event.start:
        return  # the day of the correction
    show = _show(page, scope, event)
    if show is None or not _about(page, scope, show, event):
        return
    if not _has_subject(page, scope, event):
        return
    said = {
        "show": show,
        "season": _season(page, scope, event, mention, show),
        "certainty": "denied" if mistaken else manner.certainty,
    }
    for happens, day in _ends(event.event, mention):
        fields = {**said, "event": happens, "date": day}
        yield Draft(
            kind=Date,
            start=min(sentence.start, scope.start),
            end=max(sentence.end, scope.end),
            rule=event.rule,
            fields=fields,
        )


def _ends(event: Event, mention: DateMention) -> Iterator[tuple[Event, str]]:
    """The event and its day; both ends where the date is a range ("ran between 2009 and 2012")."""
    if mention.until and event in _RANGES:
        first, last = _RANGES[event]
        yield first, mention.date
        yield last, mention.until
    else:
        yield event, mention.date


def _show(page: Page, scope: Sentence, event: Happening) -> str | None:
    """The show that the sentence names for the event, else the one that the text goes on about."""
    bound = page.binding.show_in(scope, event.start, event.end)
    if within(page.shows, scope.start, scope.end):
        return bound
    carried = page.view(Focus).into(scope)
    if carried is None and bound and page.binding.only_show_in_block(scope.block - 1) == bound:
        return bound
    return carried


def _season(page: Page, scope: Sentence, event: Happening, mention: DateMention, show: str) -> int | None:
    """The season that is named with what happens, else the one that it happens to by all that the text says."""
    began = event.event == "premiere" and not mention.ahead and _BEGAN.search(page.folded, event.start, event.end)
    left, right = clause_around(page, scope, event.start, event.end)
    elsewhere = began and not any(m.numbers for m in page.binding.season_in(left, right))
    if elsewhere and page.binding.season_in(scope.start, scope.end):
        return 1  # "debuted in 2009; last year, in its third season"
    season = page.season_at(event.start, show)
    if season:
        return season
    if event.event == "premiere" and _FIRST.search(page.folded, scope.start, scope.end):
        return 1
    progress = page.view(Progress)
    coming = {"premiere": progress.to_come, "finale": progress.seen}.get(event.event) if mention.ahead else None
    if coming and (known := coming(show)):
        return known
    return progress.opening(show, scope, event.start, event.end)


_SUBJECTS = re.compile(
    r"\b(?:it|it's|its|they|they're|both|which|that|this|we|we're|episodes?|hours?|half-hours?|chapters?|batch(?:es)?|instal?ments?|volumes?|part|runs?|lot|ones?"
    r"|outings?|former|latter|others?|rest|shows?|series|dramas?|dramed(?:y|ies)|comed(?:y|ies)|sitcoms?|thrillers?|programmes?|programs?|soaps?|sagas?|procedurals?|hits?"
    r"|quiz|contest|competition|adventure|mystery|seasons?|premieres?|finales?|pilots?|telenovela|novela|anime|spin-?offs?|reboots?|revivals?|prequels?|sequels?|newcomers?|entries|entry|trio|pair|half|date|franchise|cycle|year|westerns?|noir|caper|whodunit|animated|docuseries|documentary|limited|originals?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last)\b"
)


_DETERMINED = re.compile(r"\b(?:he|she|i|you|the|a|an|his|her|their|our|my|your)\b")


def _has_subject(page: Page, scope: Sentence, event: Happening) -> bool:
    left, right = clause_around(page, scope, event.start, event.end)
    lead = page.folded[left : event.start]
    if not any(c.isalpha() for c in lead):
        return True
    if event.event in ("filming_start", "filming_end") or event.rule.endswith((".noun", "qualified")):
        return True
    if any(within(m, left, event.start) for m in (page.shows, page.seasons, page.events)) or _SUBJECTS.search(lead):
        return True
    if lead.rstrip().endswith(",") or not (
        _DETERMINED.search(lead) or any(within(m, left, event.start) for m in (page.persons, page.names))
    ):
        return True
    return any(within(m, event.start, event.end + 40) for m in (page.shows, page.seasons))


def _about(page: Page, scope: Sentence, show: str, event: Happening) -> bool:
    """Does the sentence name the show, refer to one, or speak of a shoot, which is always that of the show in focus?
    What stands before any show is named speaks of none."""
    if page.shows[0].start >= scope.end:
        return False
    if event.rule == "premiere.return" and _PEOPLE.search(page.folded, max(scope.start, event.start - 40), event.start):
        return False
    if event.event in ("filming_start", "filming_end"):
        return True
    if any(m.title == show for m in within(page.shows, scope.start, scope.end)):
        return True
    return bool(_REFERS.search(page.folded, scope.start, scope.end)) or any(
        page.binding.season_in(scope.start, scope.end)
    )


def _scope(page: Page, sentence: Sentence, mention: DateMention) -> Sentence:
    """The sentence; the one after it where this one is but a date ("April 2017. A second season is ordered"); in a
    correction the one before it, where only that says what happens ("misstated the premiere. It is on May 4")."""
    before = page.sentences[max(sentence.index - 1, 0)]
    if page.notices.at(before.start, sentence.end) and not inside(page.events, sentence.start, sentence.end):
        return before
    rest = page.folded[sentence.start : mention.start] + page.folded[mention.end : sentence.end]
    following = page.sentences[sentence.index + 1 : sentence.index + 2]
    if not any(c.isalnum() for c in rest) and following and following[0].block == sentence.block:
        return following[0]
    return sentence


def _decisions(page: Page, scope: Sentence, mention: DateMention) -> Iterator[_Decision]:
    """What the cues of status say of the date: a decision is made on a day that is past; on one to come, the show that
    it keeps comes back, and the one that it ends goes."""
    lead = page.folded[scope.start : mention.start]
    closed = page.folded.find(",", mention.end, scope.end) if _RELATIVE.search(lead) else -1
    for cue in within(page.cues, *near(scope, mention)):
        if 0 <= closed < cue.start:
            continue  # "which began in 1998, would not return"
        status = cue.cue.status
        event: Event | None = _AHEAD.get(status) if mention.ahead else _DECISIONS.get(status)
        if status == "renewed" and _COMES_BACK.search(page.folded, cue.start, cue.end):
            # Who comes back does so then; that they will was said on a day that is not named.
            event = (
                "premiere" if mention.ahead or not _WILL.search(page.folded, max(0, cue.start - 20), cue.end) else None
            )
        event = event or _MAKING.get(status)
        cost = cost_between(page, cue, mention) + 3
        drafts = _claims_of(page, cue, mention) if event and cost <= REACH else ()
        if event and drafts:
            yield _Decision(event, drafts, cost)
