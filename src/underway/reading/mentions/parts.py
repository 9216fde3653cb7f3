"""Words that give a person a part in a show ("created by", "its star"): what lexicon/roles.toml says, looked up."""

from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import load
from underway.reading.scanner import CueError
from underway.reading.tokens import Tokens
from underway.vocabulary.claims import CreditRole

Form = Literal["noun", "by", "verb", "before", "label"]
Need = Literal["", "work", "work up", "part", "show", "predicate"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See the head of roles.toml."""

    id: str
    role: CreditRole
    form: Form
    words: list[str]
    example: str
    needs: Need = ""
    shared: bool = False


class PartMention(msgspec.Struct, frozen=True, gc=False):
    """Tokens `first` to `last` (exclusive) say the part; a compound ("writer-director") says several."""

    first: int
    last: int
    parts: tuple[Part, ...]
    plural: bool = False

    @property
    def form(self) -> Form:
        return self.parts[0].form


class _Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, str]
    part: list[Part]


_Reading = tuple[list[str], Part, bool]  # folded words, what they say, whether they are a plural


@cache
def _roles() -> _Roles:
    return load("roles.toml", _Roles)


@cache
def role_words(name: str) -> frozenset[str]:
    """One class of the words that the grammar of parts looks up; the head of roles.toml describes them."""
    return frozenset(_roles().words[name].split())


@cache
def _readings() -> dict[tuple[str, ...], tuple[_Reading, ...]]:
    """The first two words, or the only one -> what phrases that begin so say, the longest first.

    Raises CueError where the data is at fault.
    """
    gathered: dict[tuple[tuple[str, ...], Form], _Reading] = {}
    seen: set[str] = set()
    for part in _roles().part:
        if part.id in seen:
            raise CueError(f"{part.id}: stands twice")
        seen.add(part.id)
        if not any(word in part.example.lower() for word in part.words):
            raise CueError(f"{part.id}: its example holds none of its words")
        for word in part.words:
            for spelled, plural in ((word, False), (word + "s", True)) if part.form == "noun" else ((word, False),):
                words = tuple(Tokens(spelled, spelled).folded)
                if (words, part.form) in gathered:
                    raise CueError(f"{part.id}: {spelled!r} stands twice as {part.form}")
                gathered[words, part.form] = (list(words), part, plural)
    table: dict[tuple[str, ...], list[_Reading]] = {}
    for reading in gathered.values():
        table.setdefault(tuple(reading[0][:2]), []).append(reading)
    return {first: tuple(sorted(found, key=lambda r: -len(r[0]))) for first, found in table.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _readings())


def find_parts(tokens: Tokens) -> list[PartMention]:
    """Every part said, in order; one word may be read as several forms ("stars"), of each form the longest phrase."""
    table, first_words, folded = _readings(), _first_words(), tokens.folded
    found: list[PartMention] = []
    covered: dict[Form, int] = {}
    for i in tokens.where({word for word in tokens.distinct if word in first_words or "-" in word}):
        word = folded[i]
        if word in first_words:
            for words, part, plural in (*table.get(tuple(folded[i : i + 2]), ()), *table.get((word,), ())):
                last = i + len(words)
                if i >= covered.get(part.form, 0) and (last == i + 1 or folded[i:last] == words):
                    covered[part.form] = last
                    found.append(PartMention(i, last, (part,), plural))
        else:
            parts = _nouns_of(word)
            if parts:
                found.append(PartMention(i, i + 1, parts, word.endswith("s")))
    return found


def _nouns_of(compound: str) -> tuple[Part, ...]:
    """The nouns of "writer-director"; none where one of its words is no such noun."""
    nouns = [noun_of(word) for word in compound.replace("co-", "").split("-")]
    return tuple(n for n in nouns if n) if len(nouns) > 1 and None not in nouns else ()


def noun_of(word: str) -> Part | None:
    """What the word says as a noun of a part, where it is one."""
    return part_of(word, "noun")


def part_of(word: str, *forms: Form) -> Part | None:
    """What the word says in one of the forms, where it says something in one."""
    return next((p for _, p, _ in _readings().get((word,), ()) if p.form in forms), None)


def begins_part(word: str) -> bool:
    return word in _first_words() and word not in role_words("leading_in")
