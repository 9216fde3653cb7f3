"""What people have found about claims and shows. A judgement is kept for good, and taken back by another one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal, cast

import msgspec

from underway.vocabulary import Claim, content_id

JudgementKind = Literal["rejected", "confirmed", "merged", "split", "undone"]


class _Judgement(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """`made` is the moment, in UTC, at which the ledger learned of it; no two judgements have the same."""

    why: str
    made: datetime

    @property
    def kind(self) -> JudgementKind:
        return cast(JudgementKind, self.__struct_config__.tag)

    @property
    def id(self) -> str:
        return content_id(self.kind, self.made.isoformat(), self.why)[:12]

    def to_json(self) -> str:
        return msgspec.json.encode(self).decode()


class Rejected(_Judgement, frozen=True, kw_only=True, tag="rejected"):
    """The words do not say what the claim says. It counts nowhere, nor does what a reader makes of the same words
    later that says the same."""

    claim: Claim


class Confirmed(_Judgement, frozen=True, kw_only=True, tag="confirmed"):
    """The words do say it. The claim is not retired, whatever a newer reader finds."""

    claim: Claim


class Merged(_Judgement, frozen=True, kw_only=True, tag="merged"):
    """Two titles are of one show; each is given as it was typed and as its key."""

    titles: tuple[str, str]
    keys: tuple[str, str]


class Split(_Judgement, frozen=True, kw_only=True, tag="split"):
    """There is another show of this title: the one of `year`, or on `network`, or that the documents (by id) or those
    published from the day `since` on are about."""

    title: str
    key: str
    year: int | None = None
    network: str | None = None
    documents: tuple[str, ...] = ()
    since: date | None = None


class Undone(_Judgement, frozen=True, kw_only=True, tag="undone"):
    """The judgement of this id no longer counts."""

    judgement: str


Judgement = Rejected | Confirmed | Merged | Split | Undone
_decoder: msgspec.json.Decoder[Judgement] = msgspec.json.Decoder(Judgement)
# What says how a claim was said, rather than what: it may change from one reader to the next.
_MANNER = frozenset({"attributed_to", "speaker_mention", "venue"})


def judgement_from_json(body: str) -> Judgement:
    """Raises ValueError where it is none."""
    return _decoder.decode(body)


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that no later one has taken back, oldest first. An undoing can be undone, too."""
    standing: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.made):
        standing[judgement.id] = judgement
    undone: set[str] = set()
    for judgement in sorted(standing.values(), key=lambda j: j.made, reverse=True):
        if isinstance(judgement, Undone) and judgement.id not in undone:
            undone.add(judgement.judgement)
    return [j for id_, j in standing.items() if id_ not in undone]


class Judged:
    """Judgements on claims, as they bear on the claims of some documents."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self._rejected: dict[str, list[Rejected]] = {}
        self._confirmed: dict[str, list[Confirmed]] = {}
        for judgement in judgements:
            if isinstance(judgement, Rejected):
                self._rejected.setdefault(judgement.claim.document, []).append(judgement)
            elif isinstance(judgement, Confirmed):
                self._confirmed.setdefault(judgement.claim.document, []).append(judgement)

    def documents(self) -> list[str]:
        """The documents in which claims were rejected."""
        return sorted(self._rejected)

    def confirmed_ids(self) -> set[str]:
        """The ids of the claims that are confirmed, as they were then."""
        judged = {j.claim.id: j.claim for group in self._confirmed.values() for j in group}
        return {id_ for id_, claim in judged.items() if self.confirmation(claim)}

    def rejection(self, claim: Claim) -> Rejected | None:
        """The judgement that rejects the claim; of two on one claim, the one made last counts."""
        rejected = _last(self._rejected.get(claim.document, []), claim)
        confirmed = _last(self._confirmed.get(claim.document, []), claim)
        return rejected if rejected and (confirmed is None or confirmed.made < rejected.made) else None

    def confirmation(self, claim: Claim) -> Confirmed | None:
        """Likewise the one that confirms it."""
        rejected = _last(self._rejected.get(claim.document, []), claim)
        confirmed = _last(self._confirmed.get(claim.document, []), claim)
        return confirmed if confirmed and (rejected is None or rejected.made < confirmed.made) else None


def _last(judgements: Sequence[Any], claim: Claim) -> Any:
    return max((j for j in judgements if same(j.claim, claim)), key=lambda j: j.made, default=None)


def same(judged: Claim, claim: Claim) -> bool:
    """Whether the claim is the judged one, or what another reader makes of the same words that says the same."""
    if judged.id == claim.id:
        return True
    return (
        judged.kind == claim.kind
        and judged.evidence.start < claim.evidence.end
        and claim.evidence.start < judged.evidence.end
        and _gist(judged) == _gist(claim)
    )


def _gist(claim: Claim) -> dict[str, Any]:
    return {name: value for name, value in claim.fields().items() if name not in _MANNER}
