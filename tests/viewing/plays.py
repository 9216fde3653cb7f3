"""Playback logs made for a test, and what they answer, counted second by second in plain Python."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from underway.viewing import Launch, Question, Rows, Tally, UnknownSeason

LAUNCHED = date(2021, 5, 5)
SCHEMA = pa.schema(
    [
        ("household", pa.int64()),
        ("title", pa.string()),
        ("season", pa.int16()),
        ("episode", pa.int16()),
        ("started", pa.timestamp("us")),
        ("seconds", pa.int32()),
    ]
)


class Play(NamedTuple):
    """A row of a log; `started` is in seconds since the first day began."""

    household: int | None = 1
    title: str | None = "Harrow House"
    season: int | None = 1
    episode: int | None = 1
    started: int | None = 0
    seconds: int | None = 120

    def row(self) -> dict[str, Any]:
        begun = datetime.combine(LAUNCHED, time())
        started = None if self.started is None else begun + timedelta(seconds=self.started)
        return self._asdict() | {"started": started}


def day(number: int) -> int:
    """When a day begins, the first being 1, in seconds."""
    return (number - 1) * 86_400


def write_log(path: Path, plays: Iterable[Play], schema: pa.Schema = SCHEMA) -> str:
    parquet.write_table(pa.Table.from_pylist([play.row() for play in plays], schema=schema), path)
    return str(path)


class Counted(NamedTuple):
    """Of a season in a window: those who finished, and those reached by each day."""

    finished: int
    buildup: tuple[int, ...]


def fate(play: Play, launches: Sequence[Launch], question: Question) -> str:
    """The field of Rows in which a row is counted first."""
    launch = next((each for each in launches if (each.title, each.season) == (play.title, play.season)), None)
    if None in (play.household, play.title, play.season) or play.started is None or play.seconds is None:
        return "incomplete"
    if play.seconds < 0:
        return "negative"
    if play.seconds > 86_400:
        return "absurd"
    if launch is None:
        return "unknown"
    if _day(play, launch) < 0:
        return "before_launch"
    return "counted" if _day(play, launch) < max(question.windows) else "after_window"


def _day(play: Play, launch: Launch) -> int:
    """From 0."""
    return (play.started or 0) // 86_400 - (launch.launch - LAUNCHED).days


def counted_slowly(plays: Iterable[Play], launches: Sequence[Launch], question: Question) -> list[Counted]:
    """What a tally must say; what a household watched is a set of seconds."""
    found = []
    for launch in launches:
        watched: dict[int | None, dict[int | None, list[Play]]] = defaultdict(lambda: defaultdict(list))
        for play in plays:
            if fate(play, [launch], question) == "counted":
                watched[play.household][play.episode].append(play)
        seen = {episode for household in watched.values() for episode in household if episode in range(1, 1001)}
        whole = set(range(1, launch.episodes + 1)) if launch.episodes else seen

        def seconds(some: Iterable[Play], last: int, launch: Launch = launch) -> int:
            starts = [(play.started or 0, play.seconds or 0) for play in some if _day(play, launch) <= last]
            return len({second for start, length in starts for second in range(start, start + length)})

        for window in question.windows:
            buildup = tuple(
                sum(
                    sum(seconds(some, last) for some in episodes.values()) >= question.seconds
                    for episodes in watched.values()
                )
                for last in range(window)
            )
            finished = sum(
                bool(whole) and all(seconds(episodes[each], window - 1) >= question.seconds for each in whole)
                for episodes in watched.values()
            )
            found.append(Counted(finished, buildup))
    return found


def accounted_slowly(plays: Iterable[Play], launches: Sequence[Launch], question: Question) -> Rows:
    """What a tally must say of the rows."""
    fates = [(fate(play, launches, question), play) for play in plays]
    unknown = Counter((play.title or "", play.season or 0) for why, play in fates if why == "unknown")
    repeated = overlapping = 0
    until: dict[tuple[object, ...], int] = {}
    counted = Counter(play for why, play in fates if why == "counted")
    for play in sorted(counted, key=lambda play: ((play.started or 0), (play.seconds or 0))):
        start, what = play.started or 0, play[:4]
        repeated += counted[play] - 1
        overlapping += start < until.get(what, start)
        until[what] = max(until.get(what, start), start + (play.seconds or 0))
    named = sorted(unknown.items(), key=lambda item: (-item[1], item[0]))[:5]
    return Rows(
        **Counter(why for why, _ in fates),
        repeated=repeated,
        overlapping=overlapping,
        unknown_seasons=tuple(UnknownSeason(*season, rows) for season, rows in named),
    )


def said(tally: Tally) -> list[Counted]:
    """What a tally says of each season and window; raises where it is at odds with itself."""
    for season in tally.seasons:
        assert season.households == season.buildup[-1]
    return [Counted(season.finished, season.buildup) for season in tally.seasons]
