"""Whether a show is called a limited series: one season, and no more unless somebody says so."""

import re
from collections.abc import Iterable

from underway.dossier.said import Said
from underway.vocabulary import Claim, Document, Evidence

_LIMITED = re.compile(r"\b(?:limited[ -](?:event[ -])?series|mini-?[ ]?series)\b")
_NEAR = 60  # characters between the words and the title, with no end of a sentence among them
_END = re.compile(r"[.!?]\s|\n\s*\n")


def called_limited(said: Iterable[Said[Claim]]) -> list[tuple[Document, Evidence]]:
    """The words, in each document that has some, which call its show a limited series, oldest document first."""
    ordered = sorted(said, key=lambda s: s.order)
    documents = {s.document.id: (s.document, set[str]()) for s in ordered}
    for s in ordered:
        if s.claim.show:
            documents[s.document.id][1].add(s.claim.show)
    found = ((document, _words(document, titles)) for document, titles in documents.values())
    return [(document, evidence) for document, evidence in found if evidence]


def _words(document: Document, titles: set[str]) -> Evidence | None:
    # Lower case only: what is folded has to be as long as the text, or its places are not those of the text.
    text = document.text.lower()
    if len(text) != len(document.text):
        text = document.text
    for limited in _LIMITED.finditer(text):
        for title in sorted(titles):
            for at in re.finditer(re.escape(title.lower()), text):
                start, end = min(at.start(), limited.start()), max(at.end(), limited.end())
                between = text[min(at.end(), limited.end()) : max(at.start(), limited.start())]
                if len(between) <= _NEAR and not _END.search(between):
                    return document.cite(start, end)
    return None
