"""Titles that may have been meant."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from underway.vocabulary.titles import title_key

MOST = 5


def close_titles(asked: str, titles: Iterable[str]) -> tuple[str, ...]:
    """Up to five of the titles: those that hold the words asked for, or are held by them, then those spelt alike."""
    by_key: dict[str, str] = {}
    for title in sorted(set(titles)):
        by_key.setdefault(title_key(title), title)
    key = title_key(asked)
    words = set(key.split())
    holding = [k for k in by_key if words and (words <= set(k.split()) or set(k.split()) <= words or k.startswith(key))]
    alike = get_close_matches(key, by_key, n=MOST, cutoff=0.7)
    chosen = dict.fromkeys([*sorted(holding, key=lambda k: (abs(len(k) - len(key)), k)), *alike])
    return tuple(by_key[k] for k in chosen if k != key)[:MOST]


def usual_spelling(spellings: Iterable[str]) -> str:
    """The spelling used most; of equals, one not in capitals throughout. Raises ValueError where there is none."""
    counts = Counter(spellings)
    return max(counts, key=lambda title: (counts[title], not title.isupper(), [-ord(c) for c in title]))
