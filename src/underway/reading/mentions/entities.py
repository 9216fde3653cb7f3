"""Organisations, shows and people: names typed by what the whole document does with them, found where they recur."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from underway.reading.layout import fold
from underway.reading.lexicon import word_class
from underway.reading.mentions.catalogued import outside_titles
from underway.reading.mentions.families import Family, judge
from underway.reading.mentions.organisations import find_organisations
from underway.reading.structure import InOrder, NameMention, Page, PersonMention, ShowMention
from underway.vocabulary.titles import title_key

_SHORTEST_ALIAS = 4
_FEWEST_INITIALS = 3
_SMALL = word_class("connector")
_UNSURE = 0.49
_SHOW_AT_LEAST = 0.3  # in log-odds: a false show brings false claims
_PERSON_AT_LEAST = (
    -0.5
)  # lower than a show needs: nothing is claimed of a person without the words of a part or a speech


def find_entities(page: Page) -> None:
    """Fills the page's organisations, shows, persons and names."""
    page.organisations = InOrder(outside_titles(page, find_organisations(page.text, page.folded, page.tokens)))
    families = judge(page)
    shows = [f for f in families if f.show >= max(_SHOW_AT_LEAST, f.person)]
    people = [f for f in families if f.person > max(_PERSON_AT_LEAST, f.show)]
    page.shows = InOrder(_place_shows(page, families, shows, people))
    starts = page.shows.starts
    ends = [m.end for m in page.shows]

    def titled(position: int) -> bool:
        at = bisect_right(starts, position) - 1
        return at >= 0 and position < ends[at]

    page.persons = InOrder(m for m in _place_persons(page.text, families, people) if not titled(m.start))
    page.names = InOrder(
        NameMention(start=run.start, end=run.end, rule="name.capitals", strength=_chance(family))
        for family in families
        for run in family.runs
        if not titled(run.start)
    )


def _chance(family: Family) -> float:
    """That it is a show's title after all, though not enough speaks for it."""
    against = max(family.person, 0.0)
    return min(round(1 / (1 + math.exp(against - family.show)), 2), _UNSURE)


def _place_shows(page: Page, families: list[Family], shows: list[Family], people: list[Family]) -> list[ShowMention]:
    """Every place where a show's title, or a short form of it, stands; none overlaps another."""
    titles, ends = _titles(shows, page.text)
    found = [
        ShowMention(start=start, end=end, title=titles[form], rule="show.title")
        for start, end, form in _places(page.text, page.folded, titles)
    ]
    taken = {i for m in found for i in range(m.start, m.end)}
    parts = {part for f in people if " " in f.key for part in (f.key.split()[0], f.key.split()[-1])}
    certain = {f.key for f in shows}
    for family in families:
        title = ends.get(family.key) if family.key not in certain and family.key not in parts else None
        shortest = _FEWEST_INITIALS if family.spelling(page.text).isupper() else _SHORTEST_ALIAS
        if title and len(family.key) >= shortest and not _everyday(family.key):
            found += (
                ShowMention(start=r.start, end=r.end, title=title, rule="show.short-form", strength=0.6)
                for r in family.runs
                if r.start not in taken
            )
    return found


def _everyday(key: str) -> bool:
    return key in word_class("opener") or key in word_class("genre")


def _titles(shows: list[Family], text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Folded form -> the full title that it stands for; key of a title's beginning or end -> that title.

    A show whose title only shortens a longer one stands for that, unless the document sets it in marks of its own
    before the longer one has been named.
    """
    forms: dict[str, str] = {}
    ends: dict[str, str] = {}
    named: dict[str, int] = {}  # title -> where it first stands
    for show in sorted(shows, key=lambda f: -len(f.key)):
        longer = ends.get(show.key)
        first = min(r.start for r in show.runs)
        if longer and any(r.quoted for r in show.runs):
            series = longer.casefold().startswith(f"{show.spelling(text).casefold()}:")  # "CSI" and "CSI: Anchorage"
            longer = None if series or first < named[longer] else longer
        title = longer or show.spelling(text)
        named.setdefault(title, first)
        for run in show.runs:
            forms.setdefault(fold(text[run.start : run.end]), title)
        if longer:
            continue
        for end in _ends(title):
            ends.setdefault(end, title)
        bare = fold(title)
        for article in ("the ", "a "):
            if bare.startswith(article) and len(bare) - len(article) >= _SHORTEST_ALIAS:
                forms.setdefault(bare[len(article) :], title)
    return forms, ends


def _ends(title: str) -> Iterator[str]:
    """What may shorten a title: its first words, its last words, the initials of all its words or of the weighty."""
    words = title_key(title).split()
    for i in range(1, len(words)):
        yield " ".join(words[:i])
        yield " ".join(words[i:])
    for initials in (fold(title).split(), words, [w for w in words if w not in _SMALL]):
        if len(initials) >= _FEWEST_INITIALS:
            yield "".join(w[0] for w in initials)


def _places(text: str, folded: str, titles: dict[str, str]) -> list[tuple[int, int, str]]:
    """Start, end and form wherever one of the forms stands as words of its own, the longer before the shorter."""
    forms = [f for f in titles if f]
    if not forms:
        return []
    automaton = ahocorasick_rs.AhoCorasick(forms)
    candidates = [
        (start, end, forms[i])
        for i, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
        if _stands_alone(text, folded, start, end, titles[forms[i]])
    ]
    candidates.sort(key=lambda c: (c[0], -c[1]))
    placed: list[tuple[int, int, str]] = []
    for candidate in candidates:
        if not placed or candidate[0] >= placed[-1][1]:
            placed.append(candidate)
    return placed


def _stands_alone(text: str, folded: str, start: int, end: int, title: str) -> bool:
    """Is it no part of a longer word, and written with a capital (or in marks, where the title has none)?"""
    if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum()):
        return False
    if not text[start].islower() or (start > 0 and folded[start - 1] in "\"'"):
        return True
    return text[start:end] == title and not title.islower()  # "iWitness"


def _place_persons(text: str, families: list[Family], people: Iterable[Family]) -> Iterator[PersonMention]:
    """Every place of a person's name; a part of it that stands alone is the person of the fullest name that has it."""
    whole: dict[str, str] = {}
    known = set()
    for person in people:
        known.add(person.key)
        words = person.key.split()
        if len(words) > 1:
            for part in (words[-1], words[0], *words[1:-1]):
                whole.setdefault(part, person.spelling(text))
    for family in families:
        fuller = whole.get(family.key)
        if fuller is None and family.key not in known:
            continue
        name = fuller or family.spelling(text)
        strength = 0.9 if fuller or family.person >= 1 else 0.5
        for run in family.runs:
            yield PersonMention(start=run.start, end=run.end, name=name, rule="person.context", strength=strength)
