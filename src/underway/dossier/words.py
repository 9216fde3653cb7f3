"""The verdict in plain sentences."""

from datetime import date

from underway.dossier.shapes import Ground, Standing, Verdict
from underway.vocabulary.dates import is_day, write_date
from underway.vocabulary.seasons import write_season

STAGES: dict[str, str] = {
    "undecided": "no decision announced",
    "in_development": "in development",
    "renewed": "renewed",
    "in_production": "in production",
    "wrapped": "filming done",
    "dated": "dated",
    "aired": "aired",
}


def answer(show: str, verdict: Verdict, standing: Standing, *, limited: bool = False) -> tuple[str, ...]:
    """The verdict itself, then what is known about how and when. `limited` tells that it is called a limited series."""
    which = subject(show, standing.season)
    if standing.aired:
        begun = standing.premiere
        when = f": it premiered {_on(begun)}" if begun else ""
        last = ("It was the last season.",) if standing.final else ()
        return (f"{_capital(which)} has aired{when}.", *last)
    match verdict.value:
        case "yes":
            return (f"Yes: {which} is coming.", *_progress(standing))
        case "no":
            return (_no(show, which, standing, verdict),)
        case "undecided" if standing.stage == "in_development":
            return (f"Not decided: {which} is in development, but no order for it has been announced.",)
        case "undecided":
            return (f"Not decided: no decision about {which} has been announced.",)
        case "disputed" if len({c.source for g in verdict.rests_on for c in g.citations}) == 1:
            return (f"Disputed: the one source here says both that {which} is coming and that it is not.",)
        case "disputed":
            return (f"Disputed: the sources here contradict each other about {which}.",)
        case "reported":
            return (_reported(which, verdict),)
        case "unknown" if limited:
            return (f"Unknown: {show} is called a limited series, and nothing here says that it goes on.",)
        case "unknown":
            return (f"Unknown: nothing here says whether {which} is coming.",)


def silence(asked: str, as_of: date | None, *, judged: bool = False) -> tuple[str, ...]:
    """The answer about a show of which no document speaks, or none by that day, or none by what people have judged."""
    if judged:
        return (f"Unknown: nothing that counts is said of {asked} here, once what was judged is left out.",)
    if as_of is None:
        return (f"Unknown: no document here speaks of {asked}.",)
    return (f"Unknown: no document here that was published by {write_date(as_of.isoformat())} speaks of {asked}.",)


def subject(show: str, season: int | None) -> str:
    return f"another season of {show}" if season is None else f"{write_season(season)} of {show}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _on(edtf: str) -> str:
    return f"{'on' if is_day(edtf) else 'in'} {write_date(edtf)}"


def _progress(standing: Standing) -> tuple[str, ...]:
    sentences = []
    if standing.premiere:
        due = f"due {_on(standing.premiere)}"
        sentences.append(f"It has been delayed and is {due}." if standing.delayed else f"It is {due}.")
    elif standing.delayed:
        sentences.append("It has been delayed.")
    elif standing.stage == "wrapped":
        sentences.append("Filming is done.")
    elif standing.stage == "in_production":
        sentences.append("It is being filmed.")
    if standing.final:
        sentences.append("It will be the last.")
    return tuple(sentences)


def _no(show: str, which: str, standing: Standing, verdict: Verdict) -> str:
    grounds: dict[str, Ground] = {g.about: g for g in reversed(verdict.rests_on)}
    cancelled = grounds.get("cancelled") or grounds.get("cancellation")
    if cancelled:
        numbered = cancelled.of_season is not None and cancelled.of_season == standing.season
        return f"No: {which if numbered else show} was cancelled."
    if "final" in grounds:
        return f"No: {write_season(grounds['final'].of_season)} is the last of {show}."
    return f"No: {show} has ended."


def _reported(which: str, verdict: Verdict) -> str:
    if all(g.certainty == "speculative" for g in verdict.rests_on):
        match verdict.says:
            case "yes":
                return f"Only guesswork so far: {which} may be coming."
            case "no":
                return f"Only guesswork so far: {which} may not be coming."
            case "undecided":
                return f"Only guesswork so far: {which} may be in development."
            case None:
                return f"Only guesswork so far, in both directions, about {which}."
    match verdict.says:
        case "yes":
            return f"Reported, not confirmed: {which} is said to be coming."
        case "no":
            return f"Reported, not confirmed: {which} is said not to be coming."
        case _:
            return f"Reported, not confirmed: {which} is said to be in development."
