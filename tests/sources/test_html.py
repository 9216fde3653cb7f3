"""HTML: the headline and main text without what surrounds them; what a page says of itself; encodings that lie."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.sources import Fault, Record, to_document
from underway.vocabulary import Document
from underway.vocabulary.documents import DayKind

from .reading import read

FIRST = "Saltmarsh has been renewed for a second season, the network said on Monday, and the whole cast is to return."
SECOND = "“It’s a café story at heart,” said Ada Fenn, who made the drama with Tom Pike & friends."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>".replace("& ", "&amp; ")
HEADLINE = "Saltmarsh will be back"
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"
ARTICLE = f"<article><h1>{HEADLINE}</h1>{BODY}</article>"

FULL = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Saltmarsh will be back | The Tideway Post</title>
<meta property="og:title" content="Saltmarsh will be back">
<meta property="og:site_name" content="The Tideway Post">
<meta property="og:url" content="https://tideway.example/saltmarsh?from=feed">
<meta property="article:published_time" content="2021-05-05T23:30:00-07:00">
<meta property="article:modified_time" content="2021-06-01T08:00:00Z">
<link rel="canonical" href="https://tideway.example/2021/saltmarsh">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Saltmarsh is back",
  "datePublished": "2020-01-01",
  "publisher": {{"@type": "Organization", "name": "Tideway Media Holdings International"}}}}
</script>
<style>p {{ color: green }}</style>
</head>
<body>
<div id="cookie-banner"><p>We value your privacy and that of our many partners. Accept all cookies?</p></div>
<header><a href="/">The Tideway Post</a></header>
<nav><ul><li><a href="/tv">Television</a></li><li><a href="/weather">Weather</a></li></ul></nav>
<main>
<article>
<h1>Saltmarsh will be back</h1>
<p class="byline">By Bo Harrow, <time datetime="2021-05-06">6 May 2021</time></p>
<p>{FIRST}</p>
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>
<p>&ldquo;It&#8217;s a caf&eacute; story at heart,&#x201D; said <a href="/ada">Ada Fenn</a>,
who made the drama with Tom Pike &amp; friends.</p>
</article>
</main>
<aside class="sidebar"><h2>Most read</h2>
<ul><li><a href="/a">The Glass Orchard cancelled after two seasons</a></li></ul></aside>
<section class="comments"><p>Nice! I hope that they bring Mary Reed back from the dead for it.</p></section>
<footer><p>© 2024 The Tideway Post. All rights reserved by us and nobody else.</p></footer>
<script>document.write("Saltmarsh has been cancelled")</script>
</body>
</html>
"""


def parse(data: bytes | str) -> tuple[Document | Fault, ...]:
    return to_document(Record("a.html", "html", data.encode() if isinstance(data, str) else data, "a.html"))


def page(head: str = "", body: str = ARTICLE) -> Document:
    (document,) = parse(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
    assert isinstance(document, Document), document
    return document


def refused(data: bytes | str) -> str:
    (fault,) = parse(data)
    assert isinstance(fault, Fault)
    assert fault.fatal
    return str(fault)


def test_a_whole_page() -> None:
    assert parse(FULL) == (
        Document(
            text=TEXT,
            source_id="a.html",
            url="https://tideway.example/2021/saltmarsh",
            publisher="The Tideway Post",
            published=date(2021, 5, 5),
            title=HEADLINE,
            language="en",
        ),
    )


def test_a_bare_page() -> None:
    document = page(body=BODY)
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert (document.title, document.url, document.publisher, document.published, document.language) == (None,) * 5


def test_the_same_page_is_read_the_same_again() -> None:
    assert parse(FULL) == parse(FULL)


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("<title>Saltmarsh will be back</title>", BODY, HEADLINE),
        ("<title>Saltmarsh will be back | Tideway</title>", BODY, HEADLINE),
        ('<title>A | B</title><meta property="og:title" content="Saltmarsh will be back">', BODY, HEADLINE),
        (
            '<meta property="og:title" content="Saltmarsh will be back - Tideway">'
            '<meta property="og:site_name" content="Tideway">',
            BODY,
            HEADLINE,
        ),
        ("<title>Saltmarsh - will be back</title>", BODY, "Saltmarsh - will be back"),
        ("<title>Saltmarsh season 2: all we know</title>", ARTICLE, HEADLINE),
        ("<title>Saltmarsh will be back – Tideway</title>", f"<h1>Tideway</h1>{ARTICLE}", HEADLINE),
        ("<title>Saltmarsh will be back</title>", f"<h1>Saltmarsh</h1><main>{BODY}</main>", HEADLINE),
        ("", f"<header><h1>Tideway</h1></header><main><h1>{HEADLINE}</h1>{BODY}</main>", HEADLINE),
        (
            '<script type="application/ld+json">{"@graph": ['
            '{"@type": ["Thing", "NewsArticle"], "headline": "Saltmarsh &amp; more"}]}</script>',
            BODY,
            "Saltmarsh & more",
        ),
        ("<title>Saltmarsh\n  will&nbsp;be \x1b back</title>", BODY, HEADLINE),
    ],
)
def test_the_headline(head: str, body: str, headline: str) -> None:
    document = page(head, body)
    assert document.title == headline
    assert document.text == f"{headline}\n\n{FIRST}\n\n{SECOND}"


