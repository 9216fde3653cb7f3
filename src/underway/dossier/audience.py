"""Audience figures of a show beside those of other shows that were counted in the same way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from underway.dossier.said import Said, of_kind
from underway.dossier.seasons import Seasons, begun_on
from underway.dossier.shapes import Comparison, Fate, FigureLine
from underway.dossier.sources import Cite
from underway.dossier.tables import Counted, Withheld
from underway.dossier.verdict import Court
from underway.dossier.watched import Run
from underway.vocabulary import Audience, Claim, Figure, Metric, figure_of
from underway.vocabulary.titles import title_key

Measured = tuple[Figure, list[Said[Audience]]]
Span = tuple[float, float]


class Field(NamedTuple):
    """The other shows that have figures under a metric: between what the largest of each is, by what tells the shows
    apart; the claims that give some of them, and the figures of tables."""

    best: Mapping[str, Span]
    said: Sequence[Said[Claim]]
    counted: Sequence[Counted] = ()


class Fated(NamedTuple):
    """What became of a show after a season, and the claim that tells of it last."""

    fate: Fate
    said: Said[Claim] | None


class Watched(NamedTuple):
    """What is known of how many watched: the show's figures and weeks in tables; under its metrics the figures of other
    shows, and the fates of their seasons, by the key of the title and the number; and seasons without bounds."""

    counted: Sequence[Counted] = ()
    runs: tuple[Run, ...] = ()
    fields: Mapping[Metric, Field] = {}
    fates: Mapping[tuple[str, int | None], Fated] = {}
    withheld: tuple[Withheld, ...] = ()

    @property
    def title(self) -> str | None:
        """As tables spell it, where they have the show."""
        return next((one.title for one in self.counted), next((one.title for one in self.withheld), None))


def own_best(said: Iterable[Said[Claim]], counted: Iterable[Counted] = ()) -> dict[Metric, Span]:
    """Between what the show's largest figure is, under each metric that it has figures of."""
    best: dict[Metric, Span] = {}
    figures = [(figure.metric, (figure.value, figure.value)) for figure in map(_figure, of_kind(said, Audience))]
    bounded = [(c.metric, (c.low, c.high)) for c in counted if c.high is not None]
    for metric, span in (*figures, *bounded):
        best[metric] = larger(span, best.get(metric))
    return best


def larger(span: Span, other: Span | None) -> Span:
    """Between what the larger of two figures is."""
    return span if other is None else (max(span[0], other[0]), max(span[1], other[1]))


def fate_of(court: Court, season: int | None) -> Fated | None:
    """What became of the show after the season, or after the last one that has aired; None where nobody has said."""
    seasons = court.seasons
    after = season + 1 if season is not None else seasons.next()
    finding = court.finding(after)
    last = finding.run[-1].said if finding.run else None
    if finding.value == "yes" or (after is not None and seasons.aired(after)):
        return Fated("renewed", last)
    if finding.value != "no":
        return None
    cancelled = any(s.about in ("cancelled", "cancellation") for s in finding.run)
    return Fated("cancelled" if cancelled else "ended", last)


