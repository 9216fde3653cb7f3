"""What audience tables tell of shows: printed figures, what follows for the first days of a season from its weeks in a
list, and those weeks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import msgspec

from underway.audience.bounds import Floors, Launch, bounds, launch_in_list
from underway.dossier.watched import Run, TableRow, Week
from underway.ledger import KeptFigure, Ledger, When
from underway.ledger.rows import show_key
from underway.vocabulary import Figure, Metric
from underway.vocabulary.figures import Accuracy
from underway.vocabulary.metrics import Basis
from underway.vocabulary.seasons import write_season
from underway.vocabulary.titles import strip_marks

_WEEKLY: tuple[str, Basis] = ("P7D", "calendar")
WINDOWS = (28, 91)  # days, of which Netflix prints totals
_NUMBER = re.compile(r"[0-9]{1,3}")
_A_WEEK = timedelta(days=7)
_FOLLOWED = 13  # weeks from the launch, of which those outside the list are shown: 91 days
_FOR_WEEKS = frozenset({"hours", "views"})  # of these the weeks add up


class Part(NamedTuple):
    """A season of a show by the key of its title: by number, or by what a table calls it."""

    show: str
    season: int | None
    label: str | None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a season that tables give: `low` and `high` are one where it is printed, else bounds, `high` None
    being none. `launch` is what they rest on."""

    part: Part
    title: str
    metric: Metric
    low: float
    high: float | None
    accuracy: Accuracy
    rows: tuple[TableRow, ...]
    launch: Launch | None = None

    @property
    def is_printed(self) -> bool:
        return self.launch is None


Launches = Callable[[Part], date | None]


def _unknown(_: Part) -> date | None:
    return None


def name_of(title: str, season: int | None, label: str | None) -> str:
    """`Harrow House, season 2`, `Harrow House, Part 2`."""
    part = label or (write_season(season) if season is not None else None)
    return f"{title}, {part}" if part else title


