"""To be written."""

from collections.abc import Iterator

from underway.reading.structure import Draft, Page


def find(page: Page) -> Iterator[Draft]:
    yield from ()
