"""Files that hold many documents, each at a position from which a later run can go on: WARC, JSON Lines, Parquet."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Literal

from underway.sources.formats import FileFormat, format_of
from underway.sources.jsonl import split_lines
from underway.sources.locations import File, Remote, describe
from underway.sources.parquet_rows import split_rows
from underway.sources.records import At, Columns, Fault, RefusedError
from underway.sources.streams import Stream, look, open_text
from underway.sources.warc import warc_records

ArchiveFormat = Literal["warc", "jsonl", "parquet"]

_BY_DEFAULT = Columns()


def is_archive(file: File | Remote) -> bool:
    """By its name and how it begins. Raises RefusedError and OSError where it cannot be opened."""
    with file.open() as raw:
        return archive_format(format_of(file.name, look(raw, file.name).head)) is not None


def archive_records(
    file: File | Remote, *, columns: Columns = _BY_DEFAULT, start: int = 0, passed: Counter[str] | None = None
) -> Iterator[At]:
    """The records from the position `start` on, each with its own; a fault in its place where there is damage, behind
    which it goes on where the format lets it.

    `passed` counts what a WARC file holds beside pages, by what that is. Raises RefusedError where the whole cannot be
    read.
    """
    try:
        with file.open() as raw:
            stream = look(raw, file.name)
            format_ = archive_format(format_of(file.name, stream.head))
            if format_ is None:
                raise RefusedError("is no archive; give WARC, JSON Lines or Parquet")
            yield from records_at(stream, raw, format_, file.name, columns=columns, start=start, passed=passed)
    except OSError as error:
        raise RefusedError(describe(error)) from None


def archive_format(format_: FileFormat) -> ArchiveFormat | None:
    return format_ if format_ in ("warc", "jsonl", "parquet") else None


def records_at(
    stream: Stream,
    raw: BinaryIO | io.FileIO,
    format_: ArchiveFormat,
    place: str,
    *,
    columns: Columns,
    start: int = 0,
    passed: Counter[str] | None = None,
) -> Iterator[At]:
    """As `archive_records`, of what is open; `stream` is what was seen of `raw`."""
    match format_:
        case "warc":
            found = warc_records(stream, place, start, Counter() if passed is None else passed)
        case "jsonl":
            found = split_lines(open_text(stream), place, columns)
        case "parquet":
            found = split_rows(raw, stream, place, columns, start)
    last = None
    try:
        for at in found:
            last = at.position
            if last >= start:
                yield at
    except (RefusedError, OSError) as error:
        if last is None:
            raise
        # What comes after is lost, and what came before stands.
        problem = str(error) if isinstance(error, RefusedError) else describe(error)
        if last + 1 >= start:
            yield At(last + 1, Fault(place, problem))
