"""The words that say how a thing is said: denied, doubted, asked, hoped, reported. Each class is one entry of
lexicon/phrases.toml."""

import re
from bisect import bisect_left
from functools import cache
from typing import Literal, get_args

from underway.reading.lexicon import phrases
from underway.reading.scanner import Scanner

Modal = Literal[
    "negation",
    "denial",
    "untrue",
    "report",
    "speculation",
    "condition",
    "asked_whether",
    "wished",
    "said",
    "past_plan",
]
_NAMES: tuple[Modal, ...] = get_args(Modal)
# Where the class is not simply words of their own.
_SHAPES: dict[Modal, str] = {"negation": r"(?:(?<=n)'t|\b{})\b", "condition": r"(?<![\w'-]){}\b"}
_CLAUSE = re.compile(phrases("clause_break"))


class Modals:
    """Answers for spans of one text."""

    def __init__(self, folded: str) -> None:
        self._spans: dict[Modal, list[tuple[int, int]]] = {name: [] for name in _NAMES}
        for index, match in _scanner().find(folded):
            self._spans[_NAMES[index]].append(match.span())
        self.breaks = [match.span() for match in _CLAUSE.finditer(folded)]

    def named(self, name: Modal, start: int, end: int) -> list[tuple[int, int]]:
        """Where in the span words of that class stand."""
        spans = self._spans[name]
        at = bisect_left(spans, (start, 0))
        found = []
        while at < len(spans) and spans[at][0] < end:
            if spans[at][1] <= end:
                found.append(spans[at])
            at += 1
        return found

    def clause_around(self, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
        """The clause of the sentence `within` that holds the characters `start` to `end`."""
        left, right = within
        at = bisect_left(self.breaks, (left, 0))
        while at < len(self.breaks) and self.breaks[at][1] <= right:
            opens, closes = self.breaks[at]
            if closes <= start:
                left = closes
            elif opens >= end:
                return left, opens
            at += 1
        return left, right


@cache
def _scanner() -> Scanner:
    return Scanner([re.compile(_SHAPES.get(name, r"\b{}\b").format(phrases(name))) for name in _NAMES])
