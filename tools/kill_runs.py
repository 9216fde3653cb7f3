"""Kills processes that write to a ledger, at random moments, and checks what they leave.

    python tools/kill_runs.py [--runs 200] [--seed 1]

Each run makes a ledger of its own, and works on it in a process: documents added, claims judged, a catalogue taken
in, documents read again. The process is killed with SIGKILL at a moment chosen at random. The ledger must then open,
be whole in the eyes of its database, and hold whole documents only; and the same work, done again, must complete it to
what work that was never interrupted makes.
"""

import random
import signal
import sqlite3
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from underway.catalogue import CatalogueEntry, Ids
from underway.ledger import Ledger, Rejected
from underway.vocabulary import Claim, Company, Document, Status, make_claim

_DOCUMENTS, _AT_ONCE = 240, 8
_LITTLE = 0.05  # seconds
_READER = "made 1"


def document(n: int) -> tuple[Document, list[Claim]]:
    """The n-th document with its two claims; every fifth is another text of the same page."""
    show, season = f"Harrow {n % 7}", n % 5 + 2
    words = (f"{show} is renewed for season {season}.", f"Canal {n % 3} shows it.")
    made = Document(
        text=" ".join([*words, f"That was news number {n}."]),
        url=f"https://press.example/{n - n % 5}",
        published=date(2021, 1, 1 + n % 28),
    )
    status = {"season": season, "status": "renewed", "certainty": "asserted"}
    company = {"role": "network", "name": f"Canal {n % 3}"}
    return made, [
        make_claim(Status, made, 0, len(words[0]), rule="made", reader=_READER, show=show, **status),
        make_claim(
            Company, made, len(words[0]) + 1, len(" ".join(words)), rule="made", reader=_READER, show=show, **company
        ),
    ]


def work(place: str, told: Callable[[], None] = lambda: None) -> None:
    """All that is done to a ledger; done again, it changes nothing. `told` is called after each step."""
    every = [document(n) for n in range(_DOCUMENTS)]
    with Ledger.open(place) as ledger:
        told()
        for start in range(0, _DOCUMENTS, _AT_ONCE):
            ledger.add_many(every[start : start + _AT_ONCE])
            told()
        judged = {j.claim.id for j in ledger.judgements() if isinstance(j, Rejected)}
        for _, claims in every[::60]:
            if claims[0].id not in judged:
                ledger.reject(claims[0].id, "a trial")
                told()
        ledger.keep_catalogue(CatalogueEntry(title=f"Harrow {n}", ids=Ids(tvmaze=str(n))) for n in range(50))
        told()
        for start in range(0, _DOCUMENTS, _AT_ONCE):
            again = [(made, claims[: 2 - start % 3]) for made, claims in every[start : start + _AT_ONCE]]
            ledger.reread_many(again, reader="made 2")
            told()


def content(place: str) -> list[object]:
    """What the ledger holds, apart from moments and the ids that are made from them."""
    with Ledger.open(place, create=False) as ledger:
        judged = [(j.kind, j.claim.id, j.why) for j in ledger.judgements() if isinstance(j, Rejected)]
        entries = [(e.document, [(k.claim, k.known, k.state) for k in e.claims]) for e in ledger.entries()]
        return [ledger.contents(), judged, entries, ledger.catalogue([f"harrow {n}" for n in range(50)])]


def problems(place: str) -> list[str]:
    """What is not whole in the file, as its database and a glance at its rows tell."""
    with closing(sqlite3.connect(place)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found = [] if said == ["ok"] else [str(line) for line in said]
        found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'claims'").fetchone():
            return found
        counted = (
            "SELECT d.id FROM documents d LEFT JOIN claims c ON c.document = d.id GROUP BY d.id HAVING count(*) != 2"
        )
        found += [f"in part: {row[0]}" for row in connection.execute(counted)]
        words = "SELECT (SELECT count(*) FROM claims) - (SELECT count(*) FROM claim_words)"
        found += ["words are missing"] * (connection.execute(words).fetchone()[0] != 0)
        unmarked = "SELECT count(*) FROM documents WHERE kept NOT IN (SELECT moment FROM journal)"
        found += ["moments are missing"] * (connection.execute(unmarked).fetchone()[0] != 0)
    return found


def kill_one(folder: Path, chance: random.Random, steps: int, whole: list[object]) -> tuple[list[str], bool]:
    """One run, killed a little after one of its steps or, with luck, before the first; what is wrong afterwards, and
    whether it was killed before it was done."""
    place = str(folder / "ledger.sqlite")
    command = [sys.executable, str(Path(__file__)), "--work", place]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(steps)):
            process.stdout.readline()
        try:
            process.wait(chance.uniform(0, _LITTLE))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    killed = process.returncode == -signal.SIGKILL
    if not killed and process.returncode:
        return [f"the work failed by itself, with status {process.returncode}"], False
    wrong = problems(place) if Path(place).exists() else []
    work(place)
    wrong += problems(place)
    if content(place) != whole:
        wrong.append("done again, the work does not make what uninterrupted work makes")
    return wrong, killed


def kill_runs(runs: int, seed: int) -> tuple[list[str], int]:
    """So many runs; what was wrong after any of them, and how many were killed in the middle."""
    chance, wrong, killed = random.Random(seed), list[str](), 0
    with TemporaryDirectory() as folder:
        place, steps = str(Path(folder) / "whole.sqlite"), list[None]()
        work(place, lambda: steps.append(None))
        whole = content(place)
        for run in range(runs):
            beneath = Path(folder) / str(run)
            beneath.mkdir()
            found, was_killed = kill_one(beneath, chance, len(steps), whole)
            wrong += [f"run {run}: {problem}" for problem in found]
            killed += was_killed
    return wrong, killed


def main() -> None:
    parser = ArgumentParser(description="Kill processes that write to a ledger, and check what they leave.")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", metavar="PLACE", help="do the work on the ledger there")
    given = parser.parse_args()
    if given.work:
        work(given.work, lambda: print(flush=True))
        return
    wrong, killed = kill_runs(given.runs, given.seed)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{given.runs} runs, {killed} of them killed in the middle: {len(wrong)} problems")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
