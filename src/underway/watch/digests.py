"""Digests: what changed for the shows that are followed, told once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

import msgspec

from underway.dossier import Change, clocks
from underway.dossier.changes import changes, fact_of, first_day, is_from
from underway.dossier.said import to_said
from underway.ledger import Ledger, RecordedDigest
from underway.ledger.errors import telling
from underway.ledger.followed import ToldChange
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
    """A change of a show that is followed, and what is kept of it under every name of the show."""

    change: Change
    kept: tuple[ToldChange, ...]
    news: bool


_Found = list[tuple[Subject, list[_Named]]]


def digest(ledger: Ledger, *, since: date | None = None) -> Digest | None:
    """The digest that is not confirmed yet, to the letter as it was; or else a new one; None where nothing is new.

    In a new one is what the ledger has learned, and what time has brought about, since each show was followed; with
    `since` also what was known before, from that day on. It is recorded before it is handed out: every change is in one
    digest alone, whoever asks, and whatever happens to them. What was told is not told again where a page found late
    dates it back, or gives it another past. Raises LedgerError.
    """
    while (recorded := ledger.followed.open_digest()) is None:
        found = _changes(ledger, since)
        untold = _untold(ledger, found)
        if places := _places(ledger, found, untold):
            ledger.followed.take_places(places)
        elif untold:
            news = [
                ShowNews(now=standing_of(ledger, subject), changes=tuple(one.change for one in named))
                for subject, named in untold
            ]
            # Nothing is recorded where others have made one meanwhile; theirs is then handed out.
            ledger.followed.record_digest(msgspec.json.encode(news).decode(), _kept(untold))
        elif ledger.followed.open_digest() is None:  # else others have told it since this one looked
            return None
    with telling(ledger.place):
        return _read_back(recorded)


def _read_back(recorded: RecordedDigest) -> Digest:
    shows = msgspec.json.decode(recorded.body, type=tuple[ShowNews, ...])
    return Digest(id=recorded.id, made=recorded.made, shows=shows)


def _changes(ledger: Ledger, since: date | None) -> _Found:
    """Of every show that is followed what changed, oldest first."""
    when, today, _ = clocks(ledger, None, None)
    return [(subject, list(_changes_of(subject, today, since))) for subject in shows_followed(ledger, when)]


def _changes_of(subject: Subject, today: date, since: date | None) -> Iterator[_Named]:
    """What changed from the first day of which there may be news. News is what changed since the show was followed and,
    where a day is given, from that day on.

    The ids of changes are made from the name of their show. One that has been told keeps an id by which it is known, as
    its show may go by another name since: merged with another, or told from a namesake.
    """
    if subject.shown is None:
        return
    said = [to_said(kept) for kept in subject.shown.claims]
    start = first_day(said, min(filter(None, (since, subject.since.date()))))
    names = dict.fromkeys([subject.shown.key, *(follow.key for follow in subject.follows)])
    for same in zip(*(changes(name, said, until=today, since=start) for name in names), strict=True):
        change = same[0]
        yield _Named(
            change=msgspec.structs.replace(change, show=subject.shown.title),
            kept=tuple(ToldChange(named.id, fact_of(named), named.day) for named in same),
            news=_is_news(change, subject.since) or (since is not None and is_from(change, since)),
        )


def _untold(ledger: Ledger, found: _Found) -> _Found:
    """The news that are in no digest yet."""
    told = ledger.followed.told({kept.id for kept in _kept(found)})
    untold = [
        (subject, [one for one in named if one.news and told.isdisjoint(kept.id for kept in one.kept)])
        for subject, named in found
    ]
    return [(subject, named) for subject, named in untold if named]


def _places(ledger: Ledger, found: _Found, untold: _Found) -> list[tuple[ToldChange, ToldChange]]:
    """What was told and has not changed so any more, each with what says the same of that day or of an earlier one."""
    there = {kept.id for kept in _kept(found)}
    told = ledger.followed.told_facts({kept.fact for kept in _kept(untold)})
    gone = [change for change in told if change.id not in there]
    places = []
    for kept in _kept(untold):
        place = next((change for change in gone if change.fact == kept.fact and change.day >= kept.day), None)
        if place is not None:
            gone.remove(place)
            places.append((place, kept))
    return places


def _kept(found: _Found) -> list[ToldChange]:
    return [kept for _, named in found for one in named for kept in one.kept]


def _is_news(change: Change, followed: datetime) -> bool:
    """Whether the ledger could tell of it since then. What time alone has brought about came with its day."""
    day = datetime.combine(change.day, time(), UTC)
    learned = change.learned or day
    return change.day >= followed.date() if learned == day else learned >= followed