META = '<meta {}="{}" content="{}">'
JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (META.format("property", "article:published_time", "2021-05-05T00:10:00+02:00"), date(2021, 5, 5)),
        (META.format("name", "date", "2021-05-05"), date(2021, 5, 5)),
        (META.format("name", "DC.date.issued", "2021-05-05"), date(2021, 5, 5)),
        (META.format("name", "pubdate", "20210505"), date(2021, 5, 5)),
        (META.format("name", "publish-date", "2021/05/05 10:00"), date(2021, 5, 5)),
        (META.format("name", "publish-date", "Wed, 05 May 2021 10:00:00 GMT"), date(2021, 5, 5)),
        (META.format("name", "parsely-pub-date", "May 5, 2021"), date(2021, 5, 5)),
        (META.format("itemprop", "datePublished", "2021-05-05"), date(2021, 5, 5)),
        (JSON_LD.format('{"@type": "NewsArticle", "datePublished": "2021-05-05T10:00:00Z"}'), date(2021, 5, 5)),
        (JSON_LD.format('[{"@graph": [{"@type": "WebPage", "datePublished": "2021-05-05"}]}]'), date(2021, 5, 5)),
        (
            JSON_LD.format(
                '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "datePublished": "2021-05-05"}}'
            ),
            date(2021, 5, 5),
        ),
        (
            META.format("name", "date", "2019-01-01") + META.format("property", "article:published_time", "2021-05-05"),
            date(2021, 5, 5),
        ),
        (
            META.format("property", "article:published_time", "soon") + META.format("name", "date", "2021-05-05"),
            date(2021, 5, 5),
        ),
        (META.format("property", "article:modified_time", "2021-05-05"), date(2021, 5, 5)),
        (META.format("property", "article:published_time", "2021-05"), None),
        (META.format("property", "article:published_time", "05/06/2021"), None),
        (META.format("name", "description", "Saltmarsh returns on 2022-06-12"), None),
        ("<title>Saltmarsh will be back 12 June 2022</title>", None),
        ('<link rel="canonical" href="https://tideway.example/2021/05/05/saltmarsh">', date(2021, 5, 5)),
        (JSON_LD.format('{"@type": "TVSeries", "datePublished": "2021-05-05"}'), None),
        (JSON_LD.format('{"@type": "NewsArticle", "datePublished": ["2021-05-05"'), None),
        (JSON_LD.format('{"@type": {"a": []}, "datePublished": 3, "publisher": [3, {"name": ["x"]}]}'), None),
        (JSON_LD.format("[" * 100_000), None),
    ],
)
def test_the_day_that_the_head_states(head: str, published: date | None) -> None:
    assert page(head).published == published


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ('<p>By Bo Harrow | <time datetime="2021-05-05T10:00">yesterday</time></p>', date(2021, 5, 5)),
        ("<div><time>5 May 2021</time></div>", date(2021, 5, 5)),
        ('<div class="meta">Bo Harrow <span class="entry-date">May 5, 2021 at 4:12 pm</span></div>', date(2021, 5, 5)),
        ('<p class="post-date">Published: 5 May 2021, 10:15</p>', date(2021, 5, 5)),
        (
            '<div><time class="updated" datetime="2022-01-01">x</time><time class="published">5 May 2021</time></div>',
            date(2021, 5, 5),
        ),
        (
            '<time datetime="2022-01-01">x</time> <time itemprop="datePublished" datetime="2021-05-05">x</time>',
            date(2021, 5, 5),
        ),
        ('<p>It begins on <time datetime="2022-06-12">12 June</time>.</p>', None),
        ('<div class="update">5 May 2021</div>', None),
        ('<aside><time datetime="2022-06-12">12 June</time></aside>', None),
        ("<p>12 June 2022</p>", None),
        ('<p class="date">Monday</p>', None),
    ],
)
def test_the_day_that_the_page_shows(shown: str, published: date | None) -> None:
    around = '<nav><time datetime="2018-01-01">x</time></nav>{}<div class="date">2 February 2019</div>'
    article = f"<article><h1>{HEADLINE}</h1>{shown}{BODY}</article>"
    assert page(body=around.format(article)).published == published


