"""Audience figures, and the metrics under which they may be compared."""

import msgspec

from underway.vocabulary.claims import Audience, Unit


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure counts. Figures compare only where their metrics are equal: unknown agrees only with unknown."""

    unit: Unit
    window: str | None = None
    region: str | None = None
    demographic: str | None = None
    publisher: str | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One audience number of a show or season in its metric's unit; `source` is the id of the claim that gives it."""

    show: str
    season: int | None
    value: int | float
    metric: Metric
    source: str

    def compares_with(self, other: "Figure") -> bool:
        return self.metric == other.metric


def figure_of(claim: Audience) -> Figure:
    """The figure that a claim gives; its publisher is the platform that the text names."""
    return Figure(
        show=claim.show,
        season=claim.season,
        value=claim.value,
        metric=Metric(
            unit=claim.unit,
            window=claim.window,
            region=claim.region,
            demographic=claim.demographic,
            publisher=claim.platform,
        ),
        source=claim.id,
    )
