"""Fits the weights of lexicon/field.toml: `python tools/fit_field.py ANNOTATED.jsonl [--folds] [--dry-run]`.

ANNOTATED is as fit_evidence.py has it. An example is a text or a piece of one, its first characters or a paragraph: it
speaks of television where a claim that is no quote comes from its text. Fitted is a logistic regression over which
words stand in it, solved as there. `--folds` fits without each writer in turn, and prints by threshold how many texts
of another field are known for such, and how many of television are taken for them.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools.fit_evidence import fit, parse_arguments
from underway.reading import field
from underway.reading.field import words_of

TABLE = Path(field.__file__).parent / "lexicon" / "field.toml"
OPENINGS = (300, 600)  # characters
SHORTEST_PARAGRAPH = 80
COMMON = 12  # examples that a word must stand in
PENALTY = 20.0
THRESHOLDS = tuple(tenths / 10 for tenths in range(0, 31, 3))

HEAD = """\
# What each word adds, in log-odds, to a text's speaking of another field than television; see reading/field.py. Written
# by tools/fit_field.py from annotated texts of invented shows, rounded to a tenth.

"""


class Example(NamedTuple):
    writer: str
    words: frozenset[str]
    other: bool
    whole: bool


def gather(lines: Iterable[str]) -> Iterator[Example]:
    for line in lines:
        record = json.loads(line)
        writer, text = record["id"].split("-")[0], record["text"]
        other = all(claim["kind"] == "quote" for claim in record["claims"])
        yield Example(writer, words_of(text), other, whole=True)
        paragraphs = [p for p in text.split("\n") if len(p) >= SHORTEST_PARAGRAPH]
        for piece in [*(text[:size] for size in OPENINGS), *paragraphs[1:4:2]]:
            yield Example(writer, words_of(piece), other, whole=False)


def fit_table(examples: list[Example]) -> dict[str, float]:
    """Each side weighs as much as the other, however many examples it has."""
    others = sum(e.other for e in examples)
    weight = (len(examples) - others) / others
    rows = [({"any", *e.words}, e.other, 0.0) for e in examples]
    weights = [weight if e.other else 1.0 for e in examples]
    found = fit(rows, weights=weights, penalty=PENALTY, rare=COMMON)
    return {word: round(value, 1) for word, value in found.items() if round(value, 1)}


def cross_validate(examples: list[Example]) -> None:
    judged: list[tuple[float, Example]] = []
    for writer in sorted({e.writer for e in examples}):
        table = fit_table([e for e in examples if e.writer != writer])
        judged += [(field.weigh(table, e.words), e) for e in examples if e.writer == writer]
    for least in THRESHOLDS:
        counts = [
            sum(odds > least and e.other is other and e.whole is whole for odds, e in judged)
            for other in (True, False)
            for whole in (True, False)
        ]
        print(
            f"{least:4}: of other fields {counts[0]} texts, {counts[1]} pieces; of television {counts[2]}, {counts[3]}"
        )


def main() -> None:
    arguments = parse_arguments(__doc__)
    with arguments.annotated.open(encoding="utf-8") as lines:
        examples = list(gather(lines))
    print(len(examples), "examples,", sum(e.other for e in examples), "of other fields", file=sys.stderr)
    if arguments.folds:
        cross_validate(examples)
    if not arguments.dry_run:
        lines_ = (f"{json.dumps(word)} = {value}" for word, value in sorted(fit_table(examples).items()))
        TABLE.write_text(HEAD + "\n".join(lines_) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
