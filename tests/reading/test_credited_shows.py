"""Which of several shows somebody has a part in."""

import pytest

from .claims import said


def credited(text: str) -> set[tuple[str, ...]]:
    return {(show, role, person) for show, role, person in said(text, "credit", "show", "role", "person")}


LEAD = 'CBS has renewed "Harrow House" for a third season. '

SHOWS = [
    (  # a heading over each
        "Ferry Lane (BBC One, Monday)\nTess Holt stars as a coroner.\n\n"
        "Cold Ledger (ITV, Tuesday)\nFrom the makers of Ferry Lane comes a drama starring Ruth Haig.\n\n"
        "Night Freight (Sky, Friday)\nMark Dray plays a trucker in the third series.",
        {
            ("Ferry Lane", "cast", "Tess Holt"),
            ("Cold Ledger", "cast", "Ruth Haig"),
            ("Night Freight", "cast", "Mark Dray"),
        },
    ),
    (  # somebody's other show, and then "it"
        LEAD + 'The western comes from Mark Dray, who created "Silver Flats" for the network. It stars Helen Tarrow.',
        {("Silver Flats", "creator", "Mark Dray"), ("Harrow House", "cast", "Helen Tarrow")},
    ),
    (
        LEAD + 'Its star Helen Tarrow has since been cast in "Silver Flats," a drama for Fox.',
        {("Harrow House", "cast", "Helen Tarrow"), ("Silver Flats", "cast", "Helen Tarrow")},
    ),
    (
        LEAD + '"Silver Flats," which CBS ordered on Friday, goes on. That series stars Mark Dray.',
        {("Silver Flats", "cast", "Mark Dray")},
    ),
    (
        LEAD + 'Mark Dray, who also fronts the travel show "Silver Flats" with Susan Bell, stars in it.',
        {
            ("Silver Flats", "cast", "Mark Dray"),
            ("Silver Flats", "cast", "Susan Bell"),
            ("Harrow House", "cast", "Mark Dray"),
        },
    ),
    (
        LEAD + "In the pilot of the drama, directed by Susan Bell, Helen Tarrow plays Nurse Orme.",
        {("Harrow House", "director", "Susan Bell"), ("Harrow House", "cast", "Helen Tarrow")},
    ),
    (  # a title of which nothing else speaks
        LEAD + "Silver Flats, with Mark Dray as a banker, follows on Tuesdays.",
        {("Silver Flats", "cast", "Mark Dray")},
    ),
    (
        LEAD + "Silver Flats was created by Mark Dray.",
        {("Silver Flats", "creator", "Mark Dray")},
    ),
    (
        LEAD + "Helen Tarrow was a producer on Coalgate, the Fox hospital drama.",
        {("Coalgate", "producer", "Helen Tarrow")},
    ),
]

CAREERS = [
    (
        LEAD + 'Helen Tarrow (Ferry Lane, Night Freight) and Mark Dray (Coalport) join the cast of "Harrow House."',
        {
            ("Harrow House", "cast", "Helen Tarrow"),
            ("Harrow House", "cast", "Mark Dray"),
            ("Ferry Lane", "cast", "Helen Tarrow"),
            ("Night Freight", "cast", "Helen Tarrow"),
            ("Coalport", "cast", "Mark Dray"),
        },
    ),
    (
        LEAD + "It is directed by Mark Dray (Night Freight).",
        {("Harrow House", "director", "Mark Dray"), ("Night Freight", "director", "Mark Dray")},
    ),
    (
        LEAD + 'Helen Tarrow, last seen in the ITV drama "Silver Flats," plays Nurse Orme.',
        {("Harrow House", "cast", "Helen Tarrow"), ("Silver Flats", "cast", "Helen Tarrow")},
    ),
    (
        LEAD + 'Fresh off the ITV drama "Silver Flats," Helen Tarrow plays Nurse Orme.',
        {("Harrow House", "cast", "Helen Tarrow"), ("Silver Flats", "cast", "Helen Tarrow")},
    ),
    (
        LEAD + 'It is written by Helen Tarrow, whose credits include the ITV dramas "Silver Flats" and "Coalgate."',
        {
            ("Harrow House", "writer", "Helen Tarrow"),
            ("Silver Flats", "writer", "Helen Tarrow"),
            ("Coalgate", "writer", "Helen Tarrow"),
        },
    ),
    (
        LEAD + 'From the creator of the Fox drama "Silver Flats," Mark Dray, comes a sequel.',
        {("Silver Flats", "creator", "Mark Dray")},
    ),
    (
        LEAD + "Joining the previously announced cast are Mark Dray and Helen Tarrow.",
        {("Harrow House", "cast", "Mark Dray"), ("Harrow House", "cast", "Helen Tarrow")},
    ),
    (
        LEAD + 'Mark Dray is best known for hosting the quiz "Silver Flats" on ITV.',
        {("Silver Flats", "cast", "Mark Dray")},
    ),
    (LEAD + 'Mark Dray, late of the ITV drama "Silver Flats," agrees.', set()),
    (LEAD + "Star Mark Dray announced he was leaving.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SHOWS)
def test_the_show_that_the_words_are_about(text: str, expected: set[tuple[str, ...]]) -> None:
    assert credited(text) == expected


@pytest.mark.parametrize(("text", "expected"), CAREERS)
def test_other_shows_of_somebody(text: str, expected: set[tuple[str, ...]]) -> None:
    assert credited(text) == expected
