"""Numbers that may count an audience, with what the words beside them say of it."""

import re
from collections.abc import Iterator
from functools import cache

from underway.reading.measures import pattern, unit_of_noun, words_of
from underway.reading.scanner import Scanner
from underway.reading.structure import FigureMention, InOrder, Page
from underway.vocabulary.claims import Unit
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal

_MAGNITUDES = {
    **dict.fromkeys(("thousand", "k"), 1e3),
    "hundred thousand": 1e5,
    **dict.fromkeys(("million", "mill", "mil", "mln", "mio", "mn", "m"), 1e6),
    **dict.fromkeys(("billion", "bn", "b"), 1e9),
}
_PARTS = {
    "half": 0.5,
    "a half": 0.5,
    "a quarter": 0.25,
    "a quarter of": 0.25,
    "three quarters": 0.75,
    "three quarters of": 0.75,
}

# A digit first, which the search can go by, and then what may not stand before it.
_DIGITS = re.compile(
    r"(?P<number>\d(?<![\w.,:/+'-]\d)"
    r"(?:\d{0,2}(?:,\d{3})+(?!\.?\d|,\d)|\d{0,2}(?:\.\d{3}){2,}|\d{0,3}(?:\.\d{1,3})?(?!,?\d)))"
    r"(?:[ -]?(?P<magnitude>thousand|million|billion|mill?|mln|mio|mn|bn|m|b|k)\b(?!['-]))?"
    r"(?P<percent> ?(?:%|per ?cent\b|percentage\b))?"
)
IN_MILLIONS = "figure.in-millions"
_BEFORE_MILLIONS = "had on with at got to did of from just only than its".split()
_AFTER_MILLIONS = "the a an and in with from for after on down up to but while reflects reflecting".split()
_MILLIONS = re.compile(
    r"(\d(?<=[ (]\d)(?:\d{2}|\d{0,1},\d{3})(?![\d:/%]|[.,]\d))"
    rf"(?=[,;)\n]|\.?$|\.\s| - |- | (?:{'|'.join(_AFTER_MILLIONS)})\b)"
)
_LEADS_MILLIONS = re.compile(rf"(?:[,(:|=.-]|\b(?:{'|'.join(_BEFORE_MILLIONS)})) ?$")
_PERCENT_WITH_COMMA = re.compile(r"(\d(?<![\w.,]\d)\d?),(\d{1,2}) ?%")
_PART = r"(?:a half|a quarter|three[- ]quarters)"
_WORDS = (
    r"\b(?:(?P<part>half|three[- ]quarters of|a quarter of) an? "
    rf"|(?P<number>an?|{CARDINAL_PATTERN})(?: and (?P<more>{_PART}))?[ -])"
    rf"(?P<magnitude>hundred thousand|thousand|million|billion)\b(?: and (?P<tail>{_PART})\b)?"
)
_SAID = ("rating", "share", "trp")
_SLASHED = re.compile(r" ?/ ?(\d{1,2})(?![\d/]|\.\d|st|nd|rd|th)")
_PAIRED_POINTS = re.compile(r"/(\d{1,2}\.\d{1,2}|\d{1,2}(?=%))(%)?(?![\d/]|\.\d)")  # "3.1 mil/0.5", "2.3m/13%"
_NEXT_WORD = re.compile(r"(?:(?<=\.[a-z])\.)?[ -]([\w.'&+-]*\w)")
_SMALL_SCORE = 10  # up to it, "a rating of 4" is a critic's
_SMALL_RATING = 20
_SMALL = 80  # no rating and no share in points is above it
_LEAST = 1000  # of a number that is written out without a magnitude


@cache
def _words() -> Scanner:
    return Scanner([_WORDS])


def find_figures(page: Page) -> None:
    """Fills the page's figures, in order."""
    found = [*_in_millions(page.folded), *_in_digits(page.folded), *_in_words(page.folded)]
    found.sort(key=lambda f: (f.start, -f.end))
    kept: list[FigureMention] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    page.figures = InOrder(kept)


def _in_millions(folded: str) -> Iterator[FigureMention]:
    """The whole numbers of a text that counts in millions ("minutes in millions": "Saltmarsh, 811")."""
    said = pattern("in-millions").search(folded) if "million" in folded else None
    if not said:
        return
    noun = next(filter(None, said.groups()))
    for match in _MILLIONS.finditer(folded):
        value = float(match[1].replace(",", "")) * 1e6
        if not _LEADS_MILLIONS.search(folded, max(match.start() - 6, 0), match.start()):
            continue
        yield FigureMention(
            start=match.start(), end=match.end(), value=value, unit=unit_of_noun()[noun], form="count", rule=IN_MILLIONS
        )


