"""The shows that people follow: which they are, and where each stands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from underway.dossier import ask, clocks
from underway.dossier.facts import DATED, Dated, date_fact
from underway.dossier.history import Known
from underway.dossier.retractions import taken_back
from underway.dossier.said import to_said
from underway.dossier.shapes import Saying, StageValue, VerdictValue
from underway.dossier.titles import close_titles
from underway.dossier.which import Shown, shows_of
from underway.ledger import Follow, Ledger, When, show_key
from underway.vocabulary.claims import Certainty
from underway.vocabulary.dates import latest


class NextDate(msgspec.Struct, frozen=True, kw_only=True):
    """A dated event that is still to come; `date` is EDTF."""

    event: Dated
    season: int | None
    date: str
    certainty: Certainty


class FollowedShow(msgspec.Struct, frozen=True, kw_only=True):
    """A show that has been followed since the moment `followed`, and in short what `ask` says of its next season.

    `titles` are those that were typed: several where they are of one show. `since` is that of the verdict. Not `known`
    is what no document speaks of.
    """

    show: str
    known: bool
    season: int | None
    verdict: VerdictValue
    says: Saying | None
    stage: StageValue | None
    since: date | None
    answer: tuple[str, ...]
    next_date: NextDate | None
    followed: datetime
    titles: tuple[str, ...]
    others: tuple[str, ...]
    doubts: tuple[str, ...]
    close_titles: tuple[str, ...]


class Begun(NamedTuple):
    """What following a title has come to. `title` is the show's own where something is `known` of it; not `new` is what
    was followed before, under whichever title."""

    title: str
    new: bool
    known: bool
    others: tuple[str, ...]
    close_titles: tuple[str, ...]


class Ended(NamedTuple):
    """What unfollowing a title has come to; `close_titles` are followed ones that may have been meant instead."""

    title: str
    was_followed: bool
    close_titles: tuple[str, ...]


class Subject(NamedTuple):
    """A show that is followed by these titles; `shown` None where nothing is known of it yet."""

    key: str
    shown: Shown | None
    follows: Sequence[Follow]

    @property
    def since(self) -> datetime:
        return min(follow.since for follow in self.follows)


def follow(ledger: Ledger, titles: Iterable[str]) -> list[Begun]:
    """Follows the shows from now on, also one that nothing is known of yet. Raises LedgerError."""
    return [_follow(ledger, title) for title in titles]


def _follow(ledger: Ledger, title: str) -> Begun:
    when = clocks(ledger, None, None).when
    shown = _shown(ledger, title, when)
    there = any(subject.key == _key(shown, title) for subject in shows_followed(ledger, when))
    # Of several shows of one title it is the one that is meant today, whatever comes later.
    new = not there and ledger.followed.follow(shown.title if shown and shown.others else title)
    if shown is None:
        known = (show.title for show in ledger.shows(when) if show.claims)
        return Begun(title, new, known=False, others=(), close_titles=close_titles(title, known))
    return Begun(shown.title, new, known=True, others=shown.others, close_titles=())


def unfollow(ledger: Ledger, titles: Iterable[str]) -> list[Ended]:
    """Follows the shows no longer, by whichever of their titles they were followed. Raises LedgerError."""
    return [_unfollow(ledger, title) for title in titles]


def _unfollow(ledger: Ledger, title: str) -> Ended:
    when = clocks(ledger, None, None).when
    shown = _shown(ledger, title, when)
    name, there = shown.title if shown else title, shows_followed(ledger, when)
    meant = [follow.title for subject in there if subject.key == _key(shown, title) for follow in subject.follows]
    if not meant:
        titles = (follow.title for subject in there for follow in subject.follows)
        return Ended(name, was_followed=False, close_titles=close_titles(title, titles))
    for followed_title in meant:
        ledger.followed.unfollow(followed_title)
    return Ended(name, was_followed=True, close_titles=())


def following(ledger: Ledger, as_of: date | None = None) -> Iterator[FollowedShow]:
    """Every show that is followed, each once, with what is known of it. Raises LedgerError."""
    for subject in shows_followed(ledger, clocks(ledger, as_of, None).when):
        yield standing_of(ledger, subject, as_of)


def shows_followed(ledger: Ledger, when: When) -> list[Subject]:
    """Each once, in the order of the keys of their titles. What documents said that have a newer version now is among
    the claims, as in `changes_of`."""
    found: dict[str, Subject] = {}
    for follow in ledger.followed.follows():
        shown = _shown(ledger, follow.title, when)
        key = _key(shown, follow.title)
        others = found[key].follows if key in found else ()
        found[key] = Subject(key, shown, (*others, follow))
    return list(found.values())


def standing_of(ledger: Ledger, subject: Subject, as_of: date | None = None) -> FollowedShow:
    """The show, and where it stands now, or as of the end of that day. Raises LedgerError."""
    titles = tuple(follow.title for follow in subject.follows)
    dossier = ask(ledger, titles[0], as_of=as_of)
    return FollowedShow(
        show=dossier.show or titles[0],
        known=dossier.show is not None,
        season=dossier.season,
        verdict=dossier.verdict.value,
        says=dossier.verdict.says,
        stage=dossier.standing.stage,
        since=dossier.verdict.since,
        answer=dossier.answer,
        next_date=_next_date(subject.shown, dossier.day) if subject.shown else None,
        followed=subject.since,
        titles=titles,
        others=dossier.others,
        doubts=dossier.doubts,
        close_titles=dossier.close_titles,
    )


def _next_date(shown: Shown, day: date) -> NextDate | None:
    """Of the dates in force the one that comes next; the event of a numbered season before one of the same day that is
    of none."""
    published = [said for said in map(to_said, shown.claims) if said.counts_on(day)]
    known = Known(day, published, taken_back(published))
    dated = [
        NextDate(event=event, season=season, date=fact.value, certainty=fact.certainty)
        for season in known.spoken_of
        for event in DATED
        if (fact := date_fact(known, event, season)) is not None and latest(fact.value) >= day
    ]
    return min(dated, key=lambda d: (latest(d.date), d.season is None, d.season, DATED.index(d.event)), default=None)


def _shown(ledger: Ledger, title: str, when: When) -> Shown | None:
    """The show that the title means, as `ask` takes it."""
    return next(iter(shows_of(ledger, title, when, superseded=True)), None)


def _key(shown: Shown | None, title: str) -> str:
    """What the titles of one show have in common."""
    return show_key(shown.title if shown else title)
