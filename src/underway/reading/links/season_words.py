"""What the words of a season say beside its number: whose it is, and whether it is one that is made."""

import re

from underway.reading.lexicon import phrases
from underway.reading.structure import InOrder, SeasonMention, ShowMention, within

_MADE_BEFORE = re.compile(
    rf"\b{phrases('made_before')} (?:just |only |the |its |a |an |that |their |his |her |last |recent )*$"
)
_MADE_AFTER = re.compile(
    r"(?:'s)?(?: of (?:(?!after|since|when|as|while|which|until)[\w'\"+&-]+ ){1,7}?|,? which "
    r"| (?:(?!may|might|will|could|would|should|to|not|never)[a-z-]+ )?)"
    rf"{phrases('made_after')}\b"
)
_SHOW_NOUN = re.compile(rf"{phrases('made_noun')}s?$")
_MOST_YEARS = 9  # that are likely as many seasons
_PLANNED = re.compile(rf"\b{phrases('planned_before')} (?:a |an |the |its )?(?:planned |possible |potential )?$")


def owner_of(folded: str, shows: InOrder[ShowMention], season: SeasonMention) -> str | None:
    """The show that the season's words are attached to ("Saltmarsh season 2", "the third season of Saltmarsh")."""
    for show in within(shows, season.end, season.end + 60):
        if re.fullmatch(
            r" (?:of|for) (?:(?!and |while |with |in |as |at |on )[a-z'+-]+ ){0,5}[\"']?",
            folded[season.end : show.start],
        ):
            return show.title
        if _precedes_title(folded, season) and re.fullmatch(
            r" (?:[a-z'+-]+ ){0,2}[\"']?", folded[season.end : show.start]
        ):
            return show.title
        break
    for show in within(shows, max(season.start - 80, 0), season.start):
        if show.end <= season.start and re.fullmatch(
            r"[\"']?(?:'s)?[\"']?,? ?[(\[]?(?:, )?(?:whose |the |for (?:a |an |its )?)?[\"']?",
            folded[show.end : season.start],
        ):
            return show.title
    return None


def _precedes_title(folded: str, season: SeasonMention) -> bool:
    """ "Freshman drama", "second-season comedy": words that stand before the title of their show."""
    return names_show(folded, season) or _noun_follows(folded, season)


def made_by(folded: str, season: SeasonMention) -> int | None:
    """The number of the season last made, where that is what the words number ("after two seasons", "the freshman
    comedy", "its third season ended"); None where they speak of another."""
    if not season.numbers or season.relative == "more":
        return None
    words = folded[season.start : season.end]
    if names_show(folded, season) or (season.rule == "season.nickname" and _noun_follows(folded, season)):
        return season.numbers[0]
    if season.count:
        long = "year" in words and season.numbers[0] > _MOST_YEARS
        return season.numbers[0] if not (long or is_pickup(folded, season)) else None
    if season.rule != "season.nickname" and _noun_follows(folded, season) and not words.endswith(("series", "run")):
        return season.numbers[-1]
    lead = folded[max(season.start - 30, 0) : season.start]
    if words.startswith(("a ", "an ")):
        return None
    article = re.match(r"(?:the|its|their) ", words)
    if _MADE_BEFORE.search(lead + (article[0] if article else "")):
        return season.numbers[-1]
    if _PLANNED.search(lead):
        return None
    return season.numbers[-1] if _MADE_AFTER.match(folded, season.end) else None


def names_show(folded: str, season: SeasonMention) -> bool:
    """ "The freshman drama": words that number a season, and mean its show."""
    return season.rule == "season.nickname" and bool(_SHOW_NOUN.search(folded[season.start : season.end]))


def is_pickup(folded: str, season: SeasonMention) -> bool:
    """ "A two-season pickup": seasons ordered, not made."""
    return bool(re.match(r" (?:pick-?up|order|renewal|commitment|deal)", folded[season.end : season.end + 12]))


def _noun_follows(folded: str, season: SeasonMention) -> bool:
    """ "The second-season drama": does a noun for a show follow the ordinal?"""
    return bool(
        "-" in folded[season.start : season.end]
        and re.match(
            r" (?:[a-z-]+ )?(?:drama|dramedy|comedy|sitcom|show|western|thriller|procedural|soap|mystery|hit)s?\b",
            folded[season.end : season.end + 30],
        )
    )
