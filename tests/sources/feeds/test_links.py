"""Links of entries: the address of a page, and whether two entries are one."""

import pytest

from underway.sources.feeds import Entry, read_feed

from .making import ADDRESS, atom, rss, the_entry


@pytest.mark.parametrize(
    ("payload", "address"),
    [
        (
            rss("<title>a</title><link>https://other.example/a?id=7&amp;page=2</link>"),
            "https://other.example/a?id=7&page=2",
        ),
        (rss("<title>a</title><link> \n/a </link>"), "https://tideway.example/a"),
        (rss("<title>a</title><link>b.html</link>"), "https://tideway.example/feeds/b.html"),
        (rss("<title>a</title><link>//other.example/a</link>"), "https://other.example/a"),
        (rss("<title>a</title><link><![CDATA[https://a.example/?a=1&b=2]]></link>"), "https://a.example/?a=1&b=2"),
        (rss("<title>a</title><link>https://a.example/a b/é?q=ü</link>"), "https://a.example/a%20b/%C3%A9?q=%C3%BC"),
        (rss("<title>a</title><link>HTTPS://A.Example/A</link>"), "https://a.example/A"),
        (
            rss("<title>a</title><link>https://a.example/a?utm_source=rss&amp;id=7#more</link>"),
            "https://a.example/a?id=7",
        ),
        (
            rss(
                "<title>a</title><link>https://feedproxy.example/~r/1</link>"
                "<feedburner:origLink>https://tideway.example/a</feedburner:origLink>"
            ),
            "https://tideway.example/a",
        ),
        (rss("<title>a</title><guid>https://tideway.example/a</guid>"), "https://tideway.example/a"),
        (rss("<title>a</title><guid isPermaLink='false'>https://tideway.example/a</guid>"), None),
        (rss("<title>a</title><guid>post-12</guid>"), None),
        (rss("<title>a</title><guid>post-12</guid><link>post-12</link>"), "https://tideway.example/feeds/post-12"),
        (rss("<title>a</title><guid>https://a.example/guid</guid><link>/a</link>"), "https://tideway.example/a"),
        (rss("<title>a</title><link>javascript:alert(1)</link>"), None),
        (rss("<title>a</title><link>file:///etc/passwd</link>"), None),
        (rss("<title>a</title><link>ftp://tideway.example/a</link>"), None),
        (rss("<title>a</title><link>data:text/html,a</link>"), None),
        (rss("<title>a</title><link>https://name:word@tideway.example/a</link>"), None),
        (rss("<title>a</title><link>https://[bad/a</link>"), None),
        (rss("<title>a</title><link>https://a&quot;b.example/</link>"), None),
        (rss("<title>a</title><link></link>"), None),
        (atom("<title>a</title><link href='/a'/>"), "https://tideway.example/a"),
        (
            atom(
                "<title>a</title><link rel='self' href='/s'/><link rel='alternate' href='/a'/><link rel='x' href='/e'/>"
            ),
            "https://tideway.example/a",
        ),
        (atom("<title>a</title><link rel='enclosure' href='/a.mp3'/>"), None),
        (atom("<title>a</title><link xml:base='/b/' href='c'/>"), "https://tideway.example/b/c"),
    ],
)
def test_the_address_of_the_page(payload: bytes, address: str | None) -> None:
    assert the_entry(payload).address == address


def test_without_an_address_of_its_own_a_feed_has_no_relative_links() -> None:
    entry = the_entry(rss("<title>a</title><link>/a</link>"), None)
    assert (entry.address, entry.teaser) == (None, False)


ARTICLE = "https://tideway.example/news/saltmarsh"


@pytest.mark.parametrize(
    "address",
    [
        "http://tideway.example/news/saltmarsh",
        "https://TIDEWAY.example/news/saltmarsh",
        "https://tideway.example:443/news/saltmarsh",
        "http://tideway.example.:80/news/saltmarsh",
        "https://tideway.example/news/saltmarsh/",
        "https://tideway.example/news/saltmarsh#comments",
        "https://tideway.example/news/saltmarsh?",
        "https://tideway.example/news/saltmarsh?utm_source=feed&utm_medium=rss",
        "https://tideway.example/news/saltmarsh/?fbclid=AbC",
        "https://tideway.example/news/saltmarsh?gclid=1&mc_cid=2&mc_eid=3",
        "https://tideway.example/news/saltmarsh?ref=rss",
        "https://tideway.example/news/saltmarsh?src=RSS",
        "https://tideway.example/news/saltmarsh?source=rss----9a1b---4",
        "https://tideway.example/news/saltmarsh?partner=rss&emc=rss",
        "https://tideway.example/news/saltmarsh?cmpid=tv&ref=feed#top",
        "https://tideway.example/n%65ws/saltmarsh",
    ],
)
def test_one_page_has_one_key(address: str) -> None:
    assert Entry(id="b", address=address).key == Entry(id="a", address=ARTICLE).key


@pytest.mark.parametrize(
    "address",
    [
        "https://tideway.example/news/Saltmarsh",
        "https://tideway.example/news/saltmarsh-2",
        "https://tideway.example/news/saltmarsh?page=2",
        "https://tideway.example/news/saltmarsh?id=feed-the-birds",
        "https://tideway.example:8080/news/saltmarsh",
        "https://m.tideway.example/news/saltmarsh",
        "https://tideway.example/",
        None,
    ],
)
def test_other_pages_have_other_keys(address: str | None) -> None:
    assert Entry(id="a", address=address).key != Entry(id="a", address=ARTICLE).key


def test_parameters_in_another_order_are_the_same_page() -> None:
    one, other = (Entry(id="a", address=f"https://tideway.example/?{query}") for query in ("id=7&p=2", "p=2&id=7"))
    assert one.key == other.key


def test_one_article_in_a_feed_twice_is_one_entry() -> None:
    feed = read_feed(
        rss(
            "<title>First</title><link>https://a.example/a</link><guid>1</guid>",
            "<title>Second</title><link>https://a.example/b</link><guid>1</guid>",
            "<title>Third</title><link>http://a.example/a/?utm_source=rss</link><guid>3</guid>",
            "<title>Fourth</title><guid>x</guid>",
            "<title>Fifth</title><guid>x</guid>",
        )
    )
    assert [entry.title for entry in feed.entries] == ["First", "Second", "Fourth"]


def test_an_id_without_an_address_counts_within_its_feed() -> None:
    payload = rss("<title>a</title><guid>1</guid>")
    one, other = (the_entry(payload, f"https://{host}.example/feed") for host in ("a", "b"))
    assert one.key != other.key
    tagged = rss("<title>a</title><guid>tag:tideway.example,2021:1</guid>")
    one, other = (the_entry(tagged, f"https://{host}.example/feed") for host in ("a", "b"))
    assert one.key == other.key


def test_entries_without_an_id_are_told_apart_by_what_they_hold() -> None:
    payload = rss("<title>a</title>", "<description>b</description>", "<title>a</title>", "", "<guid>c</guid>")
    entries = read_feed(payload, address=ADDRESS).entries
    assert [(entry.title, entry.html) for entry in entries] == [("a", None), (None, "b")]
    assert entries == read_feed(payload, address=ADDRESS).entries
