"""Which show a sentence without a title speaks of: the one that the text goes on about, whatever it "
"names in passing."""

from datetime import date

import pytest

from underway.reading import read
from underway.vocabulary import Document

# Each text with the claims that it makes, as (kind, what is claimed, show).
SAYS = [
    # A show named in passing takes over nothing.
    (
        'HBO has renewed "Gull Island" for a second season. The drama, from the makers of "Night Ferry," '
        "stars Iris Vane "
        "as a lighthouse keeper. It premiered on March 14 to 1.3 million viewers.",
        {("credit", "Iris Vane", "Gull Island"), ("audience", 1300000, "Gull Island")},
    ),
    (
        'HBO has renewed "Gull Island" for a second season. Vane was last seen in the Showtime thriller "Cold Iron." '
        "The series is produced by Lantern Quay Pictures.",
        {("company", "Lantern Quay Pictures", "Gull Island"), ("company", "Showtime", "Cold Iron")},
    ),
    (
        "Jada Wells will play Tiff in Freeform's Sorority, which was picked up to series in March. She is "
        "known for her "
        "role on Nickelodeon's Slime Camp. Written by Cleo Barnes, the show begins production in June.",
        {("credit", "Cleo Barnes", "Sorority"), ("date", "2021-06", "Sorority")},
    ),
    (
        "Peacock has cancelled The Understudies after two seasons. The cancellation comes a week after the streamer "
        "renewed Mayhem for a third season. Universal Television produced.",
        {("company", "Universal Television", "The Understudies")},
    ),
    (
        'Amazon\'s "Sunken City" halted production in March. Other shows affected included HBO\'s "Gull Island" and '
        'Netflix\'s "Bandits," both of which have since finished. The Amazon series is due to premiere in '
        "2022. Its first "
        "season will run to ten episodes.",
        {("date", "2022", "Sunken City"), ("episodes", 10, "Sunken City")},
    ),
    (
        "RTÉ has renewed Ballybeg for a third series. It was created by Niall Egan, best known for the "
        "Channel 4 comedy "
        "Parish Notes. The new run, of six episodes, goes into production in Sligo in July.",
        {("episodes", 6, "Ballybeg"), ("date", "2021-07", "Ballybeg")},
    ),
    (
        "Broken Oath returns to BBC One on 9 May. Since then its creator, Jim Marr, has made Fallout for ITV and The "
        "Bursar for Netflix. Series six has seven episodes. Kelly Stark joins as DCI Rowe.",
        {("episodes", 7, "Broken Oath"), ("credit", "Kelly Stark", "Broken Oath"), ("company", "ITV", "Fallout")},
    ),
    (
        "Season two of Bright Water will replace Copper Lane on Sundays from June 6, NBC said.",
        {("date", "2021-06-06", "Bright Water")},
    ),
    (
        "BritBox's first original drama, The Cutter, will be followed by Marsh House and The Reckoners. "
        "Marsh House stars "
        "Sir Ian Doyle and begins filming in June. The Cutter, meanwhile, launches on 27 May.",
        {("date", "2021-06", "Marsh House"), ("date", "2021-05-27", "The Cutter")},
    ),
    (
        'ABC has ordered a third season of "Second Shift". "Second Shift" replaced "The Hendersons" on Tuesdays in '
        "January and has averaged 4.1 million viewers since.",
        {("audience", 4100000, "Second Shift")},
    ),
    # What a sentence ends on, that somebody made, is what "it" goes back to.
    (
        "Her next work was the hospital serial Ward Nine. But she will be remembered for Sunday Best. It began in "
        "September 1979, and went on until 1986, when the BBC cancelled it.",
        {("date", "1979-09", "Sunday Best")},
    ),
    (
        "After three weeks at the top, Netflix's Quarry Boys yields to something much shorter: Hulu's Mrs. "
        "Penhallow. It "
        "has eight episodes, and Lou Merrick created it.",
        {("episodes", 8, "Mrs. Penhallow"), ("credit", "Lou Merrick", "Mrs. Penhallow")},
    ),
    # The former, the latter, a description.
    (
        'Hulu\'s "Tin Soldiers" and FX\'s "Low Tide" will both be back next year. FX chief John Land said '
        'the latter "is '
        'only getting started." The surf noir will return with ten episodes.',
        {("episodes", 10, "Low Tide")},
    ),
    (
        'Lila Grant has left the ABC soap "General Practice" after nine years. Grant is to star in the CBS '
        'pilot "Second '
        "Opinion.\" The hourlong comes from writer Joe Pell. ABC's soap is executive produced by Nan Voss.",
        {("credit", "Joe Pell", "Second Opinion"), ("credit", "Nan Voss", "General Practice")},
    ),
    (
        'The ABC dramedy "Mrs. Fontaine" slipped to 3.9 million viewers. The season finale of the hospital show '
        '"Saltmarsh" drew 5.5 million viewers. The dramedy was created by Tess Harrow.',
        {("credit", "Tess Harrow", "Mrs. Fontaine")},
    ),
    # Lists, sections, questions.
    (
        "Renewals and cancellations\n\n- Copper Lane (NBC): Renewed for season 4. The star, Dee Marlow, also "
        "directs this "
        "year.\n- Mrs. Fontaine (ABC): Cancelled after one season. It drew 2.3 million viewers for its "
        "finale.\n- Dust & "
        "Honor (Paramount+): Renewed for season 2. Ten episodes. Filming starts in July.",
        {
            ("audience", 2300000, "Mrs. Fontaine"),
            ("episodes", 10, "Dust & Honor"),
            ("date", "2021-07", "Dust & Honor"),
        },
    ),
    (
        'Question: Please tell me "Mercy Row" is safe. I loved "Night Ferry" too. — Dee\nAnswer: ABC\'s '
        "hospital soap did a 2.4 "
        'in the demo last Thursday.\n\nThe finale of "Night Ferry" is on May 9.',
        {("audience", 2.4, "Mercy Row")},
    ),
]

# Texts with what must not be claimed of the show.
SAYS_NOT = [
    (
        "1. Peacock has ordered Bellwether straight to series. Ten episodes.\n2. There will be a fourth "
        "Marguerite. Its "
        "star, Inés Calloway, is delighted.\n",
        ("credit", "Inés Calloway", "Bellwether"),
    ),
    (
        'NBC\'s "Harbor Patrol" led the night. "Mrs. Fontaine" slipped to 3.9 million viewers. The ABC dramedy was up '
        'against the season finale of "Saltmarsh," which drew 5.5 million viewers.',
        ("company", "ABC", "Saltmarsh"),
    ),
]

_FIELD = {"audience": "value", "company": "name", "credit": "person", "date": "date", "episodes": "count"}


def told(text: str) -> set[tuple[str, object, str]]:
    claims = read(Document(text=text, published=date(2021, 5, 5)))
    return {(c.kind, getattr(c, _FIELD[c.kind]), c.show) for c in claims if c.kind in _FIELD and c.show}


@pytest.mark.parametrize(("text", "expected"), SAYS)
def test_a_claim_is_of_the_show_that_its_words_speak_of(text: str, expected: set[tuple[str, object, str]]) -> None:
    claims = told(text)
    ours = {(kind, what) for kind, what, _ in expected}
    assert expected == {c for c in claims if c[:2] in ours}


@pytest.mark.parametrize(("text", "wrong"), SAYS_NOT)
def test_a_claim_is_not_of_a_show_that_its_words_do_not_speak_of(text: str, wrong: tuple[str, object, str]) -> None:
    assert wrong not in told(text)
