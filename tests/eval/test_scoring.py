"""When a claim and an annotation say the same, and what is counted."""

from typing import Any

import pytest

from eval.scoring import agree, score
from eval.texts import ARTICLES, Said, Text, load_texts

STATUS = {"kind": "status", "show": "The Tin Harbour", "season": 2, "status": "renewed", "certainty": "asserted"}
QUOTE = {
    "kind": "quote",
    "show": None,
    "speaker": "Ada Quill",
    "venue": "Telly Weekly",
    "quote": "we are all going back to sea",
}
AUDIENCE = {
    "kind": "audience",
    "show": "Tin Harbour",
    "season": 1,
    "value": 4_000_000,
    "unit": "viewers",
    "window": "P7D",
    "platform": None,
}
DATE = {
    "kind": "date",
    "show": "Tin Harbour",
    "season": 2,
    "event": "premiere",
    "date": "2021-03",
    "certainty": "asserted",
}
CREDIT = {"kind": "credit", "show": "Tin Harbour", "role": "cast", "person": "Ada Quill", "character": "DI Moss"}
COMPANY = {"kind": "company", "show": "Tin Harbour", "role": "network", "name": "Quay TV"}
EPISODES = {"kind": "episodes", "show": "Tin Harbour", "season": 2, "count": 8}
TEXT = "Tin Harbour, with Ada Quill as DI Moss, is back for a second series."


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        (STATUS, {}, True),
        (STATUS, {"show": "Tin Harbour"}, True),
        (STATUS, {"show": "Tín Harbour"}, True),
        (STATUS, {"show": "The Tin"}, True),
        (STATUS, {"show": "The Tin Harbour of Old Quay Lane"}, False),
        (STATUS, {"show": "Harbour Tin"}, False),
        (STATUS, {"status": "cancelled"}, False),
        (STATUS, {"certainty": "speculative"}, True),
        (STATUS, {"season": 3}, False),
        (STATUS, {"season": None}, False),
        (STATUS | {"season": 1}, {"season": None}, True),
        (STATUS | {"season": None}, {"season": 2}, False),
        (QUOTE, {"show": "Tin Harbour", "venue": None}, True),
        (QUOTE, {"quote": "We are all going back to sea, then"}, True),
        (QUOTE, {"quote": "we are all"}, False),
        (QUOTE, {"speaker": "Quill"}, False),
        (QUOTE, {"speaker": "Dame Ada Mary Quill"}, True),
        (QUOTE | {"speaker": "Ada Mary Quill"}, {"speaker": "Ada Quill"}, True),
        (QUOTE, {"speaker": "Bo Quill"}, False),
        (AUDIENCE, {"value": 4_020_000, "platform": "Quay TV"}, True),
        (AUDIENCE, {"value": 4_020_001}, False),
        (AUDIENCE, {"unit": "households"}, False),
        (AUDIENCE, {"window": None}, False),
        (AUDIENCE, {"season": None}, True),
        (AUDIENCE, {"season": 2}, False),
        (DATE, {"certainty": "reported", "season": None}, True),
        (DATE, {"date": "2021-03-01"}, False),
        (DATE, {"event": "finale"}, False),
        (CREDIT, {"character": None}, True),
        (CREDIT, {"role": "writer", "character": None}, False),
        (COMPANY, {"name": "The Quay Network"}, True),
        (COMPANY, {"name": "Quay Two"}, False),
        (COMPANY, {"role": "studio"}, False),
        (EPISODES, {"season": None}, True),
        (EPISODES, {"count": 6}, False),
    ],
)
def test_a_claim_and_an_annotation_agree(gold: dict[str, Any], said: dict[str, Any], same: bool) -> None:
    assert agree(gold, gold | said) is same


def gold(claim: dict[str, Any], evidence: str, **other: Any) -> dict[str, Any]:
    return claim | {"evidence": evidence} | other


