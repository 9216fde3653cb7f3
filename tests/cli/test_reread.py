"""`underway reread`: the kept documents read again."""

from pathlib import Path

import pytest

from underway.ledger import Ledger
from underway.reading import READER
from underway.vocabulary import Document, Status, make_claim

from .command import RENEWED, run

TEXT = f"{RENEWED}Nobody speaks of its end.\n"


@pytest.fixture
def older(tmp_path: Path) -> tuple[Path, list[str]]:
    """A ledger that an older reader has filled, with two claims that the present one does not make, and their ids."""
    document = Document(text=TEXT, source_id="renewed")
    reader = f"{READER.split()[0]} 0.0.1"
    claims = [
        make_claim(
            Status, document, TEXT.index(words), TEXT.index(words) + len(words), rule="older", reader=reader,
            show="Harrow House", season=season, status="ended", certainty="asserted",
        )
        for season, words in ((7, "Nobody speaks of its end."), (8, "its end"))
    ]  # fmt: skip
    with Ledger.open(str(tmp_path / "kept.sqlite")) as ledger:
        ledger.add_many([(document, claims)], readers=[reader])
    return tmp_path, [claim.id for claim in claims]


def test_what_is_no_longer_found_is_retired_but_for_what_was_confirmed(older: tuple[Path, list[str]]) -> None:
    folder, (slip, meant) = older
    ledger = ("--ledger", "kept.sqlite")
    assert run(folder, "confirm", meant, "--why", "it says so", *ledger).status == 0

    read_anew = run(folder, "read", "-", "--format", "jsonl", stdin=TEXT.encode()).json_lines()
    again = run(folder, "reread", *ledger)
    assert again == (
        0,
        f"kept.sqlite: 1 document read again; {len(read_anew)} claims new; 1 claim retired\n",
        "",
    )
    states = {c["id"]: c["state"] for c in run(folder, "claims", "--all", *ledger, "--format", "jsonl").json_lines()}
    assert (states[slip], states[meant]) == ("retired", "current")
    assert slip not in run(folder, "claims", *ledger, "--format", "jsonl").out
    assert (
        "Yes: season 2 of Harrow House is coming." in run(folder, "ask", "Harrow House", *ledger, "--season", "2").out
    )


def test_what_the_present_reader_has_read_is_read_again_only_where_all_is(desk: Path) -> None:
    documents = len(run(desk, "export", "documents", "--format", "jsonl").json_lines())
    before = run(desk, "claims", "--all", "--limit", "0", "--format", "jsonl").out
    assert run(desk, "reread").out.endswith(": every document has been read by the present reader\n")
    assert run(desk, "reread", "--all").out.endswith(
        f": {documents} documents read again; 0 claims new; 0 claims retired\n"
    )
    assert run(desk, "claims", "--all", "--limit", "0", "--format", "jsonl").out == before
