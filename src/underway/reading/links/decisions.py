"""What the words of a decision come to once it is seen how they are said: a status and its certainty, or nothing."""

import re
from typing import cast

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.answers import Answer, answer_to
from underway.reading.links.arguments import is_passive
from underway.reading.links.modality import Manner
from underway.reading.notices import Part
from underway.reading.structure import Page, within
from underway.vocabulary.claims import Certainty, StatusValue

_NOT_YET = re.compile(rf"\b{phrases('not_yet')}\s+(?:be |to |start |begin |have )*$")

_OF_THE_PAST = re.compile(r"\b(?:has|have|did|was|were)\b")
_ANSWERED: dict[Answer, StatusValue] = {"yes": "renewed", "no": "cancelled", "not yet": "undecided"}


class Decision(msgspec.Struct, frozen=True):
    """`passive` is whether it is done to what stands before its words."""

    mention: CueMention
    sentence: Sentence
    passive: bool
    status: StatusValue
    certainty: Certainty


def decision_of(page: Page, mention: CueMention) -> Decision | None:
    """What the words of the cue decide in their sentence; None where they are a label, a question, a supposition, or
    of what is yet to come."""
    cue = mention.cue
    sentence = page.layout.sentence_at(mention.start)
    if _is_label(page, mention, sentence):
        return None
    manner = Manner(page, sentence, mention.start, mention.end)
    put_off = cue.status == "delayed" and manner.planned
    if manner.asked:
        return _answered(page, mention, sentence)
    if cue.asked or (manner.supposed and cue.status != "undecided" and not put_off):
        return None
    read = _status(mention, manner)
    if manner.mistaken:
        read = _denied(mention.cue.status, manner.mistaken, read)
    if read is None:
        return None
    status, certainty = read
    lead = page.folded[max(sentence.start, mention.start - 40) : mention.start]
    if status in ("in_production", "wrapped") and _NOT_YET.search(lead):
        return None
    return Decision(mention, sentence, is_passive(page, sentence, mention), status, certainty)


def _answered(page: Page, mention: CueMention, question: Sentence) -> Decision | None:
    """What the answer to a question after a renewal makes of it."""
    if mention.cue.status != "renewed" or mention.cue.certainty:
        return None
    answer = answer_to(page, question)
    if answer is None:
        return None
    if answer == "no" and _OF_THE_PAST.search(page.folded, question.start, mention.end):
        answer = "not yet"
    return Decision(mention, question, is_passive(page, question, mention), _ANSWERED[answer], "asserted")


def _is_label(page: Page, mention: CueMention, sentence: Sentence) -> bool:
    """Do the words only head what follows them, or stand in what is no part of the story?"""
    block = page.layout.block_of(sentence)
    if block.kind in ("debris", "byline", "caption"):
        return True
    if block.kind == "heading" and not any(within(page.shows, block.start, block.end)):
        return True
    lead = page.folded[block.start : mention.start]
    return page.folded.startswith(":", mention.end) and not lead.strip(" -*•·")


def _status(mention: CueMention, manner: Manner) -> tuple[StatusValue, Certainty] | None:
    """What the cue says once polarity and modality are applied; None where it says nothing."""
    cue = mention.cue
    certainty = cue.certainty or (manner.certainty_beside if cue.polar else manner.certainty)
    if cue.status == "in_development" and certainty == "speculative":
        certainty = "asserted"  # "in talks to bring it back" is all that the status says
    if manner.denied:
        return cue.status, "denied"
    if cue.polar:
        return cue.status, certainty if cue.status != "undecided" else "asserted"
    if manner.negated:
        if not cue.negated:
            return None
        if cue.negated == "denied":
            return cue.status, "denied"
        return cast(StatusValue, cue.negated), "asserted"
    return cue.status, certainty


def _denied(
    status: StatusValue, part: Part, read: tuple[StatusValue, Certainty] | None
) -> tuple[StatusValue, Certainty] | None:
    """What a correction makes of words of its own that say the status, and in their clause `read`."""
    if part == "value":  # "has been renewed, not cancelled"
        return status, "denied"
    return (read[0], "denied") if read and part == "said" and read[1] != "denied" else None
