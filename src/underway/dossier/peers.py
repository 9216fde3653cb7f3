"""The figures of other shows beside a show's own, and what became of those shows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from underway.dossier.audience import Field, Span, Watched, fate_of, larger, own_best
from underway.dossier.charted import Launches
from underway.dossier.parts import Part
from underway.dossier.retractions import taken_back
from underway.dossier.said import Said, to_said
from underway.dossier.seasons import Seasons, begun_on
from underway.dossier.shapes import Fate
from underway.dossier.tables import Tables
from underway.dossier.verdict import Court
from underway.dossier.which import shows_of
from underway.ledger import Ledger, When
from underway.ledger.identity import same_keys
from underway.vocabulary import Claim, Metric
from underway.vocabulary.titles import title_key

MOST_PEERS = 24  # of which the figures are shown, for each metric


class Launched(NamedTuple):
    """The day on which a season, or where that is None each, was launched, for who knows better than the ledger."""

    day: date
    season: int | None


class Fates:
    """What became of shows after their seasons, as of a day; each show is looked up once. Raises LedgerError."""

    def __init__(self, ledger: Ledger, when: When, day: date) -> None:
        self._ledger = ledger
        self._when = when
        self._day = day
        self._courts: dict[str, Court | None] = {}

    def of(self, title: str, season: int | None) -> Fate | None:
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


def launches_of(seasons: Seasons, told: Launched | None = None) -> Launches:
    """The days of the premieres; of what a table does not number only that of a show without seasons. What is `told`
    goes before."""

    def launched(part: Part) -> date | None:
        if told and told.season in (part.season, None):
            return told.day
        if part.season is None and (part.label or seasons.numbers):
            return None
        return begun_on(seasons.date_of("premiere", part.season))

    return launched


class Peers:
    """Looks up what is known of audiences, of one show after the other. Every method raises LedgerError."""

    def __init__(self, ledger: Ledger, when: When, today: date) -> None:
        self._ledger = ledger
        self._when = when
        self._day = when.as_of or today
        self.tables = Tables(ledger, when)
        self.fates = Fates(ledger, when, self._day)

    def watched(
        self,
        title: str,
        keys: Sequence[str],
        said: Sequence[Said[Claim]],
        merges: Sequence[tuple[str, str]] = (),
        launched: Launched | None = None,
    ) -> Watched:
        """Of the show of this title with these keys, of which these are the claims, and of the others beside it."""
        launches = launches_of(seasons_of(said, self._day), launched)
        counted = self.tables.of_show(title, keys, launches)
        fields = {
            metric: self._field(metric, (low + high) / 2, keys, merges)
            for metric, (low, high) in own_best(said, counted).items()
        }
        fates: dict[tuple[str, int | None], Fate] = {}
        for peer, season in {one for field in fields.values() for one in _seasons_in(field)}:
            if fate := self.fates.of(peer, season):
                fates[title_key(peer), season] = fate
        return Watched(counted, tuple(self.tables.runs(title, keys, launches)), fields, fates)

    def _field(self, metric: Metric, near: float, keys: Sequence[str], merges: Sequence[tuple[str, str]]) -> Field:
        """The figures of other shows; those of merged titles are of one."""
        claimed = self._ledger.peers(keys, metric, near, self._when)
        counted = self.tables.peers(metric, keys)
        spans = [(key, (value, value)) for key, value in claimed.best.items()]
        spans += [(c.part.show, (c.low, c.high)) for c in counted if c.high is not None]
        best: dict[str, Span] = {}
        for key, span in spans:
            one = min(same_keys(key, merges)) if merges else key
            best[one] = larger(span, best.get(one))
        nearest = sorted(counted[1:], key=lambda c: abs(c.low - near))[: MOST_PEERS - 1]
        return Field(best, [to_said(k) for k in claimed.claims], [*counted[:1], *nearest])


def _seasons_in(field: Field) -> set[tuple[str, int | None]]:
    claimed = {(s.claim.show, getattr(s.claim, "season", None)) for s in field.said if s.claim.show}
    return claimed | {(c.title, c.part.season) for c in field.counted}
