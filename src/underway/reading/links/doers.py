"""Who has the part that words give: whoever stands before them, past auxiliaries, "who", an age, an aside, or "she"."""

from collections.abc import Iterator

from underway.reading.lexicon import word_class
from underway.reading.links.people import People, Person
from underway.reading.mentions.names import ABBREVIATED
from underway.reading.mentions.parts import noun_of, role_words
from underway.reading.structure import Page, within

_PRONOUNS = frozenset("he she he'll she'll he's she's he'd she'd".split())
_THEY = frozenset("they they'll they've they're they'd".split())
_RELATED = frozenset((",", "one", "the"))  # before "which"
_ACTORS = frozenset("actor actress star comedian presenter".split())
_SEVERAL = frozenset("play star are have were co-star serve write direct".split())
_PLURAL = frozenset("are were have serve star stay return remain executive write direct".split())
_STOPS = frozenset('. ; : ( ) ! ? " |'.split())
_LONGEST_ASIDE = 14
_LONGEST_PREDICATE = 7  # words between a name and "as" ("Ada Quill will take over as showrunner")
NO_PREDICATE = frozenset('. ; : ( ) ! ? " | than like of by who whose'.split())
_LONGEST_RELATIVE = 18
_LONGEST_SENTENCE = 600  # characters looked over for the person that a pronoun stands for


def relative_before(page: Page, i: int) -> int | None:
    """ "The chase comedy that he created and runs", "which Ada Quill wrote": the token that stands for what the verb at
    the token makes; None where nothing does."""
    folded, starts = page.tokens.folded, page.tokens.starts
    low = page.tokens.at(page.layout.sentence_at(starts[i]).start)
    for at in range(i - 2, max(i - _LONGEST_RELATIVE, low), -1):
        if folded[at] in _STOPS or folded[at] == ",":
            break
        if folded[at] in ("that", "which"):
            what = folded[at - 1]
            titled = any(m.end >= page.tokens.ends[at - 1] for m in within(page.shows, starts[at] - 60, starts[at]))
            return at if titled or what in _RELATED or what in word_class("genre") else None
    return None


