"""What becomes of the records of a share, and the parts in which that is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from underway import reading
from underway.bulk.counts import Counts
from underway.bulk.parquet_output import Row, claim_row, document_row
from underway.bulk.reading import Reader, confess
from underway.reading.gate import passes, passes_bytes
from underway.sources import At, Fault, Record, to_document
from underway.sources.records import RefusedError
from underway.vocabulary import Document, VocabularyError

# A part ends where one of these is reached, so that it follows from what the archive holds where it ends. It is what is
# in memory at once, and what has to be read again where a run was interrupted.
_BYTES = 1024**3  # of documents, expanded
_READ = 1000  # documents
_CHARACTERS = 16_000_000  # of documents with claims
_FAULTS = 1000


@dataclass(slots=True)
class Part:
    """What was found in the records from the position `start` on, up to the one at `until`, or to the end."""

    archive: str
    start: int
    until: int | None = None
    read: Reader = reading.read
    counts: Counts = field(default_factory=Counts)
    faults: list[Fault] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    _characters: int = 0

    @property
    def is_full(self) -> bool:
        return (
            self.counts.bytes >= _BYTES
            or self.counts.read >= _READ
            or self._characters >= _CHARACTERS
            or len(self.faults) >= _FAULTS
        )

    def take(self, found: Record | Fault) -> None:
        if isinstance(found, Fault):
            self.counts.seen += found.fatal
            self._name(found)
            return
        self.counts.seen += 1
        self.counts.bytes += len(found.payload)
        try:
            made = _documents(found)
            self.counts.dismissed += not made
            document = next((one for one in made if isinstance(one, Document)), None)
            if document is None or self._read(document, found):
                for one in made:
                    if isinstance(one, Fault):
                        self._name(one)
        except (RefusedError, VocabularyError) as refused:
            self._name(Fault(found.place, str(refused)))
        except Exception as error:
            self._name(Fault(found.place, confess(error)))

    def ended(self, passed: Counter[str]) -> Self:
        self.counts.passed = dict(passed)
        passed.clear()
        return self

    def _read(self, document: Document, record: Record) -> bool:
        """Whether it deserved that."""
        claims = self.read(document)
        if not claims and not passes(document.text):
            self.counts.dismissed += 1
            return False
        if not claims and (language := reading.foreign_language(document.text)):
            self.counts += Counts(languages={language: 1})
            return False
        self.counts.read += 1
        if not claims:
            return True
        self.counts += Counts(with_claims=1, claims=Counter(claim.kind for claim in claims))
        of_feed = record.format == "entry"
        self.documents.append(document_row(document, archive=self.archive, place=record.place, of_feed=of_feed))
        self.claims += map(claim_row, claims)
        self._characters += len(document.text)
        return True

    def _name(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.counts.refused += fault.fatal


def _documents(record: Record) -> tuple[Document | Fault, ...]:
    """None where the gate dismisses what it shows. Raises RefusedError and VocabularyError."""
    # Of other formats the bytes are no text yet: JSON has escapes.
    if record.format in ("html", "text") and not passes_bytes(record.payload):
        return ()
    if record.format != "html":
        return to_document(record)
    from underway.sources.quick_text import quick_page  # noqa: PLC0415 - slow to import, and texts need it not

    page = quick_page(record)
    return page.document() if passes(page.text) else ()


def parts_of(
    archive: str, records: Iterable[At], passed: Counter[str], start: int, read: Reader = reading.read
) -> Iterator[Part]:
    """What becomes of the records, which begin at that position, part by part; `passed` counts what was passed over
    between them."""
    part = Part(archive, start, read=read)
    position = start
    for at in records:
        if part.is_full and at.position != position:
            part.until = at.position
            yield part.ended(passed)
            part = Part(archive, at.position, read=read)
        position = at.position
        part.take(at.found)
    yield part.ended(passed)
