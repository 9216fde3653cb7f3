"""Whether the rules read as well as they did: `make eval`, `make eval PIN=1`, `make eval PIN=1 LOWER=1`.

They are scored on the texts that they were tuned on, on the same in cross-validation, and on the texts held out, and
compared with the floors of tests/eval/floors.toml. Exits 1 where one is undercut, or a corpus file is another one.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from eval.floors import (
    FLOORS,
    PARTS,
    Floors,
    Named,
    digests,
    load_floors,
    measure,
    named,
    undercut,
    unpinned,
    write_floors,
)
from eval.reading import report
from eval.texts import ROOT, EvaluationError
from eval.trees import commit_of, uncommitted

_READ_WITH = ("src/underway/reading", "src/underway/vocabulary")


def pin(
    measured: Mapping[str, Named], present: Mapping[str, str], lower: bool, path: Path = FLOORS, repository: Path = ROOT
) -> list[str]:
    """Writes the figures as floors, all or none; returns what stands against it, a line each."""
    fallen = undercut(load_floors(path), measured) if path.exists() and not lower else []
    if fallen:
        return [*fallen, "not pinned, as floors only rise; if these are to fall, make eval PIN=1 LOWER=1"]
    if changed := uncommitted(repository, *_READ_WITH):
        return [f"{changed[0]}: is not committed; commit it first, as the floors name their commit"]
    write_floors(Floors(commit_of(repository, "HEAD"), dict(present), dict(measured)), path)
    return []


def main() -> int:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pin", action="store_true", help="write the figures as floors, where none is undercut")
    parser.add_argument("--lower", action="store_true", help="with --pin: even where some are")
    asked = parser.parse_args()
    try:
        present = digests()
        measured = {}
        for part in PARTS:
            figures = measure(part)
            print(part)
            report(figures)
            measured[part] = named(figures)
        if asked.pin:
            wrong = pin(measured, present, asked.lower)
        else:
            floors = load_floors()
            wrong = unpinned(floors, present, measured) + undercut(floors, measured)
    except EvaluationError as error:
        wrong = [str(error)]
    print("\n".join(wrong) or "no floor is undercut", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
