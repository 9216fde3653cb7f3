"""What does not count, or counts by somebody's judgement, and why: withdrawn claims, and what people found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import NamedTuple

from underway.dossier.retractions import TakenBack
from underway.dossier.said import Said
from underway.dossier.shapes import JudgementLine, Withdrawal
from underway.dossier.sources import Cite, Numbering
from underway.ledger import Confirmed, Judgement, Merged, Rejected, Split
from underway.vocabulary import Claim


class Judged(NamedTuple):
    """A judgement that bears on the show, and the claim that it is about, where it is about one."""

    judgement: Judgement
    said: Said[Claim] | None


def withdrawals(
    said: Iterable[Said[Claim]], taken: Mapping[str, TakenBack], numbering: Numbering
) -> tuple[Withdrawal, ...]:
    """The claims that were taken back, with the words that did so, the oldest notice first."""
    by_notice: dict[TakenBack, list[Said[Claim]]] = {}
    for s in sorted(said, key=lambda s: s.order):
        if s.claim.id in taken:
            by_notice.setdefault(taken[s.claim.id], []).append(s)
    ordered = sorted(by_notice, key=lambda t: (str(t.document.published or ""), t.document.id, t.words.start))
    return tuple(
        Withdrawal(
            citations=numbering.cite(by_notice[notice]),
            notice=numbering.cite_words(notice.document, notice.words),
            published=notice.document.published,
        )
        for notice in ordered
    )


def judgement_lines(judged: Sequence[Judged], cite: Cite) -> tuple[JudgementLine, ...]:
    """What people found, in the order in which they did."""
    return tuple(
        JudgementLine(
            id=j.judgement.id,
            kind=j.judgement.kind,
            made=j.judgement.made.astimezone(UTC).date(),
            why=j.judgement.why,
            titles=_titles(j.judgement),
            citations=cite([j.said]) if j.said else (),
        )
        for j in sorted(judged, key=lambda j: j.judgement.made)
        if isinstance(j.judgement, Rejected | Confirmed | Merged | Split)
    )


def _titles(judgement: Judgement) -> tuple[str, ...]:
    match judgement:
        case Merged():
            return judgement.titles
        case Split():
            return (judgement.title,)
        case _:
            return ()
