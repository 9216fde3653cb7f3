"""Status claims: what is decided, about which season of which show, and how sure."""

from typing import Any

import pytest

from .claims import claims_of, said

# The last line of every text, for the gate: one that speaks of television.
TELEVISION = "\n\nMore on sitcom and other shows tomorrow."


def statuses(text: str) -> set[tuple[Any, ...]]:
    return said(text + TELEVISION, "status", "show", "season", "status", "certainty")


def sure(show: str, season: int | None, status: str) -> tuple[Any, ...]:
    return (show, season, status, "asserted")


HH, SM = "Harrow House", "Saltmarsh"

DECIDED: list[tuple[str, set[tuple[Any, ...]]]] = [
    ("Netflix has renewed the drama “Harrow House” for a third season.", {sure(HH, 3, "renewed")}),
    ("The BBC One drama “Harrow House” will return for a second series.", {sure(HH, 2, "renewed")}),
    ("“Harrow House” has been handed a fourth season by Hulu.", {sure(HH, 4, "renewed")}),
    ("ABC has ordered a second season of the sitcom “Harrow House”.", {sure(HH, 2, "renewed")}),
    ("Season two of the Hulu drama “Harrow House” is definitely happening.", {sure(HH, 2, "renewed")}),
    ("Season 2 of Harrow House has been ordered by the streaming service Netflix.", {sure(HH, 2, "renewed")}),
    ("The pilot “Harrow House” was ordered to series by NBC.", {sure(HH, 1, "renewed")}),
    ("ITV has commissioned a new six-part thriller, “Harrow House”.", {sure(HH, 1, "renewed")}),
    ("NBC has cancelled the drama “Harrow House” after two seasons.", {sure(HH, 3, "cancelled")}),
    ("Fox has pulled the plug on the freshman drama “Harrow House”.", {sure(HH, 2, "cancelled")}),
    ("The sitcom “Harrow House” was axed by ITV in its third series.", {sure(HH, 4, "cancelled")}),
    ("ITV let the sitcom “Harrow House” go after three series.", {sure(HH, 4, "cancelled")}),
    ("There will be no third season of the Fox drama “Harrow House”.", {sure(HH, 3, "cancelled")}),
    (
        "Hulu has opted not to move forward with a second season of the comedy “Harrow House”.",
        {sure(HH, 2, "cancelled")},
    ),
    ("The Fox drama “Harrow House” was not renewed for a second season.", {sure(HH, 2, "cancelled")}),
    ("Netflix has not renewed the drama “Harrow House” for a third season.", {sure(HH, 3, "undecided")}),
    ("Fox has yet to decide on a third season of the drama “Harrow House”.", {sure(HH, 3, "undecided")}),
    ("It is unclear whether the Fox drama “Harrow House” will return for season 5.", {sure(HH, 5, "undecided")}),
    ("Filming on the second series of the drama “Harrow House” has begun in Leeds.", {sure(HH, 2, "in_production")}),
    ("The Hulu drama “Harrow House” is currently filming its third season.", {sure(HH, 3, "in_production")}),
    ("Season two of the drama “Harrow House” wrapped filming on Friday.", {sure(HH, 2, "wrapped")}),
    ("Season three of the drama “Harrow House” has been pushed to 2024.", {sure(HH, 3, "delayed")}),
    ("Filming on the third season of the drama “Harrow House” was halted.", {sure(HH, 3, "delayed")}),
    ("The sixth season of the drama “Harrow House” will be its last.", {sure(HH, 6, "final")}),
    ("The drama “Harrow House” is ending after five seasons.", {sure(HH, 5, "final")}),
    ("The BBC sitcom “Harrow House” ended in 2016.", {sure(HH, None, "ended")}),
    ("A third season of the drama “Harrow House” is in development.", {sure(HH, 3, "in_development")}),
    ("NBC has scrapped plans for a third season of the drama “Harrow House”.", {sure(HH, 3, "cancelled")}),
    ("There are no plans for a second series of the BBC thriller “Harrow House”.", {sure(HH, 2, "cancelled")}),
    ("A third series of the thriller “Harrow House” will not be made, ITV said.", {sure(HH, 3, "cancelled")}),
    ("Insiders at ITV took the axe to the soap “Harrow House” in May.", {(HH, None, "cancelled", "reported")}),
    ("NBC remains mum on the sitcom “Harrow House”.", {sure(HH, None, "undecided")}),
    ("A decision on a third season of the Starz drama “Harrow House” is expected in May.", {sure(HH, 3, "undecided")}),
    ("A third season of the drama “Harrow House”, which had been ordered in May, is late.", {sure(HH, 3, "renewed")}),
    (
        "A third series of the drama “Harrow House” has been commissioned before the second has aired.",
        {sure(HH, 3, "renewed")},
    ),
    ("The drama “Harrow House”, which was due in June, will now arrive in October.", {sure(HH, None, "delayed")}),
    ("BBC One has put back the launch of its thriller “Harrow House” to the autumn.", {sure(HH, None, "delayed")}),
    ("The fifth season of the drama “Harrow House”, its last, begins in May.", {sure(HH, 5, "final")}),
    ("The final season of the drama “Harrow House” begins in May.", {sure(HH, None, "final")}),
    ("The sitcom “Harrow House” ran on NBC from 1998 to 2006.", {sure(HH, None, "ended")}),
    ("The sitcom “Harrow House” ran for six seasons.", {sure(HH, None, "ended")}),
    ("Fox has axed the sitcom “Harrow House”. It ran for two seasons.", {sure(HH, 3, "cancelled")}),
    ("NBC is in talks to bring back the drama “Harrow House” for a third season.", {sure(HH, 3, "in_development")}),
    ("Filming has finished on the second series of the BBC thriller “Harrow House”.", {sure(HH, 2, "wrapped")}),
    (
        "Production on the second season of the drama “Harrow House” is underway in Leeds.",
        {sure(HH, 2, "in_production")},
    ),
    (
        "Two months after Fox cancelled it, NBC revived the drama “Harrow House”.",
        {
            sure(HH, None, "cancelled"),
            sure(HH, None, "renewed"),
        },
    ),
    # The season that the rest of the text leaves
    ("NBC has renewed the drama “Harrow House”. The second season ended in April.", {sure(HH, 3, "renewed")}),
    (
        "The second season of the drama “Harrow House” slipped to No. 6 in May. It has yet to be renewed.",
        {sure(HH, 3, "undecided")},
    ),
    (
        "ITV has axed the quiz “Harrow House”, which was on the air for 14 years.",
        {sure(HH, None, "cancelled")},
    ),
    # Questions with their answers
    ("Will there be a third season of the NBC drama “Harrow House”? Yes.", {sure(HH, 3, "renewed")}),
    ("Will there be a third season of the NBC drama “Harrow House”? No.", {sure(HH, 3, "cancelled")}),
    ("Has the NBC drama “Harrow House” been renewed for a third season? Not yet.", {sure(HH, 3, "undecided")}),
    ("Is the NBC drama “Harrow House” coming back for season 3? It is.", {sure(HH, 3, "renewed")}),
    ("Fox handed the freshman drama “Harrow House” a second season in May.", {sure(HH, 2, "renewed")}),
    ("The plug has been pulled on the ITV sitcom “Harrow House”.", {sure(HH, None, "cancelled")}),
    ("ABC has closed a deal for a sixth season of the drama “Harrow House”.", {sure(HH, 6, "renewed")}),
    ("The fourth series of the sitcom “Harrow House” was filmed in Leeds last summer.", {sure(HH, 4, "wrapped")}),
    (
        "Unlike “Saltmarsh”, the drama “Harrow House” was cancelled by Netflix after a season.",
        {sure(HH, 2, "cancelled")},
    ),
    (
        "From the creator of “Saltmarsh”, the drama “Harrow House” has been renewed for a second season.",
        {sure(HH, 2, "renewed")},
    ),
    ("CBC has put the drama “Harrow House” on hold.", {sure(HH, None, "delayed")}),
    ("Netflix is developing a second season of the drama “Harrow House”.", {sure(HH, 2, "in_development")}),
    ("News of the pickup of the drama “Harrow House” for a fourth season came on Monday.", {sure(HH, 4, "renewed")}),
    ("The BBC drama “Harrow House” has been spared the axe.", {sure(HH, None, "renewed")}),
    ("ABC is sticking with the drama “Harrow House” for a third season.", {sure(HH, 3, "renewed")}),
    ("The drama “Harrow House” will go straight to a second season in May.", {sure(HH, 2, "renewed")}),
    ("Hulu has swooped in to save the drama “Harrow House”.", {sure(HH, None, "renewed")}),
    ("The axing of the drama “Harrow House” after three series shocked its cast.", {sure(HH, 4, "cancelled")}),
    ("It is curtains for the drama “Harrow House” after three series.", {sure(HH, 4, "cancelled")}),
    ("Fox has lowered the flag on the drama “Harrow House” after two seasons.", {sure(HH, 3, "cancelled")}),
    ("CBS has parted ways with the drama “Harrow House” after its only season.", {sure(HH, 2, "cancelled")}),
    ("The Fox drama “Harrow House” is done at three.", {sure(HH, 4, "cancelled")}),
    ("The ABC drama “Harrow House” got two seasons, then the chop.", {sure(HH, 3, "cancelled")}),
    ("Fox pulled the drama “Harrow House” after a single season.", {sure(HH, 2, "cancelled")}),
    ("ITV is not ready to talk about a third series of the drama “Harrow House”.", {sure(HH, 3, "undecided")}),
    ("Whether there will be a third season of the drama “Harrow House”, Fox will not say.", {sure(HH, 3, "undecided")}),
    ("The Fox drama “Harrow House” has heard nothing about its fate.", {sure(HH, None, "undecided")}),
    ("The fifth season of the drama “Harrow House” is where the story stops.", {sure(HH, 5, "final")}),
    ("Netflix’s drama “Harrow House” will stop at four.", {sure(HH, 4, "final")}),
    ("The BBC thriller “Harrow House” was safely in the can.", {sure(HH, None, "wrapped")}),
    ("Netflix moved the drama “Harrow House” from June to the first week of October.", {sure(HH, None, "delayed")}),
    ("She wrote the sitcom “Harrow House”, which was concluded last year.", {sure(HH, None, "ended")}),
    ("The drama “Harrow House” is in development at HBO.", {sure(HH, None, "in_development")}),
    ("CBS has paid for a script of a third season of the drama “Harrow House”.", {sure(HH, 3, "in_development")}),
    ("Fox has handed the farming drama “Harrow House” a third harvest.", {sure(HH, 3, "renewed")}),
]

