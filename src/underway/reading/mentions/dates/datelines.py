"""The day that a text speaks from."""

import re
from datetime import date

from underway.reading.structure import Page
from underway.vocabulary.dates import read_date_prefix, read_day

_BLOCKS = 8  # a dateline stands near the head
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d)\b"
)
_TODAY = re.compile(rf"\btoday \((?:\w+day,? )?({_DAY.pattern})\)")
_LEADS = re.compile(r"\s*(?:(?:last |first )?(?:updated|posted|published|modified|filed)|date|by)\b")
_AFTER = re.compile(r"[\s),]*(?:--?|:|\||$|(?:at )?\d{1,2}[:.]\d\d)")
_PLACE = 40  # characters of the place that a dateline may begin with
_LONGEST = 110  # characters of a line that holds little but a dateline


def anchor_of(page: Page) -> date | None:
    """The day of publication, else the day that the text opens with, else the one that it calls today."""
    if page.document.published:
        return page.document.published
    prefix = read_date_prefix(page.text)
    if prefix:
        return prefix[1]
    for block in page.layout.blocks[:_BLOCKS]:
        line = page.folded[block.start : block.end]
        match = _DAY.search(line, 0, _LONGEST)
        if match and _opens(line, match):
            return _day(match[0])
    match = _TODAY.search(page.folded) if "today (" in page.folded else None
    return _day(match[1]) if match else None


def _opens(line: str, match: re.Match[str]) -> bool:
    """Is it a dateline: at the head of its line, or most of a line that says when it was written?"""
    if match.start() < _PLACE and line[match.end() :].lstrip(" )").startswith("-"):
        return True
    return len(line) <= _LONGEST and bool(_LEADS.match(line) or _AFTER.match(line, match.end()))


def _day(words: str) -> date | None:
    return read_day(re.sub(r"(?<=[a-z])\.", "", words).replace("sept ", "sep "))
