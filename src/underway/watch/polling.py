"""Feeds polled: their new entries are read into the ledger, each once. What fails is tried again later, and holds up
nothing else."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

import msgspec

from underway import reading
from underway.bulk import Reading, confess, read_document
from underway.ledger import Ledger, LedgerError, PolledFeed, WaitingEntry
from underway.sources import Fault, Record, Validators, to_document
from underway.sources.feeds import Entry, read_feed
from underway.sources.records import RefusedError
from underway.sources.splitting import split_answer
from underway.sources.web import SYSTEM_CLOCK, Clock, Fetched, NotAskedError, Unchanged, Web, WebError
from underway.vocabulary import VocabularyError

_PAUSE = timedelta(hours=1)  # after a failure, where nobody says how often to poll
_LONGEST_PAUSE = timedelta(days=1)
_MOST_ATTEMPTS = 10  # over five days, where a round is an hour
_MOST_FAILURES = 3  # of one source's entries, one after another: then the others are spared, and so is its server
_MOST_DOUBLINGS = 11  # of a minute, the least that may lie between rounds, are more than a day
_STEP = 0.5  # seconds after which a sleeper looks whether it is to stop


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """`at` is when it happened."""

    at: datetime


class SourceAnswered(_Event, tag="answered", frozen=True, kw_only=True):
    """`new` is how many of its entries no feed had brought before; none where the feed is `unchanged`."""

    source: str
    unchanged: bool
    new: int


class SourceFailed(_Event, tag="failed", frozen=True, kw_only=True):
    """`failures` is how often in a row, `due` when it is asked again."""

    source: str
    error: str
    failures: int
    due: datetime


class EntryRead(_Event, tag="read", frozen=True, kw_only=True):
    """`entry` is its address, or else its id; `added` tells whether the document is new to the ledger, `claims` how
    many of its claims are. `language` is the one, of `reading.LANGUAGES`, that it was not read for.

    Without a document, the ledger has its page already, and the feed had no more to say.
    """

    source: str
    entry: str
    document: str | None
    added: bool
    claims: int
    language: str | None
    warnings: Sequence[str]


class EntryFailed(_Event, tag="entry_failed", frozen=True, kw_only=True):
    """`attempts` is how often it was tried, `due` when it is tried again; None where it is given up."""

    source: str
    entry: str
    error: str
    attempts: int
    due: datetime | None


class RoundEnded(_Event, tag="round", frozen=True, kw_only=True):
    """What came of a round: sources that answered and that failed; entries that were read, and how many documents and
    claims of these are new; entries that were given up. `waiting` is how many still wait."""

    answered: int
    failed: int
    read: int
    documents: int
    claims: int
    given_up: int
    waiting: int


class RoundFailed(_Event, tag="round_failed", frozen=True, kw_only=True):
    """The ledger failed; the next round goes on where this one stopped."""

    error: str


Event = SourceAnswered | SourceFailed | EntryRead | EntryFailed | RoundEnded | RoundFailed


def poll_on(
    ledger: Ledger, web: Web, *, every: timedelta, stopped: Callable[[], bool], clock: Clock = SYSTEM_CLOCK
) -> Iterator[Event]:
    """Round after round, one `every` so often, until it is to stop; what is in hand then comes to its end.

    A ledger that fails is told, and tried again in the next round.
    """
    while not stopped():
        round_ = _Round(ledger, web, every, clock)
        try:
            for event in round_.events():
                yield event
                if stopped():
                    return
        except LedgerError as error:
            yield RoundFailed(at=clock.now(), error=str(error))
        while not stopped() and (left := round_.started + every - clock.now()) > timedelta(0):
            clock.sleep(min(left.total_seconds(), _STEP))


def poll(ledger: Ledger, web: Web, *, every: timedelta = timedelta(0), clock: Clock = SYSTEM_CLOCK) -> Iterator[Event]:
    """One round: asks the sources that are due, and reads the entries that are. What an event tells is kept when it is
    handed out. `every` is how soon a source is due again; by default it is at once.

    Raises LedgerError where the ledger can keep neither what came of something nor that it failed.
    """
    yield from _Round(ledger, web, every, clock).events()


class _Round:
    def __init__(self, ledger: Ledger, web: Web, every: timedelta, clock: Clock) -> None:
        self._ledger = ledger
        self._web = web
        self._clock = clock
        self.started = clock.now()
        self._due = self.started + every
        self._pause = every or _PAUSE

    def events(self) -> Iterator[Event]:
        counts = Counter[str]()
        for event in chain(self._ask_sources(), self._read_entries()):
            match event:
                case SourceAnswered():
                    counts["answered"] += 1
                case SourceFailed():
                    counts["failed"] += 1
                case EntryRead():
                    counts.update(read=1, documents=int(event.added), claims=event.claims)
                case EntryFailed(due=None):
                    counts["given_up"] += 1
            yield event
        yield RoundEnded(
            at=self._clock.now(),
            answered=counts["answered"],
            failed=counts["failed"],
            read=counts["read"],
            documents=counts["documents"],
            claims=counts["claims"],
            given_up=counts["given_up"],
            waiting=sum(source.waiting for source in self._ledger.polled.feeds()),
        )

    def _ask_sources(self) -> Iterator[SourceAnswered | SourceFailed]:
        for source in self._ledger.polled.feeds():
            if source.due <= self.started:
                yield self._ask(source)

    def _read_entries(self) -> Iterator[EntryRead | EntryFailed]:
        failures = Counter[str]()
        for waiting in _by_turns(self._ledger.polled.waiting(self._clock.now())):
            if self._clock.now() >= self.started + self._pause:
                return  # what a slow host has left waits for the next round, which other feeds are due in
            if failures[waiting.feed] == _MOST_FAILURES:
                continue  # they are left for the next round
            body = self._ledger.polled.trying(waiting.key)
            if body is None:
                continue  # its feed was removed meanwhile
            done = self._read(waiting, body)
            failures[waiting.feed] = failures[waiting.feed] + 1 if isinstance(done, EntryFailed) and done.due else 0
            yield done

    def _ask(self, source: PolledFeed) -> SourceAnswered | SourceFailed:
        try:
            found = self._web.fetch(source.address, source.validators)
            if isinstance(found, Unchanged):
                new = self._ledger.polled.took(source.address, [], None, self._due)
            else:
                feed = read_feed(found.payload, address=found.address, charset=found.charset)
                entries = [(entry.key, entry.to_json().decode()) for entry in feed.entries]
                # A feed of which a part is missing is asked for in full again.
                validators = found.validators if feed.whole else Validators()
                new = self._ledger.polled.took(source.address, entries, validators, self._due)
        except LedgerError:
            raise  # which is not the feed's fault
        except Exception as error:
            failures, told, due = source.failures + 1, _problem(error), self._again(source.failures, error)
            self._ledger.polled.failed(source.address, told, due)
            return SourceFailed(at=self._clock.now(), source=source.address, error=told, failures=failures, due=due)
        unchanged = isinstance(found, Unchanged)
        return SourceAnswered(at=self._clock.now(), source=source.address, unchanged=unchanged, new=new)

    def _read(self, waiting: WaitingEntry, body: str) -> EntryRead | EntryFailed:
        name, attempts = waiting.key, waiting.attempts + 1
        try:
            entry = Entry.from_json(body)
            name = entry.address or entry.id
            if attempts > _MOST_ATTEMPTS:
                raise RefusedError("is given up: the program ended each time while it was read; please report this")
            found, warnings = self._find(entry, last=attempts >= _MOST_ATTEMPTS)
            document, claims = (found.document, found.claims) if found else (None, [])
            added = self._ledger.polled.read(waiting.key, document, claims, reading.READER)
        except Exception as error:
            told = _problem(error)
            asked = not isinstance(error, NotAskedError)
            due = None
            if _passes(error) and (attempts < _MOST_ATTEMPTS or not asked):
                due = self._again(waiting.attempts, error)
            self._ledger.polled.entry_failed(waiting.key, told, due, asked=asked)
            return EntryFailed(
                at=self._clock.now(),
                source=waiting.feed,
                entry=name,
                error=told,
                attempts=attempts if asked else waiting.attempts,
                due=due,
            )
        return EntryRead(
            at=self._clock.now(),
            source=waiting.feed,
            entry=name,
            document=document.id if document else None,
            added=added is not None and added.document,
            claims=added.claims if added else 0,
            language=found.language if found else None,
            warnings=warnings,
        )

    def _find(self, entry: Entry, *, last: bool) -> tuple[Reading | None, list[str]]:
        """The entry's page where the feed does not hold all of it, else the entry itself, read; and the warnings.

        Where the page is not to be had, what the feed has of it is read. Raises RefusedError.
        """
        if not entry.teaser or entry.address is None:
            return self._of_feed(entry)
        try:
            return _read(self._page(entry, entry.address))
        except RefusedError as refused:
            # What a feed says in another site's name is not that site's word.
            if entry.foreign or isinstance(refused, NotAskedError) or (_passes(refused) and not last):
                raise
            try:
                found, warnings = self._of_feed(entry)
            except RefusedError:
                raise refused from None
            return found, [f"its page {refused}; what the feed says of it is read instead", *warnings]

    def _of_feed(self, entry: Entry) -> tuple[Reading | None, list[str]]:
        """What the feed has of the entry, read; nothing where its page is kept, in whose place that would stand."""
        if entry.address is not None and self._ledger.has_page(entry.address):
            return None, []
        return _read(Record(entry.address or entry.id, "entry", entry.to_json()))

    def _page(self, entry: Entry, address: str) -> Record:
        found = self._web.fetch(address)
        assert isinstance(found, Fetched)  # who asks without validators is told of no change
        for record in split_answer(found, address):
            if isinstance(record, Record) and record.format in ("html", "text"):
                day = None if entry.foreign else entry.published
                return msgspec.structs.replace(record, published=day, published_kind=entry.published_kind)
        raise RefusedError("is no article, but a list of some")

    def _again(self, failures: int, error: Exception) -> datetime:
        """When to try again after so many failures before this one: each pause is twice the last, up to a day, and no
        shorter than the server asks for."""
        pause = min(self._pause * (1 << min(failures, _MOST_DOUBLINGS)), max(self._pause, _LONGEST_PAUSE))
        asked = (error.retry_after if isinstance(error, WebError) else None) or 0
        return max(self.started + pause, self._clock.now() + timedelta(seconds=asked))


def _by_turns(entries: Sequence[WaitingEntry]) -> list[WaitingEntry]:
    """One of each source after another, in their order: while one host is given its rest, others are asked."""
    turns = Counter[str]()

    def turn(entry: WaitingEntry) -> int:
        turns[entry.feed] += 1
        return turns[entry.feed]

    return sorted(entries, key=turn)


def _read(record: Record) -> tuple[Reading, list[str]]:
    """The record, read, and the warnings. Raises RefusedError, and what nobody foresaw."""
    found, *warnings = to_document(record)
    if isinstance(found, Fault):
        raise RefusedError(found.problem)
    return read_document(found, record), [fault.problem for fault in warnings if isinstance(fault, Fault)]


def _passes(error: Exception) -> bool:
    """Whether what failed may go well another time, as what nobody foresaw may: a full disk, say."""
    if isinstance(error, WebError):
        return error.temporary
    return not isinstance(error, RefusedError | VocabularyError)


def _problem(error: Exception) -> str:
    expected = isinstance(error, RefusedError | LedgerError | VocabularyError)
    return str(error) if expected else confess(error)
