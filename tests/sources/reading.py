"""Reading locations in tests, with documents and faults apart."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from underway.sources import Fault, documents
from underway.vocabulary import Document


class Read(NamedTuple):
    documents: list[Document]
    faults: list[str]
    warnings: list[str]

    @property
    def texts(self) -> list[str]:
        return [document.text for document in self.documents]

    @property
    def names(self) -> list[str | None]:
        return [document.source_id for document in self.documents]


def read(*locations: str | Path, stdin: bytes = b"") -> Read:
    return sort_out(documents([str(location) for location in locations], stdin=io.BytesIO(stdin)))


def sort_out(found: Iterable[Document | Fault]) -> Read:
    all_ = list(found)
    faults = [one for one in all_ if isinstance(one, Fault)]
    return Read(
        [one for one in all_ if isinstance(one, Document)],
        [str(fault) for fault in faults if fault.fatal],
        [str(fault) for fault in faults if not fault.fatal],
    )


def one(data: bytes) -> Document:
    """The single document on standard input, read without complaint."""
    result = read("-", stdin=data)
    assert (result.faults, result.warnings) == ([], [])
    (document,) = result.documents
    return document
