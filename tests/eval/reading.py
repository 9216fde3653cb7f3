"""How well a reader reads annotated texts: `make eval READER=rules|model|both`.

FILE is JSON Lines of texts with their claims, by default the project's corpus. Of a model, which UNDERWAY_MODEL_URL and
UNDERWAY_MODEL name, what it took is printed, too: what was refused and why, tokens, and seconds a document. With
`both`, how often the two agree, and who is right where they do not.
"""

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval.scoring import APART, Figures, pair, score
from eval.texts import ARTICLES, EvaluationError, Text, load_texts, said
from underway import reading
from underway.models import KEY, Account, Cache, Endpoint, ModelReader, cache_path, compared, settings_of
from underway.sources.records import RefusedError
from underway.vocabulary import Claim, Document


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


def report(figures: Figures) -> None:
    for kind, one in figures.kinds.items():
        apart = f"  {APART[kind]} {figures.apart(kind):.3f}" if kind in APART else ""
        print(
            f"{kind:9} gold {one.gold:5}  found {one.found:5}  spurious {one.spurious:4}  "
            f"P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}{apart}"
        )
    print(
        f"macro F1 {figures.macro_f1:.3f}  season {figures.season:.3f}  pointed {figures.pointed:.3f}  "
        f"grounded {figures.grounded:.4f}  silent documents with a false claim "
        f"{figures.false_silent_documents} of {figures.silent_documents}"
    )


def report_claims(texts: Sequence[Text], found: Sequence[Sequence[Claim]]) -> None:
    report(score((text, said(claims)) for text, claims in zip(texts, found, strict=True)))


def report_agreement(texts: Sequence[Text], rules: Sequence[list[Claim]], model: Sequence[list[Claim]]) -> None:
    """Of the claims that both make, that one alone makes, and of which another says otherwise, how many are right."""
    counted: Counter[tuple[str, bool]] = Counter()
    for text, by_rules, its in zip(texts, rules, model, strict=True):
        merged = compared([*by_rules, *its])
        claims = said(one.claim for one in merged)
        right = [claim["id"] for _, claim in pair(text.claims, claims).pairs]
        for one in merged:
            who = "both" if len(one.readers) > 1 else "rules" if one.claim.reader == reading.READER else "model"
            counted[f"{who}, another says otherwise" if one.disagrees else who, one.claim.id in right] += 1
    for who in sorted({who for who, _ in counted}):
        good, bad = counted[who, True], counted[who, False]
        print(f"{who:36} {good + bad:5} claims, {good / (good + bad):.3f} right")


def main() -> int:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", default=ARTICLES, metavar="FILE", help="annotated texts")
    parser.add_argument("--reader", choices=("rules", "model", "both"), default="rules")
    parser.add_argument("--concurrency", type=int, default=4)
    asked = parser.parse_args()
    try:
        texts = load_texts(asked.file)
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 1
    documents = [text.document() for text in texts]
    rules = [reading.read(document) for document in documents] if asked.reader != "model" else []
    if rules:
        print(f"{reading.READER}, {len(texts)} texts of {asked.file.name}")
        report_claims(texts, rules)
    if asked.reader == "rules":
        return 0
    try:
        model, account = by_model(documents, asked.concurrency)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"model {os.environ['UNDERWAY_MODEL']}, {len(texts)} texts of {asked.file.name}")
    report_claims(texts, model)
    print(f"{account.said} claims said; refused: {dict(sorted(account.refused.items())) or 'none'}")
    asked_for = account.requests or 1
    print(
        f"{account.requests} requests, {account.cached} answered before; {account.prompt_tokens} tokens of prompts, "
        f"{account.completion_tokens} of answers; {account.seconds / asked_for:.2f} seconds a request"
    )
    if asked.reader == "both":
        report_agreement(texts, rules, model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
