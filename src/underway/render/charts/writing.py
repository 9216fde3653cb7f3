"""Charts as files."""

from base64 import b64encode
from hashlib import sha256
from json import dumps
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from underway.render.charts import ChartFormat

_SCALE = 2.0  # pixels of a PNG for each of the chart
_VEGA_LITE = "6.4"
_STYLE = """
body { margin: 0; }
#vg-tooltip-element { position: fixed; visibility: hidden; padding: 6px 9px; max-width: 30em; background: #fff;
  border: 1px solid #222; font: 12px sans-serif; pointer-events: none; }
#vg-tooltip-element.visible { visibility: visible; }
"""
# With `ast`, Vega interprets its expressions instead of compiling them, and needs no right to run code made of text.
_DRAW = """
vegaEmbed("#chart", JSON.parse(document.getElementById("specification").textContent), {
  actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true }
});
"""
_PAGE = Markup("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; {policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
<div id="chart">{drawn}</div>
<script type="application/json" id="specification">{specification}</script>
<script>{script}</script>
</html>
""")


def write_chart(chart: alt.VConcatChart, format: ChartFormat) -> bytes:  # noqa: A002
    specification = chart.to_dict()
    match format:
        case "svg":
            return _svg(specification).encode()
        case "png":
            made: bytes = vl_convert.vegalite_to_png(
                specification, vl_version=_VEGA_LITE, scale=_SCALE, allowed_base_urls=[]
            )
            return made
        case "html":
            return _page(specification).encode()


def _svg(specification: dict[str, Any]) -> str:
    made: str = vl_convert.vegalite_to_svg(specification, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return made


def _page(specification: dict[str, Any]) -> str:
    """The chart, which Vega draws again in a browser that runs it, with what to point at. The page may run just that,
    and fetch nothing (CSP level 3).

    vl-convert's own page is not used: a `</script>` in a title would end its script.
    """
    script: str = vl_convert.javascript_bundle(_DRAW, _VEGA_LITE)
    return _PAGE.format(
        policy=Markup(f"script-src {_hash(script)}; style-src {_hash(_STYLE)}"),
        title=" ".join(specification["title"]["text"]),
        style=Markup(_STYLE),
        drawn=Markup(_svg(specification)),
        specification=Markup(dumps(specification).replace("<", "\\u003c")),
        script=Markup(script),
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
