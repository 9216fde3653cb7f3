"""Files of catalogues as entries: what is in them, what is wrong with them, and within which bounds."""

import gzip
import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.catalogue import CatalogueEntry, Ids, read_catalogue

pack = partial(gzip.compress, mtime=0)  # without the clock, which would be part of the tests' names
HEADER = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
HARROW = "tt0100001\ttvSeries\tHarrow House\tHarrow House\t0\t1994\t1996\t50\tDrama,Crime\n"
NOIR = 'tt0100002\ttvMiniSeries\tThe "Noir" Café\tLe Café "Noir\t0\t2021\t\\N\t\\N\t\\N\n'
FILM = "tt0100003\tmovie\tHarrow House\tHarrow House\t0\t1974\t\\N\t90\tDrama\n"
SHOW: dict[str, Any] = {
    "id": 7,
    "url": "https://www.tvmaze.com/shows/7/harrow-house",
    "name": "Harrow House",
    "type": "Scripted",
    "premiered": "2021-10-03",
    "ended": None,
    "network": {"id": 12, "name": "BBC One", "country": {"name": "United Kingdom", "code": "GB", "timezone": "?"}},
    "webChannel": None,
    "externals": {"tvrage": None, "thetvdb": 76107, "imdb": "tt0100009"},
    "_links": {"self": {"href": "https://api.tvmaze.com/shows/7"}},
}
HARROW_2021 = CatalogueEntry(
    title="Harrow House", start_year=2021, network="BBC One", country="GB", ids=Ids(imdb="tt0100009", tvmaze="7")
)


def read(data: bytes | str) -> tuple[list[CatalogueEntry], list[str]]:
    """The entries, and what is said of the rest."""
    found = list(read_catalogue(io.BytesIO(data if isinstance(data, bytes) else data.encode()), "file"))
    return [e for e in found if isinstance(e, CatalogueEntry)], [
        str(f) for f in found if not isinstance(f, CatalogueEntry)
    ]


def show(**fields: Any) -> str:
    return json.dumps(SHOW | fields)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "with a mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_title_basics(packed: bool, mark: str, end: str) -> None:
    data = (mark + HEADER + HARROW + FILM + NOIR).replace("\n", end).encode()
    assert read(pack(data) if packed else data) == (
        [
            CatalogueEntry(title="Harrow House", start_year=1994, end_year=1996, ids=Ids(imdb="tt0100001")),
            CatalogueEntry(
                title='The "Noir" Café',
                original_title='Le Café "Noir',
                start_year=2021,
                kind="miniseries",
                ids=Ids(imdb="tt0100002"),
            ),
        ],
        [],
    )


@pytest.mark.parametrize(
    "data",
    [f"[{show()}]", f" [\n {show()}\n]\n", show(), f"{show()}\n", f"\n{show()}\r\n\r\n", json.dumps([SHOW], indent=2)],
    ids=["a page", "a page in lines", "a line", "lines", "blank lines", "indented"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_show_index(data: str, packed: bool) -> None:
    assert read(pack(data.encode()) if packed else data) == ([HARROW_2021], [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"network": None, "webChannel": {"name": "Netflix", "country": None}},
            {"network": "Netflix", "country": None},
        ),
        ({"network": None}, {"network": None, "country": None}),
        ({"premiered": None, "externals": {"imdb": None}}, {"start_year": None, "ids": Ids(tvmaze="7")}),
        ({"ended": "2023-01-05"}, {"end_year": 2023}),
        ({"name": "  Harrow\n House "}, {}),
        (
            {"_embedded": {"akas": [{"name": "La Maison Harrow", "country": None}, {"name": "Harrow House"}]}},
            {"other_titles": ("La Maison Harrow",)},
        ),
    ],
)
def test_what_a_show_may_lack_or_have(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    known = {name: getattr(HARROW_2021, name) for name in HARROW_2021.__struct_fields__}
    assert read(show(**fields)) == ([CatalogueEntry(**(known | expected))], [])


def test_every_title_of_an_entry_once() -> None:
    entry = CatalogueEntry(title="A", original_title="B", other_titles=("C", "A", "B"))
    assert entry.titles() == ("A", "B", "C")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tt0100004\ttvSeries\tA\tA\t0\t1994\n", "has 6 columns where the first line has 9"),
        (HARROW.replace("1994", "199x"), "startYear: '199x' is not a year"),
        (HARROW.replace("1996", "96"), "endYear: '96' is not a year"),
        (HARROW.replace("tt0100001", "nm0100001"), "tconst: 'nm0100001' is not an id such as tt0123456"),
        (HARROW.replace("tt0100001", "\x1b[2J"), "tconst: '\\x1b[2J' is not an id such as tt0123456"),
        (HARROW.replace("Harrow House\tHarrow", "\\N\tHarrow"), "primaryTitle: is missing"),
        (HARROW.replace("Harrow House\tHarrow", " \tHarrow"), "primaryTitle: is missing"),
        (HARROW.replace("Harrow House\tHarrow", "Harrow\0\tHarrow"), "primaryTitle: holds a NUL character"),
        (HARROW.replace("Harrow House\tHarrow", "Harrow\udcff\tHarrow"), "primaryTitle: is not UTF-8"),
        (HARROW.replace("Drama", "Drama" * 400_000), "is longer than 1 MB"),
        ("\n", "has 1 columns where the first line has 9"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line: str, problem: str) -> None:
    entries, faults = read((HEADER + NOIR + line + NOIR).encode("utf-8", "surrogateescape"))
    assert len(entries) == 2
    assert faults == [f"file:3: {problem}"]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ('{"id": 8}', "name: is missing"),
        (show(id="x"), "id: Expected `int`, got `str`"),
        (show(name=" "), "name: is missing"),
        (show(name="Harrow\0"), "name: holds a NUL character"),
        (show(premiered="soon"), "premiered: 'soon' is not a day such as 2013-06-24"),
        (show(externals={"imdb": "<b>"}), "externals.imdb: '<b>' is not an id such as tt0123456"),
        (show(network={"name": None}), "network.name: Expected `str`, got `null`"),
        ("7", "Expected `object`, got `int`"),
    ],
)
def test_a_bad_show_is_named_and_the_others_go_on(bad: str, problem: str) -> None:
    assert read(f"[{show()}, {bad}, {show()}]") == ([HARROW_2021] * 2, [f"file, show 2: {problem}"])
    assert read(f"{show()}\n{bad}\n{show()}") == ([HARROW_2021] * 2, [f"file:2: {problem}"])


