"""Every date that words can mean: the rules' grammar and calendar, but in all readings and not only the likeliest."""

import re
from collections.abc import Iterable, Iterator, Set
from datetime import date, timedelta
from functools import cached_property

from underway.reading.mentions.dates import anchors
from underway.reading.mentions.dates.datelines import anchor_of
from underway.reading.mentions.dates.grammar import heads, phrase_at
from underway.reading.mentions.dates.phrase import ANY_MONTH, STEP, WEEKDAYS, YEAR, Phrase, day_number
from underway.reading.mentions.dates.relative import UNITS
from underway.reading.mentions.dates.resolve import readings
from underway.reading.structure import Page, within
from underway.vocabulary.dates import SEASONS_OF_YEAR, check_date, earliest, edtf_date, is_day
from underway.vocabulary.dates import within as lies_within
from underway.vocabulary.numbers import read_cardinal, read_ordinal

# Holidays that the grammar leaves out: the month that they fall in, and the day where it is always the same.
_HOLIDAYS: dict[str, tuple[int, int | None]] = {
    "christmas": (12, 25), "thanksgiving": (11, None), "memorial": (5, None), "labor": (9, None), "easter": (4, None),
}  # fmt: skip
_SHORT_YEAR = re.compile(r"\d\d")
_WEEK = timedelta(days=6)
_MOST_STEPS = 400  # of an offset in numbers: "131 days later" is said, thousands of days are not
_SAME_AS = frozenset(("same", "that"))
_ONE = frozenset("a an one the next last following previous every each exactly".split())
_AWAY = frozenset("ago after before later earlier since previous next following last on from".split())
_PARTS_OF_DAY = frozenset("night morning afternoon evening".split())


