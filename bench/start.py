"""How long a person waits before anything happens, in fresh processes."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from bench.figures import Measured, seconds

RUNS = 11


def _started(command: list[str]) -> float:
    """Median wall time of the whole process, the interpreter's own start included."""
    times = [seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(RUNS + 1)]
    return median(times[1:])  # the first may still compile and fill caches


def importing() -> Measured:
    return Measured("import underway", _started([sys.executable, "-c", "import underway"]), "s", 0.3, at_least=False)


def helping() -> Measured:
    command = str(Path(sys.executable).with_name("underway"))
    return Measured("underway --help", _started([command, "--help"]), "s", 0.5, at_least=False)
