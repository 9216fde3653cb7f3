"""The show that a sentence without a title goes on speaking of."""

from collections import Counter

from underway.reading.layout import Sentence
from underway.reading.structure import Page, Topic, within

_OFTEN = 3  # mentions of a show that one named once and in passing does not displace


class Focus:
    """Built once from a page; answers in constant time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._counts = Counter(m.title for m in page.shows)
        self._main = page.binding.main_show

    def into(self, sentence: Sentence) -> str | None:
        """The show carried into the sentence: the subject of the last sentence that named one. Where its paragraph has
        named none, that must be the show of the document, stand in a heading or be what the sentence's own words mean;
        else it is the show of the document, if there is one that prevails."""
        carried, main = self._page.binding.topic_before(sentence), self._main
        if carried is None or main is None:
            return main
        block = self._page.layout.block_of(sentence)
        if (
            carried.heads
            or carried.meant
            or carried.title == main
            or within(self._page.shows, block.start, sentence.start)
        ):
            return carried.title or None
        if self._prevails(main, carried):
            return main
        return carried.title if self._page.binding.refers(sentence) and not carried.passing else None

    def from_above(self, sentence: Sentence) -> str | None:
        """The one show that the block above speaks of, and that no other has displaced since."""
        index = sentence.block - 1
        title = self._page.binding.only_show_in_block(index)
        block = self._page.layout.block_of(sentence)
        if title is None or within(self._page.shows, block.start, sentence.start):
            return None
        above = self._page.layout.blocks[index]
        spoken = any(not self._page.binding.in_passing(m) for m in within(self._page.shows, above.start, above.end))
        carried = self._page.binding.topic_before(sentence)
        return title if spoken and carried and carried.title == title else None

    def is_of_unknown(self, sentence: Sentence) -> bool:
        """Does it go on about a list's item whose show is not known?"""
        carried = self._page.binding.topic_before(sentence)
        return carried is not None and not carried.title

    def _prevails(self, main: str, carried: Topic) -> bool:
        often = self._counts[main]
        return often * 2 > self._counts.total() or (often >= _OFTEN and self._counts[carried.title] == 1)
