"""Season labels: the number that a label names, and the label that a number is given."""

import re

from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN, read_cardinal, read_ordinal

SEASON_NOUN = r"(?:seasons?|series)"
_LABEL = re.compile(
    rf"(?:{SEASON_NOUN}|s)\s*(?P<after>\d{{1,3}}|{CARDINAL_PATTERN})|(?P<before>{ORDINAL_PATTERN})\s+{SEASON_NOUN}",
    re.IGNORECASE,
)
LAST_SEASON = 199  # no broadcast series has come near it, and years must not pass for seasons


def read_season(label: str) -> int | None:
    """The number in `"Season 2"`, `"season two"`, `"series three"`, `"S3"`, `"third season"`; else None."""
    match = _LABEL.fullmatch(label.strip())
    if not match:
        return None
    number = read_cardinal(match["after"]) if match["after"] else read_ordinal(match["before"])
    return number if number and number <= LAST_SEASON else None


def write_season(number: int | None) -> str:
    """`"season 2"`; of None, `"the show as a whole"`."""
    return "the show as a whole" if number is None else f"season {number}"
