"""Figures as charts: what they say, that no colour is needed to read them, and text that tries to be more than text."""

import json
import re
import struct
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rich.cells import cell_len
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from underway.dossier.watched import Bar, Ranking, Run, Week
from underway.render.charts import ChartError, ranking_chart, weekly_chart, write_chart
from underway.render.charts.text import ranking_text, weekly_text
from underway.render.inert import inert
from underway.vocabulary import Metric

from .conftest import Site
from .hostile import HOSTILE

HOUSEHOLDS = Metric(
    unit="households", window="P28D", basis="launch", threshold="PT2M", region="worldwide", publisher="Netflix"
)
HOURS = Metric(unit="hours", window="P7D", basis="calendar", region="worldwide", publisher="Netflix")
RANK = Metric(unit="rank", window="P7D", basis="calendar", among="TV (English)")
SUBTITLE = "Households that watched at least 2 minutes, first 28 days, worldwide, Netflix"
WEEKLY = "Hours, a calendar week, worldwide, Netflix"
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
TITLES = [
    "The Extraordinary and Quite Unlikely Adventures of the Harrow Family by the Sea, season 2",
    "항구의 집, season 2",
    "長い家" * 40 + ", season 4",
    "البيت الكبير, season 3",
    "הבית הגדול, season 1",
    "W" * 150,
]


def bar(name: str, low: float, high: float | None = -1, **more: Any) -> Bar:
    fields = {"asked": False, "fate": None, "sources": ("Netflix",)} | more
    return Bar(name=name, low=low, high=low if high == -1 else high, **fields)


def ranking(*bars: Bar, apart: tuple[tuple[str, str], ...] = (), metric: Metric = HOUSEHOLDS) -> Ranking:
    return Ranking(metric=metric, bars=bars, apart=apart)


def run(
    name: str,
    *values: float | tuple[float] | None,
    sources: tuple[str, ...] = ("Netflix",),
    metric: Metric = HOURS,
) -> Run:
    """A value a week; a tuple is the most that it may be, outside the list."""
    weeks = [
        Week(
            number=number,
            last=date(2023, 6, 4) + timedelta(7 * (number - 1)),
            value=None if isinstance(value, tuple) else value,
            most=value[0] if isinstance(value, tuple) else None,
            rank=number if isinstance(value, (int, float)) else None,
        )
        for number, value in enumerate(values, 1)
    ]
    return Run(name=name, metric=metric, weeks=tuple(weeks), sources=sources)


COMPARED = ranking(
    bar("Low Tide, season 1", 76e6, fate="renewed"),
    bar("Harrow House, season 2", 40e6, 58e6, asked=True, sources=("Netflix", "The Dial")),
    bar("The Long Road", 41e6, None, sources=("The Dial",)),
    bar("Kestrel, season 3", 0, 12.4e6, fate="cancelled"),
    bar("Kestrel, season 2", 900e3, 1.2e6),
    bar("Far Shore", 0),
    apart=(("Low Shore", "the window differs: first 28 days here, a calendar week there."),),
)
RUNS = [
    run("Harrow House, season 2", 58e6, 34.8e6, (12e6,), 12.5e6, (9e6,), None),
    run("Low Tide", 6e6, 50e6, sources=("The Dial",)),
]


def svg(chart: Any) -> Any:
    return etree.fromstring(write_chart(chart, "svg"))


def texts(drawn: Any) -> list[str]:
    """What can be read, a line each."""
    return ["".join(text.itertext()) for text in drawn.iterfind(".//{*}text") for text in ([*text] or [text])]


