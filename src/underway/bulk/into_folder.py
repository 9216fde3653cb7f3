"""Archives read into a folder, by this process, by several, or by a cluster: what is written is the same."""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from underway import reading
from underway.bulk.counts import Counts
from underway.bulk.folder import Manifest, PartRecord, Summary, opened
from underway.bulk.jobs import Job, Task
from underway.bulk.shares import Share, shares_of
from underway.reading import KnownTitles
from underway.sources import Columns, Fault
from underway.sources.records import RefusedError


class Crew(NamedTuple):
    """Who works: `workers` processes, or the cluster at an address, which reads up to `workers` archives at once; None
    is one process, and as many archives as the cluster can read."""

    workers: int | None = None
    cluster: str | None = None


class Progress(NamedTuple):
    """How much of the archives is read, in bytes of their files, and what was found, by this run and earlier ones."""

    done: int
    size: int
    counts: Counts


def read_into(
    output: Path,
    locations: Sequence[str],
    *,
    columns: Columns | None = None,
    crew: Crew | None = None,
    catalogue: KnownTitles | None = None,
    min_strength: float = 0,
) -> Generator[Progress | Fault | Summary, None, None]:
    """Reads what is at the locations into the folder and says how far it is; at the end, what became of everything.

    Where the folder has parts of the archives already, it goes on behind these. What cannot be read is a fault, and
    stops nothing else. Closed before its end, it ends all who work. Raises FolderError where the folder or the cluster
    cannot be used, and OSError where the output cannot be written.
    """
    columns, reader = columns or Columns(), reading.reader_name(catalogue, min_strength)
    with opened(output, reader=reader, columns=columns) as folder:
        shares: list[Share] = []
        for found in shares_of(locations, apart_from=output):
            if isinstance(found, Fault):
                yield found
            else:
                shares.append(found)
        folder.begin(Manifest(reader=reader, columns=columns, archives=[share.name for share in shares]))
        tally = _Tally(shares)
        tasks = []
        for share in shares:
            task = Task(share)
            try:
                for part in folder.resumption(share):
                    tally.take(part)
                    task = task.after(part)
            except RefusedError as refused:
                yield Fault(share.name, str(refused))
            else:
                if not task.is_done:
                    tasks.append(task)
        yield tally.progress
        # The large ones first, so that none is left for one worker alone in the end.
        tasks.sort(key=lambda task: -task.share.size)
        for told in _work(Job(output.absolute(), columns, catalogue, min_strength), tasks, crew or Crew()):
            if isinstance(told, Fault):
                yield told
            else:
                yield from told.faults
                tally.take(told)
                yield tally.progress
        yield folder.end()


class _Tally:
    """What is read of the shares."""

    def __init__(self, shares: Sequence[Share]) -> None:
        self._shares = {share.name: share for share in shares}
        self._size = sum(share.size for share in shares)
        self._expanded: Counter[str] = Counter()
        self._done: dict[str, int] = {}
        self._counts = Counts()

    @property
    def progress(self) -> Progress:
        return Progress(sum(self._done.values()), self._size, self._counts)

    def take(self, part: PartRecord) -> None:
        name = part.archive
        self._counts += part.counts
        self._expanded[name] += part.counts.bytes
        self._done[name] = self._shares[name].bytes_until(part.until, self._expanded[name])


def _work(job: Job, tasks: Sequence[Task], crew: Crew) -> Iterator[PartRecord | Fault]:
    if crew.cluster is not None:
        from underway.bulk.cluster import work_on_cluster  # noqa: PLC0415 - only clusters need it

        yield from work_on_cluster(job, tasks, crew.cluster, crew.workers)
    elif crew.workers is not None and crew.workers > 1:
        from underway.bulk.workers import work_in_processes  # noqa: PLC0415 - only several need it

        yield from work_in_processes(job, tasks, crew.workers)
    else:
        for task in tasks:
            try:
                yield from job.work_on(task)
            except RefusedError as refused:
                yield Fault(task.share.name, str(refused))
