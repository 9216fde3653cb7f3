"""To be written."""

from underway.reading.structure import Page


def find_quotations(page: Page) -> None:
    """To be written."""
