"""Tables of launches in every format, and what is wrong with bad ones: file, row and column in one line."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from underway.viewing import Launch, ViewingError, read_launches

LAUNCHES = [
    Launch("Harrow House", 1, date(2021, 5, 5), 8),
    Launch("The Café, Again", 2, date(2020, 2, 29)),
]
TABLES = {
    "plain.csv": 'title,season,launch,episodes\nHarrow House,1,2021-05-05,8\n"The Café, Again",2,2020-02-29,\n',
    "semicolons.csv": "launch;episodes;title;season\r\n2021-05-05;8;Harrow House;01\r\n"
    "2020-02-29;;The Café, Again;2\r\n",
    "other.tsv": "\ufeffTitle\tSeason\tLaunch\tepisodes\tnote\nHarrow House\t1\t2021-05-05\t8\tnew\n\n"
    "The Café, Again\t2\t2020-02-29\n",
    "lines.jsonl": '{"title": "Harrow House", "season": 1, "launch": "2021-05-05", "episodes": 8, "note": []}\n\n'
    '{"title": "The Café, Again", "season": "2", "launch": "2020-02-29", "episodes": null}\n',
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_text_tables(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TABLES[name], encoding="utf-8")
    assert read_launches(tmp_path / name) == LAUNCHES


@pytest.mark.parametrize("launch", [LAUNCHES[0].launch, datetime(2021, 5, 5, 23, 59)])
def test_parquet(tmp_path: Path, launch: date) -> None:
    table = pa.table({"title": ["Harrow House"], "season": pa.array([1], pa.int8()), "launch": [launch]})
    parquet.write_table(table, tmp_path / "launches.parquet")
    assert read_launches(tmp_path / "launches.parquet") == [Launch("Harrow House", 1, date(2021, 5, 5))]


HEAD = "title,season,launch,episodes\n"
BAD = [
    (b"", ": has no column title; it has none"),
    (b"title,season\nHarrow House,1\n", ": has no column launch; it has title, season"),
    (HEAD.encode(), ": has no rows"),
    (HEAD + "Harrow House,1,2021-02-30,\n", ":2: launch: '2021-02-30' is not a day such as 2021-05-05"),
    (HEAD + "\nHarrow House,1,05/05/2021,\n", ":3: launch: '05/05/2021' is not a day such as 2021-05-05"),
    (HEAD + "Harrow House,1,,\n", ":2: launch: None is not a day such as 2021-05-05"),
    (HEAD + "Harrow House,1,0021-05-05,\n", ":2: launch: '0021-05-05' is not a day such as 2021-05-05"),
    (HEAD + "Harrow House,Season 1,2021-05-05,\n", ":2: season: 'Season 1' is not a number from 1 to 199"),
    (HEAD + "Harrow House,,2021-05-05,\n", ":2: season: is missing"),
    (HEAD + "Harrow House,1,2021-05-05,0\n", ":2: episodes: '0' is not a number from 1 to 1000"),
    (HEAD + f"Harrow House,1,2021-05-05,{'9' * 99}\n", f":2: episodes: '{'9' * 60}...' is not a number from 1 to 1000"),
    (HEAD + " ,1,2021-05-05,\n", ":2: title: None is not a title"),
    (HEAD + "Harrow House,1,2021-05-05,8,new\n", ":2: has 5 columns where the header has 4"),
    (HEAD + '"Harrow House,1,2021-05-05,8\n', ":2: is not CSV (unexpected end of data)"),
    (HEAD + "Harrow House,1,2021-05-05,\n" * 2, ":3: 'Harrow House', season 1, is in row 2 already"),
    (HEAD.encode() + b"Caf\xe9,1,2021-05-05,\n", ": is not UTF-8; save it so"),
    ('{"title": "Harrow House", "season": 1}\n', ":1: launch: None is not a day such as 2021-05-05"),
    ('{"title": "Harrow House"\n', ":1: is not JSON Lines (Input data was truncated)"),
    (b"PAR1PAR1", ": cannot be read as Parquet (ArrowInvalid); write it again"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "problem"), BAD)
def test_bad_tables(tmp_path: Path, content: str | bytes, problem: str) -> None:
    path = tmp_path / "launches.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ViewingError) as error:
        read_launches(path)
    assert str(error.value) == f"{path}{problem}"


def test_no_table(tmp_path: Path) -> None:
    with pytest.raises(ViewingError, match=r"missing.csv: cannot be read: No such file"):
        read_launches(tmp_path / "missing.csv")
