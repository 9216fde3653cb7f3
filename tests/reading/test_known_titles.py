"""What a catalogue of titles adds to the reading of a text, and what it must not add."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading import READER, KnownTitles, read, reader_name
from underway.reading.explaining import explain
from underway.reading.reader import lay_out
from underway.vocabulary import Document, Status, check_evidence

CATALOGUE = KnownTitles(
    "Calico Road;Evil;From;iWitness;loud;Monday;Mull;My Sister the Moon;Netflix;Oh, Marrow!;Postcards to Nobody;Season;"
    "Ten Bells;The Gannet;The Long Way to Ayr;The Mull Murders;The Salt Road;Ada Quill;Varga;What We Know;You".split(
        ";"
    )
)


def document(text: str) -> Document:
    return Document(text=text, published=date(2021, 5, 5))


def titles(text: str, catalogue: KnownTitles | None) -> set[str]:
    return {m.title for m in lay_out(document(text), catalogue).shows}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Is Oh, Marrow! still on? Hank writes that NBC dropped the sitcom.", "Oh, Marrow!"),
        ("Netflix has renewed You for a fifth season.", "You"),
        ("Paramount+ has ordered more From, its drama.", "From"),
        (
            "Nothing is known of My Sister the Moon, and ITV has not said a word of a second series.",
            "My Sister the Moon",
        ),
        ("Then Calico Road, which ITV cancelled after two series.", "Calico Road"),
        ("Is Ten Bells dead? ITV has cancelled the drama.", "Ten Bells"),
        ("They have all seen 'loud', which Hulu renewed for a second season.", "loud"),
        ("ITV News: Salt Road 2 is on the way, a drama.", "Salt Road"),
        ("Is Ten\u00a0Bells dead? ITV has cancelled the drama.", "Ten\u00a0Bells"),
    ],
)
def test_titles_that_the_text_alone_does_not_tell(text: str, title: str) -> None:
    assert title not in titles(text, None)
    assert titles(text, CATALOGUE) == {title}


@pytest.mark.parametrize(
    "text",
    [
        "You can watch the drama on Netflix. From May on, its second season is out.",
        "Ada Quill stars in the ITV drama. Its second season starts on Monday.",
        "What We Know About the Season on Netflix",
        "ITV has renewed the salt road for a second season, a drama.",
        "It was loud in the hall when Hulu renewed the drama for a second season.",
        "The captain saw a gannet. ITV has a drama in its second season.",
        "On the isle of Mull, where ITV films its drama, a second season is hoped for.",
        "“Evil is a word that I never use,” said Lord Varga, who knows of no second series of the drama on ITV.",
    ],
)
def test_words_that_are_titles_elsewhere(text: str) -> None:
    assert titles(text, CATALOGUE) == titles(text, None) == set()


def test_a_longer_name_is_not_cut_to_a_title_within_it() -> None:
    text = "ITV has renewed The Calico Road Murders for a third series; it stars Ada Varga."
    assert titles(text, CATALOGUE) == titles(text, None) == {"The Calico Road Murders"}
    assert titles("ITV's The Mull Murders returns for a second series.", CATALOGUE) == {"The Mull Murders"}


def test_claims_say_which_titles_the_reader_was_given() -> None:
    text = "Then Calico Road, which ITV cancelled after two series."
    read_with = read(document(text), catalogue=CATALOGUE)
    assert [c.show for c in read_with if isinstance(c, Status)] == ["Calico Road"]
    assert {c.reader for c in read_with} == {reader_name(CATALOGUE)} == {f"{READER} catalogue={CATALOGUE.version}"}
    assert {c.reader for c in read(document(text))} == {reader_name()} == {READER}


def test_the_same_titles_are_the_same_catalogue() -> None:
    one = KnownTitles(["Gull Rock", "The Tinsmith"])
    assert one.version == KnownTitles(["The Tinsmith", " Gull  Rock", "Gull Rock", ""]).version
    assert one.version == pickle.loads(pickle.dumps(one)).version
    assert one.version != KnownTitles(["Gull Rock"]).version
    assert len(one) == 2


def test_what_the_catalogue_said_is_explained() -> None:
    explained = explain(document("Then Calico Road, which ITV cancelled after two series."), CATALOGUE)
    (judged,) = [name for name in explained.names if name.name == "Calico Road"]
    assert "catalogue-words" in {weight.evidence for weight in judged.weights}


PIECES = ("Calico Road", "You", "The Gannet", "Ten Bells", "Netflix", "season 2", "renewed", "drama", "Varga", "Evil")


@given(st.lists(st.sampled_from((*PIECES, *" \n,.:'“”-ax(")), max_size=40), st.lists(st.sampled_from(PIECES)))
def test_whatever_the_catalogue_claims_point_at_their_words(pieces: list[str], known: list[str]) -> None:
    made = document(f"Netflix has renewed the drama. {' '.join(pieces)}")
    for claim in read(made, catalogue=KnownTitles(known)):
        check_evidence(claim, made)


@pytest.mark.parametrize("piece", ["You ", "The ", "The Salt ", "“You” ", "The Salt Road\n"])
def test_endless_titles_are_read(piece: str) -> None:
    made = document("Netflix has renewed the drama series. " + piece * (60_000 // len(piece)))
    for claim in read(made, catalogue=CATALOGUE):
        check_evidence(claim, made)
