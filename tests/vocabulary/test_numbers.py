"""Numbers, ordinals and season labels as English writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.vocabulary.numbers import CARDINALS, ORDINALS, read_cardinal, read_ordinal, write_count
from underway.vocabulary.seasons import LAST_SEASON, read_season, write_season


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("007", 7),
        ("1,200", 1200),
        ("58,000,000", 58_000_000),
        ("zero", 0),
        ("twelve", 12),
        ("Twelve", 12),
        ("twenty", 20),
        ("twenty-two", 22),
        ("twenty two", 22),
        ("Ninety-Nine", 99),
        ("a", 1),
        ("an", 1),
        ("a dozen", 12),
        ("dozen", 12),
        ("half a dozen", 6),
        ("half-dozen", 6),
        (" ten ", 10),
        ("", None),
        ("-5", None),
        ("12.5", None),
        ("1,2", None),
        ("1,,200", None),
        (",", None),
        ("²", None),
        ("١٢", None),
        ("twenty-ten", None),
        ("one hundred", None),
        ("not half a dozen", None),
        ("9" * 5000, None),
    ],
)
def test_cardinals(text: str, number: int | None) -> None:
    assert read_cardinal(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1st", 1),
        ("2nd", 2),
        ("23rd", 23),
        ("112th", 112),
        ("second", 2),
        ("Twelfth", 12),
        ("twentieth", 20),
        ("fortieth", 40),
        ("twenty-first", 21),
        ("twenty first", 21),
        ("1000th", None),
        ("nd", None),
        ("last", None),
        ("2", None),
        ("", None),
    ],
)
def test_ordinals(text: str, number: int | None) -> None:
    assert read_ordinal(text) == number


@given(st.integers(0, 10**15 - 1))
def test_digits_with_and_without_commas(number: int) -> None:
    assert read_cardinal(str(number)) == read_cardinal(f"{number:,}") == number


def test_words_from_one_to_ninety_nine() -> None:
    assert sorted(set(CARDINALS.values())) == list(range(100))
    assert sorted(set(ORDINALS.values())) == list(range(1, 100))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (8, "8"),
        (0.9, "0.9"),
        (12.0, "12"),
        (1234.5, "1,234.5"),
        (940_000, "940,000"),
        (999_999, "999,999"),
        (1_000_000, "1 million"),
        (1_200_000, "1.2 million"),
        (58_000_000, "58 million"),
        (58e6, "58 million"),
        (76_130_000, "76.13 million"),
        (995_000_000, "995 million"),
        (999_999_999, "1 billion"),
        (1_500_000_000, "1.5 billion"),
        (3_000_000_000_000, "3,000 billion"),
    ],
)
def test_counts_as_a_person_reads_them(number: float, written: str) -> None:
    assert write_count(number) == written


@given(st.integers(0, 10**15))
def test_a_written_count_is_near_the_number(number: int) -> None:
    digits, _, name = write_count(number).partition(" ")
    size = {"": 1, "million": 10**6, "billion": 10**9}[name]
    read = float(digits.replace(",", "")) * size
    assert abs(read - number) <= size * 0.0051
    assert size == 1 or 1 <= float(digits.replace(",", "")) < (1000 if name == "million" else 10**7)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Season 2", 2),
        ("season two", 2),
        ("Season  2", 2),
        ("season\u00a02", 2),
        ("SEASON TWENTY TWO", 22),
        ("series three", 3),
        ("Series 3", 3),
        ("S3", 3),
        ("s03", 3),
        ("third season", 3),
        ("Third Series", 3),
        ("2nd season", 2),
        ("twenty-first season", 21),
        (" Season 2 ", 2),
        ("Season 0", None),
        ("Season 2020", None),
        (f"Season {LAST_SEASON}", LAST_SEASON),
        (f"Season {LAST_SEASON + 1}", None),
        ("final season", None),
        ("season", None),
        ("s", None),
        ("2", None),
        ("season a", None),
        ("Season 2 and 3", None),
        ("", None),
    ],
)
def test_season_labels(label: str, number: int | None) -> None:
    assert read_season(label) == number


@given(st.integers(1, LAST_SEASON))
def test_a_written_season_is_read_back(number: int) -> None:
    assert read_season(write_season(number)) == number


def test_no_season() -> None:
    assert write_season(None) == "the show as a whole"
