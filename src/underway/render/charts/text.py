"""Charts of characters, for the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from underway.dossier.watched import Ranking, Run
from underway.render.charts.layout import Layout, Line, Row, lay_out_ranking, lay_out_weeks

_MOST_BARS, _MOST_RUNS = 40, 8
_NARROWEST, _WIDEST = 40, 100
_ENDLESS = 1_000_000
_SHORTEST, _LONGEST = 8, 30  # columns of a bar
_OPEN = 4  # columns that a bar without an end has beyond what is certain


_SOLID, _POSSIBLE, _ARROW, _ASKED = "█▒►◄"
_PARTS: tuple[str, ...] = ("", *"▏▎▍▌▋▊▉")  # the fillings of a column, from nothing up, that are less than solid


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows below a heading, where there is one."""

    heading: str
    rows: tuple[Row, ...]


def ranking_text(ranking: Ranking, width: int | None = 80) -> str:
    """Bars, largest first, in lines of up to `width` columns, as long as they like where that is None. Raises
    ChartError where bars cannot show the metric."""
    layout = lay_out_ranking(ranking, _MOST_BARS)
    return _written(layout, [_Part("", layout.shown)] if layout.shown else [], width)


def weekly_text(runs: Sequence[Run], width: int | None = 80) -> str:
    """A bar a week, season by season, all of one scale; else as `ranking_text`, and raises ValueError where metrics
    differ."""
    layout = lay_out_weeks(runs, _MOST_RUNS)
    return _written(layout, [_weeks(line) for line in layout.shown], width)


def _weeks(line: Line) -> _Part:
    rows = [
        Row(
            name=f"week {point.number}, to {point.last}" if point.number else f"week to {point.last}",
            low=point.value or 0,
            high=(point.most or 0) if point.value is None else point.value,
            said=point.said,
            asked=False,
        )
        for point in line.points
    ]
    return _Part(f"{line.name}: {line.peak}", tuple(rows))


def _written(layout: Layout[Row] | Layout[Line], parts: Sequence[_Part], width: int | None) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=_ENDLESS if width is None else max(_NARROWEST, min(width, _WIDEST)),
        color_system=None,
        legacy_windows=False,
    )
    rows = [row for part in parts for row in part.rows]
    console.print(Text(layout.title), Text(layout.subtitle), sep="\n")
    for part in parts:
        console.print()
        if part.heading:
            console.print(Text(part.heading))
        console.print(Padding(_bars(part.rows, rows, console.width), (0, 0, 0, 2), expand=False))
    console.print()
    for note in (*_keys(rows), *layout.notes):
        console.print(Text(note))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _bars(rows: Sequence[Row], among: Sequence[Row], width: int) -> Table:
    """The rows, in columns and on the scale of those among which they are."""
    names = min(max(Text(_name(row)).cell_len for row in among), width * 2 // 5)
    said = max(Text(row.said).cell_len for row in among)
    room = max(_SHORTEST, min(_LONGEST, width - names - said - 6))
    largest = max(row.low if row.high is None else row.high for row in among)
    scale = (room - _OPEN if any(row.high is None for row in among) else room) / (largest or 1)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=names, overflow="fold")
    table.add_column(width=room, no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(Text(_name(row)), Text(_bar(row, scale)), Text(row.said))
    return table


def _name(row: Row) -> str:
    return f"{row.name} {_ASKED}" if row.asked else row.name


def _bar(row: Row, scale: float) -> str:
    """`scale` is columns for each of what is counted. What is not nothing can be seen."""
    if row.low == row.high:
        filled = max(round(row.low * scale * len(_PARTS)), 1 if row.low else 0)
        whole, part = divmod(filled, len(_PARTS))
        return _SOLID * whole + _PARTS[part]
    least = round(row.low * scale)
    if row.high is None:
        return _SOLID * least + _POSSIBLE * (_OPEN - 1) + _ARROW
    most = max(round(row.high * scale), 1)
    least = min(least, most - 1)
    return _SOLID * least + _POSSIBLE * (most - least)


def _keys(rows: Sequence[Row]) -> list[str]:
    keys = []
    if any(row.high is not None and row.high > row.low for row in rows):
        keys.append(f"{_SOLID} the least that it can be  {_POSSIBLE} up to the most that it can be")
    if any(row.high is None for row in rows):
        keys.append(f"{_ARROW} the most that it can be is not known")
    return keys
