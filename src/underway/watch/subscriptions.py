"""Which feeds to poll: addresses as people give them, lists of them, and what an address turns out to be."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from underway.sources import Fault
from underway.sources.decoding import decode
from underway.sources.feeds import read_feed
from underway.sources.records import RefusedError
from underway.sources.web import Fetched

if TYPE_CHECKING:  # slow to import, and who adds or lists feeds does without
    from underway.sources.web import Web

_NEWEST = 5
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe<|\xfe\xff\x00<")


class Subscription(msgspec.Struct, frozen=True):
    """A feed to poll, and what it is called, if anything."""

    address: str
    name: str | None = None


class StarterFeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the list to begin with; `about` is who publishes it. Nobody has checked the address."""

    name: str
    address: str
    about: str


@cache
def starter_feeds() -> tuple[StarterFeed, ...]:
    """The list that comes with Underway."""
    data = tomllib.loads((files(__package__) / "starter.toml").read_text(encoding="utf-8"))
    return msgspec.convert(data, dict[str, tuple[StarterFeed, ...]])["feed"]


def feed_address(text: str) -> str:
    """The address as it is kept: in its normal form, without a fragment. Raises WebError, a RefusedError, where nothing
    can be at it, whatever the network says."""
    from underway.sources.web.addresses import read_address  # noqa: PLC0415 - slow to import, and a list does without

    return str(read_address(text))


def read_list(payload: bytes, place: str) -> Iterator[Subscription | Fault]:
    """The feeds of an OPML file (http://opml.org/spec2.opml), or of a text with one address a line, where a line may
    also be empty or begin with `#`. Raises RefusedError where it is neither."""
    found = False
    for at, address, name in _outlines(payload) if _XML.match(payload) else _lines(decode(payload).text):
        found = True
        try:
            yield Subscription(feed_address(address), name)
        except RefusedError as refused:
            yield Fault(f"{place}:{at}", f"{address} {refused}")
    if not found:
        raise RefusedError("lists no feeds; give OPML, or one address a line")


def _outlines(payload: bytes) -> Iterator[tuple[int, str, str | None]]:
    """Line, address and name of each outline that is a feed."""
    from lxml import etree  # noqa: PLC0415 - slow to import, and seldom needed

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(payload, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"is no OPML ({error.msg})") from None
    for outline in root.iter("outline"):
        if address := outline.get("xmlUrl"):
            names = (outline.get(name, "").strip() for name in ("title", "text"))
            yield outline.sourceline, address, next(filter(None, names), None)


def _lines(text: str) -> Iterator[tuple[int, str, str | None]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip(), None


class Headline(msgspec.Struct, frozen=True):
    """One entry of a feed: what it is about, where, and of which day."""

    title: str | None
    address: str | None
    published: date | None


class Examined(msgspec.Struct, frozen=True):
    """What an address turned out to be: a feed with so many entries, of which `teasers` hold less than their pages do;
    and its newest ones."""

    address: str
    title: str | None
    entries: int
    teasers: int
    newest: tuple[Headline, ...]


def examine(web: "Web", address: str) -> Examined:
    """Fetches the feed and looks into it. Raises RefusedError."""
    found = web.fetch(address)
    assert isinstance(found, Fetched)  # who asks without validators is told of no change
    feed = read_feed(found.payload, address=found.address, charset=found.charset)
    newest = sorted(feed.entries, key=lambda entry: entry.published or date.min, reverse=True)[:_NEWEST]
    return Examined(
        address=address,
        title=feed.title,
        entries=len(feed.entries),
        teasers=sum(entry.teaser for entry in feed.entries),
        newest=tuple(Headline(entry.title, entry.address, entry.published) for entry in newest),
    )
