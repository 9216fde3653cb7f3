"""Careers: the other shows that somebody is known from, said without a word for a part ("last seen in Saltmarsh")."""

import re
from collections.abc import Iterator, Mapping

from underway.reading.lexicon import given_names, phrases
from underway.reading.links.billing import Billed
from underway.reading.links.people import Listed, People, Person
from underway.reading.links.unproven import Unproven
from underway.reading.mentions.parts import noun_of
from underway.reading.structure import Page, ShowMention
from underway.vocabulary.claims import CreditRole

_LONGEST_LEAD = 110  # characters between a name and the title
_TITLED = rf"(?:the )?(?:(?:[\w+]+ )?[\w+]+'s )?(?:(?:(?!and\b|or\b)[\w+'-]+ ){{0,4}}{phrases('show_noun')} )?[\"']?"
_KNOWN, _SEEN, _FRESH, _SPENT, _CREDITS, _AFTER = (
    phrases(f"career_{name}", "topics.toml") for name in ("known", "seen", "fresh", "spent", "credits", "after")
)
_BEHIND = re.compile(
    rf",? ?(?:(?:who )?(?:is |was |has been |has |will )?(?:{_KNOWN}|{_SEEN}|{_SPENT})"
    rf"|went on to (?:star|appear) in|{_FRESH}|{_CREDITS}) {_TITLED}"
)
_OF = re.compile(rf",? (?:of|from) {_TITLED}")
_FRONTED = re.compile(rf"[\"']?(?:{_KNOWN}|{_SEEN}|{_FRESH}|{_AFTER}) {_TITLED}")
_THEN = re.compile(r"[\"']?,[\"']? (?:(?:actor|actress|star|comedian|presenter) )?")
_NOUN = re.compile(
    r"[\"']? (?:veteran|legend|favou?rite|stalwart|breakout|heartthrob|hunk|icon|graduate|mainstay|standout)(?: star)? "
    r"|'s "
)
_SPEAKING = frozenset("said says told adds added of about".split())


class Careers:
    """A page's careers, read from its shows, the names that may be titles, and its people."""

    def __init__(self, page: Page, people: People, roles: Mapping[str, CreditRole]) -> None:
        """`roles` are the parts that people are said to have, by their names."""
        self._page = page
        self._people = people
        self._roles = roles
        self._unproven = page.view(Unproven)

    def read(self) -> Iterator[Billed]:
        for mention in (*self._page.shows, *self._unproven.likely()):
            before = self._before(mention, _BEHIND)
            if before is None and mention.rule.startswith("show"):
                before = self._before(mention, _OF)
            if before:
                yield self._known_from(before, mention)
                continue
            after = self._after(mention)
            if after:
                yield after

    def _before(self, mention: ShowMention, between: re.Pattern[str]) -> Person | None:
        """Whoever stands before the title, with words of a career between."""
        page, tokens = self._page, self._page.tokens
        start = page.layout.sentence_at(mention.start).start
        first, last = tokens.at(max(start, mention.start - _LONGEST_LEAD)), tokens.at(mention.start)
        for person in reversed([p for p in self._people.between(first, last) if p.known and p.end < mention.start]):
            if between.fullmatch(page.folded, person.end, mention.start):
                said = person.first and tokens.folded[person.first - 1] in _SPEAKING
                return None if said or not person.full else person
        return None

    def _after(self, mention: ShowMention) -> Billed | None:
        """ "Saltmarsh's Ada Quill", "Formerly of Saltmarsh, Ada Quill"."""
        page, tokens = self._page, self._page.tokens
        noun = _NOUN.match(page.folded, mention.end)
        if noun:
            person = self._people.at(tokens.at(noun.end()))
            sure = person is not None and person.full and person.known and tokens.folded[person.first] in given_names()
            if person and sure and person.start == noun.end():
                return self._billed(person, mention, person.first, person.last, "after-title")
            return None
        sentence = page.layout.sentence_at(mention.start)
        then = _THEN.match(page.folded, mention.end)
        if then and _FRONTED.fullmatch(page.folded, sentence.start, mention.start):
            person = self._people.at(tokens.at(then.end()))
            if person and person.full and person.start == then.end():
                return self._known_from(person, mention)
        return None

    def _known_from(self, person: Person, mention: ShowMention) -> Billed:
        last = self._page.tokens.at(mention.start)
        return self._billed(person, mention, last - 1, last, "career")

    def _billed(self, person: Person, mention: ShowMention, first: int, last: int, rule: str) -> Billed:
        noun = noun_of(self._page.tokens.folded[person.first - 1]) if person.first else None
        role = noun.role if noun else self._roles.get(person.name, "cast")
        return Billed([Listed(person)], role, first, last, rule, "named", show=mention.title)
