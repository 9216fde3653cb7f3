"""Which show a part is in: whose name stands beside its words, else the one that the sentence or its list is about."""

import re

from underway.reading.layout import Sentence
from underway.reading.lexicon import word_class
from underway.reading.links.billing import Billed
from underway.reading.links.doers import relative_before
from underway.reading.links.focus import Focus
from underway.reading.links.joined import series_of
from underway.reading.links.unproven import Unproven
from underway.reading.structure import Page, ShowMention, within

_MAKING = frozenset("created writes directs runs produces executive-produces hosted stars".split())
_OBJECT = re.compile(
    r" (?:the|his|her|their|an?|[\w+]+'s)"
    r" (?:(?!(?:in|on|for|of|at|and|with|to|from|as|films?|novel|play|movie)\b)[\w+'-]+,? ){0,5}[\"']?"
)
_OF = re.compile(r"(?: (?:of|on|in|behind))?(?: the| [\w+]+'s)? [\"']?")
_NEAR = 30  # characters
_HAPPENING = frozenset("is was are were has had have will would who whose which that also".split())
_LONGEST_DESCRIPTION = 4  # words between "its" and a noun
_OF_SHOW = frozenset("of on behind for in".split())


class Credited:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._focus = page.view(Focus)
        self._unproven = page.view(Unproven)

    def shows(self, billed: Billed) -> list[str]:
        """The show, or those of a list that follows the words ("star of Saltmarsh and Coaldale")."""
        page = self._page
        if billed.show:
            start = page.tokens.ends[billed.last - 1]
            listed = within(page.shows, start, page.layout.sentence_at(start).end)
            joined = self._joined(listed) if listed else []
            return joined if billed.show in joined[:1] else [billed.show]
        inside = self._between(billed)
        if inside:
            return [inside]
        high = max(page.tokens.ends[billed.last - 1], billed.people[0].person.end if billed.side != "named" else 0)
        sentence = page.layout.sentence_at(high - 1)
        ahead = within(page.shows, high, sentence.end)
        unproven = self._unproven.after(high, min(high + _NEAR, sentence.end))
        if (
            unproven
            and (not ahead or unproven.start < ahead[0].start)
            and _OF.fullmatch(page.folded, high, unproven.start)
        ):
            ahead = [unproven]
        if ahead and (
            self._is_object(billed, high, ahead[0]) or (self._is_of(high, ahead[0]) and not self._adjoining(billed))
        ):
            return self._joined(ahead)
        show = self._show(billed)
        return [show] if show else []

    def _between(self, billed: Billed) -> str | None:
        """ "The creator of Saltmarsh, Ada Quill": the show between the words and the name."""
        page = self._page
        start, name = page.tokens.ends[billed.last - 1], billed.people[0].person.start
        if name <= start or not page.folded.startswith((" of ", " behind "), start):
            return None
        return next((m.title for m in within(page.shows, start, name)), None)

    def _joined(self, ahead: list[ShowMention]) -> list[str]:
        """The first, and those that a list joins to it."""
        return [m.title for m in series_of(self._page, ahead)]

    def _is_object(self, billed: Billed, high: int, mention: ShowMention) -> bool:
        """Is the show what the verb of the words says is made ("wrote", "also wrote the channel's short-lived")?"""
        if billed.side == "named":
            return True
        return billed.rule in _MAKING and bool(_OBJECT.fullmatch(self._page.folded, high, mention.start))

    def _adjoining(self, billed: Billed) -> ShowMention | None:
        """The show named right before the words ("Night Bus star")."""
        low = self._low(billed)
        start = self._page.layout.sentence_at(low).start
        mention = next((m for m in within(self._page.shows, start, low) if 0 <= low - m.end <= 4), None)
        apart = mention is not None and "," in self._page.folded[mention.end : low]
        if mention and apart and self._page.binding.stands_aside(mention):
            return None  # "Fresh off Saltmarsh, Ada Quill stars", "from the makers of Saltmarsh, stars Ada Quill"
        return mention

    def _low(self, billed: Billed) -> int:
        """Where the words begin, or the name before them."""
        start = self._page.tokens.starts[billed.first]
        name = billed.people[0].person.start
        return name if self._page.layout.sentence_at(start).start <= name < start else start

    def _is_of(self, high: int, mention: ShowMention) -> bool:
        """Does "of" or the like lead to the show from the words that end at `high`?"""
        if mention.start - high > 40:
            return False
        words = self._page.folded[high : mention.start].split()
        if not _HAPPENING.isdisjoint(words):
            return False  # "Its star Ada Quill has since been cast in Saltmarsh"
        if any("," in word for word in words[:-1]) and words[:1] != [","]:
            return False  # "Ada Quill, the man behind Saltmarsh"
        return not _OF_SHOW.isdisjoint(words) and word_class("not_show").isdisjoint(words)

    def _show(self, billed: Billed) -> str | None:
        """The show named right before the words ("Night Bus star"), or else the one that the sentence is about."""
        page, focus, starts = self._page, self._focus, self._page.tokens.starts
        if billed.head is not None:
            heading = page.layout.sentence_at(starts[billed.head])
            named = within(page.shows, heading.start, heading.end)
            return named[0].title if named else focus.into(heading)
        low, high = self._low(billed), max(page.tokens.ends[billed.last - 1], billed.people[0].person.end)
        sentence = page.layout.sentence_at(low)
        adjoining = self._adjoining(billed)
        if adjoining:
            return adjoining.title
        unproven = self._unproven_before(billed, low, high, sentence)
        if unproven:
            return unproven
        if self._is_its(billed, sentence):
            return focus.into(sentence) or focus.from_above(sentence)
        named = within(page.shows, sentence.start, sentence.end)
        relative = relative_before(page, billed.first) if billed.side != "named" else None
        if relative:
            made = within(page.shows, sentence.start, starts[relative])
            if made:
                return made[-1].title
        here = [m for m in named if not page.binding.is_past(m, low)]
        if here and low - sentence.start < 2 and page.folded[high : here[0].start].strip(" \"'") == ",":
            return here[0].title  # "Written by Ada Quill, Saltmarsh returns"
        opens = sentence.start == page.layout.block_of(sentence).start
        refers = self._refers_back(billed.last)
        if not here or ((billed.side == "before" or refers) and here[0].start >= high and (refers or not opens)):
            return focus.into(sentence) or focus.from_above(sentence)
        before = [m for m in here if m.start < low]
        if before and (refers or (len(here) < len(named) and billed.side == "before")):
            return before[-1].title
        return page.binding.show_in(sentence, low, high, billed.side)

    def _is_its(self, billed: Billed, sentence: Sentence) -> bool:
        """ "Its creator", where the sentence has named no show of its own before."""
        tokens = self._page.tokens
        before = tokens.folded[max(billed.first - _LONGEST_DESCRIPTION, 0) : billed.first]
        if "its" not in before:
            return False
        at = tokens.starts[billed.first - before[::-1].index("its") - 1]
        return at >= sentence.start and not within(self._page.shows, sentence.start, at)

    def _unproven_before(self, billed: Billed, low: int, high: int, sentence: Sentence) -> str | None:
        if billed.side != "before" and within(self._page.shows, high, min(high + _NEAR, sentence.end)):
            return None  # "the Ada Quill sitcom Saltmarsh"
        return self._unproven.before(low, sentence)

    def _refers_back(self, i: int) -> bool:
        """Does "it", "the drama" or the like begin at the token?"""
        words = self._page.tokens.folded[i : i + 4]
        return words[:1] == ["it"] or (words[:1] == ["the"] and not word_class("genre").isdisjoint(words[1:3]))
