"""Feeds that are broken or mean harm: what can be read is read, and the rest is refused in one line."""

import json
from contextlib import suppress
from datetime import date

import pytest

from underway.sources.feeds import read_feed
from underway.sources.records import RefusedError

from .making import ADDRESS, LONG, NAMESPACES, SAMPLES, atom, rss, the_entry

GOOD = "<title>Saltmarsh</title><link>https://tideway.example/a</link>"
CAFE = "<title>Café “Noir”</title><link>https://tideway.example/a</link>"


def titles(payload: bytes) -> list[str | None]:
    return [entry.title for entry in read_feed(payload, address=ADDRESS).entries]


PLACE = "<url><loc>https://tideway.example/a</loc><lastmod>2021-05-05</lastmod></url>"
ATTRIBUTES = " ".join(f"a{n}=''" for n in range(50_000))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param(f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>', id="laughs"),
        '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
        '<!DOCTYPE rss [<!ENTITY l9 "<item><title>Planted</title></item>">]>',
        '<!DOCTYPE rss [<!ENTITY l9 "<rss>">]>',
    ],
)
@pytest.mark.parametrize("where", ["title", "description"])
def test_no_entity_is_expanded(declared: str, where: str) -> None:
    body = f"<link>/a</link><{where}>One &l9; two</{where}>"
    payload = f"<?xml version='1.0'?>{declared}".encode() + rss(body)
    entry = the_entry(payload)
    assert entry.title == ("One &l9; two" if where == "title" else None)
    assert entry.html == ("One &l9; two" if where == "description" else None)


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        pytest.param(rss(GOOD, "<a>" * 100_000), ["Saltmarsh"], id="elements"),
        pytest.param(rss(GOOD, "<a>" * 5000 + "</a>" * 5000), ["Saltmarsh"], id="closed elements"),
        pytest.param(b"<rss>" + b"<channel>" * 100_000, [], id="channels"),
        pytest.param(b"<rss>" + b"<item><title>Saltmarsh</title>" * 1000, ["Saltmarsh"], id="items"),
        pytest.param(
            atom(f"{GOOD}<content type='xhtml'>{'<div>' * 5000}{'</div>' * 5000}</content>"), ["Saltmarsh"], id="xhtml"
        ),
        pytest.param(rss(f"{GOOD}<description>{'&lt;div&gt;' * 5000}</description>"), ["Saltmarsh"], id="html"),
        pytest.param(
            rss(f"{GOOD}<description>a</description><content:encoded>{'&lt;b&gt;' * 50_000}</content:encoded>"),
            ["Saltmarsh"],
            id="html in content",
        ),
        pytest.param(f"<urlset>{PLACE}{'<url>' * 10_000}".encode(), [None], id="urls"),
    ],
)
def test_deep_nesting(payload: bytes, found: list[str | None]) -> None:
    assert titles(payload) == found


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        ("author", f"<author>{'a' * 200_000}</author>"),
        ("creator", f"<dc:creator>a@{'a.' * 200_000}</dc:creator>"),
        ("publisher", f"<dc:publisher>{'a' * 200_000}</dc:publisher>"),
        ("author in a date", f"<pubDate>5 May 2021<author>{'a' * 200_000}</author></pubDate>"),
        ("author in a source", f"<source>a<author>{'a' * 200_000}</author></source>"),
        ("categories", "".join(f"<category>{n}</category>" for n in range(100_000))),
        ("keywords", f"<media:keywords>{','.join(map(str, range(100_000)))}</media:keywords>"),
        ("attributes", f"<description {ATTRIBUTES}>a</description>"),
        ("style", f"<description>&lt;p style='{'a' * 500_000}'&gt;</description>"),
        ("quotes", f"<description>{'&lt;a &quot;' * 50_000}</description>"),
        ("comments", f"<title>{'&lt;!--' * 100_000}</title>"),
        ("dots", f"<content:encoded>{'&lt;p&gt;a' * 2}{'.' * 500_000}a</content:encoded>"),
        ("struck out", f"<content:encoded>{'&lt;s&gt;x&lt;/s&gt;Saltmarsh' * 40_000}</content:encoded>"),
        ("a footer", f"<content:encoded>&lt;p&gt;a&lt;p&gt;{'The post on ' * 50_000}</content:encoded>"),
    ],
)
def test_what_takes_some_parsers_hours(name: str, planted: str) -> None:
    feed = read_feed(rss(GOOD, planted), address=ADDRESS)
    assert feed.entries[0].title == "Saltmarsh"
    assert len(feed.entries) < 3


