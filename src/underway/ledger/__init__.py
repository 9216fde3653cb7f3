"""Documents and claims, kept for good in one file."""

from underway.ledger.errors import LedgerError
from underway.ledger.ledger import Added, Contents, KnownShow, Ledger
from underway.ledger.locations import default_location
from underway.ledger.rows import KeptClaim

__all__ = ["Added", "Contents", "KeptClaim", "KnownShow", "Ledger", "LedgerError", "default_location"]
