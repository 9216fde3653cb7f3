"""`underway add`, and which ledger it is that commands use."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from underway.ledger import Contents, Ledger

from .command import RENEWED, UNDATED, run

BAD_LEDGERS = [
    ("renewed.txt", "is not a ledger; name another file"),
    ("folder", "is a folder; name a file for the ledger"),
    ("other.sqlite", "is not a ledger but a database of something else; name another"),
    ("newer.sqlite", "was written by a newer Underway (schema 9999, and this one knows "),
    ("", "names no file; give the ledger's path"),
    ("mysql://dial.example/shows", "a ledger is an SQLite file or a PostgreSQL database; "),
    ("postgresql://127.0.0.1:1", "names no database; give its URL, such as "),
    ("postgresql://127.0.0.1:1/shows", "the server cannot be reached ("),
]

NEED_ONE = [
    ["ask", "Harrow House"],
    ["shows"],
    ["claims"],
    ["changes"],
    ["reread"],
    ["reject", "3f9a2c", "--why", "a slip"],
    ["confirm", "3f9a2c", "--why", "read it"],
    ["merge", "Harrow House", "Harrow", "--why", "one show"],
    ["split", "Harrow House", "--year", "1994", "--why", "two shows"],
    ["undo", "3f9a2c", "--why", "a slip"],
    ["judgements"],
    ["export", "claims", "-o", "claims.csv"],
    ["feed", "-o", "shows.atom"],
    ["calendar", "-o", "shows.ics"],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    (tmp_path / "undated.txt").write_text(UNDATED, encoding="utf-8")
    return tmp_path


def contents(path: Path) -> Contents:
    with Ledger.open(str(path), create=False) as ledger:
        return ledger.contents()


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_adding_twice_adds_nothing(folder: Path) -> None:
    first = run(folder, "add", "renewed.txt", "--ledger", "kept.sqlite")
    held = contents(folder / "kept.sqlite")
    assert first == (0, f"kept.sqlite: 1 document added, with {held.claims} new claims\n", "")

    again = run(folder, "add", "renewed.txt", "--ledger", "kept.sqlite")
    assert again == (0, "kept.sqlite: nothing new; 1 document was there already\n", "")
    assert contents(folder / "kept.sqlite") == held

    more = run(folder, "add", ".", "--ledger", "kept.sqlite")
    assert more.out.startswith("kept.sqlite: 1 document added, with ")
    assert "; 1 document was there already" in more.out


def test_the_ledger_is_the_one_that_is_named_or_set_or_the_users_own(folder: Path) -> None:
    named = run(folder, "add", "renewed.txt", "--ledger", "named.sqlite", UNDERWAY_LEDGER="set.sqlite")
    assert named.status == 0
    assert [path.name for path in folder.glob("*.sqlite")] == ["named.sqlite"]

    assert run(folder, "add", "renewed.txt", UNDERWAY_LEDGER="set.sqlite").status == 0
    assert contents(folder / "set.sqlite") == contents(folder / "named.sqlite")
    assert "Yes: " in run(folder, "ask", "Harrow House", UNDERWAY_LEDGER="set.sqlite").out

    own = folder / "data" / "underway" / "ledger.sqlite"
    assert not own.exists()
    assert run(folder, "add", "renewed.txt", UNDERWAY_LEDGER="").status == 0
    assert contents(own) == contents(folder / "named.sqlite")
    assert "Yes: " in run(folder, "ask", "Harrow House").out


@pytest.mark.parametrize("command", NEED_ONE, ids=lambda command: command[0])
def test_where_there_is_no_ledger_that_is_told_and_none_is_made(tmp_path: Path, command: list[str]) -> None:
    own = tmp_path / "data" / "underway" / "ledger.sqlite"
    assert run(tmp_path, *command) == (1, "", f"underway: {own}: there is no ledger yet; `underway add` makes one\n")
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_on_a_server_is_used_like_a_file(folder: Path, postgresql: str) -> None:
    added = run(folder, "add", "renewed.txt", "undated.txt", UNDERWAY_LEDGER=postgresql)
    assert (added.status, added.err) == (0, "")
    assert run(folder, "add", "renewed.txt", "undated.txt", "--ledger", "kept.sqlite").status == 0
    for command in (
        ["ask", "Harrow House"],
        ["shows", "--format", "jsonl"],
        ["claims", "--text", "cafe", "--text", "third season"],
    ):
        there = run(folder, *command, UNDERWAY_LEDGER=postgresql)
        assert there.out
        assert there == run(folder, *command, "--ledger", "kept.sqlite")

    claims = run(folder, "claims", "--status", "renewed", "--format", "jsonl", UNDERWAY_LEDGER=postgresql).json_lines()
    (renewed,) = [claim["id"] for claim in claims if claim["kind"] == "status" and claim["show"] == "Harrow House"]
    rejected = run(folder, "reject", renewed[:12], "--why", "a slip", UNDERWAY_LEDGER=postgresql)
    assert rejected.status == 0
    assert run(folder, "claims", "--status", "renewed", "--show", "Harrow House", UNDERWAY_LEDGER=postgresql).out == ""


@pytest.mark.parametrize(("ledger", "problem"), BAD_LEDGERS, ids=[name or "empty" for name, _ in BAD_LEDGERS])
def test_what_is_no_ledger_is_told_and_left_alone(folder: Path, ledger: str, problem: str) -> None:
    (folder / "folder").mkdir()
    execute(folder / "other.sqlite", "CREATE TABLE recipes (name TEXT)")
    Ledger.open(str(folder / "newer.sqlite")).close()
    execute(folder / "newer.sqlite", "UPDATE ledger_version SET version_num = '9999'")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    for command in ("add", "renewed.txt"), ("ask", "Harrow House"):
        done = run(folder, *command, "--ledger", ledger)
        assert (done.status, done.out) == (1, "")
        (told,) = done.problems
        assert told.startswith(f"{ledger or repr(ledger)}: {problem}")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("ledger", ["renewed.txt/ledger.sqlite", "/dev/null/ledger.sqlite", "/proc/ledger.sqlite"])
def test_a_ledger_where_none_can_be_made(folder: Path, ledger: str) -> None:
    done = run(folder, "add", "undated.txt", "--ledger", ledger)
    assert (done.status, done.out) == (1, "")
    (told,) = done.problems
    assert told.startswith(f"{ledger}: cannot be opened")


def test_a_ledger_that_was_damaged_is_told(folder: Path) -> None:
    run(folder, "add", ".", "--ledger", "kept.sqlite")
    execute(folder / "kept.sqlite", "UPDATE documents SET text = 'something else'")
    done = run(folder, "ask", "Harrow House", "--ledger", "kept.sqlite")
    assert (done.status, done.out) == (1, "")
    (told,) = done.problems
    assert told.startswith("kept.sqlite: is damaged (")
