"""Work on shares by a cluster of machines, on Ray. All of them see the archives and the output under the same paths."""

import logging
import os
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from underway.bulk.counts import Counts
from underway.bulk.folder import Folder, FolderError, PartRecord
from underway.bulk.jobs import Job, Task
from underway.bulk.reading import confess
from underway.bulk.workers import ATTEMPTS, died
from underway.sources import Fault
from underway.sources.records import RefusedError

LOCAL = "local"
_STORE_BYTES = 128 * 1024 * 1024
_PATIENCE = 10  # seconds
_BEYOND_LOOPBACK = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"  # which Ray obeys on every system


def work_on_cluster(job: Job, tasks: Sequence[Task], address: str, count: int | None) -> Iterator[PartRecord | Fault]:
    """Each part, when its share is done, by the cluster at the address, or for `local` one of this machine alone; up to
    `count` shares are read at once. Of a share that cannot be read to its end, why.

    A task whose process or machine dies is named, and what is left of its share is tried once more. Raises FolderError
    where the cluster cannot be reached, or what it counts as written is not seen here, and OSError where the output
    cannot be written.
    """
    folder = Folder(job.output)
    waiting = list(reversed(tasks))
    deaths: Counter[str] = Counter()
    with _cluster(address, count) as ray:
        work = ray.remote(num_cpus=1, max_retries=0)(_work_on)
        everywhere = ray.put(job)  # once, however many tasks there are
        at_work: dict[Any, Task] = {}
        while waiting or at_work:
            while waiting and len(at_work) < (count or len(tasks)):
                task = waiting.pop()
                at_work[work.remote(everywhere, task)] = task
            (done,), _ = ray.wait(list(at_work))
            task = at_work.pop(done)
            name, left, counts = task.share.name, task, Counts()
            try:
                told: Counts | Fault | OSError | None = ray.get(done)
            except ray.exceptions.RayError as error:
                told, how = None, _outline(error)
            for part in folder.parts(name):
                if part.number >= task.number:
                    yield part
                    counts += part.counts
                    left = left.after(part)
            if isinstance(told, OSError):
                raise told
            if isinstance(told, Fault):
                yield told
            elif told is not None and (told != counts or not left.is_done):
                raise FolderError(
                    f"{job.output}: what was written there of {name} is not all seen here; every machine "
                    "of the cluster must have this folder under this path"
                )
            elif told is None and not left.is_done:
                deaths[name] += 1
                last = deaths[name] == ATTEMPTS
                if not last:
                    waiting.append(left)
                yield died(left, how, last=last)


def _work_on(job: Job, task: Task) -> Counts | Fault | OSError:
    """What the task's parts count together; where it ends before its share's end, why."""
    counts = Counts()
    try:
        for part in job.work_on(task):
            counts += part.counts
    except RefusedError as refused:
        return Fault(task.share.name, str(refused))
    except OSError as error:
        return error
    except Exception as error:
        return Fault(task.share.name, confess(error))
    return counts


@contextmanager
def _cluster(address: str, count: int | None) -> Iterator[Any]:
    """Ray, connected; nothing of it is shown, and nothing is sent to its makers."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    if address == LOCAL:
        os.environ[_BEYOND_LOOPBACK] = "0"
    else:
        _check_reachable(address)
    try:
        import ray  # noqa: PLC0415 - large, and only clusters need it
    except ImportError:
        raise FolderError(
            '--cluster: needs a package that is missing; install it: pip install "underway[cluster]"'
        ) from None
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    try:
        if address == LOCAL:
            # Only counts pass through its store.
            ray.init(LOCAL, num_cpus=count, include_dashboard=False, object_store_memory=_STORE_BYTES, **quiet)
        else:
            ray.init(address, **quiet)
    except (OSError, RuntimeError, ValueError) as error:
        raise FolderError(f"--cluster {address}: cannot be used: {_outline(error)}") from None
    try:
        yield ray
    finally:
        ray.shutdown()


def _check_reachable(address: str) -> None:
    """Ray itself would try for ever."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except ValueError:
        raise FolderError(f"--cluster {address}: is neither HOST:PORT nor {LOCAL}") from None
    except OSError as error:
        raise FolderError(f"--cluster {address}: cannot be reached ({error.strerror or error})") from None


def _outline(error: Exception) -> str:
    """The kind of an error, and the last line of what it says."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[-1].strip()}" if lines else type(error).__name__
