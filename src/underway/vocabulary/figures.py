"""Audience figures, and how a claim becomes one."""

import re
from datetime import date
from typing import Literal

import msgspec

from underway.vocabulary.claims import Audience
from underway.vocabulary.figure_words import read_words
from underway.vocabulary.metrics import FigureUnit, Metric

# Counted exactly by who gives it; printed rounded; foreseen rather than counted; or told by a text.
Accuracy = Literal["measured", "rounded", "projected", "reported"]
Form = Literal["tv", "film"]

# Who had to have watched to be counted by Netflix, by the first day on which it held; docs/metrics.md has the sources.
_NETFLIX_COUNTED: tuple[tuple[date, str | None], ...] = (
    (date(2021, 11, 16), None),  # hours, and later views, take the place of households
    (date(2020, 1, 21), "PT2M"),
    (date(2018, 12, 28), "70%"),
)
_COUNT_WATCHING = frozenset({"households", "accounts", "viewers", "views"})
_OF_ANOTHER_DAY = re.compile(
    r"\b(?:old|older|previous|prior|former|earlier) (?:metric|measure|method|yardstick|definition)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b20[12]\d\b")
MEASURERS = {
    name.casefold(): name
    for name in (
        "Nielsen Barb OzTAM Luminate Numeris IBOPE Kantar AGF Auditel GfK BARC PlumResearch Médiamétrie Samba"
    ).split()
}
"""Firms that measure audiences, by their names in lower case."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One audience number of a show or season in its metric's unit; `source` is the id of the claim or table row.

    `label` is what a table calls the season, where it does not number it: `Part 2`. `step` is what it is rounded to.
    `first` and `last` are the days counted, where it is of a time of the calendar.
    """

    show: str
    season: int | None
    value: int | float
    metric: Metric
    source: str
    accuracy: Accuracy
    label: str | None = None
    form: Form | None = None
    step: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def low(self) -> float:
        return max(self.value - self.step / 2, 0)

    @property
    def high(self) -> float:
        return self.value + self.step / 2


def figure_of(claim: Audience, published: date | None) -> Figure:
    """The figure that a claim of a document of that day gives.

    Its publisher is the firm that measured it, where the text names one, else the platform, which counts for itself.
    What the window is of, and what is foreseen only, is told by the words of the evidence; what counts as having
    watched by them, or of Netflix's figures by the day: it used the same words for different things.
    """
    publisher = _publisher(claim)
    told = read_words(claim.evidence.text, claim.value, claim.window)
    return Figure(
        show=claim.show,
        season=claim.season,
        value=claim.value,
        metric=Metric(
            unit=_unit(claim, publisher),
            window=claim.window,
            basis=told.basis,
            threshold=_threshold(claim, told.threshold, publisher, published),
            region=claim.region,
            demographic=claim.demographic,
            publisher=publisher,
        ),
        source=claim.id,
        accuracy="projected" if told.projected else "reported",
    )


def _publisher(claim: Audience) -> str | None:
    measurer = MEASURERS.get(claim.attributed_to.casefold()) if claim.attributed_to else None
    return measurer or claim.platform


def _unit(claim: Audience, publisher: str | None) -> FigureUnit:
    """Netflix's households are its accounts: it says so where it changes how it counts them."""
    return "households" if claim.unit == "accounts" and publisher == "Netflix" else claim.unit


def _threshold(claim: Audience, told: str | None, publisher: str | None, published: date | None) -> str | None:
    if claim.unit not in _COUNT_WATCHING:
        return None
    if told or publisher != "Netflix" or published is None:
        return told
    since, threshold = next(((s, t) for s, t in _NETFLIX_COUNTED if published >= s), (published, None))
    words = claim.evidence.text
    recalls = _OF_ANOTHER_DAY.search(words) or any(int(year) < since.year for year in _YEAR.findall(words))
    return None if recalls else threshold
