"""Fragments of HTML, as feeds hold them: all of their text, and what feeds add to it left out."""

import re
from typing import Any

from lxml import etree
from lxml.html import document_fromstring

from underway.sources.clutter import cut_clutter
from underway.sources.markup import INLINE, check_size, make_plain
from underway.sources.records import RefusedError

_FOOTER = re.compile(
    r"the post .*\b(?:appeared first|first appeared) on .+"
    r"|(?:this|the) (?:article|piece|post|story) .*\b(?:first|originally) (?:appeared|published|ran) (?:at|in|on) .+"
    r"|(?:originally|first) published (?:at|in|on) .+",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:read|see|view) (?:more|also|the (?:full|rest|whole|entire|original)).*"
    r"|(?:continue|keep) reading.*|click here.*|(?:comments|permalink|source)\W*|\W+",
    re.IGNORECASE,
)
_LONGEST_ADDED = 300
_UNSEEN = "audio button canvas form iframe noscript object select svg template textarea video".split()
_SPACE = re.compile(r"\s+")
_EMPTY_MARKER = re.compile(r"\n- \s*\n")  # of an item that begins with a block


def read_fragment(html: str) -> list[str]:
    """The lines of the fragment: each a paragraph, heading, list item or row of a table; none where it holds no text.

    Captions, embedded posts and links to other stories are left out, and so are lines such as `Read more at …` and
    `The post … appeared first on …`. Raises RefusedError.
    """
    lines = without_footers(_lines_of(html, clutter=False))
    return [line for line in lines if not (len(line) <= _LONGEST_ADDED and _LEADS_ON.fullmatch(line))]


def lines_of(html: str) -> list[str]:
    """All lines of the fragment, as `read_fragment` has them, with what it leaves out. Raises RefusedError."""
    return _lines_of(html, clutter=True)


def without_footers(lines: list[str]) -> list[str]:
    """Without lines that say only where the text appeared first, as blogs add them in their feeds."""
    return [line for line in lines if not (len(line) <= _LONGEST_ADDED and _FOOTER.fullmatch(line))]


def _lines_of(html: str, *, clutter: bool) -> list[str]:
    if not html.strip():
        return []
    try:
        tree = document_fromstring(f"<html><body>{html}")
        check_size(tree)
        etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
        etree.strip_elements(tree, *_UNSEEN, with_tail=False)
        make_plain(tree)
        if not clutter:
            cut_clutter(tree)
        return _lines(tree)
    except RefusedError:
        raise
    except Exception as error:  # whatever a fragment that was made to break parsers brings about in them
        raise RefusedError(f"cannot be parsed as HTML ({type(error).__name__})") from error


def _lines(tree: Any) -> list[str]:
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        if element.tag in ("td", "th"):
            parts.append(" | " if begins and element.getprevious() is not None else "")
        elif element.tag not in INLINE:
            parts.append("\n- " if begins and element.tag == "li" else "\n")
        parts.append(_SPACE.sub(" ", (element.text if begins else element.tail) or ""))
    lines = (" ".join(line.split()) for line in _EMPTY_MARKER.sub("\n- ", "".join(parts)).splitlines())
    return [line for line in lines if line.strip("-| ")]
