"""Ways to count the households that watched at least two minutes in all within 28 days of launch, each season's.

`python -m bench.reach_ways WAY FOLDER` prints how long it took, by the clock and of processors, its peak of memory, and
what it counted. What a way imports is part of its time. The peers answer less than the question: seconds that repeat or
overlap they count twice (the log of the benchmark has none that decide), and they know neither days nor who finished.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from bench.plays import LAUNCHES, LOG, TITLES

Counts = dict[str, int]
"""Households by title; of every title the log of the benchmark has one season."""

_DAYS, _SECONDS = 28, 120


def ours(folder: Path) -> Counts:
    """`underway viewing reach --quick`: also who finished, and the build-up; what repeats or overlaps counts once."""
    return _reach(folder, account=False)


def accounting(folder: Path) -> Counts:
    """`underway viewing reach`: also what became of the rows."""
    return _reach(folder, account=True)


def _reach(folder: Path, *, account: bool) -> Counts:
    from underway.viewing import Question, reach, read_launches  # noqa: PLC0415 - part of the time

    question = Question(minutes=_SECONDS // 60, windows=(_DAYS,), account=account)
    tally = reach([str(folder / LOG)], read_launches(folder / LAUNCHES), question)
    return {season.title: season.households for season in tally.seasons}


def duckdb(folder: Path) -> Counts:
    """A query as one writes it by hand."""
    import duckdb as engine  # noqa: PLC0415 - as above

    query = f"""
        WITH seasons AS (SELECT (row_number() OVER ())::SMALLINT AS number, * FROM read_csv($launches)),
        households AS (
            SELECT number, household FROM read_parquet($log) JOIN seasons USING (title, season)
            WHERE started >= launch AND started < launch + INTERVAL {_DAYS} DAY
            GROUP BY number, household HAVING sum(seconds) >= {_SECONDS}
        )
        SELECT title, reached FROM (SELECT number, count(*) AS reached FROM households GROUP BY number)
        JOIN seasons USING (number)"""
    files = {"log": str(folder / LOG / "*.parquet"), "launches": str(folder / LAUNCHES)}
    return dict(engine.connect().execute(query, files).fetchall())


def polars(folder: Path) -> Counts:
    """Its streaming engine."""
    import polars as pl  # noqa: PLC0415 - as above

    launches = pl.read_csv(folder / LAUNCHES, try_parse_dates=True).with_columns(
        pl.col("season").cast(pl.Int16),
        opens=pl.col("launch").cast(pl.Datetime("us")),
        closes=pl.col("launch").cast(pl.Datetime("us")) + pl.duration(days=_DAYS),
        number=pl.int_range(pl.len(), dtype=pl.Int16),
    )
    found = (
        pl.scan_parquet(folder / LOG / "*.parquet")
        .join(launches.lazy(), on=["title", "season"])
        .filter(pl.col("started") >= pl.col("opens"), pl.col("started") < pl.col("closes"))
        .group_by("number", "household")
        .agg(pl.col("seconds").sum())
        .filter(pl.col("seconds") >= _SECONDS)
        .group_by("number")
        .len()
        .collect(engine="streaming")
    )
    titles = launches["title"]
    return {titles[number]: count for number, count in found.iter_rows()}


def bitmaps(folder: Path) -> Counts:
    """A roaring bitmap of households for each season, into which rows of two minutes go at once; the others are added
    up at the end. In one thread."""
    import numpy as np  # noqa: PLC0415 - as above
    from pyarrow import csv, parquet  # noqa: PLC0415 - as above
    from pyroaring import BitMap  # noqa: PLC0415 - as above

    launches = csv.read_csv(folder / LAUNCHES)
    numbers = {title: number for number, title in enumerate(launches["title"].to_pylist())}
    seasons = launches["season"].to_numpy()
    opens = launches["launch"].to_numpy().astype("datetime64[us]")
    reached = [BitMap() for _ in numbers]
    keys, amounts = [], []
    columns = ["household", "title", "season", "started", "seconds"]
    for path in sorted((folder / LOG).glob("*.parquet")):
        with parquet.ParquetFile(path, read_dictionary=["title"]) as file:
            for batch in file.iter_batches(1 << 22, columns=columns):
                titles = batch["title"]
                known = np.array([numbers.get(title, -1) for title in titles.dictionary.to_pylist()], np.int16)
                number = known[titles.indices.to_numpy()]
                after = batch["started"].to_numpy() - opens[number]
                counts = (number >= 0) & (batch["season"].to_numpy() == seasons[number])
                counts &= (after >= np.timedelta64(0)) & (after < np.timedelta64(_DAYS, "D"))
                household, seconds = batch["household"].to_numpy(), batch["seconds"].to_numpy()
                enough = counts & (seconds >= _SECONDS)
                by_number = np.argsort(number[enough], kind="stable")
                households = household[enough].astype(np.uint32)[by_number]
                ends = np.cumsum(np.bincount(number[enough], minlength=len(reached)))
                for bitmap, some in zip(reached, np.split(households, ends[:-1]), strict=True):
                    bitmap.update(some)
                rest = counts & ~enough
                keys.append(household[rest] * TITLES + number[rest])
                amounts.append(seconds[rest])
    key, amount = np.concatenate(keys), np.concatenate(amounts)
    order = np.argsort(key)
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    together = key[order][starts][np.add.reduceat(amount[order], starts) >= _SECONDS]
    for household, number in zip(*divmod(together, TITLES), strict=True):
        reached[number].add(household)
    return {title: len(reached[number]) for title, number in numbers.items()}


WAYS: dict[str, Callable[[Path], Counts]] = {
    "ours": ours,
    "accounting": accounting,
    "duckdb": duckdb,
    "polars": polars,
    "bitmaps": bitmaps,
}


def main() -> None:
    way, folder = WAYS[sys.argv[1]], Path(sys.argv[2])
    start, before = perf_counter(), process_time()
    counts = way(folder)
    took, processors = perf_counter() - start, process_time() - before
    # What getrusage tells begins with the peak of the process that started this one.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert peak
    run = {"seconds": took, "processors": processors, "megabytes": int(peak[1]) / 1000, "counts": counts}
    json.dump(run, sys.stdout)


if __name__ == "__main__":
    main()
