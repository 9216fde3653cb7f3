"""Archives, and any other files, that are named in lists or kept where fsspec reaches them."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from underway.sources import archive_records, is_archive
from underway.sources.locations import Remote, expand
from underway.sources.records import RefusedError

from .archive_files import pack_gzip, response
from .reading import read

TEXTS = {name: f"Saltmarsh, as told in {name}." for name in ("a.txt", "b.txt", "c.txt", "deep/d.txt")}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path("news", name).parent.mkdir(parents=True, exist_ok=True)
        Path("news", name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_list_stands_for_what_it_names() -> None:
    Path("lists").mkdir()
    Path("lists/first.txt").write_text(
        "# what was kept\n\n  news/c.txt  \r\nnews/nothing.txt\n@lists/second.txt\nnews/c.txt\n", encoding="utf-8"
    )
    Path("lists/second.txt").write_text("\ufeffnews/deep\nnews/[a]*\n@lists/first.txt\n", encoding="utf-8")
    result = read("@lists/first.txt", "news")
    assert result.names == ["news/c.txt", "news/deep/d.txt", "news/a.txt", "news/b.txt"]
    assert result.faults == ["news/nothing.txt: no such file or folder"]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", []),
        (b"\n# nothing\n\n", []),
        (b"@list.txt\n@./list.txt\n", []),
        (b"@nothing\n", ["@nothing: no such file or folder"]),
        (b"@\n", ["@: cannot be read: is a directory"]),
        (b"@news\n", ["@news: cannot be read: is a directory"]),
        (b"a\0b\n", ["a\\x00b: cannot be the name of a file"]),
        (b"@a\0b\n", ["@a\\x00b: cannot be the name of a file"]),
        (b"\x1b[2J\n", ["\\x1b[2J: no file matches"]),
        (b"\xff\xfe\n", ["@list.txt: is no list of locations; give a text in UTF-8, with one on each line"]),
        (
            b"https://tideway.example/\n",
            ["https://tideway.example/: is an address, and nothing is fetched here; save the page and give its file"],
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_one_line(data: bytes, faults: list[str]) -> None:
    Path("list.txt").write_bytes(data)
    result = read("@list.txt", "news/a.txt")
    assert (result.faults, result.names) == (faults, ["news/a.txt"])


@pytest.fixture
def memory() -> Iterator[None]:
    storage = fsspec.filesystem("memory")
    for name, text in TEXTS.items():
        storage.pipe(f"/news/{name}", text.encode())
    storage.pipe("/news/.hidden", b"Saltmarsh")
    storage.pipe("/crawl.warc.gz", b"".join(pack_gzip(response(n)) for n in range(9)))
    yield
    storage.rm("/", recursive=True)


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("location", "names"),
    [
        ("memory://news/a.txt", ["memory:///news/a.txt"]),
        ("memory://news", [f"memory:///news/{name}" for name in TEXTS]),
        ("memory://news/", [f"memory:///news/{name}" for name in TEXTS]),
        ("memory://news/[ab].*", ["memory:///news/a.txt", "memory:///news/b.txt"]),
        ("memory://news/**/d.txt", ["memory:///news/deep/d.txt"]),
    ],
)
def test_files_folders_and_globs_elsewhere(location: str, names: list[str]) -> None:
    result = read(location)
    assert (result.names, result.faults) == (names, [])
    assert result.texts == [TEXTS[re.sub(r"\w+:/+news/", "", name)] for name in names]


def test_files_in_a_zip_file() -> None:
    with zipfile.ZipFile("news.zip", "w") as packed:
        for name, text in TEXTS.items():
            packed.writestr(name, text)
    assert read("zip://c.txt::news.zip").names == ["zip://c.txt::news.zip"]
    result = read("zip://::news.zip")
    assert result.names == [f"zip://{name}::news.zip" for name in TEXTS]
    assert result.texts == list(TEXTS.values())
    assert read("zip://deep::news.zip").names == ["zip://deep/d.txt::news.zip"]


@pytest.mark.usefixtures("memory")
def test_an_archive_elsewhere_goes_on_from_a_position() -> None:
    (file,) = expand(["memory://crawl.warc.gz"])
    assert isinstance(file, Remote)
    assert is_archive(file)
    found = list(archive_records(file))
    assert len(found) == 9
    assert list(archive_records(file, start=found[5].position)) == found[5:]


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("memory://news/nothing.txt", "no such file or folder"),
        ("memory://news/*.html", "holds no documents; give a folder with some in it, or a pattern that matches some"),
        ("zip://a.txt::nothing.zip", "no such file or folder"),
        ("zip://a.txt::news/a.txt", "cannot be read: File is not a zip file"),
        ("MEMORY://news", "begins with 'MEMORY://', which nothing here opens; correct it"),
        ("tide://news", "begins with 'tide://', which nothing here opens; correct it"),
        ("t\x1b://news", "no such file or folder"),
        ("file:///etc/hostname", "is a path written as an address; give the path alone"),
        ("simplecache::https://127.0.0.1/a", "leads to the web by a detour; give the address itself"),
        ("zip://a.txt::HTTP://127.0.0.1/a.zip", "leads to the web by a detour; give the address itself"),
    ],
)
def test_what_cannot_be_opened_elsewhere_is_one_line(location: str, problem: str) -> None:
    result = read("news/a.txt", location, "news/b.txt")
    (fault,) = result.faults
    assert fault.endswith(f": {problem}")
    assert result.names == ["news/a.txt", "news/b.txt"]


def test_storage_whose_package_is_missing_says_which() -> None:
    (fault,) = read("dropbox://news/a.txt").faults
    assert fault.startswith("dropbox://news/a.txt: needs a package that is missing: ")


def test_a_file_that_is_gone_is_refused() -> None:
    with pytest.raises(RefusedError, match="no such file or folder"):
        list(archive_records(Remote("memory://news/nothing.warc")))
