"""Runs of words that may be names: capitals that stand together, and short titles between quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from underway.reading.layout import Layout, Sentence
from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import read_cardinal

LONGEST = 9  # words in a name
_LONGEST_QUESTION = 40
_NUMBER = re.compile(r"\d{1,3}|(?!19|20)\d{4}")  # no year
_NUMBER_TITLES = range(2, 5)  # digits of a number in marks that may be a title ("1883")
SEASON_CODE = re.compile(r"s\d{1,2}(?:e\d+)?$")
_QUOTED = re.compile(
    r"(?P<mark>[\"'])(?<!\w.)(?P<title>[^\s\"'](?:[^\"\n]{0,58}?[^\s\"])?)(?P=mark)(?![\w])",
)

_CONNECTOR = word_class("connector")
_LOOSE_CONNECTOR = word_class("loose_connector")
_SEASON_WORD = word_class("season_word")
_MONTH = word_class("month")
_WEEKDAY = word_class("weekday")
_DAYS = _MONTH | _WEEKDAY
_NEVER_NAME = word_class("never_name")
_ROLE = word_class("role")
_OPENER = word_class("opener")
_PREPOSITION = word_class("preposition")
_GIVEN = given_names()
_SHOUT = re.compile(r"[!?](?= +[a-z,(\[~|?–—-]|,|\s*[|~–(]| *\n| 's)")
ABBREVIATED = frozenset("mr mrs ms dr st sgt lt capt det prof rev jr sr vs".split())
_COMPOUND_ENDS = tuple(
    f"-{end}" for end in "winning nominated led fronted based produced made set backed born owned created style".split()
)
_SENTENCE_MARKS = frozenset(": ? ! … / ; |".split())
ASKING = frozenset("is are was were will has have had does did do can could would should any".split())


class Run(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end`, tokens `first` to `last` (exclusive). `quoted` runs stood between quotation marks;
    `opens` ones begin a sentence, where a capital says nothing; `heads` ones begin a line; `shouted` ones stand among
    capitals throughout. `frame` is the mark that a line or a column sets its first words apart with. A headline tells
    a decision on `decided` ones, or a season."""

    start: int
    end: int
    first: int
    last: int
    quoted: bool = False
    opens: bool = False
    heads: bool = False
    shouted: bool = False
    frame: str = ""
    decided: bool = False


class Setting:
    """How the lines of a text are set: where sentences begin, and where all words have capitals, which then say
    nothing."""

    def __init__(self, text: str, layout: Layout, tokens: Tokens) -> None:
        self._block_starts = [block.start for block in layout.blocks]
        self._shouted = [_shouts(text[block.start : block.end], block.kind) for block in layout.blocks]
        self._opening = {_first_word(tokens, sentence) for sentence in layout.sentences}

    def shouts(self, position: int) -> bool:
        return self._shouted[max(bisect_right(self._block_starts, position) - 1, 0)]

    def opens(self, i: int) -> bool:
        """Is the token the first word of a sentence?"""
        return i in self._opening


def _first_word(tokens: Tokens, sentence: Sentence) -> int:
    i = tokens.at(sentence.start)
    while i < tokens.count and not tokens.folded[i][0].isalnum() and tokens.starts[i] < sentence.end:
        i += 1
    return i


def _shouts(line: str, kind: str) -> bool:
    if kind != "heading" and not line.isupper():
        return False
    words = re.findall(r"[^\W\d_]{3,}", line[:400])
    capital = sum(w[0].isupper() for w in words)
    title_case = kind == "heading" and len(words) >= 4 and capital >= 0.75 * len(words)
    return len(words) >= 3 and (line.isupper() or title_case)


def quoted_runs(text: str, layout: Layout, tokens: Tokens) -> Iterator[Run]:
    """Short runs between quotation marks whose weighty words have capitals."""
    at = 0
    while match := _QUOTED.search(layout.folded, at):
        start, end = match.span("title")
        if match["mark"] == "'":
            end = _past_apostrophe(text, layout.folded, end)
        at = end + 1
        while end > start and text[end - 1] in ",.;":
            end -= 1
        first, last = tokens.at(start), tokens.at(end)
        for i in range(first + 1, last):
            if numbers_a_season(tokens, i):
                last, end = i, tokens.ends[i - 1]
                break
        if first < last and _looks_like_title(text[start:end]):
            yield Run(start, end, first, last, quoted=True, heads=heads_line(text, match.start()))


