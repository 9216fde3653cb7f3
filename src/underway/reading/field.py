"""Does a text speak of television at all? Sport has seasons, too, contracts are renewed, and films have sequels."""

from collections.abc import Mapping
from functools import cache

from underway.reading.lexicon import load

_LETTERS = b"abcdefghijklmnopqrstuvwxyz'"
_APART = bytes(one if one in _LETTERS else ord(" ") for one in range(256))
_SHORTEST = 3
_FEWEST = 40  # different words
_OTHER = 1.2  # in log-odds; see tools/fit_field.py --folds


def words_of(text: str) -> frozenset[str]:
    letters = text.lower().replace("’", "'").encode("ascii", "replace").translate(_APART)
    return frozenset(word for word in set(letters.decode("ascii").split()) if len(word) >= _SHORTEST)


def weigh(table: Mapping[str, float], words: frozenset[str]) -> float:
    """The log-odds, in tenths added up as whole numbers: the same in any order."""
    return sum(round(10 * table[word]) for word in {"any", *words} & table.keys()) / 10


@cache
def _table() -> dict[str, float]:
    return load("field.toml", dict[str, float])


def speaks_of_another(text: str) -> bool:
    """Whether all its words together say that the text is of another field; a few words say nothing."""
    words = words_of(text)
    return len(words) >= _FEWEST and weigh(_table(), words) > _OTHER
