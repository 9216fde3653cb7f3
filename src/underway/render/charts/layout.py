"""What a chart says, whatever it is drawn with: its title, its rows with their values in words, and its notes.

All text in a layout is inert, and such as XML can hold: vl-convert ends the process over a character that it cannot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from underway.dossier.watched import Bar, Ranking, Run, Week
from underway.render import labels
from underway.render.charts import ChartError
from underway.render.inert import inert
from underway.vocabulary import Metric
from underway.vocabulary.dates import write_date
from underway.vocabulary.metrics import why_apart, write_metric

_MOST_APART = 8
_UNPLACED = "the week of its launch is not known"


@dataclass(frozen=True, slots=True)
class Row:
    """A bar, certain up to `low`; it may reach as far as `high`, or any distance where that is None."""

    name: str
    low: float
    high: float | None
    said: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A week of a run; outside the list its value is None, and at most `most`, where that is known."""

    number: int | None
    last: str
    value: float | None
    most: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A run; `peak` tells of its largest week."""

    name: str
    points: tuple[Point, ...]
    peak: str


Shown = TypeVar("Shown", Row, Line)


@dataclass(frozen=True, slots=True)
class Layout(Generic[Shown]):
    title: str
    subtitle: str
    shown: tuple[Shown, ...]
    notes: tuple[str, ...]


def lay_out_ranking(ranking: Ranking, most: int) -> Layout[Row]:
    """Up to `most` bars, and beyond them those that were asked about; raises ChartError for places in a list."""
    _check(ranking.metric)
    bars = [bar for place, bar in enumerate(ranking.bars) if place < most or bar.asked]
    title, numbers = _ranking_title(bars), _numbered(bars)
    if all(bar.asked for bar in bars):
        bars = [msgspec.structs.replace(bar, asked=False) for bar in bars]  # a mark on each would tell none apart
    apart = [f"{inert(name)} is missing: {inert(why)}" for name, why in ranking.apart[:_MOST_APART]]
    return Layout(
        title=title,
        subtitle=labels.capital(inert(write_metric(ranking.metric))),
        shown=tuple(_row(bar, ranking.metric, numbers) for bar in bars),
        notes=(
            *_more(len(ranking.bars) - len(bars), "not shown"),
            *apart,
            *_more(len(ranking.apart) - len(apart), "missing"),
            *_sources(numbers),
        ),
    )


def lay_out_weeks(runs: Sequence[Run], most: int, *, until: int | None = None) -> Layout[Line]:
    """The first `most` runs, with `until` those whose launch is known, up to that week, where there are such weeks;
    raises ValueError where their metrics differ, ChartError where a chart can show none."""
    unplaced = [run.name for run in runs if until is not None and run.weeks and run.weeks[0].number is None]
    runs = [run for run in runs if run.weeks and run.name not in unplaced]
    every = sum(len(run.weeks) for run in runs)
    if until is not None:
        runs = [run for run in (_early(run, until) for run in runs) if run.weeks] or runs
    later = every - sum(len(run.weeks) for run in runs)
    if not runs and unplaced:
        raise ChartError(f"nothing to show: {'; '.join(map(inert, unplaced))}: {_UNPLACED}")
    if not runs:
        raise ChartError("nothing to show: no week has a figure of this metric")
    metric = runs[0].metric
    _check(metric)
    for run in runs:
        if why := why_apart(metric, run.metric):
            raise ValueError(f"{runs[0].name} and {run.name}: {why}")
    shown = runs[:most]
    numbers = _numbered(shown)
    return Layout(
        title=f"{_named([run.name for run in shown], len(runs))}: week by week since launch",
        subtitle=labels.capital(inert(write_metric(metric))),
        shown=tuple(_line(run, numbers) for run in shown),
        notes=(
            *_more(len(runs) - len(shown), "not shown"),
            *(f"{inert(name)} is missing: {_UNPLACED}." for name in unplaced),
            *_more(later, f"later than week {until}, and not shown", "week"),
            *_sources(numbers),
        ),
    )


def _early(run: Run, until: int) -> Run:
    weeks = tuple(week for week in run.weeks if week.number is not None and week.number <= until)
    return msgspec.structs.replace(run, weeks=weeks)


def _check(metric: Metric) -> None:
    if metric.unit == "rank":
        raise ChartError("rank: a place in a list is no amount that a chart could show; name another metric")


def _row(bar: Bar, metric: Metric, numbers: dict[str, int]) -> Row:
    projected = "projected" if bar.accuracy == "projected" else None
    said = ", ".join(filter(None, (_between(bar.low, bar.high, metric), projected, bar.fate and inert(bar.fate))))
    return Row(inert(bar.name), bar.low, bar.high, _marked(said, bar.sources, numbers), bar.asked)


def _between(low: float, high: float | None, metric: Metric) -> str:
    """`58 million`, `40 to 58 million`, `up to 58 million`, `40 million or more`."""
    least = labels.amount(low, metric.unit)
    if high is None:
        return f"{least} or more"
    most = labels.amount(high, metric.unit)
    if least == most:
        return most
    if not low:
        return f"up to {most}"
    number, *scale = least.split()
    return f"{number if scale == most.split()[1:] else least} to {most}"


def _line(run: Run, numbers: dict[str, int]) -> Line:
    points = tuple(_point(week, run.metric) for week in run.weeks)
    peak = "never in the list"
    charted = [week for week in run.weeks if week.value is not None]
    if charted:
        largest = max(charted, key=lambda week: week.value or 0)
        # Where the first weeks are before the list, nobody knows whether they had more.
        most = "most" if run.weeks[0].number == 1 else "most known"
        when = (
            f"in week {largest.number}" if largest.number else f"in the week to {write_date(largest.last.isoformat())}"
        )
        peak = f"{most} {labels.amount(largest.value or 0, run.metric.unit)}, {when}"
    return Line(inert(run.name), points, _marked(peak, run.sources, numbers))


def _point(week: Week, metric: Metric) -> Point:
    if week.value is not None:
        said = labels.amount(week.value, metric.unit) + (f", place {week.rank}" if week.rank else "")
    elif week.most is not None:
        said = f"outside the list, at most {labels.amount(week.most, metric.unit)}"
    else:
        said = "outside the list"
    return Point(week.number, write_date(week.last.isoformat()), week.value, week.most, said)


def _ranking_title(bars: Sequence[Bar]) -> str:
    asked = [bar.name for bar in bars if bar.asked]
    if not bars:
        return "No figures"
    if not asked:
        return "The most watched"
    named = _named(asked, len(asked))
    others = len(bars) - len(asked)
    return f"{named}, beside {labels.many(others, 'other')}" if others else named


def _named(names: Sequence[str], count: int) -> str:
    """`A`, `A and B`, `A and 3 others`, where there are so many."""
    first = inert(names[0])
    if count == 1:
        return first
    return f"{first} and {inert(names[1]) if count == 2 else labels.many(count - 1, 'other')}"


def _numbered(shown: Iterable[Bar | Run]) -> dict[str, int]:
    """The sources of all that is shown, numbered as they come."""
    names = dict.fromkeys(source for each in shown for source in each.sources)
    return {name: number for number, name in enumerate(names, 1)}


def _marked(said: str, sources: Iterable[str], numbers: dict[str, int]) -> str:
    """With the numbers of its sources, where there are several to tell apart."""
    marks = "".join(f"[{numbers[source]}]" for source in sources) if len(numbers) > 1 else ""
    return f"{said} {marks}" if marks else said


def _sources(numbers: dict[str, int]) -> tuple[str, ...]:
    if len(numbers) < 2:
        return tuple(f"Source: {inert(name)}" for name in numbers)
    return (f"Sources: {'; '.join(f'[{number}] {inert(name)}' for name, number in numbers.items())}",)


def _more(count: int, what: str, noun: str = "") -> tuple[str, ...]:
    counted = f"{count:,} more" if not noun else labels.many(count, noun)
    return (f"{counted} {'is' if count == 1 else 'are'} {what}.",) if count else ()
