"""What a run of capitals may be: a show, a person or neither, judged by its typography and by the words around it.

Each piece of evidence has a name; what it weighs stands in lexicon/evidence.toml.
"""

from functools import cache

import msgspec

from underway.reading.lexicon import common_words, given_names, load, word_class
from underway.reading.mentions.names import SEASON_CODE, Run
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import CARDINALS, ORDINALS

_MARKS = frozenset("\"'`“”‘’«»*_")
_ADJECTIVES = frozenset("the a its their his her our new hit acclaimed long-running popular beloved own late short-lived sister fellow".split())
_DECIDED = frozenset(
    """renewed cancelled canceled axed ordered revived saved rescued scrapped dropped ditched binned shelved greenlit recommissioned
    commissioned postponed delayed pushed picked given handed returning coming back ending over done finished moving getting
    return end come get premiere debut launch air be never not remain wrap lost gone moved""".split()
)
_AUXILIARY = frozenset(
    "has had have was is are were will won't isn't wasn't hasn't gets got would may might could can't been to also won".split()
)
_SHOW_DOES = frozenset(
    """returns premieres premiered debuts debuted airs aired launches launched ended ends averaged averages drew draws bowed bows pulled
    wraps wrapped opened opens concluded concludes scored scores logged attracted garnered follows centers centres stars starred ran runs
    finished finishes slipped slips landed lands moves moved streams streamed arrived arrives began begins closed closes clocked
    managed nabbed hit gets got earned rose fell dropped dipped peaked tells revolves kicked survives survived limps""".split()
)
_STATUS_WORDS = frozenset(
    """renewed cancelled canceled axed ended ending pending undecided limbo returning ordered final saved gone safe dead rolling done wrapped
    stuck delayed likely certain toss-up""".split()
)
_SEPARATORS = frozenset("| ~ - : / (".split())
_NOT_NAMES = frozenset(
    """american british english french german spanish italian japanese korean australian canadian irish scottish welsh european christmas
    emmy emmys bafta golden oscar easter halloween thanksgiving internet covid-19 covid tv ok i god hollywood nielsen twitter facebook
    instagram tiktok youtube reddit updated update related advertisement read share monday photo image copyright live""".split()
)


class Leaning(msgspec.Struct, frozen=True):
    """What one piece of evidence adds to a run's being a show, and to its being a person."""

    show: float = 0.0
    person: float = 0.0


@cache
def leanings() -> dict[str, Leaning]:
    return load("evidence.toml", dict[str, Leaning])


def evidence(text: str, tokens: Tokens, run: Run, networks: set[int]) -> set[str]:
    """The names of the evidence for one run; `networks` are the tokens that belong to channels and services."""
    found: set[str] = set()
    _look_at(text, tokens, run, found)
    _look_around(tokens, run, networks, found)
    _look_left(tokens, run, networks, found)
    _look_right(text, tokens, run, networks, found)
    return found


def _look_at(text: str, tokens: Tokens, run: Run, found: set[str]) -> None:
    words = tokens.folded[run.first : run.last]
    width = len(words)
    found.add(f"words-{min(width, 4)}")
    if run.quoted:
        found.add("quoted")
        if width == 1:
            found.add("quoted-word")
    if run.shouted:
        found.add("shouted")
    if run.opens:
        found.add("opens-sentence" if width > 1 else "opens-sentence-alone")
    if run.heads:
        found.add("heads-line")
    if text[run.end : run.end + 2] in (" ,", " .", " ;"):
        found.add("spaced")
    if words[0] in ("the", "a", "an") and width > 1:
        found.add("article")
    if any(w in ("of", "the", "&", ":", "to", "in", "and") for w in words[1:]):
        found.add("connected")
    if "'s" in words:
        found.add("possessive-inside")
    if text[run.end - 1] in "!?":
        found.add("exclaims")
    if any(w.isdigit() for w in words):
        found.add("number-inside")
    if words[0] in given_names():
        found.add("given-name-first" if width > 1 else "given-name-alone")
    elif 2 <= width <= 3 and all(tokens.capital[run.first : run.last]) and not run.quoted:
        found.add("two-capitals")
    if words[0].rstrip(".") in word_class("person_title") and width > 1:
        found.add("person-title")
    if text[run.start : run.end].isupper():
        found.add("acronym" if width == 1 and run.end - run.start <= 4 else "capitals")
    if all(w in word_class("place") or w in _NOT_NAMES or w in word_class("org_other") for w in words):
        found.add("no-name")
    weighty = [w for w in words if w.isalpha() and w not in word_class("connector") and w not in given_names()]
    if weighty:
        common = sum(w in common_words() for w in weighty)
        share = "all" if common == len(weighty) else "some" if common else "no"
        found.add(f"{share}-common-{'words' if len(weighty) > 1 else 'word'}")
    if width == 1 and words[0] in word_class("genre") | word_class("role"):
        found.add("common-noun")


