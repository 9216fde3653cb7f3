"""Documents placed with the shows that they are surely about, until no sign tells of one more."""

from collections.abc import Iterable, Sequence

from underway.ledger.candidates import Candidate, fitting, follows
from underway.ledger.qualifiers import Qualifier
from underway.ledger.signs import Signs
from underway.vocabulary import Claim


class Placing:
    """`named` are the shows that something is known of, `rest` is the one that what cannot be about them is about; it
    may be one of them. The signs and their order stand at the head of `identity.py`."""

    def __init__(self, signs: Sequence[Signs], named: Sequence[Candidate], rest: Candidate) -> None:
        self._signs = signs
        self._named = list(named)
        self._rest = rest
        self._rest_lives = rest in named or (bool(named) and all(c.splits for c in named))
        self._mixed: set[str] = set()
        self._documents: dict[str, Candidate] = {}
        self._claims: dict[str, Candidate] = {}

    def place(self, claims: Iterable[tuple[Claim, Qualifier | None]]) -> list[Candidate]:
        """The shows that some of the claims are about; `claims` are given with what qualifies the title in them."""
        if not self._named:
            return []
        self._settle()
        self._place_by_own_words(claims)
        live = [c for c in self._everyone() if c.splits or c in self._used() or (c is self._rest and self._rest_lives)]
        if len(live) > 1:
            self._named = [c for c in self._named if c in live]
            self._settle()
            for s in self._signs:
                possible = [c for c in live if c.may_be(s)]
                if len(possible) == 1 and s.document.id not in self._mixed and not s.names_original:
                    self._documents.setdefault(s.document.id, possible[0])
        return live

    def _place_by_own_words(self, claims: Iterable[tuple[Claim, Qualifier | None]]) -> None:
        """Claims that say themselves which show they are about: in the title or, where the document tells of several,
        beside it."""
        signs = {s.document.id: s for s in self._signs}
        for claim, told in claims:
            words = claim.evidence
            marks = [m for m in signs[claim.document].marks if m.at is not None and words.start <= m.at < words.end]
            beside = [m.qualifier for m in marks] if claim.document in self._mixed else []
            meant = [fitting(qualifier, self._named) for qualifier in ([told] if told else beside)]
            show = _only({fits[0] for fits in meant if len(fits) == 1})
            if show is not None and not any(m.another for m in marks):
                self._claims[claim.id] = show

    def show_of(self, claim: Claim) -> Candidate | None:
        return self._claims.get(claim.id) or self._documents.get(claim.document)

    def documents_of(self, show: Candidate) -> list[Signs]:
        return [s for s in self._signs if self._documents.get(s.document.id) is show]

    def _used(self) -> set[Candidate]:
        return {*self._documents.values(), *self._claims.values()}

    def _everyone(self) -> list[Candidate]:
        return self._named if self._rest in self._named else [*self._named, self._rest]

    def _settle(self) -> None:
        """In rounds, each of which knows what the ones before it have taught, so that no order matters."""
        while True:
            new = [
                (s, show)
                for s in self._signs
                if s.document.id not in self._documents and (show := self._show_meant(s)) is not None
            ]
            if not new:
                return
            for signs, show in new:
                self._documents[signs.document.id] = show
                show.learn(signs)
            self._rest_lives = self._rest_lives or any(show is self._rest for _, show in new)

    def _show_meant(self, signs: Signs) -> Candidate | None:
        judged = [c for c in self._named if any(signs.document.id in split.documents for split in c.splits)]
        if judged:
            return _only(judged)
        marked = [fits for m in signs.marks if not m.another and (fits := fitting(m.qualifier, self._named))]
        meant = {fits[0] for fits in marked if len(fits) == 1}
        if len(meant) > 1:
            self._mixed.add(signs.document.id)
        if meant:
            return _only(meant)
        return self._since(signs) or self._by_signs(signs, [c for fits in marked for c in fits])

    def _since(self, signs: Signs) -> Candidate | None:
        """The show of the last day, up to that of publication, from which documents were judged to be about one."""
        day = signs.document.published
        begun = [(s.since, c) for c in self._named for s in c.splits if s.since and day and s.since <= day]
        last = max((since for since, _ in begun), default=None)
        return _only({c for since, c in begun if since == last})

    def _by_signs(self, signs: Signs, marked: Sequence[Candidate]) -> Candidate | None:
        if all(c.is_surely_not(signs) for c in self._named):
            return self._rest
        possible = [c for c in self._everyone() if c.may_be(signs)]
        possible = [c for c in possible if c in marked] or possible
        starts = {c for year in signs.starts for c in fitting(Qualifier(year=year), possible)}
        for agreeing in (
            starts,
            [c for c in possible if signs.ordered and c.start and follows(signs.ordered, c.start)],
            [c for c in possible if c.companies & signs.companies],
            [c for c in possible if c.people & signs.people],
        ):
            if len(agreeing) == 1:
                return _only(agreeing)
        rivals = self._everyone() if self._rest_lives else self._named
        day = signs.document.published
        if day is None or len(rivals) < 2 or signs.names_original:
            return None
        return _only([c for c in rivals if c in possible and c.is_current(day.year)])


def _only(shows: Iterable[Candidate]) -> Candidate | None:
    found = list(shows)
    return found[0] if len(found) == 1 else None
