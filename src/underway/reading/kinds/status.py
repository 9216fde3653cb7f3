"""Status claims: what has been decided about a season, or how far its making is."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Block, Sentence
from underway.reading.links.modality import Manner, clause_around, manner_of
from underway.reading.structure import Draft, Page, SeasonMention, ShowMention, within
from underway.vocabulary import Status
from underway.vocabulary.claims import Certainty, StatusValue

_LAST_MADE = re.compile(r"\b(?:after|following|at the end of|with|end(?:s|ed|ing)?|finish(?:es|ed|ing)?|at|in|during) (?:just |only |the |its |a |an |that |their )*$")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being|gets?|got|getting|'s|has|have|had|also|both|not|officially|already|recently|just|now|'ll|will|wasn't|hasn't|isn't|n't)\s*$")
_FRESHMAN = re.compile(r"\b(?:freshman|freshmen|rookie|newcomer|first-year|first-season|one-season|debut season|new)\b")
_FUTURE = re.compile(r"\b(?:will|to|due|shall|'ll|going|expected|scheduled|set|slated|plans?|until|before|once|when|meant|supposed)\s+(?:be |to |start |begin |have )*$")
_REFERS = re.compile(
    r"\b(?:it|its|it's|they|their|both|the (?:[a-z-]+ ){0,2}(?:show|series|drama|comedy|sitcom|thriller|programme|program|soap|saga|procedural|western|"
    r"mystery|dramedy|serial|anthology|reboot|spin-off|prequel|sequel|hit|contest|quiz|half-hour|original|adaptation|franchise|whodunit|whodunnit))\b"
)
_NO_OBJECT = re.compile(r"\b(?:in|at|over|from|by|had|with|when|after|before|since|during|on|as|that|who|which|whole|half|start|end|finale|premiere|for the|than)\b|[.;]")
_CLOSE = 60
_UNKNOWN = 0.5
_MAKING = frozenset(("in_production", "wrapped", "delayed"))


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
            known = numbers[show]
            only = next(iter(known)) if len(known) == 1 else None
            yield msgspec.structs.replace(draft, fields={**draft.fields, "season": only})


def _drafts(page: Page) -> Iterator[Draft]:
    listed: set[int] = set()
    for mention in page.cues:
        if mention.cue.show == "list":
            drafts = list(_decode_list(page, mention))
            if drafts:
                listed.update(range(mention.start, mention.end))
                yield from drafts
    for mention in page.cues:
        if mention.cue.show != "list" and mention.start not in listed:
            yield from _decode(page, mention)


def _decode_list(page: Page, mention: CueMention) -> Iterator[Draft]:
    """A line of a list: a label before its shows ("Gone: Circuit Court, Seasons"), or a verdict after its show
    ("Tannery | Fox | 5 | Axed")."""
    block = page.layout.block_of(page.layout.sentence_at(mention.end - 1))
    if block.end - block.start > 400 or block.kind in ("debris", "byline", "caption"):
        return
    shows = list(within(page.shows, block.start, block.end))
    label = ":" in page.folded[mention.start + 1 : mention.end] or page.folded[mention.end : mention.end + 2].strip() == ":"
    after = [m for m in shows if m.start >= mention.end - 1]
    before = [m for m in shows if m.end <= mention.end]
    if label and after:
        for at, show in enumerate(after):
            stop = after[at + 1].start if at + 1 < len(after) else block.end
            yield from _listed(page, mention, show, show.end, min(stop, show.end + 60), block)
    elif before and not label and before[0].start - block.start < 30 and mention.start - before[-1].end < 60:
        yield from _listed(page, mention, before[-1], before[-1].end, min(block.end, mention.end + 40), block)


def _listed(page: Page, mention: CueMention, show: ShowMention, start: int, end: int, block: Block) -> Iterator[Draft]:
    near = next((m for m in page.binding.season_in(start, end) if m.numbers), None)
    seasons = _seasons(page, mention, mention.cue.status, show.title, near) if near else (None,)
    left, right = (show.start, end) if block.end - block.start > 240 else (block.start, block.end)
    for season in seasons:
        yield _draft(mention, min(left, mention.start), right, show.title, season, mention.cue.status, "asserted")


def _draft(
    mention: CueMention, start: int, end: int, show: str, season: int | None, status: StatusValue, certainty: Certainty
) -> Draft:
    return Draft(
        kind=Status,
        start=start,
        end=end,
        rule=mention.cue.id,
        fields={"show": show, "season": season, "status": status, "certainty": certainty},
    )


def _decode(page: Page, mention: CueMention) -> Iterator[Draft]:
    cue = mention.cue
    sentence = page.layout.sentence_at(mention.start)
    if page.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
        return
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
    side = "before" if cue.show == "near" and _PASSIVE.search(lead) else cue.show
    show = page.binding.show_in(sentence, mention.start, mention.end, side)
    near = _season_near(page, sentence, mention)
    if show is None or not _holds(page, sentence, mention, show, near, status):
        return
    if cue.first:
        seasons: tuple[int | None, ...] = (1,)
    elif cue.season == "never":
        seasons = (None,)
    else:
        seasons = _seasons(page, mention, status, show, near)
    for season in seasons:
        if status == "final" and season is None:
            continue
        yield _draft(mention, sentence.start, sentence.end, show, season, status, certainty)


def _holds(
    page: Page, sentence: Sentence, mention: CueMention, show: str, near: SeasonMention | None, status: StatusValue
) -> bool:
    """Is the show, and the season where the cue asks for one, bound closely enough to be believed?"""
    cue = mention.cue
    if cue.season == "needed" and (near is None or near.relative == "this"):
        return False
    if cue.season == "object" and not (near and _is_object(page, mention, near)):
        return False
    if status == "ended" and any(m.numbers and not m.count for m in page.binding.season_in(sentence.start, mention.start)):
        return False
    here = [m for m in within(page.shows, sentence.start, sentence.end) if m.title == show]
    if here:
        if near is None and cue.season == "free" and status == "renewed":
            gap = min(max(m.start - mention.end, mention.start - m.end) for m in here)
            return gap <= _CLOSE
        return True
    left, right = clause_around(page.layout, sentence, mention.start, mention.end)
    if any(m.strength < _UNKNOWN for m in within(page.names, left, right)) and not any(within(page.persons, left, right)):
        return False  # an unknown name stands there, which may well be the show's
    words = page.folded[sentence.start : sentence.end]
    return bool(_REFERS.search(words)) or (near is not None and not near.count)


def _is_object(page: Page, mention: CueMention, season: SeasonMention) -> bool:
    """Is the season what the cue's verb gives or orders ("ordered a third season", "a third has been ordered")?"""
    if season.count and season.relative != "more":
        return False
    low, high = min(season.end, mention.end), max(season.start, mention.start)
    between = page.folded[low:high]
    for show in within(page.shows, low, high):
        between = between.replace(page.folded[show.start : show.end], "")
    if season.start >= mention.end:
        return len(between) <= mention.cue.reach and not _NO_OBJECT.search(between)
    return len(between) <= mention.cue.reach and bool(_PASSIVE.search(" " + between.rstrip() + " "))


