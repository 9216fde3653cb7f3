"""Many documents: from locations to claims, and into the ledger. One that fails stops none of the others."""

from underway.bulk.adding import ConditionalFetch, Kept, add_all
from underway.bulk.reading import Reader, Reading, confess, read_all, read_document
from underway.bulk.rereading import Reread, reread_all

__all__ = [
    "ConditionalFetch",
    "Kept",
    "Reader",
    "Reading",
    "Reread",
    "add_all",
    "confess",
    "read_all",
    "read_document",
    "reread_all",
]
