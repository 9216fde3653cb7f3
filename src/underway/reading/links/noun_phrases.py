"""Who may be the subject of a sentence: names, pronouns and descriptions, parsed from a token on."""

import re
from collections.abc import Container
from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import common_words, given_names, load, word_class
from underway.reading.structure import Page

PhraseKind = Literal["name", "pronoun", "description"]
_LONGEST = 14  # words in a phrase
_LONGEST_APPOSITION = 45
_PARTICLES = frozenset("de la le du del von van der den da dos al bin ibn ní ó o' y mac ap".split())
_COMPLEMENT = frozenset("of for at from with in on inside to behind near".split())
_ADJOINED = frozenset(("close", "familiar"))  # "a source close to the show"
_CALENDAR = word_class("month") | word_class("weekday")
_SEASON_CODE = re.compile(r"s\d+(?:e\d+)?$")
STANDALONE = frozenset("one another some both several many others".split())
_DASHES = frozenset("-–—―")


@cache
def speech_words(name: str) -> frozenset[str]:
    """One class of speech.toml."""
    return frozenset(_table()[name].split())


@cache
def _table() -> dict[str, str]:
    return load("speech.toml", dict[str, str])


@cache
def verbs() -> frozenset[str]:
    """Everything that may follow a subject and that no noun phrase holds."""
    return (speech_words("say") | speech_words("label") | speech_words("auxiliary")) - speech_words("speaker_noun")


@cache
def person_nouns() -> frozenset[str]:
    return speech_words("speaker_noun") | word_class("role")


class NounPhrase(msgspec.Struct, frozen=True):
    """Tokens `first` to `last` (exclusive); in them `name` is the name, if there is one, and `head` the noun."""

    kind: PhraseKind
    first: int
    last: int
    head: int
    name: tuple[int, int] | None = None


