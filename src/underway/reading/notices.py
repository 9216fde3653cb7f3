"""Notices of correction and retraction: what a text says that it, or an earlier text of its outlet, had wrong. Their
words: lexicon/notices.toml."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Literal

import msgspec

from underway.reading.layout import Layout, Sentence, Span, fold
from underway.reading.lexicon import expand, load
from underway.reading.scanner import MULTILINE, Matches, Scanner
from underway.vocabulary import Document

Does = Literal["says", "names", "tells", "mends", "heads", "withdraws"]
Part = Literal["said", "value", "topic"]

_NEAR = 3  # sentences that may lie between two of one notice
_LEAD = 200  # characters in which what belongs to a notice's words stands before and after them
_AFTER = 2  # sentences that a notice goes on for after its last marked one

# Where what was wrong ends, and what is right begins.
_TURN = re.compile(
    r"; ?|,? rather than\b|,? instead of\b|,? as opposed to\b|,? and not\b|, not\b|,? in fact\b|,? actually\b"
    r"|, (?:when|whereas|while)\b| when (?:in fact|in reality|actually)\b"
    r"| (?:was|is) (?:wrong|incorrect|inaccurate|mistaken|false|untrue|in error)\b"
    r"|,? but (?=[^,;]{0,40}?\b(?:has|have|is|are|will|in fact|actually)\b)"
    r"|(?::| -|,| \() ?(?=(?:it|they|that|there) (?:is|are|was|were|has|have|will)\b)"
)
_ASIDE = re.compile(r", (?:which|who|whose|where)\b[^,;]*,?")
_AS = re.compile(r"(?<!role)(?<!part)(?<!known)(?<!such)(?<!well) as\b(?! well\b)")
# What is wrong beside what is right: "48 million, not 58 million".
_ENDS = r",(?! ?\d)|;|\)| - |$"
_WRONG = r"(?P<wrong>(?:(?!,(?! ?\d)|[;)]| - | but\b).){1,120}?)"
_AS_SAID = (
    r" as (?:(?:was |we |it |had )?(?:previously|originally|first|earlier|stated|said|reported)\b|(?:an? |the )?$)"
)
_CONTRASTS = (
    re.compile(rf"(?:,|;| and| -| \() ?not {_WRONG}(?={_ENDS}|{_AS_SAID})"),
    re.compile(rf"\b(?:rather than|instead of|as opposed to) {_WRONG}(?={_ENDS})"),
    re.compile(rf"\bnot {_WRONG}(?=,? but\b|,?{_AS_SAID})"),
)
_ENDED = re.compile(r"\s*(?:[,;)]|\.(?!\d)|$)")
_CONTRARY = re.compile(r"\b(?:contrary to|despite)(?: what)?(?: an?| the)? $")
_NOT = re.compile(r"\bnot (?P<wrong>[^,;]+)")


class _Cue(msgspec.Struct, frozen=True):
    """See the head of notices.toml."""

    id: str
    does: Does
    words: list[str]
    example: str
    before: str = ""
    opens: bool = False
    hint: bool = False


class _Verbs(msgspec.Struct, frozen=True):
    lead: str
    names: str
    says: str


class _File(msgspec.Struct, frozen=True):
    verbs: _Verbs
    macro: dict[str, str]
    notice: list[_Cue]


class _Mark(Span, frozen=True, gc=False):
    does: Does
    hint: bool


class Told(Span, frozen=True, gc=False):
    """`part` is what the words are: what was said and was wrong, a wrong value ("not 58 million"), or the topic, which
    is only spoken of ("misstated the number of episodes")."""

    part: Part


class Notice(Span, frozen=True):
    """`withdraws` is whether it takes back all of its text."""

    told: tuple[Told, ...]
    withdraws: bool


class Notices(list[Notice]):
    """The notices of a text, in order. Not to be changed once it is made."""

    def __init__(self, notices: Iterable[Notice] = ()) -> None:
        super().__init__(notices)
        self._ends = [notice.end for notice in self]
        self._told = [told for notice in self for told in notice.told]
        self._told_ends = [told.end for told in self._told]

    def at(self, start: int, end: int) -> Notice | None:
        """The notice that holds all of the place."""
        at = bisect_left(self._ends, end)
        return self[at] if at < len(self) and self[at].start <= start else None

    def part(self, start: int, end: int) -> Part | None:
        """What the words are that stand there; the topic where only some of them are of a notice."""
        touched = self._touched(start, end) if self else []
        return next((t.part for t in touched if t.start <= start and end <= t.end), "topic" if touched else None)

    def beside(self, start: int, end: int) -> list[Span]:
        """The stretches of the place that no notice tells."""
        bounds = [(start, start), *((t.start, t.end) for t in self._touched(start, end)), (end, end)]
        return [Span(before[1], after[0]) for before, after in pairwise(bounds) if before[1] < after[0]]

    def told_from(self, start: int, end: int) -> int:
        """Where, between the places, a notice's own words are over: their tense is not that of what it tells."""
        at = bisect_right(self._told_ends, end)
        while at and self._told_ends[at - 1] >= start:
            at -= 1
            if self._told[at].part == "topic":
                return self._told_ends[at]
        return start

    def _touched(self, start: int, end: int) -> list[Told]:
        at = after = bisect_right(self._told_ends, start)
        while after < len(self._told) and self._told[after].start < end:
            after += 1
        return self._told[at:after]


