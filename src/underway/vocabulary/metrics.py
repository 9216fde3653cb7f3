"""What an audience figure counts, and why two of them may not be compared."""

from collections.abc import Callable
from operator import attrgetter
from typing import Literal

import msgspec

from underway.vocabulary.claims import Unit
from underway.vocabulary.durations import write_duration

FigureUnit = Unit | Literal["rank"]
# From when a window runs: the launch, or a week or half-year of the calendar; or what follows a broadcast: viewing up
# to so many days later, that of the night alone, or all that a measurer adds to it.
Basis = Literal["launch", "calendar", "live", "overnight", "consolidated"]

_COUNTS: dict[FigureUnit, str] = {
    "households": "homes in which somebody watched",
    "accounts": "subscriptions with which somebody watched",
    "viewers": "people",
    "views": "time watched, divided by the running time",
    "hours": "time watched",
    "minutes": "time watched",
    "rating": "per cent of a part of the population",
    "share": "per cent of those who watched television then",
    "percent": "per cent of an audience",
    "rank": "a place in a list",
}
UNITS: dict[FigureUnit, str] = {
    **{unit: unit for unit in _COUNTS},
    "rating": "rating points",
    "share": "share of viewers",
    "percent": "of the audience",
    "rank": "place",
}
_NAMES = UNITS | {"percent": "percentages", "rank": "places"}


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure counts. Figures compare only where their metrics are equal: unknown agrees only with unknown.

    `window` is an ISO 8601 duration and `basis` what it is of; `threshold` is how much one must have watched to be
    counted, a duration, a part of one episode or a whole season: `PT2M`, `70%`, `season`. `among` names the list in
    which a rank is a place.
    """

    unit: FigureUnit
    window: str | None = None
    basis: Basis | None = None
    threshold: str | None = None
    region: str | None = None
    demographic: str | None = None
    publisher: str | None = None
    among: str | None = None


def write_window(metric: Metric) -> str | None:
    """`first 28 days`, `a calendar week`, `live plus 7 days`, `overnight`; None where nothing is said of it."""
    match metric.basis, write_duration(metric.window) if metric.window else None:
        case "launch", str(window):
            return f"first {window.removeprefix('1 ')}"
        case "calendar", "7 days":
            return "a calendar week"
        case "calendar", "6 months":
            return "a half-year"
        case "live", "1 day":
            return "live and the same day"
        case "live", str(window):
            return f"live plus {window}"
        case None, window:
            return window
        case basis, window:
            return f"{basis}, {window}" if window else basis


def write_threshold(metric: Metric) -> str | None:
    """`at least 2 minutes`, `at least 70% of an episode`, `all of a season`."""
    if metric.threshold is None:
        return None
    if metric.threshold == "season":
        return "all of a season"
    part = metric.threshold.endswith("%")
    return f"at least {f'{metric.threshold} of an episode' if part else write_duration(metric.threshold)}"


def write_metric(metric: Metric) -> str:
    """`households that watched at least 2 minutes, first 28 days, worldwide, Netflix`."""
    threshold = write_threshold(metric)
    joint = "of" if metric.unit == "views" else "that watched"
    unit = f"{UNITS[metric.unit]} {joint} {threshold}" if threshold else UNITS[metric.unit]
    window = write_window(metric) or "window not said"
    parts = (unit, metric.demographic, window, metric.region, metric.publisher, metric.among)
    return ", ".join(filter(None, parts))


def why_apart(one: Metric, other: Metric) -> str | None:
    """Why figures of the two cannot be compared, as a sentence; None where they can.

    >>> why_apart(Metric(unit="hours", window="P28D"), Metric(unit="households", window="P28D"))
    'hours count time watched, households count homes in which somebody watched: neither tells the other.'
    """
    if one.unit != other.unit:
        if _COUNTS[one.unit] == _COUNTS[other.unit]:
            return f"one is in {_NAMES[one.unit]}, the other in {_NAMES[other.unit]}."
        counted = ", ".join(f"{_NAMES[unit]} count {_COUNTS[unit]}" for unit in (one.unit, other.unit))
        return f"{counted}: neither tells the other."
    for what, fields, write in _PARTS:
        if fields(one) != fields(other):
            return f"{what} differs: {write(one) or 'not said'} here, {write(other) or 'not said'} there."
    return None


# What metrics of one unit differ in: its name, the fields it is told by, and how it is written.
_PARTS: tuple[tuple[str, Callable[[Metric], object], Callable[[Metric], str | None]], ...] = (
    ("who counts as having watched", attrgetter("threshold"), write_threshold),
    ("the window", attrgetter("window", "basis"), write_window),
    ("the part of the audience", attrgetter("demographic"), attrgetter("demographic")),
    ("the region", attrgetter("region"), attrgetter("region")),
    ("who measured", attrgetter("publisher"), attrgetter("publisher")),
    ("the list", attrgetter("among"), attrgetter("among")),
)
