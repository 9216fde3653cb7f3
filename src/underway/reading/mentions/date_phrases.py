"""The grammar of dates in English: which words are a date, and what it is said relative to. Nothing is resolved here."""

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from underway.reading.tokens import Tokens
from underway.vocabulary.dates import MONTHS, SEASONS_OF_YEAR, edtf_date
from underway.vocabulary.numbers import read_cardinal

Unit = Literal["day", "week", "month", "year"]
Which = Literal["", "last", "next", "this", "that"]


class Phrase(msgspec.Struct, kw_only=True):
    """Words `first` to `last` say a date.

    full     `edtf`, as it stands
    yearly   `month` (21 to 24 are seasons of the year) and perhaps `day`, of no year; `which` one is meant
    weekday  `number` (Monday is 0), `which`
    day      the `day` of an unnamed month
    offset   `number` of `unit`s from the day of publication; of `month` there, where one is named ("March last year")
    quarter  the year's quarter `number`
    new year the start of the year to come
    later    `number` of `unit`s from the date that the text named last; of `month` there, where one is named ("that May")

    `until` is the other end of a range.
    """

    first: int
    last: int
    kind: Literal["full", "yearly", "weekday", "day", "offset", "later", "quarter", "new year"]
    rule: str
    edtf: str = ""
    month: int | None = None
    day: int | None = None
    number: int = 0
    unit: Unit = "day"
    which: Which = ""
    until: "Phrase | None" = None


_MONTHS = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
_SHORT_MONTHS = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1) if name != "May"} | {"sept": 9}
_ANY_MONTH = _MONTHS | _SHORT_MONTHS
_WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "days": ("day", 1), "week": ("week", 1), "weeks": ("week", 1), "weekend": ("week", 1),
    "fortnight": ("week", 2), "month": ("month", 1), "months": ("month", 1), "year": ("year", 1), "years": ("year", 1),
    "decade": ("year", 10),
}  # fmt: skip
_FEASTS = {
    ("valentine", "'s", "day"): (2, 14),
    ("st", "patrick", "'s", "day"): (3, 17),
    ("halloween",): (10, 31),
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1),
}
_WHICH: dict[str, Which] = {
    "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next", "this": "this", "that": "that",
    "same": "that",
}  # fmt: skip
_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "following": 1}
_PARTS_OF_DAY = frozenset("night morning afternoon evening lunchtime".split())
_DEGREES = frozenset("early late mid later earlier around about".split())
# Months that are names and words of other meaning too: alone they stand for a month only after one of the leads.
_DOUBTFUL = frozenset("may march april june august".split())
_LEADS = frozenset(
    """in since last next this until till by from early late mid through to for and between or that previous following
    coming during before after back ( starting beginning of on around same""".split()
)
_EVENTS = frozenset(
    """finale premiere première debut launch bow return start opener closer opening run slot release shoot filming
    production shooting sweeps season series schedule""".split()
)
_SEASON_LEADS = frozenset("in for of early late mid by until till since from to around during before after and".split())
_YEAR_LEADS = frozenset(
    """in since of for by until till from early late mid during after before to around circa back and through was ( , - /
    the its spring summer autumn fall winter christmas it 's""".split()
)
_HABITUAL = frozenset("a an every each most another some one any alternate the those these ten two three".split())
_NOT_DAYS = frozenset(
    """million m bn billion percent per episodes seasons years hours minutes people viewers countries weeks months days
    shows series other more households""".split()
)
_NUMBERED = frozenset("season series episode part chapter no volume week day number s year top channel".split())
_DAY_LEADS = frozenset("on from until till since by before after the ( and , both to".split())
_AFTER_DAY = frozenset(
    'and or at on in with for when as but while after before to by is was will it that , . ; : ) " - | / of'.split()
)
_YEAR = re.compile(r"(?:19[3-9]|20[0-4])\d")
_YEARS = re.compile(r"((?:19[3-9]|20[0-4])\d)-((?:19|20)?\d\d)")
_ISO = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
_DAYS = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?-([0-3]?\d)(?:st|nd|rd|th)?")


