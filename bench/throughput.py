"""Characters read a second, in one process, beside the nearest project in kind at its own task."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec
from eyecite import get_citations

from bench.figures import Measured, seconds
from underway.reading import read
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


def repeated(documents: list[Document], characters: int) -> Iterator[Document]:
    """The documents over and over, until they hold that many characters."""
    for document in cycle(documents):
        if characters <= 0:
            return
        yield document
        characters -= len(document.text)


ROUNDS = 5


def fastest(work: Callable[[_T], object], things: Sequence[_T], size: Callable[[_T], int]) -> tuple[int, float]:
    """The size of all things, and how much of it is done in a second: that of the fastest of several rounds, each over
    its part of the things, since whatever else runs on the machine only ever slows a round down (as timeit has it)."""

    def speed(part: Sequence[_T]) -> float:
        return sum(map(size, part)) / seconds(lambda: deque(map(work, part), maxlen=0))

    return sum(map(size, things)), max(speed(things[i::ROUNDS]) for i in range(ROUNDS))


def reading(documents: list[Document], name: str, characters: int) -> Measured:
    size, speed = fastest(read, list(repeated(documents, characters)), lambda document: len(document.text))
    what = f"reading {name}, {size / 1e6:.1f} million characters"
    return Measured(what, speed / 1e6, UNIT, required=0.3)


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


def peer(documents: list[Document], characters: int) -> Measured:
    """eyecite finding citations in as many texts of the same lengths."""
    random = Random(1)
    lengths = (len(document.text) for document in repeated(documents, characters))
    opinions = [opinion(random, length) for length in lengths]
    found = sum(len(get_citations(text)) for text in islice(opinions, 5))  # its first run builds its tables
    assert found
    size, speed = fastest(get_citations, opinions, len)
    return Measured(f"  beside it: eyecite, citations in {size / 1e6:.1f} million characters", speed / 1e6, UNIT)
