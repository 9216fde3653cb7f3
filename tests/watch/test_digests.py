"""Stories over time: what changed is told once, to the letter, whoever asks and whatever happens to them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from dossier.stories import SHOW
from hypothesis import given
from hypothesis import strategies as st
from ledger.sql import sql

from underway.dossier import changes_of
from underway.ledger import Ledger, LedgerError, show_key
from underway.watch.digests import Digest, digest
from underway.watch.following import follow, unfollow

from .stories import OTHER, START, Clock, add, changes_in, confirmed, told


def test_what_is_learned_after_following_is_told_once(ledger: Ledger, clock: Clock) -> None:
    add(ledger, "2021-02-01", "undecided 2")
    follow(ledger, [SHOW, "The Long Meridian"])
    assert digest(ledger) is None
    clock.on(days=2)
    add(ledger, "2021-03-02", "renewed 2, premiere 2 2021-10-02")
    add(ledger, "2021-03-02", "renewed 5", show="Brackwater")  # nobody follows it
    add(ledger, "2020-12-01", "in_development 2 reported")  # an old page that is found now
    made = confirmed(ledger)
    assert told(made) == [
        f"{SHOW}: Season 2: said to be in development.",
        f"{SHOW}: Season 2: renewed; before, no decision announced.",
        f"{SHOW}: Premiere of season 2: 2 October 2021.",
    ]
    assert made is not None
    assert [(show.now.show, show.now.verdict, show.now.stage) for show in made.shows] == [(SHOW, "yes", "dated")]
    assert made.made > clock.moment
    assert digest(ledger) is None
    clock.on(days=10)
    add(ledger, "2021-03-12", "delayed 2")
    add(ledger, "2021-03-12", "renewed 3", show="The Long Meridian")
    later = confirmed(ledger)
    assert told(later) == [
        f"{SHOW}: Season 2: delayed.",
        f"{SHOW}: Premiere of season 2, 2 October 2021: given up.",
        "The Long Meridian: Season 3: renewed.",
    ]
    assert later is not None
    assert later.id != made.id
    assert digest(ledger) is None


def test_what_was_learned_in_the_moment_of_following_is_on_one_side_of_it(ledger: Ledger) -> None:
    add(ledger, "2021-02-01", "renewed 2")
    follow(ledger, [SHOW])
    add(ledger, "2021-02-02", "in_production 2")
    assert told(confirmed(ledger)) == [f"{SHOW}: Season 2: in production; before, renewed."]


@pytest.mark.parametrize(("premiere", "first", "second"), [("02-28", 0, 0), ("03-01", 1, 0), ("03-20", 0, 1)])
def test_what_time_alone_brings_about_counts_by_its_day(
    ledger: Ledger, clock: Clock, premiere: str, first: int, second: int
) -> None:
    clock.on(days=-20)
    add(ledger, "2021-02-01", f"premiere 2 2021-{premiere}")
    clock.on(days=20)
    follow(ledger, [SHOW])
    clock.on(days=18, hours=11, minutes=59)
    one = told(confirmed(ledger))
    clock.on(minutes=1)
    other = told(confirmed(ledger))
    assert (len(one), len(other)) == (first, second)
    assert all(line.startswith(f"{SHOW}: Season 2: aired ") for line in one + other)


def test_since_takes_in_what_was_known_before(ledger: Ledger, clock: Clock) -> None:
    for day, phrases in [("2020-05-01", "undecided 2"), ("2020-09-01", "renewed 2"), ("2021-01-10", "in_production 2")]:
        add(ledger, day, phrases)
    clock.on(days=1)
    follow(ledger, [SHOW])
    assert digest(ledger, since=date(2021, 4, 1)) is None
    add(ledger, "2021-03-02", "wrapped 2")
    since = [
        f"{SHOW}: Season 2: renewed; before, no decision announced.",
        f"{SHOW}: Season 2: in production; before, renewed.",
    ]
    new = f"{SHOW}: Season 2: filming done; before, in production."
    # A day that is later than the news holds nothing of it back.
    assert told(confirmed(ledger, since=date(2022, 1, 1))) == [new]
    assert told(confirmed(ledger, since=date(2021, 3, 2))) == []
    assert told(confirmed(ledger, since=date(2021, 3, 1))) == [
        f"{SHOW}: Season 2: no decision announced.",
        *since,
    ]  # on that day the ledger learned of all of them
    assert digest(ledger, since=date(2000, 1, 1)) is None


def test_one_that_is_not_confirmed_is_handed_out_again_as_it_was(place: str, clock: Clock) -> None:
    with Ledger.open(place, now=clock) as ledger:
        add(ledger, "2021-02-01", "renewed 3", show=OTHER)
        follow(ledger, [SHOW, OTHER])
        claim = add(ledger, "2021-02-01", "renewed 2")
        made = digest(ledger)
        assert made is not None
        whatever: list[Callable[[], object]] = [
            lambda: None,
            lambda: add(ledger, "2021-03-05", "cancelled 2"),
            lambda: ledger.reject(claim, "a joke"),
            lambda: ledger.merge(SHOW, OTHER, "one show"),
            lambda: unfollow(ledger, [SHOW]),
        ]
        for happens in whatever:
            clock.on(days=7)
            happens()
            assert digest(ledger) == made
            assert digest(ledger, since=date(2000, 1, 1)) == made
    with Ledger.open(place, now=clock) as ledger:
        assert confirmed(ledger) == made
        assert digest(ledger) is None
        ledger.followed.confirm_digest(made.id[:6])  # once more is fine
        assert digest(ledger) is None


def test_what_is_new_while_one_waits_is_in_the_next(ledger: Ledger, clock: Clock) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "renewed 2")
    first = digest(ledger)
    clock.on(days=3)
    add(ledger, "2021-03-04", "in_production 2")
    assert confirmed(ledger) == first
    second = confirmed(ledger)
    assert told(second) == [f"{SHOW}: Season 2: in production; before, renewed."]
    assert {change.id for change in changes_in(first)}.isdisjoint(change.id for change in changes_in(second))


def test_what_a_page_no_longer_says_is_told_as_what_was_before(ledger: Ledger) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "premiere 2 2021-10-02", url="https://dial.example/harrow")
    assert len(told(confirmed(ledger))) == 2
    add(ledger, "2021-02-10", "premiere 2 2021-11-06", url="https://dial.example/harrow")
    moved = f"{SHOW}: Premiere of season 2 moved from 2 October 2021 to 6 November 2021."
    assert told(confirmed(ledger)) == [moved]


def test_a_change_that_is_none_any_more_is_not_told(ledger: Ledger, clock: Clock) -> None:
    follow(ledger, [SHOW])
    claim = add(ledger, "2021-02-01", "cancelled 2")
    ledger.reject(claim, "it is about the film")
    assert digest(ledger) is None
    clock.on(days=1)
    add(ledger, "2021-03-02", "renewed 2")
    assert told(confirmed(ledger)) == [f"{SHOW}: Season 2: renewed."]
    ledger.undo(ledger.judgements()[0].id, "it is about the series")
    assert told(confirmed(ledger)) == [f"{SHOW}: Season 2: cancelled."]  # that it is renewed was told


def test_what_was_told_and_is_taken_back_is_not_told_again_when_it_returns(ledger: Ledger) -> None:
    follow(ledger, [SHOW])
    claim = add(ledger, "2021-02-01", "renewed 2")
    assert len(told(confirmed(ledger))) == 1
    rejected = ledger.reject(claim, "a joke")
    assert digest(ledger) is None
    ledger.undo(rejected.id, "it is none")
    assert digest(ledger) is None


def test_followed_anew_only_what_is_learned_from_then_on_is_told(ledger: Ledger, clock: Clock) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "undecided 2")
    unfollow(ledger, [SHOW])
    assert digest(ledger) is None
    add(ledger, "2021-02-02", "renewed 2")
    clock.on(days=1)
    follow(ledger, [SHOW])
    add(ledger, "2021-03-02", "in_production 2")
    assert told(confirmed(ledger)) == [f"{SHOW}: Season 2: in production; before, renewed."]


RENEWED, COMING, FILMING = "Season 2: renewed.", "Season 2: coming.", "Start of filming of season 2: 1 June 2021."


@pytest.mark.parametrize(
    ("titles", "apart", "together"),
    [
        ([SHOW], {RENEWED}, {FILMING}),
        ([OTHER], {COMING, FILMING}, set()),
        ([SHOW, OTHER], {RENEWED, COMING, FILMING}, set()),
    ],
)
def test_what_was_told_under_one_title_is_not_told_again_under_the_other(
    ledger: Ledger, titles: list[str], apart: set[str], together: set[str]
) -> None:
    """Where titles are found to be of one show, and where that is taken back, its changes have other ids."""
    follow(ledger, titles)
    add(ledger, "2021-02-01", "renewed 2")
    add(ledger, "2021-02-05", "filming_start 2 2021-06-01", show=OTHER)
    assert {change.said for change in changes_in(confirmed(ledger))} == apart
    merged = ledger.merge(SHOW, OTHER, "a working title")
    made = changes_in(confirmed(ledger))
    assert {change.said for change in made} == together
    assert {change.id for change in made} <= {change.id for change in changes_of(ledger, [SHOW])}
    assert digest(ledger) is None
    add(ledger, "2021-02-09", "in_production 2", show=OTHER)
    assert [change.said for change in changes_in(confirmed(ledger))] == ["Season 2: in production; before, renewed."]
    ledger.undo(merged.id, "two shows")
    assert digest(ledger) is None


def test_what_was_told_before_a_namesake_came_is_not_told_again(ledger: Ledger, clock: Clock) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "renewed 2")
    assert len(told(confirmed(ledger))) == 1
    add(ledger, "1994-05-01", "premiere 1 1992-09-01, cancelled 3")
    ledger.split(SHOW, "a remake", year=2019, since=date(2019, 1, 1))
    assert digest(ledger) is None
    clock.on(days=1)
    add(ledger, "2021-03-02", "in_production 2")
    assert told(confirmed(ledger)) == [f"{SHOW} (2019): Season 2: in production; before, renewed."]


def test_it_is_the_same_in_json_and_back(ledger: Ledger) -> None:
    follow(ledger, [SHOW])
    add(ledger, None, "renewed 2, figure 1, episodes 1 8, left Fox, premiere 2 2022 speculative", publisher=None)
    made = digest(ledger)
    assert made is not None
    assert len(changes_in(made)) >= 5
    assert msgspec.json.decode(msgspec.json.encode(made), type=Digest) == made == digest(ledger)


def test_what_is_no_longer_what_was_recorded_is_told_of(ledger: Ledger, place: str) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "renewed 2")
    digest(ledger)
    sql(place, "UPDATE digests SET body = '[{\"now\": 1}]'")
    with pytest.raises(LedgerError, match="is damaged"):
        digest(ledger)


@contextmanager
def process(place: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    """One that hands out digests, once it is told to go."""
    command = [sys.executable, "-m", "watch.handing_out", place, *options]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], text=True, **pipes) as started:  # type: ignore[call-overload]
        try:
            assert started.stdout.readline() == "ready\n"
            yield started
        finally:
            started.kill()


def handed_out(started: subprocess.Popen[str]) -> list[Digest]:
    """What a process that is told to go has handed out when it is over."""
    out, _ = started.communicate("go\n")
    return [msgspec.json.decode(line, type=Digest) for line in out.splitlines()]


def test_killed_between_recording_and_handing_out_it_is_handed_out_by_the_next(place: str) -> None:
    with Ledger.open(place) as ledger:
        follow(ledger, [SHOW])
        add(ledger, "2021-02-01", "renewed 2")
        with process(place, "--die") as killed:
            assert handed_out(killed) == []
        assert killed.returncode == -9
        recorded = ledger.followed.open_digest()
        assert recorded is not None
        add(ledger, "2021-02-02", "delayed 2")
        with process(place) as other:
            first, second = handed_out(other)
    assert (first.id, first.made) == (recorded.id, recorded.made)
    assert told(first) == [f"{SHOW}: Season 2: renewed."]
    assert told(second) == [f"{SHOW}: Season 2: delayed."]


def test_two_who_ask_at_once_are_told_each_change_under_one_id(place: str) -> None:
    with Ledger.open(place) as ledger:
        follow(ledger, [SHOW, OTHER])
        with process(place) as one, process(place) as other:
            for started in (one, other):
                assert started.stdin is not None
                started.stdin.write("go\n")
                started.stdin.flush()
            for day in range(1, 28):
                add(
                    ledger, f"2021-01-{day:02}", ("renewed 2", "cancelled 2")[day % 2], show=(SHOW, OTHER)[day % 3 == 0]
                )
            digests = [made for started in (one, other) for made in handed_out(started)]
        while (made := confirmed(ledger)) is not None:
            digests.append(made)
        by_id = {made.id: made for made in digests}
        assert all(by_id[made.id] == made for made in digests)
        ids = [change.id for made in by_id.values() for change in changes_in(made)]
        assert len(ids) == len(set(ids))
        assert {change.id for change in changes_of(ledger, [SHOW, OTHER])} <= set(ids)


def test_two_who_ask_at_once_tell_nothing_that_was_told_and_is_dated_back(place: str) -> None:
    with Ledger.open(place) as ledger:
        follow(ledger, [SHOW, OTHER])
        for show in (SHOW, OTHER):
            add(ledger, "2021-02-20", "renewed 2, figure 1", show=show)
        assert len(told(confirmed(ledger))) == 6
        with process(place) as one, process(place) as other:
            for day in (19, 18, 17):
                for show in (SHOW, OTHER):
                    add(ledger, f"2021-02-{day}", "renewed 2, figure 1", show=show, publisher=f"Outlet {day}")
            for started in (one, other):
                assert started.stdin is not None
                started.stdin.write("go\n")
                started.stdin.flush()
            assert [handed_out(started) for started in (one, other)] == [[], []]
        assert digest(ledger) is None


PHRASES = "renewed 2, cancelled 2, delayed 2, premiere 2 2021-03-09, figure 1, premiere 2 2021-05 reported, final 2"
titles = st.sampled_from([SHOW, OTHER, "Night Ferry"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), titles, st.sampled_from(PHRASES.split(", ")), st.integers(-30, 5)),
        st.tuples(st.sampled_from(["follow", "unfollow", "reject"]), titles),
        st.tuples(st.just("digest"), st.sampled_from([None, 0, 20, 4000])),
        st.tuples(st.sampled_from(["confirm", "undo"])),
        st.tuples(st.just("wait"), st.integers(1, 60)),
    ),
    max_size=16,
)


@given(steps)
def test_every_change_that_is_learned_after_following_is_in_one_digest(made: list[tuple[object, ...]]) -> None:
    clock, digests = Clock(START), dict[str, Digest]()
    with Ledger.in_memory(now=clock) as ledger:
        for number, step in enumerate([*made, ("confirm",), ("digest", None), ("confirm",)]):
            today, before = clock().date(), followed(ledger)
            match step:
                case "add", str(show), str(phrase), int(days):
                    day = (today + timedelta(days=days)).isoformat()
                    add(ledger, day, phrase, show=show, publisher=f"Outlet {number}")
                case "follow", str(show):
                    assert follow(ledger, [show])[0].new == (show not in before)
                case "unfollow", str(show):
                    assert unfollow(ledger, [show])[0].was_followed == (show in before)
                case "reject", str(show):
                    for kept in [*ledger.claims(show_key(show))][:1]:
                        ledger.reject(kept.claim.id, "a slip")
                case ("undo",):
                    for judgement in ledger.judgements()[:1]:
                        ledger.undo(judgement.id, "it was none")
                case "digest", days:
                    one = digest(ledger, since=today - timedelta(days=days) if isinstance(days, int) else None)
                    assert one is None or digests.setdefault(one.id, one) == one
                case ("confirm",):
                    for waiting in filter(None, [ledger.followed.open_digest()]):
                        ledger.followed.confirm_digest(waiting.id)
                case "wait", int(hours):
                    clock.on(hours=hours)
        assert digest(ledger) is None
        ids = [change.id for one in digests.values() for change in changes_in(one)]
        assert len(ids) == len(set(ids))
        spoken_of = {show.title for show in ledger.shows()}
        for show, since in followed(ledger).items():
            changes = changes_of(ledger, [show]) if show in spoken_of else ()
            assert {c.id for c in changes if c.learned is not None and c.learned >= since} <= set(ids)


def followed(ledger: Ledger) -> dict[str, datetime]:
    return {each.title: each.since for each in ledger.followed.follows()}
