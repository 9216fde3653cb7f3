"""The work on shares, in whichever process it is done."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from underway import reading
from underway.bulk.archives import parts_of
from underway.bulk.folder import Folder, PartRecord
from underway.bulk.shares import Share, records_of
from underway.reading import KnownTitles
from underway.sources import Columns


class Task(msgspec.Struct, frozen=True):
    """A share that is to be read from the position `start` on, where its part of that number begins; None is its
    end."""

    share: Share
    start: int | None = 0
    number: int = 0

    @property
    def is_done(self) -> bool:
        return self.start is None

    def after(self, part: PartRecord) -> "Task":
        """What is left of it when the part is there."""
        return Task(self.share, part.until, part.number + 1)


class Job(msgspec.Struct, frozen=True):
    """What all tasks have in common: where parts are written, which columns of tables hold what, the titles that the
    reader is given, and the strength that claims must have."""

    output: Path
    columns: Columns
    catalogue: KnownTitles | None = None
    min_strength: float = 0

    def work_on(self, task: Task) -> Iterator[PartRecord]:
        """Each part when it is written. Raises RefusedError where the archive cannot be read on, and OSError where the
        output cannot be written."""
        if task.start is None:
            return
        folder = Folder(self.output)
        passed: Counter[str] = Counter()
        records = records_of(task.share, self.columns, task.start, passed)
        read = partial(reading.read, catalogue=self.catalogue, min_strength=self.min_strength)
        for number, part in enumerate(parts_of(task.share.name, records, passed, task.start, read), task.number):
            yield folder.write(task.share, number, part)
