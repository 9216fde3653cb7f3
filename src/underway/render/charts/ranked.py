"""Ranked bars, drawn."""

from typing import Any

import altair as alt

from underway.dossier.watched import Ranking
from underway.render.charts import ChartError
from underway.render.charts.drawing import INK, PAPER, amounts, broken, framed
from underway.render.charts.layout import lay_out_ranking

_MOST = 30
_WIDTH, _THICK = 420, 16
_LINE, _GAP = 15, 9
_NAME = 40  # columns
_OPEN = 0.12  # of the largest: how much longer than is certain a bar without an end is drawn
_MARKED = "datum.asked ? 'bold' : 'normal'"


def ranking_chart(ranking: Ranking) -> alt.VConcatChart:
    layout = lay_out_ranking(ranking, _MOST)
    if not layout.shown:
        raise ChartError("nothing to draw: no figure has this metric")
    largest = max(row.low if row.high is None else row.high for row in layout.shown)
    rows: list[dict[str, Any]] = [
        {
            "row": number,
            "name": broken(row.name, _NAME, 3),
            "low": row.low,
            "end": row.low + _OPEN * (largest or 1) if row.high is None else row.high,
            "open": row.high is None,
            "asked": row.asked,
            "value": f"{row.said} ◄" if row.asked else row.said,
            "said": f"{row.name}: {row.said}",
        }
        for number, row in enumerate(layout.shown)
    ]
    scale, axis = amounts(max(row["end"] for row in rows) if largest else 0, grid=False)
    tallest = max(len(row["name"]) for row in rows)
    base = alt.Chart({"values": rows}).encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0)))
    certain = base.mark_bar(size=_THICK).encode(
        x=alt.X("low:Q", scale=scale, axis=axis),
        fill=alt.condition("datum.asked", alt.value("#1b3a5c"), alt.value("#a3adb8")),
        stroke=alt.condition("datum.asked", alt.value("#000"), alt.value("#a3adb8")),
        description="said:N",
        tooltip="said:N",
    )
    possible = (
        base.mark_bar(size=_THICK - 1, fill=PAPER, stroke=INK, strokeDash=[3, 2], aria=False)
        .transform_filter("datum.end > datum.low && !datum.open")
        .encode(x="low:Q", x2="end:Q")
    )
    endless = base.transform_filter("datum.open")
    shaft = endless.mark_rule(stroke=INK, strokeWidth=2, strokeDash=[3, 2], aria=False).encode(x="low:Q", x2="end:Q")
    head = endless.mark_point(shape="triangle-right", filled=True, fill=INK, size=110, opacity=1, aria=False).encode(
        x="end:Q"
    )
    names = base.mark_text(
        align="right", dx=-8, lineHeight=_LINE, aria=False,
        dy=alt.expr(f"-{_LINE / 2} * (length(datum.name) - 1)"), fontWeight=alt.expr(_MARKED),
    ).encode(x=alt.value(0), text="name:N")  # fmt: skip
    values = base.mark_text(align="left", dx=9, aria=False, fontWeight=alt.expr(_MARKED)).encode(
        x="end:Q", text="value:N"
    )
    drawn = alt.layer(certain, possible, shaft, head, names, values).properties(
        width=_WIDTH, height=alt.Step(tallest * _LINE + _GAP)
    )
    keys = []
    if any(row.high is not None and row.high > row.low for row in layout.shown):
        keys.append("Solid: the least that it can be. Dashed: up to the most that it can be.")
    if any(row.high is None for row in layout.shown):
        keys.append("Arrow: at least so much; the most that it can be is not known.")
    return framed(drawn, layout, keys)
