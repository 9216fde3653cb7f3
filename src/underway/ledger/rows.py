"""Documents and claims as rows, and back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row

from underway.vocabulary import Audience, Claim, Document, VocabularyError, check_evidence, claim_from_json, figure_of
from underway.vocabulary.figures import Metric
from underway.vocabulary.titles import title_key

Values = dict[str, Any]


class KeptClaim(msgspec.Struct, frozen=True):
    """A claim with the document that makes it; `kept` is the moment, in UTC, at which the ledger learned of the claim.

    `known` is the day from which the world could know: the document's day of publication or else the day, in UTC, on
    which it was kept; None where it has no day and the ledger is one in memory.
    """

    claim: Claim
    document: Document
    kept: datetime
    known: date | None


class Rows(NamedTuple):
    """One document with its claims: for each table the rows by their primary key."""

    documents: dict[str, Values]
    shows: dict[str, Values]
    claims: dict[str, Values]
    figures: dict[str, Values]


def to_rows(document: Document, claims: Sequence[Claim], kept: datetime) -> Rows:
    """Raises VocabularyError for a claim whose words are not the document's, and for text that nothing can write."""
    rows = Rows({document.id: {**msgspec.structs.asdict(document), "kept": kept}}, {}, {}, {})
    for name in ("source_id", "language"):  # not always part of the id, which would have told
        _check_writable(name, getattr(document, name))
    for claim in claims:
        check_evidence(claim, document)
        try:
            body = claim.to_json().decode()
        except UnicodeEncodeError:
            raise VocabularyError("claim: holds a lone surrogate, which no encoding can write") from None
        show = title_key(claim.show) if claim.show is not None else None
        season: int | None = getattr(claim, "season", None)
        if show is not None:
            rows.shows.setdefault(show, {"key": show, "title": claim.show, "kept": kept})
        rows.claims[claim.id] = {
            "id": claim.id,
            "document": document.id,
            "kind": claim.kind,
            "show": show,
            "season": season,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "rule": claim.rule,
            "reader": claim.reader,
            "kept": kept,
            "retired": None,
            "body": body,
        }
        if isinstance(claim, Audience):
            figure = figure_of(claim)
            rows.figures[claim.id] = {
                "claim": claim.id,
                "show": show,
                "season": season,
                "metric": _metric_text(figure.metric),
                "value": float(figure.value),
            }
    return rows


def to_document(row: Row[Any]) -> Document:
    """Raises VocabularyError where the row is not what was stored: its id does not fit."""
    return Document(**{name: getattr(row, name) for name in Document.__struct_fields__})


def to_claim(row: Row[Any]) -> Claim:
    """Likewise."""
    return claim_from_json(row.body)


def known_day(row: Row[Any], *, lasting: bool) -> date | None:
    """The day from which the world could know a document."""
    return row.published or (row.kept.date() if lasting else None)


def _metric_text(metric: Metric) -> str:
    return msgspec.json.encode(metric).decode()


def _check_writable(name: str, value: str | None) -> None:
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        raise VocabularyError(f"{name}: holds a lone surrogate, which no encoding can write") from None
