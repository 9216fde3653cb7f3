"""The day that a page states, and whether it is that of its publication or of its last change."""

from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura import load_html

from underway.sources.page import describe_page

HEADLINE = "Saltmarsh will be back"
PROSE = (
    "<p>Saltmarsh has been renewed for a second season, the network said on Monday, after 3 May 2021 had brought it "
    "4 million viewers. It was first shown on <time datetime='2019-09-08'>8 September 2019</time>.</p>"
    "<p>“It is a story about weather,” said Ada Fenn, who made the drama.</p>"
)
SURROUNDINGS = """
<header class="site-header"><div class="date">Friday, 4 June 2021</div></header>
<nav><time datetime="2018-01-01">1 January 2018</time></nav>
<main>{}</main>
<aside><h2>Most read</h2><ul><li>The Glass Orchard ends <time datetime="2021-06-02">2 June</time></li></ul></aside>
<section id="comments"><div class="comment-date">6 June 2021</div><p>Nice!</p></section>
<footer><p class="date">Updated 7 June 2021</p><p>© 2023 The Tideway Post</p></footer>
"""
JSON_LD = '<script type="application/ld+json">{}</script>'


def html(head: str = "", body: str = f"<article><h1>{HEADLINE}</h1>{PROSE}</article>") -> str:
    title = f"<title>{HEADLINE} - The Tideway Post</title>"
    return f'<!DOCTYPE html><html lang="en"><head>{title}{head}</head><body>{SURROUNDINGS.format(body)}</body></html>'


def day_of(page: str, fetched: str | None = None) -> tuple[str | None, str]:
    described = describe_page(load_html(page), fetched)
    return (described.published.isoformat() if described.published else None), described.published_kind


