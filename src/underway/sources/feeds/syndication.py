"""RSS 0.9x, 1.0 and 2.0, and Atom, by feedparser.

It is given only what is read here, and does not sanitise: its time grows with the square of what a stranger may send.
An author of 40 KB takes it ten seconds, and a style attribute of 100 KB to sanitise a minute and a half.
"""

import io
import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from underway.sources.feeds.articles import is_article
from underway.sources.feeds.days import day_of, newest
from underway.sources.feeds.entries import Entry
from underway.sources.feeds.lines import as_html, headline, language_of
from underway.sources.feeds.links import normal_address
from underway.sources.feeds.trees import local_name, parse
from underway.sources.metadata import SITE_SEPARATOR
from underway.sources.records import RefusedError

_STRUCTURE = {"channel", "item", "entry", "source"}
_TEXTS = set("title description summary content encoded body fullitem".split())  # these may hold markup
_VALUES = set("link origlink guid id language pubdate published issued date updated modified".split())
_DAYS = ("pubdate", "published", "issued", "date", "updated", "modified")
_ASIDES = ("{http://search.yahoo.com/mrss", "{http://www.itunes.com/")  # of pictures, and of podcasts
_MOST_ATTRIBUTES = 30
_HTML = ("text/html", "application/xhtml+xml")


def read_syndication(text: str, address: str | None) -> tuple[str | None, list[Entry]]:
    """The feed's title and its entries. Raises RefusedError."""
    root = parse(text, "item", "entry")
    _reduce(root)
    try:
        parsed = feedparser.parse(
            io.BytesIO(etree.tostring(root, encoding="utf-8")),
            resolve_relative_uris=False,
            sanitize_html=False,
            response_headers={"content-type": "application/xml"},
        )
    except Exception as error:  # whatever a feed that was made to break parsers brings about in them
        raise RefusedError(f"cannot be read as a feed ({type(error).__name__})") from error
    return _line(parsed.feed, "title"), [_entry(entry, parsed, address) for entry in parsed.entries]


def _reduce(root: Any) -> None:
    entries = list(root.iter("{*}item", "{*}entry"))
    kept = set(newest(entries, _day))
    for entry in entries:
        if entry not in kept:
            entry.getparent().remove(entry)
    for parent in list(root.iter("{*}rss", "{*}RDF", "{*}feed", "{*}channel", "{*}item", "{*}entry", "{*}source")):
        for child in list(parent):
            name = local_name(child)
            if name in _VALUES:
                del child[:]
            elif name not in _STRUCTURE | _TEXTS or child.tag.startswith(_ASIDES):
                parent.remove(child)
    for element in root.iter("*"):
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()


def _day(entry: Any) -> date | None:
    return max((day for child in entry if local_name(child) in _DAYS and (day := day_of(child.text))), default=None)


def _entry(entry: Any, feed: Any, feed_address: str | None) -> Entry:
    # Not by `get`: the library's dictionaries answer for one key with the value of another, and warn of it.
    published, changed = day_of(dict.get(entry, "published")), day_of(dict.get(entry, "updated"))
    address = _address(entry, feed_address)
    content, summary = _content(entry), _summary(entry)
    # RSS has one date, which the library calls `updated` where it is Dublin Core's.
    only_changed = changed and not published and feed.version.startswith("atom")
    return Entry(
        id=dict.get(entry, "id", "").strip(),
        address=address,
        title=_line(entry, "title"),
        published=published or changed,
        published_kind="updated" if only_changed else "published",
        publisher=_line(dict.get(entry, "source", {}), "title") or _publisher(_line(feed.feed, "title"), address),
        language=language_of(dict.get(feed.feed, "language")),
        html=content or summary or None,
        teaser=address is not None and not is_article(content, summary),
    )


def _address(entry: Any, feed_address: str | None) -> str | None:
    # In RSS an id is a link unless it says that it is none; many that say nothing are none, and none are relative.
    linked = any(dict.get(link, "rel") == "alternate" for link in dict.get(entry, "links", []))
    original, link = dict.get(entry, "feedburner_origlink") or "", dict.get(entry, "link") or ""
    return normal_address(original) or normal_address(link, feed_address if linked else None)


def _content(entry: Any) -> str:
    return max((_html(content) for content in dict.get(entry, "content", [])), key=len, default="")


def _summary(entry: Any) -> str:
    # Without a detail it is a copy of the content.
    return _html(dict.get(entry, "summary_detail", {}))


def _html(detail: Any) -> str:
    value = dict.get(detail, "value") or ""
    if dict.get(detail, "type") == "text/plain":
        return as_html(value)
    return value if dict.get(detail, "type") in _HTML else ""


def _line(thing: Any, key: str) -> str | None:
    kind = dict.get(dict.get(thing, f"{key}_detail", {}), "type")
    return headline(dict.get(thing, key) or "", markup=kind in _HTML)


def _publisher(title: str | None, address: str | None) -> str | None:
    """Of a title such as `TV – The Tideway Post` the part that the host is named after, if one is; else the title."""
    parts = SITE_SEPARATOR.split(title) if title else []
    labels = [label for label in (urlsplit(address or "").hostname or "").split(".")[:-1] if len(label) > 2]
    return next((part for part in parts if any(label in _letters(part) for label in labels)), title)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())
