"""Whom the text is about at each place: what "she", "the actress" and an unattributed quotation go back to."""

from bisect import bisect_left, insort
from collections.abc import Container
from typing import Literal

import msgspec

from underway.reading.links.noun_phrases import speech_words

Gender = Literal["f", "m"]
FigureKind = Literal["person", "body", "unnamed"]
_NEAR = 900  # characters back
FAR = 2600  # for one whom a pronoun is known to fit
_UNNAMED = 400  # for "a spokesman"
_DOUBT = 1.5  # by how much further off one counts whom a pronoun may not fit
_PRONOUNS: dict[str, Gender] = {"she": "f", "her": "f", "he": "m", "his": "m"}


class Figure(msgspec.Struct, frozen=True, order=True):
    """Somebody at a place, characters `start` to `end`; `subject` where a sentence is about them."""

    start: int
    end: int
    name: str
    subject: bool
    kind: FigureKind = "person"


class Antecedents:
    """The figures of a text in order, and which of them a later word means."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []
        self._gender: dict[str, Gender] = {}

    def add(self, figure: Figure) -> None:
        insort(self._figures, figure)

    def learn(self, name: str, word: str) -> None:
        """What the word beside the name ("Ms", "actress") says of its bearer."""
        gender = gender_of(word)
        if gender:
            self._gender.setdefault(name, gender)

    def gender(self, name: str) -> Gender | None:
        known = self._gender.get(name)
        if known:
            return known
        for word in name.casefold().split():
            if word not in _PRONOUNS and (gender := gender_of(word)):  # "a BBC spokeswoman"
                return gender
        first = name.split(maxsplit=1)[0].casefold() if name else ""
        if first in speech_words("woman_name"):
            return "f"
        return "m" if first in speech_words("man_name") else None

    def before(
        self, position: int, gender: Gender | None = None, kinds: Container[FigureKind] = ("person", "unnamed")
    ) -> Figure | None:
        """The figure of one of the kinds that a word at the position goes back to: the nearest that a sentence is
        about, else the nearest at all, of those whom the gender fits."""
        at = bisect_left(self._figures, position, key=lambda f: f.start)
        best: tuple[float, Figure] | None = None
        for figure in reversed(self._figures[max(0, at - 40) : at]):
            away = float(position - figure.start)
            if away > FAR:
                break
            known = self.gender(figure.name)
            if figure.kind not in kinds or (gender and known and known != gender):
                continue
            if figure.kind == "unnamed" and away > _UNNAMED:
                continue
            fits = gender is not None and known == gender
            if away > _NEAR and not (fits and figure.subject):
                continue
            away = away * (1 if fits or gender is None else _DOUBT) + (0 if figure.subject else _NEAR)
            if best is None or away < best[0]:
                best = away, figure
        return best[1] if best else None


def gender_of(word: str) -> Gender | None:
    """What a pronoun, or a noun such as "actress", says of whom it means."""
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if word in speech_words("woman_word"):
        return "f"
    return "m" if word in speech_words("man_word") else None
