"""Shows, claims, changes and judgements as lines, with text from outside that tries to be more than text."""

import re
from datetime import UTC, date, datetime

import msgspec
import pytest

from underway.dossier import Change, Said, ShowLine
from underway.dossier.changes import changes
from underway.ledger import Confirmed, KeptClaim, Merged, Rejected, Split, Undone
from underway.render.judgements import judgement_lines, judgement_words
from underway.render.lines import change_line, kept_claim_lines, kept_claim_record, show_line
from underway.render.records import json_page, json_text, written
from underway.vocabulary import Claim, Document, Quote, Status, make_claim

from .hostile import HOSTILE

MOMENT = datetime(2024, 3, 1, 12, tzinfo=UTC)
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
hostile = pytest.mark.parametrize("text", HOSTILE)


def kept(text: str, kind: type[Claim] = Status, **fields: object) -> KeptClaim:
    words = f"It said: {text}"
    document = Document(text=words, url=text, publisher=text, title=text, published=date(2024, 2, 1))
    if kind is Status:
        fields = {"season": 2, "status": "renewed", "certainty": "asserted"} | fields
    claim: Claim = make_claim(kind, document, 0, len(words), rule="test", reader="test 1", show=text, **fields)
    return KeptClaim(claim=claim, document=document, kept=MOMENT, known=document.published, state="superseded")


def check(lines: str, *, count: int) -> None:
    """So many lines, in which nothing steers."""
    assert lines.endswith("\n")
    assert len(lines.splitlines()) == len(lines.split("\n")) - 1 == count
    assert not STEERING.search(lines.replace("\n", ""))


@hostile
def test_a_show_is_one_line_and_each_doubt_another(text: str) -> None:
    line = ShowLine(
        show=text, season=2, verdict="reported", says="no", stage=None, since=None, premiere=None,
        networks=(text, text), last=date(2024, 2, 1), documents=3, doubts=(text, text),
    )  # fmt: skip
    check(show_line(line), count=3)


@hostile
def test_a_claim_is_three_lines(text: str) -> None:
    check(kept_claim_lines(kept(text), width=None), count=3)
    check(kept_claim_lines(kept(text, Quote, speaker=text, venue=text, quote=text), width=None), count=3)
    assert "[superseded]" in kept_claim_lines(kept(text), width=None)


@hostile
def test_a_change_is_one_line(text: str) -> None:
    found = kept(text)
    said = [Said(found.claim, found.document, found.known, found.kept)]
    for change in changes(text, said, until=date(2024, 3, 1)):
        check(change_line(change, named=True), count=1)


@hostile
def test_a_judgement_is_one_line(text: str) -> None:
    claim = kept(text).claim
    for judgement in (
        Rejected(why=text, made=MOMENT, claim=claim),
        Confirmed(why=text, made=MOMENT, claim=claim),
        Merged(why=text, made=MOMENT, titles=(text, text), keys=(text, text)),
        Split(why=text, made=MOMENT, title=text, key=text, network=text, year=1994, since=date(2024, 1, 1)),
        Undone(why=text, made=MOMENT, judgement=text),
    ):
        check(judgement_words(judgement) + "\n", count=1)
        check("".join(judgement_lines([judgement], "text")), count=1)
        (record,) = (msgspec.json.decode(line) for line in judgement_lines([judgement], "jsonl"))
        assert (record["why"], record["id"]) == (text, judgement.id)


@hostile
def test_records_say_exactly_what_was_there_and_steer_nothing(text: str) -> None:
    record = kept_claim_record(kept(text))
    for encoded in (json_text(record), json_page(record), "".join(written([record], "jsonl"))):
        assert not STEERING.search(encoded.replace("\n", ""))
        decoded = msgspec.json.decode(encoded)
        assert (decoded["show"], decoded["publisher"], decoded["state"]) == (text, text, "superseded")
    assert msgspec.json.decode("".join(written([record, record], "json"))) == [decoded, decoded]
    assert msgspec.json.decode("".join(written([], "json"))) == []


def test_what_the_ledger_learned_later_than_the_world_is_marked() -> None:
    found = kept("Harrow House")
    said = [Said(found.claim, found.document, found.known, found.kept)]
    (first, *_) = changes("Harrow House", said, until=date(2024, 3, 1))
    assert isinstance(first, Change)
    line = change_line(first, named=False)
    assert line.startswith("2024-02-01 Season 2: renewed.")
    assert "(learned 1 March 2024)" in line
    assert change_line(first, named=True).startswith("2024-02-01 Harrow House: Season 2: renewed.")
