"""Addresses of feeds as people give them, lists of them, and the list to begin with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources import Fault
from underway.sources.records import RefusedError
from underway.watch.subscriptions import Headline, Subscription, examine, feed_address, read_list, starter_feeds

from .newsstand import NOT_FOUND, Answer, Article, Newsstand, TurnedClock, atom, web

DIAL, STAGE = "https://dial.example/feed", "https://stage.example/feed?of=tv"
OUTLINES = f"""<opml version="2.0"><head><title>Television</title></head><body>
<outline text="Papers">
<outline type="rss" text="The Dïal" title=" " xmlUrl="{DIAL}" htmlUrl="https://dial.example/"/></outline>
<outline type="rss" text="stage" title="Set &amp; Stage" xmlUrl="HTTPS://STAGE.example:443/feed?of=tv#top"/>
<outline text="A page"/><outline text="" xmlUrl="{DIAL}"/>
</body></opml>"""
LISTED = [Subscription(DIAL, "The Dïal"), Subscription(STAGE, "Set & Stage"), Subscription(DIAL)]


@pytest.mark.parametrize(
    "address",
    [
        "https://tideway.example/tv/feed",
        "HTTPS://Tideway.Example:443/tv/feed",
        " https://tideway.example/tv/feed#newest ",
    ],
)
def test_spellings_of_an_address_are_one(address: str) -> None:
    assert feed_address(address) == "https://tideway.example/tv/feed"


@pytest.mark.parametrize(
    "address",
    ["", "tideway.example", "feed://tideway.example/", "https://", "https://me@tideway.example/", "http://0x7f000001/"],
)
def test_what_can_be_no_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        feed_address(address)


@pytest.mark.parametrize(
    "payload",
    [
        OUTLINES.encode(),
        b"\xef\xbb\xbf" + OUTLINES.encode(),
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{OUTLINES}'.encode("latin-1"),
        OUTLINES.encode("utf-16"),
    ],
    ids=["utf-8", "with a mark", "latin-1", "utf-16"],
)
def test_opml_is_read_in_its_encoding(payload: bytes) -> None:
    assert list(read_list(payload, "feeds.opml")) == LISTED


def test_a_text_has_one_address_a_line_and_bad_ones_are_named_by_their_line() -> None:
    text = f"# television\r\n\r\n{DIAL}\r\nnews of the day\r\n  {STAGE}  \r\n"
    first, fault, second = read_list(text.encode(), "feeds.txt")
    assert [first, second] == [Subscription(DIAL), Subscription(STAGE)]
    assert isinstance(fault, Fault)
    assert str(fault).startswith("feeds.txt:4: news of the day is no address of the web")


@pytest.mark.parametrize("payload", [b"", b"\n\n", b"# nothing\n", b"<opml><body>", b"<a/>", b"<"])
def test_what_lists_no_feeds_is_refused(payload: bytes) -> None:
    with pytest.raises(RefusedError):
        list(read_list(payload, "feeds"))


def test_opml_neither_reads_other_files_nor_grows() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE opml [<!ENTITY e0 "x">{entities}]><opml><outline xmlUrl="https://&e11;/"/></opml>'
    with pytest.raises(RefusedError):
        list(read_list(bomb.encode(), "feeds"))
    outside = f'<!DOCTYPE opml [<!ENTITY e SYSTEM "{__file__}">]><opml>&e;<outline xmlUrl="{DIAL}"/></opml>'
    assert list(read_list(outside.encode(), "feeds")) == [Subscription(DIAL)]


@given(
    st.binary() | st.text().map(str.encode) | st.text().map(lambda text: f"<opml><outline xmlUrl='{text}'/>".encode())
)
def test_whatever_a_list_holds_it_is_read_or_refused(payload: bytes) -> None:
    try:
        found = list(read_list(payload, "feeds"))
    except RefusedError:
        return
    assert all(isinstance(one, Fault) or feed_address(one.address) == one.address for one in found)


def test_the_list_to_begin_with_has_plain_addresses_and_names_of_their_own() -> None:
    feeds = starter_feeds()
    assert [feed for feed in feeds if feed_address(feed.address) != feed.address] == []
    assert len(feeds) == len({feed.address for feed in feeds}) == len({feed.name.casefold() for feed in feeds})
    assert all(feed.about for feed in feeds)


def test_a_feed_is_examined() -> None:
    there: dict[str, Answer] = {}
    stand = Newsstand(lambda _, path: there.get(path, NOT_FOUND))
    undated = Article("Harrow House", f"{DIAL}/0", day=None)
    newest = Article("Brackwater", stand.address("tideway", "/1"), whole=True)
    others = [undated._replace(address=f"{DIAL}/{n}") for n in range(2, 9)]
    there["/feed"] = Answer(atom([undated, newest, *others]))
    link = b'<link rel="alternate" type="application/atom+xml" href="/feed"></head>'
    there["/page"] = Answer(undated.page.replace(b"</head>", link))
    with stand.open():
        found = examine(web(TurnedClock()), stand.address("tideway", "/feed"))
        with pytest.raises(RefusedError, match="is a web page, not a feed; its feed is at http"):
            examine(web(TurnedClock()), stand.address("tideway", "/page"))
    assert (found.title, found.entries, found.teasers, len(found.newest)) == ("Set & Stage", 9, 8, 5)
    assert found.newest[0] == Headline(newest.headline, newest.address, newest.day)
