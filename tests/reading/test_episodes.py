"""Episodes claims: how many there are, and of which season."""

import pytest

from .claims import claims_of, said

LEAD = "Netflix has renewed the drama series Harrow House, starring Ann Bellamy. "


def counts(text: str) -> set[tuple[object, ...]]:
    return said(text, "episodes", "season", "count")


@pytest.mark.parametrize(
    ("text", "season", "count"),
    [
        ("Season 2 will have eight episodes.", 2, 8),
        ("The second season consists of 10 episodes.", 2, 10),
        ("It has ordered an eight-episode second season.", 2, 8),
        ("It was picked up for a second season of 13 episodes.", 2, 13),
        ("It was picked up for a second season of 13.", 2, 13),
        ("Fans can binge all eight episodes of the first season.", 1, 8),
        ("Season 3 (six episodes) starts on Sunday.", 3, 6),
        ("The series will return for eight more episodes.", None, 8),
        ("The six-part series starts shooting in June.", None, 6),
        ("The network placed a 22-episode order.", None, 22),
        ("It will be eight hour-long episodes.", None, 8),
        ("The 8 x 60' drama is made by Lantern Quay Pictures.", None, 8),
        ("Episodes: 10", None, 10),
        ("The new run is six half-hours.", None, 6),
        ("The third season is 16 hours long.", 3, 16),
        ("It ended after 180 episodes.", None, 180),
        ("It ran for 86 episodes over five seasons.", None, 86),
        ("The third season was cut from 10 episodes to eight.", 3, 8),
        ("The first two episodes of the ten-episode run are out.", None, 10),
        ("The third season was to have ten episodes, but was reduced to eight.", 3, 8),
        ("A third run of six begins in March.", 3, 6),
        ("Like the first, the second season has eight episodes.", 2, 8),
        ("The third batch, ten strong, is out.", 3, 10),
        ("Five of eight episodes are still to be shot.", None, 8),
        ("Subscribers binged all eight in a weekend.", None, 8),
        ("Thirteen were made.", None, 13),
        ("The sixth and final episode airs on Sunday.", None, 6),
        ("Six parts.", None, 6),
        ("So the total becomes 28.", None, 28),
        ("It has ordered ten new half-hours as season two.", 2, 10),
    ],
)
def test_counts_and_their_seasons(text: str, season: int | None, count: int) -> None:
    assert counts(LEAD + text) == {(season, count)}


def test_a_count_given_to_each_of_several_seasons() -> None:
    assert counts(LEAD + "Seasons 1 and 2 each had 10 episodes.") == {(1, 10), (2, 10)}


def test_ordinal_seasons_each_with_its_own() -> None:
    assert counts(LEAD + "The first season had 10 episodes and the second 13.") == {(1, 10), (2, 13)}
    assert counts(LEAD + "Both the first and the second season had eight episodes.") == {(1, 8), (2, 8)}
    assert counts(LEAD + "The second season has eight episodes, same as the first.") == {(2, 8), (1, 8)}
    assert counts(LEAD + "The second season consists of 16 episodes, where the first had 22.") == {(2, 16), (1, 22)}


def test_a_comparison_with_another_season() -> None:
    assert counts(LEAD + "The second season has eight episodes, up from six the first time.") == {(2, 8), (1, 6)}
    assert counts(LEAD + "The third season has eight episodes, down from ten last time.") == {(3, 8), (2, 10)}


@pytest.mark.parametrize(
    ("text", "show"),
    [
        ("The eight-part thriller Salt Pier starts on Sunday.", "Salt Pier"),
        ("The drama Salt Pier (6 x 60') was sold to Finland.", "Salt Pier"),
        ("It also ordered ten episodes of the comedy Salt Pier.", "Salt Pier"),
        ("The six-part adaptation by Nia Prowse is a hit.", "Harrow House"),
        ("Hulu: Grandmaster, eight half-hours by Nia Prowse.", "Grandmaster"),
        ("It ordered another six of its island noir Salt Pier.", "Salt Pier"),
    ],
)
def test_the_show_that_has_them(text: str, show: str) -> None:
    assert {c.show for c in claims_of(LEAD + text, "episodes")} == {show}


@pytest.mark.parametrize(
    "text",
    [
        "Episode 5 airs on Sunday.",
        "The eighth episode airs on Sunday.",
        "It celebrated its 100th episode.",
        "Only two episodes are left this season.",
        "Four episodes have aired so far.",
        "The first three episodes drop on Friday.",
        "It launches with two episodes.",
        "Bellamy directed three episodes.",
        "Bellamy appeared in four episodes.",
        "The network ordered the back nine.",
        "The final season will be split into two parts.",
        "A two-part finale airs in May.",
        "The two-hour premiere airs in May.",
        "It airs two episodes a week.",
        "Are there eight episodes in the second season?",
        "It is watched for 12 hours a day.",
        "Season two will be split into two batches of five episodes.",
        "It drops two episodes at launch, followed by one a week.",
        "The network asked for six more scripts.",
        "Three episodes into the season, it is a hit.",
        "The first block of four episodes was directed by Nia Prowse.",
    ],
)
def test_other_numbers_of_episodes_are_no_count(text: str) -> None:
    assert counts(LEAD + text) == set()


def test_a_season_said_elsewhere_is_not_said_again_without_it() -> None:
    text = "Season 2 will have eight episodes. The eight episodes were shot in Leeds."
    assert counts(LEAD + text) == {(2, 8)}


def test_counts_that_leave_out_their_noun_beside_one_that_has_it() -> None:
    text = '"Harrow House" got 22 episodes of its second season from CBS, "Saltmarsh" got 13, and "Night Ferry" 10.'
    assert said(text, "episodes", "show", "count") == {("Harrow House", 22), ("Saltmarsh", 13)}


def test_the_answer_is_of_the_show_that_the_question_named_first() -> None:
    text = """Question: Is the CBS drama "Harrow House" coming back? I miss "Saltmarsh" too! — Dana
Answer: It is renewed. The next season has 22 episodes."""
    assert {c.show for c in claims_of(text, "episodes")} == {"Harrow House"}


def test_a_question_that_names_no_show_leads_back_to_the_one_of_the_text() -> None:
    text = """Harrow House season 3: everything we know

Netflix renewed "Harrow House" for a third season. "Harrow House" stars Ann Bellamy, and "Saltmarsh" star Tom Rudd
joins her; "Saltmarsh" ended in May.

How many episodes are there?

There are eight episodes."""
    assert {c.show for c in claims_of(text, "episodes")} == {"Harrow House"}


def test_the_next_item_of_a_list_of_shows_is_not_of_the_last() -> None:
    text = """Netflix has renewed "Cold Ridge". Fans of "Cold Ridge" may like these dramas:

1. "Harrow House" (Netflix)
Season two has eight episodes.

2. "Silver Flats" (ITV)
Season one has six episodes.

3. That one about the lighthouse
Ten episodes, for a first season."""
    assert said(text, "episodes", "show", "count") == {("Harrow House", 8), ("Silver Flats", 6)}
