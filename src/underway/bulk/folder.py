"""The folder that reading in bulk writes to, and from which it goes on.

    underway.json                what the folder is, by which reader, and of which archives
    documents/NAME-00000.parquet the documents of a part that hold claims
    claims/NAME-00000.parquet    the claims of a part
    parts/NAME-00000.json        what a part is, written when its tables are there: `PartRecord`
    summary.json                 what became of everything, written at the end: `Summary`

Files appear whole, under their names, in this order. A part whose record is not there, or whose tables are not as the
record has them, is written again.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from itertools import count, takewhile
from pathlib import Path
from shutil import rmtree
from typing import Annotated, Literal
from uuid import uuid4

import msgspec
from filelock import FileLock, Timeout

from underway.bulk.archives import Part
from underway.bulk.counts import Counts
from underway.bulk.parquet_output import CLAIM_COLUMNS, DOCUMENT_COLUMNS, Column, Row, to_parquet
from underway.bulk.shares import Share
from underway.sources import Columns, Fault
from underway.sources.records import RefusedError
from underway.vocabulary import content_id

Table = Literal["documents", "claims"]

_MANIFEST, _SUMMARY = "underway.json", "summary.json"
_LOCK, _UNFINISHED = ".lock", ".unfinished"
_COLUMNS: dict[Table, Sequence[Column]] = {"documents": DOCUMENT_COLUMNS, "claims": CLAIM_COLUMNS}
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.]+")


class FolderError(Exception):
    """The folder cannot be used; the message names it and says what to do."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder holds: the claims that this reader found in these archives, named as in `Share`."""

    format: Literal["underway claims 1"] = "underway claims 1"
    reader: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    columns: Columns
    archives: list[str]


class Written(msgspec.Struct, frozen=True):
    """A table of a part: how many bytes it has, and their BLAKE2b of 128 bits."""

    size: int
    hash: str


class PartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an archive, from the record at the position `start` to the one at `until`; None is the end.

    `size` and `fingerprint` are the archive's.
    """

    archive: str
    size: int
    fingerprint: str
    number: int
    start: int
    until: int | None
    counts: Counts
    faults: list[Fault]
    tables: dict[Table, Written]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the archives; those that are `unfinished` were not read to their ends."""

    reader: str
    archives: int
    unfinished: list[str]
    counts: Counts


