"""What a sentence says of a figure in it: what its window is of, who counts as having watched, what is foreseen."""

import re
from itertools import pairwise

import msgspec

from underway.vocabulary.metrics import Basis
from underway.vocabulary.numbers import CARDINAL_PATTERN

_SPAN = rf"(?:full )?(?:(?:{CARDINAL_PATTERN}|\d+)[ -])?(?:hours?|days?|weekends?|weeks?|months?|fortnight)\b"
_DAY = r"(?:(?:sun|mon)day,? )?(?:the )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"


def _search(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Of several that stand together the first counts: "premiere week, in live plus three", "last week, its first".
_BOUNDED: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (
        "live",
        _search(
            r"\b(?:live|l) ?-?(?:\+|(?:plus|and|or)\b|&)",
            r"(?<!\w)\+ ?(?:1|3|7|28|35)\b(?! ?(?:million|m|bn)\b)|\bl(?:3|7|28|35)\b|\bsame[ -]day\b",
            r"\bdelayed (?:viewing|viewers|views|playback)\b|\btime-?shift",
            r"\bcatch-?up\b|\bdvr\b|\bconsolidat(?:ed|ion)\b",
        ),
    ),
    (
        "launch",
        _search(
            rf"\b(?:first|opening|initial|debut|launch|premiere|inaugural)[ -]{_SPAN}|\bweek one\b",
            r"\b(?:of|since|after|from|following|within) (?:its |the |their |being )?(?:global |worldwide )?"
            r"(?:release|launch|debut|premier|arrival|availability)",
        ),
    ),
    (
        "calendar",
        _search(
            rf"\bweek (?:of|ending|ended|commencing|beginning|starting|from|to) {_DAY}|\b(?:last|this|that) week\b",
            r"\bhalf of (?:20\d\d|the year|last year)\b|\bH[12]\b",
            r"\bJanuary (?:and|to|through|until) June\b|\bJuly (?:and|to|through|until) December\b",
        ),
    ),
)
_UNBOUNDED: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (
        "overnight",
        _search(
            r"\bovernights?\b(?![ -](?:hit|sensation|success|smash|star|phenomenon)\b)",
            r"\bon the night\b|\bfast (?:nationals?|affiliates?)\b",
        ),
    ),
    ("consolidated", _search(r"\bconsolidat(?:ed|ion)\b(?! (?:its|their|his|her)\b)")),
)
_OF_THE_CALENDAR = frozenset({"P7D", "P6M"})
_FROM_LAUNCH = frozenset({"P28D", "P91D"})  # unless they are said to follow a broadcast, so many days are Netflix's
_TWO_MINUTES = _search(
    r"\b(?:at least|minimum of|more than|just|only|watch(?:ed|ing|es)?(?: for)?) (?:two|2)[- ]min",
    r"\b(?:two|2)[- ]min(?:ute)?s? (?:or (?:more|longer)|minimum|threshold|metric|mark|measure|rule|standard)",
)
_MOST_OF_AN_EPISODE = _search(
    r"\b(?:70|seventy)(?: ?%| per ?cent) (?:or more )?of (?:[\w-]+ ){1,4}?"
    r"(?:episode|film|movie|instal+ment|running time)\b"
)
_ALL = _search(
    r"\b(?:finished|completed|binged) (?:it|all|every|(?:the|its) (?:(?:whole|entire|full) )?(?:season|series|run))\b"
)
_REACH = r"(?:reach|hit|draw|top|pass|be (?:watched|seen|streamed|viewed) by)"
_PROJECTED = _search(
    rf"\b(?:projected|expected|anticipated|estimated|forecast|set|likely) to {_REACH}\b|\bprojections?\b|\(projected\)",
    rf"\b(?:expects?|anticipates|estimates|forecasts?)\b[^.;]{{0,40}}\b(?:to {_REACH}|will (?:watch|see|{_REACH}))\b",
    r"\bprojects (?:that|it|about|some|around|more|\d)|\b(?:is|are|was|were) (?:projected|forecast)\b",
    r"\b(?:on (?:track|course|pace) (?:to|for)|tracking (?:to|towards?))\b",
    r"\bwill (?:have (?:been|reached|drawn|watched|seen)\b|(?:reach|hit|draw|top|pass) (?:[\w-]+ ){0,2}\d)",
)
_COUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:[ -]?(million|mn|m|billion|bn|b|thousand|k)\b)?", re.IGNORECASE)
_SCALES = {"t": 1e3, "k": 1e3, "m": 1e6, "b": 1e9}
_PARTED = (re.compile(r"[,;:(–—] ?| (?:and|but|while|though|before) "), re.compile(r" (?:to|into|from|against) "))


class Told(msgspec.Struct, frozen=True):
    """What the words say; None, and False, where they say nothing of it."""

    basis: Basis | None
    threshold: str | None
    projected: bool


def read_words(text: str, value: float, window: str | None) -> Told:
    """What the sentence `text` says of the figure `value` in it, whose window is `window`, an ISO 8601 duration.

    Words that stand with the figure speak of it. Words that stand with none of the sentence's figures speak of all.
    """
    start, end = _beside(text, value)
    beside = text[start:end]
    return Told(
        basis=_basis(window, beside) or _basis(window, text) or ("launch" if window in _FROM_LAUNCH else None),
        threshold=_threshold(beside, text),
        projected=bool(_PROJECTED.search(text[:end])),
    )


def _basis(window: str | None, words: str) -> Basis | None:
    told = [basis for basis, pattern in (_BOUNDED if window else _UNBOUNDED) if pattern.search(words)]
    if window is None:
        return told[0] if len(told) == 1 else None
    return next((b for b in told if b != "calendar" or window in _OF_THE_CALENDAR), None)


def _threshold(beside: str, text: str) -> str | None:
    if _ALL.search(beside):
        return "season"
    told = {"PT2M": _TWO_MINUTES, "70%": _MOST_OF_AN_EPISODE}
    return next((t for words in (beside, text) for t, pattern in told.items() if pattern.search(words)), None)


def _beside(text: str, value: float) -> tuple[int, int]:
    """From where to where the words stand that go with this figure, and not with others of the sentence; all of them
    where it does not stand in digits."""
    counts = [m for m in _COUNT.finditer(text) if m[2] or "," in m[1] or "." in m[1]]
    cuts = [
        (0, 0),
        *(_cut(text, left.end(), right.start()) for left, right in pairwise(counts)),
        (len(text), len(text)),
    ]
    for count, (_, start), (end, _) in zip(counts, cuts, cuts[1:], strict=False):
        if _read(count) == value:
            return start, end
    return 0, len(text)


def _cut(text: str, left: int, right: int) -> tuple[int, int]:
    """Where the words of a figure that ends at `left` end, and where those of one that begins at `right` begin."""
    for pattern in _PARTED:
        breaks = list(pattern.finditer(text, left, right))
        if breaks:
            return breaks[-1].span()
    return right, left


def _read(count: re.Match[str]) -> float:
    number = float(count[1].replace(",", ""))
    return round(number * _SCALES[count[2][0].lower()], 2) if count[2] else number
