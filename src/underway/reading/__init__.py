"""Documents in, claims out: deterministic, pure, each claim with the rule that found it."""

from underway.reading.reader import READER, read

__all__ = ["READER", "read"]