def _in_digits(folded: str) -> Iterator[FigureMention]:
    for match in _DIGITS.finditer(folded):
        number = match["number"]
        grouped = "," in number or number.count(".") > 1
        value = float(number.replace(",", "").replace(".", "") if grouped else number)
        start, end = match.span()
        if match["percent"]:
            if not match["magnitude"] and value <= 100:
                yield _percentage(folded, start, end, value)
        elif match["magnitude"]:
            counted = _counted(folded, start, end, value * _MAGNITUDES[match["magnitude"]])
            yield counted
            paired = _PAIRED_POINTS.match(folded, counted.end)
            if paired and paired[2]:
                yield _percentage(folded, paired.start(1), paired.end(), float(paired[1]))
            elif paired:
                yield from _points(folded, paired.start(1), paired.end(1), float(paired[1]), decimal=True)
        elif grouped and value >= _LEAST:
            yield _counted(folded, start, end, value)
        elif value < _SMALL and not folded[end : end + 1].isalpha():
            yield from _points(folded, start, end, value, "." in number)
    for match in _PERCENT_WITH_COMMA.finditer(folded):
        yield _percentage(folded, match.start(), match.end(), float(f"{match[1]}.{match[2]}"))


def _in_words(folded: str) -> Iterator[FigureMention]:
    (matches,) = _words().find(folded)
    for _, match in matches:
        part = match["part"] or match["more"] or match["tail"]
        value = float(read_cardinal(match["number"]) or 0) if match["number"] else 0.0
        value += _PARTS[part.replace("-", " ")] if part else 0
        if value:
            yield _counted(folded, match.start(), match.end(), value * _MAGNITUDES[match["magnitude"]])


def _percentage(folded: str, start: int, end: int, value: float) -> FigureMention:
    unit: Unit = "share" if _is_said(folded, start, end, "share") else "percent"
    return FigureMention(start=start, end=end, value=value, unit=unit, form="percent", rule="figure.percent")


def _counted(folded: str, start: int, end: int, value: float) -> FigureMention:
    unit, noun, stop = _noun_after(folded, end)
    return FigureMention(
        start=start, end=stop, value=round(value, 2), unit=unit, noun=noun, form="count", rule="figure.count"
    )


def _points(folded: str, start: int, end: int, value: float, decimal: bool) -> Iterator[FigureMention]:
    """A small number: a rating or a share where words say so, both in "1.9/5", else one whose unit is to be learnt."""
    slashed = _SLASHED.match(folded, end) if decimal and value < _SMALL_RATING else None
    if slashed:
        yield _point(start, end, value, "rating")
        yield _point(slashed.start(1), slashed.end(1), float(slashed[1]), "share")
    elif _is_said(folded, start, end, "share"):
        yield _point(start, end, value, "share")
    elif _is_said(folded, start, end, "rating") and (decimal or value > _SMALL_SCORE or _is_called_points(folded, end)):
        yield _point(start, end, value, "rating")
    elif decimal:
        yield _point(start, end, value, None)


def _point(start: int, end: int, value: float, unit: Unit | None) -> FigureMention:
    return FigureMention(start=start, end=end, value=value, unit=unit, form="points", rule="figure.points")


def _is_said(folded: str, start: int, end: int, unit: str) -> bool:
    """Do the words behind the number or before it call it a rating, or a share?"""
    lead = folded[max(start - 30, 0) : start]
    before = any(w in lead for w in _SAID) and pattern(f"{unit}-said-before").search(lead)
    return bool(before or pattern(f"{unit}-after").match(folded, end))


def _is_called_points(folded: str, end: int) -> bool:
    return bool(pattern("rating-after").match(folded, end))


def _noun_after(folded: str, end: int) -> tuple[Unit | None, str | None, int]:
    """What the number that ends there counts: the unit, its noun, and where the noun ends."""
    units, between, other = unit_of_noun(), words_of("between"), words_of("other")
    at = end
    for _ in range(5):
        word = _NEXT_WORD.match(folded, at)
        if not word:
            break
        at = word.end()
        noun = word[1].removesuffix("'s")
        if noun in units:
            return units[noun], noun, at
        if noun in other or noun.endswith("dollar"):
            return None, noun, at
        if noun not in between:
            free = (
                at != end + len(word[0])
                or word[0][0] == "-"
                or noun in words_of("free")
                or noun.endswith(("ly", "ed"))
                or noun.isdigit()
                or read_cardinal(noun) is not None
            )
            return None, None if free else noun, end
    return None, None, end
