"""`underway follow`, `unfollow`, `following` and `digest`: what changed for followed shows, told once."""

import os
import re
import subprocess
from html import unescape
from pathlib import Path

import feedparser
import msgspec
import pytest

from underway.watch.digests import Digest

from .command import RENEWED, UNDERWAY, Done, environment, run

FORMATS = ["text", "json", "markdown", "html", "atom"]
CANCELLED = "date 2021-06-01\nNetflix has cancelled Harrow House after one season.\n"


def add(folder: Path, article: str) -> None:
    assert run(folder, "add", "-", stdin=article.encode()).status == 0


def digest(folder: Path, *options: str) -> Done:
    done = run(folder, "digest", *options)
    assert (done.status, done.err) == (0, "")
    return done


def digest_id(folder: Path) -> str:
    return str(msgspec.json.decode(digest(folder, "--format", "json").out)["id"])


@pytest.fixture
def renewed(tmp_path: Path) -> Path:
    """A folder whose user follows a show that has been renewed since."""
    assert run(tmp_path, "follow", "Harrow House").status == 0
    add(tmp_path, RENEWED)
    return tmp_path


def test_follow_says_of_each_title_what_it_comes_to(desk: Path) -> None:
    done = run(desk, "follow", "harrow house", "Nigth Ferry", "The Harrow House", "\x1b[2J")
    assert done == (
        0,
        "Harrow House: followed from now on\n"
        "Nigth Ferry: followed from now on; no document here speaks of it yet; did you mean Night Ferry?\n"
        "Harrow House: is followed already\n"
        "‹U+001B›[2J: followed from now on; no document here speaks of it yet\n",
        "",
    )


def test_following_lists_each_show_with_where_it_stands(desk: Path) -> None:
    run(desk, "follow", "Paper Moth", "Harrow House")
    done = run(desk, "following")
    assert (done.status, done.err) == (0, "")
    moth, harrow = sorted(" ".join(line.split()) for line in done.lines)[::-1]
    assert moth.startswith("The Paper Moth reported since 2 February 2022 · season 2")
    assert harrow.startswith("Harrow House no since 1 June 2022 · season 3 · followed since ")
    lines = run(desk, "following", "--format", "jsonl").json_lines()
    assert [(line["show"], line["verdict"], line["says"]) for line in lines] == [
        ("Harrow House", "no", "no"),
        ("The Paper Moth", "reported", "undecided"),
    ]
    assert msgspec.json.decode(run(desk, "following", "--format", "json").out) == lines


def test_unfollow_goes_on_after_what_is_not_followed(desk: Path) -> None:
    run(desk, "follow", "Harrow House", "Night Ferry")
    done = run(desk, "unfollow", "Harow House", "night ferry", "Ashgrove")
    assert (done.status, done.out) == (1, "Night Ferry: no longer followed\n")
    assert done.problems == [
        "Harow House: is not followed; did you mean Harrow House?",
        "Ashgrove: is not followed; `underway following` lists what is",
    ]
    assert [line["show"] for line in run(desk, "following", "--format", "jsonl").json_lines()] == ["Harrow House"]


def test_where_no_show_is_followed_that_is_said(desk: Path) -> None:
    told = "underway: no show is followed; `underway follow TITLE` follows one\n"
    assert run(desk, "following") == (0, "", told)
    assert run(desk, "following", "--format", "json") == (0, "[]\n", told)
    assert run(desk, "digest") == (0, "", told)


