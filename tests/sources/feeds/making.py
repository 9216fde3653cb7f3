"""Feeds made of parts, and what is read of them."""

from pathlib import Path

from underway.sources.feeds import Entry, read_feed

SAMPLES = Path(__file__).parent / "samples"
ADDRESS = "https://tideway.example/feeds/tv.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:media="http://search.yahoo.com/mrss/"'
)
LONG = "".join(f"<p>{'Saltmarsh goes on, the channel says, and so does the tide. ' * 6}</p>" for _ in range(2))


def rss(*items: str) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<rss version="2.0" {NAMESPACES}><channel><title>The Tideway Post</title>'
        f"<link>https://tideway.example/</link>{body}</channel></rss>"
    ).encode()


def atom(*entries: str) -> bytes:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tideway Post</title>{body}</feed>'.encode()


def the_entry(payload: bytes, address: str | None = ADDRESS) -> Entry:
    (entry,) = read_feed(payload, address=address).entries
    return entry
