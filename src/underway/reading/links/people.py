"""Who stands at a place: people by the tokens of their names, and the lists that commas and "and" make of them."""

from collections.abc import Iterator

import msgspec

from underway.reading.lexicon import given_names, word_class
from underway.reading.links.characters import Characters
from underway.reading.mentions.parts import begins_part, noun_of, role_words
from underway.reading.structure import Page

_LONGEST_LIST = 14
_LONGEST_DESCRIPTION = 4  # words before a listed name ("and the comedian Bo Tarn")
_COURTESIES = frozenset("mr mrs ms miss".split())
_NOBODY = word_class("month") | word_class("not_show") | word_class("genre") | word_class("person_verb")
_OF_COMPANY = frozenset("for of from at".split())
_IN_COMPANY = frozenset("the 's & + tv".split())
_LONGEST_COMPANY = 7  # words after "for" in "Ada Quill for Hat House Productions"
_BEFORE_NAME = ("-based", "-born", "-old", "-winning", "-nominated", "-raised", "-trained")
_SINGULAR = frozenset("is was has plays serves directs writes stars hosts produces runs says".split())
_PLAYING = frozenset("stars hosts guests leads anchors fronts".split())
_JOINTS = frozenset(", and & ; / plus alongside opposite with + or".split())


class Person(msgspec.Struct, frozen=True):
    """Characters `start` to `end`, tokens `first` to `last` (exclusive). `name` is the fullest that the document gives;
    `known` where it is typed as a person's, and not merely a run of capitals."""

    name: str
    start: int
    end: int
    first: int
    last: int
    known: bool

    @property
    def full(self) -> bool:
        return " " in self.name


class Listed(msgspec.Struct, frozen=True):
    """A person, and the character that the list gives them."""

    person: Person
    character: str | None = None