def _status(mention: CueMention, manner: Manner) -> tuple[StatusValue, Certainty] | None:
    """What the cue says once polarity and modality are applied; None where it says nothing."""
    cue = mention.cue
    if cue.polar:
        certainty = manner.certainty if cue.status != "undecided" else "asserted"
        return cue.status, "denied" if manner.denied else certainty
    if manner.denied:
        return cue.status, "denied"
    if manner.negated:
        if not cue.negated:
            return None
        if cue.negated == "denied":
            return cue.status, "denied"
        return cast(StatusValue, cue.negated), "asserted"
    return cue.status, manner.certainty


def _season_near(page: Page, sentence: Sentence, mention: CueMention) -> SeasonMention | None:
    """The season that the cue speaks of: the nearest in its reach, one that follows first."""
    best: tuple[int, SeasonMention] | None = None
    for season in page.binding.season_in(sentence.start, sentence.end):
        if season.start >= mention.end:
            gap = season.start - mention.end
        elif season.end <= mention.start:
            gap = (mention.start - season.end) + 25
        else:
            gap = 0
        if page.folded[min(season.end, mention.end) : max(season.start, mention.start)].count(";"):
            gap += 60
        if gap <= mention.cue.reach + 25 and (best is None or gap < best[0]):
            best = (gap, season)
    return best[1] if best else None


def _seasons(
    page: Page, mention: CueMention, status: StatusValue, show: str, near: SeasonMention | None
) -> tuple[int | None, ...]:
    sentence = page.layout.sentence_at(mention.end - 1)
    if near is None:
        if status in _MAKING:
            return (page.binding.season_at(mention.start, show),)
        if status in ("cancelled", "renewed") and _FRESHMAN.search(page.folded, sentence.start, sentence.end):
            return (2,) if "new " not in page.folded[sentence.start : sentence.end] else (None,)
        return (None,)
    if near.count:
        if status == "cancelled" and near.relative != "more":
            return (near.numbers[0] + 1,)
        known = page.binding.last_season_before(mention.start, show)
        if status == "renewed" and near.relative == "more" and known:
            return tuple(range(known + 1, known + 1 + min(near.numbers[0], 4)))
        return (None,)
    if near.relative:
        known = page.binding.last_season_before(near.start, show)
        numbered = [m for m in page.binding.season_in(sentence.start, sentence.end) if m.numbers and not m.count]
        if near.relative == "final" and numbered:
            return (numbered[0].numbers[0],)
        return (known + 1 if known and near.relative in ("more", "next") and status in ("renewed", "undecided") else None,)
    numbers = near.numbers
    last_made = mention.cue.season == "last" or bool(
        status == "cancelled" and _LAST_MADE.search(page.folded, max(sentence.start, near.start - 24), near.start)
    )
    if status == "cancelled" and last_made:
        return (numbers[-1] + 1,)
    if status == "cancelled" and near.rule == "season.nickname" and numbers == (1,):
        return (2,)
    if status == "renewed" and near.rule == "season.nickname" and numbers == (1,):
        return (2,)
    return numbers
