"""Whether the clause around a place looks back or ahead: the nearest verb before it tells, else the first after it."""

from typing import Literal, NamedTuple

from underway.reading.lexicon import load
from underway.reading.tokens import Tokens

Tense = Literal["", "past", "future"]

_WORDS = {name: frozenset(words.split()) for name, words in load("tenses.toml", dict[str, str]).items()}
AHEAD, PRESENT, BASE, BASE_AFTER = (_WORDS[n] for n in ("ahead", "present", "base", "base_after"))
PAST, NOT_PAST, DONE = (_WORDS[n] for n in ("past", "not_past", "done"))
PASSIVE_AHEAD, PASSIVE_PAST = _WORDS["passive_ahead"], _WORDS["passive_past"]
MODAL = _WORDS["modal"]
MOVED, LEADS_AHEAD, STEPS = (_WORDS[n] for n in ("moved", "leads_ahead", "steps"))
_FAR = 22  # words
_BY = 4  # words
_IS = frozenset("is are be 's".split())
_NOT_SUBJECTS = frozenset(
    """the a an its their his her this that it them him us me 's of in on season series first second third fourth fifth
    sixth seventh eighth ninth tenth final last new current""".split()
)
_NOUN_LEADS = frozenset("of the its their 's".split())
_PARTS = frozenset("week half weekend start end beginning middle part".split())
_BESIDE = frozenset("the early late mid this".split())  # between what leads to a date and the date
_CAUSING = frozenset(("let", "made", "saw", "helped"))


class Look(NamedTuple):
    """Where a clause looks, and whether the word that tells stands by the date, with no comma between."""

    tense: Tense
    beside: bool


def tense_around(tokens: Tokens, first: int, last: int, left: int, right: int) -> Look:
    """Of the words `first` to `last`, within the sentence's words `left` to `right`. Empty where nothing tells."""
    lead = _lead(tokens, first, left)
    if lead:
        return Look(lead, beside=True)
    beside = True
    for j in range(first - 1, max(left, first - _FAR) - 1, -1):
        if tokens.folded[j] in STEPS:
            break
        tense = _of_word(tokens, j, left)
        if tense:
            mistaken = tokens.folded[first - 1] == "not"  # "premieres on March 4, not May 4"
            gerund = tense == "future" and tokens.folded[j].endswith("ing")  # "released in batches beginning May 5"
            return Look(tense, beside=mistaken or (beside and not gerund and first - j <= _BY))
        beside = beside and tokens.folded[j] != ","
    for j in range(last, min(right, last + _FAR)):
        if tokens.folded[j] in STEPS:
            break
        tense = _of_word(tokens, j, left)
        if tense:
            return Look(tense, beside=False)
    return Look("", beside=False)


def _lead(tokens: Tokens, first: int, left: int) -> Tense:
    """What leads to the date says more than the verb: "since March", "back in March", "moved to March"."""
    if tokens.folded[first - 1 : first] == ["of"] and tokens.folded[first - 2] in _PARTS:
        first -= 3  # "to the first week of October"
    while first > left and tokens.folded[first - 1] in _BESIDE:
        first -= 1
    words = tokens.folded[max(left, first - 3) : first]
    if not words:
        return ""
    if "since" in words[-2:]:
        return "past"
    if words[-1] in ("until", "till", "due"):
        return "future"
    if words[-2:] in (["back", "in"], ["back", "on"]):
        before = tokens.folded[first - 3] if first - 3 >= left else ""
        if before in _IS or before.endswith(("'re", "'s", "'ll")):
            return "future"
        if before not in BASE and before not in PRESENT:
            return "future" if _is_present(before) else "past"
    verb = len(words) - 1 - (words[-1] in ("on", "in"))
    if verb > 0 and words[verb] in BASE and words[verb - 1] not in _NOT_SUBJECTS:
        # "Let the comedy go on Monday": the verb without an ending has the tense of the one that it hangs on.
        return "future" if _CAUSING.isdisjoint(tokens.folded[max(left, first - _FAR) : first]) else "past"
    if words[-1] in LEADS_AHEAD:
        for j in range(first - 2, max(left, first - 10) - 1, -1):
            if tokens.folded[j] in MOVED:
                return "future"
    if words[-1] in ("from", "through", "down") and not any(
        _of_word(tokens, j, left) == "past" for j in range(max(left, first - 8), first)
    ):
        return "future"
    return ""


def _may_act(before: str) -> bool:
    """May a verb without ending follow: a pronoun, "to", a plural?"""
    return before in BASE_AFTER or (before.endswith("s") and len(before) > 3)


def _is_present(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _of_word(tokens: Tokens, j: int, left: int) -> Tense:
    word = tokens.folded[j]
    if word in AHEAD:
        return _of_plan(tokens, j, left)
    before = tokens.folded[j - 1] if j > left else ""
    if word in PAST:
        return "future" if word == "have" and before in MODAL else "past"
    if word in PRESENT:
        if word.endswith("ing") and before in _NOUN_LEADS:
            return ""  # "the end of filming"
        gerund = word.endswith("ing") and (before in PAST or before.endswith("ed") or before in DONE)
        return "past" if gerund else "future"
    if word in BASE:
        if before in ("to", "not"):
            return _of_governor(tokens, j - 1, left)
        return "future" if _may_act(before) else ""
    if word.endswith("ed") and len(word) > 4 and word not in NOT_PAST:
        return _of_participle(tokens, j, left)
    return ""


def _of_plan(tokens: Tokens, j: int, left: int) -> Tense:
    """ "New" speaks of a day ahead where it stands for it ("new for fall"), "set" where nobody has set it."""
    word = tokens.folded[j]
    if word == "new":
        return "future" if j + 1 < tokens.count and tokens.folded[j + 1] == "for" else ""
    if word == "set" and not any(
        w in ("is", "are", "was", "were", "been", "'s", "has", "have") for w in tokens.folded[max(left, j - 3) : j]
    ):
        return "future" if j + 1 < tokens.count and tokens.folded[j + 1] in ("for", "to") else ""
    return "future"


def _of_governor(tokens: Tokens, j: int, left: int) -> Tense:
    """ "Is to return", "plans to return" look ahead, "decided to end it" back; `j` is where "to" stands."""
    before = tokens.folded[j - 1] if j > left else ""
    past = (
        before not in AHEAD
        and before not in MOVED
        and (before in PAST or (before.endswith("ed") and before not in NOT_PAST))
    )
    return "past" if past and before not in ("has", "have", "had", "was", "were") else "future"


def _of_participle(tokens: Tokens, j: int, left: int) -> Tense:
    """ "Released in May" looks back, "will be released in May" ahead; "a head played by Ada Quill" nowhere."""
    if tokens.folded[j + 1 : j + 2] == ["by"] and (j == left or tokens.folded[j - 1] not in PASSIVE_PAST):
        return ""
    for k in range(j - 1, max(left, j - 4) - 1, -1):
        word = tokens.folded[k]
        if word in PASSIVE_AHEAD:
            return "future"
        if word in PASSIVE_PAST or word in ",;:(":
            return "past"
        if not (word.endswith("ly") or word in ("not", "now", "also", "being", "first", "both", "all")):
            break
    return "past"
