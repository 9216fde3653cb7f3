"""Entries: their days, titles and texts; kept as JSON, and as documents."""

import json
from datetime import date
from typing import Any

import pytest

from underway.sources import Fault, Record, to_document
from underway.sources.feeds import Entry
from underway.sources.records import RefusedError
from underway.vocabulary import Document

from .making import LONG, atom, rss, the_entry


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 05 May 2021 10:00:00 +0000", date(2021, 5, 5)),
        ("Wed, 05 May 2021 23:30:00 -0700", date(2021, 5, 5)),
        ("Wed, 05 May 2021 00:10 EST", date(2021, 5, 5)),
        ("5 May 2021", date(2021, 5, 5)),
        ("Wed, 5-May-2021 10:00:00 GMT", date(2021, 5, 5)),
        ("5 May 99", date(1999, 5, 5)),
        ("05 May 21 10:00 GMT", date(2021, 5, 5)),
        ("May 5, 2021", date(2021, 5, 5)),
        ("Wednesday, September 5, 2021 - 10:00 PM", date(2021, 9, 5)),
        ("Thursday, 05 May 2021 10:00:00", date(2021, 5, 5)),
        ("2021-05-05T23:30-07:00", date(2021, 5, 5)),
        ("2021-05-05T23:59:59.999999999Z", date(2021, 5, 5)),
        ("2021-05-05 23:30:00 -0700", date(2021, 5, 5)),
        ("\n 2021-05-05 \n", date(2021, 5, 5)),
        ("20210505T233000Z", date(2021, 5, 5)),
        ("2021-05-05T25:61:00Z", date(2021, 5, 5)),
        ("2021-05", None),
        ("2021", None),
        ("2021-02-30T00:00:00Z", None),
        ("Wed, 32 May 2021 10:00:00 +0000", None),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("0001-01-01T00:00:00Z", None),
        ("1620223200", None),
        ("mer., 05 mai 2021 10:00:00 +0200", None),
        ("10:00 05 May 2021", None),
        ("yesterday", None),
        ("", None),
        ("99999999999999999999 May 99999999999999999999", None),
        pytest.param("9" * 100_000, None, id="digits"),
        pytest.param("Wed, 05 May 2021 " + "(" * 100_000, date(2021, 5, 5), id="brackets"),
    ],
)
def test_the_day_as_it_is_written(written: str, day: date | None) -> None:
    entry = the_entry(rss(f"<link>https://tideway.example/a</link><pubDate>{written}</pubDate>"))
    assert (entry.published, entry.published_kind) == (day, "published")


@pytest.mark.parametrize(
    ("payload", "day", "kind"),
    [
        (
            atom("<title>a</title><published>2021-05-05</published><updated>2021-06-06</updated>"),
            date(2021, 5, 5),
            "published",
        ),
        (atom("<title>a</title><updated>2021-06-06</updated>"), date(2021, 6, 6), "updated"),
        (
            atom("<title>a</title><published>soon</published><updated>2021-06-06</updated>"),
            date(2021, 6, 6),
            "updated",
        ),
        (atom("<title>a</title><updated>soon</updated>"), None, "published"),
        (rss("<title>a</title><dc:date>2021-06-06</dc:date>"), date(2021, 6, 6), "published"),
        (
            rss("<title>a</title><dc:date>2021-06-06</dc:date><pubDate>5 May 2021</pubDate>"),
            date(2021, 5, 5),
            "published",
        ),
    ],
)
def test_published_goes_before_updated(payload: bytes, day: date | None, kind: str) -> None:
    entry = the_entry(payload)
    assert (entry.published, entry.published_kind) == (day, kind)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Saltmarsh\n\t returns", "Saltmarsh returns"),
        ("Tom &amp; Ada", "Tom & Ada"),
        ("Tom &amp;amp; Ada", "Tom & Ada"),
        ("Tom &amp;amp;amp; Ada", "Tom &amp; Ada"),
        ("<![CDATA[Tom &amp; Ada]]>", "Tom & Ada"),
        ("<![CDATA[Tom & Ada]]>", "Tom & Ada"),
        ("It&#8217;s &amp;#8220;back&amp;#8221;", "It’s “back”"),
        ("&lt;i&gt;Saltmarsh&lt;/i&gt; returns", "Saltmarsh returns"),
        ("<![CDATA[<b>Saltmarsh</b> &mdash; renewed]]>", "Saltmarsh — renewed"),
        ("&lt;Saltmarsh&gt; returns", "<Saltmarsh> returns"),
        ("Ratings &lt; 3 &gt; 2", "Ratings < 3 > 2"),
        ("<media:x/>Saltmarsh", "Saltmarsh"),
        ("  ", None),
    ],
)
def test_a_title_is_one_line_of_text(written: str, title: str | None) -> None:
    entry = the_entry(rss(f"<title>{written}</title><link>https://tideway.example/a</link>"))
    assert entry.title == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<title>Tom &amp; &lt;Ada></title>", "Tom & <Ada>"),
        ("<title type='text'>A &lt;b>bold&lt;/b> move</title>", "A <b>bold</b> move"),
        ("<title type='html'>A &lt;b>bold&lt;/b> &amp;amp; move</title>", "A bold & move"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>bold</b> move</div></title>",
            "A bold move",
        ),
    ],
)
def test_a_title_of_atom_is_of_the_type_that_it_states(written: str, title: str) -> None:
    assert the_entry(atom(written)).title == title


