"""A folder that was read into, taken as what a reader found: nothing is read again, and nothing in it is believed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from underway.bulk.folder import Folder, PartRecord, Table
from underway.bulk.parquet_output import Row, claim_of, document_of, read_rows
from underway.bulk.reading import Reading
from underway.sources import Fault
from underway.sources.locations import name_of
from underway.sources.records import RefusedError
from underway.vocabulary import Claim, VocabularyError, check_evidence


def readings_in(folder: Folder) -> Iterator[Reading | Fault]:
    """The documents in the folder with their claims.

    A row is a fault, by its file and number, where its id is not made of what it holds, or its words do not stand in
    its document; so is a file that is missing. What was not read to its end yet is a warning. Raises RefusedError where
    the folder is none of ours.
    """
    unfinished = []
    for archive in folder.manifest().archives:
        until: int | None = 0
        for part in folder.records(archive):
            until = part.until
            yield from _readings(folder, part)
        if until is not None:
            unfinished.append(archive)
    if unfinished:
        others = f" and {len(unfinished) - 1:,} more" if len(unfinished) > 1 else ""
        problem = f"is not finished; run `underway read` again, to read the rest of {unfinished[0]}{others}"
        yield Fault(name_of(folder.path), problem, fatal=False)


def _readings(folder: Folder, part: PartRecord) -> Iterator[Reading | Fault]:
    documents: dict[str, Reading] = {}
    for row in _rows(folder, part, "documents"):
        if isinstance(row, Fault):
            yield row
            continue
        try:
            document = document_of(row.values)
        except VocabularyError as refused:
            yield Fault(row.place, str(refused))
            continue
        of_feed = row.values.get("of_feed") is True
        documents[document.id] = Reading(document, [], row.place, of_feed=of_feed)
    claims: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
    for row in _rows(folder, part, "claims"):
        if isinstance(row, Fault):
            yield row
            continue
        try:
            claim = claim_of(row.values)
            if claim.document not in documents:
                raise VocabularyError(f"document: {claim.document} is not beside it")
            check_evidence(claim, documents[claim.document].document)
        except VocabularyError as refused:
            yield Fault(row.place, str(refused))
        else:
            claims[claim.document][claim.id] = claim
    for id_, found in documents.items():
        yield found._replace(claims=list(claims[id_].values()))


class _Row(NamedTuple):
    place: str
    values: Row


def _rows(folder: Folder, part: PartRecord, table: Table) -> Iterator[_Row | Fault]:
    if table not in part.tables:
        return
    path = folder.table(part, table)
    try:
        for number, row in enumerate(read_rows(path), 1):
            place = f"{name_of(path)}:{number}"
            yield Fault(place, row) if isinstance(row, str) else _Row(place, row)
    except RefusedError as refused:
        yield Fault(name_of(path), str(refused))
