"""Workbooks (XLSX, ECMA-376), read by openpyxl a row at a time: what was computed last, never a formula.

They are archives from outside. Before openpyxl opens one, what it unpacks to is bounded, and a part that declares a
document type is refused: no part of a workbook has one, and it is there that entities are declared.
"""

import re
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from underway.audience.rows import HEAD_ROWS, Cells, Grid, Merged
from underway.audience.shapes import TableError

_MIB = 1024 * 1024
_MAX_UNPACKED = 512 * _MIB  # half a million rows take some 150
_MAX_EXPANSION = 200  # deflate reaches 1030 to 1; sheets, however repetitive, stay far below this
_FREE_EXPANSION = 16 * _MIB  # up to here any ratio will do
_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 1000
_AT_ONCE = 1000  # rows
_LONGEST = 200  # bytes of what is searched for, kept from one piece of a part to the next
_DOCTYPE = b"<!DOCTYPE"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,100}?\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']")


@contextmanager
def open_workbook(path: Path) -> Iterator[list[Grid]]:
    """Its sheets, which can be read as long as it is open. Raises TableError, also without openpyxl."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise TableError(f"{path.name}: is a workbook, which needs openpyxl; install underway[tables]") from None
    merged = _inspect(path)
    with path.open("rb") as file:
        with _refusing(path.name):
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        with closing(book):
            yield [_grid(path.name, sheet, merged, book.epoch) for sheet in book.worksheets]


def _grid(name: str, sheet: Any, merged: Mapping[str, Sequence[Merged]], epoch: datetime) -> Grid:
    sheet.reset_dimensions()  # what a file says of its size need not be true
    place = f"{name}, sheet {sheet.title if sheet.title.isprintable() else ascii(sheet.title)}"
    rows = partial(_rows, place, sheet)
    return Grid(
        place=place,
        sheet=sheet.title,
        head=tuple(islice(rows(), HEAD_ROWS)),
        rows=rows,
        epoch=epoch,
        merged=tuple(merged.get(sheet._worksheet_path, ())),  # openpyxl itself names them only once all is in memory
    )


def _rows(place: str, sheet: Any) -> Iterator[tuple[int, Cells]]:
    rows = enumerate(sheet.iter_rows(min_row=1, min_col=1, values_only=True), 1)
    while True:
        with _refusing(place):
            some = list(islice(rows, _AT_ONCE))
        for number, cells in some:
            if number > _MAX_ROWS or len(cells) > _MAX_COLUMNS:
                raise TableError(f"{place}, row {number}: is beyond {_MAX_ROWS:,} rows of {_MAX_COLUMNS:,} columns")
            yield number, cells
        if len(some) < _AT_ONCE:
            return


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    """What openpyxl is told of no standard, it warns of; what is broken brings about any error in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:
        raise TableError(f"{place}: cannot be read as a workbook ({type(error).__name__}); fetch it again") from None


def _inspect(path: Path) -> dict[str, list[Merged]]:
    """The merged cells of each part. Raises TableError where the archive is cut, or a danger."""
    merged: dict[str, list[Merged]] = {}
    try:
        with ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > min(_MAX_UNPACKED, max(_FREE_EXPANSION, _MAX_EXPANSION * path.stat().st_size)):
                raise TableError(f"{path.name}: unpacks to {unpacked // _MIB} MiB, as a zip bomb does; save it anew")
            if "xl/workbook.xml" not in archive.namelist():
                raise TableError(f"{path.name}: is a ZIP archive and no XLSX workbook; unpack it")
            for name in archive.namelist():
                with archive.open(name) as part:
                    merged[name] = _inspect_part(path.name, part)
    except (BadZipFile, EOFError, RuntimeError, NotImplementedError, zlib.error):
        raise TableError(f"{path.name}: is half a workbook, or a broken one; fetch it again") from None
    return merged


def _inspect_part(name: str, part: IO[bytes]) -> list[Merged]:
    found: set[Merged] = set()
    kept = b""
    while piece := part.read(_MIB):
        text = kept + piece.replace(b"\0", b"")  # UTF-16, too
        if _DOCTYPE in text:
            raise TableError(f"{name}: declares a document type, which no workbook does; it is not opened")
        found.update((int(first), int(last), column.decode()) for column, first, last in _MERGED.findall(text))
        kept = text[-_LONGEST:]
    return list(found)
