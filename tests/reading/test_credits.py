"""Who makes it and who is in it, by each way of saying so."""

import pytest

from .claims import claims_of, said

HOUSE = 'CBS has renewed "Harrow House" for a third season. '


def billed(text: str) -> set[tuple[str, ...]]:
    """(role, person) of every credit, and the character behind them where there is one."""
    return {tuple(x for x in fields if x) for fields in said(HOUSE + text, "credit", "role", "person", "character")}


MAKERS = [
    ("Creator Helen Tarrow was delighted.", {("creator", "Helen Tarrow")}),
    ("Its creator, Helen Tarrow, was delighted.", {("creator", "Helen Tarrow")}),
    ("Helen Tarrow, its creator, was delighted.", {("creator", "Helen Tarrow")}),
    ("It was created by Helen Tarrow.", {("creator", "Helen Tarrow")}),
    ("Helen Tarrow, who created the drama, was delighted.", {("creator", "Helen Tarrow")}),
    ("Helen Tarrow and Mark Dray created it.", {("creator", "Helen Tarrow"), ("creator", "Mark Dray")}),
    ("Helen Tarrow dreamed up the show with Mark Dray.", {("creator", "Helen Tarrow"), ("creator", "Mark Dray")}),
    ("Co-creators Helen and Mark Dray stay on.", {("creator", "Helen Dray"), ("creator", "Mark Dray")}),
    ("Helen Tarrow serves as showrunner.", {("showrunner", "Helen Tarrow")}),
    ("Helen Tarrow will take over as showrunner.", {("showrunner", "Helen Tarrow")}),
    ("Helen Tarrow, who runs the show, agrees.", {("showrunner", "Helen Tarrow")}),
    (
        "Helen Tarrow created it and is its showrunner.",
        {("creator", "Helen Tarrow"), ("showrunner", "Helen Tarrow")},
    ),
    (
        "Helen Tarrow, who created the drama in 2009, is handing the showrunner's chair to another.",
        {("creator", "Helen Tarrow")},
    ),
    (
        "Created, written and executive produced by Helen Tarrow.",
        {("creator", "Helen Tarrow"), ("writer", "Helen Tarrow"), ("executive_producer", "Helen Tarrow")},
    ),
    (
        "Written by Helen Tarrow and directed by Mark Dray, it starts in May.",
        {("writer", "Helen Tarrow"), ("director", "Mark Dray")},
    ),
    (
        "Executive producers include Helen Tarrow, Mark Dray and Susan Bell.",
        {("executive_producer", p) for p in ("Helen Tarrow", "Mark Dray", "Susan Bell")},
    ),
    (
        "Helen Tarrow and Mark Dray serve as executive producers.",
        {("executive_producer", "Helen Tarrow"), ("executive_producer", "Mark Dray")},
    ),
    (
        "Helen Tarrow executive produces alongside Mark Dray.",
        {("executive_producer", "Helen Tarrow"), ("executive_producer", "Mark Dray")},
    ),
    ("Writer-director Helen Tarrow agrees.", {("writer", "Helen Tarrow"), ("director", "Helen Tarrow")}),
    (
        "Creator and showrunner Helen Tarrow agrees.",
        {("creator", "Helen Tarrow"), ("showrunner", "Helen Tarrow")},
    ),
    (
        "Helen Tarrow created the drama and ran it for years.",
        {("creator", "Helen Tarrow"), ("showrunner", "Helen Tarrow")},
    ),
    ("Helen Tarrow is set to direct the pilot.", {("director", "Helen Tarrow")}),
    ("Direction: Helen Tarrow", {("director", "Helen Tarrow")}),
    ("Helen Tarrow dreamed the drama up.", {("creator", "Helen Tarrow")}),
    (
        "Helen Tarrow created it with her brother Mark.",
        {("creator", "Helen Tarrow"), ("creator", "Mark Tarrow")},
    ),
    (
        "Helen Tarrow, who created it with Mark Dray, remains the showrunner.",
        {("creator", "Helen Tarrow"), ("creator", "Mark Dray"), ("showrunner", "Helen Tarrow")},
    ),
    (
        "It is the legal drama that Helen Tarrow created and runs.",
        {("creator", "Helen Tarrow"), ("showrunner", "Helen Tarrow")},
    ),
    ("The creator of the drama, Helen Tarrow, agrees.", {("creator", "Helen Tarrow")}),
    (
        "Helen Tarrow and Mark Dray, the show's creators, agree.",
        {("creator", "Helen Tarrow"), ("creator", "Mark Dray")},
    ),
    ("It comes from writing duo Helen and Mark Tarrow.", set()),
    (
        "It comes from writer-director duo Helen and Mark Dray.",
        {(role, name) for role in ("writer", "director") for name in ("Helen Dray", "Mark Dray")},
    ),
    ("It is the brainchild of Helen Tarrow.", {("creator", "Helen Tarrow")}),
    (
        "Helen Tarrow will serve as showrunner and executive produce alongside Mark Dray.",
        {
            ("showrunner", "Helen Tarrow"),
            ("executive_producer", "Helen Tarrow"),
            ("executive_producer", "Mark Dray"),
        },
    ),
    (
        "Helen Tarrow and Mark Dray wrote the pilot. They executive produce with director Susan Bell.",
        {
            ("writer", "Helen Tarrow"),
            ("writer", "Mark Dray"),
            ("executive_producer", "Helen Tarrow"),
            ("executive_producer", "Mark Dray"),
            ("executive_producer", "Susan Bell"),
            ("director", "Susan Bell"),
        },
    ),
    (
        "Executive producers are Helen Tarrow for Hat House and Mark Dray for Channel 4.",
        {("executive_producer", "Helen Tarrow"), ("executive_producer", "Mark Dray")},
    ),
    (
        "Also executive producing are Helen Tarrow and Mark Dray.",
        {("executive_producer", "Helen Tarrow"), ("executive_producer", "Mark Dray")},
    ),
    ("It is produced by Carver Films' Helen Tarrow.", {("producer", "Helen Tarrow")}),
    ("Susan Bell is replaced as showrunner by Helen Tarrow.", {("showrunner", "Helen Tarrow")}),
    ("Susan Bell is handing the showrunner's chair to Helen Tarrow.", {("showrunner", "Helen Tarrow")}),
    ("Helen Tarrow takes over directing duties.", {("director", "Helen Tarrow")}),
    ("Helen Tarrow has written all the scripts.", {("writer", "Helen Tarrow")}),
    ("The Helen Tarrow-directed drama starts in May.", {("director", "Helen Tarrow")}),
    ("Helen Tarrow has closed a deal to direct the pilot.", {("director", "Helen Tarrow")}),
]

