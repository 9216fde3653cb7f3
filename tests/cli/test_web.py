"""Addresses as locations: pages and feeds fetched, asked for again, and refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sources.web.server import Server

from .command import RENEWED, Done, lines_of, run

SENTENCE = "Netflix has renewed Harrow House for a second season, the company said on Wednesday."
MORE = "The whole cast is to return for it, and so is everyone who writes the show."
META = '<meta property="article:published_time" content="2021-05-05">'
GERMAN = """Netflix hat die Serie „Harrow House“ um eine zweite Staffel verlängert. Das teilte der Streamingdienst am
Mittwoch mit. Die erste Staffel war im Herbst erschienen und hatte nach Angaben des Senders viele Zuschauer gefunden."""


def page(sentence: str = SENTENCE, head: str = META) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>The fate of Harrow House</title>{head}</head>"
        f"<body><article><h1>The fate of Harrow House</h1><p>{sentence}</p><p>{MORE}</p></article></body></html>"
    )


def feed(*entries: str) -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Dial</title>{''.join(entries)}</channel></rss>"


ITEM = f"""<item><title>Harrow House will be back</title><link>https://dial.example/1</link>
<pubDate>Wed, 05 May 2021 10:00:00 GMT</pubDate><description>{SENTENCE}</description></item>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        made.route("/robots.txt", "User-agent: *\nCrawl-delay: 0\nDisallow: /private")
        yield made


def fetch(folder: Path, server: Server, *arguments: str) -> Done:
    return run(folder, *arguments, UNDERWAY_ALLOW_HOSTS=f"{server.host}:{server.port} 192.0.2.0/24")


def test_a_page_is_read_where_it_is(tmp_path: Path, server: Server) -> None:
    server.route("/harrow?utm_source=mail", page(), headers={"Content-Type": "text/html"})
    done = fetch(tmp_path, server, "read", f"{server.address}/harrow?utm_source=mail", "--format", "jsonl")
    statuses = [claim for claim in done.json_lines() if claim["kind"] == "status"]
    assert [(claim["show"], claim["season"], claim["evidence"]["text"]) for claim in statuses] == [
        ("Harrow House", 2, SENTENCE)
    ]
    assert (done.status, done.err) == (0, "")


def test_an_answer_cites_the_address(tmp_path: Path, server: Server) -> None:
    server.route("/harrow", page())
    done = fetch(tmp_path, server, "ask", "Harrow House", "--from", f"{server.address}/harrow")
    assert done.lines[0] == "Yes: season 2 of Harrow House is coming."
    assert any(f"{server.address}/harrow" in line for line in done.lines)


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path, server: Server) -> None:
    address = f"{server.address}/harrow"
    server.route("/harrow", page(), headers={"ETag": '"1"'})
    first = fetch(tmp_path, server, "add", address)
    assert "1 document added" in first.out
    again = fetch(tmp_path, server, "add", address)
    assert again.out.endswith("nothing new; 1 document was there already\n")
    assert server.requests[-1].headers["if-none-match"] == '"1"'
    server.route("/harrow", page("Netflix has cancelled Harrow House after one season."), headers={"ETag": '"2"'})
    assert "1 document added" in fetch(tmp_path, server, "add", address).out
    asked = run(tmp_path, "ask", "Harrow House")
    assert asked.lines[0].startswith("No: ")


def test_a_page_that_could_not_be_read_is_asked_for_in_full_again(tmp_path: Path, server: Server) -> None:
    server.route("/harrow", "<html><body></body></html>", headers={"ETag": '"1"'})
    assert fetch(tmp_path, server, "add", f"{server.address}/harrow").status == 1
    fetch(tmp_path, server, "add", f"{server.address}/harrow")
    assert "if-none-match" not in server.requests[-1].headers


@pytest.mark.parametrize("from_file", [True, False])
def test_a_feed_is_read_as_the_texts_that_it_holds(tmp_path: Path, server: Server, from_file: bool) -> None:
    server.route("/feed", feed(ITEM), headers={"Content-Type": "application/rss+xml"})
    (tmp_path / "feed.xml").write_text(feed(ITEM), encoding="utf-8")
    assert fetch(tmp_path, server, "add", "feed.xml" if from_file else f"{server.address}/feed").status == 0
    (claim,) = run(tmp_path, "claims", "--status", "renewed", "--format", "jsonl").json_lines()
    # Anybody can write a feed whose entries lead to The Dial's pages.
    assert (claim["url"], claim["publisher"]) == (("https://dial.example/1", "The Dial") if from_file else (None, None))
    assert claim["published"] == "2021-05-05"
    assert server.paths == ([] if from_file else ["/feed"])


