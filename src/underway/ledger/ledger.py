"""The ledger: documents, claims and judgements kept, and found again by show, as of a day and as known at a moment."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Engine, exists, func, select

from underway.catalogue import CatalogueEntry
from underway.ledger import finding, queries
from underway.ledger.audience import AudienceFigures
from underway.ledger.connections import connect, connect_memory
from underway.ledger.errors import LedgerError, telling, the_one
from underway.ledger.finding import MOST_PEERS, Contents, Entry, KnownShow, Peers
from underway.ledger.followed import Followed
from underway.ledger.judgements import Confirmed, Judged, Judgement, Merged, Rejected, Split, Undone
from underway.ledger.keeping import Added, Reread, keep, keep_entries, keep_judgement, lapse_again, retire
from underway.ledger.locations import FileLocation, ledger_location
from underway.ledger.pages import Pages
from underway.ledger.polled import Polled
from underway.ledger.qualifiers import bears, keys_to_look_up, read_title
from underway.ledger.queries import Filter
from underway.ledger.rows import KeptClaim, When, metric_id, page_id, show_key, to_claim, to_rows
from underway.ledger.schema import documents, journal, readings
from underway.ledger.store import Store
from underway.ledger.upgrade import bring_up_to_date, nothing_there
from underway.vocabulary import Claim, Document, Metric

PATIENCE = 30.0
_SQLITE = b"SQLite format 3\0"
_ALWAYS = When()
_POLLING = "-polling"  # the file whose lock is held by who polls
_ENDS = ("", "-wal", "-shm", _POLLING)
_MOST_TITLES = 1000

J = TypeVar("J", bound=Judgement)


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """Documents and their claims, kept for good: what is there is neither changed nor taken away.

    Every method raises LedgerError where the ledger fails it. Several processes may use one ledger: each reads while
    another writes, and writers wait for each other. `When` bounds what counts by two clocks.
    """

    lasting: bool
    """False in memory. A document without a day then counts under no `as_of`; in a lasting ledger it counts from the
    day, in UTC, on which it was kept."""

    place: str
    """Where it is, for people."""
    file: Path | None
    """Its file; None in memory and at a server."""
    pages: Pages
    """What servers said of the pages that are kept."""
    polled: Polled
    """The feeds that keep it up to date."""
    followed: Followed
    """The shows that people follow here."""
    audience: AudienceFigures
    """The figures of tables that were imported."""

    def __init__(
        self, engine: Engine, place: str, *, lasting: bool, now: Callable[[], datetime], file: Path | None = None
    ) -> None:
        self._engine = engine
        self._store = Store(engine, place, now, lasting)
        self.file = file
        self.place = place
        self._now = now
        self.lasting = lasting
        self.pages = Pages(self._store)
        self.polled = Polled(self._store, f"{file.resolve()}{_POLLING}" if file else None)
        self.followed = Followed(self._store)
        self.audience = AudienceFigures(self._store)

    @classmethod
    def open(
        cls, location: str, *, create: bool = True, patience: float = PATIENCE, now: Callable[[], datetime] = _now
    ) -> Self:
        """The ledger at a path or at a URL, such as `sqlite:////home/me/ledger.sqlite` or `postgresql://me@host/shows`.

        Where there is none, it is made with its folders, unless `create` is False. An older one is brought up to date.
        `patience` is how many seconds to wait while another process writes. `now` tells the moment.
        """
        found = ledger_location(location)
        if isinstance(found, FileLocation):
            _check_file(found.path, found.place, create=create)
        engine = connect(found, patience)
        try:
            with telling(found.place):
                bring_up_to_date(engine, found.place, create=create)
        except BaseException:
            engine.dispose()
            raise
        file = found.path if isinstance(found, FileLocation) else None
        return cls(engine, found.place, lasting=True, now=now, file=file)

    @classmethod
    def in_memory(cls, *, now: Callable[[], datetime] = _now) -> Self:
        """An empty ledger that ends with the process. One thread at a time may use it."""
        engine = connect_memory()
        bring_up_to_date(engine, "memory")
        return cls(engine, "memory", lasting=False, now=now)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def owns(self, path: str | Path) -> bool:
        """Whether it is a file in which the ledger keeps itself."""
        if self.file is None:
            return False
        real, given = self.file.resolve(), Path(path).resolve()
        return given.parent == real.parent and given.name in {f"{real.name}{end}" for end in _ENDS}

    def today(self) -> date:
        """The day, in UTC."""
        return self._now().astimezone(UTC).date()

    def latest(self, known_at: datetime | None = None) -> datetime | None:
        """The moment of the newest entry, or of the newest by then; None where there is none."""
        newest = select(func.max(journal.c.moment))
        if known_at is not None:
            newest = newest.where(journal.c.moment <= known_at)
        with self._store.reading() as connection:
            latest: datetime | None = connection.scalar(newest)
            return latest

    def add(self, document: Document, claims: Sequence[Claim]) -> Added:
        """Keeps the document with its claims, all or nothing; what is there already is not added twice.

        Raises VocabularyError for a claim whose words do not stand in the document.
        """
        return self.add_many([(document, claims)])[0]

    def add_many(self, made: Sequence[tuple[Document, Sequence[Claim]]], *, readers: Sequence[str] = ()) -> list[Added]:
        """Like `add`, for all of them in one transaction: where one is refused, none is kept.

        `readers` are the names and versions of those who read the documents, also where they found nothing in them.
        """
        every = [to_rows(document, claims, readers) for document, claims in made]
        with self._store.writing() as (connection, moment):
            return keep(connection, every, moment, lasting=self.lasting)

    def reread_many(self, made: Sequence[tuple[Document, Sequence[Claim]]], *, reader: str) -> list[Reread]:
        """Keeps what the reader finds now in documents that are here, and retires what readers of the same name found
        in them and it does not, unless a person confirmed it. All of it in one transaction."""
        every = [to_rows(document, claims, [reader]) for document, claims in made]
        with self._store.writing() as (connection, moment):
            spared = Judged(finding.judgements_in_force(connection, _ALWAYS)).confirmed_ids()
            added = keep(connection, every, moment, lasting=self.lasting)
            return [
                Reread(
                    new.claims,
                    retire(
                        connection,
                        document.id,
                        rows.claims,
                        reader=reader,
                        moment=moment,
                        spared=spared,
                    ),
                )
                for (document, _), rows, new in zip(made, every, added, strict=True)
            ]

    def unread(self, reader: str | None) -> Iterator[Document]:
        """The documents that this reader, by name and version, has not read yet; all of them where none is given."""
        read = exists().where(readings.c.document == documents.c.id, readings.c.reader == reader)
        with telling(self.place):
            yield from finding.some_documents(self._engine, ~read)

    def find(self, document_id: str) -> tuple[Document, list[Claim]] | None:
        """A document with all claims that it makes, in the order of their evidence; None where it is not here."""
        with telling(self.place):
            found = finding.entries(self._engine, _ALWAYS, self._judged(_ALWAYS), among=[document_id])
            return next(((e.document, [k.claim for k in e.claims if k.state != "retired"]) for e in found), None)

    def has_page(self, url: str) -> bool:
        """Whether a text of the page there is kept."""
        there = select(exists().where(documents.c.address == page_id(url)))
        with self._store.reading() as connection:
            return bool(connection.scalar(there))

    def claims(self, *keys: str, when: When = _ALWAYS, superseded: bool = False) -> Iterator[KeptClaim]:
        """The claims about the shows with these `rows.show_key`s, the oldest document first, each in its text's order.

        Retired ones are not among them, and superseded ones only where they are to be; rejected ones are, and say so.
        """
        yield from self._found(queries.of_shows(keys, when, superseded=superseded), when, self._judged(when))

    def search(
        self, wanted: Filter, when: When = _ALWAYS, *, most: int | None = None, every: bool = False
    ) -> Iterator[KeptClaim]:
        """The claims that are looked for, the newest document first, up to `most`; with `every`, also those that are
        not current."""
        with telling(self.place):
            judged = self._judged(when)
            rejected = [] if every else finding.rejected_ids(self._engine, judged)
            dialect = self._engine.dialect.name
            places = queries.matching(wanted, when, current=not every, rejected=rejected, dialect=dialect, most=most)
        yield from (k for k in self._found(places, when, judged) if every or k.state == "current")

    def entries(self, when: When = _ALWAYS) -> Iterator[Entry]:
        """Every document with all its claims, in the order of the documents' ids."""
        with telling(self.place):
            yield from finding.entries(self._engine, when, self._judged(when))

    def peers(
        self, keys: Sequence[str], metric: Metric, near: float, when: When = _ALWAYS, *, most: int = MOST_PEERS
    ) -> Peers:
        """Figures of other shows under the metric, and the claims of the largest and of up to `most` nearest to a
        value."""
        with telling(self.place):
            judged = self._judged(when)
            return finding.peers(self._engine, keys, metric_id(metric), near, when=when, judged=judged, most=most)

    def metrics(self, when: When = _ALWAYS) -> list[Metric]:
        """The metrics under which claims give figures."""
        with telling(self.place):
            rows = finding.rows_of(self._engine, queries.metrics_of_claims(when))
            return [msgspec.json.decode(body, type=Metric) for (body,) in rows]

    def undated(self, keys: Sequence[str], when: When) -> int:
        """How many documents about the shows `as_of` leaves out for want of a day of publication."""
        if when.as_of is None:
            return 0
        with telling(self.place):
            return int(finding.rows_of(self._engine, queries.left_out(keys, when))[0][0])

    def shows(self, when: When = _ALWAYS) -> Iterator[KnownShow]:
        """Every show that a claim was ever about, in the order of the keys."""
        with telling(self.place):
            yield from finding.known_shows(self._engine, when)

    def titles(self, keys: Sequence[str], when: When = _ALWAYS) -> dict[str, str]:
        """The first spelling of each show with one of these keys, by its key."""
        with telling(self.place):
            return dict(finding.rows_of(self._engine, queries.titles_of(keys, when)))

    def titles_from(self, start: str, when: When = _ALWAYS) -> dict[str, str]:
        """Likewise of the shows whose keys begin so, up to a thousand."""
        with telling(self.place):
            query = queries.titles_between(start, when, _MOST_TITLES)
            return dict(finding.rows_of(self._engine, query))

    def contents(self) -> Contents:
        """How much there is."""
        with telling(self.place):
            return finding.contents(self._engine)

    def keep_catalogue(self, entries: Iterable[CatalogueEntry]) -> int:
        """Keeps what a catalogue says; how many entries were new."""
        with self._store.writing() as (connection, moment):
            return keep_entries(connection, entries, moment)

    def catalogue(self, keys: Sequence[str], when: When = _ALWAYS) -> list[CatalogueEntry]:
        """The newest of what catalogues say of shows with one of these keys."""
        with telling(self.place):
            return finding.catalogue_entries(self._engine, keys, when)

    def judgements(self, when: When = _ALWAYS) -> list[Judgement]:
        """The judgements that had been made by then and not taken back, oldest first."""
        with self._store.reading() as connection:
            return finding.judgements_in_force(connection, when)

    def reject(self, claim: str, why: str) -> Rejected:
        """The words do not say what the claim says; `claim` is its id, or the beginning of it."""
        found = self._claim(claim)
        return self._judge(lambda moment: Rejected(why=why, made=moment, claim=found))

    def confirm(self, claim: str, why: str) -> Confirmed:
        """Likewise: the words do say it."""
        found = self._claim(claim)
        return self._judge(lambda moment: Confirmed(why=why, made=moment, claim=found))

    def merge(self, one: str, other: str, why: str) -> Merged:
        """The two titles, of which one is known, are of one show."""
        titles = (one, other)
        keys = (show_key(one), show_key(other))
        if keys[0] == keys[1]:
            raise LedgerError(f"{one}, {other}: are one title already, whatever its case and accents")
        if not any(self._is_known(title) for title in titles):
            raise LedgerError(
                f"{one}, {other}: no document here speaks of either; `underway shows` lists what is known"
            )
        return self._judge(lambda moment: Merged(why=why, made=moment, titles=titles, keys=keys))

    def split(self, title: str, why: str, **told_by: Any) -> Split:
        """There is another show of this title, which is known, told apart by the fields of `Split`; documents are given
        by their ids, or the beginnings of these."""
        if not self._is_known(title):
            raise LedgerError(f"{title}: no document here speaks of it; `underway shows` lists what is known")
        told_by["documents"] = tuple(self._document(id_) for id_ in told_by.get("documents", ()))
        return self._judge(
            lambda moment: Split(why=why, made=moment, title=title, key=show_key(read_title(title)[0]), **told_by)
        )

    def undo(self, judgement: str, why: str) -> tuple[Judgement, Undone]:
        """Takes back the judgement of this id, or whose id begins so; the two of them."""
        found = [j for j in self.judgements() if j.id.startswith(judgement.lower())]
        taken_back = the_one(found, judgement, "judgement that stands", "`underway judgements` lists them")
        with self._store.writing() as (connection, moment):
            undone = Undone(why=why, made=moment, judgement=taken_back.id)
            keep_judgement(connection, undone)
            if isinstance(taken_back, Confirmed):
                lapse_again(connection, taken_back, moment)
        return taken_back, undone

    def _is_known(self, title: str) -> bool:
        exact, prefix = keys_to_look_up(title)
        return bool(self.titles(sorted(exact))) or any(bears(kept, title) for kept in self.titles_from(prefix).values())

    def _document(self, id_: str) -> str:
        with telling(self.place):
            found = finding.rows_of(self._engine, queries.documents_like(id_.lower()))
        return the_one(found, id_, "document here", "`underway export documents` lists them")[0]

    def _claim(self, id_: str) -> Claim:
        with telling(self.place):
            found = finding.rows_of(self._engine, queries.claims_like(id_.lower()))
        return to_claim(the_one(found, id_, "claim here", "`underway claims` lists them"))

    def _judge(self, make: Callable[[datetime], J]) -> J:
        with self._store.writing() as (connection, moment):
            judgement = make(moment)
            keep_judgement(connection, judgement)
            return judgement

    def _judged(self, when: When) -> Judged:
        return Judged(self.judgements(when))

    def _found(self, places: queries.Places, when: When, judged: Judged) -> Iterator[KeptClaim]:
        with telling(self.place):
            yield from finding.kept_claims(self._engine, places, when, judged)


def _check_file(path: Path, place: str, *, create: bool) -> None:
    """Raises LedgerError where there is something else than a database, or nothing and it may not be made."""
    try:
        if path.is_dir():
            raise LedgerError(f"{place}: is a folder; name a file for the ledger")
        if path.exists():
            if not path.is_file():
                raise LedgerError(f"{place}: is not a file; name one for the ledger")
            with path.open("rb") as file:
                start = file.read(len(_SQLITE))
            if start not in (b"", _SQLITE):
                raise LedgerError(f"{place}: is not a ledger; name another file")
            if start:
                return
        if not create:
            raise nothing_there(place)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{place}: cannot be opened ({error.strerror}); name another file, or make way") from error
