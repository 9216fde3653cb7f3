"""The shows that one title may mean: those that documents and people tell apart, and those that catalogues know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import msgspec

from underway.catalogue import CatalogueEntry, Ids
from underway.ledger.judgements import Split
from underway.ledger.qualifiers import Qualifier, read_title
from underway.ledger.signs import Signs
from underway.vocabulary.titles import title_key

_BEFORE_IT_BEGAN = 3  # years; what tells of a show so long before is about another one
_SURELY_BEFORE = 5  # likewise, where no other one is known
_AFTER_IT_ENDED = 5  # years; who writes of the show later says which one


@dataclass(slots=True, eq=False)
class Candidate:
    """One show that the title may mean, and what is learned of it from the documents that are surely about it.

    Names are keys; `ordered` is the year of its order, where the one in which it began is not known.
    """

    years: set[int] = field(default_factory=set)
    ordered: int | None = None
    entries: list[CatalogueEntry] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    ended: int = 0
    went_on: int = 0

    def learn(self, signs: Signs) -> None:
        self.companies |= signs.companies
        self.people |= signs.people
        self.countries |= {m.qualifier.country for m in signs.marks if m.qualifier.country and not m.another}
        self.ended = max(self.ended, signs.ended or 0)
        if signs.goes_on and signs.day:
            self.went_on = max(self.went_on, signs.day.year)

    def take(self, other: "Candidate") -> None:
        """All that is known of the other, which is the same show."""
        self.years |= other.years
        self.ordered = self.ordered or other.ordered
        self.entries += other.entries
        self.splits += other.splits
        self.countries |= other.countries
        self.companies |= other.companies

    @property
    def start(self) -> int | None:
        return min(self.years, default=self.ordered)

    @property
    def ids(self) -> Ids:
        """Those on which catalogues agree."""
        found = {name: {getattr(e.ids, name) for e in self.entries} - {None} for name in Ids.__struct_fields__}
        return Ids(**{name: ids.pop() for name, ids in found.items() if len(ids) == 1})

    def began_in(self, year: int) -> bool:
        """Or in the year beside it: a show is dated by its announcement, its premiere at home, or that abroad."""
        if not self.years and self.ordered:
            return follows(self.ordered, year)
        return any(abs(year - own) <= 1 for own in self.years)

    def is_current(self, year: int) -> bool:
        """Whether news of the year may speak of it by nothing but its title."""
        end = max((e.end_year or 0 for e in self.entries), default=0) or self.ended
        return not end or max(end, self.went_on) + _AFTER_IT_ENDED >= year

    def is_ruled_out(self, signs: Signs) -> bool:
        """By a person's judgement, or because the document itself tells it from the show that it is about."""
        if any(m.another and fitting(m.qualifier, [self]) for m in signs.marks):
            return True
        for split in self.splits:
            if split.since and signs.day and signs.day < split.since:
                return True
            if split.network and signs.networks and title_key(split.network) not in signs.networks:
                return True
            if split.documents and not (split.year or split.network or split.since):
                return signs.document.id not in split.documents
        return False

    def began_after(self, signs: Signs, years: int) -> bool:
        """Whether the document tells of what was so many years before the show began."""
        return bool(self.start and signs.oldest and signs.oldest <= self.start - years)

    def may_be(self, signs: Signs) -> bool:
        return not self.is_ruled_out(signs) and not self.began_after(signs, _BEFORE_IT_BEGAN)

    def is_surely_not(self, signs: Signs) -> bool:
        """Whether it is about another show, also where none is known."""
        return self.is_ruled_out(signs) or self.began_after(signs, _SURELY_BEFORE)

    def agrees_with(self, documents: Sequence[Signs]) -> bool:
        """Whether nothing in them speaks against their being about it."""
        first, networks = _all("first", documents), _all("networks", documents)
        return (
            all(self.may_be(s) for s in documents)
            and (not first or any(map(self.began_in, first)))
            and (not networks or not self.companies or bool(networks & self.companies))
        )


def follows(order: int, start: int) -> bool:
    """Whether a first season ordered in the one year may begin in the other."""
    return order - 1 <= start <= order + 3


