"""What a catalogue of titles says of the names in a text: where they begin and end, and that they are shows' at all.

What the evidence that is found here weighs stands in lexicon/catalogue.toml.
"""

from collections import deque
from collections.abc import Iterable

import msgspec

from underway.reading.layout import plain_marks
from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.candidates import is_common, is_compound
from underway.reading.mentions.names import ASKING, Run, Setting, heads_line
from underway.reading.structure import OrganisationMention, Page
from underway.reading.tokens import Tokens

_CONNECTOR = word_class("connector")
_OPENER = word_class("opener")
_PLACE = word_class("place")
_SEASON_WORD = word_class("season_word")
_WEEKDAY = word_class("weekday")
_CAPITAL_ANYWAY = word_class("month") | _WEEKDAY | frozenset(("i", "tv"))  # wherever they stand
_BESIDE = word_class("genre") | word_class("role") | _SEASON_WORD
_BEFORE = _BESIDE | frozenset(("'s", ":"))
_AFTER = _BESIDE | frozenset(("'s", ",", "is", "are", "was"))
_OPENING = _OPENER | ASKING | word_class("never_name")
_PERSONAL = word_class("person_title") | word_class("role")
_QUOTES = frozenset("\"'")
_SENTENCE_MARKS = frozenset(": ? ! … / ; |".split())
_NO_TITLE_ALONE = frozenset(("catalogue-common-word", "catalogue-word", "catalogue-person", "catalogue-name"))


class _Known(msgspec.Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) are a title of the catalogue; `form` says how little else they may be."""

    first: int
    last: int
    form: str


Told = dict[int, tuple[str, ...]]  # start of a run -> the evidence that the catalogue gives for it


def heed_catalogue(page: Page, runs: list[Run], taken: set[int]) -> tuple[list[Run], Told]:
    """The page's runs, those set right that hold titles of its catalogue, and the evidence for these. `taken` are the
    tokens of organisations."""
    known = [k for k in page.view(_known_titles) if taken.isdisjoint(range(k.first, k.last))]
    return _Heeding(page).heed(runs, known) if known else (runs, {})


def outside_titles(page: Page, organisations: Iterable[OrganisationMention]) -> list[OrganisationMention]:
    """Those that are no part of a longer title of the page's catalogue ("Sister" in "My Sister the Moon")."""
    tokens = page.tokens
    held = {
        i: known
        for known in page.view(_known_titles)
        if known.last - known.first > 1 and known.form not in _NO_TITLE_ALONE
        for i in range(known.first, known.last)
    }
    kept = []
    for one in organisations:
        first, last = tokens.at(one.start), tokens.at(one.end)
        known = held.get(first)
        if known is None or known.last < last or last - first >= known.last - known.first:
            kept.append(one)
    return kept


def _known_titles(page: Page) -> list[_Known]:
    if page.catalogue is None:
        return []
    tokens = page.tokens
    places = page.catalogue.places(plain_marks(page.text), tokens.starts, tokens.ends)
    return [_Known(first, last, _form(tokens, first, last)) for first, last in places]


def _form(tokens: Tokens, first: int, last: int) -> str:
    words = tokens.folded[first:last]
    weighty = [w for w in words if w[0].isalpha() and w not in _CONNECTOR]
    named = given_names()
    if len(weighty) <= 1 and len(words) <= 2:
        if not weighty or any(is_common(w) or w in named or w in _PLACE or w in _OPENER for w in weighty):
            return "catalogue-common-word"
        return "catalogue-compound" if any(map(is_compound, weighty)) else "catalogue-word"
    if all(map(is_common, weighty)):
        return "catalogue-common-words" if len(weighty) <= 2 else "catalogue-phrase"
    if 2 <= len(words) <= 4 and all(tokens.capital[first:last]):
        if words[0] in named or words[0] in _PERSONAL:
            return "catalogue-person"
        if len(words) == 2 and not any(map(is_common, words)):
            return "catalogue-name"
    return "catalogue-words"


