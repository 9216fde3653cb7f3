"""Who was reached and who finished, and what became of the rows, as Ibis expressions, whatever the engine.

A household's seconds of an episode are those in which it watched: what repeats or overlaps counts once. A single row as
long as the threshold settles this for its household and episode. So only shorter rows are put in order to see what they
have in common, and of them only those of households whose rows would do if they had nothing in common.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

import ibis
from ibis import Table, _
from ibis.expr.types import BooleanValue

from underway.viewing.episode_bits import Bits, number_type
from underway.viewing.launches import MOST_EPISODES, Launch
from underway.viewing.shapes import LONGEST, Question

REASONS = ("counted", "incomplete", "negative", "absurd", "unknown", "before_launch", "after_window")
"""What becomes of rows, as fields of Rows have it; the first that holds is the one."""

_HOUSEHOLD = ("number", "household")
_EPISODE = ("number", "household", "episode")
_ORDER = ("begins", "ends")

Numbered = Mapping[int, Launch]
"""The launches by their numbers, from 0."""


def reached(log: Table, launches: Numbered, question: Question, episodes: Mapping[int, Collection[int]]) -> Table:
    """For each season, by its `number`, and day, `on`, of its window: `households`, those that had watched enough
    that day and not before; and `finished_28` and so on, those of them that watched each of its `episodes` in that
    window."""
    bits = Bits.of(question.windows, max((max(some, default=1) for some in episodes.values()), default=1))
    rows = _in_window(log, launches, question)
    alone = rows.filter(rows.seconds >= question.seconds)
    together = _in_order(_in_doubt(log, launches, question))
    together = together.filter(together.of_household >= question.seconds)
    watched = alone.select(*_HOUSEHOLD, "on", **bits.watched(alone)).union(
        together.select(*_HOUSEHOLD, "on", **bits.watched(together, together.of_episode >= question.seconds))
    )
    households = watched.group_by(*_HOUSEHOLD).agg(on=_.on.min(), **bits.united(watched))
    return (
        households.inner_join(bits.whole(episodes), "number")
        .group_by("number", "on")
        .agg(households=_.count(), **bits.finished())
    )


def accounted(log: Table, launches: Numbered, question: Question) -> Table:
    """How many `rows` of the log there are for each `reason`, its place in REASONS."""
    return _with_reasons(log, launches, question).group_by("reason").agg(rows=_.count())


def repeats(log: Table, launches: Numbered, question: Question) -> Table:
    """Of the rows that count, how many are `repeated` and `overlapping`, as Rows has it."""
    rows = _in_order(_in_window(log, launches, question))
    return rows.aggregate(
        repeated=rows.same.sum().fill_null(0), overlapping=(~rows.same & (rows.begins < rows.until)).sum().fill_null(0)
    )


def episodes_seen(log: Table, launches: Numbered, question: Question) -> Table:
    """The `number` of each season beside each `episode` of it that rows which count are of."""
    rows = _in_window(log, launches, question)
    return rows.filter(rows.episode.between(1, MOST_EPISODES)).select("number", "episode").distinct()


def unknown_seasons(log: Table, launches: Numbered, question: Question, most: int) -> Table:
    """`title` and `season` of those in the log that have no launch, the ones with most rows first."""
    rows = _with_reasons(log, launches, question)
    return (
        rows.filter(rows.reason == REASONS.index("unknown"))
        .group_by("title", "season")
        .agg(rows=_.count())
        .order_by(_.rows.desc(), _.title, _.season)
        .limit(most)
    )


def _with_reasons(log: Table, launches: Numbered, question: Question) -> Table:
    rows = _with_seasons(log, launches, question, how="left")
    holds = (
        _counts(rows),  # first, as it settles most rows at once
        ibis.or_(*(rows[column].isnull() for column in log.columns if column != "episode")),
        rows.seconds < 0,
        rows.seconds > LONGEST,
        rows.number.isnull(),
        rows.started < rows.opens,
        rows.started >= rows.closes,
    )
    return rows.mutate(reason=ibis.cases(*((holding, ibis.literal(n, "int8")) for n, holding in enumerate(holds))))


def _with_seasons(log: Table, launches: Numbered, question: Question, *, how: str) -> Table:
    """Beside each row the number of its season, and when the longest window of that opens and closes."""
    types = {
        "number": number_type(launches),
        "of_title": "string",
        "of_season": "int64",
        "opens": "timestamp",
        "closes": "timestamp",
        "launch": "date",
    }
    rows = []
    for number, launch in launches.items():
        opens = datetime.combine(launch.launch, time())
        closes = opens + timedelta(days=max(question.windows))
        rows.append((number, launch.title, launch.season, opens, closes, launch.launch))
    seasons = ibis.memtable([dict(zip(types, row, strict=True)) for row in rows], schema=ibis.schema(types))
    seasons = seasons.mutate(
        of_title=seasons.of_title.try_cast(log.title.type()), of_season=seasons.of_season.try_cast(log.season.type())
    )
    return log.join(seasons, [log.title == seasons.of_title, log.season == seasons.of_season], how=how)


def _in_window(log: Table, launches: Numbered, question: Question) -> Table:
    """The rows that count, with the day on which they start: `on`."""
    rows = _with_seasons(log, launches, question, how="inner")
    return rows.filter(_counts(rows)).mutate(on=rows.started.date())


def _counts(rows: Table) -> BooleanValue:
    return ibis.and_(
        rows.started >= rows.opens,
        rows.started < rows.closes,
        rows.seconds.between(0, LONGEST),
        rows.household.notnull(),
    )


def _in_doubt(log: Table, launches: Numbered, question: Question) -> Table:
    """The rows that count and do not settle anything by themselves, of households for which they might together."""
    rows = _in_window(log.filter(log.seconds < question.seconds), launches, question)
    enough = rows.group_by(*_HOUSEHOLD).having(rows.seconds.sum() >= question.seconds).agg(n=_.count())
    return rows.semi_join(enough, _HOUSEHOLD)


def _in_order(rows: Table) -> Table:
    """Beside each row what its household had watched at its end, in seconds: `of_household` of the season, `of_episode`
    of the episode; `until` when rows before it last; and whether it is the `same` as one. Starts count to the second.
    """
    rows = rows.mutate(begins=rows.started.truncate("s").epoch_seconds().cast("int64"))
    rows = rows.mutate(ends=rows.begins + rows.seconds)
    before = ibis.window(group_by=_EPISODE, order_by=_ORDER, rows=(None, -1))
    previous = ibis.window(group_by=_EPISODE, order_by=_ORDER)
    rows = rows.mutate(
        until=rows.ends.max().over(before).fill_null(rows.begins),
        same=ibis.and_(*((rows[name].lag().over(previous) == rows[name]).fill_null(False) for name in _ORDER)),
    )
    rows = rows.mutate(new=ibis.greatest(0, rows.ends - ibis.greatest(rows.begins, rows.until)))
    sums = {"of_household": _HOUSEHOLD, "of_episode": _EPISODE}
    return rows.mutate(
        **{
            name: rows.new.sum().over(ibis.cumulative_window(group_by=keys, order_by=_ORDER))
            for name, keys in sums.items()
        }
    )
