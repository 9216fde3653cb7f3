"""Stories over time: a clock that is set by hand, and documents told in short phrases and kept."""

from datetime import datetime, timedelta

import msgspec
from dossier.stories import SHOW, tell

from underway.ledger import Ledger


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