class Tables:
    """What the ledger's tables tell. Every method raises LedgerError."""

    def __init__(self, ledger: Ledger, when: When) -> None:
        self._audience = ledger.audience
        self._when = when
        self._bounds: dict[Metric, list[Counted]] = {}
        self._floors: dict[Metric, Mapping[str | None, Floors]] = {}

    @cached_property
    def metrics(self) -> list[Metric]:
        return self._audience.metrics(self._when)

    def of_show(self, title: str, keys: Sequence[str], launches: Launches = _unknown) -> list[Counted]:
        """Of the show of this title and these keys: what is printed of each season, and bounds where nothing is. The
        weeks and ranks themselves are `runs`."""
        if not self.metrics:
            return []
        kept = self._own(title, keys)
        printed = [_printed(k) for k in kept if not _is_of_a_list(k.figure.metric)]
        there = {(c.part, c.metric) for c in printed}
        bounded = self._bounded(kept, launches)
        return [*printed, *(c for c in bounded if (c.part, c.metric) not in there)]

    def peers(self, metric: Metric, keys: Iterable[str] = ()) -> list[Counted]:
        """The largest figure under the metric of each season of all shows but these, bounds included, largest first."""
        own = set(keys)
        best: dict[Part, Counted] = {}
        for counted in map(_printed, self._shows_under(metric)):
            if counted.part not in best or counted.low > best[counted.part].low:
                best[counted.part] = counted
        for counted in self._all_bounded(metric):
            best.setdefault(counted.part, counted)
        for part in [part for part in best if part.show in own]:
            del best[part]
        return sorted(best.values(), key=lambda c: (-c.low, c.part.show, c.part.season or 0, c.part.label or ""))

    def _shows_under(self, metric: Metric) -> list[KeptFigure]:
        """Where a table tells shows from films, what it does not tell is left out."""
        if metric not in self.metrics:
            return []
        kept = self._audience.under(metric, self._when)
        told = {k.table for k in kept if k.figure.form}
        return [k for k in kept if k.figure.form or k.table not in told]

    def _all_bounded(self, metric: Metric) -> list[Counted]:
        """Bounds of every season under the metric, where weeks give some."""
        weekly = _weekly_of(metric)
        if weekly is None or weekly not in self.metrics:
            return []
        if weekly not in self._bounds:
            self._bounds[weekly] = list(self._bounded(self._audience.under(weekly, self._when), _unknown))
        return [c for c in self._bounds[weekly] if c.metric == metric and c.high is not None]

    def runs(self, title: str, keys: Sequence[str], launches: Launches = _unknown) -> list[Run]:
        """The weeks of each season in each list, the season that entered last first."""
        if not self.metrics:
            return []
        kept = self._own(title, keys)
        ranks = {
            (_part(k), k.listed, k.figure.metric.region, k.figure.last): int(k.figure.value)
            for k in kept
            if k.figure.metric.unit == "rank" and k.figure.metric.window == "P7D"
        }
        found = [self._run(weeks, launch, ranks) for weeks, launch in self._weeks(kept, launches)]
        return sorted(found, key=lambda run: (-run.weeks[0].last.toordinal(), run.name, run.metric.unit))

    def _own(self, title: str, keys: Sequence[str]) -> list[KeptFigure]:
        """Where a table has the very title, others that resemble it are other shows: `Maid` and `The Maid`."""
        kept = self._audience.of_shows(keys, self._when)
        spelt = strip_marks(title).casefold()
        exact = {show_key(k.figure.show) for k in kept if k.figure.show.casefold() == spelt}
        return [k for k in kept if show_key(k.figure.show) not in exact or k.figure.show.casefold() == spelt]

    def _bounded(self, kept: Sequence[KeptFigure], launches: Launches) -> Iterator[Counted]:
        for weeks, launch in self._weeks(kept, launches):
            if launch is None:
                continue
            metric, first = weeks[0].figure.metric, weeks[0]
            floors = self._floors_of(metric).get(first.listed, {})
            for days in WINDOWS:
                found = bounds([k.figure for k in weeks], floors, days=days, launch=launch)
                if found.figures:
                    used = {figure.source for figure in found.figures}
                    yield Counted(
                        part=_part(first),
                        title=first.figure.show,
                        metric=_of_first(days, metric),
                        low=found.low,
                        high=found.high,
                        accuracy=first.figure.accuracy,
                        rows=tuple(_row(k) for k in weeks if k.figure.source in used),
                        launch=launch,
                    )

    def _weeks(
        self, kept: Sequence[KeptFigure], launches: Launches
    ) -> Iterator[tuple[list[KeptFigure], Launch | None]]:
        """The weeks of each season in each list under each metric, oldest first, and when it was launched."""
        groups: dict[tuple[Part, str | None, Metric], list[KeptFigure]] = {}
        for k in kept:
            metric = k.figure.metric
            if _is_of_a_list(metric) and metric.unit in _FOR_WEEKS and k.figure.last:
                groups.setdefault((_part(k), k.listed, metric), []).append(k)
        by_show: dict[tuple[str, str | None, Metric], list[tuple[Part, list[KeptFigure]]]] = {}
        for (part, listed, metric), weeks in groups.items():
            weeks.sort(key=lambda k: k.figure.last or date.min)
            by_show.setdefault((part.show, listed, metric), []).append((part, weeks))
        for (part, listed, metric), weeks in groups.items():
            launched = launches(part) or self._released.get(part)
            if launched:
                yield weeks, Launch(launched, launched)
                continue
            others = by_show[part.show, listed, metric]
            later = [k.figure for other, its in others if _order(other) > _order(part) for k in its]
            floors = self._floors_of(metric).get(listed, {})
            yield weeks, launch_in_list([k.figure for k in weeks], later, floors)

    def _run(
        self,
        kept: Sequence[KeptFigure],
        launch: Launch | None,
        ranks: Mapping[tuple[Part, str | None, str | None, date | None], int],
    ) -> Run:
        first = kept[0]
        metric, part = first.figure.metric, _part(first)
        floors = self._floors_of(metric).get(first.listed, {})
        charted = {k.figure.last: k for k in kept if k.figure.last}
        begins = min(charted)
        if launch and not launch.assumed:
            begins = launch.first + (begins - launch.first).days % 7 * timedelta(days=1)
        days = {begins + n * _A_WEEK for n in range(_FOLLOWED)} & floors.keys() | charted.keys()
        weeks = []
        for day in sorted(days):
            value = charted[day].figure.value if day in charted else None
            before = charted.get(day - _A_WEEK)
            weeks.append(
                Week(
                    number=(day - begins).days // 7 + 1,
                    last=day,
                    value=value,
                    most=_most(floors.get(day)) if value is None else None,
                    rank=ranks.get((part, first.listed, metric.region, day)),
                    kept=value / before.figure.value if value is not None and before and before.figure.value else None,
                    row=_row(charted[day]) if day in charted else None,
                )
            )
        return Run(
            name=name_of(first.figure.show, part.season, part.label),
            season=part.season,
            metric=metric,
            listed=first.listed,
            launch=launch.first if launch and not launch.assumed else None,
            in_list=max(len(charted), *(k.weeks or 0 for k in kept)),
            weeks=tuple(weeks),
            sources=tuple(sorted({k.table for k in kept})),
        )

    @cached_property
    def _released(self) -> dict[Part, date]:
        """The days of release that tables give; of several the first."""
        found: dict[Part, date] = {}
        for show, season, label, released in self._audience.released(self._when):
            part = Part(show, season, label)
            found[part] = min(released, found.get(part, released))
        return found

    def _floors_of(self, metric: Metric) -> Mapping[str | None, Floors]:
        if metric not in self._floors:
            made = dict[str | None, dict[date, tuple[float, int]]]()
            for (listed, last), smallest in self._audience.smallest(metric, self._when).items():
                made.setdefault(listed, {})[last] = smallest
            self._floors[metric] = made
        return self._floors[metric]