def phrase_at(tokens: Tokens, i: int) -> Phrase | None:
    """The date whose head is the word at `i` (the month, the weekday, the unit), as long as it goes; None for none."""
    word = tokens.folded[i]
    parse = _PARSERS.get(word)
    if parse:
        return parse(tokens, i)
    if word[0].isdigit():
        return _number(tokens, i)
    if "-" in word:
        tail = word.rpartition("-")[2]
        if tail in _MONTHS:
            return _month(tokens, i)
    return None


def _word(tokens: Tokens, i: int) -> str:
    return tokens.folded[i] if 0 <= i < len(tokens) else ""


def _gap(tokens: Tokens, i: int) -> str:
    """The mark that follows the word at `i` without space before the next ("9:30", "2.5"), else empty."""
    touching = i + 1 < len(tokens) and tokens.ends[i] == tokens.starts[i + 1]
    return tokens.folded[i + 1] if touching else ""


def _day_number(tokens: Tokens, i: int) -> tuple[int, int | None] | None:
    """The day at `i`, or the two days of a span ("3-5")."""
    word = _word(tokens, i)
    if not word[:1].isdigit():
        return None
    match = _DAY.fullmatch(word)
    if match:
        day, end = int(match[1]), None
    else:
        span = _DAYS.fullmatch(word)
        if not span:
            return None
        day, end = int(span[1]), int(span[2])
    if not 1 <= day <= 31 or _word(tokens, i + 1) in _NOT_DAYS or _gap(tokens, i) in tuple(":%$") and _gap(tokens, i):
        return None
    following = _word(tokens, i + 2)
    if (
        _gap(tokens, i) in (".", ",")
        and i + 2 < len(tokens)
        and tokens.ends[i + 1] == tokens.starts[i + 2]
        and following[:1].isdigit()
    ):
        return None
    return day, end


def _month(tokens: Tokens, i: int) -> Phrase | None:
    words = tokens.folded
    word = words[i]
    degree, _, name = word.rpartition("-")
    month = _ANY_MONTH[name if degree else word]
    first, last = i, i + 1
    if word in _SHORT_MONTHS and _word(tokens, last) == "." and _gap(tokens, i) == ".":
        last += 1
    day = end_day = None
    until: Phrase | None = None
    at = last + (_word(tokens, last) == "the")
    number = _day_number(tokens, at)
    if number:
        day, end_day = number
        last = at + 1
    else:
        at = first - 1 - (_word(tokens, first - 1) == "of")
        number = _day_number(tokens, at) if at >= 0 else None
        if number and _word(tokens, at - 1) not in _NUMBERED and (at < first - 1 or _gap(tokens, at) == ""):
            day, end_day = number
            first = at - (_word(tokens, at - 1) == "the")
            at = first
            if (
                _word(tokens, at - 1) in ("to", "and", "-")
                and end_day is None
                and _day_number(tokens, at - 2)
                and _word(tokens, at - 3) in ("from", "between", "(")
            ):
                first = at - 2
                end_day, day = day, int(_DAY.match(_word(tokens, at - 2))[1])  # type: ignore[index]
    if _word(tokens, first - 1) == "," and _word(tokens, first - 2) in _WEEKDAYS:
        first -= 2
    elif _word(tokens, first - 1) in _WEEKDAYS:
        first -= 1
    year, last, relative = _year_after(tokens, last)
    if day is None and year is None and relative is None and not _stands_alone(tokens, i, word, bool(degree)):
        return None
    if day is not None and end_day is None:
        other = _range_end(tokens, last, month, year)
        if other:
            until, last = other, other.last
            year = year or (int(until.edtf[:4]) if until.edtf else None)
    elif day is None:
        other = _range_month(tokens, first, last, year)
        if other:
            until, last = other, other.last
            if year is None and until.edtf:
                year = int(until.edtf[:4])
    phrase = _of_month(first, last, month, day, year, relative, "date.month-day" if day else "date.month")
    if phrase is None:
        return None
    if end_day is not None:
        until = _of_month(first, last, month, end_day, year, relative, phrase.rule)
    if phrase.kind == "yearly":
        _qualify(tokens, phrase)
    phrase.until = until
    return phrase


