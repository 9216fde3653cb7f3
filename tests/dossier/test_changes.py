"""What changed in what is known, told as stories, the changes written down by hand."""

from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import pytest

from underway.dossier import Said
from underway.dossier.changes import Change, changes
from underway.vocabulary import Claim

from .stories import SHOW, Audience, Company, Status, claim, document, tell

UNTIL = date(2024, 1, 1)
Told = tuple[str | None, str] | tuple[str | None, str, str]


class Story(NamedTuple):
    """`told`: (day, phrases) or (day, phrases, publisher) by document. `expected`: days and words of changes."""

    name: str
    told: list[Told]
    expected: list[str]


STORIES = [
    Story("renewed", [("2021-01-10", "renewed 2")], ["2021-01-10 Season 2: renewed."]),
    Story(
        "renewed, cancelled, saved",
        [("2021-01-10", "renewed 2"), ("2021-05-01", "cancelled 2"), ("2021-09-01", "renewed 2, left Fox")],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-05-01 Season 2: cancelled; before, renewed.",
            "2021-09-01 Season 2: renewed; before, cancelled.",
            "2021-09-01 Network: no longer Fox.",
        ],
    ),
    Story(
        "rumour, denial, confirmation",
        [("2021-01-10", "cancelled 3 reported"), ("2021-01-12", "cancelled 3 denied"), ("2021-04-01", "cancelled 3")],
        [
            "2021-01-10 Season 3: said not to be coming.",
            "2021-01-12 Season 3: denied; before, said not to be coming.",
            "2021-04-01 Season 3: cancelled.",
        ],
    ),
    Story(
        "from guesswork to certainty",
        [
            ("2021-01-10", "renewed 2 speculative"),
            ("2021-02-10", "renewed 2 reported"),
            ("2021-03-10", "renewed 2"),
        ],
        [
            "2021-01-10 Season 2: guessed to be coming.",
            "2021-02-10 Season 2: said to be coming; before, guessed to be coming.",
            "2021-03-10 Season 2: renewed; before, said to be coming.",
        ],
    ),
    Story(
        "all the way",
        [
            ("2021-01-10", "undecided 2"),
            ("2021-02-10", "in_development 2"),
            ("2021-03-10", "renewed 2"),
            ("2021-05-10", "in_production 2"),
            ("2021-09-10", "wrapped 2"),
            ("2021-10-10", "premiere 2 2022-01"),
            ("2021-11-10", "premiere 2 2022-01-15"),
        ],
        [
            "2021-01-10 Season 2: no decision announced.",
            "2021-02-10 Season 2: in development; before, no decision announced.",
            "2021-03-10 Season 2: renewed; before, in development.",
            "2021-05-10 Season 2: in production; before, renewed.",
            "2021-09-10 Season 2: filming done; before, in production.",
            "2021-10-10 Premiere of season 2: January 2022.",
            "2021-11-10 Premiere of season 2: 15 January 2022; before, January 2022.",
            "2022-01-15 Season 2: aired 15 January 2022.",
        ],
    ),
    Story(
        "delayed twice",
        [
            ("2021-01-10", "premiere 2 2021-10-02"),
            ("2021-05-01", "delayed 2, premiere 2 2022-21"),
            ("2022-02-01", "delayed 2"),
        ],
        [
            "2021-01-10 Season 2: coming.",
            "2021-01-10 Premiere of season 2: 2 October 2021.",
            "2021-05-01 Season 2: delayed.",
            "2021-05-01 Premiere of season 2 moved from 2 October 2021 to spring 2022.",
            "2022-02-01 Premiere of season 2, spring 2022: given up.",
        ],
    ),
    Story(
        "delayed, at work again, and delayed again",
        [("2021-01-10", "delayed 2"), ("2021-05-01", "in_production 2"), ("2021-09-01", "delayed 2")],
        [
            "2021-01-10 Season 2: coming.",
            "2021-01-10 Season 2: delayed.",
            "2021-05-01 Season 2: in production; before, renewed.",
            "2021-09-01 Season 2: delayed.",
        ],
    ),
    Story(
        "a date moved",
        [("2021-01-10", "premiere 2 2021-10-02"), ("2021-06-01", "premiere 2 2021-11-06")],
        [
            "2021-01-10 Season 2: coming.",
            "2021-01-10 Premiere of season 2: 2 October 2021.",
            "2021-06-01 Premiere of season 2 moved from 2 October 2021 to 6 November 2021.",
            "2021-11-06 Season 2: aired 6 November 2021.",
        ],
    ),
    Story(
        "a date that is surer",
        [("2021-01-10", "renewed 2, finale 2 2025-03-01 reported"), ("2021-06-01", "finale 2 2025-03-01")],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Finale of season 2: 1 March 2025, only reported.",
            "2021-06-01 Finale of season 2: 1 March 2025, confirmed; before, only reported.",
        ],
    ),
    Story(
        "a surer date that differs",
        [("2021-01-10", "renewed 2, premiere 2 2025 speculative"), ("2021-06-01", "premiere 2 2026 reported")],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Premiere of season 2: 2025, a guess.",
            "2021-06-01 Premiere of season 2: 2026, only reported; before, 2025, a guess.",
        ],
    ),
    Story(
        "a vaguer word about a date moves nothing",
        [
            ("2021-01-10", "renewed 2, premiere 2 2025-03-07"),
            ("2021-02-10", "premiere 2 2025-03"),
            ("2021-03-10", "premiere 2 2025-03-07"),
        ],
        ["2021-01-10 Season 2: renewed.", "2021-01-10 Premiere of season 2: 7 March 2025."],
    ),
    Story(
        "a vaguer word after the day was given up",
        [
            ("2021-01-10", "renewed 2, premiere 2 2025-03-07"),
            ("2021-02-10", "delayed 2"),
            ("2021-03-10", "premiere 2 2025"),
        ],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Premiere of season 2: 7 March 2025.",
            "2021-02-10 Season 2: delayed.",
            "2021-02-10 Premiere of season 2, 7 March 2025: given up.",
            "2021-03-10 Premiere of season 2: 2025.",
        ],
    ),
    Story(
        "filming as it is told, and not as it was planned",
        [
            ("2021-01-10", "renewed 2, filming_start 2 2021-02, filming_end 2 2021-04-05"),
            ("2021-03-02", "filming_start 2 2021-02"),
            ("2021-04-10", "filming_end 2 2021-04-05"),
        ],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Start of filming of season 2: February 2021.",
            "2021-01-10 End of filming of season 2: 5 April 2021.",
            "2021-03-02 Season 2: in production; before, renewed.",
            "2021-04-10 Season 2: filming done; before, in production.",
        ],
    ),
    Story(
        "a reported premiere that did not come",
        [("2021-01-10", "premiere 2 2021-03 reported")],
        [
            "2021-01-10 Season 2: said to be coming.",
            "2021-01-10 Premiere of season 2: March 2021, only reported.",
            "2021-04-01 Season 2: nothing said any more; before, said to be coming.",
        ],
    ),
    Story(
        "two outlets disagree",
        [
            ("2021-01-10", "renewed 2", "The Dial"),
            ("2021-01-10", "cancelled 2", "Set & Stage"),
            ("2021-01-12", "renewed 2", "The Dial"),
        ],
        ["2021-01-10 Season 2: disputed.", "2021-01-12 Season 2: renewed; before, disputed."],
    ),
    Story(
        "repeating changes nothing",
        [
            ("2021-01-10", "renewed 2, premiere 2 2025-03-07, figure 1, episodes 2 8", "The Dial"),
            ("2021-02-12", "renewed 2, premiere 2 2025-03-07, figure 1, episodes 2 8", "Set & Stage"),
        ],
        [
            "2021-01-10 Season 1: aired.",
            "2021-01-10 Audience of season 1: 2 million viewers.",
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Premiere of season 2: 7 March 2025.",
            "2021-01-10 Season 2: 8 episodes.",
        ],
    ),
    Story(
        "counts of episodes",
        [
            ("2021-01-10", "renewed 2, episodes 2 1"),
            ("2021-02-10", "episodes 2 10, episodes - 36"),
            ("2021-03-10", "episodes - 10"),
            ("2021-04-10", "episodes - 36"),
        ],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Season 2: 1 episode.",
            "2021-02-10 Season 2: 10 episodes; before, 1 episode.",
            "2021-02-10 The show: 36 episodes.",
            "2021-03-10 The show: 10 episodes.",
        ],
    ),
    # The show without a number
    Story(
        "nothing numbered",
        [("2021-01-10", "renewed - reported"), ("2021-02-10", "renewed - denied"), ("2021-03-10", "renewed -")],
        [
            "2021-01-10 The show: said to be coming.",
            "2021-02-10 The show: denied; before, said to be coming.",
            "2021-03-10 The show: renewed.",
        ],
    ),
    Story(
        "a rumour of another season",
        [("2021-01-10", "figure 1"), ("2021-02-10", "renewed - reported"), ("2021-03-10", "renewed - denied")],
        [
            "2021-01-10 Season 1: aired.",
            "2021-01-10 Audience of season 1: 2 million viewers.",
            "2021-02-10 The show: said to be coming.",
            "2021-03-10 The show: denied; before, said to be coming.",
        ],
    ),
    Story(
        "another season, then its number and its screen",
        [("2021-01-10", "renewed -"), ("2021-02-10", "renewed 2"), ("2021-05-10", "premiere 2 2021-06-06")],
        [
            "2021-01-10 The show: renewed.",
            "2021-02-10 Season 2: renewed.",
            "2021-05-10 Premiere of season 2: 6 June 2021.",
            "2021-06-06 Season 2: aired 6 June 2021.",
        ],
    ),
    Story(
        "cancelled as a whole",
        [("2021-01-10", "figure 1"), ("2021-02-10", "cancelled -"), ("2021-05-10", "renewed 2")],
        [
            "2021-01-10 Season 1: aired.",
            "2021-01-10 Audience of season 1: 2 million viewers.",
            "2021-02-10 Season 2: the show was cancelled.",
            "2021-05-10 Season 2: renewed; before, the show was cancelled.",
        ],
    ),
    Story(
        "the last season",
        [("2021-01-10", "renewed 3, final 3"), ("2021-05-10", "premiere 3 2021-06-06"), ("2021-09-10", "renewed 4")],
        [
            "2021-01-10 Season 3: renewed.",
            "2021-01-10 Season 3: to be the last.",
            "2021-05-10 Premiere of season 3: 6 June 2021.",
            "2021-06-06 Season 3: aired 6 June 2021.",
            "2021-09-10 Season 4: renewed; before, season 3 is the last.",
        ],
    ),
    Story(
        "a date without a number that is a season's",
        [
            ("2021-01-10", "renewed 2, premiere 2 2025-03-07"),
            ("2021-02-10", "premiere - 2025-03-07"),
            ("2021-03-10", "finale - 2025-04-07"),
        ],
        [
            "2021-01-10 Season 2: renewed.",
            "2021-01-10 Premiere of season 2: 7 March 2025.",
            "2021-03-10 Finale: 7 April 2025.",
        ],
    ),
    Story("without a day", [(None, "renewed 2")], []),
    Story("after the day asked for", [("2024-01-02", "renewed 2")], []),
]


