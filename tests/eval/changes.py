"""The claims gained and lost against another revision of src/: `make eval-diff BASE=REVISION FORMAT=text|json`.

Both revisions read the same texts. A claim is the same where it says the same, wherever its words stand. It is right
where an annotation says the same, inexact where that has another season, certainty, venue or character, optional where
careful readers may differ, else wrong; of denied ones nothing is said. Of the texts held out only the sums are given,
so that they stay unread.
"""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from eval.floors import CORPORA, load_floors
from eval.scoring import is_exact, pair, score, scored
from eval.texts import HELD_OUT, ROOT, EvaluationError, Said, Text, load_texts
from eval.trees import commit_of, export_source, read_with
from underway.vocabulary import KINDS

_SAYS = {
    "status": ("season", "status", "certainty"),
    "quote": ("speaker", "venue", "quote"),
    "audience": ("season", "value", "unit", "window", "platform"),
    "date": ("season", "event", "date", "certainty"),
    "credit": ("role", "person", "character"),
    "company": ("role", "name"),
    "episodes": ("season", "count"),
}
MARKS = ("right", "inexact", "wrong", "optional")
ORDER = (  # what may be a fault comes first
    ("lost", "right"),
    ("gained", "wrong"),
    ("gained", "inexact"),
    ("gained", "right"),
    ("lost", "wrong"),
    ("lost", "inexact"),
    ("gained", "optional"),
    ("lost", "optional"),
)


class Change(NamedTuple):
    """A claim that one revision makes and the other does not, `mark`ed by what the text's annotations say of it."""

    change: str
    mark: str
    text: str
    claim: Said


class Comparison(NamedTuple):
    """`f1` of each kind, and of all as their mean, before and after."""

    changes: list[Change]
    f1: dict[str, tuple[float, float]]

    def sums(self, kind: str) -> dict[str, tuple[int, int]]:
        """How many are lost and gained of each mark."""
        counted = Counter((one.change, one.mark) for one in self.changes if one.claim["kind"] == kind)
        return {mark: (counted["lost", mark], counted["gained", mark]) for mark in MARKS}


def compare(texts: Sequence[Text], before: Sequence[list[Said]], after: Sequence[list[Said]]) -> Comparison:
    """What changed between two readings of the texts, in the order of ORDER, of KINDS and of the texts."""
    changes = [
        change
        for text, one, other in zip(texts, before, after, strict=True)
        for change in (*_only(text, one, other, "lost"), *_only(text, other, one, "gained"))
    ]
    changes.sort(key=lambda one: (ORDER.index((one.change, one.mark)), KINDS.index(one.claim["kind"])))
    old, new = (score(zip(texts, read, strict=True)) for read in (before, after))
    f1 = {kind: (old.kinds[kind].f1, new.kinds[kind].f1) for kind in KINDS}
    return Comparison(changes, f1 | {"all": (old.macro_f1, new.macro_f1)})


def _only(text: Text, here: Iterable[Said], there: Iterable[Said], change: str) -> Iterator[Change]:
    """The claims of `here` that are not `there`, each as often."""
    left = Counter(map(_what_it_says, there))
    for mark, claim in _marked(text, here):
        said = _what_it_says(claim)
        left[said] -= 1
        if left[said] < 0:
            yield Change(change, mark, text.id, claim)


def _marked(text: Text, claims: Iterable[Said]) -> Iterator[tuple[str, Said]]:
    found = pair(text.claims, scored(claims))
    for gold, claim in found.pairs:
        yield "optional" if gold.get("optional") else "right" if is_exact(gold, claim) else "inexact", claim
    for claim in found.spurious:
        yield "wrong", claim


def _fields(claim: Said) -> dict[str, Any]:
    return {name: claim[name] for name in ("show", *_SAYS[claim["kind"]])}


def _what_it_says(claim: Said) -> tuple[Any, ...]:
    return claim["kind"], *_fields(claim).values()


def to_text(name: str, comparison: Comparison, listed: bool) -> str:
    lines = [name]
    for group in ORDER if listed else ():
        its = [one for one in comparison.changes if (one.change, one.mark) == group]
        if its:
            lines.append(f"{' '.join(group)}: {len(its)}")
        for one in its:
            said = json.dumps(_fields(one.claim), ensure_ascii=False)
            words = json.dumps(one.claim["evidence"]["text"], ensure_ascii=False)
            lines.append(f"  {one.text:8} {one.claim['kind']:9} {said}  {words}  {one.claim['rule']}")
    lines.append(f"{'':9} {''.join(f'{mark:14}' for mark in MARKS)}F1 before   after")
    for kind in KINDS:
        sums = "".join(f"{f'-{lost} +{gained}':14}" for lost, gained in comparison.sums(kind).values())
        lines.append(f"{kind:9} {sums}{comparison.f1[kind][0]:9.4f}  {comparison.f1[kind][1]:6.4f}")
    before, after = comparison.f1["all"]
    return "\n".join([*lines, f"macro F1 {before:.4f} -> {after:.4f}"])


def to_tree(comparison: Comparison, listed: bool) -> dict[str, Any]:
    """As JSON values: `kinds` with the sums by mark and F1 before and after, and `claims`, where they are listed."""
    kinds = {
        kind: {mark: {"lost": lost, "gained": gained} for mark, (lost, gained) in comparison.sums(kind).items()}
        | {"f1": comparison.f1[kind]}
        for kind in KINDS
    }
    claims = {"claims": [one._asdict() for one in comparison.changes]} if listed else {}
    return {"macro_f1": comparison.f1["all"], "kinds": kinds} | claims


def main() -> int:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="*", default=CORPORA, metavar="FILE", help="annotated texts")
    parser.add_argument("--base", metavar="REVISION", help="default: the commit of the pinned floors")
    parser.add_argument("--repository", type=Path, default=ROOT, metavar="FOLDER", help="whose src is compared")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    asked = parser.parse_args()
    trees = {}
    try:
        revision = asked.base or load_floors().commit
        base = commit_of(asked.repository, revision)
        with TemporaryDirectory() as folder:
            source = export_source(asked.repository, revision, Path(folder))
            for path in asked.files:
                texts = load_texts(path)
                comparison = compare(texts, read_with(source, texts), read_with(asked.repository / "src", texts))
                listed = path.name != HELD_OUT.name
                if asked.format == "json":
                    trees[path.name] = to_tree(comparison, listed)
                else:
                    print(to_text(f"{path.name}, {base[:12]} -> working copy", comparison, listed))
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 1
    if asked.format == "json":
        print(json.dumps({"base": base, "files": trees}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
