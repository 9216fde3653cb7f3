"""Vehicles: shows that are called somebody's ("the Ada Quill-led drama", "the Ada Quill sitcom Saltmarsh")."""

from collections.abc import Iterator

from underway.reading.lexicon import given_names, word_class
from underway.reading.links.billing import Billed
from underway.reading.links.people import Listed, People, Person
from underway.reading.links.works import Works
from underway.reading.mentions.parts import part_of, role_words
from underway.reading.structure import Page


def read_vehicles(page: Page, people: People) -> Iterator[Billed]:
    for at, tail in people.tails.items():
        person = people.ending(at + 1)
        part = part_of(tail, "by", "before")
        if person and part:
            yield Billed([Listed(person)], part.role, person.first, person.last, part.id, "after")
    works = Works(page, people)
    for person in people:
        sure = person.known or page.tokens.folded[person.first] in given_names()
        if person.full and sure and _is_vehicle(page, works, person):
            yield Billed([Listed(person)], "cast", person.first, person.last + 1, "vehicle", "after")


def _is_vehicle(page: Page, works: Works, person: Person) -> bool:
    """Does "vehicle" follow the name, or "sitcom" and a title where "the" stands before it?"""
    word = page.tokens.folded[person.last] if person.last < page.tokens.count else ""
    if word in role_words("vehicle"):
        return True
    owned = word in word_class("genre") and person.first > 0 and page.tokens.folded[person.first - 1] == "the"
    return owned and works.show_at(person.last + 1)
