"""Days to keep: what of a show has, or had, a day of its own, and how that day was moved or given up."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import product

import msgspec

from underway.dossier.causes import Difference, cause_of
from underway.dossier.facts import DATED, Dated, date_fact
from underway.dossier.history import Known, walk
from underway.dossier.said import Said, of_kind
from underway.dossier.shapes import Source
from underway.vocabulary import Claim, Date, content_id
from underway.vocabulary.claims import Certainty
from underway.vocabulary.dates import earliest, is_day, within
from underway.vocabulary.titles import title_key


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a season on a real day. `uid` stays the same whatever becomes of it.

    `day` is the last one that was in force, and `given_up` tells that none is now: it was taken back, or moved to
    something less than a day that does not hold it. `sequence` counts the changes of day, certainty or `given_up` since
    it first had a day; the last was on the day `since`, and `learned` is the moment from which the ledger could tell of
    it, None without a ledger. `sources` are the words that made that change, each with its document.
    """

    uid: str
    show: str
    season: int | None
    event: Dated
    day: date
    certainty: Certainty
    given_up: bool
    sequence: int
    since: date
    learned: datetime | None
    sources: tuple[tuple[Source, str], ...]


def appointments(show: str, said: Iterable[Said[Claim]], *, until: date) -> list[Appointment]:
    """Every appointment that the claims about the show made by the end of `until`, the earliest day first.

    One of no numbered season is left out where a numbered one has the same event on the same day. Claims without a day
    are left out. The order of the claims does not matter.
    """
    made: dict[tuple[int | None, Dated], Appointment] = {}
    for then, now in walk(said, until=until, by_time=False):
        seasons = {s.claim.season for s in of_kind(now.said, Date)} | {season for season, _ in made}
        for key in product(seasons, DATED):
            changed = _changed(show, key, then, now, made.get(key))
            if changed is not None:
                made[key] = changed
    numbered = {(a.event, a.day) for a in made.values() if a.season is not None and not a.given_up}
    kept = [a for a in made.values() if a.season is not None or (a.event, a.day) not in numbered]
    return sorted(kept, key=lambda a: (a.day, a.uid))


def _changed(
    show: str, of: tuple[int | None, Dated], then: Known, now: Known, had: Appointment | None
) -> Appointment | None:
    """The appointment as it has become on the day; None where there is none or it stays as it is."""
    season, event = of
    fact = date_fact(now, event, season)
    if fact is not None and is_day(fact.value):
        day, certainty, given_up = earliest(fact.value), fact.certainty, False
    elif had is None or (fact is not None and within(had.day.isoformat(), fact.value)):
        return None
    else:
        day, certainty, given_up = had.day, had.certainty, True
    if had is not None and (day, certainty, given_up) == (had.day, had.certainty, had.given_up):
        return None
    cause = cause_of(Difference(season, event, date_fact(then, event, season), fact), then, now)
    return Appointment(
        uid=content_id(title_key(show), season, event),
        show=show,
        season=season,
        event=event,
        day=day,
        certainty=certainty,
        given_up=given_up,
        sequence=had.sequence + 1 if had else 0,
        since=now.day,
        learned=cause.learned(now.day),
        sources=cause.quoted(),
    )
