"""What a text is, by how it begins: a feed, a sitemap, or a web page in a feed's place."""

import re

# A declaration, comments and a document type, taking nothing back: else many comments take forever.
_BEFORE_ROOT = re.compile(
    r"\s*+(?:(?><\?[^>]*>|<!--.*?-->|<!doctype(?!\s+html\b)[^\[>]*(?:\[.*?\]\s*)?>)\s*+)*+", re.IGNORECASE | re.DOTALL
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)(?=[\s>])", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex)(?=[\s/>])", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org\\?/version\\?/1')  # PHP escapes slashes
_LONGEST_NOISE = 4096  # characters of warnings and the like that a broken site prints before its feed


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so is RSS, Atom, a JSON Feed, a sitemap or an index of sitemaps."""
    text = glance(head)
    if text.lstrip().startswith("{"):
        return bool(_JSON_FEED.search(text))
    return bool(_ROOT.match(text, _root(text)))


def is_page(head: bytes) -> bool:
    """Whether a file that begins so is a web page (https://html.spec.whatwg.org/#writing)."""
    text = glance(head)
    return bool(_PAGE.match(text, _root(text)))


def glance(head: bytes) -> str:
    """How a file begins, as text in which what is ASCII can be relied on."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def recognise(text: str) -> tuple[str, int]:
    """`page`, `json` or the name of the root element, and where that begins; `""` where it is nothing known here."""
    start = _root(text)
    if text.startswith(("{", "["), start):
        return "json", start
    if _PAGE.match(text, start):
        return "page", start
    root = _ROOT.search(text, start, start + _LONGEST_NOISE)
    return (root[1].lower(), root.start()) if root else ("", start)


def _root(text: str) -> int:
    before = _BEFORE_ROOT.match(text)
    return before.end() if before else 0