def fitting(told: Qualifier, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that are meant: they began in the year or else in the one beside it, and are of the country and on the
    network; beside a year these need not be known."""
    found = list(candidates)
    if told.year:
        found = [c for c in found if told.year in c.years] or [c for c in found if c.began_in(told.year)]
    if told.country:
        found = [c for c in found if told.country in c.countries or (told.year and not c.countries)]
    if told.network:
        key = title_key(told.network)
        found = [c for c in found if key in c.companies or (told.year and not c.companies)]
    return found


class Apart(NamedTuple):
    """A beginning of the show, in `year`, and the documents that tell of it years before; nobody is credited on both
    sides. It is `sure` that they are of two shows where

    - the order of a first season is told (`of_order`: nothing else tells of that beginning), or
    - a first season begins later, and the earlier documents have an earlier year beside the title, or
    - a first season begins on either side, and no network is on both, or
    - a first season begins later, people are credited on either side, and the earlier documents were published then,
      or no network is on both sides.
    """

    year: int
    of_order: bool
    earlier: list[Signs]
    sure: bool


def told_apart(documents: Sequence[Signs]) -> Iterator[Apart]:
    """What tells of two shows, or is to be asked about, by year."""
    for year in sorted({y for s in documents for y in (*s.starts, s.ordered) if y}):
        long_before = year - _SURELY_BEFORE
        later = [s for s in documents if year in s.starts or year == s.ordered]
        earlier = [s for s in documents if s.oldest and s.oldest <= long_before and s not in later]
        people, networks = ([_all(name, side) for side in (earlier, later)] for name in ("people", "networks"))
        if not earlier or people[0] & people[1]:
            continue
        ordered = any(year == s.ordered for s in later)
        first = any(year in s.first for s in later)
        marked = any(y <= long_before for s in earlier for y in s.marked)
        first_before = any(y <= long_before for s in earlier for y in s.first)
        published = any(s.day and s.day.year <= long_before for s in earlier)
        apart = all(networks) and not networks[0] & networks[1]
        strangers = all(people) and (apart or published)
        sure = ordered or (first and (marked or (apart and first_before) or strangers))
        if sure or first or apart:
            yield Apart(year, ordered and not first, earlier, sure)


def candidates_for(
    documents: Sequence[Signs],
    marks: Iterable[Qualifier],
    entries: Iterable[CatalogueEntry],
    splits: Iterable[Split],
) -> list[Candidate]:
    """`marks` are all that documents and the titles in claims have."""
    found = _of_catalogues(entries)
    for split in sorted(splits, key=lambda s: s.made):
        begun = {y for s in documents if _is_judged(s, split) for y in s.first}
        told = Qualifier(split.year or min(begun, default=None), None, split.network)
        fits = fitting(told, found) if told != Qualifier() else []
        if len(fits) != 1:
            fits = [Candidate()]
            found += fits
        fits[0].take(
            Candidate(
                years={told.year} if told.year else set(),
                splits=[split],
                companies={title_key(split.network)} if split.network else set(),
            )
        )
    marks = set(marks)
    _add(found, sorted(year for year in {m.year for m in marks if m.year} if not _is_within(year, documents)))
    countries = sorted({m.country for m in marks if m.country})
    if not found and len(countries) > 1:
        found = [Candidate(countries={country}) for country in countries]
    for apart in told_apart(documents):
        if apart.sure:
            if not any(c.began_in(apart.year) for c in found):
                found.append(Candidate(ordered=apart.year) if apart.of_order else Candidate(years={apart.year}))
            begun = {y for s in apart.earlier for y in s.starts if y <= apart.year - _SURELY_BEFORE}
            _add(found, sorted(begun)[:1])
    return found


def _is_within(year: int, documents: Sequence[Signs]) -> bool:
    """Whether the year beside the title is one of a show that began long before: the same people are credited."""
    earlier = [s for s in documents if s.oldest and s.oldest <= year - _SURELY_BEFORE and not s.marked]
    return bool(_all("people", [s for s in documents if year in s.marked]) & _all("people", earlier))


def _all(name: Literal["first", "networks", "people"], documents: Iterable[Signs]) -> set[Any]:
    return set().union(*(getattr(s, name) for s in documents))


def _is_judged(signs: Signs, split: Split) -> bool:
    """Whether the judgement says that the document is about that show."""
    published = signs.document.published
    return signs.document.id in split.documents or bool(split.since and published and published >= split.since)


def _add(found: list[Candidate], years: Iterable[int]) -> None:
    for year in years:
        if not any(c.began_in(year) for c in found):
            found.append(Candidate(years={year}))


def _of_catalogues(entries: Iterable[CatalogueEntry]) -> list[Candidate]:
    """Entries of one show as one: those that share an id, or a year where no network or country tells them apart."""
    found: list[Candidate] = []
    for entry in sorted(entries, key=lambda e: (e.start_year or 0, msgspec.json.encode(e))):
        told = read_title(entry.title)[1] or Qualifier()
        year, country = entry.start_year or told.year, entry.country or told.country
        one = Candidate(
            years={year} if year else set(),
            entries=[entry],
            countries={country} if country else set(),
            companies={title_key(entry.network)} if entry.network else set(),
        )
        same = next((c for c in found if _are_one(c, one)), None)
        if same:
            same.take(one)
        else:
            found.append(one)
    return found


def _are_one(one: Candidate, other: Candidate) -> bool:
    known = [{(n, i) for e in c.entries for n, i in msgspec.structs.asdict(e.ids).items() if i} for c in (one, other)]
    if known[0] & known[1]:
        return True
    apart = any(a and b and not a & b for a, b in ((one.countries, other.countries), (one.companies, other.companies)))
    return bool(one.years & other.years) and not apart
