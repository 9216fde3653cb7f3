"""The show, and the season, that a decision is about whose sentence names none: those of the sentences before it in its
paragraph, else of the heading or the question over it."""

import re

import msgspec

from underway.reading.layout import Sentence
from underway.reading.links.focus import Focus
from underway.reading.structure import Page, SeasonMention, within

_UNDER = 4  # blocks that a heading or a question stands over
_ABOVE = 3  # blocks
_LONGEST_OVER = 240  # characters of it
_ASKS = re.compile(r"\?[\s\"')\]]*(?:[-(] ?[^.?!]{1,60})?$")


class Carried(msgspec.Struct, frozen=True):
    """`sole` is whether the words that it comes from name no other show; `over` whether they stand over the
    paragraph."""

    title: str
    sole: bool
    over: bool


class CarriedShows:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._focus = page.view(Focus)
        self._over: dict[int, int | None] = {}

    def into(self, sentence: Sentence) -> Carried | None:
        """What the words of the sentence speak of where they name no show; None where that is not to be told."""
        page = self._page
        for earlier in reversed(page.sentences[max(sentence.index - 12, 0) : sentence.index]):
            if earlier.block != sentence.block:
                break
            found = self._of(earlier.start, earlier.end, over=False)
            if found:
                return found
        over = self._block_over(sentence.block)
        if over is None:
            return None
        block = page.layout.blocks[over]
        return self._of(block.start, block.end, over=True)

    def from_above(self, sentence: Sentence) -> str | None:
        """The one show of the last paragraph above that names any, with nothing but paragraphs between."""
        for index in range(sentence.block - 1, max(sentence.block - 1 - _ABOVE, -1), -1):
            named = self._page.binding.shows_in_block(index)
            if named:
                return next(iter(named)) if len(named) == 1 else None
            if self._page.layout.blocks[index].kind != "paragraph" or self._asks(index):
                return None
        return None

    def season_over(self, sentence: Sentence) -> SeasonMention | None:
        """The one season that the heading or the question over the sentence numbers."""
        over = self._block_over(sentence.block)
        if over is None:
            return None
        block = self._page.layout.blocks[over]
        named = [m for m in within(self._page.seasons, block.start, block.end) if m.numbers and not m.count]
        return named[0] if len(named) == 1 and len(named[0].numbers) == 1 else None

    def _of(self, start: int, end: int, *, over: bool) -> Carried | None:
        shows = within(self._page.shows, start, end)
        spoken = [m for m in shows if not self._page.binding.in_passing(m)] or shows
        titles = list(dict.fromkeys(m.title for m in spoken))
        return Carried(titles[0], len(titles) == 1, over) if titles else None

    def _block_over(self, index: int) -> int | None:
        """The last heading or question above the block, with no show named and no heading between."""
        if index not in self._over:
            self._over[index] = self._find_over(index)
        return self._over[index]

    def _find_over(self, index: int) -> int | None:
        blocks = self._page.layout.blocks
        for at in range(index - 1, max(index - 1 - _UNDER, -1), -1):
            block = blocks[at]
            if self._asks(at) or (block.kind == "heading" and at):
                return at if within(self._page.shows, block.start, block.end) else None
            if within(self._page.shows, block.start, block.end) or block.kind in ("item", "debris"):
                return None
        return None

    def _asks(self, index: int) -> bool:
        block = self._page.layout.blocks[index]
        short = block.end - block.start <= _LONGEST_OVER
        return short and bool(_ASKS.search(self._page.folded, block.start, block.end))
