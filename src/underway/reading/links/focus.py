"""The show that a sentence without a title goes on speaking of."""

from collections import Counter

from underway.reading.layout import Sentence
from underway.reading.links.headings_over import HeadingsOver
from underway.reading.structure import Page, Topic, within

_ABOVE = 3  # blocks
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
        """The one show of the last paragraph above that names any, with nothing but paragraphs between."""
        page = self._page
        if within(page.shows, page.layout.block_of(sentence).start, sentence.start):
            return None
        for index in range(sentence.block - 1, max(sentence.block - 1 - _ABOVE, -1), -1):
            if page.binding.shows_in_block(index):
                title = page.binding.only_show_in_block(index)
                carried = page.binding.topic_before(sentence)
                return title if carried and carried.title == title else None
            block = page.layout.blocks[index]
            if block.kind != "paragraph" or page.view(HeadingsOver).asks(block):
                return None
        return None

    def is_of_unknown(self, sentence: Sentence) -> bool:
        """Does it go on about a list's item whose show is not known?"""
        carried = self._page.binding.topic_before(sentence)
        return carried is not None and not carried.title

    def _prevails(self, main: str, carried: Topic) -> bool:
        often = self._counts[main]
        return often * 2 > self._counts.total() or (often >= _OFTEN and self._counts[carried.title] == 1)
