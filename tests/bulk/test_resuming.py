"""Whatever ends a run into a folder, the next one goes on behind what is whole, and the files are the same."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from underway.bulk import Crew, FolderError, Progress, Summary, read_into
from underway.sources import Columns, Fault

from .made_archives import article, contents, files, in_parts, interrupted, lines, read_archives

PARTS = 4


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One that is read in several parts, one in two, one in one, and some loose documents."""
    folder = tmp_path_factory.mktemp("archives")
    (folder / "a.jsonl").write_text(in_parts(0, PARTS) + lines([article(200)]))
    (folder / "b.jsonl").write_text(in_parts(50, 2))
    (folder / "c.jsonl").write_text(lines([article(100)]))
    (folder / "d.txt").write_text(article(101)["text"])
    (folder / "e.txt").write_text("")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def undisturbed(archives: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    read_archives(output, *archives)
    return contents(output)


def written_at(output: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files(output) if path.parent != output}


@settings(max_examples=15)
@given(
    ends=st.lists(st.integers(0, PARTS + 2), max_size=4),
    lost=st.sets(st.integers(0, 50), max_size=3),
    cut=st.none() | st.integers(0, 50),
)
def test_wherever_it_is_interrupted_and_whatever_is_lost(
    archives: list[Path], undisturbed: dict[str, bytes], ends: list[int], lost: set[int], cut: int | None
) -> None:
    """`ends` counts the parts after which a run ends; files are lost, or cut short, as when a disk fails."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        for after in ends:
            with closing(read_into(output, list(map(str, archives)))) as told:
                parts = -1  # it says first what is there
                while parts < after and (found := next(told, None)) is not None:
                    parts += isinstance(found, Progress)
        there = [path for path in files(output) if path.parent != output] if ends else []
        for number in lost:
            if there:
                there[number % len(there)].unlink(missing_ok=True)
        if cut is not None and there and (path := there[cut % len(there)]).exists():
            os.truncate(path, path.stat().st_size // 2)
        read_archives(output, *archives)
        assert contents(output) == undisturbed


def test_what_was_written_is_not_written_again(archives: list[Path], tmp_path: Path) -> None:
    output = tmp_path / "out"
    with closing(read_into(output, list(map(str, archives)))) as told:
        while not (isinstance(found := next(told), Progress) and found.counts.seen > 2000):
            pass
    before = written_at(output)
    assert len(before) >= 6
    assert not (output / "summary.json").exists()
    read_archives(output, *archives)
    after = written_at(output)
    assert {path: after[path] for path in before} == before
    told_again = read_archives(output, *archives)
    assert written_at(output) == after
    assert [Path(found.place).name for found in told_again if isinstance(found, Fault)] == [
        "e.txt"
    ]  # it may be there now


def test_archives_may_be_added(archives: list[Path], undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    output = tmp_path / "out"
    read_archives(output, archives[0])
    interrupted(output, archives[1], after=2)
    read_archives(output, *archives[2:])
    summary = msgspec.json.decode((output / "summary.json").read_bytes(), type=Summary)
    assert summary.unfinished in ([], [str(archives[1])])
    read_archives(output, archives[1])
    assert contents(output) == undisturbed


def longer(path: Path) -> None:
    with path.open("a") as file:
        file.write(lines([article(7)]))


def other_bytes(path: Path) -> None:
    written = path.read_bytes()
    path.write_bytes(written.replace(b"Amber", b"Umber", 1))


@pytest.mark.parametrize("change", [longer, other_bytes])
def test_an_archive_that_has_changed_is_told_and_the_others_go_on(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    one, other, output = tmp_path / "one.jsonl", tmp_path / "other.jsonl", tmp_path / "out"
    one.write_text(lines([article(1)]))
    read_archives(output, one)
    before = contents(output / "claims")
    change(one)
    other.write_text(lines([article(2)]))
    told = read_archives(output, one, other)
    (fault,) = (str(found) for found in told if isinstance(found, Fault))
    advice = "read it into another folder, or remove the files called one.jsonl-"
    assert fault.startswith(f"{one}: has changed since it was read into {output}; {advice}")
    assert contents(output / "claims").items() > before.items()
    assert isinstance(told[-1], Summary)
    assert told[-1].archives == 2


def other_reader(output: Path) -> None:
    manifest = output / "underway.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"rules ', b'"roles '))


@pytest.mark.parametrize(
    ("change", "columns", "problem"),
    [
        (other_reader, None, "was read into by roles .*, and this is rules .*; name a new folder"),
        (lambda output: None, Columns(url="link"), "was read into with other columns; name them as then, or a new"),
    ],
)
def test_a_folder_has_one_reader_and_one_sense_of_columns(
    tmp_path: Path, change: Callable[[Path], None], columns: Columns | None, problem: str
) -> None:
    (tmp_path / "a.jsonl").write_text(lines([article(1)]))
    output = tmp_path / "out"
    read_archives(output, tmp_path / "a.jsonl")
    change(output)
    before = contents(output)
    with pytest.raises(FolderError, match=f"^{output}: {problem}"):
        list(read_into(output, [str(tmp_path / "a.jsonl")], columns=columns))
    assert contents(output) == before


def test_numbers_that_do_not_add_up_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines([article(1)]))
    output = tmp_path / "out"
    read_archives(output, tmp_path / "a.jsonl")
    (part,) = (output / "parts").iterdir()
    part.write_bytes(part.read_bytes().replace(b'"seen": 1', b'"seen": 2'))
    with pytest.raises(
        FolderError, match=f"^{part}: the documents of .*a.jsonl do not add up; remove it and read again"
    ):
        read_archives(output, tmp_path / "a.jsonl")


def test_one_run_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines([article(1)]))
    output = tmp_path / "out"
    output.mkdir()
    with FileLock(output / ".lock"), pytest.raises(FolderError, match="is being written to by another run; wait for"):
        read_archives(output, tmp_path / "a.jsonl")
    read_archives(output, tmp_path / "a.jsonl")


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_any_number_of_workers_writes_the_same(
    archives: list[Path], undisturbed: dict[str, bytes], tmp_path: Path, workers: int
) -> None:
    read_archives(tmp_path / "out", *archives, crew=Crew(workers))
    assert contents(tmp_path / "out") == undisturbed
    assert active_children() == []


def with_a_death(told: Iterator[Any], deaths: int) -> Iterator[Any]:
    """What is told by workers of which one is killed after it has written a part, so many times."""
    for found in told:
        yield found
        if isinstance(found, Progress) and found.counts.seen and deaths:
            deaths -= 1
            active_children()[0].kill()


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_worker_that_is_killed_is_named_and_its_archive_read_on(tmp_path: Path, deaths: int) -> None:
    archive = tmp_path / "a.jsonl"
    archive.write_text(in_parts(0, 12))
    read_archives(tmp_path / "whole", archive)
    output = tmp_path / "out"
    told = list(with_a_death(read_into(output, [str(archive)], crew=Crew(2)), deaths))
    named = [str(found) for found in told if isinstance(found, Fault) and "the process that read it" in found.problem]
    how = f"signal {signal.SIGKILL.value}, SIGKILL"
    assert named[0] == f"{archive}: the process that read it died ({how}); it is read on by another"
    if deaths == 1:
        assert len(named) == 1
    else:
        assert named[1].startswith(f"{archive}: is left unfinished: the process that read it died again ({how}); ")
        assert told[-1].unfinished == [str(archive)]
        read_archives(output, archive)
    assert contents(output) == contents(tmp_path / "whole")
    assert active_children() == []


def test_what_is_closed_leaves_no_process(archives: list[Path], tmp_path: Path) -> None:
    with closing(read_into(tmp_path / "out", list(map(str, archives)), crew=Crew(2))) as told:
        while not (isinstance(found := next(told), Progress) and found.counts.seen):
            pass
        assert active_children() != []
    assert active_children() == []
    assert not (tmp_path / "out" / ".unfinished").exists()
