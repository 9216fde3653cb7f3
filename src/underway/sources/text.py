"""Plain text and Markdown: the document's text is the file's, character for character."""

from underway.sources.decoding import decode
from underway.sources.records import Fault, Record, RefusedError
from underway.sources.same_page import plain_address
from underway.vocabulary import Document
from underway.vocabulary.dates import read_date_prefix


def read_text(record: Record) -> tuple[Document | Fault, ...]:
    """The document, then warnings. A date that the text begins with stays in it. Raises RefusedError."""
    decoded = decode(record.payload, record.charset)
    if not decoded.text.strip():
        raise RefusedError("holds nothing but white space")
    prefix = read_date_prefix(decoded.text)
    document = Document(
        text=decoded.text,
        source_id=record.source_id,
        url=plain_address(record.address) if record.address else None,
        published=prefix[1] if prefix else record.published,
        published_kind="published" if prefix else record.published_kind,
    )
    return document, *decoded.warnings(record.place)
