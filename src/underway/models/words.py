"""Where words stand in a text: letter by letter, but for space, quotation marks and dashes, which models write anew."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from underway.vocabulary.titles import title_key

# A run of space is one space, a run of dashes one dash, and every quotation mark the same one. Nothing else is folded.
_RUN = re.compile(r"(?P<space>\s+)|(?P<dash>[-‐‑‒–—―−]+)|[\"'“”„‟«»‘’‚‛`´′″]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
_ARTICLES = ("the", "a", "an")
_MOST_TRIES = 1000
_LONGEST_NAME = 200  # characters
_NEAR = 12  # words between a first name and the surname that it shares

Place = tuple[int, int]


def fold_marks(text: str) -> str:
    return _RUN.sub(_folded, text)


def _folded(run: re.Match[str]) -> str:
    return " " if run["space"] else "-" if run["dash"] else '"'


class Words:
    """A text in which words and names are looked for; places are start and end in its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded_text = fold_marks(text)
        self._at, self._ahead = [0], [0]  # from which folded character on the text is how far ahead
        for run in _RUN.finditer(text):
            longer = run.end() - run.start() - 1
            if longer:
                self._at.append(run.end() - self._ahead[-1] - longer)
                self._ahead.append(self._ahead[-1] + longer)

    def places(self, words: str) -> list[Place]:
        """Where the words stand, as whole words, in order; of what stands again and again, the first places."""
        sought = fold_marks(words.strip())
        found: list[Place] = []
        at = self._folded_text.find(sought) if sought else -1
        for _ in range(_MOST_TRIES):
            if at < 0:
                break
            end = at + len(sought)
            if not (self._splits(at) or self._splits(end)):
                found.append((self._place(at), self._place(end)))
            at = self._folded_text.find(sought, at + 1)
        return found

    def _splits(self, at: int) -> bool:
        """Does the place lie inside a word?"""
        return self._folded_text[max(at - 1, 0) : at].isalnum() and self._folded_text[at : at + 1].isalnum()

    def _place(self, at: int) -> int:
        return at + self._ahead[bisect_right(self._at, at) - 1]

    def places_of_name(self, name: str) -> list[Place]:
        """Where the name stands, in order: as it is written, and without regard to case, accents, marks and a leading
        article, but there never where the text writes it small."""
        if len(name) > _LONGEST_NAME or not " ".join(name.split()).isprintable():
            return []
        found = set(self.places(name))
        sought = _keys(name)
        for at in self._by_key.get(sought[0], ()) if sought else ():
            end = at + len(sought)
            if self._keys[at:end] == sought and not self.text[self._spans[at][0]].islower():
                found.add(self._span(at - self._has_article(at, name), end))
        if not found and len(sought) > 1:  # "@BBCThree"
            handles = (self._spans[at] for at in self._by_key.get("".join(sought), ()))
            found.update(s for s in handles if self.text[s[0] - 1 : s[0]] in ("@", "#"))
        return sorted(found)

    def places_of_person(self, name: str) -> list[Place]:
        """The same, and where a first name shares its surname with another's: "Bron and Jacinta Teague"."""
        found = self.places_of_name(name)
        sought = _keys(name) if name.isprintable() and len(name) <= _LONGEST_NAME else []
        if found or len(sought) < 2:
            return found
        first, last = sought[:-1], sought[-1]
        surnames = [at for at in self._by_key.get(last, ()) if self._is_capital(at)]
        for at in self._by_key.get(first[0], ()):
            end = at + len(first)
            if self._keys[at:end] == first and self._is_capital(at) and not self._runs_on(end):
                near = bisect_left(surnames, at - _NEAR)
                if near < len(surnames) and surnames[near] <= at + _NEAR:
                    found.append(self._span(at, end))
        return found

    def hold_part(self, name: str, start: int, end: int) -> bool:
        """Does any word of the name stand there with a capital: the surname, the short title?"""
        sought = {key for key in _keys(name) if len(key) > 1 and key not in _ARTICLES}
        first = bisect_left(self._spans, (start, start))
        last = bisect_left(self._spans, (end, end))
        return any(
            self._keys[at] in sought and not self.text[self._spans[at][0]].islower() for at in range(first, last)
        )

    def spelled(self, name: str, places: Sequence[Place], near: Place) -> str:
        """The name as the text writes it: the way that it is asked for where it does so, else as at the nearest place;
        the name itself where the text only puts it together."""
        key, folded = title_key(name), fold_marks(name)
        written = ((p, " ".join(self.text[p[0] : p[1]].split())) for p in places)
        same = ((fold_marks(words) != folded, gap(p, near), words) for p, words in written if title_key(words) == key)
        return min(same, default=(True, 0, " ".join(_WORD.findall(name))))[-1]

    def _has_article(self, at: int, name: str) -> bool:
        """Does an article stand before the word, as it does in the name?"""
        return at > 0 and self._keys[at - 1] in _ARTICLES and title_key(name.split(maxsplit=1)[0]) == self._keys[at - 1]

    def _runs_on(self, at: int) -> bool:
        """Does a word with a capital follow the one before it with nothing but a space between?"""
        if at >= len(self._spans):
            return False
        return self._is_capital(at) and self.text[self._spans[at - 1][1] : self._spans[at][0]].isspace()

    def _is_capital(self, at: int) -> bool:
        return self.text[self._spans[at][0]].isupper()

    def _span(self, first: int, end: int) -> Place:
        return self._spans[first][0], self._spans[end - 1][1]

    @cached_property
    def _spans(self) -> list[Place]:
        """Of each word of the text, without a possessive ending."""
        spans = []
        for match in _WORD.finditer(self.text):
            short = match[0].endswith(("'s", "’s"))
            spans.append((match.start(), match.end() - 2 * short))
        return spans

    @cached_property
    def _keys(self) -> list[str]:
        return [title_key(self.text[start:end]) for start, end in self._spans]

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        places = defaultdict(list)
        for at, key in enumerate(self._keys):
            places[key].append(at)
        return dict(places)


def _keys(name: str) -> list[str]:
    keys = [title_key(word) for word in _WORD.findall(name)]
    return keys[1:] if len(keys) > 1 and keys[0] in _ARTICLES else keys


def gap(one: Place, other: Place) -> int:
    """Characters between the two; none where they meet."""
    return max(one[0] - other[1], other[0] - one[1], 0)