def _of_month(
    first: int, last: int, month: int, day: int | None, year: int | None, relative: int | None, rule: str
) -> Phrase | None:
    if year is not None:
        edtf = edtf_date(year, month, day)
        return Phrase(first=first, last=last, kind="full", edtf=edtf, rule=rule) if edtf else None
    if relative is not None:
        return Phrase(
            first=first, last=last, kind="offset", unit="year", number=relative, month=month, day=day, rule=rule
        )
    return Phrase(first=first, last=last, kind="yearly", month=month, day=day, rule=rule)


def _year_after(tokens: Tokens, last: int) -> tuple[int | None, int, int | None]:
    """A year after the words: a number, or "last year", "of next year" as years from now; and where they end."""
    at = last
    if _word(tokens, at) in (",", "of"):
        at += 1
    word = _word(tokens, at)
    if _YEAR.fullmatch(word) and _word(tokens, at + 1) not in ("episodes", "people", "viewers"):
        return int(word), at + 1, None
    if word in ("last", "next", "this") and _word(tokens, at + 1) == "year":
        return None, at + 2, _STEP[word]
    return None, last, None


def _stands_alone(tokens: Tokens, i: int, word: str, degree: bool) -> bool:
    """Is the bare word a month?"""
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    if degree:
        return True
    if word in _SHORT_MONTHS:
        return before in _LEADS and word not in ("mar", "sun") and tokens.capital[i]
    if before in _LEADS and (before not in ("to", "and", "or", "for", "of", "(", "on") or tokens.capital[i]):
        person = i + 1 < len(tokens) and tokens.capital[i + 1] and after not in _WEEKDAYS and word in _DOUBTFUL
        return not person or _gap(tokens, i) != ""
    return word not in _DOUBTFUL or (
        tokens.capital[i] and (after in _EVENTS or after == "'s" and _word(tokens, i + 2) in _EVENTS)
    )


def _range_end(tokens: Tokens, last: int, month: int, year: int | None) -> Phrase | None:
    """ "to 5", "through August 5, 2021" after a day."""
    if _word(tokens, last) not in ("to", "-", "through", "until", "and"):
        return None
    at = last + 1
    name = _word(tokens, at)
    if name in _ANY_MONTH:
        dot = name in _SHORT_MONTHS and _word(tokens, at + 1) == "."
        number = _day_number(tokens, at + 1 + dot)
        if number is None or number[1] is not None or _word(tokens, last) == "and":
            return None
        later, end, relative = _year_after(tokens, at + 2 + dot)
        return _of_month(at, end, _ANY_MONTH[name], number[0], later or year, relative, "date.month-day")
    number = _day_number(tokens, at)
    if number is None or number[1] is not None:
        return None
    name = _word(tokens, at + 1)
    if name in _ANY_MONTH:
        if _word(tokens, last) == "and":
            return None
        later, end, relative = _year_after(tokens, at + 2)
        return _of_month(at, end, _ANY_MONTH[name], number[0], later or year, relative, "date.month-day")
    if _word(tokens, last) == "and" or _gap(tokens, at) == "-":
        return None
    later, end, relative = _year_after(tokens, at + 1)
    return _of_month(at, end, month, number[0], later or year, relative, "date.month-day")


def _range_month(tokens: Tokens, first: int, last: int, year: int | None) -> Phrase | None:
    """ "between May and August", "from June to October 2020"."""
    joins = {"between": ("and",), "from": ("to", "until", "till", "through", "-"), "since": ()}.get(
        _word(tokens, first - 1), ("-", "through")
    )
    at = last + 1
    if _word(tokens, last) not in joins or _word(tokens, at) not in _ANY_MONTH:
        return None
    later, end, relative = _year_after(tokens, at + 1)
    if _day_number(tokens, at + 1):
        return None
    return _of_month(at, end, _ANY_MONTH[_word(tokens, at)], None, later or year, relative, "date.month")


