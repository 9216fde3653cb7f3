"""Channels, services, studios and outlets: those that a list knows, and beside them what unlisted.py finds."""

from functools import cache

import ahocorasick_rs
import msgspec

from underway.reading.layout import fold
from underway.reading.lexicon import given_names, load, word_class
from underway.reading.mentions.candidates import is_common
from underway.reading.mentions.signs import signs
from underway.reading.mentions.unlisted import may_hold_unlisted, unlisted_at
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

_BEFORE_CHANNEL = signs("before_channel")
_CHANNEL_DECIDES = signs("channel_decides")
_AFTER_CHANNEL = signs("after_channel")
_CHANNEL_DOES = signs("channel_does")
_MOSTLY_CHANNEL = signs("mostly_channel")
_OPENER = word_class("opener")
_GIVEN = given_names()
_GENRE = word_class("genre")
_DONE = signs("decided") | {"up", "series", "out", "season", "taken", "bought"}
_CHANNEL_NOUNS = signs("channel_nouns")
_MAKING = ("-produced", "-made", "-backed")
# Words behind a studio's name that are its branch's, and those that make it another business.
_BRANCHES = frozenset(
    """australia uk usa america canada ireland scotland wales cymru north italia italy spain españa iberia
    france germany deutschland nordic nordics sweden norway denmark finland benelux nederland netherlands
    poland india asia africa brasil méxico mexico turkey""".split()
)
_COUNTRIES = _BRANCHES | {"us", "u.s", "u.k", "britain", "new", "finland"}
_PRODUCED = (["produced", "by"], ["production", "of"], ["production", "from"], ["association", "with"], ["made", "by"])
_ITEM_ENDS = frozenset(", . ; : ) ( and & / for in".split())
_MAKERS = frozenset("productions studios films pictures animation".split())
_GOING_ON = _MAKERS | frozenset("television entertainment media group".split())
_SELLING = frozenset("rights distribution sales music pictures international".split())


