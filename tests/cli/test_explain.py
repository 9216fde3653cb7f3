"""`underway explain`, run as users run it."""

import re
from pathlib import Path

import msgspec
import pytest

from .command import RENEWED, UNDATED, lines_of, on_a_terminal, run

DOCS = Path(__file__).parents[2] / "docs" / "explain.md"
WORDS = RENEWED.splitlines()[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    (tmp_path / "undated.txt").write_text(UNDATED, encoding="utf-8")
    return tmp_path


def test_each_text_is_shown_with_its_claims_marked(folder: Path) -> None:
    done = run(folder, "explain", "renewed.txt", "undated.txt")
    assert (done.status, done.err) == (0, "")
    assert re.search(
        rf"^renewed.txt, 5 May 2021: 3 claims\n\n  date 2021-05-05\n  \[1–3▸{WORDS}◂1–3\]$", done.out, re.M
    )
    assert "\nundated.txt, no day given: 2 claims\n" in done.out
    assert "rule" not in done.out


def test_on_request_it_tells_from_what_they_were_made(folder: Path) -> None:
    done = run(folder, "explain", "renewed.txt", "--mentions")
    assert (done.status, done.err) == (0, "")
    assert "season from 4 “second season”" in done.lines
    assert any(
        re.match(r"\d  organisation Netflix · network · 16–23 · organisation.named 1 · claims 1–3", line)
        for line in done.lines
    )


def test_json_says_everything_and_each_key_is_documented(folder: Path) -> None:
    text = f"{RENEWED}\nMayor Ada Quill told The Dial, “I am so very glad of it.” She was not renewed."
    (folder / "renewed.txt").write_text(text, encoding="utf-8")
    done = run(folder, "explain", "renewed.txt", "undated.txt", "--format", "json")
    assert (done.status, done.err) == (0, "")
    first, second = msgspec.json.decode(done.out)
    assert (first["document"], second["document"]) == ("renewed.txt", "undated.txt")
    assert first["text"] == text
    for mention in first["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    read = run(folder, "read", "renewed.txt", "--format", "jsonl").json_lines()
    own = ("number", "strength", "mentions", "links")
    assert [{name: claim[name] for name in claim if name not in own} for claim in first["claims"]] == read
    documented = set(re.findall(r"`([a-z_]+)`", DOCS.read_text(encoding="utf-8")))
    keys = (
        first.keys()
        | {*own}
        | {key for name in ("mentions", "names", "lost_cues") for one in first[name] for key in one}
    )
    keys |= {key for mention in first["mentions"] for key in mention["says"]}
    assert first["lost_cues"] and first["names"]
    assert keys - documented == set()


def test_html_is_one_page_of_all_documents(folder: Path) -> None:
    done = run(folder, "explain", ".", "--format", "html", "--mentions")
    assert (done.status, done.err) == (0, "")
    assert done.out.count("<!doctype html>") == done.out.count("</html>") == 1
    assert done.out.count("<article>") == 2
    assert "script" not in done.out


def test_what_read_takes_it_takes(folder: Path) -> None:
    page = f"<html><body><article><h1>Harrow House is back</h1><p>{WORDS}</p><p>{UNDATED}</p></article></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    lines = lines_of([{"id": "dial-7", "text": WORDS, "published": "2021-05-06"}, {"id": "dial-8", "text": UNDATED}])
    (folder / "news.jsonl").write_bytes(lines)
    done = run(folder, "explain", ".", "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert {each["document"] for each in msgspec.json.decode(done.out)} == {
        "page.html", "renewed.txt", "undated.txt", "dial-7", "dial-8",
    }  # fmt: skip
    piped = run(folder, "explain", "-", "--format", "json", stdin=RENEWED.encode())
    assert [claim["kind"] for claim in msgspec.json.decode(piped.out)[0]["claims"]] == ["company", "date", "status"]


def test_nothing_there_is_no_explanation(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "explain", "empty", "--format", "json").out == "[]\n"


def test_bad_input_is_told_in_a_line_and_the_rest_goes_on(folder: Path) -> None:
    done = run(folder, "explain", "missing.txt", "renewed.txt", "--format", "json")
    assert done.status == 1
    assert done.problems == ["missing.txt: no such file or folder"]
    assert len(msgspec.json.decode(done.out)) == 1


def test_a_document_in_another_language_is_named(folder: Path) -> None:
    text = "La série a été renouvelée pour une deuxième saison, et le tournage commencerait bientôt en Bretagne.\n"
    done = run(folder, "explain", "-", stdin=text.encode())
    assert done.status == 0
    assert "Not read: it is in French." in done.lines
    assert done.problems == ["warning: standard input: is in French, which is not read yet"]


def test_a_terminal_has_colour_and_its_own_width(folder: Path) -> None:
    sent = on_a_terminal(folder, "explain", "renewed.txt", "--mentions", columns=50).decode()
    assert "\x1b[" in sent
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in sent.splitlines()) <= 50
    assert "\x1b[" not in on_a_terminal(folder, "explain", "renewed.txt", columns=50, NO_COLOR="1").decode()


def test_nothing_is_stored(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    run(folder, "explain", ".", "--mentions")
    assert sorted(folder.rglob("*")) == before
