"""Quoted words as a text prints them, also where the attribution interrupts them."""

from collections.abc import Iterator
from itertools import groupby, pairwise

import msgspec

from underway.models.words import Place, fold_marks, gap
from underway.reading.structure import Page, QuotationMention
from underway.reading.tokens import Tokens

_FEWEST_WORDS = 4
_LONGEST_BREAK = 400  # characters between two parts of a quote, or between the words pointed at and the quote


class Quoted(msgspec.Struct, frozen=True):
    """Words between quotation marks, without them, the parts joined with one space; and where they stand, marks
    included."""

    words: str
    start: int
    end: int


class _Word(msgspec.Struct, frozen=True):
    """`start` and `end` take in the punctuation at the ends of its quotation, which is the `part`-th of the text."""

    folded: str
    start: int
    end: int
    part: int


class Speech:
    """What stands between a page's quotation marks."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._text = page.text
        said = [list(_words_said(page.text, mention, part)) for part, mention in enumerate(page.quotations)]
        # Between two parts of a quote the attribution may set a title or a nickname in marks.
        longer = [words for words in said if len(words) >= _FEWEST_WORDS]
        self._runs = [[word for words in parts for word in words] for parts in (said, longer)]

    def find(self, quote: str, near: Place) -> Quoted | None:
        """Where the quote stands between quotation marks, word for word, near the place; None for fewer than four
        words."""
        sought = [word for word, _, _ in _words(quote)]
        if len(sought) < _FEWEST_WORDS:
            return None
        found = [q for run in self._runs for q in self._in_run(run, sought) if _from(q, near) <= _LONGEST_BREAK]
        return min(found, key=lambda q: _from(q, near), default=None)

    def _in_run(self, run: list[_Word], sought: list[str]) -> Iterator[Quoted]:
        folded = [word.folded for word in run]
        for at in range(len(run) - len(sought) + 1):
            if folded[at] == sought[0] and folded[at : at + len(sought)] == sought:
                words = run[at : at + len(sought)]
                if all(b.part == a.part or self._belong(a.end, b.start) for a, b in pairwise(words)):
                    yield self._quoted(words)

    def _belong(self, end: int, start: int) -> bool:
        """Are they parts of one quote: is there but an attribution between them, and no other sentence?"""
        if start - end > _LONGEST_BREAK:
            return False
        first, last = self._page.layout.sentence_at(end).index, self._page.layout.sentence_at(start).index
        return not any(s.start >= end and s.end <= start for s in self._page.sentences[first : last + 1])

    def _quoted(self, words: list[_Word]) -> Quoted:
        parts = [list(part) for _, part in groupby(words, key=lambda word: word.part)]
        said = " ".join(self._text[part[0].start : part[-1].end].strip() for part in parts)
        return Quoted(said, self._page.quotations[words[0].part].start, self._page.quotations[words[-1].part].end)


def _from(quoted: Quoted, near: Place) -> int:
    return gap((quoted.start, quoted.end), near)


def _words_said(text: str, mention: QuotationMention, part: int) -> Iterator[_Word]:
    first, last = mention.words_start, mention.words_end
    words = _words(text[first:last])
    for at, (word, start, end) in enumerate(words):
        yield _Word(word, first + start if at else first, first + end if at < len(words) - 1 else last, part)


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words without case and marks, each with its place."""
    tokens = Tokens(text, text)
    words = zip(tokens.folded, tokens.starts, tokens.ends, strict=True)
    return [(fold_marks(word).casefold(), start, end) for word, start, end in words if word[0].isalnum()]