def meta(**contents: str) -> str:
    """Meta elements by their property, with `__` for a colon."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{at}">' for name, at in contents.items())


WORDPRESS_NEWS = html(
    meta(article__published_time="2021-05-06T01:15:00+00:00", article__modified_time="2021-05-08T10:00:00+00:00")
    + JSON_LD.format(
        '{"@graph": [{"@type": "WebSite", "name": "Tideway"}, {"@type": "NewsArticle", "headline": "x",'
        '"datePublished": "2021-05-06T01:15:00+00:00", "dateModified": "2021-05-08T10:00:00+00:00"}]}'
    ),
    f'<article class="post-17 type-post status-publish"><header><h1>{HEADLINE}</h1><div class="article-meta">'
    '<span class="byline">By Bo Harrow</span> <time class="c-timestamp" datetime="2021-05-06T01:15:00+00:00">'
    f"May 5, 2021 6:15pm</time></div></header>{PROSE}</article>",
)
ARC = html(
    JSON_LD.format(
        '{"@type": "NewsArticle", "datePublished": "2021-05-05T10:15:00.000Z", "dateModified": "2021-05-06T08:00:00Z"}'
    ),
    f'<article><h1>{HEADLINE}</h1><div class="byline-row"><span>By Bo Harrow</span><div class="date-published">'
    f"<time>May 5, 2021 at 6:15 a.m. EDT</time></div></div>{PROSE}</article>",
)
MAGAZINE = html(
    meta(article__published_time="2021-05-05T06:15:00.000-04:00"),
    f'<article><header><h1>{HEADLINE}</h1><time data-testid="ContentHeaderPublishDate">May 5, 2021</time></header>'
    f'{PROSE}<div class="recirc"><time>June 9, 2021</time></div></article>',
)
BROADCASTER = html(
    "",
    f"<article><header><h1>{HEADLINE}</h1></header><div><dl><dt>Published</dt><dd>"
    f'<time datetime="2021-05-05T10:15:00Z">5 May 2021</time></dd></dl></div>{PROSE}<section><h2>Related topics</h2>'
    '<article><h3>Glass Orchard</h3><time datetime="2021-05-09">9 May</time></article></section></article>',
)
AMP = html(
    '<link rel="canonical" href="https://tideway.example/saltmarsh">'
    + JSON_LD.format('{"@type": "BlogPosting", "datePublished": "20210505", "author": {"name": "Bo Harrow"}}'),
)
NEWSLETTER = html(
    "",
    f'<div class="single-post"><article class="newsletter-post post"><div class="post-header"><h1>{HEADLINE}</h1>'
    f'<div class="byline"><a href="/bo">Bo Harrow</a></div><div class="pencraft">May 05, 2021</div></div>{PROSE}'
    "</article></div>",
)
WORDPRESS = html(
    "",
    f'<article class="post"><header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1></header>'
    f'<div class="entry-content">{PROSE}</div><footer class="entry-footer"><span class="posted-on">Posted on '
    '<a href="/saltmarsh" rel="bookmark"><time class="entry-date published" datetime="2021-05-05T10:15:00+01:00">'
    '5 May 2021</time><time class="updated" datetime="2021-05-08T09:00:00+01:00">8 May 2021</time></a></span></footer>'
    '</article><div id="comments" class="comments-area"><time datetime="2021-05-10">10 May 2021</time></div>',
)
WORDPRESS_THEME = html(
    "",
    f'<div class="td-post"><h1>{HEADLINE}</h1><span class="td-post-date"><time class="entry-date updated '
    f'td-module-date" datetime="2021-05-05T10:15:00+00:00">May 5, 2021</time></span>{PROSE}</div>',
)
BLOGSPOT = f"""<html><head><title>{HEADLINE}</title></head><body class="has-sidebar"><div class="widget Blog">
<div class="date-outer"><h2 class="date-header"><span>Wednesday, May 5, 2021</span></h2><div class="post hentry">
<h3 class="post-title">{HEADLINE}</h3><div class="post-body">{PROSE}</div><div class="post-footer">Posted by Bo at
<a class="timestamp-link"><abbr class="published" itemprop="datePublished" title="2021-05-05T22:30:00-07:00">10:30 PM
</abbr></a></div></div></div></div></body></html>"""
PLAIN = f"""<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>
By Bo Harrow, <span class="date">5 May 2021</span>{PROSE}<hr>Copyright 2023</body></html>"""


@pytest.mark.parametrize(
    ("page", "day"),
    [
        pytest.param(WORDPRESS_NEWS, "2021-05-05", id="WordPress of a news house"),
        pytest.param(ARC, "2021-05-05", id="Arc"),
        pytest.param(MAGAZINE, "2021-05-05", id="magazine"),
        pytest.param(BROADCASTER, "2021-05-05", id="broadcaster"),
        pytest.param(AMP, "2021-05-05", id="AMP"),
        pytest.param(NEWSLETTER, None, id="newsletter, with a date that nothing marks"),
        pytest.param(WORDPRESS, "2021-05-05", id="WordPress's own theme"),
        pytest.param(WORDPRESS_THEME, "2021-05-05", id="WordPress, a date under both names"),
        pytest.param(BLOGSPOT, "2021-05-05", id="Blogspot"),
        pytest.param(PLAIN, "2021-05-05", id="plain HTML"),
        pytest.param(html(), None, id="none but in prose and around the article"),
        pytest.param(html(body=f"<h1>{HEADLINE}</h1>{PROSE}"), None, id="the same without an article element"),
    ],
)
def test_the_day_of_publication_in_pages_of_many_makes(page: str, day: str | None) -> None:
    assert day_of(page) == (day, "published")


def shown(*lines: str) -> str:
    return html(body=f"<article><h1>{HEADLINE}</h1>{''.join(lines)}{PROSE}</article>")


@pytest.mark.parametrize(
    "line",
    [
        '<div class="press-release-date">May 5, 2021</div>',
        '<p>By Bo Harrow | <time datetime="2021-05-05T10:15">yesterday</time></p>',
        '<span class="post-date">05 May 2021</span>',
        '<p class="meta"><span>Published</span> <b><time>Wed, 5 May 2021</time></b> <span>in Television</span></p>',
        '<p>Posted by <a href="/bo">Bo</a> on <abbr class="published" title="2021-05-05T22:30:00-07:00">Wed</abbr></p>',
        '<time datetime="2021-05-07">x</time> <time itemprop="datePublished" datetime="2021-05-05">x</time>',
        '<div class="updated-story"><time datetime="2021-05-05">5 May</time></div>',
    ],
)
def test_the_day_that_a_page_shows_near_its_headline(line: str) -> None:
    assert day_of(shown(line)) == ("2021-05-05", "published")


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (html(meta(article__modified_time="2021-05-05T10:15:00Z")), "2021-05-05"),
        (html(meta(og__updated_time="2021-05-05T10:15:00Z")), "2021-05-05"),
        (html('<meta name="last-modified" content="Wed, 05 May 2021 10:15:00 GMT">'), "2021-05-05"),
        (html('<meta itemprop="dateModified" content="2021-05-05">'), "2021-05-05"),
        (html(JSON_LD.format('{"@type": "NewsArticle", "dateModified": "2021-05-05T10:15:00Z"}')), "2021-05-05"),
        (shown('<time class="updated" datetime="2021-05-05">x</time>'), "2021-05-05"),
        (shown('<p>Last updated: <time datetime="2021-05-05T10:15">yesterday</time></p>'), "2021-05-05"),
        (shown('<p class="dateline">Updated 5 May 2021</p>'), "2021-05-05"),
        (shown('<p class="date">Last modified on May 5, 2021 at 4:12 pm</p>'), "2021-05-05"),
        (shown('<span class="timestamp">(Updated: 5 May 2021, 10:15)</span>'), "2021-05-05"),
        (shown('<time datetime="2021-05-05T10:15:00Z">Updated 5 May 2021</time>'), "2021-05-05"),
        (shown('<div class="modified-date">5 May 2021</div>'), "2021-05-05"),
        (html(JSON_LD.format('{"@type": "TVSeries", "dateModified": "2021-05-05"}')), None),
        (html(meta(article__modified_time="lately")), None),
        (html(meta(article__modified_time="1970-01-01T00:00:00+00:00")), None),
    ],
)
def test_the_day_of_the_last_change_stands_in_where_that_of_publication_is_not_stated(
    page: str, day: str | None
) -> None:
    assert day_of(page) == (day, "updated" if day else "published")


@pytest.mark.parametrize(
    "page",
    [
        html(meta(article__modified_time="2021-06-01", article__published_time="2021-05-05")),
        html(meta(og__updated_time="2021-06-01") + '<meta name="date" content="2021-05-05">'),
        shown('<p class="date">Published 5 May 2021 | Updated 6 June 2021</p>'),
        shown('<p class="date">January 19, 2021 / 12:25 PM / Updated 8 hours ago</p>').replace("January 19", "May 5"),
        shown('<p>Updated <time datetime="2021-06-01">x</time>. Published <time datetime="2021-05-05">x</time>.</p>'),
        shown('<p class="date">Updated 1 June 2021</p>', '<p class="post-date">Posted on May 5, 2021</p>'),
    ],
)
def test_the_day_of_publication_comes_before_that_of_the_last_change(page: str) -> None:
    assert day_of(page) == ("2021-05-05", "published")


@pytest.mark.parametrize(
    ("statements", "day"),
    [
        # Where the page comes from, it was another day than in Greenwich.
        (["2021-05-06T02:15:00Z", "2021-05-05T19:15:00-07:00"], "2021-05-05"),
        (["2021-05-06T02:15:00+00:00", "2021-05-05 19:15:00"], "2021-05-05"),
        (["2021-05-05T20:15:00+0000", "2021-05-06T06:15:00+10:00"], "2021-05-06"),
        # Something else is meant, or the same day.
        (["2021-05-06T14:15:00Z", "2021-05-05"], "2021-05-06"),
        (["2021-05-06T02:15:00Z", "2021-05-07"], "2021-05-06"),
        (["2021-05-06T02:15:00Z", "2021-05-04"], "2021-05-06"),
        (["2021-05-06T02:15:00Z", "2021-05-06", "2021-05-05"], "2021-05-06"),
        (["2021-05-06T02:15:00+02:00", "2021-05-05"], "2021-05-06"),
        (["2021-05-06", "2021-05-05"], "2021-05-06"),
    ],
)
def test_a_time_in_utc_gives_way_to_the_day_that_it_was_at_the_outlet(statements: list[str], day: str) -> None:
    names = ["article:published_time", "pubdate", "date"]
    head = "".join(f'<meta name="{name}" content="{at}">' for name, at in zip(names, statements, strict=False))
    assert day_of(html(head)) == (day, "published")


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://tideway.example/2021/05/05/saltmarsh", "2021-05-05"),
        ("https://tideway.example/tv/2021/5/5/saltmarsh/index.html?page=2", "2021-05-05"),
        ("https://tideway.example/tv/2021/may/05/saltmarsh", "2021-05-05"),
        ("https://tideway.example/2021/05/saltmarsh", None),
        ("https://tideway.example/2021/05/05/", None),
        ("https://tideway.example/2021/13/05/saltmarsh", None),
        ("https://tideway.example/2021/02/30/saltmarsh", None),
        ("https://tideway.example/2021-05-05-saltmarsh", None),
        ("https://tideway.example/202105051015-saltmarsh", None),
        ("https://tideway.example/saltmarsh?on=/2021/05/05/x", None),
    ],
)
def test_an_address_whose_path_is_a_whole_day(address: str, day: str | None) -> None:
    assert day_of(html(), address) == (day, "published")
    assert day_of(html(f'<link rel="canonical" href="{address}">')) == (day, "published")


def test_what_else_is_stated_comes_before_the_address_but_not_the_last_change() -> None:
    address = "https://tideway.example/2021/05/05/saltmarsh"
    assert day_of(html(meta(article__published_time="2021-05-09")), address) == ("2021-05-09", "published")
    assert day_of(html(meta(article__published_time="2021-05-06T03:00:00Z")), address) == ("2021-05-05", "published")
    assert day_of(html(meta(article__modified_time="2021-06-01")), address) == ("2021-05-05", "published")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5. Mai 2021", "2021-05-05"),
        ("Mittwoch, 5. Mai 2021", "2021-05-05"),
        ("le 5 mai 2021", "2021-05-05"),
        ("05.05.2021", "2021-05-05"),
        ("05.06.2021, 10:15", "2021-06-05"),
        ("2021.05.05", "2021-05-05"),
        ("5/13/2021", "2021-05-13"),
        ("13/5/2021 10:15", "2021-05-13"),
        ("05/06/2021", None),  # of May or of June
        ("05-06-2021", None),
        ("05.06.21", None),
        ("2021", None),
        ("5/2021", None),
        ("31.02.2021", None),
        ("5. Mai 1921", None),
        ("1 Staffel 2021", None),
        ("Premieres 5 May 2021", None),
        ("Returns Sunday, 5 May 2021", None),
    ],
)
def test_dates_in_the_words_and_orders_of_other_languages(written: str, day: str | None) -> None:
    assert day_of(html(f'<meta name="date" content="{written}">')) == (day, "published")
    assert day_of(shown(f'<div class="date">{written}</div>')) == (day, "published")


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div class="release-date">5 May 2021</div>',
        '<span class="air-date">5 May 2021</span>',
        '<div class="event"><time class="event-start" datetime="2021-05-05">5 May</time></div>',
        '<div class="related-stories"><span class="post-date">5 May 2021</span></div>',
        '<div class="sidebar"><time datetime="2021-05-05">5 May 2021</time></div>',
        '<ol class="comment-list"><li><time datetime="2021-05-05">5 May 2021</time></li></ol>',
        '<article class="card"><time datetime="2021-05-05">5 May 2021</time></article>',
        '<p>Filming ended on <span class="date">5 May 2021</span>, and the cast went home.</p>',
        '<p>© <span class="date">2021</span> The Tideway Post</p>',
        '<!-- <time datetime="2021-05-05">5 May 2021</time> -->',
        '<img src="/2021/05/05/saltmarsh.jpg" alt="5 May 2021">',
    ],
)
def test_dates_of_something_else(elsewhere: str) -> None:
    assert day_of(shown(elsewhere)) == (None, "published")


WAYS_OF_WRITING = [
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d} 10:15",
    "{0:%Y%m%d}T101500",
    "{0:%A}, {0.day} {0:%B} {0.year}, 10:15",
    "{0:%b} {0.day}, {0.year} at 4:12 p.m. ET",
]


@given(st.dates(date(1971, 1, 1)), st.sampled_from(WAYS_OF_WRITING))
def test_any_day_is_read_as_it_is_written(day: date, way: str) -> None:
    written = way.format(day)
    assert day_of(html(meta(article__published_time=written))) == (day.isoformat(), "published")
    assert day_of(shown(f'<p class="date">Published: {written}</p>')) == (day.isoformat(), "published")
    assert day_of(shown(f'<p class="date">Updated: {written}</p>')) == (day.isoformat(), "updated")


ODD = ["9999-12-31T12:00:00Z", "0001-01-01T00:00:00Z", "٠٥.٠٥.٢٠٢١", "³. Mai 2021", "Updated Updated", "2021-02-30", ""]


@given(st.lists(st.sampled_from(ODD) | st.text(max_size=40), min_size=4, max_size=4))
def test_whatever_a_page_states_gives_a_day_or_none(texts: list[str]) -> None:
    first, second, *inside = (escape(text, quote=True) for text in texts)
    page = html(
        meta(article__published_time=first, article__modified_time=second),
        f'<article><h1>{HEADLINE}</h1><time>{inside[0]}</time><p class="date" title="{inside[1]}">x</p></article>',
    )
    day, kind = day_of(page)
    assert kind == "published" or day
