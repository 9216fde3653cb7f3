"""Partial dates against the `edtf` library, and what a season of the year means here; durations."""

from calendar import monthrange
from datetime import date, timedelta
from time import struct_time
from typing import Any

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.vocabulary.dates import check_date, earliest, edtf_date, is_day, latest, write_date
from underway.vocabulary.durations import check_duration, days, duration_of, write_duration

years = st.integers(1, 9999)


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _agrees_with_edtf(written: str) -> None:
    parsed: Any = edtf.parse_edtf(check_date(written))
    assert str(parsed) == written
    assert earliest(written) == _day(parsed.lower_strict())
    assert latest(written) == _day(parsed.upper_strict())


@given(st.dates())
def test_days_agree_with_edtf(day: date) -> None:
    _agrees_with_edtf(day.isoformat())
    assert earliest(day.isoformat()) == latest(day.isoformat()) == day
    assert edtf_date(day.year, day.month, day.day) == day.isoformat()
    assert is_day(day.isoformat())


@given(years, st.integers(1, 12))
def test_months_agree_with_edtf(year: int, month: int) -> None:
    _agrees_with_edtf(f"{year:04d}-{month:02d}")
    assert edtf_date(year, month) == f"{year:04d}-{month:02d}"
    assert not is_day(f"{year:04d}-{month:02d}")


@given(years)
def test_years_agree_with_edtf(year: int) -> None:
    _agrees_with_edtf(f"{year:04d}")
    assert edtf_date(year) == f"{year:04d}"


@given(years, st.integers(21, 24))
def test_seasons_of_the_year_are_written_as_edtf_writes_them(year: int, season: int) -> None:
    written = f"{year:04d}-{season}"
    assert str(edtf.parse_edtf(check_date(written))) == written
    assert edtf_date(year, season) == written
    assert earliest(written) < latest(written)


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        ("2020-21", date(2020, 3, 1), date(2020, 5, 31)),
        ("2020-22", date(2020, 6, 1), date(2020, 8, 31)),
        ("2020-23", date(2020, 9, 1), date(2020, 11, 30)),
        ("2020-24", date(2020, 12, 1), date(2021, 2, 28)),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29)),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_what_a_season_of_the_year_means_here(season: str, first: date, last: date) -> None:
    """Whole months, north of the equator, winter running into the next year."""
    assert (earliest(season), latest(season)) == (first, last)


@given(st.integers(1, 9998))
def test_the_seasons_of_a_year_leave_no_day_out(year: int) -> None:
    seasons = [f"{year:04d}-{season}" for season in range(21, 25)]
    for before, after in zip(seasons, [*seasons[1:], f"{year + 1:04d}-21"], strict=True):
        assert latest(before) + timedelta(days=1) == earliest(after)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "20",
        "20200",
        "0000",
        "2020-1",
        "2020-00",
        "2020-13",
        "2020-20",
        "2020-25",
        "2020-21-01",
        "2020-02-30",
        "2021-02-29",
        "2020-10-00",
        "2020-10-2",
        "2020/10/02",
        "20201002",
        "2020-10-02T00:00",
        "2020-10-02\n",
        " 2020",
        "2020?",
        "202X",
        "-2020",
        "٢٠٢٠",
        "May 2020",
    ],
)
def test_what_is_no_date(written: str) -> None:
    for function in (check_date, earliest, latest, write_date, is_day):
        with pytest.raises(ValueError, match=r"date such as|has no"):
            function(written)


@given(st.integers(-100, 20000), st.none() | st.integers(-1, 30), st.none() | st.integers(-1, 40))
def test_parts_make_a_date_or_none(year: int, month: int | None, day: int | None) -> None:
    written = edtf_date(year, month, day)
    possible = 1 <= year <= 9999 and (
        (month is None and day is None)
        or (month in range(1, 13) and (day is None or 1 <= day <= monthrange(year, month or 1)[1]))
        or (month in range(21, 25) and day is None)
    )
    assert (written is not None) == possible
    if written is not None:
        assert check_date(written) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020-10-02", "2 October 2020"),
        ("2020-10", "October 2020"),
        ("2020", "2020"),
        ("2020-21", "spring 2020"),
        ("2020-22", "summer 2020"),
        ("2020-23", "autumn 2020"),
        ("2020-24", "winter 2020"),
    ],
)
def test_dates_as_a_person_reads_them(written: str, read: str) -> None:
    assert write_date(written) == read


@pytest.mark.parametrize(
    ("count", "unit", "duration"),
    [
        (28, "days", "P28D"),
        (1, "day", "P1D"),
        (1, "week", "P7D"),
        (4, "Weeks", "P28D"),
        (1, "weekend", "P3D"),
        (1, "night", "P1D"),
        (2, "fortnights", "P28D"),
        (24, "hours", "P1D"),
        (72, "hours", "P3D"),
        (36, "hours", "PT36H"),
        (1, "hour", "PT1H"),
        (3, "months", "P3M"),
        (1, "year", "P1Y"),
        (2, "seasons", None),
        (0, "days", None),
        (-1, "day", None),
    ],
)
def test_durations_made(count: int, unit: str, duration: str | None) -> None:
    assert duration_of(count, unit) == duration


@pytest.mark.parametrize(
    ("duration", "read"),
    [
        ("P28D", "28 days"),
        ("P1D", "1 day"),
        ("P1W", "1 week"),
        ("PT36H", "36 hours"),
        ("PT1M", "1 minute"),
        ("P3M", "3 months"),
        ("P1Y2M", "1 year 2 months"),
        ("P1DT12H", "1 day 12 hours"),
    ],
)
def test_durations_as_a_person_reads_them(duration: str, read: str) -> None:
    assert write_duration(check_duration(duration)) == read


@pytest.mark.parametrize(
    "duration", ["", "P", "PT", "P1DT", "28D", "p28d", "P28", "P-1D", "P1.5D", "P1D1Y", "PT5S", "P28D\n", "P٢D"]
)
def test_what_is_no_duration(duration: str) -> None:
    for function in (check_duration, write_duration):
        with pytest.raises(ValueError, match="is not an ISO 8601 duration"):
            function(duration)


@given(st.integers(1, 10**6), st.sampled_from("hour day night weekend week fortnight month year".split()))
def test_every_duration_made_is_one(count: int, unit: str) -> None:
    made = duration_of(count, unit)
    assert made == duration_of(count, unit + "s")
    assert made is not None
    assert check_duration(made) == made
    assert write_duration(made)


@given(st.integers(1, 10**6))
def test_equal_windows_are_equal_strings(count: int) -> None:
    assert (
        duration_of(count, "week")
        == duration_of(7 * count, "day")
        == duration_of(168 * count, "hour")
        == days(7 * count)
    )
