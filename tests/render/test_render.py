"""Answers and claims written out, with text from outside that tries to be more than text."""

import re
from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest
from dossier.stories import watched
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from underway.dossier import Dossier, Said, compose
from underway.render import labels
from underway.render.claims import claim_record, claims_text
from underway.render.inert import inert, inert_markdown, web_address
from underway.render.markdown import dossier_markdown
from underway.render.records import json_text
from underway.render.text import dossier_text
from underway.vocabulary import (
    Audience,
    Claim,
    Company,
    Credit,
    Date,
    Document,
    Episodes,
    Evidence,
    Quote,
    Status,
    claim_from_json,
    make_claim,
)

from .hostile import HOSTILE

SHOW = "Harrow House"


def document(text: str, **fields: object) -> Document:
    values: dict[str, object] = {"published": date(2021, 5, 5), "source_id": "dial-1", **fields}
    return Document(text=text, **values)  # type: ignore[arg-type]


def whole(doc: Document, kind: type[Claim], **fields: object) -> Said[Claim]:
    made: Claim = make_claim(kind, doc, 0, len(doc.text), rule="test", reader="test 1", **fields)
    return Said(made, doc)


def everything_of(text: str) -> Dossier:
    """A dossier in which every string from outside is the text."""
    doc = document(text, source_id=text, publisher=text, title=text, url=text)
    bare = document(text, source_id=text)
    made = [
        whole(doc, Status, show=text, season=2, status="renewed", certainty="asserted"),
        whole(bare, Status, show=text, season=2, status="cancelled", certainty="reported"),
        whole(doc, Quote, show=text, speaker=text, venue=text, quote=text),
        whole(doc, Audience, show=text, season=1, value=5e6, unit="views", window="P7D", platform=text),
        whole(doc, Date, show=text, season=1, event="premiere", date="2020-10-02", certainty="asserted"),
        whole(doc, Credit, show=text, role="cast", person=text, character=text),
        whole(doc, Company, show=text, role="former_network", name=text),
        whole(doc, Episodes, show=text, season=1, count=10),
    ]
    peer = whole(doc, Audience, show=f"{text} 2", season=None, value=9e6, unit="views", window="P7D", platform=text)
    return compose(text, made, watched=watched([peer]), today=date(2022, 1, 1), close_titles=(text,))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


