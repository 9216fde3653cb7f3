"""Audience claims: the number, what it counts, over which span, and of which show."""

import pytest

from .claims import claims_of, said

LEAD = "Netflix has renewed the drama series Harrow House, starring Ann Bellamy. "


def figures(text: str) -> set[tuple[object, ...]]:
    return said(text, "audience", "show", "value", "unit", "window")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The finale drew 1.2m viewers.", 1_200_000),
        ("The finale drew 1.2 million viewers.", 1_200_000),
        ("The finale drew 58,000,000 viewers.", 58_000_000),
        ("The finale drew 612,000 viewers.", 612_000),
        ("The finale drew a million and a half viewers.", 1_500_000),
        ("The finale drew two and a half million viewers.", 2_500_000),
        ("The finale drew just under four million viewers.", 4_000_000),
        ("The finale drew half a million viewers.", 500_000),
        ("The finale drew three-quarters of a million viewers.", 750_000),
        ("The finale drew 1.2 billion viewers.", 1_200_000_000),
    ],
)
def test_numbers_are_read_in_figures_and_in_words(text: str, value: int) -> None:
    assert figures(LEAD + text) == {("Harrow House", value, "viewers", None)}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It was sampled by 23 million households.", 23_000_000, "households"),
        ("It reached 4 million homes, the most watched debut of the year.", 4_000_000, "households"),
        ("Netflix said 31 million accounts watched the pilot.", 31_000_000, "accounts"),
        ("Some 7.4 million people watched the pilot.", 7_400_000, "viewers"),
        ("It has been streamed 9.5 million times.", 9_500_000, "views"),
        ("It notched 12.4 million views.", 12_400_000, "views"),
        ("It collected 88 million hours viewed.", 88_000_000, "hours"),
        ("It logged 1.1 billion minutes of viewing.", 1_100_000_000, "minutes"),
        ("The premiere scored a 0.9 rating.", 0.9, "rating"),
        ("The premiere scored a 0.9 in the demo.", 0.9, "rating"),
        ("The premiere won a 14 % share of the audience.", 14, "share"),
        ("The premiere won a 14.5 per cent share of the audience.", 14.5, "share"),
        ("The last episode recorded a nationwide viewership rating of 12.3 percent.", 12.3, "percent"),
        ("An audience of 2.5 million saw the pilot.", 2_500_000, "viewers"),
    ],
)
def test_units(text: str, value: float, unit: str) -> None:
    assert figures(LEAD + text) == {("Harrow House", value, unit, None)}


def test_a_rating_and_its_share_and_the_viewers_beside_them() -> None:
    text = "The premiere did a 1.9/6 in adults 18-49 and 5.7 million viewers."
    assert figures(LEAD + text) == {
        ("Harrow House", 1.9, "rating", None),
        ("Harrow House", 6, "share", None),
        ("Harrow House", 5_700_000, "viewers", None),
    }


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("in its first 28 days", "P28D"),
        ("in its first four weeks", "P28D"),
        ("over its opening weekend", "P3D"),
        ("in its first week", "P7D"),
        ("within 91 days", "P91D"),
        ("in Live+7", "P7D"),
        ("in live-plus-three", "P3D"),
        ("in live plus same day", "P1D"),
        ("across all platforms and 30 days of viewing", "P30D"),
        ("once a week of catch-up had been added", "P7D"),
        ("in overnight figures", None),
        ("once the figures were consolidated", None),
        ("on premiere night", None),
        ("two weeks later", None),
    ],
)
def test_windows(words: str, window: str | None) -> None:
    assert figures(f"{LEAD}It was seen by 5.2 million viewers {words}.") == {
        ("Harrow House", 5_200_000, "viewers", window)
    }


def test_each_figure_has_the_window_beside_it() -> None:
    text = "It drew 900,000 viewers in live plus same day, rising to 2.1 million in live plus seven."
    assert figures(LEAD + text) == {
        ("Harrow House", 900_000, "viewers", "P1D"),
        ("Harrow House", 2_100_000, "viewers", "P7D"),
    }


def test_one_window_for_a_count_and_its_rating() -> None:
    text = "It drew 5.2 million viewers and a 0.9 rating among adults 18-49 in Live+7."
    claims = claims_of(LEAD + text, "audience")
    assert {(c.value, c.window) for c in claims} == {(5_200_000, "P7D"), (0.9, "P7D")}
    assert {c.demographic for c in claims if c.unit == "rating"} == {"adults 18-49"}


