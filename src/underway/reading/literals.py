"""What a regular expression cannot match without: literals to search for before it is tried."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

# The parser of `re` has no public name.
op: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

_COMMON = frozenset("the a an and of for to in on is are was at it be has have with no not n't its".split())


# Least and greatest distance, in characters, of a literal from where the match begins.
Offsets = tuple[int, int]
_Required = dict[str, Offsets]
FARTHEST = 100  # no literal is looked for farther off
_LONGEST_WORD = 24
_LONGEST_SPACE = 3
_MOST_REPEATED = 2  # times that words such as adverbs stand one after another
_MOST_SPELLINGS = 16
_NOTHING = frozenset(("",))
LONGEST_OPENING = 3
_ONE = frozenset((op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY))
_NONE = frozenset((op.AT, op.ASSERT, op.ASSERT_NOT))
_MEMBERS = {op.CATEGORY_DIGIT: frozenset("0123456789"), op.CATEGORY_SPACE: frozenset(" \n\r\t")}


# An entry's pattern is looked at twice, with its example and with all others; its parts by all that stands around them.
_parsed = lru_cache(maxsize=8)(parser.parse)
_PARTS = 1024


@cache
def required_literals(pattern: str) -> dict[str, Offsets]:
    """Strings of which at least one stands in whatever the pattern matches, and how far from its beginning; empty where
    there are none of use.

    >>> required_literals(r"(?:to )?pull(?:s|ed)? the plug|axed")
    {' the plug': (4, 9), 'axed': (0, 0)}
    """
    return _of(_parsed(pattern)) or {}


@cache
def openings(pattern: str) -> list[str]:
    """What any match of the pattern begins with, as far as three characters; empty where that cannot be told.

    >>> openings(r"(?:to )?pull(?:s|ed)? the plug|ax(?:ed)?|at")
    ['at', 'ax', 'pul', 'to ']
    """
    words = {word for word, _ in _openings(_parsed(pattern))}
    return [] if "" in words else sorted(w for w in words if not any(w.startswith(v) for v in words - {w}))


def _openings(items: Iterable[Any]) -> frozenset[tuple[str, bool]]:
    """Each opening, and whether what follows the items goes on from it."""
    found: set[tuple[str, bool]] = set()
    front = {""}
    for code, value in items:
        following = _openings_of_one(code, value)
        pairs = [(a + b, goes_on and len(a + b) < LONGEST_OPENING) for a in front for b, goes_on in following]
        found |= {(word[:LONGEST_OPENING], False) for word, goes_on in pairs if not goes_on}
        front = {word for word, goes_on in pairs if goes_on}
        if not front:
            break
    return frozenset(found | {(word, True) for word in front})


def _openings_of_one(code: Any, value: Any) -> frozenset[tuple[str, bool]]:
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset((("", True),))
    if code is op.LITERAL:
        return frozenset(((chr(value), True),))
    if code is op.IN:
        members = [_MEMBERS.get(value) if code is op.CATEGORY else _members(code, value) for code, value in value]
        if all(members):
            return frozenset((c, True) for found in members for c in found or ())
    if code is op.SUBPATTERN:
        return _openings(value[3])
    if code is op.BRANCH:
        return frozenset().union(*map(_openings, value[1]))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        once = _openings(value[2])
        if value[1] > 1:
            once = frozenset((word, False) for word, _ in once)
        return once if value[0] else once | {("", True)}
    return frozenset((("", False),))


def _members(code: Any, value: Any) -> frozenset[str] | None:
    """The characters that one entry of a class stands for."""
    if code is op.LITERAL:
        return frozenset((chr(value),))
    if code is op.RANGE:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    return None


def _of(items: Iterable[Any]) -> _Required | None:
    """The best of what the items, one after another, require."""
    candidates: list[_Required] = []
    spelled: frozenset[str] = _NOTHING  # what the items since the last candidate spell
    low = high = 0
    for code, value in items:
        following = _spelled(code, value)
        if following and len(spelled) * len(following) <= _MOST_SPELLINGS:
            spelled = frozenset(a + b for a in spelled for b in following)
            continue
        before, at = spelled, (low, high)
        candidates.append(dict.fromkeys(before, at))
        low, high = low + min(map(len, before)), high + max(map(len, before))
        spelled = following or _NOTHING
        if following:
            continue
        found = _of_one(code, value)
        if found and all(offsets == (0, 0) for offsets in found.values()):
            candidates.append({a + b: at for a in before for b in found})
        elif found:
            candidates.append(_moved(found, low, high))
        least, most = _width(code, value)
        low, high = min(low + least, FARTHEST), min(high + most, FARTHEST)
    candidates.append(dict.fromkeys(spelled, (low, high)))
    best = max(candidates, key=_worth)
    return best if _worth(best) > 0 else None


def _spelled(code: Any, value: Any) -> frozenset[str] | None:
    """The words that the item matches, where they are few; None also where it may match nothing."""
    if code is op.LITERAL:
        return frozenset((chr(value),))
    if code is op.IN:
        letters = [_members(code, value) for code, value in value if code is op.LITERAL]
        whole = len(letters) == len(value) <= _MOST_SPELLINGS
        return frozenset().union(*(found for found in letters if found)) if whole else None
    if code is op.SUBPATTERN:
        return _spelled_by(value[3])
    if code is op.BRANCH:
        branches = [_spelled_by(branch) for branch in value[1]]
        return frozenset().union(*(b for b in branches if b)) if all(branches) else None
    return None


@lru_cache(maxsize=_PARTS)
def _spelled_by(items: Iterable[Any]) -> frozenset[str] | None:
    spelled = _NOTHING
    for code, value in items:
        following = _spelled(code, value)
        if not following or len(spelled) * len(following) > _MOST_SPELLINGS:
            return None
        spelled = frozenset(a + b for a in spelled for b in following)
    return None if spelled == _NOTHING else spelled


def _of_one(code: Any, value: Any) -> _Required | None:
    if code is op.SUBPATTERN:
        return _of(value[3])
    if code is op.BRANCH:
        branches = [_of(branch) for branch in value[1]]
        return _either([b for b in branches if b]) if all(branches) else None
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _of(value[2])
    return None


def _width(code: Any, value: Any) -> Offsets:
    """The least and the greatest number of characters; words and white space count as no longer than they are."""
    if code in _ONE:
        return 1, 1
    if code in _NONE:
        return 0, 0
    if code in (op.SUBPATTERN, op.BRANCH):
        branches = [value[3]] if code is op.SUBPATTERN else value[1]
        widths = [_widths(branch) for branch in branches]
        return min(low for low, _ in widths), max(high for _, high in widths)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        fewest, most, item = value
        low, high = _widths(item)
        if most == parser.MAXREPEAT:
            return fewest * low, _longest_run(item) or min(_MOST_REPEATED * high, FARTHEST)
        return fewest * low, min(most * high, FARTHEST)
    least, most = parser.SubPattern(parser.State(), [(code, value)]).getwidth()
    return least, min(most, FARTHEST)


@lru_cache(maxsize=_PARTS)
def _widths(items: Iterable[Any]) -> Offsets:
    low = high = 0
    for code, value in items:
        least, most = _width(code, value)
        low, high = low + least, high + most
    return low, min(high, FARTHEST)


def _longest_run(item: Any) -> int | None:
    """How long an unbounded run of one class of characters is; None where what is repeated is more than one."""
    if len(item) != 1 or item[0][0] is not op.IN:
        return FARTHEST if _widths(item) == (1, 1) else None
    members = item[0][1]
    if (op.NEGATE, None) in members:
        return FARTHEST
    spaces = [m for m in members if m in ((op.CATEGORY, op.CATEGORY_SPACE), (op.LITERAL, ord(" ")))]
    return _LONGEST_SPACE if len(spaces) == len(members) else FARTHEST if spaces else _LONGEST_WORD


def _moved(required: _Required, low: int, high: int) -> _Required:
    return {word: (least + low, min(most + high, FARTHEST)) for word, (least, most) in required.items()}


def _either(branches: list[_Required]) -> _Required:
    joined: _Required = {}
    for branch in branches:
        for word, (least, most) in branch.items():
            low, high = joined.get(word, (least, most))
            joined[word] = (min(low, least), max(high, most))
    return joined


def _worth(literals: Iterable[str]) -> float:
    """Long and rare is good; of many, the worst decides."""
    return min(map(_rarity, literals))


@cache
def _rarity(literal: str) -> float:
    word = literal.strip()
    weight = 0.5 if len(word) == 1 and word.isalpha() else 0.3 if word in _COMMON else 1
    return weight * sum(not c.isspace() for c in word)
