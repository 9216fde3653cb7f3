"""Documents, claims and judgements, kept for good in one database."""

from underway.ledger.audience import KeptFigure, KeptTable
from underway.ledger.errors import LedgerError
from underway.ledger.finding import Contents, Entry, KnownShow, Peers
from underway.ledger.followed import Follow, RecordedDigest
from underway.ledger.judgements import Confirmed, Judgement, JudgementKind, Merged, Rejected, Split, Undone
from underway.ledger.keeping import Added, Reread
from underway.ledger.ledger import Ledger
from underway.ledger.locations import default_location
from underway.ledger.polled import Polled, PolledFeed, WaitingEntry
from underway.ledger.queries import Filter
from underway.ledger.rows import KeptClaim, State, When, searched, show_key

__all__ = [
    "Added",
    "Confirmed",
    "Contents",
    "Entry",
    "Filter",
    "Follow",
    "Judgement",
    "JudgementKind",
    "KeptClaim",
    "KeptFigure",
    "KeptTable",
    "KnownShow",
    "Ledger",
    "LedgerError",
    "Merged",
    "Peers",
    "Polled",
    "PolledFeed",
    "RecordedDigest",
    "Rejected",
    "Reread",
    "Split",
    "State",
    "Undone",
    "WaitingEntry",
    "When",
    "default_location",
    "searched",
    "show_key",
]
