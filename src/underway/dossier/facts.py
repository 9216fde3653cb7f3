"""What is known of one season on a day, thing by thing: its plain value, its words, and the claims that it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from underway.dossier.history import Known
from underway.dossier.said import Said, Statement
from underway.dossier.shapes import Citation, Standing
from underway.dossier.standing import standing_of
from underway.dossier.verdict import Finding
from underway.dossier.words import STAGES
from underway.vocabulary import Audience, Claim, Date, Episodes, Status
from underway.vocabulary.claims import Certainty
from underway.vocabulary.dates import write_date
from underway.vocabulary.seasons import write_season

Dated = Literal["premiere", "finale", "filming_start", "filming_end"]
Thing = Literal["verdict", "stage", "delayed", "final", Dated, "episodes"]
DATED: tuple[Dated, ...] = get_args(Dated)
HEDGES: dict[Certainty, str] = {
    "asserted": "confirmed",
    "reported": "only reported",
    "speculative": "a guess",
    "denied": "denied",
}
_SAID = {
    "yes": "to be coming",
    "no": "not to be coming",
    "undecided": "to be in development",
    None: "to be coming, and not to be",
}
_ORDERS = frozenset({"renewed", "renewal"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Every group of the claims is needed; within a group each says as much as the others."""

    value: str
    words: str
    certainty: Certainty
    rests_on: Sequence[Sequence[Said[Claim]]]


class Facts(dict[int | None, dict[Thing, Fact]]):
    """What is known of each season, worked out when it is asked for; None is the show without a number."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, season: int | None) -> dict[Thing, Fact]:
        self[season] = facts = _facts_of(self.known, season)
        return facts


def date_fact(known: Known, event: Dated, season: int | None) -> Fact | None:
    """The date in force for the event, and every claim that gives it."""
    dated = known.court.seasons.date_of(event, season)
    if dated is None:
        return None
    claim = dated.claim
    alike: list[Said[Claim]] = [
        s
        for s in known.of(Date, season)
        if (s.claim.event, s.claim.date, s.claim.certainty) == (claim.event, claim.date, claim.certainty)
    ]
    return Fact(claim.date, hedged(write_date(claim.date), claim.certainty), claim.certainty, [alike])


def hedged(words: str, certainty: Certainty) -> str:
    return words if certainty == "asserted" else f"{words}, {HEDGES[certainty]}"


def write_episodes(count: int) -> str:
    return f"{count:,} episode{'' if count == 1 else 's'}"


def _facts_of(known: Known, season: int | None) -> dict[Thing, Fact]:
    """All that is known of the season; its verdict even where it is unknown."""
    finding = known.court.finding(season)
    standing = standing_of(known.court, season, _uncited)
    certainty = _surest(finding)
    facts: dict[Thing, Fact] = {"verdict": _verdict(known, season, finding, standing, certainty)}
    run: list[Said[Claim]] = [s.said for s in finding.run]
    if standing.stage is not None:
        rests_on = run or _airing(known, season)
        facts["stage"] = Fact(standing.stage, _stage_words(standing, certainty), certainty, [rests_on])
    if standing.delayed:
        delays: list[Said[Claim]] = [s.said for s in finding.run if s.about == "delayed"]
        facts["delayed"] = Fact("yes", hedged("delayed", certainty), certainty, [delays])
    if standing.final:
        last: list[Said[Claim]] = [s for s in known.of(Status, season) if s.claim.status == "final"]
        facts["final"] = Fact("yes", hedged("to be the last", certainty), certainty, [last])
    for event in DATED:
        if (dated := date_fact(known, event, season)) is not None:
            facts[event] = dated
    if season is not None and (episodes := _episodes(known, season)) is not None:
        facts["episodes"] = episodes
    return facts


def _uncited(_: Iterable[Said[Claim]]) -> tuple[Citation, ...]:
    return ()


def _surest(finding: Finding) -> Certainty:
    return min((s.certainty for s in finding.run), key=list(HEDGES).index, default="asserted")


def _verdict(known: Known, season: int | None, finding: Finding, standing: Standing, certainty: Certainty) -> Fact:
    """The value is the dossier's; of one that is only reported, how sure it is and what it says: `speculative no`."""
    groups: dict[object, list[Said[Claim]]] = {}
    for s in finding.run:
        groups.setdefault((s.says, s.certainty == "denied"), []).append(s.said)
    match finding.value:
        case "yes":
            made = standing.stage if standing.stage in ("in_production", "wrapped") else None
            ordered = any(s.about in _ORDERS for s in finding.run)
            words = "renewed" if ordered else STAGES[made] if made else "coming"
        case "no":
            words = _no(season, finding.run)
        case "undecided":
            words = STAGES[standing.stage or "undecided"]
        case "reported":
            words = f"{'guessed' if certainty == 'speculative' else 'said'} {_SAID[finding.says]}"
        case "disputed":
            words = "disputed"
        case "unknown":
            denials = [s for s in known.court.seasons.statements if s.certainty == "denied" and s.season == season]
            words = "denied" if denials else "nothing said any more"
            certainty = "denied" if denials else "asserted"
    value = " ".join(filter(None, (certainty, finding.says))) if finding.value == "reported" else finding.value
    return Fact(value, words, certainty, list(groups.values()))


def _no(season: int | None, run: Sequence[Statement]) -> str:
    by_about = {s.about: s for s in reversed(run)}
    cancelled = by_about.get("cancelled") or by_about.get("cancellation")
    if cancelled:
        if cancelled.season in (season, None):
            return "cancelled" if cancelled.season == season else "the show was cancelled"
        return f"{write_season(cancelled.season)} was cancelled"
    if "final" in by_about:
        return f"{write_season(by_about['final'].season)} is the last"
    return "ended" if season is None else "the show has ended"


def _stage_words(standing: Standing, certainty: Certainty) -> str:
    assert standing.stage is not None
    if standing.aired and standing.premiere:
        return f"aired {write_date(standing.premiere)}"
    return hedged(STAGES[standing.stage], certainty)


def _airing(known: Known, season: int | None) -> list[Said[Claim]]:
    """What shows that the season has aired where none of its own dates does: the premiere of a later one; else figures,
    episodes, words about a later one, or the end of the show."""
    number = season or 0
    for later in sorted(n for n in known.spoken_of if n is not None and n > number and known.court.seasons.aired(n)):
        if run := known.court.finding(later).run:
            return [s.said for s in run]
    return [
        s
        for s in known.said
        if (about := getattr(s.claim, "season", None) or 0) > number
        or (about == number and isinstance(s.claim, Audience | Episodes))
        or (isinstance(s.claim, Status) and s.claim.status == "ended")
    ]


def _episodes(known: Known, season: int) -> Fact | None:
    """The count published last; of several on one day the one that was published first."""
    by_count: dict[int, list[Said[Claim]]] = {}
    for s in sorted(known.of(Episodes, season), key=lambda s: s.order):
        by_count.setdefault(s.claim.count, []).append(s)
    if not by_count:
        return None
    count, told = min(by_count.items(), key=lambda one: (-one[1][-1].order[0].toordinal(), one[1][0].order))
    return Fact(str(count), write_episodes(count), "asserted", [told])
