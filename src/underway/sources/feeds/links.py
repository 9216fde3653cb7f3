"""Links in feeds: as addresses of the web, and as what tells whether two of them lead to one page."""

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from underway.sources.same_page import plain_address

_AUTHORITY = re.compile(r"(?:[\w-]+\.)*[\w-]+\.?(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?")
_RESERVED = "!$%&'()*+,/:;=?@[]~"  # RFC 3986, 2.2, and % of what is escaped already; the rest is escaped
_FOR_FEEDS = re.compile(r"rss2?(?:[-_.].*)?|(?:rss)?feed|atom", re.IGNORECASE)  # `ref=rss`, `source=rss----9a1b`


def normal_address(link: str, base: str | None = None) -> str | None:
    """The address that a link leads to, relative to `base`, in one form; None where that is no place of http or https.

    Without fragment, tracking parameters and those that say that it is a feed's link.
    """
    try:
        parts = urlsplit(urljoin(base or "", link.strip()) if link.strip() else "")
    except ValueError:
        return None
    authority = parts.netloc.lower()
    if parts.scheme not in ("http", "https") or not _AUTHORITY.fullmatch(authority):
        return None
    query = "&".join(part for part in parts.query.split("&") if not _FOR_FEEDS.fullmatch(part.partition("=")[2]))
    rest = quote(parts.path + (query and f"?{query}"), safe=_RESERVED, errors="replace")
    return plain_address(f"{parts.scheme}://{authority}{rest}")


def page_key(address: str) -> str | None:
    """The same for addresses of one page: of either scheme, with or without a slash at the end, in any escaping."""
    plain = normal_address(address)
    if plain is None:
        return None
    parts = urlsplit(plain)
    host = re.sub(r"\.?(?::(?:80|443))?$", "", parts.netloc)
    query = "&".join(sorted(unquote(part) for part in parts.query.split("&")))
    return f"{host}{unquote(parts.path).rstrip('/')}?{query}"
