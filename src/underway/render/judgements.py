"""Judgements as lines."""

from collections.abc import Iterable, Iterator

import msgspec

from underway.ledger import Confirmed, Judgement, Merged, Rejected, Split, Undone
from underway.render import labels
from underway.render.claims import describe
from underway.render.inert import inert
from underway.render.records import Format, written
from underway.vocabulary.dates import write_date


def judgement_words(judgement: Judgement) -> str:
    """`3f9a2c11d04b  rejected, 5 May 2021: Harrow House, season 2: renewed. Why: it is about the film`."""
    made = write_date(judgement.made.date().isoformat())
    return inert(f"{judgement.id}  {judgement.kind}, {made}: {_about(judgement)}. Why: {judgement.why}")


def judgement_lines(judgements: Iterable[Judgement], format_: Format) -> Iterator[str]:
    """Each judgement as text or jsonl, or all of them as json, with their ids."""
    if format_ == "text":
        yield from (f"{judgement_words(judgement)}\n" for judgement in judgements)
        return
    yield from written(({"id": judgement.id, **msgspec.to_builtins(judgement)} for judgement in judgements), format_)


def _about(judgement: Judgement) -> str:
    match judgement:
        case Rejected() | Confirmed():
            return f"{describe(judgement.claim)}, “{judgement.claim.evidence.text}”"
        case Merged():
            return " is ".join(judgement.titles)
        case Split():
            told = [
                f"of {judgement.year}" if judgement.year else "",
                f"on {judgement.network}" if judgement.network else "",
                f"in {labels.many(len(judgement.documents), 'document')}" if judgement.documents else "",
                f"in documents from {write_date(judgement.since.isoformat())} on" if judgement.since else "",
            ]
            return f"another show is called {judgement.title}: the one {', '.join(filter(None, told))}"
        case Undone():
            return f"{judgement.judgement} no longer counts"
