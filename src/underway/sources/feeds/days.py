"""Days as feeds write them, and what is newest by them."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from underway.vocabulary.dates import read_day

MAX_ENTRIES = 1000  # of one feed; a news sitemap may have no more

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", re.ASCII)
_WORDED = re.compile(
    r"""(?:[a-z]+\.?,?\s+)?
    (?:(?P<day>\d\d?)[\s-]+(?P<month>[a-z]{3,9}) | (?P<month_us>[a-z]{3,9})\.?\s+(?P<day_us>\d\d?))
    [.,]?[\s-]\s*(?P<century>\d\d)?(?P<year>\d\d)(?!\d)""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_UNSET = 1970  # where no day was set, programs write the year 0, 1 or 1970

_T = TypeVar("_T")


def day_of(written: str | None) -> date | None:
    """The day of a date of RFC 822, RFC 3339 or ISO 8601, or in English words; None where it states no whole day.

    The day is the one in the zone in which the time is written: `2021-05-05T23:30-07:00` is 5 May.
    """
    text = (written or "").strip()
    if iso := _ISO.match(text):
        day = read_day("-".join(iso.groups()))
    elif worded := _WORDED.match(text):
        century = worded["century"] or ("20" if worded["year"] < "50" else "19")  # RFC 5322, 4.3
        day_of_month, month = worded["day"] or worded["day_us"], worded["month"] or worded["month_us"]
        day = read_day(f"{day_of_month} {month} {century}{worded['year']}")
    else:
        return None
    return day if day and day.year > _UNSET else None


def newest(entries: list[_T], day: Callable[[_T], date | None]) -> list[_T]:
    """In their order all, or the `MAX_ENTRIES` newest where there are more; those without a day are the oldest."""
    if len(entries) <= MAX_ENTRIES:
        return entries
    places = sorted(range(len(entries)), key=lambda place: day(entries[place]) or date.min, reverse=True)
    return [entries[place] for place in sorted(places[:MAX_ENTRIES])]
