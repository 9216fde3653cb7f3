"""Titles, years, networks and external ids of shows, read from the files that catalogues publish."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from underway.catalogue import imdb, tvmaze
from underway.catalogue.entries import CatalogueEntry, Fault, Ids
from underway.catalogue.files import RefusedError, expanded, read_from
from underway.catalogue.titles import read_titles

__all__ = ["CatalogueEntry", "Fault", "Ids", "read_catalogue", "read_titles"]


def read_catalogue(source: Path | BinaryIO, name: str) -> Iterator[CatalogueEntry | Fault]:
    """The shows of IMDb's title.basics (TSV) or of a TVmaze show index (JSON), plain or gzipped, in their order.

    What cannot be read is a fault in its place: a line alone where the others can be, or the file, which `name` names.
    A line at a time is in memory, or one JSON array of up to 200 MB. A stream that is given stays open.
    """
    return read_from(source, name, _read)


def _read(source: BinaryIO, name: str) -> Iterator[CatalogueEntry | Fault]:
    stream = expanded(source)
    head = stream.peek()
    if imdb.begins(head):
        found = imdb.read(stream, name)
    elif tvmaze.begins(head):
        found = tvmaze.read(stream, name)
    else:
        raise RefusedError("is neither IMDb's title.basics (TSV) nor a TVmaze show index (JSON)")
    shows = False
    for each in found:
        shows = shows or isinstance(each, CatalogueEntry)
        yield each
    if not shows:
        raise RefusedError("holds no shows")
