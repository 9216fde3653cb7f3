"""Names of which the text says too little to show that they are titles, and which of them may be."""

import re
from collections.abc import Iterator

from underway.reading.layout import Sentence
from underway.reading.lexicon import common_words, given_names, phrases, word_class
from underway.reading.measures import pattern
from underway.reading.mentions.candidates import is_common
from underway.reading.structure import NameMention, Page, Placed, ShowMention, within

_WORDS = "topics.toml"
_BESIDES = re.compile(rf"\b{phrases('besides', _WORDS)}(?: the| its)? $")
_GOVERNED = re.compile(r"\b(?:an?|until|on|in|at|by|from|with|as|to|since) $")
_NO_TITLE = re.compile(rf"{phrases('no_title', _WORDS)}$|{phrases('of_a_people')}s?$")
_NO_FIRST_WORD = ("month", "weekday", "org_other", "person_title", "opener")
_TOLD = re.compile(rf"\b{phrases('told_to', _WORDS)} [\"']?$")
_CREDITED = re.compile(
    r"\b(?:starring|starred|stars|featuring|(?:created|written|fronted|hosted|directed|made|produced) by) $"
)
_MADE_WITH = ("-led", "-set", "-based", "-starrer", "-starring", "-fronted", "-created", "-produced", "-made")
_CONTRACTED = ("'ll", "'d", "'m", "'re")
_DESCRIBED = re.compile(r"['\"]{0,2} ?(?:\(|, which\b)")
_APART = re.compile(r" ?, ")
_OPENS_WORDS = re.compile(r"(?:^|[.:!?-] ?)[\"'(]?$")
_ADDRESSED = re.compile(r"(?:, |[-] )$")
_MARKS = "\"'“”‘’ "
_BEFORE_TITLE = re.compile(rf"^{phrases('before_title', _WORDS)} (?=[A-Z0-9])")
_OPENING = 3  # characters of marks before the first word of a sentence
_LEAD = 12  # characters
_LONGEST_NAME = 60
_LONGEST_CUE = 40
_SHORTEST = 4  # characters of a title of one word
_UNKNOWN = 0.5


def title_of(page: Page, mention: ShowMention | NameMention) -> str:
    """The title, as the name would be if it is one."""
    if isinstance(mention, ShowMention):
        return mention.title
    return _BEFORE_TITLE.sub("", page.text[mention.start : mention.end].strip(_MARKS))


def is_taken(page: Page, name: NameMention) -> bool:
    """Is it, or a part of it, known to be a person or a company, or does it begin a season ("Season Two")?"""
    low = name.start - _LONGEST_NAME
    known: list[Placed] = [*within(page.persons, low, name.end), *within(page.organisations, low, name.end)]
    return any(m.end > name.start for m in known) or bool(within(page.seasons, name.start, name.end))


def may_be_a_title(page: Page, name: NameMention) -> bool:
    """May the name be that of a show, so that what is said near it may be of it and of no other?"""
    words = page.folded[name.start : name.end]
    return (
        name.strength < _UNKNOWN
        and not is_taken(page, name)
        and not any(
            m.start < name.end and name.start < m.end for m in within(page.cues, name.start - _LONGEST_CUE, name.end)
        )
        and not _NO_TITLE.match(words)
        and not _is_aside(page, name, words)
        and not _BESIDES.search(page.folded[max(name.start - _LEAD, 0) : name.start])
        and not (words in common_words() and _opens(page, name))
    )


def may_have_drawn(page: Page, name: NameMention) -> bool:
    """May the name be that of a show where words beside it say what a show does or has?"""
    words = page.folded[name.start : name.end].split()
    first = words[0].removesuffix("'s")
    if len(words) == 1 and (
        len(first) < _SHORTEST
        or first in word_class("place")
        or pattern("near").match(first)
        or pattern("figures").match(first)
        or (
            name.start == page.layout.sentence_at(name.start).start
            and is_common(first.strip("!?"))
            and not _APART.match(page.folded, name.end)
        )
    ):
        return False
    return not (first[:1].isdigit() or _begins_none(first) or is_taken(page, name) or _is_governed(page, name))


def may_head(page: Page, name: NameMention) -> bool:
    """May the name be that of the show that the lines below its own are about?"""
    words = page.folded[name.start : name.end].split()
    return len(words) > 1 and not _begins_none(words[0]) and not is_taken(page, name)


def named_beside(page: Page, sentence: Sentence) -> Iterator[NameMention]:
    """Names in the sentence that may be titles: no people, seasons or days, no word that merely opens a sentence."""
    for name in within(page.names, sentence.start, sentence.end):
        words = page.folded[name.start : name.end].split()
        first = words[0].removesuffix("'s")
        if not (
            any(within(page.persons, name.start, name.start + 1))
            or any(within(page.seasons, name.start, name.start + 1))
            or _CREDITED.search(page.folded, max(name.start - 16, 0), name.start)
            or first[:1].isdigit()
            or _begins_none(first)
            or first in word_class("place")
            or words[0].endswith(_CONTRACTED)
            or words[-1].endswith(_MADE_WITH)
        ) and (_DESCRIBED.match(page.folded, name.end) or (len(words) > 1 and not _is_governed(page, name))):
            yield name


def _begins_none(word: str) -> bool:
    return any(word in word_class(kind) for kind in _NO_FIRST_WORD)


def _is_governed(page: Page, name: NameMention) -> bool:
    return bool(_GOVERNED.search(page.folded, max(name.start - _LEAD, 0), name.start))


def _opens(page: Page, name: NameMention) -> bool:
    """Does the name begin a sentence, or what follows a label ("VERDICT: True")?"""
    sentence = page.layout.sentence_at(name.start)
    lead = page.folded[max(sentence.start, name.start - _OPENING) : name.start]
    return name.start - sentence.start < _OPENING or bool(_OPENS_WORDS.search(lead))


def _is_aside(page: Page, name: NameMention, words: str) -> bool:
    """Is it somebody spoken to or the sender ("They have not, Ruthie", "- Tara"), the outlet that was told so, a place,
    or in brackets of its own?"""
    lead = page.folded[max(name.start - 24, 0) : name.start]
    if words in word_class("place") or words in word_class("org_other") or _TOLD.search(lead):
        return True
    if lead.endswith("(") and page.folded.startswith(")", name.end):
        return True
    addressed = _ADDRESSED.search(lead) and page.folded[name.end : name.end + 1] in (".", "", "\n", "!", "?", ",")
    return bool(addressed) and words in given_names()