def test_a_window_stated_once_for_all_figures() -> None:
    text = "It is averaging 9.1 million viewers. The sitcom Coast Road draws 7.2 million. All figures are Live+7."
    assert figures(LEAD + text) == {
        ("Harrow House", 9_100_000, "viewers", "P7D"),
        ("Coast Road", 7_200_000, "viewers", "P7D"),
    }


def test_a_comparison_carries_unit_and_window_to_other_shows() -> None:
    text = (
        "It was watched by 62 million households in its first 28 days. That puts it beside the service's biggest "
        "series: Salt Pier (70 million), Glass Acre (76 million) and The Long Hedge (82 million)."
    )
    assert figures(LEAD + text) == {
        ("Harrow House", 62_000_000, "households", "P28D"),
        ("Salt Pier", 70_000_000, "households", "P28D"),
        ("Glass Acre", 76_000_000, "households", "P28D"),
        ("The Long Hedge", 82_000_000, "households", "P28D"),
    }


def test_the_season_that_people_have_seen() -> None:
    text = "The drama has been renewed for a third season. It drew 3.2 million viewers on Sunday."
    assert said(LEAD + text, "audience", "show", "season", "value") == {("Harrow House", 2, 3_200_000)}


def test_a_comparison_behind_the_figure() -> None:
    text = "Season two averaged 4.1 million viewers, compared with 3.4 million for Salt Pier."
    assert said(LEAD + text, "audience", "show", "season", "value") == {
        ("Harrow House", 2, 4_100_000),
        ("Salt Pier", None, 3_400_000),
    }


def test_the_same_show_in_another_season() -> None:
    text = "Its third season opened to 1.4 million viewers, down from 1.9 million for its second season."
    assert said(LEAD + text, "audience", "show", "season", "value") == {
        ("Harrow House", 3, 1_400_000),
        ("Harrow House", 2, 1_900_000),
    }


def test_where_it_was_shown_and_who_says_so() -> None:
    text = (
        "The drama Harrow House drew 4.5 million viewers on BBC One, according to Barb. It returns for a second series."
    )
    (claim,) = claims_of(text, "audience")
    assert (claim.platform, claim.attributed_to) == ("BBC One", "Barb")


def test_the_columns_of_a_table_are_read_by_its_header() -> None:
    text = (
        "How the autumn dramas did\n\n"
        "Averages so far. Ratings are adults 18-49, viewers are in millions; all Live+7.\n\n"
        "Show | Network | 18-49 | Viewers\n"
        "Harrow House | NBC | 1.4 | 6.2\n"
        "Coast Road | ABC | 0.8 | 4.5\n\n"
        "The drama series Harrow House is renewed for a second season. The comedy Coast Road is on the bubble.\n"
    )
    assert figures(text) == {
        ("Harrow House", 1.4, "rating", "P7D"),
        ("Harrow House", 6_200_000, "viewers", "P7D"),
        ("Coast Road", 0.8, "rating", "P7D"),
        ("Coast Road", 4_500_000, "viewers", "P7D"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The service has 200 million subscribers.",
        "The show has 3.2 million followers on Instagram.",
        "Each episode cost $12 million.",
        "Each episode cost 12 million dollars to make.",
        "The trailer has been viewed 12 million times.",
        "A petition to save the show has gathered 120,000 signatures.",
        "Viewership rose 24 percent from last year.",
        "The audience doubled in its second season.",
        "The second season shed 1.2 million viewers.",
        "If it draws 5 million viewers, it will be renewed.",
        "It would need 5 million viewers to survive.",
        "The finale has a 92% approval rating from critics.",
        "The novels have sold 15 million copies.",
        "The town, home to 1.2 million people, hosted the shoot.",
        "The winner takes home a million pounds.",
        "The series is set in a city of two million.",
    ],
)
def test_other_numbers_are_no_audience(text: str) -> None:
    assert figures(LEAD + text) == set()


def test_a_figure_twice_is_one_claim() -> None:
    text = "The finale drew 3.1 million viewers. That is 3.1 million viewers in Live+3, its best."
    assert figures(LEAD + text) == {("Harrow House", 3_100_000, "viewers", "P3D")}


