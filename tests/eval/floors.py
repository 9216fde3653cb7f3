"""The figures under which no change may bring the reading: measured, compared with floors.toml, and pinned there."""

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from eval.folds import cross_validate
from eval.scoring import APART, Figures, score
from eval.texts import ARTICLES, HELD_OUT, EvaluationError, Said, Text, digest, load_texts, read_texts

FLOORS = Path(__file__).with_name("floors.toml")
CORPORA = (ARTICLES, HELD_OUT)
PARTS: dict[str, tuple[Path, Callable[[list[Text]], list[list[Said]]]]] = {
    "articles": (ARTICLES, read_texts),
    "folds": (ARTICLES, cross_validate),
    "held_out": (HELD_OUT, read_texts),
}
_AT_MOST = "false_silent_documents"  # the one figure that must not rise

HEAD = """\
# No change may bring the reading under these figures, of docs/evaluation.md; false_silent_documents may not rise.
# Written by `make eval PIN=1`, from the source of the commit and the corpus files with these digests.

"""

Named = dict[str, float]


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`sha256` is by name of corpus file, `floors` by part and name of figure, in ten-thousandths."""

    commit: str
    sha256: dict[str, str]
    floors: dict[str, Named]


def measure(part: str) -> Figures:
    path, read = PARTS[part]
    texts = load_texts(path)
    return score(zip(texts, read(texts), strict=True))


def named(figures: Figures) -> Named:
    """What is pinned of a part, rounded to ten-thousandths."""
    found: Named = {"macro_f1": figures.macro_f1}
    found |= {f"{kind}_f1": score.f1 for kind, score in figures.kinds.items()}
    found["status_precision"] = figures.kinds["status"].precision
    found |= {f"{kind}_{field}": figures.apart(kind) for kind, field in APART.items()}
    found |= {"season": figures.season, "pointed": figures.pointed, "grounded": figures.grounded}
    return {name: round(value, 4) for name, value in found.items()} | {_AT_MOST: figures.false_silent_documents}


def load_floors(path: Path = FLOORS) -> Floors:
    """Raises EvaluationError where there is no such file, or another one."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Floors)
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path}: holds no floors ({error}); make eval PIN=1 writes them") from None


def digests() -> dict[str, str]:
    return {path.name: digest(path) for path in CORPORA}


def unpinned(floors: Floors, present: Mapping[str, str], measured: Mapping[str, Named]) -> list[str]:
    """A line for each corpus file, by its digest, that is not the pinned one, and for each part that lacks floors."""
    return [
        f"corpus/{name}: is not the file that the floors were pinned on; if it is to differ, make eval PIN=1"
        for name in sorted(floors.sha256.keys() | present.keys())
        if floors.sha256.get(name) != present.get(name)
    ] + [
        f"{part}: has no floor for {', '.join(missing)}; make eval PIN=1 sets it"
        for part, figures in measured.items()
        if (missing := [name for name in figures if name not in floors.floors.get(part, {})])
    ]


def undercut(floors: Floors, measured: Mapping[str, Named]) -> list[str]:
    """A line for each floor of the measured parts that its figure is under, or whose figure is gone."""
    return [
        f"{part}: {name} {trouble}"
        for part, figures in measured.items()
        for name, floor in floors.floors.get(part, {}).items()
        if (trouble := _trouble(name, floor, figures.get(name)))
    ]


def _trouble(name: str, floor: float, figure: float | None) -> str | None:
    if figure is None:
        return f"has a floor, {floor:g}, and is not measured"
    if name == _AT_MOST:
        return f"is {figure:g}, more than {floor:g}" if figure > floor else None
    return f"is {figure:.4f}, under its floor of {floor:.4f}" if figure < floor else None


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    tables = {"sha256": floors.sha256} | {f"floors.{part}": figures for part, figures in floors.floors.items()}
    lines = [f'commit = "{floors.commit}"']
    for table, entries in tables.items():
        keys = (key if key.isidentifier() else json.dumps(key) for key in entries)
        lines += [
            "",
            f"[{table}]",
            *(f"{key} = {json.dumps(value)}" for key, value in zip(keys, entries.values(), strict=True)),
        ]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
