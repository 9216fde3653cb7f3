"""Two clocks: the day on which the world could know, and the moment at which the ledger learned."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from underway.ledger import Ledger, When

from .made import entry, ids

DAY = date(2021, 5, 5)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


@pytest.mark.parametrize(("as_of", "held"), [(BEFORE, False), (DAY, True), (AFTER, True), (None, True)])
@pytest.mark.parametrize("kept", ["sqlite", "postgresql", "memory"])
def test_a_document_counts_from_its_day_of_publication(
    request: pytest.FixtureRequest, kept: str, as_of: date | None, held: bool
) -> None:
    document, claims = entry(1, show="Brackwater", day=DAY)
    moment = at(datetime(2024, 1, 1, tzinfo=UTC))
    memory = kept == "memory"
    with Ledger.in_memory(now=moment) if memory else Ledger.open(request.getfixturevalue(kept), now=moment) as ledger:
        assert ledger.lasting is not memory
        ledger.add(document, claims)
        assert ids(ledger, "Brackwater", as_of) == ([c.id for c in claims if c.show] if held else [])
        assert ledger.undated(["brackwater"], When(as_of or DAY)) == 0
        assert {kept.known for kept in ledger.claims("brackwater")} == {DAY}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2021, 5, 5, 0, 0, tzinfo=UTC),
        datetime(2021, 5, 5, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2021, 5, 4, 22, 0, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2021, 5, 6, 1, 0, tzinfo=timezone(timedelta(hours=2))),
    ],
    ids=str,
)
@pytest.mark.parametrize(("as_of", "held"), [(BEFORE, False), (DAY, True), (AFTER, True), (None, True)])
def test_one_without_a_day_counts_from_the_day_it_was_kept(
    place: str, moment: datetime, as_of: date | None, held: bool
) -> None:
    with Ledger.open(place, now=at(moment)) as ledger:
        ledger.add(*entry(1, show="Brackwater", day=None))
        assert bool(ids(ledger, "Brackwater", as_of)) is held
        assert ledger.undated(["brackwater"], When(as_of or AFTER)) == (0 if held else 1)
        assert {(kept.known, kept.kept) for kept in ledger.claims("brackwater")} == {(DAY, moment)}


def test_adding_again_does_not_move_the_moment(place: str) -> None:
    moments = iter([datetime(2021, 5, 5, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)])
    document, claims = entry(1, show="Brackwater", day=None)
    with Ledger.open(place, now=lambda: next(moments)) as ledger:
        ledger.add(document, claims[:1])
        ledger.add(document, claims)
        assert [kept.kept.year for kept in ledger.claims("brackwater")] == [2021, 2023, 2023]
        assert {kept.known for kept in ledger.claims("brackwater")} == {DAY}


def test_in_memory_one_without_a_day_counts_under_no_day() -> None:
    with Ledger.in_memory() as ledger:
        ledger.add(*entry(1, show="Brackwater", day=None))
        ledger.add(*entry(2, show="Brackwater", day=None))
        ledger.add(*entry(3, show="Harrow House", day=None))
        assert ids(ledger, "Brackwater", date.max) == []
        assert ledger.undated(["brackwater"], When(date.max)) == 2
        assert len(ids(ledger, "Brackwater")) == 6
        assert {kept.known for kept in ledger.claims("brackwater")} == {None}


@pytest.mark.parametrize("as_of", [date.min, date(999, 1, 1), date.max])
def test_days_at_the_ends_of_the_calendar(place: str, as_of: date) -> None:
    with Ledger.open(place) as ledger:
        ledger.add(*entry(1, show="Brackwater", day=as_of))
        assert len(ids(ledger, "Brackwater", as_of)) == 3
