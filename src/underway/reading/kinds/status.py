"""Status claims: what has been decided about a season, or how far its making is."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Span
from underway.reading.links.arguments import topics_of
from underway.reading.links.coming import AHEAD, season_near, seasons_decided
from underway.reading.links.decisions import Decision, decision_of
from underway.reading.links.ellipsis import Echo, find_echoes
from underway.reading.links.implied_seasons import ImpliedSeasons
from underway.reading.links.listings import Entry, announced_under, find_entries, seasons_listed
from underway.reading.links.modality import who_says
from underway.reading.links.season_words import made_by
from underway.reading.links.trust import is_believed
from underway.reading.structure import Draft, Page, SeasonMention
from underway.vocabulary import Status
from underway.vocabulary.claims import Certainty, StatusValue

# What is said of a show that was cancelled, too: it is not then said to have ended.
_RAN = "ended.ran"


class _Said(msgspec.Struct, frozen=True):
    show: str
    season: int | None
    status: StatusValue
    certainty: Certainty


def find(page: Page) -> Iterator[Draft]:
    yield from page.view(drafts_of)


def drafts_of(page: Page) -> tuple[Draft, ...]:
    """All of the page."""
    return tuple(_find(page))


def _find(page: Page) -> Iterator[Draft]:
    """One draft a (show, season, status, certainty), at the place that says it first; where the text numbers the season
    for this status, a place that leaves it open adds nothing; where all its other decisions are about one season, so is
    this."""
    drafts: dict[_Said, Draft] = {}
    for draft in _drafts(page):
        fields = draft.fields
        said = _Said(fields["show"], fields["season"], fields["status"], fields["certainty"])
        drafts.setdefault(said, draft)
    numbers: dict[str, dict[StatusValue, set[int]]] = defaultdict(lambda: defaultdict(set))
    for said in drafts:
        if said.season is not None:
            numbers[said.show][said.status].add(said.season)
    cancelled = {said.show for said in drafts if said.status == "cancelled"}
    implied = page.view(ImpliedSeasons)
    unnumbered = {m.cue.id for m in page.cues if m.cue.season == "never"}
    for said, draft in drafts.items():
        if draft.rule == _RAN and said.show in cancelled:
            continue
        if said.season is not None or draft.rule in unnumbered:
            yield draft
        elif said.status not in numbers[said.show]:
            season = implied.of(said.show, said.status, numbers[said.show])
            yield msgspec.structs.replace(draft, fields={**draft.fields, "season": season})


class Decided:
    """What each cue of a page says in its own sentence, without what the rest of the text adds."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._drafts: dict[tuple[int, str], tuple[Draft, ...]] = {}

    def by(self, mention: CueMention) -> tuple[Draft, ...]:
        key = (mention.start, mention.cue.id)
        if key not in self._drafts:
            self._drafts[key] = tuple(_drafts_of(self._page, mention))
        return self._drafts[key]


def _drafts_of(page: Page, mention: CueMention) -> Iterator[Draft]:
    decision = decision_of(page, mention)
    if decision is None:
        return
    topics = topics_of(page, decision.sentence, mention)
    for at, topic in enumerate(topics):
        near = season_near(page, decision.sentence, mention, topic, topics)
        near = near or _season_answered(page, decision)
        if near and len(topics) == len(near.numbers) > 1:  # "for second and fourth seasons"
            near = msgspec.structs.replace(near, numbers=near.numbers[at : at + 1])
        if not is_believed(page, decision, topic, near, topics):
            continue
        if mention.cue.first:
            if near and near.numbers and not near.count and near.numbers[-1] > 1:
                continue  # "a third season of Saltmarsh, which had been ordered"
            seasons: tuple[int | None, ...] = (1,)
        elif mention.cue.season == "never":
            seasons = (None,)
        else:
            seasons = seasons_decided(page, mention, topic, decision.status, near)
        for season in seasons:
            said = _Said(topic.title, season, decision.status, decision.certainty)
            yield from _draft(page, mention, decision.sentence, said)


def _season_answered(page: Page, decision: Decision) -> SeasonMention | None:
    """ "Is Saltmarsh coming back? Yes, for a third season."""
    sentence = decision.sentence
    if page.folded[sentence.end - 1] != "?" or sentence.index + 1 == len(page.sentences):
        return None
    reply = page.sentences[sentence.index + 1]
    named = [m for m in page.binding.season_in(reply.start, reply.end) if m.numbers and not m.count]
    return named[0] if len(named) == 1 and made_by(page.folded, named[0]) is None else None


def _drafts(page: Page) -> Iterator[Draft]:
    listed: set[int] = set()
    for entry in page.view(find_entries):
        listed.update(range(entry.mention.start, entry.mention.end))
        yield from drafts_listed(page, entry)
    polar_end = said_end = 0  # of words that hold their negation, and of those of them that said something
    for mention in page.cues:
        if mention.cue.show == "list" or mention.start in listed:
            continue
        if mention.end <= (said_end if mention.cue.polar else polar_end):
            continue
        entries = announced_under(page, mention)
        for entry in entries:
            yield from drafts_listed(page, entry)
        drafts = () if entries else page.view(Decided).by(mention)
        yield from drafts
        if mention.cue.polar and page.notices.part(mention.start, mention.end) != "topic":
            polar_end = mention.end
            said_end = mention.end if drafts else said_end
    for echo in find_echoes(page):
        yield from _same_drafts(page, echo)


def _same_drafts(page: Page, echo: Echo) -> Iterator[Draft]:
    """What is said of the last words' shows in the sentence before, said of others."""
    sentence = echo.sentence
    said = page.view(Decided).by(echo.mention)
    if not said:
        return
    status, certainty = said[-1].fields["status"], said[-1].fields["certainty"]
    for show in echo.shows:
        made = echo.seasons_made(page)
        number = made + 1 if made and status in AHEAD else made
        if echo.mention.cue.season != "never":
            yield from _draft(page, echo.mention, sentence, _Said(show.title, number, status, certainty))


def drafts_listed(page: Page, entry: Entry) -> Iterator[Draft]:
    """What the entry of a list decides."""
    if page.notices.part(entry.mention.start, entry.mention.end):
        return
    for season in seasons_listed(page, entry):
        said = _Said(entry.show.title, season, entry.mention.cue.status, "asserted")
        yield from _draft(page, entry.mention, entry.place, said)


def _draft(page: Page, mention: CueMention, place: Span, said: _Said) -> Iterator[Draft]:
    """The draft, but for a last season that must be numbered, and is not."""
    if said.status == "final" and said.season is None and mention.cue.season != "free":
        return
    fields = {**msgspec.structs.asdict(said), "attributed_to": who_says(page, mention.start, mention.end)}
    yield Draft(kind=Status, start=place.start, end=place.end, rule=mention.cue.id, fields=fields)
