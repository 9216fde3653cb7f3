"""What the commands share with the terminal: one line for each problem, a count while work is long, quiet ends."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from underway.ledger import LedgerError
from underway.render.inert import inert

_INTERRUPTED = 130  # as shells have it: 128 and the number of the signal
_NOBODY_READS = 141
_COLUMNS = 80


def finish(work: Callable[[], int], *, told: tuple[type[Exception], ...] = (), interrupted: str = "interrupted") -> int:
    """The exit status of the work. What ends it early is told in one line, errors of a ledger and those that are `told`
    among it; a closed pipe, which nobody reads, in none.

    Sources and the ledger tell of their own trouble, so that an OSError here is one of the output.
    """
    failures: tuple[type[Exception], ...] = (LedgerError, *told)
    try:
        try:
            status = work()
            sys.stdout.flush()
        except KeyboardInterrupt:
            complain(interrupted)
            return _INTERRUPTED
        except failures as error:
            complain(error)
            return 1
    except BrokenPipeError:
        _give_up_output()
        return _NOBODY_READS
    except OSError as error:
        _give_up_output()
        why = error.strerror or error
        if error.filename is None:
            complain(f"the output cannot be written: {why}")
        else:
            complain(f"{error.filename}: cannot be written ({why}); name another place")
        return 1
    return status


def _give_up_output() -> None:
    """What is still to be written goes nowhere, also when the process ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def complain(problem: object) -> None:
    """One line on stderr, after what is already written; nothing in it can steer the terminal."""
    sys.stdout.flush()
    sys.stderr.write(f"underway: {inert(str(problem))}\n")  # at once: an interrupt must not part a line from its end


def wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Columns of the terminal, or those that the environment asks for; None, no limit, where output goes elsewhere."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return shutil.get_terminal_size((_COLUMNS, 24)).columns
    return None


@contextmanager
def counting(*, what: str = "documents", while_printing: bool = False) -> Iterator[Callable[[], None]]:
    """What is to be called for each document, or `what` else is counted: shows on stderr how many there were, where
    someone is looking.

    Nothing is shown while results are printed to the same terminal, or go to another program that may use it.
    """
    if not sys.stderr.isatty() or is_pipe() or (while_printing and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - seldom needed
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    columns = (SpinnerColumn(), TextColumn(f"{{task.completed:,.0f}} {what}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)


def is_pipe() -> bool:
    return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
