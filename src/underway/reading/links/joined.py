"""Shows that are joined in a list ("A, B and C"), of all of which the same is said."""

import re

from underway.reading.lexicon import word_class
from underway.reading.structure import Page, ShowMention, within

_BETWEEN = ("joining", "genre", "season_word")
_PARENTHESIS = re.compile(r"\([^()]{0,60}\)")
_LISTS = re.compile(r"\band\b|\bn?or\b|&|\bplus\b|\bas well as\b|\balong with\b|,[^,]*,")
_LONGEST_JOINT = 90


def series_of(page: Page, shows: list[ShowMention]) -> list[ShowMention]:
    """The first of `shows` (in order, or in reverse order) and those that are joined with it ("A, B and C")."""
    joined = shows[:1]
    for show in shows[1:]:
        low, high = sorted((joined[-1], show), key=lambda m: m.start)
        if show.title == joined[-1].title or not _joins(page, low.end, high.start):
            break
        joined.append(show)
    if joined[0].start > joined[-1].start and not _LISTS.search(page.folded, joined[-1].end, joined[0].start):
        return joined[:1]  # "From the maker of Saltmarsh, the drama Harrow House has been renewed"
    return joined


def _joins(page: Page, start: int, end: int) -> bool:
    if end - start > _LONGEST_JOINT:
        return False
    gap = _PARENTHESIS.sub(" ", page.folded[start:end])
    for mention in [*within(page.organisations, start, end), *within(page.seasons, start, end)]:
        gap = gap.replace(page.folded[mention.start : mention.end], " ")
    words = re.findall(r"[\w'-]+|[^\w\s]", gap)
    return any(w in (",", "and", "&", "plus", "or", "nor") for w in words) and all(
        any(w in word_class(kind) for kind in _BETWEEN) for w in words
    )
