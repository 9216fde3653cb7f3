"""Verdicts of short stories, each written down by hand."""

from datetime import date
from itertools import chain
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.dossier import Dossier, Said, compose
from underway.vocabulary import Claim

from .stories import SHOW, TODAY, tell


class Story(NamedTuple):
    """`said`: (day, phrases) or (day, phrases, publisher) by document. `expected`: season, verdict, stage."""

    name: str
    said: list[tuple[str | None, str] | tuple[str | None, str, str]]
    expected: tuple[int | None, str, str | None]
    season: int | None = None
    as_of: str | None = None


STORIES = [
    # The season asked for
    Story("aired one, renewed", [("2021-05-05", "renewed 2, premiere 1 2020-10-02")], (2, "yes", "renewed")),
    Story("a renewal implies the seasons before", [("2021-05-05", "renewed 3")], (3, "yes", "renewed")),
    Story("a series order", [("2021-05-05", "renewed 1, episodes 1 8")], (1, "yes", "renewed")),
    Story("figures show that it has aired", [("2021-05-05", "figure 1")], (2, "unknown", None)),
    Story("episodes show that it has aired", [("2021-05-05", "episodes 1 10")], (2, "unknown", None)),
    Story("two seasons ordered at once", [("2021-05-05", "renewed 3, renewed 4")], (3, "yes", "renewed")),
    Story("the one before still to come", [("2021-05-05", "premiere 2 2099-01, renewed 3")], (2, "yes", "dated")),
    Story(
        "a later renewal leaves a season behind",
        [("2020-01-05", "renewed 2"), ("2021-05-05", "renewed 3")],
        (3, "yes", "renewed"),
    ),
    Story(
        "a month named in that month",
        [("2021-01-29", "finale 2 2021-01, renewed 3")],
        (3, "yes", "renewed"),
        as_of="2021-01-29",
    ),
    Story("nothing numbered", [("2021-05-05", "renewed -")], (None, "yes", "renewed")),
    Story("nothing numbered, undecided", [("2021-05-05", "undecided -")], (None, "undecided", "undecided")),
    Story(
        "renewed without a number after one aired",
        [("2021-05-05", "premiere 1 2020-10-02, renewed -")],
        (None, "yes", "renewed"),
    ),
    Story(
        "renewed without a number before that premiere",
        [("2020-01-05", "renewed -"), ("2021-05-05", "premiere 1 2020-10-02")],
        (2, "unknown", None),
    ),
    Story(
        "an unnumbered renewal decides no numbered season",
        [("2021-05-05", "renewed -, figure 1")],
        (2, "unknown", None),
        season=2,
    ),
    Story(
        "an aired season asked for", [("2021-05-05", "premiere 1 2020-10-02, renewed 2")], (1, "yes", "aired"), season=1
    ),
    Story("a season far ahead", [("2021-05-05", "renewed 2")], (5, "unknown", None), season=5),
    # What each status says
    Story("in production", [("2021-05-05", "in_production 2")], (2, "yes", "in_production")),
    Story("wrapped", [("2021-05-05", "wrapped 2, in_production 2")], (2, "yes", "wrapped")),
    Story("final", [("2021-05-05", "final 3")], (3, "yes", "renewed")),
    Story("delayed", [("2021-05-05", "delayed 2")], (2, "yes", "renewed")),
    Story("a premiere ahead", [("2021-05-05", "premiere 2 2099-10-02")], (2, "yes", "dated")),
    Story("a year ahead is no date", [("2021-05-05", "wrapped 2, premiere 2 2099")], (2, "yes", "wrapped")),
    Story("a premiere gone by", [("2021-05-05", "premiere 2 2021-10-02")], (3, "unknown", None)),
    Story(
        "a premiere ahead as of then",
        [("2021-05-05", "premiere 2 2021-10-02")],
        (2, "yes", "dated"),
        as_of="2021-05-06",
    ),
    Story("filming has begun", [("2021-05-05", "filming_start 2 2021-04-01")], (2, "yes", "in_production")),
    Story(
        "filming is to begin", [("2021-05-05", "filming_start 2 2021-09")], (2, "yes", "renewed"), as_of="2021-05-05"
    ),
    Story("in development", [("2021-05-05", "in_development 2, figure 1")], (2, "undecided", "in_development")),
    Story("undecided", [("2021-05-05", "undecided 2")], (2, "undecided", "undecided")),
    Story("cancelled after two", [("2021-05-05", "cancelled 3, figure 2")], (3, "no", None)),
    Story("cancelled, no number", [("2021-05-05", "cancelled -, figure 2")], (3, "no", None)),
    Story("cancelled, nothing numbered", [("2021-05-05", "cancelled -")], (None, "no", None)),
    Story("ended", [("2021-05-05", "ended -, finale 4 2020-03-01")], (5, "no", None)),
    Story("a no for every later season", [("2021-05-05", "cancelled 3, figure 2")], (5, "no", None), season=5),
    Story("the last has aired", [("2021-05-05", "final 3, premiere 3 2021-06-01")], (4, "no", None)),
    Story("beyond the last", [("2021-05-05", "final 3")], (4, "no", None), season=4),
    # Certainty and order
    Story("only reported", [("2021-05-05", "renewed 2 reported")], (2, "reported", "renewed")),
    Story("only hoped for", [("2021-05-05", "renewed 2 speculative")], (2, "reported", "renewed")),
    Story(
        "asserted beats a later report",
        [("2021-05-05", "renewed 2"), ("2021-06-01", "cancelled 2 reported")],
        (2, "yes", "renewed"),
    ),
    Story(
        "reported beats later guesswork",
        [("2021-05-05", "cancelled 2 reported"), ("2021-06-01", "renewed 2 speculative")],
        (2, "reported", None),
    ),
    Story("the later beats the earlier", [("2021-05-05", "renewed 2"), ("2021-08-01", "cancelled 2")], (2, "no", None)),
    Story("saved", [("2021-05-05", "cancelled 2"), ("2021-08-01", "renewed 2")], (2, "yes", "renewed")),
    Story(
        "saved, as of before",
        [("2021-05-05", "cancelled 2"), ("2021-08-01", "renewed 2")],
        (2, "no", None),
        as_of="2021-07-31",
    ),
    Story(
        "undecided, then renewed", [("2021-05-05", "undecided 2"), ("2021-08-01", "renewed 2")], (2, "yes", "renewed")
    ),
    Story(
        "no word does not undo an order",
        [("2021-05-05", "renewed 2"), ("2021-08-01", "undecided 2")],
        (2, "yes", "renewed"),
    ),
    Story(
        "a report outweighs no word", [("2021-05-05", "undecided 2, renewed 2 reported")], (2, "reported", "renewed")
    ),
    Story(
        "no word outweighs an older report",
        [("2021-05-05", "renewed 2 reported"), ("2021-08-01", "undecided 2")],
        (2, "undecided", "undecided"),
    ),
    Story(
        "no word outweighs guesswork",
        [("2021-05-05", "undecided 2, renewed 2 speculative")],
        (2, "undecided", "undecided"),
    ),
    Story(
        "an undated document yields to a dated one",
        [(None, "cancelled 2"), ("2021-05-05", "renewed 2")],
        (2, "yes", "renewed"),
    ),
    Story(
        "cancelled as a whole, then renewed",
        [("2021-05-05", "cancelled -, figure 2"), ("2021-09-05", "renewed 3")],
        (3, "yes", "renewed"),
    ),
    Story(
        "the old cancellation does not outlive the saving",
        [("2018-05-05", "cancelled -, figure 2"), ("2018-09-05", "renewed 3"), ("2020-01-01", "figure 3")],
        (4, "unknown", None),
    ),
    Story(
        "cancelled, but this season is made",
        [("2021-05-05", "cancelled -, in_production 3, figure 2")],
        (3, "yes", "in_production"),
    ),
    # One document that says both
    Story(
        "saved, by its dates",
        [("2021-09-05", "cancelled 2, cancellation 2 2021-05-10, renewed 2, renewal 2 2021-05-11")],
        (2, "yes", "renewed"),
    ),
    Story(
        "withdrawn, by its dates",
        [("2021-09-05", "cancelled 2, cancellation 2 2021-09-01, renewed 2, renewal 2 2021-03")],
        (2, "no", None),
    ),
    Story("withdrawn, told as news", [("2021-09-05", "cancelled 2, renewed 2, renewal 2 2021-03")], (2, "no", None)),
    Story("saved by another network", [("2021-09-05", "cancelled 2, renewed 2, left Fox")], (2, "yes", "renewed")),
    Story(
        "what differs from before is the news",
        [("2021-05-05", "renewed 2"), ("2021-09-05", "cancelled 2, renewed 2")],
        (2, "no", None),
    ),
    Story("no order at all", [("2021-09-05", "cancelled 2, renewed 2")], (2, "disputed", None)),
    Story(
        "a halt before the cancellation",
        [("2021-09-05", "delayed 2, cancelled 2, cancellation 2 2021-09-01")],
        (2, "no", None),
    ),
    Story(
        "an old renewal told again",
        [("2020-08-05", "cancelled 2"), ("2021-03-01", "renewed 2, renewal 2 2019-05-10")],
        (2, "no", None),
    ),
    # Two documents of one day
    Story(
        "disputed",
        [("2021-05-05", "renewed 2", "The Dial"), ("2021-05-05", "cancelled 2", "Set & Stage")],
        (2, "disputed", None),
    ),
    Story(
        "disputed, until somebody says more",
        [
            ("2021-05-05", "renewed 2", "The Dial"),
            ("2021-05-05", "cancelled 2", "Set & Stage"),
            ("2021-05-07", "renewed 2", "The Dial"),
        ],
        (2, "yes", "renewed"),
    ),
    Story(
        "one publisher turns round",
        [
            ("2021-05-01", "renewed 2", "The Dial"),
            ("2021-05-05", "renewed 2", "The Dial"),
            ("2021-05-05", "cancelled 2", "The Dial"),
        ],
        (2, "no", None),
    ),
    # Denials
    Story(
        "a rumour denied",
        [("2021-05-05", "cancelled 2 reported"), ("2021-05-06", "cancelled 2 denied")],
        (2, "unknown", None),
    ),
    Story(
        "a rumour after the denial",
        [("2021-05-05", "cancelled 2 denied"), ("2021-05-06", "cancelled 2 reported")],
        (2, "reported", None),
    ),
    Story("a denial alone", [("2021-05-05", "cancelled 2 denied, figure 1")], (2, "unknown", None)),
    Story(
        "an assertion denied",
        [("2021-05-05", "cancelled 2"), ("2021-05-06", "cancelled 2 denied")],
        (2, "disputed", None),
    ),
    # Dates taken back
    Story(
        "a premiere put off",
        [("2021-05-05", "premiere 2 2021-10-02"), ("2021-09-20", "delayed 2")],
        (2, "yes", "renewed"),
    ),
    Story(
        "a premiere moved",
        [("2021-05-05", "premiere 2 2021-10-02"), ("2021-09-20", "delayed 2, premiere 2 2099-02")],
        (2, "yes", "dated"),
    ),
    Story(
        "a premiere cancelled",
        [("2021-05-05", "premiere 2 2021-10-02"), ("2021-09-20", "cancelled 2")],
        (2, "no", None),
    ),
    # As of a day
    Story("nothing by then", [("2021-05-05", "renewed 2")], (None, "unknown", None), as_of="2021-05-04"),
    Story("on the very day", [("2021-05-05", "renewed 2")], (2, "yes", "renewed"), as_of="2021-05-05"),
    Story("undated documents are left out", [(None, "renewed 2")], (None, "unknown", None), as_of="2021-05-05"),
]


