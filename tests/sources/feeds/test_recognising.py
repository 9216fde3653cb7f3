"""What is taken for a feed by how it begins, and what is said of the rest."""

import gzip
import json

import pytest

from underway.sources.feeds import Feed, is_feed, read_feed
from underway.sources.records import RefusedError

from .making import ADDRESS, atom, rss

JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Tide", "items": []}'
COMMENTS = b"<!-- made by hand -->\n<!-- <html> -->"
DOCTYPE = (
    b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd" [<!ENTITY a "b">]>'
)
PAGE = "<!DOCTYPE html>\n<html><head><title>Tide</title>{}</head><body><p>Saltmarsh returns."
LINK = '<link rel="alternate" type="application/{}" href="{}">'
PLACES = "<url><loc>https://a.example/1</loc></url>"


@pytest.mark.parametrize(
    "payload",
    [
        b"<rss>",
        b"<rss version='2.0'><channel>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
        b"<rdf:RDF xmlns:rdf='a'>",
        b"<RDF>",
        b"<urlset\n xmlns='a'>",
        b"<sitemapindex>",
        b"<?xml version='1.0'?><rss>",
        b"\n \n<?xml version='1.0'?>\n<?xml-stylesheet href='a'?>\n<rss>",
        b"\xef\xbb\xbf<?xml version='1.0'?><rss>",
        "<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"),
        b"<?xml version='1.0'?>" + COMMENTS + b"<rss>",
        COMMENTS + DOCTYPE + COMMENTS + b"<rss>",
        JSON_FEED,
        b"\xef\xbb\xbf \n" + JSON_FEED,
        b'{"title": "Tide", "version":"https:\\/\\/jsonfeed.org\\/version\\/1", "items": [',
        pytest.param(COMMENTS * 1000 + b"<rss>", id="comments"),
    ],
)
def test_a_feed_is_told_by_its_beginning(payload: bytes) -> None:
    assert is_feed(payload)
    assert is_feed(payload + b" " * 100)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b" \n",
        b"<!doctype html><html>",
        b"<html><body><rss>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'a'><html>",
        b"<rssfeed>",
        b"<opml version='2.0'>",
        b"<svg>",
        b"A feed begins with <rss>.",
        b"<!-- <rss>",
        b'{"text": "The \\"version\\": \\"https://jsonfeed.org/version/1\\" is old."}',
        b'{"text": "Saltmarsh returns."}',
        b"[]",
        pytest.param(b"<!-- -->" * 8000 + b"<p>", id="comments"),
        pytest.param(b"<!--" * 16_000, id="openings"),
        pytest.param(b"<!doctype rss [" * 4000, id="doctypes"),
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(payload: bytes) -> None:
    assert not is_feed(payload)


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t", "holds nothing but white space"),
        (b"\xef\xbb\xbf", "holds nothing but white space"),
        (b"%PDF-1.7\n1 0 obj", "is a PDF file; give text, HTML or JSON Lines"),
        (bytes(100), "is binary; give text, HTML or JSON Lines"),
        (bytes(range(128, 256)) * 3, "is not text in any encoding that can be told"),
        (b"Saltmarsh returns.", "is not a feed; give the address of an RSS, Atom or JSON feed, or of a sitemap"),
        (b"<opml/>", "is not a feed; give the address of an RSS, Atom or JSON feed, or of a sitemap"),
        (b"<rss versi", "breaks off before anything of it can be read; fetch it again"),
        (b"<rs", "is not a feed; give the address of an RSS, Atom or JSON feed, or of a sitemap"),
        (b'{"a": 1}', "is JSON, but not a JSON Feed; give the address of an RSS, Atom or JSON feed"),
        (b"[1, 2]", "is JSON, but not a JSON Feed; give the address of an RSS, Atom or JSON feed"),
        (b'{"version": 1, "items": []}', "is JSON, but not a JSON Feed; give the address of an RSS, Atom or JSON feed"),
        (b'{"a": 1}\n{"a": 2}', "is JSON that is broken or breaks off; fetch it again"),
        (JSON_FEED[:-3], "is JSON that is broken or breaks off; fetch it again"),
        (JSON_FEED[:-2] + b"9" * 5000 + b"]}", "is JSON that is broken or breaks off; fetch it again"),
        (JSON_FEED[:-2] + b"[" * 100_000, "is nested too deeply"),
        (
            f"<urlset>{PLACES}</urlset>".encode(),
            "is a sitemap that does not say when its pages changed (lastmod); give a feed instead",
        ),
        (b"<sitemapindex></sitemapindex>", "is an index of sitemaps; give one that it lists"),
        (
            b"<sitemapindex><sitemap><loc>\n javascript:a</loc></sitemap>"
            b"<sitemap><loc> https://a.example/news.xml\n</loc></sitemap></sitemapindex>",
            "is an index of sitemaps; give one that it lists, such as https://a.example/news.xml",
        ),
        (PAGE.format("").encode(), "is a web page, not a feed; look on it for a link to its feed"),
        (b"<!doctype html>", "is a web page, not a feed; look on it for a link to its feed"),
        (
            PAGE.format(LINK.format("rss+xml", "/feed/")).encode(),
            "is a web page, not a feed; its feed is at https://tideway.example/feed/",
        ),
        (
            PAGE.format(
                '<link rel="alternate" href="/de"><link rel="stylesheet" type="application/rss+xml" href="/a">'
                + LINK.format("json+oembed", "/oembed")
                + LINK.format("atom+xml", "javascript:alert(1)")
                + "<LINK REL='Home Alternate' TYPE=' Application/Atom+XML ' HREF='atom.xml?a=1&amp;b=2#c'>"
                + LINK.format("feed+json", "/feed.json")
            ).encode(),
            "is a web page, not a feed; its feed is at https://tideway.example/feeds/atom.xml?a=1&b=2",
        ),
        (
            b"<?xml version='1.0'?>"
            + COMMENTS
            + PAGE.format(LINK.format("feed+json", "https://b.example/\x1b[31m")).encode(),
            "is a web page, not a feed; its feed is at https://b.example/[31m",
        ),
    ],
)
def test_what_is_no_feed_is_named_with_what_to_do(payload: bytes, problem: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_feed(payload, address=ADDRESS)
    assert str(refused.value) == problem


@pytest.mark.parametrize(
    "payload", [rss(), atom(), b"<rss/>", b"<feed>", b"<urlset></urlset>", JSON_FEED, b"<rdf:RDF>"]
)
def test_a_feed_may_hold_nothing(payload: bytes) -> None:
    assert read_feed(payload).entries == ()


def test_noise_before_and_after_a_feed_is_passed_over() -> None:
    payload = rss("<title>Saltmarsh</title>")
    noise = b"<br />\n<b>Warning</b>: Undefined index in <b>/var/www/feed.php</b> on line <b>12</b><br />\n"
    for noisy in (
        noise + b"<?xml version='1.0'?>" + payload,
        b"\n\n" + payload,
        payload + noise,
        payload + b"</rss>\0\0",
    ):
        assert read_feed(noisy) == read_feed(payload)


def test_a_feed_may_be_gzipped() -> None:
    payload = rss("<title>Saltmarsh</title>")
    assert read_feed(gzip.compress(payload)) == read_feed(payload)
    with pytest.raises(RefusedError, match=r"\Ais truncated: its gzip data ends too early; fetch it again\Z"):
        read_feed(gzip.compress(payload)[:-10])
    with pytest.raises(RefusedError, match="larger than 32 MiB"):
        read_feed(gzip.compress(payload + b" " * 40_000_000))


def test_what_json_has_of_another_type_counts_as_missing() -> None:
    items: list[object] = [
        None,
        1,
        "a",
        [],
        {"id": {}, "url": 3, "title": ["a"]},
        {"id": 1.5, "content_text": "Saltmarsh"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1", "title": 3, "language": {}, "items": items}
    (entry,) = read_feed(json.dumps(feed).encode()).entries
    assert (entry.id, entry.html, entry.title, entry.language) == ("1.5", "<p>Saltmarsh</p>", None, None)
    feed["items"] = {"a": 1}
    assert read_feed(json.dumps(feed).encode()) == Feed(None, ())
