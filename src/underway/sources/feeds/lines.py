"""Texts in feeds: made sound, in one line, and as HTML."""

import html
import re

from underway.sources.markup import CONTROLS
from underway.sources.metadata import one_line

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"<(?:/?[A-Za-z]|!--)[^<>]*>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_BLANK_LINE = re.compile(r"\n\s*\n")


def sound(text: str) -> str:
    """The text without control characters; lone surrogates are replaced with U+FFFD."""
    return _SURROGATE.sub("\ufffd", CONTROLS.sub("", text))


def headline(text: str, *, markup: bool = False) -> str | None:
    """A title in one line: entities are decoded once, also where it is meant to be plain text; tags of markup go."""
    return one_line(html.unescape(_TAG.sub("", text) if markup else text))


def language_of(code: str | None) -> str | None:
    """`en` of `en-GB`."""
    match = _LANGUAGE.match((code or "").strip())
    return match[0].lower() if match else None


def as_html(text: str) -> str:
    """Plain text as paragraphs, where blank lines stand between them."""
    paragraphs = (paragraph.strip() for paragraph in _BLANK_LINE.split(text))
    return "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph)
