"""Dates said from another day: weekdays, "last night", "next month", "three weeks later"."""

from underway.reading.mentions.dates.phrase import (
    ANY_MONTH,
    STEP,
    WEEKDAYS,
    WHICH,
    YEAR,
    Phrase,
    Unit,
    day_number,
    qualify,
    word_at,
    words,
)
from underway.reading.tokens import Tokens
from underway.vocabulary.numbers import read_cardinal

UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "days": ("day", 1), "week": ("week", 1), "weeks": ("week", 1), "weekend": ("week", 1),
    "fortnight": ("week", 2), "month": ("month", 1), "months": ("month", 1), "year": ("year", 1), "years": ("year", 1),
    "decade": ("year", 10),
}  # fmt: skip
_MOST_WEEKS = 10
APART = "date.apart"  # counted from the date right before it
BARE_COUNT = "date.in-bare"  # of a day to come only where the verb says so: "it ended in two weeks"


def read_weekday(tokens: Tokens, i: int) -> Phrase | None:
    before, after = word_at(tokens, i - 1), word_at(tokens, i + 1)
    at = i + 1 + (after in (",", "the"))
    if word_at(tokens, at) in ANY_MONTH and day_number(tokens, at + 1 + (word_at(tokens, at + 1) == ".")):
        return None
    number = day_number(tokens, at)
    if number and (word_at(tokens, at + 1) in ANY_MONTH or word_at(tokens, at + 1) == "of"):
        return None
    if number and tokens.folded[at][-1].isalpha() and number[1] is None:
        return Phrase(first=i, last=at + 1, kind="day", day=number[0], rule="date.weekday-day")
    last = i + 1 + (after in words("parts_of_day"))
    stepped = _of_week(tokens, i, last) or _weeks_off(tokens, i, last)
    if stepped:
        return stepped
    if (
        before in words("habitual")
        or (before in ANY_MONTH and word_at(tokens, i - 2) in words("habitual"))  # "on a January Sunday"
        or after in ("nights", "mornings", "evenings", "afternoons")
        or (before and before.endswith(("-", "est")))
    ):
        return None
    phrase = Phrase(first=i, last=last, kind="weekday", number=WEEKDAYS[tokens.folded[i]], rule="date.weekday")
    if word_at(tokens, last) == "week":
        return Phrase(
            first=i, last=last + 1, kind="weekday", number=phrase.number + 7, which="next", rule="date.weekday"
        )
    qualify(tokens, phrase)
    return None if phrase.kind == "later" and phrase.number == 1 else phrase


def _of_week(tokens: Tokens, i: int, last: int) -> Phrase | None:
    """ "Tuesday of next week", "Tuesday last week"."""
    at = last + (word_at(tokens, last) == "of")
    step = word_at(tokens, at)
    if step not in ("last", "next", "this") or word_at(tokens, at + 1) != "week":
        return None
    number = WEEKDAYS[tokens.folded[i]] + 7 * STEP[step]
    return Phrase(first=i, last=at + 2, kind="of week", number=number, rule="date.weekday")


def _weeks_off(tokens: Tokens, i: int, last: int) -> Phrase | None:
    """ "A week from Sunday", "two weeks on Monday", "a week ago Sunday", "the Sunday after next", "before last"."""
    number = WEEKDAYS[tokens.folded[i]]
    ends = tokens.folded[last : last + 2]
    if ends in (["after", "next"], ["before", "last"]):
        ahead = ends[1] == "next"
        step, which = (7, ends[1]) if ahead else (-7, ends[1])
        return Phrase(
            first=i, last=last + 2, kind="weekday", number=number + step, which=WHICH[which], rule="date.weekday"
        )
    at = i - 1
    qualified = word_at(tokens, at) in ("next", "last", "this")
    at -= qualified
    joint = word_at(tokens, at)
    at -= joint == "on" and word_at(tokens, at - 1) == "ago"
    joint = word_at(tokens, at)
    unit = at if joint in ("week", "weeks", "fortnight") else at - 1
    weeks = read_cardinal(word_at(tokens, unit - 1)) if word_at(tokens, unit) in UNITS else None
    if weeks is None or weeks > _MOST_WEEKS or UNITS[tokens.folded[unit]][0] != "week":
        return None
    weeks *= UNITS[tokens.folded[unit]][1]
    if joint == "ago" or (unit == at and word_at(tokens, i - 1) == "last"):
        step, which = -7 * weeks, "last"
    elif joint in ("from", "on") and unit < at:
        step, which = 7 * weeks, "next"
    else:
        return None
    return Phrase(
        first=unit - 1, last=last, kind="weekday", number=number + step, which=WHICH[which], rule="date.weekday"
    )


