"""What audience tables tell of shows: printed figures, what follows for the first days of a season from its weeks in a
list, and those weeks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

import msgspec

from underway.audience.bounds import Launch
from underway.dossier.charted import WEEKLY, Charted, Launches, charted_seasons, in_other_unit, is_weekly
from underway.dossier.parts import Part, part_of, row_of, titled
from underway.dossier.watched import Run, TableRow
from underway.ledger import KeptFigure, Ledger, When, show_key
from underway.vocabulary import Metric
from underway.vocabulary.figures import Accuracy

WINDOWS = (28, 91)  # days, of which Netflix prints totals


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


class Withheld(NamedTuple):
    """A season without bounds under the metric, and why."""

    part: Part
    title: str
    metric: Metric
    why: str


class InTables(NamedTuple):
    """What tables tell of a show: figures, printed ones and, where nothing is printed, bounds; the seasons in lists
    that have no bounds; and the weeks of each season in each list, the season that entered last first."""

    counted: tuple[Counted, ...]
    withheld: tuple[Withheld, ...]
    runs: tuple[tuple[Part, Run], ...]


class Titles(NamedTuple):
    """A show as tables may have it: by the keys of its titles; of several spellings the first that a table has."""

    keys: Sequence[str]
    spelt: Sequence[str]


class Tables:
    """What the ledger's tables tell. Every method raises LedgerError."""

    def __init__(self, ledger: Ledger, when: When) -> None:
        self._audience = ledger.audience
        self._when = when
        self._smallest: dict[Metric, Mapping[str | None, Mapping[date, tuple[float, int]]]] = {}
        self._bounds: dict[Metric, list[Counted]] = {}

    @cached_property
    def metrics(self) -> frozenset[Metric]:
        """Those of printed figures."""
        return frozenset(self._audience.metrics(self._when))

    def of_show(self, titles: Titles, launches: Launches = lambda _: None) -> InTables:
        """What is printed of the show's seasons, and what follows from their weeks."""
        if not self.metrics:
            return InTables((), (), ())
        kept = self._own(titles)
        charted = list(self._charted(kept, launches))
        printed = [_printed(k) for k in kept if not _is_of_a_list(k.figure.metric)]
        there = {(c.part, c.metric) for c in printed}
        found = list(_bounded(charted))
        bounded = [c for c in found if isinstance(c, Counted) and (c.part, c.metric) not in there]
        return InTables(
            counted=(*printed, *bounded),
            withheld=tuple(w for w in found if isinstance(w, Withheld)),
            runs=tuple(_runs(charted, kept)),
        )

    def peers(self, metric: Metric, keys: Iterable[str] = ()) -> list[Counted]:
        """The largest figure under the metric of each season of all shows but these, bounds included, largest first."""
        own = set(keys)
        best: dict[Part, Counted] = {}
        for counted in map(_printed, self._shows_under(metric)):
            if counted.part not in best or counted.low > best[counted.part].low:
                best[counted.part] = counted
        for counted in self._all_bounded(metric):
            best.setdefault(counted.part, counted)
        others = [counted for counted in best.values() if show_key(counted.title) not in own]
        return sorted(others, key=lambda c: (-c.low, c.part.show, c.part.season or 0, c.part.label or ""))

    def _own(self, titles: Titles) -> list[KeptFigure]:
        """Where a table has the very title, others that resemble it are other shows: `Maid` and `The Maid`."""
        kept = self._shows(self._audience.of_shows(titles.keys, self._when))
        there = {titled(k.figure.show) for k in kept}
        spelt = next((titled(title) for title in titles.spelt if titled(title) in there), None)
        exact = {show_key(k.figure.show) for k in kept if titled(k.figure.show) == spelt}
        return [k for k in kept if show_key(k.figure.show) not in exact or titled(k.figure.show) == spelt]

    def _shows(self, kept: Iterable[KeptFigure]) -> list[KeptFigure]:
        """Without what is a film by another table."""
        return [k for k in kept if k.figure.form or titled(k.figure.show) not in self._films]

    @cached_property
    def _films(self) -> frozenset[str]:
        return frozenset(map(titled, self._audience.films(self._when)))

    def _shows_under(self, metric: Metric) -> list[KeptFigure]:
        """Where a table tells shows from films, what it does not tell is left out."""
        if metric not in self.metrics:
            return []
        kept = self._shows(self._audience.under(metric, self._when))
        told = {k.table for k in kept if k.figure.form}
        return [k for k in kept if k.figure.form or k.table not in told]

    def _all_bounded(self, metric: Metric) -> list[Counted]:
        """Bounds of every season under the metric, where weeks give some."""
        weekly = _weekly_of(metric)
        if weekly is None or weekly not in self.metrics:
            return []
        if metric not in self._bounds:
            weeks = [k for each in (weekly, in_other_unit(weekly)) for k in self._audience.under(each, self._when)]
            made: dict[Metric, list[Counted]] = {metric: []}
            for found in _bounded(self._charted(weeks, lambda _: None)):
                if isinstance(found, Counted) and found.high is not None:
                    made.setdefault(found.metric, []).append(found)
            self._bounds |= made
        return self._bounds[metric]

    def _charted(self, kept: Sequence[KeptFigure], launches: Launches) -> Iterator[Charted]:
        return charted_seasons(kept, launches, self._released, self._smallest_under)

    @cached_property
    def _released(self) -> dict[Part | str, date]:
        """The days of release that tables give, by season and by what is printed of it; of several the first."""
        found: dict[Part | str, date] = {}
        for title, season, label, printed, released in self._audience.released(self._when):
            for one in (Part(titled(title), season, label), titled(printed)):
                found[one] = min(released, found.get(one, released))
        return found

    def _smallest_under(self, metric: Metric) -> Mapping[str | None, Mapping[date, tuple[float, int]]]:
        if metric not in self._smallest:
            made = dict[str | None, dict[date, tuple[float, int]]]()
            for (listed, last), smallest in self._audience.smallest(metric, self._when).items():
                made.setdefault(listed, {})[last] = smallest
            self._smallest[metric] = made
        return self._smallest[metric]