def _past_apostrophe(text: str, folded: str, end: int) -> int:
    """Where the mark at `end` is an apostrophe ("The Sailors' Rest"), the place of the mark that closes the title."""
    if text[end - 1] in "sz" and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isupper():
        close = folded.find("'", end + 1, end + 40)
        if close > 0 and not folded[close + 1 : close + 2].isalnum() and "\n" not in text[end:close]:
            return close
    return end


def _looks_like_title(words: str) -> bool:
    """Short, its weighty words capital."""
    parts = words.split()
    if len(parts) > LONGEST or not any(c.isalpha() for c in words):
        return words.isdecimal() and len(words) in _NUMBER_TITLES
    connector = _CONNECTOR
    weighty = [p for p in parts if p.lower().strip(",!?") not in connector] or parts
    capital = sum(p.lstrip("'’(¡¿")[:1].isupper() or p[:1].isdigit() or p[1:2].isupper() for p in weighty)
    return capital == len(weighty) or (
        len(parts) >= 3 and capital >= len(weighty) - 1 and parts[0][:1].isupper() and len(weighty) >= 3
    )


def past_stop(text: str, tokens: Tokens, last: int, end: int) -> int:
    """`end`, the end of the words before token `last`, or past the full stop that belongs to them ("M.D.", "& Co.")."""
    if text[end : end + 1] == ".":
        word = tokens.folded[last - 1]
        if word[1:2] == "." or (word == "co" and last > 1 and tokens.folded[last - 2] in ("&", "and")):
            return end + 1
    return end


def capital_runs(text: str, tokens: Tokens, blocked: set[int], setting: Setting) -> Iterator[Run]:
    """Capitals that stand together, with the small words between them."""
    connector = _CONNECTOR - _LOOSE_CONNECTOR
    n, past = tokens.count, 0
    for first in tokens.capitals:
        if first < past or first in blocked:
            continue
        last = first + 1
        while last < n and last - first < LONGEST * 2 and last not in blocked:
            if tokens.folded[last] == "." and tokens.folded[last - 1] in ABBREVIATED and last + 1 < n:
                if not (tokens.capital[last + 1] or tokens.folded[last + 1] == "&") or last + 1 in blocked:
                    break
                last += 1
                continue
            if not _touches(text, tokens, last):
                break
            if tokens.capital[last]:
                if numbers_a_season(tokens, last):
                    break
                last += 1
            elif _NUMBER.fullmatch(tokens.folded[last]):
                last += 1
            else:
                if tokens.folded[last] == ":" and heads_line(text, tokens.starts[first]):
                    break  # a label, "Gone: Circuit Court"
                ahead = _past_connectors(text, tokens, last, connector)
                if ahead is None or ahead - 1 in blocked or _belongs_to_person(tokens, first, last):
                    break
                last = ahead
        if tokens.folded[last - 1] == ".":
            last -= 1
        past = last
        run = _trim(text, tokens, setting, first, last)
        if run:
            yield run


def numbers_a_season(tokens: Tokens, i: int) -> bool:
    """Does "Season 2" or the like begin here, which no title holds?"""
    word = tokens.folded[i]
    if word[0] == "s" and SEASON_CODE.match(word):
        return True
    if word not in _SEASON_WORD or i + 1 >= tokens.count:
        return False
    following = tokens.folded[i + 1]
    return following.isdigit() or read_cardinal(following) is not None or following in ("premiere", "finale")


def _touches(text: str, tokens: Tokens, i: int) -> bool:
    """Nothing but one space, or a possessive's or a subtitle's mark, between the token and the one before it."""
    between = text[tokens.ends[i - 1] : tokens.starts[i]]
    return between in (" ", "", "\u00a0") and tokens.folded[i] not in '"()[]|~-;.,!?*/'


def _past_connectors(text: str, tokens: Tokens, i: int, connector: frozenset[str]) -> int | None:
    """The index past the capital word that follows the small words at i; None where none follows."""
    folded, at = tokens.folded, i
    while at < tokens.count and at - i < 3 and (folded[at] in connector or _links(folded, i, at)):
        at += 1
        if at >= tokens.count or text[tokens.ends[at - 1] : tokens.starts[at]] not in (" ", ""):
            return None
        if tokens.capital[at]:
            return at + 1
    return None


def _links(folded: list[str], first: int, at: int) -> bool:
    """Is it a mark inside a name, the stop of "vs.", or the article after "of" ("Diary of a Country Vet")?"""
    word = folded[at]
    before = folded[at - 1] if at > first else ""
    return word in ("'s", ":", "&") or (word == "." and before == "vs") or (word in ("a", "an") and before == "of")


