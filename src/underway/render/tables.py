"""Documents, claims and figures as tables: CSV, JSON Lines and Parquet. docs/tables.md describes every column.

The fields of a row are the columns of its table, in their order, whatever the format. Rows are written while more are
taken, so that memory does not grow with the table, and equal rows make equal bytes.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from io import TextIOWrapper
from typing import Any, BinaryIO, Literal, NamedTuple, Self, get_args

import msgspec

from underway.ledger import State
from underway.render.inert import inert_character
from underway.render.records import written
from underway.vocabulary import Audience, Claim, Document, figure_of

TableFormat = Literal["csv", "jsonl", "parquet"]

MOST_ROWS = 20_000  # of a batch
MOST_CHARACTERS = 16_000_000  # likewise
# Where steering characters can be: neither in ASCII that prints nor among the letters and digits of any script.
_STRANGE = re.compile(r"[^\w\s -~]")
_ODD_SPACE = re.compile(r"[^\S \t\r\n]")
# Where a spreadsheet can begin a cell, also one that takes other separators than ours, and then a formula:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"""(\A(?=[\t\r\n])|(?:\A|[",;\t\r\n])(?=[ ]*[=+\-@＝＋－＠]))""")


class TableError(Exception):
    """A table cannot be written; the message says what to do."""


class DocumentWithoutText(msgspec.Struct, frozen=True, kw_only=True):
    """A document; `kept` is the moment, in UTC, at which the ledger learned of it."""

    id: str
    source_id: str | None
    url: str | None
    publisher: str | None
    published: date | None
    published_kind: str
    title: str | None
    language: str | None
    kept: datetime

    @classmethod
    def of(cls, document: Document, kept: datetime) -> Self:
        return cls(**_taken(cls, document), kept=kept)


class DocumentRow(DocumentWithoutText, frozen=True, kw_only=True):
    """A document with its text."""

    text: str


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of any kind: what its kind has no field for is None."""

    id: str
    document: str
    kind: str
    show: str | None = None
    season: int | None = None
    status: str | None = None
    certainty: str | None = None
    event: str | None = None
    date: str | None = None
    speaker: str | None = None
    venue: str | None = None
    quote: str | None = None
    value: float | None = None
    unit: str | None = None
    window: str | None = None
    platform: str | None = None
    demographic: str | None = None
    region: str | None = None
    role: str | None = None
    person: str | None = None
    character: str | None = None
    name: str | None = None
    count: int | None = None
    attributed_to: str | None = None
    evidence_start: int
    evidence_end: int
    evidence_text: str
    rule: str
    reader: str
    kept: datetime
    state: str

    @classmethod
    def of(cls, claim: Claim, kept: datetime, state: State) -> Self:
        place = claim.evidence
        return cls(
            **_taken(cls, claim),
            evidence_start=place.start,
            evidence_end=place.end,
            evidence_text=place.text,
            kept=kept,
            state=state,
        )


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """The figure of an audience claim."""

    claim: str
    show: str
    season: int | None
    value: float
    accuracy: str
    unit: str
    window: str | None
    basis: str | None
    threshold: str | None
    region: str | None
    demographic: str | None
    publisher: str | None
    kept: datetime
    state: str

    @classmethod
    def of(cls, claim: Audience, published: date | None, kept: datetime, state: State) -> Self:
        figure = figure_of(claim, published)
        metric = _taken(cls, figure.metric)
        return cls(claim=claim.id, **_taken(cls, figure) | metric, kept=kept, state=state)


Row = DocumentWithoutText | ClaimRow | FigureRow


class Column(NamedTuple):
    """`type` is str, int, float, date or datetime; `optional` tells that values may be None."""

    name: str
    type: type
    optional: bool


@cache
def columns(table: type[msgspec.Struct]) -> tuple[Column, ...]:
    made = []
    for field in msgspec.structs.fields(table):
        kinds = get_args(field.type) or (field.type,)
        made.append(Column(field.name, kinds[0], type(None) in kinds))
    return tuple(made)


def write_table(
    table: type[msgspec.Struct],
    rows: Iterable[msgspec.Struct],
    file: BinaryIO,
    format: TableFormat,  # noqa: A002
) -> None:
    """Writes the rows, each of the type given, to the file, which stays open.

    Raises TableError for Parquet without pyarrow, before a row is taken.
    """
    _WRITERS[format](columns(table), rows, file)


def _write_csv(columns: tuple[Column, ...], rows: Iterable[msgspec.Struct], file: BinaryIO) -> None:
    """RFC 4180 in UTF-8, for people to open: what would steer is shown, what would be a formula is text."""
    lines = TextIOWrapper(file, "utf-8", newline="")
    try:
        writer = csv.writer(lines)
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([_cell(value) for value in msgspec.to_builtins(row).values()])
    finally:
        lines.detach()


def _cell(value: str | float | None) -> str | float | None:
    if not isinstance(value, str) or value.isalnum():
        return value
    return _FORMULA.sub(r"\1'", _STRANGE.sub(lambda found: inert_character(found[0]), _ODD_SPACE.sub(" ", value)))


def _write_jsonl(columns: tuple[Column, ...], rows: Iterable[msgspec.Struct], file: BinaryIO) -> None:
    """The exact text, with JSON's own escapes for what would steer a terminal."""
    file.writelines(line.encode() for line in written(rows, "jsonl"))


def _write_parquet(columns: tuple[Column, ...], rows: Iterable[msgspec.Struct], file: BinaryIO) -> None:
    """A row group a batch."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - large, and only Parquet needs it
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError:
        raise TableError("parquet: needs pyarrow; install underway[parquet]") from None
    types = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        date: pa.date32(),
        datetime: pa.timestamp("us", "UTC"),
    }
    schema = pa.schema([pa.field(name, types[type_], nullable=optional) for name, type_, optional in columns])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            values = zip(*map(msgspec.structs.astuple, batch), strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def _batches(rows: Iterable[msgspec.Struct]) -> Iterator[list[msgspec.Struct]]:
    batch: list[msgspec.Struct] = []
    characters = 0
    for row in rows:
        batch.append(row)
        characters += sum(len(value) for value in msgspec.structs.astuple(row) if isinstance(value, str))
        if len(batch) == MOST_ROWS or characters >= MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _taken(table: type[msgspec.Struct], source: Any) -> dict[str, Any]:
    """What the source has of the table's fields."""
    return {name: getattr(source, name) for name in table.__struct_fields__ if hasattr(source, name)}


_WRITERS: dict[TableFormat, Callable[[tuple[Column, ...], Iterable[msgspec.Struct], BinaryIO], None]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}
