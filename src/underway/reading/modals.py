"""The words that say how a thing is said: denied, doubted, asked, hoped, reported. Each class is one entry of
lexicon/phrases.toml."""

import re
from bisect import bisect_left
from typing import Literal, get_args

from underway.reading.lexicon import phrases
from underway.reading.scanner import Matches, Places

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


class Modals(Places[Modal]):
    """Answers for spans of one text, from the matches of the patterns."""

    def __init__(self, folded: str, matches: Matches) -> None:
        super().__init__(_NAMES, matches)
        self._breaks = [match.span() for match in _CLAUSE.finditer(folded)]

    def clause_around(self, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
        """The clause of the sentence `within` that holds the characters `start` to `end`."""
        left, right = within
        at = bisect_left(self._breaks, (left, 0))
        while at < len(self._breaks) and self._breaks[at][1] <= right:
            opens, closes = self._breaks[at]
            if closes <= start:
                left = closes
            elif opens >= end:
                return left, opens
            at += 1
        return left, right


def modal_patterns() -> list[str]:
    return [_SHAPES.get(name, r"\b{}\b").format(phrases(name)) for name in _NAMES]
