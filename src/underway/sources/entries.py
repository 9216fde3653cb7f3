"""Entries of feeds: what the feed itself holds of their texts."""

from underway.sources.feeds import Entry
from underway.sources.fragments import read_fragment
from underway.sources.records import Record, RefusedError
from underway.vocabulary import Document


def read_entry(record: Record) -> tuple[Document, ...]:
    """The document: the headline, and the lines of the text, with blank lines between them.

    Raises RefusedError where there is no text, and VocabularyError; of what is no entry, each names the field.
    """
    entry = Entry.from_json(record.payload)
    lines = read_fragment(entry.html or "")
    if entry.title and lines[:1] != [entry.title]:
        lines = [entry.title, *lines]
    if not lines:
        raise RefusedError("holds no text")
    document = Document(
        text="\n\n".join(lines),
        source_id=entry.id,
        url=None if entry.foreign else entry.address,  # anybody may write it
        publisher=entry.publisher,
        published=entry.published,
        published_kind=entry.published_kind,
        title=entry.title,
        language=entry.language,
    )
    return (document,)