RANKING_TEXT = """\
Harrow House, season 2, beside 5 others
Households that watched at least 2 minutes, first 28 days, worldwide, Netflix

  Low Tide, season 1        █████████████      76 million, renewed [1]
  Harrow House, season 2 ◄  ███████▒▒▒         40 to 58 million [1][2]
  The Long Road             ███████▒▒▒►        41 million or more [2]
  Kestrel, season 3         ▒▒                 up to 12.4 million, cancelled [1]
  Kestrel, season 2         ▒                  900,000 to 1.2 million [1]
  Far Shore                                    0 [1]

█ the least that it can be  ▒ up to the most that it can be
► the most that it can be is not known
Low Shore is missing: the window differs: first 28 days here, a calendar week
there.
Sources: [1] Netflix; [2] The Dial
"""
WEEKLY_TEXT = """\
Harrow House, season 2 and Low Tide: week by week since launch
Hours, a calendar week, worldwide, Netflix

Harrow House, season 2: most 58 million, in week 1 [1]
  week 1, to 4 June 2023   ███████████████  58 million, place 1
  week 2, to 11 June 2023  █████████        34.8 million, place 2
  week 3, to 18 June 2023  ▒▒▒              outside the list, at most 12 million
  week 4, to 25 June 2023  ███▎             12.5 million, place 4
  week 5, to 2 July 2023   ▒▒               outside the list, at most 9 million
  week 6, to 9 July 2023                    outside the list

Low Tide: most 50 million, in week 2 [2]
  week 1, to 4 June 2023   █▌               6 million, place 1
  week 2, to 11 June 2023  ████████████▉    50 million, place 2

█ the least that it can be  ▒ up to the most that it can be
Sources: [1] Netflix; [2] The Dial
"""


def test_a_ranking_as_text() -> None:
    assert ranking_text(COMPARED, 80) == RANKING_TEXT


def test_weeks_as_text() -> None:
    assert weekly_text(RUNS, 80) == WEEKLY_TEXT


@pytest.mark.parametrize(
    ("low", "high", "drawn"),
    [
        (80, 80, "█" * 30),
        (40, 40, "█" * 15),
        (1, 1, "▍"),
        (0.001, 0.001, "▏"),  # what is not nothing can be seen
        (0, 0, ""),
        (40, 80, "█" * 15 + "▒" * 15),
        (79.99, 80, "█" * 29 + "▒"),  # and so can doubt
        (0, 0.01, "▒"),
    ],
)
def test_bars_as_text(low: float, high: float, drawn: str) -> None:
    lines = ranking_text(ranking(bar("A", 80), bar("B", low, high)), 80).splitlines()
    assert lines[4].removeprefix("  B").split("  ")[1].strip() == drawn


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (58e6, 58e6, "58 million"),
        (40e6, 58e6, "40 to 58 million"),
        (900e3, 1.2e6, "900,000 to 1.2 million"),
        (900e6, 1.2e9, "900 million to 1.2 billion"),
        (940_000, 950_000, "940,000 to 950,000"),
        (0, 58e6, "up to 58 million"),
        (41e6, None, "41 million or more"),
        (58_000_001, 58_000_002, "58 million"),
    ],
)
def test_how_many_in_words(low: float, high: float | None, said: str) -> None:
    shown = ranking(bar("A", low, high, fate="renewed"))
    assert f"  {said}, renewed\n" in ranking_text(shown)
    assert f"{said}, renewed" in texts(svg(ranking_chart(shown)))


def test_what_is_asked_about_is_always_shown_and_the_rest_counted() -> None:
    bars = [bar(f"Show {n}", 1000 - n, asked=n == 77) for n in range(100)]
    shown = ranking(*bars, apart=tuple((f"Missing {n}", "no window is said.") for n in range(12)))
    text, drawn = ranking_text(shown), texts(svg(ranking_chart(shown)))
    for lines, most in ((text.splitlines(), 40), (drawn, 30)):
        assert f"{99 - most} more are not shown." in lines
        assert "Missing 7 is missing: no window is said." in lines
        assert "4 more are missing." in lines
        assert f"Show 77, beside {most} others" in lines
    assert {f"Show {n}" for n in (*range(30), 77)} == {line for line in drawn if re.fullmatch(r"Show \d+", line)}


def test_nothing_to_show() -> None:
    empty = ranking(apart=(("Low Shore", "no window is said."),))
    assert ranking_text(empty) == f"No figures\n{SUBTITLE}\n\nLow Shore is missing: no window is said.\n"
    with pytest.raises(ChartError, match=r"^nothing to draw: no figure has this metric$"):
        ranking_chart(empty)
    for make in (weekly_text, weekly_chart):
        with pytest.raises(ChartError, match=r"^nothing to show: no week has a figure of this metric$"):
            make([run("Harrow House")])


