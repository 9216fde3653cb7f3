"""Every show with the verdict on its next season, a line each."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import msgspec

from underway.dossier.answering import clocks, every_show
from underway.dossier.compose import next_season
from underway.dossier.gather import companies
from underway.dossier.retractions import taken_back
from underway.dossier.said import to_said
from underway.dossier.seasons import Seasons
from underway.dossier.shapes import Saying, StageValue, VerdictValue
from underway.dossier.standing import standing_of
from underway.dossier.verdict import Court
from underway.ledger import Ledger


class ShowLine(msgspec.Struct, frozen=True, kw_only=True):
    """One show: what `ask` says of its next season in short. `last` is the day of the newest document about it, and
    `premiere` EDTF."""

    show: str
    season: int | None
    verdict: VerdictValue
    says: Saying | None
    stage: StageValue | None
    since: date | None
    premiere: str | None
    networks: tuple[str, ...]
    last: date | None
    documents: int
    doubts: tuple[str, ...]


def overview(
    ledger: Ledger,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    count: Callable[[], None] = lambda: None,
) -> Iterator[ShowLine]:
    """A line for each show, in the order of the titles; `count` is called for each. Raises LedgerError."""
    when, today, _ = clocks(ledger, as_of, known_at)
    for shown in every_show(ledger, when):
        count()
        said = [to_said(k) for k in shown.claims]
        if not said:
            continue
        withdrawn = taken_back(said)
        counting = [s for s in said if s.claim.id not in withdrawn]
        court = Court(Seasons(counting, as_of or today))
        season = next_season(court)
        finding, standing = court.finding(season), standing_of(court, season, lambda _: ())
        yield ShowLine(
            show=shown.title,
            season=season,
            verdict=finding.value,
            says=finding.says,
            stage=standing.stage,
            since=finding.since,
            premiere=standing.premiere,
            networks=tuple(line.name for line in companies(counting, lambda _: ())[0] if line.role == "network"),
            last=max((s.document.published for s in said if s.document.published), default=None),
            documents=len({s.document.id for s in said}),
            doubts=shown.doubts,
        )
