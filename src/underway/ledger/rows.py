"""Documents and claims as rows, and back."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Row

from underway.vocabulary import (
    Audience,
    Claim,
    Document,
    Metric,
    VocabularyError,
    check_evidence,
    claim_from_json,
    content_id,
    figure_of,
    outlet_of,
)
from underway.vocabulary.titles import fold_letters, title_key

Values = dict[str, Any]
State = Literal["current", "superseded", "retired", "rejected"]

_WORD = re.compile(r"[^\W_]+")
_LONGEST_KEY = 200  # an index of PostgreSQL takes no more than some 2,700 bytes
_TERM = {"status": "status", "date": "event", "credit": "role", "company": "role"}
_NAME = {"quote": "speaker", "credit": "person", "company": "name"}


class When(NamedTuple):
    """Which part of the ledger counts: what the world could know by the end of the day `as_of`, and what the ledger
    had by `known_at`; None of either is no bound."""

    as_of: date | None = None
    known_at: datetime | None = None


class KeptClaim(msgspec.Struct, frozen=True):
    """A claim with the document that makes it; `kept` is the moment, in UTC, at which the ledger learned of the claim.

    `known` is the day from which the world could know: the document's day of publication or else the day, in UTC, on
    which it was kept; None where it has no day and the ledger is one in memory. A claim that is not current does not
    count: its document has a newer version, a newer reader no longer finds it, or a person rejected it. From the day
    `until` on a newer version stands in place of its document. `also` are other readers that found it.
    """

    claim: Claim
    document: Document
    kept: datetime
    known: date | None
    state: State = "current"
    until: date | None = None
    confirmed: bool = False
    also: tuple[str, ...] = ()


class Rows(NamedTuple):
    """One document with its claims: for each table the rows by their primary key; who has read it, and which claim each
    of them found."""

    documents: dict[str, Values]
    shows: dict[str, Values]
    claims: dict[str, Values]
    figures: dict[str, Values]
    metrics: dict[str, Values]
    words: dict[str, Values]
    readers: frozenset[str]
    found: frozenset[tuple[str, str]]


def show_key(title: str) -> str:
    """The key under which the show of the title is kept: `titles.title_key`, of a very long title shortened."""
    key = title_key(title)
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY - 40]} {content_id(key)}"


def page_id(url: str) -> str:
    """What the versions of one page have in common."""
    return content_id(url.partition("#")[0])


def outlet_key(publisher: str | None, url: str | None) -> str | None:
    """The key of who published a document: spellings of one name meet; None where nothing tells."""
    outlet = outlet_of(publisher, url)
    return title_key(outlet) if outlet else None


def searched(text: str) -> str:
    """The words of a text as they are searched for: the same in every database, whatever stands between them."""
    return " ".join(_WORD.findall(fold_letters(text)))


def metric_id(metric: Metric) -> str:
    return content_id(msgspec.to_builtins(metric))


def metric_rows(metrics: Iterable[Metric]) -> dict[str, Values]:
    """The rows of the metrics, by their ids."""
    rows = ({"id": metric_id(metric), "body": msgspec.json.encode(metric).decode()} for metric in metrics)
    return {row["id"]: row for row in rows}


def to_rows(document: Document, claims: Sequence[Claim], readers: Iterable[str] = ()) -> Rows:
    """All but the moment at which they are kept. `readers` have read the document, as have those of the claims.

    Raises VocabularyError for a claim whose words are not the document's, and for text that nothing can write.
    """
    read = frozenset({claim.reader for claim in claims}.union(readers))
    rows = Rows(
        {document.id: msgspec.structs.asdict(document)},
        {},
        {},
        {},
        {},
        {},
        read,
        frozenset((claim.id, claim.reader) for claim in claims),
    )
    for name in ("source_id", "language"):  # not always part of the id, which would have told
        _check_writable(name, getattr(document, name))
    rows.documents[document.id] |= {
        "address": page_id(document.url) if document.url else None,
        "outlet": outlet_key(document.publisher, document.url),
    }
    for claim in claims:
        kind, place = claim.kind, claim.evidence
        check_evidence(claim, document)
        try:
            body = claim.to_json().decode()
        except UnicodeEncodeError:
            raise VocabularyError("claim: holds a lone surrogate, which no encoding can write") from None
        show = show_key(claim.show) if claim.show is not None else None
        season: int | None = getattr(claim, "season", None)
        named: str | None = getattr(claim, _NAME.get(kind, ""), None)
        if show is not None:
            rows.shows.setdefault(show, {"key": show, "title": claim.show})
        if claim.id in rows.claims:
            continue
        rows.claims[claim.id] = {
            "id": claim.id,
            "document": document.id,
            "kind": kind,
            "show": show,
            "season": season,
            "term": getattr(claim, _TERM.get(kind, ""), None),
            "name": title_key(named) if named else None,
            "start": place.start,
            "end": place.end,
            "rule": claim.rule,
            "reader": claim.reader,
            "body": body,
        }
        rows.words[claim.id] = {"claim": claim.id, "words": searched(place.text)}
        if isinstance(claim, Audience):
            figure = figure_of(claim, document.published)
            rows.metrics.update(metric_rows([figure.metric]))
            rows.figures[claim.id] = {
                "claim": claim.id,
                "document": document.id,
                "show": show,
                "season": season,
                "metric": metric_id(figure.metric),
                "value": float(figure.value),
            }
    return rows


def to_document(row: Row[Any]) -> Document:
    """Raises VocabularyError where the row is not what was stored: its id does not fit."""
    values = {name: getattr(row, name) for name in Document.__struct_fields__}
    # Older ledgers did not keep it, and knew no other.
    return Document(**values | {"published_kind": row.published_kind or "published"})


def to_claim(row: Row[Any]) -> Claim:
    """Likewise."""
    return claim_from_json(row.body)


def _check_writable(name: str, value: str | None) -> None:
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        raise VocabularyError(f"{name}: holds a lone surrogate, which no encoding can write") from None
