"""Names that may be titles, though not enough speaks for it: what words of a part go back to all the same where such a
name stands nearer than any show."""

import re
from collections.abc import Iterator

from underway.reading.layout import Sentence
from underway.reading.lexicon import given_names, word_class
from underway.reading.links.possible_titles import is_taken, title_of
from underway.reading.mentions.candidates import is_common
from underway.reading.mentions.names import ASKING
from underway.reading.mentions.parts import role_words
from underway.reading.structure import InOrder, NameMention, Page, ShowMention, within

_LIKELY = 0.2
_LIKELY_OBJECT = 0.3
_ADJOINS = 4  # characters between a name and "star"
_SHORTEST = 4
_REACH = 1500  # characters
_LONGEST_HEADING = 70
_PLACED = re.compile(r"\b(?:in|at|on|from|near|outside|of|across|around|to|by|as|plays?|played|that)(?: the)? ?[\"']?$")
_OPENS = re.compile(r"[\W\d]*")
_APART = re.compile(r"[\"']? ?(?:[.:,(!|]|- |$|\n)")
_IN = re.compile(r"(?:in|on) (?:the )?(?:[\w+]+'s )?[\"']?")
_CONTRACTED = re.compile(r"\w'(?:ve|re|ll|d|m|t)$")


class Unproven:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._titled = {w for m in page.shows for w in m.title.casefold().split()}
        self._names = InOrder(n for n in page.names if n.strength >= _LIKELY and self._may_be_title(n))

    def before(self, position: int, sentence: Sentence) -> str | None:
        """The name that the words at the position go back to: it stands in their block, or in the heading over it, with
        no show between."""
        page = self._page
        block = page.layout.block_of(sentence)
        low = max(block.start, position - _REACH)
        if sentence.block and low == block.start:
            above = page.layout.blocks[sentence.block - 1]
            listed = block.kind == above.kind == "item"
            if not listed and above.end - above.start <= _LONGEST_HEADING:
                low = above.start
        spoken = [m for m in within(page.shows, low, position) if not page.binding.in_passing(m)]
        names = [
            n
            for n in within(self._names, max([m.end for m in spoken] + [low]), position)
            if not self._is_placed(n) and (position - n.end <= _ADJOINS or not page.binding.stands_aside(n))
        ]
        if not names:
            return None
        return title_of(page, names[-1])

    def begins_at(self, start: int) -> bool:
        """Does a name begin there that would be a title if it is what somebody has a part in?"""
        return any(n.strength >= _LIKELY_OBJECT for n in within(self._names, start, start + 1))

    def after(self, start: int, end: int) -> ShowMention | None:
        """The first name that begins there, as what somebody has a part in."""
        return next((self._as_show(n) for n in within(self._names, start, end) if n.strength >= _LIKELY_OBJECT), None)

    def likely(self) -> Iterator[ShowMention]:
        """All names, as what somebody has a part in."""
        return (self._as_show(n) for n in self._names if n.strength >= _LIKELY_OBJECT)

    def _as_show(self, name: NameMention) -> ShowMention:
        return ShowMention(
            start=name.start,
            end=name.end,
            rule=name.rule,
            strength=name.strength,
            title=title_of(self._page, name),
        )

    def _is_placed(self, name: NameMention) -> bool:
        """Does it stand as places and people do ("in", "by"), and not as in "In ‘Saltmarsh,’ Ada Quill stars"?"""
        page = self._page
        if _IN.fullmatch(page.folded, page.layout.sentence_at(name.start).start, name.start) and _APART.match(
            page.folded, name.end
        ):
            return name.strength < _LIKELY_OBJECT and self._is_unmarked(name)
        return bool(_PLACED.search(page.folded, max(name.start - 16, 0), name.start))

    def _may_be_title(self, name: NameMention) -> bool:
        page = self._page
        first, last = page.tokens.at(name.start), page.tokens.at(name.end)
        words = page.tokens.folded[first:last]
        if is_taken(page, name) or not words or ":" in words or words[-1] in ASKING or _CONTRACTED.search(words[-1]):
            return False
        if words[0] in word_class("month") or words[0] in word_class("weekday"):
            return False
        block = page.layout.block_of(page.layout.sentence_at(name.start))
        heads = bool(_OPENS.fullmatch(page.folded, block.start, name.start)) and bool(
            _APART.match(page.folded, name.end)
        )
        if self._is_person(words) and not heads:
            return False
        if len(words) == 1 and not self._is_title_alone(name, words[0]):
            return False
        return not (page.folded.startswith(" (", name.end) and within(page.persons, name.end, name.end + 3))

    def _is_unmarked(self, name: NameMention) -> bool:
        return self._page.folded[max(name.start - 1, 0)] not in "\"'" and self._page.folded[name.start] not in "\"'"

    def _is_title_alone(self, name: NameMention, word: str) -> bool:
        if word.rstrip("s") in self._titled or len(word) < _SHORTEST:
            return False
        plain = not self._page.text[name.start : name.end].isupper()
        return not is_common(word) or (plain and self._page.folded.startswith(" (", name.end))

    def _is_person(self, words: list[str]) -> bool:
        return words[0] in role_words("rank") or (words[0] in given_names() and len(words) < 3)
