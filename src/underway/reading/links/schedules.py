"""Dates that the layout gives to what it does not stand beside: a day that heads the shows of a listing, a column of a
table."""

import re
from collections.abc import Iterator

from underway.reading.layout import Block, Span
from underway.reading.lexicon import phrases
from underway.reading.links.dated_rows import dated_rows
from underway.reading.links.focus import Focus
from underway.reading.links.rows import Scheduled, event_told, is_bare, is_calendar, season_told
from underway.reading.structure import DateMention, Page, inside, within
from underway.vocabulary.claims import Event

_MARKS = ("|", " / ", "\t", "  ")
_CELLS = re.compile(r"\s*\|\s*|\s/\s|\t+| {2,}")
_FEWEST_EPISODES = 3  # in a schedule of them
_LONGEST_EPISODE = 100  # characters of its line
_EPISODES = re.compile(r"\bep(?:isode)?s?\.? (\d{1,2}(?:(?:, ?| and | ?& ?| ?- ?)\d{1,2})*)\b(?! (?:episodes|million))")
_MOST_ROWS = 40  # under one day
_TO_SHOW = 25  # characters of hours and bullets before the show that a row begins with
_TOLD = 260  # characters of a row in which it says what is on
_LONGEST_LINE = 160
_EVENTS = "happenings.toml"
_COLUMNS: tuple[Event, ...] = ("premiere", "finale", "renewal", "cancellation", "filming_start", "filming_end")
_HEADS = [(event, re.compile(phrases(f"column_{event}", _EVENTS))) for event in _COLUMNS]
_ON_TV = re.compile(rf"\b{phrases('on_television', _EVENTS)}\b")
_HEADLINES = 3  # blocks
_LONGEST_HEADLINE = 120  # characters
_EXACT = len("2020-10-02")
_NUMBER = re.compile(r"(?:season |series |s)?(\d{1,2})")


def scheduled(page: Page) -> list[Scheduled]:
    """All of the page, in the order of the rows."""
    return [*_headed(page), *_tabled(page), *_numbered(page), *dated_rows(page)]


def _numbered(page: Page) -> Iterator[Scheduled]:
    """The first and the last of a schedule of episodes ("Episode 1: May 3", "May 10 - episode 2")."""
    rows: list[tuple[Block, DateMention, list[int]]] = []
    for block in [*page.layout.blocks, None]:
        row = _episodes(page, block) if block else None
        if block and row:
            rows.append((block, *row))
            continue
        if len(rows) >= _FEWEST_EPISODES:
            yield from _first_and_last(page, rows)
        rows = []


def _episodes(page: Page, block: Block) -> tuple[DateMention, list[int]] | None:
    """The day and the numbers of the episodes that are all that the line says."""
    if block.end - block.start > _LONGEST_EPISODE:
        return None
    dates = within(page.dates, block.start, block.end)
    match = _EPISODES.search(page.folded, block.start, block.end)
    if len(dates) != 1 or not match:
        return None
    numbers = [int(n) for n in re.findall(r"\d+", match[1])]
    return dates[0], numbers


def _first_and_last(page: Page, rows: list[tuple[Block, DateMention, list[int]]]) -> Iterator[Scheduled]:
    show = page.view(Focus).into(page.layout.sentence_at(rows[0][0].start))
    if show is None:
        return
    ends: tuple[tuple[Event, tuple[Block, DateMention, list[int]]], ...] = (("premiere", rows[0]), ("finale", rows[-1]))
    for event, (block, day, numbers) in ends:
        if event == "finale" or 1 in numbers:
            yield Scheduled(day, show, season_told(page, block.start, block.end), event, Span(block.start, block.end))


def _headed(page: Page) -> Iterator[Scheduled]:
    """The rows under each day, where several days, or the days of a calendar of premieres, head some."""
    blocks = page.layout.blocks
    days = {index: day for index, block in enumerate(blocks) if (day := _day_alone(page, block))}
    evening = _evening(page)
    calendar = bool(days) and is_calendar(page, min(days))
    if len({day.date for day in days.values()}) < 2 and not calendar:
        days = {}
    days = days or evening
    for at, index in enumerate(sorted(days)):
        stop = sorted(days)[at + 1] if at + 1 < len(days) else len(blocks)
        yield from _under(page, days[index], range(index + 1, min(stop, index + _MOST_ROWS)), calendar)


