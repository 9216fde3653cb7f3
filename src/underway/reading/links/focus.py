"""The show that a sentence without a title goes on speaking of."""

import re
from collections import Counter

from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.structure import Page, Topic, within

_OFTEN = 3  # mentions of a show that one named once and in passing does not displace
_REFERS = re.compile(rf"(?:its?|the (?:[\w'-]+ ){{0,3}}{phrases('show_noun')})\b")

_TWO = re.compile(
    r"(?:both|the two|the pair)(?: shows| series| dramas| comedies| sitcoms| programmes)?"
    r" (?:are|were|come|came|hail|have|had|will|air"
    r"|aired|run|ran|return|remain|stream|belong|premiere|moved?|go|went)\b"
    r"|[^;!?]{1,110}\b(?:both|the two of them|the pair)(?: of them| shows| series)?[.,;]"
)

NAMED_LATELY = 400  # characters in which the two are named of which one is "the former"


def one_of_two(page: Page, word: str, start: int, end: int) -> str | None:
    """Which of the two shows that the span names last is "the former" or "the latter"."""
    latest_first = dict.fromkeys(m.title for m in reversed(within(page.shows, start, end)))
    two = list(latest_first)[:2]
    return two[word == "former"] if len(two) == 2 else None


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

    def both_before(self, sentence: Sentence) -> tuple[str, ...]:
        """The two shows that "both" means in a sentence that names none."""
        page, (start, end) = self._page, (sentence.start, sentence.end)
        if within(page.shows, start, end) or not _TWO.match(page.folded, start, end):
            return ()
        before = within(page.shows, max(start - NAMED_LATELY, 0), start)
        two = list(dict.fromkeys(m.title for m in reversed(before)))[:2]
        return tuple(two) if len(two) == 2 else ()

    def _prevails(self, main: str, carried: Topic) -> bool:
        often = self._counts[main]
        return often * 2 > self._counts.total() or (often >= _OFTEN and self._counts[carried.title] == 1)
