"""Rosters: casts set line by line below a heading ("Who is in the cast?")."""

import re
from collections.abc import Iterator

from underway.reading.layout import Block
from underway.reading.lexicon import given_names
from underway.reading.links.billing import Billed
from underway.reading.links.people import Listed, People, Person
from underway.reading.mentions.parts import role_words
from underway.reading.structure import Page

_LONGEST_HEAD = 110
_LONGEST_LINE = 140
_HEAD = re.compile(
    r"\b(?:cast|starring|stars?|characters|who(?:'s|'ll be| else)?(?: [a-z]+){0,3} (?:in|back|returning|joining))\b"
)
_NOBODY = re.compile(r"\bnot\b|n't\b|\bleaving\b|\bcrew\b")
_MARKS = frozenset("- : =".split())


def read_rosters(page: Page, people: People) -> Iterator[Billed]:
    """Everybody in lists of two names or more, or of one with a character."""
    found: list[Billed] = []
    head: int | None = None
    for block in page.layout.blocks:
        entry = _entry(page, people, block, head) if head is not None else None
        if entry:
            found.append(entry)
            continue
        if len(found) > 1 or any(one.character for billed in found for one in billed.people):
            yield from found
        found = []
        words = page.folded[block.start : block.end]
        heads = len(words) <= _LONGEST_HEAD and _HEAD.search(words) and not _NOBODY.search(words)
        head = page.tokens.at(block.start) if heads else None
    if len(found) > 1:
        yield from found


def _entry(page: Page, people: People, block: Block, head: int) -> Billed | None:
    """ "Ada Quill as Nurse Tilda", "Ada Quill - Nurse Tilda", "Nurse Tilda: Ada Quill", or a name and nothing more."""
    tokens, line = page.tokens, page.folded[block.start : block.end]
    if len(line) > _LONGEST_LINE or _NOBODY.search(line):
        return None
    at, end = tokens.at(block.start), tokens.at(block.end)
    while at < end and not tokens.folded[at][0].isalnum():
        at += 1
    person = people.at(at)
    if person is None or not person.full or person.last > end:
        return None
    last, characters = people.characters.given_after(person.last)
    mark = tokens.folded[person.last] if person.last < end else ""
    if not characters and mark in _MARKS:
        last, characters = people.characters.at(person.last + 1)
        other = people.at(person.last + 1)
        if other and other.full and _is_player(page, other) and not _is_player(page, person):
            person, characters = other, [page.text[person.start : person.end]]
    elif not characters and mark not in ("", "(", ",", "as"):
        return None
    listed = Listed(person, characters[0] if characters else None)
    return Billed([listed], "cast", person.first, max(person.last, min(last, end)), "roster", head=head)


def _is_player(page: Page, person: Person) -> bool:
    word = page.tokens.folded[person.first]
    return word in given_names() and word not in role_words("rank")
