"""What a regular expression cannot match without: literals to search for before it is tried."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

# The parser of `re` has no public name.
op: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

_COMMON = frozenset("the a an and of for to in on is are was at it be has have with no not n't its".split())


# Least and greatest distance, in characters, of a literal from where the match begins.
Offsets = tuple[int, int]
_Required = dict[str, Offsets]
_FAR = 1_000
_FAR_OFF = 400


def required_literals(pattern: str) -> dict[str, Offsets]:
    """Strings of which at least one stands in whatever the pattern matches, and how far from its beginning; empty where
    there are none of use.

    >>> required_literals(r"(?:to )?pull(?:s|ed)? the plug|axed")
    {' the plug': (4, 9), 'axed': (0, 0)}
    """
    return _of(parser.parse(pattern)) or {}


def _of(items: Iterable[Any]) -> _Required | None:
    """The best of what the items, one after another, require."""
    candidates: list[_Required] = []
    run = ""
    low = high = 0
    for code, value in items:
        if code is op.LITERAL:
            run += chr(value)
            continue
        candidates.append({run: (low, high)})
        low, high, run = low + len(run), high + len(run), ""
        found = _of_one(code, value)
        if found:
            candidates.append(_moved(found, low, high))
        least, most = parser.SubPattern(parser.State(), [(code, value)]).getwidth()
        low, high = min(low + least, _FAR), min(high + most, _FAR)
    candidates.append({run: (low, high)})
    best = max(candidates, key=_worth)
    return best if _worth(best) > 0 else None


def _of_one(code: Any, value: Any) -> _Required | None:
    if code is op.SUBPATTERN:
        return _of(value[3])
    if code is op.BRANCH:
        branches = [_of(branch) for branch in value[1]]
        return _either([b for b in branches if b]) if all(branches) else None
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _of(value[2])
    return None


def _moved(required: _Required, low: int, high: int) -> _Required:
    return {word: (least + low, min(most + high, _FAR)) for word, (least, most) in required.items()}


def _either(branches: list[_Required]) -> _Required:
    joined: _Required = {}
    for branch in branches:
        for word, (least, most) in branch.items():
            low, high = joined.get(word, (least, most))
            joined[word] = (min(low, least), max(high, most))
    return joined


def _worth(required: _Required) -> float:
    """Long, rare and near to the beginning is good; of many, the worst decides."""
    return min(
        sum(not c.isspace() for c in word) * (0.3 if word.strip() in _COMMON else 1) / (1 + most / _FAR_OFF)
        for word, (_, most) in required.items()
    )
