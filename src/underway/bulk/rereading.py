"""Documents of the ledger read again by the present reader."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from underway import reading
from underway.bulk.reading import Reader, confess
from underway.sources import Fault
from underway.vocabulary import Claim, Document

if TYPE_CHECKING:  # who only reads need not wait for the database's packages
    from underway.ledger import Ledger

_DOCUMENTS = 100  # read and not yet kept, at most


class Reread(NamedTuple):
    """A document that was read again: how many of its claims were new, and how many were retired."""

    document: Document
    new: int
    retired: int


def reread_all(
    ledger: "Ledger", *, everything: bool = False, read: Reader = reading.read, reader: str = reading.READER
) -> Iterator[Reread | Fault]:
    """Reads the documents that `reader`, by name and version, has not read yet, or `everything`, some at a time.

    Whatever ends this in the middle, running it again completes it. Raises LedgerError where the ledger fails.
    """
    waiting: list[tuple[Document, list[Claim]]] = []
    for document in ledger.unread(None if everything else reader):
        try:
            waiting.append((document, read(document)))
        except Exception as error:
            yield Fault(document.name, confess(error))
        if len(waiting) == _DOCUMENTS:
            yield from _keep(ledger, waiting, reader)
            waiting = []
    yield from _keep(ledger, waiting, reader)


def _keep(ledger: "Ledger", waiting: list[tuple[Document, list[Claim]]], reader: str) -> Iterator[Reread]:
    for (document, _), found in zip(waiting, ledger.reread_many(waiting, reader=reader), strict=True):
        yield Reread(document, found.new, found.retired)
