"""The season that is meant where the clause of a date, a figure or a count names none."""

import pytest

from .claims import claims_of

RENEWED = 'ITV has renewed "Gull Point" for a third series. '
HALF = 'Fox has axed "Gull Point" after two seasons. '
ORDERED = 'ITV has ordered "Gull Point", a new drama. '


def seasons(text: str, kind: str) -> list[int | None]:
    return [c.season for c in claims_of(text, kind, published="2021-05-05")]


@pytest.mark.parametrize(
    ("text", "season"),
    [
        (f"{RENEWED}It averaged 4.1 million viewers.", 2),
        (f"{HALF}It was seen by 4.1 million viewers.", 2),
        (f"{RENEWED}The drama launched with 4.1 million viewers.", 1),
        ('"Gull Point" opened on ITV to 4.1 million viewers.', 1),
        ('"Gull Point," now in its fifth season on ITV, drew 4.1 million viewers.', 5),
        ('"Gull Point" began its fourth series on ITV. The drama had 4.1 million viewers.', 4),
        ('Series four of "Gull Point" begins on ITV. The previous series averaged 4.1 million viewers.', 3),
        ('"Gull Point", back for its third series on ITV, averaged 4.1 million viewers.', 3),
        ('"Gull Point" returned to ITV with 4.1 million viewers, its best since the first series.', None),
        ('"Gull Point" drew 4.1 million viewers on ITV.', None),
    ],
)
def test_of_figures(text: str, season: int | None) -> None:
    assert seasons(text, "audience") == [season]


@pytest.mark.parametrize(
    ("text", "season"),
    [
        (f"{RENEWED}There will be six episodes.", 3),
        (f"{RENEWED}The new run has six episodes.", 3),
        (f"{ORDERED}It has six episodes.", 1),
        ('Series four of "Gull Point" begins on ITV in June. It consists of six episodes.', 4),
        ('ITV has ordered six more episodes of "Gull Point", to make up its second series.', 2),
        ('"Gull Point" ran on ITV for 26 episodes over four seasons.', None),
    ],
)
def test_of_counts(text: str, season: int | None) -> None:
    assert seasons(text, "episodes") == [season]


@pytest.mark.parametrize(
    ("text", "season"),
    [
        (f"{RENEWED}Filming starts in June 2021.", 3),
        (f"{RENEWED}It will be back in May 2022.", 3),
        (f"{RENEWED}The show premiered in May 2017.", 1),
        (f"{HALF}The series finale airs on June 4, 2021.", 2),
        (f"{ORDERED}Filming starts in June 2021.", 1),
        ('"Gull Point," which launched on ITV in 2017, returns for its third series this summer.', 1),
        ('Series three of "Gull Point" is on ITV. The third did not start until May. It ended on 1 June 2021.', 3),
        ('When is "Gull Point" series 4 on ITV?\nThe drama returns on 9 June 2021.', 4),
        ('ITV has renewed "Gull Point" for series two ahead of its series premiere on 9 June 2021.', 1),
        ('ITV\'s new dramas "Gull Point" and "Tern Bay" launch back-to-back on 9 June 2021.', 1),
        ('The closer of "Gull Point" season 18 was on ITV. The show will be back in September.', 19),
        (f"{RENEWED}The drama, which closed out its sophomore run in May, returns on 9 June 2022.", 3),
        ('Fox has axed "Gull Point", which ended in March 2021 after five seasons.', 5),
    ],
)
def test_of_dates(text: str, season: int | None) -> None:
    assert season in seasons(text, "date")
