"""Digests: what changed for the shows that are followed, told once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

import msgspec

from underway.dossier import Change, clocks
from underway.dossier.answering import to_said
from underway.dossier.changes import changes
from underway.ledger import Ledger, RecordedDigest
from underway.ledger.errors import telling
from underway.watch.following import FollowedShow, Subject, shows_followed, standing_of


class ShowNews(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in what is known of a show, oldest first, and where it stood when that was told."""

    now: FollowedShow
    changes: tuple[Change, ...]


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for the shows that are followed and had been in no digest before, as of the moment `made`."""

    id: str
    made: datetime
    shows: tuple[ShowNews, ...]


class _Named(NamedTuple):
    """A change with its ids under every name of its show."""

    change: Change
    ids: frozenset[str]


def digest(ledger: Ledger, *, since: date | None = None) -> Digest | None:
    """The digest that is not confirmed yet, to the letter as it was; or else a new one; None where nothing is new.

    In a new one is what the ledger has learned, and what time has brought about, since each show was followed; with
    `since` also what was known before, from that day on. It is recorded before it is handed out: every change is in one
    digest alone, whoever asks, and whatever happens to them. Raises LedgerError.
    """
    while (recorded := ledger.followed.open_digest()) is None:
        news, ids = _untold(ledger, since)
        if not news:
            return None
        # Nothing is recorded where others have made one meanwhile; theirs is then handed out.
        ledger.followed.record_digest(msgspec.json.encode(news).decode(), ids)
    with telling(ledger.place):
        return _read_back(recorded)


def _read_back(recorded: RecordedDigest) -> Digest:
    shows = msgspec.json.decode(recorded.body, type=tuple[ShowNews, ...])
    return Digest(id=recorded.id, made=recorded.made, shows=shows)


def _untold(ledger: Ledger, since: date | None) -> tuple[list[ShowNews], set[str]]:
    """What is in no digest yet, and the ids of it."""
    when, today, _ = clocks(ledger, None, None)
    found = [(subject, list(_changes(subject, today, since))) for subject in shows_followed(ledger, when)]
    told = ledger.followed.told({id_ for _, named in found for one in named for id_ in one.ids})
    untold = [(subject, [one for one in named if told.isdisjoint(one.ids)]) for subject, named in found]
    news = [
        ShowNews(now=standing_of(ledger, subject), changes=tuple(one.change for one in named))
        for subject, named in untold
        if named
    ]
    return news, {id_ for _, named in untold for one in named for id_ in one.ids}


def _changes(subject: Subject, today: date, since: date | None) -> Iterator[_Named]:
    """What changed for the show since it was followed and, where a day is given, from that day on.

    The ids of changes are made from the name of their show. One that has been told keeps an id by which it is known, as
    its show may go by another name since: merged with another, or told from a namesake.
    """
    if subject.shown is None:
        return
    said = [to_said(kept) for kept in subject.shown.claims]
    start = min(filter(None, (since, subject.since.date())))
    names = dict.fromkeys([subject.shown.key, *(follow.key for follow in subject.follows)])
    for same in zip(*(changes(name, said, until=today, since=start) for name in names), strict=True):
        change = same[0]
        if _is_news(change, subject.since) or (since is not None and _is_from(change, since)):
            shown = msgspec.structs.replace(change, show=subject.shown.title)
            yield _Named(shown, frozenset(change.id for change in same))


def _is_news(change: Change, followed: datetime) -> bool:
    """Whether the ledger could tell of it since then. What time alone has brought about came with its day."""
    day = datetime.combine(change.day, time(), UTC)
    learned = change.learned or day
    return change.day >= followed.date() if learned == day else learned >= followed


def _is_from(change: Change, day: date) -> bool:
    return change.day >= day or (change.learned is not None and change.learned.date() >= day)
