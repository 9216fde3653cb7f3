"""Tables and lists of figures: what their columns count, as a legend or a header above them says."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

import msgspec

from underway.reading.layout import Block, Sentence
from underway.reading.structure import FigureMention, Page, inside, within
from underway.vocabulary.claims import Unit

_LONGEST_ROW = 130
_LONGEST_LEGEND = 320
_REACH = 120  # characters past a legend in which it may go on about brackets
_LARGEST_IN_MILLIONS = 40  # where nobody says that a column is in millions
_COLUMNS: dict[str, Unit] = {
    **dict.fromkeys(("18-to-49", "18-49", "25-54", "demo", "rating", "ratings", "rtg", "rated"), "rating"),
    **dict.fromkeys(("share", "shares", "shr"), "share"),
    **dict.fromkeys(("households", "homes"), "households"),
    **dict.fromkeys(("views", "streams"), "views"),
    "viewers": "viewers",
    "hours": "hours",
    "minutes": "minutes",
}
_POINTS: tuple[Unit, ...] = ("rating", "share")
_OF_FIGURES = re.compile(
    r"\b(?:figures?|numbers?|totals?|ratings?|averages?|everything|counts?|viewing|viewers|views|hours|minutes|households)\b|="
)
_MILLIONS = re.compile(r"\b(?:millions?|mil|m)\b")
_BRACKETED = re.compile(r"\bin (?:brackets|parenthes[ei]s)\b")
_EXCEPTIONS = re.compile(r"[*†‡]|\b(?:starred|marked)\b")


class Column(msgspec.Struct, frozen=True):
    """What one number of a row counts. `window` is None where the legend names none."""

    unit: Unit
    value: float
    window: str | None


class _Legend(msgspec.Struct, frozen=True):
    """Units in the order of the columns; where two windows are named, each unit has a column for each."""

    units: tuple[Unit, ...]
    windows: tuple[str | None, ...]
    millions: bool
    brackets: bool  # whether it says what stands in brackets: an earlier figure of the same

    def read(self, numbers: list[FigureMention]) -> Iterator[tuple[FigureMention, Column]]:
        """What each number of a row counts; nothing where there are more numbers than columns, or fewer."""
        windows = self.windows or (None,)
        columns = [(unit, window) for unit in self.units for window in windows]
        if len(numbers) != len(columns) or not all(map(self._fits, numbers, (unit for unit, _ in columns))):
            return
        for number, (unit, window) in zip(numbers, columns, strict=True):
            scale = 1e6 if number.form == "points" and unit not in _POINTS else 1
            yield number, Column(unit, round(number.value * scale, 2), window)

    def _fits(self, number: FigureMention, unit: Unit) -> bool:
        if unit in _POINTS:
            return number.form == "points"
        return number.form == "count" or self.millions or number.value <= _LARGEST_IN_MILLIONS


def read_columns(page: Page) -> dict[int, Column]:
    """Start of a figure in a row -> what it counts."""
    found: dict[int, Column] = {}
    legend: _Legend | None = None
    for block in page.layout.blocks:
        legend = next(filter(None, (_legend(page, part, legend) for part in _parts(page, block))), legend)
        if legend and block.end - block.start <= _LONGEST_ROW:
            column: Column | None = None
            for number, column in legend.read(list(_numbers(page, block))):
                found[number.start] = column
            beside = next(_in_brackets(page, block), None) if column and legend.brackets else None
            if beside and column and len(legend.units) == 1 and beside.form == "points":
                scale = 1 if column.unit in _POINTS else 1e6
                found[beside.start] = Column(column.unit, round(beside.value * scale, 2), column.window)
    return found


def _parts(page: Page, block: Block) -> Iterator[Block | Sentence]:
    """The sentences of a block, each of which may be a legend, and the block."""
    if page.measuring.within("column", block.start, block.end):
        sentences = page.layout.sentences
        first = page.layout.sentence_at(block.start).index
        yield from takewhile(lambda s: s.start < block.end, islice(sentences, first, None))
        yield block


def _legend(page: Page, block: Block | Sentence, above: _Legend | None) -> _Legend | None:
    """The legend that the block or sentence is; a header takes its windows from the legend above it."""
    end = min(block.end, block.start + _LONGEST_LEGEND)
    columns = page.measuring.within("column", block.start, end)
    if not columns or any(f.form == "count" for f in within(page.figures, block.start, block.end)):
        return None
    words = page.folded[block.start : end]
    windows = inside(page.windows, block.start, end)
    header = "|" in words or "  " in words.strip()
    introduces = words.rstrip().endswith(":")
    if not header and not (windows and (introduces or _OF_FIGURES.search(words))):
        return None
    durations = tuple(dict.fromkeys(w.duration for w in windows))[: 1 if _EXCEPTIONS.search(words) else 2]
    return _Legend(
        units=tuple(dict.fromkeys(_COLUMNS[page.folded[a:b]] for a, b in columns)),
        windows=above.windows if header and above and not durations else durations,
        millions=bool(_MILLIONS.search(words) or (above and above.millions)),
        brackets=bool(_BRACKETED.search(page.folded, block.start, end + _REACH)),
    )


def _in_brackets(page: Page, block: Block) -> Iterator[FigureMention]:
    return (f for f in within(page.figures, block.start, block.end) if page.folded.startswith("(", f.start - 1))


def _numbers(page: Page, block: Block) -> Iterator[FigureMention]:
    """The numbers of a row after its name, those in brackets aside."""
    named = [*within(page.shows, block.start, block.end), *within(page.names, block.start, block.end)]
    for figure in within(page.figures, named[0].end, block.end) if named else ():
        if not page.folded.startswith("(", figure.start - 1) and figure.form != "percent":
            yield figure
