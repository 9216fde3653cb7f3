"""Shows side by side: figures of one metric ranked, and of each show that is missing why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from underway.dossier.answering import ask, clocks
from underway.dossier.parts import name_of
from underway.dossier.peers import Fates, Launched, launches_of, seasons_of
from underway.dossier.said import Said, of_kind, to_said
from underway.dossier.shapes import AudienceAnswer, Comparison, Source
from underway.dossier.tables import Tables, with_windows
from underway.dossier.titles import close_titles
from underway.dossier.watched import Bar, Ranking, Run
from underway.dossier.which import shows_of
from underway.ledger import Ledger, When, show_key
from underway.vocabulary import Audience, Claim, Metric, figure_of, outlet_of
from underway.vocabulary.figures import Accuracy
from underway.vocabulary.metrics import Basis, why_apart
from underway.vocabulary.titles import title_key

_LARGEST = 2.0**53  # no figure is above it


class Wanted(NamedTuple):
    """Which metrics are looked for; None of anything is all of them."""

    unit: str | None = None
    window: str | None = None
    basis: Basis | None = None
    region: str | None = None
    publisher: str | None = None

    def fits(self, metric: Metric) -> bool:
        asked = ((name, getattr(self, name)) for name in self._fields)
        return all(value is None or getattr(metric, name) == value for name, value in asked)


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


Amounts = Mapping[str, Sequence[Amount]]


def audience_of(
    ledger: Ledger,
    title: str,
    *,
    season: int | None = None,
    launch: date | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> AudienceAnswer:
    """How many watched the show, or the season of it, beside other shows; `launch` is the day of its launch, where that
    is better known than the ledger has it. Raises LedgerError."""
    launched = Launched(launch, season) if launch else None
    dossier = ask(ledger, title, as_of=as_of, known_at=known_at, launched=launched)
    comparisons, runs = dossier.audience, dossier.weeks
    if season is not None:
        comparisons = tuple(_of_season(comparisons, season))
        runs = tuple(run for run in runs if run.season == season)
    cited = {c.source for comparison in comparisons for line in comparison.figures for c in line.citations}
    known = dossier.audience or dossier.weeks
    return AudienceAnswer(
        asked=title,
        show=dossier.show,
        as_of=as_of,
        day=dossier.day,
        season=season,
        audience=comparisons,
        weeks=runs,
        sources=tuple(source for source in dossier.sources if source.number in cited),
        close_titles=()
        if known or dossier.show
        else close_titles(title, ledger.audience.titles(When(as_of, known_at))),
    )


def _of_season(comparisons: Iterable[Comparison], season: int) -> Iterator[Comparison]:
    """Those with figures of the season; of the show's other seasons there are none in them, and its place stays."""
    for comparison in comparisons:
        lines = tuple(line for line in comparison.figures if not line.asked or line.season == season)
        if any(line.asked for line in lines):
            yield msgspec.structs.replace(comparison, figures=lines)


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
    """The weeks of the shows' seasons since their launches, those of one metric together. Raises LedgerError."""
    when, today, _ = clocks(ledger, as_of, known_at)
    tables = Tables(ledger, when)
    found = []
    for title in titles:
        shown = next(iter(shows_of(ledger, title, when)), None)
        seasons = seasons_of([to_said(k) for k in shown.claims] if shown else [], as_of or today)
        named = (shown.title, shown.keys) if shown else (title, (show_key(title),))
        runs = tables.runs(*named, launches_of(seasons))
        found += [run for run in runs if wanted.fits(run.metric)]
    return sorted(found, key=lambda run: str(run.metric))


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
    amounts = {
        title: [
            amount for amount in _of_show(ledger, tables, title, when, as_of or today) if wanted.fits(amount.metric)
        ]
        for title in titles
    }
    shared: dict[Metric, int] = {}
    for its in amounts.values():
        for metric in {amount.metric for amount in its}:
            shared[metric] = shared.get(metric, 0) + 1
    least = min(2, max(shared.values(), default=0))
    chosen = sorted((metric for metric, n in shared.items() if n >= least), key=lambda m: (-shared[m], str(m)))
    return [
        Ranking(
            metric=metric, bars=_bars(_under(metric, amounts), fates, asked=True), apart=tuple(_apart(metric, amounts))
        )
        for metric in chosen
    ]


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
        amounts = [
            Amount(metric, c.title, c.part.season, c.part.label, c.low, c.high, c.accuracy, c.rows[0].table)
            for c in tables.peers(metric)
        ]
        if metric in claimed:
            peers = ledger.peers((), metric, _LARGEST, when, most=most)
            amounts += (amount for amount in _claimed(map(to_said, peers.claims)) if amount.metric == metric)
        if amounts:
            largest = sorted(amounts, key=lambda amount: -amount.low)[: most + len(claimed)]
            found.append(Ranking(metric=metric, bars=_bars(largest, fates)[:most], apart=()))
    return found


def _of_show(ledger: Ledger, tables: Tables, title: str, when: When, day: date) -> Iterator[Amount]:
    shown = next(iter(shows_of(ledger, title, when)), None)
    said = [to_said(k) for k in shown.claims] if shown else []
    seasons = seasons_of(said, day)
    yield from _claimed(seasons.said)
    named = (shown.title, shown.keys) if shown else (title, (show_key(title),))
    for c in tables.of_show(*named, launches_of(seasons)):
        yield Amount(c.metric, c.title, c.part.season, c.part.label, c.low, c.high, c.accuracy, c.rows[0].table)


def _claimed(said: Iterable[Said[Claim]]) -> Iterator[Amount]:
    for s in of_kind(said, Audience):
        figure = figure_of(s.claim, s.published)
        name = outlet_of(s.document.publisher, s.document.url) or s.document.name
        yield Amount(figure.metric, figure.show, figure.season, None, figure.value, figure.value, figure.accuracy, name)


def _under(metric: Metric, amounts: Amounts) -> list[Amount]:
    return [amount for its in amounts.values() for amount in its if amount.metric == metric]


def _bars(amounts: Iterable[Amount], fates: Fates, *, asked: bool = False) -> tuple[Bar, ...]:
    """The largest figure of each season, the largest first; equal ones with all their sources."""
    seasons: dict[tuple[str, int | None, str | None], list[Amount]] = {}
    for amount in amounts:
        seasons.setdefault((title_key(amount.title), amount.season, amount.label), []).append(amount)
    bars = []
    for its in seasons.values():
        best = max(its, key=lambda amount: (amount.low, amount.high is not None and amount.high == amount.low))
        same = {amount.source for amount in its if (amount.low, amount.high) == (best.low, best.high)}
        bars.append(
            Bar(
                name=name_of(best.title, best.season, best.label),
                low=best.low,
                high=best.high,
                accuracy=best.accuracy,
                asked=asked,
                fate=fates.of(best.title, best.season),
                sources=tuple(sorted(same)),
            )
        )
    return tuple(sorted(bars, key=lambda bar: (-bar.low, bar.name)))


def _apart(metric: Metric, amounts: Amounts) -> Iterator[tuple[str, str]]:
    for title, its in amounts.items():
        others = {amount.metric for amount in its}
        if metric in others:
            continue
        if not others:
            yield title, "no figures of it are known"
            continue
        # Of its metrics the one that comes nearest tells most.
        nearest = min(others, key=lambda other: (other.unit != metric.unit, other.window != metric.window, str(other)))
        yield title, why_apart(metric, nearest) or ""
