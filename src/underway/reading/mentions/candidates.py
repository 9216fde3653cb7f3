"""What a run of words may be, by its own form: how it is set, what its words are. What stands beside it: neighbours.py,
following.py.

Each piece of evidence has a name; what it weighs stands in lexicon/evidence.toml.
"""

from functools import cache

from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.mentions.following import look_right
from underway.reading.mentions.names import Run
from underway.reading.mentions.neighbours import look_around, look_left
from underway.reading.mentions.otherwise import look_otherwise
from underway.reading.mentions.signs import signs
from underway.reading.tokens import Tokens

_CONNECTOR = word_class("connector")
_FOREIGN_ARTICLES = signs("foreign_articles")
_PLACE = word_class("place")
_NO_NAME = signs("no_name")
_ORG_OTHER = word_class("org_other")
_HOLIDAYS = signs("holidays")
_LABELS = signs("labels")
_JOBS = signs("jobs")
_ROLE = word_class("role")
_PAPER_WORDS = signs("paper_words")
_PLACE_ENDS = signs("place_ends")
_BODY_ENDS = signs("body_ends")
_GENRE = word_class("genre")
_TITLE_NOUNS = signs("title_nouns")
_PERSON_TITLE = word_class("person_title")
_OFFICES = signs("offices")
_GIVEN = given_names()

_UNNAMED = _PLACE | _NO_NAME | _ORG_OTHER
_LINKS = frozenset("of the & : to in and a or for on with at".split())
_NOUNS = _GENRE | _ROLE
_SUFFIXES = ("ing", "ers", "er", "ed", "es", "ly", "s", "y", "ies")


def evidence(text: str, tokens: Tokens, run: Run, networks: set[int]) -> set[str]:
    """The names of the evidence for one run, without that of its words; `networks` are the tokens that belong to
    channels and services."""
    found: set[str] = set()
    _look_at_setting(text, tokens, run, found)
    look_around(tokens, run, networks, found)
    look_left(tokens, run, networks, found)
    look_right(text, tokens, run, networks, found)
    look_otherwise(text, tokens, run, found)
    return found


def evidence_of_words(tokens: Tokens, run: Run) -> set[str]:
    """The same for all runs that are spelled alike and quoted alike."""
    found: set[str] = set()
    _look_at_words(tokens, run, found)
    return found


def _look_at_setting(text: str, tokens: Tokens, run: Run, found: set[str]) -> None:
    width = run.last - run.first
    words = text[run.start : run.end]
    if run.quoted:
        found.add("quoted")
        if width == 1:
            found.add("quoted-word")
        if any(w[:1].islower() and w.lower() not in _CONNECTOR for w in words.split()):
            found.add("quoted-lower-case")
    if run.heads:
        found.add("heads-line" if width > 1 else "heads-line-alone")
    if run.frame:
        found.add(f"frame-{run.frame}")
        if width == 1:
            found.add("frame-alone")
    if run.decided:
        found.add("headline-decided")
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


def _look_at_words(tokens: Tokens, run: Run, found: set[str]) -> None:
    words = tokens.folded[run.first : run.last]
    width = len(words)
    found.add(f"words-{min(width, 4)}")
    if words[0] in ("the", "a", "an") and width > 1:
        found.add("article")
    if words[0] in _FOREIGN_ARTICLES and width > 1:
        found.add("foreign-article")
    if width > 2 and not _LINKS.isdisjoint(words[1:-1]):
        found.add("connected")
    if "'s" in words:
        found.add("possessive-inside")
    if "," in words:
        found.add("comma-inside")
    if ":" in words:
        found.add("colon-inside")
    if "&" in words:
        found.add("ampersand-inside")
    if any(map(str.isdigit, words)):
        found.add("number-inside")
        if width > 1:
            found.add("number-first" if words[0].isdigit() else "number-last" if words[-1].isdigit() else "number-amid")
    if not _TITLE_NOUNS.isdisjoint(words):
        found.add("title-noun" if width > 1 else "title-noun-alone")
    _look_for_person(tokens, run, found)
    if _UNNAMED.issuperset(w for w in words if w not in ("&", "and", "the")):
        found.add("no-name")
    if width > 1 and words[0] in _HOLIDAYS and words[-1] in ("day", "eve", "weekend", "bowl"):
        found.add("no-name")
    if words[0] in _LABELS or (width > 1 and words[-1] in _LABELS):
        found.add("label")
    if (words[0] in _JOBS or words[0] in _ROLE) and ("of" in words or width <= 2):
        found.add("job")
    if width > 1:
        if not _PAPER_WORDS.isdisjoint(words):
            found.add("as-a-paper")
        if words[-1] in _PLACE_ENDS:
            found.add("ends-as-place")
        elif words[-1] in _BODY_ENDS:
            found.add("ends-as-body")
    weighty = [w for w in words if w[0].isalpha() and w not in _CONNECTOR and (w not in _GIVEN or is_common(w))]
    if weighty:
        common = sum(map(is_common, weighty))
        share = "all" if common == len(weighty) else "some" if common else "no"
        found.add(f"{share}-common-{'words' if len(weighty) > 1 else 'word'}")
        if share == "no" and len(weighty) > 2 and words[0] not in _GIVEN:
            found.add("unknown-words")
    if width == 1 and not found.isdisjoint(("no-common-word",)) and is_compound(words[0]):
        found.add("compound")
    if width == 1 and words[0] in _NOUNS:
        found.add("common-noun")


def _look_for_person(tokens: Tokens, run: Run, found: set[str]) -> None:
    """Does it begin as the names of people do?"""
    words = tokens.folded[run.first : run.last]
    width = len(words)
    named = words[1:] if width > 2 and words[0].rstrip(".") in _PERSON_TITLE else words
    if width > 1 and words[0] in _OFFICES:
        found.add("office")
        if width > 2 and _given(words[1]):
            named = words[1:]
    if named[0] == "." and len(named) > 1:
        named = named[1:]
    if _given(named[0]):
        sure = not is_common(named[0])
        found.add(("given-name-first" if sure else "maybe-given-name-first") if width > 1 else "given-name-alone")
        if len(named) == 2 and not is_common(named[1]) and sure:
            found.add("full-name")
    elif 2 <= width <= 3 and all(tokens.capital[run.first : run.last]) and not run.quoted:
        found.add("two-capitals")
    if words[0].rstrip(".") in _PERSON_TITLE and width > 1:
        found.add("person-title")


def _given(word: str) -> bool:
    """Is it a person's first name, or two of them ("jean-luc")?"""
    return word in _GIVEN or word.partition("-")[0] in _GIVEN


@cache
def is_common(word: str) -> bool:
    """Does English write the word, or what is left of it without its ending, in lower case?"""
    words = common_words()
    if word in words:
        return True
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if (
            stem != word
            and len(stem) >= 3
            and (stem in words or stem + "e" in words or (stem[-1] == stem[-2] and stem[:-1] in words))
        ):
            return True
    return word.endswith("ies") and word[:-3] + "y" in words


@cache
def is_compound(word: str) -> bool:
    """Two ordinary words written as one ("harbourmaster")?"""
    words = common_words()
    return any(word[:i] in words and is_common(word[i:]) for i in range(3, len(word) - 2))
