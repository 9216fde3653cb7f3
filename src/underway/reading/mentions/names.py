"""Runs of words that may be names: capitals that stand together, and short titles between quotation marks."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.layout import Layout
from underway.reading.lexicon import given_names, word_class
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import read_cardinal

LONGEST = 9  # words in a name
_QUOTED = re.compile(
    r"(?<![\w])(?P<mark>[\"'])(?P<title>[^\s\"'](?:[^\"\n]{0,58}?[^\s\"])?)(?P=mark)(?![\w])",
)
SEASON_CODE = re.compile(r"s\d{1,2}(?:e\d+)?$")
_SHOUT = re.compile(r"[!?](?= [a-z,(\[~|]|,| ~|\s*[|~–(])")


class Run(msgspec.Struct, frozen=True):
    """Characters `start` to `end`, tokens `first` to `last` (exclusive). `quoted` runs stood between quotation marks;
    `opens` ones begin a sentence, where a capital says nothing; `heads` ones begin a line; `shouted` ones stand among
    capitals throughout."""

    start: int
    end: int
    first: int
    last: int
    quoted: bool = False
    opens: bool = False
    heads: bool = False
    shouted: bool = False


def find_runs(text: str, layout: Layout, tokens: Tokens, taken: set[int]) -> list[Run]:
    """Every run of the text, in order. `taken` are indices of tokens that belong to something else already."""
    quoted = list(_quoted_runs(text, layout, tokens))
    blocked = taken.union(*(range(r.first, r.last) for r in quoted))
    return sorted([*quoted, *_capital_runs(text, layout, tokens, blocked)], key=lambda r: r.start)


def _quoted_runs(text: str, layout: Layout, tokens: Tokens) -> Iterator[Run]:
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
            if _numbers_a_season(tokens, i):
                last, end = i, tokens.ends[i - 1]
                break
        if first < last and _looks_like_title(text[start:end]):
            yield Run(start, end, first, last, quoted=True, heads=_heads(text, match.start()))


def _past_apostrophe(text: str, folded: str, end: int) -> int:
    """Where the mark at `end` is the apostrophe of "The Shearers' Ball", the place of the mark that closes the title."""
    if text[end - 1] in "sz" and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isupper():
        close = folded.find("'", end + 1, end + 40)
        if close > 0 and not folded[close + 1 : close + 2].isalnum() and "\n" not in text[end:close]:
            return close
    return end


def _looks_like_title(words: str) -> bool:
    """Short, its weighty words capital (or all of it lower, between the marks that texts keep for titles)."""
    parts = words.split()
    if len(parts) > LONGEST or not any(c.isalpha() for c in words):
        return False
    connector = word_class("connector")
    weighty = [p for p in parts if p.lower().strip(",!?") not in connector] or parts
    capital = sum(p.lstrip("'’(¡¿")[:1].isupper() or p[:1].isdigit() for p in weighty)
    return capital == len(weighty) or (len(parts) >= 3 and capital >= len(weighty) - 1 and parts[0][:1].isupper() and len(weighty) >= 3)


def _capital_runs(text: str, layout: Layout, tokens: Tokens, blocked: set[int]) -> Iterator[Run]:
    connector = word_class("connector") - word_class("loose_connector")
    sentence_starts = {s.start for s in layout.sentences}
    shouting = _shouting_blocks(text, layout)
    n, i = len(tokens), 0
    while i < n:
        if not tokens.capital[i] or i in blocked:
            i += 1
            continue
        first, last = i, i + 1
        while last < n and last - first < LONGEST * 2 and last not in blocked and _touches(text, tokens, last):
            if tokens.capital[last]:
                if _numbers_a_season(tokens, last):
                    break
                last += 1
            elif tokens.folded[last].isdigit() and len(tokens.folded[last]) <= 3:
                last += 1
            else:
                if tokens.folded[last] == ":" and last - first == 1 and _heads(text, tokens.starts[first]):
                    break  # a label, "Gone: Circuit Court"
                ahead = _past_connectors(text, tokens, last, connector)
                if ahead is None or ahead - 1 in blocked or _belongs_to_person(tokens, first, last):
                    break
                last = ahead
        i = last
        yield from _trim(text, tokens, first, last, sentence_starts, shouting)


def _numbers_a_season(tokens: Tokens, i: int) -> bool:
    """Does "Season 2" or the like begin here, which no title holds?"""
    if SEASON_CODE.match(tokens.folded[i]):
        return True
    if tokens.folded[i] not in word_class("season_word") or i + 1 >= len(tokens):
        return False
    following = tokens.folded[i + 1]
    return following.isdigit() or read_cardinal(following) is not None or following in ("premiere", "finale")


def _shouting_blocks(text: str, layout: Layout) -> list[tuple[int, int]]:
    """Blocks in which capitals say nothing: headings and other lines set in capitals or in title case throughout."""
    spans = []
    for block in layout.blocks:
        line = text[block.start : block.end]
        words = re.findall(r"[^\W\d_]{3,}", line[:400])
        capital = sum(w[0].isupper() for w in words)
        if len(words) >= 3 and (line.isupper() or (block.kind == "heading" and len(words) >= 4 and capital >= 0.75 * len(words))):
            spans.append((block.start, block.end))
    return spans


def _touches(text: str, tokens: Tokens, i: int) -> bool:
    """Nothing but one space, or a possessive's or a subtitle's mark, between the token and the one before it."""
    between = text[tokens.ends[i - 1] : tokens.starts[i]]
    return between in (" ", "", "\u00a0") and tokens.folded[i] not in "\"()[]|~-;.,!?*/" 


def _past_connectors(text: str, tokens: Tokens, i: int, connector: frozenset[str]) -> int | None:
    """The index past the capital word that follows the small words at i; None where none follows."""
    at = i
    while at < len(tokens) and at - i < 3 and (tokens.folded[at] in connector or tokens.folded[at] in ("'s", ":", "&")):
        at += 1
        if at >= len(tokens) or not text[tokens.ends[at - 1] : tokens.starts[at]] in (" ", ""):
            return None
        if tokens.capital[at]:
            return at + 1
    return None


def _belongs_to_person(tokens: Tokens, first: int, at: int) -> bool:
    """Is what stands before the possessive at `at` a person ("Darren Star's"), who is not part of the title?"""
    return tokens.folded[at] == "'s" and at - first >= 2 and tokens.folded[first] in given_names()


def _trim(
    text: str, tokens: Tokens, first: int, last: int, sentence_starts: set[int], shouting: list[tuple[int, int]]
) -> Iterator[Run]:
    opens = tokens.starts[first] in sentence_starts
    while first < last and _stands_before(tokens, first, last, opens=opens):
        first += 1
        opens = False
    days = word_class("month") | word_class("weekday")
    while last > first and (
        tokens.folded[last - 1] in days or tokens.folded[last - 1] in ("'s", ":", "&", "the", "a")
    ):
        last -= 1
    if first >= last or (last - first == 1 and tokens.folded[first] in word_class("connector")):
        return
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if end - start < 2 or not any(c.isalpha() for c in text[start:end]):
        return
    if _SHOUT.match(text, end):
        end += 1
    shouted = any(a <= start < b for a, b in shouting)
    yield Run(start, end, first, last, opens=opens, heads=_heads(text, start), shouted=shouted)


def _stands_before(tokens: Tokens, first: int, last: int, *, opens: bool) -> bool:
    """Is the first word no part of the name: a function word that opens a sentence, a day, a number of a season?"""
    word = tokens.folded[first]
    if _numbers_a_season(tokens, first):
        return True
    if word in word_class("month") or word in word_class("weekday"):
        return last - first == 1 or not tokens.capital[first + 1]
    if word in word_class("never_name"):
        return True
    if "-" in word and all(w in word_class("role") for w in word.split("-")):
        return True
    if word in word_class("role") and last - first > 2:
        return opens or word.startswith(("co-", "showrunner", "creator", "executive", "director", "producer", "actor", "actress"))
    if opens and word in word_class("opener"):
        return last - first <= 2 or word in word_class("preposition")
    return last - first == 1 and (word in word_class("opener") or word in word_class("connector"))


def _heads(text: str, start: int) -> bool:
    """Does nothing but a bullet or a number stand before it on its line?"""
    return not any(c.isalpha() for c in text[max(text.rfind("\n", 0, start), start - 12) + 1 : start])
