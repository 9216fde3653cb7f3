"""Compares what Underway reads from audience tables with sums that are made without it.

    python tools/check_audience_tables.py FOLDER

Every TSV, CSV and XLSX file below the folder is read twice: by `underway.audience.read_table`, and here, by csv,
zipfile and xml of the standard library alone. Of Netflix's lists and reports, the number of values and their sum must
be the same for each unit, week and region; what Underway refuses must hold none of their columns. Prints a line for
each file, and exits with 1 where anything differs.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from underway.audience import TableError, read_table

Sums = dict[tuple[str, str, str], tuple[int, int]]
"""By unit, last day and region: how many values there are, and their sum."""

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_UNITS = {
    "weekly_hours_viewed": "hours",
    "weekly_views": "views",
    "weekly_rank": "rank",
    "hours_viewed_first_28_days": "hours",
    "hours_viewed_first_91_days": "hours",
    "views_first_91_days": "views",
    "rank": "rank",
    "Hours Viewed": "hours",
    "Views": "views",
}


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file, each by the names of its columns; none where no row has the name of a known one."""
    if path.suffix == ".xlsx":
        rows = list(sheet_rows(path))
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t"))
    header: list[str] = []
    for row in rows:
        if _UNITS.keys() & set(row):
            header = row
        elif header and any(row):
            yield dict(zip(header, row, strict=False))


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """The rows of all sheets of a workbook, cells that are left out as empty ones."""
    with ZipFile(path) as archive:
        names = archive.namelist()
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            shared = ["".join(text.text or "" for text in entry.iter(f"{_SHEET}t")) for entry in strings]
        for name in sorted(name for name in names if name.startswith("xl/worksheets/sheet")):
            for row in ElementTree.fromstring(archive.read(name)).iter(f"{_SHEET}row"):
                cells: dict[str, str] = {}
                for cell in row.iter(f"{_SHEET}c"):
                    value = cell.findtext(f"{_SHEET}v") or ""
                    column = cell.get("r", "").rstrip("0123456789")
                    cells[column] = shared[int(value)] if cell.get("t") == "s" and value else value
                yield [cells.get(letter, "") for letter in "ABCDEFGHIJ"]


def plain(path: Path) -> Sums:
    sums: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for line in lines(path):
        if line.get("Title") in ("Other Shows", "Other Movies"):
            continue
        for column, unit in _UNITS.items():
            printed = line.get(column, "")
            if printed not in ("", "N/A"):
                sums[unit, line.get("week", ""), line.get("country_iso2", "worldwide")].append(int(float(printed)))
    return {key: (len(values), sum(values)) for key, values in sums.items()}


def ours(path: Path) -> tuple[str, int, int, Sums]:
    """The format and the numbers of rows and faults beside the sums."""
    table = read_table(path)
    sums: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for each in table.figures:
        figure = each.figure
        day = str(figure.last) if figure.metric.window == "P7D" else ""
        assert isinstance(figure.value, int)
        sums[figure.metric.unit, day, figure.metric.region or ""].append(figure.value)
    return table.format, table.rows, len(table.faults), {key: (len(v), sum(v)) for key, v in sums.items()}


def check(path: Path, name: str) -> bool:
    """Prints the line of a file; whether both ways of reading agree."""
    expected = plain(path)
    try:
        format_, rows, faults, found = ours(path)
    except TableError as refused:
        print(f"{name:44} {'DIFFERS' if expected else 'refused'}  {refused}")
        return not expected
    totals = {unit: sum(total for (of, _, _), (_, total) in found.items() if of == unit) for unit, _, _ in found}
    weeks = len({day for _, day, _ in found if day})
    written = ", ".join(f"{unit} {totals[unit]:,}" for unit in sorted(totals))
    verdict = "same" if found == expected else "DIFFERS"
    print(f"{name:44} {verdict:8} {format_:26} {rows:8,} rows {weeks:4} weeks {faults:3} faults; {written}")
    return found == expected


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".tsv", ".csv", ".xlsx"))
    agreed = [check(path, str(path.relative_to(folder))) for path in paths]
    return 0 if all(agreed) and agreed else 1


if __name__ == "__main__":
    sys.exit(main())
