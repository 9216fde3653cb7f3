"""`viewing reach` of a hundred million rows, beside three ways to count no more than who was reached; how it grows from
ten million on, and how much memory it takes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Measured
from bench.plays import made

SIZES = (10_000_000, 100_000_000)
_PEERS = ("duckdb", "polars", "bitmaps")
_ROUNDS = 3
_KEPT = Path(__file__).resolve().parents[1] / ".venv" / "bench"  # `make clean` takes it away


def reached() -> Iterator[Measured]:
    """Each way's best of some rounds, in which one follows the other. Raises ValueError where their counts differ."""
    small, large = (made(_KEPT, size) for size in SIZES)
    rounds = [{way: _run(way, large) for way in ("ours", *_PEERS)} for _ in range(_ROUNDS)]
    best, processors = (
        {way: min(each[way][what] for each in rounds) for way in rounds[0]} for what in ("seconds", "processors")
    )
    accounting = _run("accounting", large)
    for way, run in {**rounds[0], "accounting": accounting}.items():
        if run["counts"] != rounds[0]["ours"]["counts"]:
            raise ValueError(f"{way} and ours do not count the same")
    yield Measured(f"reach --quick, of {SIZES[1]:,} rows", best["ours"], "s")
    for way in _PEERS:
        yield Measured(f"  {way}, only who was reached", best[way], "s")
        yield Measured("    memory of it", max(each[way]["megabytes"] for each in rounds), "MB")
    fastest = min(best[way] for way in _PEERS)
    yield Measured("  ours by the fastest of these", best["ours"] / fastest, "", 1.2, at_least=False)
    least = min(processors[way] for way in _PEERS)
    yield Measured("    and in time of processors", processors["ours"] / least, "")
    peak = max(accounting["megabytes"], *(each["ours"]["megabytes"] for each in rounds))
    yield Measured("  reach, accounting for all rows", accounting["seconds"], "s")
    yield Measured("  memory of both", peak, "MB", 4000, at_least=False)
    less = min(_run("ours", small)["seconds"] for _ in range(_ROUNDS))
    yield Measured(f"  reach --quick, of {SIZES[0]:,} rows", less, "s")
    growth = best["ours"] / less / (SIZES[1] / SIZES[0])
    yield Measured("  time of a row, of the most by the fewest", growth, "", 1.05, at_least=False)


def _run(way: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.reach_ways", way, str(folder)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found
