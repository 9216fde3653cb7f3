"""Many documents: from locations to claims, and into the ledger. One that fails stops none of the others."""

from underway.bulk.adding import ConditionalFetch, Kept, add_all
from underway.bulk.reading import Reader, Reading, ReadMany, by_rules, confess, read_all, read_document, singly
from underway.bulk.rereading import Reread, reread_all

__all__ = [
    "ConditionalFetch",
    "Kept",
    "ReadMany",
    "Reader",
    "Reading",
    "Reread",
    "add_all",
    "by_rules",
    "confess",
    "read_all",
    "read_document",
    "reread_all",
    "singly",
]
