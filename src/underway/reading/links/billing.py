"""Billing: who has which part in a show, by each way in which English says so with a word for the part.

The words are lexicon/roles.toml; every way is one function. Which show it is, is not decided here.
"""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from underway.reading.lexicon import given_names, word_class
from underway.reading.links.doers import NO_PREDICATE, Doers
from underway.reading.links.people import Listed, People, Person
from underway.reading.links.works import Works
from underway.reading.mentions.parts import (
    Form,
    Part,
    PartMention,
    begins_part,
    find_parts,
    noun_of,
    role_words,
)
from underway.reading.structure import Page, within
from underway.vocabulary.claims import CreditRole

_LONGEST_NOUNS = 12  # words of "creator, executive producer and showrunner"
_LONGEST_OBJECT = 8  # words between a verb and "with" ("created the format with his wife")
_LONGEST_WORK = 14  # words between a verb and "with" ("wrote and starred in Channel 4's Saltmarsh with")
_LONGEST_LEAD = 8  # words between a noun and "include" ("guest stars this season will include")
_SOME = frozenset("a an the his her its their one both two".split())
_BEFORE_CHARACTER = frozenset("is was as plays played playing".split())
_ENDS = frozenset(". ; ,".split())  # behind a verb whose object goes without saying ("who will write")
_HOW = frozenset("for in with to".split())  # between "played" and "by"
_JOINED = frozenset("and , also now then but".split())

Side = Literal["before", "after", "named"]


class Billed(msgspec.Struct, frozen=True):
    """People who have a part, said by the tokens `first` to `last` (exclusive); `side` is where the show would be, or
    "named" where it follows at once. `head` is the token of a heading that names it for a whole list, `show` the show
    where the words and it were read together."""

    people: list[Listed]
    role: CreditRole
    first: int
    last: int
    rule: str
    side: Side = "before"
    head: int | None = None
    show: str | None = None


