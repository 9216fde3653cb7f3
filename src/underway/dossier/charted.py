"""Seasons week by week in lists that name the largest only, and what these weeks tell of their first days."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from underway.audience.bounds import Bounds, Launch, Most, RunningTime, bounds, launch_in_list, running_time
from underway.dossier.parts import Part, name_of, part_of, row_of, titled
from underway.dossier.watched import Run, Week
from underway.ledger import KeptFigure
from underway.vocabulary import Figure, Metric
from underway.vocabulary.metrics import Basis

WEEKLY: tuple[str, Basis] = ("P7D", "calendar")
_ADD_UP = ("hours", "views")  # units of which the weeks add up
_A_WEEK = timedelta(days=7)
_NEW = 3  # weeks in which a season may be watched more from week to week
_FOLLOWED = 13  # weeks from the launch, of which those outside the list are shown: 91 days

Smallest = Callable[[Metric], Mapping[str | None, Mapping[date, tuple[float, int]]]]
"""Of a metric by list and last day the smallest figure, and to what it is rounded."""
Launches = Callable[[Part], date | None]


def is_weekly(metric: Metric) -> bool:
    """Whether it is of weeks of a list that add up."""
    return (metric.window, metric.basis) == WEEKLY and metric.unit in _ADD_UP


def in_other_unit(metric: Metric) -> Metric:
    """Hours for views, and views for hours."""
    return msgspec.structs.replace(metric, unit="views" if metric.unit == "hours" else "hours")


@dataclass(frozen=True, slots=True)
class Charted:
    """One season in one list under one metric, its weeks oldest first; `outside` is what it can have had at most in
    weeks in which it was not there."""

    part: Part
    weeks: Sequence[KeptFigure]
    launch: Launch | None
    outside: Most
    running: RunningTime

    @property
    def first(self) -> KeptFigure:
        return self.weeks[0]

    @property
    def metric(self) -> Metric:
        return self.first.figure.metric

    def bounds(self, days: int) -> Bounds | str | None:
        """Of its first days, or why they are withheld; None where no week of them is known. Of a season whose episodes
        come in parts, totals are counted from each part's own launch."""
        if self.launch is None:
            return "the week of its launch is not known"
        found = bounds(_figures(self.weeks), self.outside, days=days, launch=self.launch)
        if not found.figures:
            return None
        if self.running.grew or self._surges(found.figures):
            return "its episodes came in parts, each of which has first days of its own"
        return found

    def _surges(self, figures: Sequence[Figure]) -> bool:
        """Whether it is watched twice as much again as the week before when it is no longer new: more of it came."""
        values = {figure.last: figure.value for figure in figures}
        new = sorted(day for day in values if day)[:_NEW]
        return any(
            value > 2 * (values.get(day - _A_WEEK) or self.outside.get(day - _A_WEEK) or value)
            for day, value in values.items()
            if day and day not in new
        )

    def run(self, ranks: Mapping[tuple[Part, str | None, str | None, date | None], int]) -> Run:
        """`ranks` are places by season, list, region and last day."""
        charted = {k.figure.last: k for k in self.weeks if k.figure.last}
        begins, launched = min(charted), None
        known = self.launch is not None
        if self.launch and not self.launch.assumed:
            launched = self.launch.first
            begins = launched + (begins - launched).days % 7 * timedelta(days=1)
        listed, metric = self.first.listed, self.metric
        weeks = []
        followed = {begins + n * _A_WEEK for n in range(_FOLLOWED)} if known else set()
        for day in sorted(followed & self.outside.keys() | charted.keys()):
            there, before = charted.get(day), charted.get(day - _A_WEEK)
            value = there.figure.value if there else None
            weeks.append(
                Week(
                    number=(day - begins).days // 7 + 1 if known else None,
                    last=day,
                    value=value,
                    most=None if there else self.outside.get(day),
                    rank=ranks.get((self.part, listed, metric.region, day)),
                    kept=value / before.figure.value if value is not None and before and before.figure.value else None,
                    row=row_of(there) if there else None,
                )
            )
        return Run(
            name=name_of(self.first.figure.show, self.part.season, self.part.label),
            season=self.part.season,
            metric=metric,
            listed=listed,
            launch=launched,
            in_list=max(len(charted), *(k.weeks or 0 for k in self.weeks)),
            weeks=tuple(weeks),
            sources=tuple(sorted({k.table for k in self.weeks})),
        )


def charted_seasons(
    kept: Sequence[KeptFigure], launches: Launches, released: Mapping[Part | str, date], smallest: Smallest
) -> Iterator[Charted]:
    """Each season in each list under each metric. Its launch is that of `launches`, else the day of release, given for
    the season or for what is printed of it, else its first week in the list, where that may be it."""
    groups: dict[tuple[Part, str | None, Metric], list[KeptFigure]] = {}
    for k in kept:
        if is_weekly(k.figure.metric) and k.figure.last:
            groups.setdefault((part_of(k), k.listed, k.figure.metric), []).append(k)
    by_show: dict[tuple[str, str | None, Metric], list[tuple[Part, list[KeptFigure]]]] = {}
    for (part, listed, metric), weeks in groups.items():
        weeks.sort(key=lambda k: k.figure.last or date.min)
        by_show.setdefault((part.show, listed, metric), []).append((part, weeks))
    for (part, listed, metric), weeks in groups.items():
        beside = groups.get((part, listed, in_other_unit(metric)), ())
        hours, views = (weeks, beside) if metric.unit == "hours" else (beside, weeks)
        running = running_time(_figures(hours), _figures(views))
        outside = _outside(smallest, metric, listed, running)
        launched = launches(part) or released.get(part) or released.get(titled(weeks[0].printed))
        if launched:
            launch: Launch | None = Launch(launched, launched)
        else:
            others = by_show[part.show, listed, metric]
            later = [k.figure for other, its in others if other.place > part.place for k in its]
            launch = launch_in_list(_figures(weeks), later, outside)
        yield Charted(part, weeks, launch, outside, running)


def _outside(smallest: Smallest, metric: Metric, listed: str | None, running: RunningTime) -> Most:
    """A list that gives views is ranked by them: hours of what is outside it are bounded by its running time only."""
    most: dict[date, float | None] = {
        day: value + step / 2 for day, (value, step) in smallest(metric).get(listed, {}).items()
    }
    if metric.unit == "hours":
        for day, (value, step) in smallest(in_other_unit(metric)).get(listed, {}).items():
            known = running.high < float("inf")
            most[day] = (value + step / 2) * running.high if known else None
    return most


def _figures(kept: Sequence[KeptFigure]) -> list[Figure]:
    return [k.figure for k in kept]