class Comparisons:
    """Figures by metric, those of claims and of tables, each with the figures of its peers."""

    def __init__(self, seasons: Seasons, claimed: Sequence[Said[Audience]], watched: Watched) -> None:
        self._seasons = seasons
        self._own = [(_figure(s), s) for s in claimed]
        self._counted = [c for c in watched.counted if c.high is not None]
        self._best = own_best(claimed, self._counted)
        self._fields = {metric: watched.fields.get(metric, Field({}, ())) for metric in self._best}
        self._fates = watched.fates

    def said(self) -> list[Said[Claim]]:
        """The claims of other shows that are used."""
        fates = [fated.said for fated in self._fates.values() if fated.said]
        return [*(s for metric in self._fields for _, group in self._peers(metric) for s in group), *fates]

    def lines(self, show: str, cite: Cite) -> tuple[Comparison, ...]:
        """The most exact metric first; of equals, the one that most shows share."""
        made = [self._comparison(show, metric, cite) for metric in self._fields]
        return tuple(sorted(made, key=lambda c: (_exactness(c.metric), -c.shows, str(c.metric))))

    def _peers(self, metric: Metric) -> list[Measured]:
        measured = [(_figure(s), s) for s in of_kind(self._fields[metric].said, Audience)]
        return _largest(measured, metric)

    def _comparison(self, show: str, metric: Metric, cite: Cite) -> Comparison:
        own = _same([pair for pair in self._own if pair[0].metric == metric])
        lines = [self._claimed(figure, group, cite, asked=show) for figure, group in own]
        lines += [self._claimed(figure, group, cite) for figure, group in self._peers(metric)]
        lines += [self._in_table(c, cite, asked=show) for c in self._counted if c.metric == metric]
        lines += [self._in_table(c, cite) for c in self._fields[metric].counted]
        lines.sort(key=lambda line: (-line.value, not line.asked, title_key(line.show), line.season or 0))
        low, high = self._best[metric]
        others = self._fields[metric].best.values()
        return Comparison(
            metric=metric,
            place=1 + sum(its_low > high for its_low, _ in others),
            lowest_place=1 + sum(its_high > low for _, its_high in others),
            shows=1 + len(others),
            figures=tuple(lines),
        )

    def _claimed(self, figure: Figure, group: list[Said[Audience]], cite: Cite, asked: str | None = None) -> FigureLine:
        fated = None if asked else self._fates.get((title_key(figure.show), figure.season))
        told = [fated.said] if fated and fated.said and fated.said not in group else []
        return FigureLine(
            show=asked or figure.show,
            season=figure.season,
            value=figure.value,
            accuracy=figure.accuracy,
            asked=asked is not None,
            starts=self._starts(figure.metric, figure.season) if asked else None,
            fate=fated.fate if fated else None,
            citations=(*cite(group), *cite(told)),
        )

    def _in_table(self, counted: Counted, cite: Cite, asked: str | None = None) -> FigureLine:
        season, launch = counted.part.season, counted.launch
        fated = None if asked else self._fates.get((title_key(counted.title), season))
        return FigureLine(
            show=asked or counted.title,
            season=season,
            label=counted.part.label,
            value=counted.low,
            at_most=None if counted.is_printed else counted.high,
            accuracy=counted.accuracy,
            asked=asked is not None,
            starts=launch.first if launch and not launch.assumed else None,
            rows=counted.rows,
            fate=fated.fate if fated else None,
            citations=cite([fated.said] if fated and fated.said else []),
        )

    def _starts(self, metric: Metric, season: int | None) -> date | None:
        """A window of the first days of a season begins with its premiere; one of live viewing does not."""
        return begun_on(self._seasons.date_of("premiere", season)) if metric.basis == "launch" else None


def _figure(said: Said[Audience]) -> Figure:
    return figure_of(said.claim, said.published)


def _exactness(metric: Metric) -> int:
    return -sum(part is not None for part in (metric.window, metric.publisher))


def _same(measured: list[tuple[Figure, Said[Audience]]]) -> list[Measured]:
    """Equal figures of one show and season as one."""
    merged: dict[tuple[str, int | None, float], list[tuple[Figure, Said[Audience]]]] = {}
    for figure, s in sorted(measured, key=lambda pair: pair[1].order):
        merged.setdefault((title_key(figure.show), figure.season, figure.value), []).append((figure, s))
    return [(group[0][0], [s for _, s in group]) for group in merged.values()]


def _largest(measured: list[tuple[Figure, Said[Audience]]], metric: Metric) -> list[Measured]:
    """The largest figure under the metric of each show and season."""
    best: dict[tuple[str, int | None], Measured] = {}
    for figure, group in _same([pair for pair in measured if pair[0].metric == metric]):
        key = (title_key(figure.show), figure.season)
        if key not in best or figure.value > best[key][0].value:
            best[key] = (figure, group)
    return list(best.values())
