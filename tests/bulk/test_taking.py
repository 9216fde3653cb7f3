"""A folder that was read into goes into a ledger as it is; what somebody has changed in it does not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from underway.bulk import Kept, add_all
from underway.ledger import Contents, Ledger
from underway.sources import Fault, Unchanged

from .made_archives import article, in_parts, interrupted, lines, read_archives

Row = dict[str, Any]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(lines(article(n) for n in range(5)))
    return path


@pytest.fixture
def output(tmp_path: Path, archive: Path) -> Path:
    read_archives(tmp_path / "out", archive)
    return tmp_path / "out"


def added(ledger: Ledger, location: Path) -> tuple[list[Kept | Unchanged], list[str]]:
    """What was kept, and the faults."""
    found = list(add_all(ledger, [str(location)]))
    return [f for f in found if not isinstance(f, Fault)], [str(f) for f in found if isinstance(f, Fault)]


def documents(ledger: Ledger) -> list[tuple[Any, list[Any]]]:
    return [(entry.document, [kept.claim for kept in entry.claims]) for entry in ledger.entries()]


def table(output: Path, name: str) -> Path:
    (path,) = (output / name).iterdir()
    return path


def change(path: Path, do: Callable[[list[Row]], object]) -> None:
    read = parquet.read_table(path)
    rows = read.to_pylist()
    do(rows)
    parquet.write_table(pa.Table.from_pylist(rows, read.schema), path)


def test_it_gives_what_reading_gives_and_adding_it_twice_adds_nothing(archive: Path, output: Path) -> None:
    with Ledger.in_memory() as taken, Ledger.in_memory() as read:
        kept, faults = added(taken, output)
        added(read, archive)
        assert (len(kept), faults) == (5, [])
        assert documents(taken) == documents(read) != []
        contents = taken.contents()
        again, _ = added(taken, output)
        assert [k.added.claims for k in again if isinstance(k, Kept)] == [0] * 5
        added(taken, archive)
        assert taken.contents() == contents
        assert list(taken.unread("rules 0")) != []
        (reader,) = {kept.claim.reader for kept in taken.claims("amber bright")}
        assert list(taken.unread(reader)) == []


def field(name: str, value: Any) -> Callable[[list[Row]], None]:
    def do(rows: list[Row]) -> None:
        rows[3][name] = value

    return do


def moved(rows: list[Row]) -> None:
    rows[3] |= {"evidence_start": rows[3]["evidence_start"] + 1, "evidence_end": rows[3]["evidence_end"] + 1, "id": ""}


@pytest.mark.parametrize(
    ("do", "problem"),
    [
        (field("show", "Brackwater"), "id: "),
        (field("kind", "rumour"), "kind: 'rumour' is none that a claim can be of"),
        (field("kind", None), "kind: None is none that a claim can be of"),
        (field("evidence_text", None), "evidence.text: Expected `str`, got `null`"),
        (field("evidence_end", 100_000), "evidence.text: "),
        (field("document", "0" * 32), "id: "),
        (field("rule", ""), "rule: is missing"),
        (field("reader", None), "reader: Expected `str`, got `null`"),
        (moved, "evidence: "),
    ],
)
def test_a_claim_that_does_not_hold_is_named_by_its_row(
    output: Path, do: Callable[[list[Row]], None], problem: str
) -> None:
    path = table(output, "claims")
    claims = parquet.read_metadata(path).num_rows
    change(path, do)
    with Ledger.in_memory() as ledger:
        _, (fault,) = added(ledger, output)
        assert fault.startswith(f"{path}:4: {problem}")
        assert ledger.contents() == Contents(documents=5, claims=claims - 1, shows=5)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [("text", "Nobody said so.", "id: "), ("text", None, "text: "), ("published_kind", "sold", "published_kind: ")],
)
def test_a_document_that_does_not_hold_is_named_with_its_claims(
    output: Path, name: str, value: Any, problem: str
) -> None:
    path = table(output, "documents")
    change(path, field(name, value))
    with Ledger.in_memory() as ledger:
        kept, faults = added(ledger, output)
        assert faults[0].startswith(f"{path}:4: {problem}")
        assert faults[1:] != []
        assert all(fault.endswith(" is not beside it") for fault in faults[1:])
        assert len(kept) == 4
        assert ledger.contents().documents == 4


def test_text_that_is_none_costs_its_row_alone(output: Path) -> None:
    path = table(output, "documents")
    read = parquet.read_table(path)
    at = read.schema.get_field_index("title")
    titles = pa.array([b"", b"", b"\xff", b"", b""], pa.binary()).cast(pa.string(), safe=False)
    parquet.write_table(read.set_column(at, "title", titles), path)
    with Ledger.in_memory() as ledger:
        _, faults = added(ledger, output)
        assert faults[2].startswith(f"{path}:3: holds what cannot be read: ")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("name", ["claims", "documents"])
@pytest.mark.parametrize("lose", [Path.unlink, cut, Path.touch, lambda path: path.write_bytes(b"")])
def test_a_table_that_is_lost_is_named(output: Path, name: str, lose: Callable[[Path], object]) -> None:
    path = table(output, name)
    if lose is Path.touch:
        path.unlink()
        path.mkdir()
    else:
        lose(path)
    with Ledger.in_memory() as ledger:
        kept, faults = added(ledger, output)
        assert faults[0].startswith(f"{path}: is no Parquet file that can be read: ")
        assert "\n" not in faults[0]
        assert len(kept) == (5 if name == "claims" else 0)


def test_of_a_folder_that_is_not_finished_what_is_there_is_added(tmp_path: Path) -> None:
    archive, output = tmp_path / "a.jsonl", tmp_path / "out"
    archive.write_text(in_parts(0, 4))
    interrupted(output, archive, after=1003)
    with Ledger.in_memory() as ledger:
        kept, (fault,) = added(ledger, output)
        assert fault == f"{output}: is not finished; run `underway read` again, to read the rest of {archive}"
        assert 0 < len(kept) < 12
        read_archives(output, archive)
        kept, faults = added(ledger, output)
        assert (len(kept), faults) == (12, [])
        assert ledger.contents().documents == 12


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[1]", b"\xff", b'{"format": "underway claims 2"}'])
def test_a_folder_whose_manifest_is_none_is_named(output: Path, manifest: bytes) -> None:
    (output / "underway.json").write_bytes(manifest)
    with Ledger.in_memory() as ledger:
        kept, (fault,) = added(ledger, output)
        assert kept == []
        assert fault.startswith(f"{output}: has an underway.json that is none of this version's; ")
