"""Which of the shows named last "the former", "the latter" and "both" stand for."""

import re

from underway.reading.layout import Sentence
from underway.reading.structure import Page, within

_LATELY = 400  # characters in which the two are named
_EITHER = re.compile(r"\bthe (?:former|latter)\b(?!'s (?:star|network|channel))")
_BOTH = re.compile(
    r"(?:both|the two|the pair)(?: shows| series| dramas| comedies| sitcoms| programmes)?"
    r" (?:are|were|come|came|hail|have|had|will|air"
    r"|aired|run|ran|return|remain|stream|belong|premiere|moved?|go|went)\b"
    r"|[^;!?]{1,110}\b(?:both|the two of them|the pair)(?: of them| shows| series)?[.,;]"
)


def two_before(page: Page, position: int) -> list[str]:
    """The two shows named last before the position, the one named earlier first; none where they are not two."""
    latest_first = dict.fromkeys(m.title for m in reversed(within(page.shows, position - _LATELY, position)))
    two = list(latest_first)[:2]
    return two[::-1] if len(two) == 2 else []


def one_of_two(page: Page, word: str, position: int) -> str | None:
    """The show that the word at the position, "the former" or "the latter", stands for."""
    two = two_before(page, position)
    return two[word.endswith("latter")] if two else None


def chosen_before(page: Page, start: int, end: int) -> str | None:
    """The show that "the former" or "the latter" stands for, where the span says so last and names no show since."""
    last = next(reversed([*_EITHER.finditer(page.folded, start, end)]), None)
    if last is None or within(page.shows, last.end(), end):
        return None
    return one_of_two(page, last[0], last.start())


def both_meant(page: Page, sentence: Sentence) -> list[str]:
    """The two shows that "both" means in a sentence that names none."""
    start, end = sentence.start, sentence.end
    if within(page.shows, start, end) or not _BOTH.match(page.folded, start, end):
        return []
    return two_before(page, start)
