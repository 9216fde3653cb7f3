"""Many documents: from locations to claims, and into the ledger. One that fails stops none of the others."""

from underway.bulk.adding import Kept, add_all
from underway.bulk.reading import Reader, Reading, read_all
from underway.bulk.rereading import Reread, reread_all

__all__ = ["Kept", "Reader", "Reading", "Reread", "add_all", "read_all", "reread_all"]
