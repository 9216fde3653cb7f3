"""What another revision reads more and less, in both directions."""

import json
import re
import shutil
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from project.places import ROOT, run

from eval.changes import Comparison, compare, to_text
from eval.repositories import commit, git
from eval.texts import Said, Text, encode_texts, read_texts

STATUS = {"kind": "status", "season": 2, "status": "renewed", "certainty": "asserted"}
RIGHT, INEXACT, WRONG, OPTIONAL, KEPT = "Harrow House", "Salt Lane", "Ferry Road", "Tin Harbour", "Moss Street"
ANNOTATED: dict[str, list[dict[str, Any]]] = {
    RIGHT: [STATUS],
    INEXACT: [STATUS | {"certainty": "reported"}],
    WRONG: [],
    OPTIONAL: [STATUS | {"optional": True}],
    KEPT: [],
}
MARKS = {"right": RIGHT, "inexact": INEXACT, "wrong": WRONG, "optional": OPTIONAL}


def annotated(show: str) -> Text:
    words = "has cancelled" if show == KEPT else "has renewed"
    claims = [one | {"show": show, "evidence": show} for one in ANNOTATED[show]]
    return Text(show, f"Netflix {words} {show} for a second season.", claims)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the revisions `bare`, without src, `whole`, and `poorer`, which lacks the word "renewed"."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "README").touch()
    commit(folder, "bare")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    commit(folder, "whole")
    cues = folder / "src" / "underway" / "reading" / "lexicon" / "cues.toml"
    table = cues.read_text(encoding="utf-8")
    poorer = re.sub(r'\[\[cue\]\]\nid = "renewed\.renew"\n.*?(?=\[\[cue\]\])', "", table, flags=re.DOTALL)
    assert poorer != table
    cues.write_text(poorer, encoding="utf-8")
    commit(folder, "poorer")
    for name in ("told.jsonl", "held_out.jsonl"):
        (folder / name).write_bytes(encode_texts(map(annotated, ANNOTATED)))
    return folder


def changes(house: Path, *arguments: str) -> CompletedProcess[str]:
    command = [sys.executable, "-m", "eval.changes", "--repository", str(house), *arguments]
    return run(command, house, PYTHONPATH=str(ROOT / "tests"))


@pytest.mark.parametrize(("base", "now", "change"), [("whole", "poorer", "lost"), ("poorer", "whole", "gained")])
def test_a_word_less_loses_claims_and_a_word_more_gains_them(house: Path, base: str, now: str, change: str) -> None:
    git(house, "checkout", "--quiet", now)
    done = changes(house, "told.jsonl", "held_out.jsonl", "--base", base, "--format", "json")
    assert done.returncode == 0, done.stdout
    told, held_out = (json.loads(done.stdout)["files"][name] for name in ("told.jsonl", "held_out.jsonl"))
    found = [(one["change"], one["mark"], one["claim"]["show"]) for one in told["claims"]]
    assert sorted(found) == sorted((change, mark, show) for mark, show in MARKS.items())
    for part in (told, held_out):
        assert part["kinds"]["status"]["right"] == {"lost": change == "lost", "gained": change == "gained"}
    assert "claims" not in held_out


def test_the_report_begins_with_what_is_right_and_lost(house: Path) -> None:
    git(house, "checkout", "--quiet", "poorer")
    done = changes(house, "told.jsonl", "held_out.jsonl", "--base", "whole")
    assert done.returncode == 0, done.stdout
    told, held_out = re.split(r"^(?=held_out\.jsonl)", done.stdout, flags=re.MULTILINE)
    assert re.findall(r"^(\w+ \w+): (\d)$", told, re.MULTILINE) == [
        ("lost right", "1"),
        ("lost wrong", "1"),
        ("lost inexact", "1"),
        ("lost optional", "1"),
    ]
    assert re.search(rf'^lost right: 1\n  {RIGHT} +status .*"season": 2.* renewed\.renew$', told, re.MULTILINE)
    assert re.search(r"^status +-1 \+0 +-1 \+0 +-1 \+0 +-1 \+0 ", held_out, re.MULTILINE)
    assert not [show for show in ANNOTATED if show in held_out]


@pytest.mark.parametrize(
    ("base", "line"),
    [
        ("nowhere", "nowhere: is no revision of {house}; name a commit, a tag or a branch"),
        ("--output=x", "--output=x: is no revision of {house}; name a commit, a tag or a branch"),
        ("bare", "bare: has no folder src; name a later revision"),
    ],
)
def test_a_revision_that_cannot_be_read_is_named(house: Path, base: str, line: str) -> None:
    done = changes(house, "told.jsonl", f"--base={base}")
    assert (done.returncode, done.stdout) == (1, line.format(house=house) + "\n")


def both_ways(text: Text, before: list[Said], after: list[Said]) -> Comparison:
    there, back = compare([text], [before], [after]), compare([text], [after], [before])
    turned = {(one.change, one.mark, str(one.claim)) for one in there.changes}
    assert turned == {({"lost": "gained", "gained": "lost"}[c.change], c.mark, str(c.claim)) for c in back.changes}
    return there


def test_what_says_the_same_elsewhere_is_the_same() -> None:
    text = annotated(RIGHT)
    (claims,) = read_texts([text])
    moved = [claim | {"evidence": {"start": 0, "end": 7, "text": "Netflix"}, "rule": "other"} for claim in claims]
    assert both_ways(text, claims, moved).changes == []


def test_denied_claims_are_left_out_and_each_of_two_alike_counts() -> None:
    text = annotated(WRONG)
    (claims,) = read_texts([text])
    (status,) = (claim for claim in claims if claim["kind"] == "status")
    denied = status | {"certainty": "denied"}
    assert both_ways(text, [status], [status, status, denied]).sums("status")["wrong"] == (0, 1)


def test_text_from_outside_is_inert() -> None:
    text = annotated(WRONG)
    (claims,) = read_texts([text])
    hostile = [claim | {"show": "\x1b[31mHarrow\n"} for claim in claims]
    shown = to_text("told.jsonl", compare([text], [[]], [hostile]), listed=True)
    assert "\x1b" not in shown
    assert "\\u001b[31mHarrow\\n" in shown
