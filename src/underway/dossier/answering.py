"""From a question to its answer: what the ledger has about a show, by two clocks, composed into a dossier."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from underway.dossier.appointments import Appointment, appointments
from underway.dossier.audience import Field, own_best
from underway.dossier.changes import Change, changes
from underway.dossier.compose import Identity, compose
from underway.dossier.discounted import Judged
from underway.dossier.said import Said
from underway.dossier.shapes import Dossier
from underway.dossier.titles import close_titles
from underway.dossier.which import Shown, shows_of
from underway.ledger import Confirmed, KeptClaim, Ledger, LedgerError, Merged, Rejected, When
from underway.ledger.identity import same_keys
from underway.vocabulary import Claim, Metric


def ask(
    ledger: Ledger,
    title: str,
    *,
    season: int | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> Dossier:
    """What the ledger knows about the show, from what was published by the end of the day `as_of` and what the ledger
    had by the moment `known_at`; None of either is now.

    Whenever it is asked, an answer that gives `known_at` is the one that was given then. Raises LedgerError.
    """
    when, today = clocks(ledger, as_of, known_at)
    found = shows_of(ledger, title, when)
    shown = found[0] if found else None
    said = [to_said(k) for k in shown.claims] if shown else []
    return compose(
        title,
        said,
        fields=_fields(ledger, shown.keys, said, when) if shown else {},
        season=season,
        as_of=as_of,
        today=today,
        known_at=ledger.latest(known_at) if ledger.lasting else None,
        identity=_identity(shown) if shown else Identity(),
        judged=_judged(shown) if shown else (),
        undated=ledger.undated(shown.keys, when) if shown else 0,
        close_titles=() if shown else close_titles(title, (show.title for show in ledger.shows(when))),
    )


def changes_of(
    ledger: Ledger,
    titles: Sequence[str],
    *,
    since: date | None = None,
    as_of: date | None = None,
    known_at: datetime | None = None,
    count: Callable[[], None] = lambda: None,
) -> Iterator[Change]:
    """What changed in what is known about the shows, of all of them where no title is given, oldest first of each show
    or, of several, of all together. `count` is called for each show.

    Raises LedgerError, also for a title that nothing is known of.
    """
    when, today = clocks(ledger, as_of, known_at)
    found: list[Change] = []
    for shown in _each(ledger, titles, when, superseded=True):
        count()
        said = [to_said(k) for k in shown.claims]
        found += changes(shown.title, said, until=as_of or today, since=since)
    yield from sorted(found, key=lambda change: change.day)


def appointments_of(
    ledger: Ledger,
    titles: Sequence[str],
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    count: Callable[[], None] = lambda: None,
) -> Iterator[Appointment]:
    """Likewise the dated events of the shows."""
    when, today = clocks(ledger, as_of, known_at)
    for shown in _each(ledger, titles, when, superseded=True):
        count()
        yield from appointments(shown.title, [to_said(k) for k in shown.claims], until=as_of or today)


def to_said(kept: KeptClaim) -> Said[Claim]:
    return Said(kept.claim, kept.document, kept.known, kept.kept, kept.confirmed, kept.until)


def clocks(ledger: Ledger, as_of: date | None, known_at: datetime | None) -> tuple[When, date]:
    """What counts, and the day of the question. What is entered while the answer is made does not count."""
    today = ledger.today() if known_at is None else min(known_at.astimezone(UTC).date(), ledger.today())
    return When(as_of, ledger.latest(known_at) or known_at), today


def _each(ledger: Ledger, titles: Sequence[str], when: When, *, superseded: bool) -> Iterator[Shown]:
    """The shows that the titles mean; every show, each once, where there are no titles."""
    done: set[tuple[tuple[str, ...], str]] = set()
    for title in titles:
        found = shows_of(ledger, title, when, superseded=superseded)
        if not found:
            close = close_titles(title, (show.title for show in ledger.shows(when)))
            meant = f"; did you mean {' or '.join(close)}?" if close else ""
            raise LedgerError(f"{title}: no document here speaks of it{meant}")
        if (found[0].keys, found[0].title) not in done:
            done.add((found[0].keys, found[0].title))
            yield found[0]
    if not titles:
        yield from every_show(ledger, when, superseded=superseded)


def every_show(ledger: Ledger, when: When, *, superseded: bool = False) -> Iterator[Shown]:
    """Every show of which something is known, in the order of their keys; each of several of one title by itself."""
    merges = [j.keys for j in ledger.judgements(when) if isinstance(j, Merged)]
    done: set[str] = set()
    for known in ledger.shows(when):
        if known.key in done or not known.claims:
            continue
        found = shows_of(ledger, known.title, when, superseded=superseded)
        done.update(key for shown in found for key in shown.keys if key > known.key)
        done.update(same_keys(known.key, merges))
        yield from found


def _identity(shown: Shown) -> Identity:
    return Identity(
        title=shown.title if shown.identity.qualifier or not shown.claims else None,
        ids=shown.identity.ids,
        others=shown.others,
        doubts=shown.doubts,
    )


def _fields(ledger: Ledger, keys: Sequence[str], said: Iterable[Said[Claim]], when: When) -> dict[Metric, Field]:
    fields = {}
    for metric, best in own_best(said).items():
        peers = ledger.peers(keys, metric, best, when)
        fields[metric] = Field(peers.best, [to_said(k) for k in peers.claims])
    return fields


def _judged(shown: Shown) -> list[Judged]:
    """The judgements that count: of several on one claim the last, which its state and confirmation tell."""
    of_claim = {k.claim.id: k for k in (*shown.claims, *shown.rejected)}
    made = []
    for judgement in shown.judgements:
        match judgement:
            case Rejected() | Confirmed():
                kept = of_claim.get(judgement.claim.id)
                if kept and (kept.confirmed if isinstance(judgement, Confirmed) else kept.state == "rejected"):
                    made.append(Judged(judgement, to_said(kept)))
            case _:
                made.append(Judged(judgement, None))
    return made