NEITHER = "is neither IMDb's title.basics (TSV) nor a TVmaze show index (JSON)"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"Harrow House is back.\n", NEITHER),
        (b'{"text": "Harrow House is back."}\n', NEITHER),
        (b"[]", NEITHER),
        (b"titleId\tordering\ttitle\n", NEITHER),
        (b"\x89PNG\r\n\x1a\n", NEITHER),
        (b"tconst\taverageRating\tnumVotes\n", "has no column titleType, as IMDb's title.basics has"),
        (HEADER.encode(), "holds no shows"),
        ((HEADER + FILM).encode(), "holds no shows"),
        (f"[{show()}".encode(), "is not one JSON array of shows: Input data was truncated"),
        (pack(b"Harrow House is back.\n"), NEITHER),
        (pack(pack(HEADER.encode())), NEITHER),
    ],
)
def test_a_file_that_is_neither_is_refused_in_one_line(data: bytes, problem: str) -> None:
    assert read(data) == ([], [f"file: {problem}"])


def test_a_path(tmp_path: Path) -> None:
    path = tmp_path / "shows.json"
    path.write_text(show(), encoding="utf-8")
    assert list(read_catalogue(path, "shows")) == [HARROW_2021]
    assert [str(f) for f in read_catalogue(tmp_path / "none", "none")] == [
        "none: cannot be read: No such file or directory"
    ]


LINES = HEADER + "".join(f"tt{n:07}\ttvSeries\tShow {n * n}\tShow\t0\t1994\t\\N\t50\t\\N\n" for n in range(20_000))


@pytest.mark.parametrize(
    ("cut", "problem"),
    [
        (pack(LINES.encode())[:-100], "is truncated: its gzip data ends too early; fetch it again"),
        (pack(LINES.encode()) + b"more", "is corrupt: its gzip data cannot be expanded; fetch it again"),
    ],
    ids=["truncated", "corrupt"],
)
def test_what_stands_before_the_end_of_broken_gzip_is_read(cut: bytes, problem: str) -> None:
    entries, faults = read(cut)
    assert len(entries) > 15_000
    assert faults == [f"file: {problem}"]


def test_a_bomb_is_stopped() -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb") as file:
        file.write((HEADER + HARROW).encode())
        for _ in range(100):
            file.write(b"\t" * 1_000_000)
    entries, faults = read(buffer.getvalue())
    assert len(entries) == 1
    assert faults == ["file: expands to more than 500 times its size, as a gzip bomb does"]


class Endless(io.RawIOBase):
    """A stream without an end; how much of it was read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._left, self.taken = parts, b"", 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._left:
            self._left = next(self._parts)
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        self.taken += len(given)
        return len(given)


@pytest.mark.parametrize(("first", "then"), [(HEADER, HARROW), ("", f"{show()}\n")], ids=["title.basics", "show index"])
def test_memory_follows_the_line_and_not_the_file(first: str, then: str) -> None:
    def parts() -> Iterator[bytes]:
        yield first.encode()
        while True:
            yield then.encode()

    stream = Endless(parts())
    found = read_catalogue(io.BufferedReader(stream), "endless")
    assert all(isinstance(next(found), CatalogueEntry) for _ in range(10))
    assert stream.taken < 1_000_000


def test_an_array_has_a_bound() -> None:
    def parts() -> Iterator[bytes]:
        yield b"["
        while True:
            yield f"{show()},\n".encode() * 1000

    stream = Endless(parts())
    assert [str(found) for found in read_catalogue(io.BufferedReader(stream), "endless")] == [
        "endless: is one array of more than 200 MB; give a show a line"
    ]
    assert stream.taken < 210_000_000


@given(st.binary(max_size=300), st.sampled_from([HEADER.encode(), f"{show()}\n".encode(), b"[", b"\x1f\x8b\x08", b""]))
def test_nothing_is_too_strange(data: bytes, start: bytes) -> None:
    entries, faults = read(start + data)
    assert entries or faults
    assert all(fault.startswith("file") and "\n" not in fault for fault in faults)


def test_a_stream_stays_open() -> None:
    stream = io.BytesIO(show().encode())
    assert list(read_catalogue(stream, "file")) == [HARROW_2021]
    assert not stream.closed
