"""Where output goes that is not for the terminal alone."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from underway.ledger import Ledger, LedgerError


@contextmanager
def output_file(output: str | None, ledger: Ledger) -> Iterator[BinaryIO]:
    """The file, whole or not at all, or a device, or standard output."""
    if output is None or output == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(output).resolve()
    if ledger.owns(place):
        raise LedgerError(f"{output}: is the ledger itself; name another place")
    try:
        with _replacing(place) if place.is_file() or not place.exists() else place.open("wb") as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, output) from error


@contextmanager
def _replacing(place: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of the one there, with its mode, when it is whole."""
    beside = place.with_name(f".{place.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
