"""Texts in feeds: made sound, in one line, as HTML, and without what feeds add to them."""

import html
import re

from underway.sources.metadata import one_line

_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # no text has them, and XML may not
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"<(?:/?[A-Za-z]|!--)[^<>]*>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")
_BLANK_LINE = re.compile(r"\n\s*\n")
_FOOTER = re.compile(r"The post\b.*\b(?:appeared first|first appeared) on\b.*", re.DOTALL)  # WordPress


def sound(text: str) -> str:
    """The text without control characters; lone surrogates are replaced with U+FFFD."""
    return _SURROGATE.sub("\ufffd", _NEVER.sub("", text))


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


def without_footer(lines: list[str]) -> list[str]:
    """The lines without what blogs write below an entry in their feeds alone: `The post … appeared first on …`."""
    return lines[:-1] if lines and _FOOTER.fullmatch(lines[-1]) else lines
