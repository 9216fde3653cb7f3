"""Reading with the ledger at its end."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from underway import reading
from underway.bulk.reading import Reader, Reading, read_all
from underway.sources import Fault
from underway.vocabulary import Document, VocabularyError

if TYPE_CHECKING:  # who only reads need not wait for the database's packages
    from underway.ledger import Added, Ledger

# What is read and not yet kept, at most. A commit waits for the disk: one for each document would be slow; but what is
# not kept when the process dies has to be read again.
_DOCUMENTS = 100
_CHARACTERS = 500_000


class Kept(NamedTuple):
    """A document that is in the ledger now, and what of it was new there."""

    document: Document
    added: "Added"


def add_all(
    ledger: "Ledger", locations: Sequence[str], *, stdin: BinaryIO | None = None, read: Reader = reading.read
) -> Iterator[Kept | Fault]:
    """Reads every document at the locations into the ledger; what is there already is not added twice.

    Documents are kept whole, some at a time, and handed out when they are; faults at once. Whatever ends this in the
    middle, running it again completes it. Raises LedgerError where the ledger fails; what was handed out is kept.
    """
    waiting: list[Reading] = []
    characters = 0
    for found in read_all(locations, stdin=stdin, read=read):
        if isinstance(found, Fault):
            if not ledger.owns(found.place):  # a folder may hold the ledger, too
                yield found
            continue
        waiting.append(found)
        characters += len(found.document.text)
        if len(waiting) >= _DOCUMENTS or characters >= _CHARACTERS:
            yield from _keep(ledger, waiting)
            waiting, characters = [], 0
    yield from _keep(ledger, waiting)


def _keep(ledger: "Ledger", readings: list[Reading]) -> Iterator[Kept | Fault]:
    try:
        added = ledger.add_many([(r.document, r.claims) for r in readings], reader=reading.READER)
    except VocabularyError as refused:
        if len(readings) == 1:
            yield Fault(readings[0].place, str(refused))
            return
        # One of them is refused, and the others are not to suffer for it.
        for one in readings:
            yield from _keep(ledger, [one])
        return
    for one, new in zip(readings, added, strict=True):
        yield Kept(one.document, new)
