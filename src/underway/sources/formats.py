"""Which format a file is in, by its name and by how it begins."""

import re
from pathlib import PurePath

from underway.sources.records import Format, RefusedError

_BY_SUFFIX: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
# Before its root element a page may have a declaration and comments (https://html.spec.whatwg.org/#writing).
_BEFORE_ROOT = r"\s*+(?:(?><\?xml[^>]*>|<!--.*?-->)\s*+)*+"  # taking nothing back: else many comments take forever
_PAGE = re.compile(rf"{_BEFORE_ROOT}<(?:!doctype\s+html|html|head|body)(?=[\s>])", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(rf"{_BEFORE_ROOT}<(?:rss|feed|rdf:RDF)(?=[\s>])", re.IGNORECASE | re.DOTALL)
_OBJECT = re.compile(r'\s*\{[ \t]*(?:"|\}|\r?\n)')
_ARRAY = re.compile(r'\s*\[\s*(?:\{\s*["}]|\])')


def format_of(name: str, head: bytes) -> Format:
    """`head` is how the contents begin. Raises RefusedError where that is a format known and not read yet."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    suffix = next((suffix for suffix in reversed(suffixes) if suffix != ".gz"), "")
    by_name = _BY_SUFFIX.get(suffix)
    if by_name in ("html", "jsonl"):
        return by_name
    beginning = _glance(head)
    if _PAGE.match(beginning):
        return "html"
    if by_name:
        return by_name
    if _FEED.match(beginning):
        raise RefusedError("is a feed, which is not read yet; save the pages that it leads to")
    if _ARRAY.match(beginning):
        raise RefusedError("is a JSON array, not JSON Lines; write one object on each line")
    if match := _OBJECT.match(beginning):
        if match[0].endswith("\n"):
            raise RefusedError("is JSON over several lines, not JSON Lines; write one object on each line")
        return "jsonl"
    return "text"


def _glance(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
