"""What the documentation says is there is there, and what its examples show is what happens."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from underway import __version__
from underway.faces.cli import app

from .places import PYPROJECT, README, ROOT, run

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/archives.md",
    "docs/design.md",
    "docs/evaluation.md",
    "docs/explain.md",
    "docs/scale.md",
    "docs/tables.md",
    "docs/unattended.md",
    "docs/web.md",
    "docs/verdict.md",
    "examples/README.md",
    "corpus/README.md",
]


def commands(group: Any, *names: str) -> Iterator[tuple[str, Any]]:
    """Each command by all of its name, `sources add`."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *names, name)
        else:
            yield " ".join((*names, name)), command


COMMANDS = dict(commands(get_command(app)))
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for p in command.params
    for option in p.opts
    if option[0] == "-"
]


def steps(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that it shows."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(lines[0], lines[1:]) for lines in (part.splitlines() for part in parts)]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("block", CONSOLE.findall(README), ids=lambda block: squeezed(block)[:60])
def test_a_console_block_does_what_it_shows(block: str, tmp_path: Path) -> None:
    """Each line shown is in the output, in that order, however wide the spaces; `...` is for what is left out."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for command, shown in steps(block):
        done = run(command, tmp_path, UNDERWAY_LEDGER=str(tmp_path / "ledger.sqlite"))
        assert done.returncode == 0, done.stdout
        output, at = squeezed(done.stdout), 0
        for line in (squeezed(line) for line in shown):
            if line and line != "...":
                assert line in output[at:], f"{command}\n{done.stdout}"
                at = output.index(line, at) + len(line)


def test_the_readme_shows_each_command_at_work() -> None:
    run_there = [command for block in CONSOLE.findall(README) for command, _ in steps(block)]
    for name in COMMANDS:
        assert any(f"{command} ".startswith(f"underway {name} ") for command in run_there), name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    group, _, rest = name.rpartition(" ")
    assert f"`underway {name}" in README or (group and f"`{group} {rest}`" in README)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_the_readme_names_every_option(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", README), f"underway {command} {option}"


def test_the_readme_names_every_make_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert [target for target in targets.split() if f"make {target}" not in README] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_design_names_every_room() -> None:
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "src" / "underway").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"**{room}**" not in design] == []


def test_one_version_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PYPROJECT["project"]["version"] == __version__
    assert f"## [{__version__}]" in changelog