def with_windows(metrics: Iterable[Metric]) -> Iterator[Metric]:
    """The metrics, and those of the first days of which weeks give bounds."""
    for metric in metrics:
        yield metric
        if (metric.window, metric.basis) == _WEEKLY and metric.unit in _FOR_WEEKS:
            for days in WINDOWS:
                yield _of_first(days, metric)


def _of_first(days: int, weekly: Metric) -> Metric:
    return msgspec.structs.replace(weekly, window=f"P{days}D", basis="launch")


def _is_of_a_list(metric: Metric) -> bool:
    return metric.unit == "rank" or (metric.window, metric.basis) == _WEEKLY


def _weekly_of(metric: Metric) -> Metric | None:
    """The metric of the weeks that add up to it."""
    if metric.basis != "launch" or metric.window not in {f"P{days}D" for days in WINDOWS}:
        return None
    return msgspec.structs.replace(metric, window=_WEEKLY[0], basis=_WEEKLY[1])


def _part(kept: KeptFigure) -> Part:
    figure: Figure = kept.figure
    return Part(show_key(figure.show), figure.season, figure.label)


def _order(part: Part) -> int:
    """Its place among the seasons of its show: their numbers, and those in what they are called."""
    number = _NUMBER.search(part.label or "")
    return part.season or (int(number[0]) if number else 0)


def _row(kept: KeptFigure) -> TableRow:
    return TableRow(kept.table, kept.row, kept.sheet)


def _most(floor: tuple[float, int] | None) -> float | None:
    return floor[0] + floor[1] / 2 if floor else None


def _printed(kept: KeptFigure) -> Counted:
    figure = kept.figure
    return Counted(
        part=_part(kept),
        title=figure.show,
        metric=figure.metric,
        low=figure.value,
        high=figure.value,
        accuracy=figure.accuracy,
        rows=(_row(kept),),
    )