class People:
    """The page's people by the place where their names begin and end."""

    def __init__(self, page: Page) -> None:
        self._text = page.text
        self._layout = page.layout
        self._tokens = page.tokens
        self._first: dict[int, Person] = {}
        self._last: dict[int, Person] = {}
        self.tails: dict[int, str] = {}  # tokens of names with a part of a show at their end -> what says the part
        self._surnames: list[tuple[int, int]] = []  # tokens of one word that may be somebody's last name
        for name in page.names:
            self._add(name.start, name.end, None)
        for person in page.persons:
            self._add(person.start, person.end, person.name)
        self._add_surnames()
        self.characters = Characters(page)

    def _add(self, start: int, end: int, name: str | None) -> None:
        folded = self._tokens.folded
        first, last = self._tokens.at(start), self._tokens.at(end)
        while last - first > 1 and (
            not folded[first][0].isalnum()
            or (last - first > 2 and begins_part(folded[first]))
            or folded[first].endswith(_BEFORE_NAME)
            or (folded[first] == "the" and self._is_given(first + 1))
            or (folded[first].endswith("ly") and not self._is_given(first) and self._is_given(first + 1))
        ):
            first += 1
            name = None
        while last - first > 1 and (folded[first] in _COURTESIES or folded[first] == "."):
            first += 1
            name = None
        for at in range(first + 1, last - 1):
            if folded[at] in ("&", "and"):  # "Theo and Mona Tull"
                self._add(self._tokens.starts[first], self._tokens.ends[at - 1], None)
                self._add(self._tokens.starts[at + 1], self._tokens.ends[last - 1], None)
                return
        tail = folded[last - 1].rpartition("-")[2] if last - first > 1 else ""
        if tail in role_words("tail"):  # "the Ada Quill-led drama"
            end -= len(tail) + 1
            name = None
            self.tails[last - 1] = tail
        if last - first == 1 and name is None:
            self._surnames.append((first, last))
        if first >= last or (name is None and not _may_be_person(folded[first:last])):
            return
        if name is None and first and folded[first - 1] == '"':
            return  # another show's title
        start = self._tokens.starts[first]
        known = name is not None or tail in role_words("tail")
        person = Person(name or self._text[start:end], start, end, first, last, known)
        self._first[first] = self._last[last] = person

    def _is_given(self, i: int) -> bool:
        return self._tokens.folded[i] in given_names()

    def _add_surnames(self) -> None:
        """Single words, "Ms." before them or not, that are the last word of just one person's name."""
        full: dict[str, set[str]] = {}
        for person in self._first.values():
            if person.full:
                full.setdefault(self._tokens.folded[person.last - 1], set()).add(person.name)
        for first, last in self._surnames:
            names = full.get(self._tokens.folded[first], ())
            if len(names) == 1:
                start, end = self._tokens.starts[first], self._tokens.ends[first]
                person = Person(next(iter(names)), start, end, first, last, True)
                self._first[first] = self._last[last] = person

    def __iter__(self) -> Iterator[Person]:
        """Everybody, in order of place."""
        return (self._first[i] for i in sorted(self._first))

    def between(self, first: int, last: int) -> Iterator[Person]:
        """Those whose names begin at the tokens from `first` up to `last`."""
        return (self._first[i] for i in range(first, last) if i in self._first)

    def at(self, i: int) -> Person | None:
        """Whose name begins with the token."""
        return self._first.get(i)

    def ending(self, i: int) -> Person | None:
        """Whose name ends right before the token."""
        return self._last.get(i)

    def led_to(self, i: int) -> Person | None:
        """The person at the token, past words that describe them ("newcomer", "the comedian")."""
        folded, at = self._tokens.folded, i
        for at in range(i, min(i + _LONGEST_DESCRIPTION + 1, len(folded))):
            if self.begins_block(at) and folded[at - 1] != ":":
                return None
            person = self._first.get(at)
            if person:
                named = self._first.get(person.last + 1)
                return named if named and not person.known and noun_of(folded[person.last]) else person
            if folded[at] == "," and at > i and folded[at - 1] in word_class("family"):
                continue  # "her husband, Bo Tarn"
            if folded[at] not in role_words("honour") and (self._tokens.capital[at] or not _describes(folded[at])):
                break
        return self._past_owner(at) or self._by_given_name(at)

    def _past_owner(self, i: int) -> Person | None:
        """ "Carver Films' Ada Quill": whoever stands behind the company that is named at the token."""
        tokens = self._tokens
        for at in range(i, min(i + _LONGEST_COMPANY, tokens.count)):
            if tokens.folded[at] in ("'s", "'"):
                return self._first.get(at + 1)
            if not tokens.capital[at] and tokens.folded[at] not in _IN_COMPANY:
                break
        return None

    def begins_block(self, i: int) -> bool:
        """Does the token begin a block of the layout (lines that a paragraph is wrapped into are none)?"""
        if not i or "\n" not in self._text[self._tokens.ends[i - 1] : self._tokens.starts[i]]:
            return False
        left, right = (self._layout.sentence_at(self._tokens.starts[at]) for at in (i - 1, i))
        return left.block != right.block

    def _by_given_name(self, i: int) -> Person | None:
        """ "Wes", of "Wes and Mona Tull": one capital word that a full name is joined to."""
        tokens = self._tokens
        other = self._first.get(i + 2) if i < tokens.count else None
        if not (other and other.full and tokens.capital[i] and tokens.folded[i + 1] in ("and", "&")):
            return None
        start, end = tokens.starts[i], tokens.ends[i]
        return Person(self._text[start:end], start, end, i, i + 1, False)

    def listed(self, i: int, *, others: bool = False) -> list[Listed]:
        """The people of the list that begins at the token, with the characters that it gives them; `others` are those
        whose other parts it names ("with Ada Quill and director Bo Tarn")."""
        folded = self._tokens.folded
        found: list[Listed] = []
        ended = False  # whether "and" has named the last
        person = self.led_to(i + 1 if others and i < len(folded) and noun_of(folded[i]) else i)
        while person and len(found) < _LONGEST_LIST:
            at, characters = self.characters.given_after(self._past_age(person.last))
            found.append(Listed(person, characters[0] if characters else None))
            if len(characters) > 1:  # "Ada Quill and Bo Tarn as Nell and Dot"
                last = found[-len(characters) :]
                found[-len(characters) :] = [Listed(p.person, c) for p, c in zip(last, characters, strict=False)]
            at = self._past_affiliation(at)
            if ended and self._tokens.folded[at : at + 1] == [";"]:
                break
            ended = self._tokens.folded[at : at + 1] in (["and"], ["&"]) or folded[at : at + 2] == [",", "and"]
            person = self._next(at, others=others)
            if person and folded[person.last : person.last + 1] and folded[person.last] in _SINGULAR:
                break  # "with Ada Quill; Bo Tarn is its director"
        people = self._with_surname([one.person for one in found])
        return [Listed(p, one.character) for p, one in zip(people, found, strict=True)]

    def with_family(self, i: int, people: list[Person]) -> list[Listed]:
        """Those of the list at the token, whom something is done with; "his sister Maeve" takes the surname of the one
        of `people` whose family she is."""
        found = self.listed(i, others=True)
        if len(found) != 1 or len(people) != 1 or found[0].person.full or not people[0].full:
            return found
        if word_class("family").isdisjoint(self._tokens.folded[i : found[0].person.first]):
            return found
        name = f"{found[0].person.name} {people[0].name.split()[-1]}"
        return [Listed(msgspec.structs.replace(found[0].person, name=name))]

    def before(self, i: int, *, series: bool = True) -> list[Person]:
        """The people whose list ends right before the token; without `series` only those that "and" alone joins."""
        folded = self._tokens.folded
        people: list[Person] = []
        person = self.ending(i)
        while person and len(people) < _LONGEST_LIST:
            people.insert(0, person)
            at = self._past_description(person.first)
            joint = folded[at - 1] if at else ""
            comma = joint == "," or (joint in ("and", "&") and at > 1 and folded[at - 2] == ",")
            if joint not in (",", "and", "&") or (comma and not series) or (joint == "," and len(people) == 1):
                break
            at -= 2 if comma and joint != "," else 1
            person = self.ending(self.characters.before_brackets(at))
        return self._with_surname(people)

    def _past_description(self, i: int) -> int:
        """The token where the words that describe a listed name begin ("Oscar winner Ada Quill"), else its own."""
        folded, at = self._tokens.folded, i
        if not i or not _describes(folded[i - 1]) or self._tokens.capital[i - 1]:
            return i
        while at and i - at < _LONGEST_DESCRIPTION and folded[at - 1] not in _JOINTS:
            if (self._last.get(at) and self._last[at].full) or not (
                folded[at - 1][0].isalpha() and folded[at - 1] not in role_words("not_describing")
            ):
                return i
            at -= 1
        return at

    def _past_age(self, i: int) -> int:
        folded = self._tokens.folded
        return i + 2 if folded[i : i + 1] == [","] and folded[i + 1 : i + 2] and folded[i + 1].isdigit() else i

    def _past_affiliation(self, i: int) -> int:
        """ "Ada Quill for Hat House and": past the company that a listed person is of, where the list goes on."""
        folded, capital = self._tokens.folded, self._tokens.capital
        if i >= len(folded) or folded[i] not in _OF_COMPANY:
            return i
        at = i + 1
        while at < min(len(folded), i + _LONGEST_COMPANY) and (
            capital[at] or folded[at] in _IN_COMPANY or folded[at].isdigit()
        ):
            at += 1
        return at if at > i + 1 and at < len(folded) and folded[at] in _JOINTS else i

    def _next(self, i: int, *, others: bool) -> Person | None:
        """The next person of a list, where the token joins one."""
        folded = self._tokens.folded
        if i >= len(folded) or folded[i] not in _JOINTS:
            return None
        at = i + 1
        while at < len(folded) and folded[at] in ("and", "&", "also"):
            at += 1
        if folded[at : at + 2] == [",", "for"] and "," in folded[at + 2 : at + 6]:  # "and, for Channel 5, Ada Quill"
            at = folded.index(",", at + 2) + 1
        if others and noun_of(folded[at]):
            at += 1
        return self.led_to(at)

    def _with_surname(self, people: list[Person]) -> list[Person]:
        """ "Wes and Mona Tull": the first takes the surname of the second."""
        if len(people) > 1 and self._is_given_name(people[0]) and people[1].full:
            joint = self._tokens.folded[people[0].last : people[1].first]
            if joint in (["and"], ["&"]):
                name = f"{people[0].name} {people[1].name.split()[-1]}"
                return [msgspec.structs.replace(people[0], name=name), *people[1:]]
        return people

    def _is_given_name(self, person: Person) -> bool:
        return not person.full and (not person.known or self._tokens.folded[person.first] in given_names())


def _may_be_person(words: list[str]) -> bool:
    """May a run of capitals that nothing else speaks for name somebody?"""
    if len(words) == 1:
        return words[0] in given_names()
    return (
        len(words) <= 4
        and words[0] != "the"
        and words[0] not in word_class("opener")
        and not any(w[0].isdigit() or w in _NOBODY for w in words)
    )


def _is_past(word: str) -> bool:
    """ "Married", which is said of somebody and not a word for them, as "celebrated" is."""
    return word.endswith("ed") and "-" not in word and word not in role_words("praising")


def _describes(word: str) -> bool:
    """May the word stand before a name in a list? Other parts begin another credit ("and director Bo Tarn")."""
    if word in role_words("not_describing") or word in role_words("other_job") or _is_past(word):
        return False
    if not (word[0].isalpha() or word in ("'s", '"')):
        return False
    noun = noun_of(word)
    if word in _PLAYING:
        return False  # "written by Ada Quill, stars Bo Tarn"
    return noun.role == "cast" if noun else not begins_part(word)
