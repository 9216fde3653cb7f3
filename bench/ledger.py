"""A ledger of a million claims about five thousand shows: how quickly it takes them in, answers and is searched, and
how that grows from ten thousand on."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from bench.figures import Measured, seconds
from bench.made import CLAIMS_OF_A_SHOW, entries, title
from underway.dossier import ask
from underway.ledger import Filter, Ledger

SIZES = (10_000, 100_000, 1_000_000)
_AT_ONCE = 5000  # documents, with eight claims each, in one transaction
_ASKED = 41
# The peak of the process itself: what getrusage tells begins with that of the process that started it.
_MEMORY = """
import re, sys
from pathlib import Path
from underway.dossier import ask
from underway.ledger import Ledger
with Ledger.open(sys.argv[1], create=False) as ledger:
    for title in sys.argv[2:]:
        ask(ledger, title)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def kept() -> Iterator[Measured]:
    """For each size the speed of adding, answering and searching, and the memory that answering takes; the largest is
    held to what is required."""
    memory: list[float] = []
    for size in SIZES:
        last = size == SIZES[-1]
        with TemporaryDirectory() as folder:
            place = str(Path(folder) / "ledger.sqlite")
            with Ledger.open(place) as ledger:
                rate = size / _added(ledger, size)
                yield Measured(f"adding {size:,} claims", rate, "claims/s", 20_000 if last else None)
                titles = _titles(size)
                asked = median(seconds(lambda t=t: ask(ledger, t)) for t in titles)  # type: ignore[misc]
                yield Measured(f"  ask, of {size:,}", asked, "s", 0.1 if last else None, at_least=False)
                found = median(seconds(lambda w=w: _search(ledger, w)) for w in _words())  # type: ignore[misc]
                yield Measured(f"  text search, of {size:,}", found, "s", 0.2 if last else None, at_least=False)
            memory.append(_memory(place, titles))
            yield Measured(f"  memory of ask, of {size:,}", memory[-1], "MB")
    yield Measured("  memory of ask, the largest by the smallest", memory[-1] / memory[0], "", 1.15, at_least=False)


def _added(ledger: Ledger, size: int) -> float:
    """The time that adding takes, in seconds; that of making what is added is left out."""
    made, spent = entries(size), 0.0
    while some := list(islice(made, _AT_ONCE)):
        spent += seconds(lambda some=some: ledger.add_many(some))  # type: ignore[misc]
    return spent


def _titles(size: int) -> list[str]:
    random = Random(2)
    return [title(random.randrange(size // CLAIMS_OF_A_SHOW)) for _ in range(_ASKED)]


def _words() -> list[str]:
    """Phrases of two and three words, as they stand in what people say."""
    return ["winter letter train", "garden house never", "cleo marlow created", "amber bay", "000 households"] * 3


def _search(ledger: Ledger, words: str) -> None:
    for _ in ledger.search(Filter(phrases=(words,)), most=100):
        pass


def _memory(place: str, titles: list[str]) -> float:
    """The most that a process of its own holds while it answers, in megabytes."""
    command = [sys.executable, "-c", _MEMORY, place, *titles[:15]]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
