"""Shows as things: spellings that are one show, and shows that have one title.

Which of several shows a document is about is decided for the document as a whole, by the first of these signs that
means exactly one of them:

1. a person's judgement names the document;
2. words beside the title: "Harrow House (2021)", "the 1994 drama Harrow House", a claim's own title;
3. the day from which a judgement says that documents are about it;
4. the year in which it says that the show, or its first season, begins;
5. networks and studios, those of the catalogue and of the documents that are placed already;
6. people, likewise;
7. its day of publication, where only one of the shows had begun by then and was not long over.

No sign but the first three means a show that began years after what the document tells of. What is so old that it can
be about none of them is about one more. A document that no sign places is about the one show that remains possible;
where there are several, or it speaks of "the original", it counts for none, and that is asked; but where no
document is placed at all, all are about the one that goes by the title alone. Catalogues alone never
make two shows: one that no document is surely about is left aside. Which shows there may be is told in `candidates.py`.
"""

import shlex
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

import msgspec

from underway.catalogue import CatalogueEntry, Ids
from underway.ledger.candidates import Candidate, candidates_for, told_apart
from underway.ledger.judgements import Split
from underway.ledger.placing import Placing
from underway.ledger.qualifiers import COUNTRIES, Qualifier, read_title
from underway.ledger.rows import show_key
from underway.ledger.signs import Signs, signs_of
from underway.vocabulary import Claim, Company, Document
from underway.vocabulary.titles import title_key

Merges = Sequence[tuple[str, str]]

_MOST_NAMED = 3  # documents in one question


class Told(Protocol):
    """A claim with its document; `known` is the day from which the world could know, where the document has none."""

    @property
    def claim(self) -> Claim: ...
    @property
    def document(self) -> Document: ...
    @property
    def known(self) -> date | None: ...


T = TypeVar("T", bound=Told)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """One show. `qualifier` tells it from the others of its title; None where there is no other.

    `year` is the one in which it began, `country` ISO 3166; `networks` are those that claims name, the most often
    named first, and those of catalogues.
    """

    title: str
    qualifier: str | None = None
    year: int | None = None
    country: str | None = None
    networks: tuple[str, ...] = ()
    ids: Ids = Ids()


class Doubt(msgspec.Struct, frozen=True):
    """What the user is asked, as a sentence, and the commands of which one settles it, each to be completed."""

    question: str
    commands: tuple[str, ...]


class Parting(msgspec.Struct, Generic[T], frozen=True):
    """The shows of one title with their claims, the youngest first; every claim is with one of them or `unplaced`."""

    shows: tuple[tuple[Identity, tuple[T, ...]], ...]
    unplaced: tuple[T, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def same_keys(key: str, merges: Merges) -> frozenset[str]:
    """The keys that are merged with this one, itself included: what is merged with the same is one."""
    found, new = {key}, {key}
    while new:
        new = {k for pair in merges if new.intersection(pair) for k in pair} - found
        found |= new
    return frozenset(found)


def title_of(identity: Identity) -> str:
    """As it is shown: "Harrow House (2021)"."""
    return f"{identity.title} ({identity.qualifier})" if identity.qualifier else identity.title


def meant(told: Qualifier | None, shows: Iterable[Identity]) -> tuple[Identity, ...]:
    """Those of the shows that a title with this qualifier asks for, all of them without one: of its year, or else of
    the one beside it; with its network as their first, or else as any."""
    found = tuple(shows)
    if told and told.year:
        found = tuple(i for i in found if i.year == told.year) or tuple(
            i for i in found if i.year and abs(i.year - told.year) == 1
        )
    if told and told.country:
        found = tuple(i for i in found if i.country == told.country)
    if told and told.network:
        key = title_key(told.network)
        found = tuple(i for i in found if key in map(title_key, i.networks[:1])) or tuple(
            i for i in found if key in map(title_key, i.networks)
        )
    return found


def part(
    kept: Iterable[T],
    *,
    title: str,
    entries: Iterable[CatalogueEntry] = (),
    splits: Iterable[Split] = (),
    merges: Merges = (),
    rejected: Container[str] = (),
) -> Parting[T]:
    """The claims under one title, and under its spellings with a year or a country, as those of its shows.

    `entries` are those of the title in catalogues; `splits` and `merges`, pairs of `rows.show_key`s, are the judgements
    in force; a merge of "Harrow House (1994)" with "Harrow House (2021)", or with "Harrow House", makes them one.
    The claims with `rejected` ids go with their documents and tell nothing. The order of what is given does not matter.
    """
    kept, base = tuple(kept), read_title(title)[0]
    told = {show: read_title(show) for show in {k.claim.show for k in kept} if show}
    spellings = tuple(sorted({spelling for spelling, _ in told.values()}, reverse=True))  # the longer ones first
    by_document: dict[str, list[T]] = {}
    for k in kept:
        by_document.setdefault(k.document.id, []).append(k)
    signs = [
        signs_of(own[0].document, own[0].known, [k.claim for k in own if k.claim.id not in rejected], spellings)
        for _, own in sorted(by_document.items())
    ]
    marks = {q for _, q in told.values() if q} | {m.qualifier for s in signs for m in s.marks}
    claims = [(k.claim, told[k.claim.show][1]) for k in kept if k.claim.show]
    named, rest = candidates_for(signs, marks, entries, splits), Candidate()
    placing = Placing(signs, named, rest)
    live = placing.place(claims)
    if len(live) > 1 and merges:
        joined = _joined({c: _own(base, c, kept, placing)[0] for c in live}, rest, merges)
        placing = Placing(signs, joined, rest)
        live = placing.place(claims)
    if len(live) < 2:
        fits = live or [c for c in named if c.entries and c.agrees_with(signs)]
        only = _identity(base, fits[0] if len(fits) == 1 else rest, kept, signs)
        return Parting(((only, kept),), doubts=tuple(_asked_of_one(base, signs, merges)))
    live.sort(key=lambda c: -(c.start or 0))
    owned = [(identity, own) for identity, own in (_own(base, c, kept, placing) for c in live) if own]
    if not owned:  # a person tells of another show of the title, and nothing that it is this one
        return Parting(((_identity(base, rest, kept, signs), kept),))
    shows = _qualified([identity for identity, _ in owned])
    unplaced = tuple(k for k in kept if placing.show_of(k.claim) is None)
    return Parting(
        tuple((identity, own) for identity, (_, own) in zip(shows, owned, strict=True)),
        unplaced,
        tuple(_asked_of_unplaced(base, shows, unplaced)),
    )


def _own(base: str, show: Candidate, kept: Iterable[T], placing: Placing) -> tuple[Identity, tuple[T, ...]]:
    own = tuple(k for k in kept if placing.show_of(k.claim) is show)
    return _identity(base, show, own, placing.documents_of(show)), own


def _joined(shows: Mapping[Candidate, Identity], rest: Candidate, merges: Merges) -> list[Candidate]:
    """The shows, those as one whose names are merged: the title with a word that no other one of them has, and the
    bare title, which is that of `rest`."""
    names = {c: {show_key(f"{i.title} ({word})") for (word,) in _words(i)} for c, i in shows.items()}
    if rest in names:
        names[rest].add(show_key(shows[rest].title))
    times = Counter(name for own in names.values() for name in own)
    groups: list[tuple[set[str], list[Candidate]]] = []
    for show, own in names.items():
        keys = {key for name in own if times[name] == 1 for key in same_keys(name, merges)}
        meeting = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if group not in meeting]
        groups.append((keys.union(*(k for k, _ in meeting)), [show, *(c for _, members in meeting for c in members)]))
    found = []
    for _, members in groups:
        one = rest if rest in members else members[0]
        for other in members:
            if other is not one:
                one.take(other)
        if one is not rest or len(members) > 1:
            found.append(one)
    return found


