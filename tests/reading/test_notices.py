"""Notices of correction and retraction: what they say was wrong is never asserted."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading import read
from underway.reading.notices import Notices, find_notices
from underway.vocabulary import Document

from .claims import claims_of

LEAD = "The Netflix drama “Harrow House” is about a map maker.\n\n"
MARCH, MAY = "2022-03-04", "2022-05-04"


def decided(notice: str) -> set[tuple[Any, ...]]:
    """Season, what is decided or happens, its date, and the certainty, of every status and date."""
    text = LEAD + notice
    statuses = {(c.season, c.status, c.certainty) for c in claims_of(text, "status")}
    return statuses | {(c.season, c.event, c.date, c.certainty) for c in claims_of(text, "date")}


def notices_of(text: str) -> Notices:
    return find_notices(Document(text=text))


RENEWED_3 = {(3, "renewed", "denied")}
CANCELLED = {(None, "cancelled", "denied")}
MOVED = {(2, "premiere", MARCH, "asserted"), (2, "premiere", MAY, "denied")}

SAID: list[tuple[str, set[tuple[Any, ...]]]] = [
    (
        "An earlier version of this article said Harrow House had been renewed for a third season. It has not been.",
        RENEWED_3,
    ),
    (
        "Correction: An earlier version of this post incorrectly stated that Netflix had renewed Harrow House for a "
        "third season.",
        RENEWED_3,
    ),
    (
        "CORRECTION, 3:15 p.m.: A previous version of this story reported that Harrow House had been cancelled. We "
        "regret the error.",
        CANCELLED,
    ),
    (
        "Due to an editing error, an earlier version of this column said Harrow House had been cancelled.",
        CANCELLED,
    ),
    (
        "• This article was amended on 4 May 2021. An earlier version said that ITV had axed Harrow House; it has been "
        "renewed for a third series.",
        {(3, "cancelled", "denied"), (3, "renewed", "asserted")},
    ),
    (
        "A correction was made on May 4, 2021: An earlier version of this article, published on Sunday, also said that "
        "Harrow House had been renewed for a third season.",
        RENEWED_3,
    ),
    (
        "Editors' note: Because of a reporting error, this article originally said Netflix had cancelled Harrow House. "
        "It has not.",
        CANCELLED,
    ),
    ("This report previously claimed that Harrow House had been renewed for a third season.", RENEWED_3),
    ("The headline on an earlier version of this story wrongly said that Harrow House had been axed.", CANCELLED),
    ("This post's original headline said that Netflix had cancelled Harrow House.", CANCELLED),
    (
        "We mistakenly reported that Harrow House had been renewed for a third season. We apologise for the error.",
        RENEWED_3,
    ),
    (
        "In a story published May 4, about the drama Harrow House, The Northern Wire erroneously reported that it had "
        "been cancelled.",
        CANCELLED,
    ),
    (
        "Corrections and clarifications\n\nAn article on Monday about the drama Harrow House incorrectly said that it "
        "had been cancelled.",
        CANCELLED,
    ),
    ("CORRECTION: Earlier we said Harrow House was history.", CANCELLED),
    ("Correction. We said at 11.10 that Netflix had cancelled Harrow House. It has not.", CANCELLED),
    ("Clarification: We reported on Tuesday that Harrow House had been renewed for a third season.", RENEWED_3),
    ("This post has been corrected. It initially said Harrow House had been renewed for a third season.", RENEWED_3),
    (
        "This story corrects an earlier version that said Harrow House had been renewed for a third season.",
        RENEWED_3,
    ),
    ("We retract our report that Harrow House had been renewed for a third season.", RENEWED_3),
    (
        "This article was amended to remove a claim that Harrow House had been renewed for a third series.",
        RENEWED_3,
    ),
    (
        "Harrow House has not been renewed for a third season, as an earlier version of this article stated.",
        RENEWED_3,
    ),
    (
        "Contrary to what an earlier version of this article said, Harrow House has not been renewed for a third "
        "season.",
        RENEWED_3,
    ),
    (
        "An earlier version of this article said that Harrow House, which began in May, had been cancelled.",
        CANCELLED,
    ),
    (
        "An earlier version of this article said that Harrow House had been cancelled, but Netflix has renewed it for "
        "a third season.",
        {(3, "cancelled", "denied"), (3, "renewed", "asserted")},
    ),
    ("In an earlier version of this article, Harrow House was described as cancelled.", CANCELLED),
    ("Our report on Monday that Harrow House had been cancelled was wrong.", CANCELLED),
    ("The Sheet apologises for wrongly reporting that Harrow House had been cancelled.", CANCELLED),
    (
        "Correction: The headline has been changed. It originally read: “Netflix renews Harrow House for a third "
        "season”.",
        RENEWED_3,
    ),
    (
        "An earlier version of this article made the incorrect claim that Harrow House had been renewed for a third "
        "season.",
        RENEWED_3,
    ),
    (
        "This story has been corrected to reflect that Netflix, not Hulu, renewed Harrow House for a third season.",
        {(3, "renewed", "asserted")},
    ),
    (
        "This article has been updated to reflect that Harrow House has been renewed, not cancelled.",
        {(None, "renewed", "asserted"), (None, "cancelled", "denied")},
    ),
    (
        "This post has been updated to clarify that Harrow House has been renewed for a third season.",
        {(3, "renewed", "asserted")},
    ),
]

DATED: list[tuple[str, set[tuple[Any, ...]]]] = [
    ("This article has been corrected to show that season 2 premieres on 4 March, not 4 May.", MOVED),
    ("This story has been corrected to say that season 2 of Harrow House premieres on March 4, not May 4.", MOVED),
    ("(Corrects headline to show that season 2 premieres on March 4, not May 4)", MOVED),
    ("Correction: Season 2 of Harrow House premieres on 4 March, not 4 May as previously reported.", MOVED),
    (
        "Clarification: Season 2 of Harrow House starts not on 4 May but on 4 March.",
        {(2, "premiere", MAY, "denied")},
    ),
    (
        "Correction: An earlier version of this article misstated the premiere date of the second season of Harrow "
        "House. It is 4 March, not 4 May.",
        MOVED,
    ),
    (
        "An item in Tuesday's newsletter gave the wrong date for the premiere of season 2; it is 4 March, not 4 May.",
        MOVED,
    ),
    (
        "An earlier version of this guide gave 4 June as the premiere date of season 2. We regret the error.",
        {(2, "premiere", "2021-06-04", "denied")},
    ),
    (
        "An earlier version of this article misidentified the premiere date of season 2 as 4 June.",
        {(2, "premiere", "2021-06-04", "denied")},
    ),
    (
        "This story was updated on 3 May. An earlier version said season 2 would premiere on 4 May instead of 4 March.",
        {(2, "premiere", MAY, "denied")},
    ),
    (
        "Correction (May 3): An earlier version of this article misstated when the first season had its premiere.",
        set(),
    ),
    (
        "We incorrectly said that Netflix had renewed Harrow House for a third season on Sunday.",
        {(3, "renewed", "denied"), (3, "renewal", "2021-05-02", "denied")},
    ),
]

ONLY_NAMED = [
    "An earlier version of this article referred incorrectly to the day on which Harrow House was renewed.",
    "An earlier version of this article misstated the season for which Harrow House has been renewed.",
    "A previous version of this story misspelled the name of Ada Quill. An earlier version misquoted her.",
    "An earlier version of this article contained an error about when Harrow House was cancelled.",
    "This article was amended to correct the day on which Harrow House was renewed for a third season.",
]

# What looks like a notice, and what it says of the show all the same.
NO_NOTICES: list[tuple[str, set[tuple[Any, ...]]]] = [
    ("An earlier version of the script had Maya leave Harrow House in the last scene.", set()),
    ("An earlier version of the story, she said, gave Harrow House to a cousin.", set()),
    ("The makers of Harrow House built the show's correction facility in Leeds.", set()),
    ("Correction officers, not teachers, are the heroes of Harrow House.", set()),
    ("Netflix has retracted its offer to the makers of Harrow House.", set()),
    ("The story that Harrow House is based on has been withdrawn from schools.", set()),
    ("We previously reported that Harrow House had been renewed for a third season.", {(3, "renewed", "asserted")}),
    ("As an earlier report said, Harrow House has been renewed for a third season.", {(3, "renewed", "asserted")}),
    ("The previous version of Harrow House was cancelled after two seasons.", {(3, "cancelled", "asserted")}),
    (
        "An earlier version of this story was published before Netflix renewed Harrow House for a third season.",
        {(3, "renewed", "asserted")},
    ),
    (
        "In the article, Maya corrected the record: Harrow House had been renewed for a third season.",
        {(3, "renewed", "asserted")},
    ),
    (
        "The amended contract says that Netflix has renewed Harrow House for a third season.",
        {(3, "renewed", "asserted")},
    ),
]


@pytest.mark.parametrize(("notice", "expected"), SAID + DATED)
def test_what_was_wrong_is_denied(notice: str, expected: set[tuple[Any, ...]]) -> None:
    assert decided(notice) == expected


@pytest.mark.parametrize("notice", ONLY_NAMED)
def test_what_a_notice_only_speaks_of_is_neither_asserted_nor_denied(notice: str) -> None:
    assert decided(notice) == set()


@pytest.mark.parametrize(("text", "expected"), NO_NOTICES)
def test_what_only_looks_like_a_notice(text: str, expected: set[tuple[Any, ...]]) -> None:
    assert decided(text) == expected
    assert all(t.part == "topic" for notice in notices_of(text) for t in notice.told)
    assert not any(notice.withdraws for notice in notices_of(text))


@pytest.mark.parametrize(
    ("notice", "kind", "field", "expected"),
    [
        (
            "Correction: A previous version of this story misstated the number of households that watched Harrow "
            "House. It was 48 million, not 58 million.",
            "audience",
            "value",
            {48_000_000},
        ),
        (
            "An earlier version of this article said that 5.2 million people watched Harrow House.",
            "audience",
            "value",
            set(),
        ),
        (
            "Correction: The second season of Harrow House has eight episodes, not ten episodes.",
            "episodes",
            "count",
            {8},
        ),
        ("An earlier version of this post said that Harrow House has ten episodes.", "episodes", "count", set()),
        (
            "An earlier version of this post identified Ada Quill as the creator of Harrow House.",
            "credit",
            "person",
            set(),
        ),
        ("This post originally said that Ada Quill plays Maya in Harrow House.", "credit", "person", set()),
        (
            "This article was amended because an earlier version misstated the broadcaster of Harrow House as Hulu "
            "instead of BBC One.",
            "company",
            "name",
            {"Netflix", "BBC One"},
        ),
        (
            "We wrongly reported that Harrow House is made by Tall Ship Pictures for Hulu.",
            "company",
            "name",
            {"Netflix"},
        ),
        (
            "The original version of this post quoted Ada Quill as saying “We are finished with the house.” She said “"
            "We are not finished with the house.”",
            "quote",
            "quote",
            {"We are not finished with the house."},
        ),
    ],
)
def test_of_other_kinds_only_what_is_right_is_claimed(notice: str, kind: str, field: str, expected: set[Any]) -> None:
    assert {getattr(c, field) for c in claims_of(LEAD + notice, kind)} == expected


def test_what_the_rest_of_the_text_says_stays() -> None:
    notice = "Correction: An earlier version of this article said that Harrow House had been cancelled.\n\n"
    news = "Netflix has renewed “Harrow House” for a third season, which premieres on 4 March."
    assert decided(notice + news) == {
        (3, "cancelled", "denied"),
        (3, "renewed", "asserted"),
        (3, "premiere", MARCH, "asserted"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Editor's note: This story has been retracted.",
        "This article was withdrawn on 4 May because its source could not be named.",
        "We have withdrawn this story.",
        "The Northern Wire has retracted this report and apologises to the makers.",
        "We no longer stand by this story.",
        "This post has been removed because it did not meet our standards.",
        "RETRACTED: Netflix renews “Harrow House”",
    ],
)
def test_a_whole_text_is_withdrawn(text: str) -> None:
    assert [notice.withdraws for notice in notices_of(f"{text}\n\n{LEAD}")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Parts of this story have been retracted.",
        "Fans demand that this article be withdrawn.",
        "This article has been withdrawn from sale.",
        "We have retracted the story that Harrow House had been cancelled.",
        "This story has been corrected. It has not been retracted.",
    ],
)
def test_a_text_that_is_not_withdrawn(text: str) -> None:
    assert not any(notice.withdraws for notice in notices_of(text))


FRAMES = (
    "An earlier version of this article said that {}",
    "Correction: A previous version of this story wrongly reported that {}",
    "This article was amended on 4 May 2021. An earlier version stated that {}",
    "We incorrectly said on Monday that {} We regret the error.",
    "CORRECTION: Earlier today we reported that {}",
    "This post has been corrected. It previously said that {}",
)
STATEMENTS = (
    "Netflix has renewed the drama “Harrow House” for a third season.",
    "the drama “Harrow House” has been cancelled after two seasons.",
    "there will be no third season of the drama “Harrow House”.",
    "the sixth season of the drama “Harrow House” will be its last.",
    "filming on season two of the drama “Harrow House” began on March 3.",
    "season two of the drama “Harrow House” premieres on October 2.",
    "the drama “Harrow House” was not renewed for a second season.",
    "5.2 million people watched the Hulu drama “Harrow House” in its first week.",
    "the ten-part drama “Harrow House”, created by Ada Quill, airs on Hulu.",
    "Ada Quill plays Dr. Maya Voss in the drama “Harrow House”.",
)


@given(st.sampled_from(FRAMES), st.sampled_from(STATEMENTS), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_nothing_that_was_wrong_is_claimed_to_be_so(frame: str, statement: str, published: date) -> None:
    claims = read(Document(text=frame.format(statement) + "\n\nMore on sitcoms tomorrow.", published=published))
    assert {getattr(c, "certainty", c.kind) for c in claims} <= {"denied"}


PIECES = (
    *FRAMES,
    *STATEMENTS,
    "Correction:",
    "It was 48 million, not 58 million.",
    ", not",
    "as",
    "rather than",
    "\n",
    ";",
    "“",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
def test_what_a_notice_tells_stands_in_it_in_order(text: str) -> None:
    at = 0
    for notice in notices_of(f"News. {text}"):
        assert at <= notice.start
        at = notice.start
        for told in notice.told:
            assert at <= told.start < told.end
            at = told.end
        assert at <= notice.end <= len(f"News. {text}")
        at = notice.end


@pytest.mark.parametrize(
    "piece",
    [
        "Correction: renewed. ",
        "An earlier version of this article said on 4 May ",
        "not 4 May, ",
        "An article misstated which, incorrectly ",
        "Correction\n",
        "rather than not and not ",
    ],
)
def test_endless_repetition_is_read(piece: str) -> None:
    text = f"{LEAD}Correction: {piece * (60_000 // len(piece))}"
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.text for c in read(Document(text=text)))
