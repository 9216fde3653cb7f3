"""Whatever was answered at a moment is answered again for that moment, to the letter."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from underway.catalogue import CatalogueEntry, Ids
from underway.dossier import Dossier, ask, changes_of, overview
from underway.ledger import Ledger
from underway.reading import read
from underway.render.html import dossier_html
from underway.render.markdown import dossier_markdown
from underway.render.text import dossier_text
from underway.vocabulary import Document

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
AS_OF = (None, date(2023, 12, 31), date(2024, 2, 3), date(2024, 3, 2))
TITLES = ("Harrow House", "Saltmarsh", "Harrow House (2024)", "Nobody's Show")
ANSWER = Callable[[Dossier], object]
WRITERS: tuple[ANSWER, ...] = (Dossier.to_json, dossier_text, dossier_markdown, dossier_html)


def article(day: str | None, text: str, **fields: Any) -> Document:
    return Document(text=text, published=date.fromisoformat(day) if day else None, **fields)


RENEWED = article(
    "2024-02-01",
    "Netflix has renewed Harrow House for a second season.",
    url="https://dial.example/1",
    publisher="Dial",
)
CANCELLED = article(
    "2024-02-04", "Netflix has cancelled Harrow House after one season.", url="https://dial.example/1", publisher="Dial"
)
UNDATED = article(None, "Season 2 of Harrow House will premiere on 3 March 2024 on Netflix.", url="https://x.example/")
SALTMARSH = article(
    "2024-02-02",
    "Netflix has renewed the drama “Saltmarsh” for a third season. “Saltmarsh” drew 4 million households in 28 days.",
)
FIGURES = article("2024-02-02", "Harrow House drew 5 million households in its first 28 days.", publisher="Ledgerman")


def steps(ledger: Ledger) -> list[Callable[[], object]]:
    """What happens to the ledger, one after the other."""

    def add(document: Document) -> Callable[[], object]:
        return lambda: ledger.add(document, read(document))

    def claim() -> str:
        return next(k.claim.id for k in ledger.claims("harrow house") if k.claim.kind == "status")

    return [
        add(RENEWED),
        add(FIGURES),
        lambda: ledger.reject(claim(), "the text is a joke"),
        add(SALTMARSH),
        lambda: ledger.undo(ledger.judgements()[0].id, "it is none"),
        add(CANCELLED),
        add(UNDATED),
        lambda: ledger.confirm(claim(), "read it"),
        lambda: ledger.merge("Saltmarsh", "Harrow House", "a test"),
        lambda: ledger.reread_many([(CANCELLED, [])], reader="rules 9"),
        lambda: ledger.undo(ledger.judgements()[-1].id, "a test no more"),
        lambda: ledger.reread_many([(CANCELLED, read(CANCELLED))], reader="rules 10"),
        lambda: ledger.keep_catalogue(
            [CatalogueEntry(title="Harrow House", start_year=2023, network="Netflix", ids=Ids(tvmaze="17"))]
        ),
        lambda: ledger.split("Saltmarsh", "a remake", year=2030),
    ]


def answers(ledger: Ledger, known_at: datetime | None) -> list[object]:
    told: list[object] = []
    for as_of in AS_OF:
        for title in TITLES:
            dossier = ask(ledger, title, as_of=as_of, known_at=known_at)
            told += [write(dossier) for write in WRITERS]
        told.append(list(overview(ledger, as_of=as_of, known_at=known_at)))
        told.append(list(changes_of(ledger, [], as_of=as_of, known_at=known_at)))
    return told


@pytest.mark.parametrize("back", [timedelta(0), timedelta(hours=30)], ids=["on", "back"])
def test_any_answer_that_was_given_is_given_again(place: str, back: timedelta) -> None:
    """Also where the computer's clock was set back in between: the ledger's own goes on."""
    clock = [START]
    given: list[tuple[datetime, list[object]]] = []
    with Ledger.open(place, now=lambda: clock[0]) as ledger:
        for n, step in enumerate(steps(ledger)):
            clock[0] += timedelta(hours=7) - (back if n == 5 else timedelta(0))
            step()
            asked_at = max(clock[0], ledger.latest() or START)
            given.append((asked_at, answers(ledger, None if asked_at == clock[0] else asked_at)))
    assert all(given[n][1] != given[n - 1][1] for n in range(1, len(given)))
    with Ledger.open(place, now=lambda: clock[0] + timedelta(days=900)) as ledger:
        for moment, told in given:
            assert answers(ledger, moment) == told


def test_a_day_counts_to_its_end_in_both_clocks(place: str) -> None:
    with Ledger.open(place, now=lambda: START) as ledger:
        ledger.add(RENEWED, read(RENEWED))
        before = ask(ledger, "Harrow House", known_at=START - timedelta(microseconds=1))
        assert (before.verdict.value, before.known_at, before.show) == ("unknown", None, None)
        assert ask(ledger, "Harrow House", known_at=START).verdict.value == "yes"
        assert ask(ledger, "Harrow House", as_of=date(2024, 1, 31)).verdict.value == "unknown"
        assert ask(ledger, "Harrow House", as_of=date(2024, 2, 1)).verdict.value == "yes"