def said_in(told: list[Told]) -> list[Said[Claim]]:
    return list(chain.from_iterable(tell(d[0], d[1], publisher=d[2] if len(d) > 2 else None) for d in told))


def lines(found: list[Change]) -> list[str]:
    return [f"{change.day} {change.said}" for change in found]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_changes_in_words(story: Story) -> None:
    assert lines(changes(SHOW, said_in(story.told), until=UNTIL)) == story.expected


PLAIN = [
    ("renewed 2", "cancelled 2", ("verdict", 2, "yes", "no", "asserted")),
    ("cancelled 2 reported", "renewed 2", ("verdict", 2, "reported no", "yes", "asserted")),
    ("renewed 2 speculative", "renewed 2 reported", ("verdict", 2, "speculative yes", "reported yes", "reported")),
    ("renewed 2 reported", "renewed 2 denied", ("verdict", 2, "reported yes", "unknown", "denied")),
    ("renewed 2", "in_production 2", ("stage", 2, "renewed", "in_production", "asserted")),
    ("renewed 2", "premiere 2 2025-21 reported", ("premiere", 2, None, "2025-21", "reported")),
    ("renewed 2, premiere 2 2025", "premiere 2 2026-02", ("premiere", 2, "2025", "2026-02", "asserted")),
    ("renewed 2, finale 2 2025 reported", "finale 2 2025", ("finale", 2, "2025", "2025", "asserted")),
    ("renewed 2", "final 2", ("final", 2, None, "yes", "asserted")),
    ("figure 1, episodes 1 8", "episodes 1 9", ("episodes", 1, "8", "9", "asserted")),
    ("renewed 2", "left Fox", ("network", None, "Fox", None, "asserted")),
]


