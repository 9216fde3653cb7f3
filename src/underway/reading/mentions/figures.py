"""Numbers that may count an audience, with what the words beside them say of it."""

import re
from collections.abc import Iterator

from underway.reading.measures import measures, unit_of_noun, words_of
from underway.reading.structure import FigureMention, Page
from underway.vocabulary.claims import Unit
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal

_MAGNITUDES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mil": 1e6, "mill": 1e6, "mln": 1e6, "mio": 1e6, "mn": 1e6, "m": 1e6,
               "billion": 1e9, "bn": 1e9, "b": 1e9}
_WORD_MAGNITUDES = {"hundred thousand": 1e5, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_FRACTIONS = {"half": 0.5, "a half": 0.5, "a quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75}

_DIGITS = re.compile(
    r"(?<![\w.,:/+'-])(?P<number>\d{1,3}(?:,\d{3})+(?!\.?\d|,\d)|\d{1,3}(?:\.\d{3}){2,}|\d{1,4}(?:\.\d{1,3})?(?!,?\d))"
    r"(?:[ -]?(?P<magnitude>thousand|million|billion|mill?|mln|mio|mn|bn|m|b|k)\b(?!['-]))?"
    r"(?P<percent> ?(?:%|per ?cent\b|percentage\b))?"
)
_PERCENT_WITH_COMMA = re.compile(r"(?<![\w.,])(\d{1,2}),(\d{1,2}) ?%")
_WORDS = re.compile(
    rf"\b(?:(?P<part>half|three[- ]quarters of|a quarter of) a |(?P<number>an?|{CARDINAL_PATTERN})(?: and (?P<more>a half|a quarter|three[- ]quarters))?[ -])"
    r"(?P<magnitude>hundred thousand|thousand|million|billion)\b(?: and (?P<tail>a half|a quarter|three[- ]quarters)\b)?"
)
_RATED = re.compile(r" ?(?:household )?(?:rating|ratings|rtg)\b|,? ?(?:in|among|with) (?:the )?(?:key |coveted )?(?:demo\b|adults|a?18|a?25)|-?point rating\b| ratings? points?\b| points?\b(?! (?:up|down|lower|higher|of))")
_RATED_BEFORE = re.compile(r"\b(?:rating|trp|trps|target rating points?)(?: of|:| was| at| stood at)(?: an?| only| just)? ?$")
_SHARED = re.compile(r"(?: of the)? ?(?:audience |market )?share\b|(?:-| )share\b| of share\b")
_SHARED_BEFORE = re.compile(r"\bshare(?: of|:| was| at)(?: an?| only| just| around| about)? ?$")
_SLASHED = re.compile(r" ?/ ?(\d{1,2})(?![\d./]|st|nd|rd|th)")
_GRANULE = re.compile(r"[ -]([\w.'&+-]*\w)")
_SMALL = 60  # no rating and no share in points is above it
_LEAST = 1000


def find_figures(page: Page) -> None:
    """Fills the page's figures, in order."""
    found = [*_in_digits(page.folded), *_in_words(page.folded)]
    found.sort(key=lambda f: (f.start, -f.end))
    page.figures = [f for at, f in enumerate(found) if not at or f.start >= found[at - 1].end]


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
            yield _counted(folded, start, end, value * _MAGNITUDES[match["magnitude"]])
        elif grouped and value >= _LEAST:
            yield _counted(folded, start, end, value)
        elif value < _SMALL:
            yield from _points(folded, start, end, value, "." in number)
    for match in _PERCENT_WITH_COMMA.finditer(folded):
        yield _percentage(folded, match.start(), match.end(), float(f"{match[1]}.{match[2]}"))


def _in_words(folded: str) -> Iterator[FigureMention]:
    for match in _WORDS.finditer(folded):
        magnitude = _WORD_MAGNITUDES[match["magnitude"]]
        if match["part"]:
            value = 0.5 if match["part"] == "half" else 0.75 if "three" in match["part"] else 0.25
        else:
            value = read_cardinal(match["number"]) or 0
            more = match["more"] or match["tail"]
            value += _FRACTIONS[more.replace("three quarters", "three-quarters")] if more else 0
        if value:
            yield _counted(folded, match.start(), match.end(), value * magnitude)


def _percentage(folded: str, start: int, end: int, value: float) -> FigureMention:
    share = _SHARED.match(folded, end) or _SHARED_BEFORE.search(folded, max(start - 30, 0), start)
    return FigureMention(start=start, end=end, value=value, unit="share" if share else "percent", form="percent", rule="figure.percent")


def _counted(folded: str, start: int, end: int, value: float) -> FigureMention:
    unit, noun, stop = _noun_after(folded, end)
    return FigureMention(start=start, end=stop, value=round(value, 2), unit=unit, noun=noun, form="count", rule="figure.count")


def _points(folded: str, start: int, end: int, value: float, decimal: bool) -> Iterator[FigureMention]:
    """A small number: a rating or a share where words say so, both in "1.9/5", else one whose unit is to be learnt."""
    slashed = _SLASHED.match(folded, end) if decimal and value < 20 else None
    if slashed:
        yield FigureMention(start=start, end=end, value=value, unit="rating", form="points", rule="figure.slashed")
        yield FigureMention(start=slashed.start(1), end=slashed.end(1), value=float(slashed[1]), unit="share", form="points", rule="figure.slashed")
    elif _SHARED.match(folded, end) or _SHARED_BEFORE.search(folded, max(start - 30, 0), start):
        yield FigureMention(start=start, end=end, value=value, unit="share", form="points", rule="figure.points")
    elif _RATED.match(folded, end) or _RATED_BEFORE.search(folded, max(start - 30, 0), start):
        yield FigureMention(start=start, end=end, value=value, unit="rating", form="points", rule="figure.points")
    elif decimal:
        yield FigureMention(start=start, end=end, value=value, unit=None, form="points", rule="figure.points")


def _noun_after(folded: str, end: int) -> tuple[Unit | None, str | None, int]:
    """What the number that ends there counts: the unit, its noun, and where the noun ends."""
    units, between, other = unit_of_noun(), words_of("between"), words_of("other")
    at = end
    for _ in range(5):
        word = _GRANULE.match(folded, at)
        if not word:
            break
        at = word.end()
        noun = word[1].removesuffix("'s")
        if noun in units:
            return units[noun], noun, at
        if noun in other or noun.endswith("dollar"):
            return None, noun, at
        if noun not in between:
            free = at != end + len(word[0]) or word[0][0] == "-" or noun in words_of("free")
            return None, None if free else noun, end
    return None, None, end