SEVERAL: list[tuple[str, set[tuple[Any, ...]]]] = [
    (
        "HBO has renewed the drama “Harrow House” for a third and final season.",
        {sure(HH, 3, "renewed"), sure(HH, 3, "final")},
    ),
    (
        "FX renewed the drama “Harrow House” and the comedy “Saltmarsh” for second and fourth seasons, respectively.",
        {sure(HH, 2, "renewed"), sure(SM, 4, "renewed")},
    ),
    (
        "The drama “Harrow House” landed a ninth season on Thursday and the comedy “Saltmarsh” a sixth.",
        {sure(HH, 9, "renewed"), sure(SM, 6, "renewed")},
    ),
    (
        "Cancelled by Fox after two seasons, the drama “Harrow House” was picked up by Hulu for a third season.",
        {sure(HH, 3, "cancelled"), sure(HH, 3, "renewed")},
    ),
    (
        "ITV has axed the drama “Harrow House” after two series, and the fate of the comedy “Saltmarsh” is unknown.",
        {sure(HH, 3, "cancelled"), sure(SM, None, "undecided")},
    ),
    (
        "Fox has renewed the drama “Harrow House” for a fifth season. The network has also cancelled “Saltmarsh”.",
        {sure(HH, 5, "renewed"), sure(SM, None, "cancelled")},
    ),
    (
        "ABC axed the drama “Harrow House” on Friday along with the comedy “Saltmarsh”.",
        {sure(HH, None, "cancelled"), sure(SM, None, "cancelled")},
    ),
    (
        "The drama “Harrow House” is finished after a single season. So is the comedy “Saltmarsh,” at three.",
        {sure(HH, 2, "cancelled"), sure(SM, 4, "cancelled")},
    ),
    (
        "The drama “Harrow House” won’t return. Neither will the comedy “Saltmarsh”.",
        {sure(HH, None, "cancelled"), sure(SM, None, "cancelled")},
    ),
    (
        "CBS has renewed the drama “Harrow House” for a third and the comedy “Saltmarsh” for a second season.",
        {sure(HH, 3, "renewed"), sure(SM, 2, "renewed")},
    ),
    (
        "AMC has ordered two more seasons of the drama “Harrow House”, which will take it to six.",
        {sure(HH, 5, "renewed"), sure(HH, 6, "renewed")},
    ),
]

