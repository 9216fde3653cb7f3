"""Words that name seasons: labels, ordinals, counts, nicknames, and relative ones ("another season")."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from underway.reading.lexicon import phrases
from underway.reading.season_labels import JOIN, NUMBER
from underway.reading.structure import InOrder, Page, SeasonMention
from underway.vocabulary.numbers import ORDINAL_PATTERN, read_cardinal, read_ordinal
from underway.vocabulary.seasons import LAST_SEASON

_CODE = re.compile(
    r"s(?<=\bs)(?P<code>\d{1,2})(?:\b|(?=e\d))"
    rf"(?P<codes>(?:{JOIN}s\d{{1,2}}\b|\s*(?:and|&|-)\s*\d{{1,2}}\b(?! (?:ep|half|hour)))*)"
)
_CELL = re.compile(r"\|(?=\s*(?P<cell>\d{1,2})\s*\|)")
_NICKNAMES = {"sophomore": 2, "second-year": 2, "second-season": 2, "junior": 3, "third-season": 3}
_ALONE = frozenset(
    "sophomore freshman freshmen rookie newcomer newbie first-year one-season one-and-done one-and-dones".split()
) | {"one and done"}
_AFTER_TITLE = re.compile(rf"[\"']?,? ?#?(?P<number>[2-9]|1\d|20)\b(?![\d.,:%/'-]|\s*{phrases('other_measure')})")
_OF_TITLE = re.compile(rf"\b(?:an?|the|its|another) (?P<ordinals>{ORDINAL_PATTERN}) [\"']?$")
_OF_OTHER = re.compile(
    r"\s+of (?:(?:this|the|its) (?:[\w-]+ )?(?:season|series|run)\b|(?:the |its |a )?[\d£$€]"
    rf"|{phrases('month')}|the (?:month|three|four|two|five)|\w+ (?:children|episodes|parts))"
)
_CHANGED = re.compile(
    r"\b(?:down|up|off|fell|fallen|dipped|dropped|rose|risen|climbed|slipped|gained|lost|shed)(?: by)?(?: an?)?$"
)
_FRACTION = re.compile(
    r"\b(?:barely|about|nearly|almost|roughly|over|under|around|than|by|just|up|down|only|some) an?$"
)
_ENUMERATED = re.compile(rf"\b{ORDINAL_PATTERN} (?!{phrases('season_noun')})[a-z]+ (?:and|or|to)(?: the)?$")
_OF_SHOWS = re.compile(
    r"\b(?:renew(?:ed|s|ing)|cancell?(?:ed|s|ing)|axed|ordered|orders|picked up|dropped|including|among) $"
)
_OF_DATE = re.compile(rf"(?:{phrases('month')}|on)$")
_FIGURE_BEFORE = re.compile(rf"\b(?:{phrases('figure_before')})(?: [^.;,]{{2,60}}[\"'])? $")
_FIGURE_AFTER = re.compile(rf" {phrases('figure_after')}\b")
_FIGURE_LEAD = 90  # characters
_MOST_BARE = 10
_RELATIVES: dict[str, Literal["next", "last", "this", "final", "more"]] = {
    "more": "more", "next": "next", "final": "final", "last": "last", "this": "this",
}  # fmt: skip


def find_seasons(page: Page) -> None:
    """Fills the page's seasons, in order; where two readings begin at one word, the longer stands."""
    folded = page.folded
    scanned = (_READERS[index](folded, match) for index, match in page.season_labels)
    found = [*(m for m in scanned if m), *_codes(folded), *_cells(folded), *_beside_titles(page)]
    titled = [(m.start, m.end) for m in page.shows]
    page.seasons = InOrder(_longest([m for m in found if not _inside(m, titled)]))


