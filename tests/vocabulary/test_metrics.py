"""Metrics: compared exactly where they are equal, with a sentence where they are not, and written in words."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from underway.vocabulary import Metric
from underway.vocabulary.metrics import Basis, FigureUnit, why_apart, write_metric, write_threshold


def metric(unit: FigureUnit = "views", **fields: Any) -> Metric:
    return Metric(unit=unit, **fields)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (metric(), metric(), None),
        (metric(window="P28D", basis="launch"), metric(window="P28D", basis="launch"), None),
        (
            metric("hours"),
            metric("views"),
            "hours count time watched, views count time watched, divided by the running time: neither tells the other.",
        ),
        (
            metric("accounts"),
            metric("rating"),
            "accounts count subscriptions with which somebody watched, rating points count per cent of a part of the "
            "population: neither tells the other.",
        ),
        (
            metric("percent"),
            metric("rank"),
            "percentages count per cent of an audience, places count a place in a list: neither tells the other.",
        ),
        (metric("hours"), metric("minutes"), "one is in hours, the other in minutes."),
        (
            metric(window="P28D", basis="launch"),
            metric(window="P91D", basis="launch"),
            "the window differs: first 28 days here, first 91 days there.",
        ),
        (
            metric(window="P7D", basis="launch"),
            metric(window="P7D", basis="calendar"),
            "the window differs: first 7 days here, a calendar week there.",
        ),
        (
            metric("viewers", window="P7D", basis="live"),
            metric("viewers", window="P7D"),
            "the window differs: live plus 7 days here, 7 days there.",
        ),
        (
            metric("viewers", basis="overnight"),
            metric("viewers", basis="consolidated"),
            "the window differs: overnight here, consolidated there.",
        ),
        (metric(window="P7D"), metric(), "the window differs: 7 days here, not said there."),
        (metric(region="US"), metric(), "the region differs: US here, not said there."),
        (
            metric("rating", demographic="18-49"),
            metric("rating", demographic="25-54"),
            "the part of the audience differs: 18-49 here, 25-54 there.",
        ),
        (
            metric(publisher="Netflix"),
            metric(publisher="Nielsen"),
            "who measured differs: Netflix here, Nielsen there.",
        ),
        (
            metric("rank", among="TV (English)"),
            metric("rank", among="TV (Non-English)"),
            "the list differs: TV (English) here, TV (Non-English) there.",
        ),
    ],
)
def test_why_apart(one: Metric, other: Metric, why: str | None) -> None:
    assert why_apart(one, other) == why


@pytest.mark.parametrize(
    ("one", "written"),
    [
        (metric(), "views, window not said"),
        (
            metric(
                "households",
                window="P28D",
                basis="launch",
                threshold="PT2M",
                region="worldwide",
                publisher="Netflix",
            ),
            "households that watched at least 2 minutes, first 28 days, worldwide, Netflix",
        ),
        (metric("accounts", threshold="70%"), "accounts that watched at least 70% of an episode, window not said"),
        (metric("accounts", threshold="season"), "accounts that watched all of a season, window not said"),
        (metric("views", threshold="PT2M"), "views of at least 2 minutes, window not said"),
        (
            metric("rating", window="P1D", basis="live", demographic="18-49", publisher="NBC"),
            "rating points, 18-49, live and the same day, NBC",
        ),
        (
            metric("rank", window="P7D", basis="calendar", among="TV (English)"),
            "place, a calendar week, TV (English)",
        ),
        (metric("hours", window="P14D", basis="calendar"), "hours, calendar, 14 days"),
        (metric("viewers", basis="live"), "viewers, live"),
    ],
)
def test_a_metric_in_words(one: Metric, written: str) -> None:
    assert write_metric(one) == written
    assert write_threshold(metric()) is None


WINDOWS_OF_ANY_KIND = st.sampled_from(
    [None, "P1D", "P01D", "PT24H", "P7D", "P14D", "P28D", "P91D", "P1M", "P6M", "P1Y"]
)
NAMES = st.sampled_from([None, "", "Netflix", "worldwide", "18-49"])
METRICS = st.builds(
    Metric,
    unit=st.sampled_from([unit for part in get_args(FigureUnit) for unit in get_args(part)]),
    window=WINDOWS_OF_ANY_KIND,
    basis=st.sampled_from([None, *get_args(Basis)]),
    threshold=st.sampled_from([None, "PT2M", "PT02M", "70%", "90%", "season"]),
    region=NAMES,
    demographic=NAMES,
    publisher=NAMES,
    among=NAMES,
)
# Two that differ in one field at the most.
ALIKE = st.builds(
    lambda one, other, field: (one, replace(one, **{field: getattr(other, field)})),
    METRICS,
    METRICS,
    st.sampled_from(Metric.__struct_fields__),
)


@given(st.one_of(st.tuples(METRICS, METRICS), ALIKE))
def test_two_metrics_compare_exactly_where_they_are_equal(pair: tuple[Metric, Metric]) -> None:
    one, other = pair
    why, back = why_apart(one, other), why_apart(other, one)
    assert (why is None) == (back is None) == (one == other)
    for sentence in filter(None, (why, back)):
        assert sentence.endswith(".") and "\n" not in sentence and "None" not in sentence


@given(METRICS)
def test_every_metric_can_be_written(one: Metric) -> None:
    assert write_metric(one).strip(", ")
    assert why_apart(one, one) is None
