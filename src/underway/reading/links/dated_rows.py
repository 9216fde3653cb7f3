"""Dates that stand beside their shows with no verb: in a row ("Jan. 8 - Saltmarsh (new)", "Saltmarsh (ABC): Jan. 8"),
or in brackets behind each show of a list ("Saltmarsh (Feb. 21) and Lantern Street (March 6)")."""

import re
from collections.abc import Iterator

from underway.reading.layout import Block, Sentence, Span
from underway.reading.links.joined import series_of
from underway.reading.links.rows import Scheduled, event_told, is_bare, is_calendar, season_told
from underway.reading.structure import DateMention, Page, ShowMention, within
from underway.vocabulary.claims import Event

_LONGEST_ROW = 240
_TO_SHOW = 40  # characters of an hour and a channel between the day and its show
_TO_DAY = 60
_TOLD = 160  # characters of a row in which it says what is on
_TO_SEASON = 4  # characters of marks between a show and its season
_FEWEST = 2  # shows of a list
_DECIDED = re.compile(r"\b(?:renewed|renewal|cancell?ed|axed|ended|died|born|wrapped|filming|shoot(?:ing|s)?)\b")
_BRACKET = re.compile(r"[\"']? ?[(\[]")


def dated_rows(page: Page) -> Iterator[Scheduled]:
    calendar: bool | None = None
    for index, block in enumerate(page.layout.blocks):
        if block.kind not in ("heading", "item", "paragraph"):
            continue
        row = _row(page, block)
        if row:
            calendar = is_calendar(page, index) if calendar is None else calendar
            yield from _told(page, block, *row, calendar=calendar)
    for sentence in page.sentences:
        yield from _bracketed(page, sentence)


def _row(page: Page, block: Block) -> tuple[DateMention, list[ShowMention]] | None:
    """The one day of the row and the shows that stand beside it."""
    if block.end - block.start > _LONGEST_ROW:
        return None
    dates = within(page.dates, block.start, block.end)
    shows = within(page.shows, block.start, block.end)
    if len(dates) != 1 or not shows or dates[0].until or _DECIDED.search(page.folded, block.start, block.end):
        return None
    day, first = dates[0], shows[0]
    if page.folded.startswith("'s ", first.end):
        return None
    if day.end <= first.start <= day.end + _TO_SHOW:
        beside = is_bare(page, block.start, day.start) and is_bare(page, day.end, first.start)
        return (day, series_of(page, shows)) if beside else None
    if first.end <= day.start <= first.end + _TO_DAY and is_bare(page, block.start, first.start):
        beside = is_bare(page, first.end, day.start) and is_bare(page, day.end, block.end)
        return (day, shows[:1]) if beside else None
    return None


def _told(
    page: Page, block: Block, day: DateMention, shows: list[ShowMention], *, calendar: bool
) -> Iterator[Scheduled]:
    for at, show in enumerate(shows):
        stop = shows[at + 1].start if at + 1 < len(shows) else min(block.end, show.end + _TOLD)
        event = event_told(page.folded, show.end, stop, calendar and day.rule != "date.weekday")
        if event:
            said = max(page.layout.sentence_at(show.start).end, show.end)
            season = season_told(page, show.end, min(stop, said))
            yield Scheduled(day, show.title, season, event, Span(block.start, block.end))


def _bracketed(page: Page, sentence: Sentence) -> Iterator[Scheduled]:
    """The shows of the sentence that each have a day in brackets, where it says what happens to them."""
    if page.folded.find("(", sentence.start, sentence.end) < 0:
        return
    found = [(s, d) for s in within(page.shows, sentence.start, sentence.end) if (d := _day_in_brackets(page, s))]
    if len(found) < _FEWEST:
        return
    event = _announced(page, sentence, found[0][0])
    if event is None:
        return
    start = sentence.start
    for show, day in found:
        yield Scheduled(day, show.title, season_told(page, start, day.end), event, Span(sentence.start, sentence.end))
        start = day.end


def _day_in_brackets(page: Page, show: ShowMention) -> DateMention | None:
    """The day that is all, but for channels and hours, that the brackets behind the show say."""
    numbered = next(iter(within(page.seasons, show.end, show.end + _TO_SEASON)), None)
    opening = _BRACKET.match(page.folded, numbered.end if numbered else show.end)
    closing = page.folded.find(")", opening.end(), opening.end() + _TO_DAY) if opening else -1
    if opening is None or closing < 0:
        return None
    dates = within(page.dates, opening.end(), closing)
    if len(dates) != 1 or dates[0].until or len(dates[0].date) == len("2020"):
        return None
    bare = is_bare(page, opening.end(), dates[0].start) and is_bare(page, dates[0].end, closing)
    return dates[0] if bare else None


def _announced(page: Page, sentence: Sentence, first: ShowMention) -> Event | None:
    """What the words before the list say happens to its shows."""
    if _DECIDED.search(page.folded, sentence.start, first.start):
        return None
    words = within(page.events, sentence.start, first.start)
    return words[-1].cue.event if words else None
