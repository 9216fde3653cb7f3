"""Where readers of one document agree, and where they do not."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from underway.vocabulary import Audience, Claim, Company, Credit, Date, Episodes, Evidence, Quote, Status
from underway.vocabulary.titles import title_key


class Compared(NamedTuple):
    """A claim, by whom it is made, and the ids of claims by others that say otherwise of the same thing in the same
    words."""

    claim: Claim
    readers: tuple[str, ...]
    disagrees: tuple[str, ...]


def compared(claims: Sequence[Claim]) -> list[Compared]:
    """Claims of one document, in their order; of those that say the same in the same place the first, for all."""
    made: list[tuple[Claim, list[str]]] = []
    by_saying: dict[Hashable, list[int]] = {}
    for claim in claims:
        saying = (*_about(claim), *_says(claim))
        same = next(
            (
                n
                for n in by_saying.get(saying, ())
                if claim.reader not in made[n][1] and _overlap(made[n][0].evidence, claim.evidence)
            ),
            None,
        )
        if same is None:
            by_saying.setdefault(saying, []).append(len(made))
            made.append((claim, [claim.reader]))
        else:
            made[same][1].append(claim.reader)
    by_subject: dict[Hashable, list[int]] = {}
    for n, (claim, _) in enumerate(made):
        by_subject.setdefault(_about(claim), []).append(n)
    return [
        Compared(
            claim,
            tuple(readers),
            tuple(
                made[n][0].id
                for n in by_subject[_about(claim)]
                if set(made[n][1]).isdisjoint(readers) and _overlap(made[n][0].evidence, claim.evidence)
            ),
        )
        for claim, readers in made
    ]


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _about(claim: Claim) -> tuple[Hashable, ...]:
    """What a claim is about: two that are about the same say otherwise where they do not say the same."""
    show = title_key(claim.show) if claim.show else None
    match claim:
        case Status():
            return ("status", show)
        case Quote():
            return ("quote", title_key(claim.quote))
        case Audience():
            return ("audience", show, claim.value)
        case Date():
            return ("date", show, claim.event)
        case Credit():
            return ("credit", title_key(claim.person))
        case Company():
            return ("company", title_key(claim.name))
        case Episodes():
            return ("episodes", show)


def _says(claim: Claim) -> tuple[Hashable, ...]:
    match claim:
        case Status():
            return (claim.season, claim.status, claim.certainty)
        case Quote():
            return (title_key(claim.speaker),)
        case Audience():
            return (claim.season, claim.unit, claim.window)
        case Date():
            return (claim.season, claim.date, claim.certainty)
        case Credit():
            return (title_key(claim.show), claim.role, title_key(claim.character or ""))
        case Company():
            return (title_key(claim.show), claim.role)
        case Episodes():
            return (claim.season, claim.count)
