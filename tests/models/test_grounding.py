"""What a model says becomes a claim only where it points at words of the document, and follows from them."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.random_answers import Babbler, articles, as_answer, check_grounded
from underway.models.grounding import Grounded, ground
from underway.models.prompts import examples
from underway.vocabulary import Claim, Document, Quote
from underway.vocabulary.titles import title_key

ARTICLES = articles()

TEXT = """Harrow House gets a third season

Saltmarsh TV has renewed “Harrow House” for a third season of eight episodes – it returns in March.
Ada Quill and Bram Quill, who created the drama, stay on. “We never\u00a0wanted to leave  the house,” said Ada, “and now
we cannot.” She spoke to the Harbour Gazette.

The second season was seen by 3.2 million households in its first 28 days. Low Tide is over: it was cancelled in May
after two seasons. Star Edda Moor tweeted on Sunday: “So long, and thanks for all the eels.”

A third season of Harrow House had been in doubt."""
DOCUMENT = Document(text=TEXT, source_id="harrow", published=date(2031, 6, 12))

STATUS: dict[str, Any] = {
    "kind": "status", "words": "has renewed “Harrow House” for a third season", "show": "Harrow House", "season": 3,
    "status": "renewed", "certainty": "asserted", "attributed_to": "Saltmarsh TV",
}  # fmt: skip
QUOTE: dict[str, Any] = {
    "kind": "quote", "words": "“We never wanted to leave the house,” said Ada", "show": "Harrow House", "season": None,
    "speaker": "Ada Quill", "speaker_words": "Ada", "venue": "Harbour Gazette",
    "quote": "We never wanted to leave the house, and now we cannot.",
}  # fmt: skip
AUDIENCE: dict[str, Any] = {
    "kind": "audience", "words": "The second season was seen by 3.2 million households in its first 28 days",
    "show": "Harrow House", "season": 2, "value": 3_200_000, "unit": "households", "window": "P28D", "platform": None,
}  # fmt: skip
DATE: dict[str, Any] = {
    "kind": "date", "words": "it returns in March", "show": "Harrow House", "season": 3, "event": "premiere",
    "date": "2032-03", "certainty": "asserted",
}  # fmt: skip
CANCELLED: dict[str, Any] = {
    "kind": "date", "words": "it was cancelled in May\nafter two seasons", "show": "Low Tide", "season": 3,
    "event": "cancellation", "date": "2031-05", "certainty": "asserted",
}  # fmt: skip
CREDIT: dict[str, Any] = {
    "kind": "credit", "words": "Ada Quill and Bram Quill, who created the drama", "show": "Harrow House",
    "role": "creator", "person": "Bram Quill",
}  # fmt: skip
COMPANY: dict[str, Any] = {
    "kind": "company", "words": "Saltmarsh TV has renewed “Harrow House”", "show": "Harrow House", "role": "network",
    "name": "Saltmarsh TV",
}  # fmt: skip
EPISODES: dict[str, Any] = {
    "kind": "episodes", "words": "for a third season of eight episodes", "show": "Harrow House", "season": 3,
    "count": 8,
}  # fmt: skip
RIGHT = [STATUS, QUOTE, AUDIENCE, DATE, CANCELLED, CREDIT, COMPANY, EPISODES]


def grounded(*claims: dict[str, Any], document: Document = DOCUMENT, **options: Any) -> Grounded:
    return ground(document, json.dumps({"claims": claims}), reader="model:test", **options)


def only(found: Grounded) -> Claim:
    (claim,) = found.claims
    assert not found.refused
    return claim


def test_what_follows_from_the_words_passes() -> None:
    found = grounded(*RIGHT)
    assert (len(found.claims), found.refused, found.said) == (len(RIGHT), {}, len(RIGHT))
    for claim in found.claims:
        check_grounded(DOCUMENT, claim)
        assert (claim.rule, claim.reader) == ("model", "model:test")


@pytest.mark.parametrize(
    ("claim", "change", "reason"),
    [
        (STATUS, {"words": "has renewed Harrow House for a third season"}, "words not in the document"),
        (STATUS, {"words": "Has Renewed “Harrow House” For A Third Season"}, "words not in the document"),
        (STATUS, {"words": "renewed … third season"}, "words not in the document"),
        (STATUS, {"words": "enewed “Harrow House”"}, "words not in the document"),
        (STATUS, {"words": ""}, "words not in the document"),
        (STATUS, {"show": "Harrow Hall"}, "name not in the document"),
        (STATUS, {"show": "it"}, "name not in the document"),
        (STATUS, {"attributed_to": "Netflix"}, "name not in the document"),
        (STATUS, {"season": 4}, "number not in the words"),
        (STATUS, {"season": 2}, "number not in the words"),
        (STATUS, {"status": "revived"}, "not of the form"),
        (STATUS, {"show": None}, "not of the form"),
        (STATUS, {"kind": "weather"}, "not of the form"),
        (QUOTE, {"quote": "We never wanted to sell the house, and now we cannot."}, "words not in the document"),
        (QUOTE, {"quote": "We never wanted to, and now we cannot."}, "words not in the document"),
        (QUOTE, {"quote": "and now we cannot, So long, and thanks"}, "words not in the document"),
        (QUOTE, {"quote": "Ada Quill and Bram Quill, who created the drama"}, "words not in the document"),
        (QUOTE, {"quote": "now we cannot"}, "words not in the document"),
        (QUOTE, {"speaker": "Bram Stone"}, "name not in the document"),
        (QUOTE, {"speaker_words": "the actress"}, "words not in the document"),
        (QUOTE, {"venue": "Variety"}, "name not in the document"),
        (AUDIENCE, {"value": 3.2}, None),
        (AUDIENCE, {"value": 32_000_000}, "number not in the words"),
        (AUDIENCE, {"value": 3_300_000}, "number not in the words"),
        (AUDIENCE, {"value": 1e300}, "number not in the words"),
        (AUDIENCE, {"unit": "views"}, "number not in the words"),
        (AUDIENCE, {"window": "P7D"}, "number not in the words"),
        (AUDIENCE, {"window": "four weeks"}, "number not in the words"),
        (AUDIENCE, {"platform": "Hulu"}, "name not in the document"),
        (AUDIENCE, {"demographic": "adults 18-49"}, "name not in the document"),
        (AUDIENCE, {"region": "US"}, "name not in the document"),
        (DATE, {"date": "2031-03"}, None),
        (DATE, {"date": "2033-03"}, "date does not follow from the words"),
        (DATE, {"date": "2032-04"}, "date does not follow from the words"),
        (DATE, {"date": "2032-03-09"}, "date does not follow from the words"),
        (DATE, {"date": "next March"}, "date does not follow from the words"),
        (CANCELLED, {"date": "2032-05"}, "date does not follow from the words"),
        (CANCELLED, {"season": 5}, "number not in the words"),
        (CREDIT, {"person": "Bram Moor"}, "name not in the document"),
        (CREDIT, {"person": "Edda Moor", "words": "Ada Quill and Bram Quill"}, "about another show or name"),
        (CREDIT, {"character": "Ada Quill"}, "not of the form"),
        (CREDIT, {"role": "cast", "character": "Captain Low"}, "name not in the document"),
        (COMPANY, {"name": "Saltmarsh Pictures"}, "name not in the document"),
        (EPISODES, {"count": 10}, "number not in the words"),
        (EPISODES, {"season": 6}, "number not in the words"),
    ],
)
def test_one_wrong_thing_is_enough(claim: dict[str, Any], change: dict[str, Any], reason: str | None) -> None:
    found = grounded({**claim, **change})
    assert found.refused == ({reason: 1} if reason else {})
    assert len(found.claims) == (reason is None)


def test_words_about_another_show_are_refused() -> None:
    found = grounded(CANCELLED, {**STATUS, "words": "Low Tide is over"})
    assert (len(found.claims), found.refused) == (1, {"about another show or name": 1})


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ('has renewed "Harrow House" for', "has renewed “Harrow House” for"),
        ("has renewed 'Harrow House' for", "has renewed “Harrow House” for"),
        ("eight episodes - it returns", "eight episodes – it returns"),
        ("eight episodes -- it returns", "eight episodes – it returns"),
        (" We never wanted to leave the house ", "We never\u00a0wanted to leave  the house"),
        ("cancelled in May after", "cancelled in May\nafter"),
    ],
)
def test_space_quotation_marks_and_dashes_are_folded(words: str, stands: str) -> None:
    claim = only(grounded({**STATUS, "words": words, "season": None}))
    assert claim.evidence.text == stands


@pytest.mark.parametrize(
    ("text", "show", "as_written"),
    [
        ("THE HARROWS is back for season 2.", "The Harrows", "THE HARROWS"),
        ("“Harrow’s End” is back for season 2.", "Harrow's End", "Harrow’s End"),
        ("Harrow &\nSons is back for season 2.", "Harrow & Sons", "Harrow & Sons"),
        ("The Café is back. THE CAFÉ is back for season 2.", "The Café", "The Café"),
        ("Café Blau is back for season 2.", "Cafe Blau", "Café Blau"),
        ("Harrows is back for season 2.", "The Harrows", "Harrows"),
    ],
)
def test_names_are_written_as_the_text_writes_them(text: str, show: str, as_written: str) -> None:
    said = {**STATUS, "words": "is back for season 2", "show": show, "season": 2, "attributed_to": None}
    assert only(grounded(said, document=Document(text=text))).show == as_written


@pytest.mark.parametrize(
    ("text", "show"),
    [("She told us that it is back.", "US"), ("The lost are back.", "Lost"), ("Harrows is back.", "Harrow")],
)
def test_other_words_are_no_names(text: str, show: str) -> None:
    said = {**STATUS, "words": "back", "show": show, "season": None, "attributed_to": None}
    assert grounded(said, document=Document(text=text)).refused == {"name not in the document": 1}


def test_a_surname_may_be_shared() -> None:
    document = Document(text="Bron and Jacinta Teague created Low Tide. Sol Maddern leads it with Jacinta Penn.")
    credit = {**CREDIT, "words": "Bron and Jacinta Teague created Low Tide", "show": "Low Tide"}
    assert only(grounded({**credit, "person": "Bron Teague"}, document=document)).fields()["person"] == "Bron Teague"
    assert grounded({**credit, "person": "Sol Teague"}, document=document).refused == {"name not in the document": 1}


def test_words_that_stand_more_than_once_belong_where_the_names_are() -> None:
    text = "Low Tide: renewed.\n\nEel Street: cancelled.\n\nPier Nine: renewed.\n\nMole: renewed."
    shows = ["Pier Nine", "Mole", "Low Tide"]
    said = [{**STATUS, "words": "renewed", "show": s, "season": None, "attributed_to": None} for s in shows]
    found = grounded(*said, document=Document(text=text))
    assert [c.evidence.start for c in found.claims] == [text.index(f"{s}: ") + len(s) + 2 for s in shows]


def test_words_that_stand_more_than_once_follow_the_order_of_the_answer() -> None:
    text = "Low Tide. It is back. Yes, really. Low Tide. It is back."
    said = {**STATUS, "words": "It is back", "show": "Low Tide", "season": None, "attributed_to": None}
    found = grounded({**said, "words": "Yes, really"}, {**said, "certainty": "reported"}, document=Document(text=text))
    assert [c.evidence.start for c in found.claims] == [text.index("Yes"), text.rindex("It")]


def test_the_window_comes_first() -> None:
    at = TEXT.rindex("third season")
    said = {**STATUS, "words": "third season"}
    assert only(grounded(said)).evidence.start < at
    assert only(grounded(said, start=at - 20)).evidence.start == at
    assert only(grounded(STATUS, start=at - 20)).evidence.text == STATUS["words"]


def test_a_quote_is_the_text_s_own_words_and_all_of_it_is_evidence() -> None:
    claim = only(grounded({**QUOTE, "quote": "we never wanted to leave the house and now we cannot"}))
    assert isinstance(claim, Quote)
    assert claim.quote == "We never\u00a0wanted to leave  the house, and now\nwe cannot."
    assert claim.evidence.text.endswith("said Ada, “and now\nwe cannot.”")
    assert claim.speaker_mention is not None
    assert claim.speaker_mention.text == "Ada"


def test_twitter_is_where_people_tweet() -> None:
    quote = "So long, and thanks for all the eels."
    said = {**QUOTE, "words": f"“{quote}”", "quote": quote, "speaker": "Edda Moor", "venue": "Twitter"}
    claim = only(grounded({**said, "speaker_words": None}))
    assert claim.fields()["venue"] == "Twitter"


def test_evidence_is_of_no_more_than_600_characters() -> None:
    text = f"Harrow House is back for season 2. {'It is so good. ' * 100}Eight episodes."
    said = {**STATUS, "words": text, "season": 2, "attributed_to": None}
    assert only(grounded(said, document=Document(text=text))).evidence.text == text[:600]
    count = {**EPISODES, "words": text, "season": 2}
    assert grounded(count, document=Document(text=text)).refused == {"number not in the words": 1}


@pytest.mark.parametrize(
    ("claims", "kept", "refused"),
    [
        ([STATUS, STATUS], 1, {"said twice": 1}),
        ([STATUS, {**STATUS, "words": "A third season of Harrow House"}], 1, {"said twice": 1}),
        ([STATUS, {**STATUS, "show": "HARROW HOUSE"}], 1, {"said twice": 1}),
        ([STATUS, {**STATUS, "status": "cancelled"}], 0, {"contradicts another": 2}),
        ([STATUS, {**STATUS, "certainty": "denied"}], 0, {"contradicts another": 2}),
        ([STATUS, {**STATUS, "status": "final"}], 2, {}),
        ([STATUS, {**STATUS, "status": "cancelled", "words": "had been in doubt"}], 2, {}),
    ],
)
def test_twice_and_against_one_another(claims: list[dict[str, Any]], kept: int, refused: dict[str, int]) -> None:
    found = grounded(*claims)
    assert (len(found.claims), found.refused) == (kept, refused)


def test_the_same_words_may_tell_of_a_decision_and_of_its_end() -> None:
    document = Document(text="Low Tide had been renewed for season 2 before it was cancelled.")
    said = {**STATUS, "words": document.text, "show": "Low Tide", "season": 2, "attributed_to": None}
    assert len(grounded(said, {**said, "status": "cancelled"}, document=document).claims) == 2


def test_a_perfect_model_loses_nothing() -> None:
    for document, claims in ARTICLES:
        said = [as_answer(claim) for claim in claims]
        found = grounded(*said, document=document)
        optional = sum(claim.get("optional", False) for claim in claims)
        assert sum(found.refused.values()) <= optional, (document.source_id, found.refused)
        for claim in claims:
            if not claim.get("optional"):
                assert any(_says(made, claim) for made in found.claims), (document.source_id, claim)
        for made in found.claims:
            check_grounded(document, made)


def _says(made: Claim, gold: dict[str, Any]) -> bool:
    fields = made.fields()
    if made.kind != gold["kind"] or not (gold["evidence"] in made.evidence.text or made.kind == "quote"):
        return False
    expected = {name: value for name, value in gold.items() if name not in ("kind", "evidence", "optional", "quote")}
    return all(_plain(fields[name]) == _plain(value) for name, value in expected.items())


def _plain(value: Any) -> Any:
    return title_key(value) if isinstance(value, str) else value


def test_the_examples_of_the_prompt_are_right_and_never_findings() -> None:
    for example, answer in examples():
        found = ground(example, answer, reader="model:test")
        assert (len(found.claims), found.refused) == (found.said, {})
        for document, _ in ARTICLES:
            assert not ground(document, answer, reader="model:test").claims


@given(st.integers(0, len(ARTICLES) - 1), st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_what_passes_is_grounded_whatever_is_said(at: int, seed: int) -> None:
    document, claims = ARTICLES[at]
    others = [ARTICLES[at - 1][0], ARTICLES[at - 2][0]]
    found = ground(document, Babbler(document, claims, others, seed).answer(), reader="model:test")
    for claim in found.claims:
        check_grounded(document, claim)
