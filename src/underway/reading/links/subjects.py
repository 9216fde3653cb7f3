"""Of which show a number is said: whose name stands with it, else the show that the text goes on about."""

import re
from bisect import bisect_left
from typing import NamedTuple

from underway.reading.layout import Sentence
from underway.reading.lexicon import word_class
from underway.reading.links.focus import Focus
from underway.reading.links.modality import clause_around
from underway.reading.links.pairs import chosen_before
from underway.reading.links.possible_titles import may_have_drawn, may_head, named_beside, title_of
from underway.reading.measures import pattern
from underway.reading.structure import NameMention, Page, ShowMention, within

_BRACKET = re.compile(r"['\"]{0,2}(?:'s)? ?\((?:[^()]{0,40}[,;:] ?)?")
_FOR = re.compile(
    r"(?: (?!from\b|and\b|ahead\b|behind\b|against\b|than\b|while\b|down\b|up\b|instead\b|short\b|shy\b)[\w'-]+){0,4}?"
    r" (?:for|of|to watch|watched|to) (?:(?:the|an?|its|their) (?:[\w-]+ ){0,3}?|[\w+' ]{1,20}'s? (?:own )?)?[\"']?"
)
_PLAIN = (  # a word of what describes the show
    r"(?!(?:from|and|ahead|behind|against|than|while|when|where|down|up|instead|short|shy|in|on|at|with|but|as)\b)[\w'+-]+"
)
_FOR_DESCRIBED = re.compile(rf"(?: {_PLAIN}){{0,4}}? (?:for|of|to) (?:{_PLAIN} ){{1,6}}[\"']?")
_WATCHING = re.compile(
    r"(?: ?\([^()]{1,14}\))? (?:who |that )?(?:had |have |were |are )?"
    r"(?:watched|watching|saw|seeing|caught|streamed|viewed|sampled|tried|chose|joined|preferred|opted for|switched on"
    r"|(?:tuned|tuning) (?:in )?(?:to|for)"
    r"|(?:dug in|stuck|stayed|sat|went) with|(?:sat|settled) (?:down )?(?:to|through)|(?:turned|showed) up for)"
    rf" (?:{_PLAIN},? ){{0,5}}[\"']?|(?: viewers| people)? that (?:the )?[\"']?"
)
_PLACED_BEFORE = re.compile(
    r"(?:^|[.;:,] |, and |- )(?:in |a close |close |just |and |next |not far )*"
    r"(?:first|second|third|fourth|fifth|next|top|last|runners?-up|behind (?:it|that|them)|then)\b"
    r"[^,;.]{0,24},? (?:with|on|at) (?:just |only )?$"
)
_PLACED_AFTER = re.compile(rf",? (?:(?:was|were|is|came|comes|went to|belong(?:s|ed) to) )?(?:{_PLAIN} ){{0,3}}[\"']?")
_ADJACENT = re.compile(
    r"['\"]{0,2}(?:'s)?['\"]?,? "
    r"(?:(?:just|only|an?|mere|barely|about|around|nearly|almost|some|at|on|with|over|under|roughly) )*"
)
_OWNER_OR_RIVAL = re.compile(r"(?:'s|\b(?:of|than|behind|above|below|to|against|and|while|for|over)) [\"']?$")
_DREW = re.compile(
    r"[\"']* (?:has |had )?(?:drew|drawn|had|managed|got|pulled|attracted|averaged|scored|logged|posted|did|notched|"
    r"attracted|mustered|racked|opened|debuted|launched|bowed|earned|delivered|amassed|clocked|recorded)\b"
)
_ALONE = re.compile(
    r"(?: (?:people|viewers|homes|households|views|hours))?(?: (?:that|who|which))?(?: (?:the|an?))?"
    rf"(?: {_PLAIN}){{0,3}} [\"']*"
)
_SUBJECT = re.compile(r"['\"]{0,2}(?:'s)?(?: ?,? [a-z0-9+'-]+){1,8} ?,? ")
_APPOSED = re.compile(r"(?: (?!by\b|from\b|with\b|and\b|in\b|on\b|at\b|to\b|starring\b)[\w'-]+){0,4},? [\"']?")
_CLAUSE = re.compile(r"; |, (?:while|and|but|with|as) | while | - ")
_ROW = re.compile(r"[\s\d.•*·–—-]*([^\W\d_][^,|(\n/…:–—]*?)(?: \d{1,2})?\s*(?=[,|(/…:–—]|\s{2}|\.{2}| - )")
_MEASURES = ("near", "figures", "column")
_LONGEST_EVIDENCE = 280
_AROUND_NAME = " \n0123456789.:-!?\"'()"
_TOP = 2  # blocks in which the author stands too
_BLOCKS_BELOW = 6  # blocks that a heading stands over
_REACH = 140  # characters between a name and the number that it drew