def test_evidence_is_the_sentence_that_gives_the_figure() -> None:
    (claim,) = claims_of(LEAD + "The finale drew 3.1 million viewers. It was raining.", "audience")
    assert claim.evidence.text == "The finale drew 3.1 million viewers."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The premiere drew 3.4 million viewers, against 2.9 million for the medical drama Cold Ridge.",
            {("Harrow House", 3.4e6, "viewers", None), ("Cold Ridge", 2.9e6, "viewers", None)},
        ),
        (
            "The premiere drew 3.4 million viewers, down on the 4.1 million who saw the medical drama Cold Ridge.",
            {("Harrow House", 3.4e6, "viewers", None), ("Cold Ridge", 4.1e6, "viewers", None)},
        ),
        (
            "The premiere drew 3.4 million viewers. Second, with 2.9 million, was the medical drama Cold Ridge.",
            {("Harrow House", 3.4e6, "viewers", None), ("Cold Ridge", 2.9e6, "viewers", None)},
        ),
        (
            "The premiere drew 3.4 million viewers. Saltbox, in its usual slot, slipped to 2.9 million.",
            {("Harrow House", 3.4e6, "viewers", None), ("Saltbox", 2.9e6, "viewers", None)},
        ),
        (
            "The premiere drew 3.4 million viewers, and Channel 5's Coach Trip Killers just 900,000.",
            {("Harrow House", 3.4e6, "viewers", None), ("Coach Trip Killers", 9e5, "viewers", None)},
        ),
        (
            "The premiere drew 3.4 million viewers, more than the 2.9 million the medical drama Cold Ridge drew.",
            {("Harrow House", 3.4e6, "viewers", None), ("Cold Ridge", 2.9e6, "viewers", None)},
        ),
        (
            "By comparison, the drama Cold Ridge drew 2.9 million viewers. The season averaged 3.4 million.",
            {("Harrow House", 3.4e6, "viewers", None), ("Cold Ridge", 2.9e6, "viewers", None)},
        ),
        (
            "Viewers also liked the medical drama Cold Ridge. The former averaged 3.4 million, the latter 2.9 million.",
            {("Harrow House", 3.4e6, "viewers", None), ("Cold Ridge", 2.9e6, "viewers", None)},
        ),
        (
            "The premiere opened to 5.1 million viewers (24.2%), while the medical drama Cold Ridge had 3.3m (15%).",
            {
                ("Harrow House", 5.1e6, "viewers", None),
                ("Harrow House", 24.2, "share", None),
                ("Cold Ridge", 3.3e6, "viewers", None),
                ("Cold Ridge", 15, "share", None),
            },
        ),
    ],
)
def test_of_which_show_a_figure_is(text: str, expected: set[tuple[object, ...]]) -> None:
    assert figures(LEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Millions of minutes, Nielsen, March 1-7\n\nThe drama series Harrow House (Netflix), 1,204\n"
            "The drama series Cold Ridge (Hulu), 871",
            {("Harrow House", 1.204e9, "minutes", "P7D"), ("Cold Ridge", 871e6, "minutes", "P7D")},
        ),
        (
            "My scorecard (same-day 18-49, then L+7):\n\nHarrow House - 0.7 / 1.3\nCold Ridge - 0.6 / 0.9",
            {
                ("Harrow House", 0.7, "rating", "P1D"),
                ("Harrow House", 1.3, "rating", "P7D"),
                ("Cold Ridge", 0.6, "rating", "P1D"),
                ("Cold Ridge", 0.9, "rating", "P7D"),
            },
        ),
        (
            "Total viewers in millions, live plus seven days. In brackets, the same week a year ago.\n\n"
            "Harrow House   8.1   (7.4)\nCold Ridge   6.2   (6.6)",
            {
                ("Harrow House", 8.1e6, "viewers", "P7D"),
                ("Harrow House", 7.4e6, "viewers", "P7D"),
                ("Cold Ridge", 6.2e6, "viewers", "P7D"),
                ("Cold Ridge", 6.6e6, "viewers", "P7D"),
            },
        ),
    ],
)
def test_lists_are_read_by_what_is_said_above_them(text: str, expected: set[tuple[object, ...]]) -> None:
    lead = "Netflix has renewed the drama series Harrow House, and Hulu the drama series Cold Ridge.\n\n"
    assert figures(lead + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was watched by 3.1 million viewers in the week of March 1.", ("viewers", 3.1e6, None)),
        ("It was watched for 310 million minutes in the week of March 1.", ("minutes", 310e6, "P7D")),
        ("Americans watched 2.1 billion minutes of it in December.", ("minutes", 2.1e9, "P1M")),
        ("It was watched for 34 billion minutes in 2020.", ("minutes", 34e9, "P1Y")),
        ("It has been streamed 18 million times since its launch.", ("views", 18e6, None)),
        ("It drew 2.2 million households over its five-day opening.", ("households", 2.2e6, "P5D")),
    ],
)
def test_the_calendar_bounds_what_is_streamed(text: str, expected: tuple[str, float, str | None]) -> None:
    unit, value, window = expected
    assert figures(LEAD + text) == {("Harrow House", value, unit, window)}


