"""What stands in brackets behind names: of people their other works, or the characters whom they play."""

from collections.abc import Iterator

import msgspec

from underway.reading.lexicon import given_names
from underway.reading.mentions.candidates import is_common
from underway.reading.mentions.names import Run
from underway.reading.mentions.parts import role_words
from underway.reading.tokens import Tokens

_LONGEST = 20  # tokens in brackets
_JOINTS = frozenset(", and & ; / \" ' the".split())


class Bracketed(msgspec.Struct, frozen=True):
    """The name that ends before the bracket, and the names that the brackets list."""

    owner: Run
    listed: list[Run]


def find_bracketed(tokens: Tokens, runs: list[Run]) -> Iterator[Bracketed]:
    """Brackets that hold names and what joins them, and nothing else."""
    starting = {run.first: run for run in runs}
    ending = {run.last: run for run in runs}
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


def reads_as_title(tokens: Tokens, run: Run) -> bool:
    """Several ordinary words, none of them a name or a rank: "Night Freight", and not "Nurse Tilda" or "Nell"."""
    words = tokens.folded[run.first : run.last]
    weighty = [w for w in words if w not in _JOINTS and w != "of"]
    ranks, given = role_words("rank"), given_names()
    return len(weighty) > 1 and all(is_common(w) and w not in given and w not in ranks for w in weighty)
