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
        ("It returns a week from Sunday.", "2021-05-16"),
        ("It returns two weeks on Friday.", "2021-05-21"),
        ("It returns the Sunday after next.", "2021-05-16"),
        ("It returns Tuesday of next week.", "2021-05-11"),
        ("It returned a week ago Sunday.", "2021-04-25"),
        ("It returned the Sunday before last.", "2021-04-25"),
        ("It was renewed a week ago today.", "2021-04-28"),
        ("It returns the day after tomorrow.", "2021-05-07"),
        ("It returns two weeks from today.", "2021-05-19"),
        ("It returns in ten days.", "2021-05-15"),
        ("It will be back in three months' time.", "2021-08"),
        ("It ended the year before last.", "2019"),
        ("It returns on 23/6.", "2021-06-23"),
        ("It returns on the Fourth of July.", "2021-07-04"),
        ("It was renewed last Friday.", "2021-04-30"),
        ("It returns next Friday.", "2021-05-07"),
        ("It was cancelled yesterday.", "2021-05-04"),
        ("It is back for a third run on 3 June, with a new head played by Ada Quill.", "2021-06-03"),
        ("The network axed the sitcom on April 9 and there will be no second season.", "2021-04-09"),
        ("The show swings back in January.", "2022-01"),
        ("It trots on to ITV1 this Saturday.", "2021-05-08"),
        ("Sunday's finale drew four million.", "2021-05-02"),
        ("It will have its finale on March 22.", "2022-03-22"),
        ("It was moved to the first week of October.", "2021-10"),
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
        ("It aired between April 11 and June 13, 2018.", ("2018-04-11", "2018-06-13")),
        ("It ran between 2009 and 2012.", ("2009", "2012")),
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
        (f"Netflix today announced that {HARROW}will return for a second season.", {("renewal", "2021-05-05")}),
        (
            f"{HARROW}began in 2014. Filming on the third season, Netflix said, finished in April 2021.",
            {("premiere", "2014"), ("filming_end", "2021-04")},
        ),
        (
            f"{HARROW}went before cameras in June 2020, wrapped that October and hit Netflix on February 4.",
            {("filming_start", "2020-06"), ("filming_end", "2020-10"), ("premiere", "2021-02-04")},
        ),
        (
            f"{HARROW}has been shooting its second season in Leeds and finishes on Friday.",
            {("filming_end", "2021-05-07")},
        ),
        (f"{HARROW}will shoot in Leeds until August.", {("filming_end", "2021-08")}),
        (f"{HARROW}ran from 2008 to 2014.", {("premiere", "2008"), ("finale", "2014")}),
        (f"{HARROW}opens its second season on June 4.", {("premiere", "2021-06-04")}),
        (f"{HARROW}is due this fall.", {("premiere", "2021-23")}),
        (f"The last ever episode of {HARROW}, out on June 4, is a farewell.", {("finale", "2021-06-04")}),
        (f"Episode ten of {HARROW}, out on June 4, is the very last.", {("finale", "2021-06-04")}),
        (
            f"{HARROW}is made in Leeds. The first season dropped on May 3, 2019 and the second on 5 February 2021.",
            {("premiere", "2019-05-03"), ("premiere", "2021-02-05")},
        ),
        (
            f"{HARROW}was given a second season in March and was cancelled on Tuesday.",
            {("renewal", "2021-03"), ("cancellation", "2021-05-04")},
        ),
        (f"{HARROW}was to open on May 20 and will arrive on June 4 instead.", {("premiere", "2021-06-04")}),
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
        f"{HARROW}is late: its June 7 bow is off.",
        f"Netflix had {HARROW}pencilled in for June 7.",
        f"A trailer for {HARROW}dropped on Tuesday.",
        f"A repeat of {HARROW}airs on Sunday.",
        f"{HARROW}star Ada Quill dropped into the office on Tuesday.",
    ],
)
def test_what_is_given_up_asked_or_only_said_has_no_date(text: str) -> None:
    assert said(text, "date", "event", "date") == set()


LISTING = """What to watch

THURSDAY
Harrow House (Netflix). The drama returns for a second season.

FRIDAY
Saltmarsh (BBC One). A repeat of the first series of the thriller.

SATURDAY
Tannery (Fox). The series finale of the sitcom.
"""
CALENDAR = """Fall premiere dates

Netflix's "Harrow House" and Fox's "Tannery" are back.

Monday, Sept. 20
9 p.m.: Harrow House (season two)
Tuesday, Sept. 21
8 p.m.: Tannery (season six)
"""
TABLE = """Netflix's drama "Harrow House" is back.

Season | Premiered | Ended | Viewers
1 | September 23, 2018 | May 12, 2019 | 4.1
2 | September 29, 2019 | April 27, 2020 | 3.7
"""
EPISODES = """Netflix's drama "Harrow House" is out in parts. The calendar:

May 12 - episodes 1 and 2
May 19 - episode 3
May 26 - episode 4 (finale)
"""


