"""Bytes to feeds."""

import io
import re

import msgspec
from courlan import extract_domain

from underway.sources.decoding import decode, xml_encoding
from underway.sources.feeds.beginning import recognise
from underway.sources.feeds.entries import Entry, Feed
from underway.sources.feeds.jsonfeed import read_json_feed
from underway.sources.feeds.lines import sound
from underway.sources.feeds.sitemaps import first_sitemap, read_sitemap
from underway.sources.feeds.syndication import read_syndication
from underway.sources.feeds.trees import is_whole
from underway.sources.feeds.webpages import feed_of
from underway.sources.records import RefusedError
from underway.sources.same_page import same_site
from underway.sources.streams import MIB, open_stream, read_all
from underway.vocabulary import content_id

MAX_BYTES = 32 * MIB

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # RFC 3986, 4.3: of an id, that it holds beyond its feed


def read(payload: bytes, address: str | None, charset: str | None) -> Feed:
    """As `read_feed` in `underway.sources.feeds`."""
    payload = read_all(open_stream(io.BytesIO(payload), ""), MAX_BYTES)
    text = sound(decode(payload, charset or xml_encoding(payload)).text)
    if not text.strip():
        raise RefusedError("holds nothing but white space")
    kind, start = recognise(text)
    text = text[start:]
    match kind:
        case "rss" | "rdf" | "feed":
            return _feed(*read_syndication(text, address), address, whole=is_whole(text))
        case "json":
            return _feed(*read_json_feed(text, address), address)
        case "urlset":
            return _feed(None, read_sitemap(text), address, whole=is_whole(text))
        case "sitemapindex":
            first = first_sitemap(text)
            example = f", such as {first}" if first else ""
            raise RefusedError(f"is an index of sitemaps; give one that it lists{example}")
        case "page":
            found = feed_of(text, address)
            what_to_do = f"its feed is at {found}" if found else "look on it for a link to its feed"
            raise RefusedError(f"is a web page, not a feed; {what_to_do}")
        case _:
            raise RefusedError("is not a feed; give the address of an RSS, Atom or JSON feed, or of a sitemap")


def _feed(title: str | None, found: list[Entry], address: str | None, *, whole: bool = True) -> Feed:
    entries: dict[str, Entry] = {}
    for entry in found:
        if entry.address or entry.title or entry.html:
            identified = _identified(entry, address)
            entries.setdefault(identified.key, _placed(identified, address))
    return Feed(title, tuple(entries.values()), whole)


def _placed(entry: Entry, feed_address: str | None) -> Entry:
    """Where its page is on another site than the feed, that page has to be read: anybody may write its address."""
    if not entry.address or not feed_address or _of_one_site(entry.address, feed_address):
        return entry
    return msgspec.structs.replace(entry, foreign=True, teaser=True, publisher=None)


def _of_one_site(one: str, other: str) -> bool:
    """Also `feeds.tideway.co.uk` and `www.tideway.co.uk`, but not two blogs that one host keeps for others."""
    domain = extract_domain(one)
    return same_site(one, other) or (domain is not None and domain == extract_domain(other))


def _identified(entry: Entry, feed_address: str | None) -> Entry:
    """With an id that no other entry of any feed has."""
    id_ = entry.id or entry.address or content_id(entry.title, entry.published, entry.html)
    if not entry.address and feed_address and not _ABSOLUTE.match(id_):
        id_ = f"{feed_address}#{id_}"
    return msgspec.structs.replace(entry, id=id_)
