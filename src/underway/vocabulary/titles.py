"""Titles of shows: how two spellings of one title are recognised as the same."""

import re
import unicodedata

ARTICLES = ("the ", "a ", "an ")
_QUOTES = "\"'“”‘’«»"
_POSSESSIVE = re.compile(r"['’]s\b|['’]")
_NOT_WORD = re.compile(r"[^\w]+")


def strip_marks(title: str) -> str:
    """The title without surrounding space or quotation marks, its inner spacing single."""
    title = " ".join(title.split())
    while len(title) > 2 and title[0] in _QUOTES and title[-1] in _QUOTES:
        title = title[1:-1].strip()
    return title


def fold_letters(text: str) -> str:
    """Case and accents taken away."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def title_key(title: str) -> str:
    """The key under which spellings of one title meet: no case, accents, punctuation or leading article.

    >>> title_key("The Café & Co.") == title_key("cafe and co")
    True
    """
    folded = fold_letters(strip_marks(title)).replace("&", " and ")
    words = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", folded)).replace("_", " ").strip()
    for article in ARTICLES:
        if words.startswith(article) and len(words) > len(article):
            words = words[len(article) :]
            break
    return words or fold_letters(title).strip()
