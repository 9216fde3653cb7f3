"""The words that every room shares: documents, claims, figures, and how their parts are normalised."""

from underway.vocabulary.claims import (
    CLAIM_TYPES,
    KINDS,
    Audience,
    Claim,
    Company,
    Credit,
    Date,
    Episodes,
    Quote,
    Status,
    check_evidence,
    claim_from_json,
    make_claim,
)
from underway.vocabulary.documents import Document, Evidence, VocabularyError, content_id, outlet_of
from underway.vocabulary.figures import Figure, figure_of
from underway.vocabulary.metrics import Metric

__all__ = [
    "CLAIM_TYPES",
    "KINDS",
    "Audience",
    "Claim",
    "Company",
    "Credit",
    "Date",
    "Document",
    "Episodes",
    "Evidence",
    "Figure",
    "Metric",
    "Quote",
    "Status",
    "VocabularyError",
    "check_evidence",
    "claim_from_json",
    "content_id",
    "figure_of",
    "make_claim",
    "outlet_of",
]
