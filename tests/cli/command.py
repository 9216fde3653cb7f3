"""The command as it is installed, run in a process of its own, and the articles that it is given."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

UNDERWAY = Path(sys.executable).parent / "underway"
RENEWED = "date 2021-05-05\nNetflix has renewed Harrow House for a second season, the company said on Wednesday.\n"
UNDATED = "Netflix has renewed The Café Murders for a third season.\n"
_OURS = ("UNDERWAY_LEDGER", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines on stderr, each without the program's name; raises where one of them has none."""
        assert all(line.startswith("underway: ") for line in self.err.splitlines()), self.err
        return [line.removeprefix("underway: ") for line in self.err.splitlines()]

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.out.splitlines() if line.strip()]

    def json_lines(self) -> list[dict[str, Any]]:
        return [msgspec.json.decode(line) for line in self.out.splitlines()]


def environment(folder: Path, **changes: str) -> Mapping[str, str]:
    """The process's own without what changes our output; the user's data folder is in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    return kept | {"XDG_DATA_HOME": str(folder / "data"), "HOME": str(folder)} | changes


def run(folder: Path, *arguments: str, stdin: bytes = b"", **changes: str) -> Done:
    """`underway` with these arguments in the folder; `changes` are variables of its environment."""
    done = subprocess.run(
        [UNDERWAY, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=environment(folder, **changes),
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_a_terminal(folder: Path, *arguments: str, columns: int = 60, stdout: int | None = None, **changes: str) -> bytes:
    """What a terminal of that width is sent; only stderr goes there where `stdout` is given."""
    terminal, ours = pty.openpty()
    try:
        with subprocess.Popen(
            [UNDERWAY, *arguments], cwd=folder, env=environment(folder, COLUMNS=str(columns), TERM="xterm", **changes),
            stdin=subprocess.DEVNULL, stdout=ours if stdout is None else stdout, stderr=ours,
        ) as process:  # fmt: skip
            os.close(ours)
            sent = b""
            try:
                while part := os.read(terminal, 4096):
                    sent += part
            except OSError:  # how Linux tells that the other side is closed
                pass
        assert process.returncode == 0, sent
        return sent
    finally:
        os.close(terminal)


def lines_of(documents: Sequence[Mapping[str, Any]]) -> bytes:
    return b"".join(msgspec.json.encode(document) + b"\n" for document in documents)


def many(first: int, last: int) -> bytes:
    """Documents as JSON Lines, each about a season of its own show."""
    return lines_of(
        [
            {
                "id": f"dial-{n}",
                "published": "2021-05-05",
                "text": f"Netflix has renewed Harrow {_name(n)} for a second season, the company said on Wednesday.",
            }
            for n in range(first, last)
        ]
    )


def _name(number: int) -> str:
    """`Babe`, `Dofu`: a word of its own for each number below 2,500."""
    syllables = [c + v for c in "bdfghklmpt" for v in "aeiou"]
    high, low = divmod(number, len(syllables))
    return (syllables[high] + syllables[low]).capitalize()