@pytest.mark.parametrize(
    ("head", "published"), [("", date(2021, 5, 6)), (META.format("name", "date", "2021-05-05"), date(2021, 5, 5))]
)
def test_a_day_that_a_feed_gives_counts_where_the_page_gives_none(head: str, published: date) -> None:
    html = f"<html><head>{head}</head><body>{ARTICLE}</body></html>"
    document, *_ = to_document(Record("a.html", "html", html.encode(), published=date(2021, 5, 6)))
    assert isinstance(document, Document)
    assert document.published == published


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (META.format("property", "og:site_name", " The  Tideway Post "), "The Tideway Post"),
        (JSON_LD.format('{"@type": "NewsArticle", "publisher": {"name": "Tide &amp; Co"}}'), "Tide & Co"),
        (JSON_LD.format('{"@type": "NewsArticle", "publisher": "Tideway"}'), "Tideway"),
        (JSON_LD.format('{"@type": "NewsArticle", "publisher": [{"name": "Tideway"}]}'), "Tideway"),
        (JSON_LD.format('{"@type": "WebSite", "name": "Tideway"}'), "Tideway"),
        (META.format("name", "publisher", "Tideway"), "Tideway"),
        (META.format("property", "og:site_name", "https://tideway.example"), None),
        (JSON_LD.format('{"@type": "NewsArticle", "publisher": {"name": "\\ud800"}}'), "?"),
    ],
)
def test_the_publisher(head: str, publisher: str | None) -> None:
    assert page(head).publisher == publisher


