"""Studios and channels that no list knows: by how such names begin or end, and by the words beside them."""

from underway.reading.lexicon import given_names, word_class
from underway.reading.mentions.candidates import is_common
from underway.reading.mentions.signs import signs
from underway.reading.structure import OrganisationMention, OrganisationRole
from underway.reading.tokens import Tokens

_OPENER = word_class("opener")
_STUDIO_SUFFIX = word_class("studio_suffix")
_ROLE = word_class("role")
_PERSON_TITLE = word_class("person_title")
_GENRE = word_class("genre")
_GIVEN = given_names()

_LONGEST = 5
_CARRYING = frozenset("on to for at via ( |".split())
_FIRST = frozenset("studio estudio estudios studios cwmni producciones productora".split())
_INNER = ("&", "of", "'s", "and")
# Nouns that call the name after them a company that makes television, and words that may stand between.
_CALLED = frozenset("indie outfit maker makers prodco company shingle banner label firm producer producers".split())
_PEOPLE_TOO = frozenset("producer producers maker".split())
_MADE = frozenset("produced made co-produced animated".split())
_DOES = frozenset("produces produced producing animates animating".split())
_CHANNEL_NOUNS = signs("channel_nouns") - {"giant", "rival", "stablemate", "station"}
_CHANNEL_DOES = signs("channel_does") | {"'s", "bosses", "execs"}
_BEFORE_NAME = frozenset("streamer broadcaster cabler pubcaster netcaster".split())
_CALENDAR = word_class("month") | word_class("weekday") | word_class("place") | word_class("org_other")
_AHEAD = frozenset((",", ".", ")", "that", "which", "owned", "behind", "backed", "and"))
_ORDERED = frozenset("ordered commissioned commission orders".split())
_AFTER_MAKER = frozenset(". , ; and for which who with in to".split())
_FOLLOWING = frozenset(
    "and & australia uk usa ltd limited inc inc. llc gmbh boss chief head president producer executive north".split()
)
_MONTHS = word_class("month")
_ALONE_NOT = frozenset(("tv", "television", "studio", "film", "media"))
_LEADING = frozenset("to by at from with".split())
_NO_COMPANY = frozenset(
    """festival list drama series show critic licence license audience ratings awards guide city lot news movie
    film""".split()
)
_IS = frozenset("indie outfit production studio producer prodco maker company".split())


_TELLING = (
    _STUDIO_SUFFIX
    | _FIRST
    | _CALLED
    | _MADE
    | _DOES
    | _IS
    | _CHANNEL_NOUNS
    | frozenset(("tv", "production", "firm", "hails", "hail", "hailing", "association", "commissioned"))
)


def may_hold_unlisted(tokens: Tokens) -> bool:
    """Has the text any of the words that such names are made of, or that stand beside them?"""
    return not tokens.distinct.isdisjoint(_TELLING) or any(w[-1] == "+" for w in tokens.distinct)


def unlisted_at(text: str, tokens: Tokens, i: int, listed: bool = False) -> tuple[OrganisationMention, int] | None:
    """The studio or channel whose name begins at the token, and the token past it; `listed` says that a list of studios
    goes on there."""
    if not tokens.capital[i] or (
        i
        and tokens.capital[i - 1]
        and text[tokens.ends[i - 1] : tokens.starts[i]] == " "
        and tokens.folded[i - 1] not in _BEFORE_NAME
    ):
        return None
    last = _end_of_capitals(text, tokens, i)
    role: OrganisationRole = "studio"
    rule, strength = "organisation.form", 0.8
    first, end = i, _end_of_channel(tokens, i, last)
    if end is not None:
        role = "network"
    else:
        first, end = _by_form(text, tokens, i, last)
    if end is None and _is_channel_by_context(tokens, i, last):
        start, stop = tokens.starts[i], tokens.ends[last - 1]
        return OrganisationMention(
            start=start, end=stop, name=text[start:stop], role="network", rule="organisation.context", strength=0.6
        ), last
    if end is None and "\n" not in text[tokens.ends[i - 1] if i else 0 : tokens.starts[i]]:
        end = last if _by_context(tokens, i, last) or (listed and _like_company(tokens.folded[i:last])) else None
        first, rule, strength = i, "organisation.context", 0.6
    if end is None:
        return None
    start, stop = tokens.starts[first], tokens.ends[end - 1]
    mention = OrganisationMention(start=start, end=stop, name=text[start:stop], role=role, rule=rule, strength=strength)
    return mention, end


def _end_of_channel(tokens: Tokens, i: int, last: int) -> int | None:
    """The token past a name that channels and services have: "Harbour+", "Quayside Channel", "on Quayside TV"."""
    words = tokens.folded
    if words[i].endswith("+") and len(words[i]) > 3:
        return i + 1
    ends = words[last - 1]
    if last - i < 2 or last - i > 3 or words[i] in _OPENER or words[i] in ("the", "a"):
        return None
    if ends in ("channel", "network"):
        return last
    if ends == "tv" and ((i > 0 and words[i - 1] in _CARRYING) or (words[last : last + 1] or [""])[0] in _CHANNEL_DOES):
        return last
    return None


