"""Which show a title means: its spellings and merged titles looked up, its claims parted from those of its namesakes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from underway.ledger import Confirmed, Judgement, KeptClaim, Ledger, Merged, Rejected, Split, When
from underway.ledger.identity import Doubt, Identity, part, same_keys, title_of
from underway.ledger.qualifiers import Qualifier, bears, keys_to_look_up, read_title


class Shown(NamedTuple):
    """One show of a title, with the claims about it that count and the judgements that bear on it; `rejected` claims
    are of the same documents. `keys` are those of its titles, `others` the shows of its title beside it."""

    title: str
    identity: Identity
    keys: tuple[str, ...]
    claims: tuple[KeptClaim, ...]
    rejected: tuple[KeptClaim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    others: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def shows_of(ledger: Ledger, title: str, when: When) -> list[Shown]:
    """The shows that the title may mean, the one that it means most likely first; empty where none is known.

    Raises LedgerError.
    """
    judgements = ledger.judgements(when)
    merges = [j.keys for j in judgements if isinstance(j, Merged)]
    exact, prefix = keys_to_look_up(title)
    titles = ledger.titles(sorted({k for key in exact for k in same_keys(key, merges)}), when)
    near = {key: kept for key, kept in ledger.titles_from(prefix, when).items() if bears(kept, title)}
    merged = {k for key in near for k in same_keys(key, merges)}
    titles |= near | ledger.titles(sorted(merged), when)
    if not titles:
        return []
    return _parted(ledger, title, tuple(sorted(titles)), judgements, when)


def _parted(
    ledger: Ledger, title: str, keys: tuple[str, ...], judgements: Sequence[Judgement], when: When
) -> list[Shown]:
    base, qualifier = read_title(title)
    kept = list(ledger.claims(*keys, when=when))
    current = [k for k in kept if k.state == "current"]
    splits = [j for j in judgements if isinstance(j, Split) and j.key in keys]
    parting = part(current, title=base, entries=ledger.catalogue(keys, when), splits=splits)
    names = [title_of(identity) for identity, _ in parting.shows]
    shown = [
        Shown(
            title=name,
            identity=identity,
            keys=keys,
            claims=claims,
            rejected=_of_documents(kept, claims if len(names) > 1 else kept),
            judgements=tuple(_bearing(judgements, keys, claims if len(names) > 1 else kept)),
            others=tuple(other for other in names if other != name),
            doubts=parting.doubts,
        )
        for name, (identity, claims) in zip(names, parting.shows, strict=True)
    ]
    return sorted(shown, key=lambda s: not _is_meant(s.identity, qualifier)) if qualifier else shown


def _is_meant(identity: Identity, qualifier: Qualifier) -> bool:
    return (
        (qualifier.year is None or qualifier.year == identity.year)
        and (qualifier.country is None or qualifier.country == identity.country)
        and (qualifier.network is None or qualifier.network.casefold() in map(str.casefold, identity.networks))
    )


def _of_documents(kept: Iterable[KeptClaim], claims: Iterable[KeptClaim]) -> tuple[KeptClaim, ...]:
    documents = {k.document.id for k in claims}
    return tuple(k for k in kept if k.state == "rejected" and k.document.id in documents)


def _bearing(
    judgements: Iterable[Judgement], keys: tuple[str, ...], claims: Iterable[KeptClaim]
) -> Iterable[Judgement]:
    documents = {k.document.id for k in claims}
    for judgement in judgements:
        match judgement:
            case Rejected() | Confirmed():
                if judgement.claim.document in documents:
                    yield judgement
            case Merged():
                if set(judgement.keys) & set(keys):
                    yield judgement
            case Split():
                if judgement.key in keys:
                    yield judgement

