"""What a dossier holds besides its verdict."""

from datetime import date

import msgspec
import pytest

from underway.dossier import Dossier, Said, compose
from underway.dossier.titles import close_titles, usual_spelling
from underway.vocabulary import Claim

from .stories import SHOW, TODAY, Audience, Company, Credit, Date, Quote, Status, claim, document, tell, watched


def dossier(said: list[Said[Claim]], peers: list[Said[Claim]] | None = None, **asked: object) -> Dossier:
    return compose(SHOW, said, watched=watched(peers or []), today=TODAY, **asked)  # type: ignore[arg-type]


def cast(day: str, words: str, person: str, character: str | None = None, role: str = "cast") -> Said[Claim]:
    doc = document(day, words)
    return claim(doc, Credit, words, show=SHOW, role=role, person=person, character=character)


def figure(show: str, words: str, value: float, season: int | None = None, **metric: str | None) -> Said[Claim]:
    counted = {"unit": "households", "window": "P28D", "platform": "Lantern", **metric}
    return claim(document("2021-05-05", words), Audience, words, show=show, season=season, value=value, **counted)


def company(day: str, words: str, name: str, role: str) -> Said[Claim]:
    return claim(document(day, words), Company, words, show=SHOW, name=name, role=role)


def quote(day: str, words: str, speaker: str = "Ida Crane", **fields: object) -> Said[Claim]:
    doc = document(day, f"“{words}” said {speaker}.")
    values: dict[str, object] = {"show": SHOW, "venue": None, "speaker": speaker, "quote": words, **fields}
    return claim(doc, Quote, words, **values)


def test_people_are_one_line_each_with_their_parts() -> None:
    said = [
        cast("2021-01-01", "Ida Crane plays Nell Harrow.", "Ida Crane", "Nell Harrow"),
        cast("2021-01-02", "Ida Crane stars.", "Ida Crane"),
        cast("2021-01-03", "IDA CRANE directs.", "IDA CRANE", role="director"),
        cast("2021-01-04", "Tom Ashby made it up.", "Tom Ashby", role="creator"),
    ]
    people = dossier(said).people
    assert [(p.person, [(part.role, part.character) for part in p.parts]) for p in people] == [
        ("Tom Ashby", [("creator", None)]),
        ("Ida Crane", [("director", None), ("cast", "Nell Harrow")]),
    ]
    assert len(people[1].parts[1].citations) == 2


def test_people_named_by_the_same_words_stand_in_their_order() -> None:
    words = "The cast: Una Prior, Abel Moss, Cleo Hart and Bo Lind."
    names = ["Una Prior", "Abel Moss", "Cleo Hart", "Bo Lind"]
    said = [cast("2021-01-01", words, name) for name in names]
    assert [p.person for p in dossier(said).people] == names


@pytest.mark.parametrize(
    ("told", "now", "former"),
    [
        ([("2021-01-01", "Lantern", "network"), ("2021-01-01", "Moss Films", "studio")], ["Lantern", "Moss Films"], []),
        ([("2021-01-01", "Lantern", "network"), ("2021-06-01", "Lantern", "former_network")], [], ["Lantern"]),
        ([("2021-01-01", "Lantern", "former_network"), ("2021-06-01", "Lantern", "network")], ["Lantern"], []),
        ([("2021-01-01", "Lantern", "former_network"), ("2021-01-01", "Quay", "network")], ["Quay"], ["Lantern"]),
        ([("2021-01-01", "Lantern", "network"), ("2021-06-01", "LANTERN", "network")], ["Lantern"], []),
    ],
)
def test_companies_with_former_ones_apart(told: list[tuple[str, str, str]], now: list[str], former: list[str]) -> None:
    made = dossier([company(day, f"{name} and {role}", name, role) for day, name, role in told])
    assert [c.name for c in made.companies] == now
    assert [c.name for c in made.former_companies] == former


def test_quotes_about_the_season_come_first_then_the_newest() -> None:
    said = [
        *tell("2021-01-01", "renewed 2"),
        quote("2021-03-01", "We are all very tired."),
        quote("2021-01-01", "In season two she leaves the house."),
        quote("2020-12-01", "Nobody leaves the house this time.", season=2),
        quote("2021-02-01", "The house stays empty in season one.", venue="The Dial"),
        quote("2021-04-01", "We are all very tired!"),
    ]
    quotes = dossier(said).quotes
    assert [(q.quote[:20], q.about_asked) for q in quotes] == [
        ("In season two she le", True),
        ("Nobody leaves the ho", True),
        ("We are all very tire", False),
        ("The house stays empt", False),
    ]
    assert len(quotes[2].citations) == 2
    assert quotes[3].venue == "The Dial"


