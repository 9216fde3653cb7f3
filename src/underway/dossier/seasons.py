"""Which seasons have aired as far as the documents tell, and which comes next."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from underway.dossier.said import Said, Statement, of_kind, statements_of
from underway.vocabulary import Audience, Claim, Date, Episodes, Status
from underway.vocabulary.claims import Event
from underway.vocabulary.dates import earliest, is_day, latest, within

# Certainty of a date, the surest last.
_RANK = {"denied": 0, "speculative": 1, "reported": 2, "asserted": 3}
# An announced premiere did not happen if, after its day, the season is still said to be in one of these.
_NOT_YET = frozenset({"delayed", "in_production"})
_TAKE_BACK = _NOT_YET | {"cancelled"}

# One document that tells of an order, and of the season after it this much later, tells of a season gone by.
_A_SEASON = timedelta(days=180)


@dataclass(slots=True)
class Seasons:
    """The seasons of one show on `day`. `said` is all that had been published about it by then."""

    said: list[Said[Claim]]
    day: date
    statements: list[Statement] = field(init=False)
    # The seasons that are named; those only hoped for count where there are no others.
    numbers: list[int] = field(init=False)
    # What is asked for often: dates by what they date, what may take them back by its season, seasons that have figures
    # or episodes, and answers.
    _dates: dict[tuple[Event, int | None], list[Said[Date]]] = field(init=False)
    _against: dict[int | None, list[Statement]] = field(init=False)
    _watched: set[int | None] = field(init=False)
    _counted: set[int | None] = field(init=False)
    _dated: dict[tuple[Event, int | None], Said[Date] | None] = field(init=False)
    _aired: dict[int, bool] = field(init=False)

    def __post_init__(self) -> None:
        first = _of_the_first(self.said)
        self.statements = [replace(s, season=1) if s.said.claim.id in first else s for s in statements_of(self.said)]
        self._dates, self._against, self._dated, self._aired = {}, {}, {}, {}
        for d in of_kind(self.said, Date):
            if d.claim.certainty != "denied":
                season = 1 if d.claim.id in first else d.claim.season
                self._dates.setdefault((d.claim.event, season), []).append(d)
        for statement in self.statements:
            if statement.certainty == "asserted" and statement.about in _TAKE_BACK:
                self._against.setdefault(statement.season, []).append(statement)
        self._watched = {s.claim.season for s in of_kind(self.said, Audience)}
        self._counted = {s.claim.season for s in of_kind(self.said, Episodes)}
        firm, loose = set[int](), set[int]()
        for s in self.said:
            if isinstance(s.claim, Status | Date | Audience | Episodes) and s.claim.season is not None:
                hoped = isinstance(s.claim, Status | Date) and s.claim.certainty in ("speculative", "denied")
                (loose if hoped else firm).add(s.claim.season)
        self.numbers = sorted(firm or loose)

    def date_of(self, event: Event, season: int | None) -> Said[Date] | None:
        """The claim that dates the event: the surest, then the latest published, the most exact, the earliest date.

        What agrees with it and is more exact counts in its place: "in October" does not move what is due on 2 October.
        """
        key = (event, season)
        if key not in self._dated:
            live = [s for s in self._dates.get(key, ()) if not self._given_up(s, season)]
            counts = max(live, key=_weight, default=None)
            if counts is not None and not is_day(counts.claim.date):
                told = counts.claim
                agreeing = (s for s in live if within(s.claim.date, told.date) and s.claim.certainty == told.certainty)
                counts = max(agreeing, key=lambda s: (s.claim.date != told.date, _weight(s)))
            self._dated[key] = counts
        return self._dated[key]

    def _given_up(self, dated: Said[Date], season: int | None) -> bool:
        """Whether a later document takes an announced date back: by a delay, a cancellation, or work still going on."""
        announced = dated.published
        if announced is None or season is None or latest(dated.claim.date) < announced:
            return False
        for s in self._against.get(season, ()):
            if s.published <= announced:
                continue
            if s.about == "delayed" or (s.about == "cancelled" and s.published <= latest(dated.claim.date)):
                return True
            if s.about in _NOT_YET and s.published > latest(dated.claim.date):
                return True
        return False

    def is_past(self, dated: Said[Date] | None) -> bool:
        return dated is not None and dated.claim.certainty == "asserted" and latest(dated.claim.date) < self.day

    def is_ahead(self, dated: Said[Date] | None) -> bool:
        return dated is not None and dated.claim.certainty == "asserted" and latest(dated.claim.date) >= self.day

    def has_begun(self, season: int | None) -> bool:
        """Whether its premiere is dated no later than today, a day of today included."""
        premiere = self.date_of("premiere", season)
        if premiere is None or premiere.claim.certainty != "asserted":
            return False
        return self.is_past(premiere) or (is_day(premiere.claim.date) and latest(premiere.claim.date) <= self.day)

    def aired(self, season: int) -> bool:
        if season not in self._aired:
            self._aired[season] = self._has_aired(season)
        return self._aired[season]

    def _has_aired(self, season: int) -> bool:
        if any(n >= season and self._seen(n) for n in self.numbers):
            return True
        coming = self._coming(season)
        if season in self._counted and not any(s.season == season for s in self.statements):
            return True
        return self._followed(season, coming) or self._concluded(season)

    def _seen(self, season: int) -> bool:
        """Whether a date or a figure tells that somebody has watched it."""
        return self.has_begun(season) or self.is_past(self.date_of("finale", season)) or season in self._watched

    def _coming(self, season: int) -> list[Statement]:
        """The words that it is on its way; a month named in that very month may as well be behind."""
        return [
            s
            for s in self.statements
            if s.season == season
            and s.says == "yes"
            and s.certainty == "asserted"
            and not (s.about in ("premiere", "finale") and _in_its_time(s.said))
        ]

    def _followed(self, season: int, coming: list[Statement]) -> bool:
        """Whether a later season is spoken of in a way that leaves this one behind."""
        if not coming:
            spoken_of = any(s.season == season for s in self.statements)
            ordered = {s.season for s in self.statements if s.says == "yes" and s.certainty == "asserted"}
            return any(n > season and (n in ordered or not spoken_of) for n in self.numbers)
        if self.is_ahead(self.date_of("premiere", season)):
            return False
        last, decided = max(s.published for s in coming), max(s.day for s in coming)
        both = {s.said.document.id for s in coming}
        for s in self.statements:
            if s.season is None or s.season <= season or s.certainty != "asserted":
                continue
            if s.said.document.id in both:
                if decided > date.min and s.day - decided >= _A_SEASON:
                    return True
            elif s.said.published is None or s.published >= last:
                return True
        return False

    def _concluded(self, season: int) -> bool:
        """Whether the show is said to have ended, and every word that this season is coming is no younger."""
        ends = [s for s in self.statements if s.about == "ended" and s.certainty == "asserted"]
        if not ends or season not in self.numbers:
            return False
        mentions = [s for s in self.statements if s.season == season]
        if any(s.about == "cancelled" for s in mentions) and not any(s.about == "renewed" for s in mentions):
            return False
        last = max(s.day for s in ends)
        return not any(s.says == "yes" and s.day > last for s in mentions) and not self.is_ahead(
            self.date_of("premiere", season)
        )

    def next(self) -> int | None:
        """The first season that has not aired; None where no document numbers any."""
        if not self.numbers:
            return None
        season = 1
        while self.aired(season):
            season += 1
        return season

    def last_begun(self) -> date | None:
        """The latest day by which a premiere, of any season, is known to have been."""
        days = [
            earliest(premiere.claim.date)
            for season in (None, *self.numbers)
            if self.has_begun(season) and (premiere := self.date_of("premiere", season))
        ]
        return max(days, default=None)


def _weight(dated: Said[Date]) -> tuple[int, date, int, int, str]:
    claim = dated.claim
    return (_RANK[claim.certainty], dated.order[0], len(claim.date), -earliest(claim.date).toordinal(), claim.id)


def _of_the_first(said: Iterable[Said[Claim]]) -> frozenset[str]:
    """The ids of the premieres without a number that are of the first season: this had been spoken of and no other, and
    it had not begun yet."""
    found: set[str] = set()
    numbers: set[int] = set()
    begins = date.max
    for published, group in groupby(sorted(said, key=lambda s: s.order), key=lambda s: s.published):
        told = list(group)
        numbers.update(n for s in told if (n := getattr(s.claim, "season", None)) is not None)
        watched = any(s.claim.season == 1 for s in of_kind(told, Audience))
        if numbers - {1} or watched or begins < (published or date.min):
            break
        for s in of_kind(told, Date):
            if numbers and s.claim.event == "premiere" and s.claim.certainty == "asserted":
                found.add(s.claim.id)
                begins = latest(s.claim.date)
    return frozenset(found)


def _in_its_time(said: Said[Status] | Said[Date]) -> bool:
    if not isinstance(said.claim, Date) or said.published is None:
        return False
    return earliest(said.claim.date) <= said.published <= latest(said.claim.date)


def begun_on(premiere: Said[Date] | None) -> date | None:
    """The very day, where the claim gives one for certain."""
    if premiere is None or premiere.claim.certainty != "asserted" or not is_day(premiere.claim.date):
        return None
    return earliest(premiere.claim.date)


def published_by(said: Iterable[Said[Claim]], as_of: date | None) -> list[Said[Claim]]:
    """What the world could know on that day; where none is given, all that stands."""
    if as_of is None:
        return [s for s in said if s.until is None]
    return [s for s in said if s.counts_on(as_of)]
