"""Which format a file or an answer is in: by what a server says of it, by its name, and by how it begins."""

import re
from pathlib import PurePath
from typing import Literal

from underway.sources.feeds.beginning import glance, is_feed, is_page
from underway.sources.records import RefusedError

FileFormat = Literal["text", "html", "jsonl", "feed", "warc", "parquet"]

_BY_SUFFIX: dict[str, FileFormat] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".wet": "warc",
    ".parquet": "parquet",
}
_PACKED = {".gz", ".zst"}
_WARC = re.compile(rb"WARC/[01]\.\d")
_OBJECT = re.compile(r'\s*\{[ \t]*(?:"|\}|\r?\n)')
_ARRAY = re.compile(r'\s*\[\s*(?:\{\s*["}]|\])')
# What servers call plain text and XML says little of what it is; what they call by these names may yet be a feed.
_BY_MEDIA_TYPE: dict[str, FileFormat] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/warc": "warc",
    "application/vnd.apache.parquet": "parquet",
}


def format_of(name: str, head: bytes, media_type: str | None = None) -> FileFormat:
    """`head` is how the contents begin. Raises RefusedError where that is a format known and not read yet."""
    if _WARC.match(head):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if is_feed(head):
        return "feed"
    if media_type in _BY_MEDIA_TYPE:
        return _BY_MEDIA_TYPE[media_type]
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    suffix = next((suffix for suffix in reversed(suffixes) if suffix not in _PACKED), "")
    by_name = _BY_SUFFIX.get(suffix)
    if by_name in ("html", "jsonl", "warc", "parquet"):
        return by_name
    if is_page(head):
        return "html"
    if by_name:
        return by_name
    beginning = glance(head)
    if _ARRAY.match(beginning):
        raise RefusedError("is a JSON array, not JSON Lines; write one object on each line")
    if match := _OBJECT.match(beginning):
        if match[0].endswith("\n"):
            raise RefusedError("is JSON over several lines, not JSON Lines; write one object on each line")
        return "jsonl"
    return "text"
