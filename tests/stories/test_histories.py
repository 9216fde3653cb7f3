"""The written histories, read by the project's own rules, and asked about in many orders of adding.

Each ledger holds all of them. Of a history with up to four documents every order is tried, of others fourteen; in
PostgreSQL the first four.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import chain, count, product
from random import Random

import pytest
from ledger.sql import sql

from underway.dossier import Dossier, ask, changes_of
from underway.ledger import Ledger
from underway.reading import READER, read
from underway.vocabulary import Claim, Document

from .histories import A_DAY, History, Kept, Question, facts_of, histories

HISTORIES = histories()
BEFORE_ALL = date(2000, 1, 1)
NUMBERS = count()

# A fixture is kept for as long as its parameter is the very same object.
ORDERS = {"sqlite": max(len(h.orders()) for h in HISTORIES), "postgresql": 4}
LEDGERS = [(database, n) for database, orders in ORDERS.items() for n in range(orders)]
in_the_order_told = pytest.mark.parametrize("ledger", LEDGERS[:1], indirect=True, ids=["told"])
each_history = pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.name)


def answer(ledger: Ledger, question: Question, day: date) -> Dossier:
    return ask(ledger, question.title, season=question.season, as_of=day)


@cache
def claims_of(document: Document) -> list[Claim]:
    return read(document)


def mixed(n: int) -> list[Kept]:
    """The documents of all histories, each history's in the n-th of its orders, mixed with those of the others."""
    turns = list(chain.from_iterable([h] * len(h.documents) for h in HISTORIES))
    if n:
        Random(n).shuffle(turns)
    each = {h.name: iter((orders := h.orders())[n % len(orders)]) for h in HISTORIES}
    order = [next(each[h.name]) for h in turns]
    # The day on which a page without a day is kept is part of what is told, and a ledger's clock only goes forward.
    undated = iter(sorted((k for k in order if k.document.published is None), key=lambda k: k.day))
    return [k if k.document.published else next(undated) for k in order]


def fill(location: str, order: list[Kept]) -> Ledger:
    day = BEFORE_ALL
    ledger = Ledger.open(location, now=lambda: datetime.combine(day, time(12), UTC))
    for kept in order:
        if kept.document.published is None:
            day = kept.day
        ledger.add_many([(kept.document, claims_of(kept.document))], readers=[READER])
    return ledger


@pytest.fixture(scope="module")
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """All histories in the n-th of their orders, in one of the databases."""
    database, n = request.param
    if database == "sqlite":
        with fill(str(tmp_path_factory.mktemp("histories") / "ledger.sqlite"), mixed(n)) as filled:
            yield filled
    else:
        server, name = request.getfixturevalue("server"), f"histories_{next(NUMBERS)}"
        sql(server("postgres"), f"CREATE DATABASE {name}")
        with fill(server(name), mixed(n)) as filled:
            yield filled
        sql(server("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def check(ledger: Ledger, history: History, question: Question, day: date) -> None:
    expected = history.expected(question, day)
    facts = facts_of(answer(ledger, question, day)) if expected else {}
    assert {name: facts[name] for name in expected} == expected, f"{history.name}, {day}: {question}"


@pytest.mark.parametrize(
    ("ledger", "history"),
    [
        pytest.param(ledger, history, id=f"{ledger[0]}-{ledger[1]}-{history.name}")
        for ledger, history in product(LEDGERS, HISTORIES)
        if ledger[1] < len(history.orders())
    ],
    indirect=["ledger"],
    scope="module",
)
def test_in_any_order_of_adding_each_answer_changes_on_its_day(ledger: Ledger, history: History) -> None:
    for question, lines in history.course.items():
        for day in lines:
            check(ledger, history, question, day)


@in_the_order_told
@each_history
def test_an_answer_holds_until_its_next_line(ledger: Ledger, history: History) -> None:
    for question, turn in product(history.course, history.turns()):
        check(ledger, history, question, turn - A_DAY)
        check(ledger, history, question, turn)


@in_the_order_told
@each_history
def test_on_no_other_day_does_an_answer_change(ledger: Ledger, history: History) -> None:
    last = history.turns()[-1]
    titles = sorted({question.title for question in history.course})
    changed = {c.day for c in changes_of(ledger, titles, as_of=last) if c.what in ("verdict", "stage", "premiere")}
    assert changed <= set(history.turns())
