"""Several processes at one ledger, and processes that die."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from underway.ledger import Contents, Ledger

from .made import SHOWS, entry, find_all

ALL = 10_000


@contextmanager
def adding(path: Path, first: int, last: int, batch: int) -> Iterator[subprocess.Popen[str]]:
    """A process that adds documents, killed at the end of the block if it is still at it."""
    command = [sys.executable, "-m", "ledger.adding", str(path), *map(str, (first, last, batch))]
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def lines(process: subprocess.Popen[str], count: int | None = None) -> int:
    """Waits for so many lines, or for all; how many came."""
    assert process.stdout is not None
    came = 0
    while came != count and process.stdout.readline():
        came += 1
    return came


def check_whole(path: Path) -> int:
    """Checks that the ledger holds whole documents only; how many."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        counted = connection.execute(
            "SELECT count(c.id), count(f.claim) FROM documents d LEFT JOIN claims c ON c.document = d.id"
            " LEFT JOIN figures f ON f.claim = c.id GROUP BY d.id"
        ).fetchall()
    assert set(counted) <= {(4, 1)}
    return len(counted)


def test_a_process_killed_while_it_adds_leaves_whole_documents_and_another_completes_them(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    held = 0
    # When it is made, between the first batches, later on, and where one transaction holds more than memory does.
    for batch, batches in [(100, 0), (1, 0), (1, 7), (100, 3), (700, 2), (100, 25)]:
        with adding(path, 0, ALL, batch) as process:
            assert lines(process, 1 + batches) == 1 + batches
        with Ledger.open(str(path)) as ledger:
            contents = ledger.contents()
            some = [entry(n) for n in range(0, ALL, 97)]
            assert all(found in some for found in find_all(ledger, some))
        assert contents.claims == 4 * contents.documents
        assert check_whole(path) == contents.documents
        assert max(held, batch * batches) <= contents.documents <= ALL
        held = contents.documents

    with adding(path, 0, ALL, ALL) as process:
        assert lines(process, 1) == 1
        log = Path(f"{path}-wal")
        while process.poll() is None and not (log.exists() and log.stat().st_size > 1_000_000):
            pass  # until a part of the transaction is on the disk
    assert check_whole(path) in (held, ALL)

    with adding(path, 0, ALL, 500) as process:
        assert lines(process) == 1 + ALL // 500
    with Ledger.open(str(path)) as ledger:
        entries = [entry(n) for n in range(ALL)]
        assert find_all(ledger, entries) == entries
        assert ledger.contents() == Contents(documents=ALL, claims=4 * ALL, shows=len(SHOWS))
        assert ledger.add_many(entries) == [ledger.add(*entries[0])] * ALL
    assert check_whole(path) == ALL


def test_one_reads_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger, adding(path, 0, 3000, 10) as process:
        lines(process, 2)
        seen = [0]
        running = True
        while running:
            running = process.poll() is None
            found: dict[str, int] = {}
            for show in ledger.shows():
                for kept in ledger.claims(show.key):
                    found[kept.document.id] = found.get(kept.document.id, 0) + 1
            assert set(found.values()) == {3}
            seen.append(len(found))
        assert process.returncode == 0
    assert seen == sorted(seen)
    assert seen[-1] == 3000
    assert check_whole(path) == 3000


@pytest.mark.parametrize("batch", [1, 50])
def test_several_make_one_ledger_and_write_to_it_at_once(tmp_path: Path, batch: int) -> None:
    path = tmp_path / "new" / "ledger.sqlite"
    spans = [(0, 200), (100, 300), (0, 300), (250, 400)]
    with ExitStack() as stack:
        processes = [stack.enter_context(adding(path, *span, batch)) for span in spans]
        for process, (first, last) in zip(processes, spans, strict=True):
            assert lines(process) == 1 + (last - first) // batch
            assert process.wait() == 0
    with Ledger.open(str(path)) as ledger:
        entries = [entry(n) for n in range(400)]
        assert find_all(ledger, entries) == entries
    assert check_whole(path) == 400


def test_a_slow_reader_holds_nobody_back(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.sqlite")
    with Ledger.open(path) as reader, Ledger.open(path, patience=0) as writer:
        writer.add_many([entry(n, show="Brackwater") for n in range(200)])
        slow = reader.claims("brackwater")
        first = next(slow)
        writer.add_many([entry(n, show="Brackwater") for n in range(200, 400)])
        rest = list(slow)
    assert len({kept.claim.id for kept in [first, *rest]}) == 600
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.sqlite"]