def test_what_a_feed_says_of_a_page_never_stands_in_place_of_it(tmp_path: Path) -> None:
    page_ = {"url": "https://dial.example/1", "published": "2021-05-05", "text": f"{SENTENCE} And more."}
    run(tmp_path, "add", "-", stdin=lines_of([page_]))
    before = run(tmp_path, "claims", "--format", "jsonl").out
    (tmp_path / "feed.xml").write_text(feed(ITEM), encoding="utf-8")
    assert run(tmp_path, "add", "feed.xml").out.endswith("nothing new; 1 document was there already\n")
    assert run(tmp_path, "claims", "--format", "jsonl").out == before


def test_a_feed_that_was_polled_can_be_added_too(tmp_path: Path, server: Server) -> None:
    server.route("/feed", feed(), headers={"ETag": '"1"'})
    address = f"{server.address}/feed"
    run(tmp_path, "sources", "add", address)
    fetch(tmp_path, server, "poll")
    fetch(tmp_path, server, "add", address)
    assert "if-none-match" not in server.requests[-1].headers


def test_other_formats_by_what_they_hold(tmp_path: Path, server: Server) -> None:
    server.route("/a.txt", RENEWED, headers={"Content-Type": "text/plain"})
    server.route("/news.jsonl", '{"text": "Netflix has renewed Brackwater for a third season.", "id": 7}')
    done = fetch(tmp_path, server, "add", f"{server.address}/a.txt", f"{server.address}/news.jsonl")
    assert "2 documents added" in done.out


def test_one_line_for_each_page_that_is_not_fetched_and_the_others_go_on(tmp_path: Path, server: Server) -> None:
    server.route("/harrow", page())
    server.route("/private", page())
    server.route("/film.mp4", b"0", headers={"Content-Type": "video/mp4"})
    paths = ["/private", "/none", "/film.mp4", "/harrow"]
    done = fetch(tmp_path, server, "add", *(f"{server.address}{path}" for path in paths))
    assert done.status == 1
    assert [line.partition(f"{server.address}")[2].partition(":")[0] for line in done.problems] == paths[:3]
    assert "/private" not in server.paths
    assert "1 document added" in done.out


def test_nothing_is_reached_that_is_not_public_unless_it_is_allowed(tmp_path: Path, server: Server) -> None:
    server.route("/harrow", page())
    done = run(tmp_path, "read", f"{server.address}/harrow")
    assert done.status == 1
    assert done.problems == [
        f"{server.address}/harrow: leads to 127.0.0.1, a loopback address, where nothing is fetched from; "
        "if it is meant, allow it: --allow-host 127.0.0.1"
    ]
    assert server.connections == 0


@pytest.mark.parametrize("option", [("--allow-host", "no host"), ("--contact", "a\nb")])
def test_what_cannot_be_allowed_is_wrong_usage(tmp_path: Path, server: Server, option: tuple[str, str]) -> None:
    done = run(tmp_path, "read", f"{server.address}/harrow", *option)
    assert (done.status, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_a_document_in_another_language_is_named_counted_and_not_misread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(RENEWED, encoding="utf-8")
    read = run(tmp_path, "read", "a.txt", "--format", "jsonl")
    assert (read.status, read.out) == (0, "")
    assert read.problems == ["warning: a.txt: is in German, which is not read yet"]
    added = run(tmp_path, "add", "a.txt", "b.txt")
    assert added.status == 0
    assert added.problems == read.problems
    assert added.out.endswith("in languages that are not read: 1 German\n")
    assert len(run(tmp_path, "export", "documents", "--format", "jsonl").json_lines()) == 2


def test_the_day_of_a_last_change_is_told_as_such(tmp_path: Path, server: Server) -> None:
    server.route("/harrow", page(head='<meta property="article:modified_time" content="2021-05-06">'))
    fetch(tmp_path, server, "add", f"{server.address}/harrow")
    (document,) = run(tmp_path, "export", "documents", "--format", "jsonl").json_lines()
    assert (document["published"], document["published_kind"]) == ("2021-05-06", "updated")
    assert "last changed 6 May 2021" in run(tmp_path, "ask", "Harrow House").out
