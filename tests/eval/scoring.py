"""Claims held against annotations: when the two say the same, and how many were found, missed and made up.

docs/evaluation.md says what each figure is of.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from eval.texts import Said, Text
from underway.vocabulary import KINDS
from underway.vocabulary.titles import fold_letters

Gold = Mapping[str, Any]
APART = {"status": "certainty", "quote": "venue", "date": "certainty", "credit": "character"}
_PAPERWORK = {"the", "network", "channel", "tv", "television", "studios", "studio", "productions", "plus"}
_ENOUGH = 0.8  # of the words of a quotation, as the harmonic mean of both shares
_ABOUT = 0.005  # by which figures may differ
_LONGEST_EVIDENCE = 600
_POSSESSIVE = re.compile(r"'s\b|'")
_WORD = re.compile(r"[a-z0-9]+")


class Score(NamedTuple):
    """Of one kind: annotations asked for, those found, claims that no annotation makes, and among those found those
    that `agree_apart`."""

    gold: int
    found: int
    spurious: int
    apart: int

    @property
    def precision(self) -> float:
        return _share(self.found, self.found + self.spurious)

    @property
    def recall(self) -> float:
        return _share(self.found, self.gold)

    @property
    def f1(self) -> float:
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


class Figures(NamedTuple):
    kinds: dict[str, Score]
    silent_documents: int
    false_silent_documents: int
    season: float
    pointed: float
    grounded: float

    @property
    def macro_f1(self) -> float:
        present = [score.f1 for score in self.kinds.values() if score.gold]
        return _share(sum(present), len(present))

    def apart(self, kind: str) -> float:
        return _share(self.kinds[kind].apart, self.kinds[kind].found)


class Pairing(NamedTuple):
    """Annotations and claims that say the same, one to one; annotations and claims that stand alone."""

    pairs: list[tuple[Gold, Said]]
    missed: list[Gold]
    spurious: list[Said]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def scored(claims: Iterable[Said]) -> list[Said]:
    """Of claims that are denied nothing is counted."""
    return [claim for claim in claims if claim.get("certainty") != "denied"]


def score(read: Iterable[tuple[Text, Iterable[Said]]]) -> Figures:
    kinds: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    of_all: Counter[str] = Counter()
    for text, every in read:
        claims = scored(every)
        of_all.update(
            claims=len(claims),
            grounded=sum(_is_grounded(text, claim) for claim in claims),
        )
        if all(gold["kind"] == "quote" for gold in text.claims):
            of_all.update(silent=1, false_silent=any(claim["kind"] != "quote" for claim in claims))
        pairs, missed, spurious = pair(text.claims, claims)
        for gold, claim in pairs:
            if gold.get("optional"):
                continue
            kind = gold["kind"]
            kinds[kind].update(gold=1, found=1, apart=agree_apart(gold, claim))
            of_all.update(found=1, pointed=_points_at(text.text, gold, claim))
            if kind != "status" and gold.get("season") is not None:
                of_all.update(numbered=1, season=gold["season"] == claim.get("season"))
        for gold in missed:
            kinds[gold["kind"]].update(gold=not gold.get("optional"))
        for claim in spurious:
            kinds[claim["kind"]].update(spurious=1)
    return Figures(
        {kind: Score(*(counted[name] for name in Score._fields)) for kind, counted in kinds.items()},
        of_all["silent"],
        of_all["false_silent"],
        _share(of_all["season"], of_all["numbered"]),
        _share(of_all["pointed"], of_all["found"]),
        _share(of_all["grounded"], of_all["claims"]),
    )


def pair(annotations: Sequence[Gold], claims: Iterable[Said]) -> Pairing:
    """Annotations that are asked for choose first; of several claims, the one that agrees in more."""
    pairs, missed, left = [], [], list(claims)
    for gold in sorted(annotations, key=lambda gold: bool(gold.get("optional"))):
        same = [i for i, claim in enumerate(left) if agree(gold, claim)]
        if same:
            pairs.append(
                (gold, left.pop(max(same, key=lambda i: (agree_apart(gold, left[i]), _same_season(gold, left[i])))))
            )
        else:
            missed.append(gold)
    return Pairing(pairs, missed, left)


def agree(gold: Gold, claim: Said) -> bool:
    """Whether they say the same. A season that one of them leaves out agrees with any; in statuses, with the first."""
    kind = gold["kind"]
    if kind != claim["kind"]:
        return False
    if kind == "quote":
        return _same_words(gold["quote"], claim["quote"]) and _same_person(gold["speaker"], claim["speaker"])
    if not _same_show(gold["show"], claim["show"]):
        return False
    one, other = gold.get("season"), claim.get("season")
    match kind:
        case "status":
            return (one or 1) == (other or 1) and gold["status"] == claim["status"]
        case "credit":
            return gold["role"] == claim["role"] and _same_person(gold["person"], claim["person"])
        case "company":
            return gold["role"] == claim["role"] and _same_company(gold["name"], claim["name"])
    if None not in (one, other) and one != other:
        return False
    match kind:
        case "audience":
            near = abs(gold["value"] - claim["value"]) <= _ABOUT * abs(gold["value"])
            return near and (gold["unit"], gold["window"]) == (claim["unit"], claim["window"])
        case "date":
            return (gold["event"], gold["date"]) == (claim["event"], claim["date"])
        case _:
            return bool(gold["count"] == claim["count"])


def agree_apart(gold: Gold, claim: Said) -> bool:
    """Whether two that say the same give the same field in APART, where their kind has one."""
    field = APART.get(gold["kind"])
    if field is None:
        return True
    one, other = gold[field], claim[field]
    if field == "certainty":
        return bool(one == other)
    return _words(one) == _words(other) or (bool(one) and _same_person(one, other))


def is_exact(gold: Gold, claim: Said) -> bool:
    """Whether two that say the same differ in nothing that is scored."""
    return agree_apart(gold, claim) and ("season" not in gold or _same_season(gold, claim))


def _same_season(gold: Gold, claim: Said) -> bool:
    return bool(gold.get("season") == claim.get("season"))


def _is_grounded(text: Text, claim: Said) -> bool:
    evidence = claim["evidence"]
    words = text.text[evidence["start"] : evidence["end"]]
    return words == evidence["text"] != "" and (claim["kind"] == "quote" or len(words) <= _LONGEST_EVIDENCE)


def _points_at(text: str, gold: Gold, claim: Said) -> bool:
    """Do the claim's words touch a place where the annotation's words, or the name it gives, stand?"""
    start, end = claim["evidence"]["start"], claim["evidence"]["end"]
    keys = [gold["evidence"], *(gold[field] for field in ("person", "name") if field in gold)]
    return any(text.find(key, max(0, start - len(key) + 1), end + len(key) - 1) >= 0 for key in keys)


def _words(text: str | None) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub("", fold_letters(text or "").replace("’", "'").replace("&", " and ")))


def _same_show(gold: str | None, claim: str | None) -> bool:
    one, other = (
        words[1:] if words[:1] in (["the"], ["a"]) and len(words) > 1 else words
        for words in (_words(gold), _words(claim))
    )
    short, long = sorted((one, other), key=len)
    part = 0 < len(long) <= 2 * len(short) and short in (long[: len(short)], long[-len(short) :])
    return one == other or part


def _same_person(gold: str | None, claim: str | None) -> bool:
    """A claim may name up to two words more, or one of three or more less."""
    one, other = set(_words(gold)), set(_words(claim))
    more = one < other and len(other) - len(one) <= 2
    less = 2 <= len(other) == len(one) - 1 and other < one
    return bool(one) and (one == other or more or less)


def _same_company(gold: str, claim: str) -> bool:
    one, other = ([w for w in _words(name) if w not in _PAPERWORK] or _words(name) for name in (gold, claim))
    return one == other


def _same_words(gold: str, claim: str) -> bool:
    one, other = Counter(_words(gold)), Counter(_words(claim))
    common = (one & other).total()
    return common > 0 and 2 * common >= _ENOUGH * (one.total() + other.total())
