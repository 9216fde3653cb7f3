"""Which words of a text are titles of shows, people and organisations."""

from datetime import date

import pytest

from underway.reading.gate import passes
from underway.reading.reader import lay_out
from underway.reading.structure import Page
from underway.vocabulary import Document


def laid_out(text: str, title: str | None = None) -> Page:
    return lay_out(Document(text=text, title=title, published=date(2021, 5, 5)))


def titles(text: str) -> set[str]:
    return {m.title for m in laid_out(text).shows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Netflix has renewed Gull Rock for a third season.", {"Gull Rock"}),
        ("NBC has cancelled “The Tinsmith” after two seasons.", {"The Tinsmith"}),
        ("ITV's drama 'The Sailors' Rest' returns for series two in May.", {"The Sailors' Rest"}),
        ("The BBC One drama Salt & Daughters has been axed after three series.", {"Salt & Daughters"}),
        ("Hulu has renewed Where Is My Goat? for season 2.", {"Where Is My Goat?"}),
        ("CBS has axed the sitcom Ferry! after one season.", {"Ferry!"}),
        ("Paramount+ has renewed “1883” for a second season. The drama “1883” stars Ada Quill.", {"1883"}),
        ("The second season of Undertow drew 4.1 million viewers on CBS.", {"Undertow"}),
        ("Pick of the night: Channel 4's Pie or Die, which has a third series.", {"Pie or Die"}),
        ("Gull, season 3 (SHO). Canceled 5/8", {"Gull"}),
        (
            "Salt and the Mill creator Ada Quill has sold the drama Gull Rock to Netflix.",
            {"Salt and the Mill", "Gull Rock"},
        ),
        ("Bo Tarn, who plays Sheriff Dunne on Gull Rock, is back for the third season of Gull Rock.", {"Gull Rock"}),
        ("Bo Tarn told Set & Stage that NBC has renewed Gull Rock for a third season.", {"Gull Rock"}),
        ("RENEWED\nGull Rock (ABC): season 4\nHow to Leave (NBC): season 2\nWard (Fox): season 9", None),
    ],
)
def test_titles_however_they_are_set(text: str, expected: set[str] | None) -> None:
    assert titles(text) == (expected if expected is not None else {"Gull Rock", "How to Leave", "Ward"})


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Quill has renewed her pledge to residents of the town, where ITV is filming a drama series.",
        "The film The Tinsmith opened in cinemas on Friday; its director, Bo Tarn, once made a series for ITV.",
        "Bo Tarn, who plays Captain Sloe in the play at the Harbour Theatre, will return in a series for ITV.",
        "Ada Quill told The Daily Lantern that the ITV series was hard work.",
        "On Valentine's Day ITV showed two episodes.",
        "Set & Stage reports that ITV wants a new drama series.",
        "ITV told Set & Stage that the drama series is over.",
        "GRAND HAVEN, Mich. (Lakeside Wire) — NBC wants a new drama series.",
        "The Chicago Ledger has learned that NBC wants a new drama series.",
        "The ITV drama series is “a marvel,” the newspaper Harbour Light wrote.",
        "In the season finale, “The Long Way Down,” the ITV drama loses a lead.",
        "Bo Tarn made an ITV drama series before his first film, The Slow Train, and then retired.",
        "Bo Tarn made an ITV drama series after the films Long Shadow and The Last Ferry.",
        "The ITV drama series won Best Drama in March.",
        "The ITV drama series comes from Red Kettle Media. Red Kettle returns to Leeds in May.",
        "Casey Blunt has hinted at a new ITV drama series.",
    ],
)
def test_other_names_are_no_titles(text: str) -> None:
    assert titles(text) == set()


@pytest.mark.parametrize(
    "title",
    [
        "The Secret Life of a Country Vet",
        "Man vs. Gull",
        "Murder, He Hummed",
        "Miss Amber and the Judge",
        "1899 and Counting",
        "9-1-1: Gull Bay",
        "1923: The Quarry",
        "Casa de las Gaviotas",
        "The 4401",
        "iTarn",
        "Ted Quill",  # as people are called
    ],
)
def test_titles_of_every_shape(title: str) -> None:
    text = f"{title} has been renewed for a third season at Netflix. Season 2 of {title} drew 5.2 million viewers."
    assert {m.title for m in laid_out(text).shows} == {title}


@pytest.mark.parametrize(
    "headline",
    [
        "NBC Cancels {} After Two Seasons",
        "{} Renewed for Season 3 at Fox",
        "Why {} Season 2 Won't Air Until 2025",
        "Netflix Brings Back {} for a Third Season",
    ],
)
@pytest.mark.parametrize("title", ["The Salt Keepers", "Gull Rock", "Ward Nine"])
def test_a_headline_that_alone_names_the_show(headline: str, title: str) -> None:
    text = headline.format(title) + "\n\nThe drama drew 3.1 million viewers for its finale, the network said."
    assert titles(text) == {title}


