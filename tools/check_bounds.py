"""Compares bounds for the first days of seasons with the totals that Netflix prints.

    python tools/check_bounds.py FOLDER

All tables below the folder are kept in a ledger in memory but for the most-popular lists, whose totals of shows are
then held against the bounds. Prints a line for each, and exits with 1 where a total is outside its bounds.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from underway.audience import AudienceTable, TableError, read_table
from underway.dossier.tables import Tables, Titles
from underway.ledger import Ledger, When, show_key


def tables(folder: Path) -> Iterator[AudienceTable]:
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".tsv", ".xlsx")):
        try:
            yield read_table(path)
        except TableError as refused:
            print(refused, file=sys.stderr)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    printed: list[AudienceTable] = []
    outside = 0
    with Ledger.in_memory() as ledger:
        for table in tables(Path(sys.argv[1])):
            if table.format == "netflix-most-popular":
                printed.append(table)
            else:
                ledger.audience.keep(table)
        known = Tables(ledger, When())
        for figure in (each.figure for table in printed for each in table.figures):
            if figure.form != "tv" or figure.metric.unit == "rank":
                continue
            part = (figure.season, figure.label)
            bounded = known.of_show(Titles([show_key(figure.show)], [figure.show])).counted
            for c in bounded:
                if (c.part.season, c.part.label, c.metric) == (*part, figure.metric):
                    inside = c.low <= figure.high and (c.high is None or figure.low <= c.high)
                    outside += not inside
                    high = "no bound" if c.high is None else f"{c.high:,.0f}"
                    name = f"{figure.show}, {figure.label or figure.season}"
                    verdict = "inside" if inside else "OUTSIDE"
                    metric = f"{figure.metric.unit} {figure.metric.window}"
                    print(f"{name:44} {metric:10} {verdict:8} {figure.value:,} in {c.low:,.0f} to {high}")
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main())