class Days:
    """The dates that a page's words can mean, seen from the day of publication or else from the text's own day."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tokens = page.tokens
        self._anchor = anchor_of(page)

    def follows(self, edtf: str, start: int, end: int, *, past: bool = False) -> bool:
        """Can the words from `start` to `end` mean the date? Words that name none can mean one that the rest of the
        text names, and words that count from another day ("two days before", "the same night") can count from one of
        those. `past` says that it must have come by the day of publication."""
        if not _is_date(edtf) or (past and self._anchor and earliest(edtf) > self._anchor):
            return False
        said = self._said(start, end)
        if any(day == edtf or lies_within(day, edtf) for day in said):
            return True
        bases = said | self._of_text
        if not said and edtf in bases:
            return True
        offsets = set(self._offsets(start, end))
        if (0, "day") in offsets:
            bases |= self._counted_of_text
        if any(day == edtf or lies_within(day, edtf) for day in _counted(offsets, bases)):
            return True
        return is_day(edtf) and self._is_weekday_near(earliest(edtf), start, end, bases)

    def _is_weekday_near(self, day: date, start: int, end: int, bases: frozenset[str]) -> bool:
        """Do the words name its weekday, and does a day that is named lie in the week around ("the Friday after")?"""
        words = self._tokens.folded[self._tokens.at(start) : self._tokens.at(end)]
        if day.weekday() not in {WEEKDAYS[word] for word in words if word in WEEKDAYS}:
            return False
        return any(is_day(base) and abs(earliest(base) - day) <= _WEEK for base in bases)

    @cached_property
    def _of_text(self) -> frozenset[str]:
        today = {self._anchor.isoformat()} if self._anchor else set()
        return self._said(0, len(self._page.text)) | today

    @cached_property
    def _counted_of_text(self) -> frozenset[str]:
        """The days that the text counts from the day of publication: "Twenty days. That is how long ..."."""
        today = frozenset([self._anchor.isoformat()] if self._anchor else ())
        return frozenset(_counted(set(self._offsets(0, len(self._page.text))), today))

    def _said(self, start: int, end: int) -> frozenset[str]:
        found = {m.date for m in within(self._page.dates, start, end)}
        found |= {m.until for m in within(self._page.dates, start, end) if m.until}
        first, last = self._tokens.at(start), self._tokens.at(end)
        years = set(self._years(first, last))
        for phrase in self._phrases(first, last):
            found.update(self._meanings(phrase, years))
        return frozenset(found | {f"{year:04d}" for year in years})

    def _years(self, first: int, last: int) -> Iterator[int]:
        """The years named in figures: "2010", "2010-12"."""
        words = self._tokens.folded
        for at in range(first, last):
            before = words[at - 1] if at else ""
            if words[at] == "year" and self._anchor and before in STEP:
                yield self._anchor.year + STEP[before]
            elif YEAR.fullmatch(words[at]):
                yield int(words[at])
                if words[at + 1 : at + 2] == ["-"] and at + 2 < last and _SHORT_YEAR.fullmatch(words[at + 2]):
                    yield int(words[at][:2] + words[at + 2])

    @cached_property
    def _years_of_text(self) -> frozenset[int]:
        """Every year that the text names; without a day to look from, the ones beside them too ("last year")."""
        years = set(self._years(0, self._tokens.count))
        return frozenset(years if self._anchor else (year + n for year in years for n in (-1, 0, 1)))

    @cached_property
    def _months_of_text(self) -> frozenset[int]:
        return frozenset(ANY_MONTH[word] for word in self._tokens.distinct if word in ANY_MONTH)

    @cached_property
    def _heads(self) -> frozenset[int]:
        return frozenset(heads(self._tokens))

    def _phrases(self, first: int, last: int) -> Iterator[Phrase]:
        """What the words say by the grammar, and what single words say where the grammar asks for more around them than
        one who points at them needs."""
        for at in range(first, last):
            phrase = phrase_at(self._tokens, at) if at in self._heads else None
            if phrase:
                yield phrase
                if phrase.until:
                    yield phrase.until
            yield from self._alone(at)

    def _alone(self, at: int) -> Iterator[Phrase]:
        word = self._tokens.folded[at]
        name = word.rpartition("-")[2]
        month = ANY_MONTH.get(name)
        if month:
            beside = (self._day_of(n) for n in (at - 2, at - 1, at + 1, at + 2))
            for day in (None, *beside):
                yield Phrase(first=at, last=at + 1, rule="month", kind="yearly", month=month, day=day)
        elif name in SEASONS_OF_YEAR:
            yield Phrase(first=at, last=at + 1, rule="season", kind="yearly", month=SEASONS_OF_YEAR[name])
        elif name in _HOLIDAYS:
            for day in (None, _HOLIDAYS[name][1]):
                yield Phrase(first=at, last=at + 1, rule="holiday", kind="yearly", month=_HOLIDAYS[name][0], day=day)
        elif name in WEEKDAYS:
            yield Phrase(first=at, last=at + 1, rule="weekday", kind="weekday", number=WEEKDAYS[name])
        elif word[0].isdigit() and not word.isdigit() and (day := self._day_of(at)):
            yield Phrase(first=at, last=at + 1, rule="day", kind="day", day=day)
            for month in self._months_of_text:
                yield Phrase(first=at, last=at + 1, rule="day", kind="yearly", month=month, day=day)

    def _day_of(self, at: int) -> int | None:
        """The day of a month that the word is: "14", "14th", "fourteenth"."""
        if not 0 <= at < self._tokens.count:
            return None
        number = day_number(self._tokens, at)
        return number[0] if number else read_ordinal(self._tokens.folded[at])

    def _meanings(self, phrase: Phrase, years: Set[int]) -> Iterator[str]:
        if phrase.kind == "full":
            yield phrase.edtf
            return
        if phrase.month:
            if self._anchor and phrase.month in SEASONS_OF_YEAR.values():
                years = years | {self._anchor.year + n for n in (-1, 0, 1)}
            elif self._anchor is None:
                years = years or self._years_of_text
            else:
                years = years | {year for year in self._years_of_text if year > self._anchor.year}
            yield from (d for year in years if (d := edtf_date(year, phrase.month, phrase.day)))
        if self._anchor:
            yield from (d for d in readings(phrase, self._anchor) if d)

    def _offsets(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """How many of which unit the words count from some day; "the same night" counts none."""
        words = self._tokens.folded
        for at in range(self._tokens.at(start), self._tokens.at(end)):
            unit, size = UNITS.get(words[at]) or ("day", int(words[at] in _PARTS_OF_DAY))
            if words[at].removesuffix("s") in WEEKDAYS:
                unit, size = "week", 1
            if size:
                before, after = words[max(at - 3, 0) : at], words[at + 1 : at + 3]
                if not _SAME_AS.isdisjoint(before):
                    yield 0, unit
                if not _ONE.isdisjoint(before) and not _AWAY.isdisjoint((*before, *after)):
                    yield size, unit
                for word in before:
                    number, nth = read_cardinal(word), read_ordinal(word)
                    if number and number <= _MOST_STEPS:
                        yield number * size, unit
                    elif nth and nth <= _MOST_STEPS:
                        yield (nth - 1) * size, unit  # "the third day"
            elif words[at] in ("today", "now", "date"):
                yield 0, "day"


def _is_date(edtf: str) -> bool:
    try:
        return bool(check_date(edtf))
    except ValueError:
        return False


def _counted(offsets: Iterable[tuple[int, str]], bases: Iterable[str]) -> Iterator[str]:
    """Days, weeks, months and years away from the days named, as many as are counted."""
    for base in bases:
        day, exact = earliest(base), is_day(base)
        for number, unit in offsets:
            for signed in (number, -number):
                moved = _move(day, signed, unit, exact=exact)
                if moved:
                    yield moved


def _move(day: date, number: int, unit: str, *, exact: bool) -> str | None:
    match unit:
        case "day":
            return anchors.day_from(day, number) if exact else None
        case "week":
            return anchors.day_from(day, 7 * number) if exact else None
        case "month":
            return anchors.month_from(day, number)
        case _:
            year = day.year + number
            whole = edtf_date(year, day.month, day.day) if exact and 1 <= year <= date.max.year else None
            return whole or anchors.year_from(day, number)