class Folder:
    """An output folder. Any number of processes may write parts there, each those of other archives."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def is_there(self) -> bool:
        """Whether something was read into it."""
        try:
            return (self.path / _MANIFEST).is_file()
        except OSError:
            return False

    def manifest(self) -> Manifest:
        """Raises RefusedError."""
        try:
            return msgspec.json.decode((self.path / _MANIFEST).read_bytes(), type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError):
            problem = f"has an {_MANIFEST} that is none of this version's; read the archives into another folder"
            raise RefusedError(problem) from None
        except OSError as error:
            raise RefusedError(f"has an {_MANIFEST} that cannot be read: {error.strerror}") from None

    def parts(self, archive: str) -> Iterator[PartRecord]:
        """The whole parts of the archive from its beginning on, up to the first that is missing."""
        return takewhile(self._is_whole, self.records(archive))

    def records(self, archive: str) -> Iterator[PartRecord]:
        """Likewise, whatever has become of the tables."""
        start: int | None = 0
        for number in count():
            found = self._record(archive, number)
            if start is None or found is None or found.start != start:
                return
            yield found
            start = found.until

    def table(self, part: PartRecord, table: Table) -> Path:
        """The file that has it."""
        return self.path / self._table_name(part.archive, part.number, table)

    def resumption(self, share: Share) -> Iterator[PartRecord]:
        """The whole parts of the share, behind which it is to be read on. Raises RefusedError where it has changed."""
        for part in self.parts(share.name):
            if (part.size, part.fingerprint) != (share.size, share.fingerprint):
                raise RefusedError(
                    f"has changed since it was read into {self.path}; read it into another folder, or remove the files "
                    f"called {_stem(share.name)} there"
                )
            yield part

    def write(self, share: Share, number: int, part: Part) -> PartRecord:
        """Raises OSError."""
        rows: dict[Table, list[Row]] = {"documents": part.documents, "claims": part.claims}
        written = {
            table: self._put(self._table_name(share.name, number, table), to_parquet(_COLUMNS[table], rows[table]))
            for table in rows
            if rows[table]
        }
        record = PartRecord(
            archive=share.name,
            size=share.size,
            fingerprint=share.fingerprint,
            number=number,
            start=part.start,
            until=part.until,
            counts=part.counts,
            faults=part.faults,
            tables=written,
        )
        self._put(self._record_name(share.name, number), _json(record))
        return record

    def summary(self) -> Summary:
        """Raises FolderError where the numbers do not add up: a part counts what it does not account for."""
        manifest = self.manifest()
        counts, unfinished = Counts(), []
        for archive in manifest.archives:
            until: int | None = 0
            for part in self.parts(archive):
                if not part.counts.add_up:
                    name = self.path / self._record_name(archive, part.number)
                    raise FolderError(f"{name}: the documents of {archive} do not add up; remove it and read again")
                counts += part.counts
                until = part.until
            if until is not None:
                unfinished.append(archive)
        return Summary(reader=manifest.reader, archives=len(manifest.archives), unfinished=unfinished, counts=counts)

    def begin(self, manifest: Manifest) -> None:
        """What other runs have begun to read there belongs to it still."""
        archives = {*manifest.archives, *self._begun()}
        self._put(_MANIFEST, _json(msgspec.structs.replace(manifest, archives=sorted(archives))))

    def end(self) -> Summary:
        summary = self.summary()
        self._put(_SUMMARY, _json(summary))
        return summary

    def _begun(self) -> Iterator[str]:
        if self.is_there:
            yield from (archive for archive in self.manifest().archives if any(self.parts(archive)))

    def _table_name(self, archive: str, number: int, table: Table) -> str:
        return f"{table}/{_stem(archive)}-{number:05}.parquet"

    def _record_name(self, archive: str, number: int) -> str:
        return f"parts/{_stem(archive)}-{number:05}.json"

    def _record(self, archive: str, number: int) -> PartRecord | None:
        try:
            written = (self.path / self._record_name(archive, number)).read_bytes()
            found = msgspec.json.decode(written, type=PartRecord)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return found if (found.archive, found.number) == (archive, number) else None

    def _is_whole(self, part: PartRecord) -> bool:
        try:
            return all(_written(self.table(part, name).read_bytes()) == there for name, there in part.tables.items())
        except OSError:
            return False

    def _put(self, name: str, written: bytes) -> Written:
        """Whole or not at all, also when the power fails."""
        place = self.path / name
        unfinished = self.path / _UNFINISHED / uuid4().hex
        for folder in (place.parent, unfinished.parent):
            folder.mkdir(exist_ok=True)
        with unfinished.open("xb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
        folder_itself = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder_itself)
        finally:
            os.close(folder_itself)
        return _written(written)


@contextmanager
def opened(path: Path, *, reader: str, columns: Columns) -> Iterator[Folder]:
    """The folder, made where there is none, which nobody else writes to meanwhile. Raises FolderError where it holds
    something else, or was read into otherwise."""
    folder = Folder(path)
    if path.exists() and not path.is_dir():
        raise FolderError(f"{path}: is a file; name a folder")
    path.mkdir(parents=True, exist_ok=True)
    with _locked(path):
        try:
            _check(folder, reader, columns)
            (path / _SUMMARY).unlink(missing_ok=True)
            yield folder
        finally:
            with suppress(OSError):
                rmtree(path / _UNFINISHED)


def _check(folder: Folder, reader: str, columns: Columns) -> None:
    if not folder.is_there:
        if any(entry.name not in (_LOCK, _UNFINISHED) for entry in folder.path.iterdir()):
            raise FolderError(f"{folder.path}: holds something else already; name a new folder")
        return
    try:
        before = folder.manifest()
    except RefusedError as refused:
        raise FolderError(f"{folder.path}: {refused}") from None
    if before.reader != reader:
        raise FolderError(f"{folder.path}: was read into by {before.reader}, and this is {reader}; name a new folder")
    if before.columns != columns:
        raise FolderError(f"{folder.path}: was read into with other columns; name them as then, or a new folder")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        with FileLock(path / _LOCK, timeout=0):
            yield
    except Timeout:
        raise FolderError(f"{path}: is being written to by another run; wait for its end") from None


def _stem(archive: str) -> str:
    """A name for files that nothing in the archive's can lead elsewhere, and that no other archive has."""
    last = _NOT_IN_NAMES.sub("-", archive.rpartition("/")[2])[:60].strip(".-")
    return f"{last}-{content_id(archive)[:12]}".lstrip("-")


def _written(written: bytes) -> Written:
    return Written(len(written), blake2b(written, digest_size=16).hexdigest())


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2) + b"\n"
