"""Channels, services, studios and outlets: those that a list knows, and beside them what unlisted.py finds."""

from functools import cache

import msgspec

from underway.reading.lexicon import given_names, load, word_class
from underway.reading.mentions.signs import signs
from underway.reading.mentions.unlisted import unlisted_at
from underway.reading.structure import OrganisationMention, OrganisationRole
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import CARDINALS

_SURE_BEFORE = frozenset("on at via ( | / to for".split())
_STOPS = frozenset('. ! ? " … * • ·'.split())
# Ambiguous names that begin sentences in their other sense too often to be channels there.
_PLAIN_WORDS = frozenset(CARDINALS) | frozenset(
    """yesterday now drama history living pop own space city global record gold circle player band colors binge
    encore""".split()
)


class _Listed(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    spellings: frozenset[str]
    role: OrganisationRole
    ambiguous: bool


@cache
def _names() -> dict[str, list[_Listed]]:
    """First word -> the listed names that begin with it, longest first."""
    lists = load("organisations.toml", dict[str, list[str]])
    ambiguous = {n.casefold() for n in lists["ambiguous"]}
    gathered: dict[tuple[str, ...], tuple[set[str], OrganisationRole, bool]] = {}
    roles: tuple[OrganisationRole, ...] = ("network", "studio", "outlet")
    for role in roles:
        for name in lists[role]:
            tokens = Tokens(name, name.lower().replace("’", "'"))
            entry = gathered.setdefault(tuple(tokens.folded), (set(), role, name.casefold() in ambiguous))
            entry[0].add(name)
    table: dict[str, list[_Listed]] = {}
    for words, (spellings, role, doubtful) in gathered.items():
        table.setdefault(words[0], []).append(_Listed(words, frozenset(spellings), role, doubtful))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e.words))
    return table


@cache
def _lower_first_words() -> frozenset[str]:
    """First words of the listed names that begin without a capital ("the CW")."""
    return frozenset(
        first for first, entries in _names().items() for e in entries if any(name[0].islower() for name in e.spellings)
    )


def find_organisations(text: str, tokens: Tokens) -> list[OrganisationMention]:
    """The mentions, in order; none overlaps another. A name that is an everyday word too is a channel throughout the
    text once it stands where only a channel would."""
    found: list[OrganisationMention] = []
    doubtful: dict[str, list[OrganisationMention]] = {}
    placed: set[str] = set()
    lower = _lower_first_words()
    i, n = 0, len(tokens)
    while i < n:
        if not tokens.capital[i] and tokens.folded[i] not in lower:
            i += 1
            continue
        listed = _listed_at(text, tokens, i)
        if listed is None:
            unlisted = unlisted_at(text, tokens, i)
            if unlisted:
                found.append(unlisted[0])
                i = unlisted[1]
            else:
                i += 1
            continue
        mention = OrganisationMention(
            start=tokens.starts[i],
            end=tokens.ends[i + len(listed.words) - 1],
            name=text[tokens.starts[i] : tokens.ends[i + len(listed.words) - 1]],
            role=listed.role,
            rule="organisation.named",
        )
        if not listed.ambiguous:
            found.append(mention)
        elif not _inside_name(text, tokens, i, i + len(listed.words)):
            if _placed(tokens, i, i + len(listed.words)):
                placed.add(mention.name)
                found.append(mention)
            else:
                doubtful.setdefault(mention.name, []).append(mention)
        i += len(listed.words)
    for name in placed:
        if name.casefold() not in _PLAIN_WORDS and name.casefold() not in given_names():
            found += doubtful.get(name, ())
    return sorted(found, key=lambda m: m.start)


def _listed_at(text: str, tokens: Tokens, i: int) -> _Listed | None:
    """The longest listed name at the token, in one of its spellings or in capitals."""
    for entry in _names().get(tokens.folded[i], ()):
        last = i + len(entry.words)
        if last > len(tokens) or (last - i > 1 and tuple(tokens.folded[i:last]) != entry.words):
            continue
        start, end = tokens.starts[i], tokens.ends[last - 1]
        name = text[start:end]
        if text[end : end + 1] != "+" and (name in entry.spellings or (len(name) > 3 and name.isupper())):
            return entry
    return None


def _placed(tokens: Tokens, first: int, last: int) -> bool:
    """Does an ambiguous name stand where a channel would?"""
    before = tokens.folded[first - 1] if first else ""
    after = tokens.folded[last] if last < len(tokens) else ""
    word = tokens.folded[first]
    if before in _SURE_BEFORE:
        return True
    begins = before in _STOPS or before in signs("before_channel")
    if word in given_names():
        return begins and after in signs("channel_decides")
    if after in signs("after_channel") and (before in signs("before_channel") or after == "'s" or not before):
        return True
    return word not in _PLAIN_WORDS and begins and after in signs("channel_does")


def _inside_name(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Is it part of a longer name ("USA Today", "Star Harbour")?"""
    if last < len(tokens) and tokens.capital[last] and text[tokens.ends[last - 1] : tokens.starts[last]] == " ":
        return True
    opener = first > 0 and tokens.folded[first - 1] in word_class("opener")
    beside = first > 0 and text[tokens.ends[first - 1] : tokens.starts[first]] == " "
    return beside and tokens.capital[first - 1] and not opener
