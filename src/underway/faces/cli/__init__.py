"""The command line. How the commands are called stands here, in one module for each part; what they do, in `work`."""

import os
import sys

from underway.faces.cli import answers, audience, documents, explaining, following, judging, outputs, viewing, watching
from underway.faces.cli.app import app

__all__ = [
    "answers",
    "app",
    "audience",
    "documents",
    "explaining",
    "following",
    "judging",
    "main",
    "outputs",
    "viewing",
    "watching",
]


def main() -> None:
    """The `underway` command. Exit status: 0 done, 1 could not do it, 2 wrong usage."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who called
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        # Titles and names come from everywhere, whatever the locale says.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="underway")
