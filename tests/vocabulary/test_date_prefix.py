"""A text that begins by saying on which day it was published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.vocabulary.dates import MONTHS, read_date_prefix, read_day

DAY = date(2021, 5, 5)
WRITTEN = [
    "2021-05-05",
    "2021-05-05T08:30",
    "2021-05-05T23:59:59Z",
    "2021-05-05 08:30:00.250+02:00",
    "5 May 2021",
    "05 May 2021",
    "5th May 2021",
    "5 may, 2021",
    "May 5, 2021",
    "May 5 2021",
    "MAY 5TH, 2021",
    "Wed, 5 May 2021",
    "Wednesday, May 5, 2021",
    "5\u00a0May\u00a02021",
]
NO_DAY = [
    "",
    "night returns on Monday",
    "2021-05",
    "2021-13-05",
    "2021-02-30",
    "0000-01-01",
    "2021-05-055",
    "2021-05-05-06",
    "2021-05-05x",
    "٢٠٢١-٠٥-٠٥",
    "05/05/2021",
    "30 February 2021",
    "May 2021",
    "5 Mayor 2021",
    "5 May 20211",
    "May\n5, 2021",
]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("opening", ["date ", "Date: ", "DATE:", " date ", "\n\n\tdate : "])
@pytest.mark.parametrize("rest", ["", " Saltmarsh is back", "\nSaltmarsh is back", "\r\n", ". Saltmarsh"])
def test_a_prefix_ends_with_its_day(opening: str, written: str, rest: str) -> None:
    assert read_date_prefix(opening + written + rest) == (len(opening + written), DAY)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_day_alone(written: str) -> None:
    assert read_day(written) == read_day(f" {written}\n") == DAY
    assert read_day(f"{written} and more") is None


@pytest.mark.parametrize("text", NO_DAY)
def test_what_is_no_day(text: str) -> None:
    assert read_date_prefix(f"date {text}") is None
    assert read_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-05 Saltmarsh is back",
        "update 2021-05-05",
        "dated 2021-05-05",
        "dates 2021-05-05",
        "date2021-05-05",
        "date\n2021-05-05",
        "A date 2021-05-05",
        "date - 2021-05-05",
    ],
)
def test_what_is_no_prefix(text: str) -> None:
    assert read_date_prefix(text) is None


@given(st.dates())
def test_every_day_however_written(day: date) -> None:
    month = MONTHS[day.month - 1]
    year = f"{day.year:04d}"
    for written in (
        day.isoformat(),
        f"{day.day} {month} {year}",
        f"{month} {day.day}, {year}",
        f"{day.day} {month[:3]} {year}",
        f"{month[:3]}. {day.day}, {year}",
    ):
        assert read_day(written) == day
        assert read_date_prefix(f"date {written}\nSaltmarsh") == (5 + len(written), day)


@given(st.text())
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert read_day(f"date {text}") is None
    prefix = read_date_prefix(f"date {text}")
    assert prefix is None or prefix[0] <= len(text) + 5