CANONICAL = '<link rel="canonical" href="{}">'
OG_URL = '<meta property="og:url" content="{}">'


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (CANONICAL.format("https://tideway.example/a?b=c&amp;d"), "https://tideway.example/a?b=c&d"),
        (OG_URL.format("https://tideway.example/a"), "https://tideway.example/a"),
        (OG_URL.format("https://tideway.example/a?x") + CANONICAL.format("/a"), "https://tideway.example/a"),
        (CANONICAL.format("/a"), None),
        (CANONICAL.format("javascript:alert(1)"), None),
        (CANONICAL.format("https://[bad") + OG_URL.format("https://tideway.example/a"), "https://tideway.example/a"),
        (CANONICAL.format("https://tideway.example/a b"), None),
        (OG_URL.format("tideway"), None),
    ],
)
def test_the_address(head: str, url: str | None) -> None:
    assert page(head).url == url


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (
            "<h2>The cast</h2><ul><li>Ada Fenn as Mary Reed</li><li>Tom Pike</li></ul>",
            ["The cast", "- Ada Fenn as Mary Reed", "- Tom Pike"],
        ),
        ("<blockquote><p>“We are glad.”</p></blockquote>", ["“We are glad.”"]),
        ("<p>It begins on <time datetime='2022-06-12'>12 June</time> at nine.</p>", ["It begins on 12 June at nine."]),
        ("<p>She said: <q>We are <em>so</em> glad</q>, and left.</p>", ["She said: “We are so glad”, and left."]),
        ("<p>She said: <q>We are <em>glad</em></q>.</p>", ["She said: “We are glad”."]),
        ("<p>One<br>two<br><br>three.</p>", ["One", "two", "three."]),
        ("<p>It is&#11;<s>x</s>,\x0b so\x1b&#xFFFE;<s>x</s>, back.</p>", ["It is, so, back."]),
        ("<p>It was <s>cancelled</s> <del>axed</del> renewed.</p>", ["It was renewed."]),
        ("<p>“It’s ‘so’ good – really,” she said…</p>", ["“It’s ‘so’ good – really,” she said…"]),
        ("<p>a &lt;b&gt; c&#x1F3AC; Zoe&#x301;</p>", ["a <b> c🎬 Zoe\u0301"]),
        ("<p>One <b>two</b> <i>three <a href='/x'>four</a></i> five.</p>", ["One two three four five."]),
        (
            "<table><tr><th>Show</th><th>Viewers</th></tr><tr><td>Saltmarsh</td><td>4 million</td></tr></table>",
            ["Show | Viewers", "Saltmarsh | 4 million"],
        ),
        ("<figure><img src='a.jpg'><figcaption>Mary Reed at sea.</figcaption></figure>", []),
        ("<script>alert('Saltmarsh')</script><style>p {}</style><!-- Saltmarsh -->", []),
    ],
)
def test_paragraphs(html: str, lines: list[str]) -> None:
    second = BODY.removeprefix(f"<p>{FIRST}</p>")
    document = page(body=f"<article><h1>{HEADLINE}</h1><p>{FIRST}</p>{html}{second}</article>")
    assert document.text.split("\n\n") == [HEADLINE, FIRST, *lines, SECOND]


LINK = '<a href="/orchard">The Glass Orchard cancelled after two seasons</a>'
TEASER = "Its creator says that The Glass Orchard will not return, and why."
PHOTO = "<img src='a.jpg' alt=''>"
TWEET = "<p>BREAKING: The Glass Orchard is cancelled!</p>"


