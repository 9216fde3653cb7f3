"""The cues of status: what lexicon/cues.toml says, compiled and checked when it is first needed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

import ahocorasick_rs
import msgspec

from underway.reading.lexicon import load
from underway.reading.literals import required_literals
from underway.vocabulary.claims import Certainty, StatusValue

Side = Literal["before", "after", "near", "list"]
SeasonNeed = Literal["free", "needed", "object", "never", "last"]

# What stands before a verdict in a list and after it ("Gone: ...", "... | Axed | ...").
_LISTED = r"(?:^|[\n:|~/(*•·▪■●◦‣>]\s*|\s-\s*)(?P<words>{})\s*(?=[:|~\-,(.;\n]|$)"


# How far, in characters, a match reaches before one of its literals and after it.
_BEFORE_LITERAL = 100
_AFTER_LITERAL = 140


class CueError(ValueError):
    """A cue that contradicts itself; the message names it."""


def compile_words(
    name: str, patterns: Iterable[str], literals: Sequence[str], example: str
) -> tuple[re.Pattern[str], ...]:
    """The patterns of a table's entry, which must match in its example, and never without one of its literals.

    Raises CueError that names the entry.
    """
    try:
        compiled = tuple(re.compile(p) for p in patterns)
    except re.error as error:
        raise CueError(f"{name}: {error}") from error
    matches = [m for p in compiled for m in p.finditer(example.lower())]
    if not matches:
        raise CueError(f"{name}: does not match its own example")
    if not all(any(w in m[0] for w in literals) for m in matches):
        raise CueError(f"{name}: matches without any of its literals")
    return compiled


class Cue(msgspec.Struct, frozen=True):
    """See the head of cues.toml."""

    id: str
    status: StatusValue
    words: list[str]
    show: Side
    example: str
    season: SeasonNeed = "free"
    negated: str = ""
    certainty: Certainty | None = None
    reach: int = 90
    polar: bool = False
    first: bool = False
    deed: bool = False
    close: bool = False
    verb: bool = False
    later: bool = False
    before: str | None = None
    after: str | None = None
    context: str | None = None
    guard: str | None = None


class CueMention(msgspec.Struct, frozen=True):
    start: int
    end: int
    cue: Cue


class _File(msgspec.Struct, frozen=True):
    macro: dict[str, str]
    cue: list[Cue]


class _Compiled(msgspec.Struct, frozen=True):
    cue: Cue
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    context: re.Pattern[str] | None
    guard: re.Pattern[str] | None

    def find(self, folded: str, low: int, high: int) -> Iterator[CueMention]:
        for match in self.pattern.finditer(folded, low, high):
            start, end = match.span("words")
            if end == high and folded[high - 1].isalnum() and folded[high : high + 1].isalnum():
                continue  # the window ends in the midst of a word
            if self.before and not self.before.search(folded[max(start - 60, 0) : start]):
                continue
            if self.after and not self.after.match(folded, end):
                continue
            if self.context and not self.context.search(folded, max(start - 60, 0), end + 60):
                continue
            if self.guard and any(
                g.start() < end and start < g.end() for g in self.guard.finditer(folded, max(start - 30, 0), end + 70)
            ):
                continue
            yield CueMention(start, end, self.cue)


class _Cues:
    """All cues behind one automaton of their literals: a pattern is tried only near where one of its own stands, in
    the same line."""

    def __init__(self, compiled: list[_Compiled]) -> None:
        owners: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(compiled):
            for literal in required_literals(one.pattern.pattern):
                owners[literal].append(index)
        self._compiled = compiled
        self._owners = [tuple(indexes) for indexes in owners.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(owners))

    def find(self, folded: str) -> list[CueMention]:
        found: list[CueMention] = []
        for index, low, high in self._windows(folded):
            found += self._compiled[index].find(folded, low, high)
        found.sort(key=lambda m: (m.start, -m.end))
        return found

    def _windows(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """Cue and span for every stretch of a line in which the cue may match; stretches that touch are one."""
        open_windows: dict[int, tuple[int, int]] = {}
        low = high = 0
        for literal, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start >= high:
                yield from ((index, *window) for index, window in open_windows.items())
                open_windows.clear()
                low = max(folded.rfind("\n", high and high - 1, start), 0)
                high = folded.find("\n", start) + 1 or len(folded)
            left, right = max(start - _BEFORE_LITERAL, low), min(end + _AFTER_LITERAL, high)
            while right < high and not (folded[right - 1].isalnum() and folded[right].isalnum()):
                right += 1  # into the midst of a word, where nothing can take it for the end of the text
            for index in self._owners[literal]:
                window = open_windows.get(index)
                if window is None:
                    open_windows[index] = (left, right)
                elif left <= window[1]:
                    open_windows[index] = (window[0], max(right, window[1]))
                else:
                    yield (index, *window)
                    open_windows[index] = (left, right)
        yield from ((index, *window) for index, window in open_windows.items())


@cache
def _cues() -> _Cues:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    table = load("cues.toml", _File)
    seen: set[str] = set()
    compiled = []
    for cue in table.cue:
        if cue.id in seen:
            raise CueError(f"{cue.id}: stands twice")
        seen.add(cue.id)
        one = _compile(cue, table.macro)
        if not required_literals(one.pattern.pattern):
            raise CueError(f"{cue.id}: may match words that hold no literal to look for")
        if not any(one.find(cue.example.lower(), 0, len(cue.example))):
            raise CueError(f"{cue.id}: does not match its own example")
        compiled.append(one)
    return _Cues(compiled)


def _compile(cue: Cue, macros: dict[str, str]) -> _Compiled:
    def expand(pattern: str) -> str:
        while any(f"<{name}>" in pattern for name in macros):
            for name, value in macros.items():
                pattern = pattern.replace(f"<{name}>", value)
        return pattern

    words = expand("|".join(cue.words))
    shape = (
        _LISTED.format(words) if cue.show == "list" else rf"(?:(?<!\w)|(?='))(?P<words>{words})(?:(?<=\W)|(?!\w|'t\b))"
    )
    try:
        return _Compiled(
            cue,
            re.compile(shape),
            *(re.compile(expand(p)) if p else None for p in (cue.before, cue.after, cue.context, cue.guard)),
        )
    except re.error as error:
        raise CueError(f"{cue.id}: {error}") from error


def find_cues(folded: str) -> list[CueMention]:
    """Every cue of the text, in order of start."""
    return _cues().find(folded)
