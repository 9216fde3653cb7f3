"""Stories over time: a clock that is set by hand, documents told in short phrases and kept, and what digests tell."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from dossier.stories import SHOW, tell

from underway.dossier import Change
from underway.ledger import Ledger
from underway.watch.digests import Digest, digest

OTHER = "The Paper Moth"
START = datetime(2021, 3, 1, 12, tzinfo=UTC)


class Clock:
    """Tells the moment that it was set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def on(self, **span: float) -> None:
        self.moment += timedelta(**span)


def add(
    ledger: Ledger,
    day: str | None,
    phrases: str,
    *,
    show: str = SHOW,
    publisher: str | None = "The Dial",
    url: str | None = None,
) -> str:
    """Keeps one document, its phrases as `tell` has them; the id of its first claim."""
    said = tell(day, phrases, show=show, publisher=publisher)
    document = msgspec.structs.replace(said[0].document, url=url, id="")
    claims = [msgspec.structs.replace(s.claim, document=document.id, id="") for s in said]
    ledger.add(document, claims)
    return str(claims[0].id)


def told(made: Digest | None) -> list[str]:
    """What each change says, with its show."""
    return [f"{change.show}: {change.said}" for change in changes_in(made)]


def changes_in(made: Digest | None) -> list[Change]:
    return [] if made is None else [change for show in made.shows for change in show.changes]


def confirmed(ledger: Ledger, *, since: date | None = None) -> Digest | None:
    """The next digest, confirmed."""
    made = digest(ledger, since=since)
    if made is not None:
        assert ledger.followed.confirm_digest(made.id).id == made.id
    return made
