"""HTML pages: their headline and main text, found by trafilatura, and what they say of themselves."""

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from trafilatura import load_html

from underway.sources.barriers import Barrier, barrier
from underway.sources.decoding import Decoded, decode, xml_encoding
from underway.sources.main_text import main_text
from underway.sources.markup import check_size
from underway.sources.page import Page, describe_page, words_of
from underway.sources.records import Fault, Record, RefusedError
from underway.vocabulary import Document

_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
PROSE = re.compile(r"(?:\S+\s+){5}|[.!?…][\"'”’)]*$")  # six words, or the end of a sentence


def read_html(record: Record) -> tuple[Document | Fault, ...]:
    """The document, then warnings: the headline, a blank line, and the paragraphs with blank lines between them.

    Raises RefusedError where the page has no main text, or is another than the article.
    """
    decoded = decode_page(record)
    with parsing():
        page, lines, hindered = _parse(decoded.text, record.address)
    return make_document(record, decoded, page, lines, hindered)


@contextmanager
def parsing() -> Iterator[None]:
    """Raises RefusedError for whatever a page that was made to break parsers brings about in them."""
    try:
        yield
    except RefusedError:
        raise
    except Exception as error:
        raise RefusedError(f"cannot be parsed as HTML ({type(error).__name__})") from error


def decode_page(record: Record) -> Decoded:
    """Raises RefusedError where it is no text, or an empty one."""
    decoded = decode(record.payload, _stated_charset(record))
    if not decoded.text.strip():
        raise RefusedError("holds nothing but white space")
    return decoded


def make_document(
    record: Record, decoded: Decoded, page: Page, lines: list[str], hindered: Barrier | None
) -> tuple[Document | Fault, ...]:
    """What `read_html` has, of a page that was parsed; `lines` are its main text."""
    if hindered and hindered.whole:
        raise RefusedError(hindered.problem)
    if not any(PROSE.search(line) for line in lines):
        raise RefusedError("has no main text; it may be a list of links, or need a browser to fill it")
    published, kind = page.published, page.published_kind
    if record.published and (published is None or (kind, record.published_kind) == ("updated", "published")):
        published, kind = record.published, record.published_kind
    document = Document(
        text="\n\n".join([page.headline, *lines] if page.headline else lines),
        source_id=record.source_id,
        url=page.url,
        publisher=page.publisher,
        published=published,
        published_kind=kind,
        title=page.headline,
        language=page.language,
    )
    warnings = [Fault(record.place, hindered.problem, fatal=False)] if hindered else []
    return document, *decoded.warnings(record.place), *warnings


def _stated_charset(record: Record) -> str | None:
    """What the answer's header says, and else the page (https://html.spec.whatwg.org/#determining-the-character-encoding).

    A header that says UTF-8 of what is none says nothing: the bytes are tried as that anyway.
    """
    header = (record.charset or "").strip("\"' ")
    try:
        usable = codecs.lookup(header).name != "utf-8"
    except (LookupError, ValueError):
        usable = False
    return header if usable else _declared_charset(record.payload)


def _declared_charset(payload: bytes) -> str | None:
    head = payload[:_HEAD_BYTES]
    meta = _META_CHARSET.search(head)
    return xml_encoding(head) or (meta[1].decode("ascii", "ignore") if meta else None)


def _parse(text: str, address: str | None) -> tuple[Page, list[str], Barrier | None]:
    tree = parse_tree(text)
    page = describe_page(tree, address)
    lines = without_headline(main_text(tree), page)
    return page, lines, barrier(tree, lines)


def parse_tree(text: str) -> Any:
    """An lxml.html element. Raises RefusedError where there are no elements, or too many."""
    tree = load_html(text)
    if tree is None:
        raise RefusedError("cannot be parsed as HTML; there are no elements in it")
    check_size(tree)
    return tree


def without_headline(lines: list[str], page: Page) -> list[str]:
    """The lines without those at the top that say the headline again."""
    said = {words_of(headline) for headline in [page.headline, *page.headings]} if page.headline else set()
    top = [line for line in lines[:3] if words_of(line.removeprefix("# ")) not in said]
    return top + lines[3:]
