"""Dates in words, resolved against the day of publication.

A date without a year is read back or ahead as its clause looks; where neither the day of publication nor the text
settles it, there is no mention.
"""

from bisect import bisect_right
from datetime import date

from underway.reading.mentions.dates import anchors
from underway.reading.mentions.dates.anchors import Readings, both, far_nearer, nearest
from underway.reading.mentions.dates.datelines import anchor_of
from underway.reading.mentions.dates.grammar import heads, phrase_at
from underway.reading.mentions.dates.phrase import Phrase, word_at
from underway.reading.mentions.dates.relative import APART, BARE_COUNT
from underway.reading.mentions.dates.tense import Look, tense_around
from underway.reading.structure import DateMention, InOrder, Page
from underway.vocabulary.dates import earliest, edtf_date

_MEMORY = 400  # characters over which "that October" and "a month later" look back
_BESIDE = 3  # characters
_UNMASKED = frozenset(("heading", "paragraph", "item"))
_SETTLED = ("full", "later")  # whatever the tense
_NOTHING: Readings = (None, None)


def find_dates(page: Page) -> None:
    """Fills the page's dates, in order of start."""
    page.dates = InOrder(_Finder(page).find())


class _Finder:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._tokens = page.tokens
        self._anchor = anchor_of(page)
        names = sorted((m.start, m.end) for m in (*page.shows, *page.persons))
        self._name_starts = [start for start, _ in names]
        self._name_ends = [end for _, end in names]
        self._mentions: list[DateMention] = []

    def find(self) -> list[DateMention]:
        taken = 0
        for i in heads(self._tokens):
            if i < taken:
                continue
            phrase = phrase_at(self._tokens, i)
            if phrase is None or phrase.first < taken or self._inside_name(self._tokens.starts[i]):
                continue
            mention = self._mention(phrase)
            if mention:
                self._mentions.append(mention)
            taken = phrase.last
        return self._mentions

    def _inside_name(self, position: int) -> bool:
        at = bisect_right(self._name_starts, position) - 1
        return at >= 0 and position < self._name_ends[at]

    def _mention(self, phrase: Phrase) -> DateMention | None:
        start, end = self._tokens.starts[phrase.first], self._tokens.ends[phrase.last - 1]
        sentence = self._page.layout.sentence_at(start)
        if self._page.layout.block_of(sentence).kind not in _UNMASKED or not self._page.sentences:
            return None
        look = Look("", beside=False)
        if phrase.kind not in _SETTLED or phrase.until or self._anchor is None:
            left = self._tokens.at(self._page.notices.told_from(sentence.start, start))
            right = self._tokens.at(sentence.end)
            look = tense_around(self._tokens, phrase.first, phrase.last, left, right)
        day = self._resolve(phrase, start, look)
        if phrase.rule == APART and not (self._mentions and start - self._mentions[-1].end <= _BESIDE):
            return None
        if phrase.rule == BARE_COUNT and not (look.tense == "future" and look.beside):
            return None
        if day is None:
            return None
        until = self._resolve(phrase.until, start, look) if phrase.until else None
        if until and earliest(until) < earliest(day):
            until = None
        ahead = earliest(day) > self._anchor if self._anchor else look.tense == "future"
        return DateMention(start=start, end=end, date=day, ahead=ahead, until=until, rule=phrase.rule)

    def _resolve(self, phrase: Phrase, start: int, look: Look) -> str | None:
        if phrase.kind == "full":
            return phrase.edtf
        if phrase.kind == "later":
            return self._after_last_named(phrase, start)
        if self._anchor is None:
            return self._by_nearby_year(phrase, start)
        back, ahead = readings(phrase, self._anchor)
        if phrase.kind == "weekday" and self._heads_listing(start):
            first = not any(self._heads_listing(m.start) for m in self._mentions)
            return back if first and back == self._anchor.isoformat() else ahead
        if phrase.kind == "weekday" and phrase.which == "this" and not (look.beside and look.tense == "past"):
            return ahead
        if phrase.kind == "weekday" and not look.tense and word_at(self._tokens, phrase.last) == "'s":
            return back  # "Sunday's finale", as the morning after has it
        if look.tense and (look.beside or not far_nearer(self._anchor, (back, ahead))):
            return back if look.tense == "past" else ahead
        if not look.tense and phrase.kind == "yearly" and self._goes_on_ahead(start):
            return ahead
        return nearest(self._anchor, (back, ahead))

    def _goes_on_ahead(self, start: int) -> bool:
        """Has the sentence a day to come before it ("on Feb. 21 and, once the Games are over, on Aug. 17")?"""
        last = self._mentions[-1] if self._mentions else None
        sentence = self._page.layout.sentence_at(start)
        return last is not None and last.ahead and last.start >= sentence.start and last.rule == "date.month-day"

    def _heads_listing(self, start: int) -> bool:
        """Is the day a line of its own, as over the shows of an evening?"""
        block = self._page.layout.block_of(self._page.layout.sentence_at(start))
        return block.kind == "heading" and len(self._page.text[block.start : block.end].split()) == 1

    def _last_named(self, start: int) -> date | None:
        last = self._mentions[-1] if self._mentions else None
        return earliest(last.date) if last and start - last.end <= _MEMORY else None

    def _after_last_named(self, phrase: Phrase, start: int) -> str | None:
        """ "Three weeks later", "that October": counted from the date that the text named last."""
        named = self._last_named(start)
        if named is None:
            return None
        if phrase.month:
            return edtf_date(named.year + (phrase.number > 0 and phrase.month <= named.month), phrase.month, phrase.day)
        exact = len(self._mentions[-1].date) == len("2020-10-02")
        if phrase.unit in ("day", "week") and not exact:
            return None
        return _offset(phrase, named)

    def _by_nearby_year(self, phrase: Phrase, start: int) -> str | None:
        """Without a day to look from, a day or month is of the year that the same sentence has just named."""
        if phrase.kind != "yearly" or phrase.which or not self._mentions:
            return None
        last = self._mentions[-1]
        same = self._page.layout.sentence_at(last.start) == self._page.layout.sentence_at(start)
        return edtf_date(earliest(last.date).year, phrase.month, phrase.day) if same and phrase.month else None


