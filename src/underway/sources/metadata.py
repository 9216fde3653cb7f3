"""What stands in a page for machines: meta elements and JSON-LD (https://schema.org/Article)."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

import msgspec

SITE_SEPARATOR = re.compile(r"\s+(?:[|•·‹›«»–—-]|::)\s+")  # between a page's title and the name of its site
_ARTICLES = {"report", "blogposting", "liveblogposting", "socialmediaposting", "review"}


class Metadata(msgspec.Struct, frozen=True):
    """`meta` has meta elements by the name, property or itemprop that they go by, in lower case; the first counts.

    `things` are the objects of the page's JSON-LD: those at the top, in a graph, or that the page is mainly about.
    """

    meta: dict[str, str]
    things: list[dict[str, Any]]

    def of_type(self, *kinds: str) -> list[dict[str, Any]]:
        return [thing for thing in self.things if not types(thing).isdisjoint(kinds)]

    @property
    def articles(self) -> list[dict[str, Any]]:
        return [thing for thing in self.things if any(kind in _ARTICLES or "article" in kind for kind in types(thing))]


def read_metadata(tree: Any) -> Metadata:
    """`tree` is an lxml element; it stays as it is."""
    return Metadata(_meta(tree), list(_things(tree)))


def types(thing: dict[str, Any]) -> set[str]:
    named = thing.get("@type")
    return {str(name).lower() for name in (named if isinstance(named, list) else [named])}


def said(thing: dict[str, Any], key: str) -> str | None:
    """A text in JSON-LD, where many pages write entities as if it were HTML."""
    value = thing.get(key)
    return one_line(html.unescape(value)) if isinstance(value, str) else None


def one_line(value: Any) -> str | None:
    """A text in one line; None where it is no text, or an empty one."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode().split()) or None


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _things(tree: Any) -> Iterator[dict[str, Any]]:
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