def test_what_no_chart_may_show() -> None:
    apart = [RUNS[0], run("Low Tide", 3e6, metric=HOUSEHOLDS)]
    for weeks in (weekly_text, weekly_chart):
        with pytest.raises(ValueError, match=r"^Harrow House, season 2 and Low Tide: hours count time watched"):
            weeks(apart)
        with pytest.raises(ChartError, match=r"^rank: a place in a list is no amount"):
            weeks([run("Low Tide", 3, metric=RANK)])
    for make in (ranking_text, ranking_chart):
        with pytest.raises(ChartError, match=r"^rank: a place in a list is no amount"):
            make(ranking(bar("Low Tide", 3), metric=RANK))


def test_a_drawn_ranking_says_what_it_shows() -> None:
    said = texts(svg(ranking_chart(COMPARED)))
    for words in (
        "Sources: [1] Netflix; [2] The Dial",
        "Harrow House, season 2, beside 5 others",
        SUBTITLE,
        *(each.name for each in COMPARED.bars),
        "76 million, renewed [1]",
        "40 to 58 million [1][2] ◄",
        "41 million or more [2]",
        "up to 12.4 million, cancelled [1]",
        "0 [1]",
        "Solid: the least that it can be. Dashed: up to the most that it can be.",
        "Arrow: at least so much; the most that it can be is not known.",
        "Low Shore is missing: the window differs: first 28 days here, a calendar week there.",
    ):
        assert words in said
    assert [words for words in said if re.fullmatch(r"\d+( million)?", words)] == [
        "0", "20 million", "40 million", "60 million", "80 million",
    ]  # fmt: skip


def test_drawn_weeks_say_what_they_show() -> None:
    drawn = svg(weekly_chart(RUNS))
    said = texts(drawn)
    for words in (
        "Sources: [1] Netflix; [2] The Dial",
        "Harrow House, season 2 and Low Tide: week by week since launch",
        WEEKLY,
        "week since launch",
        "Harrow House, season 2",
        "most 58 million, in week 1 [1]",
        "Low Tide",
        "most 50 million, in week 2 [2]",
        "Hollow sign above a faint bar: outside the list that week, and at most so many.",
        "No sign: outside the list that week, and the most that it can be is not known.",
        *"123456",
    ):
        assert words in said
    described = {each.get("aria-label") for each in drawn.iter()}
    assert "Harrow House, season 2, week 2, to 11 June 2023: 34.8 million, place 2" in described
    assert "Harrow House, season 2, week 3, to 18 June 2023: outside the list, at most 12 million" in described


def test_a_source_alone_needs_no_number() -> None:
    said = texts(svg(weekly_chart(RUNS[:1])))
    assert "Source: Netflix" in said
    assert "most 58 million, in week 1" in said


def marks(drawn: Any, kind: str) -> list[Any]:
    return [
        each
        for group in drawn.iterfind(".//{*}g")
        if group.get("class", "").split()[:2] == [f"mark-{kind}", "role-mark"]
        for each in group
    ]


def test_no_colour_is_needed_to_tell_what_was_asked_about() -> None:
    drawn = svg(ranking_chart(COMPARED))
    bold = {"".join(text.itertext()) for text in drawn.iter("{*}text") if text.get("font-weight") == "bold"}
    assert {"Harrow House, season 2", "40 to 58 million [1][2] ◄"} <= bold
    assert not bold & {each.name for each in COMPARED.bars if not each.asked}
    outlined = [each for each in marks(drawn, "rect") if each.get("stroke") != each.get("fill") and each.get("d")]
    assert [each.get("stroke-dasharray") for each in outlined] == [None, "3,2", "3,2", "3,2"]


def test_no_colour_is_needed_to_tell_lines_apart() -> None:
    runs = [run(f"Show {n}", 60e6 - n * 1e6, 30e6, (5e6,)) for n in range(8)]
    drawn = svg(weekly_chart(runs))
    lines = [each for group in drawn.iterfind(".//{*}g") if "mark-line" in group.get("class", "") for each in group]
    assert len(lines) == len({each.get("stroke-dasharray") for each in lines}) == 6
    shapes: dict[str, set[str]] = {}
    for sign in marks(drawn, "symbol"):
        shapes.setdefault(sign.get("stroke"), set()).add(sign.get("d"))
    assert len(shapes) == len({frozenset(shape) for shape in shapes.values()}) == 6
    assert all(len(shape) == 1 for shape in shapes.values())
    assert "2 more are not shown." in texts(drawn)


