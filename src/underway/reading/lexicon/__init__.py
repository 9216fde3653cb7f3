"""The reader's data: classes of words, names of organisations, cues. Each is validated when it is loaded."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

_T = TypeVar("_T")
_SPACED_BAR = re.compile(r"\s+[|]\s+")
_SPACED_BAR = re.compile(r"\s*[|]\s*")
_ESCAPED = re.compile(r"\\.|\[[^\]]*\]")


def load(name: str, shape: type[_T]) -> _T:
    """The TOML file of that name as `shape`; raises msgspec.ValidationError that names the faulty entry."""
    return msgspec.convert(tomllib.loads(_text(name)), shape)


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of words.toml."""
    return frozenset(load_word_classes()[name].split())


@cache
def load_word_classes() -> dict[str, str]:
    return load("words.toml", dict[str, str])


@cache
def phrases(name: str, file: str = "phrases.toml") -> str:
    """One entry of such a file, as a group for a regular expression."""
    alternatives = load(file, dict[str, str])[name].strip()
    return f"(?:{''.join(_unspaced(alternatives))})"


def _unspaced(alternatives: str) -> Iterator[str]:
    """Without the white space around bars; where parentheses are open, only without that of a line's end."""
    depth = end = 0
    for match in _SPACED_BAR.finditer(alternatives):
        between = alternatives[end : match.start()]
        depth += _depth(between)
        yield between
        yield "|" if depth <= 0 or "\n" in match[0] else match[0]
        end = match.end()
    yield alternatives[end:]


def _depth(pattern: str) -> int:
    """How many parentheses it opens and does not close."""
    plain = _ESCAPED.sub("", pattern)
    return plain.count("(") - plain.count(")")


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with each `<name>` replaced by the macro of that name."""
    while any(f"<{name}>" in pattern for name in macros):
        for name, value in macros.items():
            pattern = pattern.replace(f"<{name}>", value)
    return pattern


@cache
def given_names() -> frozenset[str]:
    return frozenset(_text("given_names.txt").split())


@cache
def common_words() -> frozenset[str]:
    """Words that English writes in lower case: titles are made of them, and the names of people are not."""
    return frozenset(_text("common_words.txt").split())


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
