"""Changes as a feed: Atom, RFC 4287."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from underway.dossier import Change, Source
from underway.render import labels
from underway.render.inert import inert, web_address
from underway.render.links import at_words

_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
_A, _H = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM}), ElementMaker(namespace=_XHTML, nsmap={None: _XHTML})


def changes_atom(changes: Iterable[Change], *, title: str, feed_id: str, updated: datetime) -> bytes:
    """An entry for each change, the newest first: those that the ledger learned of last.

    `feed_id` is an IRI that stays the same, `updated` the moment, with its zone, of which the feed tells. Equal changes
    make equal bytes in any order.
    """
    newest_first = sorted(changes, key=lambda c: (_moment(c), c.id), reverse=True)
    feed = _A.feed(
        _A.id(feed_id),
        _A.title(inert(title)),
        _A.updated(updated.isoformat()),
        _A.author(_A.name("Underway")),
        _A.generator("Underway"),
        *map(_entry, newest_first),
    )
    made: bytes = etree.tostring(feed, encoding="UTF-8", xml_declaration=True)
    return made


def _entry(change: Change) -> Any:
    addresses = dict.fromkeys(web_address(source.url) for source, _ in change.sources)
    quoted = [element for source, words in change.sources for element in _quoted(source, words)]
    return _A.entry(
        _A.id(f"urn:underway:change:{change.id}"),
        _A.title(inert(f"{change.show}: {change.said}")),
        _A.updated(_moment(change).isoformat()),
        *(_A.link(rel="via", href=address) for address in addresses if address),
        _A.content(_H.div(_H.p(inert(change.said)), *quoted), type="xhtml"),
    )


def _moment(change: Change) -> datetime:
    return change.learned or datetime.combine(change.day, time(), UTC)


def _quoted(source: Source, words: str) -> tuple[Any, Any]:
    by, address = inert(labels.source_name(source)), at_words(source.url, words)
    named = _H.a(by, href=address) if address else by
    return _H.blockquote(_H.p(labels.quoted(inert(words)))), _H.p("— ", named, f", {labels.day(source)}")
