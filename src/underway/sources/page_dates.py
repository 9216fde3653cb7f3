"""The day on which a page was published, or else last changed, as the page states it.

From meta elements and JSON-LD, from where the page shows its date, and from an address that states a whole day. Nothing
is taken from the clock, from prose, or from what surrounds the article.
"""

import logging
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from htmldate import find_date
from lxml.etree import SubElement
from lxml.html import Element

from underway.sources.metadata import Metadata, one_line, said
from underway.vocabulary.dates import MONTHS, read_day
from underway.vocabulary.documents import DayKind

logging.getLogger("htmldate").addHandler(logging.NullHandler())  # what cannot be read gives no day, and no remark

_PUBLISHED_FIRST = ["article:published_time", "datepublished", "og:published_time"]
_PUBLISHED_THEN = (
    "article:published article.published published_time published-date publisheddate published pubdate publishdate "
    "publish-date publish_date publication_date publication-date dc.date.issued dcterms.issued dc.date.created "
    "dcterms.created dc.date dcterms.date sailthru.date parsely-pub-date cxenseparse:recs:publishtime "
    "citation_publication_date citation_date originalpublicationdate bt:pubdate date"
).split()
_UPDATED_FIRST = ["article:modified_time", "datemodified", "og:updated_time", "og:modified_time"]
_UPDATED_THEN = (
    "article:modified article.updated modified_time updated_time modified-date modified_date dc.date.modified "
    "dcterms.modified dc.modified bt:moddate last-modified lastmodified last-updated revision_date"
).split()
_STATEMENTS: list[tuple[DayKind, list[str], tuple[str, ...], list[str]]] = [  # meta elements, JSON-LD, meta elements
    ("published", _PUBLISHED_FIRST, ("datePublished", "dateCreated"), _PUBLISHED_THEN),
    ("updated", _UPDATED_FIRST, ("dateModified",), _UPDATED_THEN),
]
_DATE_CLASS = re.compile(
    r"(?<![a-z])(?:date(?:line|time)?|pub(?:lished|date)|posted|timestamp|updated|modified)(?![a-z])", re.IGNORECASE
)
_UPDATED_CLASS = re.compile(r"updat|modif", re.IGNORECASE)
_PUBLISHED_CLASS = re.compile(r"publish|entry-date", re.IGNORECASE)  # WordPress has "entry-date updated" for both
_OTHER_CLASS = re.compile(
    r"event|expir|(?<!press[-_])releas|premi[eè]r|birth|(?<![a-z])(?:air|start|end|due)[-_ ]?(?:date|time)",
    re.IGNORECASE,
)
_ELSEWHERE_CLASS = re.compile(
    r"comment|related|recirc|teaser|promo|recommend|trending|popular|newsletter|masthead"
    r"|(?<![\w-])(?:sidebar|site-?header|top-?bar|(?:most|more)-)",
    re.IGNORECASE,
)
_ELSEWHERE = {"aside", "nav", "article"}
_PUBLISHED_LABEL = re.compile(r"(?:first |originally )?(?:published|posted|date)(?: on)?\s*:?\s+", re.IGNORECASE)
_UPDATED_LABEL = re.compile(r"\(?\b(?:last )?(?:updated|modified|edited)\b(?: on| at)?\s*:?\s*", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"(?<=\d\d\d\d)[\s,|•·@/–—-]*(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20}$", re.IGNORECASE)
_INLINE = {"time", "span", "a", "b", "strong", "em", "i", "small", "abbr"}
_BYLINE = re.compile(
    r"\W*(?:by|from|words|written|first|last|originally|published|posted|updated|modified)\b|\W*$", re.IGNORECASE
)
_FOREIGN_DAY = re.compile(
    r"""(?:[^\W\d_]{2,10}\.?,\s+|le\s+)?(?:
    \d{1,2}\.?\s+[^\W\d_]{3,12}\.?,?\s+\d{4}
    | \d{1,2}\.\s?\d{1,2}\.\s?\d{4} | \d{4}\.\d\d\.\d\d
    | (?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4} | \d{1,2}/(?:1[3-9]|2\d|3[01])/\d{4} )""",
    re.VERBOSE,
)
_PATH_DAY = re.compile(
    rf"/(?P<year>(?:19|20)\d\d)/(?P<month>\d\d?|{'|'.join(month[:3] for month in MONTHS)})/(?P<day>\d\d?)/[^/]",
    re.ASCII | re.IGNORECASE,
)
_UTC = re.compile(r"[T ](\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)$", re.ASCII)
_UNSET = {date(1, 1, 1), date(1969, 12, 31), date(1970, 1, 1)}  # what programs write where nothing was set
_LONGEST_DATELINE = 120  # characters of the block that a date stands in: in longer ones it is part of the prose
_LONGEST_AROUND = 2000  # the same, with the white space of the page's source
_MOST = 50  # headings and datelines that are looked at: a page with more is a list, or means harm


