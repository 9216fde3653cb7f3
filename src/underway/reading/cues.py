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
_BEFORE_LISTED = re.compile(r"(?:^|[\n:|~/(*•·▪■●*◦‣>]\s*|\s-\s*)$")
_LISTED = r"(?P<words>{})\s*(?=[:|~\-,(.;\n]|$)"
_SPOKEN = r"(?P<words>{})(?:(?<=\W)|(?!\w|'t\b))"

_START = re.compile(r"(?<!\w)\S|'")  # where the words of a cue may begin
_REACH = 240  # characters, from there, within which they end


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

    def at(self, folded: str, start: int, limit: int) -> CueMention | None:
        """The cue whose words begin at `start` and end by `limit`."""
        match = self.pattern.match(folded, start, limit)
        if not match:
            return None
        end = match.end("words")
        if end == limit and folded[limit - 1].isalnum() and folded[limit : limit + 1].isalnum():
            return None  # the limit stands in the midst of a word
        if self.cue.show == "list" and not _BEFORE_LISTED.search(folded[max(start - 12, 0) : start]):
            return None
        if self.before and not self.before.search(folded[max(start - 60, 0) : start]):
            return None
        if self.after and not self.after.match(folded, end):
            return None
        if self.context and not self.context.search(folded, max(start - 60, 0), end + 60):
            return None
        if self.guard and any(
            g.start() < end and start < g.end() for g in self.guard.finditer(folded, max(start - 30, 0), end + 70)
        ):
            return None
        return CueMention(start, end, self.cue)


class _Cues:
    """All cues behind one automaton of their literals: a pattern is tried only where one of its own stands as far off
    as the pattern has it."""

    def __init__(self, compiled: list[_Compiled]) -> None:
        owners: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for index, one in enumerate(compiled):
            for literal, (least, most) in required_literals(one.pattern.pattern).items():
                owners[literal].append((index, least, most))
        self._compiled = compiled
        self._owners = [tuple(places) for places in owners.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(owners))

    def find(self, folded: str) -> list[CueMention]:
        found: dict[tuple[int, int], CueMention] = {}
        tried = [(0, 0)] * len(self._compiled)  # the span that each cue was last tried in
        low = high = 0  # the line
        for literal, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start >= high:
                low = folded.rfind("\n", 0, start) + 1
                high = folded.find("\n", start) + 1 or len(folded)
            for index, least, most in self._owners[literal]:
                first, last = max(start - most, low), start - least + 1
                at = tried[index][1] if tried[index][0] <= first < tried[index][1] else first
                tried[index] = first, last
                while at < last and (place := _START.search(folded, at, last)):
                    at = place.start()
                    mention = self._compiled[index].at(folded, at, min(at + _REACH, high))
                    if mention:
                        found[index, at] = mention
                    at = mention.end if mention else at + 1
        return sorted(_apart(found), key=lambda m: (m.start, -m.end))


def _apart(found: dict[tuple[int, int], CueMention]) -> Iterator[CueMention]:
    """Without those that begin inside an earlier one of the same cue."""
    last: tuple[int, int] = (-1, 0)
    for index, start in sorted(found):
        if index != last[0] or start >= last[1]:
            mention = found[index, start]
            yield mention
            last = index, mention.end


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
        if not _Cues([one]).find(cue.example.lower()):
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
    shape = (_LISTED if cue.show == "list" else _SPOKEN).format(words)
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
