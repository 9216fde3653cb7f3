"""Entries of feeds: what the feed itself holds of their texts."""

from underway.sources.feeds import Entry, to_document
from underway.sources.fragments import read_fragment
from underway.sources.records import Record
from underway.vocabulary import Document


def read_entry(record: Record) -> tuple[Document, ...]:
    """The document. Raises RefusedError, and VocabularyError, each naming the field."""
    entry = Entry.from_json(record.payload)
    return (to_document(entry, read_fragment(entry.html or "")),)
