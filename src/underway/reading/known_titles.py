"""Titles that a catalogue has, and where a text holds them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b

from underway.reading.layout import plain_marks
from underway.reading.tokens import first_word

_LONGEST = 80  # characters: what is longer is a sentence, not a title that news would give in full
_ARTICLES = ("The ", "A ", "An ")
_WORD_OF_ONE = 2  # characters of a word that may stand for a title without its article, at least


class KnownTitles:
    """Titles of shows, as a catalogue writes them: made once, and given to the reading of many documents.

    A leading article may be missing in a text where several words are left, or stand there in lower case.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = {plain_marks(" ".join(title.split())) for title in titles}
        self._titles.discard("")
        self._bare: set[str] = set()  # without their articles
        self._longest: dict[str, int] = {}  # first word -> characters of the longest title that begins with it
        for title in self._titles:
            self._take(title)
            article = next((a for a in _ARTICLES if title.startswith(a)), None)
            if article and (rest := title[len(article) :]) not in self._titles and len(rest) >= _WORD_OF_ONE:
                self._bare.add(rest)
                self._take(rest)

    def _take(self, title: str) -> None:
        word = first_word(title)
        if word and len(title) <= _LONGEST and len(title) > self._longest.get(word, 0):
            self._longest[word] = len(title)

    def __len__(self) -> int:
        return len(self._titles)

    @cached_property
    def version(self) -> str:
        """The same for the same titles, in whatever order or file they came."""
        return blake2b("\n".join(sorted(self._titles)).encode(), digest_size=6).hexdigest()

    def places(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The first token and the one past the last of each title, the longest first, none within another; the tokens
        of the text begin at `starts` and end at `ends`, and its marks are plain."""
        past = 0
        for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
            longest = self._longest.get(text[start:end])
            if longest is None or i < past:
                continue
            after_article = i > 0 and text[starts[i - 1] : start].lower() in ("the ", "a ", "an ")
            found = 0
            for last in range(i, len(ends)):
                if ends[last] - start > longest:
                    break
                words = text[start : ends[last]]
                if words in self._titles or (words in self._bare and (" " in words or after_article)):
                    found = last + 1
            if found:
                yield i, found
                past = found
