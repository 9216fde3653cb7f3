"""What a page says of itself: headline, address, publisher, day of publication, language.

From meta elements, JSON-LD (https://schema.org/Article), links and time elements. Only what is written there counts:
nothing is taken from the clock, from an address, or from prose.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urljoin

import msgspec

from underway.vocabulary.dates import read_day

_PUBLISHED_FIRST = ["article:published_time", "datepublished", "og:published_time"]
_PUBLISHED_THEN = (
    "article:published article.published published_time published-date publisheddate published pubdate publishdate "
    "publish-date publish_date publication_date publication-date dc.date.issued dcterms.issued dc.date.created "
    "dcterms.created dc.date dcterms.date sailthru.date parsely-pub-date cxenseparse:recs:publishtime "
    "citation_publication_date citation_date originalpublicationdate bt:pubdate date"
).split()
_PUBLISHER = "publisher dc.publisher dcterms.publisher citation_journal_title application-name".split()
_TITLE = ["og:title", "twitter:title", "dc.title", "headline"]
_ARTICLES = {"report", "blogposting", "liveblogposting", "socialmediaposting", "review"}
_PUBLISHERS = ["newsmediaorganization", "website", "organization"]
_SITE = re.compile(r"\s+(?:[|•·»–—-]|::)\s+")
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_DATE_CLASS = re.compile(
    r"(?<![a-z])(?:date(?:line|time)?|pub(?:lished|date)|posted|timestamp)(?![a-z])", re.IGNORECASE
)
_CHANGED_CLASS = re.compile(r"updat|modif|event|expir", re.IGNORECASE)
_DATE_LABEL = re.compile(r"(?:first )?(?:published|posted|date)(?: on)?\s*:?\s+", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"(?<=\d\d\d\d)[\s,|•·@–—-]*(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20}$", re.IGNORECASE)
_INLINE = {"time", "span", "a", "b", "strong", "em", "i", "small"}
_ASIDE = {"aside", "nav", "footer"}
_BYLINE = re.compile(r"\W*(?:by|from|words|written|first|published|posted|updated)\b|\W*$", re.IGNORECASE)
_LONGEST_DATELINE = 120  # characters of the block that a date stands in: in longer ones it is part of the prose
_MOST = 50  # headings and datelines that are looked at: a page with more is a list, or means harm

_T = TypeVar("_T")


class Page(msgspec.Struct, frozen=True):
    """`headings` are the page's other wordings of its headline."""

    headline: str | None
    headings: list[str]
    url: str | None
    publisher: str | None
    published: date | None
    language: str | None


def describe_page(tree: Any) -> Page:
    """`tree` is an lxml element; it stays as it is."""
    meta = _meta(tree)
    things = list(_things(tree))
    articles = [thing for thing in things if any(kind in _ARTICLES or "article" in kind for kind in _types(thing))]
    publisher = _publisher(meta, articles, things)
    named = _first([meta.get(key) for key in _TITLE] + [_said(thing, "headline") for thing in articles])
    headline, headings = _headline(tree, named, publisher)
    return Page(
        headline=headline,
        headings=headings,
        url=_url(tree, meta),
        publisher=publisher,
        published=_published(tree, meta, articles, things),
        language=_language(tree),
    )