def read_day_word(tokens: Tokens, i: int) -> Phrase | None:
    number = {"yesterday": -1, "tomorrow": 1}.get(tokens.folded[i], 0)
    last = i + 1 + (word_at(tokens, i + 1) in words("parts_of_day"))
    beyond = ["day", "after" if number > 0 else "before"]
    first = i - 2 if number and tokens.folded[max(i - 2, 0) : i] == beyond else i  # "the day after tomorrow"
    return Phrase(first=first, last=last, kind="offset", number=number * (2 if first < i else 1), rule="date.day-word")


def read_part_of_day(tokens: Tokens, i: int) -> Phrase | None:
    """ "Last night", "this morning", "that same afternoon"."""
    word, before = tokens.folded[i], word_at(tokens, i - 1)
    if before == "this" and word != "night":
        return Phrase(first=i - 1, last=i + 1, kind="offset", number=0, rule="date.day-word")
    if before == "last" and word == "night":
        return Phrase(first=i - 1, last=i + 1, kind="offset", number=-1, rule="date.day-word")
    if before in {"same", "that"}:
        return Phrase(first=i - 1, last=i + 1, kind="later", number=0, rule="date.that-day")
    return None


def read_unit(tokens: Tokens, i: int) -> Phrase | None:
    """ "Next month", "three weeks ago", "a year later", "the following day", "the end of the year"."""
    word, before, after = tokens.folded[i], word_at(tokens, i - 1), word_at(tokens, i + 1)
    unit, size = UNITS[word]
    if before in ("last", "next", "this", "past", "coming") and not word.endswith("s"):
        if before == "next" and word_at(tokens, i - 2) == "the":
            return Phrase(first=i - 1, last=i + 1, kind="later", unit=unit, number=1, rule="date.later")
        if unit == "day" or before == "past" or (before == "coming" and word_at(tokens, i - 2) not in ("the", "this")):
            return None
        number = (
            STEP[before]
            + (after == "after" and word_at(tokens, i + 2) == "next")
            - (after == "before" and word_at(tokens, i + 2) == "last")
        )
        return Phrase(first=i - 1, last=i + 1, kind="offset", unit=unit, number=number, rule="date.step")
    if before in ("following", "same", "that", "previous") and not word.endswith("s"):
        if before != "that" and word_at(tokens, i - 2) not in ("the", "that", "this"):
            return None
        number = {"following": 1, "previous": -1}.get(before, 0)
        return Phrase(first=i - 1, last=i + 1, kind="later", unit=unit, number=number, rule="date.later")
    if before == "the" and word in ("year", "month") and word_at(tokens, i - 2) in ("of", "in"):
        led = {
            "of": ("end", "close", "rest", "half", "start", "beginning", "part"),
            "in": ("later", "earlier", "late", "early"),
        }
        if word_at(tokens, i - 3) in led[word_at(tokens, i - 2)] and after not in ("of", "that", "when"):
            return Phrase(first=i - 1, last=i + 1, kind="offset", unit=unit, number=0, rule="date.step")
    if before == "new" and word == "year":
        if (
            word_at(tokens, i - 2) == "the"
            and after not in ("'s", "of")
            and word_at(tokens, i - 3) in ("in", "until", "till", "to", "by", "into", "for")
        ):
            return Phrase(first=i - 1, last=i + 1, kind="new year", rule="date.new-year")
        return None
    ends = tokens.folded[i + 1 : i + 3]
    if before == "the" and not word.endswith("s") and ends in (["after", "next"], ["before", "last"]):
        step = 2 if ends[1] == "next" else -2
        return Phrase(first=i, last=i + 3, kind="offset", unit=unit, number=step, rule="date.step")
    ahead = _counted_ahead(tokens, i, unit, size)
    if ahead:
        return ahead
    apart = _counted_apart(tokens, i, unit, size, after)
    if apart:
        return apart
    if after in ("ago", "later", "earlier", "since", "on") or (after == "after" and word in ("day", "week")):
        return _counted(tokens, i, unit, size, after)
    return None


