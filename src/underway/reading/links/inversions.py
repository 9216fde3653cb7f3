"""Inversions: who is in a show, said before the names ("Joining the previously announced Cy Orr are Ada Quill")."""

from collections.abc import Iterator

from underway.reading.links.billing import Billed
from underway.reading.links.people import People
from underway.reading.structure import Page

_OPENING = frozenset(
    """joining rounding starring returning completing leading heading fronting alongside recurring appearing
    guest-starring""".split()
)
_ALSO = frozenset('also and newly "'.split())
_STOPS = frozenset('. ; : ? ! " that who which'.split())
_LONGEST = 18  # words from "joining" to "are"


def read_inversions(page: Page, people: People) -> Iterator[Billed]:
    """The people of lists behind "are" in sentences that begin with such a word."""
    tokens = page.tokens
    for i in tokens.where(_OPENING):
        sentence = page.layout.sentence_at(tokens.starts[i])
        first = tokens.at(sentence.start)
        if i - first > 1 or (i > first and tokens.folded[first] not in _ALSO):
            continue
        for at in range(i + 1, min(i + _LONGEST, tokens.at(sentence.end))):
            if tokens.folded[at] in ("are", "is"):
                listed = people.listed(at + 1)
                if listed and listed[0].person.full:
                    yield Billed(listed, "cast", at, at + 1, "inverted")
                break
            if tokens.folded[at] in _STOPS:
                break
