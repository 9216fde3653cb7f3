"""Seasons as tables name them, and the rows of tables as they are cited."""

import re
from typing import NamedTuple

from underway.dossier.watched import TableRow
from underway.ledger import KeptFigure
from underway.vocabulary.seasons import write_season
from underway.vocabulary.titles import fold_letters, strip_marks

_NUMBER = re.compile(r"[0-9]{1,3}")


class Part(NamedTuple):
    """A season of a show, by number, or by what a table calls it; the show by its title, case and accents aside."""

    show: str
    season: int | None
    label: str | None

    @property
    def place(self) -> int:
        """Its place among the seasons of its show, by their numbers and those in what they are called."""
        number = _NUMBER.search(self.label or "")
        return self.season or (int(number[0]) if number else 0)


def titled(title: str) -> str:
    """What tells shows apart in tables, which spell a title in one way: `Maid` is not `The Maid`."""
    return fold_letters(strip_marks(title))


def part_of(kept: KeptFigure) -> Part:
    return Part(titled(kept.figure.show), kept.figure.season, kept.figure.label)


def name_of(title: str, season: int | None, label: str | None) -> str:
    """`Harrow House, season 2`, `Harrow House, Part 2`."""
    part = label or (write_season(season) if season is not None else None)
    return f"{title}, {part}" if part else title


def row_of(kept: KeptFigure) -> TableRow:
    return TableRow(kept.table, kept.row, kept.sheet)