class _Heeding:
    def __init__(self, page: Page) -> None:
        self._text = page.text
        self._tokens = page.tokens
        self._folded = page.folded
        self._setting = Setting(page.text, page.layout, page.tokens)

    def heed(self, runs: list[Run], titles: list[_Known]) -> tuple[list[Run], Told]:
        waiting = deque(runs)
        heeded: list[Run] = []
        told: Told = {}
        for known in titles:
            while waiting and waiting[0].last <= known.first:
                heeded.append(waiting.popleft())
            over = []
            while waiting and waiting[0].first < known.last:
                over.append(waiting.popleft())
            before, title, after = self._settle(known, over)
            heeded += before
            if title:
                heeded.append(title)
                told[title.start] = (known.form,)
            waiting.extendleft(reversed(after))
        return [*heeded, *waiting], told

    def _settle(self, known: _Known, over: list[Run]) -> tuple[list[Run], Run | None, list[Run]]:
        """The runs before the title, the title's own, and those after it."""
        if not over:
            return [], self._new(known.first, known.last) if self._may_begin(known) else None, []
        left, right = over[0], over[-1]
        if left is right and left.last == known.last and self._is_article(left.first, known.first):
            return [], left, []
        if left.first >= known.first and right.last <= known.last:
            return [], self._new(known.first, known.last), []
        if self._may_cut(known, left, right):
            before = self._rest(left, left.first, known.first)
            after = self._rest(right, known.last, right.last)
            return before, self._new(known.first, known.last), after
        return over[:-1], None, over[-1:]

    def _is_article(self, first: int, last: int) -> bool:
        return first == last or (last - first == 1 and self._tokens.folded[first] in ("the", "a", "an"))

    def _may_begin(self, known: _Known) -> bool:
        """May a title stand where nothing else looks like a name?"""
        tokens, first, last = self._tokens, known.first, known.last
        if self._is_quoted(first, last):
            return True
        if self._text[tokens.starts[first] : tokens.ends[last - 1]].islower():
            return False
        if _CAPITAL_ANYWAY.issuperset(tokens.folded[first:last]):
            return False
        if last - first > 1:
            return True
        beside = any(tokens.capital[max(first - 1, 0) : first]) or any(tokens.capital[last : last + 1])
        return not (beside or self._opens(first) or tokens.folded[first] in _BESIDE)

    def _may_cut(self, known: _Known, left: Run, right: Run) -> bool:
        """May the title be cut out of a longer run, as what is beside it there is no part of its name?"""
        if left.quoted or right.quoted:
            return False
        folded = self._tokens.folded
        before = folded[left.first : known.first]
        after = folded[known.last : right.last]
        opening = not before or ((left.opens or left.frame != "") and _OPENING.issuperset(before))
        ending = not after or after[0] in _AFTER or after[0].isdigit()
        if known.form in _NO_TITLE_ALONE:
            return known.form == "catalogue-word" and opening and ending
        if left.shouted or self._text[left.start : left.end].isupper():
            return True
        opening = opening or before[-1] in _BEFORE or (left.opens and len(before) == 1 and is_common(before[0]))
        return opening and ending

    def _rest(self, run: Run, first: int, last: int) -> list[Run]:
        """What is left of the run between the tokens, where that may be a name still."""
        folded, capital = self._tokens.folded, self._tokens.capital
        while first < last and (folded[first] in _AFTER or folded[first] in _OPENING or folded[first] in _WEEKDAY):
            first += 1
        while first < last and folded[last - 1] in _BEFORE:
            last -= 1
        if first >= last or run.shouted or not any(capital[first:last]):
            return []
        return [self._new(first, last)]

    def _new(self, first: int, last: int) -> Run:
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        return Run(
            start,
            end,
            first,
            last,
            quoted=self._is_quoted(first, last),
            opens=self._opens(first),
            heads=heads_line(self._text, start),
            shouted=self._setting.shouts(start),
        )

    def _opens(self, first: int) -> bool:
        return self._setting.opens(first) or (first > 0 and self._tokens.folded[first - 1] in _SENTENCE_MARKS)

    def _is_quoted(self, first: int, last: int) -> bool:
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        return self._folded[start - 1 : start] in _QUOTES and self._folded[end : end + 2].lstrip(",.")[:1] in _QUOTES