def _words(identity: Identity) -> list[tuple[str, ...]]:
    """What tells it from others of its title, each by itself: its year, its networks, its country."""
    country = [_country(identity.country)] if identity.country else []
    return [(word,) for word in (*([str(identity.year)] if identity.year else []), *identity.networks, *country)]


def _country(code: str) -> str:
    return COUNTRIES.get(code, code).split("|")[0]


def _identity(base: str, show: Candidate, claims: Iterable[Told], documents: Sequence[Signs]) -> Identity:
    years = show.years or {y for s in documents for y in (s.starts if show.ordered else s.began())}
    return Identity(
        title=base,
        year=min(years, default=None),
        country=min(show.countries) if len(show.countries) == 1 else None,
        networks=_networks(show, claims),
        ids=show.ids,
    )


def _networks(show: Candidate, claims: Iterable[Told]) -> tuple[str, ...]:
    """The most often named first; of equals, the one that stands first in its text. Those of catalogues come last."""
    places: dict[str, list[tuple[int, str]]] = {}
    for claim in (k.claim for k in claims):
        if isinstance(claim, Company) and claim.role == "network":
            at = claim.evidence.start + max(claim.evidence.text.find(claim.name), 0)
            places.setdefault(title_key(claim.name), []).append((at, claim.name))
    named = [min(own)[1] for _, own in sorted(places.items(), key=lambda p: (-len(p[1]), min(p[1])))]
    listed = {title_key(e.network): e.network for e in show.entries if e.network}
    return (*named, *(name for key, name in sorted(listed.items()) if key not in places))


def _qualified(shows: Sequence[Identity]) -> list[Identity]:
    """Each with the fewest words that no other one has: its year, a network, its country, or its year and one."""
    wordings = [[*words, *(words[0] + w for w in words[1:])] for words in map(_words, shows)]
    qualified = []
    for n, identity in enumerate(shows):
        taken = {words for m, others in enumerate(wordings) if m != n for words in others}
        own = next((words for words in wordings[n] if words not in taken), None)
        qualified.append(msgspec.structs.replace(identity, qualifier=", ".join(own) if own else None))
    return qualified


def _asked_of_one(base: str, signs: Sequence[Signs], merges: Merges) -> Iterator[Doubt]:
    for apart in told_apart(signs):
        another = f"{base} ({apart.year})"
        if not apart.sure and show_key(another) not in same_keys(show_key(base), merges):
            since = min(s.oldest for s in apart.earlier if s.oldest)
            yield Doubt(
                f"Documents tell of {base} in {since}, and of its beginning in {apart.year}: is that another show?",
                (_command("split", base, f"--year={apart.year}"), _command("merge", base, another)),
            )


def _asked_of_unplaced(base: str, shows: Sequence[Identity], unplaced: Iterable[Told]) -> Iterator[Doubt]:
    documents = sorted({k.document.id for k in unplaced})
    if documents:
        one = len(documents) == 1
        which = f"not tell which show is meant, {' or '.join(map(title_of, shows))}"
        told = [f"--document={id_}" for id_ in documents[:_MOST_NAMED]]
        by_year = [_command("split", base, f"--year={i.year}", *told) for i in shows if i.year]
        yield Doubt(
            f"One document does {which}; it counts for none."
            if one
            else f"{len(documents)} documents do {which}; they count for none.",
            tuple(by_year) or (_command("split", base, *told),),
        )


def _command(*words: str) -> str:
    return f"underway {shlex.join(words)} --why …"
