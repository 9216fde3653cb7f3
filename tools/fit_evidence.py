"""Fits the weights of lexicon/evidence.toml: `python tools/fit_evidence.py ANNOTATED.jsonl [--folds] [--dry-run]`.

ANNOTATED is JSON Lines of texts with their claims (id, published, title, text, claims), as `underway read` takes and
prints them. What an id holds before its first "-" names who wrote the text.

Every family of names (reading/mentions/families.py) of the texts that the reader's gate lets pass is an example: a show
where a claim is about it, a person where a claim names it as one, else neither. Families that are only part of such a
name are left out, and from the examples of persons those that look like people of whom nothing is claimed. Two logistic
regressions, one for shows and one for persons, are fitted in two looks, as the reader takes them: first the evidence
that a family has by itself, then, on top of that sum, the evidence of its company. What lexicon/constructions.toml sets
by hand is left to it. Each is solved by cyclic coordinate descent with an L2 penalty, from zero and in the order of the
names, so that the same texts give the same weights.
`--folds` fits without each writer in turn and prints how titles are then found in that writer's texts, and in all of
them by threshold.
"""

import argparse
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from underway.reading.gate import passes
from underway.reading.lexicon import load
from underway.reading.mentions import families
from underway.reading.mentions.families import Family, Leaning
from underway.reading.mentions.organisations import find_organisations
from underway.reading.structure import InOrder, Page
from underway.vocabulary import Document
from underway.vocabulary.titles import title_key

TABLE = Path(families.__file__).parent.parent / "lexicon" / "evidence.toml"
SET_BY_HAND = load("constructions.toml", dict[str, Leaning]).keys()
PENALTY = 1.5
PASSES = 30
RARE = 4  # families that a piece of evidence must stand in

HEAD = """\
# What each piece of evidence adds, in log-odds, to a name being a show and to its being a person; see
# mentions/candidates.py, neighbours.py, following.py and families.py. Written by tools/fit_evidence.py from annotated
# texts of invented shows, rounded to a tenth.

"""

Weights = dict[str, float]


class Example:
    """One family, the writer of its text, and what it is: True, False, or None where it does not count."""

    def __init__(self, page: Page, family: Family, writer: str, gold: "Gold") -> None:
        self.page = page
        self.family = family
        self.writer = writer
        self.show, self.person = gold.judge(family)


class Gold:
    """The names that a text's claims give."""

    def __init__(self, claims: list[dict[str, Any]]) -> None:
        self.shows = _keys(c.get("show") for c in claims)
        self.persons = _keys(c.get("person") or c.get("speaker") for c in claims)
        self.characters = _keys(c.get("character") for c in claims)

    def judge(self, family: Family) -> tuple[bool | None, bool | None]:
        words = family.key.split()
        wholes = [len(s.split()) for s in self.shows if _is_end(words, s.split())]
        show = any(2 * len(words) >= whole for whole in wholes)
        person = any(_same_person(set(words), set(p.split())) for p in self.persons)
        of_person = any(set(words) < set(p.split()) for p in self.persons)
        named = not family.evidence.isdisjoint(("given-name-first", "given-name-alone"))
        like_person = named and family.key not in self.characters
        return (
            True if show else None if wholes else False,
            True if person else None if of_person or (like_person and not show) else False,
        )


def _keys(names: Iterable[str | None]) -> set[str]:
    return {title_key(n) for n in names if n}


def _is_end(short: list[str], full: list[str]) -> bool:
    return short == full or full[: len(short)] == short or full[-len(short) :] == short


def _same_person(words: set[str], gold: set[str]) -> bool:
    shorter = len(words) >= 2 and words < gold and len(gold) - len(words) <= 1
    longer = len(gold) >= 2 and gold < words and len(words) - len(gold) <= 2
    return words == gold or shorter or longer


def gather(lines: Iterable[str]) -> list[Example]:
    examples = []
    for line in lines:
        record = json.loads(line)
        if not passes(record["text"]):
            continue
        published = record.get("published")
        document = Document(
            text=record["text"],
            source_id=record["id"],
            title=record.get("title"),
            published=date.fromisoformat(published) if published else None,
        )
        page = Page(document)
        page.organisations = InOrder(find_organisations(page.text, page.folded, page.tokens))
        gold = Gold(record["claims"])
        writer = record["id"].split("-")[0]
        examples += [Example(page, family, writer, gold) for family in families.gather(page)]
    return examples


