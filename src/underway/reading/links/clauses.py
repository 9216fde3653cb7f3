"""Whose doing a verb is: the subjects of the narrator's sentences."""

from collections.abc import Container

import msgspec

from underway.reading.lexicon import word_class
from underway.reading.links.noun_phrases import NounPhrase, Phrases, person_nouns, speech_words
from underway.reading.structure import Page

_REACH = 60  # words between a verb and its subject
BEING = frozenset("is was were are been being 's be".split())
PREPOSITIONS = word_class("preposition") | frozenset(
    "to of by about into onto like than per via over against between through without".split()
)
_CLAUSAL = frozenset("as after before until while when since if".split())
_CALENDAR = word_class("month") | word_class("weekday")
_DASHES = frozenset("-–—―")
_LONGEST_DATELINE = 14
_LONGEST_LEAD = 12  # words of a phrase before the name in it
_RELATIVE = frozenset(("who", "that", "which"))
_DEFINITE = frozenset("the a an one his her their its another some".split())
_ARTICLES = frozenset("the a an its their my our your some".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
TOLD = frozenset("told asked informed advised assured".split())  # passive where a form of "be" stands before them


class Clauses:
    """Finds subjects in one page; `masked` tokens belong to quotations."""

    def __init__(self, page: Page, masked: Container[int]) -> None:
        self._page = page
        self._words = page.tokens.folded
        self._masked = masked
        self.phrases = Phrases(page, masked)
        self._shows = {page.tokens.at(m.start) for m in page.shows}
        self._persons = {m.start for m in page.persons}

    def subject_of(self, verb: int, lo: int) -> NounPhrase | None:
        """The phrase that does what the verb says."""
        words = self._words
        before = verb - 1
        while before > lo and words[before] in speech_words("auxiliary") and words[before] not in ("to",):
            before -= 1
        if words[verb] in speech_words("participle") or words[before] in ("and", "to", "but", "then") or before < lo:
            return self.main_subject(lo, verb, said=True)
        if words[before] in _RELATIVE:
            return self._antecedent(before, lo)
        if verb > lo and words[verb - 1] in BEING and words[verb] in TOLD:
            return None
        found = self.subject_at(verb, lo)
        if found is None and words[before] in (",", ")"):
            return self.main_subject(lo, verb, said=True)
        return found

    def subject_at(self, verb: int, lo: int) -> NounPhrase | None:
        """The phrase from which, appositions and adverbs aside, the sentence goes straight on to the verb."""
        found: NounPhrase | None = None
        for start in range(verb - 1, max(lo, verb - _REACH) - 1, -1):
            if start in self._masked or (
                found and self._opens_clause(found.first, lo) and start < found.first - _LONGEST_LEAD
            ):
                break
            if not self._may_begin(start, lo):
                continue
            phrase = self.phrases.at(start, verb)
            if phrase is None or not self._reaches(phrase, verb):
                continue
            longer = found is not None and phrase.last == found.last and phrase.first < found.first
            outer = found is not None and not self._opens_clause(found.first, lo) and self._opens_clause(start, lo)
            if found is None or longer or outer:
                found = phrase
        return self.named(found, verb) if found else None

    def _opens_clause(self, i: int, lo: int) -> bool:
        return i == lo or self._words[i - 1] in speech_words("clause_start") or i - 1 in self._masked

    def _reaches(self, phrase: NounPhrase, verb: int) -> bool:
        return any(
            self.past_adverbs(k, verb) == verb
            for k in self.phrases.past_appositions(phrase.last, verb + 1)
            if k <= verb
        )

    def _may_begin(self, i: int, lo: int) -> bool:
        """May a subject begin at the token: not inside a name, nor after what governs it?"""
        words, tokens = self._words, self._page.tokens
        word = words[i]
        if not word[0].isalnum() and word != "@":
            return False
        if (
            word in word_class("opener")
            and not self.phrases.names(i)
            and not (
                word in speech_words("pronoun")
                or word in speech_words("self_pronoun")
                or word in speech_words("determiner")
                or word in _NUMBERS
            )
        ):
            return False
        if i == lo:
            return True
        before = words[i - 1]
        if before == "'s" or before in _ARTICLES:
            return False
        if before in PREPOSITIONS:
            return before in _CLAUSAL and (word in speech_words("pronoun") or before in ("while", "when", "if"))
        joined = (
            tokens.capital[i]
            and tokens.capital[i - 1]
            and self._page.text[tokens.ends[i - 1] : tokens.starts[i]] == " "
        )
        return not joined or before in _CALENDAR or before in word_class("opener")

    def _antecedent(self, relative: int, lo: int) -> NounPhrase | None:
        """The phrase just before "who"."""
        if self._words[relative - 1] == "and":  # "who wrote it and who told us"
            relative = next(
                (k for k in range(relative - 2, max(lo, relative - 25), -1) if self._words[k] in _RELATIVE), relative
            )
        end = relative - 1 if self._words[relative - 1] == "," else relative
        if end <= lo:
            return None
        found: NounPhrase | None = None
        for start in range(end - 1, max(lo, end - 12) - 1, -1):
            if start in self._masked:
                break
            phrase = self.phrases.at(start, end)
            if phrase and phrase.last == end and self.speaks_or_named(phrase):
                found = phrase
                if (
                    start > lo
                    and not self._page.tokens.capital[start - 1]
                    and self._words[start - 1] not in speech_words("determiner")
                ):
                    break
        if (
            found
            and found.kind == "description"
            and self._words[found.first - 1] == ","
            and self._page.tokens.capital[found.first - 2]
        ):
            return self._antecedent(found.first - 1, lo) or found
        return found

    def main_subject(self, lo: int, hi: int, *, said: bool = False) -> NounPhrase | None:
        """The subject of the sentence: the first phrase that nothing governs."""
        words = self._words
        lo = self._past_dateline(lo, hi)
        opener = words[lo] if lo < hi else ""
        fronted = opener in PREPOSITIONS or opener in ("asked", "reached", "pressed", "speaking", "writing")
        i = lo
        if fronted:
            comma = next((k for k in range(lo, min(hi, lo + 30)) if words[k] == "," and k not in self._masked), None)
            if comma is not None and comma + 1 < hi:
                i = comma + 1
        for start in range(i, min(hi, i + 30)):
            if start in self._masked or not self._may_begin(start, lo) or (start == lo and fronted):
                continue
            if words[start] in speech_words("auxiliary") and not self._page.tokens.capital[start]:
                continue
            phrase = self.phrases.at(start, hi)
            if phrase is None:
                continue
            if words[phrase.head] in speech_words("self_pronoun"):
                return phrase if words[phrase.head] in ("i", "we") else None
            if self.speaks_or_named(phrase):
                return self.named(phrase, hi) if self.may_speak(phrase, said=said) else None
            if phrase.kind == "description" and words[phrase.first] in speech_words("determiner"):
                return self.named(phrase, hi) if self.phrases.apposed_name(phrase, hi) else None
        return None

    def _past_dateline(self, lo: int, hi: int) -> int:
        """Past "LEEDS, England (AP) -" at the head of a paragraph."""
        for i in range(lo, min(hi, lo + _LONGEST_DATELINE)):
            if self._words[i] in _DASHES:
                shouted = self._page.text[self._page.tokens.starts[lo] : self._page.tokens.ends[lo]].isupper()
                return i + 1 if i > lo and (shouted or self._words[i - 1] == ")") else lo
            if not (
                self._page.tokens.capital[i] or self._words[i].isdigit() or self._words[i] in (",", "(", ")", ".", "/")
            ):
                break
        return lo

    # Judging phrases

    def named(self, phrase: NounPhrase, stop: int) -> NounPhrase:
        """With the name that stands beside the description."""
        name = self.phrases.apposed_name(phrase, stop)
        if name is None:
            return phrase
        return msgspec.structs.replace(phrase, kind="name", name=name, last=name[1], head=name[1] - 1)

    def speaks(self, phrase: NounPhrase) -> bool:
        word = self._words[phrase.head]
        return (
            word in person_nouns()
            or word in speech_words("body_noun")
            or word in speech_words("writing")
            or word.endswith("-year-old")
        )

    def speaks_or_named(self, phrase: NounPhrase) -> bool:
        return phrase.kind != "description" or self.speaks(phrase)

    def may_speak(self, phrase: NounPhrase, *, said: bool = False) -> bool:
        """Is the phrase one that speaks? Where a verb of saying is right beside it (`said`), it is no title."""
        word = self._words[phrase.head]
        if phrase.kind == "pronoun":
            return word in speech_words("pronoun")
        if phrase.kind == "description":
            return word not in speech_words("mute") and (self.speaks(phrase) or self._words[phrase.first] in _DEFINITE)
        assert phrase.name is not None
        first = phrase.name[0]
        return said or first not in self._shows or self._page.tokens.starts[first] in self._persons

    def goes_on_to_say(self, phrase_end: int) -> bool:
        """After a name that ends at the token: does a verb of saying follow, past appositions and adverbs?"""
        stop = min(len(self._words), phrase_end + _REACH)
        verbs = (self.past_adverbs(k, stop) for k in self.phrases.past_appositions(phrase_end, stop))
        return any(v < stop and v not in self._masked and self._words[v] in speech_words("say") for v in verbs)

    def past_adverbs(self, i: int, stop: int) -> int:
        words = self._words
        end = min(stop, i + 7)
        while (
            i < end
            and i not in self._masked
            and (words[i] in speech_words("auxiliary") or (words[i].endswith("ly") and len(words[i]) > 4))
        ):
            i += 1
        return i
