"""Dates that begin with a digit: years, "2020-10-02", "12/25/2020", "the 14th"."""

import re

from underway.reading.mentions.dates.phrase import (
    ANY_MONTH,
    MONTH_NAMES,
    YEAR,
    Phrase,
    day_number,
    touching_mark,
    word_at,
    words,
)
from underway.reading.tokens import Tokens
from underway.vocabulary.dates import SEASONS_OF_YEAR, edtf_date

_YEARS = re.compile(r"((?:19[3-9]|20[0-4])\d)-((?:19|20)?\d\d)")
_ISO = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")


def read_number(tokens: Tokens, i: int) -> Phrase | None:
    word = tokens.folded[i]
    if len(word) <= 2:
        return _slashed(tokens, i)
    if YEAR.fullmatch(word):
        return _year(tokens, i)
    if len(word) < 7 and word[-1:] in ("t", "d", "h"):
        return _nth(tokens, i)
    if _ISO.fullmatch(word):
        return Phrase(first=i, last=i + 1, kind="full", edtf=word, rule="date.iso")
    years = _YEARS.fullmatch(word)
    if years:
        first, second = int(years[1]), years[2]
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        season = last == first + 1 and word_at(tokens, i - 1) != "("  # "the 2021-22 schedule"
        if first < last and not season:
            until = Phrase(first=i, last=i + 1, kind="full", edtf=str(last), rule="date.years")
            return Phrase(first=i, last=i + 1, kind="full", edtf=str(first), rule="date.years", until=until)
    return None


def _slashed(tokens: Tokens, i: int) -> Phrase | None:
    """ "12/25/2020", "25/12/2020": the year alone where either may be the month."""
    parts = tokens.folded[i : i + 5 : 2]
    if len(parts) > 1 and word_at(tokens, i - 1) == "on" and word_at(tokens, i + 1) == "/" != word_at(tokens, i + 3):
        return _of_no_year(i, *parts[:2])
    if len(parts) < 3 or tokens.folded[i + 1 : i + 4 : 2] != ["/", "/"] or not YEAR.fullmatch(parts[2]):
        return None
    if not all(p.isdecimal() and len(p) <= 2 for p in parts[:2]):
        return None
    low, high = sorted((int(parts[0]), int(parts[1])))
    edtf = edtf_date(int(parts[2]), low, high) if high > 12 or low == high else None
    return Phrase(first=i, last=i + 5, kind="full", edtf=edtf or parts[2], rule="date.slashed")


def _of_no_year(i: int, first: str, second: str) -> Phrase | None:
    """ "On 6/23", "on 23/6": none where either may be the month."""
    if not (first.isdecimal() and second.isdecimal() and len(second) <= 2):
        return None
    month, day = sorted((int(first), int(second)))
    if not 1 <= month <= 12 < day <= 31:
        return None
    return Phrase(first=i, last=i + 3, kind="yearly", month=month, day=day, rule="date.month-day")


def _year(tokens: Tokens, i: int) -> Phrase | None:
    before, after = word_at(tokens, i - 1), word_at(tokens, i + 1)
    opens = i == 0 or before in (".", "!", "?", "•", "■", "*") or before == ":"
    led = before in words("year_leads") or before in MONTH_NAMES or before in SEASONS_OF_YEAR or before.isdigit()
    if not (led or (opens and after in (".", ":", "-", ",")) or after in words("events")):
        return None
    if (
        after in words("not_days")
        or after == "%"
        or touching_mark(tokens, i) == "'"
        or (touching_mark(tokens, i - 1) == "" and before == "$")
    ):
        return None
    if before in (",", "-", "/", "the", "its", "it", "'s") and not (
        after in words("events") or after in (")", ".", ",", ";", "")
    ):
        return None
    phrase = Phrase(first=i, last=i + 1, kind="full", edtf=tokens.folded[i], rule="date.year")
    joins = {"between": ("and",), "from": ("to", "until", "till", "through")}.get(before, ())
    until = word_at(tokens, i + 2)
    if after in joins and YEAR.fullmatch(until) and until > phrase.edtf:
        phrase.until = Phrase(first=i, last=i + 3, kind="full", edtf=until, rule="date.years")
        phrase.last = i + 3
    return phrase


def _nth(tokens: Tokens, i: int) -> Phrase | None:
    """ "On the 14th", "(10th)"."""
    before, after = word_at(tokens, i - 1), word_at(tokens, i + 1)
    number = day_number(tokens, i)
    if (
        number is None
        or number[1] is not None
        or after in ANY_MONTH
        or (after == "of" and word_at(tokens, i + 2) in ANY_MONTH)
    ):
        return None
    led = (before == "(" and after == ")") or (before == "the" and word_at(tokens, i - 2) in words("day_leads"))
    if not led or (after and after not in words("after_day")) or after == "of":
        return None
    return Phrase(first=i, last=i + 1, kind="day", day=number[0], rule="date.nth")
