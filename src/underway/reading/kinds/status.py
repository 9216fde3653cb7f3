"""Status claims: what has been decided about a season, or how far its making is."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Sentence
from underway.reading.lexicon import common_words
from underway.reading.links.arguments import Topic, is_passive, topics_of
from underway.reading.links.coming import AHEAD, is_object, season_near, seasons_decided
from underway.reading.links.listings import Entry, announced_under, find_entries
from underway.reading.links.modality import Manner, clause_around, manner_of, who_says
from underway.reading.links.season_words import made_by
from underway.reading.structure import Draft, NameMention, Page, SeasonMention, within
from underway.vocabulary import Status
from underway.vocabulary.claims import Certainty, StatusValue
from underway.vocabulary.seasons import LAST_SEASON

_FUTURE = re.compile(
    r"\b(?:will|to|due|shall|'ll|going|expected|scheduled|set|slated|plans?|until|before|once|when|meant|supposed|after|while|since)\s+(?:be |to |start |begin |have )*$"
)
_REFERS = re.compile(r"\b(?:it|its|it's|they|their|both|former|latter)\b")
_DESCRIBES = re.compile(
    r"\b(?:(?:the|this|that|its|their) (?:[a-z-]+ ){0,2}(?:show|series|drama|comedy|sitcom|thriller|programme|program|soap|saga|procedural|"
    r"western|mystery|dramedy|serial|anthology|reboot|spin-off|prequel|sequel|hit|contest|quiz|half-hour|hour|original|adaptation|franchise|whodunnit|whodunit))\b"
)
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|around)(?: the)? $")
_CLOSE = 60
_UNKNOWN = 0.5
_LEAD_WORDS = re.compile(r"\W*(?:(?:officially|already|previously|just|also|now|finally|was|been|since|no|still|there's|there is|yes|sadly|well|as for)[,.]?\s+)*$")


def find(page: Page) -> Iterator[Draft]:
    """One draft a (show, season, status, certainty), at the place that says it first; where the text numbers the season
    for this status, a place that leaves it open adds nothing; where all its other decisions are about one season, so is
    this."""
    drafts: dict[tuple[str, int | None, str, str], Draft] = {}
    for draft in _drafts(page):
        fields = draft.fields
        drafts.setdefault((fields["show"], fields["season"], fields["status"], fields["certainty"]), draft)
    numbers: dict[str, set[int]] = defaultdict(set)
    for show, season, _, _ in drafts:
        if season is not None:
            numbers[show].add(season)
    stated = {(show, status) for show, season, status, _ in drafts if season is not None}
    for (show, season, status, _), draft in drafts.items():
        if season is not None or status == "ended":
            yield draft
        elif (show, status) not in stated:
            yield msgspec.structs.replace(draft, fields={**draft.fields, "season": _implied(numbers[show], page.binding.last_made(show), status)})


def _implied(numbers: set[int], made: int | None, status: str) -> int | None:
    """The season that the rest of the text leaves for a decision which names none."""
    if len(numbers) == 1:
        return next(iter(numbers))
    if not numbers and made is not None and status in AHEAD:
        return min(made + 1, LAST_SEASON)
    return None


def _drafts(page: Page) -> Iterator[Draft]:
    listed: set[int] = set()
    for entry in find_entries(page):
        listed.update(range(entry.mention.start, entry.mention.end))
        yield from _decode_entry(page, entry)
    polar_end = 0
    for mention in page.cues:
        if mention.cue.show == "list" or mention.start in listed or mention.end <= polar_end:
            continue
        if mention.cue.polar:
            polar_end = mention.end
        entries = announced_under(page, mention)
        for entry in entries:
            yield from _decode_entry(page, entry)
        if not entries:
            yield from _decode(page, mention)


def _decode_entry(page: Page, entry: Entry) -> Iterator[Draft]:
    cue, season = entry.mention.cue, entry.season
    seasons: tuple[int | None, ...] = (None,)
    if cue.first:
        seasons = (1,)
    elif season:
        after = cue.status in AHEAD and (entry.made or season.count or made_by(page.folded, season) is not None)
        through = cue.status == "renewed" and "through" in page.folded[season.start - 9 : season.start]
        known = page.binding.last_season_before(season.start, entry.show.title) if through else None
        last = season.numbers[-1]
        seasons = (min(last + 1, LAST_SEASON),) if after else tuple(range(known + 1, last + 1)) if known and known < last else season.numbers
    for number in seasons:
        if number is not None or cue.status != "final":
            yield _draft(page, entry.mention, entry.start, entry.end, entry.show.title, number, cue.status, "asserted")


def _draft(
    page: Page, mention: CueMention, start: int, end: int, show: str, season: int | None, status: StatusValue, certainty: Certainty
) -> Draft:
    return Draft(
        kind=Status,
        start=start,
        end=end,
        rule=mention.cue.id,
        fields={
            "show": show,
            "season": season,
            "status": status,
            "certainty": certainty,
            "attributed_to": who_says(page, mention.start, mention.end),
        },
    )


def _decode(page: Page, mention: CueMention) -> Iterator[Draft]:
    cue = mention.cue
    sentence = page.layout.sentence_at(mention.start)
    block = page.layout.block_of(sentence)
    if block.kind in ("debris", "byline", "caption"):
        return
    if page.folded.startswith(":", mention.end) and not page.folded[block.start : mention.start].strip(" -*•·"):
        return
    if block.kind == "heading" and not any(within(page.shows, block.start, block.end)):
        return  # a label of what follows
    manner = manner_of(page.layout, sentence, mention.start, mention.end)
    if manner.asked or (manner.supposed and cue.status != "undecided"):
        return
    read = _status(mention, manner)
    if read is None:
        return
    status, certainty = read
    lead = page.folded[max(sentence.start, mention.start - 40) : mention.start]
    if status in ("in_production", "wrapped") and _FUTURE.search(lead):
        return
    passive = is_passive(page, sentence, mention)
    topics = topics_of(page, sentence, mention)
    for at, topic in enumerate(topics):
        near = season_near(page, sentence, mention, topic, topics)
        if near and len(topics) == len(near.numbers) > 1:
            near = msgspec.structs.replace(near, numbers=near.numbers[at : at + 1])  # "for second and fourth seasons"
        if not _holds(page, sentence, mention, topic, near, status, passive):
            continue
        if cue.first:
            seasons: tuple[int | None, ...] = (1,)
        elif cue.season == "never":
            seasons = (None,)
        else:
            seasons = seasons_decided(page, mention, topic, status, near)
        for season in seasons:
            if season is not None or status != "final":
                yield _draft(page, mention, sentence.start, sentence.end, topic.title, season, status, certainty)


def _holds(
    page: Page, sentence: Sentence, mention: CueMention, topic: Topic, near: SeasonMention | None, status: StatusValue, passive: bool
) -> bool:
    """Is the show, and the season where the cue asks for one, bound closely enough to be believed?"""
    cue = mention.cue
    if cue.season == "needed" and status == "renewed" and near and near.count and near.relative != "more":
        return False
    if cue.season == "needed" and (near is None or (near.relative == "this" and status != "final")):
        return False
    if cue.season == "object" and not (near and is_object(page, mention, near, passive)):
        return False
    if cue.deed and status == "renewed" and any(len(d.date) == 10 for d in within(page.dates, sentence.start, sentence.end)):
        return False  # when it is back is a date; that it is, was decided before
    if status == "ended" and any(m.numbers and not m.count for m in page.binding.season_in(sentence.start, mention.start)):
        return False
    if topic.named:
        if near is None and cue.season == "free" and status == "renewed":
            return max(topic.start - mention.end, mention.start - topic.end) <= _CLOSE
        return True
    if any(_may_be_a_title(page, m) for m in within(page.names, sentence.start, mention.end + _CLOSE)):
        return False
    numbered = near is not None and not near.count
    here = page.binding.shows_in_block(sentence.block)
    if topic.title not in here:
        if here or topic.title not in (page.binding.main_show, page.binding.only_show_in_block(sentence.block - 1)):
            return False
        words = page.folded[sentence.start : sentence.end]
        return not topic.pronoun and (numbered or bool(_DESCRIBES.search(words)))
    if _LEAD_WORDS.match(page.folded[sentence.start : mention.start]):
        return True
    words = page.folded[sentence.start : sentence.end]
    return numbered or bool(_REFERS.search(words)) or bool(_DESCRIBES.search(words))


def _may_be_a_title(page: Page, name: NameMention) -> bool:
    words = page.folded[name.start : name.end]
    return (
        name.strength < _UNKNOWN
        and not any(within(page.persons, name.start, name.end))
        and not any(within(page.organisations, name.start, name.end))
        and not any(m.start < name.end and name.start < m.end for m in _cues_from(page, name.start - 40, name.end))
        and not _PLACE.search(page.folded[max(name.start - 12, 0) : name.start])
        and not (words in common_words() and page.layout.sentence_at(name.start).start == name.start)
    )


def _cues_from(page: Page, start: int, end: int) -> Iterator[CueMention]:
    at = bisect_left(page.cues, start, key=lambda m: m.start)
    while at < len(page.cues) and page.cues[at].start < end:
        yield page.cues[at]
        at += 1


def _status(mention: CueMention, manner: Manner) -> tuple[StatusValue, Certainty] | None:
    """What the cue says once polarity and modality are applied; None where it says nothing."""
    cue = mention.cue
    certainty = cue.certainty or manner.certainty
    if cue.polar:
        return cue.status, "denied" if manner.denied else certainty if cue.status != "undecided" else "asserted"
    if manner.denied:
        return cue.status, "denied"
    if manner.negated:
        if not cue.negated:
            return None
        if cue.negated == "denied":
            return cue.status, "denied"
        return cast(StatusValue, cue.negated), "asserted"
    return cue.status, certainty
