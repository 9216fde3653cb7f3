"""Lines of a dossier: claims of one kind, those that say the same merged into one line with all their sources."""

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from itertools import pairwise
from typing import TypeVar

from underway.dossier.said import DECISIONS, Said, of_kind
from underway.dossier.seasons import Seasons
from underway.dossier.shapes import CompanyLine, DateLine, EpisodesLine, Part, PersonLine, QuoteLine, TimelineEntry
from underway.dossier.sources import Cite
from underway.vocabulary import Claim, Company, Credit, Date, Episodes, Quote, Status
from underway.vocabulary.claims import CreditRole
from underway.vocabulary.dates import earliest, latest, within
from underway.vocabulary.seasons import read_season
from underway.vocabulary.titles import fold_letters, title_key

K = TypeVar("K", bound=Claim)
Everything = list[Said[Claim]]

_ROLES: tuple[CreditRole, ...] = (
    "creator",
    "showrunner",
    "executive_producer",
    "producer",
    "director",
    "writer",
    "cast",
)
_WORD = re.compile(r"\w+")
# A decision that its document dates stands in the timeline by that date, and not again by the day it was told.
_DATED_AS = {"renewed": "renewal", "cancelled": "cancellation", "ended": "finale"}


def _merged(said: Iterable[Said[K]], key: Callable[[K], Hashable]) -> list[list[Said[K]]]:
    groups: dict[Hashable, list[Said[K]]] = {}
    for s in sorted(said, key=lambda s: s.order):
        groups.setdefault(key(s.claim), []).append(s)
    return list(groups.values())


def _spoken(text: str) -> str:
    """What two printings of the same words have in common."""
    return " ".join(_WORD.findall(fold_letters(text)))


def _speaks_of(quote: Quote, season: int | None) -> bool:
    if season is None:
        return False
    if quote.season is not None:
        return quote.season == season
    words = _WORD.findall(quote.quote)
    return any(read_season(f"{a} {b}") == season for a, b in pairwise(words))


def quotes(said: Everything, season: int | None, cite: Cite) -> tuple[QuoteLine, ...]:
    """Those about the season first, then the newest first; within one document in the order of the text."""
    groups = _merged(of_kind(said, Quote), lambda q: (_spoken(q.speaker), _spoken(q.quote)))
    lines: list[tuple[tuple[object, ...], QuoteLine]] = []
    for group in groups:
        claim = group[0].claim
        about = any(_speaks_of(s.claim, season) for s in group)
        day, document, start, _ = group[-1].order
        line = QuoteLine(
            speaker=claim.speaker,
            venue=next((s.claim.venue for s in group if s.claim.venue), None),
            quote=claim.quote,
            season=next((s.claim.season for s in group if s.claim.season is not None), None),
            about_asked=about,
            published=group[0].published,
            citations=cite(group),
        )
        lines.append(((not about, -day.toordinal(), document, start), line))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def dates(said: Everything, seasons: Seasons, cite: Cite) -> tuple[DateLine, ...]:
    """By day; one that was announced for a numbered season and has been moved or given up since does not stand."""
    groups = _merged(of_kind(said, Date), lambda d: (d.season, d.event, d.date, d.certainty))
    groups.sort(key=lambda g: (earliest(g[0].claim.date), latest(g[0].claim.date), g[0].claim.event, g[0].order))
    return tuple(
        DateLine(
            event=g[0].claim.event,
            season=g[0].claim.season,
            date=g[0].claim.date,
            certainty=g[0].claim.certainty,
            stands=not _given_up(g, seasons),
            citations=cite(g),
        )
        for g in groups
    )


def _given_up(group: list[Said[Date]], seasons: Seasons) -> bool:
    claim = group[0].claim
    if claim.season is None or claim.certainty != "asserted" or claim.event in DECISIONS:
        return False
    live = seasons.date_of(claim.event, claim.season)
    agrees = live and (within(live.claim.date, claim.date) or within(claim.date, live.claim.date))
    return not agrees and all(s.published and s.published <= latest(claim.date) for s in group)