def test_figures_stand_beside_their_peers_of_the_same_metric() -> None:
    said = [
        *tell("2021-05-05", "premiere 1 2020-10-02"),
        figure(SHOW, "58 million households in its first 28 days", 58e6, 1),
    ]
    peers = [
        figure("Low Tide", "Low Tide (70 million)", 70e6),
        figure("Moor Street", "Moor Street (82 million)", 82e6),
        figure("Moor Street", "Moor Street had 60 million before", 60e6),
        figure("Salt Lane", "Salt Lane (12 million)", 12e6),
        figure("Other Window", "Other Window (90 million)", 90e6, window="P7D"),
        figure("Other Service", "Other Service (90 million)", 90e6, platform=None),
        figure("Other Unit", "Other Unit (90 million)", 90e6, unit="accounts"),
    ]
    (comparison,) = dossier(said, peers).audience
    assert [(f.show, f.value, f.asked) for f in comparison.figures] == [
        ("Moor Street", 82e6, False),
        ("Low Tide", 70e6, False),
        (SHOW, 58e6, True),
        ("Salt Lane", 12e6, False),
    ]
    assert (comparison.place, comparison.shows) == (3, 4)
    assert comparison.figures[2].starts == date(2020, 10, 2)


def test_a_window_of_delayed_viewing_does_not_start_with_the_premiere() -> None:
    said = [
        *tell("2021-05-05", "premiere 1 2020-10-02"),
        figure(SHOW, "3 million with seven days of playback", 3e6, 1, window="P7D"),
    ]
    assert dossier(said).audience[0].figures[0].starts is None


def test_identical_claims_of_several_documents_are_one_line() -> None:
    said = [
        *tell("2021-05-05", "premiere 1 2020-10-02, episodes 1 10"),
        *tell("2021-06-05", "premiere 1 2020-10-02, episodes 1 10"),
    ]
    made = dossier(said)
    assert [(d.event, d.date, [c.source for c in d.citations]) for d in made.dates] == [
        ("premiere", "2020-10-02", [2, 1])
    ]
    assert [(e.season, e.count, len(e.citations)) for e in made.episodes] == [(1, 10, 2)]
    assert [s.published for s in made.sources] == [date(2021, 6, 5), date(2021, 5, 5)]


def test_the_timeline_holds_dated_events_and_the_days_of_statuses() -> None:
    said = [
        *tell("2021-05-05", "renewed 2, renewal 2 2021-05-01, premiere 1 2020-10"),
        *tell("2021-06-05", "in_production 2"),
        *tell("2021-07-05", "in_production 2"),
        *tell(None, "wrapped 2"),
    ]
    assert [(e.date, e.kind, e.what) for e in dossier(said).timeline] == [
        ("2020-10", "date", "premiere"),
        ("2021-05-01", "date", "renewal"),
        ("2021-06-05", "status", "in_production"),
    ]


def test_seasons_each_stand_for_themselves() -> None:
    said = tell("2021-05-05", "premiere 1 2020-10-02, renewed 2, in_production 2, renewed 3 reported")
    assert [(s.season, s.verdict, s.stage, s.premiere) for s in dossier(said).seasons] == [
        (1, "yes", "aired", "2020-10-02"),
        (2, "yes", "in_production", None),
        (3, "reported", "renewed", None),
    ]


def test_under_as_of_undated_documents_are_left_out_and_counted() -> None:
    said = [*tell("2021-05-05", "renewed 2"), *tell(None, "cancelled 2"), *tell("2021-08-01", "cancelled 2")]
    made = dossier(said, as_of=date(2021, 6, 1))
    assert made.undated_left_out == 1
    assert [s.published for s in made.sources] == [date(2021, 5, 5)]
    assert dossier(said).undated_left_out == 0