def _meta(tree: Any) -> dict[str, str]:
    """Meta elements by the name, property or itemprop that they go by, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _line(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _things(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD: those at the top, in a graph, or that the page is mainly about."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            waiting = deque([json.loads(script.text, strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                yield value
                waiting += [value[key] for key in ("@graph", "mainEntity") if key in value]


def _types(thing: dict[str, Any]) -> set[str]:
    named = thing.get("@type")
    return {str(name).lower() for name in (named if isinstance(named, list) else [named])}


def _publisher(meta: dict[str, str], articles: list[dict[str, Any]], things: list[dict[str, Any]]) -> str | None:
    names = [meta.get("og:site_name")]
    for article in articles:
        publishers = article.get("publisher")
        names += [
            _said(publisher, "name") if isinstance(publisher, dict) else _line(publisher)
            for publisher in (publishers if isinstance(publishers, list) else [publishers])
        ]
    names += [meta.get(key) for key in _PUBLISHER]
    for kind in _PUBLISHERS:
        names += [_said(thing, "name") for thing in things if kind in _types(thing)]
    return _first(name for name in names if name and not _WEB.match(name))


def _headline(tree: Any, named: str | None, publisher: str | None) -> tuple[str | None, list[str]]:
    """The heading that readers see, where it can be told from others, and else what the page is called."""
    title = next((_line(element.text_content()) for element in tree.iter("title")), None)
    called = [_without_site(name, publisher) for name in (named, title) if name]
    headings = [
        (element, line) for element in islice(tree.iter("h1"), _MOST) if (line := _line(element.text_content()))
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
    short, long = sorted((_words(one), _words(other)), key=len)
    return f" {short} " in f" {long} " and len(short) * 2 >= len(long)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_site(title: str, publisher: str | None) -> str:
    """`Saltmarsh returns | The Tideway Post` without the name of the site."""
    parts = _SITE.split(title)
    if len(parts) > 1 and publisher and _words(parts[-1]) == _words(publisher):
        return title[: title.rindex(parts[-1])].rstrip().rstrip("|•·»–—-:").rstrip()
    return title.rpartition(" | ")[0].rstrip() or title


def _url(tree: Any, meta: dict[str, str]) -> str | None:
    stated = meta.get("og:url", "")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            try:
                address: str = urljoin(stated, (link.get("href") or "").strip())
            except ValueError:
                continue
            if _WEB.fullmatch(address):
                return address
    return stated if _WEB.fullmatch(stated) else None


def _published(
    tree: Any, meta: dict[str, str], articles: list[dict[str, Any]], things: list[dict[str, Any]]
) -> date | None:
    written: list[str | None] = [meta.get(key) for key in _PUBLISHED_FIRST]
    for thing in [*articles, *(thing for thing in things if "webpage" in _types(thing))]:
        written += [_said(thing, key) for key in ("datePublished", "dateCreated")]
    written += [meta.get(key) for key in _PUBLISHED_THEN]
    return _first(_day(text) for text in [*filter(None, written), *_datelines(tree)])


def _datelines(tree: Any) -> Iterator[str]:
    """What stands where a page shows its date: near the headline, not in prose nor in what surrounds the article."""
    places = next((found for tag in ("article", "main") if (found := list(tree.iter(tag)))), None)
    marked: list[tuple[bool, str]] = []
    for element in islice(filter(_dates, places[0].iter() if places else tree.iter()), _MOST):
        names = _names(element)
        above = list(element.iterancestors())
        if any(place.tag in _ASIDE for place in above):
            continue
        if _CHANGED_CLASS.search(names) and "publish" not in names.lower():
            continue
        shown = _line(element.text_content()) or ""
        stated = "datepublished" in names.lower() or element.get("pubdate") is not None
        if stated or _is_dateline(
            next((place for place in [element, *above] if place.tag not in _INLINE), element), shown
        ):
            marked += [(not stated, text) for text in (element.get("datetime"), element.get("content"), shown) if text]
    return (text for _, text in sorted(marked, key=lambda entry: entry[0]))


def _dates(element: Any) -> bool:
    return element.tag == "time" or (isinstance(element.tag, str) and bool(_DATE_CLASS.search(_names(element))))


def _is_dateline(block: Any, shown: str) -> bool:
    """Whether the block that shows a date is there for it, rather than for a sentence that mentions one."""
    text = _line(block.text_content()) or ""
    prose = block.tag in ("p", "li", "td", "blockquote") and not _BYLINE.match(text.replace(shown, "", 1))
    return not prose and len(text) <= _LONGEST_DATELINE


def _names(element: Any) -> str:
    return " ".join(element.get(key) or "" for key in ("class", "id", "itemprop"))


def _day(written: str) -> date | None:
    """The day in a date as metadata has it: ISO, with slashes or without dashes, or in words, perhaps with a time."""
    text = _TIME_OF_DAY.sub("", _DATE_LABEL.sub("", written.strip()[:100], count=1))
    text = re.sub(r"^(\d{4})/(\d\d)/(\d\d)(?!\d)", r"\1-\2-\3", text, flags=re.ASCII)
    text = re.sub(r"^(\d{4})(\d\d)(\d\d)(?:T\d.*)?$", r"\1-\2-\3", text, flags=re.ASCII)
    return read_day(text) or read_day(text[:10])


def _language(tree: Any) -> str | None:
    root = next(tree.iter("html"), tree)
    match = _LANGUAGE.match((root.get("lang") or root.get("xml:lang") or "").strip())
    return match[0].lower() if match else None


def _said(thing: dict[str, Any], key: str) -> str | None:
    """A text in JSON-LD, where many pages write entities as if it were HTML."""
    value = thing.get(key)
    return _line(html.unescape(value)) if isinstance(value, str) else None


def _line(value: Any) -> str | None:
    """A text in one line; None where it is no text, or an empty one."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode().split()) or None


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value), None)
