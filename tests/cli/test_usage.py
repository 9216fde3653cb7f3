"""Help, the version, wrong usage, and how quickly they come."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from underway import __version__
from underway.faces.cli import app

from .command import run

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
ORDER = (
    "ask shows claims changes read add reread catalogue explain follow unfollow following digest "
    "reject confirm merge split undo judgements export feed calendar poll audience viewing sources"
).split()
WRONG = [
    [],
    ["reed", "articles"],
    ["--colour"],
    ["read"],
    ["read", "articles", "--format", "markdown"],
    ["read", "articles", "--ledger", "kept.sqlite"],
    ["add"],
    ["add", "articles", "--ledger"],
    ["ask"],
    ["ask", " "],
    ["ask", "Harrow", "House"],
    ["ask", "Harrow House", "--format", "jsonl"],
    ["ask", "Harrow House", "--season", "0"],
    ["ask", "Harrow House", "--season", "two"],
    ["ask", "Harrow House", "--season", "9" * 400],
    ["ask", "Harrow House", "--as-of", "May"],
    ["ask", "Harrow House", "--as-of", "2021-02-30"],
    ["ask", "Harrow House", "--known-at", "2021-05-05T25:00"],
    ["ask", "Harrow House", "--known-at", "2021-05-05", "--from", "articles"],
    ["shows", "--verdict", "maybe"],
    ["shows", "Harrow House"],
    ["claims", "--kind", "rumour"],
    ["claims", "--limit", "-1"],
    ["changes", "--since", "yesterday"],
    ["reject", "3f9a2c"],
    ["confirm", "3f9a2c", "--why", " "],
    ["merge", "Harrow House", "--why", "one show"],
    ["split", "Harrow House", "--why", "two shows"],
    ["split", "Harrow House", "--year", "1066", "--why", "two shows"],
    ["undo", "--why", "a slip"],
    ["catalogue"],
    ["export"],
    ["export", "recipes"],
    ["export", "claims", "--format", "xlsx"],
    ["audience"],
    ["audience", "import"],
    ["audience", "compare", "Harrow House"],
    ["audience", "top", "--metric", "rank"],
    ["audience", "top", "--window", "soon"],
    ["audience", "of", "Harrow House", "--launch", "May"],
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command, "--help")
    assert (done.status, done.err) == (0, "")
    assert re.search(rf"\n  Example: underway {command}( .+)?\n", done.out)


def test_help_has_a_short_name(tmp_path: Path) -> None:
    assert run(tmp_path, "-h") == run(tmp_path, "--help")
    assert run(tmp_path, "ask", "-h") == run(tmp_path, "ask", "--help")


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert (done.status, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.partition("Commands:")[2].splitlines() if line] == ORDER


def test_the_version(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == (0, f"underway {__version__}\n", "")


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_told_with_the_status_2(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert done.status == 2
    assert "Error: " in done.err or "Usage: underway" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", ["--help", "ask --help", "export --help"])
def test_help_waits_for_nothing_that_only_work_needs(tmp_path: Path, command: str) -> None:
    imported = run(tmp_path, *command.split(), PYTHONPROFILEIMPORTTIME="1").err
    for heavy in ("sqlalchemy", "alembic", "trafilatura", "rich", "underway.reading", "underway.ledger"):
        assert f"| {heavy}\n" not in imported.replace("|   ", "| "), heavy
