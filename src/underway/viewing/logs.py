"""A playback log as one table of an engine, whatever its columns are called."""

import re
from collections.abc import Callable, Mapping, Sequence
from glob import escape, glob
from os import SEEK_END
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from underway.viewing.engines import Engine, telling
from underway.viewing.shapes import COLUMNS, ViewingError

if TYPE_CHECKING:
    import ibis
    import ibis.expr.datatypes as dt

_SUFFIX = ".parquet"
_MARK = b"PAR1"  # at both ends of a file: https://parquet.apache.org/docs/file-format/
_WILDCARD = re.compile(r"[*?[]")


class _Kind(NamedTuple):
    name: str
    has: "Callable[[dt.DataType], bool]"


_WHOLE = _Kind("a whole number", lambda t: t.is_integer())
_KINDS: Mapping[str, _Kind] = {
    "household": _Kind("a whole number, text or a UUID", lambda t: t.is_integer() or t.is_string() or t.is_uuid()),
    "title": _Kind("text or a whole number", lambda t: t.is_string() or t.is_integer()),
    "season": _WHOLE,
    "episode": _WHOLE,
    "started": _Kind("a timestamp", lambda t: t.is_timestamp()),
    "seconds": _Kind("a number", lambda t: t.is_numeric()),
}


def log_table(engine: Engine, given: Sequence[str], names: Mapping[str, str]) -> "ibis.Table":
    """The log with the columns of COLUMNS, any of which `names` may say is called something else there.

    In this process what is given are files, folders and globs. Another engine reads by itself what ends in .parquet or
    has a slash; all else is the name of a table there. Raises ViewingError.
    """
    if engine.own:
        files = [escape(file) for file in files_of(given)]
        with telling(given[0]):
            log = _named(engine.connection.read_parquet(files), given[0], names)
            return _narrowed(engine, files, log, names.get("household", "household"))
    tables = []
    for part in given:
        with telling(f"{engine.place}: {part}"):
            is_file = "/" in part or part.endswith(_SUFFIX)
            table = engine.connection.read_parquet(part) if is_file else engine.connection.table(part)
        tables.append(_named(table, part, names))
    return tables[0].union(*tables[1:]) if len(tables) > 1 else tables[0]


def _narrowed(engine: Engine, files: Sequence[str], log: "ibis.Table", name: str) -> "ibis.Table":
    """Households as numbers of four bytes where the files say that they all are: what is grouped by them is smaller."""
    if not log.household.type().is_integer():
        return log
    query = """SELECT bool_and(TRY_CAST(stats_min_value AS UINTEGER) IS NOT NULL AND
                                TRY_CAST(stats_max_value AS UINTEGER) IS NOT NULL)
                FROM parquet_metadata($files) WHERE path_in_schema = $name"""
    (fit,) = engine.connection.con.execute(query, {"files": files, "name": name}).fetchone()
    return log.mutate(household=log.household.cast("uint32")) if fit else log


def files_of(given: Sequence[str]) -> list[str]:
    """The Parquet files that files, folders and globs stand for, each once. Raises ViewingError."""
    found: dict[str, None] = {}
    for one in given:
        path = Path(one)
        if path.is_dir():
            files = sorted(map(str, path.rglob(f"*{_SUFFIX}")))
            problem = f"holds no {_SUFFIX} files"
        elif path.exists() or not _WILDCARD.search(one):
            files, problem = [one], ""
        else:
            files = sorted(glob(one, recursive=True))  # noqa: PTH207 - which takes absolute patterns, too
            problem = "no file matches"
        if not files:
            raise ViewingError(f"{one}: {problem}")
        for file in files:
            _check(Path(file))
            found[realpath(file)] = None
    return list(found)


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_MARK))
            file.seek(max(file.seek(0, SEEK_END) - len(_MARK), 0))
            whole = head == file.read() == _MARK
    except OSError as error:
        raise ViewingError(f"{path}: cannot be read: {error.strerror}") from None
    if not whole:
        raise ViewingError(f"{path}: is not a whole Parquet file")


def _named(table: "ibis.Table", place: str, names: Mapping[str, str]) -> "ibis.Table":
    chosen = {}
    for column in COLUMNS:
        name = names.get(column, column)
        if name not in table.columns:
            raise ViewingError(
                f"{place}: has no column {name}; it has {', '.join(table.columns)}: say which with "
                f"--column {column}=NAME"
            )
        chosen[column] = table[name]
        if not _KINDS[column].has(chosen[column].type()):
            raise ViewingError(f"{place}: {name}: is {chosen[column].type()} where it must be {_KINDS[column].name}")
    return table.select(**chosen)