def _qualify(tokens: Tokens, phrase: Phrase) -> None:
    """ "Last", "this coming", "the previous" before a month, a season or a weekday."""
    at = phrase.first - 1
    while _word(tokens, at) in _DEGREES:
        at -= 1
    word = _word(tokens, at)
    which = _WHICH.get(word)
    if word == "following":
        phrase.kind, phrase.unit, phrase.number, phrase.first = "later", "day", 1, at
        return
    if which is None:
        return
    if word in ("previous", "same") and _word(tokens, at - 1) not in ("the", "this", "that"):
        return
    if word == "coming" and _word(tokens, at - 1) == "this":
        at -= 1
    phrase.which = which
    phrase.first = at
    if which == "that":
        phrase.kind, phrase.number = "later", 0


def _season_of_year(tokens: Tokens, i: int) -> Phrase | None:
    month = SEASONS_OF_YEAR[tokens.folded[i].rpartition("-")[2]]
    year, last, relative = _year_after(tokens, i + 1)
    before = _word(tokens, i - 1)
    after = _word(tokens, i + 1)
    if year is None and relative is None:
        article = before in ("the", "a", "an", "its", "their", "his", "her")
        led = (
            before in _WHICH
            or before == "following"
            or before in _SEASON_LEADS
            or (before == "the" and _word(tokens, i - 2) in _SEASON_LEADS)
        )
        followed = after in _EVENTS and (article or before in _SEASON_LEADS or before in _WHICH)
        if (
            not (led or followed)
            or after in ("of", "for", "from", "in", "to", "out", "into")
            and tokens.folded[i] == "fall"
            and before != "this"
        ):
            return None
        if before in ("after", "before", "to", "and") and not followed and _word(tokens, i - 1) != "the":
            return None
    phrase = _of_month(i, last, month, None, year, relative, "date.season")
    if phrase and phrase.kind == "yearly":
        _qualify(tokens, phrase)
    return phrase


def _weekday(tokens: Tokens, i: int) -> Phrase | None:
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    at = i + 1 + (after in (",", "the"))
    if _word(tokens, at) in _ANY_MONTH and _day_number(tokens, at + 1 + (_word(tokens, at + 1) == ".")):
        return None
    number = _day_number(tokens, at)
    if number and (_word(tokens, at + 1) in _ANY_MONTH or _word(tokens, at + 1) == "of"):
        return None
    if number and tokens.folded[at][-1].isalpha() and number[1] is None:
        return Phrase(first=i, last=at + 1, kind="day", day=number[0], rule="date.weekday-day")
    if (
        before in _HABITUAL
        or after in ("nights", "mornings", "evenings", "afternoons")
        or (before and before.endswith(("-", "est")))
    ):
        return None
    last = i + 1 + (after in _PARTS_OF_DAY)
    phrase = Phrase(first=i, last=last, kind="weekday", number=_WEEKDAYS[tokens.folded[i]], rule="date.weekday")
    if _word(tokens, last) == "week":
        return Phrase(
            first=i, last=last + 1, kind="weekday", number=phrase.number + 7, which="next", rule="date.weekday"
        )
    _qualify(tokens, phrase)
    return None if phrase.kind == "later" and phrase.number == 1 else phrase


def _day_word(tokens: Tokens, i: int) -> Phrase | None:
    number = {"yesterday": -1, "tomorrow": 1}.get(tokens.folded[i], 0)
    last = i + 1 + (_word(tokens, i + 1) in _PARTS_OF_DAY)
    return Phrase(first=i, last=last, kind="offset", number=number, rule="date.day-word")


def _part_of_day(tokens: Tokens, i: int) -> Phrase | None:
    """ "Last night", "this morning", "that same afternoon"."""
    word, before = tokens.folded[i], _word(tokens, i - 1)
    if before == "this" and word != "night":
        return Phrase(first=i - 1, last=i + 1, kind="offset", number=0, rule="date.day-word")
    if before == "last" and word == "night":
        return Phrase(first=i - 1, last=i + 1, kind="offset", number=-1, rule="date.day-word")
    if before == "same" or before == "that":
        return Phrase(first=i - 1, last=i + 1, kind="later", number=0, rule="date.that-day")
    return None


