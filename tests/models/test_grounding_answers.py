"""What is read out of a model's message, well written or badly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.models.grounding import ground
from underway.vocabulary import Document

DOCUMENT = Document(text="Harrow House was renewed for season 2. Low Tide was renewed for season 3.")
FIRST = {
    "kind": "status", "words": "Harrow House was renewed for season 2", "show": "Harrow House", "season": 2,
    "status": "renewed", "certainty": "asserted", "attributed_to": None,
}  # fmt: skip
SECOND = {**FIRST, "words": "Low Tide was renewed for season 3", "show": "Low Tide", "season": 3}
ONE, TWO = json.dumps(FIRST), json.dumps(SECOND)
BOTH = json.dumps({"claims": [FIRST, SECOND]})
CUT = {"cut off": 1}
BROKEN = {"not JSON": 1}


@pytest.mark.parametrize(
    ("answer", "kept", "refused"),
    [
        (BOTH, 2, {}),
        (f"[{ONE}, {TWO}]", 2, {}),
        (f"{ONE}\n{TWO}\n", 2, {}),
        (f"```json\n{BOTH}\n```", 2, {}),
        (f"Here you are [as asked]:\n\n{BOTH}\n\nAnything else?", 2, {}),
        (f'{{"claims": [{ONE}]}} and {{"claims": [{TWO}]}}', 2, {}),
        (f"<think>Is it {TWO}? No.</think>{ONE}", 1, {}),
        (json.dumps({"claims": [{**FIRST, "start": 900, "end": 3, "mood": {"sure": [True]}}]}), 1, {}),
        (json.dumps({"claims": [{**FIRST, "season": "2"}]}), 1, {}),
        ('{"claims": []}', 0, {}),
        ("[]", 0, {}),
        (BOTH[:-20], 1, CUT),
        (BOTH[:40], 0, CUT),
        ('{"claims": [', 0, CUT),
        (f"<think>{TWO}", 0, BROKEN),
        (f'{{"claims": [{ONE}, {{"kind": status}}, {TWO}]}}', 2, BROKEN),
        (f'{{"claims": [{ONE}, {TWO},]}}', 2, {}),
        ("{'claims': []}", 0, BROKEN),
        ("", 0, BROKEN),
        ("null", 0, BROKEN),
        ("No claims are made [1].", 0, BROKEN),
        ("I'm sorry, but I cannot help with that.", 0, {"refused to answer": 1}),
        ("As an AI I have no access to the text.", 0, {"refused to answer": 1}),
        ('{"claims": null}', 0, {"not of the form": 1}),
        ('{"claims": [1, "two", null, []]}', 0, {"not of the form": 4}),
        ('{"answer": "yes"}', 0, {"not of the form": 1}),
        (json.dumps({"claims": [{**FIRST, "season": [2]}, SECOND]}), 1, {"not of the form": 1}),
        (json.dumps({"claims": [{**FIRST, "words": None}, SECOND]}), 1, {"not of the form": 1}),
        (json.dumps({"claims": [{**FIRST, "season": 10**400}]}), 0, {"number not in the words": 1}),
        (json.dumps({"claims": [{**FIRST, "show": "\ud800"}]}), 0, {"name not in the document": 1}),
        (f'{{"n": {"9" * 5000}}} {ONE}', 1, BROKEN),
        (f'{{"n": 1e999, "m": NaN}} {ONE}', 1, {"not of the form": 1}),
        ("\ud800\x00" + ONE, 1, {}),
        ('{"a":' * 50_000, 0, BROKEN),
        ("[" * 50_000 + ONE, 0, BROKEN),
        ("{" * 50_000, 0, BROKEN),
        (BOTH + " " * 500_000 + TWO, 2, CUT),
    ],
)
def test_forms(answer: str, kept: int, refused: dict[str, int]) -> None:
    found = ground(DOCUMENT, answer, reader="model:test")
    assert (len(found.claims), found.refused) == (kept, refused)


def test_an_answer_that_the_endpoint_cut_off_keeps_what_is_whole() -> None:
    assert ground(DOCUMENT, BOTH[:-20], reader="model:test", finished=False).refused == CUT
    found = ground(DOCUMENT, BOTH, reader="model:test", finished=False)
    assert (len(found.claims), found.refused, found.said) == (2, CUT, 2)


@given(st.integers(0, len(BOTH)))
def test_wherever_it_is_cut_the_claims_before_stand(at: int) -> None:
    found = ground(DOCUMENT, BOTH[:at], reader="model:test")
    assert len(found.claims) == sum(at >= BOTH.index(claim) + len(claim) for claim in (ONE, TWO))


@given(st.text(alphabet=st.characters() | st.sampled_from('{}[]":,\\'), max_size=200))
def test_nothing_breaks_it(answer: str) -> None:
    assert not ground(DOCUMENT, answer, reader="model:test").claims