def _is_channel_by_context(tokens: Tokens, first: int, last: int) -> bool:
    """Do the words beside a name of one word or two say that it shows programmes: "streamer Lumina", "on Lumina, the
    Danish broadcaster"?"""
    words = tokens.folded
    before = words[first - 1] if first else ""
    ahead = words[last : last + 6]
    if last - first > 2 or not (before in _CHANNEL_NOUNS or ahead[:1] == [","]):
        return False
    if not _like_company(words[first:last]) or not _CALENDAR.isdisjoint(words[first:last]):
        return False
    if before in _CHANNEL_NOUNS and ahead[:1] != ["'s"]:
        return True
    if ahead[:1] != [","] or ahead[1:2] not in (["the"], ["a"], ["an"]):
        return False
    at = next((k for k in (3, 4) if ahead[k : k + 1] and ahead[k] in _CHANNEL_NOUNS), 0)
    return at > 0 and ((words[last + at + 1 : last + at + 2] or ["."])[0] in _AHEAD or before == "by")


def _end_of_capitals(text: str, tokens: Tokens, i: int) -> int:
    at = last = i
    while at < tokens.count and at - i < _LONGEST:
        if at > i and text[tokens.ends[at - 1] : tokens.starts[at]] not in (" ", ""):
            break
        if tokens.capital[at]:
            last = at + 1
        elif tokens.folded[at] == "of" and _is_person(tokens, i, at):
            break  # "producer Ada Quill of Hat House"
        elif tokens.folded[at] not in _INNER and not tokens.folded[at].isdigit():
            break
        at += 1
    return last


def _is_person(tokens: Tokens, first: int, last: int) -> bool:
    before = tokens.folded[first - 1] if first else ""
    return last - first == 2 and (tokens.folded[first] in _GIVEN or before in _ROLE)


def _by_form(text: str, tokens: Tokens, i: int, last: int) -> tuple[int, int | None]:
    """The bounds of a name that ends as studios' names do ("Lantern Quay Pictures") or begins so ("Studio Maru")."""
    words = tokens.folded
    if words[i] in _FIRST and last - i == 2:
        return i, last
    if _STUDIO_SUFFIX.isdisjoint(words[i + 1 : last]):
        return i, None
    end = next(k for k in range(last, i + 1, -1) if words[k - 1] in _STUDIO_SUFFIX)
    if end < last and words[end] not in _FOLLOWING and text[tokens.ends[end - 1] : tokens.starts[end]] == " ":
        return i, None  # "Nielsen Media Research"
    first = i
    while first < end - 1 and (words[first] in _OPENER or words[first] in _ROLE or words[first] in _LEADING):
        first += 1
    if end - first > 2 and words[end - 2] == "'s":
        return i, None  # "Tonight's TV"
    # "NBCUniversal's Universal Television", "Ann Fell of Two Wells Films"
    for k in range(first + 1, end - 2):
        if words[k] == "'s" or (words[k] == "of" and words[first] in _GIVEN):
            first = k + 1
    while first < end - 2 and (words[first] in _MONTHS or (words[first].isdigit() and first > i)):
        first += 1
    if words[end - 1] in _ALONE_NOT and (words[end : end + 1] or [""])[0] in _NO_COMPANY:
        return i, None
    if words[first] == "a":
        first += 1
    if end - first < 2 or words[first] == "the":
        return i, None
    return first, end


def _by_context(tokens: Tokens, first: int, last: int) -> bool:
    """Do the words beside a name that looks like no person's say that it makes television?"""
    words = tokens.folded
    if not _like_company(words[first:last]):
        return False
    ahead = words[last : last + 4]
    after = ahead[0] if ahead else ""
    if after in _DOES and ahead[1:2] and ahead[1] in ("it", "the", "for", "them", ";", "."):
        return True
    if after == "," and ahead[1:2] == ["the"] and ahead[2:3] and ahead[2] in _IS and ahead[3:4] != ["'s"]:
        return True
    at = first - 1
    if at > 1 and words[at] == "'s" and tokens.capital[at - 1]:  # "made by Bangalore's Kettle Drum"
        at -= 2
    if at >= 1 and words[at] in (":", ",") and words[at - 1] in _CALLED:
        at -= 1
    before = words[at] if at >= 0 else ""
    second = words[at - 1] if at > 0 else ""
    if second in ("executive", "exec"):
        return False
    if before in _PEOPLE_TOO:
        return (
            "&" in words[first:last] or all(map(is_common, words[first:last])) or (at < first - 1 and last - first == 1)
        )
    if before in _CALLED or (before == "of" and second == "firm") or (before == "with" and second == "association"):
        return True
    if before == "from" and last - first > 1 and not _ORDERED.isdisjoint(words[max(first - 20, 0) : first]):
        return after in _AFTER_MAKER
    if before == "by" and at > 1:
        made = at - 1 if second in _MADE else at - 3 if words[at - 3] in _MADE else 0
        return made > 0 and words[made - 1] not in ("executive", "exec")
    return before in ("a", "an") and after == "production"


def _like_company(words: list[str]) -> bool:
    if words[0] in _GIVEN or words[0] in _OPENER or words[0] in _PERSON_TITLE:
        return False
    if words[0] in ("the", "a") or "'s" in words or any(w in _ROLE or w in _GENRE for w in words):
        return False
    return "&" in words or "and" in words or len(words) == 1 or is_common(words[-1]) or is_common(words[0])
