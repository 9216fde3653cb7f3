"""Company claims: who shows it, who showed it before, who makes it."""

from collections import defaultdict
from collections.abc import Iterator

from underway.reading.links.carriage import Carriage, Carried
from underway.reading.links.focus import Focus
from underway.reading.structure import Draft, Page
from underway.vocabulary import Company
from underway.vocabulary.claims import CompanyRole
from underway.vocabulary.titles import title_key


def find(page: Page) -> Iterator[Draft]:
    """One claim per show, role and name, at the place that says it first."""
    shows: dict[str, dict[str, list[Carried]]] = defaultdict(lambda: defaultdict(list))
    for carried in Carriage(page, Focus(page)).read():
        shows[carried.show][title_key(carried.name)].append(carried)
    for names in shows.values():
        for key, mentions in names.items():
            if _is_short_for_another(key, names):
                continue
            yield from _claims(mentions, _taken_up(key, names))


def _claims(mentions: list[Carried], taken_up: bool) -> Iterator[Draft]:
    """What a company's mentions beside one show come to; `taken_up` says that another company has it now."""
    made = next((m for m in mentions if m.relation == "makes"), None)
    if made:
        yield _draft("studio", made)
    former = next((m for m in mentions if m.relation == "formerly" or (m.relation == "loses" and taken_up)), None)
    if former:
        yield _draft("former_network", former)
        return
    carries = next((m for m in mentions if m.relation in ("carries", "gains", "loses")), None)
    if carries:
        yield _draft("network", carries)


def _taken_up(key: str, names: dict[str, list[Carried]]) -> bool:
    """Has another company taken the show up?"""
    return any(m.relation == "gains" for other, mentions in names.items() if other != key for m in mentions)


def _is_short_for_another(key: str, names: dict[str, list[Carried]]) -> bool:
    """Is the name the beginning of a fuller one of the same show ("BBC", where "BBC One" stands too)?"""
    return any(other.startswith(key + " ") for other in names)


def _draft(role: CompanyRole, carried: Carried) -> Draft:
    fields = {"show": carried.show, "role": role, "name": carried.name}
    return Draft(kind=Company, start=carried.start, end=carried.end, rule=f"company.{carried.rule}", fields=fields)
