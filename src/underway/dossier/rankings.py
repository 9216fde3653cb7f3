"""Shows side by side: figures of one metric ranked, and of each show that is missing why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from underway.dossier.answering import clocks
from underway.dossier.audience import Comparisons, Watched
from underway.dossier.parts import name_of, titled
from underway.dossier.peers import EVERY, Fates, Peers, Subject, Which
from underway.dossier.said import Said, of_kind, to_said
from underway.dossier.shapes import AudienceAnswer, Comparison, Source
from underway.dossier.sources import Numbering, newest_first
from underway.dossier.tables import Counted, Tables, Withheld, with_windows
from underway.dossier.titles import close_titles
from underway.dossier.watched import Bar, Ranking, Run
from underway.dossier.which import shows_of
from underway.ledger import Ledger, LedgerError, When
from underway.vocabulary import Audience, Claim, Metric, figure_of, outlet_of
from underway.vocabulary.figures import Accuracy
from underway.vocabulary.metrics import Basis, why_apart

_LARGEST = 2.0**53  # no figure is above it


class Wanted(NamedTuple):
    """Which metrics are looked for; None of anything is all of them."""

    unit: str | None = None
    window: str | None = None
    basis: Basis | None = None
    region: str | None = None
    publisher: str | None = None

    def fits(self, metric: Metric) -> bool:
        asked = ((value, getattr(metric, name)) for name, value in self._asdict().items() if value is not None)
        return all((known or "").casefold() == value.casefold() for value, known in asked)

    def of_weeks(self) -> "Wanted":
        """The same of weeks."""
        return self._replace(window=None, basis=None)


class Amount(NamedTuple):
    """One figure of a season that a document or a table gives, `high` None being no bound."""

    metric: Metric
    title: str
    season: int | None
    label: str | None
    low: float
    high: float | None
    accuracy: Accuracy
    source: str


def audience_of(
    ledger: Ledger,
    title: str,
    *,
    which: Which = EVERY,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> AudienceAnswer:
    """How many watched the show, or the season of it, beside other shows. Raises LedgerError, also where a launch is
    given that is not of one season, or that is later than its first week in a list."""
    when, today, _ = clocks(ledger, as_of, known_at)
    day = as_of or today
    shown = next(iter(shows_of(ledger, title, when)), None)
    subject, peers = Subject.of(title, shown, day), Peers(ledger, when, day)
    watched = peers.watched(subject, which)
    _check_launch(title, which, watched)
    claimed = subject.claimed(which)
    comparisons = Comparisons(subject.seasons, claimed, watched)
    numbering = Numbering(newest_first(s.document for s in (*claimed, *comparisons.said())))
    name = (shown.title if shown else None) or watched.title or title
    known = shown or watched.counted or watched.runs
    return AudienceAnswer(
        asked=title,
        show=name,
        as_of=as_of,
        day=day,
        season=which.season,
        part=which.label,
        audience=comparisons.lines(name, numbering.cite),
        weeks=watched.runs,
        withheld=tuple(dict.fromkeys((name_of(w.title, w.part.season, w.part.label), w.why) for w in watched.withheld)),
        sources=numbering.sources(),
        close_titles=() if known else close_titles(title, ledger.audience.titles(when)),
    )


def _check_launch(title: str, which: Which, watched: Watched) -> None:
    if which.launch is None:
        return
    seasons = {run.name for run in watched.runs}
    if len(seasons) > 1:
        named = " and ".join(sorted(seasons))
        raise LedgerError(f"{title}: {named} have launches of their own; say which is meant")
    for run in watched.runs:
        if run.weeks[0].last < which.launch:
            raise LedgerError(f"{run.name}: was in a list by {run.weeks[0].last}, before {which.launch}")


def ranking_of(comparison: Comparison, sources: Iterable[Source]) -> Ranking:
    """The comparison as bars; `sources` are those that it cites."""
    names = {source.number: outlet_of(source.publisher, source.url) or source.name for source in sources}
    bars = []
    for line in comparison.figures:
        cited = {names[citation.source] for citation in line.citations} | {row.table for row in line.rows}
        bars.append(
            Bar(
                name=name_of(line.show, line.season, line.label),
                low=line.value,
                high=line.high,
                accuracy=line.accuracy,
                asked=line.asked,
                fate=line.fate,
                sources=tuple(sorted(cited)),
            )
        )
    return Ranking(metric=comparison.metric, bars=tuple(bars), apart=())


def runs_of(
    ledger: Ledger,
    titles: Sequence[str],
    *,
    wanted: Wanted,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> list[Run]:
    """The weeks of the shows' seasons since their launches, those of one metric together: of each show the youngest
    season, then the one before it. Raises LedgerError."""
    when, today, _ = clocks(ledger, as_of, known_at)
    tables = Tables(ledger, when)
    found: list[tuple[int, Run]] = []
    for title in titles:
        subject = _subject(ledger, title, when, as_of or today)
        placed = tables.of_show(subject.titles, subject.launches()).runs
        runs = [run for _, run in placed if wanted.of_weeks().fits(run.metric)]
        for metric in {run.metric for run in runs}:
            found += enumerate(run for run in runs if run.metric == metric)
    return [run for _, run in sorted(found, key=lambda one: (str(one[1].metric), one[0]))]


def compare(
    ledger: Ledger,
    titles: Sequence[str],
    *,
    wanted: Wanted,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> list[Ranking]:
    """A ranking for each metric that two of the shows share, the one that most share first. Where none is shared, one
    for each metric that there is, in which the other shows are apart. Raises LedgerError."""
    when, today, _ = clocks(ledger, as_of, known_at)
    tables, fates = Tables(ledger, when), Fates(ledger, when, as_of or today)
    shows = {title: _Show.of(tables, _subject(ledger, title, when, as_of or today)) for title in titles}
    shared = Counter(metric for show in shows.values() for metric in show.metrics if wanted.fits(metric))
    least = min(2, max(shared.values(), default=0))
    chosen = sorted((metric for metric, n in shared.items() if n >= least), key=lambda m: (-shared[m], str(m)))
    return [
        Ranking(
            metric=metric,
            bars=_bars([a for show in shows.values() for a in show.amounts if a.metric == metric], fates, asked=True),
            apart=tuple((title, why) for title, show in shows.items() for why in show.missing(metric)),
        )
        for metric in chosen
    ]


class _Show(NamedTuple):
    """What is known of a show that is compared."""

    amounts: Sequence[Amount]
    withheld: Sequence[Withheld]

    @classmethod
    def of(cls, tables: Tables, subject: Subject) -> "_Show":
        found = tables.of_show(subject.titles, subject.launches())
        return cls([*_claimed(subject.claimed()), *map(_amount, found.counted)], found.withheld)

    @property
    def metrics(self) -> set[Metric]:
        return {amount.metric for amount in self.amounts}

    def missing(self, metric: Metric) -> Iterator[str]:
        """Why it has no figures under the metric; nothing where it has some."""
        if metric in self.metrics:
            return
        held_back = {w.why: name_of(w.title, w.part.season, w.part.label) for w in self.withheld if w.metric == metric}
        if held_back:
            yield "; ".join(f"of {name} there are no bounds, since {why}" for why, name in held_back.items())
        elif not self.metrics:
            yield "no figures of it are known"
        else:
            # Of its metrics the one that comes nearest tells most.
            nearest = min(self.metrics, key=lambda m: (m.unit != metric.unit, m.window != metric.window, str(m)))
            yield (why_apart(metric, nearest) or "").rstrip(".")


def _subject(ledger: Ledger, title: str, when: When, day: date) -> Subject:
    return Subject.of(title, next(iter(shows_of(ledger, title, when)), None), day)


def _amount(counted: Counted) -> Amount:
    part = counted.part
    return Amount(
        counted.metric,
        counted.title,
        part.season,
        part.label,
        counted.low,
        counted.high,
        counted.accuracy,
        counted.rows[0].table,
    )


def top(
    ledger: Ledger,
    *,
    wanted: Wanted,
    most: int,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> list[Ranking]:
    """The seasons with the largest figures, up to `most`, under each metric that is wanted. Raises LedgerError."""
    when, today, _ = clocks(ledger, as_of, known_at)
    tables, fates = Tables(ledger, when), Fates(ledger, when, as_of or today)
    claimed = ledger.metrics(when)
    found = []
    for metric in sorted(
        (m for m in {*claimed, *with_windows(tables.metrics)} if m.unit != "rank" and wanted.fits(m)), key=str
    ):
        amounts = list(map(_amount, tables.peers(metric)))
        if metric in claimed:
            peers = ledger.peers((), metric, _LARGEST, when, most=most)
            told = of_kind(map(to_said, peers.claims), Audience)
            amounts += (amount for amount in _claimed(told) if amount.metric == metric)
        if amounts:
            largest = sorted(amounts, key=lambda amount: -amount.low)[: most + len(claimed)]
            found.append(Ranking(metric=metric, bars=_bars(largest, fates)[:most], apart=()))
    return found


def _claimed(said: Iterable[Said[Audience]]) -> Iterator[Amount]:
    for s in said:
        figure = figure_of(s.claim, s.published)
        value, season = figure.value, figure.season
        yield Amount(figure.metric, figure.show, season, None, value, value, figure.accuracy, _source(s))


def _source(said: Said[Claim] | Said[Audience]) -> str:
    return outlet_of(said.document.publisher, said.document.url) or said.document.name


def _bars(amounts: Iterable[Amount], fates: Fates, *, asked: bool = False) -> tuple[Bar, ...]:
    """The largest figure of each season, the largest first; equal ones with all their sources."""
    seasons: dict[tuple[str, int | None, str | None], list[Amount]] = {}
    for amount in amounts:
        seasons.setdefault((titled(amount.title), amount.season, amount.label), []).append(amount)
    bars = []
    for its in seasons.values():
        best = max(its, key=lambda amount: (amount.low, amount.high is not None and amount.high == amount.low))
        sources = {amount.source for amount in its if (amount.low, amount.high) == (best.low, best.high)}
        fated = fates.of(best.title, best.season)
        if fated and fated.said:
            sources.add(_source(fated.said))
        bars.append(
            Bar(
                name=name_of(best.title, best.season, best.label),
                low=best.low,
                high=best.high,
                accuracy=best.accuracy,
                asked=asked,
                fate=fated.fate if fated else None,
                sources=tuple(sorted(sources)),
            )
        )
    return tuple(sorted(bars, key=lambda bar: (-bar.low, bar.name)))
