"""A claim with the document that makes it, and what follows from the two together: when, and in which direction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from underway.dossier.shapes import Saying
from underway.ledger import KeptClaim
from underway.vocabulary import Claim, Date, Document, Status
from underway.vocabulary.claims import Certainty, Event, StatusValue
from underway.vocabulary.dates import earliest, latest

C_co = TypeVar("C_co", bound=Claim, covariant=True)
K = TypeVar("K", bound=Claim)

# What each status says about whether its season is coming, and which of them are decisions rather than progress.
STATUS_SAYS: dict[StatusValue, Saying] = {
    "renewed": "yes",
    "in_production": "yes",
    "wrapped": "yes",
    "delayed": "yes",
    "final": "yes",
    "cancelled": "no",
    "ended": "no",
    "undecided": "undecided",
    "in_development": "undecided",
}
EVENT_SAYS: dict[Event, Saying] = {
    "renewal": "yes",
    "filming_start": "yes",
    "filming_end": "yes",
    "premiere": "yes",
    "finale": "yes",
    "cancellation": "no",
}
DECISIONS = frozenset({"renewed", "cancelled", "ended", "renewal", "cancellation"})
_DECIDED_BY: dict[str, Event] = {"renewed": "renewal", "cancelled": "cancellation", "ended": "finale"}


@dataclass(frozen=True, slots=True)
class Said(Generic[C_co]):
    """`known` is the day from which the world could know, where that is not the document's own: a ledger that lasts
    gives its undated documents the day on which it kept them. `kept` is the moment at which a ledger learned of the
    claim; `confirmed` tells that a person found that it reads its words rightly; from the day `until` on it no longer
    counts, since another text stands in place of its document."""

    claim: C_co
    document: Document
    known: date | None = None
    kept: datetime | None = None
    confirmed: bool = False
    until: date | None = None

    @property
    def published(self) -> date | None:
        return self.document.published

    @property
    def day(self) -> date | None:
        """The day that counts: of publication, or else the one from which the world could know."""
        return self.known or self.document.published

    def counts_on(self, day: date) -> bool:
        """Whether it is among what the world could know on that day, and still stands."""
        return self.day is not None and self.day <= day and (self.until is None or day < self.until)

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Oldest first, the undated before all; the same whatever the order of adding."""
        return (self.published or date.min, self.document.id, self.claim.evidence.start, self.claim.id)


def to_said(kept: KeptClaim) -> Said[Claim]:
    return Said(kept.claim, kept.document, kept.known, kept.kept, kept.confirmed, kept.until)


def of_kind(said: "Iterable[Said[Claim]]", kind: type[K]) -> list[Said[K]]:
    return [s for s in said if isinstance(s.claim, kind)]  # type: ignore[misc]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A status or date claim, seen as a word on whether `season` is coming.

    `day` is when it came about: a decision's own day where its document gives one, else the day of publication;
    the first day of all where neither is known.
    """

    said: Said[Status] | Said[Date]
    says: Saying
    about: StatusValue | Event
    season: int | None
    certainty: Certainty
    day: date

    @property
    def published(self) -> date:
        return self.said.published or date.min

    @property
    def decides(self) -> bool:
        return self.about in DECISIONS


def statements_of(said: Iterable[Said[Claim]]) -> list[Statement]:
    """Every status and date claim as a statement, oldest first."""
    said = sorted(said, key=lambda s: s.order)
    dates = of_kind(said, Date)
    happened: dict[tuple[str, Event | None, int | None], str] = {
        (d.document.id, d.claim.event, d.claim.season): d.claim.date for d in dates if d.claim.certainty == "asserted"
    }
    made: list[Statement] = []
    for s in of_kind(said, Status):
        event = _DECIDED_BY.get(s.claim.status)
        keys = [(s.document.id, event, season) for season in (s.claim.season, None)]
        day = _when(s.published, next((happened[key] for key in keys if key in happened), None))
        made.append(Statement(s, STATUS_SAYS[s.claim.status], s.claim.status, s.claim.season, s.claim.certainty, day))
    for d in dates:
        decided = d.claim.date if d.claim.event in DECISIONS else None
        day = _when(d.published, decided)
        made.append(Statement(d, EVENT_SAYS[d.claim.event], d.claim.event, d.claim.season, d.claim.certainty, day))
    return sorted(made, key=lambda s: s.said.order)


def _when(published: date | None, decided: str | None) -> date:
    if decided is None:
        return published or date.min
    if published is None:
        return latest(decided)
    # A decision told of before it is made ("will be announced in May") is known from its publication.
    return min(published, latest(decided)) if earliest(decided) <= published else published
