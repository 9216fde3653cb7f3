"""Where a season stands: how far its making is, apart from whether it is coming."""

from collections.abc import Sequence
from datetime import date

from underway.dossier.independence import independent
from underway.dossier.said import Said, Statement, of_kind
from underway.dossier.shapes import Because, Citation, Ground, StageValue, Standing, Verdict
from underway.dossier.sources import Cite
from underway.dossier.verdict import Court, Finding
from underway.vocabulary import Company, Date
from underway.vocabulary.claims import Event
from underway.vocabulary.dates import latest

_STAGES: tuple[StageValue, ...] = ("undecided", "in_development", "renewed", "in_production", "wrapped", "dated")
_STAGE_OF_STATUS: dict[str, StageValue] = {
    "undecided": "undecided",
    "in_development": "in_development",
    "renewed": "renewed",
    "final": "renewed",
    "delayed": "renewed",
    "in_production": "in_production",
    "wrapped": "wrapped",
}
_SHOWN: tuple[Event, ...] = ("premiere", "finale")
# The clearest words first: a decision, then the work, then its dates.
_WEIGHT = (
    "renewed cancelled ended final undecided in_development delayed wrapped in_production premiere "
    "renewal cancellation finale filming_end filming_start"
).split()


def standing_of(court: Court, season: int | None, cite: Cite) -> Standing:
    seasons, finding = court.seasons, court.finding(season)
    premiere, finale = (_asserted(seasons.date_of(event, season)) for event in _SHOWN)
    aired = season is not None and seasons.aired(season)
    return Standing(
        season=season,
        verdict=finding.value,
        says=finding.says,
        stage="aired" if aired else _stage(court, finding),
        aired=aired,
        delayed=not aired and _is_delayed(finding),
        final=_is_final(court, finding, season),
        premiere=premiere.claim.date if premiere else None,
        finale=finale.claim.date if finale else None,
        citations=cite([*(s.said for s in finding.run), *(s for s in (premiere, finale) if s)]),
    )


def verdict_of(court: Court, finding: Finding, cite: Cite) -> Verdict:
    companies = {s.claim.name for s in of_kind(court.seasons.said, Company)}
    return Verdict(
        value=finding.value,
        says=finding.says,
        since=finding.since,
        publishers=independent((s.said for s in finding.run), companies=companies),
        rests_on=_grounds([(s, None) for s in finding.run if not court.given_up(s)], cite),
        overrode=_grounds(finding.lost, cite),
    )


def _is_final(court: Court, finding: Finding, season: int | None) -> bool:
    """Whether it is said to be the last, and no later season is coming after all."""
    told = finding.run if finding.value == "reported" else court.seasons.statements
    later = [n for n in court.seasons.numbers if season is not None and n > season]
    return any(
        s.about == "final" and s.season == season and (s.certainty == "asserted" or finding.value == "reported")
        for s in told
    ) and not any(court.finding(n).value == "yes" for n in later)


def _asserted(said: Said[Date] | None) -> Said[Date] | None:
    return said if said is not None and said.claim.certainty == "asserted" else None


def _stage(court: Court, finding: Finding) -> StageValue | None:
    if finding.value not in ("yes", "undecided", "reported"):
        return None
    told = (s for s in finding.run if s.says != "no" and not court.given_up(s))
    reached = [stage for s in told if (stage := _stage_told(s, court.seasons.day))]
    return max(reached, key=_STAGES.index, default=None)


def _stage_told(statement: Statement, day: date) -> StageValue | None:
    claim = statement.said.claim
    if not isinstance(claim, Date):
        return _STAGE_OF_STATUS.get(claim.status)
    # What was planned for a day that has passed is not said to have happened.
    told = latest(claim.date) <= (statement.said.published or day)
    match claim.event:
        case "premiere":
            return "dated" if "-" in claim.date else "renewed"
        case "filming_start":
            return "in_production" if told else "renewed"
        case "filming_end":
            return "wrapped" if told else "renewed"
        case _:
            return "renewed"


def _is_delayed(finding: Finding) -> bool:
    if finding.says != "yes":
        return False
    delays = [s.published for s in finding.run if s.about == "delayed"]
    moves = [s.published for s in finding.run if s.about in ("in_production", "wrapped", "premiere")]
    return bool(delays) and max(delays) >= max(moves, default=date.min)


def _grounds(statements: Sequence[tuple[Statement, Because | None]], cite: Cite) -> tuple[Ground, ...]:
    """Statements that say the same thing of the same season as one, the clearest first."""
    merged: dict[tuple[object, ...], list[tuple[Statement, Because | None]]] = {}
    for s, because in statements:
        on = s.said.claim.date if isinstance(s.said.claim, Date) else None
        merged.setdefault((s.says, s.about, s.season, s.certainty, on, because), []).append((s, because))
    groups = sorted(merged.values(), key=lambda g: (_WEIGHT.index(g[0][0].about), g[0][0].said.order))
    return tuple(_ground([s for s, _ in group], group[0][1], cite) for group in groups)


def _ground(group: list[Statement], because: Because | None, cite: Cite) -> Ground:
    first = group[0]
    citations: tuple[Citation, ...] = cite(s.said for s in group)
    if first.says == "undecided":
        citations = citations[::-1]  # of "nobody has decided yet" the newest word counts
    return Ground(
        says=first.says,
        about=first.about,
        of_season=first.season,
        certainty=first.certainty,
        on=first.said.claim.date if isinstance(first.said.claim, Date) else None,
        published=min((p for s in group if (p := s.said.published)), default=None),
        citations=citations,
        because=because,
    )
