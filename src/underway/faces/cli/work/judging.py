"""Judgements made, taken back and listed."""

import sys
from collections.abc import Callable
from datetime import date, datetime

from underway.faces.cli.work import terminal
from underway.faces.cli.work.ledgers import opened
from underway.ledger import Judgement, Ledger, When
from underway.render.judgements import judgement_lines, judgement_words
from underway.render.records import Format


def reject(claim: str, why: str, ledger: str | None) -> int:
    return _judge(ledger, lambda kept: [kept.reject(claim, why)])


def confirm(claim: str, why: str, ledger: str | None) -> int:
    return _judge(ledger, lambda kept: [kept.confirm(claim, why)])


def merge(one: str, other: str, why: str, ledger: str | None) -> int:
    return _judge(ledger, lambda kept: [kept.merge(one, other, why)])


def split(
    title: str,
    why: str,
    ledger: str | None,
    *,
    year: int | None,
    network: str | None,
    documents: tuple[str, ...],
    since: date | None,
) -> int:
    return _judge(
        ledger,
        lambda kept: [kept.split(title, why, year=year, network=network, documents=documents, since=since)],
    )


def undo(judgement: str, why: str, ledger: str | None) -> int:
    return _judge(ledger, lambda kept: list(kept.undo(judgement, why)))


def judgements(known_at: datetime | None, format_: Format, ledger: str | None) -> int:
    """Prints the judgements that stood then, as text, json or jsonl."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            sys.stdout.writelines(judgement_lines(kept.judgements(When(known_at=known_at)), format_))
        return 0

    return terminal.finish(work)


def _judge(ledger: str | None, judge: Callable[[Ledger], list[Judgement]]) -> int:
    """Makes the judgement and prints it, its id first, after the one that it takes back."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            for judgement in judge(kept):
                print(judgement_words(judgement))
        return 0

    return terminal.finish(work)
