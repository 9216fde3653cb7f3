"""What holds of changes whatever is told: the order of adding, days and moments, and that they add up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from underway.dossier import Said, compose
from underway.dossier.changes import changes, fact_of
from underway.vocabulary import Claim

from .stories import SHOW, tell

UNTIL = date(2024, 1, 1)


def kept(said: list[Said[Claim]], day: str, **known: Any) -> list[Said[Claim]]:
    moment = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)
    return [replace(s, kept=moment, **known) for s in said]


def test_an_undated_document_counts_from_the_day_on_which_it_was_known() -> None:
    said = kept(tell(None, "renewed 2"), "2021-03-01", known=date(2021, 3, 1))
    (change,) = changes(SHOW, said, until=UNTIL)
    assert (change.day, change.learned) == (date(2021, 3, 1), datetime(2021, 3, 1, 9, tzinfo=UTC))


def test_when_the_ledger_could_tell_of_it() -> None:
    said = [
        *kept(tell("2021-01-10", "renewed 2"), "2021-01-15"),
        *kept(tell("2021-01-10", "renewed 2", publisher="The Dial"), "2021-01-11"),  # one of them is enough
        *kept(tell("2021-02-10", "cancelled 2", publisher="The Dial"), "2021-06-01"),
        *kept(tell("2021-02-10", "renewed 2", publisher="Set & Stage"), "2021-02-11"),  # to dispute it takes two
        *kept(tell("2021-02-20", "premiere 2 2021-03-01"), "2021-02-20"),  # it has aired when its day has come
    ]
    assert [(c.what, c.after, c.learned) for c in changes(SHOW, said, until=UNTIL) if c.what != "premiere"] == [
        ("verdict", "yes", datetime(2021, 1, 11, 9, tzinfo=UTC)),
        ("verdict", "disputed", datetime(2021, 6, 1, 9, tzinfo=UTC)),
        ("verdict", "yes", datetime(2021, 2, 20, 9, tzinfo=UTC)),
        ("stage", "aired", datetime(2021, 3, 1, tzinfo=UTC)),
    ]
    assert {c.learned for c in changes(SHOW, tell("2021-01-10", "renewed 2"), until=UNTIL)} == {None}


def test_since_takes_what_changed_from_then_on_and_what_was_learned_from_then_on() -> None:
    said = [
        *kept(tell("2021-01-10", "renewed 2"), "2021-01-10"),
        *kept(tell("2021-02-10", "in_production 2"), "2021-06-01"),  # an old page found late
        *kept(tell("2021-05-10", "wrapped 2"), "2021-05-10"),
    ]
    assert [c.after for c in changes(SHOW, said, until=UNTIL, since=date(2021, 5, 1))] == ["in_production", "wrapped"]


PHRASES = """\
renewed 2, cancelled 2, renewed 2 reported, cancelled 2 reported, cancelled 2 denied, undecided 2, delayed 2, final 2, \
in_production 2, premiere 2 2021-01-20, premiere 2 2021-02, premiere 2 2021-02-03, premiere 2 2021-02-03 reported, \
finale 1 2021-01-08, figure 1, figure 2, episodes 2 8, episodes 2 9, cancelled -, renewed -, ended -, renewed 3, \
filming_start 2 2021-01-12, left Fox""".split(", ")
FIRST = date(2021, 1, 1)


@st.composite
def documents(draw: st.DrawFn) -> list[Said[Claim]]:
    day = FIRST + timedelta(days=draw(st.integers(0, 24)))
    phrases = draw(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=2, unique=True))
    publisher = draw(st.sampled_from(["The Dial", "Set & Stage"]))
    moment = draw(st.none() | st.integers(0, 60))
    said = tell(day.isoformat(), ", ".join(phrases), publisher=publisher)
    return said if moment is None else kept(said, (day + timedelta(days=moment)).isoformat())


histories = st.lists(documents(), max_size=7).map(lambda told: list({s.claim.id: s for s in chain(*told)}.values()))
days = st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))


@given(histories.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_of_adding_does_not_matter(told: tuple[list[Said[Claim]], list[Said[Claim]]]) -> None:
    said, shuffled = told
    assert changes(SHOW, shuffled, until=UNTIL) == changes(SHOW, said, until=UNTIL)


@given(histories, days)
def test_what_comes_later_changes_nothing_before(said: list[Said[Claim]], until: date) -> None:
    found = changes(SHOW, said, until=UNTIL)
    assert changes(SHOW, said, until=until) == [c for c in found if c.day <= until]
    assert [c.day for c in found] == sorted(c.day for c in found)


@given(histories, days)
def test_since_leaves_out_and_alters_nothing(said: list[Said[Claim]], since: date) -> None:
    expected = [
        c
        for c in changes(SHOW, said, until=UNTIL)
        if c.day >= since or (c.learned is not None and c.learned.date() >= since)
    ]
    assert changes(SHOW, said, until=UNTIL, since=since) == expected


@given(histories)
def test_every_change_has_an_id_of_its_own_and_sources(said: list[Said[Claim]]) -> None:
    found = changes(SHOW, said, until=UNTIL)
    assert len({c.id for c in found}) == len(found)
    assert all(c.sources for c in found)


@given(histories, days)
def test_the_changes_add_up_to_the_dossier(said: list[Said[Claim]], day: date) -> None:
    dossier = compose(SHOW, said, as_of=day, today=day)
    found = changes(SHOW, said, until=day)
    aired = {c.season for c in found if c.what == "stage" and "aired" in (c.before, c.after)}
    verdicts = {c.season: c.after for c in found if c.what == "verdict"}
    named = {getattr(s.claim, "season", None) for s in said if s.day is not None and s.day <= day}
    for season in dossier.seasons:
        if season.season not in named:
            continue  # one that was next for a while is told of only then
        verdict = verdicts.get(season.season)  # none where it followed from what was said of another season
        if season.aired:
            assert season.season in aired or verdict is None
        elif season.season not in aired and verdict is not None:
            direction = f" {season.says}" if season.verdict == "reported" and season.says else ""
            assert verdict in (f"{season.verdict}{direction}", f"speculative{direction}")


def test_what_is_surer_is_another_change_and_another_fact() -> None:
    ids = set()
    for certainty, day in [("asserted", "01-10"), ("reported", "01-10"), ("reported", "01-09")]:
        change = changes(SHOW, tell(f"2021-{day}", f"premiere 2 2025 {certainty}"), until=UNTIL)[-1]
        ids |= {change.id, fact_of(change)}
    assert len(ids) == 5  # of an earlier day it is another change, and the same fact


def test_ids_stay_the_same() -> None:
    (change,) = changes(SHOW, tell("2021-01-10", "renewed 2"), until=UNTIL)
    (other,) = changes("the HARROW house", tell("2021-01-10", "renewed 2", publisher="The Dial"), until=UNTIL)
    assert change.id == other.id == "17c5601f903b82091ce693b2001b3305"
