"""IMDb's title.basics: tab-separated values, a title a line (https://developer.imdb.com/non-commercial-datasets/).

A field is `\\N` where it is not known; quotation marks in it are plain characters.
"""

import io
import re
from collections.abc import Iterator
from typing import Literal

from underway.catalogue.entries import CatalogueEntry, Fault, Ids
from underway.catalogue.files import RefusedError, excerpt, lines

_COLUMNS = ("tconst", "titleType", "primaryTitle", "originalTitle", "startYear", "endYear")
_KINDS: dict[bytes, Literal["series", "miniseries"]] = {b"tvSeries": "series", b"tvMiniSeries": "miniseries"}
_MARK = b"\xef\xbb\xbf"
_ID = re.compile(rb"tt\d{1,12}")
_YEAR = re.compile(rb"\d{4}")
_NULL = rb"\N"


def begins(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.removeprefix(_MARK).startswith(b"tconst\t")


def read(stream: io.BufferedReader, place: str) -> Iterator[CatalogueEntry | Fault]:
    """Its series and miniseries; titles of other kinds are passed over. Raises RefusedError."""
    numbered = lines(stream)
    _, first = next(numbered)
    if isinstance(first, RefusedError):
        raise first
    columns = first.removeprefix(_MARK).decode("utf-8", "replace").split("\t")
    for missing in [name for name in _COLUMNS if name not in columns]:
        raise RefusedError(f"has no column {missing}, as IMDb's title.basics has")
    kind, tabs = columns.index("titleType"), len(columns) - 1
    for number, line in numbered:
        try:
            if isinstance(line, RefusedError):
                raise line
            if (found := line.count(b"\t")) != tabs:
                raise RefusedError(f"has {found + 1} columns where the first line has {len(columns)}")
            if line.split(b"\t", kind + 1)[kind] in _KINDS:  # few are: others are not taken apart any further
                yield _entry(dict(zip(columns, line.split(b"\t"), strict=True)))
        except RefusedError as refused:
            yield Fault(f"{place}:{number}", str(refused))


def _entry(row: dict[str, bytes]) -> CatalogueEntry:
    if not _ID.fullmatch(row["tconst"]):
        raise RefusedError(f"tconst: {excerpt(row['tconst'])} is not an id such as tt0123456")
    title, original = _text(row, "primaryTitle"), _text(row, "originalTitle")
    if title is None:
        raise RefusedError("primaryTitle: is missing")
    return CatalogueEntry(
        title=title,
        original_title=original if original != title else None,
        start_year=_year(row, "startYear"),
        end_year=_year(row, "endYear"),
        kind=_KINDS[row["titleType"]],
        ids=Ids(imdb=row["tconst"].decode()),
    )


def _text(row: dict[str, bytes], column: str) -> str | None:
    try:
        text = " ".join(row[column].decode().split())
    except UnicodeDecodeError:
        raise RefusedError(f"{column}: is not UTF-8") from None
    if "\0" in text:
        raise RefusedError(f"{column}: holds a NUL character")
    return text if text and row[column] != _NULL else None


def _year(row: dict[str, bytes], column: str) -> int | None:
    if row[column] == _NULL:
        return None
    if not _YEAR.fullmatch(row[column]):
        raise RefusedError(f"{column}: {excerpt(row[column])} is not a year")
    return int(row[column])
