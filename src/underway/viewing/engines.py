"""Where a log is computed: DuckDB in this process by default, or any engine that Ibis reaches."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from underway.viewing.shapes import ViewingError

if TYPE_CHECKING:
    import ibis

MEMORY = "3GB"
_FEWEST_THREADS = 3  # with one or two, DuckDB does not part what it groups in pieces that fit caches
_SCHEME = re.compile(r"[a-z][a-z0-9+_-]*://", re.IGNORECASE)


class Engine(NamedTuple):
    """A connection, and how messages name it. `own` tells that it is DuckDB in this process."""

    connection: "ibis.BaseBackend"
    place: str
    own: bool

    def rows(self, expression: "ibis.Table") -> list[dict[str, Any]]:
        """The rows of a small result. Raises ViewingError."""
        with telling(self.place):
            found: list[dict[str, Any]] = self.connection.to_pyarrow(expression).to_pylist()
        return found


@contextmanager
def opened(address: str | None = None, *, memory: str = MEMORY, temp: Path | None = None) -> Iterator[Engine]:
    """The engine at an address, as `ibis.connect` has them, or by default DuckDB in this process.

    That holds up to `memory`, and writes what has no room to a folder of its own, in `temp` or where the system has
    such. Raises ViewingError where the engine cannot be had.
    """
    try:
        import ibis  # noqa: PLC0415 - an extra, and slow
        import ibis.backends.duckdb  # noqa: PLC0415 - as above
    except ImportError:
        raise ViewingError("viewing: needs Ibis with DuckDB; install underway[viewing]") from None
    scheme = _SCHEME.match(address) if address else None
    if address and not scheme:
        raise ViewingError(f"{address}: is no address of an engine, such as pyspark://")
    place = scheme[0] if scheme else "duckdb"  # the rest of an address may hold a password
    with ExitStack() as stack:
        with telling(place):
            if address:
                connection = ibis.connect(address)
            else:
                folder = stack.enter_context(TemporaryDirectory(prefix="underway-", dir=temp))
                connection = ibis.duckdb.connect(
                    memory_limit=memory, temp_directory=folder, preserve_insertion_order=False
                )
                settings = connection.settings
                settings["threads"] = max(_FEWEST_THREADS, int(settings["threads"]))
        stack.callback(connection.disconnect)
        yield Engine(connection, place, own=not address)


@contextmanager
def telling(place: str) -> Iterator[None]:
    """What goes wrong in an engine becomes a ViewingError with the first line of what it says."""
    try:
        yield
    except ViewingError:
        raise
    except Exception as error:  # every engine has errors of its own
        said = next(filter(None, map(str.strip, str(error).splitlines())), type(error).__name__)
        raise ViewingError(f"{place}: {said}") from None