@pytest.mark.parametrize(
    "arguments", [["unfollow", "Harrow House"], ["following"], ["digest"], ["digest", "--confirm=3f"]]
)
def test_where_there_is_no_ledger_none_is_made(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert (done.status, done.out, len(done.problems)) == (1, "", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_a_digest_comes_again_to_the_letter_until_it_is_confirmed(renewed: Path, format_: str) -> None:
    first = digest(renewed, "--format", format_)
    add(renewed, CANCELLED)
    assert digest(renewed, "--format", format_, "-o", "out") == (0, "", "")
    assert (renewed / "out").read_text(encoding="utf-8") == first.out
    assert "renewed" in first.out
    again = run(renewed, "digest", "--format", format_, "--since", "2021-01-01")
    assert (again.status, again.out) == (0, first.out)
    (told,) = again.problems
    assert re.fullmatch(r"digest [0-9a-f]{12} of .* is not confirmed yet, and comes first", told)

    confirmed = run(renewed, "digest", "--confirm", digest_id(renewed)[:6].upper())
    assert re.fullmatch(r"Digest [0-9a-f]{12} of \d+ \w+ \d{4} is confirmed\.\n", confirmed.out)
    second = digest(renewed, "--format", format_)
    assert "cancelled" in second.out
    assert second.out != first.out


def test_text_and_markdown_end_with_the_command_that_confirms(renewed: Path) -> None:
    text = digest(renewed).lines
    assert text[:3] == ["News of Harrow House", text[1], "Harrow House"]
    assert text[3] == "Yes: season 2 of Harrow House is coming."
    ending = text[-1].partition("When you have it: ")[2]
    assert digest(renewed, "--format", "markdown").lines[-1].endswith(f"When you have it: `{ending}`")
    program, *arguments = ending.split()
    assert program == "underway"
    assert run(renewed, *arguments).status == 0
    assert run(renewed, "digest") == (0, "", "underway: nothing is new of the shows that are followed\n")


def test_every_format_is_of_the_same_changes(renewed: Path) -> None:
    made = msgspec.json.decode(digest(renewed, "--format", "json").out, type=Digest)
    changes = [change for show in made.shows for change in show.changes]
    text, page = digest(renewed).out, unescape(digest(renewed, "--format", "html").out)
    feed = feedparser.parse(digest(renewed, "--format", "atom").out.encode())
    assert feed.feed.id == f"urn:underway:digest:{made.id}"
    assert {entry.id.rpartition(":")[2] for entry in feed.entries} == {change.id for change in changes}
    for change in changes:
        assert change.said in text
        assert change.said in page
        assert all(words in page for _, words in change.sources)
    assert {change["id"] for change in run(renewed, "changes", "--format", "jsonl").json_lines()} == {
        change.id for change in changes
    }


def test_since_takes_in_what_was_known_before(desk: Path) -> None:
    run(desk, "follow", "Harrow House")
    assert run(desk, "digest").out == ""
    made = msgspec.json.decode(digest(desk, "--since", "2022-01-01", "--format", "json").out, type=Digest)
    every = run(desk, "changes", "harrow house", "--format", "jsonl").json_lines()
    assert [change.id for show in made.shows for change in show.changes] == [change["id"] for change in every]


def test_what_could_not_be_written_is_handed_out_the_next_time(renewed: Path) -> None:
    done = run(renewed, "digest", "--output", "missing/digest.txt")
    assert (done.status, done.out) == (1, "")
    with Path("/dev/full").open("wb") as full:
        failed = subprocess.run(
            [UNDERWAY, "digest"],
            cwd=renewed, env=environment(renewed), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (failed.returncode, failed.stderr) == (
        1,
        b"underway: the output cannot be written: No space left on device\n",
    )
    assert "Season 2: renewed." in digest(renewed).out


def test_where_nothing_is_new_a_file_stays_as_it_is(renewed: Path) -> None:
    digest(renewed, "-o", "digest.txt")
    first = (renewed / "digest.txt").read_text(encoding="utf-8")
    run(renewed, "digest", "--confirm", digest_id(renewed))
    assert run(renewed, "digest", "-o", "digest.txt").status == 0
    assert (renewed / "digest.txt").read_text(encoding="utf-8") == first


def test_the_ledger_is_no_place_for_a_digest(renewed: Path) -> None:
    ledger = str(next(renewed.rglob("*.sqlite")))
    done = run(renewed, "digest", "--output", ledger)
    assert (done.status, done.problems) == (1, [f"{ledger}: is the ledger itself; name another place"])


@pytest.mark.parametrize("id_", ["zz", "%", "_", "'; DROP TABLE digests; --"])
def test_an_id_that_means_no_digest_is_told(renewed: Path, id_: str) -> None:
    digest(renewed)
    done = run(renewed, "digest", "--confirm", id_)
    assert (done.status, done.out) == (1, "")
    assert done.problems == [f"{id_}: no digest has an id that begins so; it stands at the end of the digest"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["follow"],
        ["follow", " "],
        ["unfollow"],
        ["following", "Harrow House"],
        ["digest", "Harrow House"],
        ["digest", "--since", "yesterday"],
        ["digest", "--format", "pdf"],
        ["digest", "--confirm", " "],
        ["digest", "--confirm", "3f9a2c", "--since", "2021-01-01"],
        ["digest", "--confirm", "3f9a2c", "-o", "digest.txt"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_with_the_status_2(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert (done.status, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_where_nobody_reads_it_ends_quietly_and_the_digest_is_kept(renewed: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [UNDERWAY, "digest"],
            cwd=renewed, env=environment(renewed), stdout=writing, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
    assert "Season 2: renewed." in digest(renewed).out