def test_what_belongs_to_a_picture_is_not_the_entry() -> None:
    entry = the_entry(
        rss(
            "<media:group><media:title>A marsh</media:title></media:group><media:title>A picture</media:title>"
            "<title>Saltmarsh returns</title><link>https://tideway.example/a</link><description>It does.</description>"
            "<media:description>A marsh at dusk</media:description><media:title>Again</media:title>"
        )
    )
    assert (entry.title, entry.html) == ("Saltmarsh returns", "It does.")


@pytest.mark.parametrize(
    "written",
    [
        f"<content:encoded><![CDATA[{LONG}]]></content:encoded>",
        f"<content:encoded>{LONG.replace('<', '&lt;')}</content:encoded>",
        f"<description>Short.</description><description><![CDATA[{LONG}]]></description>",
        f"<body xmlns='http://www.w3.org/1999/xhtml'>{LONG}</body>",
    ],
)
def test_the_whole_text_in_the_ways_of_rss(written: str) -> None:
    entry = the_entry(rss(f"<link>/a</link>{written}"))
    assert (entry.html, entry.teaser) == (LONG, False)


SHORT = "<p>Saltmarsh goes on.</p>"
FOOTER = '<p>The post <a href="/a">Saltmarsh</a> appeared first on <a href="/">The Tideway Post</a>.</p>'


@pytest.mark.parametrize(
    ("content", "summary", "teaser"),
    [
        pytest.param(LONG, "Saltmarsh goes on.", False, id="an article"),
        pytest.param(LONG, "", False, id="an article without a summary"),
        pytest.param(LONG + FOOTER, SHORT + FOOTER, False, id="an article with a footer"),
        pytest.param(LONG + "<p>More of it is to come.</p>", "", False, id="more as a word"),
        pytest.param(LONG.replace("<p>", "").replace("</p>", "<br/><br/>"), "", False, id="an article of lines"),
        pytest.param("", SHORT, True, id="a summary"),
        pytest.param("", LONG, True, id="a long summary"),
        pytest.param("", "", True, id="nothing"),
        pytest.param(SHORT, "", True, id="too short"),
        pytest.param(SHORT + FOOTER, "", True, id="too short, with a footer"),
        pytest.param(LONG, LONG, True, id="no longer than its summary"),
        pytest.param(LONG.replace("</p><p>", " "), "", True, id="one paragraph"),
        pytest.param(f"<script>{'saltmarsh ' * 99}</script>{SHORT}{SHORT}", "", True, id="a script"),
        pytest.param(LONG + "<p>And then [&#8230;]</p>", "", True, id="[…]"),
        pytest.param(LONG + "<p>And then […]</p>" + FOOTER, "", True, id="[…] and a footer"),
        pytest.param(LONG + "<p>And then…</p>", "", True, id="…"),
        pytest.param(LONG + "<p>And then...</p>", "", True, id="..."),
        pytest.param(LONG + "<p>And then <a href='/a'>Read more</a></p>", "", True, id="read more"),
        pytest.param(LONG + "<p><a href='/a'>Continue reading Saltmarsh goes on →</a></p>", "", True, id="continue"),
        pytest.param(LONG + "<p>Read the full story at <a href='/'>The Post</a>.</p>", "", True, id="full story"),
        pytest.param(LONG + "<div>More »</div>", "", True, id="more"),
    ],
)
def test_a_teaser_is_what_does_not_hold_its_article(content: str, summary: str, teaser: bool) -> None:
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    description = f"<description><![CDATA[{summary}]]></description>" if summary else ""
    for parts in (description + encoded, encoded + description):
        entry = the_entry(rss(f"<link>https://tideway.example/a</link>{parts}"))
        assert (entry.teaser, entry.html) == (teaser, content or summary or None)
    item = {"id": "1", "url": "/a", "content_html": content, "summary": summary}
    if "<" not in summary:
        assert json_entry(item).teaser == teaser
    item = {"id": "1", "title": "Saltmarsh", "content_html": content, "summary": summary}
    assert not json_entry(item).teaser


def json_entry(item: dict[str, str]) -> Entry:
    return the_entry(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}).encode())


@pytest.mark.parametrize(
    ("title", "address", "publisher"),
    [
        ("The Tideway Post", "https://tideway.example/a", "The Tideway Post"),
        ("TV – The Tideway Post", "https://www.tideway.example/a", "The Tideway Post"),
        ("The Tideway Post | Television", "https://tideway.example/a", "The Tideway Post"),
        ("Screens | Harbour News", "https://tideway.example/a", "Screens | Harbour News"),
        ("", "https://tideway.example/a", None),
    ],
)
def test_the_publisher_is_who_the_host_is_named_after(title: str, address: str, publisher: str | None) -> None:
    payload = f"<rss><channel><title>{title}</title><item><link>{address}</link></item></channel></rss>"
    assert the_entry(payload.encode()).publisher == publisher