class _Stated(NamedTuple):
    """`hour` is that of a time in UTC."""

    day: date
    hour: int | None = None


def day_of_page(tree: Any, metadata: Metadata, url: str | None, headings: list[str]) -> tuple[date | None, DayKind]:
    """The day of publication; where the page states none, that of its last change, and then the kind is `updated`.

    A time in UTC stands for the day that it is where the page comes from, where anything else there tells.
    """
    articles = [*metadata.articles, *metadata.of_type("webpage")]
    shown = list(_datelines(tree, headings))
    for kind, first, keys, then in _STATEMENTS:
        written = [
            *(metadata.meta.get(name) for name in first),
            *(said(article, key) for article in articles for key in keys),
            *(metadata.meta.get(name) for name in then),
            *(text for of, text in shown if of == kind),
        ]
        stated = [found for text in written if text and (found := _read(text))]
        if kind == "published" and url and (day := _path_day(url)):
            stated.append(_Stated(day))
        if stated:
            return _local_day(stated), kind
    return None, "published"


def _local_day(stated: list[_Stated]) -> date:
    """The first day that is stated, or the one before or after it that it is elsewhere than in Greenwich."""
    day, hour = stated[0]
    if hour is None:
        return day
    apart = range(-1 if hour < 12 else 0, 2 if hour >= 10 else 1)  # days, where clocks are 12 hours behind to 14 ahead
    return next((other.day for other in stated if other.hour is None and (other.day - day).days in apart), day)


def _read(written: str) -> _Stated | None:
    """A date as metadata has it: ISO, with slashes or without dashes, or in words, perhaps with a time."""
    text = written.strip()[:100]
    utc = _UTC.search(text)
    text = _TIME_OF_DAY.sub("", _PUBLISHED_LABEL.sub("", text, count=1))
    text = re.sub(r"^(\d{4})/(\d\d)/(\d\d)(?!\d)", r"\1-\2-\3", text, flags=re.ASCII)
    text = re.sub(r"^(\d{4})(\d\d)(\d\d)(?:T\d.*)?$", r"\1-\2-\3", text, flags=re.ASCII)
    day = read_day(text) or read_day(text[:10]) or _foreign_day(text)
    return _Stated(day, int(utc[1]) if utc else None) if day and day not in _UNSET else None


def _foreign_day(text: str) -> date | None:
    """`5. Mai 2021`, `le 5 mai 2021`, `05.05.2021`, `5/13/2021`, as htmldate reads them, and nothing else.

    Not `05/06/2021`, which is a day of May or of June. Whole pages are not given to htmldate: of 704 real ones whose
    date had been taken out, it found one all the same in 362, in footers, related stories and prose.
    """
    if not _FOREIGN_DAY.fullmatch(text):
        return None
    page = Element("html")
    SubElement(page, "meta", name="date", content=text)
    found = find_date(
        page, extensive_search=False, original_date=True, url="", min_date="1995-01-01", max_date="9999-12-31"
    )
    day = date.fromisoformat(found) if found else None
    return day if day and day.day in map(int, re.findall(r"\d+", text)) else None  # 31.02.2021 was the first to it


