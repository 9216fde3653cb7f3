"""Dates in words, what they mean from the day of publication, and what happens on them."""

from datetime import date

import pytest

from underway.reading.reader import lay_out
from underway.vocabulary import Document

from .claims import said

DAY = "2021-05-05"  # a Wednesday


def dates_in(text: str, published: str | None = DAY) -> list[tuple[str, str]]:
    """The words of each date, and what they mean."""
    day = date.fromisoformat(published) if published else None
    page = lay_out(Document(text=text, published=day))
    return [(text[m.start : m.end], m.date) for m in page.dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The drama premiered on October 2, 2020.", [("October 2, 2020", "2020-10-02")]),
        ("The drama premiered on 2 October 2020.", [("2 October 2020", "2020-10-02")]),
        ("The drama premiered on Oct. 2nd, 2020.", [("Oct. 2nd, 2020", "2020-10-02")]),
        ("The drama premiered on 2020-10-02.", [("2020-10-02", "2020-10-02")]),
        ("The drama premiered on 12/25/2020.", [("12/25/2020", "2020-12-25")]),
        ("The drama premiered on 25/12/2020.", [("25/12/2020", "2020-12-25")]),
        ("The drama premiered on 03/04/2020.", [("03/04/2020", "2020")]),
        ("It will be back in May 2022.", [("May 2022", "2022-05")]),
        ("It will be back in early 2022.", [("2022", "2022")]),
        ("It is due in the spring of 2022.", [("spring of 2022", "2022-21")]),
        ("It ended in autumn 2019.", [("autumn 2019", "2019-23")]),
    ],
)
def test_dates_that_say_their_year(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates_in(text) == expected
    assert dates_in(text, published=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The drama premiered on October 2.", "2020-10-02"),
        ("The drama premieres on October 2.", "2021-10-02"),
        ("The drama will premiere in March.", "2022-03"),
        ("The drama launched in March.", "2021-03"),
        ("It has been shooting since March.", "2021-03"),
        ("They're back in November with more.", "2021-11"),
        ("It was back in November that they said so.", "2020-11"),
        ("It has been pushed back to March.", "2022-03"),
        ("A second season had finished shooting on Sunday.", "2021-05-02"),
        ("The finale airs Sunday.", "2021-05-09"),
        ("It was renewed on Wednesday.", "2021-05-05"),
        ("It returns on Monday week.", "2021-05-17"),
        ("It was renewed last Friday.", "2021-04-30"),
        ("It returns next Friday.", "2021-05-07"),
        ("It was cancelled yesterday.", "2021-05-04"),
        ("It was cancelled last night.", "2021-05-04"),
        ("It starts tomorrow night.", "2021-05-06"),
        ("Filming starts next month.", "2021-06"),
        ("Filming wrapped last month.", "2021-04"),
        ("It returns later this year.", "2021"),
        ("It returns next year.", "2022"),
        ("It returns this fall.", "2021-23"),
        ("It ended last spring.", "2020-21"),
        ("It ended last summer.", "2020-22"),
        ("It returns next spring.", "2022-21"),
        ("It returns in the new year.", "2022"),
        ("It was ordered in March last year.", "2020-03"),
        ("It lands on New Year's Day.", "2022-01-01"),
        ("It was dropped on Boxing Day.", "2020-12-26"),
        ("It arrives on the 14th.", "2021-05-14"),
        ("All ten hours arrive Nov. 27.", "2021-11-27"),
        ("The shoot has been extended through September.", "2021-09"),
    ],
)
def test_dates_seen_from_the_day_of_publication(text: str, expected: str) -> None:
    assert [day for _, day in dates_in(text)] == [expected]
    assert dates_in(text, published=None) == []


@pytest.mark.parametrize(
    "text",
    [
        "It may return.",
        "They march on.",
        "The series is on every Monday.",
        "The hour was watched by 2,020 households.",
        "Season 2 has ten episodes.",
        "It had 1984 in mind.",
        "Ratings fall for the drama.",
        "It is the spring of hope.",
        "He has a second job.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It airs from June 3 to July 8.", ("2021-06-03", "2021-07-08")),
        ("It airs June 3-17.", ("2021-06-03", "2021-06-17")),
        ("It was filmed between August and November 2020.", ("2020-08", "2020-11")),
    ],
)
def test_a_range_keeps_both_ends(text: str, expected: tuple[str, str]) -> None:
    (mention,) = lay_out(Document(text=text, published=date.fromisoformat(DAY))).dates
    assert (mention.date, mention.until) == expected


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("date 2021-05-05 ", "2021-06"),
        ("LOS ANGELES, May 5, 2021 -- ", "2021-06"),
        ("By Ann Onym | May 5, 2021 8:41am PT\n\n", "2021-06"),
        ("Last updated: 5 May 2021\n\n", "2021-06"),
        ("For immediate release - 5 May 2021\n\n", "2021-06"),
    ],
)
def test_a_dateline_stands_for_the_day_of_publication(head: str, day: str) -> None:
    assert day in [d for _, d in dates_in(f"{head}The drama starts shooting next month.", published=None)]


HARROW = 'Netflix\'s drama "Harrow House" '


@pytest.mark.parametrize(
    ("text", "season"),
    [
        (f"{HARROW}has been renewed for a third season. It will be back in May 2022.", 3),
        (f"The new drama {HARROW}premieres in May 2022.", 1),
        (f"{HARROW}debuted in March 2009; last year, in its third season, it was a hit.", 1),
        (f"{HARROW}returns in May 2022.", None),
    ],
)
def test_a_season_that_is_meant(text: str, season: int | None) -> None:
    assert said(text, "date", "event", "season") == {("premiere", season)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HARROW}premieres on October 2.", {("premiere", "2021-10-02")}),
        (f"{HARROW}returns for its second season on June 4.", {("premiere", "2021-06-04")}),
        (f"{HARROW}signed off on April 30.", {("finale", "2021-04-30")}),
        (f"The season finale of {HARROW}airs on May 20.", {("finale", "2021-05-20")}),
        (f"Filming on {HARROW}began on March 3.", {("filming_start", "2021-03-03")}),
        (f"{HARROW}wrapped filming on April 12.", {("filming_end", "2021-04-12")}),
        (f"{HARROW}was renewed for a second season on April 12.", {("renewal", "2021-04-12")}),
        (f"{HARROW}was cancelled in April.", {("cancellation", "2021-04")}),
        (
            f"{HARROW}was filmed between August and November 2020.",
            {("filming_start", "2020-08"), ("filming_end", "2020-11")},
        ),
        (f"Netflix said on Tuesday that {HARROW}has been renewed for a second season.", {("renewal", "2021-05-04")}),
    ],
)
def test_what_happens_on_a_date(text: str, expected: set[tuple[str, str]]) -> None:
    assert said(text, "date", "event", "date") == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{HARROW}was originally due to premiere on March 3.",
        f"Will {HARROW}premiere on October 2?",
        f"If {HARROW}premieres on October 2, all is well.",
        f"{HARROW}will not premiere on October 2.",
        f"Netflix said on Tuesday that {HARROW}is popular.",
        f"SEOUL, May 4 -- {HARROW}is popular.",
    ],
)
def test_what_is_given_up_asked_or_only_said_has_no_date(text: str) -> None:
    assert said(text, "date", "event", "date") == set()
