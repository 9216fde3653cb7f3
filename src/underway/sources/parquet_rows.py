"""Rows of Parquet files (https://parquet.apache.org/docs/file-format/) as lines of JSON Lines."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from underway.sources.compression import FREE_EXPANSION_BYTES, MAX_EXPANSION
from underway.sources.jsonl import MAX_LINE_BYTES
from underway.sources.records import At, Columns, Fault, Record, RefusedError, excerpt, listed
from underway.sources.streams import MIB, Stream

_ROWS = 64  # at once; each holds a text
_READ_BYTES = MIB


def split_rows(raw: BinaryIO | io.FileIO, stream: Stream, place: str, columns: Columns, start: int) -> Iterator[At]:
    """A record for each row from number `start` on, the first being 1; some rows in memory at a time.

    A fault stands for what cannot be read of a group of rows. Raises RefusedError.
    """
    if stream.compression:
        raise RefusedError("is a Parquet file that is compressed as a whole; expand it first")
    if not raw.seekable():
        raise RefusedError("is a Parquet file, which is read from its end; save it and give the file")
    try:
        from pyarrow import ArrowException  # noqa: PLC0415 - an extra, and slow
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - as above
    except ImportError:
        raise RefusedError(
            'is a Parquet file, for which a package is missing; install it: pip install "underway[parquet]"'
        ) from None
    failures = (ArrowException, OSError, ValueError)
    try:
        schema = ParquetFile(raw).schema_arrow
        names = _columns(schema, columns)
        # Texts are read as dictionaries: one that many rows share is in memory once.
        file = ParquetFile(raw, read_dictionary=[names["text"]], buffer_size=_READ_BYTES, pre_buffer=False)
    except failures:
        raise RefusedError("cannot be read as Parquet; fetch it again") from None
    end = 0
    for group in range(file.num_row_groups):
        number, end = end + 1, end + file.metadata.row_group(group).num_rows
        if end < start:
            continue
        try:
            _check_expansion(file.metadata.row_group(group))
            for batch in file.iter_batches(_ROWS, [group], sorted(set(names.values())), use_threads=False):
                arrays = {field: _seconds(batch.column(name)) for field, name in names.items()}
                for row in range(batch.num_rows):
                    if number >= start:
                        yield At(number, _row(arrays, row, f"{place}:{number}"))
                    number += 1
        except (RefusedError, *failures) as error:
            problem = str(error) if isinstance(error, RefusedError) else "is corrupt; fetch it again"
            if number >= start:
                yield At(number, Fault(f"{place}:{number}", f"{problem} (rows {number:,} to {end:,} are left out)"))


def _columns(schema: Any, columns: Columns) -> dict[str, str]:
    """Field to column, of those that are there. Raises RefusedError where one that was asked for is not, or is not of
    a type that the field can be read from."""
    found = {}
    for field, name in msgspec.structs.asdict(columns).items():
        asked = field == "text" or name != field
        count = schema.names.count(name)  # of two that are called alike, none can be told
        if count == 1 and _fits(schema.field(name).type, field):
            found[field] = name
        elif asked:
            kind = f"{schema.field(name).type} in the column" if count == 1 else "no column"
            raise RefusedError(
                f"has {kind} {excerpt(name)} for {field}; name another, as in --columns {field}=NAME; "
                f"it has {listed(schema.names)}"
            )
    return found


def _fits(type_: Any, field: str) -> bool:
    from pyarrow import types  # noqa: PLC0415 - as above

    value = type_.value_type if types.is_dictionary(type_) else type_
    return bool(
        types.is_string(value)
        or types.is_large_string(value)
        or types.is_string_view(value)
        or (field == "published" and (types.is_date(value) or types.is_timestamp(value)))
        or (field == "id" and types.is_integer(value))
    )


def _seconds(array: Any) -> Any:
    """Python has no nanoseconds."""
    from pyarrow import timestamp, types  # noqa: PLC0415 - as above

    return array.cast(timestamp("s", array.type.tz), safe=False) if types.is_timestamp(array.type) else array


def _row(arrays: dict[str, Any], row: int, place: str) -> Record | Fault:
    values = {}
    for field, array in arrays.items():
        try:
            value = array[row].as_py()
        except (ValueError, OverflowError):
            return Fault(place, f"{field}: is no text in UTF-8, and no day of this calendar")
        if isinstance(value, str) and len(value) > MAX_LINE_BYTES:
            return Fault(place, f"{field}: is longer than {MAX_LINE_BYTES // MIB} MiB")
        if value is not None:
            values[field] = str(value)
    return Record(place, "jsonl", msgspec.json.encode(values))


def _check_expansion(group: Any) -> None:
    columns = [group.column(number) for number in range(group.num_columns)]
    for column in columns:
        if column.total_uncompressed_size > max(FREE_EXPANSION_BYTES, MAX_EXPANSION * column.total_compressed_size):
            raise RefusedError(f"expands to more than {MAX_EXPANSION} times its size, as a bomb does")