def _belongs_to_person(tokens: Tokens, first: int, at: int) -> bool:
    """Is what stands before the small word at `at` a person ("Ada Quill's", "Ada Quill of"), no part of a title?"""
    return tokens.folded[at] in ("'s", "of") and at - first >= 2 and tokens.folded[first] in _GIVEN


def _trim(text: str, tokens: Tokens, setting: Setting, first: int, last: int) -> Run | None:
    opens = setting.opens(first) or (first > 0 and tokens.folded[first - 1] in _SENTENCE_MARKS)
    while first < last and _stands_before(tokens, first, last, opens=opens):
        numbered = numbers_a_season(tokens, first)
        first += 1
        opens = False
        if first < last and tokens.folded[first] == ":":  # "on Tuesday: Harrow House"
            first += 1
        if numbered:  # "Season 2 of Harrow House"
            while first < last and not tokens.capital[first]:
                first += 1
    titled = last - first > 1 and tokens.folded[last : last + 1] == ["("]  # "Saint Monday (NBC)"
    surname = last - first == 2 and tokens.folded[first] in _GIVEN and tokens.folded[first] not in _DAYS
    while last > first and (
        (tokens.folded[last - 1] in _DAYS and not titled and not (surname and _is_no_day(tokens, last)))
        or tokens.folded[last - 1] in ("'s", ":", "&", "the", "a")
        or (last - first > 1 and tokens.folded[last - 2] in _DAYS and tokens.folded[last - 1].isdigit())
    ):
        last -= 1
    if _is_article_of_person(tokens, first, last):
        first, opens = first + 1, False
    compound = last > first and tokens.folded[last - 1].endswith(_COMPOUND_ENDS)
    if compound and _GIVEN.isdisjoint(tokens.folded[first : last - 1]):
        return None  # "the Bafta-winning comedy", but not "the Ada Quill-led drama"
    if opens and last - first == 2 and tokens.folded[last - 1] in ("i", "i'm", "i've", "i'd", "i'll"):
        return None
    if first >= last or (last - first == 1 and tokens.folded[first] in _CONNECTOR):
        return None
    start, end = tokens.starts[first], past_stop(text, tokens, last, tokens.ends[last - 1])
    if end - start < 2 or not any(map(str.isalpha, text[start:end])):
        return None
    if _SHOUT.match(text, end):
        end += 1
    return Run(start, end, first, last, opens=opens, heads=heads_line(text, start), shouted=setting.shouts(start))


def _is_no_day(tokens: Tokens, last: int) -> bool:
    """Is what ends before the token no date: no number follows ("Theo March said")?"""
    return last >= tokens.count or not tokens.folded[last][0].isdigit()


def _is_article_of_person(tokens: Tokens, first: int, last: int) -> bool:
    """Is it "the" before somebody's whole name ("the Ada Quill vehicle"), which begins no title?"""
    words = tokens.folded[first:last]
    return len(words) == 3 and words[0] == "the" and words[1] in _GIVEN and words[2] not in common_words()


def _stands_before(tokens: Tokens, first: int, last: int, *, opens: bool) -> bool:
    """Is the first word no part of the name: a function word that opens a sentence, a day, a number of a season?"""
    word = tokens.folded[first]
    following = tokens.folded[first + 1] if first + 1 < last else ""
    if numbers_a_season(tokens, first):
        return True
    if word in _MONTH or word in _WEEKDAY:
        return last - first == 1 or not tokens.capital[first + 1]
    if word in _NEVER_NAME:
        return True
    if "-" in word and all(w in _ROLE for w in word.split("-")):
        return True
    if word in _ROLE and last - first > 2:
        return (
            opens
            or following in _GIVEN
            or word.startswith(
                ("co-", "showrunner", "creator", "executive", "director", "producer", "actor", "actress")
            )
        )
    if opens and word in ASKING and last - first > 1:
        if word == "will" and not _is_question(tokens, last):
            return False  # "Will Brandt also stars"
        return following != "&" and following not in _OPENER
    if opens and word in _OPENER:
        return last - first <= 2 or word in _PREPOSITION
    return last - first == 1 and (word in _OPENER or word in _CONNECTOR)


def _is_question(tokens: Tokens, i: int) -> bool:
    """Does a question mark come before a full stop?"""
    marks = (tokens.folded[at] for at in range(i, min(i + _LONGEST_QUESTION, tokens.count)))
    return next((mark == "?" for mark in marks if mark in (".", "?")), False)


def heads_line(text: str, start: int) -> bool:
    """Does nothing but a bullet or a number stand before it on its line?"""
    window = max(start - 12, 0)
    return not any(c.isalpha() for c in text[text.rfind("\n", window, start) + 1 or window : start])
