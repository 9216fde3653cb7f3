"""Work that ends before it is done, and output that goes to a terminal, a pipe, or nowhere."""

import os
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from underway.ledger import Contents, Ledger, LedgerError

from .command import RENEWED, UNDERWAY, environment, many, on_a_terminal, run

ALL = 400
ESCAPE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


@contextmanager
def adding(folder: Path, first: int, last: int) -> Iterator[subprocess.Popen[bytes]]:
    """`underway add -` that was given the documents and waits for more."""
    command = [UNDERWAY, "add", "-", "--ledger", "kept.sqlite"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder, env=environment(folder), **pipes) as process:  # type: ignore[call-overload]
        try:
            process.stdin.write(many(first, last))
            process.stdin.flush()
            yield process
        finally:
            process.kill()


def held(folder: Path) -> Contents:
    try:
        with Ledger.open(str(folder / "kept.sqlite"), create=False) as ledger:
            return ledger.contents()
    except LedgerError:  # not made yet
        return Contents(0, 0, 0)


def claims_by_document(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        query = "SELECT d.id, count(c.id) FROM documents d LEFT JOIN claims c ON c.document = d.id GROUP BY d.id"
        return dict(connection.execute(query).fetchall())


def wait_until_some_are_kept(folder: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):
        if held(folder).documents:
            return
        assert process.poll() is None
        time.sleep(0.02)
    raise AssertionError("nothing is kept")


def test_killed_in_the_middle_it_leaves_whole_documents_and_completes_when_run_again(tmp_path: Path) -> None:
    run(tmp_path, "add", "-", "--ledger", "whole.sqlite", stdin=many(0, ALL))
    whole = claims_by_document(tmp_path / "whole.sqlite")
    with adding(tmp_path, 0, ALL - 50) as process:
        wait_until_some_are_kept(tmp_path, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    some = claims_by_document(tmp_path / "kept.sqlite")
    assert 0 < len(some) < ALL
    assert some.items() <= whole.items()

    done = run(tmp_path, "add", "-", "--ledger", "kept.sqlite", stdin=many(0, ALL))
    assert done.status == 0
    assert f"{ALL - len(some)} documents added" in done.out
    assert claims_by_document(tmp_path / "kept.sqlite") == whole


def test_interrupted_it_says_so_in_one_line_and_keeps_what_was_added(tmp_path: Path) -> None:
    with adding(tmp_path, 0, 250) as process:
        wait_until_some_are_kept(tmp_path, process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert err == b"underway: interrupted; what was added is kept, run it again to go on\n"
    assert held(tmp_path).documents >= 100


@pytest.mark.parametrize("arguments", [["read", "news.jsonl"], ["read", "news.jsonl", "--format", "jsonl"]])
def test_a_pipe_that_is_closed_ends_it_quietly(tmp_path: Path, arguments: Sequence[str]) -> None:
    (tmp_path / "news.jsonl").write_bytes(many(0, 1000))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([UNDERWAY, *arguments], cwd=tmp_path, env=environment(tmp_path), **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [UNDERWAY, "ask", "Harrow House", "--from", "renewed.txt"],
            cwd=tmp_path, env=environment(tmp_path), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"underway: the output cannot be written: No space left on device\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "renewed.txt").write_text(RENEWED, encoding="utf-8")
    (tmp_path / "news.jsonl").write_bytes(many(0, 50))
    return tmp_path


@pytest.mark.parametrize("arguments", [["ask", "Harrow House", "--from", "renewed.txt"], ["read", "renewed.txt"]])
def test_on_a_terminal_lines_keep_to_its_width_and_elsewhere_to_none(folder: Path, arguments: list[str]) -> None:
    shown = ESCAPE.sub(b"", on_a_terminal(folder, *arguments)).decode()
    assert 50 < max(map(len, shown.splitlines())) <= 60
    assert RENEWED.splitlines()[1] in run(folder, *arguments).out
    assert " ".join(RENEWED.splitlines()[1].split()) in " ".join(shown.split())


def test_colour_is_for_terminals_that_want_it(folder: Path) -> None:
    question = ("ask", "Harrow House", "--from", "renewed.txt")
    assert b"\x1b[1;32mYes: season 2 of Harrow House is coming." in on_a_terminal(folder, *question)
    assert b"\x1b[1;32m" not in on_a_terminal(folder, *question, NO_COLOR="1")
    assert "\x1b" not in run(folder, *question).out


def test_progress_is_for_terminals(folder: Path) -> None:
    adding = ("add", "news.jsonl", "--ledger", "kept.sqlite")
    assert b"50 documents" in on_a_terminal(folder, *adding)
    assert run(folder, *adding).err == ""
    with Path(folder / "claims.jsonl").open("wb") as file:
        assert b"50 documents" in on_a_terminal(folder, "read", "news.jsonl", stdout=file.fileno())
    reading, writing = os.pipe()
    try:
        assert on_a_terminal(folder, "ask", "Nobody", "--from", "news.jsonl", stdout=writing) == b""
    finally:
        os.close(reading)
        os.close(writing)
    assert b"documents" not in on_a_terminal(folder, "read", "renewed.txt")
