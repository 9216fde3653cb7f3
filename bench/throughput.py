"""Characters read a second, in one process, beside the nearest project in kind at its own task, and a tokenizer."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec
import spacy
from eyecite import get_citations

from bench.figures import Measured, seconds
from bench.made_articles import dismissed_articles, sparse_articles
from underway.reading import read
from underway.reading.gate import passes, passes_bytes
from underway.vocabulary import Document

UNIT = "million characters/s"
_T = TypeVar("_T")


class _Line(msgspec.Struct):
    text: str
    id: str | None = None
    url: str | None = None
    published: date | None = None
    title: str | None = None


def documents_of(path: Path) -> list[Document]:
    """The documents of a JSON Lines file; of a folder, those of its JSON Lines and plain text files."""
    if path.is_dir():
        return [document for file in sorted(path.iterdir()) for document in documents_of(file)]
    if path.suffix == ".txt":
        return [Document(text=path.read_text(encoding="utf-8"), source_id=path.name)]
    if path.suffix != ".jsonl":
        return []
    lines = msgspec.json.Decoder(_Line).decode_lines(path.read_bytes())
    return [Document(text=o.text, source_id=o.id, url=o.url, published=o.published, title=o.title) for o in lines]


def fastest(work: Callable[[_T], object], things: Sequence[_T], size: Callable[[_T], int], least: int) -> Measured:
    """All of the things over and over, until their sizes come to `least`; measured is the fastest round, since whatever
    else runs on the machine only ever slows a round down (as timeit has it)."""
    whole = sum(map(size, things))
    rounds = ceil(least / whole)
    best = min(seconds(lambda: deque(map(work, things), maxlen=0)) for _ in range(rounds))
    return Measured(f"{rounds * whole / 1e6:.1f} million characters", whole / best / 1e6, UNIT)


def reading(documents: list[Document], name: str, characters: int) -> Measured:
    found = fastest(read, documents, _length, characters)
    return replace(found, what=f"reading {name}, {found.what}", required=0.3)


_REPORTERS = ("U.S.", "F.3d", "F.2d", "S. Ct.", "Cal. 4th", "N.E.2d", "P.3d")
_PARTIES = "Marlin Harrow Quill Ashdown Pell Orchard Tamber Wexcombe Lisle Varga".split()
_WORDS = (
    "the court below held that a party may not rely on such a clause where notice of it was never given and the "
    "record shows no waiver of any right by either side"
).split()


def opinion(random: Random, characters: int) -> str:
    """Prose with a made-up citation every few sentences, as legal writing has them."""
    parts: list[str] = []
    size = 0
    while size < characters:
        prose = " ".join(random.choices(_WORDS, k=random.randint(15, 60))).capitalize() + ". "
        one, other = random.sample(_PARTIES, 2)
        cited = f"{random.randint(1, 600)} {random.choice(_REPORTERS)} {random.randint(1, 999)}"
        parts.append(f"{prose}{one} v. {other}, {cited} ({random.randint(1950, 2020)}). ")
        size += len(parts[-1])
    return "".join(parts)[:characters]


_SPARSE, _DISMISSED = 60, 300  # documents
_FEW = 2  # claims in a thousand characters, at most


def sparse(characters: int, peer_characters: int) -> Iterator[Measured]:
    """Long articles that say little, and beside them what only cuts texts into tokens."""
    documents = list(sparse_articles(_SPARSE))
    assert 1000 * sum(len(read(document)) for document in documents) <= _FEW * sum(map(_length, documents))
    found = fastest(read, documents, _length, characters)
    yield replace(found, what=f"reading articles with few claims, {found.what}", required=1.0)
    yield peer(documents, peer_characters)
    tokenizer = spacy.blank("en").tokenizer
    found = fastest(tokenizer, [document.text for document in documents], len, characters)
    yield replace(found, what=f"  beside it: spaCy's blank tokenizer, {found.what}")


def gate(characters: int) -> Iterator[Measured]:
    """Documents that say nothing of television: as texts, and as bytes, of which nothing is decoded."""
    documents = list(dismissed_articles(_DISMISSED))
    assert not any(passes(document.text) or passes_bytes(document.text.encode()) for document in documents)
    found = fastest(read, documents, _length, characters)
    yield replace(found, what=f"dismissing texts, {found.what}", required=100)
    found = fastest(passes_bytes, [document.text.encode() for document in documents], len, characters)
    yield replace(found, what=f"dismissing their bytes, {found.what}", required=100)


def _length(document: Document) -> int:
    return len(document.text)


def peer(documents: list[Document], characters: int) -> Measured:
    """eyecite finding citations in texts of the same lengths."""
    random = Random(1)
    opinions = [opinion(random, len(document.text)) for document in documents]
    found = fastest(get_citations, opinions, len, characters)
    assert any(get_citations(text) for text in opinions)
    return replace(found, what=f"  beside it: eyecite, citations in {found.what}")
