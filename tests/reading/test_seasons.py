"""The words that name seasons, and what they number."""

import pytest

from underway.reading.mentions.seasons import find_seasons
from underway.reading.structure import Page
from underway.vocabulary import Document


def numbered(text: str) -> list[tuple[tuple[int, ...], bool, str]]:
    page = Page(Document(text=text))
    find_seasons(page)
    return [(m.numbers, m.count, m.relative) for m in page.seasons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in season 3 of it", [((3,), False, "")]),
        ("in series three", [((3,), False, "")]),
        ("S4 is here", [((4,), False, "")]),
        ("seasons two and three", [((2, 3), False, "")]),
        ("seasons 2 through 5", [((2, 3, 4, 5), False, "")]),
        ("a third season", [((3,), False, "")]),
        ("a fourth and final season", [((4,), False, "")]),
        ("a ten-part second series", [((2,), False, "")]),
        ("a third outing", [((3,), False, "")]),
        ("for a second and third season", [((2, 3), False, "")]),
        ("renewed for a third.", [((3,), False, "")]),
        ("its sophomore run", [((2,), False, "")]),
        ("the freshman comedy", [((1,), False, "")]),
        ("after two seasons", [((2,), True, "")]),
        ("after a single season", [((1,), True, "")]),
        ("after four years of it", [((4,), True, "")]),
        ("for two more seasons", [((2,), True, "more")]),
        ("another season", [((), False, "more")]),
        ("cycle 17 of it", [((17,), False, "")]),
        ("the show's third.", [((3,), False, "")]),
        ("64 people across seven seasons", [((7,), True, "")]),
        ("barely a third of the 5.6 million", []),
        ("by the fourth of this season's ten episodes", [((), False, "this")]),
        ("through its first five outings", []),
        ("After eleven, the total was higher", []),
        ("the final season", [((), False, "final")]),
    ],
)
def test_seasons(text: str, expected: list[tuple[tuple[int, ...], bool, str]]) -> None:
    assert numbered(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in the 2021-22 season",
        "a second of silence",
        "on May 3",
        "the year 2019",
        "for the first time",
        "a run of 200 units",
        "3 percent",
    ],
)
def test_what_numbers_no_season(text: str) -> None:
    assert [numbers for numbers, _, _ in numbered(text) if numbers] == []