def _under(page: Page, day: DateMention, indexes: range, calendar: bool) -> Iterator[Scheduled]:
    row: Block | None = None
    for index in indexes:
        block = page.layout.blocks[index]
        if block.kind not in ("heading", "item", "paragraph"):
            continue
        described = block.kind == "paragraph" and row is not None and row.kind != "paragraph"
        shows = within(page.shows, block.start, min(block.start + _TO_SHOW, block.end))
        if described or not shows:
            if block.kind == "paragraph" and (row is None or len(page.binding.shows_in_block(index)) > 1):
                return  # the listing is over
            continue
        row = block
        if within(page.dates, block.start, min(shows[0].end + _TO_SHOW, block.end)):
            continue
        slot = page.layout.blocks[index + 1 : index + 2]
        below = index + 1 + bool(slot and is_bare(page, slot[0].start, slot[0].end))  # "BBC One, 9pm"
        follows = page.layout.blocks[below : below + 1]
        whole = block.kind != "paragraph" and follows and follows[0].kind == "paragraph"
        end = min(follows[0].end if whole else block.end, block.start + _TOLD)
        event = event_told(page.folded, shows[0].end, end, calendar)
        if event:
            season = season_told(page, shows[0].end, end)
            yield Scheduled(day, shows[0].title, season, event, Span(block.start, block.end))


def _evening(page: Page) -> dict[int, DateMention]:
    """The day of which the headline says that this is on, and its place ("Tonight's TV")."""
    for index, block in enumerate(page.layout.blocks[:_HEADLINES]):
        dates = within(page.dates, block.start, block.end)
        told = block.end - block.start <= _LONGEST_HEADLINE and _ON_TV.search(page.folded, block.start, block.end)
        if told and len(dates) == 1 and len(dates[0].date) == _EXACT and not dates[0].until:
            return {index: dates[0]}
    return {}


def _day_alone(page: Page, block: Block) -> DateMention | None:
    """The day that is all that the line says."""
    if block.end - block.start > 40 or block.kind not in ("heading", "item", "paragraph"):
        return None
    dates = within(page.dates, block.start, block.end)
    if len(dates) != 1 or len(dates[0].date) != _EXACT or dates[0].until or _is_day_of_publication(page, dates[0]):
        return None
    alone = is_bare(page, block.start, dates[0].start) and is_bare(page, dates[0].end, block.end)
    return dates[0] if alone else None


def _is_day_of_publication(page: Page, mention: DateMention) -> bool:
    """ "May 5, 2021" at the head of what was published on it; a weekday heads what is on."""
    published = page.document.published
    return published is not None and mention.date == published.isoformat() and mention.rule != "date.weekday"


def _tabled(page: Page) -> Iterator[Scheduled]:
    columns: list[Event | None] = []
    numbered = False
    for block in page.layout.blocks:
        line = page.text[block.start : block.end]
        if len(line) > _LONGEST_LINE or not any(mark in line for mark in _MARKS):
            columns = []
            continue
        cells = _cells(page, block)
        heads = [_head(page.folded[c.start : c.end]) for c in cells]
        if any(heads) and not inside(page.dates, block.start, block.end):
            columns = heads
            numbered = bool(re.match(r"(?:season|series|s|no\.?|#)$", page.folded[cells[0].start : cells[0].end]))
        elif columns and len(cells) == len(columns):
            yield from _row(page, block, cells, columns, numbered)


def _row(
    page: Page, block: Block, cells: list[Span], columns: list[Event | None], numbered: bool
) -> Iterator[Scheduled]:
    shows = within(page.shows, block.start, block.end)
    sentence = page.layout.sentence_at(block.start)
    show = shows[0].title if shows else page.view(Focus).into(sentence) or page.binding.dominant_show
    if show is None:
        return
    season = season_told(page, block.start, block.end)
    number = _NUMBER.fullmatch(page.folded[cells[0].start : cells[0].end])
    if season is None and number and numbered:
        season = int(number[1])
    for cell, event in zip(cells, columns, strict=True):
        dates = inside(page.dates, cell.start, cell.end)
        if event and len(dates) == 1:
            yield Scheduled(dates[0], show, season, event, Span(block.start, block.end))


def _cells(page: Page, block: Block) -> list[Span]:
    cells = []
    start = block.start
    for gap in _CELLS.finditer(page.text, block.start, block.end):
        if gap.start() > start:
            cells.append(Span(start, gap.start()))
        start = gap.end()
    if start < block.end:
        cells.append(Span(start, block.end))
    return cells


def _head(words: str) -> Event | None:
    return next((event for event, pattern in _HEADS if pattern.fullmatch(words.strip(" :*"))), None)