def test_weeks_outside_the_list_are_gaps() -> None:
    (whole,), (broken,) = (
        [
            each.get("d")
            for group in svg(weekly_chart([shown])).iterfind(".//{*}g")
            if "mark-line" in group.get("class", "")
            for each in group
        ]
        for shown in (run("A", 5, 4, 3, 2, 1), run("A", 5, 4, (3,), 2, 1))
    )
    assert (whole.count("M"), broken.count("M")) == (1, 2)


@pytest.mark.parametrize("weeks", [1, 2, 13, 14, 26, 200])
def test_weeks_are_whole_numbers_that_have_room(weeks: int) -> None:
    said = texts(svg(weekly_chart([run("A", *range(weeks, 0, -1))])))
    numbers = [int(words) for words in said[: said.index("week since launch")] if words.isdecimal()]
    assert numbers[0] == 1
    assert len(numbers) <= 13
    assert len({after - before for before, after in pairwise(numbers)}) <= 1
    assert min(weeks, 26) - (numbers[-1] - numbers[0]) <= (numbers[1] - numbers[0] if len(numbers) > 1 else 1)
    assert ("174 weeks are later than week 26, and not shown." in said) == (weeks == 200)


@pytest.mark.parametrize("value", [0, 1e-9, 0.35, 2.0, 7, 999, 1e5, 999_999, 1e6, 5.3e7, 9.99e8, 1e9, 2.0**53])
def test_any_amount_has_an_axis(value: float) -> None:
    drawn = ranking_chart(ranking(bar("A", value, asked=True), bar("B", value))), weekly_chart([run("A", value)])
    for chart in drawn:
        assert "NaN" not in write_chart(chart, "svg").decode()


@pytest.mark.parametrize("chart", [ranking_chart(COMPARED), weekly_chart(RUNS)])
def test_files(chart: Any) -> None:
    size = [float(svg(chart).get(side)) for side in ("width", "height")]
    image = write_chart(chart, "png")
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", image[16:24]) == tuple(round(side * 2) for side in size)
    assert write_chart(chart, "html").startswith(b"<!doctype html>")


def test_equal_figures_make_equal_files() -> None:
    assert write_chart(weekly_chart(RUNS), "html") == write_chart(weekly_chart(RUNS), "html")
    assert write_chart(ranking_chart(COMPARED), "svg") == write_chart(ranking_chart(COMPARED), "svg")


@pytest.mark.parametrize("missing", ["altair", "vl_convert"])
def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    chart = ranking_chart(COMPARED)
    for module in ("ranked", "weekly", "writing", "drawing"):
        monkeypatch.delitem(sys.modules, f"underway.render.charts.{module}", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ChartError, match=r"^charts: needs altair and vl-convert-python; install underway\[charts\]$"):
        write_chart(chart, "svg") if missing == "vl_convert" else ranking_chart(COMPARED)
    assert ranking_text(COMPARED) == RANKING_TEXT


def everywhere(text: str) -> tuple[Ranking, Sequence[Run]]:
    metric = {"publisher": text, "region": text, "demographic": text}
    bars = (
        bar(text, 3e6, asked=True, fate=text, sources=(text, "Netflix")),
        bar(f"{text} 2", 1e6, 2e6, sources=(text,)),
        bar(f"{text} 3", 1e6, None),
    )
    households = Metric(unit="households", window="P28D", basis="launch", **metric)
    hours = Metric(unit="hours", window="P7D", basis="calendar", **metric)
    runs = [run(text, 3e6, (1e6,), sources=(text, "Netflix"), metric=hours), run(f"{text} 2", 2e6, metric=hours)]
    return ranking(*bars, apart=((text, text),), metric=households), runs


CLOSING = "</script></title></style></svg>--><script>alert(1)</script>"
EVERYTHING = (CLOSING, '"]}; alert(1); //', *HOSTILE, *TITLES)
HOSTILE_CHARTS = [
    ranking_chart(
        ranking(
            *(bar(text, 3e6, asked=not n, fate=text, sources=(text,)) for n, text in enumerate(EVERYTHING)),
            apart=tuple((text, text) for text in EVERYTHING),
            metric=Metric(unit="views", publisher=CLOSING, region=HOSTILE[1], demographic=HOSTILE[-1]),
        )
    ),
    weekly_chart([run(text, 3e6, (1e6,), sources=(text,)) for text in (CLOSING, *HOSTILE[:6])]),
    weekly_chart([run(text, 3e6, (1e6,), sources=(text,)) for text in (CLOSING, *HOSTILE[-6:])]),
]


