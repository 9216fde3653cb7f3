"""Many patterns searched for in one pass: each is tried only where a literal that it requires says that it may begin.

The way of RE2's FilteredRE2, with offsets: an automaton finds the literals of all patterns at once.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import ahocorasick_rs

from underway.reading.literals import LONGEST_OPENING, openings, required_literals

_REACH = 240
_Name = TypeVar("_Name", bound=str)


class CueError(ValueError):
    """Data of the lexicon that contradicts itself; the message names the entry."""


MULTILINE = "(?m)"
"""Before patterns of which lines begin or end words."""


class ScanError(ValueError):
    """A pattern that may match words without any literal to look for."""


Matches = list[tuple[int, re.Match[str]]]
_Match = Callable[[str, int, int], re.Match[str] | None]
_Search = Callable[[str, int, int], Iterator[re.Match[str]]]


class Scanner:
    """Finds patterns, in groups, that begin where a word begins, or at a mark.

    Raises ScanError where one of them requires no literal. With `lines`, none matches beyond the line that it begins
    in. None matches further than 240 characters past its literal. Each is compiled when it is first tried: most of many
    never are.
    """

    def __init__(self, *groups: Sequence[str], lines: bool = False) -> None:
        owners: dict[str, tuple[list[int], list[tuple[int, int, int]]]] = defaultdict(lambda: ([], []))
        patterns = [pattern for group in groups for pattern in group]
        for index, pattern in enumerate(patterns):
            required = required_literals(pattern)
            if not required:
                raise ScanError(f"may match words that hold no literal to look for: {pattern}")
            for literal, (least, most) in required.items():
                heads, others = owners[literal]
                if most:
                    others.append((index, least, most))
                else:
                    heads.append(index)
        self._groups = [(group, index) for group, members in enumerate(groups) for index in range(len(members))]
        self._patterns = patterns
        self._matchers: list[_Match | None] = [None] * len(patterns)
        self._starts: list[_Search | None] = [None] * len(patterns)
        self._lines = lines
        self._owners = list(owners.values())  # those that begin with the literal, and those that hold it further on
        self._automaton = ahocorasick_rs.AhoCorasick(list(owners))

    def find(self, folded: str) -> list[Matches]:
        """For each group, index and match, those of one pattern together and apart, as `finditer` has them."""
        found: dict[tuple[int, int], re.Match[str]] = {}
        matchers, starts, owners = self._matchers, self._starts, self._owners
        low, high = 0, 0 if self._lines else len(folded)
        for literal, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start >= high:
                low = folded.rfind("\n", 0, start) + 1
                high = folded.find("\n", start) + 1 or len(folded)
            limit = start + _REACH if start + _REACH < high else high
            heads, others = owners[literal]
            if heads and (not folded[start - 1 : start].isalnum() or folded[start] == "'"):
                for index in heads:
                    match = (matchers[index] or self._matcher(index))(folded, start, limit)
                    if match and not _is_cut(folded, match.end(), limit):
                        found[index, start] = match
            for index, least, most in others:
                first = start - most if start - most > low else low
                for place in (starts[index] or self._start(index))(folded, first, start - least + LONGEST_OPENING):
                    at = place.start()
                    match = (matchers[index] or self._matcher(index))(folded, at, limit)
                    if match and not _is_cut(folded, match.end(), limit):
                        found[index, at] = match
        return self._grouped(found)

    def _matcher(self, index: int) -> _Match:
        self._matchers[index] = matcher = re.compile(self._patterns[index]).match
        return matcher

    def _start(self, index: int) -> _Search:
        self._starts[index] = search = _start(self._patterns[index]).finditer
        return search

    def _grouped(self, found: dict[tuple[int, int], re.Match[str]]) -> list[Matches]:
        """Without those that begin inside an earlier one of the same pattern."""
        grouped: list[Matches] = [[] for _ in range(self._groups[-1][0] + 1)]
        last, end = -1, 0
        for index, start in sorted(found):
            if index != last or start >= end:
                match = found[index, start]
                group, member = self._groups[index]
                grouped[group].append((member, match))
                last, end = index, match.end()
        return grouped


def _start(pattern: str) -> re.Pattern[str]:
    """Finds where the pattern may begin: at the beginning of a word, or at a mark."""
    begins = r"(?:(?<!\w.)|(?<='))"
    rests: dict[str, list[str]] = defaultdict(list)
    for opening in openings(pattern):
        rests[re.escape(opening[0])].append(re.escape(opening[1:]))
    known = "|".join(f"{first}{begins}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(known or r"\S" + begins)


class Places(Generic[_Name]):
    """Where the words of several classes stand in a text."""

    def __init__(self, names: Sequence[_Name], matches: Matches) -> None:
        self._spans: dict[_Name, list[tuple[int, int]]] = {name: [] for name in names}
        for index, match in matches:
            self._spans[names[index]].append(match.span())

    def of(self, name: _Name) -> list[tuple[int, int]]:
        """All of the class, in order."""
        return self._spans[name]

    def within(self, name: _Name, start: int, end: int) -> list[tuple[int, int]]:
        """Those of the class that begin and end in the span."""
        spans = self._spans[name]
        if not spans:
            return []
        at = bisect_left(spans, (start, 0))
        found = []
        while at < len(spans) and spans[at][0] < end:
            if spans[at][1] <= end:
                found.append(spans[at])
            at += 1
        return found


def _is_cut(folded: str, end: int, limit: int) -> bool:
    """Does the match end at a limit in the midst of a word?"""
    return end == limit and folded[limit - 1].isalnum() and folded[limit : limit + 1].isalnum()
