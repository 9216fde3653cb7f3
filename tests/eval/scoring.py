"""Claims held against annotations: when the two say the same, and how many were found, missed and made up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from underway.vocabulary import KINDS, Claim
from underway.vocabulary.titles import title_key

Gold = Mapping[str, Any]
_PAPERWORK = {"the", "network", "channel", "tv", "television", "studios", "studio", "productions", "plus"}
_ENOUGH = 0.8  # of the words of a quotation, as the harmonic mean of both shares
_ABOUT = 0.005  # by which figures may differ


class Score(NamedTuple):
    gold: int
    found: int
    spurious: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.spurious) if self.found + self.spurious else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def right(gold: Sequence[Gold], claims: Sequence[Claim]) -> list[bool]:
    """Which of a document's claims say what an annotation says, each annotation once."""
    left = list(gold)
    marks = []
    for claim in claims:
        said = {"kind": claim.kind, **claim.fields()}
        same = next((one for one in left if agree(one, said)), None)
        if same is not None:
            left.remove(same)
        marks.append(same is not None)
    return marks


def scores(documents: Iterable[tuple[Sequence[Gold], Sequence[Claim]]]) -> dict[str, Score]:
    """By kind. Of a denied claim, and of an optional annotation, nothing is counted."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for gold, every in documents:
        claims = [claim for claim in every if getattr(claim, "certainty", None) != "denied"]
        asked = [one for one in gold if not one.get("optional")]
        marks = right([*asked, *(one for one in gold if one.get("optional"))], claims)
        for kind in KINDS:
            its = [mark for mark, claim in zip(marks, claims, strict=True) if claim.kind == kind]
            due = sum(one["kind"] == kind for one in asked)
            counted[kind].update(gold=due, found=min(sum(its), due), spurious=len(its) - sum(its))
    return {kind: Score(**counts) for kind, counts in counted.items()}


def agree(gold: Gold, said: Gold) -> bool:
    """Whether they say the same; a season that one of them leaves out agrees with any, but of statuses, where it is
    the first."""
    if gold["kind"] != said["kind"]:
        return False
    if gold["kind"] == "quote":
        return _alike(gold["quote"], said["quote"]) and _same_person(gold["speaker"], said["speaker"])
    if not _same_show(gold["show"], said["show"]):
        return False
    one, other = gold.get("season"), said.get("season")
    match gold["kind"]:
        case "status":
            return (one or 1) == (other or 1) and gold["status"] == said["status"]
        case "credit":
            return gold["role"] == said["role"] and _same_person(gold["person"], said["person"])
        case "company":
            return gold["role"] == said["role"] and _same_company(gold["name"], said["name"])
    if None not in (one, other) and one != other:
        return False
    match gold["kind"]:
        case "audience":
            near = abs(gold["value"] - said["value"]) <= _ABOUT * abs(gold["value"])
            return near and (gold["unit"], gold["window"]) == (said["unit"], said["window"])
        case "date":
            return (gold["event"], gold["date"]) == (said["event"], said["date"])
        case _:
            return bool(gold["count"] == said["count"])


def _words(text: str) -> list[str]:
    return title_key(text).split()


def _same_show(gold: str | None, said: str | None) -> bool:
    if not gold or not said:
        return gold == said
    short, long = sorted((_words(gold), _words(said)), key=len)
    part = len(short) * 2 >= len(long) and short in (long[: len(short)], long[-len(short) :])
    return short == long or part


def _same_person(gold: str, said: str) -> bool:
    one, other = set(_words(gold)), set(_words(said))
    return one == other or (one < other and len(other - one) <= 2) or (len(other) > 1 and other < one)


def _same_company(gold: str, said: str) -> bool:
    one, other = ([w for w in _words(name) if w not in _PAPERWORK] or _words(name) for name in (gold, said))
    return one == other


def _alike(gold: str, said: str) -> bool:
    one, other = Counter(_words(gold)), Counter(_words(said))
    common = (one & other).total()
    return 2 * common >= _ENOUGH * (one.total() + other.total()) and common > 0


class Text(msgspec.Struct, frozen=True):
    """An annotated text, as corpus/articles.jsonl has them, one a line."""

    id: str
    text: str
    claims: list[dict[str, Any]]
    title: str | None = None
    url: str | None = None
    published: str | None = None