def said_in(story: Story) -> list[Said[Claim]]:
    return list(chain.from_iterable(tell(d[0], d[1], publisher=d[2] if len(d) > 2 else None) for d in story.said))


def ask(story: Story, said: list[Said[Claim]]) -> Dossier:
    as_of = date.fromisoformat(story.as_of) if story.as_of else None
    return compose(SHOW, said, season=story.season, as_of=as_of, today=TODAY)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_verdict_and_stage(story: Story) -> None:
    dossier = ask(story, said_in(story))
    assert (dossier.season, dossier.verdict.value, dossier.standing.stage) == story.expected


@given(st.sampled_from(STORIES).flatmap(lambda story: st.tuples(st.just(story), st.permutations(said_in(story)))))
def test_the_order_of_adding_does_not_matter(told: tuple[Story, list[Said[Claim]]]) -> None:
    story, shuffled = told
    assert ask(story, shuffled).to_json() == ask(story, said_in(story)).to_json()


def test_a_verdict_rests_on_its_claims_and_names_what_it_overrode() -> None:
    said = [
        *tell("2021-01-10", "renewed 2"),
        *tell("2021-03-01", "cancelled 2"),
        *tell("2021-04-01", "cancelled 2"),
        *tell("2021-05-01", "renewed 2 speculative"),
    ]
    verdict = compose(SHOW, said, today=TODAY).verdict
    assert verdict.value == "no"
    assert verdict.since == date(2021, 3, 1)
    (ground,) = verdict.rests_on
    assert (ground.about, ground.of_season, ground.published) == ("cancelled", 2, date(2021, 3, 1))
    assert len(ground.citations) == 2
    assert ground.citations[0].words == "Harrow House will not get season 2. That is asserted."
    assert {(g.about, g.certainty) for g in verdict.overrode} == {("renewed", "asserted"), ("renewed", "speculative")}


