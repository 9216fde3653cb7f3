"""When seasons were launched, from a table: CSV, TSV, JSON Lines or Parquet."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from underway.viewing.shapes import ViewingError
from underway.vocabulary.seasons import LAST_SEASON

_NEEDED = ("title", "season", "launch")
_DELIMITERS = ",\t;|"
_MOST_BYTES = 64 * 1024 * 1024
_MOST_QUOTED = 60  # characters
MOST_EPISODES = 1000
_FIRST_LAUNCH = date(1900, 1, 1)
_LAST_LAUNCH = date(2200, 1, 1)


class Launch(msgspec.Struct, frozen=True):
    """A season and its first day, which begins at 00:00 UTC; `episodes` is how many the season has, if that is known.

    A title is as the log has it.
    """

    title: str
    season: int
    launch: date
    episodes: int | None = None


def read_launches(path: Path) -> list[Launch]:
    """The seasons of a table with the columns title, season, launch and, if there are any, episodes; others are
    passed over. Raises ViewingError, which names the row, counted from 1 for the header, and the column."""
    found: dict[tuple[str, int], int] = {}
    launches = []
    for number, row in _rows(path):
        try:
            launch = _launch(row)
        except ValueError as error:
            raise ViewingError(f"{path}:{number}: {error}") from None
        first = found.setdefault((launch.title, launch.season), number)
        if first != number:
            raise ViewingError(
                f"{path}:{number}: {_quoted(launch.title)}, season {launch.season}, is in row {first} already"
            )
        launches.append(launch)
    if not launches:
        raise ViewingError(f"{path}: has no rows")
    return launches


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open("rb") as file:
            payload = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ViewingError(f"{path}: cannot be read: {error.strerror}") from None
    if len(payload) > _MOST_BYTES:
        raise ViewingError(f"{path}: is larger than {_MOST_BYTES // 1024**2} MiB; is it the log?")
    if payload.startswith(b"PAR1"):
        return _of_parquet(path)
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ViewingError(f"{path}: is not UTF-8; save it so") from None
    return _of_json_lines(path, text) if text.lstrip().startswith("{") else _of_csv(path, text)


def _of_csv(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        _need(path, header)
        for cells in reader:
            if len(cells) > len(header):
                raise ViewingError(
                    f"{path}:{reader.line_num}: has {len(cells)} columns where the header has {len(header)}"
                )
            if any(cells):
                yield reader.line_num, dict(zip(header, (cell.strip() or None for cell in cells), strict=False))
    except csv.Error as error:
        raise ViewingError(f"{path}:{reader.line_num}: is not CSV ({error})") from None


def _of_json_lines(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, msgspec.json.decode(line, type=dict[str, Any])
            except msgspec.DecodeError as error:
                raise ViewingError(f"{path}:{number}: is not JSON Lines ({error})") from None


def _of_parquet(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        from pyarrow import parquet  # noqa: PLC0415 - large, and only Parquet needs it
    except ImportError:
        raise ViewingError(f"{path}: is Parquet, which needs pyarrow; install underway[viewing]") from None
    try:
        table = parquet.read_table(path)
    except (OSError, ValueError) as error:  # pyarrow's own errors are these
        raise ViewingError(f"{path}: cannot be read as Parquet ({type(error).__name__}); write it again") from None
    _need(path, table.column_names)
    yield from enumerate(table.to_pylist(), 2)


def _need(path: Path, names: list[str]) -> None:
    for name in _NEEDED:
        if name not in names:
            raise ViewingError(f"{path}: has no column {name}; it has {', '.join(names) or 'none'}")


def _launch(row: dict[str, Any]) -> Launch:
    """Raises ValueError, which begins with the column."""
    title = row.get("title")
    if title is None or isinstance(title, bool | float) or not str(title).strip():
        raise ValueError(f"title: {_quoted(title)} is not a title")
    season = _whole("season", row.get("season"), LAST_SEASON)
    if season is None:
        raise ValueError("season: is missing")
    return Launch(str(title), season, _day(row.get("launch")), _whole("episodes", row.get("episodes"), MOST_EPISODES))


def _whole(column: str, value: Any, most: int) -> int | None:
    if value is None:
        return None
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 0 < int(text) <= most):
        raise ValueError(f"{column}: {_quoted(value)} is not a number from 1 to {most}")
    return int(text)


def _day(value: Any) -> date:
    try:
        if isinstance(value, datetime):
            value = value.astimezone(UTC).date() if value.tzinfo else value.date()
        found = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or not _FIRST_LAUNCH <= found < _LAST_LAUNCH:
        raise ValueError(f"launch: {_quoted(value)} is not a day such as 2021-05-05")
    return found


def _quoted(value: Any) -> str:
    text = str(value)
    return repr(value) if len(text) <= _MOST_QUOTED else repr(f"{text[:_MOST_QUOTED]}...")
