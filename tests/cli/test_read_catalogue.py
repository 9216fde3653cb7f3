"""`--catalogue`: reading with the titles that a file holds, run as users run it."""

import gzip
from pathlib import Path

import pytest
from bulk.made_archives import contents

from .command import Done, lines_of, run

TEXT = "Is Ten Bells dead? ITV has cancelled the drama.\n"
OTHER = "Netflix has renewed You for a fifth season.\n"
TITLES = "Ten Bells\nYou\nEvil\n"
COLUMNS = "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres"
ROWS = (
    "tt0000001 tvSeries Ten_Bells Ten_Bells 0 2019 \\N 50 Drama",
    "tt0000002 tvMiniSeries You You 0 2019 \\N 50 Drama",
    "tt0000003 movie Evil Evil 0 1994 \\N 90 Drama",
    "tt0000004 tvEpisode Pilot Pilot 0 1994 \\N 90 Drama",
)
BASICS = "".join(f"{line}\n" for line in (COLUMNS, *ROWS)).replace(" ", "\t").replace("_", " ")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "titles.txt").write_text(TITLES, encoding="utf-8")
    (tmp_path / "title.basics.tsv.gz").write_bytes(gzip.compress(BASICS.encode()))
    (tmp_path / "news.jsonl").write_bytes(lines_of([{"id": "a", "text": TEXT}, {"id": "b", "text": OTHER}]))
    return tmp_path


def shows(done: Done) -> set[str]:
    assert (done.status, done.err) == (0, "")
    return {claim["show"] for claim in done.json_lines()}


@pytest.mark.parametrize("file", ["titles.txt", "title.basics.tsv.gz"])
def test_titles_of_the_file_are_recognised(news: Path, file: str) -> None:
    assert shows(run(news, "read", "news.jsonl", "--format", "jsonl")) == set()
    assert shows(run(news, "read", "news.jsonl", "--format", "jsonl", "--catalogue", file)) == {"Ten Bells", "You"}
    of_status = ("--kinds", "status", "--catalogue", file)
    assert shows(run(news, "read", "news.jsonl", "--format", "jsonl", *of_status)) == {"Ten Bells", "You"}


def test_titles_from_standard_input(news: Path) -> None:
    done = run(news, "read", "news.jsonl", "--format", "jsonl", "--catalogue", "-", stdin=TITLES.encode())
    assert shows(done) == {"Ten Bells", "You"}


def test_what_was_read_with_is_explained(news: Path) -> None:
    done = run(news, "explain", "news.jsonl", "--mentions", "--catalogue", "titles.txt")
    assert "catalogue-common-words" in done.out


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (b"Ferry\nYou\tEvil\n", "bad:2: 'You\\tEvil' is not one title; give one a line, or IMDb's title.basics"),
        (b"", "bad: is empty"),
        (None, "bad: cannot be read: No such file or directory"),
        (f"{COLUMNS}\ntt1\n".replace(" ", "\t").encode(), "bad:2: has 1 columns where the first line has 9"),
    ],
    ids=["two titles a line", "empty", "missing", "a row that is short"],
)
@pytest.mark.parametrize(
    "command",
    [("read", "news.jsonl"), ("read", "news.jsonl", "--output", "out"), ("add", "news.jsonl"), ("reread",)],
    ids=" ".join,
)
def test_a_file_that_cannot_be_used_is_named_and_nothing_read(
    news: Path, command: tuple[str, ...], written: bytes | None, problem: str
) -> None:
    assert run(news, "add", "-", stdin=TEXT.encode()).status == 0
    if written is not None:
        (news / "bad").write_bytes(written)
    done = run(news, *command, "--catalogue", "bad")
    assert (done.status, done.out, done.problems) == (1, "", [problem])


def test_a_model_reads_without_one(news: Path) -> None:
    for command in ("read", "add"):
        done = run(news, command, "news.jsonl", "--reader", "model", "--catalogue", "titles.txt")
        assert done.status == 2
        assert "--catalogue and --min-strength are for --reader rules or both" in done.err


def test_a_folder_is_of_one_catalogue_whoever_reads_into_it(news: Path) -> None:
    (news / "more.jsonl").write_bytes((news / "news.jsonl").read_bytes())
    into = ("read", "news.jsonl", "more.jsonl", "--catalogue", "titles.txt", "--output")
    assert "8: 4 company, 4 status" in run(news, *into, "one").out
    assert run(news, *into, "two", "--workers", "2").status == 0
    assert contents(news / "one") == contents(news / "two")
    assert run(news, *into, "one").status == 0
    for other in ((), ("--catalogue", "title.basics.tsv.gz")):
        refused = run(news, "read", "news.jsonl", *other, "--output", "one")
        assert refused.status == 1
        assert "one: was read into by rules " in refused.problems[0]
    assert "Ten Bells" in run(news, "ask", "Ten Bells", "--from", "one").out


def test_documents_are_read_again_with_another(news: Path) -> None:
    assert run(news, "add", "news.jsonl", "--catalogue", "titles.txt").status == 0
    kept = run(news, "claims", "--format", "jsonl").out
    assert "Ten Bells" in kept
    assert "every document has been read" in run(news, "reread", "--catalogue", "titles.txt").out
    assert run(news, "claims", "--format", "jsonl").out == kept
    retired = run(news, "reread")
    assert retired.out.endswith(": 2 documents read again; 0 claims new; 4 claims retired\n")