OWN_TAGS = {"h1", "h2", "p", "strong", "blockquote", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_from_outside_steers_the_terminal(hostile: str) -> None:
    for show in (everything_of(hostile), compose(hostile, [], today=date(2022, 1, 1), close_titles=(hostile,))):
        text = dossier_text(show)
        assert not re.search(r"[^\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u2030-\u205f\u2070-\U0010ffff]", text)
        assert "Harrow" in text or "alert" in text


def test_rich_markup_from_outside_stays_as_it_is() -> None:
    assert "[bold red]Harrow[/bold red]" in dossier_text(everything_of(HOSTILE[0]), width=100)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_colour_adds_only_styles(hostile: str) -> None:
    coloured = dossier_text(everything_of(hostile), colour=True)
    assert re.search(r"\x1b\[1;32m", coloured)
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert (
        "\n".join(line.rstrip() for line in without.splitlines()).strip()
        == dossier_text(everything_of(hostile)).strip()
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_from_outside_stays_text(hostile: str) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(dossier_markdown(everything_of(hostile)))
    tags = Tags()
    tags.feed(html)
    assert tags.seen <= OWN_TAGS
    assert html.count("<h1>") == 1
    assert "\x1b" not in html
    assert "\u202e" not in html


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_inert_text_is_one_line_without_controls(text: str) -> None:
    assert all(c.isprintable() or c in "\u00ad\u200c\u200d" or not c.isascii() for c in inert(text))
    assert "\n" not in inert(text)


@given(st.text(alphabet="ab \\`*_{}[]()<>#+-.!|~&'\"=:/123", min_size=1).filter(str.strip))
def test_inert_markdown_reads_as_the_text(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parseInline(inert_markdown(text))
    children = tokens[0].children or []
    assert {t.type for t in children} <= {"text", "text_special"}
    assert "".join(t.content for t in children) == inert(text)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a b?c=<d>", "https://example.org/a%20b?c=%3Cd%3E"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def plain_dossier() -> Dossier:
    doc = document(
        "Lantern has renewed Harrow House for a second season. It began on 2 October 2020. In its first 28 days 58 "
        "million households watched. Low Tide had 70 million.",
        publisher="The Dial",
        url="https://dial.example/harrow",
    )

    def said(kind: type[Claim], words: str, **fields: object) -> Said[Claim]:
        start = doc.text.index(words)
        made: Claim = make_claim(kind, doc, start, start + len(words), rule="t", reader="t 1", **fields)
        return Said(made, doc)

    counted: dict[str, object] = {"unit": "households", "window": "P28D", "platform": "Lantern"}
    return compose(
        SHOW,
        [
            said(Status, "Lantern has renewed Harrow House for a second season.", show=SHOW, season=2, status="renewed",
                 certainty="asserted"),
            said(Date, "It began on 2 October 2020.", show=SHOW, season=1, event="premiere", date="2020-10-02",
                 certainty="asserted"),
            said(Audience, "In its first 28 days 58 million households watched.", show=SHOW, season=1, value=58_000_000,
                 **counted),
            said(Company, "Lantern", show=SHOW, role="network", name="Lantern"),
        ],
        watched=watched(
            [said(Audience, "Low Tide had 70 million.", show="Low Tide", season=None, value=70_000_000, **counted)]
        ),
        today=date(2021, 6, 1),
    )  # fmt: skip


def test_the_answer_comes_first_then_its_words_and_their_source() -> None:
    lines = [line.strip() for line in dossier_text(plain_dossier()).splitlines() if line.strip()]
    assert lines[:4] == [
        "Yes: season 2 of Harrow House is coming.",
        "since 5 May 2021 · stage: renewed",
        "“Lantern has renewed Harrow House for a second season.”",
        "— The Dial, 5 May 2021 [1]",
    ]


def test_bars_are_as_long_as_their_figures() -> None:
    text = dossier_text(plain_dossier())
    bars = {label: len(bar) for label, bar in re.findall(r"^    (\S.*?)  +(█+)", text, re.MULTILINE)}
    assert bars["Low Tide"] > bars["Harrow House, S1"] > bars["Low Tide"] * 0.75
    assert "58 million households, first 28 days after 2 October 2020, Lantern." in " ".join(text.split())
    assert "2nd of the 2 shows compared here." in text


@pytest.mark.parametrize("width", [40, 80, 100, 200])
def test_lines_keep_to_the_width(width: int) -> None:
    text = dossier_text(plain_dossier(), width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())


def test_without_a_width_each_thing_is_one_line() -> None:
    text = dossier_text(plain_dossier(), width=None)
    lines = [line.strip() for line in text.splitlines()]
    assert "Harrow House, S1: 58 million households, first 28 days after 2 October 2020, Lantern." in lines
    assert dossier_text(everything_of("long words " * 200), width=None).count("\n") < 80


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("It is back.", "“It is back.”"),
        ("“It is back.”", "“It is back.”"),
        ("“Low Tide” is back.", "‘“Low Tide” is back.’"),
        ("“It is back,” she said. “All of it.”", "‘“It is back,” she said. “All of it.”’"),
        ('It is "back".', '‘It is "back".’'),
        ("It’s back.", "“It’s back.”"),
        ("“", "‘“’"),
    ],
)
def test_quotation_marks_tell_what_is_quoted(words: str, quoted: str) -> None:
    assert labels.quoted(words) == quoted


def test_a_quotation_that_its_document_breaks_off_shows_where() -> None:
    doc = document("“We start over in May,” said Ida Crane. “All of us.”")
    said = whole(doc, Quote, show=SHOW, speaker="Ida Crane", venue=None, quote="We start over in May, All of us.")
    text = dossier_text(compose(SHOW, [said], today=date(2021, 6, 1)))
    assert "“We start over in May … All of us.”\n    — Ida Crane, 5 May 2021 [1]\n" in text


@pytest.mark.parametrize(
    ("value", "unit", "amount"),
    [(58e6, "households", "58 million"), (4.2, "percent", "4.2 %"), (2, "rating", "2.0"), (0.75, "rating", "0.75")],
)
def test_amounts(value: float, unit: str, amount: str) -> None:
    assert labels.amount(value, unit) == amount


def test_markdown_links_its_sources() -> None:
    markdown = dossier_markdown(plain_dossier())
    assert markdown.startswith("# Harrow House\n\n**Yes: season 2 of Harrow House is coming.**\n")
    assert "- [\\[1\\]](<https://dial.example/harrow>) The Dial, 5 May 2021" in markdown


def test_an_unknown_title_is_answered_with_close_ones() -> None:
    dossier = compose("Harow House", [], today=date(2022, 1, 1), close_titles=(SHOW,))
    assert dossier_text(dossier).split("\n")[1:4] == [
        "  Unknown: no document here speaks of Harow House.",
        "",
        "  Did you mean: Harrow House?",
    ]


def test_a_claim_as_a_line_of_json() -> None:
    doc = document("Ida said: “We start over in May, all of us.” 2 million watched.")
    quote = make_claim(
        Quote, doc, 11, 44, rule="quote.said", reader="t 1", show=SHOW, speaker="Ida Crane", venue=None,
        quote="We start over in May, all of us.", speaker_mention=Evidence(0, 3, "Ida"),
    )  # fmt: skip
    status = make_claim(
        Status, doc, 11, 44, rule="s", reader="t 1", show=SHOW, season=None, status="renewed", certainty="asserted"
    )
    first, second = (msgspec.json.decode(json_text(claim_record(claim, doc))) for claim in (quote, status))
    assert first == {
        "id": quote.id,
        "document": "dial-1",
        "kind": "quote",
        "show": SHOW,
        "speaker": "Ida Crane",
        "venue": None,
        "quote": "We start over in May, all of us.",
        "speaker_mention": {"start": 0, "end": 3, "text": "Ida"},
        "evidence": {"start": 11, "end": 44, "text": doc.text[11:44]},
        "rule": "quote.said",
        "reader": "t 1",
    }
    assert second["season"] is None
    assert "attributed_to" not in second
    assert claim_from_json(msgspec.json.encode(second | {"document": doc.id})) == status


def test_claims_as_text_name_the_document_and_show_the_words() -> None:
    doc = document("It is back.\x1b[2J", source_id="dial-1")
    said = whole(doc, Status, show=SHOW, season=2, status="renewed", certainty="reported")
    assert claims_text([said.claim], doc) == (
        "dial-1, 5 May 2021: 1 claim\n"
        "  status    Harrow House, season 2: renewed (reported)\n"
        "            “It is back.‹U+001B›[2J”\n"
    )


def test_claims_as_text_keep_to_a_width() -> None:
    doc = document("Harrow House is back, " + "and back, " * 20 + "for good.")
    said = whole(doc, Status, show=SHOW, season=2, status="renewed", certainty="asserted")
    lines = claims_text([said.claim], doc, width=50).splitlines()
    assert max(map(len, lines)) <= 50
    assert " ".join(" ".join(lines[2:]).split()) == f"“{doc.text}”"
    assert all(line.startswith(" " * 12) for line in lines[2:])
