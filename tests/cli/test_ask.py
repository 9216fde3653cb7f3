"""`underway ask`: one question, from a ledger or from documents."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from .command import RENEWED, UNDATED, Done, lines_of, run

TODAY = date.today()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    (tmp_path / "undated.txt").write_text(UNDATED, encoding="utf-8")
    return tmp_path


def ask(folder: Path, *arguments: str) -> Done:
    done = run(folder, "ask", *arguments, "--from", "renewed.txt", "--from", "undated.txt")
    assert (done.status, done.err) == (0, "")
    return done


def ask_json(folder: Path, *arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = msgspec.json.decode(ask(folder, *arguments, "--format", "json").out)
    return answer


def test_the_verdict_comes_first_then_its_words_and_their_source(folder: Path) -> None:
    assert ask(folder, "Harrow House").lines[:4] == [
        "Yes: season 2 of Harrow House is coming.",
        "since 5 May 2021 · stage: renewed",
        f"“{RENEWED.splitlines()[1]}”",
        "— renewed.txt, 5 May 2021 [1]",
    ]


@pytest.mark.parametrize(
    "title",
    ["The Café Murders", "the cafe murders", "CAFÉ MURDERS", "cafe murders", "a Cafe Murders", "“Café Murders”"],
)
def test_case_accents_and_a_leading_article_are_free(folder: Path, title: str) -> None:
    assert ask(folder, title).lines[0] == "Yes: season 3 of The Café Murders is coming."


@pytest.mark.parametrize(
    ("title", "close"), [("Harow House", "Harrow House"), ("Harrow", "Harrow House"), ("Murders", "The Café Murders")]
)
def test_a_title_that_is_not_there_is_an_answer_with_close_ones(folder: Path, title: str, close: str) -> None:
    assert ask(folder, title).lines == [f"Unknown: no document here speaks of {title}.", f"Did you mean: {close}?"]


def test_a_script_sees_that_a_title_is_not_there(folder: Path) -> None:
    answer = ask_json(folder, "Harow House")
    told = (answer["show"], answer["verdict"]["value"], answer["close_titles"])
    assert told == (None, "unknown", ["Harrow House"])


@pytest.mark.parametrize("title", ["Nine Bells", "🎬?", "%_'\"; DROP TABLE shows"])
def test_a_title_that_nothing_is_like(folder: Path, title: str) -> None:
    assert len(ask(folder, title).lines) == 1


def test_a_title_that_is_not_text(folder: Path) -> None:
    assert ask(folder, "H\udcffrrow House").lines[0] == "Unknown: no document here speaks of H\ufffdrrow House."


def test_the_ledger_and_the_documents_themselves_answer_alike(folder: Path) -> None:
    run(folder, "add", "renewed.txt", "undated.txt", "--ledger", "kept.sqlite")
    kept = run(folder, "ask", "Harrow House", "--ledger", "kept.sqlite")
    assert kept == ask(folder, "Harrow House")
    kept = run(folder, "ask", "Harrow House", "--ledger", "kept.sqlite", "--format", "json")
    answer = msgspec.json.decode(kept.out)
    assert datetime.fromisoformat(answer["known_at"]).utcoffset() == timedelta(0)
    assert answer | {"known_at": None} == ask_json(folder, "Harrow House")


def test_documents_given_leave_the_ledger_aside(folder: Path) -> None:
    run(folder, "add", "renewed.txt", "--ledger", "kept.sqlite")
    asked = run(folder, "ask", "Harrow House", "--ledger", "kept.sqlite", "--from", "undated.txt")
    assert asked.lines == ["Unknown: no document here speaks of Harrow House."]
    assert "undated" not in run(folder, "ask", "cafe murders", "--ledger", "kept.sqlite").out


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2021-05-04", "Unknown: no document here that was published by 4 May 2021 speaks of Harrow House."),
        ("2021-05-05", "Yes: season 2 of Harrow House is coming."),
    ],
)
def test_as_of_a_day_only_what_was_published_by_then_counts(folder: Path, day: str, first: str) -> None:
    assert ask(folder, "Harrow House", "--as-of", day).lines[0] == first


def test_as_of_a_day_a_document_without_one_is_left_out_and_that_is_said(folder: Path) -> None:
    asked = ask(folder, "Café Murders", "--as-of", str(TODAY))
    assert asked.lines[0].startswith("Unknown: no document here that was published by ")
    assert asked.lines[1:] == ["1 document that carries no day was left out, since the answer is as of a day."]


def test_in_a_ledger_a_document_without_a_day_counts_from_when_it_was_kept(folder: Path) -> None:
    run(folder, "add", "undated.txt", "--ledger", "kept.sqlite")
    before, after = (str(TODAY + timedelta(days=days)) for days in (-2, 2))
    early, late = (
        run(folder, "ask", "Café Murders", "--as-of", day, "--ledger", "kept.sqlite") for day in (before, after)
    )
    assert early.lines[0].startswith("Unknown: ")
    assert "1 document that carries no day was left out" in early.out
    assert late.lines[0] == "Yes: season 3 of The Café Murders is coming."
    assert "left out" not in late.out


def test_another_season_may_be_asked_about(folder: Path) -> None:
    assert ask(folder, "Harrow House", "--season", "4").lines[0] == (
        "Unknown: nothing here says whether season 4 of Harrow House is coming."
    )


def test_json_says_what_it_rests_on(folder: Path) -> None:
    answer = ask_json(folder, "Harrow House")
    assert answer["verdict"]["value"] == "yes"
    assert answer["verdict"]["since"] == "2021-05-05"
    (citation,) = answer["verdict"]["rests_on"][0]["citations"]
    (source,) = [source for source in answer["sources"] if source["number"] == citation["source"]]
    assert (source["name"], citation["words"]) == ("renewed.txt", RENEWED.splitlines()[1])


def test_markdown_is_a_page(folder: Path) -> None:
    page = ask(folder, "Harrow House", "--format", "markdown").out
    assert page.startswith("# Harrow House\n\n**Yes: season 2 of Harrow House is coming.**\n")


def test_figures_stand_beside_those_of_others(tmp_path: Path) -> None:
    told = "The drama series {} was watched by {} million households in its first 28 days on Netflix."
    shows = [("Harrow House", 40), ("Marlow Street", 80)]
    (tmp_path / "news.jsonl").write_bytes(lines_of([{"id": show, "text": told.format(show, n)} for show, n in shows]))
    asked = run(tmp_path, "ask", "Harrow House", "--from", "news.jsonl")
    bars = {line.split("  ")[0]: line.count("█") for line in asked.lines if "█" in line}
    assert bars["Marlow Street"] == 2 * bars["Harrow House"] > 0
