"""The words of lexicon/signs.toml."""

from functools import cache

from underway.reading.lexicon import load


@cache
def signs(name: str) -> frozenset[str]:
    """The words of one of the file's lists."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return load("signs.toml", dict[str, str])