def test_since_is_the_start_of_the_unbroken_run() -> None:
    said: list[Said[Claim]] = []
    for day, phrase in (("2020-01-01", "renewed 2"), ("2020-06-01", "cancelled 2"), ("2020-09-01", "renewed 2")):
        said += tell(day, phrase)
    said += tell("2021-01-01", "renewed 2, in_production 2")
    verdict = compose(SHOW, said, today=TODAY).verdict
    assert (verdict.value, verdict.since) == ("yes", date(2020, 9, 1))


@pytest.mark.parametrize(
    ("phrases", "answer"),
    [
        ("renewed 2", ["Yes: season 2 of Harrow House is coming."]),
        ("renewed -", ["Yes: another season of Harrow House is coming."]),
        ("in_production 2", ["Yes: season 2 of Harrow House is coming.", "It is being filmed."]),
        ("wrapped 2, final 2", [
            "Yes: season 2 of Harrow House is coming.", "Filming is done.", "It will be the last.",
        ]),
        ("premiere 2 2099-10-02", ["Yes: season 2 of Harrow House is coming.", "It is due on 2 October 2099."]),
        ("delayed 2, premiere 2 2099-21", [
            "Yes: season 2 of Harrow House is coming.", "It has been delayed and is due in spring 2099.",
        ]),
        ("cancelled 2", ["No: season 2 of Harrow House was cancelled."]),
        ("cancelled -", ["No: Harrow House was cancelled."]),
        ("ended -", ["No: Harrow House has ended."]),
        ("final 2, premiere 2 2021-10-02", ["No: season 2 is the last of Harrow House."]),
        ("undecided 2", ["Not decided: no decision about season 2 of Harrow House has been announced."]),
        ("in_development 2", [
            "Not decided: season 2 of Harrow House is in development, but no order for it has been announced.",
        ]),
        ("renewed 2 reported", ["Reported, not confirmed: season 2 of Harrow House is said to be coming."]),
        ("cancelled 2 reported", ["Reported, not confirmed: season 2 of Harrow House is said not to be coming."]),
        ("renewed 2 speculative", ["Only guesswork so far: season 2 of Harrow House may be coming."]),
        ("figure 1", ["Unknown: nothing here says whether season 2 of Harrow House is coming."]),
        ("renewed 2, cancelled 2", [
            "Disputed: the one source here says both that season 2 of Harrow House is coming and that it is not.",
        ]),
    ],
)  # fmt: skip
def test_the_answer_in_words(phrases: str, answer: list[str]) -> None:
    assert list(compose(SHOW, tell("2021-05-05", phrases), today=TODAY).answer) == answer


def test_an_aired_season_is_said_to_have_aired_and_when() -> None:
    dossier = compose(SHOW, tell("2021-05-05", "premiere 1 2020-10-02, renewed 2"), season=1, today=TODAY)
    assert dossier.answer == ("Season 1 of Harrow House has aired: it premiered on 2 October 2020.",)


def test_a_last_season_that_was_not_the_last_after_all() -> None:
    said = [*tell("2021-05-05", "final 2, premiere 2 2099-01-01"), *tell("2021-08-05", "renewed 3")]
    dossier = compose(SHOW, said, today=TODAY)
    assert (dossier.season, dossier.standing.final) == (2, False)
