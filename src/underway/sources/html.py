"""HTML pages: their headline and main text, found by trafilatura, and what they say of themselves."""

import logging
import re
from itertools import islice
from typing import Any

from trafilatura import bare_extraction, load_html

from underway.sources.decoding import decode
from underway.sources.page import Page, describe_page
from underway.sources.records import Fault, Record, RefusedError
from underway.vocabulary import Document

# Said once, in a fault; without a handler the library's remarks would go to standard error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

MAX_ELEMENTS = 50_000  # finding the main text among n siblings takes n², and long live blogs have half as many

_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_PROSE = re.compile(r"(?:\S+\s+){5}|[.!?…][\"'”’)]*$")  # six words, or the end of a sentence
_TABLE_RULE = re.compile(r"\|(?:-+\|)+")


def read_html(record: Record) -> tuple[Document | Fault, ...]:
    """The document, then warnings: the headline, a blank line, and the paragraphs with blank lines between them.

    Raises RefusedError where the page has no main text.
    """
    decoded = decode(record.payload, declared_charset(record.payload))
    if not decoded.text.strip():
        raise RefusedError("holds nothing but white space")
    try:
        page, main = _parse(decoded.text)
    except RefusedError:
        raise
    except Exception as error:  # whatever a page that was made to break parsers brings about in them
        raise RefusedError(f"cannot be parsed as HTML ({type(error).__name__})") from error
    lines = _without_headline(main, [page.headline, *page.headings] if page.headline else [])
    if not any(_PROSE.search(line) for line in lines):
        raise RefusedError("has no main text; it may be a list of links, or need a browser to fill it")
    document = Document(
        text="\n\n".join([page.headline, *lines] if page.headline else lines),
        source_id=record.source_id,
        url=page.url,
        publisher=page.publisher,
        published=page.published,
        title=page.headline,
        language=page.language,
    )
    return document, *decoded.warnings(record.place)


def declared_charset(payload: bytes) -> str | None:
    """What the page says its encoding is, in a meta element or an XML declaration."""
    head = payload[:_HEAD_BYTES]
    match = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    return match[1].decode("ascii", "ignore") if match else None


def _parse(text: str) -> tuple[Page, list[str]]:
    tree = load_html(text)
    if tree is None:
        raise RefusedError("cannot be parsed as HTML; there are no elements in it")
    if sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise RefusedError(f"has more than {MAX_ELEMENTS:,} elements, as no article has")
    return describe_page(tree), _main_text(tree)


def _main_text(tree: Any) -> list[str]:
    """The lines of the main text: each a paragraph, heading, list item or row of a table. Changes the tree."""
    for element in list(tree.iter("time", "q")):
        # The library drops the one from the middle of a sentence, and the marks that browsers show around the other.
        if element.tag == "q":
            element.text = f"“{element.text or ''}"
            last = element[-1] if len(element) else None
            if last is None:
                element.text += "”"
            else:
                last.tail = f"{last.tail or ''}”"
        element.tag = "span"
    extracted = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    text = getattr(extracted, "text", None) or ""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not _TABLE_RULE.fullmatch(line)]


def _without_headline(lines: list[str], headlines: list[str]) -> list[str]:
    """The lines without those at the top that say the headline again."""
    said = {_folded(headline) for headline in headlines}
    top = [line for line in lines[:3] if _folded(line.removeprefix("# ")) not in said]
    return top + lines[3:]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