class _Heading(NamedTuple):
    title: str | None  # None where the heading says more than a name


class Subjects:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._focus = page.view(Focus)
        self._drew: tuple[int, int, str] | None = None  # block, end and title of the name that drew the last number

    def show_of(
        self, sentence: Sentence, start: int, end: int, *, apposed: bool = False, row: bool = False, drawn: bool = False
    ) -> str | None:
        """The show that the number at `start` to `end` is said of: named behind it in brackets or after "for", or as
        the subject before it; with `apposed` also right after ("the six-part thriller Saltmarsh"). A name that only the
        number shows to be a title counts where it stands close, or where it has `drawn` the number. In a `row` its
        first name is its show."""
        page = self._page
        shows = within(page.shows, sentence.start, sentence.end)
        named: list[ShowMention | NameMention] = [*shows, *named_beside(page, sentence)]
        named.sort(key=lambda m: m.start)
        before = [m for m in named if m.end <= start]
        after = next((m for m in named if m.start >= end), None)
        heads = self._heads_row(sentence, start) if row and not shows else None
        if heads:
            return heads
        if before and row:
            return title_of(page, next((m for m in before if isinstance(m, ShowMention)), before[0]))
        if before and _BRACKET.fullmatch(page.folded, before[-1].end, start):
            return title_of(page, before[-1])
        if after and self._is_counted_for(start, end, after):
            return title_of(page, after)
        if after and apposed and _APPOSED.fullmatch(page.folded, end, after.start):
            return title_of(page, after)
        if drawn and (one := chosen_before(page, sentence.start, start)):
            return one
        if drawn and before and isinstance(before[-1], NameMention) and self._stands_by(before[-1], start):
            return title_of(page, before[-1])
        drawing = self._drawing(sentence, start) if drawn else None
        if drawing:
            return drawing
        for mention in reversed(before):
            if isinstance(mention, ShowMention):
                if page.binding.is_past(mention, start):
                    continue
                return mention.title
            if _SUBJECT.fullmatch(page.folded, mention.end, start) and (
                not drawn or self._opens_clause(shows, mention)
            ):
                return title_of(page, mention)
        if drawn and self._drew and self._drew[0] == sentence.block and not within(page.shows, self._drew[1], start):
            return self._drew[2]
        heading = self._heading_over(sentence) if drawn and not shows else None
        if heading:
            return heading.title
        carried = self._focus.into(sentence)
        if carried is None and self._focus.is_of_unknown(sentence):
            return None
        if drawn:
            return carried or page.binding.show_before(sentence)
        return carried or page.binding.show_in(sentence, start, end, "before")

    def beside(self, sentence: Sentence, start: int) -> str | None:
        """The name next before the number."""
        page = self._page
        named: list[ShowMention | NameMention] = [
            *within(page.shows, sentence.start, start),
            *within(page.names, sentence.start, start),
        ]
        return title_of(page, max(named, key=lambda m: m.start)) if named else None

    def _heads_row(self, sentence: Sentence, start: int) -> str | None:
        """The title that a row of a list begins with, as its form shows, where no other words show it."""
        block = self._page.layout.block_of(sentence)
        if within(self._page.shows, block.start, start):
            return None
        match = _ROW.match(self._page.text, block.start, start)
        if match is None or not match[1][0].isupper():
            return None
        first, *rest = match[1].casefold().split()
        dated = any(first in word_class(c) for c in ("month", "weekday"))
        measures = any(pattern(p).search(self._page.folded, block.start, match.end(1)) for p in _MEASURES)
        return match[1] if rest and not dated and not measures else None

    def _heading_over(self, sentence: Sentence) -> "_Heading | None":
        """The name in the last heading above the sentence, where no show has been named since."""
        page = self._page
        last = bisect_left(page.shows.starts, sentence.start) - 1
        since = page.shows[last].end if last >= 0 else 0
        for index in range(sentence.block - 1, max(sentence.block - _BLOCKS_BELOW, 0) - 1, -1):
            block = page.layout.blocks[index]
            if block.start < since:
                return None
            words = page.folded[block.start : block.end].strip(_AROUND_NAME)
            if block.kind != "heading" or "  " in words or "|" in words:
                continue
            for mention in within(page.names, block.start, block.end):
                if may_head(page, mention):
                    alone = index > _TOP and mention.end - mention.start >= len(words) - 1
                    return _Heading(title_of(page, mention) if alone else None)
        return None

    def _drawing(self, sentence: Sentence, start: int) -> str | None:
        """The name that no other words show to be a title and that is said to have drawn the number at `start`."""
        page = self._page
        shows = within(page.shows, sentence.start, start)
        since = shows[-1].end if shows else sentence.start
        for mention in reversed(within(page.names, max(since, start - _REACH), start)):
            if pattern("draws").match(page.folded, mention.end, start) and may_have_drawn(page, mention):
                title = title_of(page, mention)
                self._drew = (sentence.block, mention.end, title)
                return title
        return None

    def _stands_by(self, mention: NameMention, start: int) -> bool:
        """Stands a name right before the number, as what a channel owns or what is compared ("and Fox's Gull Bay just
        900,000", "ahead of Gull Bay's 2.1 million")?"""
        folded = self._page.folded
        owned = _OWNER_OR_RIVAL.search(folded[max(mention.start - 12, 0) : mention.start])
        return bool(owned and _ADJACENT.fullmatch(folded, mention.end, start)) and may_have_drawn(self._page, mention)

    def _opens_clause(self, shows: list[ShowMention], mention: NameMention) -> bool:
        """Does a new clause begin between the show before the name and the name?"""
        before = [s.end for s in shows if s.end <= mention.start]
        return not before or bool(_CLAUSE.search(self._page.folded, before[-1], mention.start))

    def _is_counted_for(self, start: int, end: int, after: ShowMention | NameMention) -> bool:
        """Do the words between make the name behind the number its show ("for", "who watched")?"""
        folded = self._page.folded
        if _FOR.fullmatch(folded, end, after.start):
            return True
        if not isinstance(after, ShowMention):
            return False
        return bool(
            _FOR_DESCRIBED.fullmatch(folded, end, after.start)
            or _WATCHING.fullmatch(folded, end, after.start)
            or (_ALONE.fullmatch(folded, end, after.start) and _DREW.match(folded, after.end))
            or (
                _PLACED_AFTER.fullmatch(folded, end, after.start)
                and _PLACED_BEFORE.search(folded[max(self._page.layout.sentence_at(start).start, start - 60) : start])
            )
        )


def evidence_of(page: Page, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The sentence that says the number, or where it is long the clause."""
    if sentence.end - sentence.start <= _LONGEST_EVIDENCE:
        return sentence.start, sentence.end
    left, right = clause_around(page, sentence, start, end)
    if right - left >= 30:
        return left, right
    return max(sentence.start, start - 120), min(sentence.end, end + 120)
