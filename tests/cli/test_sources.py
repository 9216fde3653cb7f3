"""Feeds added, listed, tested and removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from watch.newsstand import NOT_FOUND, Answer, Article, Newsstand, failing, rss

from .command import run

FEED = "https://tideway.example/tv/feed"
OPML = """<opml version="2.0"><body>
<outline text="Papers"><outline type="rss" text="The Dial" xmlUrl="https://dial.example/feed"/></outline>
<outline type="rss" text="Harmful" xmlUrl="javascript:alert(1)"/></body></opml>"""


def listed(folder: Path) -> list[tuple[str, str | None]]:
    found = run(folder, "sources", "list", "--format", "jsonl").json_lines()
    return [(source["address"], source["name"]) for source in found]


def test_a_feed_is_added_once_and_can_be_named_later(tmp_path: Path) -> None:
    ledger = tmp_path / "data" / "underway" / "ledger.sqlite"
    assert run(tmp_path, "sources", "add", FEED) == (0, f"{ledger}: 1 feed added\n", "")
    again = run(tmp_path, "sources", "add", "HTTPS://TIDEWAY.example/tv/feed#top", "--name", "Tideway")
    assert again == (0, f"{ledger}: nothing new; 1 feed was there already\n", "")
    assert listed(tmp_path) == [(FEED, "Tideway")]
    assert run(tmp_path, "sources", "list").lines == [
        f"Tideway  {FEED}",
        "0 read, 0 waiting, 0 given up; no answer yet, due",
    ]
    (source,) = run(tmp_path, "sources", "list", "--format", "jsonl").json_lines()
    assert (source["polled"], source["failures"], source["error"]) == (None, 0, None)


def test_what_can_be_no_address_is_told_and_the_others_are_added(tmp_path: Path) -> None:
    bad = ["tideway.example/feed", "ftp://tideway.example/feed", "https://me:secret@tideway.example/", "http://[::1/"]
    done = run(tmp_path, "sources", "add", *bad[:2], FEED, *bad[2:])
    assert (done.status, done.out.partition(": ")[2]) == (1, "1 feed added\n")
    assert [told for told, address in zip(done.problems, bad, strict=True) if not told.startswith(f"{address}: ")] == []
    assert listed(tmp_path) == [(FEED, None)]


def test_a_list_of_feeds_is_added(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    done = run(tmp_path, "sources", "add", "feeds.opml", "missing.opml")
    assert (done.status, done.out.partition(": ")[2]) == (1, "1 feed added\n")
    assert done.problems[0].startswith("feeds.opml:3: javascript:alert(1) is no address of the web")
    assert done.problems[1].startswith("missing.opml: is no address of the web")
    text = f"# papers\n\nhttps://dial.example/feed\n{FEED}\n".encode()
    done = run(tmp_path, "sources", "add", "-", stdin=text)
    assert (done.status, done.out.partition(": ")[2]) == (0, "1 feed added; 1 feed was there already\n")
    assert listed(tmp_path) == [("https://dial.example/feed", "The Dial"), (FEED, None)]


def test_the_list_to_begin_with(tmp_path: Path) -> None:
    feeds = run(tmp_path, "sources", "starter", "--format", "jsonl").json_lines()
    assert (
        len({feed["address"] for feed in feeds}) == len({feed["name"].casefold() for feed in feeds}) == len(feeds) > 20
    )
    assert all(feed["address"].startswith("https://") and feed["about"] for feed in feeds)
    shown = run(tmp_path, "sources", "starter").out
    assert all(feed["name"] in shown and feed["address"] in shown for feed in feeds)
    assert "Nobody has checked these addresses" in shown

    some = run(tmp_path, "sources", "add", "--starter", "tvline", "Variety: TV", "The Tideway Post")
    assert (some.status, len(some.problems)) == (1, 1)
    assert some.problems[0].startswith("The Tideway Post: is not in the list")
    assert "Nobody has checked these addresses" in some.out
    assert sorted(name or "" for _, name in listed(tmp_path)) == ["TVLine", "Variety: TV"]
    everything = run(tmp_path, "sources", "add", "--starter")
    assert everything.status == 0
    assert f"{len(feeds) - 2} feeds added; 2 feeds were there already" in everything.out
    assert sorted(listed(tmp_path)) == sorted((feed["address"], feed["name"]) for feed in feeds)


def test_a_feed_is_removed_by_its_address_or_its_name(tmp_path: Path) -> None:
    run(tmp_path, "sources", "add", FEED, "https://dial.example/feed")
    run(tmp_path, "sources", "add", "https://stage.example/feed", "--name", "Stage")
    done = run(tmp_path, "sources", "remove", "STAGE", "HTTPS://tideway.example/tv/feed", "Ferry")
    assert done.status == 1
    assert done.lines == ["removed: Stage  https://stage.example/feed", f"removed: {FEED}"]
    assert done.problems == ["Ferry: there is no such feed; `underway sources list` lists them"]
    assert listed(tmp_path) == [("https://dial.example/feed", None)]

    run(tmp_path, "sources", "add", FEED, "--name", "News")
    run(tmp_path, "sources", "add", "https://dial.example/feed", "--name", "news")
    (told,) = run(tmp_path, "sources", "remove", "News").problems
    assert told == "News: several feeds are called so; give the address; `underway sources list` lists them"


def test_a_name_that_would_steer_the_terminal_does_not(tmp_path: Path) -> None:
    run(tmp_path, "sources", "add", FEED, "--name", "\x1b[2J\u202eTideway")
    for command in (["list"], ["list", "--format", "json"], ["remove", FEED]):
        done = run(tmp_path, "sources", *command)
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    made = Newsstand(lambda _, path: ANSWERS.get(path, NOT_FOUND))
    with made.open():
        yield made


ARTICLES = [
    Article("Harrow House", "https://tideway.example/1"),
    Article("The \x1b[31mPaper\u202e Moth", "https://tideway.example/2", day=None),
    Article("Night Ferry", "https://tideway.example/3", whole=True),
]
ANSWERS = {
    "/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0\n"),
    "/feed": Answer(rss(ARTICLES).replace(b"\x1b", b"")),
    "/page": Answer(ARTICLES[0].page),
    "/down": failing(503),
}


def test_testing_says_what_is_there_and_keeps_nothing(tmp_path: Path, stand: Newsstand) -> None:
    address = f"http://127.0.0.1:{stand.port}"
    feeds = [f"{address}{path}" for path in ("/feed", "/page", "/down", "/missing")]
    done = run(tmp_path, "sources", "test", *feeds, "--allow-host", "127.0.0.1")
    assert done.status == 1
    assert done.lines[0] == f"{feeds[0]}: The Tideway Post; 3 entries, 3 of them without the whole text"
    assert {line[:10] for line in done.lines[1:]} == {"2021-05-05", "no day    "}
    assert "\u202e" not in done.out
    assert [told.partition(": ")[0] for told in done.problems] == feeds[1:]
    assert list(tmp_path.iterdir()) == []

    (found,) = run(
        tmp_path, "sources", "test", feeds[0], "--format", "jsonl", UNDERWAY_ALLOW_HOSTS="127.0.0.1"
    ).json_lines()
    assert (found["title"], found["entries"], found["teasers"]) == ("The Tideway Post", 3, 3)
    assert [entry["address"] for entry in found["newest"]][-1] == "https://tideway.example/2"


def test_what_is_private_is_not_asked_unless_it_is_allowed(tmp_path: Path, stand: Newsstand) -> None:
    address = f"http://127.0.0.1:{stand.port}/feed"
    (told,) = run(tmp_path, "sources", "test", address).problems
    assert told.startswith(f"{address}: leads to 127.0.0.1, a loopback address")
    assert stand.asked == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", FEED, "https://dial.example/feed", "--name", "Tideway"],
        ["add", "--starter", "--name", "Tideway"],
        ["add", " "],
        ["remove"],
        ["test"],
        ["forget", FEED],
        ["list", "--format", "markdown"],
    ],
    ids=" ".join,
)
def test_wrong_usage(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, "sources", *arguments)
    assert (done.status, done.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["list"], ["remove", FEED]], ids=" ".join)
def test_where_there_is_no_ledger_that_is_told(tmp_path: Path, command: list[str]) -> None:
    (told,) = run(tmp_path, "sources", *command).problems
    assert "there is no ledger yet" in told
    assert list(tmp_path.iterdir()) == []
