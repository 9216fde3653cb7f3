"""The words of a text, with what typography says of each."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import KeysView, Set
from functools import cached_property
from itertools import chain

MARKS = frozenset("\"'`“”‘’«»*_")
"""Tokens that set words apart: quotation marks, and those of emphasis."""

_TOKEN = re.compile(
    r"[^\s_](?:(?<=\w)[^\W_]*(?:[.\-‐‑&+][^\W_]+|['’](?![sS](?![^\W_]|\+|['’.\-‐‑&][^\W_]))[^\W_]+)*[+]?"
    r"|(?<=['’])(?<=[\w+!?.].)[sS]\b)?"
)


def first_word(words: str) -> str | None:
    """The first token of the words; None where they begin with no token."""
    found = _TOKEN.match(words)
    return found[0] if found else None


class Tokens:
    """Parallel lists over the text's words and marks: `starts`, `ends`, `folded` (lower case, plain marks) and
    `capital`; `capitals` are the indexes of those that have one.

    A word's possessive ending is a token of its own ("Harrow", "'s").
    """

    def __init__(self, text: str, folded: str, start: int = 0) -> None:
        spans = [match.span() for match in _TOKEN.finditer(text, start)]
        self.starts = [a for a, _ in spans]
        self.ends = [b for _, b in spans]
        self.folded = [folded[a:b] for a, b in spans]
        self.capital = [
            (first := text[a]).isupper()
            or (b - a > 1 and (text[b - 1].isupper() if first.isdigit() else text[a + 1].isupper()))
            for a, b in spans
        ]
        self.capitals = [i for i, capital in enumerate(self.capital) if capital]
        self.count = len(spans)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Each different token -> its indexes, in order."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.folded):
            places[word].append(i)
        return dict(places)

    def places(self, word: str) -> list[int]:
        """The indexes of a token of the text, in order."""
        return self._places[word]

    @property
    def distinct(self) -> KeysView[str]:
        return self._places.keys()

    def where(self, words: Set[str]) -> list[int]:
        """The indexes of the tokens that are one of the words, in order."""
        lists = [self._places[word] for word in self.distinct & words]
        return sorted(chain.from_iterable(lists)) if len(lists) > 1 else list(*lists)

    def count_of(self, words: Set[str]) -> int:
        """How many tokens are one of the words."""
        return sum(len(self._places[word]) for word in self.distinct & words)

    def at(self, position: int) -> int:
        """The index of the first token that starts at or after the position."""
        return bisect_left(self.starts, position)