@pytest.mark.parametrize(("first", "second", "expected"), PLAIN)
def test_changes_as_plain_values(first: str, second: str, expected: tuple[object, ...]) -> None:
    said = [*tell("2021-01-10", first), *tell("2021-02-10", second)]
    (change,) = changes(SHOW, said, until=UNTIL, since=date(2021, 2, 10))
    assert (change.what, change.season, change.before, change.after, change.certainty) == expected


def of_company(day: str, words: str, name: str, role: str = "network") -> Said[Claim]:
    return claim(document(day, words), Company, words, show=SHOW, name=name, role=role)


def test_networks_gained_and_left() -> None:
    said = [
        of_company("2021-01-10", "Fox shows it.", "Fox"),
        of_company("2021-01-11", "Moss Films makes it.", "Moss Films", "studio"),
        of_company("2021-02-10", "FOX, still.", "FOX"),
        of_company("2021-03-10", "It was on Fox once.", "Fox", "former_network"),
        of_company("2021-03-10", "Lantern shows it now.", "Lantern"),
    ]
    assert lines(changes(SHOW, said, until=UNTIL)) == [
        "2021-01-10 Network: Fox.",
        "2021-03-10 Network: Lantern.",
        "2021-03-10 Network: no longer Fox.",
    ]


def test_a_figure_is_news_once_for_each_season_and_metric() -> None:
    def figure(day: str, value: float, season: int | None = 1, **metric: Any) -> Said[Claim]:
        words = f"{value} watched, {metric}."
        fields = {"unit": "households", "window": "P28D", "platform": "Lantern", **metric}
        return claim(document(day, words), Audience, words, show=SHOW, season=season, value=value, **fields)

    said = [
        figure("2021-01-10", 58e6),
        figure("2021-01-11", 58e6),
        figure("2021-01-12", 58e6, window="P7D", platform=None),
        figure("2021-01-13", 58e6, season=None),
        figure("2021-01-14", 4.2, unit="percent", window=None, demographic="adults", region="UK"),
        figure("2021-01-15", 61e6),
    ]
    found = [c for c in changes(SHOW, said, until=UNTIL) if c.what == "audience"]
    assert lines(found) == [
        "2021-01-10 Audience of season 1: 58 million households, first 28 days, Lantern.",
        "2021-01-12 Audience of season 1: 58 million households, 7 days.",
        "2021-01-13 Audience: 58 million households, first 28 days, Lantern.",
        "2021-01-14 Audience of season 1: 4.2 % of the audience, adults, UK, Lantern.",
        "2021-01-15 Audience of season 1: 61 million households, first 28 days, Lantern.",
    ]
    assert [(c.after, c.metric and c.metric.window) for c in found[:2]] == [("58000000", "P28D"), ("58000000", "P7D")]