@cache
def _file() -> _File:
    return load("notices.toml", _File)


@cache
def _cues() -> tuple[tuple[_Cue, str], ...]:
    """Each pattern with its cue. Raises msgspec.ValidationError where the data is at fault."""
    return tuple(
        (cue, rf"{MULTILINE}\b(?:{expand(words, _file().macro)})(?!\w)")
        for cue in _file().notice
        for words in cue.words
    )


@cache
def _verbs() -> re.Pattern[str]:
    verbs = _file().verbs
    return re.compile(expand(rf"{verbs.lead}(?:(?P<names>{verbs.names})|{verbs.says})(?!\w)", _file().macro))


@cache
def _lead(before: str) -> re.Pattern[str]:
    return re.compile(expand(before, _file().macro))


def notice_patterns() -> list[str]:
    return [pattern for _, pattern in _cues()]


@cache
def _scanner() -> Scanner:
    return Scanner(notice_patterns(), lines=True)


def find_notices(document: Document) -> Notices:
    """The notices of the document's text; cheap where it has none."""
    folded = fold(document.text)
    if not any(_may_take_back(lines) for lines in (folded, folded.replace("\n", " "))):
        return Notices()
    layout = Layout(document.text, document.title)
    (matches,) = _scanner().find(layout.folded)
    return read_notices(layout, matches)


def _may_take_back(folded: str) -> bool:
    """Whether the text, of which no sentences are known yet, holds more than hints."""
    (matches,) = _scanner().find(folded)
    cues = ((_cues()[index][0], match) for index, match in matches)
    return any(
        not cue.hint and (cue.opens or _mark(folded, Span(max(m.start() - _LEAD, 0), m.end() + _LEAD), m, cue))
        for cue, m in cues
    )


def read_notices(layout: Layout, matches: Matches) -> Notices:
    """The notices of a text that is laid out, from the matches of their patterns."""
    marks: dict[int, list[_Mark]] = {}
    for index, match in matches:
        sentence = layout.sentence_at(match.start())
        mark = _mark(layout.folded, sentence, match, _cues()[index][0])
        if mark:
            marks.setdefault(sentence.index, []).append(mark)
    for index in [i for i, found in marks.items() if _is_heading(layout, layout.sentences[i], found)]:
        marks.setdefault(index + 1, [])
    firm = {i for i, found in marks.items() if not found or any(not m.hint for m in found)}
    near = range(-_NEAR, _NEAR + 1)
    kept = sorted(i for i in marks if any(i + n in firm and _are_near(layout, i, i + n) for n in near))
    return Notices(_notice(layout, group, marks) for group in _groups(layout, kept))


