"""What a model answers: claims as it says them, each with the words of the document that it points at."""

from typing import Literal

import msgspec

from underway.vocabulary.claims import Certainty, CompanyRole, CreditRole, Event, StatusValue, Unit


class _Answer(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """`words` stand in the document, letter by letter: they are the claim's evidence."""

    words: str


class StatusAnswer(_Answer, frozen=True, kw_only=True, tag="status"):
    show: str
    season: int | None = None
    status: StatusValue
    certainty: Certainty
    attributed_to: str | None = None


class QuoteAnswer(_Answer, frozen=True, kw_only=True, tag="quote"):
    """`speaker_words` name the speaker where the quotation stands: "she", "the showrunner"."""

    show: str | None = None
    season: int | None = None
    speaker: str
    speaker_words: str | None = None
    venue: str | None = None
    quote: str


class AudienceAnswer(_Answer, frozen=True, kw_only=True, tag="audience"):
    show: str
    season: int | None = None
    value: float
    unit: Unit
    window: str | None = None
    platform: str | None = None
    demographic: str | None = None
    region: str | None = None
    attributed_to: str | None = None


class DateAnswer(_Answer, frozen=True, kw_only=True, tag="date"):
    show: str
    season: int | None = None
    event: Event
    date: str
    certainty: Certainty
    attributed_to: str | None = None


class CreditAnswer(_Answer, frozen=True, kw_only=True, tag="credit"):
    show: str
    role: CreditRole
    person: str
    character: str | None = None


class CompanyAnswer(_Answer, frozen=True, kw_only=True, tag="company"):
    show: str
    role: CompanyRole
    name: str


class EpisodesAnswer(_Answer, frozen=True, kw_only=True, tag="episodes"):
    show: str
    season: int | None = None
    count: int


Answer = StatusAnswer | QuoteAnswer | AudienceAnswer | DateAnswer | CreditAnswer | CompanyAnswer | EpisodesAnswer
ANSWERS: tuple[type[_Answer], ...] = (
    StatusAnswer,
    QuoteAnswer,
    AudienceAnswer,
    DateAnswer,
    CreditAnswer,
    CompanyAnswer,
    EpisodesAnswer,
)

# Why what a model said is no claim.
Reason = Literal[
    "not JSON",
    "cut off",
    "refused to answer",
    "not of the form",
    "words not in the document",
    "name not in the document",
    "number not in the words",
    "date does not follow from the words",
    "about another show or name",
    "said twice",
    "contradicts another",
]
