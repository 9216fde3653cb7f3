"""Many documents: one that fails is named, and stops none of the others."""

import io
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from underway.bulk import Kept, Reading, add_all, read_all, singly
from underway.ledger import Added, Contents, Ledger, LedgerError
from underway.reading import read
from underway.sources import Fault, Unchanged
from underway.vocabulary import Claim, Document, Status, make_claim

RENEWED = re.compile(r"(?P<show>\w+) is renewed for season (?P<season>\d+)\.")


def read_renewals(document: Document) -> list[Claim]:
    """A reader of few words."""
    return [
        make_claim(
            Status,
            document,
            *match.span(),
            rule="renewals",
            reader="renewals 1",
            show=match["show"],
            season=int(match["season"]),
            status="renewed",
            certainty="asserted",
        )
        for match in RENEWED.finditer(document.text)
    ]


def write_lines(path: Path, count: int) -> str:
    lines = [
        {"id": f"n{n}", "text": f"Brackwater is renewed for season {n % 9 + 1}. Number {n}."} for n in range(count)
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return str(path)


@pytest.fixture
def news(tmp_path: Path) -> str:
    """A folder: an article, three lines of which the second is broken, an empty file, another article."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("date 2021-05-05\nBrackwater is renewed for season 2.")
    (folder / "b.jsonl").write_text(
        '{"id": "b1", "text": "Harrow is renewed for season 3."}\n{"id": \n{"id": "b3", "text": "Nothing new."}\n'
    )
    (folder / "c.txt").touch()
    (folder / "d.txt").write_text("Harrow is renewed for season 4. Brackwater is renewed for season 5.")
    return str(folder)


def outline(found: Iterable[Reading | Kept | Unchanged | Fault]) -> list[str]:
    """The end of the name of each that was found; a fault's in brackets."""
    return [
        Path(f.document.source_id or "-").name if isinstance(f, Reading | Kept) else f"({Path(f.place).name})"
        for f in found
        if not isinstance(f, Unchanged)
    ]


def seasons(ledger: Ledger, show: str) -> set[int | None]:
    return {kept.claim.season for kept in ledger.claims(show) if isinstance(kept.claim, Status)}


def test_reading_goes_on_after_what_cannot_be_read(news: str) -> None:
    found = list(read_all([f"{news}/none.txt", news], read=singly(read_renewals)))
    assert outline(found) == ["(none.txt)", "a.txt", "b1", "(b.jsonl:2)", "b3", "(c.txt)", "d.txt"]
    readings = [f for f in found if isinstance(f, Reading)]
    assert [Path(r.place).name for r in readings] == ["a.txt", "b.jsonl:1", "b.jsonl:3", "d.txt"]
    assert [[c.show for c in r.claims] for r in readings] == [["Brackwater"], ["Harrow"], [], ["Harrow", "Brackwater"]]


def test_the_reader_is_the_house_s_own_unless_another_is_given(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Netflix has renewed the drama series Brackwater for a second season, it said on Monday.")
    (found,) = read_all([str(path)])
    assert isinstance(found, Reading)
    assert found.claims == read(found.document) != []


def test_standard_input() -> None:
    stdin = io.BytesIO(b"date 2021-05-05\nBrackwater is renewed for season 2.")
    (reading,) = read_all(["-"], stdin=stdin, read=singly(read_renewals))
    assert isinstance(reading, Reading)
    assert [c.show for c in reading.claims] == ["Brackwater"]


def test_an_error_of_our_own_is_a_fault_of_that_document_alone(news: str) -> None:
    def stumble(document: Document) -> list[Claim]:
        if document.source_id == "b1":
            raise RuntimeError("nobody thought\nof \x1b[2J this")
        return read_renewals(document)

    found = list(read_all([news], read=singly(stumble)))
    assert outline(found) == ["a.txt", "(b.jsonl:1)", "(b.jsonl:2)", "b3", "(c.txt)", "d.txt"]
    message = str(found[1])
    assert message.startswith(f"{news}/b.jsonl:1: is left out: Underway failed at it (RuntimeError: nobody thought of ")
    assert re.search(r", in test_bulk\.py:\d+\); please report this$", message)
    assert message.isprintable()

    with Ledger.in_memory() as ledger:
        assert sorted(outline(add_all(ledger, [news], read=singly(stumble)))) == sorted(outline(found))
        assert seasons(ledger, "harrow") == {4}


def test_adding_keeps_what_is_read_and_says_what_was_new(news: str, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "ledger.sqlite")) as ledger:
        found = list(add_all(ledger, [news], read=singly(read_renewals)))
        assert [f.added for f in found if isinstance(f, Kept)] == [Added(True, n) for n in (1, 1, 0, 2)]
        assert sorted(outline(found)) == sorted(["a.txt", "b1", "(b.jsonl:2)", "b3", "(c.txt)", "d.txt"])
        assert seasons(ledger, "harrow") == {3, 4}
        before = ledger.contents()
        again = list(add_all(ledger, [news], read=singly(read_renewals)))
        assert [f.added for f in again if isinstance(f, Kept)] == [Added(False, 0)] * 4
        assert before == ledger.contents() == Contents(documents=4, claims=4, shows=2)


def test_a_claim_that_the_ledger_refuses_costs_its_own_document_alone(news: str) -> None:
    elsewhere = read_renewals(Document(text="Meridian is renewed for season 1."))

    def confuse(document: Document) -> list[Claim]:
        return [*read_renewals(document), *(elsewhere if document.source_id == "b3" else [])]

    with Ledger.in_memory() as ledger:
        found = list(add_all(ledger, [news], read=singly(confuse)))
        assert [f.document.name for f in found if isinstance(f, Kept)] == [f"{news}/a.txt", "b1", f"{news}/d.txt"]
        refused = [str(f) for f in found if isinstance(f, Fault) and f.place == f"{news}/b.jsonl:3"]
        assert [message.removeprefix(f"{news}/b.jsonl:3: ")[:22] for message in refused] == ["document: the claim is"]
        assert ledger.contents() == Contents(documents=3, claims=4, shows=2)


@pytest.mark.parametrize("count", [1, 99, 100, 101, 450])
def test_any_number_of_documents_is_kept(tmp_path: Path, count: int) -> None:
    lines = write_lines(tmp_path / "many.jsonl", count)
    with Ledger.in_memory() as ledger:
        kept = [f for f in add_all(ledger, [lines], read=singly(read_renewals)) if isinstance(f, Kept)]
        assert [k.document.source_id for k in kept] == [f"n{n}" for n in range(count)]
        assert ledger.contents() == Contents(documents=count, claims=count, shows=1)


def test_long_documents_are_kept(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"Brackwater is renewed for season {n + 1}.\n" + "And so on. " * 30_000)
    with Ledger.in_memory() as ledger:
        assert len(list(add_all(ledger, [str(tmp_path)], read=singly(read_renewals)))) == 4
        assert seasons(ledger, "brackwater") == {1, 2, 3, 4}


def test_what_is_broken_off_is_completed_by_doing_it_again(tmp_path: Path) -> None:
    lines, location = write_lines(tmp_path / "many.jsonl", 350), str(tmp_path / "ledger.sqlite")

    def break_off(document: Document) -> list[Claim]:
        if document.source_id == "n333":
            raise KeyboardInterrupt
        return read_renewals(document)

    handed_out: list[Document] = []
    with Ledger.open(location) as ledger, pytest.raises(KeyboardInterrupt):
        handed_out.extend(f.document for f in add_all(ledger, [lines], read=singly(break_off)) if isinstance(f, Kept))
    with Ledger.open(location) as ledger:
        assert 0 < len(handed_out) <= ledger.contents().documents < 350
        assert all(ledger.find(document.id) for document in handed_out)
        kept = [f for f in add_all(ledger, [lines], read=singly(read_renewals)) if isinstance(f, Kept)]
        assert len(kept) == 350
        assert ledger.contents() == Contents(documents=350, claims=350, shows=1)


def test_a_ledger_that_fails_ends_it(tmp_path: Path, news: str) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path), patience=0) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="is in use"):
            list(add_all(ledger, [news], read=singly(read_renewals)))


def test_who_only_reads_does_not_load_a_database() -> None:
    code = "import sys, underway.bulk; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
