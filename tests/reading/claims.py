"""What a text makes a reader say, as short as a table of cases wants it."""

from datetime import date
from typing import Any

from underway.reading import read
from underway.vocabulary import Document


def claims_of(text: str, kind: str, *, published: str | None = "2021-05-05", title: str | None = None) -> list[Any]:
    """The claims of one kind that the text makes, in the order of their evidence."""
    day = date.fromisoformat(published) if published else None
    return [c for c in read(Document(text=text, published=day, title=title)) if c.kind == kind]


def said(text: str, kind: str, *fields: str, published: str | None = "2021-05-05") -> set[tuple[Any, ...]]:
    """The named fields of every claim of the kind."""
    return {tuple(getattr(c, f) for f in fields) for c in claims_of(text, kind, published=published)}
