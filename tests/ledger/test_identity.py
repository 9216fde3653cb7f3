"""Spellings of one show, and shows of one title: which document is about which, and what is asked."""

import shlex
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.catalogue import CatalogueEntry, Ids
from underway.dossier import Said, compose
from underway.ledger import Split
from underway.ledger.identity import Parting, meant, part, same_keys, title_of
from underway.ledger.qualifiers import Qualifier, read_title
from underway.vocabulary import Claim

from .namesakes import MERGED, NEW, OLD, ONE, PLAIN, REMAKE, SHOW, TWO, Case, entry, shown, split, tell


@pytest.mark.parametrize(
    ("key", "merges", "same"),
    [
        ("a", [], {"a"}),
        ("a", [("a", "b")], {"a", "b"}),
        ("a", [("c", "b"), ("b", "a"), ("d", "e")], {"a", "b", "c"}),
        ("a", [("b", "c")], {"a"}),
    ],
)
def test_merged_keys(key: str, merges: list[tuple[str, str]], same: set[str]) -> None:
    assert same_keys(key, merges) == same


@given(st.lists(st.tuples(*[st.sampled_from("abcdefg")] * 2), max_size=8), st.randoms())
def test_merged_keys_are_classes(merges: list[tuple[str, str]], random: Any) -> None:
    mixed = [(b, a) if random.random() < 0.5 else (a, b) for a, b in merges]
    random.shuffle(mixed)
    for key in "abcdefg":
        same = same_keys(key, merges)
        assert key in same
        assert same == same_keys(key, mixed)
        assert all(same_keys(other, merges) == same for other in same)


def _run(case: Case) -> Parting[Said[Claim]]:
    said = [s for document in case.documents for s in document]
    return part(said, title=SHOW, entries=case.entries, splits=case.splits, merges=case.merges)


@pytest.mark.parametrize("case", ONE.values(), ids=ONE)
def test_one_show(case: Case) -> None:
    parting = _run(case)
    assert shown(parting) == case.shows
    assert parting.doubts == ()


@pytest.mark.parametrize("case", TWO.values(), ids=TWO)
def test_two_shows(case: Case) -> None:
    parting = _run(case)
    assert shown(parting) == case.shows
    assert len(parting.doubts) == (None in case.shows)


@pytest.mark.parametrize("case", MERGED.values(), ids=MERGED)
def test_two_shows_that_a_person_makes_one(case: Case) -> None:
    assert len(_run(case._replace(merges=())).shows) == 2
    parting = _run(case)
    assert (shown(parting), parting.doubts) == (case.shows, ())


documents = st.lists(
    st.sampled_from([d for case in (ONE | TWO).values() for d in case.documents]), min_size=1, max_size=9
)
catalogues = st.lists(
    st.sampled_from([entry(1994, "ITV", end_year=1996), entry(2021, "BBC One"), entry(2012)]), max_size=3
)
judgements = st.lists(
    st.sampled_from([split(1, year=2021), split(2, network="ITV"), split(3, since=date(2020, 1, 1))]),
    max_size=3,
    unique_by=str,
)


@given(documents, catalogues, judgements, st.randoms())
def test_no_order_matters_and_no_claim_is_lost(
    told: list[list[Said[Claim]]], entries: list[CatalogueEntry], splits: list[Split], random: Any
) -> None:
    said = list({s.claim.id: s for document in told for s in document}.values())
    parting = part(said, title=SHOW, entries=entries, splits=splits)
    placed = [s.claim.id for _, own in parting.shows for s in own] + [s.claim.id for s in parting.unplaced]
    assert sorted(placed) == sorted(s.claim.id for s in said)
    for some in (said, entries, splits):
        random.shuffle(some)
    again = part(said, title=SHOW, entries=entries, splits=splits)
    assert shown(again) == shown(parting)
    assert [identity for identity, _ in again.shows] == [identity for identity, _ in parting.shows]
    assert again.doubts == parting.doubts


def test_what_becomes_of_one_show_decides_nothing_about_its_namesake() -> None:
    def verdicts(*told: list[Said[Claim]]) -> dict[str, str]:
        parting = part([s for document in told for s in document], title=SHOW)
        return {
            title_of(identity): compose(SHOW, own, today=date(2022, 6, 1)).verdict.value
            for identity, own in parting.shows
        }

    assert verdicts(*REMAKE) == {"Harrow House (2021)": "yes", "Harrow House (ITV)": "no"}
    looking_back = tell("back", "2022-05-01", "cancelled 3, cancelled -, on ITV")
    assert verdicts(*REMAKE, looking_back) == {"Harrow House (2021)": "yes", "Harrow House (ITV)": "no"}