def _label(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    rest = match["rest"] or ""
    words = [match["first"], *re.findall(NUMBER, rest)]
    numbers = [n for n in (read_cardinal(w) for w in words) if n is not None]
    if len(numbers) == 2 and re.match(r"\s*(?:-|to |through )", rest) and numbers[0] < numbers[1]:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return _numbered(match, numbers, "season.label")


def _ordinal(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    return _numbered(match, _ordinals(match), "season.ordinal")


def _bare_ordinal(folded: str, match: re.Match[str]) -> SeasonMention | None:
    return None if _counts_something_else(folded, match) else _numbered(match, _ordinals(match), "season.bare-ordinal")


def _ordinals(match: re.Match[str]) -> list[int]:
    words = re.split(rf"{JOIN}(?:(?:the|an?)\s+)?", match["ordinals"])
    numbers = [n for n in map(read_ordinal, words) if n]
    # "Like the first, the second season": a comma alone joins no two.
    return (
        numbers[-1:] if len(numbers) == 2 and "," in match["ordinals"] and " and " not in match["ordinals"] else numbers
    )


def _nickname(_folded: str, match: re.Match[str]) -> SeasonMention | None:
    if not match["tail"].strip() and match["word"] not in _ALONE:
        return None
    return _numbered(match, [_NICKNAMES.get(match["word"], 1)], "season.nickname")


def _count(folded: str, match: re.Match[str]) -> SeasonMention | None:
    word = match["word"].removeprefix("just ").removeprefix("only ")
    number = 1 if word.endswith(("single", "lone", "only", "sole", "solitary")) else read_cardinal(word)
    if match["noun"] in ("season", "run", "outing") and folded[match.end("word")] == " " and number != 1:
        return None
    if number != 1 and _counts_shows(folded, match):
        return None
    if match["noun"].startswith(("outing", "run")) and folded.endswith(("first ", "last ", "past "), 0, match.start()):
        return None  # "through its first five outings"
    if re.search(r"\b(?:last|final|farewell)\b", match["kind"] or ""):
        return None  # "one last season"
    more = re.search(r"\b(?:more|further|additional|extra)\b", match["kind"] or "")
    return _counted(folded, match, number, "more" if more else "")


def _counts_shows(folded: str, match: re.Match[str]) -> bool:
    """ "Renewed seven series, among them ...": no seasons of one show."""
    return (
        match["noun"] == "series"
        and not match["kind"]
        and bool(_OF_SHOWS.search(folded, max(match.start() - 16, 0), match.start()))
        and not folded.startswith(" of ", match.end())
    )


def _span(folded: str, match: re.Match[str]) -> SeasonMention | None:
    word = match["span"] or match["one"] or match["bare"]
    if match["bare"] and (read_cardinal(word) or 0) > _MOST_BARE:
        return None  # "after eleven, the total was": days
    return _counted(folded, match, 1 if word in ("a", "a single", "a lone") else read_cardinal(word))


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


def _figure(folded: str, match: re.Match[str]) -> SeasonMention | None:
    """ "A third harvest", where it is ordered or given."""
    lead = folded[max(match.start() - _FIGURE_LEAD, 0) : match.start()]
    given = _FIGURE_BEFORE.search(lead) or _FIGURE_AFTER.match(folded, match.end())
    return _numbered(match, _ordinals(match), "season.figure") if given else None


_READERS = (_label, _ordinal, _bare_ordinal, _nickname, _count, _span, _relative, _figure)


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
    before = folded[max(match.start() - 36, 0) : match.start()].rstrip()
    if match["ordinals"] == "first" or (
        before.endswith((" of", "split", "within")) and not before.endswith(("of season", "series of"))
    ):
        return not before.endswith("of")
    if _OF_OTHER.match(folded, match.end()) or _ENUMERATED.search(
        folded[max(match.start() - 40, 0) : match.start()].rstrip()
    ):
        return True
    if folded.startswith((" from ", " on ", " in ", ",", "."), match.end()) and _CHANGED.search(before):
        return True  # "down a tenth from its debut"
    if folded.startswith(" of ", match.end()) and _FRACTION.search(before):
        return True
    if match["ordinals"] == "second" and folded.startswith(" of ", match.end()):
        return True
    return folded.startswith("the ", match.start()) and bool(_OF_DATE.search(before))


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
