"""Which files a location stands for, under which names, in which order, and what is said where it stands for none."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from underway.sources import Record, records

from .reading import read


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"Saltmarsh, as told in {name}", encoding="utf-8")


FILES = [
    "b.txt",
    "a.md",
    "news/2.txt",
    "news/10.txt",
    "news/old/1.txt",
    "news/old/deep/x",
    ".hidden.txt",
    "news/.git/y",
]


@pytest.mark.parametrize(
    ("locations", "names"),
    [
        (["b.txt"], ["b.txt"]),
        (["./b.txt"], ["b.txt"]),
        (["news//2.txt"], ["news/2.txt"]),
        (["news/../b.txt"], ["news/../b.txt"]),
        (["b.txt", "a.md"], ["b.txt", "a.md"]),
        (["."], ["a.md", "b.txt", "news/10.txt", "news/2.txt", "news/old/1.txt", "news/old/deep/x"]),
        (["news"], ["news/10.txt", "news/2.txt", "news/old/1.txt", "news/old/deep/x"]),
        (["news/"], ["news/10.txt", "news/2.txt", "news/old/1.txt", "news/old/deep/x"]),
        (["news/old", "news"], ["news/old/1.txt", "news/old/deep/x", "news/10.txt", "news/2.txt"]),
        (["*.txt"], ["b.txt"]),
        (["[ab].*"], ["a.md", "b.txt"]),
        (["news/?.txt"], ["news/2.txt"]),
        (["*/*.txt"], ["news/10.txt", "news/2.txt"]),
        (["n*"], ["news/10.txt", "news/2.txt", "news/old/1.txt", "news/old/deep/x"]),
        (["**/*.txt"], ["b.txt", "news/10.txt", "news/2.txt", "news/old/1.txt"]),
        (["news/**"], ["news/10.txt", "news/2.txt", "news/old/1.txt", "news/old/deep/x"]),
        (["**/old/**/x"], ["news/old/deep/x"]),
        (["**/deep"], ["news/old/deep/x"]),
        ([".hidden.txt"], [".hidden.txt"]),
        (["b.txt", "./b.txt", "*.txt", "."], ["b.txt", "a.md", "news/10.txt", *FILES[2:3], *FILES[4:6]]),
    ],
)
def test_files_by_name_in_order_each_once(locations: list[str], names: list[str]) -> None:
    write(*FILES)
    result = read(*locations)
    assert (result.names, result.faults, result.warnings) == (names, [], [])


def test_an_absolute_location_stays_absolute(here: Path) -> None:
    write("news/1.txt")
    for location in (here / "news", here / "news" / "*.txt", here / "**" / "1.txt"):
        assert read(location).names == [(here / "news" / "1.txt").as_posix()]


def test_a_file_may_have_wildcards_in_its_name() -> None:
    write("a[1].txt", "a1.txt", "what?.txt")
    assert read("a[1].txt", "what?.txt").names == ["a[1].txt", "what?.txt"]


def test_standard_input_has_no_name() -> None:
    write("a.txt")
    result = read("a.txt", "-", stdin=b"Saltmarsh returns.")
    assert result.names == ["a.txt", None]
    assert result.texts[1] == "Saltmarsh returns."


def test_standard_input_given_twice_is_read_once_and_said() -> None:
    result = read("-", "-", stdin=b"Saltmarsh returns.")
    assert result.texts == ["Saltmarsh returns."]
    assert result.warnings == ["-: is given twice; standard input can be read once"]


def test_standard_input_stays_open() -> None:
    stdin = io.BytesIO(b"Saltmarsh returns.")
    assert len(list(records(["-"], stdin=stdin))) == 1
    assert not stdin.closed


@pytest.mark.parametrize(
    ("location", "fault"),
    [
        ("gone.txt", "gone.txt: no such file or folder"),
        ("gone/a.txt", "gone/a.txt: no such file or folder"),
        ("", "'': no such file or folder"),
        ("a.txt/b", "a.txt/b: cannot be read: not a directory"),
        pytest.param("x" * 5000, f"{'x' * 5000}: cannot be read: file name too long", id="long"),
        ("a\0b", "a\\x00b: cannot be the name of a file"),
        ("*.html", "*.html: no file matches"),
        ("gone/**/*.txt", "gone/**/*.txt: no file matches"),
        ("empty", "empty: holds no documents; give a folder with text, HTML or JSON Lines in it"),
        ("nothing", "nothing: holds no documents; give a folder with text, HTML or JSON Lines in it"),
        ("void.txt", "void.txt: is empty"),
        ("pipes", "pipes/pipe: is neither a file nor a folder"),
        ("loop", "loop: cannot be read: too many levels of symbolic links"),
        ("links", "links/broken: no such file or folder"),
        (
            "https://tideway.example/a",
            "https://tideway.example/a: is an address, and nothing is fetched here; save the page and give its file",
        ),
        (
            "HTTP://tideway.example",
            "HTTP://tideway.example: is an address, and nothing is fetched here; save the page and give its file",
        ),
        ("a\x1b]0;b\x07\n", "a\\x1b]0;b\\x07\\n: no such file or folder"),
    ],
)
def test_a_fault_is_one_line_and_the_others_are_read(location: str, fault: str) -> None:
    write("a.txt", "nothing/.hidden", "nothing/deeper/.hidden", "z.txt")
    Path("empty").mkdir()
    Path("void.txt").touch()
    Path("pipes").mkdir()
    os.mkfifo("pipes/pipe")
    Path("loop").symlink_to("loop")
    Path("links").mkdir()
    Path("links/broken").symlink_to("nowhere")
    result = read("a.txt", location, "z.txt")
    assert result.faults == [fault]
    assert result.names == ["a.txt", "z.txt"]


def test_links_in_a_circle_end() -> None:
    write("news/a.txt", "news/deep/b.txt")
    for name in ("one", "two", "three"):
        Path("news/deep", name).symlink_to("..", target_is_directory=True)
    for location in ("news", "**", "news/**/*.txt"):
        assert read(location).names == ["news/a.txt", "news/deep/b.txt"]


def test_a_linked_file_is_the_same_file() -> None:
    write("news/b.txt")
    Path("news/a.txt").symlink_to("b.txt")
    Path("linked").symlink_to("news", target_is_directory=True)
    assert read("news", "linked").names == ["news/a.txt"]
    assert read("linked").names == ["linked/a.txt"]


@contextmanager
def nobody() -> Iterator[None]:
    """Without the right to read everything, where that can be given up."""
    user = os.geteuid()
    with suppress(OSError):
        os.seteuid(65534 if user == 0 else user)
    try:
        yield
    finally:
        os.seteuid(user)


def test_what_may_not_be_read_is_named(here: Path) -> None:
    write("news/locked.txt", "news/open.txt", "news/shut/a.txt")
    os.chmod("news/locked.txt", 0)  # noqa: PTH101
    os.chmod("news/shut", 0)  # noqa: PTH101
    here.chmod(0o755)
    with nobody():
        allowed = os.access("news/shut", os.R_OK, effective_ids=True)
        result = read("news")
    denied = "may not be read; permission is denied"
    assert result.faults == ([] if allowed else [f"news/locked.txt: {denied}", f"news/shut: {denied}"])
    assert "news/open.txt" in result.names


def test_a_name_that_is_not_utf8_is_escaped(here: Path) -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_text("Saltmarsh returns.", encoding="utf-8")
    assert read(".").names == ["caf\\xe9.txt"]


def test_a_record_is_found_before_the_next_location_is_looked_at() -> None:
    write("a.txt")
    found = (record for record in records(["a.txt", "b.txt"]) if isinstance(record, Record))
    first = next(found)
    assert (first.place, first.format, first.payload) == ("a.txt", "text", b"Saltmarsh, as told in a.txt")
    write("b.txt")
    assert [one.place for one in found] == ["b.txt"]