def _mark(folded: str, sentence: Span, match: re.Match[str], cue: _Cue) -> _Mark | None:
    """What the cue does, where what stands around its words lets it."""
    start, end = match.span()
    if end > sentence.end:
        return None
    if cue.opens and any(map(str.isalnum, folded[sentence.start : start])):
        return None
    if cue.before and not _lead(cue.before).search(folded, sentence.start, start):
        return None
    if cue.does != "tells":
        return _Mark(start, end, cue.does, cue.hint)
    verb = _verbs().match(folded, end, sentence.end)
    return _Mark(start, verb.end(), "names" if verb["names"] else "says", cue.hint) if verb else None


def _is_heading(layout: Layout, sentence: Sentence, marks: list[_Mark]) -> bool:
    """Is all of a block but the name of what follows it ("Corrections and clarifications")?"""
    block, (first, *others) = layout.block_of(sentence), marks
    if first.does != "heads" or others or sentence.index + 1 == len(layout.sentences):
        return False
    return not any(map(str.isalnum, layout.folded[block.start : first.start] + layout.folded[first.end : block.end]))


def _are_near(layout: Layout, one: int, other: int) -> bool:
    return abs(one - other) <= _NEAR and layout.sentences[one].block == layout.sentences[other].block


def _groups(layout: Layout, indices: list[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for index in indices:
        if group and not _are_near(layout, group[-1], index):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _notice(layout: Layout, group: list[int], marks: dict[int, list[_Mark]]) -> Notice:
    first, last = layout.sentences[group[0]], layout.sentences[group[-1]]
    following = layout.sentences[last.index + 1 : last.index + 1 + _AFTER]
    sentences = layout.sentences[first.index : last.index + 1] + [s for s in following if s.block == last.block]
    told = (t for s in sentences for t in _told(layout.folded, s, _apart(marks.get(s.index, []))))
    withdraws = any(m.does == "withdraws" for i in group for m in marks[i])
    return Notice(first.start, sentences[-1].end, tuple(t for t in told if t.start < t.end), withdraws)


def _apart(marks: list[_Mark]) -> list[_Mark]:
    """In order, without those that begin inside another."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _told(folded: str, sentence: Sentence, marks: list[_Mark]) -> Iterator[Told]:
    """In order, none overlapping another."""
    at = sentence.start
    for mark, end in zip(marks, [*(m.start for m in marks[1:]), sentence.end], strict=False):
        yield from _values(folded, at, mark.start)
        yield Told(mark.start, mark.end, "topic")
        at = mark.end
        if mark.does in ("says", "names") and not _ENDED.match(folded, at, end):
            turn = _TURN.search(folded, at, end)
            yield from (_said if mark.does == "says" else _named)(folded, at, turn.start() if turn else end)
            at = turn.end() if turn else end
        elif _CONTRARY.search(folded, sentence.start, mark.start):
            yield from _values(folded, at, end, _NOT)
            at = end
    yield from _values(folded, at, sentence.end)


def _said(folded: str, start: int, end: int) -> Iterator[Told]:
    """All of it was wrong but what is said aside ("Harrow House, which began in May, had been renewed")."""
    for aside in _ASIDE.finditer(folded, start, end):
        yield Told(start, aside.start(), "said")
        yield Told(*aside.span(), "topic")
        start = aside.end()
    yield Told(start, end, "said")


def _named(folded: str, start: int, end: int) -> Iterator[Told]:
    given = _AS.search(folded, start, end)
    yield Told(start, given.start() if given else end, "topic")
    if given:
        yield Told(given.end(), end, "value")


def _values(folded: str, start: int, end: int, *contrasts: re.Pattern[str]) -> Iterator[Told]:
    for wrong in sorted(m.span("wrong") for c in contrasts or _CONTRASTS for m in c.finditer(folded, start, end)):
        if wrong[0] >= start:
            yield Told(*wrong, "value")
            start = wrong[1]
