"""Over which span each figure was measured, also where the text states it once for several figures."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from underway.reading.layout import Sentence
from underway.reading.links.units import Counted
from underway.reading.measures import Window, pattern
from underway.reading.structure import Page, inside, within
from underway.vocabulary.durations import duration_of

_STREAMED = frozenset(("views", "hours", "minutes", "households", "accounts"))
_LONGEST_LEGEND = 260
_CHARTED = frozenset(("views", "hours", "minutes"))
_MARKS = "*†‡"
_LONGEST_SPAN = 35
_REACH = 50
_WEEK = duration_of(1, "week")
_BREAK = re.compile(r"[,;:(]| and | but ")


class Windows:
    """Built once from a page; asked for its sentences in order: a window that the text has named may serve later."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._folded = page.folded
        self._last: tuple[Counted, str | None] | None = None
        self._named: str | None = None

    def read(self, sentence: Sentence, counted: Sequence[Counted]) -> list[str | None]:
        """The window of each of the sentence's figures."""
        windows = inside(self._page.windows, sentence.start, sentence.end)
        found = self._shared(counted, windows) if windows else [self._carried(sentence, c) for c in counted]
        self._last = (counted[-1], found[-1])
        self._named = next((w for w in reversed(found) if w), self._named)
        return found

    def remember(self, window: str | None) -> None:
        """A window that the text has named otherwise, in the legend of a table."""
        self._named = window or self._named

    def _shared(self, counted: Sequence[Counted], windows: list[Window]) -> list[str | None]:
        """Each figure's own window; without one, that of the figure before it or after it, unless the later is said to
        have grown."""
        owners = self._owners(counted, windows)
        grows = [
            self._grows(left.figure.end, right.figure.start, right.figure.end) for left, right in pairwise(counted)
        ]
        for at in range(1, len(owners)):
            if owners[at] is None and not grows[at - 1]:
                owners[at] = owners[at - 1]
        for at in range(len(owners) - 2, -1, -1):
            if owners[at] is None and not grows[at]:
                owners[at] = owners[at + 1]
        return [w.duration if w else None for w in owners]

    def _owners(self, counted: Sequence[Counted], windows: list[Window]) -> list[Window | None]:
        """The window that stands with each figure: behind it, or before it where nothing divides it from that one
        only."""
        owners: list[Window | None] = [None] * len(counted)
        for window in windows:
            left = max((i for i, c in enumerate(counted) if c.figure.start <= window.start), default=None)
            right = left + 1 if left is not None else 0
            if left is None:
                chosen = right
            elif right == len(counted) or not self._divided(counted[left].figure.end, window.start):
                chosen = left
            else:
                chosen = left if self._divided(window.end, counted[right].figure.start) else right
            held = owners[chosen]
            if held is None or held.duration is None:
                owners[chosen] = window
        return owners

    def _grows(self, start: int, end: int, after: int) -> bool:
        """Do the words between two figures say that the second is of a longer measure?"""
        if pattern("same").search(self._folded, start, after + _REACH):
            return False
        return bool(pattern("growth").search(self._folded, start, end))

    def _divided(self, start: int, end: int) -> bool:
        return start < end and bool(_BREAK.search(self._folded, start, end))

    def _carried(self, sentence: Sentence, counted: Counted) -> str | None:
        """The window of a figure whose sentence names none."""
        noted = self._notes.get(self._page.text[counted.figure.end : counted.figure.end + 1])
        if noted:
            return noted
        if pattern("same").search(self._folded, sentence.start, sentence.end):
            return self._named or self._of_all
        if self._last and pattern("subset").match(self._folded, sentence.start):
            return self._last[1]
        if counted.unit in _STREAMED:
            dated = self._between_dates(sentence)
            if dated:
                return dated
            last = self._last[0] if self._last else None
            follows = last and last.unit == counted.unit and sentence.block - last.sentence.block <= 1
            if self._last and follows and counted.figure.unit is None:
                return self._last[1]
            charted = self._page.measuring.of("week-list") and counted.unit in _CHARTED
            if charted or pattern("weekly-after").match(self._folded, counted.figure.end):
                return _WEEK
        listed = counted.rule == "audience.row" or self._page.layout.block_of(sentence).kind == "item"
        return (self._of_all or self._named_for_lists) if listed else self._of_all

    def _between_dates(self, sentence: Sentence) -> str | None:
        """The days from one date to another that the sentence names ("between November 6 and 12")."""
        for mention in within(self._page.dates, sentence.start, sentence.end):
            if mention.until and len(mention.date) == len(mention.until) == len("2020-10-02"):
                span = (date.fromisoformat(mention.until) - date.fromisoformat(mention.date)).days + 1
                if 1 < span <= _LONGEST_SPAN:
                    return duration_of(span, "day")
        return None

    @cached_property
    def _of_all(self) -> str | None:
        """The window that the text states once for all figures ("all figures are live plus seven days")."""
        for first, last in self._page.measuring.of("all-figures"):
            sentence = self._page.layout.sentence_at(first)
            start, end = max(sentence.start, first - 60), min(sentence.end, last + 80)
            windows = inside(self._page.windows, start, end)
            if windows:
                return windows[0].duration
        return None

    @cached_property
    def _named_for_lists(self) -> str | None:
        """The window of the lists: a sentence with no show and no figure of its own names it, and speaks of figures."""
        page = self._page
        for sentence in page.sentences:
            if sentence.end - sentence.start > _LONGEST_LEGEND or not page.measuring.within(
                "figures", sentence.start, sentence.end
            ):
                continue
            windows = {w.duration for w in inside(page.windows, sentence.start, sentence.end)} - {None}
            holds = (
                *within(page.shows, sentence.start, sentence.end),
                *within(page.figures, sentence.start, sentence.end),
            )
            if len(windows) == 1 and not holds:
                return windows.pop()
        return None

    @cached_property
    def _notes(self) -> dict[str, str | None]:
        """Mark of a note -> the window that the note names ("* Live plus seven days")."""
        notes: dict[str, str | None] = {}
        for block in self._page.layout.blocks:
            mark = self._page.text[block.start : block.start + 1]
            if mark and mark in _MARKS:
                windows = inside(self._page.windows, block.start, block.end)
                notes[mark] = windows[0].duration if windows else None
        return notes
