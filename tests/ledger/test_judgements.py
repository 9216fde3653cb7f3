"""What people find is kept beside the claims, counts in what is found, and can be taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from underway.dossier import ask
from underway.ledger import Filter, Ledger, LedgerError, When
from underway.vocabulary import Claim, Document, Status

from .made import claim, entry

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
WORDS = "Harrow House is renewed for season 2, says Netflix."
DOCUMENT = Document(text=f"{WORDS} And that is that.")


def told(end: int = len(WORDS), *, reader: str = "made 1", **fields: Any) -> Claim:
    said = {"show": "Harrow House", "season": 2, "status": "renewed", "certainty": "asserted"} | fields
    return claim(Status, DOCUMENT, WORDS[:end], reader=reader, **said)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    ticks = iter(START + timedelta(hours=n) for n in range(1000))
    with Ledger.open(place, now=lambda: next(ticks)) as made:
        made.add(DOCUMENT, [told()])
        yield made


def states(ledger: Ledger, when: When = When()) -> dict[str, str]:  # noqa: B008
    found = ledger.search(Filter(shows=("harrow house",)), when, every=True)
    return {k.claim.id: "confirmed" if k.confirmed else k.state for k in found}


def test_a_rejected_claim_says_so_until_that_is_undone(ledger: Ledger) -> None:
    judgement = ledger.reject(told().id[:8], "a joke")
    assert (judgement.why, judgement.claim) == ("a joke", told())
    assert states(ledger) == {told().id: "rejected"}
    assert ledger.judgements() == [judgement]
    undone, undoing = ledger.undo(judgement.id[:6], "no joke")
    assert (undone, undoing.judgement) == (judgement, judgement.id)
    assert states(ledger) == {told().id: "current"}
    assert ledger.undo(undoing.id, "a joke after all")[0] == undoing
    assert states(ledger) == {told().id: "rejected"}
    moments = [judgement.made + timedelta(hours=hours) for hours in (-1, 0, 1, 2)]
    assert [states(ledger, When(known_at=moment))[told().id] for moment in moments] == [
        "current",
        "rejected",
        "current",
        "rejected",
    ]


def test_the_judgement_made_last_counts(ledger: Ledger) -> None:
    ledger.reject(told().id, "a joke")
    ledger.confirm(told().id, "no joke")
    assert states(ledger) == {told().id: "confirmed"}
    ledger.reject(told().id, "a joke after all")
    assert states(ledger) == {told().id: "rejected"}


def test_what_another_reader_makes_of_the_same_words_is_judged_alike(ledger: Ledger) -> None:
    ledger.reject(told().id, "about the film")
    same, other = told(end=36, attributed_to="Netflix", reader="made 2"), told(end=36, season=3, reader="made 2")
    ledger.add(DOCUMENT, [same, other])
    assert states(ledger) == {told().id: "rejected", same.id: "rejected", other.id: "current"}


def test_reading_again_retires_what_is_no_longer_found_unless_it_was_confirmed(ledger: Ledger) -> None:
    other = told(end=36, season=3)
    ledger.add(DOCUMENT, [other])
    ledger.confirm(told().id, "read it")
    (found,) = ledger.reread_many([(DOCUMENT, [])], reader="made 2")
    assert (found.new, found.retired) == (0, 1)
    assert states(ledger) == {told().id: "confirmed", other.id: "retired"}
    assert list(ledger.unread("made 2")) == []
    (found,) = ledger.reread_many([(DOCUMENT, [other])], reader="made 3")
    assert (found.new, found.retired) == (0, 0)
    assert states(ledger) == {told().id: "confirmed", other.id: "current"}
    assert list(ledger.unread("made 4")) == [DOCUMENT]


def test_reading_again_leaves_alone_what_another_kind_of_reader_found(ledger: Ledger) -> None:
    ledger.reread_many([(DOCUMENT, [])], reader="model 7")
    assert states(ledger) == {told().id: "current"}


def test_a_retired_claim_that_is_confirmed_counts_again(ledger: Ledger) -> None:
    ledger.reread_many([(DOCUMENT, [])], reader="made 2")
    assert states(ledger) == {told().id: "retired"}
    ledger.confirm(told().id, "read it")
    assert states(ledger) == {told().id: "confirmed"}


@pytest.mark.parametrize(("id_", "says"), [("zz", "no claim"), ("%", "no claim"), ("", "more than one claim")])
def test_an_id_that_is_not_one_claim_s(ledger: Ledger, id_: str, says: str) -> None:
    ledger.add(*entry(1))
    with pytest.raises(LedgerError, match=f"{says} here has an id that begins so"):
        ledger.reject(id_, "why not")
    assert ledger.judgements() == []


def test_only_a_judgement_that_stands_can_be_undone(ledger: Ledger) -> None:
    judgement = ledger.merge("Harrow House", "The Harrow", "one show")
    ledger.undo(judgement.id, "two shows")
    with pytest.raises(LedgerError, match="no judgement that stands"):
        ledger.undo(judgement.id, "once more")


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("Harrow House", "harrow house", "are one title already"),
        ("Harow House", "Harow", "no document here speaks of either"),
    ],
)
def test_titles_that_cannot_be_merged(ledger: Ledger, one: str, other: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        ledger.merge(one, other, "why not")
    assert ledger.judgements() == []


def test_a_split_names_documents_by_the_beginnings_of_their_ids(ledger: Ledger) -> None:
    assert ledger.split("harrow house", "a remake", documents=[DOCUMENT.id[:8]]).documents == (DOCUMENT.id,)
    with pytest.raises(LedgerError, match="no document here has an id that begins so"):
        ledger.split("Harrow House", "a remake", documents=["nope"])
    with pytest.raises(LedgerError, match="no document here speaks of it"):
        ledger.split("Harow House", "a remake", year=1994)


def test_a_confirmation_that_is_undone_leaves_the_claim_as_it_was(ledger: Ledger) -> None:
    ledger.reread_many([(DOCUMENT, [])], reader="made 2")
    judgement = ledger.confirm(told().id, "read it")
    assert states(ledger) == {told().id: "confirmed"}
    ledger.undo(judgement.id, "read it wrongly")
    assert states(ledger) == {told().id: "retired"}
    assert states(ledger, When(known_at=judgement.made)) == {told().id: "confirmed"}


def test_what_is_rejected_takes_no_place_among_those_looked_for(ledger: Ledger) -> None:
    variant, other = told(end=36, reader="made 2"), told(end=36, season=3)
    ledger.add(DOCUMENT, [variant, other])
    ledger.reject(told().id, "a joke")
    assert [k.claim.id for k in ledger.search(Filter(kind="status"), most=1)] == [other.id]


def test_an_answer_shows_what_was_judged_even_where_nothing_is_left(ledger: Ledger) -> None:
    ledger.reject(told().id, "a joke")
    dossier = ask(ledger, "Harrow House")
    assert dossier.answer == (
        "Unknown: nothing that counts is said of Harrow House here, once what was judged is left out.",
    )
    assert [(j.kind, j.why, j.citations[0].words) for j in dossier.judgements] == [("rejected", "a joke", WORDS)]


def test_of_a_claim_judged_twice_the_last_judgement_is_shown(ledger: Ledger) -> None:
    ledger.reject(told().id, "a joke")
    ledger.confirm(told().id, "no joke")
    assert [(j.kind, j.why) for j in ask(ledger, "Harrow House").judgements] == [("confirmed", "no joke")]