def test_a_show_has_what_catalogues_and_claims_say_of_it() -> None:
    twins = (entry(2021, "BBC One", ids=Ids(tvmaze="7", imdb="tt1"), country="GB"), entry(2021, ids=Ids(imdb="tt1")))
    ((identity, _),) = part([*NEW, *PLAIN], title="harrow house (2021)", entries=twins).shows
    assert (identity.title, identity.qualifier, identity.year) == ("harrow house", None, 2021)
    assert (identity.networks, identity.country) == (("BBC One",), "GB")
    assert identity.ids == Ids(imdb="tt1", tvmaze="7")


@pytest.mark.parametrize(
    "other",
    [entry(2015, ids=Ids(imdb="tt1")), entry(2021, "CBS", ids=Ids(imdb="tt1")), entry(2027, ids=Ids(imdb="tt1"))],
)
def test_an_entry_that_documents_contradict_is_of_another_show(other: CatalogueEntry) -> None:
    told = tell("told", "2022-01-01", "renewed 2, on BBC One")
    first = tell("first", "2022-01-02", "premiere 1 2021") if other.network is None else []
    ((identity, _),) = part([*told, *first], title=SHOW, entries=[other]).shows
    assert identity.ids == Ids()


def test_ids_on_which_catalogues_differ_are_not_given() -> None:
    rivals = (entry(2021, ids=Ids(imdb="tt1", tvmaze="7")), entry(2021, ids=Ids(imdb="tt2")))
    ((identity, _),) = part(NEW, title=SHOW, entries=rivals).shows
    assert identity.ids == Ids(tvmaze="7")


@pytest.mark.parametrize(
    ("asked", "shows"),
    [
        (SHOW, ["Harrow House (2021)", "Harrow House (ITV)"]),
        ("Harrow House (2021)", ["Harrow House (2021)"]),
        ("Harrow House (2022)", ["Harrow House (2021)"]),
        ("Harrow House (ITV)", ["Harrow House (ITV)"]),
        ("Harrow House (2021, ITV)", []),
        ("Harrow House (2011)", []),
    ],
)
def test_which_of_them_is_asked_for(asked: str, shows: list[str]) -> None:
    parting = part([s for document in REMAKE for s in document], title=asked)
    found = meant(read_title(asked)[1], [identity for identity, _ in parting.shows])
    assert [title_of(identity) for identity in found] == shows


def test_a_network_asked_for_is_first_of_all_the_main_one() -> None:
    also = tell("also", "2022-01-01", "renewed 2, on BBC One, on ITV", text="Not the 1994 drama Harrow House of ITV.")
    said = [*also, *OLD, *tell("new", "2022-01-01", "on BBC One", text="Harrow House (2021).")]
    shows = [identity for identity, _ in part(said, title=SHOW).shows]
    assert [i.networks for i in shows] == [("BBC One", "ITV"), ("ITV",)]
    assert [title_of(i) for i in meant(Qualifier(network="itv"), shows)] == ["Harrow House (1994)"]


def test_a_rejected_claim_tells_nothing_and_goes_with_its_document() -> None:
    said = [*tell("old", "1996-05-02", "cancelled 3"), *tell("order", "2020-06-01", "renewed 1, on ITV")]
    assert len(part(said, title=SHOW).shows) == 2
    assert shown(part(said, title=SHOW, rejected=frozenset({said[1].claim.id}))) == {SHOW: {"old", "order"}}


def test_what_is_not_sure_is_asked() -> None:
    unsure = [*tell("old", "1996-05-02", "cancelled 3, on ITV"), *NEW]
    parting = part(unsure, title=SHOW)
    assert shown(parting) == {SHOW: {"old", "new"}}
    (doubt,) = parting.doubts
    assert doubt.question == (
        "Documents tell of Harrow House in 1996, and of its beginning in 2021: is that another show?"
    )
    assert doubt.commands == (
        "underway split 'Harrow House' --year=2021 --why …",
        "underway merge 'Harrow House' 'Harrow House (2021)' --why …",
    )
    settled = part(unsure, title=SHOW, splits=[split(year=2021)])
    assert (shown(settled), settled.doubts) == ({"Harrow House (2021)": {"new"}, "Harrow House (ITV)": {"old"}}, ())
    assert part(unsure, title=SHOW, merges=[("harrow house 2021", "harrow house")]).doubts == ()


def test_a_title_from_outside_is_quoted_in_the_command() -> None:
    hostile = "Harrow'; rm -rf $(House) `now`"
    told = tell("a", "2022-01-01", "renewed 2", show=f"{hostile} (1994)") + tell(
        "b", "2022-01-01", "renewed 2", show=f"{hostile} (2021)"
    )
    parting = part([*told, *tell("c", "2022-01-01", "on ITV", show=hostile)], title=hostile)
    (doubt,) = parting.doubts
    for command in doubt.commands:
        assert shlex.split(command)[:3] == ["underway", "split", hostile]
