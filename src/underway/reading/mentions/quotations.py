"""Stretches between quotation marks, whatever they hold: speech, titles, scare quotes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from underway.reading.layout import Block
from underway.reading.structure import InOrder, Page, QuotationMention

_MARK = re.compile("''|``|‘‘|’’|[\"“”„‟«»'‘’‚‛]")
_DOUBLED_OPENING, _DOUBLED_CLOSING = frozenset(("``", "‘‘")), frozenset(("’’",))
_OPENING, _CLOSING = frozenset("“„‟«"), frozenset("”»")
_SINGLE = frozenset("'‘’‚‛")
_LEADS = frozenset(" \t\n\r\u00a0\u2009\u202f([{-–—:/“\"‘'«>*_…=|")
_ENDS = frozenset(".,!?…;-–—")
_CLIPPED = re.compile(
    r"(?:\d0s?\b|em\b|til\b|tis\b|twas\b|cause\b|cos\b|n['’]|bout\b|round\b|ere\b|fessed\b|\d\d\b)", re.IGNORECASE
)


class _Mark(msgspec.Struct, frozen=True):
    at: int
    end: int
    single: bool
    opens: bool
    closes: bool


def find_quotations(page: Page) -> None:
    """Fills the page's quotations: outermost ones only, in order, none across a paragraph's end."""
    found: list[QuotationMention] = []
    for block in page.layout.blocks:
        marks = [_judge(page.text, *m.span()) for m in _MARK.finditer(page.text, block.start, block.end)]
        found.extend(_pair(page.text, block, [m for m in marks if m.opens or m.closes]))
    page.quotations = InOrder(_without_stray(page, found))


def _judge(text: str, at: int, end: int) -> _Mark:
    """What the mark can do, by its shape where it has one and by what stands beside it.

    Two single marks set as one (''so'', ``so'') are a double one.
    """
    mark = text[at:end]
    before, after = text[at - 1 : at] or " ", text[end : end + 1] or " "
    single = mark in _SINGLE
    if mark in _OPENING or mark in _DOUBLED_OPENING:
        return _Mark(at, end, single, opens=True, closes=False)
    if mark in _CLOSING or mark in _DOUBLED_CLOSING:
        # Some typesetters close at both ends.
        return _Mark(
            at, end, single, opens=before.isspace() and not after.isspace() and after not in _ENDS, closes=True
        )
    opens = before in _LEADS and not after.isspace()
    closes = not after.isalnum()
    if single:
        opens = opens and mark != "’" and not _CLIPPED.match(text, at + 1)
        return _Mark(at, end, single, opens=opens, closes=closes and mark != "‘" and not before.isspace())
    if before.isdigit() and not opens:
        closes = closes or after.isspace()
    return _Mark(at, end, single, opens=opens or not closes, closes=closes)


def _pair(text: str, block: Block, marks: list[_Mark]) -> Iterator[QuotationMention]:
    doubles = [i for i, m in enumerate(marks) if not m.single]
    closers = [i for i, m in enumerate(marks) if m.single and m.closes]
    openers = [i for i, m in enumerate(marks) if m.single and m.opens]
    i = 0
    while i < len(marks):
        mark = marks[i]
        if not mark.opens or (not mark.single and _measures(text, mark.at)):
            i += 1
            continue
        close = _closing_single(text, marks, openers, closers, i) if mark.single else _closing_double(marks, doubles, i)
        if close is not None:
            yield _mention(mark, marks[close].at, marks[close].end, closed=True)
            i = close + 1
        elif _is_last_opening(marks, doubles, i):
            yield _mention(mark, block.end, block.end, closed=False)
            return
        else:
            i += 1


def _measures(text: str, at: int) -> bool:
    """Inches, or seconds of arc: a plain mark right after a digit that opens nothing."""
    return text[at] == '"' and text[at - 1 : at].isdigit()


def _closing_double(marks: list[_Mark], doubles: list[int], opening: int) -> int | None:
    """The mark that closes; None where another quotation opens first, or the paragraph ends."""
    at = bisect_left(doubles, opening) + 1
    if at >= len(doubles):
        return None
    nested = doubles[at]
    if marks[nested].closes:
        return nested
    # A quotation inside one of the same marks: "He said “no” to me".
    if (
        at + 2 < len(doubles)
        and marks[doubles[at + 1]].closes
        and marks[doubles[at + 2]].closes
        and not marks[doubles[at + 2]].opens
    ):
        return doubles[at + 2]
    return None


def _closing_single(text: str, marks: list[_Mark], openers: list[int], closers: list[int], opening: int) -> int | None:
    """The first mark that closes and is no apostrophe: of "the writers' room", the mark after "room" would be."""
    at = bisect_left(closers, opening + 1)
    weak: int | None = None
    for i in closers[at : at + 24]:
        place = marks[i].at
        if weak is not None and bisect_right(openers, weak) < bisect_left(openers, i):
            return weak  # another opens before this one
        plural = (
            text[place - 1] in "sz" and text[place + 1 : place + 2] == " " and text[place + 2 : place + 3].isalnum()
        )
        if not plural:
            return i
        weak = i if weak is None else weak
    return weak


def _is_last_opening(marks: list[_Mark], doubles: list[int], opening: int) -> bool:
    return not marks[opening].single and bool(doubles) and doubles[-1] == opening


def _mention(opening: _Mark, words_end: int, end: int, *, closed: bool) -> QuotationMention:
    return QuotationMention(
        start=opening.at,
        end=end,
        words_start=opening.end,
        words_end=words_end,
        closed=closed,
        rule="quotation.marks" if closed else "quotation.open",
        strength=1.0 if closed else 0.5,
    )


def _without_stray(page: Page, found: list[QuotationMention]) -> list[QuotationMention]:
    """Without the marks that open and never close, except where the next paragraph opens them again or where the whole
    paragraph is the quotation."""
    starts = {m.start for m in found}
    blocks = page.layout.blocks
    ends = {b.end: i for i, b in enumerate(blocks)}
    kept = []
    for mention in found:
        if not mention.closed:
            i = ends[mention.end]
            following = blocks[i + 1].start if i + 1 < len(blocks) else -1
            lead = page.text[blocks[i].start : mention.start].strip()
            if _first_ink(page.text, following) not in starts and lead and not lead.endswith((":", ",")):
                continue
        kept.append(mention)
    return kept


def _first_ink(text: str, at: int) -> int:
    while 0 <= at < len(text) and text[at].isspace():
        at += 1
    return at
