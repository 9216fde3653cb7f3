"""Documents: the text as it was published, its places counted in characters, an id made from its content."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.vocabulary import Document, Evidence, Status, VocabularyError, check_evidence, claim_from_json, make_claim

from .samples import DOCUMENT, TEXT

# Awkward to count: more than one character to a letter, more than one byte or UTF-16 unit to a character, line ends.
AWKWARD = [
    "é",
    "e\u0301",
    "🎬",
    "👩‍👩‍👧",
    "🇫🇷",
    "\r\n",
    "\r",
    "\u2028",
    "“",
    "’",
    "ﬁ",
    "한",
    "ا",
    "\u200b",
    "\ufeff",
    "\x00",
    " ",
    "a",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.lists(st.sampled_from(AWKWARD), min_size=1).map("".join),
).filter(lambda text: bool(text.strip()))


@st.composite
def places(draw: st.DrawFn) -> tuple[Document, int, int]:
    document = Document(text=draw(texts))
    start = draw(st.integers(0, len(document.text) - 1))
    return document, start, draw(st.integers(start + 1, len(document.text)))


@given(places())
def test_evidence_is_what_stands_at_its_place(place: tuple[Document, int, int]) -> None:
    document, start, end = place
    fields = {"show": "Café Noir", "season": 2, "status": "renewed", "certainty": "asserted"}
    claim = make_claim(Status, document, start, end, rule="r", reader="r 1", **fields)
    for each in (claim, claim_from_json(claim.to_json())):
        assert document.text[each.evidence.start : each.evidence.end] == each.evidence.text
        check_evidence(each, document)
        check_evidence(each, Document.from_json(document.to_json()))


@given(places(), texts)
def test_evidence_that_stands_elsewhere_is_refused(place: tuple[Document, int, int], other: str) -> None:
    document, start, end = place
    words = document.text[start:end]
    other = (other * len(words))[: len(words)]
    assert document.holds(Evidence(start, end, other)) == (other == words)


@given(texts)
def test_the_text_is_neither_trimmed_nor_folded(text: str) -> None:
    document = Document(text=text)
    assert document.text == text
    assert Document.from_json(document.to_json()).text == text


@given(
    st.builds(
        Document,
        text=texts,
        source_id=st.none() | texts,
        url=st.none() | texts,
        publisher=st.none() | texts,
        published=st.none() | st.dates(),
        title=st.none() | texts,
        language=st.none() | st.sampled_from(["en", "fr"]),
    )
)
def test_json_both_ways(document: Document) -> None:
    again = Document.from_json(document.to_json())
    assert again == document
    assert again.id == document.id
    assert again.to_json() == document.to_json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", TEXT + " "),
        ("text", TEXT.replace("\r\n", "\n")),
        ("text", TEXT.replace("e\u0301", "é")),
        ("url", "https://example.org/noir/2"),
        ("url", None),
        ("publisher", "Another"),
        ("publisher", None),
        ("published", date(2021, 5, 6)),
        ("published", None),
        ("title", "Café Noir"),
        ("title", None),
    ],
)
def test_the_id_depends_on_the_content(field: str, value: Any) -> None:
    assert _with(**{field: value}).id != DOCUMENT.id


@pytest.mark.parametrize(("field", "value"), [("source_id", "other"), ("source_id", None), ("language", None)])
def test_the_id_does_not_depend_on_what_is_beside_it(field: str, value: Any) -> None:
    assert _with(**{field: value}).id == DOCUMENT.id


def test_what_its_source_calls_it_stands_in_for_the_url() -> None:
    one, other = Document(text="Same text.", source_id="a"), Document(text="Same text.", source_id="b")
    assert one.id != other.id


def test_the_name_is_what_its_source_calls_it() -> None:
    assert DOCUMENT.name == "noir-1"
    assert _with(source_id=None).name == DOCUMENT.id


def _with(**fields: Any) -> Document:
    names = ("text", "source_id", "url", "publisher", "published", "title", "language")
    return Document(**({name: getattr(DOCUMENT, name) for name in names} | fields))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \r\n\t"}, "text"),
        ({"text": 3}, "text"),
        ({"text": None}, "text"),
        ({"source_id": 3}, "source_id"),
        ({"url": ["https://example.org"]}, "url"),
        ({"publisher": {}}, "publisher"),
        ({"published": "5 May 2021"}, "published"),
        ({"published": "2021-13-05"}, "published"),
        ({"published": "2021-05"}, "published"),
        ({"published": 20210505}, "published"),
        ({"title": 3}, "title"),
        ({"language": 3}, "language"),
        ({"id": "0" * 32}, "id"),
        ({"id": None}, "id"),
    ],
)
def test_a_misfit_is_refused_by_its_name(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(VocabularyError, match=f"^{field}: "):
        Document.from_json(json.dumps({"text": "Some text."} | fields))


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(VocabularyError, match=r"^text: is missing$"):
        Document.from_json("{}")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"text": "\xff"}', b"\xff"])
def test_what_is_no_document_at_all(data: bytes) -> None:
    with pytest.raises(VocabularyError):
        Document.from_json(data)


@pytest.mark.parametrize(
    ("fields", "message"), [({"text": "a\ud83c"}, "^text: "), ({"text": "a", "title": "\udc00"}, "title: ")]
)
def test_half_a_character_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        Document(**fields)


def test_documents_never_change() -> None:
    with pytest.raises(AttributeError):
        DOCUMENT.text = "Another text."  # type: ignore[misc]
