"""How many watched, as text for the terminal."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from underway.dossier.rankings import ranking_of
from underway.dossier.shapes import AudienceAnswer
from underway.dossier.watched import Ranking, Run
from underway.render import labels
from underway.render.charts.text import ranking_text, weekly_text
from underway.render.inert import inert
from underway.render.outline import nearest


def rankings_text(rankings: Sequence[Ranking], *, width: int | None) -> str:
    return "\n".join(ranking_text(ranking, width) for ranking in rankings)


def runs_text(runs: Sequence[Run], *, width: int | None) -> str:
    """A chart for each metric, in the order of the runs."""
    metrics = dict.fromkeys(run.metric for run in runs)
    charts = ([run for run in runs if run.metric == metric] for metric in metrics)
    return "\n".join(weekly_text(chart, width) for chart in charts)


def audience_text(answer: AudienceAnswer, *, width: int | None) -> str:
    """Each comparison with the nearest peers, its place, and the rows that its own figures come from; then the weeks
    under the metric of which there are most."""
    parts = []
    for comparison in answer.audience:
        near = msgspec.structs.replace(comparison, figures=tuple(nearest(comparison)))
        chart = ranking_text(ranking_of(near, answer.sources), width)
        place = labels.place(comparison)
        more = len(comparison.figures) - len(near.figures)
        notes = [labels.capital(place) + (f"; {more} more in --format json." if more else ".")] if place else []
        notes += [
            f"{labels.subject(line)}: {labels.value_of(line, comparison.metric)}, from {labels.table_rows(line.rows)}."
            for line in comparison.figures
            if line.asked and line.rows
        ]
        parts.append(chart + "".join(f"{inert(note)}\n" for note in notes))
    if answer.withheld:
        parts.append(
            "".join(f"{inert(name)}: no bounds for its first days, since {why}.\n" for name, why in answer.withheld)
        )
    if answer.weeks:
        weeks = Counter(metric for run in answer.weeks for metric in [run.metric] * len(run.weeks))
        parts.append(weekly_text([run for run in answer.weeks if run.metric == weeks.most_common(1)[0][0]], width))
    return "\n".join(parts)
