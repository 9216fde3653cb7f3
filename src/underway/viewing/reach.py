"""How many households each season reached, by the log of what was watched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from underway.viewing.engines import MEMORY, Engine, opened
from underway.viewing.launches import Launch
from underway.viewing.logs import log_table
from underway.viewing.shapes import Question, Reach, Rows, Tally, UnknownSeason

if TYPE_CHECKING:
    from ibis import Table

_UNKNOWN_NAMED = 5


def reach(
    logs: Sequence[str],
    launches: Sequence[Launch],
    question: Question,
    *,
    names: Mapping[str, str] | None = None,
    engine: str | None = None,
    memory: str = MEMORY,
    temp: Path | None = None,
) -> Tally:
    """What logs, as `log_table` takes them, answer for the seasons that were launched.

    `names` says what columns are called where that is not as in COLUMNS; `engine`, `memory` and `temp` are those of
    `opened`. Raises ViewingError.
    """
    with opened(engine, memory=memory, temp=temp) as at:
        from underway.viewing import expressions  # noqa: PLC0415 - needs the extra

        log = log_table(at, logs, names or {})
        numbered = dict(enumerate(launches))
        episodes = {number: set(range(1, (each.episodes or 0) + 1)) for number, each in numbered.items()}
        if unsaid := {number: each for number, each in numbered.items() if each.episodes is None}:
            for row in at.rows(expressions.episodes_seen(log, unsaid, question)):
                episodes[row["number"]].add(row["episode"])
        days = at.rows(expressions.reached(log, numbered, question, episodes))
        rows = _account(at, log, numbered, question) if question.account else None
    return Tally(
        rows=rows, seasons=tuple(_seasons(launches, question, days, [len(episodes[number]) for number in numbered]))
    )


def _account(at: Engine, log: "Table", launches: Mapping[int, Launch], question: Question) -> Rows:
    from underway.viewing import expressions  # noqa: PLC0415 - as above

    counts = {row["reason"]: row["rows"] for row in at.rows(expressions.accounted(log, launches, question))}
    reasons = {name: counts.get(number, 0) for number, name in enumerate(expressions.REASONS)}
    (among,) = at.rows(expressions.repeats(log, launches, question))
    unknown: list[dict[str, Any]] = []
    if reasons["unknown"]:
        unknown = at.rows(expressions.unknown_seasons(log, launches, question, _UNKNOWN_NAMED))
    named = tuple(UnknownSeason(str(row["title"]), row["season"], row["rows"]) for row in unknown)
    return Rows(**reasons, **among, unknown_seasons=named)


def _seasons(
    launches: Sequence[Launch], question: Question, days: Iterable[Mapping[str, Any]], episodes: Sequence[int]
) -> Iterator[Reach]:
    by_number: defaultdict[int, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for row in days:
        number = row["number"]
        by_number[number][(row["on"] - launches[number].launch).days] = row
    for number, launch in enumerate(launches):
        found = by_number[number]
        for window in question.windows:
            new = [found[day]["households"] if day in found else 0 for day in range(window)]
            yield Reach(
                title=launch.title,
                season=launch.season,
                launch=launch.launch,
                metric=question.metric(window),
                households=sum(new),
                finished=sum(row[f"finished_{window}"] for row in found.values()) if episodes[number] else 0,
                episodes=episodes[number],
                episodes_from="log" if launch.episodes is None else "launches",
                buildup=tuple(accumulate(new)),
            )
