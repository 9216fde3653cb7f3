"""What the status claims of a text make of its dates: when a season was ordered or a show was ended."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.kinds.status import Decided, drafts_listed
from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.arguments import Topic
from underway.reading.links.coming import season_near, seasons_decided
from underway.reading.links.decisions import decision_of
from underway.reading.links.focus import Focus
from underway.reading.links.happenings import REACH, cost_between, near
from underway.reading.links.listings import announced_under, find_entries
from underway.reading.links.possible_titles import may_be_a_title
from underway.reading.links.trust import season_fits
from underway.reading.structure import DateMention, Draft, Page, within
from underway.vocabulary import Status
from underway.vocabulary.claims import Event

_RELATIVE = re.compile(r", (?:which|who|whose|that) [^,]*$")
DECISIONS: dict[str, Event] = {"renewed": "renewal", "cancelled": "cancellation"}
_AHEAD: dict[str, Event] = {"renewed": "premiere", "cancelled": "finale", "delayed": "premiere"}
_MAKING: dict[str, Event] = {"in_production": "filming_start", "wrapped": "filming_end", "ended": "finale"}
_WILL = re.compile(r"\b(?:will|'ll|to|would)\b")
_COMES_BACK = re.compile(r"\b(?:return|back|comes?|coming)\b")
_PART_OF = (
    r"(?: the)?(?: (?:first|second|third|last) week of| (?:start|beginning|middle|end) of)?(?: early| mid| late)? ?$"
)
_NO_LATER = re.compile(rf"\b(?:through|until|till|before|by|to)(?: at least)?{_PART_OF}")
_SINCE = re.compile(rf"\b(?:since|from|began|begun|beginning|started|starting)(?: on| in)?{_PART_OF}")
_NETWORK = re.compile(rf"\b{phrases('network_noun', 'happenings.toml')}(?: \w+ly| then| had| has| did| also)* $")
_FROM_SHOW = 100  # characters between a row's show and its date
_LONGEST_SAYING = 700  # characters
_DOES = re.compile(r"(?:[\"']|, which)?(?: (?!and\b|or\b)[\w']+){0,2} ")  # between who decides and the verb
_JOINED_VERB = re.compile(r"(?:,|,? (?:and|but))(?: also| then| \w+ly)? $")
_CLOSE = 60
_NEXT = 6  # characters between words and a date that is theirs


class DatedDecision(msgspec.Struct, frozen=True):
    """What the status claims `drafts` make of a date."""

    event: Event
    drafts: tuple[Draft, ...]
    cost: int


def decisions_of(page: Page, scope: Sentence, mention: DateMention) -> Iterator[DatedDecision]:
    """What the cues of status say of the date: a decision is made on a day that is past; on one to come, the show that
    it keeps comes back, and the one that it ends goes."""
    lead = page.folded[scope.start : mention.start]
    closed = page.folded.find(",", mention.end, scope.end) if _RELATIVE.search(lead) else -1
    for cue in within(page.cues, *near(scope, mention)):
        event = None if _has_own_date(page, cue, mention) else _event(page, cue, mention, lead)
        cost = cost_between(page, cue, mention) + 3
        if event is None or cost > REACH or 0 <= closed < cue.start:
            continue  # "which began in 1998, would not return"
        drafts = claims_of(page, cue, mention) or _told_by_date(page, cue, event, cost)
        if drafts:
            yield DatedDecision(event, drafts, cost)


def decisions_joined(page: Page, scope: Sentence, mention: DateMention) -> Iterator[DatedDecision]:
    """What else was decided on the day, by verbs joined to the one that has it ("on Friday renewed Saltmarsh, and
    canceled Tannery")."""
    for cue in within(page.cues, mention.end, scope.end):
        event = None if mention.ahead else DECISIONS.get(cue.cue.status)
        if event is None or not _JOINED_VERB.search(page.folded, max(cue.start - 24, mention.end), cue.start):
            continue
        others = within(page.dates, mention.end, min(cue.end + _CLOSE, scope.end))
        drafts = () if others else claims_of(page, cue, mention)
        if drafts:
            yield DatedDecision(event, drafts, 0)


def decisions_said(page: Page, scope: Sentence, mention: DateMention) -> Iterator[DatedDecision]:
    """What was decided as was said on the date ("the network said on Friday"), be it a list that follows."""
    if mention.ahead:
        return
    for cue in within(page.cues, scope.start, min(scope.end, mention.end + _LONGEST_SAYING)):
        event = DECISIONS.get(cue.cue.status)
        if event:
            listed = tuple(d for entry in announced_under(page, cue) for d in drafts_listed(page, entry))
            yield DatedDecision(event, listed or claims_of(page, cue, mention), 0)


def verdicts_of(page: Page, mention: DateMention) -> Iterator[DatedDecision]:
    """The decisions of a list in whose entry the date stands, with no words of what else may happen on it ("Tannery:
    renewed Jan. 15")."""
    if mention.ahead:
        return
    for entry in page.view(find_entries):
        event = DECISIONS.get(entry.mention.cue.status)
        low, high = entry.place.start, entry.place.end
        stands = low <= mention.start < high and mention.start - entry.show.end < _FROM_SHOW
        others = bool(within(page.events, entry.show.end, high)) or within(page.dates, entry.show.end, mention.start)
        if event and stands and not others:
            yield DatedDecision(event, tuple(drafts_listed(page, entry)), 0)


def claims_of(page: Page, cue: CueMention, mention: DateMention) -> tuple[Draft, ...]:
    """The status claims of the cue, where it says what it usually says; what it denies has no date, but one that is
    taken back with it."""
    mistaken = page.notices.part(mention.start, mention.end)
    drafts = tuple(d for d in page.view(Decided).by(cue) if d.fields["certainty"] != "denied" or mistaken)
    return drafts if all(d.fields["status"] == cue.cue.status for d in drafts) else ()


def _has_own_date(page: Page, cue: CueMention, mention: DateMention) -> bool:
    """Has the end another date, among its words or right behind them ("joined in 1963, left when it ended in 1969")?"""
    after = next(iter(within(page.dates, cue.start, cue.end + _NEXT)), None)
    return after is not None and after.start > mention.end and cue.cue.status == "ended"


def _event(page: Page, cue: CueMention, mention: DateMention, lead: str) -> Event | None:
    status = cue.cue.status
    if status == "in_production":
        return _shoots(lead)
    if status == "renewed" and mention.ahead and _NO_LATER.search(lead):
        return None  # "picked up through 2024"
    if status == "renewed" and _COMES_BACK.search(page.folded, cue.start, cue.end):
        # Who comes back does so then; that they will was said on a day that is not named.
        will = _WILL.search(page.folded, max(0, cue.start - 20), cue.end)
        return "premiere" if mention.ahead or not will else None
    return (_AHEAD if mention.ahead else DECISIONS).get(status) or _MAKING.get(status)


def _shoots(lead: str) -> Event | None:
    """What a date says of a shoot that goes on: when it began, or when it is to end."""
    if _SINCE.search(lead):
        return "filming_start"
    return "filming_end" if _NO_LATER.search(lead) else None


def _told_by_date(page: Page, cue: CueMention, event: Event, cost: int) -> tuple[Draft, ...]:
    """The decision of a network's that no status claim is made of, as its show is named too far off, but that has its
    date beside it: what is told so has been."""
    if event not in DECISIONS.values() or cost > _CLOSE or page.view(Decided).by(cue):
        return ()
    decision = decision_of(page, cue)
    if decision is None or decision.certainty != "asserted" or decision.status != cue.cue.status:
        return ()
    sentence = decision.sentence
    if not (decision.passive or _by_network(page, sentence, cue)):
        return ()
    show = page.view(Focus).into(sentence)
    if within(page.shows, sentence.start, sentence.end):
        show = page.binding.show_in(sentence, cue.start, cue.end, "near")
    if show is None or any(may_be_a_title(page, m) for m in within(page.names, sentence.start, sentence.end)):
        return ()
    topic = Topic(show, cue.start, cue.start, named=False)
    near_season = season_near(page, sentence, cue, topic, [topic])
    later = cue.cue.first and (page.binding.last_season_before(cue.start, show) or 1) > 1
    if later or not season_fits(page, decision, topic, near_season):
        return ()
    seasons = (1,) if cue.cue.first else seasons_decided(page, cue, topic, decision.status, near_season)
    return tuple(
        Draft(
            kind=Status,
            start=sentence.start,
            end=sentence.end,
            rule=cue.cue.id,
            fields={"show": show, "season": season, "status": decision.status, "certainty": decision.certainty},
        )
        for season in seasons
    )


def _by_network(page: Page, sentence: Sentence, cue: CueMention) -> bool:
    """Does a network do what the words say?"""
    low = max(sentence.start, cue.start - 60)
    if _NETWORK.search(page.folded, low, cue.start):
        return True
    before = within(page.organisations, low, cue.start)
    return bool(before) and bool(_DOES.fullmatch(page.folded, before[-1].end, cue.start))
