"""What is asked of a playback log, and what it answers."""

from datetime import date
from typing import Literal

import msgspec

from underway.vocabulary.durations import days
from underway.vocabulary.metrics import Metric

COLUMNS = ("household", "title", "season", "episode", "started", "seconds")
LONGEST = 86_400  # seconds of a row: a day
LAST_DAY = 366  # of a window


class ViewingError(Exception):
    """A log or a table cannot be used, or not computed with; the message names the place and says what to do."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Who is counted: households that watched so many `minutes` in total, by the end of each of the `windows`, in days
    since launch. Without `account` it is not counted what became of the rows, which takes most of the time."""

    minutes: int = 2
    windows: tuple[int, ...] = (28,)
    account: bool = True

    @property
    def seconds(self) -> int:
        return 60 * self.minutes

    def metric(self, window: int) -> Metric:
        hours, minutes = divmod(self.minutes, 60)
        threshold = f"PT{self.minutes}M" if minutes else f"PT{hours}H"
        return Metric(unit="households", window=days(window), basis="launch", threshold=threshold)


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How many households a season reached in one window, as `metric` says.

    Of them `finished` watched every one of its `episodes`, which are those of the launches or, where these do not say
    how many there are, those that occur in the log. `buildup` has the households by the end of each day since launch.
    """

    title: str
    season: int
    launch: date
    metric: Metric
    accuracy: Literal["measured"] = "measured"
    households: int
    finished: int
    episodes: int
    episodes_from: Literal["launches", "log"]
    buildup: tuple[int, ...]


class UnknownSeason(msgspec.Struct, frozen=True):
    """A title and season of the log that has no launch."""

    title: str
    season: int
    rows: int


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the rows of a log: each is counted, or left out for the first of the reasons that hold.

    Of those counted, `repeated` equal one that is counted already, and `overlapping` others begin while one of the same
    household and episode lasts. `unknown_seasons` are those with most rows.
    """

    counted: int = 0
    incomplete: int = 0
    negative: int = 0
    absurd: int = 0
    unknown: int = 0
    before_launch: int = 0
    after_window: int = 0
    repeated: int = 0
    overlapping: int = 0
    unknown_seasons: tuple[UnknownSeason, ...] = ()


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The seasons in the order of the launches, a window after the other for each; and what became of the rows."""

    rows: Rows | None
    seasons: tuple[Reach, ...]
