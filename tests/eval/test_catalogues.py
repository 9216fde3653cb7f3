"""What a catalogue adds is measured: without and with, the titles of the texts among made-up ones."""

from pathlib import Path

import pytest

from eval import catalogues
from eval.texts import Text, encode_texts

TEXT = "Is Ten Bells dead? ITV has cancelled the drama."
STATUS = {"kind": "status", "show": "Ten Bells", "season": None, "status": "cancelled", "certainty": "asserted"}


def test_made_up_titles_are_the_same_every_time() -> None:
    made = list(catalogues.made_titles(500))
    assert made == list(catalogues.made_titles(500))
    assert len(set(made)) > 900
    assert not any("{" in title for title in made)


def test_it_is_scored_without_and_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.jsonl"
    gold = STATUS | {"evidence": "ITV has cancelled the drama."}
    file.write_bytes(encode_texts([Text(id="a-1", text=TEXT, claims=[gold])]))
    monkeypatch.setattr("sys.argv", ["catalogues", str(file), "--titles", "100"])
    assert catalogues.main() == 0
    without, with_it = (line for line in capsys.readouterr().out.splitlines() if line.startswith("status"))
    assert "R 0.000" in without
    assert "R 1.000" in with_it
