"""`underway catalogue`: what IMDb and TVmaze say of shows."""

from pathlib import Path

import msgspec
import pytest

from .command import run

COLUMNS = "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres"
ROWS = [
    "tt0000011 tvSeries Harrow_House Harrow_House 0 2019 \\N 50 Drama",
    "tt0000012 movie Harrow_House Harrow_House 0 1994 \\N 90 Drama",
    "tt0000013 tvSeries Night_Ferry Night_Ferry 0 last \\N 50 Drama",
    "tt0000014 tvSeries",
]
BASICS = "".join(f"{line}\n" for line in (COLUMNS, *ROWS)).replace(" ", "\t").replace("_", " ")
INDEX = [
    {"id": 21, "name": "Ashgrove", "premiered": "2020-02-02", "webChannel": {"name": "Hulu"}, "externals": {}},
    {"id": 22, "name": "Night Ferry", "premiered": "soon"},
]


@pytest.fixture
def files(desk: Path) -> Path:
    (desk / "title.basics.tsv").write_text(BASICS, encoding="utf-8")
    (desk / "shows.json").write_bytes(msgspec.json.encode(INDEX))
    return desk


def test_what_can_be_read_is_kept_once_and_the_rest_is_told(files: Path) -> None:
    for new in (1, 0):
        done = run(files, "catalogue", "title.basics.tsv", "shows.json")
        assert done.status == 1
        assert [line.partition(": ")[2] for line in done.lines] == [
            f"title.basics.tsv: 1 show, {new} of them new or changed",
            f"shows.json: 1 show, {new} of them new or changed",
        ]
        assert done.problems == [
            "title.basics.tsv:4: startYear: 'last' is not a year",
            "title.basics.tsv:5: has 2 columns where the first line has 9",
            "shows.json, show 2: premiered: 'soon' is not a day such as 2013-06-24",
        ]
    for title, ids in ("Harrow House", {"imdb": "tt0000011"}), ("Ashgrove", {"tvmaze": "21"}):
        answer = msgspec.json.decode(run(files, "ask", title, "--format", "json").out)
        assert {name: id_ for name, id_ in answer["ids"].items() if id_} == ids


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("missing.tsv", None, "cannot be read: "),
        ("empty.tsv", b"", "is empty"),
        ("news.txt", b"Harrow House is back.", "is neither IMDb's title.basics (TSV) nor a TVmaze show index (JSON)"),
        ("cut.json", b'[{"id": 21, "name": "Ashgrove", "premiered": "2020', "is not one JSON array of shows: "),
        ("cut.tsv.gz", b"\x1f\x8b\x08\x00\x00", "is truncated: "),
    ],
)
def test_what_is_no_catalogue_is_told(desk: Path, name: str, content: bytes | None, problem: str) -> None:
    if content is not None:
        (desk / name).write_bytes(content)
    done = run(desk, "catalogue", name)
    assert done.status == 1
    (told,) = done.problems
    assert told.startswith(f"{name}: {problem}")


def test_standard_input_is_read(desk: Path) -> None:
    done = run(desk, "catalogue", "-", stdin=BASICS.partition("tt0000013")[0].encode())
    assert (done.status, done.err) == (0, "")
