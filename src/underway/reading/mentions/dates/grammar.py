"""Which words are a date, and what it is said relative to. Nothing is resolved here."""

from collections.abc import Callable

from underway.reading.mentions.dates.months import FEASTS, read_feast, read_month, read_season_of_year
from underway.reading.mentions.dates.numbers import read_number
from underway.reading.mentions.dates.phrase import ANY_MONTH, MONTH_NAMES, WEEKDAYS, Phrase, words
from underway.reading.mentions.dates.relative import (
    UNITS,
    read_day_word,
    read_part_of_day,
    read_quarter,
    read_unit,
    read_weekday,
)
from underway.reading.tokens import Tokens
from underway.vocabulary.dates import SEASONS_OF_YEAR

_PARSERS: dict[str, Callable[[Tokens, int], Phrase | None]] = {
    **dict.fromkeys(ANY_MONTH, read_month),
    **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys(SEASONS_OF_YEAR, read_season_of_year),
    **dict.fromkeys(("today", "tonight", "yesterday", "tomorrow"), read_day_word),
    **dict.fromkeys(words("parts_of_day"), read_part_of_day),
    **dict.fromkeys(UNITS, read_unit),
    **dict.fromkeys((feast[0] for feast in FEASTS), read_feast),
    "quarter": read_quarter,
}


def heads(tokens: Tokens) -> list[int]:
    """The words at which a date may have its head."""
    return tokens.where({w for w in tokens.distinct if w in _PARSERS or w[0].isdigit() or "-" in w})


def phrase_at(tokens: Tokens, i: int) -> Phrase | None:
    """The date whose head is the word at `i` (the month, the weekday, the unit), as long as it goes; None for none."""
    word = tokens.folded[i]
    parse = _PARSERS.get(word)
    if parse:
        return parse(tokens, i)
    if word[0].isdigit():
        return read_number(tokens, i)
    if "-" in word:
        tail = word.rpartition("-")[2]
        if tail in MONTH_NAMES:
            return read_month(tokens, i)
    return None
