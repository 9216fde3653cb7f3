"""Months, days of months, seasons of the year and feasts, alone, with their years, and as ranges."""

from underway.reading.mentions.dates.phrase import (
    ANY_MONTH,
    DAY,
    SHORT_MONTHS,
    WEEKDAYS,
    WHICH,
    Phrase,
    day_number,
    of_month,
    qualify,
    touching_mark,
    word_at,
    words,
    year_after,
)
from underway.reading.tokens import Tokens
from underway.vocabulary.dates import SEASONS_OF_YEAR

_MOVE_REACH = 16  # words
FEASTS = {
    ("valentine", "'s", "day"): (2, 14),
    ("st", "patrick", "'s", "day"): (3, 17),
    ("independence", "day"): (7, 4),
    ("fourth", "of", "july"): (7, 4),
    ("halloween",): (10, 31),
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1),
}


def read_month(tokens: Tokens, i: int) -> Phrase | None:
    word = tokens.folded[i]
    degree, _, name = word.rpartition("-")
    month = ANY_MONTH[name if degree else word]
    first, last = i, i + 1
    if word in SHORT_MONTHS and word_at(tokens, last) == "." and touching_mark(tokens, i) == ".":
        last += 1
    day = end_day = None
    until: Phrase | None = None
    at = last + (word_at(tokens, last) == "the")
    number = day_number(tokens, at)
    if number:
        day, end_day = number
        last = at + 1
    else:
        at = first - 1 - (word_at(tokens, first - 1) == "of")
        number = day_number(tokens, at) if at >= 0 else None
        if (
            number
            and word_at(tokens, at - 1) not in words("numbered")
            and (at < first - 1 or touching_mark(tokens, at) == "")
        ):
            day, end_day = number
            first = at - (word_at(tokens, at - 1) == "the")
            at = first
            if (
                word_at(tokens, at - 1) in ("to", "and", "-")
                and end_day is None
                and day_number(tokens, at - 2)
                and word_at(tokens, at - 3) in ("from", "between", "(")
            ):
                first = at - 2
                end_day, day = day, int(DAY.match(word_at(tokens, at - 2))[1])  # type: ignore[index]
    if word_at(tokens, first - 1) == "," and word_at(tokens, first - 2) in WEEKDAYS:
        first -= 2
    elif word_at(tokens, first - 1) in WEEKDAYS:
        first -= 1
    if _of_that_year(tokens, last):
        return Phrase(first=first, last=last + 3, kind="later", month=month, day=day, rule="date.of-that-year")
    year, last, relative = year_after(tokens, last)
    if day is None and year is None and relative is None and not _stands_alone(tokens, i, word, bool(degree)):
        return None
    if day is not None and end_day is None:
        other = _range_end(tokens, first, last, month, year)
        if other:
            until, last = other, other.last
            year = year or (int(until.edtf[:4]) if until.edtf else None)
    elif day is None:
        other = _range_month(tokens, first, last, year)
        if other:
            until, last = other, other.last
            if year is None and until.edtf:
                year = int(until.edtf[:4])
    phrase = of_month(
        first, last, month, day, year=year, relative=relative, rule="date.month-day" if day else "date.month"
    )
    if phrase is None:
        return None
    if end_day is not None:
        until = of_month(first, last, month, end_day, year=year, relative=relative, rule=phrase.rule)
    if phrase.kind == "yearly" and tokens.folded[first] not in WEEKDAYS:  # "last Friday, May 7" is of no last May
        qualify(tokens, phrase)
    phrase.until = until
    return phrase


def _of_that_year(tokens: Tokens, last: int) -> bool:
    """ "Of that year", "the same year" after a month or a day."""
    which, year = word_at(tokens, last + 1), word_at(tokens, last + 2)
    return word_at(tokens, last) in ("of", "the", "in") and which in ("that", "same") and year == "year"


def _stands_alone(tokens: Tokens, i: int, word: str, degree: bool) -> bool:
    """Is the bare word a month?"""
    before, after = word_at(tokens, i - 1), word_at(tokens, i + 1)
    if degree:
        return True
    if word in SHORT_MONTHS:
        return before in words("leads") and word not in ("mar", "sun") and tokens.capital[i]
    if before in words("leads") and (before not in ("to", "and", "or", "for", "of", "(", "on") or tokens.capital[i]):
        person = i + 1 < tokens.count and tokens.capital[i + 1] and after not in WEEKDAYS and word in words("doubtful")
        return not person or touching_mark(tokens, i) != ""
    return word not in words("doubtful") or (
        tokens.capital[i]
        and (after in words("events") or (after == "'s" and word_at(tokens, i + 2) in words("events")))
    )


