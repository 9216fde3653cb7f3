"""The gate: which texts pass it, and that by their bytes no page is dismissed whose text passes."""

import json
from functools import cache
from html import escape
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading.gate import passes, passes_bytes, television
from underway.reading.page_gate import ENGINES, PageGate

CORPUS = Path(__file__).parents[2] / "corpus" / "articles.jsonl"
PLAIN = "The bridge will stay closed until the season of storms is over, and the show goes on."
SAID = "The second season was shown on HBO."


@cache
def texts() -> list[str]:
    return [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@cache
def gates() -> dict[str, PageGate]:
    return {name: PageGate(television(), engine) for name, engine in ENGINES.items()}


def agreed(page: bytes) -> bool:
    """What the gate says of the page, which is the same with each engine."""
    answers = {gate.passes(page) for gate in gates().values()}
    assert answers == {passes_bytes(page)}
    return answers.pop()


_SPACES = [" "] * 12 + [
    *("  ", "\n", "\r\n\t", "&nbsp;", "&#160;", "&#xA0;", "\u00a0", " <!-- here --> ", "<br>", " <br />\n"),
    *(
        " <b>",
        "</b> ",
        '<a href="/x?a=1&amp;b=2" title="more > less"> ',
        "</a> ",
        "<span\nclass=x>&ensp;</span>",
        " <wbr>",
    ),
]
_MARKS = {
    "’": ["’", "&rsquo;", "&#8217;", "&#x2019;"],
    "'": ["'", "&#39;", "&#039;", "&apos;"],
    "-": ["-", "&#45;", "&hyphen;"],
    "+": ["+", "&plus;", "&#43;"],
    "É": ["É", "&Eacute;", "&#201;"],
    "&": ["&amp;", "&#38;", "&"],
}
_AROUND = [
    "",
    "<nav><ul><li>TV</ul></nav>",
    "<script>var a = '<aside>';</script>",
    "<!-- <footer> -->",
    "<aside>Hulu</aside>",
]


def page_of(text: str, random: Random) -> str:
    """A page in which every mark and space is written as pages write them, and others stand around the text."""
    lines = []
    for line in filter(str.strip, text.splitlines()):
        words = ["".join(random.choice(_MARKS.get(c, [escape(c)])) for c in word) for word in line.split(" ")]
        lines.append("".join(word + random.choice(_SPACES) for word in words))
    if lines and lines[0][0].isalpha() and random.random() < 0.5:
        lines[0] = f'<span class="drop">{lines[0][0]}</span>{lines[0][1:]}'
    body = "".join(f"{random.choice(_AROUND)}<p>{line}</p>\n" for line in lines)
    return f"<!DOCTYPE html><html><head><title>News</title></head><body><h1>News</h1>{body}</body></html>"


_ENCODINGS = ["utf-8", "cp1252", "iso8859-1", "mac-roman", "utf-16", "utf-32"]


@given(st.data(), st.integers(0, 2**32), st.sampled_from(_ENCODINGS))
def test_no_page_is_dismissed_whose_text_passes(data: st.DataObject, seed: int, encoding: str) -> None:
    text = data.draw(st.sampled_from(texts()))
    start = data.draw(st.integers(0, len(text) - 1))
    text = text[start : start + data.draw(st.sampled_from([80, 300, len(text)]))]
    page = page_of(text, Random(seed)).encode(encoding, "xmlcharrefreplace")
    assert agreed(page) >= passes(text)


@pytest.mark.parametrize(
    "written",
    [
        "The writers&rsquo; <i>room</i> opened.",
        "The writers&#39;\n   room opened.",
        "A TV&nbsp;series".replace("TV", "tv"),
        "A television\n<b>series</b> of ten",
        "The SEASON FINALE was long.",
        "It is a soap<br>\n opera.",
        "<span>S</span>howrunner Ada Fenn left.",
        "The N&#101;tflix show",
        "on A&amp;E and elsewhere",
        "on Disney&plus; and elsewhere",
        "on RT&Eacute; and elsewhere",
        "two streamers",
        "<ABBR TITLE='a > b'>ITV</ABBR>",
        "if a < b then Hulu",
        "it is on ITV",
        "<aside>It never ends: HBO",
        "<nav><a>Menu</a><main>On HBO.</main></nav>",
        "<aside><h1>HBO renews it</h1></aside>",
        "<script>var a = '<aside>';</script>On HBO.<aside></aside>",
        "<!-- <nav> -->On HBO.<nav></nav>",
    ],
)
def test_what_is_written_in_html_is_seen(written: str) -> None:
    assert agreed(f"<body><p>{written}".encode())


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{PLAIN}</p>",
        f"<p>{PLAIN}</p><nav><a>HBO</a></nav>",
        f"<p>{PLAIN}</p><ASIDE class='rail'><h3>HBO renews it</h3></ASIDE>",
        f"<p>{PLAIN}</p><footer><nav>On</nav> ITV</footer>",
        f"<p>{PLAIN}</p><script>track('HBO')</script><style>.HBO {{}}</style>",
        f"<p>{PLAIN}</p><aside><script>'</aside>'</script>HBO</aside>",
        f'<p>{PLAIN}</p><svg><path d="M6 12C4 5 E4 8"/></svg><img alt="HBO"><!-- HBO -->',
        f"<p>{PLAIN} TV. A series of drama. AHBO, HBOx, dramas series</p>",
        "",
    ],
)
def test_what_a_page_does_not_show_is_not_seen(page: str) -> None:
    assert not agreed(page.encode())


@given(st.binary(max_size=2000))
def test_any_bytes_get_one_answer(page: bytes) -> None:
    agreed(page)


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "HBO", " ", "<aside>", "</aside>", "<h1>", "<script>", "</script>", "&", "tv", "series", "é"]
        )
    )
)
def test_any_markup_gets_one_answer(pieces: list[str]) -> None:
    agreed("".join(pieces).encode())


@pytest.mark.parametrize(
    "hostile",
    ["tv <" * 5_000, "tv <b " * 5_000, "HBO" + "<" * 20_000, "tv" + "<b>" * 10_000, "<aside>HBO" * 3_000],
)
def test_hostile_pages_take_no_time(hostile: str) -> None:
    agreed(hostile.encode())


def test_texts_pass_that_speak_of_television() -> None:
    assert passes(SAID)
    assert not passes(PLAIN)
