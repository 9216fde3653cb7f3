"""Figures as charts: ranked bars, and lines by week since the launch; drawn as Vega-Lite, or with characters (`text`).

What is drawn can be told apart without colour, and names its metric, window and sources. docs/charts.md shows it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from underway.dossier.watched import Ranking, Run

if TYPE_CHECKING:
    from altair import VConcatChart

ChartFormat = Literal["svg", "png", "html"]


class ChartError(Exception):
    """A chart cannot be made; the message says what to do."""


def ranking_chart(ranking: Ranking) -> "VConcatChart":
    """Bars, largest first. Raises ChartError without the extra, and where there is nothing that bars could show."""
    with _extra():
        from underway.render.charts.ranked import ranking_chart as made  # noqa: PLC0415 - slow, and an extra
    return made(ranking)


def weekly_chart(runs: Sequence[Run]) -> "VConcatChart":
    """A line a season. Raises ValueError where their metrics differ, and ChartError as `ranking_chart`."""
    with _extra():
        from underway.render.charts.weekly import weekly_chart as made  # noqa: PLC0415 - as above
    return made(runs)


def write_chart(chart: "VConcatChart", format: ChartFormat) -> bytes:  # noqa: A002
    """The chart as a file: equal charts make equal bytes. A page of HTML has all that it needs in it."""
    with _extra():
        from underway.render.charts.writing import write_chart as written  # noqa: PLC0415 - as above
    return written(chart, format)


@contextmanager
def _extra() -> Iterator[None]:
    try:
        yield
    except ImportError:
        raise ChartError("charts: needs altair and vl-convert-python; install underway[charts]") from None
