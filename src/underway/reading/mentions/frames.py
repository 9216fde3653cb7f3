"""Names that the layout sets apart: what a line, or its column, holds before a dash, a bracket, a bar or its end."""

import re
from collections.abc import Iterator
from itertools import pairwise

from underway.reading.layout import Layout
from underway.reading.lexicon import word_class
from underway.reading.mentions.names import (
    ABBREVIATED,
    ASKING,
    LONGEST,
    Run,
    Setting,
    heads_line,
    numbers_a_season,
    past_stop,
)
from underway.reading.mentions.signs import signs
from underway.reading.tokens import Tokens

_MONTH = word_class("month")
_CONNECTOR = word_class("connector")
_DAYS = _MONTH | word_class("weekday")
_FIELDS = signs("fields")
_OPENER = word_class("opener")

_GAP = re.compile(r"  |\t")
_SMALL = _CONNECTOR | frozenset(
    "but not my your our his her their than into over under about after before until without".split()
)


def framed_runs(text: str, layout: Layout, tokens: Tokens, blocked: set[int], setting: Setting) -> Iterator[Run]:
    """What stands first in a line, or in a column of it, and is set apart from the rest by a mark."""
    for block in layout.blocks:
        headline = block.kind == "heading" and block is layout.blocks[0] and len(layout.blocks) > 1
        if headline or block.kind in ("byline", "debris", "caption"):
            continue
        first = tokens.at(block.start)
        stop = tokens.at(block.end)
        while (
            first < stop and not tokens.folded[first][0].isalpha() and not _numbers_a_title(text, tokens, first, stop)
        ):
            first += 1
        while first < stop:
            last, mark = _frame_end(text, tokens, first, stop)
            if mark == "season":
                first = _past_question(tokens, first, last)
            if mark and _fits_frame(tokens, first, last, mark, blocked):
                end_word = last - (mark == "season" and tokens.folded[last - 1] == ",")
                start, end = tokens.starts[first], _with_mark(text, tokens, end_word, mark)
                shouted = setting.shouts(start)
                yield Run(start, end, first, end_word, heads=heads_line(text, start), shouted=shouted, frame=mark)
            first = _next_column(text, tokens, last, stop)


def _past_question(tokens: Tokens, first: int, last: int) -> int:
    """The token past the words that ask ("When Will Gull Rock Season 2 ...")."""
    while first + 1 < last and tokens.capital[first + 1]:
        word, following = tokens.folded[first], tokens.folded[first + 1]
        asks = word in ASKING and following not in _OPENER and following != "&"
        if not asks and not (word in _OPENER and following in ASKING):
            break
        first += 1
    return first


def _numbers_a_title(text: str, tokens: Tokens, i: int, stop: int) -> bool:
    """Is the number at the token the first word of a title ("13 Minutes"), and not the number of the item?"""
    if not tokens.folded[i].isdigit() or i + 1 >= stop or not tokens.capital[i + 1]:
        return False
    return text[tokens.ends[i] : tokens.starts[i + 1]] == " " and tokens.folded[i + 1] not in _MONTH


def _frame_end(text: str, tokens: Tokens, first: int, stop: int) -> tuple[int, str]:
    """The token past the words that begin at `first`, and the mark that ends them; no mark where none comes soon."""
    for i in range(first, min(first + LONGEST + 4, stop)):
        word = tokens.folded[i]
        spaced = i > first and text[tokens.ends[i - 1]] == " "
        if i > first and (
            "  " in text[tokens.ends[i - 1] : tokens.starts[i]] or "\t" in text[tokens.ends[i - 1] : tokens.starts[i]]
        ):
            return i, "gap"
        if i > first and numbers_a_season(tokens, i):
            return i, "season"
        if word in ("(", "|", "["):
            return i, word
        if word in ("-", "~", "/", "…") and spaced:
            return i, "-" if word in "-~" else word
        if word == "." and tokens.folded[i + 1 : i + 2] == ["."]:
            return i, "…"
        if word == ":" or (word == "." and not _abbreviates(tokens, i) and i + 1 < stop):
            return i, word
    return (stop, "line") if stop - first <= LONGEST else (min(first + LONGEST, stop), "")


_DETERMINERS = frozenset("a an the its their this that".split())


def _fits_frame(tokens: Tokens, first: int, last: int, mark: str, blocked: set[int]) -> bool:
    words = tokens.folded[first:last]
    if not words or not blocked.isdisjoint(range(first, last)) or len(words) > LONGEST + 2:
        return False
    if not tokens.capital[first] and not words[0].isdigit():
        return False
    weighty = [i for i in range(first, last) if tokens.folded[i][0].isalnum() and tokens.folded[i] not in _SMALL]
    if not weighty or not all(tokens.capital[i] or tokens.folded[i].isdigit() for i in weighty) or words.count(",") > 2:
        return False
    if len(words) < 3 and mark not in ("(", "|") and not _DAYS.isdisjoint(words):
        return False
    if mark == ":" and len(words) == 1 and words[0] in _FIELDS:
        return False  # "Network: ABC"
    if mark == "-" and _dates_a_place(tokens, first, last):
        return False
    plain = mark in ("line", ".", ":")
    if plain and (len(weighty) > 5 or "," in words or any(w in ASKING for w in words)):
        return False
    if mark == "line" and "," in words:
        return False
    if mark == "season" and words[-1] in _DETERMINERS:
        return False  # "Yes, a season 2 is coming"
    return any(len(w) > 1 and w[0].isalpha() for w in words)


def _dates_a_place(tokens: Tokens, first: int, last: int) -> bool:
    """ "LOS ANGELES, May 12, 2021 - " and "LONDON - May 12"."""
    dated = tokens.folded[last - 3 : last + 3]
    return any(a in _MONTH and b.isdigit() for a, b in pairwise(dated)) or (
        last - first > 3 and tokens.folded[last - 2] == "," and tokens.folded[last - 1].isdigit()
    )


def _next_column(text: str, tokens: Tokens, i: int, stop: int) -> int:
    """The first word of the line's next column, past a gap of several spaces and the hour that may begin it."""
    if i >= stop:
        return stop
    gap = _GAP.search(text, tokens.ends[i - 1], tokens.starts[stop - 1])
    if gap is None:
        return stop
    i = tokens.at(gap.end())
    while i < stop and not tokens.folded[i][0].isalpha():
        i += 1
    return i


def _with_mark(text: str, tokens: Tokens, last: int, mark: str) -> int:
    """Where the words before token `last` end, the exclamation or question mark and the abbreviation's stop kept."""
    end = tokens.ends[last - 1]
    if mark in (":", ".") and text[end : end + 1] in "!?":
        return end + 1
    return past_stop(text, tokens, last, end)


def _abbreviates(tokens: Tokens, i: int) -> bool:
    """Is the full stop at the token an abbreviation's?"""
    before = tokens.folded[i - 1]
    return (
        before in ABBREVIATED
        or (before == "co" and tokens.folded[i - 2] in ("&", "and"))
        or len(before) == 1
        or before[1:2] == "."
    )
