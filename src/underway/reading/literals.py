"""What a regular expression cannot match without: literals to search for before it is tried."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

# The parser of `re` has no public name.
op: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

_COMMON = frozenset("the a an and of for to in on is are was at it be has have with no not n't its".split())


def required_literals(pattern: str) -> frozenset[str]:
    """Strings of which at least one stands in whatever the pattern matches; empty where there are none of use.

    >>> sorted(required_literals(r"pull(?:s|ed)? the plug|axed"))
    [' the plug', 'axed']
    """
    return _of(parser.parse(pattern)) or frozenset()


def _of(items: Iterable[Any]) -> frozenset[str] | None:
    """The best of what the items, one after another, require."""
    candidates: list[frozenset[str]] = []
    run = ""
    for code, value in items:
        if code is op.LITERAL:
            run += chr(value)
            continue
        candidates.append(frozenset((run,)))
        run = ""
        found = _of_one(code, value)
        if found:
            candidates.append(found)
    candidates.append(frozenset((run,)))
    best = max(candidates, key=_worth)
    return best if _worth(best) > 0 else None


def _of_one(code: Any, value: Any) -> frozenset[str] | None:
    if code is op.SUBPATTERN:
        return _of(value[3])
    if code is op.BRANCH:
        branches = [_of(branch) for branch in value[1]]
        return frozenset().union(*(b for b in branches if b)) if all(branches) else None
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _of(value[2])
    return None


def _worth(literals: frozenset[str]) -> float:
    """Long and rare is good; of many, the worst decides."""
    return min(sum(not c.isspace() for c in w) * (0.3 if w.strip() in _COMMON else 1) for w in literals)
