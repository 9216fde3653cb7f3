"""Words that name seasons: labels, ordinals, counts, and relative ones ("another season")."""

import re

from underway.reading.structure import Page, SeasonMention
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN, read_cardinal, read_ordinal
from underway.vocabulary.seasons import LAST_SEASON

# Nouns that stand for a season after an ordinal. "Year" and "order" do only there: "a second year", never "year 2019".
_NOUN = (
    r"(?:seasons?|series|runs?|outings?|instal?lments?|helpings?|chapters?|rounds?|batch(?:es)?|years?|cycles?|goes|go|sets?|editions?|"
    r"crops?|orders?|renewals?|pick-?ups?|lots?|innings|laps?|stretch|spins?|terms?|volumes?)"
)
_EPITHET = r"(?:-?(?:and|&|,|or)?\s*(?:final|last|concluding|closing|farewell|current|present|upcoming|forthcoming|new|full|ten-part|six-part|eight-part|\d{1,2}-episode|[a-z]+-episode|[a-z]+-part)\s+)?"
_NUMBER = rf"(?:\d{{1,2}}(?![\d:]|st\b|nd\b|rd\b|th\b)|{CARDINAL_PATTERN})"
_JOIN = r"\s*(?:,\s*|-\s*|and\s+|&\s*|to\s+|through\s+|or\s+|plus\s+)"

_LABEL = re.compile(
    rf"\b(?:seasons?|series|years?|no\.)[ -]?#?(?P<first>{_NUMBER})\b(?!\s*(?:per ?cent|%|million|m\b|years|weeks|months|days|hours|other|of (?:its|the|their|them)|years))(?P<rest>(?:{_JOIN}(?:seasons?\s+|series\s+)?{_NUMBER}\b(?!\s*(?:episodes|million|hours|months|years|weeks)))*)"
    rf"|\bs(?P<code>\d{{1,2}})(?:\b|(?=e\d))(?P<codes>(?:{_JOIN}s\d{{1,2}}\b|\s*(?:and|&|-)\s*\d{{1,2}}\b(?! (?:ep|half|hour)))*)"
    rf"|(?<=\|)\s*(?P<cell>\d{{1,2}})\s*(?=\|)"
)
_ORDINAL = re.compile(
    rf"\b(?P<ordinals>{ORDINAL_PATTERN}(?:{_JOIN}(?:the\s+|an?\s+)?{ORDINAL_PATTERN})*)(?:\s+and\s+(?:final|last|concluding|closing)|[ -]|\s+(?:[a-z]+-){{1,2}}[a-z]+\s|\s+)\s*{_EPITHET}(?P<noun>{_NOUN})\b(?!\s+(?:half|quarter|place))"
)
_BARE = re.compile(
    rf"\b(?:a|an|the|its|for|their|another)\s+(?P<ordinals>{ORDINAL_PATTERN}(?:{_JOIN}(?:the\s+|an?\s+)?{ORDINAL_PATTERN})?)(?=\s*(?:[.,;:!?)\"\]]|$|and (?:final|last)|on\b|in\b|at\b|from\b|with\b|after\b|before\b|next\b|this\b|will\b|is\b|was\b|has\b|for\b|would\b|to\b|but\b|as\b|begins\b|starts\b|arrives\b|-\s))"
)
_NICKNAME = re.compile(
    r"\b(?P<word>sophomore|freshman|freshmen|rookie|maiden|junior|debut)(?P<tail>(?:\s+[a-z-]+)?\s+(?:season|series|run|year|outing|order|batch|drama|comedy|sitcom|show|western|thriller|term|pick-?up|renewal)|\b)"
)
_NICKNAMES = {"sophomore": 2, "junior": 3}
_COUNT = re.compile(
    rf"\b(?P<word>(?:just |only )?(?:one|a single|an? only|its only|a|single)|{CARDINAL_PATTERN}|\d{{1,2}})(?:-|\s(?P<kind>(?:(?!first|second|third|fourth|fifth|sixth)[a-z]+,? ){{0,3}}?))"
    r"(?P<noun>seasons?|series|runs?|outings?)\b|\bafter (?:just |only )?(?P<bare>one|two|three|four|five|six|seven|eight|nine|ten)(?=[.,;:)]|$)"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<more>another|one more|a further|an additional)\s+(?:season|series|run|outing|year|go|round|batch|lap|helping)|"
    r"(?P<next>(?:a|the|its|their)?\s*(?:new|next|follow-up|upcoming|forthcoming)\s+(?:season|series|run|batch))\b|"
    r"(?P<final>(?:final|last|farewell|closing)\s+(?:season|series|run|outing|year|lap))|"
    r"(?P<this>(?:this|the current|the present)\s+(?:season|series|run)))\b"
)
_TIME_NOT_SEASON = re.compile(r"\b(?:the|a|for the)\s+(?:first|second|third)$")
_LITERALS = ("season", "series", "year", " s", "(s", "sophomore", "freshm", "junior", "rookie")


