"""The shape of a text: blocks, sentences, and a folded copy to search in. Every offset is into the untouched text."""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Literal

import msgspec

from underway.reading.lexicon import phrases
from underway.vocabulary.dates import read_date_prefix

BlockKind = Literal["heading", "paragraph", "item", "caption", "byline", "debris"]

# Typographic marks and their plain twins, one character for one, so that folding moves no offset.
_MARKS = "“”„‟«»‘’‚‛´`′″‐‑‒–—−\u00a0\u2009\u202f\t"
_PLAIN = dict(zip(_MARKS, '"' * 6 + "'" * 7 + '"' + "-" * 6 + " " * 4, strict=True))
_MARK = re.compile(f"[{_MARKS}]")
_LINE = re.compile(r"[^\r\n]+")
_COLUMNS = re.compile(r"\s[/|]\s|\t| {2}")  # what divides the columns of a table's row
_LINE_BREAK = re.compile(r"[\r\n]")
_ITEM = re.compile(r"\s*(?:[•·▪■●*◦‣–—-]|\(?\d{1,2}[.)])\s+\S")
_BYLINE = re.compile(
    r"\s*(?:by|from|words|reported by|written by|posted by|story by)\b:?\s+[A-Z][\w.'’-]+"
    r"(?:\s+(?:[A-Z][\w.'’-]*|and|de|van|von|our|in)){0,6}(?:\s*[|•·,–-].*)?\s*$|\s*by our .{3,40}$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\s*[\[(]?(?:photo|image|picture|pictured|credit|caption|photograph|file photo|getty|pic)s?\b"
    r"\s*(?:by|credit)?\s*[:|(/-]",
    re.IGNORECASE,
)
_DEBRIS = re.compile(rf"\s*{phrases('debris')}", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_BREAK = re.compile(r"[.!?…][.!?…]*[\"'”’)\]]*(?:\[\d+\])*(?=\s+[\"'“‘(\[]*[A-Z0-9À-ÞŒŠ])")
_ABBREVIATION = re.compile(rf"(?:\b{phrases('abbreviation')}|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$")
_FUNCTION_WORD = re.compile(
    r"\s+(?:The|A|An|It|He|She|They|But|And|In|On|This|That|We|I|Its|His|Her|Their|If|When|As)\s"
)


# Longer ones are lists, tables or debris; what looks over a whole sentence is bounded by it.
_LONGEST_SENTENCE = 2_000


class Span(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int


class Sentence(Span, frozen=True, gc=False):
    """`block` is its block's place in the layout's blocks."""

    block: int
    index: int


class Block(Span, frozen=True, gc=False):
    kind: BlockKind


class Layout:
    """A text's blocks and sentences in order; `folded` is the text in lower case with plain quotation marks and dashes,
    and without the line breaks of wrapped paragraphs, character for character."""

    def __init__(self, text: str, title: str | None = None) -> None:
        self.text = text
        self.folded = fold(text)
        prefix = read_date_prefix(text)
        self.body_start = prefix[0] if prefix else 0
        self.blocks: list[Block] = []
        self.sentences: list[Sentence] = []
        lines = _lines(text, self.body_start)
        for start, end in lines:
            self._lay(start, end, title)
        self.folded = _unbroken(self.folded, lines)
        self._starts = [s.start for s in self.sentences]

    def _lay(self, start: int, end: int, title: str | None) -> None:
        line = self.text[start:end]
        kind = _block_kind(line, first=not self.blocks, title=title)
        index = len(self.blocks)
        self.blocks.append(Block(start, end, kind))
        at = start
        for match in _BREAK.finditer(self.text, start, end):
            if match[0][0] == "." and len(match[0].rstrip("\"'”’)]")) == 1:
                before = self.text[max(at, match.start() - 14) : match.start()]
                if _ABBREVIATION.search(before) and not _starts_new(self.text, match.end()):
                    continue
            self._add_sentence(at, match.end(), index)
            at = match.end()
        self._add_sentence(at, end, index)

    def _add_sentence(self, start: int, end: int, block: int) -> None:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end:
            stop = end if end - start <= _LONGEST_SENTENCE else self._break_before(start + _LONGEST_SENTENCE, start)
            self.sentences.append(Sentence(start, stop, block, len(self.sentences)))
            start = stop

    def _break_before(self, stop: int, start: int) -> int:
        """Where to cut what has no full stop: at a space, so that no name is cut."""
        space = self.text.rfind(" ", start + _LONGEST_SENTENCE // 2, stop)
        return space + 1 if space >= 0 else stop

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds the position, or the last one before it."""
        return self.sentences[bisect_right(self._starts, position, 1) - 1]

    def block_of(self, sentence: Sentence) -> Block:
        return self.blocks[sentence.block]


def plain_marks(text: str) -> str:
    """Plain quotation marks, dashes and spaces, character for character."""
    for mark in set(_MARK.findall(text)):  # mostly few: quicker than to translate every character
        text = text.replace(mark, _PLAIN[mark])
    return text


def fold(text: str) -> str:
    """Lower case and plain marks, character for character."""
    plain = plain_marks(text)
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of the text's lines, the lines of a paragraph that was wrapped at a fixed width joined."""
    spans = [m.span() for m in _LINE.finditer(text, start) if not m[0].isspace()]
    joined: list[tuple[int, int]] = []
    group: list[tuple[int, int]] = []
    for span in spans:
        if group and text.count("\n", group[-1][1], span[0]) > 1:
            joined += _unwrap(text, group)
            group = []
        group.append(span)
    return joined + _unwrap(text, group)


def _unbroken(folded: str, lines: list[tuple[int, int]]) -> str:
    """The folded text with the breaks inside its lines, those of a wrapped paragraph, made spaces: what is said goes on
    past them."""
    pieces: list[str] = []
    at = 0
    for start, end in lines:
        if "\n" in folded[start:end] or "\r" in folded[start:end]:
            pieces += folded[at:start], _LINE_BREAK.sub(" ", folded[start:end])
            at = end
    return "".join((*pieces, folded[at:])) if pieces else folded


def _unwrap(text: str, group: list[tuple[int, int]]) -> list[tuple[int, int]]:
    widths = [end - start for start, end in group[:-1]]
    if (
        len(group) >= 3
        and not any(_ITEM.match(text, start, end) for start, end in group[1:])
        and min(widths) >= 50
        and max(widths) <= 100
        and sum(bool(_COLUMNS.search(text, start, end)) for start, end in group) * 2 < len(group)
        and _are_filled(text, group, max(widths))
        and not any(
            _TERMINAL.search(text, end - 3, end) and end - start < max(widths) - 12 for start, end in group[:-1]
        )
    ):
        return [(group[0][0], group[-1][1])]
    lines: list[tuple[int, int]] = []
    for start, end in group:
        first = text[start:end].lstrip()[:1]
        if (
            lines
            and first.islower()
            and lines[-1][1] - lines[-1][0] >= 40
            and not _TERMINAL.search(text, lines[-1][1] - 3, lines[-1][1])
        ):
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return lines


def _are_filled(text: str, group: list[tuple[int, int]], width: int) -> bool:
    """Are most lines as full as the first word of the next one lets them be? Those of a list end where they will."""
    filled = 0
    for (start, end), (following, stop) in pairwise(group):
        word = text[following:stop].split(maxsplit=1)[0]
        filled += end - start + 1 + len(word) >= width
    return filled * 4 >= (len(group) - 1) * 3


def _block_kind(line: str, *, first: bool, title: str | None) -> BlockKind:
    words = line.split()
    if title and line.strip() == title.strip():
        return "heading"
    if _DEBRIS.match(line) and len(words) <= 14:
        return "debris"
    if _CAPTION.match(line):
        return "caption"
    if _BYLINE.match(line) and len(words) <= 12 and not _TERMINAL.search(line):
        return "byline"
    if _ITEM.match(line):
        return "item"
    if not _TERMINAL.search(line) and len(words) <= 16:
        return "heading" if first or len(words) <= 12 else "paragraph"
    return "heading" if first and len(words) <= 24 and _capitals(words) >= 0.6 else "paragraph"


def _capitals(words: list[str]) -> float:
    letters = [w for w in words if w[:1].isalpha() or w[1:2].isalpha()]
    return sum(w.lstrip("\"'“‘(")[:1].isupper() for w in letters) / (len(letters) or 1)


def _starts_new(text: str, position: int) -> bool:
    """After an abbreviation's full stop: does a new sentence begin all the same? Only where a function word does."""
    return bool(_FUNCTION_WORD.match(text, position))
