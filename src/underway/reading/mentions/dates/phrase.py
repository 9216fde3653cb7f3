"""What a date in words is before anything is resolved, and the words that it is made of."""

import re
from functools import cache
from typing import Literal

import msgspec

from underway.reading.lexicon import load
from underway.reading.tokens import Tokens
from underway.vocabulary.dates import MONTHS, edtf_date

Unit = Literal["day", "week", "month", "year"]
Which = Literal["", "last", "next", "this", "that"]
MONTH_NAMES = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
SHORT_MONTHS = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1) if name != "May"} | {"sept": 9}
ANY_MONTH = MONTH_NAMES | SHORT_MONTHS
WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
WHICH: dict[str, Which] = {
    "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next", "this": "this",
    "that": "that", "same": "that",
}  # fmt: skip
STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "following": 1}
YEAR = re.compile(r"(?:19[3-9]|20[0-4])\d")
DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
_DAYS = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?-([0-3]?\d)(?:st|nd|rd|th)?")


@cache
def words(name: str) -> frozenset[str]:
    """A class of words of lexicon/dates.toml."""
    return frozenset(load("dates.toml", dict[str, str])[name].split())


class Phrase(msgspec.Struct, kw_only=True):
    """Words `first` to `last` say a date.

    full     `edtf`, as it stands
    yearly   `month` (21 to 24 are seasons of the year) and perhaps `day`, of no year; `which` one is meant
    weekday  `number` (Monday is 0; 7 more or less is a week on), `which`
    of week  day `number` from the Monday of the week of publication
    day      the `day` of an unnamed month
    offset   `number` of `unit`s from the day of publication; of `month` there, where one is named ("March last year")
    quarter  the year's quarter `number`
    new year the start of the year to come
    later    `number` of `unit`s from the date that the text named last; of `month` there, where one is named

    `until` is the other end of a range.
    """

    first: int
    last: int
    kind: Literal["full", "yearly", "weekday", "of week", "day", "offset", "later", "quarter", "new year"]
    rule: str
    edtf: str = ""
    month: int | None = None
    day: int | None = None
    number: int = 0
    unit: Unit = "day"
    which: Which = ""
    until: "Phrase | None" = None


def word_at(tokens: Tokens, i: int) -> str:
    return tokens.folded[i] if 0 <= i < tokens.count else ""


def touching_mark(tokens: Tokens, i: int) -> str:
    """The mark that follows the word at `i` without space before the next ("9:30", "2.5"), else empty."""
    touching = i + 1 < tokens.count and tokens.ends[i] == tokens.starts[i + 1]
    return tokens.folded[i + 1] if touching else ""


def day_number(tokens: Tokens, i: int) -> tuple[int, int | None] | None:
    """The day at `i`, or the two days of a span ("3-5")."""
    word = word_at(tokens, i)
    if not word[:1].isdigit():
        return None
    match = DAY.fullmatch(word)
    if match:
        day, end = int(match[1]), None
    else:
        span = _DAYS.fullmatch(word)
        if not span:
            return None
        day, end = int(span[1]), int(span[2])
    if (
        not 1 <= day <= 31
        or word_at(tokens, i + 1) in words("not_days")
        or touching_mark(tokens, i) in ("%", "$")
        or (touching_mark(tokens, i) == ":" and touching_mark(tokens, i + 1))
    ):
        return None
    following = word_at(tokens, i + 2)
    if (
        touching_mark(tokens, i) in (".", ",")
        and i + 2 < tokens.count
        and tokens.ends[i + 1] == tokens.starts[i + 2]
        and following[:1].isdigit()
    ):
        return None
    return day, end


def of_month(
    first: int, last: int, month: int, day: int | None, *, year: int | None, relative: int | None, rule: str
) -> Phrase | None:
    if year is not None:
        edtf = edtf_date(year, month, day)
        return Phrase(first=first, last=last, kind="full", edtf=edtf, rule=rule) if edtf else None
    if relative is not None:
        return Phrase(
            first=first, last=last, kind="offset", unit="year", number=relative, month=month, day=day, rule=rule
        )
    return Phrase(first=first, last=last, kind="yearly", month=month, day=day, rule=rule)


def year_after(tokens: Tokens, last: int) -> tuple[int | None, int, int | None]:
    """A year after the words: a number, or "last year", "of next year" as years from now; and where they end."""
    at = last
    if word_at(tokens, at) in (",", "of"):
        at += 1
    word = word_at(tokens, at)
    if YEAR.fullmatch(word) and word_at(tokens, at + 1) not in ("episodes", "people", "viewers"):
        return int(word), at + 1, None
    if word in ("last", "next", "this") and word_at(tokens, at + 1) == "year":
        return None, at + 2, STEP[word]
    return None, last, None


def qualify(tokens: Tokens, phrase: Phrase) -> None:
    """ "Last", "this coming", "the previous" before a month, a season or a weekday."""
    at = phrase.first - 1
    while word_at(tokens, at) in words("degrees"):
        at -= 1
    word = word_at(tokens, at)
    which = WHICH.get(word)
    if word == "following":
        phrase.kind, phrase.unit, phrase.number, phrase.first = "later", "day", 1, at
        return
    if which is None:
        return
    if word in ("previous", "same") and word_at(tokens, at - 1) not in ("the", "this", "that"):
        return
    if word == "coming" and word_at(tokens, at - 1) == "this":
        at -= 1
    phrase.which = which
    phrase.first = at
    if which == "that":
        phrase.kind, phrase.number = "later", 0