def test_under_as_of_an_undated_document_counts_from_when_it_is_known() -> None:
    said = [Said(s.claim, s.document, date(2021, 6, 1)) for s in tell(None, "renewed 2")]
    early, late = (dossier(said, as_of=date(2021, month, 1)) for month in (5, 6))
    assert (early.verdict.value, early.undated_left_out) == ("unknown", 1)
    assert (late.verdict.value, late.undated_left_out) == ("yes", 0)


def test_a_show_of_which_nothing_was_known_by_then() -> None:
    made = dossier(tell("2021-05-05", "renewed 2"), as_of=date(2021, 5, 4))
    assert made.show == SHOW
    assert made.answer == ("Unknown: no document here that was published by 4 May 2021 speaks of Harrow House.",)
    assert (made.sources, made.timeline, made.verdict.value) == ((), (), "unknown")


def test_a_show_of_which_nothing_is_known_at_all() -> None:
    made = dossier([], close_titles=("Barrow House",))
    assert made.show is None
    assert made.answer == ("Unknown: no document here speaks of Harrow House.",)
    assert made.close_titles == ("Barrow House",)


def test_every_citation_names_a_source_and_gives_its_words() -> None:
    said = [
        *tell("2021-05-05", "premiere 1 2020-10-02, renewed 2, figure 1, left Quay"),
        quote("2021-03-01", "We are all very tired."),
        cast("2021-01-01", "Ida Crane plays Nell Harrow.", "Ida Crane", "Nell Harrow"),
    ]
    made = dossier(said)
    words = {s.claim.id: s.claim.evidence.text for s in said}
    names = {s.claim.id: s.document.id for s in said}
    documents = {source.number: source.document for source in made.sources}

    def cited(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            return [value] if "words" in value else [c for v in value.values() for c in cited(v)]
        return [c for v in value for c in cited(v)] if isinstance(value, list) else []

    citations = cited(msgspec.json.decode(made.to_json()))
    assert {c["claim"] for c in citations} == set(words)
    for c in citations:
        assert c["words"] == words[str(c["claim"])]
        assert documents[int(str(c["source"]))] == names[str(c["claim"])]


def test_the_dossier_is_json_both_ways() -> None:
    made = dossier(tell("2021-05-05", "premiere 1 2020-10-02, renewed 2, figure 1"))
    assert msgspec.json.decode(made.to_json(), type=Dossier) == made


def test_statuses_and_dates_of_other_certainties_keep_them() -> None:
    doc = document("2021-05-05", "It may be back in 2022.")
    said = [
        claim(doc, Status, "It may be back", show=SHOW, season=2, status="renewed", certainty="speculative"),
        claim(doc, Date, "back in 2022", show=SHOW, season=2, event="premiere", date="2022", certainty="speculative"),
    ]
    assert {(e.what, e.certainty) for e in dossier(said).timeline} == {
        ("renewed", "speculative"),
        ("premiere", "speculative"),
    }


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("harow house", ["Harrow House"]),
        ("Harrow", ["Harrow House"]),
        ("The Lamplighter's Girl", ["The Lamplighter"]),
        ("lamp", ["The Lamplighter"]),
        ("Quite Another Thing", []),
    ],
)
def test_close_titles_are_offered(asked: str, offered: list[str]) -> None:
    assert list(close_titles(asked, ["Harrow House", "The Lamplighter", "Moor Street"])) == offered


def test_the_usual_spelling_is_the_most_frequent_and_not_shouted() -> None:
    assert usual_spelling(["HARROW HOUSE", "Harrow House"]) == "Harrow House"
    assert usual_spelling(["HARROW HOUSE", "HARROW HOUSE", "Harrow House"]) == "HARROW HOUSE"


def test_an_announced_date_that_was_moved_no_longer_stands() -> None:
    said = [
        *tell("2021-05-05", "premiere 2 2021-10-02, renewed 2"),
        *tell("2021-09-20", "delayed 2, premiere 2 2022-02-04"),
        *tell("2022-03-01", "premiere 1 2020-10-02"),
        *tell("2022-04-01", "premiere 1 2020-10-09"),
    ]
    made = dossier(said)
    assert [(d.date, d.stands) for d in made.dates] == [
        ("2020-10-02", True),
        ("2020-10-09", True),
        ("2021-10-02", False),
        ("2022-02-04", True),
    ]
    assert {e.date for e in made.timeline if not e.stands} == {"2021-10-02"}