def test_of_a_hundred_thousand_entries_the_newest_are_read() -> None:
    def item(n: int) -> str:
        return f"<title>Nr {n}</title><link>/{n}</link><pubDate>{n % 28 + 1} May {1971 + n // 2000} 10:00 GMT</pubDate>"

    entries = read_feed(rss(*map(item, range(100_000))), address=ADDRESS).entries
    assert len(entries) == 1000
    assert {entry.published and entry.published.year for entry in entries} == {2020}


@pytest.mark.parametrize("undated", ["", "<pubDate>soon</pubDate>"])
def test_of_too_many_entries_without_days_the_first_are_read(undated: str) -> None:
    items = [f"<title>Nr {n}</title>{undated}" for n in range(1500)]
    items[1300] += "<dc:date>2021-05-05</dc:date>"
    assert titles(rss(*items)) == [*(f"Nr {n}" for n in range(999)), "Nr 1300"]


def test_of_a_sitemap_and_a_json_feed_the_newest_are_read_too() -> None:
    days = [date(2001 + n % 20, 5, 5).isoformat() for n in range(20_000)]
    urls = "".join(f"<url><loc>https://a.example/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days))
    items = [{"id": n, "title": "a", "date_published": day} for n, day in enumerate(days)]
    feed = {"version": "https://jsonfeed.org/version/1", "items": items}
    for payload in (f"<urlset>{urls}</urlset>".encode(), json.dumps(feed).encode()):
        entries = read_feed(payload).entries
        assert len(entries) == 1000
        assert {entry.published for entry in entries} == {date(2020, 5, 5)}


def test_a_feed_of_thirty_megabytes() -> None:
    text = "<p>Saltmarsh goes on, and so does the tide.</p>" * 640
    items = [
        f"<title>Nr {n}</title><link>/{n}</link><content:encoded><![CDATA[{text}]]></content:encoded>"
        for n in range(1000)
    ]
    payload = rss(*items)
    assert len(payload) > 30_000_000
    entries = read_feed(payload, address=ADDRESS).entries
    assert len(entries) == 1000
    assert not any(entry.teaser for entry in entries)


@pytest.mark.parametrize(("tag", "count"), [("<item/>", 3_000_000), ("<a>", 3_000_000), ("<url>", 3_000_000)])
def test_more_tags_than_any_feed_has(tag: str, count: int) -> None:
    with pytest.raises(RefusedError, match=r"\Ahas more than 2,000,000 tags, as no feed has\Z"):
        read_feed(f"<rss>{tag * count}".encode())


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("<title>AT&T’s Saltmarsh</title>", "AT&T’s Saltmarsh"),
        ("<title>Saltmarsh&nbsp;&ndash;&hellip;</title>", "Saltmarsh –…"),
        ("<title>Saltmarsh &unknown; &LT;b></title>", "Saltmarsh &unknown; <b>"),
        ("<title>Salt\x00ma\x08rsh\x1b[31m</title>", "Saltmarsh[31m"),
        (
            "<title>Salt&#0;marsh&#8;&#xFFFF;&#xD83C;&#x110000;&#99999999999;</title>",
            "Salt\ufffdmarsh\ufffd\ufffd\ufffd\ufffd\ufffd",
        ),
        ("<title>Salt < marsh</title>", "Salt < marsh"),
        ("<title>&#X53;altmarsh & &#65;</title>", "Saltmarsh & A"),
        ("<title>Saltmarsh</titel>", "Saltmarsh"),
        ("<title>Saltmarsh</title><link>https://a.example/?a=1&b=2</link>", "Saltmarsh"),
        ("<title>Saltmarsh</title><description>One<br>two<p>three<img src=a></description>", "Saltmarsh"),
        ("<title>Saltmarsh</title><unknown:x>a</unknown:x>", "Saltmarsh"),
        ("<title>Saltmarsh</title></p></div>", "Saltmarsh"),
        ("<title>Saltmarsh</title><a b=c d='1' d='2'/>", "Saltmarsh"),
        ("<title>Saltmarsh</title><!-- a -- b -->", "Saltmarsh"),
        ("<title>Saltmarsh</title><description><![CDATA[never closed</description>", "Saltmarsh"),
    ],
)
def test_a_broken_entry_spoils_no_other(broken: str, title: str) -> None:
    found = titles(rss("<title>First</title>", broken, "<title>Last</title>"))
    assert found[0] == "First"
    assert found[1:] in ([title, "Last"], [title])
    if "CDATA" not in broken:
        assert found[1:] == [title, "Last"]


