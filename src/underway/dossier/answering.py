"""From a question to its answer: what the ledger has about a show, by two clocks, composed into a dossier."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import msgspec

from underway.dossier.appointments import Appointment, appointments
from underway.dossier.changes import Change, changes
from underway.dossier.compose import Identity, compose
from underway.dossier.discounted import Judged
from underway.dossier.peers import Peers, Subject
from underway.dossier.said import to_said
from underway.dossier.shapes import Dossier
from underway.dossier.titles import close_titles
from underway.dossier.which import Shown, shows_of
from underway.ledger import Confirmed, Ledger, LedgerError, Merged, Rejected, When
from underway.ledger.identity import same_keys
from underway.ledger.judgements import same


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

    Asked with the moment at which it was asked before, it gives the answer that it gave then. Raises LedgerError.
    """
    when, today, newest = clocks(ledger, as_of, known_at)
    found = shows_of(ledger, title, when)
    shown = found[0] if found else None
    said = [to_said(k) for k in shown.claims] if shown else []
    return compose(
        title,
        said,
        watched=Peers(ledger, when, as_of or today).watched(Subject.of(title, shown, as_of or today)),
        season=season,
        as_of=as_of,
        today=today,
        known_at=newest if ledger.lasting else None,
        identity=_identity(shown) if shown else Identity(),
        judged=_judged(shown) if shown else (),
        undated=ledger.undated(shown.keys, when) if shown else 0,
        close_titles=() if shown else _close(ledger, title, when),
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
    when, today, _ = clocks(ledger, as_of, known_at)
    found: list[Change] = []
    for shown in _each(ledger, titles, when, superseded=True):
        count()
        said = [to_said(k) for k in shown.claims]
        # By the key, which stays, the ids are made; the spelling may change with the next document.
        of_key = changes(shown.key, said, until=as_of or today, since=since)
        found += [msgspec.structs.replace(change, show=shown.title) for change in of_key]
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
    when, today, _ = clocks(ledger, as_of, known_at)
    for shown in _each(ledger, titles, when, superseded=True):
        count()
        of_key = appointments(shown.key, [to_said(k) for k in shown.claims], until=as_of or today)
        yield from (msgspec.structs.replace(appointment, show=shown.title) for appointment in of_key)


class Clocks(NamedTuple):
    """What counts, the day of the question, and the moment of the newest entry that counts; None where none does."""

    when: When
    today: date
    newest: datetime | None


def clocks(ledger: Ledger, as_of: date | None, known_at: datetime | None) -> Clocks:
    """What is entered while the answer is made does not count. Raises LedgerError."""
    newest = ledger.latest(known_at)
    today = ledger.today() if known_at is None else min(known_at.astimezone(UTC).date(), ledger.today())
    # The clock of the ledger may be ahead of the computer's, where that was set back.
    return Clocks(When(as_of, newest or known_at), today if newest is None else max(today, newest.date()), newest)


def _each(ledger: Ledger, titles: Sequence[str], when: When, *, superseded: bool) -> Iterator[Shown]:
    """The shows that the titles mean; every show, each once, where there are no titles."""
    done: set[tuple[tuple[str, ...], str]] = set()
    for title in titles:
        found = shows_of(ledger, title, when, superseded=superseded)
        if not found:
            close = _close(ledger, title, when)
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


def _close(ledger: Ledger, title: str, when: When) -> tuple[str, ...]:
    """Titles of which something is known, and that may have been meant."""
    return close_titles(title, (show.title for show in ledger.shows(when) if show.claims))


def _identity(shown: Shown) -> Identity:
    return Identity(
        title=shown.title if shown.identity.qualifier or not shown.claims else None,
        ids=shown.identity.ids,
        others=shown.others,
        doubts=shown.doubts,
    )


def _judged(shown: Shown) -> list[Judged]:
    """The judgements that count, each on claims with the claim that it is about, or what another reader has made of it:
    of several on one claim the last, which its state and confirmation tell."""
    made = []
    for judgement in shown.judgements:
        match judgement:
            case Rejected():
                about = [k for k in shown.rejected if same(judgement.claim, k.claim)]
            case Confirmed():
                about = [k for k in shown.claims if k.confirmed and same(judgement.claim, k.claim)]
            case _:
                made.append(Judged(judgement, None))
                continue
        made += [Judged(judgement, to_said(k)) for k in about[:1]]
    return made