def find_seasons(page: Page) -> None:
    """Fills the page's seasons, in order; where two readings begin at one word, the longer stands."""
    folded = page.folded
    found: list[SeasonMention] = []
    for match in _LABEL.finditer(folded):
        numbers = _label_numbers(match)
        if numbers:
            found.append(SeasonMention(start=match.start(), end=match.end(), numbers=numbers, rule="season.label"))
    for pattern, rule, strength in ((_ORDINAL, "season.ordinal", 1.0), (_BARE, "season.bare-ordinal", 0.6)):
        for match in pattern.finditer(folded):
            numbers = tuple(n for n in (read_ordinal(w) for w in re.split(rf"{_JOIN}|\s+(?:the|an?)\s+", match["ordinals"])) if n)
            if numbers and not (rule == "season.bare-ordinal" and _counts_something_else(folded, match)):
                found.append(
                    SeasonMention(start=match.start(), end=match.end(), numbers=numbers, rule=rule, strength=strength)
                )
    for match in _NICKNAME.finditer(folded):
        number = _NICKNAMES.get(match["word"], 1)
        if match["tail"].strip() or match["word"] in ("sophomore", "freshman", "freshmen"):
            found.append(
                SeasonMention(start=match.start(), end=match.end(), numbers=(number,), rule="season.nickname", strength=0.7)
            )
    for match in _COUNT.finditer(folded):
        word = (match["word"] or match["bare"]).removeprefix("just ").removeprefix("only ")
        number = read_cardinal(word) if word not in ("a single", "single", "an only", "its only", "a only") else 1
        if number and number <= LAST_SEASON and word != "a":
            more = any(w in (match["kind"] or "") for w in ("more", "further", "additional", "extra"))
            found.append(
                SeasonMention(
                    start=match.start(), end=match.end(), numbers=(number,), count=True,
                    relative="more" if more else "", rule="season.count",
                )
            )
    for match in _RELATIVE.finditer(folded):
        relative = match.lastgroup
        if relative == "more" or relative == "next" or relative == "final" or relative == "this":
            found.append(SeasonMention(start=match.start(), end=match.end(), numbers=(), relative=relative, rule="season.relative"))
    page.seasons = _longest(found)


def _label_numbers(match: re.Match[str]) -> tuple[int, ...]:
    if match["cell"]:
        numbers = [int(match["cell"])]
    elif match["code"]:
        numbers = [int(match["code"]), *(int(n) for n in re.findall(r"\d+", match["codes"] or ""))]
    else:
        words = [match["first"], *re.findall(_NUMBER, match["rest"] or "")]
        numbers = [n for n in (read_cardinal(w) for w in words) if n is not None]
        rest = match["rest"] or ""
        if len(numbers) == 2 and re.match(r"\s*(?:-|to |through )", rest) and numbers[0] < numbers[1]:
            numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(n for n in numbers if 1 <= n <= LAST_SEASON)


def _counts_something_else(folded: str, match: re.Match[str]) -> bool:
    """ "For the first", "a second" of time, "the third" of a list: only what a season would be said of passes."""
    numbers = match["ordinals"]
    before = folded[max(match.start() - 24, 0) : match.start()]
    if numbers == "first" or before.rstrip().endswith((" of", "split", "within")) and not before.rstrip().endswith(("of season", "series of")):
        return not before.rstrip().endswith("of")
    return bool(re.search(r"(?:january|february|march|april|may|june|july|august|september|october|november|december|on)\s*$", before))


def _longest(found: list[SeasonMention]) -> list[SeasonMention]:
    kept: list[SeasonMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.numbers and not mention.count and not kept[-1].numbers:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