@pytest.mark.parametrize(
    "clutter",
    [
        pytest.param(clutter, id=str(number))
        for number, clutter in enumerate(
            [
                f"<p>{LINK}</p>",
                f"<p><strong>{LINK}</strong></p>",
                f"<p>READ MORE: {LINK}</p>",
                f"<p><b>Related:</b> {LINK} | {LINK}</p>",
                f"<p><em>See also {LINK}.</em></p>",
                f"<div>Read also: {LINK}<br></div>",
                f"<h3>More from The Tideway Post</h3><ul><li>{LINK}</li><li>{LINK}</li></ul>",
                f"<p><strong>More from Tideway</strong></p><ul><li>{LINK}</li></ul>",
                f"<div><h4>You may also like</h4><div>{LINK}<p>{TEASER}</p></div></div>",
                f"<div class='c-Related-Stories__box'><p>{TEASER}</p></div>",
                f"<aside><p>{TEASER}</p></aside>",
                f"<div role='complementary'><p>{TEASER}</p></div>",
                f"<section aria-label='Most read'><p>{TEASER}</p></section>",
                f"<a href='/orchard'><h4>The Glass Orchard</h4><p>{TEASER}</p></a>",
                f"<div class='newsletter-box'><p>{TEASER}</p></div>",
                f"<h4>Newsletter</h4><p>{TEASER}</p>",
                f"<div><p>{TEASER}</p><input type='email'></div>",
                f"<figure>{PHOTO}<figcaption>{TEASER}</figcaption></figure>",
                f"<div class='wp-caption'>{PHOTO}<p>{TEASER}</p></div>",
                f"{PHOTO}<span class='caption'>{TEASER}</span>",
                f"<div>{PHOTO}<p>{TEASER}</p></div>",
                f"<table><tr><td>{PHOTO}</td></tr><tr><td>{TEASER}</td></tr></table>",
                f"<p>{PHOTO}<br><i>{TEASER}</i></p>",
                f"<blockquote class='twitter-tweet'>{TWEET}</blockquote>",
                f"<blockquote>{TWEET}— Pip (@pip) <a href='https://x.com/pip/status/1'>May 5</a></blockquote>",
                f"<blockquote>{TWEET}— Pip (@pip) May 5, 2021</blockquote>",
                f"<amp-twitter><blockquote placeholder>{TWEET}</blockquote></amp-twitter>",
                f"<div id='comments'><p>{TEASER}</p></div>",
                f"<div><h3>2 comments</h3><p>{TEASER}</p><p>{TEASER}</p></div>",
                f"<div class='ticker'>{TEASER}</div>",
            ]
        )
    ],
)
def test_what_interrupts_the_article_is_left_out(clutter: str) -> None:
    body = BODY.removeprefix(f"<p>{FIRST}</p>")
    assert page(body=f"<article><h1>{HEADLINE}</h1><p>{FIRST}</p>{clutter}{body}</article>").text == TEXT


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p>It is <a class='related-link' href='/n'>Netflix</a> that pays.</p>", "It is Netflix that pays."),
        ("<p>It is <a href='/n'>the longest drama that they made</a>.</p>", "It is the longest drama that they made."),
        ("<p><b>More</b> news is to come on Friday.</p>", "More news is to come on Friday."),
        ("<p><b>Read</b> all about it in the novel.</p>", "Read all about it in the novel."),
        ("<section><h3>More about the cast</h3><p>Ada Fenn is Mary Reed.</p></section>", "Ada Fenn is Mary Reed."),
        ("<h3>See also</h3><ul><li>The Glass Orchard, its sequel</li></ul>", "- The Glass Orchard, its sequel"),
        ("<blockquote><p>“We are (all) glad,” wrote @ada.</p></blockquote>", "“We are (all) glad,” wrote @ada."),
        ("<p><img src='smile.png'>It begins in June.</p>", "It begins in June."),
        ("<div><img src='a.jpg'><h3>Ada Fenn as Mary Reed</h3></div><p>She is back.</p>", "Ada Fenn as Mary Reed"),
        (
            "<ul><li><a href='/r'>Saltmarsh, of which two seasons</a> are made</li></ul>",
            "- Saltmarsh, of which two seasons are made",
        ),
        (f"<div>{FIRST} <a href='/r'>Twice</a>.</div>", f"{FIRST} Twice."),
    ],
)
def test_what_only_looks_like_an_interruption_stays(html: str, line: str) -> None:
    body = BODY.removeprefix(f"<p>{FIRST}</p>")
    lines = page(body=f"<article><h1>{HEADLINE}</h1><p>{FIRST}</p>{html}{body}</article>").text.split("\n\n")
    assert line in lines


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ("", "utf-8"),
        ("<meta charset=windows-1252>", "cp1252"),
        ("<META CHARSET='ISO-8859-1'>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("", "cp1252"),
        ('<meta charset="utf-8">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="shift_jis">', "utf-8"),
        ('<meta charset="unicode_escape">', "cp1252"),
        ('<meta charset="no-such-thing">', "cp1252"),
        ('<meta charset="macintosh">', "mac-roman"),
        ("", "utf-16"),
        ('<meta charset="utf-8">', "utf-16"),
    ],
)
def test_encodings_whether_or_not_the_page_lies(declared: str, encoding: str) -> None:
    html = f"<!DOCTYPE html><html><head>{declared}</head><body>{ARTICLE}</body></html>"
    (document,) = parse(html.encode(encoding))
    assert isinstance(document, Document)
    assert document.text == TEXT