def with_windows(metrics: Iterable[Metric]) -> Iterator[Metric]:
    """The metrics, and those of the first days of which weeks give bounds."""
    for metric in metrics:
        yield metric
        if is_weekly(metric):
            for days in WINDOWS:
                yield _of_first(days, metric)


def _bounded(seasons: Iterable[Charted]) -> Iterator[Counted | Withheld]:
    for season in seasons:
        for days in WINDOWS:
            found, metric = season.bounds(days), _of_first(days, season.metric)
            title = season.first.figure.show
            if isinstance(found, str):
                yield Withheld(season.part, title, metric, found)
            elif found:
                used = {figure.source for figure in found.figures}
                yield Counted(
                    part=season.part,
                    title=title,
                    metric=metric,
                    low=found.low,
                    high=found.high,
                    accuracy=season.first.figure.accuracy,
                    rows=tuple(row_of(k) for k in season.weeks if k.figure.source in used),
                    launch=season.launch,
                )


def _runs(seasons: Iterable[Charted], kept: Iterable[KeptFigure]) -> list[tuple[Part, Run]]:
    ranks = {
        (part_of(k), k.listed, k.figure.metric.region, k.figure.last): int(k.figure.value)
        for k in kept
        if k.figure.metric.unit == "rank" and k.figure.metric.window == WEEKLY[0]
    }
    found = [(season.part, season.run(ranks)) for season in seasons]
    return sorted(found, key=lambda one: (-one[1].weeks[0].last.toordinal(), one[1].name, one[1].metric.unit))


def _of_first(days: int, weekly: Metric) -> Metric:
    return msgspec.structs.replace(weekly, window=f"P{days}D", basis="launch")


def _weekly_of(metric: Metric) -> Metric | None:
    """The metric of the weeks that add up to it."""
    if metric.basis != "launch" or metric.window not in {f"P{days}D" for days in WINDOWS}:
        return None
    weekly = msgspec.structs.replace(metric, window=WEEKLY[0], basis=WEEKLY[1])
    return weekly if is_weekly(weekly) else None


def _is_of_a_list(metric: Metric) -> bool:
    return metric.unit == "rank" or (metric.window, metric.basis) == WEEKLY


def _printed(kept: KeptFigure) -> Counted:
    figure = kept.figure
    return Counted(
        part=part_of(kept),
        title=figure.show,
        metric=figure.metric,
        low=figure.value,
        high=figure.value,
        accuracy=figure.accuracy,
        rows=(row_of(kept),),
    )
