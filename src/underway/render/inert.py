"""Text from outside made harmless: nothing in it can steer a terminal, reorder a line or become markup."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

# Controls, format characters that reorder or hide (bidirectional overrides, isolates, zero widths), line separators.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"  # parts of words in several scripts, and of emoji
_NOT_XML = "\ufffe\uffff"  # forbidden by XML 1.0, 2.2
_SPACE = re.compile(r"\s+")
# What acts anywhere in a line, what makes a bare address a link, and what acts at the start of a line.
_MARKDOWN = re.compile(r"[\\`*_\[\]|~#$@]|:(?=//)|(?<=\bwww)\.|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_URL_SAFE = "/:?=&%#@!$,;+~.-_"


def inert(text: str) -> str:
    """One line of text in which each steering character shows as its code point: `‹U+202E›`."""
    return "".join(map(_shown, _SPACE.sub(" ", text))).strip()


@lru_cache(maxsize=4096)  # of single characters few are strange
def inert_character(character: str) -> str:
    return inert(character)


def _shown(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    steers = unicodedata.category(character) in _STEERING and character not in _JOINERS and character != "\u00ad"
    return f"‹U+{ord(character):04X}›" if steers or character in _NOT_XML else character


def inert_markdown(text: str) -> str:
    """The text as it reads, with every character that Markdown or HTML would act on escaped."""
    escaped = _MARKDOWN.sub(lambda match: f"\\{match[0]}", inert(text))
    return "".join(_HTML.get(c, c) for c in escaped)


def web_address(url: str | None) -> str | None:
    """The address where it is an http or https one, with nothing in it that could end a link; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url.strip(), safe=_URL_SAFE)
