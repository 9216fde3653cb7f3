"""What both kinds of drawn charts share: the frame of title and notes, the scale of amounts, text that is broken."""

from collections.abc import Iterable
from math import ceil, floor, log10

import altair as alt
from rich.console import Console
from rich.text import Text

from underway.render.charts.layout import Layout, Line, Row

# The first three have the same widths, so that text takes the room that was measured for it.
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_TITLE, _SUBTITLE, _NOTE = 62, 88, 96  # columns
_MOST_LINES = 4
INK, FAINT, PAPER = "#222", "#767676", "#fff"
# As `write_count` writes them.
_AMOUNTS = """datum.value >= 1e9 ? format(datum.value / 1e9, ',.2~f') + ' billion'
: datum.value >= 1e6 ? format(datum.value / 1e6, ',.2~f') + ' million' : format(datum.value, ',.2~f')"""
_CONSOLE = Console(width=80, legacy_windows=False)


def broken(text: str, columns: int, most: int = _MOST_LINES) -> list[str]:
    """Up to so many lines of so many columns; an ellipsis stands for what has no room, and the end stays."""
    lines = [line.plain.rstrip() for line in Text(text).wrap(_CONSOLE, columns)]
    if len(lines) > most:
        lines[most - 1 :] = [f"…{text[-columns // 2 :]}"]
    return lines


def framed(
    chart: alt.LayerChart | alt.FacetChart, layout: Layout[Row] | Layout[Line], keys: Iterable[str]
) -> alt.VConcatChart:
    """The chart below its title, and above the key to its signs and the notes."""
    notes = [line for note in (*keys, *layout.notes) for line in broken(note, _NOTE)]
    below = alt.TitleParams(
        text=notes, orient="bottom", frame="bounds", anchor="start",
        fontSize=11, fontWeight="normal", lineHeight=15, color=INK, offset=14,
    )  # fmt: skip
    above = alt.TitleParams(
        text=broken(layout.title, _TITLE), subtitle=broken(layout.subtitle, _SUBTITLE), frame="bounds", anchor="start",
        fontSize=16, subtitleFontSize=12, subtitlePadding=5, color=INK, subtitleColor=INK, offset=14,
    )  # fmt: skip
    made: alt.VConcatChart = (
        alt.vconcat(chart.properties(title=below), title=above, background=PAPER, padding=16)
        .properties(description=f"{layout.title}. {layout.subtitle}")
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            labelColor=INK,
            titleColor=INK,
            domainColor=FAINT,
            tickColor=FAINT,
            gridColor="#ddd",
        )
        .configure_text(fontSize=12, color=INK)
    )
    return made


def amounts(most: float, *, grid: bool) -> tuple[alt.Scale, alt.Axis]:
    """From nothing to the round number that is not below `most`."""
    ticks = _round_numbers(most)
    axis = alt.Axis(values=ticks, labelExpr=_AMOUNTS, title=None, grid=grid, domain=not grid, ticks=not grid)
    return alt.Scale(domain=[0, ticks[-1] or 1], nice=False), axis


def _round_numbers(most: float) -> list[float]:
    """From 0 up to the first that is not below `most`, in up to five equal steps of 1, 2 or 5 and zeros."""
    if most <= 0:
        return [0]
    power = 10.0 ** floor(log10(most / 5))
    step = next(power * factor for factor in (1, 2, 5, 10) if most <= power * factor * 5)
    return [step * n for n in range(ceil(most / step) + 1)]
