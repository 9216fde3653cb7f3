"""Lists of decisions: a label before its shows ("Renewed: A, B"), a heading over them, a verdict in their row
("Tannery | Fox | 5 | Axed"), a sentence that announces them ("three of its series will be back:")."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Block, Span
from underway.reading.links.coming import AHEAD
from underway.reading.links.season_words import made_by
from underway.reading.structure import Page, SeasonMention, ShowMention, within
from underway.vocabulary.seasons import LAST_SEASON

_LONGEST_ROW = 400
_LONGEST_ENTRY = 160
_TO_SHOW = 30  # characters of bullets and labels before the show that a line is about
_ENTRY_END = re.compile(r"[.;\n]\s|, (?:who|which|while|but|and|though)\b")
_LABEL = re.compile(
    r"\W*(?:(?:current|show|series|renewal|our|the) )?(?:status|verdict|fate|decision|outlook|result|news)\s*[:-]\s*"
)
_LINES_UNDER = 4
_ANNOUNCED = re.compile(r":\s*$")
_IN_MAKING = frozenset(("in_production", "wrapped", "delayed", "in_development"))


class Entry(msgspec.Struct, frozen=True):
    """What a list says of one show: `season` where its place in the list gives one, which its column may say was the
    last one made (`made`)."""

    mention: CueMention
    show: ShowMention
    season: SeasonMention | None
    made: bool
    place: Span


def find_entries(page: Page) -> list[Entry]:
    """Every entry of the page's lists, in the order of their verdicts."""
    by_block: dict[int, list[CueMention]] = {}
    for mention in page.cues:
        if mention.cue.show == "list":
            by_block.setdefault(page.layout.sentence_at(mention.start).block, []).append(mention)
    entries: list[Entry] = []
    made = _columns_hold_made(page)
    for index, mentions in by_block.items():
        block = page.layout.blocks[index]
        if block.kind in ("debris", "byline", "caption") or block.end - block.start > _LONGEST_ROW:
            continue
        shows = within(page.shows, block.start, block.end)
        for mention in mentions:
            if _LABEL.fullmatch(page.folded, block.start, mention.start):
                entries += _under_title(page, index, mention)
                continue
            if any(m.start < mention.end and mention.start < m.end for m in shows):
                continue
            if not shows:
                if _is_heading(page, block, mention):
                    entries += _under(page, index, mention)
                continue
            entries += _labelled(page, block, mention, mentions, shows) or _row(page, block, mention, shows, made)
    return entries


def announced_under(page: Page, mention: CueMention) -> list[Entry]:
    """The entries of a list that a sentence with the words of a decision announces, where it ends in a colon."""
    sentence = page.layout.sentence_at(mention.start)
    block = page.layout.block_of(sentence)
    if sentence.end < block.end or not _ANNOUNCED.search(page.folded, sentence.start, sentence.end):
        return []
    return list(_under(page, sentence.block, mention))


def seasons_listed(page: Page, entry: Entry) -> tuple[int | None, ...]:
    """The seasons that the entry's verdict is about; (None,) where the list numbers none."""
    cue, season = entry.mention.cue, entry.season
    if cue.first:
        return (1,)
    if season is None:
        return (None,)
    last = season.numbers[-1]
    if cue.status in AHEAD and (entry.made or season.count or made_by(page.folded, season) is not None):
        return (min(last + 1, LAST_SEASON),)
    if page.folded.endswith("through ", 0, season.start):  # "5 | Renewed through S7"
        known = page.binding.last_season_before(season.start, entry.show.title)
        return tuple(range(known + 1, last + 1)) if known and known < last else (last,)
    return season.numbers


def _is_heading(page: Page, block: Block, mention: CueMention) -> bool:
    """Is the verdict all that the line says, a word or two aside ("RENEWED", "Cancelled so far:")?"""
    rest = page.folded[block.start : mention.start] + page.folded[mention.end : block.end]
    return len(re.findall(r"\w+", rest)) <= 2 and block.end - block.start < 50


