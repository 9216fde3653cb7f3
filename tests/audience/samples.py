"""Small tables of invented shows, in the shapes in which they are published."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

WEEKLY = (
    "week category weekly_rank show_title season_title weekly_hours_viewed runtime weekly_views "
    "cumulative_weeks_in_top_10"
).split()
OLD_WEEKLY = "week category weekly_rank show_title season_title weekly_hours_viewed cumulative_weeks_in_top_10".split()
COUNTRIES = (
    "country_name country_iso2 week category weekly_rank show_title season_title cumulative_weeks_in_top_10".split()
)
REPORT = ["Title", "Available Globally?", "Release Date", "Hours Viewed", "Runtime", "Views"]

HARROW = "2023-07-23 TV·(English) 1 Harrow·House Harrow·House:·Season·2 16600000 1.5 11100000 2"
FILM = "2023-07-23 Films·(English) 2 The·Ashes·3 N/A 7400000 1.9667 3800000 3"


def cells(row: str) -> list[str]:
    """The cells of a row written with a space between them, and `·` for a space in one; `-` is an empty cell."""
    return ["" if cell == "-" else cell.replace("·", " ") for cell in row.split(" ")]


def text(header: Sequence[str], rows: Iterable[Sequence[object]], separator: str = "\t") -> str:
    return "".join(f"{separator.join(map(str, row))}\n" for row in (header, *rows))


def weekly(*rows: str, header: Sequence[str] = WEEKLY) -> str:
    return text(header, map(cells, rows))


def save(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], merged: str | None = None) -> Path:
    """A workbook of these sheets; `merged` is a range of the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    book.save(path)
    book.close()
    return path
