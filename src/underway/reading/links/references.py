"""Words by which a sentence goes on about shows that it does not name."""

import re

from underway.reading.lexicon import phrases, word_class
from underway.vocabulary.numbers import CARDINAL_PATTERN

_WORDS = "topics.toml"
_PRONOUN = phrases("pronoun", _WORDS)
_SEVERAL = r"(?:show|drama|comedie|sitcom|thriller|programme|program|soap|procedural)s\b"  # "the comedies A and B"
_DESCRIBED = (
    rf"(?:all|(?:the|this|that|its|their)(?! (?:[\w-]+ ){{0,2}}{_SEVERAL})) (?:[\w-]+ ){{0,2}}"
    rf"(?:{phrases('show_noun')}|{phrases('part_of_show', _WORDS)})"
    rf"|{phrases('numbered_part', _WORDS)}"
)
DESCRIBES = re.compile(rf"\b(?:{_DESCRIBED})\b")
REFERS = re.compile(rf"\b(?:{_PRONOUN}|{_DESCRIBED})\b")
_NOUNS = f"(?:{phrases('show_noun')}|{'|'.join(sorted(map(re.escape, word_class('genre'))))})"
_OPENING = rf"[\"'(]*(?:{phrases('leading', _WORDS)},? )?"
# At the head of a sentence.
OPENS_REFERRING = re.compile(
    rf"{_OPENING}(?:it(?!\w)(?!{phrases('of_nothing', _WORDS)})|it's|its|(?:the|this) (?:[\w+&.'-]+ ){{0,4}}?"
    rf"(?:{_NOUNS}|{phrases('of_it', _WORDS)})|(?:season|series) (?:\d+|{CARDINAL_PATTERN}))(?![\w-])"
)
MEANS_LAST_NAMED = re.compile(
    rf"(?:{_OPENING}that (?:[\w+&.'-]+ ){{0,2}}?{_NOUNS}|.{{0,60}}?\b(?:(?:that|this) one|the last-named))(?![\w-])"
)
OPENS_WITH_IT = re.compile(rf"{_OPENING}(?:it(?!\w)(?!{phrases('of_nothing', _WORDS)})|it's)")