def of_page(day: str, text: str, **fields: Any) -> Said[Claim]:
    doc = document(day, text, publisher="Tube Dispatch", url="https://tubedispatch.example/harrow-house")
    words = "Lantern had renewed “Harrow House” for a second season" if fields else "Lantern renews it."
    values = {"status": "renewed", "certainty": "asserted", **fields}
    return claim(doc, Status, words, show=SHOW, season=2, **values)


def test_what_is_taken_back_is_a_change_with_the_notice_as_its_source() -> None:
    notice = "Correction: An earlier version of this article said that Lantern had renewed “Harrow House” for a second"
    said = [
        of_page("2021-01-10", "Lantern renews it."),
        of_page("2021-01-12", f"{notice} season. That was wrong.", certainty="denied"),
    ]
    found = changes(SHOW, said, until=UNTIL)
    assert lines(found) == ["2021-01-10 Season 2: renewed.", "2021-01-12 Season 2: taken back; before, renewed."]
    ((source, words),) = found[1].sources
    assert source.published == date(2021, 1, 12)
    assert words.startswith(notice)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            [("2021-01-10", "renewed 2"), ("2021-01-11", "cancelled 2"), ("2021-01-11", "cancelled 2", "The Dial")],
            [(None, 11), ("The Dial", 11)],
        ),
        # Both sides of what is disputed
        (
            [("2021-01-10", "cancelled 2", "The Dial"), ("2021-01-12", "cancelled 2 denied", "Set & Stage")],
            [("The Dial", 10), ("Set & Stage", 12)],
        ),
        # Against a rumour, its denial; against a day, the delay
        ([("2021-01-10", "renewed 2 reported"), ("2021-01-12", "renewed 2 denied", "The Dial")], [("The Dial", 12)]),
        # Time alone
        ([("2021-01-10", "premiere 2 2021-02-01", "The Dial"), ("2021-01-11", "renewed 2")], [("The Dial", 10)]),
        # What shows that an earlier season has aired
        ([("2021-01-10", "renewed 2"), ("2021-01-11", "figure 2", "The Dial")], [("The Dial", 11)]),
    ],
)
def test_the_sources_of_the_last_change(told: list[Told], expected: list[tuple[str | None, int]]) -> None:
    said = said_in(told)
    last = [c for c in changes(SHOW, said, until=UNTIL) if c.what in ("verdict", "stage")][-1]
    assert sorted((s.publisher or "", s.published.day) for s, _ in last.sources if s.published) == sorted(
        (publisher or "", day) for publisher, day in expected
    )
    words = {(s.document.id, s.claim.evidence.text) for s in said}
    assert {(source.document, text) for source, text in last.sources} <= words
