"""Whom the text is about at each place: what "she", "the actress" and an unattributed quotation go back to."""

from bisect import bisect_left, insort
from typing import Literal

import msgspec

from underway.reading.links.noun_phrases import speech_words

Gender = Literal["f", "m"]
_NEAR = 900  # characters back
_FAR = 2600  # for one whom a pronoun is known to fit
_PRONOUNS: dict[str, Gender] = {"she": "f", "her": "f", "he": "m", "his": "m"}


class Figure(msgspec.Struct, frozen=True, order=True):
    """Somebody at a place, characters `start` to `end`; `subject` where a sentence is about them."""

    start: int
    end: int
    name: str
    subject: bool


class Antecedents:
    """The figures of a text in order, and which of them a later word means."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._gender: dict[str, Gender] = {}

    def add(self, figure: Figure) -> None:
        insort(self._figures, figure)

    def learn(self, name: str, word: str) -> None:
        """What the word beside the name ("Ms", "actress") says of its bearer."""
        if word in speech_words("woman_word"):
            self._gender.setdefault(name, "f")
        elif word in speech_words("man_word"):
            self._gender.setdefault(name, "m")

    def gender(self, name: str) -> Gender | None:
        known = self._gender.get(name)
        if known:
            return known
        first = name.split()[0].casefold() if name else ""
        if first in speech_words("woman_name"):
            return "f"
        return "m" if first in speech_words("man_name") else None

    def before(self, position: int, pronoun: str | None = None) -> Figure | None:
        """The figure that a word at the position goes back to: the nearest that a sentence is about, else the nearest
        at all, of those whom the pronoun fits."""
        wanted = _PRONOUNS.get(pronoun or "")
        at = bisect_left(self._figures, position, key=lambda f: f.start)
        fallback: Figure | None = None
        for figure in reversed(self._figures[max(0, at - 40) : at]):
            away = position - figure.start
            if away > _FAR:
                break
            gender = self.gender(figure.name)
            if wanted and gender and gender != wanted:
                continue
            if figure.subject and (away <= _NEAR or (wanted and gender == wanted)):
                return figure
            if fallback is None and away <= _NEAR:
                fallback = figure
        return fallback
