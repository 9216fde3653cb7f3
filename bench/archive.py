"""`underway read --output` of archives of made pages, beside FastWARC alone and the straightforward way; what a second
worker adds; how much memory one takes, whatever the size of the archive."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import Measured, seconds
from bench.made_archive import made, repeated

_ROUNDS = 3
_GIGABYTE = 1_000_000_000
_KEPT = Path(__file__).resolve().parents[1] / ".venv" / "bench"  # `make clean` takes it away


def archived() -> Iterator[Measured]:
    """Each way's best of some rounds, in which one follows the other."""
    paths = made(_KEPT)
    rounds = [{way: _run(way, paths) for way in ("fastwarc", "ours")} for _ in range(_ROUNDS)]
    alone, ours = (min((each[way] for each in rounds), key=_all) for way in ("fastwarc", "ours"))
    slow = _run("straightforward", paths)
    yield Measured(f"FastWARC alone, {alone['pages']:,} pages", _rate(alone), "pages/s")
    yield Measured("read --output, of them", _rate(ours), "pages/s")
    yield Measured("  starting", ours["seconds"]["starting"], "s")
    for stage, time in ours["seconds"].items():
        if stage not in ("all", "starting"):
            yield Measured(f"  {stage}", time / ours["pages"] * 1e6, "µs a page")
    yield Measured("  by FastWARC's speed", _rate(ours) / _rate(alone), "", 0.45)
    yield Measured("  the straightforward way, on a part", _rate(slow), "pages/s")
    with TemporaryDirectory(dir=_KEPT) as folder:
        big = repeated(paths, Path(folder) / "big.warc.gz", _GIGABYTE)
        many = [Path(folder) / f"{number}.warc.gz" for number in range(24)]
        for number, path in enumerate(many):
            path.hardlink_to(paths[number % len(paths)])  # a file that is linked softly counts once
        one, two = (min(seconds(partial(_command, many, workers)) for _ in range(2)) for workers in (1, 2))
        yield Measured("  two workers by one", one / two, "", 1.8)
        small = _run("ours", [big])["megabytes"]
        yield Measured("memory, of 1 GB in one archive", small, "MB", 600, at_least=False)
        large = _run("ours", [repeated(paths, big, 5 * _GIGABYTE)])["megabytes"]
        yield Measured("  of 5 GB by that of 1 GB", large / small, "", 1.1, at_least=False)


def _all(run: dict[str, Any]) -> float:
    return float(run["seconds"]["all"])


def _rate(run: dict[str, Any]) -> float:
    return float(run["pages"] / _all(run))


def _run(way: str, paths: list[Path]) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.archive_ways", way, *map(str, paths)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _command(paths: list[Path], workers: int) -> None:
    underway = Path(sys.executable).with_name("underway")
    with TemporaryDirectory() as output:
        command = [str(underway), "read", *map(str, paths), "--output", output, "--workers", str(workers)]
        subprocess.run(command, check=True, capture_output=True)
