"""Whatever comes: a feed that can be kept, or one line that says why there is none."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from underway.sources.feeds import Entry, Feed, is_feed, read_feed
from underway.sources.records import RefusedError

from .making import ADDRESS, NAMESPACES, SAMPLES


def check(feed: Feed) -> None:
    """What is true of every feed."""
    assert len(feed.entries) <= 1000
    assert len({entry.key for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert Entry.from_json(entry.to_json()) == entry
        assert entry.id
        assert entry.address or not entry.teaser
        assert entry.address is None or re.fullmatch(r"https?://[^\s/?#@]+[!-~]*", entry.address)
        assert entry.title is None or entry.title == " ".join(entry.title.split())


def read_or_refuse(payload: bytes, charset: str | None = None) -> None:
    is_feed(payload)
    try:
        feed = read_feed(payload, address=ADDRESS, charset=charset)
    except RefusedError as refused:
        assert str(refused).isprintable()
    else:
        check(feed)


CHARSETS = st.sampled_from([None, "utf-8", "windows-1252", "utf-16", "shift_jis", "nonsense", "\x00"])
GOOD_FEEDS = [path.read_bytes() for path in sorted(SAMPLES.iterdir())]
BITS = [
    *b"< > & </ <!-- --> <![CDATA[ ]]> <? <!DOCTYPE { } [ ] \" ' \\ \\ud83c".split(),
    *b"<item> </item> <entry> <title> <link> <source> <content:encoded> <svg> <div> <image> <textInput>".split(),
    *b"&#xD800; &#1114112; &amp;#99999999999; \x00 \xff \xed\xa0\x80 http://[ xmlns:a='b'".split(),
    *(b"<content type='xhtml'>", b"xml:base='http://[/'", b"xml:base='javascript:a'"),
]


@given(st.binary(), CHARSETS)
def test_any_bytes(data: bytes, charset: str | None) -> None:
    read_or_refuse(data, charset)
    for beginning in (b"<rss>", b"<feed><entry>", b"<urlset><url>", b'{"version": "https://jsonfeed.org/version/1", '):
        read_or_refuse(beginning + data, charset)


@settings(max_examples=200)
@given(st.data())
def test_any_change_of_a_good_feed(data: st.DataObject) -> None:
    payload = bytearray(data.draw(st.sampled_from(GOOD_FEEDS)))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(payload)))
        end = start + data.draw(st.sampled_from([0, 0, 1, 5, 50, 500]))
        payload[start:end] = data.draw(
            st.sampled_from(BITS) | st.binary(max_size=8) | st.just(bytes(payload[end : end + 80]))
        )
    read_or_refuse(bytes(payload), data.draw(CHARSETS))


MARKUP = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from([bit.decode("latin-1") for bit in BITS]),
    lambda inner: st.builds(
        "<{0} {1}>{2}</{0}>".format,
        st.sampled_from(
            "rss channel item entry title link guid id source author name email category content content:encoded image "
            "description summary pubDate updated dc:date media:title svg textinput url loc lastmod news:news".split()
        ),
        st.sampled_from(
            ["", "type='html'", "type='xhtml'", "type='image/png'", "mode='base64'", "href='/a'", "rel='a'"]
        ),
        st.lists(inner, max_size=6).map("".join),
    ),
    max_leaves=40,
)


@settings(max_examples=200)
@given(MARKUP, st.sampled_from(["rss", "feed", "rdf:RDF", "urlset"]))
def test_any_markup(markup: str, root: str) -> None:
    read_or_refuse(f"<{root} {NAMESPACES}>{markup}</{root}>".encode())
    read_or_refuse(f"<{root}><item>{markup}</item>".encode())


def test_lone_surrogates_in_json_are_replaced() -> None:
    payload = (
        rb'{"version": "https://jsonfeed.org/version/1", "title": "\ud83c", "items": [{"id": "\udfac", '
        rb'"title": "a\ud83cb", "content_text": "c\ud83c\u0000\u001b[31m", "language": "\ud83c"}]}'
    )
    feed = read_feed(payload, address=ADDRESS)
    assert feed.entries[0].title == "a\ufffdb"
    assert feed.entries[0].html == "<p>c\ufffd[31m</p>"
    check(feed)