PLAYERS = [
    ("It stars Helen Tarrow and Mark Dray.", {("cast", "Helen Tarrow"), ("cast", "Mark Dray")}),
    ("Helen Tarrow and Mark Dray star.", {("cast", "Helen Tarrow"), ("cast", "Mark Dray")}),
    (
        "It stars Helen Tarrow as Nell Orme, Mark Dray as DI Price and Susan Bell as a rival.",
        {("cast", "Helen Tarrow", "Nell Orme"), ("cast", "Mark Dray", "DI Price"), ("cast", "Susan Bell")},
    ),
    (
        "Helen Tarrow and Mark Dray star as Nell and Dot.",
        {("cast", "Helen Tarrow", "Nell"), ("cast", "Mark Dray", "Dot")},
    ),
    ("Helen Tarrow, who plays Nell Orme, agrees.", {("cast", "Helen Tarrow", "Nell Orme")}),
    ("Helen Tarrow plays a new doctor.", {("cast", "Helen Tarrow")}),
    ("Helen Tarrow reprises her role as Nell.", {("cast", "Helen Tarrow", "Nell")}),
    ("Nell Orme, played by Helen Tarrow, survives.", {("cast", "Helen Tarrow", "Nell Orme")}),
    (
        "Helen Tarrow (Nell) and Mark Dray (Dr. Price) return.",
        {("cast", "Helen Tarrow", "Nell"), ("cast", "Mark Dray", "Dr. Price")},
    ),
    ("Nurse Orme (Helen Tarrow) survives.", {("cast", "Helen Tarrow", "Nurse Orme")}),
    ("It follows a smuggler (Helen Tarrow).", {("cast", "Helen Tarrow")}),
    ("Helen Tarrow will be back as Nell.", {("cast", "Helen Tarrow", "Nell")}),
    ("Helen Tarrow is Detective Nell Orme.", {("cast", "Helen Tarrow", "Detective Nell Orme")}),
    ("Helen Tarrow as Nell\nMark Dray as Price", {("cast", "Helen Tarrow", "Nell"), ("cast", "Mark Dray", "Price")}),
    ("Helen Tarrow has joined the cast.", {("cast", "Helen Tarrow")}),
    ("Also in the cast are Helen Tarrow and Mark Dray.", {("cast", "Helen Tarrow"), ("cast", "Mark Dray")}),
    ("Star Helen Tarrow agrees.", {("cast", "Helen Tarrow")}),
    ("It is hosted by Helen Tarrow.", {("cast", "Helen Tarrow")}),
    ("Judges Helen Tarrow and Mark Dray return.", {("cast", "Helen Tarrow"), ("cast", "Mark Dray")}),
    ("Hosts Helen and Mark Dray return.", {("cast", "Helen Dray"), ("cast", "Mark Dray")}),
    (
        "The drama, written by Susan Bell and starring Helen Tarrow, starts in May.",
        {("writer", "Susan Bell"), ("cast", "Helen Tarrow")},
    ),
    (
        "It stars Helen Tarrow as Nell, a nurse who drinks, alongside Mark Dray and Susan Bell.",
        {("cast", "Helen Tarrow", "Nell"), ("cast", "Mark Dray"), ("cast", "Susan Bell")},
    ),
    (
        "Helen Tarrow (Nell Orme) is expected back, along with Mark Dray.",
        {("cast", "Helen Tarrow", "Nell Orme"), ("cast", "Mark Dray")},
    ),
    (
        "Helen Tarrow has been cast as Nell opposite Mark Dray.",
        {("cast", "Helen Tarrow", "Nell"), ("cast", "Mark Dray")},
    ),
    ("Helen Tarrow plays CIA analyst Nell.", {("cast", "Helen Tarrow", "Nell")}),
    ("Helen Tarrow's Nurse Orme gets the best line.", {("cast", "Helen Tarrow", "Nurse Orme")}),
    ("Helen Tarrow's character, Nell, dies.", {("cast", "Helen Tarrow", "Nell")}),
    (
        "Helen Tarrow, Mark Dray and Susan Bell - who play Nell, Dot and Wren - will return.",
        {("cast", "Helen Tarrow", "Nell"), ("cast", "Mark Dray", "Dot"), ("cast", "Susan Bell", "Wren")},
    ),
    ("Olive Tate has gone; Helen Tarrow joins as Dot Lyle.", {("cast", "Helen Tarrow", "Dot Lyle")}),
    (
        "Guest stars this season will include Helen Tarrow and Mark Dray.",
        {("cast", "Helen Tarrow"), ("cast", "Mark Dray")},
    ),
    ("The ghosts are played by Helen Tarrow and Mark Dray.", {("cast", "Helen Tarrow"), ("cast", "Mark Dray")}),
    ("It is made by and starring Helen Tarrow.", {("cast", "Helen Tarrow")}),
    ("Helen Tarrow and Mark Dray are on the judging panel.", {("cast", "Helen Tarrow"), ("cast", "Mark Dray")}),
    ("The Helen Tarrow-led drama starts in May.", {("cast", "Helen Tarrow")}),
    ("The Helen Tarrow vehicle starts in May.", {("cast", "Helen Tarrow")}),
    (
        "Who is in the cast?\n- Helen Tarrow\n- Mark Dray - Nurse Orme\n- Susan Bell",
        {("cast", "Helen Tarrow"), ("cast", "Mark Dray", "Nurse Orme"), ("cast", "Susan Bell")},
    ),
]

