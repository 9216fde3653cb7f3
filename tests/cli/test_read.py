"""`underway read`, run as users run it."""

import gzip
from pathlib import Path

import msgspec
import pytest

from .command import RENEWED, UNDATED, lines_of, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    (tmp_path / "undated.txt").write_text(UNDATED, encoding="utf-8")
    return tmp_path


def test_text_has_each_document_with_its_claims_and_their_words(folder: Path) -> None:
    done = run(folder, "read", "renewed.txt", "undated.txt")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("renewed.txt, 5 May 2021: ")
    assert "\nundated.txt, no day given: " in done.out
    after = done.lines.index("status    Harrow House, season 2: renewed") + 1
    assert done.lines[after] == f"“{RENEWED.splitlines()[1]}”"


def test_json_lines_are_claims_whose_words_stand_in_the_text(folder: Path) -> None:
    done = run(folder, "read", "renewed.txt", "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    (status,) = [claim for claim in done.json_lines() if claim["kind"] == "status"]
    assert status.keys() == set("id document kind show season status certainty evidence rule reader".split())
    assert {name: status[name] for name in ("document", "show", "season", "status", "certainty")} == {
        "document": "renewed.txt",
        "show": "Harrow House",
        "season": 2,
        "status": "renewed",
        "certainty": "asserted",
    }
    for claim in done.json_lines():
        evidence = claim["evidence"]
        assert RENEWED[evidence["start"] : evidence["end"]] == evidence["text"]


def test_json_is_one_array_of_the_same_claims(folder: Path) -> None:
    lines = run(folder, "read", ".", "--format", "jsonl").json_lines()
    array = run(folder, "read", ".", "--format", "json")
    assert msgspec.json.decode(array.out) == lines
    assert len({claim["document"] for claim in lines}) == 2


@pytest.mark.parametrize(
    ("format_", "written"), [("json", "[]\n"), ("jsonl", ""), ("text", "plain.txt, no day given: 0 claims\n")]
)
def test_a_document_without_claims(tmp_path: Path, format_: str, written: str) -> None:
    (tmp_path / "plain.txt").write_text("The ferry was late again.\n", encoding="utf-8")
    assert run(tmp_path, "read", "plain.txt", "--format", format_) == (0, written, "")


def test_standard_input_and_a_compressed_file(folder: Path) -> None:
    (folder / "packed.txt.gz").write_bytes(gzip.compress(RENEWED.encode()))
    plain = run(folder, "read", "renewed.txt", "--format", "jsonl").json_lines()
    piped = run(folder, "read", "-", "--format", "jsonl", stdin=RENEWED.encode()).json_lines()
    packed = run(folder, "read", "packed.txt.gz", "--format", "jsonl").json_lines()
    places = [[(claim["kind"], claim["evidence"]) for claim in found] for found in (plain, piped, packed)]
    assert places[0] == places[1] == places[2] != []
    assert len(piped[0]["document"]) == 32  # it has no name, so the document's id


def test_a_claim_goes_by_the_name_that_its_source_gives_the_document(folder: Path) -> None:
    line = lines_of([{"id": "dial-7", "text": RENEWED, "published": "2021-05-06"}])
    claims = run(folder, "read", "-", "--format", "jsonl", stdin=line).json_lines()
    assert {claim["document"] for claim in claims} == {"dial-7"}


def test_nothing_is_stored(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    run(folder, "read", ".")
    assert sorted(folder.rglob("*")) == before
