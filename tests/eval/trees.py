"""Texts read by the source of another tree: of a revision, or with other weights."""

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from eval.texts import ROOT, EvaluationError, Said, Text, encode_texts


def commit_of(repository: Path, revision: str) -> str:
    """The full name of the commit. Raises EvaluationError where there is none."""
    command = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    try:
        return _git(repository, *command).decode().strip()
    except subprocess.CalledProcessError:
        raise EvaluationError(f"{revision}: is no revision of {repository}; name a commit, a tag or a branch") from None


def export_source(repository: Path, revision: str, folder: Path) -> Path:
    """Where in the folder `src` of the revision now is. Raises EvaluationError where there is none."""
    commit = commit_of(repository, revision)
    try:
        archive = _git(repository, "archive", "--format=tar", commit, "--", "src")
    except subprocess.CalledProcessError:
        raise EvaluationError(f"{revision}: has no folder src; name a later revision") from None
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        members.extractall(folder, filter="data")
    return folder / "src"


def uncommitted(repository: Path, *places: str) -> list[str]:
    """The files there that are not as the last commit has them."""
    listed = _git(repository, "status", "--porcelain", "-z", "--no-renames", "--", *places).decode()
    return [line[3:] for line in listed.split("\0") if line]


def read_with(source: Path, texts: Sequence[Text]) -> list[list[Said]]:
    """What the package in the folder `source` reads in each text. Raises EvaluationError where it cannot."""
    read = run_with(source, ["-m", "eval.read_texts"], encode_texts(texts))
    return msgspec.json.decode(read, type=list[list[Said]])


def run_with(source: Path, arguments: list[str], standard_input: bytes = b"") -> bytes:
    """What Python writes with the package in the folder `source`. Raises EvaluationError where it fails."""
    path = os.pathsep.join(map(str, (source.resolve(), ROOT / "tests", ROOT)))
    done = subprocess.run(
        [sys.executable, "-P", *arguments],
        env=os.environ | {"PYTHONPATH": path},
        input=standard_input,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise EvaluationError(f"{source}: does not read the texts: {last}")
    return done.stdout


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", repository, *arguments], capture_output=True, check=True).stdout
