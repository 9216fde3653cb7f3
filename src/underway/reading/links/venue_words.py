"""The shapes in which the text names the outlet, the medium or the occasion of somebody's words."""

import re
from functools import cache
from typing import Literal, get_args

import msgspec

from underway.reading.lexicon import load
from underway.reading.links.noun_phrases import speech_words
from underway.reading.scanner import Scanner

_GOES_ON = frozenset("to with by in for on".split())
_WHEN = r"(?:[a-z]+ly |again |earlier |(?:last|this) (?:week|month|year|summer|spring|autumn) |on [A-Z][a-z]+day )?"

# "the outlet", which has been named before; how its reporting names it.
GENERIC = re.compile(
    r"(?i:\b(?:told|tells|telling|to|with|by)) (?:the|this) (?:[a-z]+ )?"
    r"(outlet|site|website|publication|paper|newspaper|tabloid|magazine|mag|trade|broadsheet|title|programme|podcast)\b"
    r"(?! [\"“A-Z])"
)
REPORTED = re.compile(
    r"((?:[Tt]he )?[A-Z][\w&!+’'.-]*(?: (?:[A-Z][\w&!+’'.-]*|&|and|of(?= [A-Z])))*) "
    r"(?:(?:exclusively |first )?reports|reported|has learne?[dt]|understands|can (?:exclusively )?reveal)\b"
)


class Patterns(msgspec.Struct, frozen=True):
    """Each has a group `name` with `title` (between marks) or `run` (capitals) in it; `kind` where the text says what
    the name is of."""

    outlet: re.Pattern[str]
    host: re.Pattern[str]
    programme: re.Pattern[str]
    said_on: re.Pattern[str]
    said_at: re.Pattern[str]
    given: re.Pattern[str]
    led: re.Pattern[str]
    medium: re.Pattern[str]
    owned: re.Pattern[str]
    unnamed: re.Pattern[str]


@cache
def _phrases() -> dict[str, list[str]]:
    return load("venues.toml", dict[str, list[str]])


def _spelled(phrase: str) -> str:
    """The phrase as a pattern; an adverb may stand before its preposition ("speaking exclusively to")."""
    lead, _, last = re.escape(phrase).replace(r"\ ", " ").replace("'", "['’]").rpartition(" ")
    if not lead:
        return last
    return f"{lead} {_WHEN}{last}" if last in _GOES_ON else f"{lead} {last}"


@cache
def patterns() -> Patterns:
    table = _phrases()
    kind, tail, outlet, programme, given = (
        "|".join(_spelled(phrase) for phrase in sorted(table[key], key=len, reverse=True))
        for key in ("kind", "tail", "to_outlet", "on_programme", "given")
    )
    word = r"[A-Z0-9][\w&!+’'.-]*"
    run = rf"(?P<run>{word}(?: (?:{word}|&|(?:of|the|de|and)(?= [A-Z]))(?=\W|$))*(?: (?:{tail})\b)?)"
    title = r"[\"“‘'](?P<title>[^\"”“’\n]{2,40})[\"”’']"
    whose = r"(?:(?:[A-Z][\w.-]* ){0,2}[A-Z][\w.-]*['’]s )"
    name = rf"(?P<name>(?:[Tt]he )?(?:{whose}?(?:[a-z-]+ )?(?P<kind>{kind}),? )?(?:{title}|{run}))"
    day = r"(?:(?:[A-Z][a-z]+day|yesterday|last night|(?:this|last) (?:week|month))['’]s )?"
    said_when = r"(?: (?:yesterday|last night|(?:on )?[A-Z][a-z]+day|this \w+))?"
    owner = r"(?:his|her|their|its|the|an?)"
    return Patterns(
        outlet=re.compile(rf"(?i:\b(?:{outlet})),? (?:exclusively )?{day}{name}"),
        host=re.compile(rf"(?i:\b(?:{outlet})) (?:{word} ){{1,3}}(?:on|of|at|for|from) {name}"),
        programme=re.compile(rf"(?i:\b(?:{programme})) (?:[A-Z]+['’]s |{day}){name}"),
        said_on=re.compile(
            rf"\b(?P<verb>[a-z-]+)(?: (?:[a-z]+ly|then|later|once|yesterday|today|last night|that|her|him|us))? "
            rf"(?:on|in) {day}{name}"
        ),
        said_at=re.compile(
            r"\b(?P<verb>[a-z-]+) (?:at|during) (?P<name>(?P<run>[A-Z]{3,}(?: \d{4})?)(?P<title>)?(?P<kind>)?)\b"
        ),
        given=re.compile(
            rf"\b(?:[Ii]n|[Dd]uring|from) (?:{owner} )(?:[a-z0-9-]+ )?(?P<name>{run}(?P<title>)?(?P<kind>)?) "
            rf"(?:[a-z]+ )?(?:{given})\b"
        ),
        led=re.compile(rf"[,)\w] (?:to|on) {name}{said_when}:\s*$"),
        medium=re.compile(
            rf"\b(?:[Oo]n|to|via|from|for|(?:[Ii]n|[Dd]uring) {owner}) (?:{owner} )?(?:[a-z]+ ){{0,2}}?"
            r"(?P<name>(?P<site>[A-Z][A-Za-z]*)(?: Live\b)?)"
        ),
        owned=re.compile(
            rf"\b[Oo]n (?P<name>{whose}(?:[a-z-]+ )?(?P<kind>podcast|newsletter|blog),? (?:{title}|{run}))"
        ),
        unnamed=re.compile(
            r"\b(?:[Oo]n|[Dd]uring|[Ii]n|of) (?P<name>(?:the|a|his|her|their|its|[A-Za-z' ’]{2,20}['’]s) "
            r"(?:(?:[\w-]+ ){1,2}?call|(?:[\w-]+ ){0,2}?(?:podcast|newsletter|blog)))\b(?! post| [\"“A-Z])"
        ),
    )


Telling = Literal["to_outlet", "on_programme", "given", "private", "assembled", "social", "tweet", "unnamed"]
TELLING: tuple[Telling, ...] = get_args(Telling)


@cache
def telling() -> Scanner:
    """Finds the words without which the patterns of each kind match nothing."""
    words: dict[Telling, str] = {
        "social": "|".join(map(re.escape, sorted(speech_words("social")))),
        "tweet": "(?:re)?tweet(?:s|ed|ing)?",
        "unnamed": "call|podcast|newsletter|blog",
    }
    listed = {name: "|".join(map(_spelled, phrases)) for name, phrases in _phrases().items()}
    return Scanner([rf"\b(?:{words.get(name) or listed[name]})\b" for name in TELLING])
