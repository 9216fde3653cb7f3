"""The cues of status: what lexicon/cues.toml says, compiled and checked when it is first needed."""

import re
from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import expand, load
from underway.reading.scanner import CueError, Matches, ScanError, Scanner
from underway.vocabulary.claims import Certainty, StatusValue

Side = Literal["before", "after", "near", "list"]
SeasonNeed = Literal["free", "needed", "object", "never", "last"]

# What stands before a verdict in a list and after it ("Gone: ...", "... | Axed | ...").
_BEFORE_LISTED = re.compile(r"(?:^|[\n:|~/(*•·▪■●*◦‣>]\s*|\s-\s*)$")
_LISTED = r"(?P<words>{})\s*(?=[:|~\-,(.;\n]|$)"
_SPOKEN = r"(?P<words>{})(?:(?<=\W)|(?!\w|'t\b))"


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


class CueMention(msgspec.Struct, frozen=True, gc=False):
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

    def read(self, folded: str, match: re.Match[str]) -> CueMention | None:
        """The cue, where what stands around the words lets them be one."""
        start, end = match.start(), match.end("words")
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


@cache
def _cues() -> tuple[_Compiled, ...]:
    """Raises CueError or msgspec.ValidationError where the data is at fault."""
    table = load("cues.toml", _File)
    compiled: dict[str, _Compiled] = {}
    for cue in table.cue:
        if cue.id in compiled:
            raise CueError(f"{cue.id}: stands twice")
        one = _compile(cue, table.macro)
        example = cue.example.lower()
        try:
            (matches,) = Scanner([one.pattern], lines=True).find(example)
        except ScanError as error:
            raise CueError(f"{cue.id}: {error}") from error
        if not any(one.read(example, match) for _, match in matches):
            raise CueError(f"{cue.id}: does not match its own example")
        compiled[cue.id] = one
    return tuple(compiled.values())


def _compile(cue: Cue, macros: dict[str, str]) -> _Compiled:
    words = expand("|".join(cue.words), macros)
    shape = (_LISTED if cue.show == "list" else _SPOKEN).format(words)
    try:
        return _Compiled(
            cue,
            re.compile(shape),
            *(re.compile(expand(p, macros)) if p else None for p in (cue.before, cue.after, cue.context, cue.guard)),
        )
    except re.error as error:
        raise CueError(f"{cue.id}: {error}") from error


def cue_patterns() -> list[re.Pattern[str]]:
    return [one.pattern for one in _cues()]


def read_cues(folded: str, matches: Matches) -> list[CueMention]:
    """Every cue of the text, in order of start, from the matches of their patterns."""
    read = (_cues()[index].read(folded, match) for index, match in matches)
    return sorted((m for m in read if m), key=lambda m: (m.start, -m.end))