SILENT = [
    "Casting director Helen Tarrow agrees.",
    "The network's director of comedy, Helen Tarrow, agrees.",
    "Helen Tarrow wrote a letter to the network.",
    "Showrunner Val Orme (Saltmarsh, The Lantern) was not asked, and neither was anyone called Nell.",
    "Former star Helen Tarrow will not return.",
    "Helen Tarrow, who played Nell, left last year.",
    "Mark Dray replaces Helen Tarrow as Judge Orme's clerk in a play.",
    "Helen Tarrow told Variety that she was pleased.",
    "Not returning is Helen Tarrow, who played Nell.",
    "Her sister, played by Helen Tarrow, won't be, sadly.",
    "Showrunner Mark Dray thanked his wife, the director Helen Tarrow.",
    "Helen Tarrow, who had been running it, is out.",
    "Helen Tarrow was originally attached to direct but is busy.",
    "It is based on the series created by Helen Tarrow.",
    "The film, directed by Helen Tarrow, opens in May.",
    "He thanked co-star Mark Dray and costume designer Helen Tarrow.",
    "The 41-year-old actor married stylist Helen Tarrow.",
    "Food writer Helen Tarrow agrees.",
    "Helen Tarrow, star of the film The Lantern, agrees.",
    "Podcast hosts Helen Tarrow and Mark Dray agree.",
]