def fit(
    rows: Sequence[tuple[Iterable[str], bool, float]],
    *,
    weights: Sequence[float] = (),
    penalty: float = PENALTY,
    rare: int = RARE,
) -> Weights:
    """The weights of the evidence of `rows`: its names, whether it is so, and the log-odds it begins with. `weights`
    says how much each row counts, by default all the same."""
    counts = weights or [1.0] * len(rows)
    members: dict[str, list[int]] = defaultdict(list)
    for i, (evidence, _, _) in enumerate(rows):
        for name in evidence:
            members[name].append(i)
    truth = [1.0 if so else 0.0 for _, so, _ in rows]
    odds = [start for _, _, start in rows]
    chance = [_sigmoid(o) for o in odds]
    found = dict.fromkeys(sorted(n for n, m in members.items() if len(m) >= rare), 0.0)
    for _ in range(PASSES):
        largest = 0.0
        for name, weight in found.items():
            slope = bend = 0.0
            for i in members[name]:
                p = chance[i]
                slope += counts[i] * (truth[i] - p)
                bend += counts[i] * p * (1 - p)
            held = 0.01 if name == "any" else penalty
            step = (slope - held * weight) / (bend + held + 0.02 * len(members[name]))
            step = max(-1.0, min(1.0, step))
            found[name] = weight + step
            largest = max(largest, abs(step))
            for i in members[name]:
                odds[i] += step
                chance[i] = _sigmoid(odds[i])
        if largest < 0.01:
            break
    return found


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -30 else 0.0


def fit_table(examples: list[Example]) -> dict[str, Leaning]:
    """Both looks over the examples; leaves their families judged."""
    alone = _fit_look(examples, lambda f: f.evidence - SET_BY_HAND)
    look(examples, alone)
    company = _fit_look(examples, lambda f: f.company - SET_BY_HAND)
    return alone | company


def look(examples: list[Example], alone: dict[str, Leaning]) -> None:
    """Judges the examples' families by the first look, and gathers the evidence of their company."""
    pages: dict[int, list[Example]] = defaultdict(list)
    whole = families.in_tenths(alone)
    for example in examples:
        family = example.family
        family.show = family.person = 0.0
        family.company.clear()
        family.weigh(whole, family.evidence)
        pages[id(example.page)].append(example)
    for group in pages.values():
        families.keep_company(group[0].page, [e.family for e in group])


def _fit_look(examples: list[Example], pieces: Callable[[Family], set[str]]) -> dict[str, Leaning]:
    show = fit([(pieces(e.family), e.show, e.family.show) for e in examples if e.show is not None])
    person = fit([(pieces(e.family), e.person, e.family.person) for e in examples if e.person is not None])
    return {n: Leaning(round(show.get(n, 0.0), 1), round(person.get(n, 0.0), 1)) for n in sorted(show | person)}


def cross_validate(examples: list[Example]) -> None:
    scored: list[tuple[float, float, bool]] = []
    for writer in sorted({e.writer for e in examples}):
        seen = [e for e in examples if e.writer != writer]
        unseen = [e for e in examples if e.writer == writer]
        for example in examples:
            example.family.show = example.family.person = 0.0
        table = fit_table(seen)
        look(unseen, table)
        whole = families.in_tenths(table)
        for example in unseen:
            family = example.family
            family.weigh(whole, family.company)
        of_writer = [(e.family.show, e.family.person, e.show) for e in unseen if e.show is not None]
        scored += of_writer
        print(f"{writer:5}", _measured(of_writer, 0.0))
    for tenths in range(-15, 16, 2):
        print(f"{tenths / 10:5}", _measured(scored, tenths / 10))


def _measured(scored: list[tuple[float, float, bool]], least: float) -> str:
    found = [so for show, person, so in scored if show > max(least, person)]
    right, all_ = sum(found), sum(so for _, _, so in scored)
    precision, recall = right / (len(found) or 1), right / (all_ or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def write(table: dict[str, Leaning]) -> None:
    lines = []
    for name, leaning in sorted(table.items(), key=lambda t: (t[0] != "any", t[0])):
        if leaning.show or leaning.person:
            key = name if re.fullmatch(r"[\w-]+", name) else json.dumps(name)
            lines.append(f"{key} = {{ show = {leaning.show}, person = {leaning.person} }}")
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def parse_arguments(description: str | None) -> argparse.Namespace:
    """What all that fits weights is told."""
    parser = argparse.ArgumentParser(description=(description or "").split(":")[0])
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--folds", action="store_true", help="cross-validate by writer first")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments(__doc__)
    with arguments.annotated.open(encoding="utf-8") as lines:
        examples = gather(lines)
    print(len(examples), "families,", sum(e.show is True for e in examples), "of shows", file=sys.stderr)
    if arguments.folds:
        cross_validate(examples)
    for example in examples:
        example.family.show = example.family.person = 0.0
    table = fit_table(examples)
    if not arguments.dry_run:
        write(table)


if __name__ == "__main__":
    main()
