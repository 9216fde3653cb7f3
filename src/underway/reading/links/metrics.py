"""The metric of each figure of a page: what it counts, over which span, among whom and where. The one place for it."""

from collections.abc import Iterator

import msgspec

from underway.reading.layout import Layout, Sentence
from underway.reading.links.legends import read_columns
from underway.reading.links.modality import Manner
from underway.reading.links.units import Counted, Units, demographic_of
from underway.reading.links.windows import Windows
from underway.reading.measures import pattern, region_of_word
from underway.reading.structure import FigureMention, Page
from underway.vocabulary.claims import Unit

_LEAST: dict[Unit, float] = {
    "hours": 20_000,
    "minutes": 200_000,
    "views": 5_000,
    "viewers": 1_000,
    "households": 1_000,
    "accounts": 1_000,
}
_MOST = 100e9
_LONGEST_SENTENCE = 1500  # what is longer is no sentence, and holds no figures that its words explain


class Measured(msgspec.Struct, frozen=True):
    """A figure that counts an audience. `compared` is whether it is set beside the figure before it, `listed` whether
    it stands in a row of a list or a table."""

    figure: FigureMention
    sentence: Sentence
    value: float
    unit: Unit
    window: str | None
    demographic: str | None
    region: str | None
    compared: bool
    listed: bool
    rule: str


def measure(page: Page) -> Iterator[Measured]:
    """Every figure of the page that counts an audience, in order."""
    if not page.figures:
        return
    columns = read_columns(page)
    units, windows = Units(page), Windows(page)
    last: Counted | None = None
    for sentence, figures in _by_sentence(page.layout, page.figures):
        counted: list[Counted] = []
        for figure in figures:
            column = columns.get(figure.start)
            if column:
                windows.remember(column.window)
                window = windows.noted(figure) or column.window
                yield _in_column(sentence, figure, column.unit, column.value, window)
                continue
            one = units.read(sentence, figure, counted, last)
            if one and _LEAST.get(one.unit, 0) <= one.value <= _MOST and _is_stated(page, one):
                counted.append(one)
                last = one if figure.form == "count" else last
        if counted:
            yield from _measured(page, counted, windows.read(sentence, counted))


def _measured(page: Page, counted: list[Counted], windows: list[str | None]) -> Iterator[Measured]:
    before: FigureMention | None = None
    for one, window in zip(counted, windows, strict=True):
        yield Measured(
            figure=one.figure,
            sentence=one.sentence,
            value=one.value,
            unit=one.unit,
            window=window,
            demographic=demographic_of(page.folded, one.sentence, one.figure),
            region=_region(page, one),
            compared=bool(before and pattern("comparison").search(page.folded, before.end, one.figure.start)),
            listed=one.rule == "audience.row",
            rule=one.rule,
        )
        before = one.figure


def _in_column(sentence: Sentence, figure: FigureMention, unit: Unit, value: float, window: str | None) -> Measured:
    return Measured(
        figure=figure,
        sentence=sentence,
        value=value,
        unit=unit,
        window=window,
        demographic=None,
        region=None,
        compared=False,
        listed=True,
        rule="audience.column",
    )


def _is_stated(page: Page, one: Counted) -> bool:
    manner = Manner(page, one.sentence, one.figure.start, one.figure.end)
    return not (manner.asked or manner.denied or manner.mistaken)


def _region(page: Page, one: Counted) -> str | None:
    after = page.folded[one.figure.end : min(one.figure.end + 60, one.sentence.end)]
    return next((region for word, region in region_of_word().items() if f" {word}" in after), None)


def _by_sentence(layout: Layout, figures: list[FigureMention]) -> Iterator[tuple[Sentence, list[FigureMention]]]:
    """The figures of each sentence that says something in words of its own."""
    groups: dict[int, list[FigureMention]] = {}
    for figure in figures:
        groups.setdefault(layout.sentence_at(figure.start).index, []).append(figure)
    for index, group in groups.items():
        sentence = layout.sentences[index]
        kind = layout.block_of(sentence).kind
        if sentence.end - sentence.start <= _LONGEST_SENTENCE and kind not in ("debris", "byline", "caption"):
            yield sentence, group
