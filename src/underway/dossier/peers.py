"""The figures of other shows beside a show's own, and what became of those shows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from underway.dossier.audience import Fated, Field, Span, Watched, fate_of, larger, own_best
from underway.dossier.charted import Launches
from underway.dossier.parts import Part
from underway.dossier.retractions import taken_back
from underway.dossier.said import Said, of_kind, to_said
from underway.dossier.seasons import Seasons, begun_on
from underway.dossier.tables import Counted, Tables, Titles
from underway.dossier.verdict import Court
from underway.dossier.which import Shown, shows_of
from underway.ledger import Ledger, When, show_key
from underway.ledger.identity import same_keys
from underway.vocabulary import Audience, Claim, Metric
from underway.vocabulary.titles import title_key

MOST_PEERS = 24  # of which the figures are shown, for each metric


class Which(NamedTuple):
    """One season of a show, by its number or by what tables call it; every one where both are None. `launch` is the day
    of its launch, for who knows better than the ledger."""

    season: int | None = None
    label: str | None = None
    launch: date | None = None

    @property
    def is_every(self) -> bool:
        return self.season is None and self.label is None

    def fits(self, part: Part) -> bool:
        if self.label is not None:
            return (part.label or "").casefold() == self.label.casefold()
        return self.season in (None, part.season)


EVERY = Which()


class Subject(NamedTuple):
    """A show that is asked about: what tables may call it, its seasons as its claims tell, and merged titles."""

    titles: Titles
    seasons: Seasons
    merges: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(cls, title: str, shown: Shown | None, day: date) -> "Subject":
        """Tables know shows by nothing but their titles: what they tell is of the youngest show of a title."""
        if shown is None:
            return cls(Titles((show_key(title),), (title,)), Seasons([], day))
        seasons = seasons_of(map(to_said, shown.claims), day)
        return cls(Titles(shown.keys, (title, shown.title)), seasons, shown.merges)

    def claimed(self, which: Which = EVERY) -> list[Said[Audience]]:
        """The figures that claims give."""
        found = of_kind(self.seasons.said, Audience)
        return [s for s in found if which.fits(Part("", s.claim.season, None))]

    def launches(self, which: Which = EVERY) -> Launches:
        """The days of the premieres; of what a table does not number only that of a show without seasons."""

        def launched(part: Part) -> date | None:
            if which.launch and which.fits(part):
                return which.launch
            if part.season is None and (part.label or self.seasons.numbers):
                return None
            return begun_on(self.seasons.date_of("premiere", part.season))

        return launched


class Fates:
    """What became of shows after their seasons, as of a day; each show is looked up once. Raises LedgerError."""

    def __init__(self, ledger: Ledger, when: When, day: date) -> None:
        self._ledger = ledger
        self._when = when
        self._day = day
        self._courts: dict[str, Court | None] = {}

    def of(self, title: str, season: int | None) -> Fated | None:
        key = title_key(title)
        if key not in self._courts:
            self._courts[key] = self._court(title)
        court = self._courts[key]
        return fate_of(court, season) if court else None

    def _court(self, title: str) -> Court | None:
        found = shows_of(self._ledger, title, self._when)
        return Court(seasons_of(map(to_said, found[0].claims), self._day)) if found else None


def seasons_of(said: Iterable[Said[Claim]], day: date) -> Seasons:
    """The seasons as far as the claims tell that were not taken back."""
    told = list(said)
    withdrawn = taken_back(told)
    return Seasons([s for s in told if s.claim.id not in withdrawn], day)


class Peers:
    """Looks up what is known of audiences, of one show after the other. Every method raises LedgerError."""

    def __init__(self, ledger: Ledger, when: When, day: date) -> None:
        self._ledger = ledger
        self._when = when
        self.tables = Tables(ledger, when)
        self.fates = Fates(ledger, when, day)

    def watched(self, subject: Subject, which: Which = EVERY) -> Watched:
        """Of the show, or the season of it that is asked about, and of the others beside it."""
        found = self.tables.of_show(subject.titles, subject.launches(which))
        counted = [c for c in found.counted if which.fits(c.part)]
        fields = {
            metric: self._field(metric, (low + high) / 2, subject)
            for metric, (low, high) in own_best(subject.claimed(which), counted).items()
        }
        fates: dict[tuple[str, int | None], Fated] = {}
        for peer, season in {one for field in fields.values() for one in _seasons_in(field)}:
            if fated := self.fates.of(peer, season):
                fates[title_key(peer), season] = fated
        runs = tuple(run for part, run in found.runs if which.fits(part))
        withheld = tuple(w for w in found.withheld if which.fits(w.part))
        return Watched(counted, runs, fields, fates, withheld)

    def _field(self, metric: Metric, near: float, subject: Subject) -> Field:
        """The figures of other shows; those of merged titles are of one."""
        keys, merges = subject.titles.keys, subject.merges
        claimed = self._ledger.peers(keys, metric, near, self._when)
        counted = self.tables.peers(metric, keys)
        spans = [(key, (value, value)) for key, value in claimed.best.items()]
        spans += [(show_key(c.title), (c.low, c.high)) for c in counted if c.high is not None]
        best: dict[str, Span] = {}
        for key, span in spans:
            one = min(same_keys(key, merges)) if merges else key
            best[one] = larger(span, best.get(one))
        return Field(best, [to_said(k) for k in claimed.claims], _nearest(counted, near))


def _nearest(counted: Sequence[Counted], near: float) -> list[Counted]:
    """The largest, and those nearest to a value."""
    return [*counted[:1], *sorted(counted[1:], key=lambda c: abs(c.low - near))[: MOST_PEERS - 1]]


def _seasons_in(field: Field) -> set[tuple[str, int | None]]:
    claimed = {(s.claim.show, getattr(s.claim, "season", None)) for s in field.said if s.claim.show}
    return claimed | {(c.title, c.part.season) for c in field.counted}
