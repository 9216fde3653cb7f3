"""What a page says of itself: headline, address, publisher, day of publication, language.

From meta elements, JSON-LD, links and time elements. Only what is written there counts: nothing is taken from the clock
or from prose. What a fetched page claims about its address counts as far as its own site can speak for it.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urljoin

import msgspec

from underway.sources.feeds.lines import language_of
from underway.sources.metadata import SITE_SEPARATOR, Metadata, one_line, read_metadata, said
from underway.sources.page_dates import day_of_page
from underway.sources.same_page import is_front_page, plain_address, same_site
from underway.vocabulary.documents import DayKind

_PUBLISHER = "publisher dc.publisher dcterms.publisher citation_journal_title application-name".split()
_TITLE = ["og:title", "twitter:title", "dc.title", "headline"]
_PUBLISHERS = ["newsmediaorganization", "website", "organization"]
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_MOST = 50  # headings that are looked at: a page with more is a list, or means harm

_T = TypeVar("_T")


class Page(msgspec.Struct, frozen=True):
    """`headings` are the page's other wordings of its headline."""

    headline: str | None
    headings: list[str]
    url: str | None
    publisher: str | None
    published: date | None
    published_kind: DayKind
    language: str | None


def describe_page(tree: Any, fetched: str | None = None) -> Page:
    """`tree` is an lxml element; it stays as it is. `fetched` is the address at which the page was found, if any.

    The canonical address that a fetched page states counts where it is of the same site; else the page's address is the
    one at which it was found.
    """
    metadata = read_metadata(tree)
    publisher = _publisher(metadata)
    headline, headings = _headline(tree, metadata, publisher)
    url = _url(tree, metadata, fetched)
    published, kind = day_of_page(tree, metadata, url, [headline, *headings] if headline else [])
    return Page(
        headline=headline,
        headings=headings,
        url=url,
        publisher=publisher,
        published=published,
        published_kind=kind,
        language=_language(tree),
    )


def _publisher(metadata: Metadata) -> str | None:
    names = [metadata.meta.get("og:site_name")]
    for article in metadata.articles:
        publishers = article.get("publisher")
        names += [
            said(publisher, "name") if isinstance(publisher, dict) else one_line(publisher)
            for publisher in (publishers if isinstance(publishers, list) else [publishers])
        ]
    names += [metadata.meta.get(key) for key in _PUBLISHER]
    for kind in _PUBLISHERS:
        names += [said(thing, "name") for thing in metadata.of_type(kind)]
    return _first(name for name in names if name and not _WEB.match(name))


def _headline(tree: Any, metadata: Metadata, publisher: str | None) -> tuple[str | None, list[str]]:
    """The heading that readers see, where it can be told from others, and else what the page is called."""
    named = _first(
        [metadata.meta.get(key) for key in _TITLE] + [said(article, "headline") for article in metadata.articles]
    )
    title = next((one_line(element.text_content()) for element in tree.iter("title")), None)
    called = [_without_site(name, publisher) for name in (named, title) if name]
    headings = [
        (element, line) for element in islice(tree.iter("h1"), _MOST) if (line := one_line(element.text_content()))
    ]
    alike = [line for _, line in headings if any(_alike(line, name) for name in called)]
    inside = [
        line
        for place in ("article", "main")
        for element, line in headings
        if any(above.tag == place for above in element.iterancestors())
    ]
    alone = [line for _, line in headings] if len(headings) == 1 and not called else []
    candidates = [*alike, *inside, *called, *alone]
    return (candidates[0], candidates[1:]) if candidates else (None, [])


def _alike(one: str, other: str) -> bool:
    """Whether one holds the other, and little more."""
    short, long = sorted((words_of(one), words_of(other)), key=len)
    return f" {short} " in f" {long} " and len(short) * 2 >= len(long)


def words_of(text: str) -> str:
    """What two wordings of a headline have in common, whatever their case and marks."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_site(title: str, publisher: str | None) -> str:
    """`Saltmarsh returns | The Tideway Post` without the name of the site."""
    parts = SITE_SEPARATOR.split(title)
    if len(parts) > 1 and publisher and words_of(parts[-1]) == words_of(publisher):
        return title[: title.rindex(parts[-1])].rstrip().rstrip("|•·‹›«»–—-:").rstrip()
    return title.rpartition(" | ")[0].rstrip() or title


def _url(tree: Any, metadata: Metadata, fetched: str | None) -> str | None:
    named = metadata.meta.get("og:url", "")
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    base = _base(tree, fetched) if fetched else named
    stated = [(base, (link.get("href") or "").strip()) for link in islice(links, _MOST)]
    for start, written in [*stated, (base if fetched else "", named)]:
        try:
            address: str = urljoin(start, written)
        except ValueError:
            continue
        if not written or not _WEB.fullmatch(address):
            continue
        if not fetched:
            return address
        if same_site(address, fetched) and (is_front_page(fetched) or not is_front_page(address)):
            return plain_address(address)
    return plain_address(fetched) if fetched else None


def _base(tree: Any, fetched: str) -> str:
    written = next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    try:
        base: str = urljoin(fetched, written.strip())
    except ValueError:
        return fetched
    return base


def _language(tree: Any) -> str | None:
    root = next(tree.iter("html"), tree)
    return language_of(root.get("lang") or root.get("xml:lang"))


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value), None)
