"""The texts of one page: the newer stands in place of the older from its day on, and the older stays."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from underway.ledger import Filter, KeptClaim, Ledger, When
from underway.vocabulary import Document, Status

from .made import claim

PAGE = "https://dial.example/harrow"
START = datetime(2024, 3, 1, 12, tzinfo=UTC)


class Press:
    """Keeps texts in a ledger, each a day after the one before."""

    def __init__(self, place: str) -> None:
        self.ledger = Ledger.open(place, now=self.now)
        self.kept = 0

    def now(self) -> datetime:
        return START + timedelta(days=self.kept)

    def keep(self, *texts: tuple[int, str | None], url: str | None = PAGE) -> None:
        """Texts, each telling that a season is renewed, all of them in one transaction."""
        self.kept += 1
        made = []
        for season, day in texts:
            words = f"Harrow House is renewed for season {season}."
            document = Document(text=words, url=url, published=date.fromisoformat(day) if day else None)
            fields: dict[str, Any] = {"season": season, "status": "renewed", "certainty": "asserted"}
            made.append((document, [claim(Status, document, words, show="Harrow House", **fields)]))
        self.ledger.add_many(made)

    def seasons(self, as_of: str | None = None, known_at: datetime | None = None) -> set[int]:
        """The seasons that current claims are about."""
        when = When(date.fromisoformat(as_of) if as_of else None, known_at)
        return seasons(self.ledger.claims("harrow house", when=when))


def seasons(kept: Iterator[KeptClaim]) -> set[int]:
    return {k.claim.season for k in kept if isinstance(k.claim, Status) and k.claim.season}


@pytest.fixture
def press(place: str) -> Iterator[Press]:
    made = Press(place)
    with made.ledger:
        yield made


def test_the_page_of_another_day_is_the_newer_one_whichever_was_kept_first(press: Press) -> None:
    press.keep((3, "2024-02-20"))
    press.keep((2, "2024-02-10"))
    assert press.seasons() == {3}
    assert [press.seasons(day) for day in ("2024-02-09", "2024-02-10", "2024-02-19", "2024-02-20")] == [
        set(),
        {2},
        {2},
        {3},
    ]


@pytest.mark.parametrize("day", ["2024-02-10", None])
def test_another_text_of_the_same_day_is_known_from_when_it_was_kept(press: Press, day: str | None) -> None:
    press.keep((2, "2024-02-10"))
    press.keep((3, day))
    assert press.seasons() == {3}
    assert [press.seasons(day) for day in ("2024-02-10", "2024-03-02", "2024-03-03")] == [{2}, {2}, {3}]


def test_the_older_text_stays_and_says_that_it_is_superseded(press: Press) -> None:
    press.keep((2, "2024-02-10"))
    press.keep((3, "2024-02-20"))
    press.keep((4, "2024-02-15"))
    found = {k.claim.season: k.state for k in press.ledger.search(Filter(), every=True) if isinstance(k.claim, Status)}
    assert found == {2: "superseded", 3: "current", 4: "superseded"}
    assert [press.seasons(known_at=START + timedelta(days=day)) for day in (0, 1, 2, 3)] == [set(), {2}, {3}, {3}]


def test_keeping_the_page_again_as_it_was_makes_no_version(press: Press) -> None:
    for _ in range(2):
        press.keep((2, "2024-02-10"))
    assert press.seasons() == {2}
    assert press.ledger.latest() == START + timedelta(days=1)


@pytest.mark.parametrize("address", [f"{PAGE}#comments", PAGE])
def test_a_fragment_is_no_other_page(press: Press, address: str) -> None:
    press.keep((2, "2024-02-10"))
    press.keep((3, "2024-02-20"), url=address)
    assert press.seasons() == {3}


@pytest.mark.parametrize("address", [None, "https://dial.example/other", "https://dial.example/harrow?page=2"])
def test_other_pages_and_texts_without_an_address_are_no_versions(press: Press, address: str | None) -> None:
    press.keep((2, "2024-02-10"), url=address)
    press.keep((3, "2024-02-20"))
    assert press.seasons() == {2, 3}


def test_two_texts_of_one_page_in_one_go(press: Press) -> None:
    press.keep((2, "2024-02-10"), (3, "2024-02-20"), (4, "2024-02-20"))
    assert press.seasons() == {4}


def test_in_memory_the_days_tell_and_else_the_order() -> None:
    now: Callable[[], datetime] = lambda: START  # noqa: E731
    with Ledger.in_memory(now=now) as ledger:
        press = Press.__new__(Press)
        press.ledger, press.kept = ledger, 0
        press.keep((2, "2024-02-10"))
        press.keep((3, "2024-02-10"))
        press.keep((4, "2024-02-01"))
        assert press.seasons() == {3}
        assert press.seasons("2024-02-05") == {4}
