"""Web pages in a feed's place: where the feed is."""

from lxml import etree

from underway.sources.feeds.links import normal_address

_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_HEAD = 512 * 1024  # characters


def feed_of(page: str, address: str | None) -> str | None:
    """The address of the first feed that the page names (https://www.rssboard.org/rss-autodiscovery)."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = etree.fromstring(page[:_HEAD].encode(), parser)
    except etree.LxmlError:
        return None
    for link in tree.iter("link") if tree is not None else ():
        relations = (link.get("rel") or "").lower().split()
        if "alternate" in relations and (link.get("type") or "").strip().lower() in _TYPES:
            found = normal_address(link.get("href") or "", address)
            if found:
                return found
    return None
