"""To be written."""

from underway.reading.structure import Page


def find_figures(page: Page) -> None:
    """To be written."""
