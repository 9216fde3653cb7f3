"""The heading, or the question, that stands over a paragraph: the one show, and the one season, that it names."""

import re

from underway.reading.layout import Block, Sentence
from underway.reading.structure import Page, SeasonMention, within

_UNDER = 4  # blocks that a heading or a question stands over
_LONGEST = 240  # characters of it
_ASKS = re.compile(r"\?[\s\"')\]]*(?:[-(] ?[^.?!]{1,60})?$")


class HeadingsOver:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._over: dict[int, Block | None] = {}

    def show(self, sentence: Sentence) -> str | None:
        block = self._block_over(sentence.block)
        if block is None:
            return None
        shows = within(self._page.shows, block.start, block.end)
        titles = {m.title for m in shows if not self._page.binding.in_passing(m)} or {m.title for m in shows}
        return next(iter(titles)) if len(titles) == 1 else None

    def season(self, sentence: Sentence) -> SeasonMention | None:
        block = self._block_over(sentence.block)
        if block is None:
            return None
        named = [m for m in within(self._page.seasons, block.start, block.end) if m.numbers and not m.count]
        return named[0] if len(named) == 1 and len(named[0].numbers) == 1 else None

    def asks(self, block: Block) -> bool:
        short = block.end - block.start <= _LONGEST
        return short and bool(_ASKS.search(self._page.folded, block.start, block.end))

    def _block_over(self, index: int) -> Block | None:
        """The last heading or question above the block, with no show named and no heading between."""
        if index not in self._over:
            self._over[index] = self._find_over(index)
        return self._over[index]

    def _find_over(self, index: int) -> Block | None:
        blocks = self._page.layout.blocks
        for at in range(index - 1, max(index - 1 - _UNDER, -1), -1):
            block = blocks[at]
            named = self._page.binding.shows_in_block(at)
            if self.asks(block) or (block.kind == "heading" and at):
                return block if named else None
            if named or block.kind in ("item", "debris"):
                return None
        return None
