"""Documents in, claims out: deterministic, pure, each claim with the rule that found it."""

from underway.vocabulary import Claim, Document

READER = "rules 0.1.0"


def read(document: Document) -> list[Claim]:
    """The document's claims, in the order of their evidence."""
    raise NotImplementedError(document.id)