def test_a_window_goes_on_through_a_paragraph() -> None:
    text = "The first season averaged 9.6 million viewers in Live+7. The second is at 7.1 million."
    assert figures(LEAD + text) == {
        ("Harrow House", 9.6e6, "viewers", "P7D"),
        ("Harrow House", 7.1e6, "viewers", "P7D"),
    }


def test_a_mark_and_what_it_stands_for() -> None:
    text = (
        "Averages so far, 18-49 rating and viewers in millions, all Live+7 unless starred (* is Live+Same Day).\n\n"
        "SHOW | NET | 18-49 | VIEWERS\nHarrow House | NBC | 1.1* | 3.6*\nCold Ridge | ABC | 1.9 | 6.2\n"
    )
    lead = "NBC has renewed the drama series Harrow House, and ABC the drama series Cold Ridge.\n\n"
    assert figures(lead + text) == {
        ("Harrow House", 1.1, "rating", "P1D"),
        ("Harrow House", 3.6e6, "viewers", "P1D"),
        ("Cold Ridge", 1.9, "rating", "P7D"),
        ("Cold Ridge", 6.2e6, "viewers", "P7D"),
    }


def test_a_list_within_a_sentence() -> None:
    text = 'Top dramas, Live+7 viewers (in millions): "Deputies" 11.2, "Vow" 9.8 and "Harrow House" 8.5.'
    assert figures(LEAD + text) == {
        ("Deputies", 11.2e6, "viewers", "P7D"),
        ("Vow", 9.8e6, "viewers", "P7D"),
        ("Harrow House", 8.5e6, "viewers", "P7D"),
    }


def test_a_heading_that_names_something_else_ends_what_goes_on() -> None:
    text = LEAD + "It drew 3 million viewers.\n\nSUB ROSA\n\nLast week it had 1.9 million viewers, its fewest.\n"
    assert ("Harrow House", 1.9e6, "viewers", None) not in figures(text)


def test_shows_with_the_same_audience() -> None:
    text = "Harrow House drew 1.2 million viewers. The medical drama Cold Ridge also drew 1.2 million viewers."
    assert figures(LEAD + text) == {
        ("Harrow House", 1.2e6, "viewers", None),
        ("Cold Ridge", 1.2e6, "viewers", None),
    }


@pytest.mark.parametrize(
    "text",
    [
        "It drew 400,000 fewer viewers than its lead-in.",
        "The audience was down 400,000 on last week.",
        "It beat its rival by half a million viewers.",
        "The network had guaranteed advertisers an audience of 8 million viewers.",
        "It is seen in 102 million homes, and viewers like it.",
        "CBS led the night with 6.2 million viewers.",
        "Viewers were asked in a poll of 20,000 adults.",
    ],
)
def test_differences_promises_and_channels_are_no_audience(text: str) -> None:
    assert figures(LEAD + text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It averaged a 1.0 and 7.5 million.", {(1.0, "rating"), (7.5e6, "viewers")}),
        ("Viewers came: Harrow House (3.1 mil/0.5 demo).", {(3.1e6, "viewers"), (0.5, "rating")}),
        ("It was seen by 2.3m viewers/13.1%.", {(2.3e6, "viewers"), (13.1, "share")}),
        ("It drew 5.6 million viewers, or 24.7% of the public.", {(5.6e6, "viewers"), (24.7, "share")}),
        ("It opened to a 0.5/2 in the demo.", {(0.5, "rating"), (2, "share")}),
        ("It did a 1.1 rating, against a 1.4 a year ago.", {(1.1, "rating"), (1.4, "rating")}),
        ("It drew 816,000 viewers across its two hours.", {(816e3, "viewers")}),
    ],
)
def test_figures_in_pairs(text: str, expected: set[tuple[float, str]]) -> None:
    assert figures(LEAD + text) == {("Harrow House", value, unit, None) for value, unit in expected}
