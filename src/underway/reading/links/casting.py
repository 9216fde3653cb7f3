"""Casting: who is in a show, where no word says so but the character that stands beside the name."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator

from underway.reading.lexicon import given_names, word_class
from underway.reading.links.billing import Billed
from underway.reading.links.doers import Doers
from underway.reading.links.people import Listed, People, Person
from underway.reading.mentions.parts import PartMention, begins_part, noun_of, role_words
from underway.reading.structure import Page

_LONGEST_RELATIVE = 30  # words between a name and "as" ("Ada Quill, who won an Emmy last year for her role as")
_LONGEST_EPITHET = 3  # words before the character ("Ada Quill's grim and tireless Nurse Tilda")
_GOING_ON = frozenset(", ) - along together".split())
_DETERMINERS = frozenset("a an the his her their its".split())
_BESIDE = frozenset(("with", "alongside", "opposite"))
_TELLING = _BESIDE | frozenset(("as", "is", "was", "been"))
_NOT_GENRE = frozenset("original entry hour hours hit hits variety".split())


class Casting:
    """A page's castings, read from its people and their characters."""

    def __init__(self, page: Page, people: People, parts: list[PartMention], makers: Collection[int]) -> None:
        """`makers` are the tokens of the names of those who have another part."""
        self._page = page
        self._makers = makers
        self._parts = [p.first for p in parts]
        self._roles = [p.parts[0].role for p in parts]
        self._seated: list[int] = []  # tokens of players beside their characters
        self._tokens = page.tokens
        self._people = people
        self._doers = Doers(page, people)

    def read(self) -> Iterator[Billed]:
        for person in self._people:
            yield from self._beside(person)
            yield from self._possessing(person)
        for i in self._tokens.where(_TELLING):
            word = self._word(i)
            if word == "as":
                yield from self._as(i)
            elif word in _BESIDE:
                yield from self._with(i)
            else:
                yield from self._is(i)

    def _as(self, i: int) -> Iterator[Billed]:
        """ "Ada Quill as Nurse Tilda", "Ada Quill and Bo Tarn will be back as Nell and Dot"."""
        if noun_of(self._word(i + 1)):
            return
        last, characters = self._people.characters.at(i + 1)
        if not characters or self._word(i - 1) in role_words("named_as"):
            return
        people = self._subject_of_predicate(i)
        if len(people) == len(characters):
            listed = [Listed(p, c) for p, c in zip(people, characters, strict=True)]
        else:
            listed = [Listed(p, characters[0]) for p in people[-1:]]
        listed = [one for one in listed if one.person.full]
        if listed:
            yield Billed(listed, "cast", listed[0].person.first, last, "as")

    def _subject_of_predicate(self, i: int) -> list[Person]:
        if self._word(i - 1) == ",":
            return self._doers.before(i - 1)
        if (
            self._word(i - 1) in ("role", "turn", "performance", "part", "portrayal")
            and self._word(i - 2) in _DETERMINERS
        ):
            return self._last_named(i)
        return self._doers.of_predicate(i)

    def _last_named(self, i: int) -> list[Person]:
        """ "Ada Quill, who won an Emmy for her role": the last person that the sentence names before the token."""
        sentence = self._page.layout.sentence_at(self._tokens.starts[i])
        first = max(self._tokens.at(sentence.start), i - _LONGEST_RELATIVE)
        named = [p for p in self._people.between(first, i) if p.known]
        return named[-1:]

    def _is(self, i: int) -> Iterator[Billed]:
        """ "Ada Quill is Nurse Tilda", "Ada Quill, who was Nell Rusk": a rank or a full name tells a character."""
        at = i + 1
        while self._word(at) in ("the", "still", "back", "now"):
            at += 1
        relative = self._word(i - 1) == "who" or self._word(i - 2) == "who"
        named = self._word(at) in role_words("rank") or (relative and self._word(at) in given_names())
        people = self._doers.before(i) if named and self._tokens.capital[at] else []
        characters = self._people.characters.at(at)[1] if len(people) == 1 and people[0].full else []
        if characters and not self._has_rank(people[0]) and " " in characters[0]:
            yield self._cast(people[0], characters[0])

    def _with(self, i: int) -> Iterator[Billed]:
        """ "The hospital saga with Ada Quill and Bo Tarn", "with Ada Quill as Nurse Tilda and Bo Tarn"."""
        people = self._people.listed(i + 1)
        if not people or not people[0].person.full:
            return
        if (
            any(one.character for one in people)
            or self._plays(people[0].person)
            or self._describes_show(i)
            or self._goes_on(i, people[-1].person)
        ):
            yield Billed(people, "cast", i, i + 1, "with")

    def _goes_on(self, i: int, last: Person) -> bool:
        """ "Stars Ada Quill as Nell, a nurse, alongside Bo Tarn": was the last part told of before the token somebody's
        who is in it, and does no other part follow the list ("with Bo Tarn directing")?"""
        if self._word(i) != "opposite" and self._word(i - 1) not in _GOING_ON:
            return False
        at = bisect_left(self._parts, i) - 1
        part = self._parts[at] if at >= 0 and self._roles[at] == "cast" else -1
        seated = bisect_left(self._seated, i) - 1
        part = max(part, self._seated[seated] if seated >= 0 else -1)
        sentence = self._page.layout.sentence_at(self._tokens.starts[i])
        if part < 0 or (at >= 0 and part < self._parts[at]) or self._tokens.starts[part] < sentence.start:
            return False
        ahead = self._tokens.folded[last.last : last.last + 3]
        return ";" not in self._tokens.folded[part:i] and not any(
            begins_part(word) and word not in ("star", "stars", "starring", "playing", "rounding") for word in ahead
        )

    def _plays(self, person: Person) -> bool:
        """Does "as a coroner" follow, and no other part ("as an executive producer")?"""
        ahead = self._tokens.folded[person.last : person.last + 6]
        return (
            ahead[:1] == ["as"]
            and ahead[1:2] in (["a"], ["an"], ["the"])
            and not any(begins_part(w) for w in ahead[2:])
        )

    def _describes_show(self, i: int) -> bool:
        """Does a show, or a noun for one, end right before the token?"""
        word = self._word(i - 1)
        if word not in word_class("genre") or word in _NOT_GENRE or self._word(i) != "with":
            return False
        return not any(begins_part(self._word(at)) for at in range(i - 5, i - 1))  # "created the series with"

    def _beside(self, person: Person) -> Iterator[Billed]:
        """ "Ada Quill (Nurse Tilda)", "Nurse Tilda (Ada Quill)", "his sister (Ada Quill)"."""
        if not person.full or not person.known or self._makes(person):
            return
        if self._word(person.last) == "(":
            inner = self._people.at(person.last + 1)
            characters = self._people.characters.given_after(person.last)[1]
            if (
                characters
                and not self._has_rank(person)
                and not (inner and inner.known and self._is_actor(inner, person))
            ):
                yield self._cast(person, characters[0])
        elif self._word(person.first - 1) == "(" and self._word(person.last) in (")", ",", ";"):
            outer = self._people.ending(person.first - 1)
            character = self._people.characters.ending(person.first - 1)
            if character and (outer is None or not outer.known or self._is_actor(person, outer)):
                yield self._cast(person, character)
            elif character is None and self._is_unnamed_part(person.first - 2):
                yield self._cast(person, None)

    def _possessing(self, person: Person) -> Iterator[Billed]:
        """ "Ada Quill's Nurse Tilda", "Ada Quill's luckless Walt": a rank or a given name tells a character."""
        if self._word(person.last) != "'s" or not person.full or not person.known or self._has_rank(person):
            return
        at = person.last + 1
        if self._word(at) == "character" and self._word(at + 1) in (",", "("):
            characters = self._people.characters.at(at + 2)[1]
            if characters:
                yield self._cast(person, characters[0])
            return
        while at - person.last <= _LONGEST_EPITHET and self._word(at).isalpha() and not self._tokens.capital[at]:
            word = self._word(at)
            if word in word_class("family") or word in word_class("genre") or noun_of(word):
                return
            at += 1
        if not (self._word(at) in role_words("rank") or self._word(at) in given_names()):
            return
        if self._word(person.first) not in given_names():
            return
        characters = self._people.characters.at(at)[1]
        inner = self._people.at(at)
        if characters and not (inner and inner.full and " " in characters[0] and self._word(at) in given_names()):
            yield self._cast(person, characters[0])

    def _makes(self, person: Person) -> bool:
        """Is the name that of a maker, behind whom brackets hold other works ("creator Ada Quill (Saltmarsh)")?"""
        if person.first in self._makers:
            return True
        before = self._word(person.first - 1)
        noun = noun_of(before)
        return before == "by" or (noun is not None and noun.role != "cast")

    def _is_unnamed_part(self, i: int) -> bool:
        """Does "his sister", "a smuggler" end with the token?"""
        folded = self._tokens.folded
        if i < 1 or not folded[i].isalpha() or self._tokens.capital[i] or noun_of(folded[i]):
            return False
        return any(folded[at] in _DETERMINERS for at in range(max(i - 3, 0), i))

    def _is_actor(self, inner: Person, outer: Person) -> bool:
        """Of two names, the one in brackets behind the other, is it the first that is the actor's?"""
        if self._has_rank(inner) or self._has_rank(outer):
            return self._has_rank(outer)
        given = given_names()
        names = [self._tokens.folded[p.first] in given and p.full for p in (inner, outer)]
        return names[0] and not names[1]

    def _has_rank(self, person: Person) -> bool:
        rank = role_words("rank")
        before = person.first - 2 if self._word(person.first - 1) == "." else person.first - 1
        return self._word(person.first) in rank or self._word(before) in rank

    def _cast(self, person: Person, character: str | None) -> Billed:
        insort(self._seated, person.first)
        return Billed([Listed(person, character)], "cast", person.first, person.last, "beside")

    def _word(self, i: int) -> str:
        return self._tokens.folded[i] if 0 <= i < self._tokens.count else ""