def people(said: Everything, cite: Cite) -> tuple[PersonLine, ...]:
    """One line a person; those who make it before those who are in it, the most often named first, of equals the one
    whose name comes first in the words."""
    lines: list[tuple[tuple[object, ...], PersonLine]] = []
    for person in _merged(of_kind(said, Credit), lambda c: _spoken(c.person)):
        named = {_spoken(s.claim.character) for s in person if s.claim.character}
        # A part without its character's name is the one that is named elsewhere.
        only = next(iter(named)) if len(named) == 1 else None
        parts = _merged(
            person,
            lambda c, only=only: (  # type: ignore[misc]
                c.role,
                _spoken(c.character) if c.character else (only if c.role == "cast" else None),
            ),
        )
        parts.sort(key=lambda p: (_ROLES.index(p[0].claim.role), -len(p), p[0].order))
        line = PersonLine(
            person=person[0].claim.person,
            parts=tuple(
                Part(
                    role=part[0].claim.role,
                    character=next((s.claim.character for s in part if s.claim.character), None),
                    citations=cite(part),
                )
                for part in parts
            ),
        )
        rank = _ROLES.index(line.parts[0].role)
        day, document, start, id_ = person[0].order
        named_at = start + max(person[0].claim.evidence.text.find(line.person), 0)
        lines.append(((rank, -len({s.document.id for s in person}), day, document, named_at, id_), line))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def companies(said: Everything, cite: Cite) -> tuple[tuple[CompanyLine, ...], tuple[CompanyLine, ...]]:
    """The companies of today, networks first, and apart from them the former networks.

    A network that a document, no older than the last to call it the network, calls a former one is former.
    """
    claims = of_kind(said, Company)

    def newest(key: str, *, former: bool) -> date | None:
        days = [
            s.order[0]
            for s in claims
            if title_key(s.claim.name) == key
            and s.claim.role != "studio"
            and (s.claim.role == "former_network") == former
        ]
        return max(days, default=None)

    now: list[CompanyLine] = []
    past: list[CompanyLine] = []
    groups = _merged(claims, lambda c: (c.role, title_key(c.name)))
    groups.sort(key=lambda g: (g[0].claim.role != "network", -len({s.document.id for s in g}), g[0].order))
    for group in groups:
        claim = group[0].claim
        line = CompanyLine(name=claim.name, role=claim.role, citations=cite(group))
        left, has = (newest(title_key(claim.name), former=former) for former in (True, False))
        is_former = left is not None and (has is None or left >= has)
        if claim.role == "studio" or (claim.role == "network" and not is_former):
            now.append(line)
        elif claim.role == "former_network" and is_former:
            past.append(line)
    return tuple(now), tuple(past)


def episodes(said: Everything, cite: Cite) -> tuple[EpisodesLine, ...]:
    """By season, a total or an unsaid season last; where counts differ, the one published last comes first."""
    groups = _merged(of_kind(said, Episodes), lambda e: (e.season, e.count))
    groups.sort(key=lambda g: (g[0].claim.season or 10**3, -g[-1].order[0].toordinal(), g[0].order))
    return tuple(EpisodesLine(season=g[0].claim.season, count=g[0].claim.count, citations=cite(g)) for g in groups)


def timeline(said: Everything, seasons: Seasons, cite: Cite) -> tuple[TimelineEntry, ...]:
    """Dated events, and statuses on the day they were first published; what has no day is left out."""
    entries = [
        TimelineEntry(
            date=line.date,
            kind="date",
            what=line.event,
            season=line.season,
            certainty=line.certainty,
            stands=line.stands,
            citations=line.citations,
        )
        for line in dates(said, seasons, cite)
    ]
    dated = {(s.document.id, s.claim.event) for s in of_kind(said, Date)}
    for group in _merged(of_kind(said, Status), lambda c: (c.season, c.status, c.certainty)):
        claim, published = group[0].claim, min((p for s in group if (p := s.published)), default=None)
        told = [s for s in group if (s.document.id, _DATED_AS.get(claim.status)) not in dated]
        if published is not None and told:
            entries.append(
                TimelineEntry(
                    date=published.isoformat(),
                    kind="status",
                    what=claim.status,
                    season=claim.season,
                    certainty=claim.certainty,
                    citations=cite(group),
                )
            )
    return tuple(sorted(entries, key=_when))


def _when(entry: TimelineEntry) -> tuple[object, ...]:
    return (earliest(entry.date), latest(entry.date), entry.kind, entry.season or 0, entry.what, entry.certainty)
