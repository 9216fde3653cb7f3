"""Sitemaps (https://www.sitemaps.org/protocol.html) and news sitemaps, which say what each page is called as well.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from datetime import date
from typing import Any

from underway.sources.feeds.days import day_of, newest
from underway.sources.feeds.entries import Entry
from underway.sources.feeds.lines import headline, language_of
from underway.sources.feeds.links import normal_address
from underway.sources.feeds.trees import parse
from underway.sources.metadata import one_line
from underway.sources.records import RefusedError


def read_sitemap(text: str) -> list[Entry]:
    """The pages of which it gives news or the day of the last change. Raises RefusedError where it does of none."""
    pages = newest(list(parse(text, "url").iter("{*}url")), _day)
    entries = [entry for page in pages if (entry := _entry(page))]
    if pages and not entries:
        raise RefusedError("is a sitemap that does not say when its pages changed (lastmod); give a feed instead")
    return entries


def first_sitemap(text: str) -> str | None:
    """The address of the first sitemap that an index of sitemaps lists."""
    places = parse(text, "sitemap").iter("{*}loc")
    return next(filter(None, (normal_address(place.text or "") for place in places)), None)


def _entry(page: Any) -> Entry | None:
    location = page.findtext("{*}loc", "")
    address = normal_address(location)
    news = page.find("{*}news")
    changed, published = _changed(page), _published(page)
    if address is None or (news is None and changed is None):
        return None
    return Entry(
        id=location.strip(),
        address=address,
        title=None if news is None else headline(news.findtext("{*}title", "")),
        published=published or changed,
        published_kind="updated" if changed and not published else "published",
        publisher=None if news is None else one_line(news.findtext("{*}publication/{*}name")),
        language=None if news is None else language_of(news.findtext("{*}publication/{*}language")),
        teaser=True,
    )


def _day(page: Any) -> date | None:
    return _published(page) or _changed(page)


def _published(page: Any) -> date | None:
    return day_of(page.findtext("{*}news/{*}publication_date"))


def _changed(page: Any) -> date | None:
    return day_of(page.findtext("{*}lastmod"))
