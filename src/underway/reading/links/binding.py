"""Which show, and which season of it, words at a place speak of. The one place for both."""

import re
from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import NamedTuple

from underway.reading.layout import Sentence
from underway.reading.links.asides import Asides
from underway.reading.links.season_words import made_by, owner_of
from underway.reading.links.topics import Topics
from underway.reading.structure import InOrder, NameMention, Page, SeasonMention, ShowMention, Topic, within

_LAUNCH = re.compile(r"\b(?:its|the show's|the series') (?:[a-z]+ \d{1,2},? \d{4},? )?(?:launch|debut)\b")
_FAR = 160


class _Numbered(NamedTuple):
    """The seasons of a show that are numbered, and the highest number that has been by each."""

    mentions: InOrder[SeasonMention]
    highest: list[int]


_NONE = _Numbered(InOrder(), [])


class Binding:
    """Built once from a page's layout and mentions; answers in constant time or by looking over one sentence."""

    def __init__(self, page: Page) -> None:
        self._layout = page.layout
        self._shows = page.shows
        self._seasons = page.seasons
        self._counts = Counter(m.title for m in page.shows)
        self._first = {m.title: m.start for m in reversed(page.shows)}
        self._asides = Asides(page.layout, page.shows)
        self._main = self._main_show()
        self._topics = Topics(page, self._asides, self._main)
        self._made: dict[str, int] | None = None
        self._named: dict[str, _Numbered] | None = None

    @property
    def main_show(self) -> str | None:
        return self._main

    @property
    def dominant_show(self) -> str | None:
        """The main show, where the text names it as often as all others together."""
        return self._main if self._main and 2 * self._counts[self._main] >= self._counts.total() else None

    def is_named_before(self, position: int, show: str) -> bool:
        return show in self._first and self._first[show] < position

    def last_named(self, index: int, position: int) -> str | None:
        """The last show named in the block before the position."""
        block = self._layout.blocks[index]
        return next((m.title for m in reversed(within(self._shows, block.start, position))), None)

    def show_at(self, position: int, side: str = "before") -> str | None:
        """The show that the words at the position speak of. `side` says where its name would stand in the sentence:
        "before", "after" or "near" (after where it follows closely, else before)."""
        sentence = self._layout.sentence_at(position)
        return self.show_in(sentence, position, position, side)

    def show_in(self, sentence: Sentence, start: int, end: int, side: str = "before") -> str | None:
        before = after = aside = None
        for mention in within(self._shows, sentence.start, sentence.end):
            if mention.start >= start:
                if mention.start >= end:
                    after = mention
                    break
            elif self.is_past(mention, start):
                aside = mention
            else:
                before = mention
        if after and (side in ("after", "near")) and self._follows_closely(end, after.start):
            return after.title
        if before and not (after and self._broken(before.end, start) and not self._broken(end, after.start)):
            return before.title
        topic = self._topics.before[sentence.index]
        carried = topic.title if topic else self._main
        aside_after = after and self._topics.in_passing(after) and not self._follows_closely(end, after.start)
        if after and not (topic and carried and (aside_after or self._topics.refers(sentence))):
            return after.title
        if before:
            return before.title
        return (carried if topic else None) or (aside.title if aside else carried or None)

    def topic_before(self, sentence: Sentence) -> Topic | None:
        """What the text speaks of when the sentence begins."""
        return self._topics.before[sentence.index]

    def show_before(self, sentence: Sentence) -> str | None:
        """The show in focus when the sentence begins: what its "it" or "the drama" stands for."""
        topic = self._topics.before[sentence.index]
        return (topic.title or None) if topic else self._main

    def refers(self, sentence: Sentence) -> bool:
        return self._topics.refers(sentence)

    def in_passing(self, mention: ShowMention) -> bool:
        """ "Bigger than Saltmarsh", "from the makers of Saltmarsh", "Saltmarsh star Ada Quill" or "(Saltmarsh)", where
        the document is about another show."""
        return self._topics.in_passing(mention)

    def stands_aside(self, name: ShowMention | NameMention) -> bool:
        """Would a show be named in passing where the name stands?"""
        return self._asides.holds(name)

    def is_past(self, mention: ShowMention, position: int) -> bool:
        """Is the show named in passing, in an aside that is over by the position or opens after it?"""
        return self.in_passing(mention) and (mention.start >= position or self._asides.closed(mention, position))

    def shows_in_block(self, index: int) -> set[str]:
        """The titles named in the block of that place in the layout."""
        block = self._layout.blocks[index]
        return {m.title for m in within(self._shows, block.start, block.end)}

    def only_show_in_block(self, index: int) -> str | None:
        """The one title named in the block, where there is one block and one title."""
        named = self.shows_in_block(index) if index >= 0 else set()
        return next(iter(named)) if len(named) == 1 else None

    def season_in(self, start: int, end: int) -> list[SeasonMention]:
        return within(self._seasons, start, end)

    def season_at(self, position: int, show: str | None) -> int | None:
        """The one season that the sentence at the position speaks of; None where it names none, or several."""
        sentence = self._layout.sentence_at(position)
        named = [m for m in within(self._seasons, sentence.start, sentence.end) if m.numbers and not m.count]
        own = [m for m in named if show is None or self.show_in(sentence, m.start, m.end, "near") in (show, None)]
        if len(own) > 1:
            near = min(own, key=lambda m: min(abs(m.start - position), abs(m.end - position)))
            own = [near] if min(abs(near.start - position), abs(near.end - position)) < _FAR / 2 else []
        if own:
            return own[0].numbers[0] if len(own[0].numbers) == 1 else None
        if _LAUNCH.search(self._layout.folded, sentence.start, sentence.end):
            return 1
        return None

    def seasons_of(self, sentence: Sentence, show: str) -> list[SeasonMention]:
        """The mentions in the sentence that number seasons of the show."""
        return [
            m
            for m in within(self._seasons, sentence.start, sentence.end)
            if m.numbers and not m.count and self._season_show(sentence, m) == show
        ]

    def _season_show(self, sentence: Sentence, season: SeasonMention) -> str | None:
        owner = owner_of(self._layout.folded, self._shows, season)
        return owner or self.show_in(sentence, season.start, season.end, "near")

    def last_made(self, show: str) -> int | None:
        """The highest season that the text says was made of the show ("after two seasons", "the freshman comedy")."""
        if self._made is None:
            self._made = {}
            folded = self._layout.folded
            for season in self._seasons:
                number = made_by(folded, season)
                title = owner_of(folded, self._shows, season) or self.show_at(season.start) if number else None
                if number and title:
                    self._made[title] = max(number, self._made.get(title, 0))
        return self._made.get(show)

    def last_season_before(self, position: int, show: str) -> int | None:
        """The highest season number that the text has named of the show by the position, else anywhere."""
        mentions, highest = self._numbered(show)
        before = bisect_left(mentions.starts, position)
        return highest[before - 1] if highest else None

    def numbered(self, show: str) -> InOrder[SeasonMention]:
        """The mentions that number seasons of the show."""
        return self._numbered(show).mentions

    def _numbered(self, show: str) -> _Numbered:
        if self._named is None:
            found: dict[str, list[SeasonMention]] = {}
            for mention in self._seasons:
                title = self.show_at(mention.start, "near") if mention.numbers and not mention.count else None
                if title:
                    found.setdefault(title, []).append(mention)
            self._named = {
                title: _Numbered(InOrder(mentions), list(accumulate((max(m.numbers) for m in mentions), max)))
                for title, mentions in found.items()
            }
        return self._named.get(show, _NONE)

    def _main_show(self) -> str | None:
        """The show named most, or first of those named as often; none that is only named in passing, or where it is the
        one named most only in brackets behind names, while there is another."""
        if not self._counts:
            return None
        first = self._shows[0].title
        title, count = self._counts.most_common(1)[0]
        main = title if count > self._counts[first] else first
        others = max((n for other, n in self._counts.items() if other != main), default=0)
        aside = self._asides.in_brackets if self._counts[main] > others else self._asides.holds
        outside = Counter(m.title for m in self._shows if not aside(m))
        return main if main in outside or not outside else outside.most_common(1)[0][0]

    def _follows_closely(self, end: int, start: int) -> bool:
        return start - end <= 60 and not self._broken(end, start)

    def _broken(self, start: int, end: int) -> bool:
        return any(mark in self._layout.folded[start:end] for mark in (";", ". ", ": ", " - ", "\n", ") "))
