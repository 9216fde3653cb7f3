"""How sure it is that a claim is right: what its rule, its words and the shows around them have been worth."""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from underway.reading.lexicon import load
from underway.reading.structure import Page, within
from underway.vocabulary import Claim

_FIELDS = ("status", "event", "role", "unit", "certainty")
_LENGTHS = (60, 120, 200, 350)  # characters of evidence
_MOST = 4  # of what is counted


def signs(page: Page, claim: Claim) -> frozenset[str]:
    """What speaks for or against it, by the names of lexicon/strength.toml."""
    start, end = claim.evidence.start, claim.evidence.end
    found = {"any", f"rule {claim.rule}"}
    found |= {f"{name} {value}" for name in _FIELDS if (value := getattr(claim, name, None))}
    if hasattr(claim, "season"):
        found.add("no season" if claim.season is None else "season")
    found.add(f"length {sum(end - start >= least for least in _LENGTHS)}")
    counts = {
        "shows": len(within(page.shows, start, end)),
        "dates": len(within(page.dates, start, end)),
        "cues": len(within(page.cues, start, end)),
    }
    found |= {f"{name} {min(count, _MOST)}" for name, count in counts.items()}
    if claim.show:
        found |= _of_show(page, claim.show, start, end)
    found.add(f"block {page.layout.block_of(page.layout.sentence_at(start)).kind}")
    if "?" in claim.evidence.text:
        found.add("question")
    return frozenset(found)


def _of_show(page: Page, show: str, start: int, end: int) -> set[str]:
    """How the words, and the page, hold the show."""
    named = [mention.title for mention in within(page.shows, start, end)]
    counts = page.view(_mentions_by_title)
    found = {
        f"named {min(counts[show], _MOST)}",
        f"of {min(len(counts), 2 * _MOST)} shows",
        f"share {4 * counts[show] // (counts.total() or 1)}",
    }
    if show not in named:
        found.add("show elsewhere")
    elif len(set(named)) == 1:
        found.add("show alone")
    elif named[0] == show:
        found.add("show first")
    if show == page.binding.main_show:
        found.add("main show")
    return found


def _mentions_by_title(page: Page) -> Counter[str]:
    return Counter(mention.title for mention in page.shows)


def strength(page: Page, claim: Claim) -> float:
    """From 0 to 1, in hundredths; of a claim that was read on the page."""
    return weigh(_table()[claim.kind], signs(page, claim))


def weigh(weights: Mapping[str, float], found: frozenset[str]) -> float:
    """The chance of which these are the log-odds, in tenths added up as whole numbers: the same in any order."""
    tenths = sum(round(10 * weights[name]) for name in found & weights.keys())
    return round(1 / (1 + math.exp(-tenths / 10)), 2)


@cache
def _table() -> dict[str, dict[str, float]]:
    return load("strength.toml", dict[str, dict[str, float]])
