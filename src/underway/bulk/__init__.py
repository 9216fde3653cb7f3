"""Many documents: from locations to claims, and into the ledger. One that fails stops none of the others."""

from underway.bulk.adding import ConditionalFetch, Kept, add_all
from underway.bulk.folder import FolderError, Summary
from underway.bulk.into_folder import Crew, Progress, read_into
from underway.bulk.reading import Reader, Reading, ReadMany, by_rules, confess, read_all, read_document, singly
from underway.bulk.rereading import Reread, reread_all

__all__ = [
    "ConditionalFetch",
    "Crew",
    "FolderError",
    "Kept",
    "Progress",
    "ReadMany",
    "Reader",
    "Reading",
    "Reread",
    "Summary",
    "add_all",
    "by_rules",
    "confess",
    "read_all",
    "read_document",
    "read_into",
    "reread_all",
    "singly",
]
