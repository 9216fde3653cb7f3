"""Articles found late: what they date back, or give another past, was told already; what they add is told."""

from collections import Counter
from datetime import timedelta

import pytest
from dossier.stories import SHOW
from hypothesis import given
from hypothesis import strategies as st

from underway.dossier import Change, changes_of
from underway.dossier.changes import fact_of
from underway.ledger import Ledger
from underway.watch.digests import digest
from underway.watch.following import follow

from .stories import OTHER, START, Clock, add, changes_in, confirmed, told

LATE: list[tuple[str, list[list[tuple[str, str]]], list[list[str]]]] = [
    (
        "dated back, and given another past",
        [
            [("2021-03-03", "renewed 2")],
            [("2021-03-02", "renewed 2")],
            [("2021-03-01", "undecided 2")],
            [("2021-02-01", "renewed 2 reported")],
        ],
        [
            ["Season 2: renewed."],
            [],
            ["Season 2: no decision announced."],
            ["Season 2: said to be coming."],
        ],
    ),
    (
        "a figure",
        [[("2021-03-03", "figure 1")], [("2021-03-02", "figure 1")], [("2021-03-01", "figure 1")]],
        [["Season 1: aired.", "Audience of season 1: 2 million viewers."], [], []],
    ),
    (
        "surer on the same day, and then from an earlier one",
        [
            [("2021-03-01", "renewed 2"), ("2021-03-03", "finale 2 2021-10-02 reported")],
            [("2021-03-03", "finale 2 2021-10-02")],
            [("2021-03-02", "finale 2 2021-10-02")],
        ],
        [
            ["Season 2: renewed.", "Finale of season 2: 2 October 2021, only reported."],
            ["Finale of season 2: 2 October 2021."],
            [],
        ],
    ),
    (
        "to and fro",
        [
            [("2021-03-03", "renewed 2")],
            [("2021-03-02", "renewed 2"), ("2021-03-05", "cancelled 2")],
            [("2021-03-09", "renewed 2")],
            [("2021-03-08", "renewed 2")],
            [("2021-03-12", "cancelled 2")],
        ],
        [
            ["Season 2: renewed."],
            ["Season 2: cancelled; before, renewed."],
            ["Season 2: renewed; before, cancelled."],
            [],
            ["Season 2: cancelled; before, renewed."],
        ],
    ),
    (
        "to and fro, all of it before what was told",
        [[("2021-03-10", "renewed 2")], [("2021-03-02", "renewed 2"), ("2021-03-05", "cancelled 2")]],
        [["Season 2: renewed."], ["Season 2: cancelled; before, renewed.", "Season 2: renewed; before, cancelled."]],
    ),
    (
        "what was taken back in between",
        [[("2021-03-03", "cancelled 2")], [("reject", "")], [("2021-03-09", "cancelled 2")]],
        [["Season 2: cancelled."], [], ["Season 2: cancelled."]],
    ),
]


@pytest.mark.parametrize(("articles", "expected"), [row[1:] for row in LATE], ids=[row[0] for row in LATE])
def test_what_a_late_article_dates_back_is_not_told_again(
    ledger: Ledger, clock: Clock, articles: list[list[tuple[str, str]]], expected: list[list[str]]
) -> None:
    clock.on(days=-2)
    follow(ledger, [SHOW])
    clock.on(days=30)
    first, found = "", list[list[str]]()
    for number, together in enumerate(articles):
        for day, phrases in together:
            if day == "reject":
                ledger.reject(first, "a joke")
                continue
            added = add(ledger, day, phrases, publisher=f"Outlet {number}")
            first = first or added
        found.append([change.said for change in changes_in(confirmed(ledger))])
        assert digest(ledger) is None
    assert found == expected


def test_what_a_late_article_dates_back_was_told_under_the_other_title(ledger: Ledger) -> None:
    follow(ledger, [SHOW, OTHER])
    add(ledger, "2021-02-03", "renewed 2", show=OTHER)
    assert len(told(confirmed(ledger))) == 1
    ledger.merge(SHOW, OTHER, "a working title")
    for day in ("02", "01"):
        add(ledger, f"2021-02-{day}", "renewed 2", publisher=f"Outlet {day}")
        assert digest(ledger) is None


articles = st.tuples(
    st.sampled_from(
        "renewed 2, cancelled 2, undecided 2, final 2, figure 1, episodes 2 8, episodes 2 9, finale 2 2021-10, "
        "finale 2 2021-11, finale 2 2021-10 reported".split(", ")
    ),
    st.integers(0, 9),
    st.booleans(),
)


@given(st.lists(articles, max_size=7))
def test_late_articles_tell_nothing_twice_and_lose_nothing(published: list[tuple[str, int, bool]]) -> None:
    clock, all_told = Clock(START), list[Change]()
    with Ledger.in_memory(now=clock) as ledger:
        follow(ledger, [SHOW])
        clock.on(days=10)
        for number, (phrase, day, asked) in enumerate([*published, ("left Fox", 0, True)]):
            add(ledger, (START + timedelta(days=day)).date().isoformat(), phrase, publisher=f"Outlet {number}")
            if not asked:
                continue
            made, now = changes_in(confirmed(ledger)), list(changes_of(ledger, [SHOW]))
            for change in made:
                assert change in now
                same = [n for n, other in enumerate(all_told) if fact_of(other) == fact_of(change)]
                if same:
                    first, since = all_told[same[-1]], all_told[same[-1] + 1 :]
                    between = [c for c in now if min(first.day, change.day) <= c.day <= max(first.day, change.day)]
                    assert any(thing(c) == thing(change) and fact_of(c) != fact_of(change) for c in since + between)
                all_told.append(change)
            ids = {change.id for change in all_told}
            # Each that was not told has the place of one that was.
            assert Counter(fact_of(c) for c in now if c.id not in ids) <= Counter(map(fact_of, all_told))


def thing(change: Change) -> tuple[object, ...]:
    """What is known otherwise since the change; the stage that comes with a verdict tells of it."""
    what = "verdict" if change.what == "stage" else change.what
    return (change.show, change.season, what, change.metric)
