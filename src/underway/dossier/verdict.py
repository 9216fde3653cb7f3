"""Is the season coming? The rules, from statements to a verdict.

- A decision counts from the day it was made where its document gives that day, else from the day of publication.
- What is asserted beats what is reported, and that beats guesswork; among equals the later beats the earlier.
- That nobody has decided yet never undoes a decision; a report that is no older than "undecided" outweighs it.
- A cancellation without a season, or the end of the show, is a no for every season that has not aired, until a renewal
  follows it; so is a cancelled earlier season, and a season said to be the last for those after it.
- Where a document has two decisions, the one made later counts; of two on no known days, a show that has left a network
  was saved, and else the one that differs from what stood before is the news.
- Opposite decisions of one day that nothing orders are disputed; so is an assertion that a later document denies.
- A denial ends the rumours before it, and makes no verdict by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal

from underway.dossier.said import Statement, of_kind
from underway.dossier.seasons import Seasons
from underway.dossier.shapes import Because, Saying, VerdictValue
from underway.vocabulary import Company, Date
from underway.vocabulary.claims import Certainty
from underway.vocabulary.dates import latest, within

Position = Literal["yes", "no", "undecided", "disputed"]
_OPPOSITE: dict[Saying, Saying] = {"yes": "no", "no": "yes"}
_SURENESS: tuple[Certainty, ...] = ("asserted", "reported", "speculative", "denied")
# What is being made is coming, whatever becomes of the show after it.
_BEING_MADE = frozenset({"in_production", "wrapped", "final", "filming_start", "filming_end"})


@dataclass(slots=True)
class Finding:
    """A verdict in terms of statements. `run` is what it rests on, `lost` what it overrode and why, oldest first."""

    value: VerdictValue
    says: Saying | None = None
    run: list[Statement] = field(default_factory=list)
    lost: list[tuple[Statement, Because]] = field(default_factory=list)

    @property
    def since(self) -> date | None:
        return min((day for s in self.run if (day := s.said.day)), default=None)


@dataclass(slots=True)
class _Fold:
    """What stands after reading statements of one certainty in order."""

    position: Position | None = None
    run: list[Statement] = field(default_factory=list)

    @property
    def last(self) -> date:
        return max((s.published for s in self.run), default=date.min)

    def take(self, position: Position, statements: list[Statement]) -> None:
        if position == "undecided" and self.position in ("yes", "no", "disputed"):
            return
        said = [s for s in statements if position in ("disputed", s.says)]
        self.run = [*self.run, *said] if position == self.position else said
        self.position = position


class Court:
    """Finds verdicts over the seasons of one show."""

    def __init__(self, seasons: Seasons) -> None:
        self.seasons = seasons
        self._left = {
            s.document.id for s in of_kind(seasons.said, Company) if s.claim.role == "former_network"
        }  # documents in which the show has left a network
        self._findings: dict[int | None, Finding] = {}

    def finding(self, season: int | None) -> Finding:
        if season not in self._findings:
            self._findings[season] = self._find(season)
        return self._findings[season]

    def _find(self, season: int | None) -> Finding:
        if season is not None and self.seasons.aired(season):
            return Finding("yes", "yes", run=self._airing(season))
        statements = self._about(season)
        denied = _denied(statements)
        finding = self._weigh(statements, [s for s in statements if s not in denied], season)
        return finding if finding.value == "disputed" else _with_lost(finding, statements, denied)

    def _weigh(self, statements: list[Statement], undenied: list[Statement], season: int | None) -> Finding:
        firm = self._fold(statements, "asserted", season)
        reported = self._fold(undenied, "reported", season)
        guessed = self._fold(undenied, "speculative", season)
        if firm.position == "disputed":
            return Finding("disputed", None, firm.run)
        if firm.position in ("yes", "no"):
            return Finding(firm.position, firm.position, firm.run)
        if reported.position == "disputed":
            return Finding("disputed", None, reported.run)
        if reported.position in ("yes", "no") and (firm.position is None or reported.last >= firm.last):
            return Finding("reported", reported.position, reported.run)
        if firm.position == "undecided":
            return Finding("undecided", "undecided", firm.run)
        for loose in (reported, guessed):
            if loose.position is not None:
                says = None if loose.position == "disputed" else loose.position
                return Finding("reported", says, loose.run)
        return Finding("unknown")

    def _airing(self, season: int) -> list[Statement]:
        """What tells that the season has begun; empty where only figures, episodes or a later season do."""
        dated = [self.seasons.date_of("premiere", season), self.seasons.date_of("finale", season)]
        told = {s.claim.id for s in dated if s is not None and self.seasons.is_past(s)}
        if self.seasons.has_begun(season) and dated[0] is not None:
            told = {dated[0].claim.id}
        return [s for s in self.seasons.statements if s.said.claim.id in told]

    def _about(self, season: int | None) -> list[Statement]:
        """The statements that bear on the season."""
        begun = self.seasons.last_begun()
        chosen = list(self._ends)
        for s in self.seasons.statements:
            if s.season == season and not _ends_all(s) and self._still_ahead(s):
                # Without a number, what was said before the last premiere was about the season that it began.
                if season is None and begun is not None and date.min < s.day < begun:
                    continue
                chosen.append(s)
            elif season is not None and s.season is not None and s.season < season and s.certainty != "denied":
                earlier = self.finding(s.season) if s.about in ("cancelled", "final") else None
                if earlier and (s.about == "cancelled") == (earlier.says == "no"):
                    chosen.append(replace(s, says="no"))
        return sorted(chosen, key=lambda s: s.said.order)

    def _still_ahead(self, statement: Statement) -> bool:
        """False of a premiere or finale that is past, unless it was said of a season that is still to come: this holds,
        whatever became of the date. Of anything else True."""
        claim = statement.said.claim
        if not isinstance(claim, Date) or claim.event not in ("premiere", "finale"):
            return True
        if claim.certainty == "asserted" and statement.season is not None:
            return True
        return latest(claim.date) >= self.seasons.day and not self.given_up(statement)

    def given_up(self, statement: Statement) -> bool:
        """Whether it announces a premiere or finale for a date that no longer stands."""
        claim = statement.said.claim
        if not isinstance(claim, Date) or claim.event not in ("premiere", "finale") or claim.certainty != "asserted":
            return False
        live = self.seasons.date_of(claim.event, statement.season)
        return live is None or live.claim.date != claim.date

    @cached_property
    def _ends(self) -> list[Statement]:
        """The cancellations and ends of the whole show that no renewal, and no premiere after an end, has undone."""
        begun = self.seasons.last_begun() or date.min
        ends = [s for s in self.seasons.statements if _ends_all(s) and not (s.about == "ended" and s.day < begun)]
        decisions = [s for s in self.seasons.statements if s.about in ("renewed", "cancelled") and s not in ends]
        standing = {s.said.claim.id for s in self._fold([*ends, *decisions], "asserted", None).run}
        return [
            s
            for s in ends
            if (
                s.said.claim.id in standing
                if s.certainty == "asserted"
                else s.certainty == "denied" or not date.min < s.day < begun
            )
        ]

    def _fold(self, statements: Sequence[Statement], certainty: Certainty, season: int | None) -> _Fold:
        fold = _Fold()
        for group in _by_time([s for s in statements if s.certainty in (certainty, "denied")], season):
            says: dict[Position, list[Statement]] = {}
            publishers: set[str | None] = set()
            for document in group:
                told = [s for s in document if s.certainty == certainty]
                if told:
                    says.setdefault(self._position(told, season, fold.position), []).extend(told)
                    publishers.add(document[0].said.document.publisher)
            if len(says.keys() - {"undecided"}) > 1:
                one = len(publishers) == 1 and None not in publishers
                clashing = [s for position in sorted(says) for s in says[position] if s.says != "undecided"]
                fold.take(_turned(fold.position) if one else "disputed", clashing)
            else:
                for position in sorted(says):
                    fold.take(position, says[position])
            if certainty == "asserted":
                own = {s.said.document.id for s in fold.run}
                denials = [s for d in group for s in d if s.certainty == "denied" and s.says == fold.position]
                against = [s for s in denials if s.decides and s.said.document.id not in own]
                if against:
                    fold.take("disputed", [*fold.run, *against])
        return fold

    def _position(self, told: Sequence[Statement], season: int | None, standing: Position | None) -> Position:
        """What one document says of the season, all that stands in it considered."""
        no = [s for s in told if s.says == "no"]
        yes = [s for s in told if s.says == "yes"]
        if _made_anyway(told, season):
            return "yes"
        ordered = [s for s in yes if s.decides]
        if no and ordered:
            last_yes, last_no = max(s.day for s in ordered), max(s.day for s in no)
            if last_yes != last_no:
                return "yes" if last_yes > last_no else "no"
            if {"cancelled", "ended"} <= {s.about for s in no}:
                return "no"  # dropped, saved, and over since
            return "yes" if told[0].said.document.id in self._left else _turned(standing)
        if no:
            return "no"
        return "yes" if yes else "undecided"


def _turned(standing: Position | None) -> Position:
    """What is news where both directions are said at once: the one that does not stand already."""
    if standing == "yes":
        return "no"
    return "yes" if standing == "no" else "disputed"


def _ends_all(statement: Statement) -> bool:
    return statement.season is None and statement.says == "no"


def _made_anyway(told: Iterable[Statement], season: int | None) -> bool:
    """Whether the season is dated ahead, or is being made though the show as a whole is not to go on."""
    told = list(told)
    if any(s.about in ("premiere", "finale") for s in told):
        return True
    stopped = any(s.says == "no" and s.season == season for s in told)
    return not stopped and any(s.says == "yes" and s.about in _BEING_MADE for s in told)


def _by_time(statements: Sequence[Statement], season: int | None) -> list[list[list[Statement]]]:
    """The statements by document, and the documents in groups of one time, oldest first."""
    documents: dict[str, list[Statement]] = {}
    for s in statements:
        documents.setdefault(s.said.document.id, []).append(s)

    def time(told: list[Statement]) -> tuple[date, date]:
        published = told[0].published
        decided = max((s.day for s in told if s.decides and s.certainty != "denied"), default=published)
        return (max(decided, published) if _made_anyway(told, season) else decided, published)

    ordered = sorted(documents.values(), key=lambda told: (time(told), told[0].said.document.id))
    return [list(group) for _, group in groupby(ordered, key=time)]


def _denied(statements: Iterable[Statement]) -> list[Statement]:
    """The rumours that a denial, no older than they, has ended."""
    statements = list(statements)
    denials = [s for s in statements if s.certainty == "denied"]
    return [
        s
        for s in statements
        if s.certainty not in ("asserted", "denied")
        and any(d.published >= s.published and _denies(d, s) for d in denials)
    ]


def _denies(denial: Statement, s: Statement) -> bool:
    """Whether it denies what the other says; a denied date says nothing of another date."""
    if denial.about != s.about or denial.season not in (s.season, None):
        return False
    denied, told = denial.said.claim, s.said.claim
    if isinstance(denied, Date) and isinstance(told, Date):
        return within(told.date, denied.date)
    return True


def _with_lost(finding: Finding, statements: Iterable[Statement], denied: Sequence[Statement]) -> Finding:
    """The finding, with what spoke against it: opposite words, doubts no older than what it rests on, and rumours
    that were denied."""
    since = min((s.published for s in finding.run), default=date.min)
    surest = min((_SURENESS.index(s.certainty) for s in finding.run), default=len(_SURENESS))
    own = {s.said.document.id for s in finding.run}
    for s in statements:
        opposed = s.says == _OPPOSITE.get(finding.says) if finding.says in _OPPOSITE else s.says in _OPPOSITE
        doubts = s.says == "undecided" != finding.says and s.published >= since
        if s in denied:
            finding.lost.append((s, "denied"))
        elif s.certainty == "denied" or s in finding.run:
            continue
        elif doubts:
            finding.lost.append((s, "decided"))
        elif opposed and _SURENESS.index(s.certainty) > surest:
            finding.lost.append((s, "surer"))
        elif opposed:
            finding.lost.append((s, "undone" if s.said.document.id in own else "later"))
    return finding
