"""Words that name seasons: labels, ordinals, counts, nicknames, and relative ones ("another season")."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

from underway.reading.lexicon import phrases
from underway.reading.scanner import Scanner
from underway.reading.structure import InOrder, Page, SeasonMention
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN, read_cardinal, read_ordinal
from underway.vocabulary.seasons import LAST_SEASON

_NOUN = phrases("season_noun")
_EPITHET = rf"(?:-?(?:and|&|,|or)?\s*\(?{phrases('season_epithet')}\)?\s+)?"
_NUMBER = rf"(?:\d{{1,2}}(?![\d:]|st\b|nd\b|rd\b|th\b)|{CARDINAL_PATTERN})"
_JOIN = r"\s*(?:,\s*|-\s*|and\s+|&\s*|to\s+|through\s+|or\s+|plus\s+)"

_LABEL = (
    rf"\b(?:seasons?|series|years?|no\.)[ -]?#?(?P<first>{_NUMBER})\b"
    r"(?!\s*(?:per ?cent|%|million|m\b|years|weeks|months|days|hours|other|of (?:its|their|them)\b))"
    rf"(?P<rest>(?:{_JOIN}(?:seasons?\s+|series\s+)?{_NUMBER}\b(?!\s*(?:episodes|million|hours|months|years|weeks)))*)"
)
_CODE = re.compile(
    r"s(?<=\bs)(?P<code>\d{1,2})(?:\b|(?=e\d))"
    rf"(?P<codes>(?:{_JOIN}s\d{{1,2}}\b|\s*(?:and|&|-)\s*\d{{1,2}}\b(?! (?:ep|half|hour)))*)"
)
_CELL = re.compile(r"\|(?=\s*(?P<cell>\d{1,2})\s*\|)")
_ORDINAL = (
    rf"\b(?P<ordinals>{ORDINAL_PATTERN}(?:{_JOIN}(?:the\s+|an?\s+)?{ORDINAL_PATTERN})*)"
    r"(?:\s+and\s+(?:final|last|concluding|closing)|[ -]|\s+(?:[a-z]+-){1,2}[a-z]+\s|\s+)\s*"
    rf"{_EPITHET}(?P<noun>{_NOUN})\b(?!\s+(?:half|quarter|place))"
)
_BARE = (
    r"\b(?:a|an|the|its|for|their|another)\s{1,2}"
    rf"(?P<ordinals>{ORDINAL_PATTERN}(?:{_JOIN}(?:the\s+|an?\s+)?{ORDINAL_PATTERN})?)"
    rf"(?=\s*(?:[.,;:!?)\"\]]|$|and (?:final|last)\b(?! {_NOUN})|{phrases('after_ordinal')}\b|-\s))"
)
_SHOW_NOUN = (
    r"drama|dramedy|comedy|sitcom|series|show|western|thriller|procedural|soap|hour|mystery|half-hour|hit|spin-?off"
)
_NICKNAME = (
    rf"\b(?P<word>{phrases('season_nickname')})"
    r"(?P<tail>(?:\s+[a-z-]+)?\s+"
    rf"(?:season|run|year|outing|order|batch|term|pick-?up|renewal|{_SHOW_NOUN})s?|\b)"
)
_NICKNAMES = {"sophomore": 2, "second-year": 2, "second-season": 2, "junior": 3, "third-season": 3}
_ALONE = frozenset("sophomore freshman freshmen rookie newcomer newbie first-year one-season".split())
_COUNT = (
    rf"\b(?P<word>(?:just |only )?(?:one|a single|a lone|an? only|its only|single|lone)|{CARDINAL_PATTERN}|\d{{1,2}})"
    r"(?:-|\s(?P<kind>(?:(?!first|second|third|fourth|fifth|sixth)[a-z-]+ ){0,3}?))"
    r"(?P<noun>seasons?|series|runs?|outings?)\b(?! (?:finales?|premieres?))"
)
_SPAN = (
    r"\b(?:after|following|at the end of|lasted|ran|ran for) (?:just |only |its )?"
    rf"(?P<span>a single|a lone|{CARDINAL_PATTERN}|\d{{1,2}})(?: [a-z-]+){{0,2}} (?:years?|tours|winters|summers)\b"
    rf"|\b(?:after|at) (?:just |only )?(?P<bare>{CARDINAL_PATTERN})(?=[.,;:)]|\s*(?:\n|$))"
)
_RELATIVE = (
    r"\b(?:(?P<more>(?:another|one more|one extra|a further|an additional)\s+"
    r"(?:season|series|run|outing|year|go|round|batch|lap|helping)|season pick-?up)|"
    r"(?P<next>(?:a|the|its|their)?\s*(?:new|next|follow-up|upcoming|forthcoming)\s+(?:season|series|run|batch))\b|"
    r"(?P<final>(?:final|farewell|closing)\s+(?:season|series|run|outing|year|lap)|"
    r"(?:and|its|the|as) last (?:season|series))|"
    r"(?P<last>last (?:season|series))|"
    r"(?P<this>(?:this|the current|the present)\s+(?:season|series|run)))\b"
)
_AFTER_TITLE = re.compile(rf"[\"']?,? ?#?(?P<number>[2-9]|1\d|20)\b(?![\d.,:%/'-]|\s*{phrases('other_measure')})")
_OF_TITLE = re.compile(rf"\b(?:an?|the|its|another) (?P<ordinals>{ORDINAL_PATTERN}) [\"']?$")
_OF_OTHER = re.compile(
    rf"\s+of (?:{phrases('month')}|the (?:month|three|four|two|five)|\w+ (?:children|episodes|parts))"
)
_OF_DATE = re.compile(rf"(?:{phrases('month')}|on)$")
_RELATIVES: dict[str, Literal["next", "last", "this", "final", "more"]] = {
    "more": "more", "next": "next", "final": "final", "last": "last", "this": "this",
}  # fmt: skip


@cache
def _scanner() -> Scanner:
    return Scanner([re.compile(pattern) for pattern, _ in _SCANNED])


def find_seasons(page: Page) -> None:
    """Fills the page's seasons, in order; where two readings begin at one word, the longer stands."""
    folded = page.folded
    (matches,) = _scanner().find(folded)
    scanned = (_SCANNED[index][1](folded, match) for index, match in matches)
    found = [*(m for m in scanned if m), *_codes(folded), *_cells(folded), *_beside_titles(page)]
    titled = [(m.start, m.end) for m in page.shows]
    page.seasons = InOrder(_longest([m for m in found if not _inside(m, titled)]))


