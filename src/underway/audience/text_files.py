"""Tables that are text: a row a line, cells between tabs, commas or semicolons, quoted as RFC 4180 has it."""

import csv
from collections.abc import Iterator
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from underway.audience.rows import HEAD_ROWS, Cells, Grid
from underway.audience.shapes import TableError

SEPARATORS = {"\t": "tabs", ",": "commas", ";": "semicolons"}
_MAX_LINE = 1_000_000  # characters
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def text_grids(path: Path) -> list[Grid]:
    """The file as each separator cuts it: nothing but its header tells which is meant. Raises TableError."""
    grids = []
    for separator in SEPARATORS:
        rows = partial(_rows, path, separator)
        head = []
        try:
            for row in islice(rows(), HEAD_ROWS):
                head.append(row)  # noqa: PERF402 - what stands before an error is kept, as it may be the header
        except TableError as error:
            wrong = error
        if head:
            grids.append(Grid(place=path.name, sheet=None, head=tuple(head), rows=rows, separator=separator))
    if not grids:
        raise wrong
    return grids


def _rows(path: Path, separator: str) -> Iterator[tuple[int, Cells]]:
    """The rows, numbered from 1 as a spreadsheet numbers them. Raises TableError where the text cannot be read on."""
    number = lines = 0
    with path.open("rb") as file:
        encoding = "utf-16" if file.peek(2)[:2] in WIDE_MARKS else "utf-8-sig"
        with TextIOWrapper(file, encoding, newline="") as text:
            reader = csv.reader(_lines(text), delimiter=separator, strict=True)
            try:
                for cells in reader:
                    number, lines = number + 1, reader.line_num
                    yield number, cells
            except UnicodeError:
                name = encoding.removesuffix("-sig").upper()
                raise TableError(f"{path.name}: is not {name} somewhere after row {number}; save it as UTF-8") from None
            except csv.Error as error:
                if reader.line_num > lines + 1 or text.readline():
                    raise TableError(
                        f"{path.name}, row {number + 1}: a quotation mark is opened there and not closed ({error})"
                    ) from None
                yield number + 1, ["the last line, cut in a quotation"]


def _lines(text: TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_MAX_LINE):
        if len(line) == _MAX_LINE and not line.endswith(("\n", "\r")):
            raise csv.Error("a line is longer than a million characters")
        yield line
