"""What reading archives into a folder writes, and what it counts."""

import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest
from pyarrow import parquet
from vocabulary.samples import DOCUMENT, SAMPLES, make

from underway.bulk import FolderError, Reading, Summary, read_all, read_into
from underway.bulk.parquet_output import CLAIM_COLUMNS, DOCUMENT_COLUMNS, claim_of, claim_row, read_rows, to_parquet
from underway.sources import Columns, Fault
from underway.vocabulary import CLAIM_TYPES

from .made_archives import FERRY, SPANISH, article, contents, files, lines, read_archives


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    return [row for path in sorted((output / table).glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def summary_of(told: list[Any]) -> Summary:
    assert isinstance(told[-1], Summary)
    return told[-1]


def warc(*pages: tuple[str, str], status: str = "200 OK") -> bytes:
    """Each page with its address, in a gzip member of its own, after a record that is none."""
    return _record("warcinfo", "https://crawler.example/", "software: a crawler") + b"".join(
        _record("response", address, f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{page}")
        for address, page in pages
    )


def _record(type_: str, address: str, body: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(body.encode())}"
    return gzip.compress(f"{head}\r\n\r\n{body}\r\n\r\n".encode(), mtime=0)


def page(text: str) -> str:
    return f"<html><head><title>News</title></head><body><article><p>{text}</p></article></body></html>"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """An archive with an article of each sort that is told apart."""
    path = tmp_path / "news.jsonl"
    path.write_text(lines([article(1), FERRY, SPANISH, article(2)]) + '{"text": \n')
    return path


def test_the_claims_are_those_of_the_documents_and_stand_beside_them(tmp_path: Path, news: Path) -> None:
    read_archives(tmp_path / "out", news)
    readings = [found for found in read_all([str(news)]) if isinstance(found, Reading) and found.claims]
    claims = rows(tmp_path / "out", "claims")
    assert [claim_of(row) for row in claims] == [claim for reading in readings for claim in reading.claims] != []
    documents = rows(tmp_path / "out", "documents")
    assert [(row["id"], row["place"]) for row in documents] == [(r.document.id, r.place) for r in readings]
    texts = {row["id"]: row["text"] for row in documents}
    for row in claims:
        assert texts[row["document"]][row["evidence_start"] : row["evidence_end"]] == row["evidence_text"]


def test_every_document_that_was_seen_is_accounted_for(tmp_path: Path, news: Path) -> None:
    counts = summary_of(read_archives(tmp_path / "out", news)).counts
    assert (counts.seen, counts.dismissed, counts.languages, counts.read, counts.refused) == (5, 1, {"es": 1}, 2, 1)
    assert (counts.with_claims, counts.claims) == (2, Counter(row["kind"] for row in rows(tmp_path / "out", "claims")))
    written = msgspec.json.decode((tmp_path / "out" / "summary.json").read_bytes(), type=Summary)
    assert written.counts == counts


def test_formats_are_read_alike(tmp_path: Path) -> None:
    text = article(1)["text"]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines([article(1)]).encode()))
    parquet.write_table(pa.table({"body": [text], "link": [article(1)["url"]]}), tmp_path / "b.parquet")
    (tmp_path / "c.warc.gz").write_bytes(warc((article(1)["url"], page(text)), ("https://dial.example/2", page("Ah."))))
    (tmp_path / "d.txt").write_text(text)
    for name, columns in [("a.jsonl.gz", None), ("b.parquet", "body"), ("c.warc.gz", None), ("d.txt", None)]:
        output = tmp_path / f"{name}.out"
        wanted = Columns(text=columns, url="link") if columns else None
        counts = summary_of(list(read_into(output, [str(tmp_path / name)], columns=wanted))).counts
        (document,) = rows(output, "documents")
        assert {row["show"] for row in rows(output, "claims")} == {"Amber Bright"}, name
        assert document["archive"] == str(tmp_path / name)
        if not name.endswith("txt"):
            assert document["url"] == article(1)["url"], name
        if "warc" in name:
            assert (counts.seen, counts.dismissed, counts.passed) == (2, 1, {"warcinfo": 1})


def test_damage_is_named_and_costs_no_more_than_it_has_hit(tmp_path: Path) -> None:
    pages = [(article(n)["url"], page(article(n)["text"])) for n in range(3)]
    damaged = bytearray(warc(*pages))
    member = damaged.index(warc(pages[1])[len(warc()) :])
    damaged[member + 60] ^= 0xFF
    (tmp_path / "a.warc.gz").write_bytes(damaged)
    told = read_archives(tmp_path / "out", tmp_path / "a.warc.gz")
    (fault,) = (found for found in told if isinstance(found, Fault))
    assert str(fault).startswith(f"{tmp_path}/a.warc.gz:{member}: is corrupt")
    assert [row["url"] for row in rows(tmp_path / "out", "documents")] == [pages[0][0], pages[2][0]]
    counts = summary_of(told).counts
    assert (counts.seen, counts.refused) == (3, 1)


def test_what_cannot_be_read_stops_nothing_else(tmp_path: Path, news: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "bad.warc.gz").write_bytes(b"no gzip")
    told = read_archives(
        tmp_path / "out", tmp_path / "bad.parquet", tmp_path / "bad.warc.gz", tmp_path / "none", "-", news
    )
    places = [Path(found.place).name for found in told if isinstance(found, Fault)]
    assert sorted(places) == sorted(["bad.warc.gz", "none", "standard input", "bad.parquet", "news.jsonl:5"])
    assert summary_of(told).counts.with_claims == 2
    assert summary_of(told).unfinished == [str(tmp_path / "bad.parquet")]


def test_loose_documents_are_read_together_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(1003):
        (folder / f"{n:04}.txt").write_text(article(n % 200)["text"] if n > 995 else "Nothing new.")
    read_archives(tmp_path / "out", *sorted(folder.iterdir(), reverse=True))
    parts = sorted((tmp_path / "out" / "parts").iterdir())
    assert len(parts) == 2
    assert [Path(row["place"]).name for row in rows(tmp_path / "out", "documents")] == [
        f"{n:04}.txt" for n in range(996, 1003)
    ]


@pytest.mark.parametrize(
    "name", ["..", "a/../../b", "\x1b[2J", "-rf", "a" * 200, "c'; --", "é", ".hidden", "con:1", "a\nb"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name.replace('/', '')}.jsonl").write_text(lines([article(1)]))
    outside = contents(tmp_path / "in")
    read_archives(tmp_path / "in" / "out", folder / f"{name.replace('/', '')}.jsonl")
    written = [path for path in files(tmp_path / "in" / "out") if path.parent.name in ("claims", "documents", "parts")]
    assert len(written) == 3
    assert all(path.name.isprintable() and path.name.isascii() and path.name[0] not in "-._" for path in written)
    after = {path: written for path, written in contents(tmp_path / "in").items() if not path.startswith("out/")}
    assert after == outside


def test_archives_of_one_name_do_not_meet(tmp_path: Path) -> None:
    for n, folder in enumerate("ab"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.jsonl").write_text(lines([article(n)]))
    read_archives(tmp_path / "out", tmp_path / "a", tmp_path / "b")
    assert {row["show"] for row in rows(tmp_path / "out", "claims")} == {"Amber Amber", "Amber Bright"}


def test_the_output_is_not_read(tmp_path: Path, news: Path) -> None:
    read_archives(tmp_path / "out", tmp_path)
    before = contents(tmp_path / "out")
    read_archives(tmp_path / "out", tmp_path)
    assert contents(tmp_path / "out") == before


def test_tables_have_a_column_for_every_field_and_give_back_what_they_took(tmp_path: Path) -> None:
    names = {column.name for column in CLAIM_COLUMNS}
    for kind in CLAIM_TYPES:
        assert {name for name in kind.__struct_fields__ if name not in ("evidence", "speaker_mention")} <= names
    assert set(DOCUMENT.__struct_fields__) < {column.name for column in DOCUMENT_COLUMNS}
    claims = [make(kind) for kind in SAMPLES]
    (tmp_path / "claims.parquet").write_bytes(to_parquet(CLAIM_COLUMNS, map(claim_row, claims)))
    read = [row for row in read_rows(tmp_path / "claims.parquet") if not isinstance(row, str)]
    assert [claim_of(row) for row in read] == claims
    assert all(set(row) == names for row in read)


def holding(name: str) -> Any:
    def make_it(output: Path) -> None:
        output.mkdir()
        (output / name).write_text("{}")

    return make_it


@pytest.mark.parametrize(
    ("make_it", "problem"),
    [
        (lambda output: output.write_text("mine"), "is a file; name a folder"),
        (holding("thesis.txt"), "holds something else already; name a new folder"),
        (holding("underway.json"), "has an underway.json that is none of this version's; read the archives into"),
    ],
)
def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path, news: Path, make_it: Any, problem: str) -> None:
    output = tmp_path / "out"
    make_it(output)
    before = contents(output)
    with pytest.raises(FolderError, match=f"^{output}: {problem}"):
        read_archives(output, news)
    assert {name: there for name, there in contents(output).items() if name != ".lock"} == before