def said(claim: dict[str, Any], words: str, text: str = TEXT, **other: Any) -> Said:
    start = text.index(words)
    return claim | {"evidence": {"start": start, "end": start + len(words), "text": words}} | other


def test_what_is_counted_of_a_text() -> None:
    text = Text(
        "a-1",
        TEXT,
        [
            gold(STATUS, "is back for a second series"),
            gold(CREDIT, "with Ada Quill"),
            gold(EPISODES, "a second series"),
            gold(COMPANY, "Tin Harbour", optional=True),
            gold(AUDIENCE, "Tin Harbour", optional=True),
        ],
    )
    figures = score(
        [
            (
                text,
                [
                    said(STATUS, "Tin Harbour", certainty="reported"),
                    said(STATUS, "is back", status="cancelled", certainty="denied"),
                    said(STATUS, "is back", status="wrapped"),
                    said(CREDIT, "Ada Quill"),
                    said(CREDIT, "Ada Quill"),
                    said(EPISODES, "second series", season=None),
                    said(COMPANY, "Tin Harbour"),
                ],
            )
        ]
    )
    assert figures.kinds["status"] == (1, 1, 1, 0)
    assert figures.kinds["credit"] == (1, 1, 1, 1)
    assert figures.kinds["episodes"] == (1, 1, 0, 1)
    assert figures.kinds["company"] == figures.kinds["audience"] == (0, 0, 0, 0)
    assert figures.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert figures.apart("status") == 0
    assert figures.season == 0
    assert figures.pointed == pytest.approx(2 / 3)
    assert figures.grounded == 1
    assert figures.silent_documents == 0


@pytest.mark.parametrize(
    ("annotations", "claims", "silent", "false"),
    [
        ([], [], 1, 0),
        ([], [said(STATUS, "is back")], 1, 1),
        ([], [said(STATUS, "is back", certainty="denied")], 1, 0),
        ([gold(QUOTE, TEXT)], [said(QUOTE, TEXT)], 1, 0),
        ([gold(QUOTE, TEXT)], [said(DATE, TEXT)], 1, 1),
        ([gold(DATE, TEXT)], [said(STATUS, TEXT)], 0, 0),
    ],
)
def test_a_text_that_holds_nothing(
    annotations: list[dict[str, Any]], claims: list[Said], silent: int, false: int
) -> None:
    figures = score([(Text("a-1", TEXT, annotations), claims)])
    assert (figures.silent_documents, figures.false_silent_documents) == (silent, false)


@pytest.mark.parametrize(
    ("claim", "grounded"),
    [
        (said(STATUS, "is back"), 1),
        (said(STATUS, "is back") | {"evidence": {"start": 0, "end": 7, "text": "is back"}}, 0),
        (said(STATUS, "x" * 600, "x" * 601), 1),
        (said(STATUS, "x" * 601, "x" * 601), 0),
        (said(QUOTE, "x" * 601, "x" * 601), 1),
    ],
)
def test_words_that_are_where_the_claim_says(claim: Said, grounded: float) -> None:
    text = "x" * 601 if "x" in claim["evidence"]["text"] else TEXT
    assert score([(Text("a-1", text, []), [claim])]).grounded == grounded


def test_the_nearer_of_two_claims_is_the_one_that_is_found() -> None:
    text = Text("a-1", TEXT, [gold(DATE, TEXT)])
    claims = [said(DATE, TEXT, season=None), said(DATE, TEXT, certainty="reported"), said(DATE, TEXT)]
    figures = score([(text, claims)])
    assert figures.kinds["date"] == (1, 1, 2, 1)
    assert figures.season == 1


def test_what_the_annotations_say_scores_full_marks() -> None:
    texts = load_texts(ARTICLES)
    figures = score((text, [said(one, one["evidence"], text.text) for one in text.claims]) for text in texts)
    assert [one.f1 for one in figures.kinds.values()] == [1.0] * 7
    assert (figures.macro_f1, figures.season, figures.pointed, figures.grounded) == (1, 1, 1, 1)
    assert figures.false_silent_documents == 0
