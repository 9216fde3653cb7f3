"""Words by which a sentence goes on about shows that it does not name."""

import re

from underway.reading.lexicon import phrases

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
