"""Several processes at one ledger, and processes that die."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from underway.ledger import Contents, Ledger
from underway.ledger.connections import connect, reading
from underway.ledger.locations import ledger_location
from underway.ledger.schema import documents

from .made import SHOWS, entry, find_all
from .sql import sql

ALL = 10_000


@contextmanager
def process(module: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process at a ledger, killed at the end of the block if it is still at it."""
    command = [sys.executable, "-m", f"ledger.{module}", *map(str, arguments)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()


def lines(started: subprocess.Popen[str], count: int | None = None) -> list[str]:
    """Waits for so many lines, or for all."""
    assert started.stdout is not None
    came: list[str] = []
    while len(came) != count and (line := started.stdout.readline()):
        came.append(line.strip())
    return came


def finish(started: subprocess.Popen[str]) -> list[str]:
    """All lines of a process that is ready, and then ends well."""
    ready, *came = lines(started)
    assert ready == "ready"
    assert started.wait() == 0
    return came


def settle(place: str) -> None:
    """Waits until the server has noticed that processes are gone, and ended what they had begun."""
    others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    while "://" in place and sql(place, f"{others} AND backend_type = 'client backend'"):
        pass


def written(place: str) -> int:
    """How many bytes were written to the database so far, those of transactions that are not over included."""
    if "://" in place:
        return int(sql(place, "SELECT pg_current_wal_insert_lsn() - '0/0'")[0][0])
    log = Path(f"{place}-wal")
    return log.stat().st_size if log.exists() else 0


def check_whole(place: str) -> int:
    """Checks that the ledger holds whole documents only; how many."""
    if "://" not in place:
        assert sql(place, "PRAGMA integrity_check") == [("ok",)]
        assert sql(place, "PRAGMA foreign_key_check") == []
    counted = sql(
        place,
        "SELECT count(c.id), count(f.claim) FROM documents d LEFT JOIN claims c ON c.document = d.id"
        " LEFT JOIN figures f ON f.claim = c.id GROUP BY d.id",
    )
    assert set(counted) <= {(4, 1)}
    return len(counted)


def test_a_process_killed_while_it_adds_leaves_whole_documents_and_another_completes_them(place: str) -> None:
    held = 0
    # When it is made, between the first batches, later on, and where one transaction holds more than memory does.
    for batch, batches in [(100, 0), (1, 0), (1, 7), (100, 3), (700, 2), (100, 25)]:
        with process("adding", place, 0, ALL, batch) as killed:
            assert len(lines(killed, 1 + batches)) == 1 + batches
        settle(place)
        with Ledger.open(place) as ledger:
            contents = ledger.contents()
            some = [entry(n) for n in range(0, ALL, 97)]
            assert all(found in some for found in find_all(ledger, some))
        assert contents.claims == 4 * contents.documents
        assert check_whole(place) == contents.documents
        assert max(held, batch * batches) <= contents.documents <= ALL
        held = contents.documents

    with process("adding", place, 0, ALL, ALL) as killed:
        before = written(place)
        while killed.poll() is None and written(place) < before + 1_000_000:
            pass  # until a part of the transaction is on the disk
    settle(place)
    assert check_whole(place) in (held, ALL)

    with process("adding", place, 0, ALL, 500) as last:
        assert len(finish(last)) == ALL // 500
    with Ledger.open(place) as ledger:
        entries = [entry(n) for n in range(ALL)]
        assert find_all(ledger, entries[::7]) == entries[::7]
        assert ledger.contents() == Contents(documents=ALL, claims=4 * ALL, shows=len(SHOWS))
        assert ledger.add_many(entries) == [ledger.add(*entries[0])] * ALL
    assert check_whole(place) == ALL


def test_ten_read_while_another_adds(place: str) -> None:
    with ExitStack() as stack:
        readers = [stack.enter_context(process("following", place, 300)) for _ in range(10)]
        for reader in readers:
            assert lines(reader, 1) == ["ready"]
        writer = stack.enter_context(process("adding", place, 0, 300, 3))
        assert finish(writer) == ["3"] * 100
        for reader in readers:
            assert lines(reader) == ["300"]
            assert reader.wait() == 0
    assert check_whole(place) == 300


@pytest.mark.parametrize("batch", [1, 50])
def test_four_make_one_ledger_and_add_to_it_at_once(place: str, batch: int) -> None:
    spans = [(0, 200), (100, 300), (0, 300), (250, 400)]
    with ExitStack() as stack:
        writers = [stack.enter_context(process("adding", place, *span, batch)) for span in spans]
        new = [int(line) for writer in writers for line in finish(writer)]
    assert len(new) == sum(last - first for first, last in spans) // batch
    assert sum(new) == 400
    with Ledger.open(place) as ledger:
        entries = [entry(n) for n in range(400)]
        assert find_all(ledger, entries) == entries
    assert check_whole(place) == 400


def test_what_is_read_in_one_transaction_is_of_one_moment(place: str) -> None:
    everything = select(func.count()).select_from(documents)
    with Ledger.open(place) as ledger:
        ledger.add(*entry(1))
        engine = connect(ledger_location(place), patience=0)
        with reading(engine) as connection:
            assert connection.scalar(everything) == 1
            ledger.add(*entry(2))
            assert connection.scalar(everything) == 1
        with reading(engine) as connection:
            assert connection.scalar(everything) == 2
        engine.dispose()


def test_a_slow_reader_holds_nobody_back(place: str) -> None:
    with Ledger.open(place) as reader, Ledger.open(place, patience=0) as writer:
        writer.add_many([entry(n, show="Brackwater") for n in range(200)])
        slow = reader.claims("brackwater")
        first = next(slow)
        writer.add_many([entry(n, show="Brackwater") for n in range(200, 400)])
        rest = list(slow)
    assert len({kept.claim.id for kept in [first, *rest]}) == 600
    if "://" not in place:
        assert [path.name for path in Path(place).parent.iterdir()] == ["ledger.sqlite"]
