"""The words of a text, with what typography says of each."""

import re
from bisect import bisect_left

_TOKEN = re.compile(r"(?<=[\w+!?.])['’]s\b|[^\W_]+(?:['’.\-‐‑&+][^\W_]+)*[+]?|[^\w\s]")
_POSSESSIVE = ("'s", "’s")


class Tokens:
    """Parallel lists over the text's words and marks: `starts`, `ends` and `folded` (lower case, plain marks).

    A word's possessive ending is a token of its own ("Harrow", "'s").
    """

    def __init__(self, text: str, folded: str, start: int = 0) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self.capital: list[bool] = []
        for match in _TOKEN.finditer(text, start):
            a, b = match.span()
            if b - a > 2 and text[b - 2 : b] in _POSSESSIVE:
                self._add(text, folded, a, b - 2)
                self._add(text, folded, b - 2, b)
            else:
                self._add(text, folded, a, b)

    def _add(self, text: str, folded: str, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.folded.append(folded[start:end])
        first = text[start]
        self.capital.append(first.isupper() or (first.isdigit() and end - start > 1 and text[end - 1].isupper()))

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, position: int) -> int:
        """The index of the first token that starts at or after the position."""
        return bisect_left(self.starts, position)
