"""Reach counted by a playback log, and printed."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import msgspec
from rich.cells import cell_len

from underway import viewing
from underway.faces.cli.work import terminal
from underway.render import labels
from underway.render.inert import inert
from underway.render.records import json_page, written
from underway.viewing import Question, Reach, Rows, Tally
from underway.vocabulary.metrics import write_metric

__all__ = ["Place", "Question", "reach"]

Format = Literal["text", "json", "jsonl", "csv"]

_BAR = 40  # columns
_REASONS = {
    "incomplete": "incomplete",
    "negative": "with negative seconds",
    "absurd": "longer than a day",
    "unknown": "of no known season",
    "before_launch": "before launch",
    "after_window": "after the window",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What the log's columns are called, and where it is computed with how much room."""

    names: Mapping[str, str]
    engine: str | None
    memory: str
    temp: str | None


class ReachRow(msgspec.Struct, frozen=True, kw_only=True):
    """A season in a window, as CSV has it."""

    title: str
    season: int
    launch: date
    window: str
    threshold: str
    households: int
    finished: int
    episodes: int
    episodes_from: str


class DayRow(msgspec.Struct, frozen=True, kw_only=True):
    """A day of one; the first is 1."""

    title: str
    season: int
    launch: date
    window: str
    threshold: str
    day: int
    households: int


def reach(
    logs: Sequence[str], launches: str, question: Question, place: Place, *, buildup: bool, format_: Format
) -> int:
    """Prints how many households each season of the table reached; what became of the log's rows goes to stderr, or
    is part of JSON."""

    def work() -> int:
        seasons = viewing.read_launches(Path(launches))
        temp = Path(place.temp) if place.temp else None
        tally = viewing.reach(
            logs, seasons, question, names=place.names, engine=place.engine, memory=place.memory, temp=temp
        )
        _write(tally, format_, buildup=buildup)
        if tally.rows and format_ != "json":
            terminal.complain(_account(tally.rows))
        return 0

    return terminal.finish(work, told=(viewing.ViewingError,))


def _write(tally: Tally, format_: Format, *, buildup: bool) -> None:
    if format_ == "json":
        sys.stdout.write(json_page(tally))
    elif format_ == "jsonl":
        sys.stdout.writelines(written(tally.seasons, "jsonl"))
    elif format_ == "csv":
        from underway.render import tables  # noqa: PLC0415 - only this needs it

        sys.stdout.flush()
        rows: Iterable[Any] = _day_rows(tally.seasons) if buildup else map(_row, tally.seasons)
        tables.write_table(DayRow if buildup else ReachRow, rows, sys.stdout.buffer, "csv")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(tally.seasons, buildup=buildup))


def _shared(season: Reach) -> dict[str, Any]:
    return {
        "title": season.title,
        "season": season.season,
        "launch": season.launch,
        "window": season.metric.window,
        "threshold": season.metric.threshold,
    }


def _row(season: Reach) -> ReachRow:
    return ReachRow(
        **_shared(season),
        households=season.households,
        finished=season.finished,
        episodes=season.episodes,
        episodes_from=season.episodes_from,
    )


def _day_rows(seasons: Iterable[Reach]) -> Iterator[DayRow]:
    for season in seasons:
        for day, households in enumerate(season.buildup, 1):
            yield DayRow(**_shared(season), day=day, households=households)


def _lines(seasons: Sequence[Reach], *, buildup: bool) -> Iterator[str]:
    """A table for each window, with what it counts above it; and below it, if that is asked for, the build-up."""
    by_window = sorted(seasons, key=lambda season: len(season.buildup))
    for number, (_, group) in enumerate(groupby(by_window, key=lambda season: season.metric)):
        some = list(group)
        if number:
            yield ""
        yield labels.capital(write_metric(some[0].metric))
        yield ""
        yield from _table(some)
        if buildup:
            for season in some:
                yield ""
                yield f"{inert(season.title)}, season {season.season}, by the end of day"
                yield from _bars(season)


def _table(seasons: Iterable[Reach]) -> Iterator[str]:
    rows = [("title", "season", "launch", "households", "finished", "episodes")]
    for season in seasons:
        seen = " in the log" if season.episodes_from == "log" else ""
        rows.append(
            (
                inert(season.title),
                str(season.season),
                str(season.launch),
                f"{season.households:,}",
                f"{season.finished:,}",
                f"{season.episodes}{seen}",
            )
        )
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for title, *cells, episodes in rows:
        padded = (cell.rjust(width) for cell, width in zip(cells, widths[1:-1], strict=True))
        yield "  ".join([title + " " * (widths[0] - cell_len(title)), *padded, episodes])


def _bars(season: Reach) -> Iterator[str]:
    most = max(season.households, 1)
    width = len(f"{season.households:,}")
    for day, households in enumerate(season.buildup, 1):
        yield f"{day:>5}  {households:>{width},}  {'█' * round(_BAR * households / most)}".rstrip()


def _account(rows: Rows) -> str:
    """`8 of 12 rows counted; left out: 3 before launch, 1 of no known season (Ashgrove, season 2: 1)`."""
    left_out = {name: getattr(rows, name) for name in _REASONS if getattr(rows, name)}
    parts = [f"{rows.counted:,} of {labels.many(rows.counted + sum(left_out.values()), 'row')} counted"]
    if rows.repeated or rows.overlapping:
        parts.append(f"of these {rows.repeated:,} repeat others, and {rows.overlapping:,} overlap with some")
    if left_out:
        unknown = ", ".join(f"{each.title}, season {each.season}: {each.rows:,}" for each in rows.unknown_seasons)
        said = {name: f"{count:,} {_REASONS[name]}" for name, count in left_out.items()}
        if unknown:
            said["unknown"] += f" (most: {unknown})"
        parts.append(f"left out: {', '.join(said.values())}")
    return "; ".join(parts)
