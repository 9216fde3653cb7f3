"""Of which show a number is said: whose name stands with it, else the show that the text goes on about."""

import re
from collections.abc import Iterator

from underway.reading.layout import Sentence
from underway.reading.lexicon import word_class
from underway.reading.links.focus import Focus
from underway.reading.links.modality import clause_around
from underway.reading.structure import NameMention, Page, ShowMention, within

_BRACKET = re.compile(r"['\"]{0,2}(?:'s)? ?\((?:[^()]{0,40}[,;:] ?)?")
_FOR = re.compile(
    r"(?: (?!from\b|and\b|ahead\b|behind\b|against\b|than\b|while\b|down\b|up\b|instead\b|short\b|shy\b)[\w'-]+){0,4}?"
    r" (?:for|of|to watch|watched|to) (?:(?:the|an?|its|their) (?:[\w-]+ ){0,3}?|[\w+' ]{1,20}'s? (?:own )?)?[\"']?"
)
_SUBJECT = re.compile(r"['\"]{0,2}(?:'s)?(?: ?,? [a-z0-9+'-]+){1,8} ?,? ")
_GOVERNED = re.compile(r"\b(?:an?|until|on|in|at|by|from|with|as|to|since) $")
_DESCRIBED = re.compile(r"['\"]{0,2} ?(?:\(|, which\b)")
_APPOSED = re.compile(r"(?: (?!by\b|from\b|with\b|and\b|in\b|on\b|at\b|to\b|starring\b)[\w'-]+){1,4},? [\"']?")
_NO_TITLE = ("month", "weekday", "place", "org_other", "person_title", "opener")
_MADE_WITH = ("-led", "-set", "-based", "-starrer", "-starring", "-fronted", "-created", "-produced", "-made")
_LONGEST_EVIDENCE = 280


class Subjects:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._focus = page.view(Focus)

    def show_of(
        self, sentence: Sentence, start: int, end: int, *, apposed: bool = False, row: bool = False
    ) -> str | None:
        """The show that the number at `start` to `end` is said of: named behind it in brackets or after "for", or as
        the subject before it; with `apposed` also right after ("the six-part thriller Saltmarsh"). A name that only the
        number shows to be a title counts where it stands close. In a `row` of a table its first name is its show."""
        page = self._page
        shows = within(page.shows, sentence.start, sentence.end)
        named: list[ShowMention | NameMention] = [*shows, *_other_names(page, sentence)]
        named.sort(key=lambda m: m.start)
        before = [m for m in named if m.end <= start]
        after = next((m for m in named if m.start >= end), None)
        if before and row:
            return _title(page, next((m for m in before if isinstance(m, ShowMention)), before[0]))
        if before and _BRACKET.fullmatch(page.folded, before[-1].end, start):
            return _title(page, before[-1])
        if after and _FOR.fullmatch(page.folded, end, after.start):
            return _title(page, after)
        if after and apposed and _APPOSED.fullmatch(page.folded, end, after.start):
            return _title(page, after)
        for mention in reversed(before):
            if isinstance(mention, ShowMention):
                return mention.title
            if _SUBJECT.fullmatch(page.folded, mention.end, start):
                return _title(page, mention)
        carried = self._focus.into(sentence)
        return carried or page.binding.show_in(sentence, start, end, "before")


def evidence_of(page: Page, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The sentence that says the number, or where it is long the clause."""
    if sentence.end - sentence.start <= _LONGEST_EVIDENCE:
        return sentence.start, sentence.end
    left, right = clause_around(page, sentence, start, end)
    if right - left >= 30:
        return left, right
    return max(sentence.start, start - 120), min(sentence.end, end + 120)


def _other_names(page: Page, sentence: Sentence) -> Iterator[NameMention]:
    """Names in the sentence that may be titles: no people, seasons or days, no word that merely opens a sentence."""
    taken = {m.start for m in within(page.persons, sentence.start, sentence.end)}
    taken |= {m.start for m in within(page.seasons, sentence.start, sentence.end)}
    for mention in within(page.names, sentence.start, sentence.end):
        words = page.folded[mention.start : mention.end].split()
        if (
            mention.start not in taken
            and not words[0][0].isdigit()
            and not any(words[0].removesuffix("'s") in word_class(c) for c in _NO_TITLE)
            and not words[0].endswith(("'ll", "'d", "'m", "'re"))
            and not words[-1].endswith(_MADE_WITH)
            and (
                _DESCRIBED.match(page.folded, mention.end)
                or (len(words) > 1 and not _GOVERNED.search(page.folded, max(mention.start - 12, 0), mention.start))
            )
        ):
            yield mention


def _title(page: Page, mention: ShowMention | NameMention) -> str:
    if isinstance(mention, ShowMention):
        return mention.title
    return page.text[mention.start : mention.end].strip("\"'“”‘’")
