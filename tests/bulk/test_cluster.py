"""A cluster of two machines, which are this one, writes what one process writes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from .made_archives import article, contents, in_parts, lines

UNDERWAY = Path(sys.executable).parent / "underway"
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a cluster of two nodes with a processor each."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in QUIET.items():
            patch.setenv(name, value)
        from ray.cluster_utils import Cluster  # noqa: PLC0415 - it reads these when it is imported

        def node(host: str) -> dict[str, Any]:
            return {"num_cpus": 1, "object_store_memory": 80 * 1024**2, "node_ip_address": host}

        head = node("127.0.0.2") | {"include_dashboard": False}
        cluster: Any = Cluster(initialize_head=True, head_node_args=head)
        try:
            cluster.add_node(**node("127.0.0.3"))
            yield cluster.address
        finally:
            cluster.shutdown()


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archives")
    (folder / "a.jsonl").write_text(in_parts(0, 20))
    (folder / "b.jsonl").write_text(in_parts(100, 2))
    (folder / "c.jsonl").write_text(lines([article(200)]))
    (folder / "d.txt").write_text(article(201)["text"])
    return folder


@pytest.fixture(scope="module")
def undisturbed(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    with reading(archives, output) as process:
        assert process.wait() == 1  # as much is broken in them
    return contents(output)


def reading(archives: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    locations = [path.name for path in sorted(archives.iterdir())]
    with (output.parent / "told").open("wb") as told:
        return subprocess.Popen(
            [str(UNDERWAY), "read", *locations, "--output", str(output), *options],
            cwd=archives, stdout=subprocess.DEVNULL, stderr=told,
        )  # fmt: skip


def named(output: Path) -> list[str]:
    """What was told beside what is broken in the archives."""
    told = (output.parent / "told").read_text().splitlines()
    return [line for line in told if "is not JSON: " not in line]


def worker() -> int | None:
    """The process of a worker that is at work."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cmdline").read_bytes().startswith(b"ray::_work_on"):
                return int(process.name)
        except OSError:  # it has ended meanwhile
            continue
    return None


@pytest.mark.parametrize("where", ["two machines", "local"])
def test_a_cluster_writes_what_one_process_writes(
    address: str, archives: Path, undisturbed: dict[str, bytes], tmp_path: Path, where: str
) -> None:
    with reading(archives, tmp_path / "out", "--cluster", address if where != "local" else where) as process:
        assert process.wait() == 1
    assert named(tmp_path / "out") == []
    assert contents(tmp_path / "out") == undisturbed


def test_a_worker_that_is_killed_changes_nothing(
    address: str, archives: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with reading(archives, output, "--cluster", address, "--workers", "1") as process:
        while not list(output.glob("parts/*.json")) and process.poll() is None:
            sleep(0.01)
        killed = worker()
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert process.wait() == 1
    (death,) = named(output)
    assert death.startswith("underway: warning: a.jsonl: the process that read it died (WorkerCrashedError: ")
    assert death.endswith("); it is read on by another")
    assert contents(output) == undisturbed


def test_a_cluster_that_is_not_there_is_told(archives: Path, tmp_path: Path) -> None:
    with reading(archives, tmp_path / "out", "--cluster", "127.0.0.1:1") as process:
        assert process.wait() == 1
    (problem,) = named(tmp_path / "out")
    assert problem == "underway: --cluster 127.0.0.1:1: cannot be reached (Connection refused)"