class _Listed(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    spellings: frozenset[str]
    role: OrganisationRole
    ambiguous: bool


class _Names(msgspec.Struct, frozen=True):
    """The listed names, and what finds them in a folded text."""

    listed: tuple[_Listed, ...]
    automaton: ahocorasick_rs.AhoCorasick


@cache
def _lists() -> dict[str, list[str]]:
    return load("organisations.toml", dict[str, list[str]])


@cache
def _nicknames() -> dict[str, str]:
    return dict(entry.split(" = ") for entry in _lists()["nickname"])


@cache
def _names() -> _Names:
    lists = {**_lists(), "nickname": list(_nicknames())}
    ambiguous = {n.casefold() for n in lists["ambiguous"]}
    gathered: dict[str, tuple[tuple[str, ...], set[str], OrganisationRole, bool]] = {}
    roles: tuple[tuple[str, OrganisationRole], ...] = (
        ("nickname", "network"),
        ("network", "network"),
        ("studio", "studio"),
        ("outlet", "outlet"),
    )
    for listed_as, role in roles:
        for name in lists[listed_as]:
            words = tuple(Tokens(name, fold(name)).folded)
            entry = gathered.setdefault(fold(name), (words, set(), role, name.casefold() in ambiguous))
            entry[1].add(name)
    listed = tuple(
        _Listed(words, frozenset(names), role, doubtful) for words, names, role, doubtful in gathered.values()
    )
    return _Names(listed, ahocorasick_rs.AhoCorasick(list(gathered)))


def find_organisations(text: str, folded: str, tokens: Tokens) -> list[OrganisationMention]:
    """The mentions, in order; none overlaps another. A name that is an everyday word too is a channel throughout the
    text once it stands where only a channel would."""
    found: list[OrganisationMention] = []
    doubtful: dict[str, list[OrganisationMention]] = {}
    placed: set[str] = set()
    listed = _find_listed(text, folded, tokens)
    past = 0  # the token past the last name
    for i in sorted(listed.keys() | tokens.capitals if may_hold_unlisted(tokens) else listed):
        if i < past:
            continue
        entry = listed.get(i)
        if entry is None:
            unlisted = unlisted_at(text, tokens, i, _goes_on(text, tokens, found, i))
            if unlisted:
                found.append(unlisted[0])
                past = unlisted[1]
            continue
        past = i + len(entry.words)
        role = entry.role
        if role in ("network", "studio") and _next_in(text, tokens, past, _MAKERS if role == "network" else _GOING_ON):
            role, past = "studio", past + 1
        if role == "studio" and _next_in(text, tokens, past, _BRANCHES):
            past += 1
        start, end = tokens.starts[i], tokens.ends[past - 1]
        end = _before_making(folded, start, end)
        mention = OrganisationMention(start=start, end=end, name=text[start:end], role=role, rule="organisation.named")
        if not entry.ambiguous:
            if not _is_no_company(text, tokens, entry, i, past):
                found.append(mention)
        elif not _inside_name(text, tokens, i, past):
            if _placed(text, tokens, i, past) or _joins_channel(text, found, mention):
                placed.add(mention.name)
                found.append(mention)
            else:
                doubtful.setdefault(mention.name, []).append(mention)
    found = _by_full_name(tokens, found) + _named_again(text, tokens, found)
    for name in placed:
        if name.casefold() not in _PLAIN_WORDS and name.casefold() not in _GIVEN:
            found += doubtful.get(name, ())
    return found


def _by_full_name(tokens: Tokens, found: list[OrganisationMention]) -> list[OrganisationMention]:
    """The mentions, a nickname by the channel's own name where the text has it too ("the Eye" is CBS beside CBS)."""
    known = {m.name for m in found}
    kept = []
    for mention in found:
        channel = _nicknames().get(mention.name)
        if channel is None:
            kept.append(mention)
            continue
        own = _own_name(mention)
        named = any(n == channel or (n.startswith(channel) and not n[len(channel)].isalpha()) for n in known)
        if named and not (own and own.start > mention.start and _says_show(tokens, mention)):
            kept.append(msgspec.structs.replace(mention, name=channel))
        elif own:
            kept.append(own)
    return kept


def _goes_on(text: str, tokens: Tokens, found: list[OrganisationMention], i: int) -> bool:
    """Does a list of studios that are said to produce something go on at the token?"""
    if not found or found[-1].role != "studio" or tokens.starts[i] - found[-1].end > len(", and "):
        return False
    between = text[found[-1].end : tokens.starts[i]].strip()
    at = tokens.at(found[-1].start)
    lead = tokens.folded[max(at - 2, 0) : at]
    if between == "," and not _ends_item(tokens, i):
        return False
    return between in ("and", "&", ",", "/") and (lead[-1:] == ["from"] or lead in _PRODUCED)


def _ends_item(tokens: Tokens, i: int) -> bool:
    """Ends the run of capitals at a mark or at "and", as a list's item does?"""
    while i < tokens.count and tokens.capital[i]:
        i += 1
    return i == tokens.count or tokens.folded[i] in _ITEM_ENDS


def _own_name(mention: OrganisationMention) -> OrganisationMention | None:
    """The mention as a channel of the nickname's own name ("the Peacock", "Auntie"), if there is one."""
    article = 4 if mention.name.lower().startswith("the ") else 0
    for cut in {0, article}:
        if mention.name[cut:].casefold() in _channel_names():
            return msgspec.structs.replace(mention, start=mention.start + cut, name=mention.name[cut:])
    return None


@cache
def _channel_names() -> frozenset[str]:
    return frozenset(n.casefold() for n in _lists()["network"])


def _says_show(tokens: Tokens, mention: OrganisationMention) -> bool:
    """Follows what channels call their shows ("the Peacock comedy")?"""
    at = tokens.at(mention.end)
    return not _GENRE.isdisjoint(tokens.folded[at : at + 2])


def _next_in(text: str, tokens: Tokens, at: int, words: frozenset[str]) -> bool:
    """Is the next word, with a capital and close by, one of the words?"""
    return (
        at < tokens.count
        and tokens.capital[at]
        and tokens.folded[at] in words
        and text[tokens.ends[at - 1] : tokens.starts[at]] == " "
    )


def _before_making(folded: str, start: int, end: int) -> int:
    """Where the name ends that a participle hangs on ("Sony-made")."""
    cut = next((at for m in _MAKING if (at := folded.find(m, start, end)) >= 0), -1)
    return cut if cut >= 0 else end


def _is_no_company(text: str, tokens: Tokens, entry: _Listed, first: int, last: int) -> bool:
    """Is a listed name a person's last one ("Nadia Fox"), part of another name ("Sister Wolf") or a seller's?"""
    if entry.role == "studio":
        return _next_in(text, tokens, last, _SELLING) or (last - first == 1 and _inside_name(text, tokens, first, last))
    return (
        last - first == 1
        and first > 0
        and tokens.folded[first - 1] in _GIVEN
        and not is_common(tokens.folded[first - 1])
        and tokens.capital[first - 1]
        and text[tokens.ends[first - 1] : tokens.starts[first]] == " "
    )


def _named_again(text: str, tokens: Tokens, found: list[OrganisationMention]) -> list[OrganisationMention]:
    """The further places of names that only the words beside them told in one place."""
    known = {m.name: m for m in found if m.rule == "organisation.context"}
    if not known:
        return []
    taken = {m.start for m in found}
    firsts = {tokens.folded[tokens.at(m.start)]: m for m in known.values()}
    again = []
    for i in tokens.where(firsts.keys()):
        mention, start = firsts[tokens.folded[i]], tokens.starts[i]
        end = start + len(mention.name)
        last = tokens.at(end)
        whole = text[start:end] == mention.name and tokens.ends[last - 1] == end
        if whole and start not in taken and not _inside_name(text, tokens, i, last):
            again.append(msgspec.structs.replace(mention, start=start, end=end))
    return again


def _find_listed(text: str, folded: str, tokens: Tokens) -> dict[int, _Listed]:
    """Token -> the longest listed name that begins there, in one of its spellings or in capitals."""
    names = _names()
    found: dict[int, _Listed] = {}
    for index, start, end in names.automaton.find_matches_as_indexes(folded, overlapping=True):
        if folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum() or text[end : end + 1] == "+":
            continue
        entry, name = names.listed[index], text[start:end]
        if name.isdigit() or (name not in entry.spellings and not (len(name) > 3 and name.isupper())):
            continue
        i = tokens.at(start)
        last = i + len(entry.words)
        if last > tokens.count or tokens.starts[i] != start:
            continue
        if tokens.ends[last - 1] != end and not folded.startswith(_MAKING, end):
            continue
        if i not in found or len(found[i].words) < len(entry.words):
            found[i] = entry
    return found


def _is_line(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Is it a line of its own, in capitals, over a line that follows at once?"""
    name = text[tokens.starts[first] : tokens.ends[last - 1]]
    begins = first == 0 or "\n" in text[tokens.ends[first - 1] : tokens.starts[first]]
    between = text[tokens.ends[last - 1] : tokens.starts[last]] if last < tokens.count else ""
    return name.isupper() and begins and "\n" in between and not between.strip(" :\n")


def _placed(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Does an ambiguous name stand where a channel would?"""
    before = tokens.folded[first - 1] if first else ""
    after = tokens.folded[last] if last < tokens.count else ""
    word = tokens.folded[first]
    if _is_line(text, tokens, first, last):
        return True
    ahead = tokens.folded[last : last + 2]
    if ahead[:1] == ["in"] and ahead[1:] and ahead[1] in _COUNTRIES and (before in _BEFORE_CHANNEL or before in _STOPS):
        return True
    if before in _SURE_BEFORE or before in _CHANNEL_NOUNS or after in ("original", "originals"):
        return True
    if word in _MOSTLY_CHANNEL and before.isalpha() and not tokens.capital[first - 1]:
        return True
    if before == "the" and not _GENRE.isdisjoint(ahead):
        return True
    if before == "by" and first > 1 and tokens.folded[first - 2] in _DONE:
        return True
    if word in CARDINALS and after in ("boss", "chief"):
        return True
    if word in CARDINALS and before in _BEFORE_CHANNEL and before.isalpha() and after in _CHANNEL_DOES:
        return True
    begins = before in _STOPS or before in _BEFORE_CHANNEL
    if word in _GIVEN:
        decides = ahead[1:] if after in ("has", "had") else ahead[:1]
        return begins and not _CHANNEL_DECIDES.isdisjoint(decides)
    if after in _AFTER_CHANNEL and (before in _BEFORE_CHANNEL or after == "'s" or not before):
        return True
    return word not in _PLAIN_WORDS and begins and after in _CHANNEL_DOES


def _joins_channel(text: str, found: list[OrganisationMention], mention: OrganisationMention) -> bool:
    """ "Hulu and Apple", "NBC/Paramount"."""
    if not found or found[-1].role != "network":
        return False
    return text[found[-1].end : mention.start] in (" and ", " & ", "/", " or ")


def _inside_name(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Is it part of a longer name ("USA Today", "Star Harbour")?"""
    if last < tokens.count and tokens.capital[last] and text[tokens.ends[last - 1] : tokens.starts[last]] == " ":
        return True
    opener = first > 0 and (tokens.folded[first - 1] in _OPENER or tokens.folded[first - 1] in ("the", "a", "an"))
    beside = first > 0 and text[tokens.ends[first - 1] : tokens.starts[first]] == " "
    return beside and tokens.capital[first - 1] and not opener