def _under_title(page: Page, index: int, mention: CueMention) -> Iterator[Entry]:
    """ "Status: renewed for season 4", in the lines under a title."""
    for above in reversed(page.layout.blocks[max(index - _LINES_UNDER, 0) : index]):
        shows = within(page.shows, above.start, min(above.end, above.start + _TO_SHOW))
        if shows:
            block = page.layout.blocks[index]
            stop = _entry_end(page, mention.end, block.end)
            season = next((m for m in within(page.seasons, mention.start, stop) if m.numbers), None)
            if len({m.title for m in within(page.shows, above.start, above.end)}) == 1:
                yield Entry(mention, shows[0], season, False, Span(block.start, stop))
            return


def _under(page: Page, index: int, mention: CueMention) -> Iterator[Entry]:
    """The lines after the block that each begin with a show, up to the first that does not."""
    for block in page.layout.blocks[index + 1 :]:
        first = next(iter(within(page.shows, block.start, min(block.end, block.start + _TO_SHOW))), None)
        if first is None or first.start - block.start > 4 or (block.kind == "heading" and block.end - first.end > 80):
            return
        stop = _entry_end(page, first.end, min(block.end, first.end + _LONGEST_ENTRY))
        season = next((m for m in within(page.seasons, first.end, stop) if m.numbers), None)
        yield Entry(mention, first, season, False, Span(block.start, stop))


def _labelled(
    page: Page, block: Block, mention: CueMention, mentions: list[CueMention], shows: list[ShowMention]
) -> list[Entry]:
    """ "Renewed: A (S2), B": the shows between the label and the next label."""
    colon = re.match(r"\s*:", page.folded[mention.end : mention.end + 3])
    after = [m for m in shows if m.start >= mention.end]
    if not colon or not after or any(m.end <= mention.start and mention.start - m.end < 20 for m in shows):
        return []
    limit = min((m.start for m in mentions if m.start > mention.end), default=block.end)
    listed: list[ShowMention] = []
    for show in after:
        since = listed[-1].end if listed else mention.end
        if show.start >= limit or show.start - since > 70 or re.search(r"[.!?] ", page.folded[since : show.start]):
            break
        listed.append(show)
    entries = []
    for at, show in enumerate(listed):
        stop = listed[at + 1].start if at + 1 < len(listed) else min(limit, show.end + 40)
        season = next((m for m in within(page.seasons, show.end, stop) if m.numbers), None)
        short = block.end - block.start <= 240
        entries.append(
            Entry(mention, show, season, False, Span(block.start, block.end) if short else Span(mention.start, stop))
        )
    return entries


def _row(page: Page, block: Block, mention: CueMention, shows: list[ShowMention], made: bool) -> list[Entry]:
    """ "Tannery | Fox | 5 | Axed", "Harrow House (ABC): Renewed, S3": the show begins the line, the verdict follows."""
    before = [m for m in shows if m.end <= mention.start]
    if (
        not before
        or before[0].start - block.start >= _TO_SHOW
        or not re.search(r"[:|~(/-]\s*$", page.folded[before[-1].end : mention.start])
    ):
        return []
    if mention.start - before[-1].end > 60:
        return []
    stop = _entry_end(page, mention.end, min(block.end, mention.end + 60))
    own = [m for m in within(page.seasons, mention.start, stop) if m.numbers]
    column = [m for m in within(page.seasons, before[-1].end, mention.start) if m.numbers]
    season = own[0] if own else column[0] if column else None
    cell = not own and bool(column)
    return [Entry(mention, before[-1], season, cell and made, Span(block.start, block.end))]


def _columns_hold_made(page: Page) -> bool:
    """Does a column of seasons name the season last made, not the one that the verdict is about? Not where seasons are
    said to be in the making."""
    return not any(m.cue.show == "list" and m.cue.status in _IN_MAKING for m in page.cues)


def _entry_end(page: Page, start: int, end: int) -> int:
    stop = _ENTRY_END.search(page.folded, start, end)
    return stop.start() + 1 if stop else end
