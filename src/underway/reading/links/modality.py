"""How a clause says what it says: denied, doubted, asked, supposed, reported. The one place for it."""

import re

import msgspec

from underway.reading.layout import Layout, Sentence
from underway.reading.lexicon import phrases
from underway.reading.structure import Page, within
from underway.vocabulary.claims import Certainty

_CLAUSE = re.compile(phrases("clause_break"))
_NEGATION = re.compile(rf"n't\b|\b{phrases('negation')}\b")
_DENIAL = re.compile(rf"\b{phrases('denial')}\b")
_REPORT = re.compile(rf"\b{phrases('report')}\b")
_SPECULATION = re.compile(rf"\b{phrases('speculation')}\b")
_CONDITION = re.compile(rf"(?:^|[\s,;(\"]){phrases('condition')}\b")
_ASKED = re.compile(rf"\b{phrases('asked_whether')}\b")
_DENIED_AFTER = re.compile(rf"\b{phrases('untrue')}\b")
_CONDITION_AFTER = re.compile(r"(?: [a-z]+){0,2},? (?:if|unless) (?!not)")
_WISHED = re.compile(rf"\b{phrases('wished')}\b")
_SAID = re.compile(rf"\b{phrases('said')}\b")
_PAST_PLAN = re.compile(rf"\b{phrases('past_plan')}\b")


class Manner(msgspec.Struct, frozen=True):
    """How the words at a place are said; `planned` is whether they follow what was meant to be ("was to start")."""

    certainty: Certainty
    negated: bool
    asked: bool
    supposed: bool
    denied: bool
    planned: bool


def clause_around(layout: Layout, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of the sentence that holds the characters `start` to `end`."""
    left, right = sentence.start, sentence.end
    for match in _CLAUSE.finditer(layout.folded, sentence.start, sentence.end):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return left, right


def _supposes(before: str, lead: str) -> bool:
    """Is a word of supposition there? "Would" after "announced that" is only a tense."""
    return any(m[0] not in ("would", "should") or not _SAID.search(lead) for m in _SPECULATION.finditer(before))


def manner_of(layout: Layout, sentence: Sentence, start: int, end: int) -> Manner:
    folded = layout.folded
    left, right = clause_around(layout, sentence, start, end)
    before = folded[max(left, start - 90) : start]
    whole = folded[sentence.start : sentence.end]
    clause = folded[left:right]
    asked = whole.rstrip("\"') ").endswith("?") and "?" in folded[start : sentence.end]
    lead = folded[sentence.start : start]
    denied = (bool(_DENIAL.search(lead)) and start - sentence.start < 220) or bool(
        _DENIED_AFTER.search(folded, end, sentence.end)
    )
    certainty: Certainty = "asserted"
    if _supposes(before[-70:], lead) or _SPECULATION.match(folded, end + 1):
        certainty = "speculative"
    elif _REPORT.search(clause) or _REPORT.search(whole):
        certainty = "reported"
    elif _supposes(clause, lead) and not _SPECULATION.search(folded[end:right]):
        certainty = "speculative"
    return Manner(
        certainty=certainty,
        negated=bool(_NEGATION.search(before[-45:])),
        asked=asked,
        supposed=bool(_CONDITION.search(before))
        or bool(_WISHED.search(before))
        or bool(_CONDITION_AFTER.match(folded, end))
        or bool(_ASKED.search(lead))
        or bool(_PAST_PLAN.search(before[-40:])),
        denied=denied,
        planned=bool(_PAST_PLAN.search(lead)),
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
