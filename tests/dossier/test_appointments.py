"""Days to keep, and what becomes of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.dossier import Said
from underway.dossier.appointments import Appointment, appointments
from underway.vocabulary import Claim

from .stories import SHOW, tell

UNTIL = date(2024, 1, 1)


class Story(NamedTuple):
    """`told`: (day, phrases) by document. `expected`: season, event, day, certainty, `+` or `-` where it was given up,
    sequence, and the day of the last change."""

    name: str
    told: list[tuple[str | None, str]]
    expected: list[str]


STORIES = [
    Story("a day", [("2021-01-10", "premiere 2 2021-10-02")], ["2 premiere 2021-10-02 asserted + 0 2021-01-10"]),
    Story("no day, no appointment", [("2021-01-10", "premiere 2 2021-10, finale 2 2022-21, filming_end 2 2021")], []),
    Story("without a day of its own", [(None, "premiere 2 2021-10-02")], []),
    Story("after the day asked for", [("2024-01-02", "premiere 2 2024-10-02")], []),
    Story("decisions are none", [("2021-01-10", "renewal 2 2021-01-09, cancellation 1 2021-01-08")], []),
    Story(
        "all that have a day, the earliest first",
        [
            (
                "2021-01-10",
                "finale 2 2021-12-02, premiere 2 2021-10-02, filming_start 2 2021-02-01, filming_end 2 2021-06-01",
            )
        ],
        [
            "2 filming_start 2021-02-01 asserted + 0 2021-01-10",
            "2 filming_end 2021-06-01 asserted + 0 2021-01-10",
            "2 premiere 2021-10-02 asserted + 0 2021-01-10",
            "2 finale 2021-12-02 asserted + 0 2021-01-10",
        ],
    ),
    Story(
        "a day that comes later",
        [("2021-01-10", "premiere 2 2021-10"), ("2021-06-10", "premiere 2 2021-10-02")],
        ["2 premiere 2021-10-02 asserted + 0 2021-06-10"],
    ),
    Story(
        "told again",
        [("2021-01-10", "premiere 2 2021-10-02"), ("2021-06-10", "premiere 2 2021-10-02")],
        ["2 premiere 2021-10-02 asserted + 0 2021-01-10"],
    ),
    Story(
        "told again without the day, also once it is past",
        [
            ("2021-01-10", "premiere 2 2021-10-02"),
            ("2021-06-10", "premiere 2 2021-23"),
            ("2022-06-10", "premiere 2 2021"),
        ],
        ["2 premiere 2021-10-02 asserted + 0 2021-01-10"],
    ),
    Story(
        "surer",
        [("2021-01-10", "premiere 2 2021-10-02 speculative"), ("2021-06-10", "premiere 2 2021-10-02")],
        ["2 premiere 2021-10-02 asserted + 1 2021-06-10"],
    ),
    Story(
        "a reported day in a year that is sure",
        [("2021-01-10", "premiere 2 2021-10-02 reported"), ("2021-06-10", "premiere 2 2021")],
        ["2 premiere 2021-10-02 reported + 0 2021-01-10"],
    ),
    Story(
        "moved",
        [("2021-01-10", "premiere 2 2021-10-02"), ("2021-06-10", "premiere 2 2021-11-06")],
        ["2 premiere 2021-11-06 asserted + 1 2021-06-10"],
    ),
    Story(
        "moved to less than a day",
        [("2021-01-10", "premiere 2 2021-10-02"), ("2021-06-10", "premiere 2 2022-21")],
        ["2 premiere 2021-10-02 asserted - 1 2021-06-10"],
    ),
    Story(
        "delayed",
        [("2021-01-10", "premiere 2 2021-10-02, finale 2 2021-12-02"), ("2021-06-10", "delayed 2")],
        ["2 premiere 2021-10-02 asserted - 1 2021-06-10", "2 finale 2021-12-02 asserted - 1 2021-06-10"],
    ),
    Story(
        "delayed, and spoken of vaguely since",
        [("2021-01-10", "premiere 2 2021-10-02"), ("2021-06-10", "delayed 2"), ("2021-07-10", "premiere 2 2021")],
        ["2 premiere 2021-10-02 asserted - 1 2021-06-10"],
    ),
    Story(
        "delayed twice, and dated for the third time",
        [
            ("2021-01-10", "premiere 2 2021-10-02"),
            ("2021-06-10", "delayed 2, premiere 2 2022-03-02"),
            ("2022-01-10", "delayed 2"),
            ("2022-05-10", "premiere 2 2022-09-01"),
        ],
        ["2 premiere 2022-09-01 asserted + 3 2022-05-10"],
    ),
    Story(
        "cancelled",
        [("2021-01-10", "premiere 2 2021-10-02"), ("2021-06-10", "cancelled 2")],
        ["2 premiere 2021-10-02 asserted - 1 2021-06-10"],
    ),
    Story(
        "without a number",
        [("2021-01-10", "premiere - 2021-10-02, finale - 2021-12-02")],
        ["- premiere 2021-10-02 asserted + 0 2021-01-10", "- finale 2021-12-02 asserted + 0 2021-01-10"],
    ),
    Story(
        "without a number, and then with it",
        [("2021-01-10", "premiere - 2021-10-02"), ("2021-06-10", "premiere 2 2021-10-02")],
        ["2 premiere 2021-10-02 asserted + 0 2021-06-10"],
    ),
]


def said_in(told: list[tuple[str | None, str]]) -> list[Said[Claim]]:
    return list(chain.from_iterable(tell(day, phrases) for day, phrases in told))


def line(a: Appointment) -> str:
    return f"{a.season or '-'} {a.event} {a.day} {a.certainty} {'-' if a.given_up else '+'} {a.sequence} {a.since}"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_appointments(story: Story) -> None:
    assert [line(a) for a in appointments(SHOW, said_in(story.told), until=UNTIL)] == story.expected


def test_an_appointment_keeps_its_uid_whatever_becomes_of_it() -> None:
    said = [*tell("2021-01-10", "premiere 2 2021-10-02, premiere 3 2022-10-02"), *tell("2021-06-10", "delayed 2")]
    first, other = appointments(SHOW, said, until=date(2021, 1, 10))
    given_up, _ = appointments("The Harrow House", said, until=UNTIL)
    assert first.uid == given_up.uid == "7233b3bcd87c9100570807fca230e338"
    assert other.uid != first.uid


def test_an_appointment_names_what_changed_it_and_when_the_ledger_could_tell() -> None:
    dated, delayed = tell("2021-01-10", "premiere 2 2021-10-02"), tell("2021-06-10", "delayed 2", publisher="The Dial")
    moments = [datetime(2021, 1, 11, 9, tzinfo=UTC), datetime(2021, 8, 1, 9, tzinfo=UTC)]
    said = [replace(s, kept=moment) for s, moment in zip([*dated, *delayed], moments, strict=True)]
    (before,), (after,) = (appointments(SHOW, said, until=day) for day in (date(2021, 6, 9), UNTIL))
    for appointment, made, moment in ((before, dated, moments[0]), (after, delayed, moments[1])):
        assert appointment.learned == moment
        assert [(source.document, words) for source, words in appointment.sources] == [
            (s.document.id, s.claim.evidence.text) for s in made
        ]


PHRASES = """\
premiere 2 2021-02-20, premiere 2 2021-02-27, premiere 2 2021-02, premiere 2 2021-03-05 reported, premiere 2 2022-21, \
delayed 2, cancelled 2, in_production 2, premiere - 2021-02-20, finale 1 2021-01-12, filming_end 2 2021-01-20""".split(
    ", "
)
FIRST = date(2021, 1, 1)
histories = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(PHRASES)), max_size=8, unique=True).map(
    lambda told: said_in([((FIRST + timedelta(days=n)).isoformat(), phrase) for n, phrase in told])
)


@given(histories.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_of_adding_does_not_matter(told: tuple[list[Said[Claim]], list[Said[Claim]]]) -> None:
    said, shuffled = told
    assert appointments(SHOW, shuffled, until=UNTIL) == appointments(SHOW, said, until=UNTIL)


@given(histories)
def test_with_every_change_the_sequence_grows(said: list[Said[Claim]]) -> None:
    before: dict[str, Appointment] = {}
    for n in range(32):
        for a in appointments(SHOW, said, until=FIRST + timedelta(days=n)):
            old = before.get(a.uid)
            if old is not None:
                same = (a.day, a.certainty, a.given_up) == (old.day, old.certainty, old.given_up)
                assert a.sequence == old.sequence + (not same)
                assert (a.since > old.since) == (not same)
            before[a.uid] = a
