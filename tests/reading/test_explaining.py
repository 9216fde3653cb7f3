"""What reading tells of how it came to its claims."""

from datetime import date
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading import read
from underway.reading.explaining import Explained, Explanation, explain
from underway.vocabulary import Document

RENEWED = "Netflix has renewed Gull Rock for a second season, the company said on Wednesday."
SPOKEN = (
    "“We closed the door and now we get to open it again,” said Ada Quill. She told Radio Times: “I am so very glad.”"
)
STORY = f"{RENEWED}\n\nAda Quill created the drama, which is to return on 2 October 2021. {SPOKEN}"
FOREIGN = (
    "La série a été renouvelée pour une deuxième saison par la chaîne, et le tournage commencerait bientôt à Brest."
)


def explained(text: str) -> Explanation:
    return explain(Document(text=text, published=date(2021, 5, 5)))


def claim_of(explanation: Explanation, kind: str) -> Explained:
    return next(one for one in explanation.claims if one.claim.kind == kind)


def links_of(explanation: Explanation, kind: str) -> dict[str, str]:
    """Field of the first claim of the kind -> the words that fill it."""
    text = explanation.document.text
    found = {link.field: explanation.mentions[link.mention - 1] for link in claim_of(explanation, kind).links}
    return {field: text[m.start : m.end] for field, m in found.items()}


@pytest.mark.parametrize(
    ("kind", "links"),
    [
        ("status", {"show": "Gull Rock", "season": "second season", "status": "renewed"}),
        ("company", {"show": "Gull Rock", "name": "Netflix"}),
        ("credit", {"show": "Gull Rock", "person": "Ada Quill"}),
        ("date", {"show": "Gull Rock", "season": "second season", "event": "renewed", "date": "Wednesday"}),
    ],
)
def test_links_lead_from_the_fields_of_a_claim_to_words(kind: str, links: dict[str, str]) -> None:
    assert links_of(explained(STORY), kind) == links


def test_a_pronoun_that_names_a_speaker_is_a_mention_of_the_person() -> None:
    explanation = explained(f"{RENEWED} {SPOKEN}")
    (she,) = [m for m in explanation.mentions if explanation.document.text[m.start : m.end] == "She"]
    assert (she.kind, she.says) == ("person", {"name": "Ada Quill"})
    (claim,) = [one for one in explanation.claims if one.number in she.claims]
    assert she.number in {link.mention for link in claim.links if link.field == "speaker"}


def test_what_a_claim_has_from_elsewhere_is_no_mention_of_its_own_words() -> None:
    credit = claim_of(explained(STORY), "credit")
    show = next(link.mention for link in credit.links if link.field == "show")
    assert show not in credit.mentions


def test_a_denied_cue_is_linked_to_what_it_says_denied() -> None:
    assert links_of(explained("Netflix denied that it had renewed Gull Rock for a second season."), "status") == {
        "show": "Gull Rock",
        "season": "second season",
        "status": "renewed",
    }


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (f"{RENEWED} Will Gull Rock be cancelled?", "cancelled", "unsaid"),
        (f"{RENEWED}\n\nGull Rock was renewed for a second season.", "renewed", "elsewhere"),
        (f"{RENEWED} Its creator said that the door was closed.", "closed", "no-date"),
        ("A drama on Netflix was cancelled after two seasons.", "cancelled", "no-show"),
        (f"{RENEWED}\n\nThe contract was renewed.", "renewed", "unbound"),
    ],
)
def test_a_cue_without_a_claim_says_why(text: str, words: str, why: str) -> None:
    explanation = explained(text)
    cues = [(explanation.mentions[lost.mention - 1], lost.why) for lost in explanation.lost_cues]
    assert [(text[cue.start : cue.end], why) for cue, why in cues] == [(words, why)]


@pytest.mark.parametrize(
    ("text", "name", "taken_for"),
    [
        (STORY, "Gull Rock", "show"),
        (STORY, "Ada Quill", "person"),
        (
            "Mayor Ada Quill met a series of residents in Upper Tarn, where ITV films its drama.",
            "Upper Tarn",
            "neither",
        ),
    ],
)
def test_names_are_told_with_what_they_were_taken_for_and_why(text: str, name: str, taken_for: str) -> None:
    (judged,) = [n for n in explained(text).names if n.name == name]
    assert judged.taken_for == taken_for
    assert all(text[start:end] == name for start, end in judged.places)
    for scored in ("show", "person"):
        weights = sum(getattr(weight, scored) for weight in judged.weights)
        assert isclose(weights, getattr(judged, scored), abs_tol=1e-6)
    assert any(w.show > 0 or w.person > 0 for w in judged.weights)
    assert any(w.show < 0 or w.person < 0 for w in judged.weights)


@pytest.mark.parametrize(
    ("text", "dismissed", "language"), [(FOREIGN, "language", "fr"), ("The ferry was late again.", "gate", None)]
)
def test_a_text_that_is_not_read_says_why(text: str, dismissed: str, language: str | None) -> None:
    explanation = explained(text)
    assert (explanation.dismissed, explanation.language) == (dismissed, language)
    assert not (explanation.claims or explanation.mentions or explanation.names or explanation.lost_cues)


SENTENCES = [
    RENEWED, SPOKEN, "It returns in June.", "ITV axed The Tinsmith after two series, with 3.4 million watching.",
    "Renewed: Gull Rock (ABC), Kith (NBC)", "“", "NBC's Saint Monday has 10 episodes; it is not cancelled.", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(" ".join))
def test_all_is_in_order_and_leads_somewhere(text: str) -> None:
    if not text.strip():
        return
    explanation = explained(text)
    mentions, claims = explanation.mentions, explanation.claims
    assert [one.claim for one in claims] == read(explanation.document)
    assert [m.number for m in mentions] == list(range(1, len(mentions) + 1))
    assert [one.number for one in claims] == list(range(1, len(claims) + 1))
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert 0 <= mention.strength <= 1
        assert mention.rule
        assert all(mention.number in claims[number - 1].mentions for number in mention.claims)
    for one in claims:
        evidence = one.claim.evidence
        inside = [mentions[number - 1] for number in one.mentions]
        assert all(evidence.start <= m.start and m.end <= evidence.end for m in inside)
        assert all(1 <= link.mention <= len(mentions) for link in one.links)
        assert all(getattr(one.claim, link.field) is not None for link in one.links)
    assert all(mentions[lost.mention - 1].kind == "cue" for lost in explanation.lost_cues)
