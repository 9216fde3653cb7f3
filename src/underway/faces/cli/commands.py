"""What the commands do. Each takes what was typed, prints, and gives back its exit status."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from underway.bulk import Kept, Reading, add_all, read_all
from underway.dossier import Dossier
from underway.dossier import ask as ask_ledger
from underway.faces.cli import terminal
from underway.ledger import Ledger, LedgerError, default_location
from underway.render.claims import claim_record, claims_jsonl, claims_text
from underway.render.markdown import dossier_markdown
from underway.render.text import dossier_text
from underway.sources import Fault


@dataclass(frozen=True, slots=True)
class Question:
    """`season` None is the next one, `as_of` None is now; `format` is text, json or markdown."""

    title: str
    season: int | None
    as_of: date | None
    format: str


@dataclass(slots=True)
class _Tally:
    """What came of the documents; `added` and `claims` count what was new to the ledger."""

    there: int = 0
    added: int = 0
    claims: int = 0
    failed: int = 0

    @property
    def status(self) -> int:
        return 1 if self.failed else 0

    def take(self, found: Kept | Fault) -> None:
        if isinstance(found, Fault):
            self.complain(found)
        else:
            self.added += found.added.document
            self.there += not found.added.document
            self.claims += found.added.claims

    def complain(self, fault: Fault) -> None:
        self.failed += fault.fatal
        terminal.complain(str(fault) if fault.fatal else f"warning: {fault}")


def read(locations: Sequence[str], format_: str) -> int:
    """Prints the claims that the documents make, as text, json or jsonl, each document's as soon as it is read."""
    tally = _Tally()

    def readings(count: Callable[[], None]) -> Iterator[Reading]:
        for found in read_all(locations):
            count()
            if isinstance(found, Fault):
                tally.complain(found)
            else:
                yield found

    def work() -> int:
        with terminal.counting(while_printing=True) as count:
            for part in _WRITERS[format_](readings(count)):
                sys.stdout.write(part)
        return tally.status

    return terminal.finish(work)


def _as_text(readings: Iterable[Reading]) -> Iterator[str]:
    return (claims_text(r.claims, r.document, width=terminal.width()) for r in readings)


def _as_jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    return (claims_jsonl(r.claims, r.document) for r in readings)


def _as_json(readings: Iterable[Reading]) -> Iterator[str]:
    """One array, a claim a line."""
    before = "["
    for r in readings:
        for claim in r.claims:
            yield f"{before}\n{msgspec.json.encode(claim_record(claim, r.document)).decode()}"
            before = ","
    yield "[]\n" if before == "[" else "\n]\n"


_WRITERS = {"text": _as_text, "json": _as_json, "jsonl": _as_jsonl}


def add(locations: Sequence[str], ledger: str | None) -> int:
    """Reads the documents into the ledger there, by default the user's own, and prints what was new to it."""
    tally = _Tally()

    def work() -> int:
        try:
            place = default_location(os.environ) if ledger is None else ledger
            with Ledger.open(place) as opened:
                _add_to(opened, locations, tally)
        except LedgerError as error:
            terminal.complain(error)
            return 1
        print(_summary(tally, place))
        return tally.status

    return terminal.finish(work, interrupted="interrupted; what was added is kept, run it again to go on")


def _add_to(ledger: Ledger, locations: Sequence[str], tally: _Tally) -> None:
    with terminal.counting() as count:
        for found in add_all(ledger, locations):
            count()
            tally.take(found)


def _summary(tally: _Tally, place: str) -> str:
    parts = ["nothing new"]
    if tally.added or tally.claims:
        parts = [f"{_many(tally.added, 'document')} added, with {_many(tally.claims, 'new claim')}"]
    if tally.there:
        parts.append(f"{_many(tally.there, 'document')} {'was' if tally.there == 1 else 'were'} there already")
    if tally.failed:
        parts.append(f"{tally.failed:,} could not be read")
    return f"{place}: {'; '.join(parts)}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def ask(question: Question, sources: Sequence[str], ledger: str | None) -> int:
    """Prints the answer from the documents at the sources, or where none are given from the ledger."""
    tally = _Tally()

    def work() -> int:
        try:
            if sources:
                with Ledger.in_memory() as opened:
                    _add_to(opened, sources, tally)
                    # Where nothing could be read, "nobody has said" would be an answer about nothing.
                    dossier = _dossier(opened, question) if tally.added or not tally.failed else None
            else:
                place = default_location(os.environ) if ledger is None else ledger
                with Ledger.open(place, create=False) as opened:
                    dossier = _dossier(opened, question)
        except LedgerError as error:
            terminal.complain(error)
            return 1
        if dossier is not None:
            sys.stdout.write(_written(dossier, question.format))
        return tally.status

    return terminal.finish(work)


def _dossier(ledger: Ledger, question: Question) -> Dossier:
    return ask_ledger(ledger, question.title, season=question.season, as_of=question.as_of)


def _written(dossier: Dossier, format_: str) -> str:
    match format_:
        case "json":
            return msgspec.json.format(dossier.to_json(), indent=2).decode() + "\n"
        case "markdown":
            return dossier_markdown(dossier)
        case _:
            return dossier_text(dossier, width=terminal.width(), colour=terminal.wants_colour())