HEDGED: list[tuple[str, set[tuple[Any, ...]]]] = [
    ("The creator of the NBC drama “Harrow House” hopes for a fourth season.", {(HH, 4, "renewed", "speculative")}),
    ("The drama “Harrow House” has reportedly been renewed for a third season.", {(HH, 3, "renewed", "reported")}),
    ("NBC is close to renewing the drama “Harrow House” for a third season.", {(HH, 3, "renewed", "speculative")}),
    ("The Fox drama “Harrow House” is unlikely to return.", {(HH, None, "cancelled", "speculative")}),
    ("Amazon denied reports that the drama “Harrow House” has been cancelled.", {(HH, None, "cancelled", "denied")}),
    ("HBO announced that the drama “Harrow House” would end with its fourth season.", {sure(HH, 4, "final")}),
    (
        "A third season of the drama “Harrow House” is a done deal, according to two people close to it.",
        {(HH, 3, "renewed", "reported")},
    ),
    ("Fans of the drama “Harrow House” were glad when Fox renewed it for a third season.", {sure(HH, 3, "renewed")}),
    (
        "Fox ordered a third season of the drama “Harrow House”, but the order was rescinded.",
        {sure(HH, 3, "renewed"), sure(HH, 3, "cancelled")},
    ),
    (
        "ABC has made no decision on the drama “Harrow House” or the comedy “Saltmarsh”.",
        {sure(HH, None, "undecided"), sure(SM, None, "undecided")},
    ),
    ("A fire has brought filming on the drama “Harrow House” to a halt.", {sure(HH, None, "delayed")}),
]

