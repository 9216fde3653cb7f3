"""What was known about a show, day by day: each day on which that could change."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from underway.dossier.retractions import TakenBack, taken_back
from underway.dossier.said import Said, of_kind
from underway.dossier.seasons import Seasons
from underway.dossier.verdict import Court
from underway.vocabulary import Claim, Credit, Date, Quote
from underway.vocabulary.dates import is_day, latest

K = TypeVar("K", bound=Claim)

_A_DAY = timedelta(days=1)


class Known:
    """What was known at the end of `day`: the claims that counted, quotes and credits aside, and by their ids the
    claims that had been taken back."""

    def __init__(self, day: date, published: Sequence[Said[Claim]], withdrawn: Mapping[str, TakenBack]) -> None:
        self.day = day
        self.published = published
        self.withdrawn = withdrawn
        self.said = [s for s in published if _bears(s.claim) and s.claim.id not in withdrawn]
        self._of: dict[tuple[type, int | None], list[Said[Claim]]] = {}
        for s in self.said:
            self._of.setdefault((type(s.claim), getattr(s.claim, "season", None)), []).append(s)

    def of(self, kind: type[K], season: int | None) -> list[Said[K]]:
        """The claims of the kind about the season, oldest first."""
        return of_kind(self._of.get((kind, season), ()), kind)

    @cached_property
    def told(self) -> list[Said[Claim]]:
        """What came out on the very day."""
        return self.fresh(self.said)

    def fresh(self, said: Iterable[Said[Claim]]) -> list[Said[Claim]]:
        return [s for s in said if s.day == self.day]

    @cached_property
    def court(self) -> Court:
        return Court(Seasons(self.said, self.day))

    @cached_property
    def spoken_of(self) -> set[int | None]:
        """The seasons that anything is said of, the one that comes next, and None."""
        seasons = self.court.seasons
        return {None, seasons.next(), *seasons.numbers, *(s.season for s in seasons.statements)}


def walk(
    said: Iterable[Said[Claim]], *, until: date, start: date = date.min, by_time: bool = True
) -> Iterator[tuple[Known, Known]]:
    """What was known before a day and on it, for each day from `start` to `until` on which that could change: something
    that bears on it came out or was taken back, or, if `by_time`, a date came that was known before.

    What carries no day of its own, and has none from a ledger, counts on no day.
    """
    dated = [(day, s) for s in set(said) if (day := s.day) is not None and day <= until]
    dated.sort(key=lambda pair: (pair[0], pair[1].order))
    days, published = [day for day, _ in dated], [s for _, s in dated]
    withdrawn = {id_: taken for id_, taken in taken_back(published).items() if taken.day is not None}

    def known(day: date, end: int) -> Known:
        counting = [s for s in published[:end] if s.counts_on(day)]
        return Known(day, counting, {id_: w for id_, w in withdrawn.items() if w.day is not None and w.day <= day})

    moving = {day for day, s in dated if _bears(s.claim)} | {w.day for w in withdrawn.values() if w.day is not None}
    moving |= {s.until for _, s in dated if s.until is not None and s.until <= until}
    turning = {turn for day, s in dated for turn in turns(s.claim) if day < turn <= until} if by_time else set()
    then = known(start - _A_DAY if start > date.min else start, bisect_left(days, start))
    for day in sorted(day for day in moving | turning if day >= start):
        now = known(day, bisect_right(days, day))
        yield then, now
        then = now


def turns(claim: Claim) -> Iterator[date]:
    """The days on which time alone changes what a date tells: that it has come, and that it is past."""
    if isinstance(claim, Date):
        last = latest(claim.date)
        if claim.event == "premiere" and is_day(claim.date):
            yield last
        if last < date.max:
            yield last + _A_DAY


def _bears(claim: Claim) -> bool:
    return not isinstance(claim, Quote | Credit)
