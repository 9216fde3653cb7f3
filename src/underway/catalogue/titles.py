"""Titles alone: those of any catalogue that is known here, or of a list of one's own, one title a line."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from underway.catalogue import imdb, tvmaze
from underway.catalogue.entries import CatalogueEntry, Fault
from underway.catalogue.files import RefusedError, excerpt, expanded, lines, read_from

_MARK = b"\xef\xbb\xbf"


def read_titles(source: Path | BinaryIO, name: str) -> Iterator[str | Fault]:
    """Every title of the shows in IMDb's title.basics (TSV), in a TVmaze show index (JSON), or in a list of one title a
    line, plain or gzipped; one may come twice.

    Ends with the first place that cannot be read, as a fault; `name` names the file. A line at a time is in memory, or
    one JSON array of up to 200 MB. A stream that is given stays open.
    """
    return read_from(source, name, _read)


def _read(source: BinaryIO, name: str) -> Iterator[str | Fault]:
    stream = expanded(source)
    head = stream.peek()
    if imdb.begins(head):
        yield from _of_entries(imdb.read(stream, name))
    elif tvmaze.begins(head):
        yield from _of_entries(tvmaze.read(stream, name))
    else:
        yield from _of_lines(stream, name)


def _of_entries(found: Iterator[CatalogueEntry | Fault]) -> Iterator[str | Fault]:
    shows = False
    for each in found:
        if isinstance(each, Fault):
            yield each
            return
        shows = True
        yield from each.titles()
    if not shows:
        raise RefusedError("holds no shows")


def _of_lines(stream: io.BufferedReader, name: str) -> Iterator[str | Fault]:
    titles = False
    for number, line in lines(stream):
        try:
            title = _title(line.removeprefix(_MARK) if number == 1 and isinstance(line, bytes) else line)
        except RefusedError as refused:
            yield Fault(f"{name}:{number}", str(refused))
            return
        if title:
            titles = True
            yield title
    if not titles:
        raise RefusedError("holds no titles")


def _title(line: bytes | RefusedError) -> str:
    if isinstance(line, RefusedError):
        raise line
    try:
        title = line.decode().strip()
    except UnicodeDecodeError:
        raise RefusedError(f"{excerpt(line)} is not UTF-8; give one title a line, or IMDb's title.basics") from None
    if not title.isprintable():
        raise RefusedError(f"{excerpt(title)} is not one title; give one a line, or IMDb's title.basics")
    return title
