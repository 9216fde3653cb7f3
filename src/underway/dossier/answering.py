"""From a question to its answer: what the ledger has about a show, by two clocks, composed into a dossier."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from underway.dossier.audience import Field, own_best
from underway.dossier.compose import Identity, compose
from underway.dossier.discounted import Judged
from underway.dossier.said import Said
from underway.dossier.shapes import Dossier
from underway.dossier.titles import close_titles
from underway.ledger import Confirmed, KeptClaim, Ledger, Rejected, When, show_key
from underway.vocabulary import Claim, Metric


def ask(
    ledger: Ledger, title: str, *, season: int | None = None, as_of: date | None = None, known_at: datetime | None = None
) -> Dossier:
    """What the ledger knows about the show, from what was published by the end of the day `as_of` and what the ledger
    had by the moment `known_at`; None of either is now.

    Whenever it is asked, an answer that gives `known_at` is the one that was given then. Raises LedgerError.
    """
    latest = ledger.latest(known_at)
    when = When(as_of, latest or known_at)
    keys = [show_key(title)]
    kept = list(ledger.claims(*keys, when=when))
    said = [to_said(k) for k in kept if k.state == "current"]
    return compose(
        title,
        said,
        fields=_fields(ledger, keys, said, when),
        season=season,
        as_of=as_of,
        today=ledger.today() if known_at is None else known_at.astimezone(UTC).date(),
        known_at=latest if ledger.lasting else None,
        judged=_judged(ledger, kept, when),
        undated=ledger.undated(keys, when),
        close_titles=() if kept else close_titles(title, (show.title for show in ledger.shows(when))),
    )


def to_said(kept: KeptClaim) -> Said[Claim]:
    return Said(kept.claim, kept.document, kept.known, kept.kept, kept.confirmed)


def _fields(ledger: Ledger, keys: Sequence[str], said: Iterable[Said[Claim]], when: When) -> dict[Metric, Field]:
    fields = {}
    for metric, best in own_best(said).items():
        peers = ledger.peers(keys, metric, best, when)
        fields[metric] = Field(peers.best, [to_said(k) for k in peers.claims])
    return fields


def _judged(ledger: Ledger, kept: Sequence[KeptClaim], when: When) -> list[Judged]:
    """The judgements on these claims."""
    of_claim = {k.claim.id: k for k in kept}
    return [
        Judged(j, to_said(of_claim[j.claim.id]))
        for j in ledger.judgements(when)
        if isinstance(j, Rejected | Confirmed) and j.claim.id in of_claim
    ]
