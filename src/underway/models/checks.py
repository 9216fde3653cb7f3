"""Whether what a model says follows from the words that it points at."""

import re
from functools import cached_property, lru_cache

from underway.models.answers import (
    Answer,
    AudienceAnswer,
    DateAnswer,
    EpisodesAnswer,
    Reason,
    StatusAnswer,
)
from underway.models.days import Days
from underway.models.quantities import Quantities, Subject
from underway.models.speech import Speech
from underway.models.words import Place, Words
from underway.reading.links.coming import AHEAD
from underway.reading.measures import region_of_word
from underway.reading.reader import lay_out
from underway.vocabulary import Document

NAMES = ("show", "speaker", "venue", "platform", "person", "character", "name", "region", "attributed_to")
_NO_NAMES = frozenset("it its he him she her they them we us i you this that these those who one both".split())
_PERSONS = frozenset(("person", "speaker", "character"))
_DECISIONS = frozenset(("renewal", "cancellation"))
_TWITTER = re.compile(r"\btweet|@\w")
_ALPHANUMERIC = re.compile(r"[^\W_]+")
_DEMOGRAPHIC = re.compile(r"[\w+,'’/ –-]{1,60}")
_ANYBODY = frozenset(("adults", "people"))  # what a demographic of ages alone is of


class Source:
    """A document with all that claims about it are checked against."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.page = lay_out(document)
        self.words = Words(document.text)
        self.speech = Speech(self.page)
        self._days = Days(self.page)
        self._quantities = Quantities(self.page)

    def places_of(self, field: str, name: str) -> list[Place]:
        """Where the name that the field gives stands; nowhere for a word that only stands for one."""
        if name.strip() in _NO_NAMES:
            return []
        found = self.words.places_of_person(name) if field in _PERSONS else self.words.places_of_name(name)
        if found:
            return found
        if field == "venue" and name.casefold() == "twitter":
            return [match.span() for match in _TWITTER.finditer(self.page.folded)]
        if field == "region":
            words = (word for word, region in region_of_word().items() if region == name)
            return [place for word in words for place in self.words.places_of_name(word)]
        return []

    def objection(self, answer: Answer, start: int, end: int) -> Reason | None:
        """Why what the answer says does not follow from the words at `start` to `end`; None where it does."""
        season = getattr(answer, "season", None)
        if season is not None and not self._quantities.can_be_season(
            season, start, end, show=answer.show, subject=_subject_of(answer)
        ):
            return "number not in the words"
        match answer:
            case DateAnswer() if not self._follows(answer, start, end):
                return "date does not follow from the words"
            case EpisodesAnswer() if not self._quantities.can_number(answer.count, start, end):
                return "number not in the words"
            case AudienceAnswer():
                return self._objection_to_figure(answer, start, end)
        return None

    def _follows(self, answer: DateAnswer, start: int, end: int) -> bool:
        made = answer.event in _DECISIONS and answer.certainty == "asserted"
        return self._days.follows(answer.date, start, end, past=made)

    def _objection_to_figure(self, answer: AudienceAnswer, start: int, end: int) -> Reason | None:
        figures = self._quantities
        if not figures.can_count(answer.value, start, end) or not figures.can_count_in(
            answer.unit, answer.value, start, end
        ):
            return "number not in the words"
        if answer.window is not None and not figures.can_last(answer.window, start, end):
            return "number not in the words"
        return None if self._is_demographic(answer.demographic) else "name not in the document"

    def _is_demographic(self, demographic: str | None) -> bool:
        """Do all its words and numbers stand in the text: "adults 18-49" of "in the 18-49 demo"?"""
        if demographic is None:
            return True
        words = set(_ALPHANUMERIC.findall(demographic.casefold())) - _ANYBODY
        return _DEMOGRAPHIC.fullmatch(demographic) is not None and words <= self._alphanumeric

    @cached_property
    def _alphanumeric(self) -> set[str]:
        return set(_ALPHANUMERIC.findall(self.page.folded))


def _subject_of(answer: Answer) -> Subject:
    match answer:
        case StatusAnswer() if answer.status in AHEAD and answer.status != "renewed":
            return "the next"
        case DateAnswer() if answer.event in _DECISIONS:
            return "the next"
        case EpisodesAnswer():
            return "episodes"
        case AudienceAnswer():
            return "figure"
    return "any"


@lru_cache(maxsize=8)  # a long text is asked for once a window
def source_of(document: Document) -> Source:
    return Source(document)