def _path_day(url: str) -> date | None:
    """`https://tideway.example/2021/05/05/saltmarsh`: of 115 real pages with such addresses, 113 were of that day."""
    match = _PATH_DAY.search(url.partition("?")[0])
    if not match:
        return None
    name = match["month"].title()
    month = int(name) if name.isdecimal() else [full[:3] for full in MONTHS].index(name) + 1
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _datelines(tree: Any, headings: list[str]) -> Iterator[tuple[DayKind, str]]:
    """What stands where a page shows its dates: near the headline, not in prose nor in what surrounds the article."""
    marked: list[tuple[bool, DayKind, str]] = []
    for place in _places(tree, headings):
        for element in islice(filter(_dates, place.iter()), _MOST):
            marked += _dateline(element, place)
        if marked:
            break
    return ((kind, text) for _, kind, text in sorted(marked, key=lambda entry: entry[0]))


def _places(tree: Any, headings: list[str]) -> Iterator[Any]:
    """Where an article may show its dates: what holds its headline, and else the first article or the whole page."""
    for heading in islice(tree.iter("h1"), _MOST):
        if one_line(heading.text_content()) in headings:
            for article in heading.iterancestors("article"):
                yield article
                return
            for tag in ("header", "main"):
                yield from islice(heading.iterancestors(tag), 1)
    yield next((place for tag in ("article", "main") for place in islice(tree.iter(tag), 1)), tree)


def _dates(element: Any) -> bool:
    return element.tag == "time" or (isinstance(element.tag, str) and bool(_DATE_CLASS.search(_names(element))))


def _names(element: Any) -> str:
    return " ".join(element.get(key) or "" for key in ("class", "id", "itemprop"))


def _dateline(element: Any, place: Any) -> Iterator[tuple[bool, DayKind, str]]:
    """The texts of an element that shows a date. Those come last whose markup does not say of what."""
    names = _names(element)
    shown = one_line(element.text_content()) or ""
    stated = "datepublished" in names.lower() or element.get("pubdate") is not None
    block, before, after = _around(element)
    if _OTHER_CLASS.search(names) or _is_elsewhere(element, place):
        return
    if not stated and not _is_dateline(block, before, shown, after):
        return
    published, *updated = _UPDATED_LABEL.split(shown, maxsplit=1)
    *label, since = _UPDATED_LABEL.split(before)
    changed = (
        (label and not re.search(r"\w", since))
        or (updated and not re.search(r"\d", published))
        or (_UPDATED_CLASS.search(names) and not _PUBLISHED_CLASS.search(names))
    )
    kind: DayKind = "updated" if changed and not stated else "published"
    for text in (element.get("datetime"), element.get("content"), element.get("title"), published):
        if text:
            yield not stated, kind, text
    for text in updated:
        yield True, "updated", text


def _is_elsewhere(element: Any, place: Any) -> bool:
    """Whether an element belongs to what surrounds an article, or to another article."""
    for above in [element, *element.iterancestors()]:
        if above is place or above.tag == "body":
            return False
        if above.tag in _ELSEWHERE or _ELSEWHERE_CLASS.search(_names(above)):
            return True
        if above.tag == "footer" and place.tag not in ("article", "main"):
            return True
    return False


def _around(element: Any) -> tuple[Any, str, str]:
    """The block that an element is or stands in, and the text before and after it that no other block interrupts."""
    before = after = ""
    block = element
    while (
        block.tag in _INLINE
        and (parent := block.getparent()) is not None
        and len(before) + len(after) < _LONGEST_AROUND
    ):
        after += block.tail or ""
        for sibling in islice(block.itersiblings(), _MOST):
            if sibling.tag not in _INLINE:
                break
            after += f"{sibling.text_content()}{sibling.tail or ''}"
        for sibling in islice(block.itersiblings(preceding=True), _MOST):
            before = f"{sibling.tail or ''}{before}"
            if sibling.tag not in _INLINE:
                break
            before = f"{sibling.text_content()}{before}"
        else:
            before = f"{parent.text or ''}{before}"
        block = parent
    return block, one_line(before) or "", one_line(after) or ""


def _is_dateline(block: Any, before: str, shown: str, after: str) -> bool:
    """Whether the text around a date is there for it, rather than a sentence that mentions one."""
    prose = block.tag in ("p", "li", "td", "blockquote") and not _BYLINE.match(f"{before} {after}")
    return not prose and len(f"{before} {shown} {after}") <= _LONGEST_DATELINE