def readings(phrase: Phrase, anchor: date) -> Readings:
    """What the phrase means looking back from the day of publication, and looking ahead."""
    match phrase.kind:
        case "yearly":
            return _yearly(phrase, anchor)
        case "weekday":
            return _weekday(phrase, anchor)
        case "of week":
            return both(anchors.day_from(anchor, phrase.number - anchor.weekday()))
        case "day":
            return anchors.day_of_month(anchor, phrase.day) if phrase.day else _NOTHING
        case "offset":
            return both(_offset(phrase, anchor))
        case "quarter":
            return both(edtf_date(anchor.year + (phrase.number < (anchor.month + 2) // 3)))
        case "new year":
            return both(edtf_date(anchor.year + (anchor.month > 1)))
    return _NOTHING


def _yearly(phrase: Phrase, anchor: date) -> Readings:
    month = phrase.month
    if month is None:
        return _NOTHING
    if phrase.which == "last":
        return both(anchors.last_over(anchor, month))
    if phrase.which == "next":
        return both(anchors.next_begun(anchor, month))
    if phrase.which == "this":
        return both(anchors.current(anchor, month))
    return anchors.yearly(anchor, month, phrase.day)


def _weekday(phrase: Phrase, anchor: date) -> Readings:
    weeks, number = divmod(phrase.number, 7)
    if phrase.which == "last":
        last = anchors.last_weekday(anchor, number)
        return both(anchors.day_from(date.fromisoformat(last), 7 * weeks) if last and weeks else last)
    back, ahead = anchors.weekday(anchor, number)
    if weeks and ahead:
        return both(anchors.day_from(date.fromisoformat(ahead), 7 * weeks))
    return both(ahead) if phrase.which == "next" else (back, ahead)


def _offset(phrase: Phrase, anchor: date) -> str | None:
    if phrase.month:
        return edtf_date(anchor.year + phrase.number, phrase.month, phrase.day)
    match phrase.unit:
        case "day":
            return anchors.day_from(anchor, phrase.number)
        case "week":
            return anchors.week_from(anchor, phrase.number)
        case "month":
            return anchors.month_from(anchor, phrase.number)
        case "year":
            return anchors.year_from(anchor, phrase.number)