def test_an_entry_that_comes_from_another_feed_names_its_publisher() -> None:
    item = "<title>a</title><link>/a</link><source url='https://other.example/'>The Other &amp;amp; Post</source>"
    assert the_entry(rss(item)).publisher == "The Other & Post"


def test_an_entry_is_kept_as_json() -> None:
    entry = the_entry(rss("<title>Café 🎬</title><link>/a</link><pubDate>5 May 2021</pubDate>"))
    assert Entry.from_json(entry.to_json()) == entry
    assert Entry.from_json(b'{"id": "a", "of_a_newer_version": 1}') == Entry(id="a")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{}", "id: is missing"),
        (b'{"id": "a", "published": "soon"}', "published: Invalid RFC3339 encoded date"),
        (b'{"id": "a', "Input data was truncated"),
        (b'{"id": "\xff"}', "not UTF-8"),
    ],
)
def test_json_that_is_no_entry(data: bytes, problem: str) -> None:
    with pytest.raises(RefusedError) as refused:
        Entry.from_json(data)
    assert str(refused.value) == problem


def document_of(**fields: Any) -> Document | Fault:
    (found,) = to_document(Record("tv.xml:1", "entry", Entry(id="1", **fields).to_json()))
    return found


@pytest.mark.parametrize(
    "html",
    [
        "<p>It does.</p><p>In May.</p>",
        "<h1>Saltmarsh returns</h1><p>It does.</p><p>In May.</p>",
        "<p>It does.</p><p>In May.</p><p>The post Saltmarsh returns appeared first on The Tideway Post.</p>",
        "<p>It does.</p><p>In May.</p><p>The post appeared first on The Tideway Post.</p>",
    ],
)
def test_an_entry_as_a_document(html: str) -> None:
    address = "https://tideway.example/a"
    fields: dict[str, Any] = {
        "title": "Saltmarsh returns",
        "published": date(2021, 5, 5),
        "published_kind": "updated",
        "publisher": "The Tideway Post",
        "language": "en",
    }
    document = Document(text="Saltmarsh returns\n\nIt does.\n\nIn May.", source_id="1", url=address, **fields)
    assert document_of(address=address, html=html, **fields) == document


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"title": "Saltmarsh"}, "Saltmarsh"),
        ({"html": "It returns.<p>Soon."}, "It returns.\n\nSoon."),
    ],
)
def test_a_document_of_what_there_is(fields: dict[str, str], text: str) -> None:
    assert document_of(**fields) == Document(text=text, source_id="1", title=fields.get("title"))


def test_an_entry_without_any_text_is_no_document() -> None:
    assert document_of() == Fault("tv.xml:1", "holds no text")


WHOLE = f"<content:encoded><![CDATA[{LONG}]]></content:encoded>"


@pytest.mark.parametrize(
    "feed",
    [
        "https://tideway.example/feed",
        "http://www.tideway.example/tv/feed",
        "https://m.tideway.example/feed",
        None,
    ],
)
def test_a_feed_speaks_for_the_pages_of_its_own_site(feed: str | None) -> None:
    entry = the_entry(rss(f"<link>https://tideway.example/a</link>{WHOLE}"), feed)
    assert (entry.foreign, entry.teaser, entry.publisher) == (False, False, "The Tideway Post")


@pytest.mark.parametrize(
    ("feed", "address", "foreign"),
    [
        ("https://feeds.tideway.co.uk/tv", "https://www.tideway.co.uk/a", False),
        ("https://rss.tideway.com/tv", "https://news.tideway.com/a", False),
        ("https://harbour.example/feed", "https://tideway.example/a", True),
        ("https://harbour.co.uk/feed", "https://tideway.co.uk/a", True),
        ("https://harbour.blogspot.com/feed", "https://tideway.blogspot.com/a", True),
        ("https://tideway.example.harbour.com/feed", "https://tideway.example/a", True),
        ("https://nottideway.com/feed", "https://tideway.com/a", True),
        ("http://127.0.0.1:8080/feed", "http://127.0.0.1:8080/a", False),
        ("http://127.0.0.1:8081/feed", "http://127.0.0.1:8080/a", True),
        ("http://127.0.0.1/feed", "http://127.0.0.2/a", True),
    ],
)
@pytest.mark.parametrize("source", ["", "<source url='https://tideway.example/'>The Tideway Post</source>"])
def test_a_feed_does_not_speak_for_another_site(feed: str, address: str, foreign: bool, source: str) -> None:
    entry = the_entry(rss(f"<title>Saltmarsh</title><link>{address}</link>{source}{WHOLE}"), feed)
    assert (entry.address, entry.foreign, entry.teaser) == (address, foreign, foreign)
    assert entry.publisher == (None if foreign else "The Tideway Post")
