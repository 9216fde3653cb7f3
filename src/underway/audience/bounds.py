"""How many watched in the first days of a season, from the weeks of a list that names the ten largest only.

A week in the list counts with what its rounding leaves open; a week outside it with anything from nothing to the
smallest figure of that week, or, of hours in a list that is ranked by views, to what the smallest number of views
takes; a week that ends after the window with anything up to all of it. A week of which no table tells has no bound.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, floor, inf

import msgspec

from underway.vocabulary import Figure

_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)
# Netflix puts at least so much time between the parts of a show: an earlier part that enters the list less than this
# before a later one, or after it, is watched again.
_BETWEEN_PARTS = timedelta(weeks=8)

Most = Mapping[date, float | None]
"""Of each week that tables tell of, by its last day, what a season outside the list can have had at most; None where
that is not known."""


class RunningTime(msgspec.Struct, frozen=True):
    """Between how many hours all episodes of a season run, by the weeks of which hours and views are known."""

    low: float = 0
    high: float = inf

    @property
    def grew(self) -> bool:
        """Whether no one time fits all weeks: episodes were added."""
        return self.low > self.high


class Launch(msgspec.Struct, frozen=True):
    """The launch was on one of these days; `assumed` tells that it was taken to be in the first week in the list."""

    first: date
    last: date
    assumed: bool = False


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Between `low` and `high` in the first `days` days, or more than anybody can tell where `high` is None. `figures`
    are the weeks in the list that were counted, `outside` the last days of those that were not in it, `untold` of those
    of which no table tells."""

    days: int
    low: float
    high: float | None
    launch: Launch
    figures: tuple[Figure, ...]
    outside: tuple[date, ...]
    untold: tuple[date, ...]


def running_time(hours: Iterable[Figure], views: Iterable[Figure]) -> RunningTime:
    """Views are hours divided by the running time, so each week with both bounds it."""
    viewed = {figure.last: figure for figure in views}
    low, high = 0.0, inf
    for figure in hours:
        if figure.last in viewed:
            counted = viewed[figure.last]
            low = max(low, figure.low / counted.high)
            high = min(high, figure.high / counted.low if counted.low else inf)
    return RunningTime(low, high)


def bounds(weeks: Iterable[Figure], outside: Most, *, days: int, launch: Launch) -> Bounds:
    """`weeks` are figures of one season in one list under one metric, each of the seven days that end with `last`."""
    charted = {figure.last: figure for figure in weeks if figure.last is not None}
    last_days = _week_ends(launch.first, launch.last + (days - 1) * _A_DAY, outside)
    lows, highs = zip(
        *(
            _between(charted, outside, last_days, start, start + (days - 1) * _A_DAY)
            for start in _days(launch.first, launch.last)
        ),
        strict=True,
    )
    return Bounds(
        days=days,
        low=floor(min(lows)),
        high=None if None in highs else ceil(max(high for high in highs if high is not None)),
        launch=launch,
        figures=tuple(charted[day] for day in last_days if day in charted),
        outside=tuple(day for day in last_days if day in outside and day not in charted),
        untold=tuple(day for day in last_days if day not in outside and day not in charted),
    )


def launch_in_list(weeks: Sequence[Figure], later: Iterable[Figure], told: Container[date]) -> Launch | None:
    """The first week of the season in the list, where that may be the week of its launch: a table tells of the week
    before, and no `later` season of the show entered the list before or soon after."""
    entered = min((figure.last for figure in weeks if figure.last), default=None)
    if entered is None or entered - _A_WEEK not in told:
        return None
    if any(figure.last and figure.last <= entered + _BETWEEN_PARTS for figure in later):
        return None
    return Launch(entered - _A_WEEK + _A_DAY, entered, assumed=True)


def _between(
    charted: Mapping[date, Figure], outside: Most, last_days: Iterable[date], start: date, end: date
) -> tuple[float, float | None]:
    low, high = 0.0, 0.0
    for day in last_days:
        if day < start or day - _A_WEEK >= end:
            continue
        if day in charted:
            # Before the launch nobody watched: only a week that goes on after the window is counted in part.
            low += charted[day].low if day <= end else 0
            high += charted[day].high
        elif (most := outside.get(day)) is not None:
            high += most
        else:
            high = inf
    return low, None if high == inf else high


def _week_ends(first: date, last: date, told: Most) -> list[date]:
    """The last days of the weeks in which the days are, as the list has its weeks: Sundays, where it tells of none."""
    weekday = next(iter(told)).weekday() if told else 6
    day = first + (weekday - first.weekday()) % 7 * _A_DAY
    found = [day]
    while found[-1] < last:
        found.append(found[-1] + _A_WEEK)
    return found


def _days(first: date, last: date) -> list[date]:
    return [first + n * _A_DAY for n in range((last - first).days + 1)]
