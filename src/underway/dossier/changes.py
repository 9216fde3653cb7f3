"""What changed in what is known about a show, day by day, and what changed it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from underway.dossier.causes import Cause, Difference, cause_of
from underway.dossier.facts import DATED, HEDGES, Fact, Facts, Thing, write_episodes
from underway.dossier.gather import companies
from underway.dossier.history import Known, walk
from underway.dossier.said import Said, of_kind
from underway.dossier.shapes import Source
from underway.vocabulary import Audience, Claim, Company, Episodes, Metric, content_id, figure_of
from underway.vocabulary.claims import Certainty
from underway.vocabulary.dates import latest, within, write_date
from underway.vocabulary.metrics import UNITS, write_window
from underway.vocabulary.numbers import write_count
from underway.vocabulary.seasons import write_season
from underway.vocabulary.titles import title_key

What = Literal[Thing, "audience", "network"]

_EVENTS: dict[str, str] = {
    "premiere": "premiere",
    "finale": "finale",
    "filming_start": "start of filming",
    "filming_end": "end of filming",
}
_ORDER: tuple[What, ...] = ("verdict", "stage", "final", "delayed", *DATED, "episodes", "audience", "network")
_UNITS = {"percent": "% of the audience", "share": "% share of viewers"}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was known otherwise before `day`, the day on which the world could know it, and `said` in words.

    `before` and `after` are plain: a verdict (`yes`, or of one that is only reported its certainty and direction,
    `reported no`), a stage, an EDTF date, a number, a name; None where there was, or is, nothing. `certainty` is that
    of what is known now. `metric` tells what a figure counts. `learned` is the moment from which the ledger could tell
    of it; None without a ledger. `sources` are the words that made the change, each with its document.
    """

    id: str
    show: str
    season: int | None
    day: date
    learned: datetime | None
    what: What
    before: str | None
    after: str | None
    certainty: Certainty
    said: str
    metric: Metric | None = None
    sources: tuple[tuple[Source, str], ...]


def changes(show: str, said: Iterable[Said[Claim]], *, until: date, since: date | None = None) -> list[Change]:
    """What changed by the end of `until`, oldest first; `said` are claims about the show that count.

    With `since` only what changed from that day on, or was learned from then on, midnight of UTC being the border.
    Without a day, claims are left out. The order of the claims does not matter.
    """
    said = list(said)
    start = date.min if since is None else first_day(said, since)
    found: list[Change] = []
    facts: Facts | None = None
    for then, now in walk(said, until=until, start=start):
        before, facts = Facts(then) if facts is None else facts, Facts(now)
        found += sorted(_changes(show, before, facts), key=_place)
    return found if since is None else [change for change in found if is_from(change, since)]


def first_day(said: Iterable[Said[Claim]], since: date) -> date:
    """From which day on there may be changes that are from `since` on: earlier, where something was learned late."""
    late = (s.day for s in said if s.kept is not None and s.kept.date() >= since)
    return min([since, *(day for day in late if day is not None)])


def is_from(change: Change, since: date) -> bool:
    """Whether it is of that day or a later one, or was learned from then on."""
    return change.day >= since or (change.learned is not None and change.learned.date() >= since)


def fact_of(change: Change) -> str:
    """An id of what it says of its show, without its day and what was before."""
    counted = msgspec.structs.astuple(change.metric) if change.metric else ()
    return content_id(title_key(change.show), change.season, change.what, change.after, change.certainty, *counted)


def _place(change: Change) -> tuple[object, ...]:
    numbered = (change.season is None, change.season or 0)
    return (*numbered, _ORDER.index(change.what), str(change.metric), change.before or "", change.after or "")


def _changes(show: str, had: Facts, has: Facts) -> Iterator[Change]:
    then, now = had.known, has.known
    for season in then.spoken_of | now.spoken_of:
        before, after = had[season], has[season]
        changed = [thing for thing in {**before, **after} if _value(before, thing) != _value(after, thing)]
        for thing in changed:
            one = Difference(season, thing, before.get(thing), after.get(thing))
            cause = cause_of(one, then, now)
            if _is_news(one, changed, before, after) and (season is not None or _is_apart(one, cause, had, has)):
                yield _change(
                    show,
                    now.day,
                    cause,
                    season=season,
                    what=thing,
                    before=one.before.value if one.before else None,
                    after=one.after.value if one.after else None,
                    certainty=one.after.certainty if one.after else "asserted",
                    said=_sentence(one, cause, now.day),
                )
    yield from _numbers(show, then, now)
    yield from _networks(show, then, now)


def _change(
    show: str,
    day: date,
    cause: Cause,
    *,
    season: int | None,
    what: What,
    before: str | None,
    after: str | None,
    said: str,
    certainty: Certainty = "asserted",
    metric: Metric | None = None,
) -> Change:
    counted = msgspec.structs.astuple(metric) if metric else ()
    return Change(
        id=content_id(title_key(show), season, what, before, after, certainty, day, *counted),
        show=show,
        season=season,
        day=day,
        learned=cause.learned(day),
        what=what,
        before=before,
        after=after,
        certainty=certainty,
        said=said,
        metric=metric,
        sources=cause.quoted(),
    )


def _value(facts: dict[Thing, Fact], thing: Thing) -> tuple[str, Certainty] | None:
    fact = facts.get(thing)
    if fact is None:
        return None
    return (fact.value, fact.certainty if thing in DATED else "asserted")


