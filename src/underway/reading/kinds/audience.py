"""Audience claims: how many watched."""

import re
from collections.abc import Iterator

from underway.reading.kinds.progress import Place, Progress
from underway.reading.links.metrics import Measured, measure
from underway.reading.links.modality import clause_around, who_says
from underway.reading.links.subjects import Subjects, evidence_of
from underway.reading.structure import Draft, OrganisationMention, Page, SeasonMention, within
from underway.vocabulary import Audience
from underway.vocabulary.figures import MEASURERS

_OF_SEASON = re.compile(
    r"(?: (?!from\b|and\b|will\b|is\b|was\b|has\b)[\w'-]+){0,4}? (?:for|of|in|to|that saw in|who saw)"
    r"(?: the| its| their| his)?(?: [\w'-]+){0,2} ?"
)
_PART = re.compile(r" of (?:the|that|what|those|its) [\d\w]*\d")  # "a third of the 5.6 million"
_BESIDE = re.compile(r" ?[(/] ?|,? and (?:an? )?(?:[a-z-]+ ){0,2}|, (?:an? )?| ?/ ?")
_CARRIES = re.compile(r"(?:^|\W)(?:on|for|to) (?:the )?$")
_SAYS_BEFORE = re.compile(r"\b(?:according to|as per|per|figures from|data from|numbers from) (?:the )?$")
_SAYS_AFTER = re.compile(r"(?:'s)? (?:said|says|has|reports|reported|counted|counts|figures|data|numbers|ratings)\b")


def find(page: Page) -> Iterator[Draft]:
    """One draft a (value, unit), at the place that also says the window, else the first: a count said twice is of one
    show, unless it stands with the name of each; lists and ratings ("0.9") have equal ones of several."""
    subjects = page.view(Subjects)
    drafts: dict[tuple[str, float, str], Draft] = {}
    first: dict[tuple[float, str], str] = {}  # of which show a count was said first
    show: str | None = None
    before: Measured | None = None
    for one in measure(page):
        figure = one.figure
        if one.rule == "audience.listed":
            show = subjects.beside(one.sentence, figure.start)
        elif not (before and _stands_with(page, before, one)):
            show = subjects.show_of(one.sentence, figure.start, figure.end, row=one.listed, drawn=True)
        before = one
        if show is None:
            continue
        named = any(m.title == show for m in within(page.shows, one.sentence.start, one.sentence.end))
        several = one.listed or named or figure.form != "count"
        said = first.setdefault((one.value, one.unit), show)
        key = (show if several else said, one.value, one.unit)
        if key not in drafts or (drafts[key].fields["window"] is None and one.window):
            start, end = evidence_of(page, one.sentence, figure.start, figure.end)
            drafts[key] = Draft(Audience, start, end, one.rule, _fields(page, one, show))
    yield from drafts.values()


def _stands_with(page: Page, before: Measured, one: Measured) -> bool:
    """Is it another measure of the same audience ("4.9 million viewers and a 1.9", "5.2m (21%)")?"""
    start, end = before.figure.end, one.figure.start
    return before.unit != one.unit and start <= end and bool(_BESIDE.fullmatch(page.folded, start, end))


def _fields(page: Page, one: Measured, show: str) -> dict[str, object]:
    return {
        "show": show,
        "season": _season(page, one, show) or _season_unnamed(page, one, show),
        "value": one.value,
        "unit": one.unit,
        "window": one.window,
        "platform": _platform(page, one),
        "demographic": one.demographic,
        "region": one.region,
        "attributed_to": _attributed_to(page, one),
    }


def _season(page: Page, one: Measured, show: str) -> int | None:
    """The season that the clause of the figure names, behind it ("2.1 million for its second season") or before it."""
    figure, sentence = one.figure, one.sentence
    said = [m for m in within(page.seasons, sentence.start, sentence.end) if m.numbers and not m.count]
    if not said:
        return page.season_at(figure.start, show)
    named = [m for m in said if not _PART.match(page.folded, m.end) and not page.folded.startswith("no", m.start)]
    for mention in named:
        if mention.start >= figure.end and _OF_SEASON.fullmatch(page.folded, figure.end, mention.start):
            return _number(mention)
    left, _ = clause_around(page, sentence, figure.start, figure.end)
    if one.compared:
        return None
    before = [m for m in named if left <= m.start < figure.start]
    return _number(before[-1]) if before else None


def _season_unnamed(page: Page, one: Measured, show: str) -> int | None:
    progress = page.view(Progress)
    return progress.season_of(Place(show, "watched", one.sentence, one.figure.start, one.figure.end))


def _number(mention: SeasonMention) -> int | None:
    return mention.numbers[0] if len(mention.numbers) == 1 else None


def _platform(page: Page, one: Measured) -> str | None:
    """The channel or service of the figure: "on BBC One" behind it, "Netflix's" before the show, "(ITV, 3.4m)"."""
    figure, sentence = one.figure, one.sentence
    left, right = clause_around(page, sentence, figure.start, figure.end)
    for organisation in _networks(page, left, right):
        before = page.folded[max(organisation.start - 12, left) : organisation.start]
        owns = page.folded.startswith(("'s ", "' "), organisation.end) and organisation.end < figure.start
        bracketed = before.endswith("(") and organisation.end - figure.end < 60
        if _CARRIES.search(before) or owns or bracketed:
            return organisation.name
    return None


def _networks(page: Page, start: int, end: int) -> Iterator[OrganisationMention]:
    return (o for o in within(page.organisations, start, end) if o.role == "network")


def _attributed_to(page: Page, one: Measured) -> str | None:
    """Who says the figure: an organisation, or a firm that measures."""
    sentence = one.sentence
    organisation = who_says(page, one.figure.start, one.figure.end)
    if organisation:
        return organisation
    for name in MEASURERS:
        at = page.folded.find(name, sentence.start, sentence.end)
        before = page.folded[max(at - 20, sentence.start) : at]
        if at >= 0 and (_SAYS_BEFORE.search(before) or _SAYS_AFTER.match(page.folded, at + len(name))):
            return page.text[at : at + len(name)]
    return None
