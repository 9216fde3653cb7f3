"""Channels, services, studios and outlets: by their names, and studios also by how such names end."""

from functools import cache

from underway.reading.lexicon import load, word_class
from underway.reading.structure import OrganisationMention, OrganisationRole
from underway.reading.tokens import Tokens

_BEFORE = frozenset("on to at for by from via with over and ( [ | / ~ @ , - : how why is as when while after the new".split())
_SURE_BEFORE = frozenset("on at via ( | / to for".split())
_AFTER = frozenset(
    """'s has had is was will won't orders ordered order renews renewed cancels cancelled canceled axes axed picks picked drops dropped
    original originals drama comedy series show sitcom thriller hit says said confirms confirmed announced announces bosses execs chiefs
    subscribers viewers and gave gives passed passes wants brings brought kept commissioned ) | ~ / greenlights saves saved""".split()
)
_MAKING = frozenset("by from of for and with maker producer producers studio company outfit label , ( firm behind".split())
_LONGEST = 5


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], frozenset[str], OrganisationRole, bool]]]:
    """First word -> names that begin with it, longest first: folded words, spellings, role, whether ambiguous."""
    lists = load("organisations.toml", dict[str, list[str]])
    ambiguous = {n.casefold() for n in lists["ambiguous"]}
    gathered: dict[tuple[str, ...], tuple[set[str], OrganisationRole, bool]] = {}
    roles: tuple[OrganisationRole, ...] = ("network", "studio", "outlet")
    for role in roles:
        for name in lists[role]:
            tokens = Tokens(name, name.lower().replace("’", "'"))
            entry = gathered.setdefault(tuple(tokens.folded), (set(), role, name.casefold() in ambiguous))
            entry[0].add(name)
    table: dict[str, list[tuple[tuple[str, ...], frozenset[str], OrganisationRole, bool]]] = {}
    for words, (spellings, role, doubtful) in gathered.items():
        table.setdefault(words[0], []).append((words, frozenset(spellings), role, doubtful))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


def find_organisations(text: str, tokens: Tokens) -> list[OrganisationMention]:
    """The mentions, in order; none overlaps another."""
    table = _names()
    found: list[OrganisationMention] = []
    i, n = 0, len(tokens)
    while i < n:
        width = 0
        for words, spellings, role, doubtful in table.get(tokens.folded[i], ()):
            width = len(words)
            if i + width <= n and (width == 1 or tuple(tokens.folded[i : i + width]) == words):
                start, end = tokens.starts[i], tokens.ends[i + width - 1]
                if text[end : end + 1] == "+":
                    continue
                name = text[start:end]
                if (name in spellings or (len(name) > 3 and name.isupper())) and (
                    not doubtful or _placed(tokens, i, i + width)
                ) and not _inside_name(text, tokens, i, i + width, doubtful):
                    found.append(OrganisationMention(start=start, end=end, name=name, role=role, rule="organisation.named"))
                    break
        else:
            width = 0
        if width:
            i += width
            continue
        studio = _studio(text, tokens, i)
        if studio:
            found.append(studio[0])
            i = studio[1]
        else:
            i += 1
    return found


def _placed(tokens: Tokens, first: int, last: int) -> bool:
    """Does an ambiguous name stand where a channel would?"""
    before = tokens.folded[first - 1] if first else ""
    after = tokens.folded[last] if last < len(tokens) else ""
    return before in _SURE_BEFORE or (after in _AFTER and (before in _BEFORE or after == "'s" or not before))


def _inside_name(text: str, tokens: Tokens, first: int, last: int, doubtful: bool) -> bool:
    """Is it part of a longer name ("USA Today", "Star Harbour")? Only ambiguous names are asked."""
    if not doubtful:
        return False
    if last < len(tokens) and tokens.capital[last] and text[tokens.ends[last - 1] : tokens.starts[last]] == " ":
        return True
    return bool(first) and tokens.capital[first - 1] and text[tokens.ends[first - 1] : tokens.starts[first]] == " "


def _studio(text: str, tokens: Tokens, i: int) -> tuple[OrganisationMention, int] | None:
    """A run of capitals that ends as studios' names do ("Lantern Quay Pictures")."""
    if not tokens.capital[i] or (i and tokens.capital[i - 1] and text[tokens.ends[i - 1] : tokens.starts[i]] == " "):
        return None
    suffixes, opener = word_class("studio_suffix"), word_class("opener")
    at, end = i, None
    while at < len(tokens) and at - i < _LONGEST and (tokens.capital[at] or tokens.folded[at] in ("&", "of", "'s", "and")):
        if at > i and text[tokens.ends[at - 1] : tokens.starts[at]] not in (" ", ""):
            break
        at += 1
        if tokens.folded[at - 1] in suffixes and at - i >= 2:
            end = at
    first = i
    while end and first < end - 1 and (tokens.folded[first] in opener or tokens.folded[first] in word_class("role")):
        first += 1
    if not end or end - first < 2 or tokens.folded[first] in ("the", "a"):
        return None
    start, stop = tokens.starts[first], tokens.ends[end - 1]
    return OrganisationMention(start=start, end=stop, name=text[start:stop], role="studio", rule="organisation.suffix", strength=0.8), end
