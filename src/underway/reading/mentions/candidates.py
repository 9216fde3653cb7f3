"""What a run of words may be, by its own form: how it is set, what its words are. What stands beside it: neighbours.py.

Each piece of evidence has a name; what it weighs stands in lexicon/evidence.toml.
"""

from functools import cache

from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.mentions.names import Run
from underway.reading.mentions.neighbours import look_around, look_left, look_right
from underway.reading.mentions.signs import signs
from underway.reading.tokens import Tokens

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
    if words[0] in signs("foreign_articles") and width > 1:
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
    _look_for_person(tokens, run, found)
    if all(w in word_class("place") or w in signs("no_name") or w in word_class("org_other") for w in words):
        found.add("no-name")
    if width > 1 and words[0] in signs("holidays") and words[-1] in ("day", "eve", "weekend", "bowl"):
        found.add("no-name")
    if words[0] in signs("labels") or (width > 1 and words[-1] in signs("labels")):
        found.add("label")
    if (words[0] in signs("jobs") or words[0] in word_class("role")) and ("of" in words or width <= 2):
        found.add("job")
    if width > 1:
        if not signs("paper_words").isdisjoint(words):
            found.add("as-a-paper")
        if words[-1] in signs("place_ends"):
            found.add("ends-as-place")
        elif words[-1] in signs("body_ends"):
            found.add("ends-as-body")
    weighty = [
        w
        for w in words
        if w[0].isalpha() and w not in word_class("connector") and (w not in given_names() or is_common(w))
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


def _look_for_person(tokens: Tokens, run: Run, found: set[str]) -> None:
    """Does it begin as the names of people do?"""
    words = tokens.folded[run.first : run.last]
    width = len(words)
    named = words[1:] if width > 2 and words[0].rstrip(".") in word_class("person_title") else words
    if width > 1 and words[0] in signs("offices"):
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
    if words[0].rstrip(".") in word_class("person_title") and width > 1:
        found.add("person-title")


def _given(word: str) -> bool:
    """Is it a person's first name, or two of them ("jean-luc")?"""
    return word in given_names() or word.partition("-")[0] in given_names()


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
