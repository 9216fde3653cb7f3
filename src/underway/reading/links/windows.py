"""Over which span each figure was measured, also where the text states it once for several figures."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from underway.reading.layout import Sentence
from underway.reading.links.units import Counted
from underway.reading.measures import Window, pattern
from underway.reading.structure import FigureMention, Page, inside, within
from underway.vocabulary.durations import duration_of

_STREAMED = frozenset(("views", "hours", "minutes", "households", "accounts"))
_LONGEST_LEGEND = 260
_CHARTED = frozenset(("views", "hours", "minutes"))
_MARKS = "*†‡"
_EXPLAINED = re.compile(rf"([{_MARKS}])\s?(?:=|:|is|are|means?|marks?|denotes?|indicates?)\s")
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
        if not any(c.unit in _STREAMED for c in counted):
            windows = [w for w in windows if not w.streamed]
        found = self._shared(counted, windows) if windows else [self._carried(sentence, c) for c in counted]
        self._last = (counted[-1], found[-1])
        self._named = next((w for w in reversed(found) if w), self._named)
        return found

    def noted(self, figure: FigureMention) -> str | None:
        """The window that the note names whose mark stands behind the figure."""
        return self._notes.get(self._page.text[figure.end : figure.end + 1])

    def remember(self, window: str | None) -> None:
        """A window that the text has named otherwise, in the legend of a table."""
        self._named = window or self._named

    def _shared(self, counted: Sequence[Counted], windows: list[Window]) -> list[str | None]:
        """Each figure's own window; without one, that of the figure before it or after it, unless the later is said to
        have grown."""
        owners = self._owners(counted, windows)
        grows = [
            self._grows(left.figure, right.figure, owner)
            for (left, right), owner in zip(pairwise(counted), owners, strict=False)
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

    def _grows(self, left: FigureMention, right: FigureMention, owner: Window | None) -> bool:
        """Do the words between two figures, those of the window of the first aside, say that the second is of a longer
        measure ("rose from 0.6 to 1.1")?"""
        if pattern("same").search(self._folded, left.start, right.end + _REACH):
            return False
        start = left.start - _REACH if self._folded.startswith(" to ", left.end) else left.end
        if owner and left.end <= owner.start < right.start:
            start = owner.end
        return bool(pattern("growth").search(self._folded, max(start, 0), right.end))

    def _divided(self, start: int, end: int) -> bool:
        return start < end and bool(_BREAK.search(self._folded, start, end))

    def _carried(self, sentence: Sentence, counted: Counted) -> str | None:
        """The window of a figure whose sentence names none."""
        noted = self.noted(counted.figure)
        if noted:
            return noted
        if pattern("same").search(self._folded, sentence.start, sentence.end):
            return self._named_before(sentence) or self._named or self._of_all
        charted = counted.unit in _CHARTED and bool(self._page.measuring.of("week-list"))
        if counted.rule == "audience.charted":
            return self._of_chart or self._named_for_lists or (_WEEK if charted else self._of_all)
        if charted and pattern("ranked").search(self._folded, sentence.start, sentence.end):
            return _WEEK
        if self._last and self._goes_on(sentence, counted, self._last[0]):
            return self._last[1]
        if counted.unit in _STREAMED:
            dated = self._between_dates(sentence)
            if dated:
                return dated
            last = self._last[0] if self._last else None
            follows = last and last.unit == counted.unit and sentence.block - last.sentence.block <= 1
            if self._last and follows and counted.figure.unit is None:
                return self._last[1]
            weekly = counted.unit in _CHARTED and pattern("weekly-after").match(self._folded, counted.figure.end)
            if charted or weekly:
                return _WEEK
        listed = counted.rule == "audience.row" or self._page.layout.block_of(sentence).kind == "item"
        return (self._of_all or self._named_for_lists) if listed else self._of_all

    def _named_before(self, sentence: Sentence) -> str | None:
        """The last span that the text has named, be it of a figure or not."""
        windows = self._page.windows
        before = (windows[i] for i in range(bisect_left(windows.starts, sentence.start) - 1, -1, -1))
        return next((w.duration for w in before if w.duration and not w.streamed), None)

    def _goes_on(self, sentence: Sentence, counted: Counted, last: Counted) -> bool:
        """Does it speak of those just counted, set another beside them, or count the same on in one paragraph?"""
        if pattern("subset").match(self._folded, sentence.start):
            return True
        if counted.unit != last.unit and not _STREAMED.issuperset((counted.unit, last.unit)):
            return False
        return sentence.block == last.sentence.block or bool(
            sentence.block - last.sentence.block == 1 and pattern("compared").match(self._folded, sentence.start)
        )

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
        return self._legend[0] if self._legend and self._legend[1] else None

    @cached_property
    def _of_chart(self) -> str | None:
        """The window that stands where a list is said to count in millions."""
        said = pattern("in-millions").search(self._folded)
        sentence = self._page.layout.sentence_at(said.start()) if said else None
        if sentence is None:
            return None
        windows = inside(self._page.windows, sentence.start, sentence.end)
        return windows[0].duration if windows else self._between_dates(sentence)

    @property
    def _named_for_lists(self) -> str | None:
        return self._legend[0] if self._legend else None

    @cached_property
    def _legend(self) -> tuple[str, bool] | None:
        """The window of the lists, and whether its sentence leads into them with a colon: a sentence with no show and
        no figure of its own names it, and speaks of figures."""
        page = self._page
        for sentence in page.sentences:
            if sentence.end - sentence.start > _LONGEST_LEGEND or not page.measuring.within(
                "figures", sentence.start, sentence.end
            ):
                continue
            windows = {w.duration for w in inside(page.windows, sentence.start, sentence.end) if w.duration}
            holds = (
                *within(page.shows, sentence.start, sentence.end),
                *within(page.figures, sentence.start, sentence.end),
            )
            if len(windows) == 1 and not holds:
                return windows.pop(), page.folded[sentence.start : sentence.end].rstrip().endswith(":")
        return None

    @cached_property
    def _notes(self) -> dict[str, str | None]:
        """Mark of a note -> the window that the note names ("* Live plus seven days", "(* is Live+Same Day)")."""
        page = self._page
        spans = {page.text[b.start : b.start + 1]: (b.start, b.end) for b in page.layout.blocks if b.end > b.start}
        spans |= {m[1]: (m.end(), m.end() + _REACH) for m in _EXPLAINED.finditer(page.text)}
        found: dict[str, str | None] = {}
        for mark, (start, end) in spans.items():
            windows = inside(page.windows, start, end) if mark in _MARKS else []
            if windows:
                found[mark] = windows[0].duration
        return found
