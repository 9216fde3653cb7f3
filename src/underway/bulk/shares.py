"""How the work is divided: a share is one archive file, or a thousand loose documents.

Which shares there are, and what each holds in which order, follows from the locations alone, whoever works on them.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import NamedTuple

import msgspec

from underway.sources import At, Columns, Fault, Record, archive_records, is_archive
from underway.sources.locations import Address, File, Remote, StandardInput, describe, expand
from underway.sources.records import RefusedError
from underway.sources.splitting import split_file
from underway.vocabulary import content_id

_LOOSE_DOCUMENTS = 1000
_PACKED = 4  # to one, about, where text is compressed
_NO_FILE = "is no file, which could be read on after an interruption; save it as one"
_SAMPLES, _SAMPLE_BYTES = 16, 4096  # a file of up to 64 KiB is looked at from end to end


class Share(msgspec.Struct, frozen=True):
    """`name` is the archive's, as its location names it; of loose documents, that of the first and how many follow.

    By `size`, in bytes, and `fingerprint`, which is made of samples from all over the contents, is told whether it is
    still what it was.
    """

    name: str
    files: tuple[File | Remote, ...]
    is_archive: bool
    size: int
    fingerprint: str

    def bytes_until(self, position: int | None, expanded: int) -> int:
        """About how many bytes of the files lie before the record at that position; `expanded` is what the documents
        before it had, expanded."""
        if position is None:
            return self.size
        if not self.is_archive:
            return self.size * position // len(self.files)
        suffixes = PurePath(self.name.lower()).suffixes
        if not {".warc", ".wet"}.isdisjoint(suffixes):  # only of these the positions are bytes
            return min(position, self.size)
        return min(expanded if suffixes[-1:] in ([".jsonl"], [".ndjson"]) else expanded // _PACKED, self.size)


def shares_of(locations: Sequence[str], *, apart_from: Path) -> Iterator[Share | Fault]:
    """The shares at the locations; what lies in the folder `apart_from` is left out."""
    output = apart_from.resolve()
    loose: list[_Looked] = []
    for found in expand(locations):
        if isinstance(found, Fault):
            yield found
            continue
        if isinstance(found, File) and output in found.path.resolve().parents:
            continue
        try:
            looked = _look(found)
            if is_archive(looked.file):
                yield _share(found.name, [looked], is_archive=True)
            else:
                loose.append(looked)
        except RefusedError as refused:
            yield Fault(found.name, str(refused))
        except OSError as error:
            yield Fault(found.name, describe(error))
    loose.sort(key=lambda looked: looked.file.name)
    for start in range(0, len(loose), _LOOSE_DOCUMENTS):
        some = loose[start : start + _LOOSE_DOCUMENTS]
        first = some[0].file.name
        name = first if len(some) == 1 else f"{first} and {len(some) - 1:,} more"
        yield _share(name, some, is_archive=False)


class _Looked(NamedTuple):
    file: File | Remote
    size: int
    samples: str


def _look(found: File | Remote | Address | StandardInput) -> _Looked:
    """Raises RefusedError and OSError."""
    if isinstance(found, Address | StandardInput):
        raise RefusedError(_NO_FILE)
    # Whoever works on it may be in another folder.
    file = File(found.path.absolute(), found.name) if isinstance(found, File) else found
    samples = blake2b(digest_size=16)
    with file.open() as raw:
        if not raw.seekable():
            raise RefusedError(_NO_FILE)
        size = raw.seek(0, os.SEEK_END)
        for number in range(_SAMPLES):
            raw.seek(max(0, size - _SAMPLE_BYTES) * number // (_SAMPLES - 1))
            samples.update(raw.read(_SAMPLE_BYTES))
    return _Looked(file, size, samples.hexdigest())


def _share(name: str, looked: Sequence[_Looked], *, is_archive: bool) -> Share:
    fingerprint = content_id([(one.file.name, one.size, one.samples) for one in looked])
    return Share(name, tuple(one.file for one in looked), is_archive, sum(one.size for one in looked), fingerprint)


def records_of(share: Share, columns: Columns, start: int, passed: Counter[str]) -> Iterator[At]:
    """The records from that position on, as in `archive_records`; of loose documents it is the number of the file.
    Raises RefusedError."""
    if share.is_archive:
        yield from archive_records(share.files[0], columns=columns, start=start, passed=passed)
    else:
        for position, file in enumerate(share.files[start:], start):
            yield from (At(position, found) for found in _loose(file))


def _loose(file: File | Remote) -> Iterator[Record | Fault]:
    try:
        with file.open() as raw:
            yield from split_file(raw, file.name, source_id=file.name)
    except RefusedError as refused:
        yield Fault(file.name, str(refused))
    except OSError as error:
        yield Fault(file.name, describe(error))
