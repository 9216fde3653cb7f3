"""The ledger that a command is to use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from underway.ledger import Ledger, default_location


@contextmanager
def opened(ledger: str | None, *, create: bool = True) -> Iterator[Ledger]:
    """The ledger there, by default the user's own. Raises LedgerError."""
    place = default_location(os.environ) if ledger is None else ledger
    with Ledger.open(place, create=create) as kept:
        yield kept