def _look_around(tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    """What the near words on both sides speak of."""
    near = tokens.folded[max(run.first - 12, 0) : run.first] + tokens.folded[run.last : run.last + 12]
    if any(w in word_class("season_word") for w in near):
        found.add("near-season")
    if any(w in _DECIDED or w in _STATUS_WORDS for w in near):
        found.add("near-decision")
    if any(w in word_class("genre") for w in near):
        found.add("near-genre")
    if any(i in networks for i in (*range(run.first - 12, run.first), *range(run.last, run.last + 12))):
        found.add("near-network")
    if any(w in word_class("not_show") for w in near):
        found.add("near-other-work")


def _look_left(tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    j = run.first - 1
    while j >= 0 and tokens.folded[j] in _MARKS:
        j -= 1
    if j >= 0 and tokens.folded[j] in _ADJECTIVES:
        found.add("after-determiner")
        j -= 1
    if j < 0:
        return
    before = tokens.folded[j]
    second = tokens.folded[j - 1] if j else ""
    if j in networks:
        found.add("after-network")
    if before in word_class("not_show"):
        found.add("after-other-work")
    elif before in word_class("genre"):
        found.add("after-genre")
    elif before in ("of", "for", "on", "to", "about", "in", "from", "at") and second in word_class("show_head"):
        found.add("after-head-of" if before == "of" else "after-head-for")
    elif before == "'s":
        found.add("after-network's" if j - 1 in networks else "after-possessive")
    elif before in word_class("role"):
        found.add("after-role")
    elif before in word_class("show_verb"):
        found.add("after-show-verb")
    elif before in ("said", "says", "starring", "featuring", "opposite", "alongside", "actors", "named", "told"):
        found.add("after-person-word")
    elif before in ("as", "plays", "played", "playing", "portrays", "called", "named"):
        found.add("after-part-word")
    elif before in ("by", "in", "at", "on", "with", "and", "for", "of", "to", "from", "(", ",", "than", "like", ":", "or"):
        found.add("after-" + before)
    elif _network_possessive(tokens, j, networks):
        found.add("after-network's-something")
    elif before.isalpha():
        found.add("after-word")


def _network_possessive(tokens: Tokens, j: int, networks: set[int]) -> bool:
    for k in range(j, max(j - 5, 0), -1):
        if tokens.folded[k] == "'s":
            return k - 1 in networks
        if tokens.folded[k] in ",.;()":
            return False
    return False


def _look_right(text: str, tokens: Tokens, run: Run, networks: set[int], found: set[str]) -> None:
    n, k = len(tokens), run.last
    while k < n and (tokens.folded[k] in _MARKS or tokens.folded[k] in "!?"):
        k += 1
    if k >= n or "\n" in text[run.end : tokens.starts[k]]:
        found.add("before-line-end")
        if run.heads:
            found.add("line-of-its-own")
        return
    ahead = tokens.folded[k : k + 10]
    word = ahead[0]
    second = ahead[1] if len(ahead) > 1 else ""
    if word == "'s":
        near = ahead[1:5]
        season = any(w in word_class("show_head") or w in ORDINALS or w in word_class("genre") for w in near)
        found.add("'s-season" if season else "'s-something")
    elif word in word_class("season_word") or SEASON_CODE.match(word):
        found.add("before-season")
    elif word == "(":
        if k + 1 in networks or second in word_class("season_word") or SEASON_CODE.match(second):
            found.add("before-network-in-brackets")
        elif second[:1].isdigit():
            found.add("before-number-in-brackets")
        elif k + 1 < n and tokens.capital[k + 1]:
            found.add("before-name-in-brackets")
    elif word == ",":
        _look_at_apposition(tokens, k, ahead, networks, found)
    elif word in word_class("role"):
        found.add("before-role")
    elif word in word_class("person_verb") - _SHOW_DOES:
        found.add("before-person-verb")
    elif word in _SHOW_DOES:
        found.add("before-show-verb")
    elif word in _AUXILIARY:
        found.add("before-decision" if any(w in _DECIDED for w in ahead[1:4]) else "before-auxiliary")
    elif word in ("on", "for", "at", "to") and k + 1 in networks:
        found.add("before-on-network")
    elif word in _SEPARATORS:
        decided = k + 1 in networks or any(w in _STATUS_WORDS for w in ahead[1:4])
        found.add("before-status-separator" if decided else "before-separator")
    elif word == "as" and k + 1 < n and tokens.capital[k + 1]:
        found.add("as-character")
    elif word in word_class("genre"):
        found.add("before-genre")
    elif word[:1].isdigit() or word in CARDINALS:
        found.add("before-number")
    elif word in ("and", "in", "on", "at", "of", "with", "for", "from", "to", ")", ".", ";"):
        found.add("before-" + word)


def _look_at_apposition(tokens: Tokens, k: int, ahead: list[str], networks: set[int], found: set[str]) -> None:
    second = ahead[1] if len(ahead) > 1 else ""
    if second in ("who", "whom") or (second.isdigit() and len(second) == 2 and ahead[2:3] == [","]):
        found.add("before-who")
    elif k + 1 in networks or second in ("season", "series"):
        found.add("before-comma-network")
    elif second in ("starring", "created", "led", "fronted", "headlined", "whose", "which"):
        found.add("before-" + second)
    elif second in ("a", "an", "the", "its", "their", "our", "her", "his", "another"):
        for w in ahead[2:]:
            if w in word_class("role"):
                found.add("before-apposed-role")
                return
            if w in word_class("genre") or w in word_class("show_head"):
                found.add("before-apposed-genre")
                return
            if w in word_class("not_show"):
                found.add("before-apposed-other-work")
                return
            if w in ",.;":
                break
        found.add("before-apposition")
    elif second in word_class("role"):
        found.add("before-comma-role")
    else:
        found.add("before-comma")
