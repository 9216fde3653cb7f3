"""Claims become figures: what a figure counts as the words and the day tell it, and how sure it is."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.vocabulary import Audience, Document, Figure, Metric, figure_of, make_claim
from underway.vocabulary.metrics import Basis, why_apart, write_window

DAY_OF_70 = date(2019, 7, 17)
DAY_OF_TWO_MINUTES = date(2021, 4, 20)
DAY_OF_HOURS = date(2022, 4, 19)
DAY_OF_VIEWS = date(2024, 5, 23)


def figure(words: str, published: date | None = None, **fields: Any) -> Figure:
    said: dict[str, Any] = {"show": "Harrow", "season": 1, "value": 40_000_000, "unit": "viewers", "window": None}
    document = Document(text=words, published=published, publisher="The Example", title="Harrow", language="en")
    claim: Audience = make_claim(
        Audience, document, 0, len(words), rule="a-rule", reader="a reader 1", **(said | {"platform": None} | fields)
    )
    return figure_of(claim, published)


WINDOWS: list[tuple[str, float, str | None, Basis | None, str | None]] = [
    # from the launch on
    ("Netflix's Harrow reached 58 million households in its first 28 days.", 58e6, "P28D", "launch", "first 28 days"),
    ("Over 28 days, 58 million households watched.", 58e6, "P28D", "launch", "first 28 days"),
    ("It has had 140.2 million views in 91 days.", 140.2e6, "P91D", "launch", "first 91 days"),
    ("In its first week, the drama drew 9.1 million views.", 9.1e6, "P7D", "launch", "first 7 days"),
    ("The comedy opened to 3.2m views over its debut weekend.", 3.2e6, "P3D", "launch", "first 3 days"),
    ("Some 6.5 million streamed it within 24 hours of release.", 6.5e6, "P1D", "launch", "first day"),
    ("4.8 million watched in the four days following its premiere.", 4.8e6, "P4D", "launch", "first 4 days"),
    ("By the end of week one it stood at 2.6 million viewers.", 2.6e6, "P7D", "launch", "first 7 days"),
    (
        "The live-action remake took 18.5 million views in its opening five days.",
        18.5e6,
        "P5D",
        "launch",
        "first 5 days",
    ),
    ("On Disney+ 3 million households tried it in its first five days.", 3e6, "P5D", "launch", "first 5 days"),
    ("The delayed second run still had 7.4m views in its first month.", 7.4e6, "P1M", "launch", "first month"),
    ("Launched last week, it has 12.5 million views from its first 7 days.", 12.5e6, "P7D", "launch", "first 7 days"),
    ("Last week it was put at 58 million views over 28 days.", 58e6, "P28D", "launch", "first 28 days"),
    # a time of the calendar
    ("It was seen 12.4 million times in the week of March 3.", 12.4e6, "P7D", "calendar", "a calendar week"),
    ("The thriller took 88.2 million hours in the week ending 9 March.", 88.2e6, "P7D", "calendar", "a calendar week"),
    ("BBC One had 5.1m viewers for it in the week commencing 3 March.", 5.1e6, "P7D", "calendar", "a calendar week"),
    ("The first season had 9.3 million views that week.", 9.3e6, "P7D", "calendar", "a calendar week"),
    ("In the first half of 2024 it had 45.1 million views.", 45.1e6, "P6M", "calendar", "a half-year"),
    ("Between January and June, 812 million hours of it were watched.", 812e6, "P6M", "calendar", "a half-year"),
    # after a broadcast
    ("It averaged 9.3 million viewers in live-plus-seven.", 9.3e6, "P7D", "live", "live plus 7 days"),
    ("The premiere rose to a 2.1 rating in Live+7.", 2.1, "P7D", "live", "live plus 7 days"),
    ("Premiere week came to 8.8 million viewers in live plus three.", 8.8e6, "P3D", "live", "live plus 3 days"),
    ("A 0.9 in the demo became 1.6 (L7).", 1.6, "P7D", "live", "live plus 7 days"),
    ("With +35 counted, the pilot has 15.2 million viewers.", 15.2e6, "P35D", "live", "live plus 35 days"),
    ("5.4 million saw it live or on the same day.", 5.4e6, "P1D", "live", "live and the same day"),
    ("It had 4.2 million viewers, same-day.", 4.2e6, "P1D", "live", "live and the same day"),
    ("A week of catch-up took the opener to 6.7 million on BBC One.", 6.7e6, "P7D", "live", "live plus 7 days"),
    ("Seven days of time-shifted viewing brought it to 6.7m.", 6.7e6, "P7D", "live", "live plus 7 days"),
    ("The seven-day consolidated audience was 6.7m.", 6.7e6, "P7D", "live", "live plus 7 days"),
    ("Barb's 28-day consolidated figure is 8.1 million.", 8.1e6, "P28D", "live", "live plus 28 days"),
    ("Overnights put the finale at 3.3 million.", 3.3e6, None, "overnight", "overnight"),
    ("3.3 million watched on the night.", 3.3e6, None, "overnight", "overnight"),
    ("In the fast nationals it had 4,120,000 viewers.", 4_120_000, None, "overnight", "overnight"),
    ("The consolidated rating for the finale was 5.5 million.", 5.5e6, None, "consolidated", "consolidated"),
    # nothing is said
    ("Last week it was put at 5.8 million views over five days.", 5.8e6, "P5D", None, "5 days"),
    ("It became an overnight sensation, with 6 million viewers.", 6e6, None, None, None),
    ("ITV has consolidated its lead with 6 million viewers.", 6e6, None, None, None),
    ("6 million people have watched.", 6e6, None, None, None),
    ("6 million people watched in 7 days.", 6e6, "P7D", None, "7 days"),
    # each figure of a sentence has its own
    ("2.1 million watched overnight, rising to 3.4 million once consolidated.", 2.1e6, None, "overnight", "overnight"),
    ("2.1m watched overnight, rising to 3.4m once consolidated.", 3.4e6, None, "consolidated", "consolidated"),
    ("An overnight 2.1 million grew to a consolidated 3.4 million.", 2.1e6, None, "overnight", "overnight"),
    ("An overnight 2.1 million grew to a consolidated 3.4 million.", 3.4e6, None, "consolidated", "consolidated"),
    ("Overnight and consolidated figures put it past 2 million.", 2e6, None, None, None),
    ("5.1m in its first week on iPlayer, and 6.7m in live plus seven.", 5.1e6, "P7D", "launch", "first 7 days"),
    ("5.1m in its first week on iPlayer, and 6.7m in live plus seven.", 6.7e6, "P7D", "live", "live plus 7 days"),
    ("In their first week Harrow had 3.1m views and Tern 4.2m.", 4.2e6, "P7D", "launch", "first 7 days"),
    ("Harrow had 3.1m views and Tern 4.2m in their first week.", 3.1e6, "P7D", "launch", "first 7 days"),
]


@pytest.mark.parametrize(("words", "value", "window", "basis", "written"), WINDOWS)
def test_what_a_window_is_of(
    words: str, value: float, window: str | None, basis: Basis | None, written: str | None
) -> None:
    metric = figure(words, value=value, window=window).metric
    assert (metric.window, metric.basis, write_window(metric)) == (window, basis, written)


FOUR_WEEKS = "Netflix said that 40 million households had watched Harrow in its first four weeks."
THRESHOLDS: list[tuple[str, date | None, str, str | None]] = [
    # Netflix, by the day
    (FOUR_WEEKS, date(2018, 12, 27), "households", None),
    (FOUR_WEEKS, date(2018, 12, 28), "households", "70%"),
    (FOUR_WEEKS, DAY_OF_70, "households", "70%"),
    (FOUR_WEEKS, date(2020, 1, 20), "households", "70%"),
    (FOUR_WEEKS, date(2020, 1, 21), "households", "PT2M"),
    (FOUR_WEEKS, DAY_OF_TWO_MINUTES, "households", "PT2M"),
    (FOUR_WEEKS, date(2021, 11, 15), "households", "PT2M"),
    (FOUR_WEEKS, date(2021, 11, 16), "households", None),
    (FOUR_WEEKS, None, "households", None),
    ("40 million accounts sampled it within a month.", DAY_OF_TWO_MINUTES, "accounts", "PT2M"),
    ("The hit drew 40 million viewers in four weeks.", DAY_OF_70, "viewers", "70%"),
    ("It has passed 40 million views in 28 days.", DAY_OF_TWO_MINUTES, "views", "PT2M"),
    ("It has passed 40 million views in 28 days.", DAY_OF_VIEWS, "views", None),
    ("Members spent 40 million hours with it.", DAY_OF_TWO_MINUTES, "hours", None),
    # what recalls an older count is of neither
    ("In 2019 it was watched by 40 million households.", DAY_OF_TWO_MINUTES, "households", None),
    ("In 2019 it was watched by 40 million households.", DAY_OF_70, "households", "70%"),
    ("Under the old metric, 40 million households had watched.", DAY_OF_TWO_MINUTES, "households", None),
    # by the words, whoever counts
    ("40 million accounts watched at least two minutes.", DAY_OF_HOURS, "accounts", "PT2M"),
    ("40m households (two minutes or more) chose it.", None, "households", "PT2M"),
    ("40m households cleared the 2-minute threshold.", DAY_OF_70, "households", "PT2M"),
    ("40 million accounts saw at least 70% of one episode.", DAY_OF_TWO_MINUTES, "accounts", "70%"),
    ("40 million households got through 70 per cent of a single episode.", None, "households", "70%"),
    ("40 million accounts have finished the whole season.", DAY_OF_70, "accounts", "season"),
    # other minutes and per cents
    ("40 million households watched, up 70% on last year.", DAY_OF_HOURS, "households", None),
    ("40 million households, at least 70% of subscribers, watched.", DAY_OF_HOURS, "households", None),
    ("40 million viewers saw its two-minute trailer.", DAY_OF_HOURS, "viewers", None),
    ("40 million homes watched for 22 minutes on average.", DAY_OF_HOURS, "households", None),
]


@pytest.mark.parametrize(("words", "published", "unit", "threshold"), THRESHOLDS)
def test_who_counts_as_having_watched(words: str, published: date | None, unit: str, threshold: str | None) -> None:
    assert figure(words, published, unit=unit, platform="Netflix").metric.threshold == threshold


@pytest.mark.parametrize("platform", ["Disney+", "BBC One", None])
@pytest.mark.parametrize("published", [DAY_OF_70, DAY_OF_TWO_MINUTES])
def test_only_netflix_is_known_by_the_day(platform: str | None, published: date) -> None:
    assert figure("40 million households watched.", published, unit="households", platform=platform).metric == Metric(
        unit="households", publisher=platform
    )


def test_who_finished_is_not_set_beside_who_started() -> None:
    words = "40.7 million accounts watched in four days, and 18.2 million finished the season."
    started, finished = (
        figure(words, DAY_OF_70, value=n, unit="accounts", window="P4D", platform="Netflix") for n in (40.7e6, 18.2e6)
    )
    assert (started.metric.threshold, finished.metric.threshold) == ("70%", "season")
    assert why_apart(started.metric, finished.metric) == (
        "who counts as having watched differs: at least 70% of an episode here, all of a season there."
    )


@pytest.mark.parametrize(
    ("platform", "attributed_to", "publisher"),
    [
        ("Netflix", None, "Netflix"),
        ("Netflix", "Netflix", "Netflix"),
        (None, "Netflix", None),
        ("Netflix", "Deadline", "Netflix"),
        (None, "Deadline", None),
        ("Netflix", "Nielsen", "Nielsen"),
        ("BBC One", "BARB", "Barb"),
        (None, "barb", "Barb"),
    ],
)
def test_who_measured(platform: str | None, attributed_to: str | None, publisher: str | None) -> None:
    made = figure("40 million viewers watched.", platform=platform, attributed_to=attributed_to)
    assert made.metric.publisher == publisher


def test_a_measurer_does_not_count_as_netflix_does() -> None:
    words = "Nielsen put it at 40 million viewers on Netflix."
    made = figure(words, DAY_OF_70, platform="Netflix", attributed_to="Nielsen")
    assert made.metric == Metric(unit="viewers", publisher="Nielsen")


def test_households_of_netflix_are_its_accounts() -> None:
    both = [figure(FOUR_WEEKS, DAY_OF_70, unit=unit, platform="Netflix").metric for unit in ("households", "accounts")]
    assert both[0] == both[1]
    others = [figure(FOUR_WEEKS, DAY_OF_70, unit=unit, platform="Max").metric for unit in ("households", "accounts")]
    assert others[0] != others[1]


@pytest.mark.parametrize(
    ("words", "accuracy"),
    [
        ("It is projected to reach 40 million households in its first four weeks.", "projected"),
        ("Netflix projects that 40 million will have watched by then.", "projected"),
        ("Netflix projects 40 million households.", "projected"),
        ("40 million households, by its own projection.", "projected"),
        ("It is on track to be seen by 40 million households.", "projected"),
        ("The series is on course for 40 million viewers.", "projected"),
        ("It is on pace to hit 40 million.", "projected"),
        ("The drama is tracking to 40 million households.", "projected"),
        ("We expect the story to reach 40 million households.", "projected"),
        ("It was expected to be watched by 40 million.", "projected"),
        ("It will reach 40 million households within the month.", "projected"),
        ("The show will have been watched by 40 million households.", "projected"),
        ("An audience of 40 million is forecast.", "projected"),
        ("Netflix estimates that 40 million will watch in four weeks.", "projected"),
        ("40 million households watched.", "reported"),
        ("An estimated 40 million viewers tuned in.", "reported"),
        ("An estimated 40 million saw it, and a sequel will follow.", "reported"),
        ("40 million watched, and it will be seen again in May.", "reported"),
        ("The project drew 40 million viewers.", "reported"),
        ("One of its costliest projects, it drew 40 million viewers.", "reported"),
        ("40 million watched, but fans will have to wait for more.", "reported"),
        ("40 million watched, which beat every forecast.", "reported"),
        ("More than expected, 40 million households watched.", "reported"),
        ("It has 40 million views, and is on track to reach 60 million.", "reported"),
        ("It had 30 million views in a week and is on track to reach 40 million in four.", "projected"),
    ],
)
def test_what_is_only_foreseen(words: str, accuracy: str) -> None:
    assert figure(words).accuracy == accuracy


WHOLE: list[tuple[str, date | None, dict[str, Any], Metric, str]] = [
    (
        "The thriller is projected to reach 40 million households in its first four weeks.",
        DAY_OF_70,
        {"unit": "households", "window": "P28D", "platform": "Netflix"},
        Metric(unit="households", window="P28D", basis="launch", threshold="70%", publisher="Netflix"),
        "projected",
    ),
    (
        "Across the world 40m member households chose to watch it in its first 28 days.",
        DAY_OF_TWO_MINUTES,
        {"unit": "households", "window": "P28D", "platform": "Netflix", "region": "worldwide"},
        Metric(
            unit="households",
            window="P28D",
            basis="launch",
            threshold="PT2M",
            region="worldwide",
            publisher="Netflix",
        ),
        "reported",
    ),
    (
        "It was watched for 40 million hours in the week ending 14 November.",
        date(2021, 11, 16),
        {"unit": "hours", "window": "P7D", "platform": "Netflix"},
        Metric(unit="hours", window="P7D", basis="calendar", publisher="Netflix"),
        "reported",
    ),
    (
        "Its 91-day total is 40 million views.",
        DAY_OF_VIEWS,
        {"unit": "views", "window": "P91D", "platform": "Netflix"},
        Metric(unit="views", window="P91D", basis="launch", publisher="Netflix"),
        "reported",
    ),
    (
        "Nielsen counted 40,000,000 minutes in the week of Jan. 6 in the US.",
        DAY_OF_VIEWS,
        {"unit": "minutes", "window": "P7D", "platform": "Netflix", "attributed_to": "Nielsen", "region": "US"},
        Metric(unit="minutes", window="P7D", basis="calendar", region="US", publisher="Nielsen"),
        "reported",
    ),
    (
        "The opener scored 1.4 among adults 18-49 in L+3.",
        DAY_OF_HOURS,
        {"value": 1.4, "unit": "rating", "window": "P3D", "platform": "NBC", "demographic": "adults 18-49"},
        Metric(unit="rating", window="P3D", basis="live", demographic="adults 18-49", publisher="NBC"),
        "reported",
    ),
    (
        "Overnights gave it a 21.5% share.",
        DAY_OF_HOURS,
        {"value": 21.5, "unit": "share", "platform": "ITV"},
        Metric(unit="share", basis="overnight", publisher="ITV"),
        "reported",
    ),
]


@pytest.mark.parametrize(("words", "published", "fields", "metric", "accuracy"), WHOLE)
def test_a_claim_becomes_a_figure(
    words: str, published: date | None, fields: dict[str, Any], metric: Metric, accuracy: str
) -> None:
    made = figure(words, published, **fields)
    assert (made.metric, made.accuracy) == (metric, accuracy)
    assert (made.show, made.season, made.value) == ("Harrow", 1, fields.get("value", 40_000_000))
    assert len(made.source) == 32


@pytest.mark.parametrize(("step", "low", "high"), [(0, 9, 9), (10, 4, 14), (100, 0, 59)])
def test_what_is_rounded_lies_half_a_step_to_either_side(step: int, low: float, high: float) -> None:
    rounded = Figure(
        show="Harrow",
        season=1,
        value=9,
        metric=Metric(unit="hours"),
        source="1",
        accuracy="rounded",
        step=step,
    )
    assert (rounded.low, rounded.high) == (low, high)


def test_the_same_words_of_two_years_are_not_compared() -> None:
    then, later = (
        figure(FOUR_WEEKS, day, unit="households", window="P28D", platform="Netflix").metric
        for day in (DAY_OF_70, DAY_OF_TWO_MINUTES)
    )
    assert why_apart(then, later) == (
        "who counts as having watched differs: at least 70% of an episode here, at least 2 minutes there."
    )


@given(
    st.sampled_from([words for words, *_ in WINDOWS])
    | st.text("0123456789,.mk%+ live", min_size=1).map("Harrow {}".format),
    st.integers(0, 200_000_000),
    st.sampled_from(["households", "accounts", "viewers", "views", "hours", "rating"]),
    st.sampled_from([None, "BBC One"]),
    st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
)
def test_words_never_change_what_the_claim_itself_says(
    words: str, value: int, unit: str, platform: str | None, published: date | None
) -> None:
    made = figure(words, published, value=value, unit=unit, platform=platform, window="P7D", region="UK")
    said = (made.value, made.metric.unit, made.metric.window, made.metric.region, made.metric.publisher)
    assert said == (value, unit, "P7D", "UK", platform)
