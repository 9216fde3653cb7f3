"""Long texts in parts: each fits a request, ends where a paragraph or else a sentence does, and overlaps the next."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from underway.reading.layout import Layout
from underway.vocabulary import Claim
from underway.vocabulary.titles import title_key

SIZE = 12_000
"""Characters that are read at once: some 3,000 tokens, as many as what a model is told beside them."""

_OVERLAP = 1 / 8  # of a window; more where its last sentence is longer
_FILLED = 1 / 2  # of a window, before the end of a paragraph may end it


class _Piece(NamedTuple):
    """A sentence, or a part of one that is longer than a window. `opens` a paragraph."""

    start: int
    end: int
    opens: bool


def windows(text: str, size: int = SIZE) -> list[tuple[int, int]]:
    """Start and end of each part, in order: the whole text where it has no more than `size` characters.

    They hold all of the text but space. A sentence is cut only where it alone is longer than `size`.
    """
    if len(text) <= size:
        return [(0, len(text))]
    pieces = _pieces(text, size)
    found: list[tuple[int, int]] = []
    first, done = 0, -1
    while done + 1 < len(pieces):
        start = pieces[first].start
        fit = done + 1
        while fit + 1 < len(pieces) and pieces[fit + 1].end - start <= size:
            fit += 1
        ends = (at for at in range(fit, done, -1) if pieces[at + 1].opens and pieces[at].end - start >= size * _FILLED)
        done = fit if fit + 1 == len(pieces) else next(ends, fit)
        end = pieces[done].end
        found.append((start, end))
        first = _next_first(pieces, first, done, size)
    return found


def _next_first(pieces: Sequence[_Piece], first: int, done: int, size: int) -> int:
    """Where the part after that of `first` to `done` begins: so that it overlaps, and holds the piece to come."""
    if done + 1 == len(pieces):
        return done + 1
    end, next_end = pieces[done].end, pieces[done + 1].end
    starts = [
        at
        for at in range(first + 1, done + 1)
        if next_end - pieces[at].start <= size and (at == done or end - pieces[at].start <= size * _OVERLAP)
    ]
    return next((at for at in starts if pieces[at].opens), starts[0] if starts else done + 1)


def _pieces(text: str, size: int) -> list[_Piece]:
    layout = Layout(text)
    spans = [(0, layout.body_start, True)] if layout.body_start else []
    block = -1
    for sentence in layout.sentences:
        spans.append((sentence.start, sentence.end, sentence.block != block))
        block = sentence.block
    return [
        _Piece(at, min(at + size, end), opens and at == start)
        for start, end, opens in spans
        for at in range(start, end, size)
    ]


def merged(parts: Iterable[Sequence[Claim]]) -> list[Claim]:
    """The claims of the parts of one text, in the order of their evidence, each once: of two that say the same, the one
    that comes first; where parts overlap, the one that says more."""
    kept: list[list[Claim]] = [[]]
    for part in parts:
        fresh = [claim for claim in part if not any(_says_no_more(claim, other) for other in kept[-1])]
        kept[-1] = [claim for claim in kept[-1] if not any(_says_no_more(claim, other) for other in fresh)]
        kept.append(fresh)
    claims: dict[tuple[Any, ...], Claim] = {}
    for claim in sorted(chain(*kept), key=lambda c: (c.evidence.start, c.evidence.end, c.kind)):
        claims.setdefault(tuple(_said(claim).values()), claim)
    return list(claims.values())


def _says_no_more(claim: Claim, other: Claim) -> bool:
    """Do words that overlap say nothing that the other does not?"""
    if claim.evidence.end <= other.evidence.start or other.evidence.end <= claim.evidence.start:
        return False
    said, more = _said(claim), _said(other)
    if said["kind"] != more["kind"]:
        return False
    if "quote" in said and said["quote"] in more["quote"]:  # the end of a part may cut it
        said["quote"] = more["quote"]
    return all(value in (None, more.get(field)) for field, value in said.items())


def _said(claim: Claim) -> dict[str, Any]:
    """What a claim says, but for how it is written, and for where a speaker is named."""
    fields = {"kind": claim.kind} | claim.fields()
    fields.pop("speaker_mention", None)
    return {name: title_key(value) if isinstance(value, str) else value for name, value in fields.items()}
