"""Numbers, counts, seasons and spans that words can mean, wherever they stand in a page."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import Literal

from underway.reading.links.season_words import owner_of
from underway.reading.measures import unit_of_noun
from underway.reading.structure import Page, inside, within
from underway.vocabulary.claims import Unit
from underway.vocabulary.dates import is_day
from underway.vocabulary.durations import duration_of
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN, read_cardinal, read_ordinal
from underway.vocabulary.titles import title_key

Subject = Literal["the next", "episodes", "figure", "any"]

_NUMBER = re.compile(
    r"(?P<digits>\d[\d,]{0,18}(?:\.\d{1,9})?)"
    rf"|\b(?:half a dozen|an?(?: half)? dozen|dozen|{ORDINAL_PATTERN}|{CARDINAL_PATTERN})"
)
_ORDINAL = re.compile(rf"\b{ORDINAL_PATTERN}\b")
_SCALES = {
    1e3: re.compile(r"\b(?:thousands?|000s?)\b|\dk\b"),
    1e6: re.compile(r"millions?\b|\d ?m(?:n|ln|il|ill|io)?\b|\(m\)"),
    1e9: re.compile(r"billions?\b|\d ?bn?\b"),
}
_CHANGE = re.compile(r"\b(?:more|fewer|less|fall|drop|down|up|rise|rose|fell|lost|gained?|added|extra|another|plus)\b")
_REACHES = re.compile(r"\b(?:through|until|up to|too|also|as well)\b")
# What says of what a number is, besides the nouns that name the unit.
_UNIT_SIGNS: dict[Unit, tuple[str, ...]] = {
    "share": ("share", "%", "per ?cent"),
    "percent": ("%", "per ?cent"),
}
_SPAN = re.compile(
    rf"(?:\b(?P<count>\d{{1,3}}|{CARDINAL_PATTERN})[ -](?:\w+[ -])?|(?P<half>\bhalf[ -]))?"
    r"\b(?P<unit>hour|day|weekend|week|fortnight|month|year)"
)
_BARE = re.compile(r"(?<![\d.,/-])(\d{1,3})(?=[.,;:)](?!\d)| and\b| while\b|$)")
_LONGEST_SPAN = 400
# What a season may be numbered for that the words leave out: how far its number may lie from one that the text names.
# Of a decision, the text may number the season before; of a figure or a date, also the one that is compared or coming.
_BESIDE: dict[Subject, tuple[int, ...]] = {
    "the next": (0, -1),
    "episodes": (0, -1, 1),
    "any": (0, -1, 1),
    "figure": (0, -1, 1, 2),
}
_SAME = 1e-6  # of the number


class Quantities:
    """The numbers that a page's words can mean, spans and seasons included. `start` and `end` are of the words."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._folded = page.folded

    def can_count(self, value: float, start: int, end: int) -> bool:
        """Can the words mean the number: as they write it, in the thousands or millions of the text, or as one of
        their numbers more or less than another?"""
        written = set(self._numbers(start, end))
        said = {number * scale for number in written for scale in self._scales}
        said |= {m.value for m in within(self._page.figures, start, end)}
        if _CHANGE.search(self._folded, start, end):
            said |= {a + sign * b for a in said for b in said for sign in (1, -1)}
        return any(abs(number - value) <= _SAME * abs(value) for number in said)

    def can_number(self, count: int, start: int, end: int) -> bool:
        """Can the words mean that many episodes?"""
        said = set(self._numbers(start, end)) | {m.count for m in within(self._page.counts, start, end)}
        if _CHANGE.search(self._folded, start, end):
            said |= {a + sign * b for a in said for b in said for sign in (1, -1)}
        return count in said

    def can_be_season(self, season: int, start: int, end: int, *, show: str | None, subject: Subject) -> bool:
        """Can the words speak of the season of the show; where they number none, can the text?"""
        if season == 1:
            return True  # of a first season, most texts give no number
        ordinals = set(self._ordinals(start, end))
        labels = self._labels(start, end, show)
        if not labels:
            said = self._seasons_of_text | ordinals | set(self._whole(start, end))
            return any(season + n in said for n in _BESIDE[subject])
        said = ordinals | labels | {n for m in inside(self._page.seasons, start, end) if m.count for n in m.numbers}
        if season in said or (subject in ("the next", "episodes") and season - 1 in said):
            return True
        return season + 1 in said and _REACHES.search(self._folded, start, end) is not None

    def can_last(self, window: str, start: int, end: int) -> bool:
        """Can the words mean the span; where they leave that of a figure open, can the text?"""
        named = {w.duration for w in within(self._page.windows, start, end)} - {None}
        if window in named:
            return True
        if named and len(within(self._page.figures, start, end)) <= len(named):
            return False
        counts = [n for n in self._whole(start, end) if n <= _LONGEST_SPAN]
        units = {match["unit"] for match in _SPAN.finditer(self._folded)}
        return window in self._spans_of_text or window in {duration_of(n, unit) for n in counts for unit in units}

    def can_count_in(self, unit: Unit, value: float, start: int, end: int) -> bool:
        """Can the number be of such units: the ones that its noun names, or else the words around, or else the text?
        Viewers and ratings often go without saying."""
        figures = [f for f in within(self._page.figures, start, end) if f.unit]
        units = {unit for f in figures if abs(f.value - value) <= _SAME * value for unit in _read_as(f.unit)}
        if units:
            return unit in units
        if unit in ("viewers", "rating"):
            return True
        signs = _unit_words(unit)
        return bool(signs.search(self._folded, start, end) or (not figures and signs.search(self._folded)))

    def _labels(self, start: int, end: int, show: str | None) -> set[int]:
        """The seasons that the words number, but for another show's, first ones, and what may number something else."""
        labels = (m for m in inside(self._page.seasons, start, end) if not m.count and m.rule != "season.bare-ordinal")
        owned = ((m, owner_of(self._folded, self._page.shows, m)) for m in labels)
        mine = (m for m, owner in owned if owner is None or show is None or title_key(owner) == title_key(show))
        return {n for m in mine for n in m.numbers} - {1}

    def _ordinals(self, start: int, end: int) -> Iterator[int]:
        for match in _ORDINAL.finditer(self._folded, start, end):
            number = read_ordinal(match[0])
            if number:
                yield number

    def _whole(self, start: int, end: int) -> Iterator[int]:
        return (int(n) for n in self._numbers(start, end) if n == int(n))

    def _numbers(self, start: int, end: int) -> Iterator[float]:
        for match in _NUMBER.finditer(self._folded, start, end):
            if match["digits"]:
                yield float(match["digits"].replace(",", ""))
            else:
                number = read_cardinal(match[0]) or read_ordinal(match[0])
                if number:
                    yield float(number)

    @cached_property
    def _seasons_of_text(self) -> set[int]:
        labelled = {n for m in self._page.seasons for n in m.numbers}
        return labelled | set(self._ordinals(0, len(self._folded)))

    @cached_property
    def _scales(self) -> list[float]:
        return [1.0, *(scale for scale, words in _SCALES.items() if words.search(self._folded))]

    @cached_property
    def _spans_of_text(self) -> set[str | None]:
        """Every span that the text names as a window, counts ("the first 91 days", "half-year"), or dates."""
        found = {w.duration for w in self._page.windows}
        for match in _SPAN.finditer(self._folded):
            count = match["count"]
            if match["half"]:
                found.add(duration_of(6, "month"))
            else:
                found.add(duration_of((read_cardinal(count) or 0) if count else 1, match["unit"]))
        for block in self._page.layout.blocks:
            units = {match["unit"] for match in _SPAN.finditer(self._folded, block.start, block.end)}
            if units:  # "the first 91 days; it used to count only 28"
                bare = (int(m[1]) for m in _BARE.finditer(self._folded, block.start, block.end))
                found |= {duration_of(n, unit) for n in bare for unit in units}
        for mention in self._page.dates:
            if len(mention.date) == len("2020-10"):
                found.add(duration_of(1, "month"))
            if mention.until and is_day(mention.date) and is_day(mention.until):
                span = date.fromisoformat(mention.until) - date.fromisoformat(mention.date)
                found.add(duration_of(span.days + 1, "day"))
        return found


def _read_as(unit: Unit | None) -> tuple[Unit | None, ...]:
    """A percentage may be a share."""
    return ("percent", "share") if unit == "percent" else (unit,)


@cache
def _unit_words(unit: Unit) -> re.Pattern[str]:
    nouns = [noun for noun, counted in unit_of_noun().items() if counted == unit]
    return re.compile("|".join((*(rf"\b{re.escape(noun)}\b" for noun in nouns), *_UNIT_SIGNS.get(unit, ()))))
