"""Which quotations belong together: the parts of one utterance, broken by its attribution or by paragraphs."""

import re

import msgspec

from underway.reading.links.attribution import Attribution, Attributions, Frame
from underway.reading.structure import Page, QuotationMention

_NEW_SENTENCE = re.compile(r"\w\w\w[.!?]\s+[A-Z]")
_FEWEST_WORDS = 4  # of an utterance that nothing attributes


class Group(msgspec.Struct):
    """The `parts` of one utterance in order, what gives it to somebody, and the frame of the part that is given."""

    parts: list[QuotationMention]
    attribution: Attribution | None
    frame: Frame


def group_quotations(page: Page, attributions: Attributions) -> list[Group]:
    groups: list[Group] = []
    after_last = False
    for quotation in page.quotations:
        if not _holds_words(page, quotation):
            continue
        frame = attributions.frame(quotation)
        after = attributions.after(quotation, frame)
        last = groups[-1] if groups else None
        if last and after is None and _goes_on(page, last, quotation, after_last):
            after_last = after_last and _adjoins(page, last.parts[-1], quotation)
            last.parts.append(quotation)
            continue
        if last and after and _interrupted(page, last, quotation) and after_last:
            last.parts.append(quotation)
            continue
        before = attributions.before(quotation, frame)
        chosen = before if before and (after is None or (before.direct and before.rule != "quote.predicate")) else after
        if not (chosen and chosen.direct) and _count_words(page, quotation) < _FEWEST_WORDS:
            continue
        if last and after and last.attribution is None and _adjoins(page, last.parts[-1], quotation):
            last.parts.append(quotation)
            last.attribution, last.frame = after, frame
            after_last = True
            continue
        groups.append(Group([quotation], chosen, frame))
        after_last = chosen is after and after is not None
    return groups


def _holds_words(page: Page, quotation: QuotationMention) -> bool:
    return any(c.isalnum() for c in page.text[quotation.words_start : quotation.words_end])


def _count_words(page: Page, quotation: QuotationMention) -> int:
    return len(page.text[quotation.words_start : quotation.words_end].split())


def _interrupted(page: Page, group: Group, quotation: QuotationMention) -> bool:
    """Does the narrator break into one sentence of the speaker ("…," she said, "…")?"""
    between = page.text[group.parts[-1].end : quotation.start]
    return len(between) < 400 and "\n" not in between and between.rstrip().endswith(",")


def _adjoins(page: Page, left: QuotationMention, right: QuotationMention) -> bool:
    """Nothing but the end of a paragraph between the two."""
    return not page.text[left.end : right.start].strip() and "\n" in page.text[left.end - 1 : right.start + 1]


def _goes_on(page: Page, group: Group, quotation: QuotationMention, after: bool) -> bool:
    """Do the words go on with what the group said: past its attribution, or in the next paragraph?"""
    left = group.parts[-1]
    if _adjoins(page, left, quotation):
        return True
    between = page.text[left.end : quotation.start]
    if len(between) > 600 or not after:
        return False
    narration = between.strip()
    if narration.endswith(","):
        return "\n" not in between and not _NEW_SENTENCE.search(narration)
    return _one_sentence(page, left.end, quotation.start)


def _one_sentence(page: Page, start: int, end: int) -> bool:
    """Is the narration between two quotations one sentence, ended before the second?"""
    narration = page.text[start:end].strip()
    if not narration.endswith((".", ":", "—", "–", "-", ";")):
        return False
    first = page.layout.sentence_at(start).index
    ends = [s.end for s in page.sentences[first : first + 4] if start < s.end <= end]
    return len(ends) <= 1 and not page.text[ends[0] if ends else end : end].strip()