@pytest.mark.parametrize(
    ("header", "declared", "encoding"),
    [
        ("iso-8859-2", "windows-1251", "iso-8859-2"),
        ('"windows-1251"', "iso-8859-2", "cp1251"),
        ("windows-1251", None, "cp1251"),
        ("utf-8", "iso-8859-2", "iso-8859-2"),
        ("no-such-thing", "iso-8859-2", "iso-8859-2"),
        ("x\0y", "iso-8859-2", "iso-8859-2"),
        ("iso-8859-2", "iso-8859-2", "utf-8"),
        ("iso-8859-2", "iso-8859-2", "utf-8-sig"),
        ("iso-8859-2", "iso-8859-2", "utf-16"),
    ],
)
def test_the_encoding_in_the_header_goes_before_the_page_s_own_word(
    header: str, declared: str | None, encoding: str
) -> None:
    name = "Солёное болото" if encoding == "cp1251" else "Žďár nad Sázavou"
    meta = f"<meta charset='{declared}'>" if declared else ""
    html = (
        f"<html><head>{meta}</head><body><article><h1>{name}</h1><p>{FIRST}</p><p>{FIRST}</p></article></body></html>"
    )
    (document,) = to_document(Record("a.html", "html", html.encode(encoding), charset=header))
    assert isinstance(document, Document)
    assert document.title == name


def test_an_xml_declaration_counts_too() -> None:
    html = (
        f"<?xml version='1.0' encoding='iso-8859-2'?><html><body><article><h1>Žďár</h1>{BODY}</article></body></html>"
    )
    (document,) = parse(html.replace("“", "").replace("”", "").replace("’", "").encode("iso-8859-2"))
    assert isinstance(document, Document)
    assert document.title == "Žďár"


def test_broken_bytes_are_replaced_and_reported() -> None:
    document, warning = parse(FULL.replace("whole cast", "whole \udcff cast").encode("utf-8", "surrogateescape"))
    assert isinstance(document, Document)
    assert "the whole \ufffd cast" in document.text
    assert str(warning) == "a.html: 1 broken character, read as UTF-8; replaced with U+FFFD"


NO_TEXT = "a.html: has no main text; it may be a list of links, or need a browser to fill it"


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<html><body></body></html>", NO_TEXT),
        (f"<html><head><title>{HEADLINE}</title></head><body><div id='root'></div></body></html>", NO_TEXT),
        (f"<html><body><h1>{HEADLINE}</h1></body></html>", NO_TEXT),
        (
            "<html><body><nav><a href='/'>Home</a><a href='/tv'>TV</a></nav><ul><li><a href='/a'>One</a></ul></body>",
            NO_TEXT,
        ),
        (
            "<html><body><script>render('Saltmarsh has been renewed for a second season.')</script></body></html>",
            NO_TEXT,
        ),
        (" \n ", "a.html: holds nothing but white space"),
        ("", "a.html: holds nothing but white space"),
        pytest.param("<html><body>" + "<div>" * 60_000, NO_TEXT, id="deep"),
        pytest.param(
            "<html><body>" + "<p>x</p>" * 60_000, "a.html: has more than 50,000 elements, as no article has", id="wide"
        ),
    ],
)
def test_a_page_without_main_text_says_so(html: str, problem: str) -> None:
    assert refused(html) == problem


def test_a_page_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html>" + b"<p>Saltmarsh" * 3_000_000)
    assert read(tmp_path / "a.html").faults == [f"{tmp_path / 'a.html'}: is larger than 32 MiB; split it"]


@given(st.text(st.sampled_from("<>/ap&;=\"'!-\x00\x1b é“ \n[]{}:,")) | st.text())
def test_any_page_gives_a_document_or_a_fault(html: str) -> None:
    for found in parse("<html><body>" + html.encode("utf-8", "replace").decode()):
        assert isinstance(found, Fault | Document)


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        (None, "updated", (date(2021, 5, 6), "updated")),
        (None, "published", (date(2021, 5, 6), "published")),
        ("article:modified_time", "published", (date(2021, 5, 6), "published")),
        ("article:modified_time", "updated", (date(2021, 5, 5), "updated")),
        ("article:published_time", "published", (date(2021, 5, 5), "published")),
    ],
)
def test_the_day_of_the_page_or_of_its_feed(name: str | None, kind: DayKind, found: tuple[date, DayKind]) -> None:
    head = META.format("property", name, "2021-05-05") if name else ""
    html = f"<html><head>{head}</head><body>{ARTICLE}</body></html>"
    record = Record("a.html", "html", html.encode(), published=date(2021, 5, 6), published_kind=kind)
    document, *_ = to_document(record)
    assert isinstance(document, Document)
    assert (document.published, document.published_kind) == found