class Phrases:
    """Parses noun phrases of one page; `masked` tokens belong to quotations and end whatever is being parsed."""

    def __init__(self, page: Page, masked: Container[int]) -> None:
        self._text = page.text
        self._tokens = page.tokens
        self._masked = masked
        self._bodies = {i for o in page.organisations for i in range(page.tokens.at(o.start), page.tokens.at(o.end))}
        self._known = {w for m in page.persons if " " in m.name for w in m.name.casefold().split()}
        self._openings = {page.tokens.at(s.start) for s in page.sentences}

    def at(self, first: int, stop: int) -> NounPhrase | None:
        """The phrase that begins at the token; None where none does."""
        words = self._tokens.folded
        stop = min(stop, first + _LONGEST)
        if first >= stop or first in self._masked:
            return None
        word = words[first].split("'")[0] or words[first]  # "she'll"
        if word in speech_words("pronoun") or word in speech_words("self_pronoun"):
            if word in ("this", "that", "these", "those") and first + 1 < stop and words[first + 1] in person_nouns():
                return self._with_noun(first, first + 1, stop)
            return NounPhrase("pronoun", first, first + 1, first)
        if word in speech_words("determiner"):
            phrase = self._with_noun(first, first + 1, stop)
            if phrase is None and word in STANDALONE:  # "another wrote"
                return NounPhrase("pronoun", first, first + 1, first)
            return phrase
        return self._with_noun(first, first, stop)

    def _with_noun(self, first: int, at: int, stop: int) -> NounPhrase | None:
        """From `at` on, words up to the noun or the name that the phrase is about."""
        words = self._tokens.folded
        i = at
        noun: int | None = None
        name: tuple[int, int] | None = None
        while i < stop and i not in self._masked:
            if self.names(i) and not (words[i] in speech_words("say") and i > at):
                end = self.name_end(i, stop)
                name, noun = (i, end), None
                i = end
                if not self._leads_to_noun(i, stop):
                    break
            elif words[i] == "'s" and i > at:
                name, noun = None, None
                i += 1
            elif words[i] in person_nouns() or words[i] in speech_words("body_noun") or words[i].endswith("-year-old"):
                noun, name = i, None
                i += 1
            elif (
                (
                    words[i][0].isalpha()
                    and not self._ends_phrase(i, at)
                    and (noun is None or self._leads_to_noun(i, stop))
                )
                or (words[i] in (",", "&", "/") and noun is None and i + 1 < stop and self._glued(i))
                or (words[i][0].isdigit() and i == at)
                or (words[i] == "and" and noun is not None and self._leads_to_noun(i + 1, stop))
            ):
                i += 1
            else:
                break
        if name is not None and name[1] == i:
            name = self._bare(name)
            if name is None:
                return NounPhrase("description", first, i, i - 1)
            return NounPhrase("name", first, i, name[1] - 1, name)
        if i == at:
            return None
        head = noun if noun is not None else i - 1
        if noun is not None:
            i = noun + 1
        end = self._past_complement(i, stop) if first < at or noun is not None else i
        if (
            noun is not None
            and i < end < stop
            and end not in self._masked
            and self.names(end)
            and not self.names(end - 1)
        ):
            name = self._bare((end, self.name_end(end, stop)))  # "head of comedy Ada Quill"
            if name:
                return NounPhrase("name", first, name[1], name[1] - 1, name)
        return NounPhrase("description", first, end, head)

    def names(self, i: int) -> bool:
        """Is the token's capital a name's, and not a calendar's or that of a common word that opens a sentence?"""
        tokens, word = self._tokens, self._tokens.folded[i]
        if i in self._bodies:
            return True
        if not tokens.capital[i] or (word in _CALENDAR and not self._is_first_name(i)) or _SEASON_CODE.match(word):
            return False
        if i not in self._openings or word in given_names() or word in self._known:
            return True
        follows = (
            i + 1 < tokens.count and tokens.capital[i + 1] and self._text[tokens.ends[i] : tokens.starts[i + 1]] == " "
        )
        if word in word_class("opener"):
            return follows and word == "new"
        return follows or not (word in common_words() or word.endswith("ly") or word in person_nouns())

    def _is_first_name(self, i: int) -> bool:
        """ "June Tiller", and no month."""
        tokens = self._tokens
        return tokens.folded[i] in given_names() and i + 1 < tokens.count and tokens.capital[i + 1]

    def _is_last_name(self, i: int) -> bool:
        """ "Theo March", and no month."""
        words = self._tokens.folded
        return words[i - 1] in given_names() and i + 1 < len(words) and not words[i + 1][0].isdigit()

    def _ends_phrase(self, i: int, at: int) -> bool:
        word = self._tokens.folded[i]
        return (
            word in verbs()
            or word in speech_words("determiner")
            or word in _COMPLEMENT
            or word in speech_words("small")
            or (i > at and word in speech_words("participle"))
            or (word.endswith("ly") and len(word) > 5)
        )

    def _glued(self, i: int) -> bool:
        return self._text[self._tokens.ends[i - 1] : self._tokens.starts[i]] == "" and self._tokens.folded[i] != ","

    def _leads_to_noun(self, i: int, stop: int) -> bool:
        """Do the words at the token lead to a noun that is the head ("BBC drama boss", "Netflix's spokesman")?"""
        words = self._tokens.folded
        if i < stop and words[i] == "'s":
            return True
        for k in range(i, min(i + 4, stop)):
            if k > i and self.names(k) and words[k] in given_names():
                return True  # "Fox scheduler Preston Dell"
            if words[k] == "'s" and k > i:  # "the BBC drama's creator"
                continue
            if (
                k in self._masked
                or not words[k][0].isalpha()
                or (self._ends_phrase(k, i) and words[k] not in person_nouns())
            ):
                return False
            if words[k] in person_nouns() or words[k] in speech_words("body_noun"):
                return True
        return False

    def name_end(self, i: int, stop: int) -> int:
        """The end of the run of capitals that begins at the token."""
        tokens, words = self._tokens, self._tokens.folded
        end = i + 1
        while end < stop and end not in self._masked:
            between = self._text[tokens.ends[end - 1] : tokens.starts[end]]
            if (
                (tokens.capital[end] or end in self._bodies)
                and between in (" ", "", "\u00a0", "\n")
                and (words[end] not in _CALENDAR or self._is_last_name(end))
            ):
                end += 1
            elif (
                words[end] == "."
                and between == ""
                and end + 1 < stop
                and tokens.capital[end + 1]
                and len(words[end - 1]) <= 4
            ):
                if not (len(words[end - 1]) <= 3 or words[end - 1] in speech_words("title")):
                    break
                end += 2
            elif words[end].isdigit() and len(words[end]) <= 2 and between == " " and words[end - 1] not in _CALENDAR:
                end += 1
            elif words[end] == "and" and end + 1 < stop and tokens.capital[end + 1]:
                whole = self.name_end(end + 1, stop)  # "Fire and Rescue Service"
                if words[whole - 1] not in speech_words("body_noun"):
                    break
                end = whole
            elif words[end] in _PARTICLES or words[end] == "&":
                past = end + 1
                while past < min(stop, end + 3) and words[past] in _PARTICLES and not tokens.capital[past]:
                    past += 1
                if between != " " or past >= stop or not tokens.capital[past]:
                    break
                end = past + 1
            else:
                break
        return end

    def _bare(self, name: tuple[int, int]) -> tuple[int, int] | None:
        """The name without the titles and roles before it; None where nothing else is there."""
        first, last = name
        words, title = self._tokens.folded, speech_words("title")
        for k in range(last - 3, first, -1):
            if words[k] in title or words[k] in person_nouns():  # "New York Attorney General Ada Quill"
                first = k + 1
                break
        while first < last and (
            words[first] in title
            or words[first] in person_nouns()
            or words[first] == "."
            or words[first] in speech_words("small")
            or words[first].startswith("co-")
        ):
            if first + 1 == last:
                return None
            first += 1
        return first, last

    def _past_complement(self, i: int, stop: int) -> int:
        """After a noun: past "for the channel", "of Channel 5", where that is so."""
        words = self._tokens.folded
        start = i
        if i + 1 < stop and words[i] in _ADJOINED and words[i + 1] in _COMPLEMENT:
            i += 1
        if i >= stop or words[i] not in _COMPLEMENT or i in self._masked:
            return start
        k = i + 1
        if k < stop and words[k] in speech_words("determiner"):
            k += 1
        inside = k
        while k < stop and k - inside < 7 and k not in self._masked:
            if self._tokens.capital[k] and words[k] not in _CALENDAR:
                if k > inside and words[k - 1] != "'s" and not self._tokens.capital[k - 1]:
                    break
                k = self.name_end(k, stop)
            elif words[k] == "'s":
                k += 1
            elif words[k][0].isalpha() and not self._ends_phrase(k, inside) and words[k] not in _CALENDAR:
                k += 1
                if k < stop and words[k] in _COMPLEMENT and words[k] in ("of", "for", "at"):
                    k = self._past_complement(k, stop)
                    break
            else:
                break
        return k if k > inside else start

    def past_appositions(self, i: int, stop: int) -> list[int]:
        """Every token at which the clause may go on after the phrase that ended at `i`: `i` itself, or past what is set
        off by commas, brackets or dashes."""
        words = self._tokens.folded
        stop = min(stop, i + _LONGEST_APPOSITION)
        if i >= stop or i in self._masked:
            return [i]
        mark = words[i]
        if mark == "(":
            close = next((k for k in range(i + 1, stop) if words[k] == ")"), None)
            return [i] if close is None else [i, *self.past_appositions(close + 1, stop)[:1]]
        if mark == ",":
            return [i, *(k + 1 for k in range(i + 2, stop) if words[k] == "," and k not in self._masked)]
        if mark in _DASHES:
            return [i, *(k + 1 for k in range(i + 2, stop) if words[k] in _DASHES and k not in self._masked)]
        if mark == "and" and i + 1 < stop and self.names(i + 1):  # "Ada Quill and Bo Tarn said"
            return [i, *self.past_appositions(self.name_end(i + 1, stop), stop)]
        if words[i] in _COMPLEMENT:
            end = self._past_complement(i, stop)
            return [i] if end == i else [i, *self.past_appositions(end, stop)]
        return [i]

    def apposed_name(self, phrase: NounPhrase, stop: int) -> tuple[int, int] | None:
        """The name set beside a description: "the manager, Keith Rudge"."""
        words, at = self._tokens.folded, phrase.last
        if at + 3 < stop and words[at] == "and":  # "its creator and sole writer, Ada Quill"
            at = next(
                (k for k in range(at + 2, min(at + 5, stop)) if words[k] == "," and words[k - 1] in person_nouns()), at
            )
        if phrase.kind != "description" or at + 1 >= stop or words[at] != ",":
            return None
        if words[at + 1] in person_nouns() and at + 2 < stop:  # "his wife, actor Ada Quill"
            at += 1
        if not self._tokens.capital[at + 1]:
            return None
        if words[at + 1] in _CALENDAR:
            return None
        return self._bare((at + 1, self.name_end(at + 1, stop)))