def _is_moved_from(tokens: Tokens, first: int) -> bool:
    """Is something moved from the date, so that what follows is no end of a range ("pushed from May to June")?"""
    if word_at(tokens, first - 1) != "from":
        return False
    return any(w in words("moves") for w in tokens.folded[max(first - _MOVE_REACH, 0) : first - 1])


def _range_end(tokens: Tokens, first: int, last: int, month: int, year: int | None) -> Phrase | None:
    """ "to 5", "through August 5, 2021" after a day; "and August 5" where "between" stands before it."""
    between = word_at(tokens, first - 1) == "between"
    if _is_moved_from(tokens, first):
        return None
    if word_at(tokens, last) not in ("to", "-", "through", "until", "and"):
        return None
    at = last + 1
    name = word_at(tokens, at)
    if name in ANY_MONTH:
        dot = name in SHORT_MONTHS and word_at(tokens, at + 1) == "."
        number = day_number(tokens, at + 1 + dot)
        if number is None or number[1] is not None or (word_at(tokens, last) == "and" and not between):
            return None
        later, end, relative = year_after(tokens, at + 2 + dot)
        return of_month(
            at, end, ANY_MONTH[name], number[0], year=later or year, relative=relative, rule="date.month-day"
        )
    number = day_number(tokens, at)
    if number is None or number[1] is not None:
        return None
    name = word_at(tokens, at + 1)
    if name in ANY_MONTH:
        if word_at(tokens, last) == "and" and not between:
            return None
        later, end, relative = year_after(tokens, at + 2)
        return of_month(
            at, end, ANY_MONTH[name], number[0], year=later or year, relative=relative, rule="date.month-day"
        )
    if (word_at(tokens, last) == "and" and not between) or touching_mark(tokens, at) == "-":
        return None
    later, end, relative = year_after(tokens, at + 1)
    return of_month(at, end, month, number[0], year=later or year, relative=relative, rule="date.month-day")


def _range_month(tokens: Tokens, first: int, last: int, year: int | None) -> Phrase | None:
    """ "between May and August", "from June to October 2020"."""
    if _is_moved_from(tokens, first):
        return None
    joins = {"between": ("and",), "from": ("to", "until", "till", "through", "-"), "since": ()}.get(
        word_at(tokens, first - 1), ("-", "through")
    )
    at = last + 1
    if word_at(tokens, last) not in joins or word_at(tokens, at) not in ANY_MONTH:
        return None
    later, end, relative = year_after(tokens, at + 1)
    if day_number(tokens, at + 1):
        return None
    return of_month(
        at, end, ANY_MONTH[word_at(tokens, at)], None, year=later or year, relative=relative, rule="date.month"
    )


def read_season_of_year(tokens: Tokens, i: int) -> Phrase | None:
    month = SEASONS_OF_YEAR[tokens.folded[i].rpartition("-")[2]]
    year, last, relative = year_after(tokens, i + 1)
    before = word_at(tokens, i - 1)
    after = word_at(tokens, i + 1)
    if year is None and relative is None:
        article = before in ("the", "a", "an", "its", "their", "his", "her")
        led = (
            before in WHICH
            or before == "following"
            or before in words("season_leads")
            or (before == "the" and word_at(tokens, i - 2) in words("season_leads"))
        )
        followed = after in words("events") and (article or before in words("season_leads") or before in WHICH)
        if not (led or followed) or (
            after in ("of", "for", "from", "in", "to", "out", "into")
            and tokens.folded[i] == "fall"
            and before != "this"
        ):
            return None
        if before in ("after", "before", "to", "and") and not followed and word_at(tokens, i - 1) != "the":
            return None
    phrase = of_month(i, last, month, None, year=year, relative=relative, rule="date.season")
    if phrase and phrase.kind == "yearly":
        qualify(tokens, phrase)
    return phrase


def read_feast(tokens: Tokens, i: int) -> Phrase | None:
    for feast, (month, day) in FEASTS.items():
        if tuple(tokens.folded[i : i + len(feast)]) == feast:
            year, last, relative = year_after(tokens, i + len(feast))
            return of_month(i, last, month, day, year=year, relative=relative, rule="date.feast")
    return None
