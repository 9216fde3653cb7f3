"""Audience figures of a show beside those of other shows that were counted in the same way."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from underway.dossier.said import Said, of_kind
from underway.dossier.seasons import Seasons, begun_on
from underway.dossier.shapes import Comparison, FigureLine
from underway.dossier.sources import Cite
from underway.vocabulary import Audience, Claim, Figure, Metric, figure_of
from underway.vocabulary.titles import title_key

# A window said to be the first days of a season begins with its premiere; a window of live viewing does not.
_FROM_THE_START = re.compile(r"\b(?:first|opening|debut|launch|premiere)", re.IGNORECASE)

Measured = tuple[Figure, Said[Audience]]


class Field(NamedTuple):
    """The other shows that have figures under a metric: the largest figure of each, by what tells the shows apart, and
    the claims that give some of them."""

    best: Mapping[str, float]
    said: Sequence[Said[Claim]]


def own_best(said: Iterable[Said[Claim]]) -> dict[Metric, float]:
    """The show's largest figure under each metric that it has figures of."""
    best: dict[Metric, float] = {}
    for figure in (figure_of(s.claim) for s in of_kind(said, Audience)):
        best[figure.metric] = max(figure.value, best.get(figure.metric, 0))
    return best


class Comparisons:
    """The show's figures by metric, each with the figures of its peers."""

    def __init__(self, seasons: Seasons, fields: Mapping[Metric, Field]) -> None:
        self._seasons = seasons
        self._own = [(figure_of(s.claim), s) for s in of_kind(seasons.said, Audience)]
        self._best = own_best(seasons.said)
        self._fields = {metric: fields.get(metric, Field({}, ())) for metric in self._best}

    def said(self) -> list[Said[Claim]]:
        """The claims of other shows that are used."""
        return [s for metric in self._fields for _, group in self._peers(metric) for s in group]

    def lines(self, show: str, cite: Cite) -> tuple[Comparison, ...]:
        """The most exact metric first; of equals, the one that most shows share."""
        made = [self._comparison(show, metric, cite) for metric in self._fields]
        return tuple(sorted(made, key=lambda c: (_exactness(c.metric), -c.shows, str(c.metric))))

    def _peers(self, metric: Metric) -> list[tuple[Figure, list[Said[Audience]]]]:
        measured = [(figure_of(s.claim), s) for s in of_kind(self._fields[metric].said, Audience)]
        return _largest(measured, metric)

    def _comparison(self, show: str, metric: Metric, cite: Cite) -> Comparison:
        own = _same([pair for pair in self._own if pair[0].metric == metric])
        lines = [
            FigureLine(
                show=show,
                season=figure.season,
                value=figure.value,
                asked=True,
                starts=self._starts(group),
                citations=cite(group),
            )
            for figure, group in own
        ]
        lines += [
            FigureLine(
                show=figure.show,
                season=figure.season,
                value=figure.value,
                asked=False,
                starts=None,
                citations=cite(group),
            )
            for figure, group in self._peers(metric)
        ]
        lines.sort(key=lambda line: (-line.value, not line.asked, title_key(line.show), line.season or 0))
        others = self._fields[metric].best.values()
        place = 1 + sum(value > self._best[metric] for value in others)
        return Comparison(metric=metric, place=place, shows=1 + len(others), figures=tuple(lines))

    def _starts(self, group: list[Said[Audience]]) -> date | None:
        claim = group[0].claim
        if claim.window is None or not any(_FROM_THE_START.search(s.claim.evidence.text) for s in group):
            return None
        return begun_on(self._seasons.date_of("premiere", claim.season))


def _exactness(metric: Metric) -> int:
    return -sum(part is not None for part in (metric.window, metric.publisher))


def _same(measured: list[Measured]) -> list[tuple[Figure, list[Said[Audience]]]]:
    """Equal figures of one show and season as one."""
    merged: dict[tuple[str, int | None, float], list[Measured]] = {}
    for figure, s in sorted(measured, key=lambda pair: pair[1].order):
        merged.setdefault((title_key(figure.show), figure.season, figure.value), []).append((figure, s))
    return [(group[0][0], [s for _, s in group]) for group in merged.values()]


def _largest(measured: list[Measured], metric: Metric) -> list[tuple[Figure, list[Said[Audience]]]]:
    """The largest figure under the metric of each show and season."""
    best: dict[tuple[str, int | None], tuple[Figure, list[Said[Audience]]]] = {}
    for figure, group in _same([pair for pair in measured if pair[0].metric == metric]):
        key = (title_key(figure.show), figure.season)
        if key not in best or figure.value > best[key][0].value:
            best[key] = (figure, group)
    return list(best.values())
