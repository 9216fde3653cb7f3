"""What corrections and retractions take back of earlier documents, as the project reads them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.dossier import Said
from underway.dossier.retractions import taken_back
from underway.reading import read
from underway.vocabulary import Claim, Document

LEAD = "The Netflix drama “Harrow House” is about a map maker.\n\n"
PAGE = "https://sheet.example/harrow-house"
OTHER_PAGE = "https://sheet.example/harrow-house-again"
SHEET, POST = "The Sheet", "The Post"
SAYS = ("season", "status", "event", "date", "value", "count", "person", "role", "name", "quote")


def told(day: str | None, text: str, *, url: str | None = PAGE, by: str | None = SHEET) -> list[Said[Claim]]:
    published = date.fromisoformat(day) if day else None
    document = Document(text=LEAD + text, published=published, url=url, publisher=by)
    return [Said(claim, document) for claim in read(document)]


def short(claim: Claim) -> tuple[Any, ...]:
    return tuple(v for name in SAYS if (v := getattr(claim, name, None)) is not None)


def gone(*documents: list[Said[Claim]]) -> list[set[tuple[Any, ...]]]:
    """What is taken back of each of the documents."""
    taken = taken_back(s for document in documents for s in document)
    return [{short(s.claim) for s in document if s.claim.id in taken} for document in documents]


RENEWED, RENEWED_AND_SEEN = (
    "Netflix has renewed Harrow House for a third season.",
    "Netflix has renewed Harrow House for a third season. It drew 5.2 million viewers in its first week.",
)
NOT_RENEWED = (
    "Correction: An earlier version of this article said that Harrow House had been renewed for a third season."
)
WATCHED = "Harrow House drew 58 million households in its first four weeks."
QUOTE = "We are finished with the house and its cellar."

TAKEN_BACK: list[tuple[str, str, set[tuple[Any, ...]]]] = [
    (RENEWED, NOT_RENEWED, {(3, "renewed")}),
    (
        "Netflix renewed Harrow House for a third season on Sunday.",
        NOT_RENEWED,
        {(3, "renewed"), (3, "renewal", "2021-05-02")},
    ),
    (RENEWED_AND_SEEN, f"{NOT_RENEWED} It has not been.", {(3, "renewed")}),
    (
        "Netflix has cancelled Harrow House after two seasons.",
        "This article has been corrected to show that Harrow House has been renewed, not cancelled.",
        {(3, "cancelled")},
    ),
    (
        "The second season of Harrow House premieres on 4 June.",
        "This article has been corrected to show that season 2 premieres on 4 July, not 4 June.",
        {(2, "premiere", "2021-06-04")},
    ),
    (
        "The second season of Harrow House premieres on 4 June.",
        "Due to an editing error, an earlier version of this article said that season 2 would premiere in June.",
        {(2, "premiere", "2021-06-04")},
    ),
    (
        WATCHED,
        "Correction: A previous version of this story misstated the number of households that watched Harrow House. It "
        "was 48 million, not 58 million.",
        {(58_000_000,)},
    ),
    (
        WATCHED,
        "This post originally said that 58m households had watched the drama. We regret the error.",
        {(58_000_000,)},
    ),
    (WATCHED, "Clarification: 48 million households watched Harrow House, rather than 58,000,000.", {(58_000_000,)}),
    (
        "The second season of Harrow House has ten episodes.",
        "An earlier version of this article misstated the number of episodes in its second season. There are eight, "
        "not 10.",
        {(2, 10)},
    ),
    (
        "The second season of Harrow House has ten episodes.",
        "We incorrectly reported that the second season has ten episodes.",
        {(2, 10)},
    ),
    (
        "Harrow House was created by Ada Quill, who is also its showrunner.",
        "A previous version of this article misidentified the showrunner of Harrow House as Ada Quill.",
        {("Ada Quill", "showrunner")},
    ),
    (
        "Harrow House was created by Ada Quill, who is also its showrunner.",
        "A previous version of this article misidentified Ada Quill as the creator of Harrow House.",
        {("Ada Quill", "creator")},
    ),
    (
        "Harrow House airs on Hulu.",
        "CORRECTION: An earlier version of this story misstated the network of Harrow House. It is Netflix, not Hulu.",
        {("network", "Hulu")},
    ),
    (
        f"“{QUOTE}” creator Ada Quill told Variety of Harrow House.",
        f"The original version of this post quoted Ada Quill as saying “{QUOTE}” She said no such thing.",
        {(QUOTE,)},
    ),
]

# A notice of something else, or of another value.
LEFT: list[tuple[str, str]] = [
    (RENEWED, "We incorrectly reported that Harrow House had been renewed for a fourth season."),
    (RENEWED, "An earlier version of this article said that Harrow House had been cancelled."),
    (RENEWED, "An earlier version of this article misstated the age of the map maker in Harrow House."),
    (RENEWED, "An earlier version of the script had Harrow House renewed for a third season."),
    (RENEWED, "Netflix denied that Harrow House has been renewed for a third season."),
    (RENEWED, "We previously reported that Harrow House had been renewed for a third season."),
    (
        "The second season of Harrow House premieres on 4 June.",
        "This article has been corrected to show that season 2 premieres on 4 July, not 5 June.",
    ),
    (WATCHED, "Correction: 4.8 million people watched Harrow House, not 5.8 million."),
    (
        "The first season of Harrow House has ten episodes.",
        "Correction: The second season has eight episodes, not ten.",
    ),
    (
        "Harrow House was created by Ada Quill.",
        "An earlier version of this article said that creator Ada Quill had confirmed that Harrow House was renewed.",
    ),
    (
        "Harrow House airs on Hulu.",
        "An earlier version of this post said that Hulu had renewed Harrow House for a third season.",
    ),
]


@pytest.mark.parametrize(("before", "notice", "expected"), TAKEN_BACK)
def test_what_a_notice_takes_back(before: str, notice: str, expected: set[tuple[Any, ...]]) -> None:
    assert gone(told("2021-05-03", before), told("2021-05-05", notice)) == [expected, set()]


@pytest.mark.parametrize(("before", "notice"), LEFT)
def test_what_it_leaves(before: str, notice: str) -> None:
    assert gone(told("2021-05-03", before), told("2021-05-05", notice)) == [set(), set()]


@pytest.mark.parametrize(
    ("before", "notice", "is_taken_back"),
    [
        ({}, {}, True),
        ({}, {"url": OTHER_PAGE}, True),
        ({}, {"url": f"{PAGE}#update"}, True),
        ({"by": POST}, {}, True),  # one address, whatever the sources call its publisher
        ({"by": POST}, {"url": OTHER_PAGE}, False),
        ({"url": None}, {"url": None}, True),
        ({"url": None, "by": POST}, {"url": None}, False),
        ({"by": None}, {"url": OTHER_PAGE, "by": None}, True),  # one host
        ({"url": None, "by": None}, {"url": None, "by": None}, False),
    ],
)
def test_of_which_documents(before: dict[str, Any], notice: dict[str, Any], is_taken_back: bool) -> None:
    expected = {(3, "renewed")} if is_taken_back else set()
    assert gone(told("2021-05-03", RENEWED, **before), told("2021-05-05", NOT_RENEWED, **notice)) == [expected, set()]


def test_on_another_page_a_season_that_one_of_them_leaves_open_is_not_the_same() -> None:
    before = "Netflix has cancelled Harrow House after two seasons."
    notice = "Correction: An earlier version of this article said that Harrow House had been cancelled."
    assert gone(told("2021-05-03", before), told("2021-05-05", notice)) == [{(3, "cancelled")}, set()]
    assert gone(told("2021-05-03", before), told("2021-05-05", notice, url=OTHER_PAGE)) == [set(), set()]


def test_on_another_page_a_value_counts_where_the_notice_names_the_show() -> None:
    bare = "Correction: 48 million households watched it, not 58 million."
    assert gone(told("2021-05-03", WATCHED), told("2021-05-05", bare, url=OTHER_PAGE)) == [set(), set()]
    named = "Correction: 48 million households watched Harrow House, not 58 million."
    assert gone(told("2021-05-03", WATCHED), told("2021-05-05", named, url=OTHER_PAGE)) == [{(58_000_000,)}, set()]


@pytest.mark.parametrize(
    ("day", "of_notice", "is_taken_back"),
    [
        ("2021-05-05", "2021-05-05", True),  # the same page without the notice is the older text
        ("2021-05-06", "2021-05-05", False),
        (None, "2021-05-05", True),
        ("2021-05-03", None, True),
    ],
)
def test_days_of_one_page(day: str | None, of_notice: str | None, is_taken_back: bool) -> None:
    expected = {(3, "renewed")} if is_taken_back else set()
    assert gone(told(day, RENEWED), told(of_notice, NOT_RENEWED)) == [expected, set()]


@pytest.mark.parametrize(
    ("day", "of_notice"), [("2021-05-05", "2021-05-05"), ("2021-05-06", "2021-05-05"), (None, "2021-05-05")]
)
def test_on_another_page_only_what_is_known_to_be_older(day: str | None, of_notice: str) -> None:
    assert gone(told(day, RENEWED, url=OTHER_PAGE), told(of_notice, NOT_RENEWED)) == [set(), set()]


def test_the_day_from_which_an_undated_document_was_known_counts() -> None:
    undated = told(None, RENEWED, url=OTHER_PAGE)
    notice = told("2021-05-05", NOT_RENEWED)
    known = [Said(s.claim, s.document, known=date(2021, 5, 3)) for s in undated]
    assert gone(known, notice) == [{(3, "renewed")}, set()]


def test_what_is_said_anew_counts() -> None:
    before, notice = told("2021-05-03", RENEWED), told("2021-05-05", NOT_RENEWED)
    anew = told("2021-08-01", f"{RENEWED} It was late, but true.")
    assert gone(before, notice, anew) == [{(3, "renewed")}, set(), set()]


def test_what_the_text_with_the_notice_still_says_counts() -> None:
    notice = told("2021-05-05", f"{WATCHED}\n\nCorrection: The households were 58 million, not 48 million.")
    assert gone(told("2021-05-03", "Harrow House drew 48 million households in its first four weeks."), notice) == [
        {(48_000_000,)},
        set(),
    ]


RETRACTED = "Editor's note: This story has been retracted. It was not up to our standards."
ALL_SAID = {("network", "Netflix"), (3, "renewed"), (2, 5_200_000)}


def test_a_retraction_takes_back_all_of_its_page() -> None:
    before = told("2021-05-03", RENEWED_AND_SEEN)
    elsewhere = told("2021-05-03", RENEWED_AND_SEEN, url=OTHER_PAGE)
    assert gone(before, elsewhere, told("2021-05-05", RETRACTED)) == [ALL_SAID, set(), set()]


def test_a_retraction_takes_back_the_text_below_it() -> None:
    assert gone(told("2021-05-05", f"{RETRACTED}\n\n{RENEWED_AND_SEEN}")) == [ALL_SAID - {("network", "Netflix")}]


def test_what_was_not_yet_taken_back() -> None:
    assert taken_back(told("2021-05-03", RENEWED)) == {}


def test_the_first_notice_is_told_with_its_words() -> None:
    before = told("2021-05-03", RENEWED)
    first, second = told("2021-05-05", NOT_RENEWED), told("2021-05-06", f"{NOT_RENEWED} It was a slip.", url=OTHER_PAGE)
    (taken,) = taken_back([*before, *second, *first]).values()
    assert (taken.document, taken.words.text, taken.day) == (first[0].document, NOT_RENEWED, date(2021, 5, 5))
    assert taken.document.holds(taken.words)


STORY = [
    told("2021-05-03", RENEWED_AND_SEEN),
    told("2021-05-04", NOT_RENEWED),
    told("2021-05-04", WATCHED, url=OTHER_PAGE),
    told("2021-05-05", "Correction: 48 million households watched Harrow House, not 58 million.", url=OTHER_PAGE),
    told("2021-05-06", RETRACTED),
    told("2021-05-07", RENEWED, by=POST, url=None),
]


@given(st.permutations([s for document in STORY for s in document]))
def test_the_order_does_not_matter(order: list[Said[Claim]]) -> None:
    taken = taken_back(order)
    assert taken
    assert taken == taken_back(s for document in STORY for s in document)


@given(st.dates(date(2021, 5, 1), date(2021, 5, 9)))
def test_by_a_day_what_was_taken_back_until_then(day: date) -> None:
    """A claim's first notice is the same on every day from its own on."""
    said = [s for document in STORY for s in document]
    then = taken_back(s for s in said if s.day is not None and s.day <= day)
    assert then == {id_: taken for id_, taken in taken_back(said).items() if taken.day is not None and taken.day <= day}
