"""Claims: made only with words that stand in their document, named by what they say, the same again from JSON."""

import json
import re
from math import isnan
from typing import Any

import msgspec
import pytest

from underway.vocabulary import (
    CLAIM_TYPES,
    KINDS,
    Audience,
    Claim,
    Document,
    Evidence,
    Status,
    VocabularyError,
    check_evidence,
    claim_from_json,
    make_claim,
)

from .samples import DOCUMENT, SAMPLES, TEXT, make

every_kind = pytest.mark.parametrize("kind", SAMPLES)


def test_the_seven_kinds() -> None:
    assert KINDS == ("status", "quote", "audience", "date", "credit", "company", "episodes")
    assert {s.kind for s in SAMPLES.values()} == set(CLAIM_TYPES)


@every_kind
def test_json_both_ways(kind: str) -> None:
    claim = make(kind)
    again = claim_from_json(claim.to_json())
    assert again == claim
    assert type(again) is type(claim)
    assert again.to_json() == claim.to_json()


@every_kind
def test_json_holds_all_that_others_rely_on(kind: str) -> None:
    written = json.loads(make(kind).to_json())
    sample = SAMPLES[kind]
    start = TEXT.index(sample.words)
    assert written["kind"] == kind
    assert written["document"] == DOCUMENT.id
    assert written["rule"] == "a-rule"
    assert written["reader"] == "a reader 1"
    assert written["evidence"] == {"start": start, "end": start + len(sample.words), "text": sample.words}
    assert {k: written[k] for k in sample.fields} == msgspec.to_builtins(sample.fields)


@every_kind
def test_a_claim_without_an_id_gets_its_own(kind: str) -> None:
    claim = make(kind)
    written = json.loads(claim.to_json())
    del written["id"]
    assert claim_from_json(json.dumps(written)) == claim


@every_kind
def test_an_id_of_other_content_is_refused(kind: str) -> None:
    written = json.loads(make(kind).to_json()) | {"show": "Another Show"}
    with pytest.raises(VocabularyError, match=r"^id: "):
        claim_from_json(json.dumps(written))


OTHER_VALUES: dict[str, dict[str, Any]] = {
    "status": {"show": "Noir", "season": None, "status": "final", "certainty": "denied", "attributed_to": None},
    "quote": {
        "show": None,
        "speaker": "Marlin",
        "venue": None,
        "quote": "so much more to tell,",
        "season": 1,
        "speaker_mention": None,
    },
    "audience": {
        "show": "Noir",
        "season": 2,
        "value": 3.5,
        "unit": "views",
        "window": "P7D",
        "platform": None,
        "demographic": None,
        "region": None,
        "attributed_to": None,
    },
    "date": {
        "show": "Noir",
        "season": None,
        "event": "finale",
        "date": "2021-09",
        "certainty": "asserted",
        "attributed_to": None,
    },
    "credit": {"show": "Noir", "role": "director", "person": "Zoe", "character": None},
    "company": {"show": "Noir", "role": "studio", "name": "Azur"},
    "episodes": {"show": "Noir", "season": 1, "count": 9},
}
EACH_FIELD = [(kind, field) for kind, fields in OTHER_VALUES.items() for field in fields]


@every_kind
def test_the_table_of_other_values_leaves_no_field_out(kind: str) -> None:
    assert set(OTHER_VALUES[kind]) == set(make(kind).fields())


@pytest.mark.parametrize(("kind", "field"), EACH_FIELD)
def test_the_id_depends_on_every_field(kind: str, field: str) -> None:
    base: dict[str, Any] = (
        {"character": None} if (kind, field) == ("credit", "role") else {}
    )  # which other roles have not
    assert make(kind, **base, **{field: OTHER_VALUES[kind][field]}).id != make(kind, **base).id


@every_kind
def test_the_id_depends_on_place_and_document_and_not_on_who_found_it(kind: str) -> None:
    claim = make(kind)
    assert make(kind).id == claim.id
    assert make(kind, rule="another", reader="another 2").id == claim.id
    assert make(kind, words="Café Noir").id != claim.id
    sample = SAMPLES[kind]
    elsewhere = Document(text=TEXT, url="https://example.org/other")
    start = TEXT.index(sample.words)
    moved = make_claim(sample.kind, elsewhere, start, start + len(sample.words), rule="r", reader="r", **sample.fields)
    assert moved.id != claim.id


