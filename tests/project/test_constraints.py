"""Every package that is installed has one exact version, written down without naming where it comes from."""

import re
from importlib.metadata import distribution, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .places import PYPROJECT, ROOT

LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINNED = {
    canonicalize_name(requirement.name): str(requirement.specifier)
    for requirement in (Requirement(line) for line in LINES if not line.startswith("#"))
}


def needed(requirements: list[str]) -> set[str]:
    """The names of these and of all that they need, in turn, here."""
    names: set[str] = set()
    todo = [(Requirement(text), "") for text in requirements]
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        if name in names:
            continue
        names.add(name)
        for text in distribution(name).requires or []:
            todo += [(Requirement(text), wanted) for wanted in ("", *requirement.extras)]
    return names


PROJECT = PYPROJECT["project"]
INSTALLED = needed([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]) - {PROJECT["name"]}


@pytest.mark.parametrize("name", sorted(INSTALLED))
def test_what_is_installed_is_what_is_written_down(name: str) -> None:
    assert PINNED[canonicalize_name(name)] == f"=={version(name)}"


@pytest.mark.parametrize(
    "requirement",
    [
        *PYPROJECT["build-system"]["requires"],
        *PROJECT["optional-dependencies"]["bench"],
        *PROJECT["optional-dependencies"]["fuzz"],
    ],
)
def test_what_builds_and_measures_is_written_down_too(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert wanted.specifier.contains(PINNED[canonicalize_name(wanted.name)].removeprefix("=="))


def test_versions_are_exact_and_name_no_place() -> None:
    exact = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+( ; .+)?")
    assert [line for line in LINES[1:] if not exact.fullmatch(line)] == []
