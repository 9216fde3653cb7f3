"""Documents and catalogues in, and documents read again."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from underway import catalogue as catalogues
from underway import reading as rules
from underway.bulk import Kept, Reading, ReadMany, Reread, add_all, read_all, reread_all
from underway.catalogue import CatalogueEntry
from underway.faces.cli.work import terminal
from underway.faces.cli.work.ledgers import opened
from underway.faces.cli.work.readers import BY_RULES, ReaderOptions, Readers, estimated, known_titles, readers
from underway.faces.cli.work.readers import write_requests as requests_written
from underway.faces.cli.work.web import Reach, fetching
from underway.ledger import Ledger
from underway.reading import LANGUAGES
from underway.render import labels
from underway.render.claims import claim_record, claims_text, compared_record, compared_text
from underway.render.inert import inert
from underway.render.records import Format, written
from underway.sources import Fault, Unchanged, Validators
from underway.sources.records import RefusedError
from underway.vocabulary import Claim, Document

_ENTRIES_AT_ONCE = 5000


@dataclass(slots=True)
class Tally:
    """What came of the documents: `added` and `claims` count what was new to the ledger, `unread` by language what is
    in one that is not read."""

    there: int = 0
    added: int = 0
    claims: int = 0
    failed: int = 0
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def status(self) -> int:
        return 1 if self.failed else 0

    def take(self, found: Kept | Unchanged | Fault) -> None:
        if isinstance(found, Fault):
            self.complain(found)
        elif isinstance(found, Unchanged):
            self.there += 1
        else:
            self.added += found.added.document
            self.there += not found.added.document
            self.claims += found.added.claims
            self.name_language(found.place, found.language)

    def name_language(self, place: str, language: str | None) -> None:
        if language is not None:
            self.unread[language] += 1
            terminal.complain(f"warning: {place}: is in {LANGUAGES[language]}, which is not read yet")

    def complain(self, fault: Fault) -> None:
        self.failed += fault.fatal
        terminal.complain(str(fault) if fault.fatal else f"warning: {fault}")


def read(
    locations: Sequence[str],
    format_: Format,
    options: ReaderOptions,
    reach: Reach,
) -> int:
    """Prints the claims that the documents make, as text, json or jsonl, each document's as soon as it is read."""
    tally = Tally()

    def readings(read: ReadMany, count: Callable[[], None]) -> Iterator[Reading]:
        fetch = fetching(reach)
        for found in read_all(locations, fetch=lambda address: fetch(address, Validators()), read=read):
            count()
            if isinstance(found, Fault):
                tally.complain(found)
            elif isinstance(found, Reading):
                tally.name_language(found.place, found.language)
                yield found

    def work() -> int:
        who_reads = readers(options, lambda: _documents(locations, reach))
        with who_reads as who, terminal.counting(while_printing=True) as count:
            found = readings(who.read, count)
            sys.stdout.writelines(_compared(found, format_) if options.reader == "both" else _written(found, format_))
        return tally.status

    return terminal.finish(work, told=(RefusedError,))


def _written(readings: Iterable[Reading], format_: Format) -> Iterator[str]:
    if format_ == "text":
        return (claims_text(r.claims, r.document, width=terminal.width()) for r in readings)
    return written((claim_record(claim, r.document) for r in readings for claim in r.claims), format_)


def _compared(readings: Iterable[Reading], format_: Format) -> Iterator[str]:
    """With who makes each claim, and what another says otherwise."""
    from underway.models import compared  # noqa: PLC0415 - slow, and only models need it

    if format_ == "text":
        return (compared_text(compared(r.claims), r.document, width=terminal.width()) for r in readings)
    return written((compared_record(one, r.document) for r in readings for one in compared(r.claims)), format_)


def estimate(locations: Sequence[str], options: ReaderOptions, reach: Reach) -> int:
    """Prints what reading with a model would take."""

    def work() -> int:
        print(inert(estimated(options, _documents(locations, reach))))
        return 0

    return terminal.finish(work, told=(RefusedError,))


def write_requests(locations: Sequence[str], options: ReaderOptions, file: str, reach: Reach) -> int:
    """Writes what a model would be asked to the file."""

    def work() -> int:
        count = requests_written(options, _documents(locations, reach), file)
        print(inert(f"{file}: {labels.many(count, 'request')}"))
        return 0

    return terminal.finish(work, told=(RefusedError,))


def unread(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim] | Exception]]:
    """In place of a reader, where the documents alone are wanted."""
    return ((document, []) for document in documents)


def _documents(locations: Sequence[str], reach: Reach) -> Iterator[Document]:
    """The documents there, unread; what cannot be had is told."""
    fetch = fetching(reach)
    for found in read_all(locations, fetch=lambda address: fetch(address, Validators()), read=unread):
        if isinstance(found, Reading):
            yield found.document
        elif isinstance(found, Fault):
            terminal.complain(str(found))


