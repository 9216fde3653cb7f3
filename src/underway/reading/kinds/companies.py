"""Company claims: who shows it, who showed it before, who makes it."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from underway.reading.links.carriage import Carriage, Carried
from underway.reading.links.focus import Focus
from underway.reading.structure import Draft, Page
from underway.vocabulary import Company
from underway.vocabulary.claims import CompanyRole
from underway.vocabulary.titles import title_key

_LEFT_OUT = frozenset(("network", "channel", "tv", "television"))
_GOING_ON = tuple(" 0123456789")  # what follows a name in a fuller one ("BBC One", "ITV1")


def find(page: Page) -> Iterator[Draft]:
    """One claim per show, role and name, at the place that says it first."""
    shows: dict[str, dict[str, list[Carried]]] = defaultdict(lambda: defaultdict(list))
    for carried in Carriage(page, page.view(Focus)).read():
        shows[carried.show][_key(carried.name)].append(carried)
    for names in shows.values():
        _leave_behind(names)
        takers = {key for key, mentions in names.items() if any(m.relation in ("gains", "orders") for m in mentions)}
        if any(m.rule == "first-run" for mentions in names.values() for m in mentions):  # the later ones are elsewhere
            takers |= {
                key for key, mentions in names.items() if any(m.tie and m.relation == "carries" for m in mentions)
            }
        _drop_loose(names)
        for key, mentions in names.items():
            if not _is_short_for_another(key, names):
                yield from _claims(mentions, bool(takers - {key}))


def _key(name: str) -> str:
    """The name without what is left out as often ("Globo", "TV Globo")."""
    words = title_key(name).split()
    return " ".join(w for w in words if w not in _LEFT_OUT) or " ".join(words)


def _leave_behind(names: dict[str, list[Carried]]) -> None:
    """Where a sentence says that the show moved to one company, another that it names had it before."""
    moved = {m.start: key for key, mentions in names.items() for m in mentions if m.rule == "moved-to"}
    for key, mentions in names.items() if moved else ():
        names[key] = [
            msgspec.structs.replace(m, relation="formerly")
            if m.relation == "carries" and m.tie and moved.get(m.start, key) != key
            else m
            for m in mentions
        ]


def _drop_loose(names: dict[str, list[Carried]]) -> None:
    """A title and a channel in two sentences are no channel of its own where a sentence holds the title and another,
    and where several stand so, only the first is."""
    bound = {m.relation for mentions in names.values() for m in mentions if m.tie}
    loose = {"carries"} if bound - {"makes", "weighs"} else set()
    if bound & {"carries", "orders", "shows"}:
        loose.add("orders")
    for key, mentions in names.items():
        names[key] = [m for m in mentions if m.tie or m.relation not in loose]
    having = [m for mentions in names.values() for m in mentions if m.relation in ("carries", "orders")]
    if having and not loose:
        first = min(having, key=lambda m: m.start)
        for key, mentions in names.items():
            names[key] = [m for m in mentions if m not in having or m.start == first.start or m.name == first.name]


def _claims(mentions: list[Carried], taken_up: bool) -> Iterator[Draft]:
    """What a company's mentions beside one show come to; `taken_up` says that another company has it now."""
    made = _first(mentions, "makes")
    if made:
        yield _draft("studio", made)
    former = _first(mentions, "formerly", "loses") if taken_up else _first(mentions, "formerly")
    carried = _first(mentions, "carries", "gains", "orders", "shows", "loses")
    if former:
        yield _draft("former_network", former)
    elif carried:
        yield _draft("network", carried)


def _first(mentions: list[Carried], *relations: str) -> Carried | None:
    return next((m for m in mentions if m.relation in relations), None)


def _is_short_for_another(key: str, names: dict[str, list[Carried]]) -> bool:
    """Is the name the beginning of a fuller one of the same show ("BBC", where "BBC One" stands too)? A channel is not
    the studio named after it ("CBS", "CBS Studios")."""
    makes = _only_makes(names[key])
    return any(
        other.startswith(key) and other[len(key) :][:1] in _GOING_ON and makes == _only_makes(mentions)
        for other, mentions in names.items()
        if mentions
    )


def _only_makes(mentions: list[Carried]) -> bool:
    return all(m.relation == "makes" for m in mentions)


def _draft(role: CompanyRole, carried: Carried) -> Draft:
    fields = {"show": carried.show, "role": role, "name": carried.name}
    return Draft(kind=Company, start=carried.start, end=carried.end, rule=f"company.{carried.rule}", fields=fields)
