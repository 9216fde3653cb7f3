"""From claims with their documents to a dossier: a pure function."""

from collections.abc import Iterable
from datetime import date

from underway.dossier import gather, words
from underway.dossier.audience import Comparisons
from underway.dossier.said import Said
from underway.dossier.seasons import Seasons, published_by
from underway.dossier.shapes import Dossier, Standing, Verdict
from underway.dossier.sources import Numbering, newest_first
from underway.dossier.standing import standing_of, verdict_of
from underway.dossier.titles import usual_spelling
from underway.dossier.verdict import Court
from underway.vocabulary import Claim

_FIRM = frozenset({"yes", "no", "disputed", "undecided"})


def compose(
    asked: str,
    said: Iterable[Said[Claim]],
    *,
    peers: Iterable[Said[Claim]] = (),
    season: int | None = None,
    as_of: date | None = None,
    today: date,
    close_titles: tuple[str, ...] = (),
) -> Dossier:
    """What `said`, all claims about one show, tells of it. `peers` are audience claims about other shows.

    `season` None asks about the next one. Under `as_of` only documents published by then count, and it is the day on
    which the question is put, else `today` is. The order of the claims does not matter.
    """
    everything = sorted(set(said), key=lambda s: s.order)
    known = published_by(everything, as_of)
    left_out = {s.document.id for s in everything if s.published is None} - {s.document.id for s in known}
    undated = len(left_out) if as_of else 0
    if not known:
        show = usual_spelling([s.claim.show for s in everything if s.claim.show]) if everything else None
        return _silent(asked, show, season=season, as_of=as_of, undated=undated, close_titles=close_titles)

    seasons = Seasons(known, as_of or today)
    court = Court(seasons)
    if season is None:
        season = _next(court)
    finding = court.finding(season)
    show = usual_spelling(s.claim.show for s in known if s.claim.show)
    comparisons = Comparisons(seasons, published_by(peers, as_of))
    numbering = Numbering(
        [
            *newest_first(s.said for s in finding.run),
            *newest_first(known),
            *newest_first(comparisons.said()),
        ]
    )
    cite = numbering.cite
    verdict, standing = verdict_of(finding, cite), standing_of(court, season, cite)
    now, former = gather.companies(known, cite)
    return Dossier(
        asked=asked,
        show=show,
        as_of=as_of,
        season=season,
        answer=words.answer(show, verdict, standing),
        verdict=verdict,
        standing=standing,
        seasons=tuple(standing_of(court, n, cite) for n in sorted({*seasons.numbers, *([season] if season else [])})),
        quotes=gather.quotes(known, season, cite),
        dates=gather.dates(known, cite),
        people=gather.people(known, cite),
        companies=now,
        former_companies=former,
        episodes=gather.episodes(known, cite),
        audience=comparisons.lines(show, cite),
        timeline=gather.timeline(known, cite),
        sources=numbering.sources(),
        undated_left_out=undated,
    )


def _next(court: Court) -> int | None:
    """The first season that has not aired, or None, "another", where only that is firmly spoken of."""
    season = court.seasons.next()
    if season is None or court.finding(season).value in _FIRM:
        return season
    return None if court.finding(None).value in _FIRM else season


def _silent(
    asked: str,
    show: str | None,
    *,
    season: int | None,
    as_of: date | None,
    undated: int,
    close_titles: tuple[str, ...],
) -> Dossier:
    return Dossier(
        asked=asked,
        show=show,
        as_of=as_of,
        season=season,
        answer=words.silence(show or asked, as_of if show else None),
        verdict=Verdict(value="unknown", says=None, since=None, rests_on=(), overrode=()),
        standing=Standing(
            season=season,
            verdict="unknown",
            says=None,
            stage=None,
            aired=False,
            delayed=False,
            final=False,
            premiere=None,
            finale=None,
            citations=(),
        ),
        undated_left_out=undated,
        close_titles=close_titles,
    )