LISTS: list[tuple[str, set[tuple[Any, ...]]]] = [
    (
        "TV scorecard\n\nRenewed: the dramas “Harrow House” (S2), “Saltmarsh” (S3)",
        {sure(HH, 2, "renewed"), sure(SM, 3, "renewed")},
    ),
    (
        "TV scorecard\n\nCANCELLED\n“Harrow House” (NBC), after one season\n“Saltmarsh” (Fox)",
        {sure(HH, 2, "cancelled"), sure(SM, None, "cancelled")},
    ),
    ("Every TV show\n\n“Harrow House” | Fox | 5 | Axed", {sure(HH, 6, "cancelled")}),
    ("Every TV show\n\n“Harrow House” | Fox | 7 | Final season", {sure(HH, 7, "final")}),
    (
        "Every TV show\n\nThe drama “Harrow House”, season 6 (ABC). Renewed for a 7th (final) season on 5/8",
        {sure(HH, 7, "renewed"), sure(HH, 7, "final")},
    ),
    ("Every TV show\n\nThe drama “Harrow House”, season 6 (ABC). Canceled 5/8", {sure(HH, 7, "cancelled")}),
    ("Every TV show\n\nThe drama “Harrow House”\nStatus: Renewed for season 4", {sure(HH, 4, "renewed")}),
]

SILENT = [
    "Has the Fox drama “Harrow House” been renewed for a third season?",
    "If the drama “Harrow House” is renewed for a third season, filming would start in May.",
    "Fans are begging Netflix to renew the drama “Harrow House”.",
    "Netflix usually renews dramas such as “Harrow House” within a month.",
    "Ada Quill, who plays Maya on the drama “Harrow House”, will not be back.",
    "The drama “Harrow House” ended its second season on a cliffhanger.",
    "The second season of the drama “Harrow House” ended with a wedding.",
    "Filming on the second season of the drama “Harrow House” will begin in May.",
    "The drama “Harrow House” drew 5.2 million viewers for its third season.",
    "Netflix announced the third season premiere date of the drama “Harrow House”.",
    "Netflix has not announced when season 2 of the drama “Harrow House” will premiere.",
    "On the drama “Harrow House”, Maya has cancelled her wedding.",
    "The drama “Harrow House” has renewed interest in old maps.",
    "Fox has largely finished filming on the drama “Harrow House”.",
    "Ada Quill will not return for the third season of the drama “Harrow House”.",
    "The drama “Harrow House” picked up 12 Emmy nominations for its second season.",
    "A carriage deal with the drama channel “Harrow House” had been renewed for five years.",
    "No release date has been announced for season two of the drama “Harrow House”.",
    "Fox passed on the action film “Harrow House”.",
    "Is the NBC drama “Harrow House” any good? Yes.",
    "The drama “Harrow House” was nominated again, and its star got a third nomination this season.",
    "Ada Quill, who joined the drama “Harrow House” in its second season, has been dropped by her agency.",
    "In the second season of the drama “Harrow House”, Maya is killed.",
    "Maya is dead, and the drama “Harrow House” will not be the same.",
    "ABC has ordered two additional episodes of the drama “Harrow House”, bringing its freshman season to 15.",
    "ABC has given a full-season order to the freshman drama “Harrow House”.",
    "ABC has ordered a full season of the freshman drama “Harrow House”.",
    "ABC ordered four more scripts of the drama “Harrow House”.",
    "ABC has ordered a pilot for the drama “Harrow House”.",
    "The actor finished filming his role in the drama “Harrow House” and flew home.",
    "Ada Quill is filming a guest role in the drama “Harrow House”.",
    "The stage play “Harrow House” has been extended for a third season.",
    "Had the drama “Harrow House” been renewed, the third season would have been set in Rome.",
    "The drama “Harrow House” was given a new time slot for its third season.",
    "The drama “Harrow House” earned a third season-high in a row.",
    "The museum cancelled an exhibition about the drama “Harrow House”.",
    "The hospital cancelled 200 operations during the third season of the drama “Harrow House”.",
    "Rumour: the drama “Harrow House” has been axed by ABC.\n\nVerdict: rubbish.",
    "The third season of the drama “Harrow House” goes before the cameras in Leeds next February.",
    "The drama “Harrow House” opens a can of worms in its third season.",
    "Critics wrote the drama “Harrow House” off after one season.",
    "Fox pulled the trailer for the drama “Harrow House”.",
    "The drama “Harrow House” pulled in 5.2 million viewers for its third season.",
    "Maya is given a second chance in the drama “Harrow House”.",
    "Please tell me the drama “Harrow House” is safe.",
]


