"""What every format says of how an answer came about: who carries it, what was overruled, taken back or judged."""

import unicodedata
from typing import get_args

import msgspec
import pytest
from markdown_it import MarkdownIt

from underway.dossier import Dossier
from underway.dossier.shapes import Because
from underway.ledger import JudgementKind
from underway.render import labels
from underway.render.markdown import dossier_markdown
from underway.render.outline import Line, Section, Words, lay_out
from underway.render.text import dossier_text

from .hostile import HOSTILE
from .story import DOUBTED, hostile_everywhere, judged, story
from .test_render import OWN_TAGS, Tags


def section(dossier: Dossier, title: str) -> Section:
    (found,) = (section for section in lay_out(dossier).sections if section.title == title)
    return found


@pytest.mark.parametrize(
    ("publishers", "facts"),
    [
        (0, ("since 5 May 2021", "stage: renewed")),
        (1, ("since 5 May 2021", "stage: renewed")),
        (3, ("since 5 May 2021", "carried by 3 independent publishers", "stage: renewed")),
    ],
)
def test_how_many_carry_it(publishers: int, facts: tuple[str, ...]) -> None:
    dossier = story(None)
    verdict = msgspec.structs.replace(dossier.verdict, publishers=publishers)
    assert lay_out(msgspec.structs.replace(dossier, verdict=verdict)).facts == facts


@pytest.mark.parametrize(
    ("because", "by"),
    [
        ("later", "letters/7, 1 April 2021 (reported); later news says otherwise"),
        ("surer", "letters/7, 1 April 2021 (reported); what is surer says otherwise"),
        ("denied", "letters/7, 1 April 2021 (reported); denied"),
        ("undone", "letters/7, 1 April 2021 (reported); undone by another decision in the same text"),
        ("decided", "letters/7, 1 April 2021 (reported); no news beside what has been said"),
        (None, "letters/7, 1 April 2021 (reported)"),
    ],
)
def test_why_it_was_overruled(because: Because | None, by: str) -> None:
    dossier = story(None)
    overrode = tuple(msgspec.structs.replace(ground, because=because) for ground in dossier.verdict.overrode)
    verdict = msgspec.structs.replace(dossier.verdict, overrode=overrode)
    (against,) = lay_out(msgspec.structs.replace(dossier, verdict=verdict)).against
    assert (against.words, against.by) == (DOUBTED, by)


def test_there_are_words_for_every_reason() -> None:
    assert set(labels.BECAUSE) == set(get_args(Because))
    assert {*labels.JUDGEMENT, "undone"} == set(get_args(JudgementKind))  # what was undone is no more


def test_what_was_taken_back() -> None:
    (taken,) = section(judged(story(None), "It is off."), "Taken back").items
    assert isinstance(taken, Words)
    assert taken.words == "It is off."
    assert taken.by == "The Dial, 5 May 2021; taken back by The Dial, 5 May 2021: “It is off.”"


def test_what_people_found() -> None:
    lines = section(judged(story(None), "Low Tide"), "Judgements").items
    assert [(line.label, line.text) for line in lines if isinstance(line, Line)] == [
        ("1 June 2021", "“Low Tide” does not count: Low Tide"),
        ("1 June 2021", "“Low Tide” is read rightly: Low Tide"),
        ("1 June 2021", "“Low Tide” and “Low Tide” are one show: Low Tide"),
        ("1 June 2021", "“Low Tide” is not one show: Low Tide"),
    ]


def test_which_show_it_is() -> None:
    page = lay_out(judged(story(None), "Low Tide (2019)"))
    assert page.notes == ("Other shows of this title: Low Tide (2019).", "Low Tide (2019)")
    catalogues = section(judged(story(None), "tt1"), "In catalogues").items
    assert catalogues == tuple(Line(name, "tt1") for name in ("IMDb", "TVmaze", "TMDB", "Wikidata"))


def test_a_limited_series_is_called_one_where_nothing_else_is_said() -> None:
    dossier = judged(story(None), "The limited series")
    assert "The limited series" not in [reason.words for reason in lay_out(dossier).reasons]
    silent = msgspec.structs.replace(dossier, verdict=msgspec.structs.replace(dossier.verdict, rests_on=()))
    (reason,) = lay_out(silent).reasons
    assert (reason.words, reason.by, reason.marks) == ("The limited series", "The Dial, 5 May 2021", (1,))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_all_of_it_is_inert(hostile: str) -> None:
    dossier = hostile_everywhere(hostile)
    for written in (dossier_text(dossier), dossier_markdown(dossier)):
        assert {unicodedata.category(c) for c in written.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Co", "Zl", "Zp"})
    tags = Tags()
    tags.feed(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(dossier_markdown(dossier)))
    assert tags.seen <= OWN_TAGS
