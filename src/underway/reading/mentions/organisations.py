"""Channels, services, studios and outlets: those that a list knows, and beside them what unlisted.py finds."""

from functools import cache

import msgspec

from underway.reading.lexicon import given_names, load, word_class
from underway.reading.mentions.unlisted import unlisted_at
from underway.reading.structure import OrganisationMention, OrganisationRole
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import CARDINALS

_BEFORE = frozenset(
    """on to at for by from via with over and ( [ | / ~ @ , - : how why is as when while after the new that but because
    before since if""".split()
)
_SURE_BEFORE = frozenset("on at via ( | / to for".split())
_STOPS = frozenset('. ! ? " … * • ·'.split())
_AFTER = frozenset(
    """'s has had is was will won't orders ordered order renews renewed cancels cancelled canceled axes axed picks picked
    drops dropped original originals drama comedy series show sitcom thriller hit says said confirms confirmed announced
    announces bosses execs chiefs subscribers viewers and gave gives passed passes wants brings brought kept commissioned
    ) | ~ / greenlights saves saved""".split()
)
_DOES = frozenset(
    """has had hasn't have will won't put puts aired airs opened made let slid took takes said says bailed scrapped admitted
    confirmed carried shows showed ran renewed axed cancelled canceled ordered orders dropped drops picked pulls pulled
    handed gave finally""".split()
)
_DECIDES = frozenset("scrapped axed renewed renews orders ordered cancelled canceled aired original originals".split())
# Ambiguous names that begin sentences in their other sense too often to be channels there.
_PLAIN_WORDS = frozenset(CARDINALS) | frozenset(
    "yesterday now drama history living pop own space city global record gold circle player band colors binge encore".split()
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


def find_organisations(text: str, tokens: Tokens) -> list[OrganisationMention]:
    """The mentions, in order; none overlaps another. A name that is an everyday word too is a channel throughout the
    text once it stands where only a channel would."""
    found: list[OrganisationMention] = []
    doubtful: dict[str, list[OrganisationMention]] = {}
    placed: set[str] = set()
    i = 0
    while i < len(tokens):
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
    if before in _SURE_BEFORE or (after in _AFTER and (before in _BEFORE or after == "'s" or not before)):
        return True
    verbs = _DECIDES if word in given_names() else _DOES
    return word not in _PLAIN_WORDS and after in verbs and (before in _STOPS or before in _BEFORE)


def _inside_name(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Is it part of a longer name ("USA Today", "Star Harbour")?"""
    if last < len(tokens) and tokens.capital[last] and text[tokens.ends[last - 1] : tokens.starts[last]] == " ":
        return True
    opener = first > 0 and tokens.folded[first - 1] in word_class("opener")
    beside = first > 0 and text[tokens.ends[first - 1] : tokens.starts[first]] == " "
    return beside and tokens.capital[first - 1] and not opener
