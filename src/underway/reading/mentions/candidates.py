"""What a run of words may be, by its own form: how it is set, what its words are. What stands beside it: neighbours.py.

Each piece of evidence has a name; what it weighs stands in lexicon/evidence.toml.
"""

from functools import cache

from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.mentions.names import Run
from underway.reading.mentions.neighbours import look_around, look_left, look_right
from underway.reading.tokens import Tokens

_NOT_NAMES = frozenset(
    """american british english french german spanish italian japanese korean australian canadian irish scottish welsh
    european asian african indian chinese turkish mexican brazilian nordic swedish danish norwegian dutch polish russian
    emmy emmys bafta baftas golden globes globe oscar oscars easter halloween thanksgiving christmas xmas internet
    covid-19 covid tv ok i god hollywood nielsen barb twitter facebook instagram tiktok youtube reddit dvr vod imdb
    updated update related advertisement read share photo image copyright live q a faq et pt est pst bst gmt am pm""".split()
)
_PLACE_ENDS = frozenset(
    """street road lane avenue square park bridge hall city town county island bay beach hill valley river lake station
    school college house court harbour harbor village mountain""".split()
)
_BODY_ENDS = frozenset(
    """league club council society university awards award festival guild union theatre theater museum association
    federation party trust bank office day games cup board committee department agency institute foundation hospital
    ministry authority conference tour summit commission week eve act bill fund championship championships""".split()
)
_STATUS_LABELS = frozenset(
    """renewed cancelled canceled axed ended ending pending undecided returning ordered saved new gone safe dead done
    wrapped delayed verdict status rating ratings cast plot trailer answer question update updated note notes news faq
    season seasons release related more""".split()
)
_HOLIDAYS = frozenset(
    """boxing valentine valentine's christmas new year year's memorial labor labour independence mother mother's father
    father's thanksgiving veterans groundhog bank presidents election patrick patrick's st opening super""".split()
)
_JOBS = frozenset("head chief vice president director controller senior managing deputy executive chair".split())
_FOREIGN_ARTICLES = frozenset("el la los las le les il lo gli der die das ein eine un una une uma os as het y en det den".split())
_SUFFIXES = ("ing", "ers", "er", "ed", "es", "ly", "s", "y", "ies")


def evidence(text: str, tokens: Tokens, run: Run, networks: set[int]) -> set[str]:
    """The names of the evidence for one run; `networks` are the tokens that belong to channels and services."""
    found: set[str] = set()
    _look_at_setting(text, tokens, run, found)
    _look_at_words(text, tokens, run, found)
    look_around(tokens, run, networks, found)
    look_left(tokens, run, networks, found)
    look_right(text, tokens, run, networks, found)
    return found


def _look_at_setting(text: str, tokens: Tokens, run: Run, found: set[str]) -> None:
    width = run.last - run.first
    words = text[run.start : run.end]
    if run.quoted:
        found.add("quoted")
        if width == 1:
            found.add("quoted-word")
        if any(w[:1].islower() and w.lower() not in word_class("connector") for w in words.split()):
            found.add("quoted-lower-case")
    if run.heads:
        found.add("heads-line" if width > 1 else "heads-line-alone")
    if run.frame:
        found.add(f"frame-{run.frame}")
        if width == 1:
            found.add("frame-alone")
    gap = text[run.end : run.end + 3]
    if gap[:2] in (" ,", " .", " ;", " ?", " '", " ’", " !"):
        found.add("spaced")
    if words.isupper() and any(len(w) > 1 for w in words.split()):
        if width == 1 and run.end - run.start <= 4:
            found.add("acronym")
        else:
            found.add("capitals" if run.shouted else "capitals-in-sentence")
    if words[-1] in "!?":
        found.add("exclaims")


def _look_at_words(text: str, tokens: Tokens, run: Run, found: set[str]) -> None:
    words = tokens.folded[run.first : run.last]
    width = len(words)
    found.add(f"words-{min(width, 4)}")
    if words[0] in ("the", "a", "an") and width > 1:
        found.add("article")
    if words[0] in _FOREIGN_ARTICLES and width > 1:
        found.add("foreign-article")
    if any(w in ("of", "the", "&", ":", "to", "in", "and", "a", "or", "for", "on", "with", "at") for w in words[1:-1]):
        found.add("connected")
    if "'s" in words:
        found.add("possessive-inside")
    if "," in words:
        found.add("comma-inside")
    if ":" in words:
        found.add("colon-inside")
    if any(w.isdigit() for w in words):
        found.add("number-inside")
    if words[0] in given_names():
        sure = not is_common(words[0])
        found.add(("given-name-first" if sure else "maybe-given-name-first") if width > 1 else "given-name-alone")
        if width == 2 and not is_common(words[1]) and sure:
            found.add("full-name")
    elif 2 <= width <= 3 and all(tokens.capital[run.first : run.last]) and not run.quoted:
        found.add("two-capitals")
    if words[0].rstrip(".") in word_class("person_title") and width > 1:
        found.add("person-title")
    if all(w in word_class("place") or w in _NOT_NAMES or w in word_class("org_other") for w in words):
        found.add("no-name")
    if width > 1 and words[0] in _HOLIDAYS and words[-1] in ("day", "eve", "weekend", "bowl"):
        found.add("no-name")
    if words[0] in _STATUS_LABELS or (width > 1 and words[-1] in _STATUS_LABELS):
        found.add("label")
    if (words[0] in _JOBS or words[0] in word_class("role")) and ("of" in words or width <= 2):
        found.add("job")
    if width > 1:
        if words[-1] in _PLACE_ENDS:
            found.add("ends-as-place")
        elif words[-1] in _BODY_ENDS:
            found.add("ends-as-body")
    weighty = [
        w for w in words if w[0].isalpha() and w not in word_class("connector") and (w not in given_names() or is_common(w))
    ]
    if weighty:
        common = sum(map(is_common, weighty))
        share = "all" if common == len(weighty) else "some" if common else "no"
        found.add(f"{share}-common-{'words' if len(weighty) > 1 else 'word'}")
        if share == "no" and len(weighty) > 2 and words[0] not in given_names():
            found.add("unknown-words")
    if width == 1 and not found.isdisjoint(("no-common-word",)) and is_compound(words[0]):
        found.add("compound")
    if width == 1 and words[0] in word_class("genre") | word_class("role"):
        found.add("common-noun")


@cache
def is_common(word: str) -> bool:
    """Does English write the word, or what is left of it without its ending, in lower case?"""
    words = common_words()
    if word in words:
        return True
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= 3 and (stem in words or stem + "e" in words or stem[:-1] in words and stem[-1] == stem[-2]):
            return True
    return word.endswith("ies") and word[:-3] + "y" in words


@cache
def is_compound(word: str) -> bool:
    """Two ordinary words written as one ("harbourmaster")?"""
    words = common_words()
    return any(word[:i] in words and is_common(word[i:]) for i in range(3, len(word) - 2))
