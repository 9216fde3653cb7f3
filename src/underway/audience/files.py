"""What kind of table a file is, by what is in it: never by its name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from underway.audience.parquet_files import open_parquet
from underway.audience.rows import Grid
from underway.audience.shapes import TableError
from underway.audience.text_files import WIDE_MARKS, text_grids
from underway.audience.workbooks import open_workbook

_HEAD_BYTES = 4096
# What is saved in place of a table where a server answered otherwise than expected, and what else is no table.
_NO_TABLE = (
    (rb"", "is empty; fetch it again"),
    (rb"null", "holds the word null and nothing else; fetch it again"),
    (
        rb"(?=.{0,1000}\Z)<.*\b(?:moved|redirect).*",
        "is a page that redirects, and not a table; fetch it again from where it leads",
    ),
    (rb"<.*", "is a web page, and not a table; fetch the table itself"),
    (rb"[\[{].*", "is JSON, and not a table; give CSV, TSV, XLSX or Parquet"),
    (rb"\x1f\x8b.*", "is packed with gzip; unpack it"),
    (rb"\xd0\xcf\x11\xe0.*", "is an old Excel workbook (XLS), or one with a password; save it as XLSX without one"),
    (rb"%PDF.*", "is a PDF file, and not a table; give CSV, TSV, XLSX or Parquet"),
)
_IS_NO_TABLE = [(re.compile(pattern, re.DOTALL | re.IGNORECASE), problem) for pattern, problem in _NO_TABLE]


@contextmanager
def open_grids(path: Path) -> Iterator[list[Grid]]:
    """The tables of a file, which can be read as long as it is open. Raises TableError for a file that has none."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if head.startswith(b"PK"):
            with open_workbook(path) as grids:
                yield grids
        elif head.startswith(b"PAR1"):
            with open_parquet(path) as grids:
                yield grids
        else:
            _check_text(path.name, head)
            yield text_grids(path)
    except OSError as error:
        raise TableError(f"{path.name}: cannot be read: {error.strerror or error}") from None


def _check_text(name: str, head: bytes) -> None:
    wide = head.startswith(WIDE_MARKS)
    text = (head.replace(b"\0", b"")[2:] if wide else head.removeprefix(b"\xef\xbb\xbf")).strip()
    for pattern, problem in _IS_NO_TABLE:
        if pattern.fullmatch(text):
            raise TableError(f"{name}: {problem}")
    if b"\0" in text:
        raise TableError(f"{name}: is binary, and not a table; give CSV, TSV, XLSX or Parquet")
