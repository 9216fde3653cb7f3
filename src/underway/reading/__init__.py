"""Documents in, claims out: deterministic, pure, each claim with the rule that found it."""

from underway.reading.known_titles import KnownTitles
from underway.reading.language import LANGUAGES, foreign_language
from underway.reading.reader import KINDS, READER, read, reader_name

__all__ = ["KINDS", "LANGUAGES", "READER", "KnownTitles", "foreign_language", "read", "reader_name"]
