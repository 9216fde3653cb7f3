"""Documents and claims as rows of Parquet: written so that equal rows make equal bytes, read back as hostile.

The columns follow from the fields of the vocabulary. A place in a text takes three: `evidence_start`, `evidence_end`
and `evidence_text`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin

import msgspec

from underway.sources.records import RefusedError
from underway.vocabulary import CLAIM_TYPES, Claim, Document, Evidence, VocabularyError
from underway.vocabulary.documents import name_field

_ROWS_AT_ONCE = 1000
_PARTS_OF_EVIDENCE = msgspec.structs.fields(Evidence)

Row = dict[str, Any]
_T = TypeVar("_T")


class Column(NamedTuple):
    name: str
    type: type


def _columns(tables: Sequence[type[msgspec.Struct]], first: Sequence[str], last: Sequence[str]) -> tuple[Column, ...]:
    """The fields of all the tables, each once."""
    types = {field.name: _type(field.type) for table in tables for field in msgspec.structs.fields(table)}
    names = [*first, *(name for name in types if name not in (*first, *last)), *last]
    made = []
    for name in names:
        if types.get(name) is Evidence:
            made += [Column(f"{name}_{part.name}", part.type) for part in _PARTS_OF_EVIDENCE]
        else:
            made.append(Column(name, types.get(name, str)))
    return tuple(made)


def _type(hint: Any) -> type:
    """What the values of a field are: of `int | float`, float; of `Literal`, str."""
    kinds = {str if get_origin(kind) is Literal else kind for kind in _alternatives(hint)} - {type(None)}
    return float if kinds == {int, float} else kinds.pop()


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


DOCUMENT_COLUMNS = (*_columns([Document], ("id",), ("text", "archive", "place")), Column("of_feed", bool))
CLAIM_COLUMNS = _columns(CLAIM_TYPES, ("id", "document", "kind"), ("evidence", "rule", "reader"))


def document_row(document: Document, *, archive: str, place: str, of_feed: bool) -> Row:
    return {**msgspec.structs.asdict(document), "archive": archive, "place": place, "of_feed": of_feed}


def document_of(row: Mapping[str, Any]) -> Document:
    """Raises VocabularyError that names the field."""
    return _converted({name: row.get(name) for name in Document.__struct_fields__}, Document)


def claim_row(claim: Claim) -> Row:
    row: Row = {"kind": claim.kind}
    for name, value in msgspec.structs.asdict(claim).items():
        if isinstance(value, Evidence):
            row |= {f"{name}_{part}": told for part, told in msgspec.structs.asdict(value).items()}
        else:
            row[name] = value
    return row


def claim_of(row: Mapping[str, Any]) -> Claim:
    """Raises VocabularyError that names the field."""
    kind = next((kind for kind in CLAIM_TYPES if kind.__struct_config__.tag == row.get("kind")), None)
    if kind is None:
        raise VocabularyError(f"kind: {row.get('kind')!r} is none that a claim can be of")
    values: Row = {"kind": row["kind"]}
    for field in msgspec.structs.fields(kind):
        if Evidence in _alternatives(field.type):
            place = {part.name: row.get(f"{field.name}_{part.name}") for part in _PARTS_OF_EVIDENCE}
            values[field.name] = None if set(place.values()) == {None} else place
        else:
            values[field.name] = row.get(field.name)
    return _converted(values, kind)


def _converted(values: Row, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise VocabularyError(name_field(error)) from error


def to_parquet(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Of equal rows equal bytes, as one file; what a row has no value for is null."""
    import pyarrow as pa  # noqa: PLC0415 - large, and who reads an article needs none
    from pyarrow import parquet  # noqa: PLC0415 - as above

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32(), bool: pa.bool_()}
    schema = pa.schema([pa.field(column.name, types[column.type]) for column in columns])
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(list(rows), schema), sink, compression="zstd")
    return bytes(sink.getvalue())


def read_rows(path: Path) -> Iterator[Row | str]:
    """The rows, some in memory at a time; in place of one that cannot be read, why. Raises RefusedError."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    from pyarrow import parquet  # noqa: PLC0415 - as above

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                yield from _rows(batch)
    except (pa.ArrowException, OSError) as error:
        raise RefusedError(f"is no Parquet file that can be read: {' '.join(str(error).split())}") from None


def _rows(batch: Any) -> Iterator[Row | str]:
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):  # text that is not UTF-8, days that no calendar has
        for at in range(batch.num_rows):
            try:
                yield from batch.slice(at, 1).to_pylist()
            except (ValueError, OverflowError) as error:
                yield f"holds what cannot be read: {error}"
