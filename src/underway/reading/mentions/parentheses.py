"""What stands in brackets behind names: of people their other works, or the characters whom they play."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

import msgspec

from underway.reading.lexicon import given_names
from underway.reading.mentions.candidates import is_common, is_compound
from underway.reading.mentions.names import Run
from underway.reading.mentions.parts import role_words
from underway.reading.structure import Page
from underway.reading.tokens import Tokens

_LONGEST = 20  # tokens in brackets
_JOINTS = frozenset(", and & ; / \" ' the".split())
_LIGHT = _JOINTS | {"of", "'s"}


class Judged(Protocol):
    """Towards a show, and towards a person, in log-odds."""

    show: float
    person: float


class Bracketed(msgspec.Struct, frozen=True):
    """The name that ends before the bracket, and the names that the brackets list."""

    owner: Run
    listed: list[Run]


def follow_brackets(page: Page, judged: Mapping[Run, Judged], confident: float) -> None:
    """Of names in brackets behind people in one sentence ("Ada Quill (Saltmarsh, Ferry), Bo Tarn (Coaldale)") all are
    shows, at `confident` log-odds, where one is, or where they read as titles."""
    groups: dict[int, list[Bracketed]] = defaultdict(list)
    for bracketed in _find_bracketed(page.tokens, judged.keys()):
        owner = judged[bracketed.owner]
        if owner.person > max(owner.show, 0):
            groups[page.layout.sentence_at(bracketed.owner.start).index].append(bracketed)
    for group in groups.values():
        runs = [run for bracketed in group for run in bracketed.listed]
        listed = [judged[run] for run in runs]
        titles = any(one.show >= confident and one.show > one.person for one in listed)
        titles = titles or (len(group) > 1 and all(_may_be_title(page.tokens, run) for run in runs))
        for run, one in zip(runs, listed, strict=True):
            if one.person < confident and (titles or _reads_as_title(page.tokens, run)):
                one.show = max(one.show, confident)


def _find_bracketed(tokens: Tokens, runs: Collection[Run]) -> Iterator[Bracketed]:
    """Brackets that hold names and what joins them, and nothing else."""
    ending = {run.last: run for run in runs}
    starting = {run.first: run for run in runs}
    for open_ in tokens.where({"("}):
        owner = ending.get(open_)
        if owner is None:
            continue
        listed: list[Run] = []
        at = open_ + 1
        while at < min(tokens.count, open_ + _LONGEST) and tokens.folded[at] != ")":
            run = starting.get(at)
            if run:
                listed.append(run)
            elif tokens.folded[at] not in _JOINTS:
                break
            at = run.last if run else at + 1
        else:
            if listed and at < tokens.count and tokens.folded[at] == ")":
                yield Bracketed(owner, listed)


def _reads_as_title(tokens: Tokens, run: Run) -> bool:
    """Several ordinary words, none of them a name or a rank: "Night Freight", and not "Nurse Tilda" or "Nell"."""
    weighty = _weighty(tokens, run)
    return len(weighty) > 1 and all(map(is_common, weighty)) and _is_nobody(weighty)


def _may_be_title(tokens: Tokens, run: Run) -> bool:
    """The same, of which one word may be any; or one word made of two ("Coldwater")."""
    weighty = _weighty(tokens, run)
    if len(weighty) < 2:
        return bool(weighty) and is_compound(weighty[0]) and _is_nobody(weighty)
    return any(map(is_common, weighty)) and _is_nobody(weighty)


def _weighty(tokens: Tokens, run: Run) -> list[str]:
    return [w for w in tokens.folded[run.first : run.last] if w not in _LIGHT]


def _is_nobody(words: list[str]) -> bool:
    return role_words("rank").isdisjoint(words) and given_names().isdisjoint(words)