INLINE = """ABC sets its fall premiere dates

Sept. 20: "Harrow House" (Season 3), "Tannery" (new)
Sept. 21: "The Salt Lanes"
Sept. 22: "Quay Street" season finale
"""
ENTRIES = """Renewed and cancelled so far

Harrow House
Network: BBC One
Status: Renewed for series 3
Returns: 4 June

The Tannery
Network: ITV
Status: Cancelled after one series
Last episode: 12 February
"""
TONIGHT = """Tonight's TV

Harrow House
BBC One, 9pm
The drama returns for a second series.

The Salt Lanes
ITV, 8pm
Last in the series. Joan faces her demons.

Barely Broken
Channel 4, 10pm
The comedy's repeat run continues.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            INLINE,
            {
                ("Harrow House", "premiere", "2021-09-20"),
                ("Tannery", "premiere", "2021-09-20"),
                ("The Salt Lanes", "premiere", "2021-09-21"),
                ("Quay Street", "finale", "2021-09-22"),
            },
        ),
        (ENTRIES, {("Harrow House", "premiere", "2021-06-04"), ("The Tannery", "finale", "2021-02-12")}),
        (TONIGHT, {("Harrow House", "premiere", "2021-05-05"), ("The Salt Lanes", "finale", "2021-05-05")}),
        (LISTING, {("Harrow House", "premiere", "2021-05-06"), ("Tannery", "finale", "2021-05-08")}),
        (CALENDAR, {("Harrow House", "premiere", "2021-09-20"), ("Tannery", "premiere", "2021-09-21")}),
        (
            TABLE,
            {
                ("Harrow House", "premiere", "2018-09-23"),
                ("Harrow House", "finale", "2019-05-12"),
                ("Harrow House", "premiere", "2019-09-29"),
                ("Harrow House", "finale", "2020-04-27"),
            },
        ),
        (EPISODES, {("Harrow House", "premiere", "2021-05-12"), ("Harrow House", "finale", "2021-05-26")}),
        (
            'Fox set dates for its dramas "Harrow House" (June 4), "Tannery" (Fox, June 11) and "Saltmarsh" (July 2).',
            {
                ("Harrow House", "premiere", "2021-06-04"),
                ("Tannery", "premiere", "2021-06-11"),
                ("Saltmarsh", "premiere", "2021-07-02"),
            },
        ),
    ],
)
def test_what_the_layout_dates(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert said(text, "date", "show", "event", "date") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HARROW}is a hit. Fox launches the sitcom Tannery in June.", {("Tannery", "premiere")}),
        (
            f'{HARROW}and Fox\'s sitcom "Tannery" are new. The former debuted in March, the latter in April.',
            {("Harrow House", "premiere"), ("Tannery", "premiere")},
        ),
        (
            f'{HARROW}is a hit.\n\nThe thriller will air its third season in June, after the sitcom "Tannery".',
            {("Harrow House", "premiere")},
        ),
        (
            f'{HARROW}is a hit. Production on the medical drama "Tannery" gets under way on June 7.',
            {("Tannery", "filming_start")},
        ),
        (
            f'{HARROW}is a hit. Sunday\'s finale was seen by 4 million, while "Tannery" had 6.1 million.',
            {("Harrow House", "finale")},
        ),
        (
            f'{HARROW}is a hit, as is its lead-in, "Tannery". The season finale is set for May 27.',
            {("Harrow House", "finale")},
        ),
        (
            f'{HARROW}and the sitcom "Tannery" are hits. Both finish their seasons on May 27.',
            {("Harrow House", "finale"), ("Tannery", "finale")},
        ),
        (
            f'{HARROW}opens its fourth season on June 6, and the sitcom "Tannery" follows on June 9.',
            {("Harrow House", "premiere"), ("Tannery", "premiere")},
        ),
        (f"{HARROW}is a hit. Its renewal was announced on May 3.", {("Harrow House", "renewal")}),
        (f"{HARROW}is a hit, yet dark since March. It told you last week it would be back in May. It won't.", set()),
        (
            f"{HARROW}is a hit. The fourth season, due in June, has been pushed to August.",
            {("Harrow House", "premiere")},
        ),
        (f"{HARROW}is a hit. Its cameras were switched off in March.", {("Harrow House", "filming_end")}),
        (f"{HARROW}is a hit. The slates have been clapping since March.", {("Harrow House", "filming_start")}),
        (f"{HARROW}is a hit. Salt Lanterns closes out its third season on May 27.", {("Salt Lanterns", "finale")}),
        (
            'Fox on Tuesday renewed the drama "Harrow House" and canceled the sitcom "Tannery."',
            {("Harrow House", "renewal"), ("Tannery", "cancellation")},
        ),
    ],
)
def test_whose_event_it_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert said(text, "date", "show", "event") == expected
