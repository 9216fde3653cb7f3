"""No change may bring the reading under its floors, and floors only rise unless they are told to fall."""

from pathlib import Path

import pytest

from eval.floors import PARTS, Floors, digests, load_floors, measure, named, undercut, unpinned, write_floors
from eval.gate import pin
from eval.repositories import commit
from eval.texts import EvaluationError

FIGURES = {"macro_f1": 0.6123, "status_f1": 0.5, "false_silent_documents": 3}
PINNED = Floors("0" * 40, {"articles.jsonl": "ab", "held_out.jsonl": "cd"}, {"articles": FIGURES, "folds": FIGURES})
PRESENT = PINNED.sha256


@pytest.mark.parametrize("part", PARTS)
def test_no_floor_is_undercut(part: str) -> None:
    measured = {part: named(measure(part))}
    floors = load_floors()
    assert unpinned(floors, digests(), measured) + undercut(floors, measured) == []


def test_floors_are_of_each_part_and_no_other() -> None:
    assert load_floors().floors.keys() == PARTS.keys()


@pytest.mark.parametrize(
    ("other", "line"),
    [
        ({}, None),
        ({"macro_f1": 0.6124, "false_silent_documents": 2}, None),
        ({"macro_f1": 0.6122}, "folds: macro_f1 is 0.6122, under its floor of 0.6123"),
        ({"false_silent_documents": 4}, "folds: false_silent_documents is 4, more than 3"),
    ],
)
def test_a_figure_under_its_floor_is_named(other: dict[str, float], line: str | None) -> None:
    measured = {"articles": FIGURES, "folds": FIGURES | other}
    assert undercut(PINNED, measured) == ([line] if line else [])
    assert unpinned(PINNED, PRESENT, measured) == []


def test_a_floor_without_a_figure_is_undercut_and_a_figure_without_a_floor_unpinned() -> None:
    measured = {"folds": {"macro_f1": 0.6123, "false_silent_documents": 3, "venue": 0.9}}
    assert undercut(PINNED, measured) == ["folds: status_f1 has a floor, 0.5, and is not measured"]
    assert unpinned(PINNED, PRESENT, measured) == ["folds: has no floor for venue; make eval PIN=1 sets it"]


@pytest.mark.parametrize(
    ("present", "names"),
    [
        (PRESENT | {"held_out.jsonl": "ce"}, ["held_out.jsonl"]),
        (PRESENT | {"more.jsonl": "ef"}, ["more.jsonl"]),
        ({"articles.jsonl": "ab"}, ["held_out.jsonl"]),
    ],
)
def test_a_corpus_file_that_is_not_the_pinned_one_is_named(present: dict[str, str], names: list[str]) -> None:
    told = "is not the file that the floors were pinned on; if it is to differ, make eval PIN=1"
    assert unpinned(PINNED, present, {}) == [f"corpus/{name}: {told}" for name in names]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    reading = tmp_path / "house" / "src" / "underway" / "reading"
    reading.mkdir(parents=True)
    (reading / "reader.py").write_text("READER = 1\n", encoding="utf-8")
    commit(tmp_path / "house", "first")
    return tmp_path / "house"


def test_floors_rise_and_fall_only_when_told_to(repository: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"

    def pinned(macro_f1: float, lower: bool = False) -> list[str]:
        return pin({"articles": FIGURES | {"macro_f1": macro_f1}}, PRESENT, lower, path, repository)

    assert pinned(0.5) == []
    assert len(load_floors(path).commit) == 40
    assert pinned(0.7) == []
    assert pinned(0.6) == [
        "articles: macro_f1 is 0.6000, under its floor of 0.7000",
        "not pinned, as floors only rise; if these are to fall, make eval PIN=1 LOWER=1",
    ]
    assert load_floors(path).floors["articles"]["macro_f1"] == 0.7
    assert pinned(0.6, lower=True) == []
    assert load_floors(path).floors["articles"]["macro_f1"] == 0.6


@pytest.mark.parametrize("name", ["reader.py", "new.py"])
def test_floors_are_of_a_commit(repository: Path, tmp_path: Path, name: str) -> None:
    (repository / "src" / "underway" / "reading" / name).write_text("READER = 2\n", encoding="utf-8")
    path = tmp_path / "floors.toml"
    told = f"src/underway/reading/{name}: is not committed; commit it first, as the floors name their commit"
    assert pin({"articles": FIGURES}, PRESENT, False, path, repository) == [told]
    assert not path.exists()


def test_floors_that_are_written_are_those_that_are_read(tmp_path: Path) -> None:
    write_floors(PINNED, tmp_path / "floors.toml")
    assert load_floors(tmp_path / "floors.toml") == PINNED


@pytest.mark.parametrize("contents", [None, "", "commit = 1", "not toml"])
def test_what_holds_no_floors_is_told(tmp_path: Path, contents: str | None) -> None:
    path = tmp_path / "floors.toml"
    if contents is not None:
        path.write_text(contents, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"floors\.toml: holds no floors \(.*; make eval PIN=1 writes them"):
        load_floors(path)
