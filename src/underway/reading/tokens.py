"""The words of a text, with what typography says of each."""

import re
from bisect import bisect_left

_TOKEN = re.compile(r"(?<=[\w+!?.])['’]s\b|[^\W_]+(?:['’.\-‐‑&+][^\W_]+)*[+]?|[^\w\s]")


class Tokens:
    """Parallel lists over the text's words and marks: `starts`, `ends` and `folded` (lower case, plain marks).

    A word's possessive ending is a token of its own ("Harrow", "'s").
    """

    def __init__(self, text: str, folded: str, start: int = 0) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self.capital: list[bool] = []
        starts, ends, words, capital = self.starts, self.ends, self.folded, self.capital
        for match in _TOKEN.finditer(text, start):
            a, b = match.span()
            word = folded[a:b]
            stem = b - 2 if b - a > 2 and word.endswith("'s") else b
            starts.append(a)
            ends.append(stem)
            words.append(word[: stem - a])
            first = text[a]
            capital.append(first.isupper() or (first.isdigit() and stem - a > 1 and text[stem - 1].isupper()))
            if stem < b:
                starts.append(stem)
                ends.append(b)
                words.append("'s")
                capital.append(False)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, position: int) -> int:
        """The index of the first token that starts at or after the position."""
        return bisect_left(self.starts, position)
