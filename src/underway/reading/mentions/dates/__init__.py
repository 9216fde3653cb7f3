"""Dates in words: the grammar that finds them, and the day from which they are resolved."""

from underway.reading.mentions.dates.resolve import find_dates

__all__ = ["find_dates"]
