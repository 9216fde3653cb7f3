"""Spellings of one title meet under one key; different titles keep apart."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from underway.vocabulary.titles import fold_letters, strip_marks, title_key

titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1) | st.from_regex(
    r"[A-Z][a-zéèüñç]+( [A-Z&'’][a-z0-9]+){0,4}[!?.]?", fullmatch=True
)


@pytest.mark.parametrize(
    "spellings",
    [
        ["The Café & Co.", "cafe and co", "THE CAFÉ AND CO", "“The Cafe\u0301 & Co.”", "  the  café &  co. "],
        ["Lupin", "LUPIN", '"Lupin"', "‘Lupin’", "«Lupin»", "'“Lupin”'"],
        ["A Quiet Harbour", "Quiet Harbour", "quiet harbour?"],
        ["An Orchard", "Orchard", "orchard!"],
        ["Grey’s Landing", "Grey's Landing", "grey's landing"],
        ["Straße", "STRASSE"],
        ["9-1-1", "9 1 1", "9–1–1"],
        ["ﬁnal_cut", "Final Cut"],
        ["İzmir", "izmir"],
        ["!!!", " !!! ", "“!!!”"],
        ["The", "the", "“The”"],
    ],
)
def test_spellings_that_meet(spellings: list[str]) -> None:
    assert len({title_key(s) for s in spellings}) == 1
    assert title_key(spellings[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "Harbours"),
        ("The A Road", "The Road"),
        ("A.P. Harbour", "P. Harbour"),
        ("Theodora", "Odora"),
        ("Another", "Other"),
        ("Harbour 2", "Harbour"),
        ("!!!", "???"),
    ],
)
def test_titles_that_keep_apart(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@given(titles)
def test_the_key_does_not_see_case_accents_or_quotation_marks(title: str) -> None:
    key = title_key(title)
    assert title_key(unicodedata.normalize("NFD", title)) == title_key(unicodedata.normalize("NFC", title)) == key
    assert title_key(f"  {title}\t") == key
    assert key == key.strip()


@given(st.from_regex(r"[A-Za-z]{2,9}( [A-Za-z0-9]{1,9}){0,4}", fullmatch=True), st.sampled_from(["The ", "a ", "AN "]))
def test_the_key_does_not_see_case_or_a_leading_article(title: str, article: str) -> None:
    key = title_key(title)
    assert title_key(title.upper()) == title_key(title.lower()) == key
    assert title_key(f"“{title}”") == key
    assume(not title.lower().startswith(("the ", "an ")))
    assume(title.lower() not in ("the", "an"))
    assert title_key(article + title) == key


@given(titles)
def test_a_key_is_its_own_key_unless_it_begins_with_an_article(title: str) -> None:
    key = title_key(title)
    assume(not key.startswith(("the ", "a ", "an ")))
    assert title_key(key) == key


@given(titles)
def test_folding_and_stripping_twice_change_nothing_more(title: str) -> None:
    assert fold_letters(fold_letters(title)) == fold_letters(title)
    assert strip_marks(strip_marks(title)) == strip_marks(title)


@pytest.mark.parametrize(
    ("title", "stripped"),
    [
        (" “The  Orchard” ", "The Orchard"),
        ("'“Orchard”'", "Orchard"),
        ("The ‘Orchard’", "The ‘Orchard’"),
        ("''", "''"),
        ("", ""),
    ],
)
def test_marks_around_a_title(title: str, stripped: str) -> None:
    assert strip_marks(title) == stripped