def _is_news(one: Difference, changed: Sequence[Thing], before: dict[Thing, Fact], after: dict[Thing, Fact]) -> bool:
    """False of what another of the changes tells already: the stage that comes with a verdict or a date, the verdict of
    a season that has aired, the end of a delay."""
    was, stage = (facts["stage"].value if "stage" in facts else None for facts in (before, after))
    match one.thing:
        case "verdict":
            return stage != "aired"
        case "stage":
            dated = "premiere" in changed and "dated" in (was, stage)
            return stage == "aired" or (stage is not None and "verdict" not in changed and not dated)
        case "delayed" | "final" | "episodes":
            return one.after is not None
        case _:
            return True


def _is_apart(one: Difference, cause: Cause, had: Facts, has: Facts) -> bool:
    """Whether what is said of the show without a number is not said of one of its seasons as well."""
    if one.thing in DATED:
        facts, fact = (has, one.after) if one.after else (had, one.before)
        return fact is not None and not any(
            within(same.value, fact.value) or within(fact.value, same.value)
            for season in facts.known.spoken_of
            if season is not None and (same := facts[season].get(one.thing)) is not None
        )
    if one.after is not None and one.after.value == "unknown":
        # By time alone it goes when the season that it was about has come.
        return cause.is_of(has.known) and _stands_apart(had.known)
    return _stands_apart(has.known)


def _stands_apart(known: Known) -> bool:
    """Whether nothing firm is known of the season that comes next, and of the show something else."""
    coming = known.court.seasons.next()
    if coming is None:
        return True
    show, season = known.court.finding(None), known.court.finding(coming)
    loose = season.value in ("unknown", "reported")
    return loose and show.value != "unknown" and (show.value, show.says) != (season.value, season.says)


def _sentence(one: Difference, cause: Cause, day: date) -> str:
    season, thing, before, after = one
    if thing in DATED:
        event = _EVENTS[thing] if season is None else f"{_EVENTS[thing]} of {write_season(season)}"
        if after is None:
            assert before is not None
            return _capital(f"{event}, {before.words}: {'taken back' if cause.notices else 'given up'}.")
        return _capital(f"{event}{_date_words(before, after, day)}.")
    assert after is not None  # a verdict always stands, and that another of these goes is no news
    subject = "The show" if season is None else _capital(write_season(season))
    now = "taken back" if cause.notices and after.value == "unknown" else after.words
    if before is None or before.value == "unknown" or after.value == "aired" or thing in ("delayed", "final"):
        return f"{subject}: {now}."
    return f"{subject}: {now}; before, {before.words}."


def _date_words(before: Fact | None, after: Fact, day: date) -> str:
    if before is None:
        return f": {after.words}"
    if before.value == after.value:
        return f": {write_date(after.value)}, {HEDGES[after.certainty]}; before, {HEDGES[before.certainty]}"
    announced = before.certainty == after.certainty == "asserted" and latest(before.value) >= day
    if announced and not within(after.value, before.value):
        return f" moved from {before.words} to {after.words}"
    return f": {after.words}; before, {before.words}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbers(show: str, then: Known, now: Known) -> Iterator[Change]:
    """Figures, and counts of episodes that are of no one season: each is news once."""
    told = [(number, s) for s in now.told if (number := _number(s)) is not None]
    had = {_number(s) for s in then.said} if told else set()
    for number in {number for number, _ in told} - had:
        what, season, metric, value = number
        of = "" if season is None else f" of {write_season(season)}"
        yield _change(
            show,
            now.day,
            Cause([[s for other, s in told if other == number]]),
            season=season,
            what=what,
            before=None,
            after=str(value),
            said=f"Audience{of}: {_amount(value, metric)}." if metric else f"The show: {write_episodes(int(value))}.",
            metric=metric,
        )


def _number(said: Said[Claim]) -> tuple[What, int | None, Metric | None, int | float] | None:
    match said.claim:
        case Audience() as claim:
            figure = figure_of(claim, said.published)
            return ("audience", figure.season, figure.metric, figure.value)
        case Episodes(season=None) as claim:
            return ("episodes", None, None, claim.count)
        case _:
            return None


def _amount(value: float, metric: Metric) -> str:
    counted = f"{write_count(value)} {_UNITS.get(metric.unit, UNITS[metric.unit])}"
    return ", ".join(filter(None, (counted, metric.demographic, write_window(metric), metric.region, metric.publisher)))


def _networks(show: str, then: Known, now: Known) -> Iterator[Change]:
    told = [s for s in of_kind(now.told, Company) if s.claim.role != "studio"]
    if not told:
        return
    (had, had_left), (has, has_left) = _networks_of(then), _networks_of(now)
    gained = [(key, None, name, f"Network: {name}.") for key, name in has.items() if key not in had]
    left = [(key, name, None, f"Network: no longer {name}.") for key, name in has_left.items() if key not in had_left]
    for key, before, after, sentence in (*gained, *left):
        cause = Cause([[s for s in told if title_key(s.claim.name) == key]])
        yield _change(show, now.day, cause, season=None, what="network", before=before, after=after, said=sentence)


def _networks_of(known: Known) -> tuple[dict[str, str], dict[str, str]]:
    """The networks, and the former ones, by the keys of their names."""
    lines = companies(known.said, lambda _: ())
    now, former = ({title_key(line.name): line.name for line in group if line.role != "studio"} for group in lines)
    return now, former
