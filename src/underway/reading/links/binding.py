"""Which show, and which season of it, words at a place speak of. The one place for both."""

import re
from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import NamedTuple

from underway.reading.layout import Layout, Sentence
from underway.reading.lexicon import phrases, word_class
from underway.reading.links.season_words import made_by, owner_of
from underway.reading.structure import InOrder, SeasonMention, ShowMention, within

_ASIDE = re.compile(
    r"\b(?:than|like|unlike|from|of|to|with|behind|replac\w+|after|before|alongside|beside|against|for|in) "
    r"(?:the |its |\w+'s )?[\"']?$"
)
_REFERS_BACK = re.compile(rf"[\"']?(?:it|its|the {phrases('show_noun')}|that|this)\b")
_LAUNCH = re.compile(r"\b(?:its|the show's|the series') (?:[a-z]+ \d{1,2},? \d{4},? )?(?:launch|debut)\b")
_ROLE = re.compile(rf"[\"']?(?:'s)?[\"']? (?:co-)?(?:{'|'.join(sorted(word_class('role')))})\b")
_FAR = 160


class _Numbered(NamedTuple):
    """The seasons of a show that are numbered, and the highest number that has been by each."""

    mentions: InOrder[SeasonMention]
    highest: list[int]


_NONE = _Numbered(InOrder(), [])


class Binding:
    """Built once from a page's layout and mentions; answers in constant time or by looking over one sentence."""

    def __init__(self, layout: Layout, shows: InOrder[ShowMention], seasons: InOrder[SeasonMention]) -> None:
        self._layout = layout
        self._shows = shows
        self._seasons = seasons
        self._counts = Counter(m.title for m in shows)
        self._first = {m.title: m.start for m in reversed(shows)}
        self._main = self._main_show()
        self._focus: list[str | None] = []
        self._made: dict[str, int] | None = None
        self._named: dict[str, _Numbered] | None = None
        self._follow()

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
        before = after = None
        for mention in within(self._shows, sentence.start, sentence.end):
            if mention.start < start:
                before = mention
            elif after is None and mention.start >= end:
                after = mention
        if after and (side in ("after", "near")) and self._follows_closely(end, after.start):
            return after.title
        if before and not (after and self._broken(before.end, start) and not self._broken(end, after.start)):
            return before.title
        carried = self._focus[sentence.index - 1] if sentence.index else None
        aside = after is not None and carried is not None and self._is_aside(sentence, after)
        if after and not aside and (carried is None or not self._refers_back(sentence, after.start)):
            return after.title
        return before.title if before else carried or self._main

    def show_before(self, sentence: Sentence) -> str | None:
        """The show in focus when the sentence begins: what its "it" or "the drama" stands for."""
        return (self._focus[sentence.index - 1] if sentence.index else None) or self._main

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
        if not self._counts:
            return None
        first = self._shows[0].title
        title, count = self._counts.most_common(1)[0]
        return title if count > self._counts[first] else first

    def _follow(self) -> None:
        """The show in focus after each sentence: its subject, else whatever it was before."""
        focus: str | None = None
        at = 0
        for sentence in self._layout.sentences:
            mentions = []
            while at < len(self._shows) and self._shows[at].start < sentence.end:
                if self._shows[at].start >= sentence.start:
                    mentions.append(self._shows[at])
                at += 1
            subject = next((m for m in mentions if not self._is_aside(sentence, m)), None)
            if subject:
                focus = subject.title
            elif not mentions and self._opens_section(sentence):
                focus = self.dominant_show or focus
            elif mentions and (focus is None or self._layout.block_of(sentence).kind in ("heading", "item")):
                focus = mentions[0].title
            self._focus.append(focus)

    def _opens_section(self, sentence: Sentence) -> bool:
        """Is it a heading in the text, as explainers have them ("When will it be back?")?"""
        return bool(sentence.index) and self._layout.block_of(sentence).kind == "heading"

    def _is_aside(self, sentence: Sentence, mention: ShowMention) -> bool:
        """Is the show named in passing ("more than Saltmarsh", "after four years on NBC's The Assessor")?"""
        if mention.title != self._main and _ROLE.match(self._layout.folded, mention.end):
            return True  # "Saltmarsh star Ada Quill"
        if mention.start - sentence.start < 25:
            return False
        lead = self._layout.folded[max(sentence.start, mention.start - 30) : mention.start]
        return bool(_ASIDE.search(lead)) and self._counts[mention.title] == 1

    def _follows_closely(self, end: int, start: int) -> bool:
        return start - end <= 60 and not self._broken(end, start)

    def _broken(self, start: int, end: int) -> bool:
        return any(mark in self._layout.folded[start:end] for mark in (";", ". ", ": ", " - ", "\n", ") "))

    def _refers_back(self, sentence: Sentence, position: int) -> bool:
        lead = self._layout.folded[sentence.start : position]
        return bool(_REFERS_BACK.match(lead))