@pytest.mark.parametrize(
    "headline", ["Council Cancels Parade After Two Complaints", "Drama Renewed for Season 3", "Contract Renewed at Fox"]
)
def test_headlines_that_name_no_show(headline: str) -> None:
    assert titles(f"{headline}\n\nThe season of storms has begun, a spokesman for Fox said.") == set()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Orphans of the Quay", "Orphans"),
        ("Orphans of the Quay", "“Orphans”"),
        ("The Salt Keepers of Gull Rock", "TSKOGR"),
        ("How Gulls Sleep", "HGS"),
        ("NCSI: Gull Rock", "“Gull Rock”"),
    ],
)
def test_short_forms_once_the_whole_title_is_named(title: str, short: str) -> None:
    text = f"Netflix has renewed “{title}” for a third season. The second season of {short} drew 5.2 million viewers."
    assert titles(text) == {title}


def test_a_short_form_stands_for_the_full_title() -> None:
    page = laid_out(
        "HBO has renewed The Gannet Affair for season 2. The Gannet Affair returns in May. Gannet fans rejoice."
    )
    assert {(page.text[m.start : m.end], m.title) for m in page.shows} == {
        ("The Gannet Affair", "The Gannet Affair"),
        ("Gannet", "The Gannet Affair"),
    }


def test_a_headline_in_capitals_is_cut_to_the_names_that_the_text_knows() -> None:
    page = laid_out(
        "Gull Rock Season 3: Everything We Know So Far\n\n"
        "The Netflix drama Gull Rock has been renewed for a third season. Gull Rock stars Ada Quill."
    )
    assert {m.title for m in page.shows} == {"Gull Rock"}
    assert page.shows[0].start == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Netflix's Gull Rock stars Ada Quill as a diver. “It was cold,” Quill said.", {"Ada Quill"}),
        (
            "HBO's Gull Rock was created by Dame Ada Vosper and Jean-Luc Tarn, who are its showrunners.",
            {"Dame Ada Vosper", "Jean-Luc Tarn"},
        ),
        ("Zoë Ní Bhriain joins the cast of Netflix's Gull Rock. Bhriain plays a diver.", {"Zoë Ní Bhriain"}),
    ],
)
def test_people_have_the_fullest_name_that_the_text_gives(text: str, expected: set[str]) -> None:
    assert {m.name for m in laid_out(text).persons} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Netflix ordered it and Lantern Quay Pictures produces it.",
            {("Netflix", "network"), ("Lantern Quay Pictures", "studio")},
        ),
        ("The drama, made by Tiny Kettle for ITV, is back.", {("Tiny Kettle", "studio"), ("ITV", "network")}),
        ("The sitcom, a Tall Ladder production, ended.", {("Tall Ladder", "studio")}),
        (
            "The drama airs on Quayside TV and streams on Harbour+.",
            {("Quayside TV", "network"), ("Harbour+", "network")},
        ),
        ("It is finished. USA scrapped the drama on Friday.", {("USA", "network")}),
        ("The drama, executive produced by Tarn, is a hit in the USA Today poll.", {("USA Today", "outlet")}),
        ("The report was written by Nine people, and Dave said so.", set()),
    ],
)
def test_organisations_by_name_form_and_company(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(m.name, m.role) for m in laid_out(text).organisations} == expected


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("Netflix has renewed the drama.", True),
        ("The showrunner spoke of the next season.", True),
        ("The striker signed for another season at United.", False),
        ("The council cancelled the show of dahlias.", False),
        ("ITV's share price fell.", False),
        ("Sitcoms return, and shows like them.", True),
        ("Ada Quill will lead the Amazon series.", True),
        ("Quill is back in Sky's comedy.", True),
        ("The season premieres in May on FX.", True),
        ("It was renewed for a third season.", True),
        ("The club's season finale is on Sunday.", False),
        ("The season premiere of the ballet was a season premiere like no other.", False),
        ("The sky over the amazon: a drama.", False),
    ],
)
def test_the_gate_asks_for_television_and_a_subject(text: str, passed: bool) -> None:
    assert passes(text) is passed


@pytest.mark.parametrize("text", ["“", "'A' " * 500, "Ab and " * 500, "NBC " * 300, ": (S2) — \n" * 200])
def test_odd_texts_have_mentions_in_order_and_in_bounds(text: str) -> None:
    page = laid_out(text)
    for mentions in (page.shows, page.persons, page.names, page.organisations):
        assert [m.start for m in mentions] == sorted(m.start for m in mentions)
        assert all(0 <= m.start < m.end <= len(text) for m in mentions)
