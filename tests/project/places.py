"""Where the project's own files are, and how its tools are run."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(command: list[str] | str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, through the shell where it is a string; its output is text. Our tools come first."""
    return subprocess.run(
        command,
        cwd=folder,
        shell=isinstance(command, str),
        env=os.environ
        | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "100"}
        | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