class Billing:
    """A page's billing, read from its tokens, its people and its shows."""

    def __init__(self, page: Page, people: People) -> None:
        self._page = page
        self._tokens = page.tokens
        self._people = people
        self._doers = Doers(page, people)
        self._works = Works(page, people)
        self.parts = find_parts(page.tokens)
        self._nouns = {p.first: p.last for p in self.parts if p.form == "noun"}
        self._verbs = {p.first for p in self.parts if p.form == "verb"}
        self._leaders = {p.first: p.last for p in self.parts if p.form == "before"}
        self._participles = {p.first: p.last for p in self.parts if p.form == "by"}
        self._subject: tuple[int, list[Person]] = (-1, [])  # of the last verb: its sentence, and who did it

    def read(self) -> Iterator[Billed]:
        ways: dict[Form, Callable[[PartMention], Iterator[Billed]]] = {
            "noun": self._by_noun,
            "by": self._by_participle,
            "verb": self._by_verb,
            "before": self._by_list,
            "label": self._by_label,
        }
        for part in self.parts:
            if part.form not in ("by", "before") or not self._works.is_film_before(part.first):
                yield from ways[part.form](part)

    # Nouns

    def _by_noun(self, noun: PartMention) -> Iterator[Billed]:
        """ "Showrunner Ada Quill", "the creator, Ada Quill", "Ada Quill, its star", "Ada Quill is its host"."""
        if self._is_title(noun) or self._is_no_part(noun):
            return
        before = noun.first - 2 if self._word(noun.first - 1) == "-" else noun.first - 1
        gone = self._word(before) in role_words("gone_before")
        people = self._named_by(noun)
        at = noun.last + (self._word(noun.last) == ",")
        at += self._word(at) == "along"
        if people and self._word(at) in ("with", "alongside") and people[0].person.last <= noun.first:
            people = people + self._people.listed(at + 1)  # "serves as executive producer with Bo Tarn"
        for part in noun.parts:
            if people and (part.role == "creator" or not gone):
                yield self._billed(people, part, noun.first, noun.last)

    def _is_title(self, noun: PartMention) -> bool:
        """ "Judge Cora Vance", inside a sentence: a rank, and no judge of a contest."""
        start = self._tokens.starts[noun.first]
        opens = start - self._page.layout.sentence_at(start).start < 3
        return self._tokens.capital[noun.first] and self._word(noun.first) in role_words("rank") and not opens

    def _is_no_part(self, noun: PartMention) -> bool:
        """ "Casting director", "director of drama", "the showrunner's chair"."""
        if self._word(noun.last) == "'s" or self._is_relation(noun.first):
            return True
        other = self._word(noun.first - 1) in role_words("not_of_shows") and not self._works.show_before(noun.first)
        if other or self._is_of_unknown(noun.first):
            return True
        if self._word(noun.last) not in ("of", "behind") or self._works.show_at(noun.last + 1):
            return False
        return noun.parts[0].role == "director" or self._works.is_other_at(noun.last + 1)

    def _is_relation(self, i: int) -> bool:
        """ "His daughter, the writer", "her marriage to the director": does the noun only say who somebody is?"""
        folded = self._tokens.folded
        if folded[max(i - 1, 0) : i] not in (["the"], ["a"], ["an"]):
            return False
        before = folded[max(i - 6, 0) : i - 2]
        return folded[i - 2 : i - 1] in ([","], ["to"]) and not word_class("family").isdisjoint(before)

    def _is_of_unknown(self, i: int) -> bool:
        """ "Star Trek writer": does the name of something that is no show of the document end before the token?"""
        end = self._tokens.ends[i - 1] if i else 0
        name = next((n for n in within(self._page.names, max(end - 60, 0), end) if n.end == end), None)
        person = self._people.ending(i)
        return name is not None and " " in self._page.text[name.start : end] and not (person and person.known)

    def _named_by(self, noun: PartMention) -> list[Listed]:
        if self._word(noun.last) == "by" and self._word(noun.first - 1) == "as":
            return self._people.listed(noun.last + 1)  # "is succeeded as showrunner by Ada Quill"
        adjoining = self._people.listed(noun.last) if self._word(noun.last) != '"' else []
        if adjoining and not self._is_headline(noun, adjoining[0].person):
            several = not role_words("pair").isdisjoint(self._tokens.folded[noun.last : adjoining[0].person.first])
            return adjoining if noun.plural or several else adjoining[:1]
        subject = self._subject_of_noun(noun)
        if subject:
            return subject
        at = self._past_joined_nouns(noun.last)
        if noun.plural:
            at = self._past_lead(at)
        while self._word(at) in (",", ":") or self._word(at) in role_words("introducing"):
            at += 1
        listed = self._people.listed(at)
        return listed if noun.plural else listed[:1]

    def _is_headline(self, noun: PartMention, person: Person) -> bool:
        """ "Creator Posts Goodbye": capitals behind a capital of which nothing says that they name somebody."""
        return (
            self._tokens.capital[noun.first]
            and not person.known
            and self._tokens.folded[person.first] not in given_names()
            and self._page.layout.block_of(self._page.layout.sentence_at(person.start)).kind in ("heading", "item")
        )

    def _past_lead(self, i: int) -> int:
        """ "Guest stars this season will include": where "include" stands, else the token itself."""
        for at in range(i, min(i + _LONGEST_LEAD, self._tokens.count)):
            if self._word(at) in role_words("introducing"):
                return at
            if self._tokens.capital[at] or not self._word(at).isalpha():
                break
        return i

    def _past_joined_nouns(self, i: int) -> int:
        """ "Star and executive producer Ada Quill": past the nouns joined to the one before the token."""
        at = i
        while at - i < _LONGEST_NOUNS:
            ahead = at + 1 if self._word(at) in ("and", "&", "/", ",") else at
            while self._word(ahead) in role_words("describing") and ahead - at < _LONGEST_LEAD:
                ahead += 1
            if ahead == at or ahead not in self._nouns:
                break
            at = self._nouns[ahead]
        if self._word(at) not in ("of", "behind"):
            return at
        titled = self._works.past_title(at + 1)  # "the creator of Saltmarsh, Ada Quill"
        described = self._word(at + 1) in ("the", "this")  # "the creator of the legal drama"
        ends = [end for end in (at + 3, at + 4) if described and self._word(end - 1) in word_class("genre")]
        return titled or next(iter(ends), at)

    def _subject_of_noun(self, noun: PartMention) -> list[Listed]:
        """ "Ada Quill, its sole", "Ada Quill serves as", "Ada Quill and Bo Tarn are the", before the noun."""
        folded, capital = self._tokens.folded, self._tokens.capital
        at = noun.first
        while at and noun.first - at < _LONGEST_NOUNS:
            word = folded[at - 1]
            joined = word in ("and", ",", "/", "&") and any(self._nouns.get(b) == at - 1 for b in (at - 2, at - 3))
            if word in role_words("describing"):
                at -= 1
            elif joined:
                at = next(b for b in (at - 3, at - 2) if self._nouns.get(b) == at - 1)
            elif word in role_words("copula"):
                break
            elif word.isalpha() and not capital[at - 1] and word not in role_words("not_describing"):
                at -= 1
            else:
                break
        word = folded[at - 1] if at else ""
        if word == "," or (folded[at] == "-" and self._people.ending(at)):
            at += word != ","
            person = self._people.ending(at - 1)
            if noun.plural:
                people = self._people.before(at - 1)
                return [Listed(p) for p in people] if len(people) > 1 else []
            return [Listed(person)] if person else []
        if word == "as":
            return self._remembered(at - 1, self._doers.of_predicate(at - 1))
        if word in role_words("copula"):
            goes_on = self._word(at - 2) == "and"  # "Ada Quill created it and is its showrunner"
            people = self._subject_of_verb(at - 1) if goes_on else self._doers.before(at - 1)
            return self._remembered(at - 1, people)
        return []

    def _remembered(self, i: int, people: list[Person]) -> list[Listed]:
        """The subject, kept for the verbs that go on from it ("serves as showrunner and executive produces")."""
        if people:
            self._subject = (self._page.layout.sentence_at(self._tokens.starts[i]).index, people)
        return [Listed(p) for p in people]

    # Participles and verbs

    def _by_participle(self, participle: PartMention) -> Iterator[Billed]:
        """ "Created, written and directed by Ada Quill", "Nurse Tilda, played by Ada Quill"."""
        if "based" in self._tokens.folded[max(participle.first - _LONGEST_OBJECT, 0) : participle.first]:
            return  # "based on the series created by"
        at = participle.last
        while self._word(at) in (",", "and", "&", "/") and self._word(participle.first) not in word_class("genre"):
            ahead = at + 2 if self._word(at + 1) in ("and", "also") else at + 1
            if ahead not in self._participles:
                break
            at = self._participles[ahead]
        how = self._word(at)
        if (how in _HOW or how.endswith("ly")) and "by" in self._tokens.folded[at + 1 : at + 6]:
            at = self._tokens.folded.index("by", at)
        by = at
        if self._word(at) == "by" and self._word(at + 1) == "and" and at + 2 in self._leaders:
            at = self._leaders[at + 2] - 1  # "created by and starring Ada Quill"
        follows = self._word(by) == "by" and not self._people.begins_block(at)
        people = self._people.listed(at + 1) if follows else []
        part = participle.parts[0]
        if people and part.id == "played-by":
            character = self._people.characters.ending(self._past_marks(participle.first))
            several = self._word(participle.first - 1) in ("are", "were")  # "the ghosts are played by"
            players = people if several else [Listed(people[0].person, character)]
            yield self._billed(players, part, participle.first, at)
        elif people:
            yield self._billed(people, part, participle.first, at)

    def _past_marks(self, i: int) -> int:
        while i and self._tokens.folded[i - 1] in (",", "(", "is", "are", "was"):
            i -= 1
        return i

    def _by_verb(self, verb: PartMention) -> Iterator[Billed]:
        """ "Ada Quill, who created it", "Ada Quill and Bo Tarn star", "the drama that she created"."""
        of = self._word(verb.last) == "of" and self._word(verb.last - 1) not in ("cast", "ensemble")
        if of or self._word(verb.last) == "by" or (verb.first in self._leaders and self._people.listed(verb.last)):
            return  # "starring Ada Quill" is no verb of whoever stands before it
        part = verb.parts[0]
        people = self._subject_of_verb(verb.first)
        handed = list(self._handed(verb)) if part.needs == "predicate" else []
        if handed:
            yield from handed
            return
        if not people and (
            self._word(verb.first - 1) == "for" or (part.needs in ("show", "predicate") and part.id != "joins")
        ):
            people = self._doers.of_predicate(verb.first)
        if not people or not self._has_object(verb) or self._is_given_up(verb.first):
            return
        if part.role == "cast" and part.needs != "part" and self._word(people[0].first - 1) in _BEFORE_CHARACTER:
            return  # "Bo Tarn, who is Captain Rey in it"
        listed = [Listed(p) for p in people]
        last = verb.last
        if part.role == "cast":
            read = self._people.characters.at if part.needs == "part" else self._people.characters.given_after
            last, characters = read(last)
            listed = _cast_as(people, characters)
        if part.shared:
            listed += self._companions(verb.last, people)
        leads = self._word(verb.last) in ("in", "on", "the", '"') or self._works.show_at(verb.last)
        side: Side = "after" if leads else "before"
        if part.needs in ("show", "work") and self._works.show_at(verb.last):
            side = "named"
        if part.id in ("joins", "parts-in"):
            part = self._made_by(people[0]) or part
        yield self._billed(listed, part, verb.first, last, side)

    def _made_by(self, person: Person) -> Part | None:
        """ "Director Ada Quill is known for": the other part that the noun before the name gives."""
        noun = noun_of(self._word(person.first - 1))
        return noun if noun and noun.role != "cast" else None

    def _subject_of_verb(self, i: int) -> list[Person]:
        sentence = self._page.layout.sentence_at(self._tokens.starts[i]).index
        people = self._doers.before(i) or self._doers.engaged(i)
        if not people and self._subject[0] == sentence and self._word(i - 1) in _JOINED:
            people = self._subject[1]  # "Ada Quill created the drama and ran it"
        if people:
            self._subject = (sentence, people)
        return people

    def _handed(self, part: PartMention) -> Iterator[Billed]:
        """ "Is handing the showrunner's chair to Ada Quill"."""
        low = self._tokens.at(self._page.layout.sentence_at(self._tokens.starts[part.first]).start)
        before = self._tokens.folded[max(low, part.first - 4) : part.first]
        ahead = range(part.last, min(part.last + _LONGEST_OBJECT, self._tokens.count))
        to = next((at for at in ahead if self._word(at) == "to"), None)
        people = self._people.listed(to + 1) if to and not role_words("handing").isdisjoint(before) else []
        if people:
            yield self._billed(people[:1], part.parts[0], part.first, part.last)

    def _is_given_up(self, i: int) -> bool:
        """ "Had been running it", "was originally attached to direct": does the verb tell what is so no more?"""
        at = i
        while at and self._word(at - 1) in role_words("adverb"):
            at -= 1
        said = self._tokens.folded[at:i]
        return said[:2] == ["had", "been"] or ("originally" in said and "to" in said)

    def _has_object(self, verb: PartMention) -> bool:
        at, need = verb.last, verb.parts[0].needs
        if need == "show":
            as_somebody = self._tokens.folded[at : at + 1] == ["as"] and (
                self._word(at + 1) in _SOME or (at + 1 < self._tokens.count and self._tokens.capital[at + 1])
            )
            return (self._works.show_at(at) or as_somebody) and not self._is_hired(at)
        if need == "part":
            named = self._people.characters.at(at)[1]
            return bool(named) or self._word(at) in _SOME
        if need == "work":
            joined = self._word(at) in ("and", ",") and at + 1 in self._verbs  # "will write and executive produce"
            alone = self._word(at) in _ENDS and self._word(verb.first - 1) in ("is", "are", "will", "to")
            return joined or alone or self._works.begins_at(at) or self._works.stands_before(verb.first)
        if need == "work up":
            goes_up = "up" in self._tokens.folded[at : at + _LONGEST_OBJECT]
            return goes_up and (self._works.begins_at(at) or self._works.stands_before(verb.first))
        return True

    def _is_hired(self, i: int) -> bool:
        """Does "as" and a noun of another part follow ("joins Harrow House as showrunner")?"""
        sentence = self._page.layout.sentence_at(self._tokens.starts[i])
        end = self._tokens.at(sentence.end)
        return any(self._tokens.folded[at] == "as" and at + 1 in self._nouns for at in range(i, min(end, i + 12)))

    def _companions(self, i: int, people: list[Person]) -> list[Listed]:
        """With whom: "created the show with Bo Tarn", "executive produces alongside Bo Tarn"."""
        for at in range(i, min(i + _LONGEST_WORK, self._tokens.count)):
            word = self._tokens.folded[at]
            if word in ("with", "alongside", "opposite"):
                return self._people.with_family(at + 1, people)
            goes_on = at == i and word == "and" and at + 1 in self._verbs  # "co-wrote and starred in it with Bo Tarn"
            if word != '"' and (word in NO_PREDICATE or word in (",", "but") or (word == "and" and not goes_on)):
                break
        return []

    # Lists

    def _by_list(self, before: PartMention) -> Iterator[Billed]:
        """ "Starring Ada Quill as Nurse Tilda and Bo Tarn"."""
        at = before.last
        while self._word(at) in ("the", "both"):
            at += 1
        people = self._people.listed(at)
        if people and "returning" in self._tokens.folded[before.first : before.last] and not people[0].person.known:
            return  # "also returning are Saltmarsh and Coaldale"
        if people and (before.parts[0].id != "added" or self._adds(before, people[-1].person.last)):
            yield self._billed(people, before.parts[0], before.first, before.last)

    def _adds(self, verb: PartMention, end: int) -> bool:
        """ "Saltmarsh has tapped Ada Quill": is it a show that does, and for nothing but to be in it?"""
        first = verb.first
        while self._word(first - 1) in role_words("adverb"):
            first -= 1
        ahead = self._tokens.folded[end : end + 6]
        hires = ahead[:1] in (["to"], ["as"]) and any(begins_part(word) for word in ahead[1:])
        shows = self._works.show_before(first) or self._word(first - 1) in word_class("genre")
        return shows and not hires

    def _by_label(self, label: PartMention) -> Iterator[Billed]:
        """ "Direction: Ada Quill"."""
        if self._word(label.last) == ":" and (people := self._people.listed(label.last + 1)):
            yield self._billed(people, label.parts[0], label.first, label.last)

    def _billed(self, people: list[Listed], part: Part, first: int, last: int, side: Side = "before") -> Billed:
        return Billed(people, part.role, first, last, part.id, side)

    def _word(self, i: int) -> str:
        return self._tokens.folded[i] if 0 <= i < self._tokens.count else ""


def _cast_as(people: list[Person], characters: list[str]) -> list[Listed]:
    """To each the character in turn, where there are as many as people; else the one to the one."""
    if len(characters) == len(people):
        return [Listed(p, c) for p, c in zip(people, characters, strict=True)]
    return [Listed(p, characters[0] if characters and len(people) == 1 else None) for p in people]
