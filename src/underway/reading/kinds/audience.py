"""Audience claims: how many watched."""

import re
from collections.abc import Iterator

from underway.reading.links.metrics import Measured, measure
from underway.reading.links.modality import clause_around
from underway.reading.links.subjects import Subjects, evidence_of
from underway.reading.structure import Draft, Page, within
from underway.vocabulary import Audience

_OF_SEASON = re.compile(r"(?:,? (?!from\b|and\b)[\w'-]+){0,5}? (?:for|of|in|to|that saw in|who saw)(?: the| its| their| his)?(?: [\w'-]+){0,2} ?")
_FOR = re.compile(r"(?:,? (?!from\b)[\w'-]+){0,4}? (?:for|of|to watch|watched|with|saw|behind) (?:the |a |its |[\w+' ]{1,20}'s? (?:own )?)?[\"']?")


def find(page: Page) -> Iterator[Draft]:
    drafts: dict[tuple[object, ...], Draft] = {}
    subjects = Subjects(page)
    for one in measure(page):
        show = subjects.show_of(one.sentence, one.figure.start, one.figure.end)
        if show is None:
            continue
        start, end = evidence_of(page, one.sentence, one.figure.start, one.figure.end)
        key = (show, one.value, one.unit)
        fields = {
            "show": show,
            "season": _season(page, one, show),
            "value": one.value,
            "unit": one.unit,
            "window": one.window,
            "platform": None,
            "demographic": one.demographic,
        }
        if key not in drafts or (drafts[key].fields["window"] is None and one.window):
            drafts[key] = Draft(Audience, start, end, one.rule, fields)
    yield from drafts.values()


def _season(page: Page, one: Measured, show: str) -> int | None:
    """The season that the clause of the figure names, behind it ("2.1 million for its second season") or before it."""
    figure, sentence = one.figure, one.sentence
    named = [m for m in within(page.seasons, sentence.start, sentence.end) if m.numbers and not m.count]
    if not named:
        return page.season_at(figure.start, show)
    for mention in named:
        if mention.start >= figure.end and _OF_SEASON.fullmatch(page.folded, figure.end, mention.start):
            return mention.numbers[0] if len(mention.numbers) == 1 else None
    left, _ = clause_around(page.layout, sentence, figure.start, figure.end)
    before = [m for m in named if left <= m.start < figure.start]
    if before and len(before[-1].numbers) == 1 and not one.compared:
        return before[-1].numbers[0]
    return None
