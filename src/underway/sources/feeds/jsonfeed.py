"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from datetime import date
from typing import Any

import msgspec

from underway.sources.feeds.articles import is_article
from underway.sources.feeds.days import day_of, newest
from underway.sources.feeds.entries import Entry
from underway.sources.feeds.lines import as_html, headline, language_of, sound
from underway.sources.feeds.links import normal_address
from underway.sources.records import RefusedError


def read_json_feed(text: str, address: str | None) -> tuple[str | None, list[Entry]]:
    """The feed's title and its entries; what has another type than it should counts as missing. Raises RefusedError."""
    feed = _loads(text)
    if not isinstance(feed, dict) or "jsonfeed.org/version/1" not in _text(feed, "version"):
        raise RefusedError("is JSON, but not a JSON Feed; give the address of an RSS, Atom or JSON feed")
    items = feed.get("items")
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return headline(_text(feed, "title")), [_entry(item, feed, address) for item in newest(found, _day)]


def _entry(item: dict[str, Any], feed: dict[str, Any], feed_address: str | None) -> Entry:
    name = item.get("id")
    id_ = str(name) if isinstance(name, int | float) else _text(item, "id").strip()
    address = normal_address(_text(item, "url"), feed_address) or normal_address(id_)
    content = _text(item, "content_html") or as_html(_text(item, "content_text"))
    summary = as_html(_text(item, "summary"))
    published, changed = _published(item), _changed(item)
    return Entry(
        id=id_,
        address=address,
        title=headline(_text(item, "title")),
        published=published or changed,
        published_kind="updated" if changed and not published else "published",
        publisher=headline(_text(feed, "title")),
        language=language_of(_text(item, "language") or _text(feed, "language")),
        html=content or summary or None,
        teaser=address is not None and not is_article(content, summary),
    )


def _day(item: dict[str, Any]) -> date | None:
    return _published(item) or _changed(item)


def _published(item: dict[str, Any]) -> date | None:
    return day_of(_text(item, "date_published"))


def _changed(item: dict[str, Any]) -> date | None:
    return day_of(_text(item, "date_modified"))


def _loads(text: str) -> Any:
    try:
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError:
            return json.loads(text, strict=False)  # what others write as JSON and is not quite
    except RecursionError:
        raise RefusedError("is nested too deeply") from None
    except ValueError:
        raise RefusedError("is JSON that is broken or breaks off; fetch it again") from None


def _text(thing: dict[str, Any], key: str) -> str:
    value = thing.get(key)
    return sound(value) if isinstance(value, str) else ""
