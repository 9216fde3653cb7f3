"""Shows followed and unfollowed by whichever of their titles, and where each stands."""

from datetime import date, timedelta

import pytest
from dossier.stories import SHOW

from underway.dossier import ask
from underway.ledger import Ledger, show_key
from underway.watch.following import Begun, Ended, FollowedShow, follow, following, unfollow

from .stories import OTHER, Clock, add


def lines(ledger: Ledger, as_of: date | None = None) -> dict[str, FollowedShow]:
    found = list(following(ledger, as_of))
    assert len({show.show for show in found}) == len(found)
    return {show.show: show for show in found}


def begun(title: str, *, new: bool = True, known: bool = True, close: tuple[str, ...] = ()) -> list[Begun]:
    return [Begun(title, new, known, (), close)]


def test_a_show_is_followed_once_however_it_is_spelt(ledger: Ledger) -> None:
    add(ledger, "2021-02-01", "renewed 2")
    assert follow(ledger, [SHOW]) == begun(SHOW)
    for title in ("harrow house", "HÁRROW HOUSE", "The Harrow House", f"“{SHOW}”"):
        assert follow(ledger, [title]) == begun(SHOW, new=False)
    assert list(lines(ledger)) == [SHOW]
    assert unfollow(ledger, ["Harrow  house"]) == [Ended(SHOW, True, ())]
    assert unfollow(ledger, [SHOW]) == [Ended(SHOW, False, ())]
    assert lines(ledger) == {}


def test_what_nothing_is_known_of_is_followed_until_something_is(ledger: Ledger, clock: Clock) -> None:
    add(ledger, "2021-02-01", "renewed 2", show=OTHER)
    assert follow(ledger, ["Harow House", "Paper Moths"]) == [
        *begun("Harow House", known=False),
        *begun("Paper Moths", known=False, close=(OTHER,)),
    ]
    add(ledger, "2021-02-01", "renewed 2")
    (show,) = [show for show in lines(ledger).values() if show.show == "Harow House"]
    assert (show.known, show.verdict, show.season, show.stage, show.next_date) == (False, "unknown", None, None, None)
    assert show.answer == ("Unknown: no document here speaks of Harow House.",)
    assert show.close_titles == (SHOW,)
    clock.on(days=1)
    add(ledger, "2021-02-02", "renewed 2", show="Harow House")
    assert lines(ledger)["Harow House"].verdict == "yes"


def test_what_is_not_followed_is_told_with_what_is_and_may_be_meant(ledger: Ledger) -> None:
    follow(ledger, [SHOW, OTHER])
    assert unfollow(ledger, ["Harow House", OTHER]) == [Ended("Harow House", False, (SHOW,)), Ended(OTHER, True, ())]
    assert list(lines(ledger)) == [SHOW]


PREMIERE = ("premiere", 2, "2021-10-02", "asserted")
STANDS = [
    ("renewed 2", ("yes", "renewed", 2, None)),
    ("cancelled 2", ("no", None, 2, None)),
    ("renewed 2 reported", ("reported", "renewed", 2, None)),
    ("renewed 2, premiere 2 2021-10-02", ("yes", "dated", 2, PREMIERE)),
    ("premiere 2 2021-03-01", ("unknown", None, 3, ("premiere", 2, "2021-03-01", "asserted"))),  # today is to come
    ("premiere 2 2021-02-28", ("unknown", None, 3, None)),
    ("filming_start 2 2021-04, premiere 2 2021", ("yes", "renewed", 2, ("filming_start", 2, "2021-04", "asserted"))),
    ("premiere 2 2021-24, premiere 2 2021-10-02", ("yes", "dated", 2, PREMIERE)),
    ("renewed 2, premiere 2 2021-23 reported", ("yes", "renewed", 2, ("premiere", 2, "2021-23", "reported"))),
    ("renewed 2, premiere 2 2021-10-02 denied", ("yes", "renewed", 2, None)),
    ("finale 1 2021-03-07, renewed 2", ("yes", "renewed", 1, ("finale", 1, "2021-03-07", "asserted"))),
    ("premiere - 2021-10-02, premiere 2 2021-10-02", ("yes", "dated", 2, PREMIERE)),
]


@pytest.mark.parametrize(("told", "stands"), STANDS, ids=[told for told, _ in STANDS])
def test_where_it_stands(sqlite: str, clock: Clock, told: str, stands: tuple[object, ...]) -> None:
    with Ledger.open(sqlite, now=clock) as ledger:
        add(ledger, "2021-02-01", told)
        clock.on(hours=1)
        follow(ledger, [SHOW])
        (show,) = following(ledger)
        dossier = ask(ledger, SHOW)
    coming = show.next_date and (
        show.next_date.event,
        show.next_date.season,
        show.next_date.date,
        show.next_date.certainty,
    )
    assert (show.verdict, show.stage, show.season, coming) == stands
    assert show.answer == dossier.answer
    assert (show.since, show.says, show.followed) == (dossier.verdict.since, dossier.verdict.says, clock.moment)


