"""The rooms import upwards only, and an import that does not is caught."""

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from .places import PYPROJECT, ROOT, TOOLS, run


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package and its contract."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(house: Path) -> CompletedProcess[str]:
    return run([str(TOOLS / "lint-imports"), "--no-cache", "--no-logo"], house, PYTHONPATH=str(house / "src"))


def test_the_rooms_as_they_are(house: Path) -> None:
    checked = lint_imports(house)
    assert checked.returncode == 0, checked.stdout
    assert "1 kept, 0 broken" in checked.stdout


@pytest.mark.parametrize(
    ("room", "planted", "broken"),
    [
        ("vocabulary", "import underway.ledger", "underway.vocabulary is not allowed to import underway.ledger"),
        ("sources", "from underway import reading", "underway.sources is not allowed to import underway.reading"),
        ("reading", "from underway import sources", "underway.reading is not allowed to import underway.sources"),
        ("reading", "import underway.ledger", "underway.reading is not allowed to import underway.ledger"),
        ("ledger", "import underway.dossier", "underway.ledger is not allowed to import underway.dossier"),
        ("render", "import underway.faces", "underway.render is not allowed to import underway.faces"),
    ],
)
def test_a_planted_import_is_caught(house: Path, room: str, planted: str, broken: str) -> None:
    (house / "src" / "underway" / room / "planted.py").write_text(f"{planted}\n", encoding="utf-8")
    checked = lint_imports(house)
    assert checked.returncode == 1, checked.stdout
    assert broken in checked.stdout
    assert f"underway.{room}.planted" in checked.stdout


def test_a_room_without_a_place_is_caught(house: Path) -> None:
    (house / "src" / "underway" / "attic").mkdir()
    (house / "src" / "underway" / "attic" / "__init__.py").touch()
    checked = lint_imports(house)
    assert checked.returncode == 1, checked.stdout
    assert "attic" in checked.stdout


def test_one_contract_holds_every_room_and_makes_no_exceptions() -> None:
    (contract,) = PYPROJECT["tool"]["importlinter"]["contracts"]
    assert contract["type"] == "layers"
    assert contract["exhaustive"] is True
    assert not [key for key in contract if key.startswith(("ignore", "exhaustive_ignores"))]