def test_kinds_that_share_fields_have_ids_of_their_own() -> None:
    assert make("date", words="Café Noir").id != make("status", words="Café Noir").id


def test_ids_are_pinned() -> None:
    """Ledgers hold them: a change of how they are made needs a migration, never comes by accident."""
    assert DOCUMENT.id == "843cb28c39f5b70a286f948d982fc39e"
    assert {kind: make(kind).id for kind in SAMPLES} == {
        "status": "37e474213ecc58a4e641cdd3229adfb0",
        "quote": "72042f0ae41384ce6bfeddae00c586b6",
        "audience": "c4798e26025590d1ef2366eae0ef5915",
        "date": "ac87bb56088981f5f07cfa9943bef6de",
        "credit": "091730d9acefa36222ebd71daa86b21a",
        "company": "2cebba19e2620a2d11719c5d3d958350",
        "episodes": "4acb899cf08e4137725d5b2969afcd76",
    }


def test_equal_numbers_are_one_claim() -> None:
    assert make("audience", value=3.5e6) == make("audience", value=3_500_000)


MISFITS: list[tuple[str, str, Any]] = [
    *((kind, "show", "") for kind in SAMPLES),
    *((kind, "show", " \n") for kind in SAMPLES),
    *((kind, "show", 3) for kind in SAMPLES),
    *((kind, "show", None) for kind in SAMPLES if kind != "quote"),
    *((kind, "season", n) for kind, s in SAMPLES.items() if "season" in s.fields for n in (0, -1, 200, "2", 1.5, True)),
    *((k, "certainty", v) for k in ("status", "date") for v in ("sure", None, 1)),
    *((k, "attributed_to", 1) for k in ("status", "date", "audience")),
    ("status", "status", "Renewed"),
    ("status", "status", None),
    ("quote", "speaker", ""),
    ("quote", "speaker", None),
    ("quote", "venue", 1),
    ("quote", "quote", " "),
    ("quote", "quote", None),
    ("quote", "speaker_mention", "Zoe"),
    ("quote", "speaker_mention", Evidence(0, 3, "Zoé")),
    ("quote", "speaker_mention", Evidence(len(TEXT), len(TEXT) + 1, "x")),
    *(("audience", "value", v) for v in (-1, float("nan"), float("inf"), 10**30, 1e300, "5", None, True)),
    ("audience", "unit", "people"),
    ("audience", "unit", None),
    *(("audience", "window", v) for v in ("28 days", "P", "PT", "", 28, "P28D\n", "P٢D")),
    ("audience", "platform", 1),
    ("audience", "demographic", 1),
    ("audience", "region", 1),
    ("date", "event", "renewed"),
    *(("date", "date", v) for v in ("", "May 2021", "2021-13", "2021-02-29", "2021-5", "2021-21-01")),
    *(("date", "date", v) for v in ("٢٠٢١", "0000", 2021, None)),
    ("credit", "role", "star"),
    ("credit", "person", ""),
    ("credit", "person", None),
    ("credit", "character", 1),
    ("company", "role", "channel"),
    ("company", "name", " "),
    ("company", "name", None),
    *(("episodes", "count", v) for v in (0, -1, 10**30, "8", 8.5, None)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "value"), MISFITS)
def test_a_misfit_is_refused_by_its_name(kind: str, field: str, value: Any) -> None:
    with pytest.raises(VocabularyError, match=f"^{field}: "):
        make(kind, **{field: value})


# Misplaced evidence needs its document to be found out, and JSON has no word for what is not a number.
JSON_MISFITS = [m for m in MISFITS if not isinstance(m[2], Evidence) and not (isinstance(m[2], float) and isnan(m[2]))]


@pytest.mark.parametrize(("kind", "field", "value"), JSON_MISFITS)
def test_a_misfit_is_refused_from_json_too(kind: str, field: str, value: Any) -> None:
    written = json.loads(make(kind).to_json()) | {field: value}
    del written["id"]
    with pytest.raises(VocabularyError, match=f"^{field}: |^Number out of range"):
        claim_from_json(json.dumps(written).replace("Infinity", "1e999"))


REQUIRED = [
    (kind, field)
    for kind, sample in SAMPLES.items()
    for field in (f.name for f in msgspec.structs.fields(sample.kind) if f.required)
]


