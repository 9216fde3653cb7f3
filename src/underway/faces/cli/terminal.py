"""What the commands share with the terminal: one line for each problem, a count while work is long."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from underway.render.inert import inert

T = TypeVar("T")
_COLUMNS = 80


def complain(problem: object) -> None:
    """One line on stderr, after what is already written; nothing in it can steer the terminal."""
    sys.stdout.flush()
    print(f"underway: {inert(str(problem))}", file=sys.stderr)


def wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal, 80 where output goes elsewhere."""
    return shutil.get_terminal_size((_COLUMNS, 24)).columns if sys.stdout.isatty() else _COLUMNS


def counted(items: Iterable[T]) -> Iterator[T]:
    """The items, with a count of them on stderr while they pass, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            yield item
            progress.advance(task)
