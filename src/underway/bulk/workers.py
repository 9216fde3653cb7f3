"""Work on shares by processes of this machine."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from os import _exit
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, Signals, pthread_sigmask
from threading import Thread

from underway.bulk.folder import PartRecord
from underway.bulk.jobs import Job, Task
from underway.bulk.reading import confess
from underway.sources import Fault
from underway.sources.records import RefusedError

ATTEMPTS = 2
# Nothing of this process is inherited, neither its threads nor its files.
_SPAWN = get_context("spawn")

Told = PartRecord | Fault | OSError


def work_in_processes(job: Job, tasks: Sequence[Task], count: int) -> Iterator[PartRecord | Fault]:
    """Each part when it is written, by up to `count` processes; of a share that cannot be read to its end, why.

    A process that dies is named, and what is left of its share is tried once more. Whatever ends this ends the
    processes. Raises OSError where the output cannot be written.
    """
    waiting = deque(tasks)
    deaths: Counter[str] = Counter()
    crew: dict[object, _Worker] = {}
    try:
        while waiting or crew:
            while waiting and len(crew) < count:
                worker = _Worker(job, waiting.popleft())
                crew[worker.pipe] = worker
            for pipe in wait([worker.pipe for worker in crew.values()]):
                worker = crew[pipe]
                told = worker.hear()
                if isinstance(told, OSError):
                    raise told
                if told is not None:
                    yield told
                    if worker.task is None and waiting:
                        worker.give(waiting.popleft())
                if worker.task is None or told is None:
                    del crew[worker.pipe]
                    worker.end()
                if told is None:
                    assert worker.task is not None
                    deaths[worker.task.share.name] += 1
                    last = deaths[worker.task.share.name] == ATTEMPTS
                    if not last:
                        waiting.appendleft(worker.task)
                    yield died(worker.task, worker.how_it_ended(), last=last)
    finally:
        for worker in crew.values():
            worker.end()


def died(task: Task, how: str, *, last: bool) -> Fault:
    """What is said of a share whose worker has died."""
    if last:
        advice = "where memory is short, use fewer workers; run it again to go on"
        return Fault(task.share.name, f"is left unfinished: the process that read it died again ({how}); {advice}")
    return Fault(task.share.name, f"the process that read it died ({how}); it is read on by another", fatal=False)


class _Worker:
    """A process that is given one task after the other; `task` is what is left of the present one."""

    def __init__(self, job: Job, task: Task) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(theirs, job), daemon=True)
        # Ctrl-C reaches every process of the terminal. It is for this one, which ends the others.
        before = pthread_sigmask(SIG_BLOCK, {SIGINT})
        try:
            self._process.start()
        finally:
            pthread_sigmask(SIG_SETMASK, before)
        theirs.close()  # so that the pipe ends with the process
        self.task: Task | None = None
        self.give(task)

    def give(self, task: Task) -> None:
        self.task = task
        with suppress(BrokenPipeError):  # that it has died is seen when it is heard
            self.pipe.send(task)

    def hear(self) -> Told | None:
        """What the process has to tell; None where it has died."""
        try:
            told: Told = self.pipe.recv()
        except (EOFError, OSError):
            return None
        assert self.task is not None
        left = self.task.after(told) if isinstance(told, PartRecord) else None
        self.task = None if left is None or left.is_done else left
        return told

    def end(self) -> None:
        self._process.terminate()
        self._process.join()
        self.pipe.close()

    def how_it_ended(self) -> str:
        code = self._process.exitcode or 0
        return f"signal {-code}, {Signals(-code).name}" if code < 0 else f"status {code}"


def _work(pipe: "Connection[Told, Task]", job: Job) -> None:
    """Tells of each part; where a task ends before its share's end, why."""
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            for part in job.work_on(task):
                pipe.send(part)
        except RefusedError as refused:
            pipe.send(Fault(task.share.name, str(refused)))
        except OSError as error:
            pipe.send(error)
        except Exception as error:
            pipe.send(Fault(task.share.name, confess(error)))


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    _exit(1)
