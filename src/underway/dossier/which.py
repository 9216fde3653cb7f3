"""Which show a title means: spellings and merged titles looked up, claims parted from those of its namesakes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from underway.dossier.titles import usual_spelling
from underway.ledger import Confirmed, Judgement, KeptClaim, Ledger, Merged, Rejected, Split, When, show_key
from underway.ledger.identity import Identity, meant, part, same_keys, title_of
from underway.ledger.qualifiers import bears, keys_to_look_up, read_title
from underway.vocabulary.titles import title_key


class Shown(NamedTuple):
    """One show of a title, with the claims about it that count and the judgements that bear on it; `rejected` claims
    are of the same documents. `key` stays the same however the title is spelt, `keys` are those of its titles, `others`
    the shows of its title beside it; `merges` are those of all titles."""

    title: str
    key: str
    identity: Identity
    keys: tuple[str, ...]
    claims: tuple[KeptClaim, ...]
    merges: Sequence[tuple[str, str]]
    rejected: tuple[KeptClaim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    others: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class AboutShow(NamedTuple):
    """Where claims about a show are: under these keys and, where it has namesakes, in these documents."""

    keys: tuple[str, ...]
    documents: frozenset[str] | None


def about_show(ledger: Ledger, title: str, when: When) -> AboutShow | None:
    """Of the show that the title means most likely; None where none is known. Raises LedgerError."""
    found = shows_of(ledger, title, when, superseded=True)
    if not found:
        return None
    shown = found[0]
    documents = frozenset(k.document.id for k in (*shown.claims, *shown.rejected))
    return AboutShow(shown.keys, documents if shown.others else None)


def shows_of(ledger: Ledger, title: str, when: When, *, superseded: bool = False) -> list[Shown]:
    """The shows that the title may mean, the youngest first; empty where none is known.

    With `superseded` also the claims of documents that have a newer version, for who asks about the past.
    Raises LedgerError.
    """
    judgements = ledger.judgements(when)
    merges = [j.keys for j in judgements if isinstance(j, Merged)]
    # What stands in parentheses may be part of the title; where nothing has that title, it tells which show is meant.
    for asked in dict.fromkeys((title, read_title(title)[0])):
        exact, prefix = keys_to_look_up(asked)
        near = {key for key, kept in ledger.titles_from(prefix, when).items() if bears(kept, asked)}
        keys = {k for key in exact | near for k in same_keys(key, merges)}
        if titles := ledger.titles(sorted(keys), when):
            kept = list(ledger.claims(*titles, when=when, superseded=superseded))
            return _parted(ledger, title, kept, judgements, merges, keys=tuple(sorted(titles)), when=when)
    return []


def _parted(
    ledger: Ledger,
    title: str,
    kept: Sequence[KeptClaim],
    judgements: Sequence[Judgement],
    merges: Sequence[tuple[str, str]],
    *,
    keys: tuple[str, ...],
    when: When,
) -> list[Shown]:
    base, qualifier = read_title(title)
    named = {*keys, show_key(base)}
    splits = [j for j in judgements if isinstance(j, Split) and j.key in named]
    parting = part(
        kept,
        title=base,
        entries=ledger.catalogue(sorted(named), when),
        splits=splits,
        merges=merges,
        rejected=frozenset(k.claim.id for k in kept if k.state == "rejected"),
    )
    identities = [identity for identity, _ in parting.shows]
    told = {split.year for split in splits}
    wanted = meant(qualifier, identities) or [
        i for i in identities if qualifier and i.year is None and qualifier.year not in told
    ]
    names = {title_of(identity): None for identity in identities}
    return [
        Shown(
            title=_spelt(identity, claims),
            key=" ".join(filter(None, (keys[0], title_key(identity.qualifier or "")))),
            identity=identity,
            keys=keys,
            claims=tuple(k for k in claims if k.state == "current" or (k.state == "superseded" and k.until)),
            merges=merges,
            rejected=tuple(k for k in claims if k.state == "rejected"),
            judgements=tuple(_bearing(judgements, named, claims)),
            others=tuple(name for name in names if name != title_of(identity)),
            doubts=tuple(f"{d.question} To settle it: {' or '.join(d.commands)}" for d in parting.doubts),
        )
        for identity, claims in parting.shows
        if identity in wanted
    ]


def _spelt(identity: Identity, claims: Iterable[KeptClaim]) -> str:
    """The title as the documents spell it most, with what tells it from its namesakes."""
    spellings = [read_title(k.claim.show)[0] for k in claims if k.claim.show]
    title = usual_spelling(spellings) if spellings else identity.title
    return title_of(msgspec.structs.replace(identity, title=title))


def _bearing(judgements: Iterable[Judgement], keys: set[str], claims: Iterable[KeptClaim]) -> Iterable[Judgement]:
    """The judgements on the claims' documents and on the show's titles."""
    documents = {k.document.id for k in claims}
    for judgement in judgements:
        match judgement:
            case Rejected() | Confirmed():
                bears_on = judgement.claim.document in documents
            case Merged():
                bears_on = not set(judgement.keys).isdisjoint(keys)
            case Split():
                bears_on = judgement.key in keys
            case _:
                bears_on = False
        if bears_on:
            yield judgement