def _unit(tokens: Tokens, i: int) -> Phrase | None:
    """ "Next month", "three weeks ago", "a year later", "the following day", "the end of the year"."""
    word, before, after = tokens.folded[i], _word(tokens, i - 1), _word(tokens, i + 1)
    unit, size = _UNITS[word]
    if before in ("last", "next", "this", "past", "coming") and not word.endswith("s"):
        if before == "next" and _word(tokens, i - 2) == "the":
            return Phrase(first=i - 1, last=i + 1, kind="later", unit=unit, number=1, rule="date.later")
        if unit == "day" or before == "past" or (before == "coming" and _word(tokens, i - 2) not in ("the", "this")):
            return None
        number = (
            _STEP[before]
            + (after == "after" and _word(tokens, i + 2) == "next")
            - (after == "before" and _word(tokens, i + 2) == "last")
        )
        return Phrase(first=i - 1, last=i + 1, kind="offset", unit=unit, number=number, rule="date.step")
    if before in ("following", "same", "that", "previous") and not word.endswith("s"):
        if before != "that" and _word(tokens, i - 2) not in ("the", "that", "this"):
            return None
        number = {"following": 1, "previous": -1}.get(before, 0)
        return Phrase(first=i - 1, last=i + 1, kind="later", unit=unit, number=number, rule="date.later")
    if before == "the" and word in ("year", "month") and _word(tokens, i - 2) in ("of", "in"):
        led = {
            "of": ("end", "close", "rest", "half", "start", "beginning", "part"),
            "in": ("later", "earlier", "late", "early"),
        }
        if _word(tokens, i - 3) in led[_word(tokens, i - 2)] and after not in ("of", "that", "when"):
            return Phrase(first=i - 1, last=i + 1, kind="offset", unit=unit, number=0, rule="date.step")
    if before == "new" and word == "year":
        if (
            _word(tokens, i - 2) == "the"
            and after not in ("'s", "of")
            and _word(tokens, i - 3) in ("in", "until", "till", "to", "by", "into", "for")
        ):
            return Phrase(first=i - 1, last=i + 1, kind="new year", rule="date.new-year")
        return None
    if after in ("ago", "later", "earlier", "since", "on") or (after == "after" and word in ("day", "week")):
        return _counted(tokens, i, unit, size, after)
    return None


def _counted(tokens: Tokens, i: int, unit: Unit, size: int, after: str) -> Phrase | None:
    """ "Two weeks ago", "three days later", "it has been eleven days since"."""
    at = i - 1
    first = at - (_word(tokens, at) == "dozen")
    number = read_cardinal(_word(tokens, at)) if first == at else None
    if number is None or number > 100:
        return None
    if after in ("later", "on"):
        if after == "on" and _word(tokens, first - 1) not in ("", ".", '"'):
            return None
        return Phrase(first=first, last=i + 2, kind="later", unit=unit, number=number * size, rule="date.later")
    if after == "since" and "been" not in (
        _word(tokens, first - 1),
        _word(tokens, first - 2),
        _word(tokens, first - 3),
    ):
        return None
    if after in ("earlier", "after"):
        return None
    if _word(tokens, i + 2) in ("this", "last") and _word(tokens, i + 3) in ("month", "week") and unit == "year":
        step = -1 if _word(tokens, i + 2) == "last" and _word(tokens, i + 3) == "month" else 0
        return Phrase(
            first=first, last=i + 4, kind="offset", unit="month", number=-12 * number * size + step, rule="date.ago"
        )
    return Phrase(first=first, last=i + 2, kind="offset", unit=unit, number=-number * size, rule="date.ago")


def _quarter(tokens: Tokens, i: int) -> Phrase | None:
    """ "In the fourth quarter": some time in the year."""
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    if (
        before not in ("first", "second", "third", "fourth", "final", "last")
        or after in ("of", ",")
        or _YEAR.fullmatch(after)
    ):
        return None
    quarter = {"first": 1, "second": 2, "third": 3}.get(before, 4)
    return Phrase(first=i - 1, last=i + 1, kind="quarter", number=quarter, rule="date.quarter")