@pytest.mark.parametrize(("kind", "field"), [*REQUIRED, *((kind, "kind") for kind in SAMPLES)])
def test_what_is_missing_is_named(kind: str, field: str) -> None:
    written = json.loads(make(kind).to_json())
    del written["id"], written[field]
    with pytest.raises(VocabularyError, match=f"^{field}: is missing$"):
        claim_from_json(json.dumps(written))


@pytest.mark.parametrize("field", ["document", "rule", "reader"])
def test_what_stands_beside_a_claim_is_never_empty(field: str) -> None:
    written = json.loads(make("company").to_json()) | {field: ""}
    with pytest.raises(VocabularyError, match=f"^{field}: "):
        claim_from_json(json.dumps(written))


def test_further_fields_may_be_left_out() -> None:
    written = json.loads(make("audience").to_json())
    for name in ("id", "demographic", "region", "attributed_to"):
        del written[name]
    claim = claim_from_json(json.dumps(written))
    assert isinstance(claim, Audience)
    assert (claim.demographic, claim.region, claim.attributed_to) == (None, None, None)


def test_a_character_belongs_to_the_cast_only() -> None:
    with pytest.raises(VocabularyError, match=r"^character: a director has none$"):
        make("credit", role="director")
    assert make("credit", role="director", character=None)


def test_a_quote_may_be_about_no_show() -> None:
    assert make("quote", show=None).show is None


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(VocabularyError, match=r"^regoin: is no field of a audience claim$"):
        make("audience", regoin="France")


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(-1, 5, "start"), (5, 5, "end"), (7, 5, "end"), (0, len(TEXT) + 1, "end"), (len(TEXT), len(TEXT) + 1, "end")],
)
def test_a_place_outside_the_text_is_refused(start: int, end: int, field: str) -> None:
    sample = SAMPLES["company"]
    with pytest.raises(VocabularyError, match=rf"^evidence\.{field}: "):
        make_claim(sample.kind, DOCUMENT, start, end, rule="r", reader="r", **sample.fields)


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        ({"start": -1, "end": 3, "text": "Café"}, "evidence.start"),
        ({"start": 3, "end": 3, "text": ""}, "evidence.end"),
        ({"start": 0, "end": 4, "text": "Caf"}, "evidence.text"),
        ({"start": 0, "end": 5, "text": "Cafe\u0301"}, None),
        ({"start": 0, "end": 4}, "evidence.text"),
        ({"start": "0", "end": 4, "text": "Café"}, "evidence.start"),
        (None, "evidence"),
    ],
)
def test_evidence_that_cannot_be(evidence: dict[str, Any] | None, field: str | None) -> None:
    written = json.loads(make("company").to_json()) | {"evidence": evidence}
    del written["id"]
    if field is None:
        check = claim_from_json(json.dumps(written))
        with pytest.raises(VocabularyError, match=r"^evidence: "):
            check_evidence(check, DOCUMENT)
    else:
        with pytest.raises(VocabularyError, match=rf"^{re.escape(field)}: "):
            claim_from_json(json.dumps(written))


@every_kind
def test_evidence_is_checked_against_its_document(kind: str) -> None:
    claim = make(kind)
    check_evidence(claim, DOCUMENT)
    with pytest.raises(VocabularyError, match=r"^document: "):
        check_evidence(claim, Document(text=TEXT))


def test_the_words_that_name_the_speaker_are_checked_too() -> None:
    written = json.loads(make("quote").to_json()) | {"speaker_mention": {"start": 0, "end": 3, "text": "Zoé"}}
    del written["id"]
    with pytest.raises(VocabularyError, match=r"^speaker_mention: "):
        check_evidence(claim_from_json(json.dumps(written)), DOCUMENT)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"3", b"null", b'{"kind": "gossip"}', b'{"kind":"\xff"}', b"\xff\xfe"]
)
def test_what_is_no_claim_at_all(data: bytes) -> None:
    with pytest.raises(VocabularyError):
        claim_from_json(data)


@every_kind
def test_claims_never_change(kind: str) -> None:
    with pytest.raises(AttributeError):
        make(kind).show = "Another Show"  # type: ignore[misc]


def test_a_claim_can_stand_in_a_set() -> None:
    claims: set[Claim] = {make("status"), make("status"), make("company")}
    assert len(claims) == 2


def test_status_types_are_kept() -> None:
    claim = make("status")
    assert isinstance(claim, Status)
    assert claim.kind == "status"
