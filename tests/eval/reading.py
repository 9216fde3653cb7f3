"""How well readers read annotated texts: `make eval READER=rules|model|both`.

FILE is JSON Lines of texts with their claims, by default the project's corpus. Of a model, which UNDERWAY_MODEL_URL and
UNDERWAY_MODEL name, what it took is printed, too: what was refused and why, tokens, and seconds a document. With
`both`, how often the two agree, and who is right where they do not.
"""

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from eval.scoring import Text, right, scores
from underway import reading
from underway.models import KEY, Account, Cache, Endpoint, ModelReader, cache_path, compared, settings_of
from underway.sources.records import RefusedError
from underway.vocabulary import Claim, Document

CORPUS = Path(__file__).parents[2] / "corpus" / "articles.jsonl"


def texts(path: Path) -> list[tuple[Text, Document]]:
    found = [msgspec.json.decode(line, type=Text) for line in path.read_bytes().splitlines() if line.strip()]
    return [
        (
            text,
            Document(
                text=text.text,
                source_id=text.id,
                url=text.url,
                title=text.title,
                published=date.fromisoformat(text.published) if text.published else None,
            ),
        )
        for text in found
    ]


def by_model(documents: Sequence[Document], concurrency: int) -> tuple[list[list[Claim]], Account]:
    settings = settings_of(os.environ)
    with (
        Endpoint(settings, os.environ.get(KEY)) as endpoint,
        Cache(cache_path(os.environ)) as cache,
        ModelReader(endpoint, settings, cache, concurrency=concurrency) as model,
    ):
        found = []
        for document, claims in model.read_many(documents):
            if isinstance(claims, Exception):
                print(f"{document.name}: {claims}", file=sys.stderr)
            found.append([] if isinstance(claims, Exception) else claims)
        return found, model.account


def report(gold: Sequence[Text], found: Sequence[Sequence[Claim]]) -> None:
    by_kind = scores((text.claims, claims) for text, claims in zip(gold, found, strict=True))
    for kind, score in by_kind.items():
        print(
            f"{kind:9} gold {score.gold:5}  found {score.found:5}  spurious {score.spurious:4}  "
            f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        )
    print(f"macro F1 {sum(score.f1 for score in by_kind.values()) / len(by_kind):.3f}")


def report_agreement(gold: Sequence[Text], rules: Sequence[list[Claim]], model: Sequence[list[Claim]]) -> None:
    """Of the claims that both make, that one alone makes, and of which another says otherwise, how many are right."""
    counted: Counter[tuple[str, bool]] = Counter()
    for text, by_rules, its in zip(gold, rules, model, strict=True):
        merged = compared([*by_rules, *its])
        marks = right(text.claims, [one.claim for one in merged])
        for one, mark in zip(merged, marks, strict=True):
            who = "both" if len(one.readers) > 1 else "rules" if one.claim.reader == reading.READER else "model"
            counted[f"{who}, another says otherwise" if one.disagrees else who, mark] += 1
    for who in sorted({who for who, _ in counted}):
        good, bad = counted[who, True], counted[who, False]
        print(f"{who:36} {good + bad:5} claims, {good / (good + bad):.3f} right")


def main() -> int:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS, metavar="FILE", help="annotated texts")
    parser.add_argument("--reader", choices=("rules", "model", "both"), default="rules")
    parser.add_argument("--concurrency", type=int, default=4)
    asked = parser.parse_args()
    made = texts(asked.file)
    gold, documents = [text for text, _ in made], [document for _, document in made]
    rules = [reading.read(document) for document in documents] if asked.reader != "model" else []
    if rules:
        print(f"{reading.READER}, {len(gold)} texts of {asked.file.name}")
        report(gold, rules)
    if asked.reader == "rules":
        return 0
    try:
        model, account = by_model(documents, asked.concurrency)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"model {os.environ['UNDERWAY_MODEL']}, {len(gold)} texts of {asked.file.name}")
    report(gold, model)
    print(f"{account.said} claims said; refused: {dict(sorted(account.refused.items())) or 'none'}")
    asked_for = account.requests or 1
    print(
        f"{account.requests} requests, {account.cached} answered before; {account.prompt_tokens} tokens of prompts, "
        f"{account.completion_tokens} of answers; {account.seconds / asked_for:.2f} seconds a request"
    )
    if asked.reader == "both":
        report_agreement(gold, rules, model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
