"""Where a log is: files, folders and globs, each file once; what is no log is told in one line."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from underway.viewing import Launch, Question, Rows, ViewingError, reach

from .plays import LAUNCHED, SCHEMA, Play, write_log

HARROW = Launch("Harrow House", 1, LAUNCHED, episodes=1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of three files; two are in a folder of it, and one of them has a name that globs would expand."""
    monkeypatch.chdir(tmp_path)
    Path("plays/2021").mkdir(parents=True)
    for household, name in enumerate(("plays/a.parquet", "plays/2021/b[1].parquet", "plays/2021/c.parquet"), 1):
        write_log(Path(name), [Play(household)])
    Path("plays/_SUCCESS").touch()
    Path("again.parquet").symlink_to("plays/a.parquet")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "households"),
    [
        (["plays"], 3),
        (["plays/"], 3),
        (["plays/2021/b[1].parquet"], 1),
        (["plays/2021"], 2),
        (["plays/*/*.parquet"], 2),
        (["plays/**/*.parquet"], 3),
        (["plays/a.parquet", "./plays/a.parquet", "again.parquet", "plays/2021/../a.parquet"], 1),
        (["again.parquet", "plays"], 3),
    ],
)
def test_each_file_counts_once(folder: Path, given: Sequence[str], households: int) -> None:
    tally = reach(given, [HARROW], Question())
    assert (tally.rows, tally.seasons[0].households) == (Rows(counted=households), households)


def test_columns_of_other_names(folder: Path) -> None:
    schema = pa.schema([pa.field("hh_id" if f.name == "household" else f.name, f.type) for f in SCHEMA])
    pa.parquet.write_table(pa.Table.from_pylist([{**Play().row(), "hh_id": 7}], schema=schema), "named.parquet")
    tally = reach(["named.parquet"], [HARROW], Question(), names={"household": "hh_id"})
    assert tally.seasons[0].households == 1


def test_what_is_no_log(folder: Path) -> None:
    half = Path("plays/a.parquet").read_bytes()[:-5]
    Path("half.parquet").write_bytes(half)
    Path("wrong.parquet").write_bytes(b"PAR1" + half[4:] + b"PAR1")
    Path("text.csv").write_text("household,title\n1,Harrow House\n")
    Path("tiny.parquet").write_bytes(b"P")
    Path("empty").mkdir()
    pa.parquet.write_table(pa.table({"household": [1], "Title": ["Harrow House"]}), "short.parquet")
    text = SCHEMA.set(4, pa.field("started", pa.string()))
    pa.parquet.write_table(pa.Table.from_pylist([{**Play().row(), "started": "noon"}], schema=text), "text.parquet")
    bad = {
        "half.parquet": "is not a whole Parquet file",
        "tiny.parquet": "is not a whole Parquet file",
        "text.csv": "is not a whole Parquet file",
        "missing.parquet": "cannot be read: No such file or directory",
        "empty": "holds no .parquet files",
        "none/*.parquet": "no file matches",
        "short.parquet": "has no column title; it has household, Title: say which with --column title=NAME",
        "text.parquet": "started: is string where it must be a timestamp",
        "wrong.parquet": "",
    }
    for given, problem in bad.items():
        with pytest.raises(ViewingError) as error:
            reach([given], [HARROW], Question())
        assert str(error.value).startswith(f"{given}: {problem}")
        assert "\n" not in str(error.value)


def test_files_that_do_not_agree(folder: Path) -> None:
    schema = SCHEMA.remove(0)
    pa.parquet.write_table(pa.Table.from_pylist([Play().row()], schema=schema), "plays/z.parquet")
    with pytest.raises(ViewingError, match=r"z\.parquet.*household"):
        reach(["plays"], [HARROW], Question())


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("spark", "spark: is no address of an engine, such as pyspark://"),
        ("nosuch://user:secret@host", "nosuch://: "),
        ("duckdb:///no/such/folder/plays.duckdb", "duckdb://: "),
    ],
)
def test_engines_that_cannot_be_had(folder: Path, address: str, problem: str) -> None:
    with pytest.raises(ViewingError) as error:
        reach(["plays"], [HARROW], Question(), engine=address)
    assert str(error.value).startswith(problem)
    assert "\n" not in str(error.value)


def test_no_room(folder: Path) -> None:
    shutil.rmtree("empty", ignore_errors=True)
    with pytest.raises(ViewingError, match=r"^duckdb: "):
        reach(["plays"], [HARROW], Question(), temp=Path("empty"))
    with pytest.raises(ViewingError, match=r"^duckdb: "):
        reach(["plays"], [HARROW], Question(), memory="much")
