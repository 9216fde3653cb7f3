"""Reading with the ledger at its end."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from underway import reading
from underway.bulk.folder import Folder
from underway.bulk.reading import Reading, ReadMany, by_rules, read_all
from underway.bulk.taking import readings_in
from underway.sources import Fault, Unchanged, Validators
from underway.sources.records import RefusedError
from underway.sources.web import Fetched
from underway.vocabulary import Document, VocabularyError

if TYPE_CHECKING:  # who only reads need not wait for the database's packages
    from underway.ledger import Added, Ledger

ConditionalFetch = Callable[[str, Validators], Fetched | Unchanged]

# What is read and not yet kept, at most. A commit waits for the disk: one for each document would be slow; but what is
# not kept when the process dies has to be read again.
_DOCUMENTS = 100
_CHARACTERS = 500_000


class Kept(NamedTuple):
    """A document that is in the ledger now, and what was new there; `place` and `language` are as in `Reading`."""

    document: Document
    added: "Added"
    place: str
    language: str | None


def add_all(
    ledger: "Ledger",
    locations: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    fetch: ConditionalFetch | None = None,
    read: ReadMany = by_rules,
    readers: Sequence[str] = (reading.READER,),
) -> Iterator[Kept | Unchanged | Fault]:
    """Reads every document at the locations into the ledger; what is there already is not added twice. Of a folder that
    was read into, what was found then is taken.

    `readers` are those that `read` reads with, by name and version. Documents are kept whole, some at a time, and
    handed out when they are; faults at once. What is at an address is fetched only where it has changed since it was
    kept. Whatever ends this in the middle, running it again completes it. Raises LedgerError where the ledger fails;
    what was handed out is kept.
    """
    others = []
    for location in locations:
        if (folder := Folder(Path(location))).is_there:
            yield from _take_folder(ledger, folder, location)
        else:
            others.append(location)
    keeper = _Keeper(ledger, fetch, readers)
    conditional = keeper.fetch if fetch else None
    for found in read_all(others, stdin=stdin, fetch=conditional, read=read):
        if isinstance(found, Reading):
            yield from keeper.take(found)
        elif isinstance(found, Unchanged) or not ledger.owns(found.place):  # a folder may hold the ledger, too
            yield found
    yield from keeper.keep()


def _take_folder(ledger: "Ledger", folder: Folder, location: str) -> Iterator[Kept | Unchanged | Fault]:
    try:
        keeper = _Keeper(ledger, None, [folder.manifest().reader])
    except RefusedError as refused:
        yield Fault(location, str(refused))
        return
    for found in readings_in(folder):
        if isinstance(found, Fault):
            yield found
        else:
            yield from keeper.take(found)
    yield from keeper.keep()


class _Keeper:
    """Readings that wait to be kept, and the validators of the pages among them, which follow their documents."""

    def __init__(self, ledger: "Ledger", fetch: ConditionalFetch | None, readers: Sequence[str]) -> None:
        self._ledger = ledger
        self._readers = readers
        self._fetch = fetch
        self._validators: dict[str, Validators] = {}
        self._waiting: list[Reading] = []
        self._characters = 0

    def fetch(self, address: str) -> Fetched | Unchanged:
        assert self._fetch is not None
        found = self._fetch(address, self._ledger.pages.validators(address))
        if isinstance(found, Fetched):
            self._validators[address] = found.validators
        return found

    def take(self, reading_: Reading) -> Iterator[Kept | Unchanged | Fault]:
        url = reading_.document.url
        if reading_.of_feed and url is not None and self._ledger.has_page(url):
            yield Unchanged(url)  # what a feed says of a page never stands in place of it
            return
        self._waiting.append(reading_)
        self._characters += len(reading_.document.text)
        if len(self._waiting) >= _DOCUMENTS or self._characters >= _CHARACTERS:
            yield from self.keep()

    def keep(self) -> Iterator[Kept | Fault]:
        kept, self._waiting, self._characters = self._waiting, [], 0
        yield from self._keep(kept)

    def _keep(self, readings: list[Reading]) -> Iterator[Kept | Fault]:
        made = [(r.document, r.claims) for r in readings]
        try:
            added = self._ledger.add_many(made, readers=self._readers)
        except VocabularyError as refused:
            if len(readings) == 1:
                yield Fault(readings[0].place, str(refused))
                return
            # One of them is refused, and the others are not to suffer for it.
            for one in readings:
                yield from self._keep([one])
            return
        for one, new in zip(readings, added, strict=True):
            # Of a page; the entries of a feed have places of their own.
            if (validators := self._validators.pop(one.place, None)) is not None:
                self._ledger.pages.keep_validators(one.place, validators)
            yield Kept(one.document, new, one.place, one.language)