class Doers:
    """Finds people by the token before which their mention ends."""

    def __init__(self, page: Page, people: People) -> None:
        self._page = page
        self._tokens = page.tokens
        self._people = people

    def before(self, i: int) -> list[Person]:
        """The people of whom the words at the token are said; nobody where the text does not make it plain."""
        folded, adverb = self._tokens.folded, role_words("adverb")
        at = i
        while at and folded[at - 1] in adverb:
            at -= 1
        if at > 1 and folded[at - 2 : at] == [",", '"']:
            at -= 1  # "Ada Quill, of ‘Saltmarsh,’ takes over"
        relative = bool(at) and folded[at - 1] == "who"
        if relative:
            at -= 1
        elif at and folded[at - 1] in _THEY:
            return self._they(at - 1)
        elif at and (folded[at - 1] in _PRONOUNS or self._is_the_actor(at)):
            return self._antecedent(at - 1)
        if at and folded[at - 1] == "-" and not relative:
            aside = next((k for k in range(at - 2, max(at - _LONGEST_ASIDE, 0), -1) if folded[k] == "-"), None)
            person = self._people.ending(aside) if aside else None
            if person:
                return [person]
        if at and folded[at - 1] == ",":
            who = None if relative else self._past_relative(at - 1)
            if who is not None:
                several = folded[at : at + 1] != [] and folded[at] in _PLURAL
                people = self._people.before(who)
                return people if several else people[-1:]
            at -= 1
        if at > 1 and folded[at - 1].isdigit() and folded[at - 2] == ",":
            at -= 2
        if relative and at and folded[at - 1] == "-":
            at -= 1
        said = folded[at : i + 1]
        series = not relative or not _SEVERAL.isdisjoint(said)
        people = self._people.before(self._people.characters.before_brackets(at), series=series)
        if people:
            return people
        if relative:
            return self._apposed(at) or (self._antecedent(at - 1) if self._stands_for_somebody(at) else [])
        return self._apposed(at) if folded[at : at + 1] == [","] else []

    def _past_relative(self, comma: int) -> int | None:
        """ "Ada Quill, who created it, runs": where the name ends that the clause that the comma closes is of."""
        folded = self._tokens.folded
        for at in range(comma - 1, max(comma - _LONGEST_RELATIVE, 0), -1):
            titled = folded[at] == "." and folded[at - 1] in ABBREVIATED  # "who stars as Dr. Nell Orme"
            if folded[at] in _STOPS and folded[at] != '"' and not titled:
                break
            if folded[at] in ("who", "whose") and folded[at - 1] == ",":
                return at - 1
        return None

    def _apposed(self, i: int) -> list[Person]:
        """ "Ada Quill, the poet who": whoever the noun before the token stands beside."""
        folded = self._tokens.folded
        for at in range(i - 1, max(i - _LONGEST_ASIDE, 0), -1):
            if (folded[at] in _STOPS and folded[at] != '"') or self._people.ending(at + 1):
                break
            if folded[at] == "," and (person := self._people.ending(at)):
                return [person]
        return []

    def of_predicate(self, i: int) -> list[Person]:
        """Of whom "serves", "will take over" or the like, ending before the token, is said."""
        folded, capital = self._tokens.folded, self._tokens.capital
        for at in range(i, max(i - _LONGEST_PREDICATE, 0), -1):
            people = self.before(at)
            if people:
                return people
            word = folded[at - 1]
            if word in NO_PREDICATE or word in role_words("gone_after"):
                break
            if capital[at - 1] and word not in word_class("weekday"):
                break
        return []

    def engaged(self, i: int) -> list[Person]:
        """ "Ada Quill has closed a deal to star": of whom the words before "to" say it."""
        folded, adverb = self._tokens.folded, role_words("adverb")
        while i and folded[i - 1] in adverb and folded[i - 1] != "to":
            i -= 1
        if not i or folded[i - 1] != "to":
            return []
        people = self.of_predicate(i - 1)
        between = folded[people[-1].last : i - 1] if people else []
        return [] if role_words("engaged").isdisjoint(between) else people

    def _they(self, i: int) -> list[Person]:
        """The last people that the sentence before the token's joins by "and"."""
        *_, (start, end) = self._spans_before(self._tokens.starts[i])
        named = list(self._people.between(self._tokens.at(start), self._tokens.at(end)))
        for person in reversed(named):
            people = self._people.before(person.last)
            if len(people) > 1:
                return people
        return []

    def _is_the_actor(self, i: int) -> bool:
        word = self._tokens.folded[i - 1]
        return (word in _ACTORS or word.endswith("-year-old")) and self._stands_for_somebody(i)

    def _stands_for_somebody(self, i: int) -> bool:
        """Does "the actress", "the 58-year-old" end before the token?"""
        folded = self._tokens.folded
        word = folded[i - 1] if i else ""
        return folded[max(i - 2, 0) : i - 1] == ["the"] and (word.endswith("-year-old") or noun_of(word) is not None)

    def _antecedent(self, i: int) -> list[Person]:
        """The one person named before the token in its sentence, or else in the sentence before that; those last by
        whom something is said to be done ("In the episode, directed by Bo Tarn, she plays")."""
        spans = [
            [p for p in self._people.between(self._tokens.at(start), self._tokens.at(end)) if p.known]
            for start, end in self._spans_before(self._tokens.starts[i])
        ]
        for agents in (False, True):
            for people in spans:
                named = {p.name: p for p in people if agents or self._tokens.folded[p.first - 1] != "by"}
                if named:
                    return list(named.values()) if len(named) == 1 else []
        return []

    def _spans_before(self, position: int) -> Iterator[tuple[int, int]]:
        sentence = self._page.layout.sentence_at(position)
        yield max(sentence.start, position - _LONGEST_SENTENCE), position
        if sentence.index:
            previous = self._page.sentences[sentence.index - 1]
            yield max(previous.start, previous.end - _LONGEST_SENTENCE), previous.end
