"""Figures of tables in the ledger: kept once, a revised one beside the one before, found by both clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from underway.audience import AudienceTable, TableFigure
from underway.ledger import KeptTable, Ledger, When
from underway.vocabulary import Figure, Metric, content_id

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
SUNDAY = date(2024, 1, 7)
HOURS = Metric(unit="hours", window="P7D", basis="calendar", region="worldwide", publisher="Canal Azur")
NOW = When()
RANK = Metric(
    unit="rank", window="P7D", basis="calendar", region="worldwide", publisher="Canal Azur", among="TV (English)"
)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    ticks = iter(START + timedelta(days=n) for n in range(1000))
    with Ledger.open(place, now=lambda: next(ticks)) as ledger:
        yield ledger


def table(
    *rows: tuple[str, int, float], week: date = SUNDAY, edition: date | None = None, name: str = "top"
) -> AudienceTable:
    """A weekly list: title, season and hours of each place."""
    figures = []
    for place, (show, season, value) in enumerate(rows, 1):
        for metric, counted in ((HOURS, value), (RANK, place)):
            figure = Figure(
                show=show,
                season=season,
                value=counted,
                metric=metric,
                source=content_id(place, metric.unit),
                accuracy="rounded",
                form="tv",
                first=week - timedelta(days=6),
                last=week,
            )
            published = week + timedelta(days=2)
            figures.append(
                TableFigure(figure=figure, printed=show, listed="TV (English)", row=place + 1, published=published)
            )
    return AudienceTable(
        id=content_id(name, [(show, season, value) for show, season, value in rows], str(edition)),
        name=name,
        format="own",
        edition=edition or week,
        rows=len(rows),
        figures=tuple(figures),
    )


def hours(ledger: Ledger, show: str, when: When = NOW) -> list[float]:
    return [k.figure.value for k in ledger.audience.of_shows([show], when) if k.figure.metric == HOURS]


def test_a_table_is_kept_once(ledger: Ledger) -> None:
    made = table(("Harrow House", 2, 100), ("Brackwater", 1, 50))
    assert ledger.audience.keep(made) == KeptTable(4, 0, 0)
    assert ledger.audience.keep(made) == KeptTable(0, 0, 4)
    again = table(("Harrow House", 2, 100), ("Brackwater", 1, 50), name="the same from elsewhere")
    assert ledger.audience.keep(again) == KeptTable(0, 0, 4)
    (kept,) = [k for k in ledger.audience.of_shows(["harrow house"], When()) if k.figure.metric == HOURS]
    assert (kept.figure.show, kept.figure.season, kept.table, kept.row) == ("Harrow House", 2, "top", 2)


def test_a_revised_figure_stands_beside_the_one_before(ledger: Ledger) -> None:
    later = SUNDAY + timedelta(days=7)
    ledger.audience.keep(table(("Harrow House", 2, 100)))
    before = ledger.latest()
    assert ledger.audience.keep(table(("Harrow House", 2, 120), edition=later)) == KeptTable(0, 1, 1)
    assert hours(ledger, "harrow house") == [120]
    assert hours(ledger, "harrow house", When(known_at=before)) == [100]
    assert hours(ledger, "harrow house", When(as_of=SUNDAY + timedelta(days=3))) == [100]
    assert hours(ledger, "harrow house", When(as_of=SUNDAY)) == []


def test_an_older_edition_does_not_undo_a_newer_one(ledger: Ledger) -> None:
    ledger.audience.keep(table(("Harrow House", 2, 120), edition=SUNDAY + timedelta(days=7)))
    assert ledger.audience.keep(table(("Harrow House", 2, 100))).revised == 1
    assert hours(ledger, "harrow house") == [120]


def test_what_a_later_edition_calls_otherwise_is_the_same_place(ledger: Ledger) -> None:
    ledger.audience.keep(table(("Harrow", 2, 100), ("Brackwater", 1, 50)))
    ledger.audience.keep(table(("Harrow House", 2, 100), ("Brackwater", 1, 50), edition=SUNDAY + timedelta(days=7)))
    assert hours(ledger, "harrow") == []
    assert hours(ledger, "harrow house") == [100]


def test_the_smallest_of_each_week_and_the_metrics_in_use(ledger: Ledger) -> None:
    ledger.audience.keep(table(("Harrow House", 2, 100), ("Brackwater", 1, 50)))
    ledger.audience.keep(table(("Harrow House", 2, 70), ("Brackwater", 1, 60), week=SUNDAY + timedelta(days=7)))
    smallest = ledger.audience.smallest(HOURS, When())
    assert smallest == {("TV (English)", SUNDAY): (50, 0), ("TV (English)", SUNDAY + timedelta(days=7)): (60, 0)}
    assert set(ledger.audience.metrics(When())) == {HOURS, RANK}
    assert ledger.audience.metrics(When(as_of=SUNDAY)) == []
    assert sorted(ledger.audience.titles(When())) == ["Brackwater", "Harrow House"]