def add(locations: Sequence[str], options: ReaderOptions, ledger: str | None, reach: Reach) -> int:
    """Reads the documents into the ledger there, by default the user's own, and prints what was new to it."""
    tally = Tally()

    def work() -> int:
        with opened(ledger) as kept:
            with readers(options, lambda: ()) as who:
                add_to(kept, locations, tally, reach, who)
            print(inert(_summary(tally, kept.place)))
        return tally.status

    interrupted = "interrupted; what was added is kept, run it again to go on"
    return terminal.finish(work, told=(RefusedError,), interrupted=interrupted)


def add_to(ledger: Ledger, locations: Sequence[str], tally: Tally, reach: Reach, who: Readers = BY_RULES) -> None:
    with terminal.counting() as count:
        for found in add_all(ledger, locations, fetch=fetching(reach), read=who.read, readers=who.names):
            count()
            tally.take(found)


def _summary(tally: Tally, place: str) -> str:
    parts = ["nothing new"]
    if tally.added or tally.claims:
        parts = [f"{labels.many(tally.added, 'document')} added, with {labels.many(tally.claims, 'new claim')}"]
    if tally.there:
        parts.append(f"{labels.many(tally.there, 'document')} {'was' if tally.there == 1 else 'were'} there already")
    if tally.unread:
        languages = ", ".join(f"{count:,} {LANGUAGES[code]}" for code, count in tally.unread.most_common())
        parts.append(f"in languages that are not read: {languages}")
    if tally.failed:
        parts.append(f"{tally.failed:,} could not be read")
    return f"{place}: {'; '.join(parts)}"


def reread(ledger: str | None, *, everything: bool, catalogue: str | None = None, min_strength: float = 0) -> int:
    """Reads the kept documents again, with `everything` also those that the present reader has read already; with the
    titles that the file `catalogue` holds, and claims of at least that strength."""
    tally = _Reread()

    def work() -> int:
        titles = known_titles(catalogue)
        read = partial(rules.read, catalogue=titles, min_strength=min_strength)
        reader = rules.reader_name(titles, min_strength)
        with opened(ledger, create=False) as kept:
            with terminal.counting() as count:
                for found in reread_all(kept, everything=everything, read=read, reader=reader):
                    count()
                    tally.take(found)
            print(inert(f"{kept.place}: {tally.summary()}"))
        return 1 if tally.failed else 0

    interrupted = "interrupted; what was read again is kept, run it again to go on"
    return terminal.finish(work, told=(RefusedError,), interrupted=interrupted)


@dataclass(slots=True)
class _Reread:
    """What came of documents that were read again."""

    documents: int = 0
    new: int = 0
    retired: int = 0
    failed: int = 0

    def take(self, found: Reread | Fault) -> None:
        if isinstance(found, Fault):
            self.failed += 1
            terminal.complain(found)
        else:
            self.documents += 1
            self.new += found.new
            self.retired += found.retired

    def summary(self) -> str:
        parts = [
            f"{labels.many(self.documents, 'document')} read again",
            f"{labels.many(self.new, 'claim')} new",
            f"{labels.many(self.retired, 'claim')} retired",
        ]
        return "; ".join(parts) if self.documents else "every document has been read by the present reader"


def catalogue(files: Sequence[str], ledger: str | None) -> int:
    """Keeps what the catalogues say, and prints how much of it was new."""
    failed = 0

    def work() -> int:
        nonlocal failed
        with opened(ledger) as kept:
            for file in files:
                new = seen = 0
                with terminal.counting(what="entries") as count:
                    for found in _read_catalogue(file, count):
                        if isinstance(found, catalogues.Fault):
                            terminal.complain(found)
                            failed += 1
                        else:
                            seen += len(found)
                            new += kept.keep_catalogue(found)
                if seen:
                    print(inert(f"{kept.place}: {file}: {labels.many(seen, 'show')}, {new:,} of them new or changed"))
        return 1 if failed else 0

    return terminal.finish(work, interrupted="interrupted; what was taken in is kept, run it again to go on")


def _read_catalogue(file: str, count: Callable[[], None]) -> Iterator[list[CatalogueEntry] | catalogues.Fault]:
    """The entries, some at a time, and the faults as they come."""
    waiting: list[CatalogueEntry] = []
    source = sys.stdin.buffer if file == "-" else Path(file)
    for found in catalogues.read_catalogue(source, file):
        if isinstance(found, catalogues.Fault):
            yield found
            continue
        count()
        waiting.append(found)
        if len(waiting) == _ENTRIES_AT_ONCE:
            yield waiting
            waiting = []
    yield waiting
