"""How many watched, as it is shown: figures of one metric ranked, and a season week by week."""

from datetime import date

import msgspec

from underway.vocabulary import Metric
from underway.vocabulary.figures import Accuracy


class TableRow(msgspec.Struct, frozen=True, order=True):
    """A row of an audience table, as a person counts."""

    table: str
    row: int
    sheet: str | None = None


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One figure, or the bounds of what is not known exactly; `high` None is no bound. `fate` is what became of the
    show after the season, where the ledger knows."""

    name: str
    low: float
    high: float | None
    accuracy: Accuracy = "reported"
    asked: bool
    fate: str | None
    sources: tuple[str, ...]


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of one metric, largest first; `apart` are shows that are missing, each with a sentence that says why."""

    metric: Metric
    bars: tuple[Bar, ...]
    apart: tuple[tuple[str, str], ...]


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A week of a season, the first being that of its launch, None where that is not known. Outside the list `value` is
    None, and `most` the largest that it can have been, None where that is unknown, too. `kept` is the value's part of
    that of the week before."""

    number: int | None
    last: date
    value: float | None
    most: float | None
    rank: int | None
    kept: float | None = None
    row: TableRow | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """The weeks of one season under one metric, oldest first. `launch` is the day of its launch, where that is known.

    `in_list` is how many weeks it was in the list, by the list's own count where it has one.
    """

    name: str
    season: int | None = None
    metric: Metric
    listed: str | None = None
    launch: date | None = None
    in_list: int = 0
    weeks: tuple[Week, ...]
    sources: tuple[str, ...]

    @property
    def best_rank(self) -> int | None:
        return min((week.rank for week in self.weeks if week.rank), default=None)
