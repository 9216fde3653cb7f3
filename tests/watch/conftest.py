"""A ledger whose clock is set by hand."""

from collections.abc import Iterator

import pytest

from underway.ledger import Ledger

from .stories import START, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def ledger(place: str, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(place, now=clock) as made:
        yield made