def _label(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    rest = match["rest"] or ""
    words = [match["first"], *re.findall(_NUMBER, rest)]
    numbers = [n for n in (read_cardinal(w) for w in words) if n is not None]
    if len(numbers) == 2 and re.match(r"\s*(?:-|to |through )", rest) and numbers[0] < numbers[1]:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return _numbered(match, numbers, "season.label")


def _ordinal(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    return _numbered(match, _ordinals(match), "season.ordinal")


def _bare_ordinal(folded: str, match: re.Match[str]) -> SeasonMention | None:
    return None if _counts_something_else(folded, match) else _numbered(match, _ordinals(match), "season.bare-ordinal")


def _ordinals(match: re.Match[str]) -> list[int]:
    words = re.split(rf"{_JOIN}|\s+(?:the|an?)\s+", match["ordinals"])
    return [n for n in map(read_ordinal, words) if n]


def _nickname(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    if not match["tail"].strip() and match["word"] not in _ALONE:
        return None
    return _numbered(match, [_NICKNAMES.get(match["word"], 1)], "season.nickname")


def _count(folded: str, match: re.Match[str]) -> SeasonMention | None:
    word = match["word"].removeprefix("just ").removeprefix("only ")
    number = 1 if word.endswith(("single", "lone", "only")) else read_cardinal(word)
    if match["noun"] in ("season", "run", "outing") and folded[match.end("word")] == " " and number != 1:
        return None
    more = re.search(r"\b(?:more|further|additional|extra)\b", match["kind"] or "")
    return _counted(folded, match, number, "more" if more else "")


def _span(folded: str, match: re.Match[str]) -> SeasonMention | None:
    word = match["span"] or match["bare"]
    return _counted(folded, match, 1 if word in ("a single", "a lone") else read_cardinal(word))


def _counted(
    folded: str, match: re.Match[str], number: int | None, relative: Literal["", "more"] = ""
) -> SeasonMention | None:
    dated = match.start() and folded[match.start() - 1] in "-/.,"
    if not number or number > LAST_SEASON or dated:
        return None
    return SeasonMention(
        start=match.start(), end=match.end(), numbers=(number,), count=True, relative=relative, rule="season.count"
    )


def _relative(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    name = match.lastgroup or ""
    return SeasonMention(
        start=match.start(), end=match.end(), numbers=(), relative=_RELATIVES[name], rule="season.relative"
    )


_SCANNED = (
    (_LABEL, _label),
    (_ORDINAL, _ordinal),
    (_BARE, _bare_ordinal),
    (_NICKNAME, _nickname),
    (_COUNT, _count),
    (_SPAN, _span),
    (_RELATIVE, _relative),
)


def _codes(folded: str) -> Iterator[SeasonMention]:
    """ "S2", "S1-3"."""
    for match in _CODE.finditer(folded):
        numbers = [int(match["code"]), *(int(n) for n in re.findall(r"\d+", match["codes"] or ""))]
        mention = _numbered(match, numbers, "season.label")
        if mention:
            yield mention


def _cells(folded: str) -> Iterator[SeasonMention]:
    """Numbers that stand alone in a table's cell."""
    for match in _CELL.finditer(folded):
        number = int(match["cell"])
        if 1 <= number <= LAST_SEASON:
            yield SeasonMention(start=match.end(), end=match.end("cell"), numbers=(number,), rule="season.cell")


def _numbered(match: re.Match[str], numbers: list[int], rule: str) -> SeasonMention | None:
    known = tuple(n for n in numbers if 1 <= n <= LAST_SEASON)
    return SeasonMention(start=match.start(), end=match.end(), numbers=known, rule=rule) if known else None


def _beside_titles(page: Page) -> Iterator[SeasonMention]:
    """ "Harrow House 3", "a third Harrow House"."""
    for show in page.shows:
        after = _AFTER_TITLE.match(page.folded, show.end)
        if after:
            numbers = (int(after["number"]),)
            start = after.start("number")
            yield SeasonMention(start=start, end=after.end(), numbers=numbers, rule="season.after-title", strength=0.7)
        before = _OF_TITLE.search(page.folded[max(show.start - 30, 0) : show.start])
        number = read_ordinal(before["ordinals"]) if before else None
        if before and number and number > 1:
            start = max(show.start - 30, 0) + before.start()
            yield SeasonMention(start=start, end=show.start, numbers=(number,), rule="season.of-title", strength=0.7)


def _counts_something_else(folded: str, match: re.Match[str]) -> bool:
    """ "For the first", "a second" of time, "the third" of a list: only what a season would be said of passes."""
    before = folded[max(match.start() - 24, 0) : match.start()].rstrip()
    if match["ordinals"] == "first" or (
        before.endswith((" of", "split", "within")) and not before.endswith(("of season", "series of"))
    ):
        return not before.endswith("of")
    if _OF_OTHER.match(folded, match.end()):
        return True
    if match["ordinals"] == "second" and folded.startswith(" of ", match.end()):
        return True
    return bool(_OF_DATE.search(before))


def _inside(season: SeasonMention, titled: list[tuple[int, int]]) -> bool:
    """Does it begin with words of a title ("2 Broke Girls", "Four Seasons")?"""
    at = bisect_right(titled, season.start, key=lambda t: t[0]) - 1
    return at >= 0 and titled[at][0] <= season.start < titled[at][1]


def _longest(found: list[SeasonMention]) -> list[SeasonMention]:
    kept: list[SeasonMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.numbers and not mention.count and not kept[-1].numbers:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