def test_a_date_that_is_moved_or_given_up_is_not_the_next(ledger: Ledger, clock: Clock) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "premiere 2 2021-10-02")
    add(ledger, "2021-02-10", "premiere 2 2021-11-06")
    moved = lines(ledger)[SHOW].next_date
    assert moved is not None
    assert moved.date == "2021-11-06"
    clock.on(days=1)
    add(ledger, "2021-03-02", "cancelled 2")
    assert lines(ledger)[SHOW].next_date is None


def test_a_date_that_its_page_no_longer_gives_is_not_the_next(ledger: Ledger) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "premiere 2 2021-10-02", url="https://dial.example/harrow")
    add(ledger, "2021-02-10", "renewed 2", url="https://dial.example/harrow")
    (show,) = following(ledger)
    assert (show.verdict, show.next_date) == ("yes", None)


def test_as_of_a_day_it_is_what_was_known_by_then(ledger: Ledger) -> None:
    follow(ledger, [SHOW])
    add(ledger, "2021-01-10", "renewed 2, premiere 2 2021-02-20")
    add(ledger, "2021-02-15", "delayed 2")
    early = lines(ledger, date(2021, 1, 31))[SHOW]
    assert (early.stage, early.next_date is not None) == ("dated", True)
    assert lines(ledger)[SHOW].next_date is None
    assert lines(ledger, date(2020, 1, 1))[SHOW].verdict == "unknown"


def test_merged_titles_are_one_show(ledger: Ledger, clock: Clock) -> None:
    add(ledger, "2021-02-01", "renewed 2")
    add(ledger, "2021-02-02", "in_production 2", show=OTHER)
    clock.on(hours=1)
    follow(ledger, [OTHER])
    first = clock.moment
    clock.on(days=2)
    follow(ledger, [SHOW])
    merged = ledger.merge(SHOW, OTHER, "a working title")
    (show,) = following(ledger)
    assert (show.stage, set(show.titles), show.followed) == ("in_production", {SHOW, OTHER}, first)
    assert [one.new for one in follow(ledger, [SHOW, OTHER])] == [False, False]
    ledger.undo(merged.id, "two shows")
    assert [(show.show, show.stage) for show in following(ledger)] == [(SHOW, "renewed"), (OTHER, "in_production")]
    ledger.merge(SHOW, OTHER, "one show after all")
    assert [one.was_followed for one in unfollow(ledger, [SHOW, OTHER])] == [True, False]
    assert list(following(ledger)) == []


def test_a_title_that_is_merged_with_a_followed_one_is_followed(ledger: Ledger) -> None:
    add(ledger, "2021-02-01", "renewed 2")
    follow(ledger, [SHOW])
    ledger.merge(SHOW, "Nell", "a working title")
    assert follow(ledger, ["Nell"]) == begun(SHOW, new=False)
    assert unfollow(ledger, ["NELL"]) == [Ended(SHOW, True, ())]


def test_of_namesakes_the_one_that_is_named_is_followed_or_else_the_youngest(ledger: Ledger) -> None:
    add(ledger, "1994-05-01", "premiere 1 1992-09-01, cancelled 3")
    follow(ledger, [SHOW])
    add(ledger, "2021-02-01", "renewed 2")
    ledger.split(SHOW, "a remake", year=2019, since=date(2019, 1, 1))
    (young,) = following(ledger)
    assert (young.verdict, young.titles, len(young.others)) == ("yes", (SHOW,), 1)
    (old,) = young.others
    (it,) = follow(ledger, [old])
    assert (it.title, it.new, it.others) == (old, True, (young.show,))
    assert follow(ledger, [young.show])[0].new is False
    assert {show.show: show.verdict for show in following(ledger)} == {young.show: "yes", old: "no"}
    assert unfollow(ledger, [SHOW])[0].title == young.show
    follow(ledger, ["harrow house"])  # from now on by its full name
    assert [f.key for f in ledger.followed.follows()] == sorted(map(show_key, [young.show, old]))


def test_the_order_is_that_of_the_titles_and_follows_outlast_the_process(place: str, clock: Clock) -> None:
    with Ledger.open(place, now=clock) as ledger:
        follow(ledger, [SHOW, OTHER, "Ashgrove", "Brackwater"])
    clock.on(days=300)
    with Ledger.open(place, now=clock) as ledger:
        found = list(following(ledger))
    assert [show.show for show in found] == ["Ashgrove", "Brackwater", SHOW, OTHER]
    assert {show.followed for show in found} == {clock.moment - timedelta(days=300)}