def _counted_ahead(tokens: Tokens, i: int, unit: Unit, size: int) -> Phrase | None:
    """ "In two weeks' time", "in ten days", "a month from now", "a week from today"."""
    after, first = word_at(tokens, i + 1), i - 1
    number = read_cardinal(word_at(tokens, first))
    if number is None or number > 100:
        return None
    number *= size
    day = word_at(tokens, i + 2) if after == "from" else ""
    if day == "now":
        return Phrase(first=first, last=i + 3, kind="offset", unit=unit, number=number, rule="date.from-now")
    if day in ("today", "tonight", "tomorrow") and unit in ("day", "week"):
        days = number * (7 if unit == "week" else 1) + (day == "tomorrow")
        return Phrase(first=first, last=i + 3, kind="offset", number=days, rule="date.from-now")
    if word_at(tokens, first - 1) != "in":
        return None
    at = i + 1 + (after in ("'", "'s"))
    if word_at(tokens, at) == "time":
        return Phrase(first=first, last=at + 1, kind="offset", unit=unit, number=number, rule="date.in")
    counts = word_at(tokens, first - 2) in ("streams", "views", "hours")
    if not counts and after in ("", ".", ",", ";", ")", "on", "with", "and", "but", "-"):
        return Phrase(first=first, last=i + 1, kind="offset", unit=unit, number=number, rule=BARE_COUNT)
    return None


def _counted_apart(tokens: Tokens, i: int, unit: Unit, size: int, after: str) -> Phrase | None:
    """ "On Thursday, three days before its finale": the finale is so much later than the date before the comma."""
    first = i - 1
    number = read_cardinal(word_at(tokens, first))
    if number is None or number > 100 or after not in ("before", "after", "ahead") or unit not in ("day", "week"):
        return None
    number *= size * (7 if unit == "week" else 1)
    first -= word_at(tokens, first - 1) in ("just", "only", "exactly")
    if word_at(tokens, first - 1) != ",":
        return None
    number = -number if after == "after" else number
    return Phrase(first=first, last=i + 2, kind="later", number=number, rule=APART)


def _counted(tokens: Tokens, i: int, unit: Unit, size: int, after: str) -> Phrase | None:
    """ "Two weeks ago", "three days later", "it has been eleven days since"."""
    at = i - 1
    first = at - (word_at(tokens, at) == "dozen")
    number = read_cardinal(word_at(tokens, at)) if first == at else None
    if number is None or number > 100:
        return None
    if after in ("later", "on"):
        if after == "on" and word_at(tokens, first - 1) not in ("", ".", '"'):
            return None
        return Phrase(first=first, last=i + 2, kind="later", unit=unit, number=number * size, rule="date.later")
    if after == "since" and "been" not in (
        word_at(tokens, first - 1),
        word_at(tokens, first - 2),
        word_at(tokens, first - 3),
    ):
        return None
    if after in ("earlier", "after"):
        return None
    beyond = word_at(tokens, i + 2)
    if unit == "week" and beyond in ("today", "tonight"):
        return Phrase(first=first, last=i + 3, kind="offset", number=-7 * number * size, rule="date.ago")
    if unit == "week" and (beyond in WEEKDAYS or (beyond in ("on", "last") and word_at(tokens, i + 3) in WEEKDAYS)):
        return None  # told with the weekday
    if word_at(tokens, i + 2) in ("this", "last") and word_at(tokens, i + 3) in ("month", "week") and unit == "year":
        step = -1 if word_at(tokens, i + 2) == "last" and word_at(tokens, i + 3) == "month" else 0
        return Phrase(
            first=first, last=i + 4, kind="offset", unit="month", number=-12 * number * size + step, rule="date.ago"
        )
    return Phrase(first=first, last=i + 2, kind="offset", unit=unit, number=-number * size, rule="date.ago")


def read_quarter(tokens: Tokens, i: int) -> Phrase | None:
    """ "In the fourth quarter": some time in the year."""
    before, after = word_at(tokens, i - 1), word_at(tokens, i + 1)
    if (
        before not in ("first", "second", "third", "fourth", "final", "last")
        or after in ("of", ",")
        or YEAR.fullmatch(after)
    ):
        return None
    quarter = {"first": 1, "second": 2, "third": 3}.get(before, 4)
    return Phrase(first=i - 1, last=i + 1, kind="quarter", number=quarter, rule="date.quarter")