@pytest.mark.parametrize(("text", "expected"), MAKERS)
def test_makers(text: str, expected: set[tuple[str, ...]]) -> None:
    assert billed(text) == expected


@pytest.mark.parametrize(("text", "expected"), PLAYERS)
def test_players(text: str, expected: set[tuple[str, ...]]) -> None:
    assert billed(text) == expected


@pytest.mark.parametrize("text", SILENT)
def test_no_part_in_the_show(text: str) -> None:
    assert "Helen Tarrow" not in {person for _, person, *_ in billed(text)}


def test_brackets_behind_a_maker_hold_other_works() -> None:
    assert billed("Creator Helen Tarrow (The Lantern) agrees.") == {("creator", "Helen Tarrow")}


def test_a_creator_who_left_remains_the_creator() -> None:
    assert billed("Creator Helen Tarrow, who left last year, agrees.") == {("creator", "Helen Tarrow")}


def test_a_character_is_taken_from_the_place_that_names_it() -> None:
    assert billed("It stars Helen Tarrow. Helen Tarrow plays Nell.") == {("cast", "Helen Tarrow", "Nell")}


def test_the_show_right_before_the_noun() -> None:
    text = 'NBC cancelled "Saltmarsh" after two seasons. "Harrow House" star Helen Tarrow was sorry for "Saltmarsh".'
    assert said(text, "credit", "show", "person") == {("Harrow House", "Helen Tarrow")}


def test_the_show_named_after_the_part() -> None:
    text = HOUSE + 'Helen Tarrow will play Nell in "Saltmarsh," which NBC has renewed for a second season.'
    assert said(text, "credit", "show", "person", "character") == {("Saltmarsh", "Helen Tarrow", "Nell")}


def test_other_works_in_brackets_are_of_who_stands_before_them() -> None:
    text = 'Fox has renewed "Saltmarsh" and "Harrow House". "Saltmarsh" stars Helen Tarrow ("Harrow House").'
    assert said(text, "credit", "show", "person") == {("Saltmarsh", "Helen Tarrow"), ("Harrow House", "Helen Tarrow")}
    text = HOUSE + 'It is written by Helen Tarrow ("Saltmarsh") and directed by Mark Dray.'
    assert said(text, "credit", "show", "person") == {("Harrow House", "Helen Tarrow"), ("Harrow House", "Mark Dray")}


def test_shows_in_passing_take_over_nothing() -> None:
    text = HOUSE + "New to it are Susan Bell and Saltmarsh star Mark Dray. They join leads Helen Tarrow and Olive Tate."
    assert ("Harrow House", "Helen Tarrow") in said(text, "credit", "show", "person")


def test_a_list_of_shows_follows() -> None:
    text = 'ITV has axed both shows. Helen Tarrow, who created "Saltmarsh" and "Harrow House", was sad.'
    assert said(text, "credit", "show", "person") == {("Saltmarsh", "Helen Tarrow"), ("Harrow House", "Helen Tarrow")}


def test_the_noun_is_of_the_name_before_it() -> None:
    text = HOUSE + "Granite Parade writer Helen Tarrow agrees."
    assert "Harrow House" not in {show for (show,) in said(text, "credit", "show")}


def test_the_evidence_is_the_sentence() -> None:
    claim = claims_of(HOUSE + "Creator Helen Tarrow was delighted. So were we.", "credit")[0]
    assert claim.evidence.text == "Creator Helen Tarrow was delighted."
    assert claim.rule == "credit.creator"


def test_long_runs_of_parts_end() -> None:
    assert billed("creator, " * 5000) == set()
