"""Documents in, claims out: deterministic, pure, each claim with the rule that found it."""

from underway.reading.language import LANGUAGES, foreign_language
from underway.reading.reader import KINDS, READER, read

__all__ = ["KINDS", "LANGUAGES", "READER", "foreign_language", "read"]
