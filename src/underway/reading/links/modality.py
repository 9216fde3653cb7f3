"""How a clause says what it says: denied, doubted, asked, supposed, reported. The one place for it."""

import re

import msgspec

from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.structure import Page, within
from underway.vocabulary.claims import Certainty

_CONDITION_AFTER = re.compile(r"(?: [a-z]+){0,2},? (?:if|unless) (?!not)")


class Manner(msgspec.Struct, frozen=True):
    """How the words at a place are said; `planned` is whether they follow what was meant to be ("was to start")."""

    certainty: Certainty
    negated: bool
    asked: bool
    supposed: bool
    denied: bool
    planned: bool


def clause_around(page: Page, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of the sentence that holds the characters `start` to `end`."""
    return page.modals.clause_around(start, end, within=(sentence.start, sentence.end))


def manner_of(page: Page, sentence: Sentence, start: int, end: int) -> Manner:
    folded, says = page.folded, page.modals.within
    left, right = clause_around(page, sentence, start, end)
    before = max(left, start - 90)
    lead = (sentence.start, start)
    certainty: Certainty = "asserted"
    if _supposes(page, lead, max(left, start - 70), start) or any(
        s == end + 1 for s, _ in says("speculation", end, right)
    ):
        certainty = "speculative"
    elif says("report", sentence.start, sentence.end):
        certainty = "reported"
    elif _supposes(page, lead, left, right) and not says("speculation", end, right):
        certainty = "speculative"
    return Manner(
        certainty=certainty,
        negated=bool(says("negation", max(before, start - 45), start)),
        asked=folded[sentence.start : sentence.end].rstrip("\"') ").endswith("?")
        and "?" in folded[start : sentence.end],
        supposed=bool(
            says("condition", before, start)
            or says("wished", before, start)
            or _CONDITION_AFTER.match(folded, end)
            or says("asked_whether", *lead)
            or says("past_plan", max(before, start - 40), start)
        ),
        denied=(start - sentence.start < 220 and bool(says("denial", *lead)))
        or bool(says("untrue", end, sentence.end)),
        planned=bool(says("past_plan", *lead)),
    )


def _supposes(page: Page, lead: tuple[int, int], start: int, end: int) -> bool:
    """Is a word of supposition in the span? "Would" after "announced that" is only a tense."""
    return any(
        page.folded[a:b] not in ("would", "should") or not page.modals.within("said", *lead)
        for a, b in page.modals.within("speculation", start, end)
    )


_SAYS = re.compile(rf"{phrases('says_so')}\b")
_ACCORDING = re.compile(r"\b(?:according to|as reported by|as first reported by|per|first reported by)(?: the)? $")


def who_says(page: Page, start: int, end: int) -> str | None:
    """The organisation that the sentence gives as saying so ("Netflix announced", "according to Deadline")."""
    sentence = page.layout.sentence_at(start)
    for organisation in within(page.organisations, sentence.start, sentence.end):
        if start < organisation.end and organisation.start < end:
            continue
        lead = page.folded[max(sentence.start, organisation.start - 24) : organisation.start]
        if _ACCORDING.search(lead) or _SAYS.match(page.folded[organisation.end : organisation.end + 40].lstrip()):
            return organisation.name
    return None