@pytest.mark.parametrize(("text", "expected"), DECIDED + SEVERAL + HEDGED + LISTS)
def test_what_is_decided(text: str, expected: set[tuple[Any, ...]]) -> None:
    assert statuses(text) == expected


def test_line_breaks_of_a_wrapped_paragraph_are_spaces() -> None:
    text = (
        "It was a long evening in Leeds, and nobody had gone home yet.\n"
        "The sixth season of the drama “Harrow House” will be its\n"
        "last. It was late when the people of the town heard of it."
    )
    assert statuses(text) == statuses(text.replace("\n", " ")) == {sure(HH, 6, "final")}


@pytest.mark.parametrize("text", SILENT)
def test_what_only_sounds_like_a_decision(text: str) -> None:
    assert statuses(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The drama “Harrow House” came back to Hulu in May. It was cancelled on Friday after two seasons.",
            {sure(HH, 3, "cancelled")},
        ),
        (
            "The drama “Harrow House” follows a map maker. The show has been renewed for a second season.",
            {sure(HH, 2, "renewed")},
        ),
        (
            "Fox showed the drama “Harrow House” and the comedy “Saltmarsh” in May. The latter was cancelled in June.",
            {sure(SM, None, "cancelled")},
        ),
        (
            "She worked on the drama “Harrow House” before “Saltmarsh”, an NBC comedy.\n\n"
            "TNT’s summer goes on with the drama “Harrow House”. A third season has been ordered.",
            {sure(HH, 3, "renewed")},
        ),
        (
            "Will there be a fourth season of the drama “Harrow House”?\n\nCameras are rolling in Wales at the moment.",
            {sure(HH, 4, "in_production")},
        ),
        (
            "Is the drama “Harrow House” coming back?\n\nYes, in the fall, for a fourth season.",
            {sure(HH, 4, "renewed")},
        ),
        (
            "The drama “Harrow House” drew a crowd on Friday.\n\n“We are glad,” said Ada Quill.\n\n"
            "No decision on a second season has been taken.",
            {sure(HH, 2, "undecided")},
        ),
        (
            "The drama “Harrow House” is on Hulu.\n\nIn other news, makers of a play met. It was cancelled on Friday.",
            set(),
        ),
    ],
)
def test_which_show_is_meant(text: str, expected: set[tuple[Any, ...]]) -> None:
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("text", "attributed_to"),
    [
        ("Netflix announced that the drama “Harrow House” has been renewed for a third season.", "Netflix"),
        ("The drama “Harrow House” has been renewed for a third season, according to Deadline.", "Deadline"),
        ("Netflix has renewed the drama “Harrow House” for a third season.", None),
    ],
)
def test_who_says_so(text: str, attributed_to: str | None) -> None:
    assert {c.attributed_to for c in claims_of(text + TELEVISION, "status")} == {attributed_to}


def test_the_season_that_the_rest_of_the_text_gives() -> None:
    text = "The freshman drama “Harrow House” starts slowly. On Friday, Fox cancelled “Harrow House”."
    assert statuses(text) == {sure(HH, 2, "cancelled")}
