"""From claims with their documents to a dossier: a pure function."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from underway.catalogue import Ids
from underway.dossier import gather, words
from underway.dossier.audience import Comparisons, Watched
from underway.dossier.discounted import Judged, judgement_lines, withdrawals
from underway.dossier.limited import called_limited
from underway.dossier.retractions import taken_back
from underway.dossier.said import Said, of_kind
from underway.dossier.seasons import Seasons, published_by
from underway.dossier.shapes import Dossier, Standing, Verdict
from underway.dossier.sources import Numbering, newest_first
from underway.dossier.standing import standing_of, verdict_of
from underway.dossier.titles import usual_spelling
from underway.dossier.verdict import Court
from underway.vocabulary import Audience, Claim

_FIRM = frozenset({"yes", "no", "disputed", "undecided"})


class Identity(NamedTuple):
    """Which show it is: its title where the documents' own spelling does not tell it from `others` of that title, what
    catalogues call it, and what could not be told apart."""

    title: str | None = None
    ids: Ids = Ids()
    others: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def compose(
    asked: str,
    said: Iterable[Said[Claim]],
    *,
    watched: Watched | None = None,
    season: int | None = None,
    as_of: date | None = None,
    today: date,
    known_at: datetime | None = None,
    identity: Identity | None = None,
    judged: Sequence[Judged] = (),
    undated: int = 0,
    close_titles: tuple[str, ...] = (),
) -> Dossier:
    """What `said`, all claims about one show that count, tells of it. `watched` is what else is known of audiences.

    `season` None asks about the next one. Under `as_of` only documents published by then count, and it is the day on
    which the question is put, else `today` is. `undated` counts documents that were left out before for want of a day.
    The order of the claims does not matter.
    """
    identity = identity or Identity()
    everything = sorted(set(said), key=lambda s: s.order)
    published = published_by(everything, as_of)
    left_out = {s.document.id for s in everything if s.published is None} - {s.document.id for s in published}
    undated += len(left_out) if as_of else 0
    titles = [s.claim.show for s in everything if s.claim.show]
    show = identity.title or (usual_spelling(titles) if titles else None)
    withdrawn = taken_back(published)
    known = [s for s in published if s.claim.id not in withdrawn]
    watched = watched or Watched()
    if not published:
        untold = Comparisons(Seasons([], as_of or today), [], watched)
        judged_on = Numbering(newest_first(j.said.document for j in judged if j.said))
        return Dossier(
            asked=asked,
            show=show,
            ids=identity.ids,
            as_of=as_of,
            day=as_of or today,
            known_at=known_at,
            season=season,
            answer=words.silence(show or asked, as_of if show else None, judged=bool(judged)),
            verdict=Verdict(value="unknown", says=None, since=None, publishers=0, rests_on=(), overrode=()),
            standing=msgspec.structs.replace(_NOTHING_KNOWN, season=season),
            audience=untold.lines(show or watched.title or asked, lambda _: ()),
            weeks=watched.runs,
            judgements=judgement_lines(judged, judged_on.cite),
            sources=judged_on.sources(),
            undated_left_out=undated,
            others=identity.others,
            doubts=identity.doubts,
            close_titles=close_titles,
        )

    show = identity.title or usual_spelling(s.claim.show for s in published if s.claim.show)
    seasons = Seasons(known, as_of or today)
    court = Court(seasons)
    if season is None:
        season = next_season(court)
    finding = court.finding(season)
    comparisons = Comparisons(seasons, of_kind(known, Audience), watched)
    numbering = Numbering(
        [
            *newest_first(s.said.document for s in finding.run),
            *newest_first(s.document for s in published),
            *newest_first(s.document for s in comparisons.said()),
            *newest_first(j.said.document for j in judged if j.said),
        ]
    )
    cite = numbering.cite
    verdict, standing = verdict_of(court, finding, cite), standing_of(court, season, cite)
    limited = called_limited(known)
    now, former = gather.companies(known, cite)
    return Dossier(
        asked=asked,
        show=show,
        ids=identity.ids,
        as_of=as_of,
        day=as_of or today,
        known_at=known_at,
        season=season,
        answer=words.answer(show, verdict, standing, limited=bool(limited) and court.finding(2).value != "yes"),
        verdict=verdict,
        standing=standing,
        limited=tuple(numbering.cite_words(document, called) for document, called in limited),
        seasons=tuple(standing_of(court, n, cite) for n in sorted({*seasons.numbers, *([season] if season else [])})),
        quotes=gather.quotes(known, season, cite),
        dates=gather.dates(known, seasons, cite),
        people=gather.people(known, cite),
        companies=now,
        former_companies=former,
        episodes=gather.episodes(known, cite),
        audience=comparisons.lines(show, cite),
        weeks=watched.runs,
        timeline=gather.timeline(known, seasons, cite),
        withdrawn=withdrawals(published, withdrawn, numbering),
        judgements=judgement_lines(judged, cite),
        sources=numbering.sources(),
        undated_left_out=undated,
        others=identity.others,
        doubts=identity.doubts,
        close_titles=close_titles,
    )


_NOTHING_KNOWN = Standing(
    season=None,
    verdict="unknown",
    says=None,
    stage=None,
    aired=False,
    delayed=False,
    final=False,
    premiere=None,
    finale=None,
    citations=(),
)


def next_season(court: Court) -> int | None:
    """The first season that has not aired, or None, "another", where only that is firmly spoken of."""
    season = court.seasons.next()
    if season is None or court.finding(season).value in _FIRM:
        return season
    return None if court.finding(None).value in _FIRM else season
