"""Tables in Parquet, a batch of rows at a time; the header counts as row 1, as in every other table."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from underway.audience.rows import Cells, Grid
from underway.audience.shapes import TableError

_AT_ONCE = 1000  # rows


@contextmanager
def open_parquet(path: Path) -> Iterator[list[Grid]]:
    """Its one table, which can be read as long as it is open. Raises TableError, also without pyarrow."""
    try:
        from pyarrow import parquet  # noqa: PLC0415 - large, and only Parquet needs it
    except ImportError:
        raise TableError(f"{path.name}: is Parquet, which needs pyarrow; install underway[parquet]") from None
    with _refusing(path.name):
        file = parquet.ParquetFile(path)
        header = (1, tuple(file.schema_arrow.names))
    with file:
        yield [Grid(place=path.name, sheet=None, head=(header,), rows=partial(_rows, path.name, header, file))]


def _rows(place: str, header: tuple[int, Cells], file: Any) -> Iterator[tuple[int, Cells]]:
    yield header
    number = 1
    batches = file.iter_batches(batch_size=_AT_ONCE)
    while True:
        with _refusing(place):
            batch = next(batches, None)
            if batch is None:
                return
            rows = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        for cells in rows:
            number += 1
            yield number, cells


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, NotImplementedError) as error:  # pyarrow's own errors are all of these
        problem = f"cannot be read as Parquet ({type(error).__name__}); fetch it again"
        raise TableError(f"{place}: {problem}") from None