@given(text=st.text(max_size=200) | st.sampled_from(HOSTILE), width=st.integers(0, 130))
def test_lines_of_text_stay_in_their_width_and_steer_nothing(text: str, width: int) -> None:
    shown, runs = everywhere(text)
    for written in (ranking_text(shown, width), weekly_text(runs, width)):
        assert not STEERING.search(written)
        assert max(cell_len(line) for line in written.splitlines()) <= max(40, min(width, 100))


@settings(max_examples=12, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_makes_an_image(text: str) -> None:
    shown, runs = everywhere(text)
    for chart in (ranking_chart(shown), weekly_chart(runs)):
        assert not STEERING.search("".join(texts(svg(chart))))


def test_text_from_outside_is_only_text() -> None:
    usual = {each.tag for each in svg(ranking_chart(COMPARED)).iter()}
    for chart in HOSTILE_CHARTS:
        drawn = svg(chart)
        assert {each.tag for each in drawn.iter()} <= usual
        assert not any(name.startswith("on") or "href" in name for each in drawn.iter() for name in each.attrib)
        said = " ".join(texts(drawn))
        assert inert(CLOSING)[:30] in said
        assert write_chart(chart, "png").startswith(b"\x89PNG")


def open_page(browser: webdriver.Chrome, site: Site, chart: Any) -> str:
    address = site.show(write_chart(chart, "html").decode())
    browser.get("about:blank")
    browser.get_log("performance"), browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get(address)
    WebDriverWait(browser, 20, 0.02).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#chart.vega-embed svg"))
    return address


@pytest.mark.parametrize("chart", HOSTILE_CHARTS)
def test_a_browser_draws_the_page_and_fetches_nothing(browser: webdriver.Chrome, site: Site, chart: Any) -> None:
    address = open_page(browser, site, chart)
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]  # type: ignore[no-untyped-call]
    requests = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert requests == [address]
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    with pytest.raises(NoAlertPresentException):
        browser.switch_to.alert  # noqa: B018 - asking for it is the test
    assert browser.execute_script("return [document.scripts.length, document.images.length]") == [2, 0]
    assert browser.title.startswith(CLOSING)


def test_what_is_pointed_at_is_told(browser: webdriver.Chrome, site: Site) -> None:
    open_page(browser, site, weekly_chart([run("<b>Harrow</b> House", 58e6, 30e6)]))
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, "[aria-label*='week 2']")).perform()
    told = WebDriverWait(browser, 10, 0.02).until(lambda b: b.find_element(By.ID, "vg-tooltip-element"))
    assert told.text == "<b>Harrow</b> House, week 2, to 11 June 2023: 30 million, place 2"


OVERLAPS = """
const boxes = [...document.querySelectorAll("#chart svg text")].flatMap(t => t.children.length ? [...t.children] : [t])
    .filter(t => t.textContent.trim()).map(t => [t.textContent, t.getBoundingClientRect()]);
const found = [];
for (const [i, [a, p]] of boxes.entries()) for (const [b, q] of boxes.slice(i + 1))
    if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
        && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 4) found.push([a, b]);
return found;
"""


@pytest.mark.parametrize(
    "chart",
    [
        ranking_chart(COMPARED),
        ranking_chart(ranking(*(bar(title, 3e6, asked=True, fate="renewed") for title in TITLES))),
        weekly_chart(RUNS),
        weekly_chart([run(title, 3e6, 2e6) for title in TITLES]),
        weekly_chart([run(title, 3e6 - n, (2e6,), None) for n, title in enumerate(TITLES)]),
        weekly_chart([run("A", *range(200, 0, -1)), run("B", *[(9,)] * 100)]),
    ],
)
def test_no_text_covers_another(browser: webdriver.Chrome, site: Site, chart: Any) -> None:
    open_page(browser, site, chart)
    assert browser.execute_script(OVERLAPS) == []
