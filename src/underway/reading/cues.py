"""The cues of status: what lexicon/cues.toml says."""

import re
from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import expand, load
from underway.reading.scanner import Matches
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
    asked: bool = False
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


@cache
def _table() -> _File:
    """Raises msgspec.ValidationError where the data is at fault."""
    return load("cues.toml", _File)


def _cues() -> list[Cue]:
    return _table().cue


def cue_patterns() -> list[str]:
    """Of each cue, in order."""
    return [
        (_LISTED if cue.show == "list" else _SPOKEN).format(expand("|".join(cue.words), _table().macro))
        for cue in _cues()
    ]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(expand(pattern, _table().macro))


def read_cues(folded: str, matches: Matches) -> list[CueMention]:
    """Every cue of the text, in order of start, from the matches of their patterns."""
    read = (_read(_cues()[index], folded, match) for index, match in matches)
    return sorted((m for m in read if m), key=lambda m: (m.start, -m.end))


def _read(cue: Cue, folded: str, match: re.Match[str]) -> CueMention | None:
    """The cue, where what stands around the words lets them be one."""
    start, end = match.start(), match.end("words")
    if cue.show == "list" and not _BEFORE_LISTED.search(folded[max(start - 12, 0) : start]):
        return None
    if cue.before and not _compiled(cue.before).search(folded[max(start - 60, 0) : start]):
        return None
    if cue.after and not _compiled(cue.after).match(folded, end):
        return None
    if cue.context and not _compiled(cue.context).search(folded, max(start - 60, 0), end + 60):
        return None
    if cue.guard:
        guarded = _compiled(cue.guard).finditer(folded, max(start - 70, 0), end + 70)
        if any(g.start() < end and start < g.end() for g in guarded):
            return None
    return CueMention(start, end, cue)
