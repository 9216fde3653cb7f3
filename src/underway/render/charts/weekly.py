"""Lines by week since the launch, drawn."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

import altair as alt

from underway.dossier.watched import Run
from underway.render.charts.drawing import FAINT, PAPER, amounts, broken, framed
from underway.render.charts.layout import Line, lay_out_weeks

# Each line has a shape and a pattern of its own, which tell it apart without the colour.
_SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
_DASHES = [[1, 0], [6, 3], [2, 2], [10, 3, 2, 3], [12, 4], [4, 2, 1, 2, 1, 2]]
_COLOURS = ["#1b3a5c", "#a8431a", "#2a6e46", "#74397f", "#7d6100", "#444444"]
_WIDTH, _HEIGHT = 460, 320
_LAST_WEEK = 26  # what is watched again years later would press the first weeks together
_MOST_TICKS = 13
_SAMPLE, _SAMPLE_ENDS, _NAME = _WIDTH + 28, _WIDTH + 60, _WIDTH + 68
_COLUMNS, _LINE, _GAP = 34, 15, 10
_ASIDE = 0.1  # of a week, between what two lines may reach
_SIGN = 45


def _by_run(signs: list[Any]) -> dict[str, Any]:
    return {
        "field": "run",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [*range(len(signs))], "range": signs},
    }


_SHAPE, _DASH = alt.Shape(**_by_run(_SHAPES)), alt.StrokeDash(**_by_run(_DASHES))
_STROKE, _FILL = alt.Stroke(**_by_run(_COLOURS)), alt.Fill(**_by_run(_COLOURS))


def weekly_chart(runs: Sequence[Run]) -> alt.VConcatChart:
    layout = lay_out_weeks(runs, len(_SHAPES), until=_LAST_WEEK)
    points = list(_points(layout.shown))
    values, axis = amounts(max(point["value"] or point["most"] or 0 for point in points), grid=True)
    last = max(point["week"] for point in points)
    weeks = alt.Scale(domain=[0.5, last + 0.5], nice=False, zero=False)
    ticks = alt.Axis(
        values=list(range(1, last + 1, ceil(last / _MOST_TICKS))), format="d", grid=False, title="week since launch"
    )
    lines = _lines(points, {"scale": weeks, "axis": ticks}, {"scale": values, "axis": axis})
    names = _names(_ends(layout.shown, points, values.domain[-1]), weeks, values)
    drawn = alt.layer(*names, *lines)  # signs above what ties them to names, so that they can be pointed at
    return framed(drawn.properties(width=_WIDTH, height=_HEIGHT), layout, _keys(points))


def _points(lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """One for each week, also for those between that nothing is known of, where a line has its gaps."""
    for run, line in enumerate(lines):
        known = {point.number: point for point in line.points if point.number}
        for week in range(min(known), max(known) + 1):
            point = known.get(week)
            yield {
                "run": run,
                "week": week,
                "aside": week + _ASIDE * (run - (len(lines) - 1) / 2),
                "value": point and point.value,
                "most": point and point.most,
                "said": point and f"{line.name}, week {week}, to {point.last}: {point.said}",
            }


def _lines(points: list[dict[str, Any]], across: dict[str, Any], up: dict[str, Any]) -> list[alt.Chart]:
    """From back to front: how far the weeks outside the list may reach, the lines, the signs of their weeks."""
    base = alt.Chart({"values": points}).encode(x=alt.X("week:Q", **across), y=alt.Y("value:Q", **up), stroke=_STROKE)
    listed = base.transform_filter("datum.value !== null")
    unlisted = base.transform_filter("datum.value === null && datum.most !== null").encode(
        x=alt.X("aside:Q", **across), y=alt.Y("most:Q", **up)
    )
    told = {"shape": _SHAPE, "description": alt.Description("said:N"), "tooltip": alt.Tooltip("said:N")}
    return [
        unlisted.mark_rule(strokeWidth=5, opacity=0.25, aria=False).encode(y2=alt.datum(0)),
        base.mark_line(strokeWidth=2, aria=False).encode(strokeDash=_DASH),
        unlisted.mark_point(size=_SIGN, fill=PAPER, opacity=1).encode(**told),
        listed.mark_point(size=_SIGN, opacity=1).encode(fill=_FILL, **told),
    ]


def _names(ends: list[dict[str, Any]], weeks: alt.Scale, values: alt.Scale) -> list[alt.Chart]:
    """A sample of each line with its name, beside the line's end and tied to it."""
    base = alt.Chart({"values": ends}).encode(y=alt.Y("y:Q", scale=values))
    middle = (_SAMPLE + _SAMPLE_ENDS) / 2
    return [
        base.transform_filter("datum.week !== null")
        .mark_rule(stroke=FAINT, strokeWidth=1, strokeDash=[1, 3], aria=False)
        .encode(
            x=alt.X("week:Q", scale=weeks),
            y=alt.Y("value:Q", scale=values),
            x2=alt.value(_SAMPLE - 4),
            y2="y:Q",
        ),
        base.mark_rule(strokeWidth=2, aria=False).encode(
            x=alt.value(_SAMPLE), x2=alt.value(_SAMPLE_ENDS), stroke=_STROKE, strokeDash=_DASH
        ),
        base.mark_point(size=_SIGN, opacity=1, aria=False).encode(
            x=alt.value(middle), shape=_SHAPE, stroke=_STROKE, fill=_FILL
        ),
        base.mark_text(
            align="left", lineHeight=_LINE, aria=False, dy=alt.expr(f"-{_LINE / 2} * (length(datum.name) - 1)")
        ).encode(x=alt.value(_NAME), text="name:N"),
    ]


def _ends(lines: Sequence[Line], points: Sequence[dict[str, Any]], top: float) -> list[dict[str, Any]]:
    """The last sign of each line, and where its name is: `y`, as a value."""
    ends: list[dict[str, Any]] = []
    for run, line in enumerate(lines):
        known = [
            (point["aside"], point["most"]) if point["value"] is None else (point["week"], point["value"])
            for point in points
            if point["run"] == run
        ]
        week, value = next((end for end in reversed(known) if end[1] is not None), (None, 0))
        name = [*broken(line.name, _COLUMNS, 2), *broken(line.peak, _COLUMNS, 1)]
        ends.append({"run": run, "name": name, "week": week, "value": value})
    ends.sort(key=lambda end: end["value"], reverse=True)
    wanted = [((1 - end["value"] / top) * _HEIGHT, len(end["name"]) * _LINE + _GAP) for end in ends]
    return [{**end, "y": (1 - place / _HEIGHT) * top} for end, place in zip(ends, _spread(wanted), strict=True)]


def _spread(wanted: Sequence[tuple[float, float]]) -> list[float]:
    """Of middles, which grow, and heights: middles as near to those as they can be where none covers another."""
    middles: list[float] = []
    free = -float(_LINE)
    for middle, height in wanted:
        middles.append(max(middle, free + height / 2))
        free = middles[-1] + height / 2
    free = float(_HEIGHT + _LINE)
    for number in reversed(range(len(wanted))):
        height = wanted[number][1]
        middles[number] = min(middles[number], free - height / 2)
        free = middles[number] - height / 2
    return middles


def _keys(points: Sequence[dict[str, Any]]) -> list[str]:
    unlisted = [point["most"] for point in points if point["said"] and point["value"] is None]
    keys = []
    if any(most is not None for most in unlisted):
        keys.append("Hollow sign above a faint bar: outside the list that week, and at most so many.")
    if None in unlisted:
        keys.append("No sign: outside the list that week, and the most that it can be is not known.")
    return keys