def _feast(tokens: Tokens, i: int) -> Phrase | None:
    for words, (month, day) in _FEASTS.items():
        if tuple(tokens.folded[i : i + len(words)]) == words:
            year, last, relative = _year_after(tokens, i + len(words))
            return _of_month(i, last, month, day, year, relative, "date.feast")
    return _unit(tokens, i) if tokens.folded[i] in _UNITS else None


def _slashed(tokens: Tokens, i: int) -> Phrase | None:
    """ "12/25/2020", "25/12/2020": day and month where one of them is too large for a month."""
    parts = tokens.folded[i : i + 5 : 2]
    if len(parts) < 3 or tokens.folded[i + 1 : i + 4 : 2] != ["/", "/"] or not _YEAR.fullmatch(parts[2]):
        return None
    if not all(p.isdecimal() and len(p) <= 2 for p in parts[:2]):
        return None
    low, high = sorted((int(parts[0]), int(parts[1])))
    edtf = edtf_date(int(parts[2]), low, high) if high > 12 or low == high else None
    return Phrase(first=i, last=i + 5, kind="full", edtf=edtf, rule="date.slashed") if edtf else None


def _number(tokens: Tokens, i: int) -> Phrase | None:
    word = tokens.folded[i]
    if len(word) <= 2:
        return _slashed(tokens, i)
    if _YEAR.fullmatch(word):
        return _year(tokens, i)
    if len(word) < 7 and word[-1:] in ("t", "d", "h"):
        return _nth(tokens, i)
    if _ISO.fullmatch(word):
        return Phrase(first=i, last=i + 1, kind="full", edtf=word, rule="date.iso")
    years = _YEARS.fullmatch(word)
    if years:
        first, second = int(years[1]), years[2]
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if first < last:
            until = Phrase(first=i, last=i + 1, kind="full", edtf=str(last), rule="date.years")
            return Phrase(first=i, last=i + 1, kind="full", edtf=str(first), rule="date.years", until=until)
    return None


def _year(tokens: Tokens, i: int) -> Phrase | None:
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    opens = i == 0 or before in (".", "!", "?", "•", "■", "*") or before == ":"
    led = before in _YEAR_LEADS or before in _MONTHS or before in SEASONS_OF_YEAR or before.isdigit()
    if not (led or (opens and after in (".", ":", "-", ",")) or after in _EVENTS):
        return None
    if after in _NOT_DAYS or after == "%" or _gap(tokens, i) == "'" or _gap(tokens, i - 1) == "" and before == "$":
        return None
    if before in (",", "-", "/", "the", "its", "it", "'s") and not (
        after in _EVENTS or after in (")", ".", ",", ";", "")
    ):
        return None
    return Phrase(first=i, last=i + 1, kind="full", edtf=tokens.folded[i], rule="date.year")


def _nth(tokens: Tokens, i: int) -> Phrase | None:
    """ "On the 14th", "(10th)"."""
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    number = _day_number(tokens, i)
    if (
        number is None
        or number[1] is not None
        or after in _ANY_MONTH
        or (after == "of" and _word(tokens, i + 2) in _ANY_MONTH)
    ):
        return None
    led = before == "(" and after == ")" or before == "the" and _word(tokens, i - 2) in _DAY_LEADS
    if not led or (after and after not in _AFTER_DAY) or after == "of":
        return None
    return Phrase(first=i, last=i + 1, kind="day", day=number[0], rule="date.nth")


_PARSERS: dict[str, Callable[[Tokens, int], Phrase | None]] = {
    **dict.fromkeys(_ANY_MONTH, _month),
    **dict.fromkeys(_WEEKDAYS, _weekday),
    **dict.fromkeys(SEASONS_OF_YEAR, _season_of_year),
    **dict.fromkeys(("today", "tonight", "yesterday", "tomorrow"), _day_word),
    **dict.fromkeys(_PARTS_OF_DAY, _part_of_day),
    **dict.fromkeys(_UNITS, _unit),
    **dict.fromkeys((words[0] for words in _FEASTS), _feast),
    "quarter": _quarter,
}
