"""Titles of files: of catalogues, and of lists of one's own."""

import gzip
import io
from functools import partial
from pathlib import Path

import pytest

from underway.catalogue import Fault, read_titles

from .test_catalogues import FILM, HARROW, HEADER, NOIR, show

pack = partial(gzip.compress, mtime=0)
IS_NO_LIST = "is not one title; give one a line, or IMDb's title.basics"


def read(data: bytes | str) -> list[str | Fault]:
    return list(read_titles(io.BytesIO(data if isinstance(data, bytes) else data.encode()), "file"))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Harrow House\nThe “Noir” Café\n", ["Harrow House", "The “Noir” Café"]),
        ("\ufeffHarrow House\r\n\r\n  Ferry! \r\nYou", ["Harrow House", "Ferry!", "You"]),
        ("[REC]\n{Harrow}\n", ["[REC]", "{Harrow}"]),
        (HEADER + HARROW + FILM + NOIR, ["Harrow House", 'The "Noir" Café', 'Le Café "Noir']),
        (f"[{show(_embedded={'akas': [{'name': 'Harrow'}]})}]", ["Harrow House", "Harrow"]),
    ],
    ids=["a list", "with a mark and blank lines", "marks that JSON begins with", "title.basics", "a show index"],
)
def test_titles(packed: bool, data: str, expected: list[str]) -> None:
    assert read(pack(data.encode()) if packed else data) == expected


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "file: is empty"),
        ("\n \n", "file: holds no titles"),
        (HEADER + FILM, "file: holds no shows"),
        (HEADER + "tt1\ttvSeries\n" + HARROW, "file:2: has 2 columns where the first line has 9"),
        ("tconst\tparentTconst\n", "file: has no column titleType, as IMDb's title.basics has"),
        ("Ferry\nHarrow\tHouse\n", f"file:2: 'Harrow\\tHouse' {IS_NO_LIST}"),
        ("Ferry\nHarrow\x1b[2J\nHouse\n", f"file:2: 'Harrow\\x1b[2J' {IS_NO_LIST}"),
        (b"Ferry\n\xff\xfe\n", "file:2: '\\ufffd\\ufffd' is not UTF-8; give one title a line, or IMDb's title.basics"),
        ("Ferry\n" + "x" * 2_000_000 + "\n", "file:2: is longer than 1 MB"),
        (pack(b"Ferry\n" * 9)[:-9], "file: is truncated: its gzip data ends too early; fetch it again"),
    ],
)
def test_the_first_place_that_cannot_be_read_ends_it(data: bytes | str, fault: str) -> None:
    *titles, last = read(data)
    assert isinstance(last, Fault) and str(last) == fault
    assert not any(isinstance(one, Fault) for one in titles)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (fault,) = read_titles(tmp_path / "titles.txt", "titles.txt")
    assert str(fault) == "titles.txt: cannot be read: No such file or directory"
