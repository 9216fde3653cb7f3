"""Whether claims are those that an article's annotations ask for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

from underway.vocabulary import Claim

# What must be equal, kind by kind, beside the show; people, names and quotations are compared by their words.
_EQUAL = {
    "status": ("status",),
    "audience": ("unit", "window"),
    "date": ("event", "date"),
    "credit": ("role",),
    "company": ("role",),
    "episodes": ("count",),
    "quote": (),
}


def found(wanted: Iterable[dict[str, Any]], claims: Iterable[Claim]) -> Counter[bool]:
    """How many of the annotated claims are among the claims, and how many are not; the optional ones do not count."""
    left = [{"kind": claim.kind, **claim.fields()} for claim in claims]
    counted: Counter[bool] = Counter()
    for gold in sorted(wanted, key=lambda gold: gold.get("optional", False)):
        match = next((claim for claim in left if _same(gold, claim)), None)
        if match:
            left.remove(match)
        if not gold.get("optional"):
            counted[match is not None] += 1
    return counted


def _same(gold: dict[str, Any], claim: dict[str, Any]) -> bool:
    kind = gold["kind"]
    if kind != claim["kind"] or claim.get("certainty") == "denied":
        return False
    if any(gold[field] != claim[field] for field in _EQUAL[kind]):
        return False
    if kind == "quote":
        return _overlap(gold["quote"], claim["quote"]) >= 0.8 and _same_name(gold["speaker"], claim["speaker"])
    seasons = {gold.get("season"), claim.get("season")}
    if not (len(seasons) == 1 or (None in seasons and (kind != "status" or seasons == {None, 1}))):
        return False
    if kind == "audience" and abs(gold["value"] - claim["value"]) > gold["value"] / 200:
        return False
    named = next((field for field in ("person", "name") if field in gold), None)
    return _same_name(gold["show"], claim["show"]) and (named is None or _same_name(gold[named], claim[named]))


def _same_name(one: str, other: str) -> bool:
    """Whether the words of one begin or end the other's, which has at most twice as many."""
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and len(short) * 2 >= len(long) and short in (long[: len(short)], long[-len(short) :])


def _overlap(one: str, other: str) -> float:
    """The share of words in common: 1 where they are the same."""
    first, second = Counter(_words(one)), Counter(_words(other))
    return 2 * (first & second).total() / ((first.total() + second.total()) or 1)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    words = re.findall(r"\w+", re.sub(r"'s\b|['\u0300-\u036f]", "", plain))
    return words[1:] if words[:1] in (["the"], ["a"]) and len(words) > 1 else words
