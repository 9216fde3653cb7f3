"""Texts that are made to be slow to read, at doubling sizes: what one character costs must not grow with the size."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from bench.figures import Measured, seconds
from underway.reading import read
from underway.vocabulary import Document

SMALLEST = 50_000  # characters
DOUBLINGS = 3
ROUNDS = 2
# Past the gate, so that the rest is read at all.
_OPENING = "Netflix renewed the drama series Harrow House for a second season. "

Generator = Callable[[Random], str]
"""One piece; the text is as many of them as fit."""


def _word(random: Random) -> str:
    return "".join(random.choices("bcdfglmnprst", k=3)) + random.choice("aeiou")


GENERATORS: dict[str, Generator] = {
    "quotation marks": lambda _: '"',
    "curly marks that open": lambda _: "“",
    "apostrophes": lambda _: "'",
    "marks and words": lambda r: f'"{_word(r)} ',
    "nested quotations": lambda r: f"“{_word(r)} ‘{_word(r)} “",
    "quotations that nobody says": lambda r: f'"{_word(r)} {_word(r)} {_word(r)} {_word(r)}." ',
    "quotations that she says": lambda r: f'"{_word(r)} {_word(r)} {_word(r)} {_word(r)}," she said. ',
    "capitals": lambda r: f"{_word(r).title()} ",
    "capitals without spaces": lambda _: "A",
    "the same capital": lambda _: "Harrow ",
    "names and commas": lambda r: f"{_word(r).title()} {_word(r).title()}, ",
    "digits": lambda _: "7",
    "numbers": lambda r: f"{r.randint(1, 99)} million, ",
    "brackets": lambda _: "(",
    "brackets that close": lambda r: f"({_word(r)}) ",
    "seasons": lambda r: f"season {r.randint(1, 9)}, ",
    "cues": lambda _: "renewed cancelled axed ",
    "cues of many shows": lambda r: f'"{_word(r).title()}" was renewed for a second season by Netflix, ',
    "dates": lambda r: f"May {r.randint(1, 28)}, {r.randint(2001, 2025)}, ",
    "short lines": lambda r: f"{_word(r).title()}\n",
    "bullets": lambda r: f"- {_word(r).title()} (ABC): renewed\n",
    "white space": lambda _: "   \t",
    "one long word": lambda _: "ha",
    "full stops": lambda _: ". ",
    "dashes": lambda _: "— ",
}


def text_of(generator: Generator, size: int) -> str:
    random, pieces, length = Random(1), [_OPENING], len(_OPENING)
    while length < size:
        pieces.append(generator(random))
        length += len(pieces[-1])
    return "".join(pieces)[:size]


def hostile() -> Iterator[Measured]:
    """For each kind of text, how much more a character costs in the largest than in the smallest."""
    sizes = [SMALLEST << doubling for doubling in range(DOUBLINGS + 1)]
    for name, generator in GENERATORS.items():
        costs = []
        for size in sizes:
            document = Document(text=text_of(generator, size))
            costs.append(min(seconds(partial(read, document)) for _ in range(ROUNDS)) / size)
        yield Measured(
            f"{name}: cost a character at {sizes[-1] // 1000:,} thousand, {costs[-1] * 1e6:.1f} µs, over that at "
            f"{sizes[0] // 1000}",
            costs[-1] / costs[0],
            "times",
            required=2.0,
            at_least=False,
        )
