"""Fits the weights of lexicon/strength.toml: `PYTHONPATH=tests python -m tools.fit_strength ANNOTATED.jsonl
[--folds] [--dry-run]`.

ANNOTATED is as fit_evidence.py has it. An example is a claim that the rules make of a text, and whether an annotation
makes it, as `make eval` counts; those that agree with an optional one do not count. Of each kind a logistic regression
is fitted over the claims' signs (reading/strength.py), solved as there. `--folds` fits without each writer in turn, and
prints by kind how precise the claims of at least some strength are, and what share of the right ones they are.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from eval.scoring import pair, scored
from eval.texts import Text, said

from tools.fit_evidence import Weights, fit, parse_arguments
from underway.reading import strength
from underway.reading.reader import lay_out, read_page
from underway.vocabulary import KINDS

TABLE = Path(strength.__file__).parent / "lexicon" / "strength.toml"
PENALTY = 3.0
THRESHOLDS = (0, 0.5, 0.7, 0.8, 0.9)

HEAD = """\
# What each sign of a claim adds, in log-odds, to its being right, by kind; see reading/strength.py. Written by
# tools/fit_strength.py from annotated texts of invented shows, rounded to a tenth.
"""


class Example(NamedTuple):
    writer: str
    kind: str
    signs: frozenset[str]
    right: bool


def gather(lines: Iterable[str]) -> Iterator[Example]:
    for text in (msgspec.json.decode(line, type=Text) for line in lines):
        page = lay_out(text.document())
        claims = read_page(page)
        signs = {claim.id: strength.signs(page, claim) for claim in claims}
        pairs, _, spurious = pair(text.claims, scored(said(claims)))
        right = [(claim, True) for gold, claim in pairs if not gold.get("optional")]
        for claim, is_right in [*right, *((claim, False) for claim in spurious)]:
            yield Example(text.writer, claim["kind"], signs[claim["id"]], is_right)


def fit_table(examples: Iterable[Example]) -> dict[str, Weights]:
    rows = defaultdict(list)
    for example in examples:
        rows[example.kind].append((example.signs, example.right, 0.0))
    return {
        kind: {sign: round(value, 1) for sign, value in fit(rows[kind], penalty=PENALTY).items() if round(value, 1)}
        for kind in KINDS
    }


def cross_validate(examples: list[Example]) -> None:
    judged: list[tuple[float, Example]] = []
    for writer in sorted({example.writer for example in examples}):
        table = fit_table(example for example in examples if example.writer != writer)
        unseen = [example for example in examples if example.writer == writer]
        judged += [(strength.weigh(table[example.kind], example.signs), example) for example in unseen]
    for kind in KINDS:
        all_ = sum(example.right for _, example in judged if example.kind == kind)
        for least in THRESHOLDS:
            found = [example.right for value, example in judged if example.kind == kind and value >= least]
            print(
                f"{kind:9} {least:3}: {sum(found) / (len(found) or 1):.3f} right, {sum(found) / all_:.3f} of the right"
            )


def main() -> None:
    arguments = parse_arguments(__doc__)
    with arguments.annotated.open(encoding="utf-8") as lines:
        examples = list(gather(lines))
    print(len(examples), "claims,", sum(example.right for example in examples), "right", file=sys.stderr)
    if arguments.folds:
        cross_validate(examples)
    if not arguments.dry_run:
        lines_ = []
        for kind, weights in fit_table(examples).items():
            lines_ += ["", f"[{kind}]", *(f"{json.dumps(sign)} = {value}" for sign, value in sorted(weights.items()))]
        TABLE.write_text(HEAD + "\n".join(lines_) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
