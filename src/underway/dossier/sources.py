"""The documents of an answer, numbered, and citations of them."""

from collections.abc import Callable, Iterable
from datetime import date

from underway.dossier.said import Said
from underway.dossier.shapes import Citation, Source
from underway.vocabulary import Claim, Document, Evidence

Cite = Callable[[Iterable[Said[Claim]]], tuple[Citation, ...]]


class Numbering:
    """Documents numbered in the order given: those that come first have the smallest numbers."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list({d.id: d for d in documents}.values())
        self._numbers = {d.id: n for n, d in enumerate(self._documents, 1)}

    def cite(self, said: Iterable[Said[Claim]]) -> tuple[Citation, ...]:
        """One citation a claim, oldest first."""
        return tuple(
            Citation(source=self._numbers[s.document.id], claim=s.claim.id, words=s.claim.evidence.text)
            for s in sorted(set(said), key=lambda s: s.order)
        )

    def cite_words(self, document: Document, words: Evidence) -> Citation:
        """Words of a numbered document that make no claim."""
        return Citation(source=self._numbers[document.id], claim=None, words=words.text)

    def sources(self) -> tuple[Source, ...]:
        return tuple(
            Source(
                number=number,
                document=d.id,
                name=d.name,
                url=d.url or None,
                publisher=d.publisher,
                title=d.title,
                published=d.published,
                published_kind=d.published_kind,
            )
            for number, d in enumerate(self._documents, 1)
        )


def newest_first(documents: Iterable[Document]) -> list[Document]:
    once = {d.id: d for d in documents}
    return sorted(once.values(), key=lambda d: (-(d.published or date.min).toordinal(), d.id))
