"""A playback log of any size, the same every time: Parquet files of five million rows, and the launches beside them.

A fifth as many households as rows; each watches episodes of up to four of 500 titles, some far more than others, for up
to an hour, mostly soon after launch. One row in twelve is shorter than two minutes, and one in six comes after 28 days.
"""

import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

TITLES = 500
LAUNCHES = "launches.csv"
LOG = "log"
_FIRST = date(2021, 1, 4)
_AT_ONCE = 5_000_000
_FAVOURITES = 4
_MEAN_DAYS = 16


def made(folder: Path, rows: int, *, seed: int = 6) -> Path:
    """The folder for a log of so many rows, in `folder`; it is made where it is not there yet."""
    place = folder / f"plays-{rows}"
    if not place.exists():
        part = folder / f"{place.name}.part"
        shutil.rmtree(part, ignore_errors=True)
        (part / LOG).mkdir(parents=True)
        _make(part, rows, np.random.default_rng(seed))
        part.rename(place)
    return place


def _make(folder: Path, rows: int, random: np.random.Generator) -> None:
    launches = [_FIRST + timedelta(days=7 * number % 364) for number in range(TITLES)]
    episodes = 2 + np.arange(TITLES) % 9
    seasons = 1 + np.arange(TITLES) % 3
    lines = [f"Title {n},{seasons[n]},{launches[n]},{episodes[n]}\n" for n in range(TITLES)]
    (folder / LAUNCHES).write_text("title,season,launch,episodes\n" + "".join(lines), encoding="utf-8")
    opens = np.array(launches, dtype="datetime64[s]")
    names = pa.array([f"Title {number}" for number in range(TITLES)])
    popular = np.cumsum(1 / (20 + np.arange(TITLES)))
    for part, first in enumerate(range(0, rows, _AT_ONCE)):
        count = min(_AT_ONCE, rows - first)
        household = random.integers(0, rows // 5, count)
        favourite = _scattered(household * _FAVOURITES + random.integers(0, _FAVOURITES, count))
        title = np.searchsorted(popular, favourite * popular[-1]).astype(np.int32)
        # From two hours before launch on.
        after = (random.exponential(_MEAN_DAYS * 86_400, count) - 7200).astype("timedelta64[s]")
        short, long = random.integers(1, 120, count), random.integers(120, 3600, count)
        table = pa.table(
            {
                "household": household,
                "title": names.take(pa.array(title)),
                "season": seasons[title].astype(np.int16),
                "episode": (1 + random.random(count) * episodes[title]).astype(np.int16),
                "started": (opens[title] + after).astype("datetime64[us]"),
                "seconds": np.where(random.random(count) < 1 / 12, short, long).astype(np.int32),
            }
        )
        parquet.write_table(table, folder / LOG / f"{part:03}.parquet")


def _scattered(numbers: "np.typing.NDArray[np.int64]") -> "np.typing.NDArray[np.float64]":
    """For each number always the same one between 0 and 1 (the finaliser of splitmix64)."""
    mixed = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2**53
