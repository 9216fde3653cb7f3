"""What cannot be read: one line that names it, the status 1, and all the rest is read."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .command import RENEWED, lines_of, run

Make = Callable[[Path], object]
PACKED = gzip.compress(os.urandom(3000).hex().encode())


def nothing(path: Path) -> None:
    pass


def zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)  # takes no room


def holding(payload: bytes) -> Make:
    return lambda path: path.write_bytes(payload)


BINARY = "is binary; give text, HTML or JSON Lines"
BAD: list[tuple[str, Make, str]] = [
    ("missing.txt", nothing, "no such file or folder"),
    ("folder", Path.mkdir, "holds no documents; give a folder with text, HTML or JSON Lines in it"),
    ("*.nothing", nothing, "no file matches"),
    (
        "https://127.0.0.1/",
        nothing,
        "leads to 127.0.0.1, a loopback address, where nothing is fetched from; if it is meant, allow it: --allow-host "
        "127.0.0.1",
    ),
    ("empty.txt", holding(b""), "is empty"),
    ("cut.txt.gz", holding(PACKED[:-20]), "is truncated: its gzip data ends too early; fetch it again"),
    (
        "plain.txt.gz",
        holding(b"It is back."),
        "is not gzip, though it is called so; take .gz off its name if it is not",
    ),
    ("zeros.txt", zeros, BINARY),
    ("zeros.jsonl", zeros, BINARY),
    ("noise.txt", holding(bytes(range(256)) * 20), BINARY),
    ("picture.txt", holding(b"\x89PNG\r\n\x1a\n"), "is a PNG image; give text, HTML or JSON Lines"),
]


@pytest.mark.parametrize(("location", "make", "problem"), BAD, ids=[location for location, _, _ in BAD])
def test_it_is_one_line_that_names_the_place(tmp_path: Path, location: str, make: Make, problem: str) -> None:
    make(tmp_path / location)
    done = run(tmp_path, "read", location, "--format", "jsonl")
    assert (done.status, done.out) == (1, "")
    (told,) = done.problems
    assert told.startswith(f"{location}: {problem}")


def test_the_others_are_read_and_each_bad_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    locations = ("missing.txt", "renewed.txt", "empty.txt", "*.nothing")
    read = run(tmp_path, "read", *locations, "--format", "jsonl")
    assert read.status == 1
    assert {claim["document"] for claim in read.json_lines()} == {"renewed.txt"}
    named = ["missing.txt", "empty.txt", "*.nothing"]
    assert [line.split(":")[0] for line in read.problems] == named

    added = run(tmp_path, "add", *locations)
    assert added.status == 1
    assert added.problems == read.problems
    assert "1 document added" in added.out
    assert "3 could not be read" in added.out

    sources = [argument for location in locations for argument in ("--from", location)]
    asked = run(tmp_path, "ask", "Harrow House", *sources)
    assert asked.status == 1
    assert asked.problems == read.problems
    assert asked.lines[0] == "Yes: season 2 of Harrow House is coming."


def test_a_broken_line_in_the_middle_is_named_by_its_number(tmp_path: Path) -> None:
    first, third = (lines_of([{"id": f"dial-{n}", "text": RENEWED}]) for n in (1, 3))
    (tmp_path / "news.jsonl").write_bytes(first + b'{"id": "dial-2", "text": "Netflix has\n' + third)
    done = run(tmp_path, "read", "news.jsonl", "--format", "jsonl")
    assert done.status == 1
    assert {claim["document"] for claim in done.json_lines()} == {"dial-1", "dial-3"}
    (problem,) = done.problems
    assert problem.startswith("news.jsonl:2: is not JSON: ")


def test_what_was_read_all_the_same_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes("Café, café, café: ".encode() + RENEWED.encode() + b"\xff\n")
    done = run(tmp_path, "read", "broken.txt", "--format", "jsonl")
    assert done.status == 0
    assert done.problems == ["warning: broken.txt: 1 broken character, read as UTF-8; replaced with U+FFFD"]
    assert done.json_lines()


def test_without_any_document_there_is_no_answer(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "Harrow House", "--from", "missing.txt", "--format", "json")
    assert done == (1, "", "underway: missing.txt: no such file or folder\n")


def test_a_name_that_would_steer_the_terminal_does_not(tmp_path: Path) -> None:
    done = run(tmp_path, "read", "\x1b[2J\nmissing.txt")
    assert done.status == 1
    assert len(done.problems) == 1
    assert "\x1b" not in done.err
