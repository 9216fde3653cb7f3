"""The XML of feeds as trees: no entity is expanded and nothing is fetched, and what is broken is mended.

Nesting ends where libxml2 ends it, at 256 levels; what came before is read.
"""

import re
from html import escape
from html.entities import html5
from itertools import islice
from typing import Any

from lxml import etree

from underway.sources.records import RefusedError

_MOST_TAGS = 2_000_000  # a sitemap may have 50,000 pages, and each some ten of them
_MOST_BROKEN = 100_000  # entries that are read one by one
_ROOT = re.compile(r"<([^\s<>/]+)[^<>]*?(/?)>")
_START = re.compile(r"<[^<>]*(?=>)")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,32});)?")
_BARE = re.compile(r"<(?![A-Za-z_/!?])")
_HOLDING = re.compile(r"(</?(?:description|summary|content(?::encoded)?)(?=[\s>])[^<>]*>)", re.IGNORECASE)
_OFTEN_UNDECLARED = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def parse(text: str, *names: str) -> Any:
    """The root element of a text that begins with it; `names` are those of its entries.

    Raises RefusedError where there is nothing of it to be read.
    """
    if text.count("<") > _MOST_TAGS:
        raise RefusedError(f"has more than {_MOST_TAGS:,} tags, as no feed has")
    try:
        return _parse(text, recover=False)
    except etree.XMLSyntaxError:
        root = _parse_apart(text, names)
    if root is None:
        raise RefusedError("breaks off before anything of it can be read; fetch it again")
    return root


def is_whole(text: str) -> bool:
    """Whether the root element, with which the text begins, comes to its end."""
    root = _ROOT.match(text)
    return root is not None and (root[2] == "/" or f"</{root[1]}" in text)


def local_name(element: Any) -> str | None:
    """The name in lower case, without its namespace; None of a comment and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else None


def _parse(text: str, *, recover: bool) -> Any:
    parser = etree.XMLParser(
        recover=recover,
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        strip_cdata=False,  # escaped, it would take feedparser ten times as long
    )
    return etree.fromstring(text.encode(), parser)


def _parse_apart(text: str, names: tuple[str, ...]) -> Any:
    """Each entry is parsed by itself, so that a broken one does not take those after it along.

    The last one is left out where the text breaks off in it: whole, it may be had the next time.
    """
    name = rf"(?:[\w.-]+:)?(?:{'|'.join(names)})"
    head, *entries = re.split(rf"(?=<{name}[\s>])", text, maxsplit=_MOST_BROKEN)
    if entries and not re.search(rf"</{name}\s*>", entries[-1]):
        del entries[-1]
    start = _START.match(head)
    if not start:
        return None
    declared = _mend(start[0].removesuffix("/"))
    for prefix, namespace in _OFTEN_UNDECLARED.items():
        if f"xmlns:{prefix}=" not in declared:
            declared += f' xmlns:{prefix}="{namespace}"'
    root = _parse(declared + _mend(head[start.end() :]), recover=True)
    for entry in entries if root is not None else ():
        holder = _parse(f"{declared}>{_mend(entry)}", recover=True)
        if holder is not None:
            root.extend(list(islice(holder.iter(*(f"{{*}}{name}" for name in names)), 1)))
    return root


def _mend(text: str) -> str:
    """Signs escaped that stand for themselves, HTML's entities as characters, and HTML where it should be escaped."""
    parts = _HOLDING.split(_REFERENCE.sub(_mend_reference, _BARE.sub("&lt;", text)))
    for n in range(2, len(parts), 2):
        tag, held = parts[n - 1 : n + 1]
        if not tag.startswith("</") and "xhtml" not in tag and not held.lstrip().startswith("<![CDATA["):
            parts[n] = held.replace("<", "&lt;")
    return "".join(parts)


def _mend_reference(match: re.Match[str]) -> str:
    number, name = match.groups()
    if number:
        point = int(number[1:], 16) if number[0] in "xX" else int(number)
        allowed = point in (9, 10, 13) or 32 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or 2**16 <= point < 0x110000
        return f"&#{point};" if allowed else "\ufffd"
    if name in ("lt", "gt", "amp", "quot", "apos"):
        return match[0]
    return escape(html5.get(f"{name};", f"&{name};")) if name else "&amp;"
