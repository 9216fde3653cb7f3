"""Partial dates in EDTF (ISO 8601-2, level 1): a day, month, year, or season of a year (21 spring to 24 winter)."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MONTHS = ("January February March April May June July August September October November December").split()
SEASONS_OF_YEAR = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTH_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS) + "|Sept"
_DAY = rf"""(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ \t\xa0]+)?(?:
    (?P<iso>\d{{4}}-\d\d-\d\d)(?:[T\ ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?
    |(?:(?P<day>\d\d?)(?:st|nd|rd|th)?[ \t\xa0]+(?P<month>{_MONTH_NAMES})
       |(?P<month_us>{_MONTH_NAMES})\.?[ \t\xa0]+(?P<day_us>\d\d?)(?:st|nd|rd|th)?)[.,]?[ \t\xa0]+(?P<year>\d{{4}})
    )(?![\w-])"""
_DAY_ALONE = re.compile(_DAY, re.ASCII | re.IGNORECASE | re.VERBOSE)
_DATE_PREFIX = re.compile(rf"\s*date(?::|\b)[ \t\xa0]*:?[ \t\xa0]*{_DAY}", re.ASCII | re.IGNORECASE | re.VERBOSE)


@lru_cache(maxsize=4096)  # the same few dates are asked for over and over
def _parts(edtf: str) -> tuple[int, int | None, int | None]:
    match = _EDTF.fullmatch(edtf)
    if not match:
        raise ValueError(f"{edtf!r} is not a date such as 2020-10-02, 2020-10, 2020 or 2020-21")
    year, month, day = int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None
    if month is not None and not (1 <= month <= 12 or (21 <= month <= 24 and day is None)):
        raise ValueError(f"{edtf!r} has no month {month}")
    if year == 0:
        raise ValueError(f"{edtf!r} has no year")
    if day is not None:
        assert month is not None
        if not 1 <= day <= monthrange(year, month)[1]:
            raise ValueError(f"{edtf!r} has no day {day}")
    return year, month, day


def check_date(edtf: str) -> str:
    """The date itself; raises ValueError where it is not one that Underway writes."""
    _parts(edtf)
    return edtf


def earliest(edtf: str) -> date:
    """The first day that the partial date may mean; winter 2020 begins in December 2020."""
    year, month, day = _parts(edtf)
    if month in _SEASON_MONTHS:
        return date(year, _SEASON_MONTHS[month][0], 1)
    return date(year, month or 1, day or 1)


def latest(edtf: str) -> date:
    """The last day that the partial date may mean; winter 2020 ends in February 2021."""
    year, month, day = _parts(edtf)
    if month in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[month]
        if last < first and year == date.max.year:
            return date.max
        year, month = year + (last < first), last
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def within(inner: str, outer: str) -> bool:
    """Whether every day that the one date may mean is one that the other may mean."""
    return earliest(outer) <= earliest(inner) and latest(inner) <= latest(outer)


def edtf_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """EDTF of the parts; None where there is no such date. A month of 21 to 24 is a season of the year."""
    if month is None and day is not None:
        return None
    try:
        return check_date("-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]))
    except ValueError:
        return None


def is_day(edtf: str) -> bool:
    return _parts(edtf)[2] is not None


def _day_of(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        name = (match["month"] or match["month_us"])[:3].title()
        month = next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name))
        return date(int(match["year"]), month, int(match["day"] or match["day_us"]))
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """`"2021-05-05"`, with or without a time, `"5 May 2021"`, `"May 5th, 2021"`, `"Wed, 5 May 2021"`; else None.

    The day is the one that is written, whatever the time's offset from UTC.
    """
    match = _DAY_ALONE.fullmatch(text.strip())
    return _day_of(match) if match else None


def read_date_prefix(text: str) -> tuple[int, date] | None:
    """Where a text begins with the word "date" and a day as `read_day` reads it: where that ends, and the day."""
    match = _DATE_PREFIX.match(text)
    day = _day_of(match) if match else None
    return (match.end(), day) if match and day else None


def write_date(edtf: str) -> str:
    """`2020-10-02` as `2 October 2020`, `2020-21` as `spring 2020`."""
    year, month, day = _parts(edtf)
    if month is None:
        return str(year)
    name = _SEASON_NAMES.get(month) or MONTHS[month - 1]
    return f"{name} {year}" if day is None else f"{day} {name} {year}"
