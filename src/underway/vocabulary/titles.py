"""Titles of shows: how two spellings of one title are recognised as the same."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_QUOTES = "\"'“”‘’«»"
_POSSESSIVE = re.compile(r"['’]s\b|['’]")
_NOT_WORD = re.compile(r"[\W_]+")
_LEADING_ARTICLE = re.compile(r"\A(?:the|an?) ")


def strip_marks(title: str) -> str:
    """The title without surrounding space or quotation marks, its inner spacing single."""
    title = " ".join(title.split())
    while len(title) > 2 and title[0] in _QUOTES and title[-1] in _QUOTES:
        title = title[1:-1].strip()
    return title


def fold_letters(text: str) -> str:
    """Case and accents taken away."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filterfalse(unicodedata.combining, decomposed))


def _words(folded: str) -> str:
    return _NOT_WORD.sub(" ", _POSSESSIVE.sub("", folded.replace("&", " and "))).strip()


@lru_cache(maxsize=4096)  # one text asks for the same few names over and over
def title_key(title: str) -> str:
    """The key under which spellings of one title meet: no case, accents, punctuation or leading article.

    >>> title_key("The Café & Co.") == title_key("cafe and co")
    True
    """
    bare = strip_marks(title)
    folded = fold_letters(bare)
    words = _words(_LEADING_ARTICLE.sub("", folded)) or _words(folded)
    return words or folded.strip() or unicodedata.normalize("NFKC", bare).strip()
