"""How many publishers say something by themselves. What they copied or passed on has the origin that it came from.

- One outlet counts once, however often it says it.
- Texts that are word for word the same, or nearly so, are one text, whoever prints them.
- A document that passes on another's report has that other for its origin: hearsay whose teller is named, or words of
  any certainty that are put down to an outlet of which a document is in hand. A company that tells of its own show
  is no outlet: those who print its announcement stand by it themselves.
- Documents of unknown outlets may all be of one, and count once together.

Origins meet: who copied from a copy, or passed on what was passed on, shares the origin of both. So another copy never
raises the number, and an outlet with words of its own raises it by one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from rensa import RMinHash

from underway.dossier.said import Said
from underway.vocabulary import Audience, Claim, Date, Document, Status
from underway.vocabulary.titles import fold_letters, title_key

# An editor who shortens a text cuts from its end, and pages end in words of their own: the beginning tells a copy.
_LEAD = 1200  # characters, some two hundred words
# Two printings of an agency's text share nine tenths of these runs of words; under different heads, and with a house's
# own way of writing, still two thirds. Two reports of one announcement share what they quote of it, below a third.
_RUN = 3  # words
_NEAR = 0.5
# In a sentence or two the same news makes nearly the same words: texts this short are copies only word for word.
_SHORT = 30  # words
_PERMUTATIONS = 128  # a standard error of 0.04 around one half
_SEED = 1

_WORD = re.compile(r"[^\W_]+")
_HEARSAY = frozenset({"reported", "speculative"})

Node = tuple[str, str]


def independent(said: Iterable[Said[Claim]], *, companies: Iterable[str] = ()) -> int:
    """How many publishers carry the claims independently; 0 where there are none."""
    return len(origins(said, companies=companies))


def origins(said: Iterable[Said[Claim]], *, companies: Iterable[str] = ()) -> list[frozenset[str]]:
    """The ids of the documents that make the claims, those of one origin together, the smallest id first.

    `companies` are the show's own: networks and studios.
    """
    ordered = sorted(set(said), key=lambda s: s.order)
    documents = {s.document.id: s.document for s in ordered}
    outlets = {id_: title_key(d.outlet) for id_, d in documents.items() if d.outlet}
    heard, credited = _passed_on(ordered, outlets, {title_key(name) for name in companies})
    tellers = set(heard.values())

    groups = _Groups()
    for id_, outlet in outlets.items():
        # Who only passes on adds nothing, but is where those come from who name it in turn.
        if id_ not in heard or outlet in tellers:
            groups.unite(("document", id_), ("outlet", outlet))
    for id_, outlet in [*heard.items(), *credited]:
        groups.unite(("document", id_), ("outlet", outlet))
    for one, other in _copies(documents.values()):
        groups.unite(("document", one), ("document", other))

    known = {groups.of(("outlet", outlet)) for outlet in (*outlets.values(), *tellers)}
    found: dict[Node | None, set[str]] = {}
    for id_ in documents:
        group = groups.of(("document", id_))
        found.setdefault(group if group in known else None, set()).add(id_)
    return sorted(map(frozenset, found.values()), key=min)


class _Groups:
    """What has been united, directly or through others."""

    def __init__(self) -> None:
        self._parents: dict[Node, Node] = {}

    def of(self, node: Node) -> Node:
        while (parent := self._parents.setdefault(node, node)) != node:
            self._parents[node] = node = self._parents[parent]
        return node

    def unite(self, one: Node, other: Node) -> None:
        self._parents[self.of(one)] = self.of(other)


def _passed_on(
    ordered: list[Said[Claim]], outlets: dict[str, str], companies: set[str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """By document whose hearsay it passes on, the first that it names; and other documents with outlets they credit."""
    in_hand = set(outlets.values()) - companies
    heard: dict[str, str] = {}
    credited: list[tuple[str, str]] = []
    for s in ordered:
        if not isinstance(s.claim, Status | Date | Audience) or not s.claim.attributed_to:
            continue
        teller = title_key(s.claim.attributed_to)
        if teller == outlets.get(s.document.id):
            continue
        if not isinstance(s.claim, Audience) and s.claim.certainty in _HEARSAY:
            heard.setdefault(s.document.id, teller)
        elif teller in in_hand:
            credited.append((s.document.id, teller))
    return heard, credited


def _copies(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Pairs of documents that print one text, enough of them to reach each copy."""
    printed: dict[tuple[str, ...], str] = {}
    for document in documents:
        words = _words(document.text) or (document.text,)
        yield document.id, printed.setdefault(words, document.id)
    long = [(words, id_) for words, id_ in printed.items() if len(words) >= _SHORT]
    runs = [[" ".join(run) for run in zip(*(words[n:] for n in range(_RUN)), strict=False)] for words, _ in long]
    sketches = RMinHash.from_token_sets(runs, num_perm=_PERMUTATIONS, seed=_SEED)
    for (one, (_, a)), (other, (_, b)) in combinations(zip(sketches, long, strict=True), 2):
        if one.jaccard(other) >= _NEAR:
            yield a, b


def _words(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text[:_LEAD].casefold())
    return tuple(word if word.isascii() else fold_letters(word) for word in words)
