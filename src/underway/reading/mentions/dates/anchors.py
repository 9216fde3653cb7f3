"""What a partial date means, seen from a day: the last such day, month or season of the year, and the next one."""

from datetime import date, timedelta
from functools import lru_cache

from underway.vocabulary.dates import earliest, edtf_date, latest

_FAR_NEARER = 5
_FAR_DAYS = 60

Readings = tuple[str | None, str | None]  # EDTF looking back, and looking ahead


def both(edtf: str | None) -> Readings:
    return edtf, edtf


def day_from(anchor: date, days: int) -> str | None:
    try:
        return (anchor + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def week_from(anchor: date, weeks: int) -> str | None:
    """The month that holds the whole week, Monday to Sunday; None where it lies in two."""
    try:
        monday = anchor + timedelta(days=7 * weeks - anchor.weekday())
        sunday = monday + timedelta(days=6)
    except OverflowError:
        return None
    return edtf_date(monday.year, monday.month) if monday.month == sunday.month else None


def month_from(anchor: date, months: int) -> str | None:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return edtf_date(year, month + 1) if 1 <= year <= date.max.year else None


def year_from(anchor: date, years: int) -> str | None:
    year = anchor.year + years
    return edtf_date(year) if 1 <= year <= date.max.year else None


def weekday(anchor: date, number: int) -> Readings:
    """Monday is 0. The day itself counts looking back ("said Tuesday", on a Tuesday), not ahead."""
    back = (anchor.weekday() - number) % 7
    return day_from(anchor, -back), day_from(anchor, 7 - back)


def last_weekday(anchor: date, number: int) -> str | None:
    return day_from(anchor, -((anchor.weekday() - number - 1) % 7 + 1))


def day_of_month(anchor: date, day: int) -> Readings:
    """The nth: of the month that holds or precedes the anchor, and of the one that holds or follows it."""
    steps = [month_from(anchor, n) for n in (-2, -1, 0, 1, 2)]
    days = [edtf_date(int(m[:4]), int(m[5:]), day) for m in steps if m]
    return _around(anchor, [d for d in days if d])


@lru_cache(maxsize=1024)  # one text speaks from one day, of the same few months
def yearly(anchor: date, month: int, day: int | None = None) -> Readings:
    """A day, month or season of the year (21 to 24) of every year: the last begun, the next not yet over."""
    years = (edtf_date(anchor.year + n, month, day) for n in (-4, -1, 0, 1, 4) if 1 <= anchor.year + n <= date.max.year)
    return _around(anchor, [d for d in years if d])


def last_over(anchor: date, month: int) -> str | None:
    """ "Last spring", "last August": the latest that is over."""
    return next((d for d in _years(anchor, month) if latest(d) < anchor), None)


def next_begun(anchor: date, month: int) -> str | None:
    """ "Next spring", "next August": the earliest that has yet to begin."""
    return next((d for d in reversed(_years(anchor, month)) if earliest(d) > anchor), None)


def current(anchor: date, month: int) -> str | None:
    """ "This fall": of the anchor's year; a winter that has begun in the year before is still this winter."""
    if month == 24 and anchor.month <= 2:
        return edtf_date(anchor.year - 1, month)
    return edtf_date(anchor.year, month)


def nearest(anchor: date | None, readings: Readings) -> str | None:
    """The reading that lies nearer; looking ahead where they are as near."""
    back, ahead = readings
    if back is None or ahead is None or back == ahead or anchor is None:
        return ahead or back
    return back if anchor - latest(back) < earliest(ahead) - anchor else ahead


def far_nearer(anchor: date, readings: Readings) -> bool:
    """Does one of the readings lie so much nearer than the other that only plain words would mean that one?"""
    back, ahead = readings
    if back is None or ahead is None or back == ahead:
        return False
    near, far = sorted((max((anchor - latest(back)).days, 0), max((earliest(ahead) - anchor).days, 0)))
    return far > _FAR_DAYS and far > _FAR_NEARER * near


def _years(anchor: date, month: int) -> list[str]:
    """Latest first."""
    years = (anchor.year + n for n in (2, 1, 0, -1, -2))
    return [d for y in years if 1 <= y <= date.max.year - 1 and (d := edtf_date(y, month))]


def _around(anchor: date, days: list[str]) -> Readings:
    return (
        next((d for d in reversed(days) if earliest(d) <= anchor), None),
        next((d for d in days if latest(d) >= anchor), None),
    )
