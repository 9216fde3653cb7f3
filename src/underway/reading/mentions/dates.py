"""To be written."""

from underway.reading.structure import Page


def find_dates(page: Page) -> None:
    """To be written."""