def test_prefixes_that_nothing_declares() -> None:
    payload = rss(
        "<title>a</title><link>/a</link><dc:date>2021-05-05</dc:date><media:title>b</media:title>"
        f"<content:encoded><![CDATA[{LONG}]]></content:encoded>"
    ).replace(NAMESPACES.encode(), b"")
    entry = the_entry(payload)
    assert (entry.title, entry.published, entry.html) == ("a", date(2021, 5, 5), LONG)


@pytest.mark.parametrize("name", ["wordpress.xml", "atom.xml", "rdf.xml", "news_sitemap.xml", "handmade.xml"])
def test_of_half_a_feed_the_whole_entries_are_read(name: str) -> None:
    payload = (SAMPLES / name).read_bytes()
    address = f"https://feeds.example/tv/{name}"
    whole = read_feed(payload, address=address).entries
    for end in range(len(payload) // 4, len(payload), 37):
        with suppress(RefusedError):
            found = read_feed(payload[:end], address=address)
            assert found.entries == whole[: len(found.entries)]
            assert not found.whole
    last = payload.rstrip().rfind(b"<")
    assert read_feed(payload[:last], address=address).entries == whole


@pytest.mark.parametrize(
    ("payload", "charset"),
    [
        (CAFE.encode(), None),
        (CAFE.encode(), "utf-8"),
        (CAFE.encode(), "iso-8859-1"),
        (CAFE.encode(), "no-such-charset"),
        (CAFE.encode("cp1252"), None),
        (CAFE.encode("cp1252"), "utf-8"),
        (CAFE.encode("cp1252"), "windows-1252"),
        (CAFE.encode("cp1252"), "iso-8859-1"),
    ],
)
@pytest.mark.parametrize("declaration", ["", "<?xml version='1.0' encoding='utf-8'?>"])
def test_wrong_charsets(payload: bytes, charset: str | None, declaration: str) -> None:
    feed = read_feed(declaration.encode() + rss("@").replace(b"@", payload), charset=charset)
    assert [entry.title for entry in feed.entries] == ["Café “Noir”"]


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("cp1251", "windows-1251", None),
        ("cp1251", "utf-8", "windows-1251"),
        ("cp1251", "windows-1252", "windows-1251"),  # RFC 7303, 3: the header goes before the declaration
        ("koi8-r", "koi8-r", None),
        ("utf-16", "utf-16", None),
        ("utf-16", "utf-8", "iso-8859-1"),  # and a byte order mark before both
        ("utf-8-sig", "windows-1251", "windows-1251"),
    ],
)
def test_the_charset_that_counts(encoding: str, declared: str, charset: str | None) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?>" + rss("@").decode().replace(
        "@", "<title>Сериал вернётся</title>"
    )
    feed = read_feed(text.encode(encoding), charset=charset)
    assert [entry.title for entry in feed.entries] == ["Сериал вернётся"]


@pytest.mark.parametrize(
    ("payload", "whole"),
    [
        (rss(GOOD), True),
        (rss(GOOD, "<title>AT&T</title>"), True),
        (rss(GOOD) + b"<br />\n<b>Warning</b>", True),
        (rss(GOOD)[: -len("</channel></rss>")], False),
        (rss(GOOD)[: -len("</rss>")], False),
        (atom(GOOD), True),
        (atom(GOOD)[: -len("</feed>")], False),
        (b"<rss/>", True),
        (b"<rss version='2.0'>", False),
        (b"<x:urlset xmlns:x='a'></x:urlset>", True),
        (f"<urlset>{PLACE}".encode(), False),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', True),
    ],
)
def test_whether_a_feed_is_whole(payload: bytes, whole: bool) -> None:
    assert read_feed(payload, address=ADDRESS).whole == whole
