"""What made a thing known otherwise than the day before."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from underway.dossier.facts import Fact, Thing
from underway.dossier.history import Known, turns
from underway.dossier.retractions import TakenBack
from underway.dossier.said import Said
from underway.dossier.shapes import Source
from underway.dossier.sources import Numbering
from underway.vocabulary import Claim, Date, Status

_TAKE_BACK = frozenset({"delayed", "cancelled", "in_production"})


class Difference(NamedTuple):
    season: int | None
    thing: Thing
    before: Fact | None
    after: Fact | None


class Cause(NamedTuple):
    """Groups of claims, one claim of each of which is needed; and notices that took claims back, each with the claims
    that its document makes."""

    groups: Sequence[Sequence[Said[Claim]]]
    notices: Sequence[tuple[TakenBack, Sequence[Said[Claim]]]] = ()

    def learned(self, day: date) -> datetime | None:
        """From when a ledger could tell of a change on `day`: the day had come, in UTC, and the ledger held what was
        needed. None without a ledger."""
        needed = [*self.groups, *(claims for _, claims in self.notices)]
        moments = [min(kept) for group in needed if (kept := [s.kept for s in group if s.kept is not None])]
        return max(datetime.combine(day, time.min, UTC), *moments) if moments else None

    def is_of(self, known: Known) -> bool:
        """Whether something came out on that day that changed it, and not time alone."""
        return bool(self.notices) or any(known.fresh(group) for group in self.groups)

    def quoted(self) -> tuple[tuple[Source, str], ...]:
        """The words, oldest first, each with the document in which they stand."""
        claims = sorted({s for group in self.groups for s in group}, key=lambda s: s.order)
        words = [(s.document, s.claim.evidence.text) for s in claims]
        words += [(notice.document, notice.words.text) for notice, _ in self.notices]
        sources = {source.document: source for source in Numbering(document for document, _ in words).sources()}
        return tuple(dict.fromkeys((sources[document.id], text) for document, text in words))


def cause_of(one: Difference, then: Known, now: Known) -> Cause:
    """What came out on the day and says so, or takes back what was known before, or speaks against it; else it is time
    alone, and the dates that came."""
    rests_on = one.after.rests_on if one.after else []
    held = [s for group in (one.before.rests_on if one.before else []) for s in group]
    notices = _notices(held, then, now)
    fresh = [now.fresh(group) for group in rests_on]
    if any(fresh):
        return Cause([new or group for new, group in zip(fresh, rests_on, strict=True)], notices)
    if notices:
        return Cause([], notices)
    against = [s for s in now.told if _speaks_against(s.claim, one.season)] if one.thing != "stage" else []
    if against:
        return Cause([against])
    came = [s for group in (*rests_on, held) for s in group if now.day in turns(s.claim)]
    return Cause([came] if came else rests_on if any(rests_on) else [held])


def _notices(held: Iterable[Said[Claim]], then: Known, now: Known) -> list[tuple[TakenBack, list[Said[Claim]]]]:
    """Those that took any of the claims back on the day."""
    found = {
        now.withdrawn[s.claim.id] for s in held if s.claim.id in now.withdrawn and s.claim.id not in then.withdrawn
    }
    ordered = sorted(found, key=lambda notice: (notice.document.id, notice.words.start))
    return [(notice, [s for s in now.published if s.document.id == notice.document.id]) for notice in ordered]


def _speaks_against(claim: Claim, season: int | None) -> bool:
    if not isinstance(claim, Status | Date) or claim.season not in (season, None):
        return False
    return claim.certainty == "denied" or (isinstance(claim, Status) and claim.status in _TAKE_BACK)
