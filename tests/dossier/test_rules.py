"""The rules of docs/verdict.md, each by the story that stands beside it there."""

from datetime import date
from pathlib import Path

import pytest

from underway.dossier import Said, compose
from underway.vocabulary import Claim

from .stories import SHOW, tell

TODAY = date(2024, 6, 1)
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "verdict.md").read_text(encoding="utf-8")


def rules() -> list[list[str]]:
    """The rows of the table of rules."""
    section = PAGE.split("## The rules")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return rows[2:]


RULES = rules()


def told(story: str) -> list[Said[Claim]]:
    said: list[Said[Claim]] = []
    for document in story.strip("`").split(";"):
        day, _, phrases = document.strip().partition(" ")
        phrases, _, publisher = phrases.partition(" by ")
        said += tell(None if day == "-" else day, phrases, publisher=publisher or None)
    return said


@pytest.mark.parametrize(("rule", "story", "season", "verdict", "stage"), RULES, ids=[row[0] for row in RULES])
def test_a_rule(rule: str, story: str, season: str, verdict: str, stage: str) -> None:
    asked = None if season.startswith("next") else int(season)
    dossier = compose(SHOW, told(story), season=asked, today=TODAY)
    assert dossier.season == int(season.rsplit(maxsplit=1)[-1])
    assert (dossier.verdict.value, dossier.standing.stage or "") == (verdict, stage)


def test_every_verdict_has_a_rule() -> None:
    assert {row[3] for row in RULES} == {"yes", "no", "undecided", "reported", "disputed", "unknown"}
