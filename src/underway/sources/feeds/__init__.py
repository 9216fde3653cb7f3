"""Feeds and sitemaps as entries: where the page of each is, and what the feed itself holds of its text."""

from underway.sources.feeds.beginning import is_feed
from underway.sources.feeds.entries import Entry, Feed

__all__ = ["Entry", "Feed", "is_feed", "read_feed"]


def read_feed(payload: bytes, *, address: str | None = None, charset: str | None = None) -> Feed:
    """RSS 0.9x to 2.0, Atom, JSON Feed 1.x, sitemaps and news sitemaps, each also gzipped. Raises RefusedError.

    `address` is where it was fetched from, `charset` what the answer's header says: it goes before what the XML
    declares, and a byte order mark goes before both (RFC 7303, 3); what is UTF-8 is read as such whatever they say.
    Of XML that is broken or breaks off, what can be read is read. Of more than 1,000 entries the newest are taken.
    """
    from underway.sources.feeds.reading import read  # noqa: PLC0415 - slow to import, and to tell a feed it is not needed

    return read(payload, address, charset)
