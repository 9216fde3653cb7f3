"""Changes as Atom, read back by a reader of feeds and by an XML parser."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from typing import Any

import feedparser
import pytest
from dossier.stories import SHOW, claim, document, tell
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from underway.dossier import Change, Source
from underway.dossier.changes import changes
from underway.render.feed import changes_atom
from underway.render.inert import inert
from underway.vocabulary import Date, Status

from .hostile import HOSTILE

ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
NOW = datetime(2021, 7, 1, 12, tzinfo=UTC)
strings = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(HOSTILE)


def source(**fields: Any) -> Source:
    known: dict[str, Any] = {"name": "dial-1", "url": None, "publisher": "The Dial", "title": None, **fields}
    return Source(number=1, document="0" * 32, published=date(2021, 5, 5), **known)


def change(**fields: Any) -> Change:
    values: dict[str, Any] = {
        "id": "c" * 32,
        "show": SHOW,
        "season": 2,
        "day": date(2021, 5, 5),
        "learned": None,
        "what": "verdict",
        "before": None,
        "after": "yes",
        "certainty": "asserted",
        "said": "Season 2: coming.",
        "sources": ((source(), "It is back."),),
    }
    return Change(**values | fields)


def atom(*made: Change) -> bytes:
    return changes_atom(made, title=f"Underway: {SHOW}", feed_id="urn:underway:feed:1", updated=NOW)


def entries(data: bytes) -> list[Any]:
    read = feedparser.parse(data)
    assert not read.bozo
    assert read.version == "atom10"
    return list(read.entries)


def via(entry: Any) -> list[str]:
    return [link.href for link in entry.get("links", []) if link.rel == "via"]


def words(data: bytes) -> list[str]:
    """What is to be read in the entries."""
    return [text for element in etree.fromstring(data).iter(f"{ATOM}content") for text in element.itertext()]


def test_a_history_as_a_feed_reader_has_it() -> None:
    ordered = "Harrow House has its second season."
    dated = "Season 2 of Harrow House begins on 2 October."
    dial = document("2021-05-05", ordered, publisher="The Dial", url="https://dial.example/one")
    lamp = document("2021-06-01", dated, publisher="The Lamp", url="https://lamp.example/two")
    about: dict[str, Any] = {"show": SHOW, "season": 2, "certainty": "asserted"}
    said = [
        claim(dial, Status, ordered, status="renewed", **about),
        claim(lamp, Date, dated, event="premiere", date="2021-10-02", **about),
    ]
    made = changes(SHOW, said, until=date(2021, 7, 1))
    data = atom(*made)
    assert [(e.title, e.updated, via(e)) for e in entries(data)] == [
        (f"{SHOW}: {made[1].said}", "2021-06-01T00:00:00+00:00", ["https://lamp.example/two"]),
        (f"{SHOW}: {made[0].said}", "2021-05-05T00:00:00+00:00", ["https://dial.example/one"]),
    ]
    assert words(data)[5:] == [made[0].said, f"“{ordered}”", "— ", "The Dial", ", 5 May 2021"]


def test_an_entry_keeps_its_id_when_more_is_known() -> None:
    said = [*tell("2021-05-05", "renewed 2"), *tell("2021-06-01", "delayed 2"), *tell("2021-06-20", "cancelled 2")]
    before = [e.id for e in entries(atom(*changes(SHOW, said, until=date(2021, 6, 10))))]
    after = [e.id for e in entries(atom(*changes(SHOW, said, until=date(2021, 7, 1))))]
    assert len(before) == 2
    assert after == [after[0], *before]
    assert all(id_.startswith("urn:underway:change:") for id_ in after)


def test_the_feed_has_what_atom_demands() -> None:
    feed = etree.fromstring(atom(change()))
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "urn:underway:feed:1"
    assert feed.findtext(f"{ATOM}title") == f"Underway: {SHOW}"
    assert feed.findtext(f"{ATOM}updated") == NOW.isoformat()
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Underway"
    for entry in feed.iter(f"{ATOM}entry"):
        assert [child.tag for child in entry] == [f"{ATOM}{tag}" for tag in ("id", "title", "updated", "content")]
    assert [e.tag for e in etree.fromstring(atom())] == [
        ATOM + t for t in ("id", "title", "updated", "author", "generator")
    ]


def test_an_entry_is_as_new_as_what_the_ledger_learned() -> None:
    learned = datetime(2021, 6, 3, 1, 2, 3, tzinfo=timezone(timedelta(hours=2)))
    data = atom(
        change(id="a" * 32, day=date(2021, 6, 2)),
        change(id="b" * 32, day=date(2021, 5, 1), learned=learned),
        change(id="d" * 32, day=date(2021, 6, 2)),
    )
    assert [(e.id[-1], e.updated) for e in entries(data)] == [
        ("b", learned.isoformat()),
        ("d", "2021-06-02T00:00:00+00:00"),
        ("a", "2021-06-02T00:00:00+00:00"),
    ]


def test_equal_changes_make_equal_bytes_in_any_order() -> None:
    made = [change(id=letter * 32, day=date(2021, 5, day)) for letter, day in [("a", 5), ("b", 5), ("c", 4)]]
    assert len({atom(*order) for order in permutations(made)}) == 1


@pytest.mark.parametrize(
    ("urls", "linked"),
    [
        (['https://dial.example/a?b="c"&d', "http://lamp/"], ["https://dial.example/a?b=%22c%22&d", "http://lamp/"]),
        (["https://dial.example/a", "https://dial.example/a"], ["https://dial.example/a"]),
        ([None, "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"], []),
    ],
)
def test_each_web_address_of_a_source_is_linked_once(urls: list[str | None], linked: list[str]) -> None:
    data = atom(change(sources=tuple((source(url=url), f"Words {n}.") for n, url in enumerate(urls))))
    assert via(entries(data)[0]) == linked
    anchors = [a.get("href") for a in etree.fromstring(data).iter(f"{XHTML}a")]
    assert list(dict.fromkeys(a.partition("#:~:text=Words%20")[0] for a in anchors)) == linked


@given(strings, strings, strings)
def test_text_from_outside_stays_text(show: str, publisher: str, quoted: str) -> None:
    of = source(publisher=publisher, name=publisher, title=publisher, url=f"https://dial.example/{publisher}")
    data = atom(change(show=show, said=quoted, sources=((of, quoted), (source(url=publisher), show))))
    feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False, recover=False))
    assert {etree.QName(e).localname for e in feed.iter()} <= {
        *("feed", "id", "title", "updated", "author", "name", "generator", "entry", "content", "link"),
        *("div", "p", "blockquote", "a"),
    }
    assert len(list(feed.iter(f"{XHTML}p"))) == 5
    assert all({*e.attrib} <= {"href", "rel", "type"} for e in feed.iter())
    assert all(e.get("href").startswith(("https://", "http://")) for e in feed.iter() if "href" in e.attrib)
    assert "".join(feed.findtext(f"{ATOM}entry/{ATOM}title").split()) == "".join(shown(f"{show}: {quoted}").split())
    for text in feed.itertext():
        assert inert(text) == " ".join(text.split())


def shown(text: str) -> str:
    return inert(text).replace("\ufffe", "‹U+FFFE›").replace("\uffff", "‹U+FFFF›")


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_words_from_a_document_are_quoted_as_they_read(text: str) -> None:
    data = atom(change(sources=((source(), f"“Yes”, {text}."),)))
    assert words(data)[1] == f"‘{shown(f'“Yes”, {text}.')}’"
