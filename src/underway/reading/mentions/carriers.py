"""Words that say how a channel or a studio stands to a show: what lexicon/carriers.toml says, found beside a name."""

from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import CueError
from underway.reading.tokens import Tokens

Relation = Literal["formerly", "loses", "gains", "orders", "shows", "weighs", "speaks", "makes"]
Side = Literal["before", "after"]

_STOPS = frozenset(". ; : ! ? ( )".split())
# Words past which what stands before may speak of another name.
_PARTING = frozenset("for to by with from on at of".split())
_CLOSE = frozenset(("makes", "formerly", "speaks"))


class CarrierCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See the head of carriers.toml."""

    id: str
    relation: Relation
    side: Side
    reach: int
    words: list[str]
    example: str
    needs: Literal["", "show", "channel", "nothing", "no person"] = ""


class CueBeside(msgspec.Struct, frozen=True, gc=False):
    """A cue at its place: its words are the tokens `first` to `last` (exclusive)."""

    cue: CarrierCue
    first: int
    last: int


_Phrase = tuple[list[str], CarrierCue]


@cache
def _phrases(side: Side) -> dict[str, tuple[_Phrase, ...]]:
    """The word nearest to the name -> the phrases of that side, the longest first.

    Raises CueError where the data is at fault.
    """
    gathered: dict[tuple[str, ...], CarrierCue] = {}
    for cue in load("carriers.toml", dict[str, list[CarrierCue]])["cue"]:
        if not any(word in cue.example.lower() for word in cue.words):
            raise CueError(f"{cue.id}: its example holds none of its words")
        for word in cue.words if cue.side == side else ():
            words = tuple(Tokens(f"x{word}", f"x{word}").folded[1:] if word[0] == "'" else Tokens(word, word).folded)
            if words in gathered:
                raise CueError(f"{cue.id}: {word!r} stands twice {side} the name")
            gathered[words] = cue
    table: dict[str, list[_Phrase]] = {}
    for words, cue in gathered.items():
        table.setdefault(words[-1] if side == "before" else words[0], []).append((list(words), cue))
    return {word: tuple(sorted(found, key=lambda p: -len(p[0]))) for word, found in table.items()}


def cues_beside(tokens: Tokens, first: int, last: int) -> list[CueBeside]:
    """The cues of the name at the tokens `first` to `last` (exclusive), the nearest first, those before it first."""
    return [*_before(tokens, first), *_after(tokens, last)]


def _before(tokens: Tokens, first: int) -> list[CueBeside]:
    table, folded = _phrases("before"), tokens.folded
    found = []
    parted = False
    for gap in range(5):
        at = first - gap  # the token past the phrase
        if at <= 0 or (gap and folded[at] in _STOPS):
            break
        parted = parted or (gap > 0 and folded[at] in _PARTING)
        for words, cue in table.get(folded[at - 1], ()):
            if gap <= cue.reach and not (parted and cue.relation in _CLOSE) and folded[at - len(words) : at] == words:
                found.append(CueBeside(cue, at - len(words), at))
                break
    return found


def _after(tokens: Tokens, last: int) -> list[CueBeside]:
    table, folded = _phrases("after"), tokens.folded
    found = []
    for gap in range(5):
        at = last + gap
        if at >= len(folded) or (gap and folded[at - 1] in _STOPS):
            break
        for words, cue in table.get(folded[at], ()):
            if gap <= cue.reach and folded[at : at + len(words)] == words:
                found.append(CueBeside(cue, at, at + len(words)))
                break
    return found
