"""Windows of measurement as ISO 8601 durations."""

import re

_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", re.ASCII)
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "weekend": 3, "week": 7, "fortnight": 14}


def check_duration(duration: str) -> str:
    """The duration itself; raises ValueError where it is not a non-empty ISO 8601 duration in whole units."""
    match = _ISO.fullmatch(duration)
    if not match or not any(match.groups()) or duration.endswith("T"):
        raise ValueError(f"{duration!r} is not an ISO 8601 duration such as P28D")
    return duration


def days(count: int) -> str:
    return f"P{count}D"


def duration_of(count: int, unit: str) -> str | None:
    """ISO 8601 of so many hours, days, weekends, weeks, fortnights, months or years; else None, and of a count below 1.

    Weeks and whole days of hours are written in days: equal windows are then equal strings.
    A weekend is three days, as the trade counts an opening weekend.
    """
    if count < 1:
        return None
    unit = unit.casefold().rstrip("s")
    if unit == "month":
        return f"P{count}M"
    if unit == "year":
        return f"P{count}Y"
    if unit not in _DAYS:
        return None
    total = count * _DAYS[unit]
    return days(int(total)) if total >= 1 and total == int(total) else f"PT{count}H"


def write_duration(duration: str) -> str:
    """`P28D` as `28 days`."""
    match = _ISO.fullmatch(check_duration(duration))
    assert match
    names = ("year", "month", "week", "day", "hour", "minute")
    parts = [(int(n), name) for n, name in zip(match.groups(), names, strict=True) if n]
    return " ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in parts)
