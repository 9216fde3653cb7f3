"""What a document tells of which show it is about, where several have one title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from underway.ledger.qualifiers import FORM, YEAR, Qualifier, read_qualifier
from underway.vocabulary import Claim, Company, Credit, Date, Document, Status
from underway.vocabulary.dates import latest
from underway.vocabulary.titles import title_key

_OPENING = "[“‘\"'«]?"
_BEFORE = re.compile(
    rf"(?:\bthe (?:original )?({YEAR}) (?:(?:[\w&+-]+ ){{0,2}}{FORM} )?|\b({YEAR})['’]s ){_OPENING}\Z", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:(?:remake|reboot|re-?imagining|version|adaptation|spin-?off) of|(?:based|modelled) on|confused with"
    rf"|relation to|to do with|unlike|not) (?:the )?{_OPENING}\Z",
    re.IGNORECASE,
)
_NOT_OF_IT = re.compile(
    r"(?<!\S)(?!(?:The|An?|And|But|In|On|Of|For|With|From|Like|Both|After|When) )[A-Z]\w*[a-z]\w* \Z"
    rf"|\b(?:film|movie|novel|book|game|play|musical),? {_OPENING}\Z"
)
_NEAR = 80  # characters before a title in which words may qualify it
_AHEAD = 3  # years by which a show may be known before it begins
_LONG_AGO = 2  # years after which a premiere without a number is told of as the show's beginning
_GOING_ON = frozenset({"renewed", "in_production", "wrapped", "delayed"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words beside a title that qualify it, and where the title stands in the text; None in the document's title.

    `another` is True where it is told from the show that is spoken of: "a remake of Harrow House (1994)".
    """

    qualifier: Qualifier
    at: int | None
    another: bool


@dataclass(slots=True)
class Signs:
    """Of one document. Years are of the calendar, names are keys; only what is asserted counts."""

    document: Document
    spellings: tuple[str, ...]
    day: date | None
    marks: list[Mark]
    first: set[int] = field(default_factory=set)  # in which a first season is said to begin
    begun: set[int] = field(default_factory=set)  # likewise the show, or a season without a number
    ordered: int | None = None  # in which it tells that a first season is ordered
    oldest: int | None = None  # of which it tells: of its day, of premieres and ends, beside the title
    ended: int | None = None  # in which it says that the show ended
    goes_on: bool = False
    networks: set[str] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)  # networks, former ones too, and studios
    people: set[str] = field(default_factory=set)

    @property
    def marked(self) -> set[int]:
        """The years beside the title of the show that it is about."""
        return {m.qualifier.year for m in self.marks if m.qualifier.year and not m.another}

    @property
    def starts(self) -> set[int]:
        """The years in which the show may begin, the surest only."""
        return self.first or self.begun

    @property
    def names_original(self) -> bool:
        """Whether it tells "the original Harrow House" from a later one."""
        return _original(self.spellings).search(self.document.text) is not None

    def began(self) -> set[int]:
        """Those of them that are told of from years later, or as the first season's."""
        return self.first or {y for y in self.begun if self.day and y <= self.day.year - _LONG_AGO}


def signs_of(document: Document, known: date | None, claims: Iterable[Claim], spellings: tuple[str, ...]) -> Signs:
    """`known` is the day from which the world could know a document without a day; `spellings` are those of the title
    in claims, without what qualifies it."""
    day = document.published or known
    marks = _marks_in(document.text, spellings, whole=True) + _marks_in(document.title or "", spellings, whole=False)
    marks = [m for m in marks if not (m.qualifier.year and day) or m.qualifier.year <= day.year + _AHEAD]
    signs = Signs(document, spellings, day, marks)
    signs.oldest = min([*signs.marked, *([day.year] if day else [])], default=None)
    written = {str(m.qualifier.year) for m in signs.marks}
    later = over = order = False
    for claim in claims:
        later = later or getattr(claim, "season", None) not in (None, 1)
        if isinstance(claim, Company):
            signs.companies.add(title_key(claim.name))
            if claim.role == "network":
                signs.networks.add(title_key(claim.name))
        elif isinstance(claim, Credit):
            signs.people.add(title_key(claim.person))
        elif isinstance(claim, Status) and claim.certainty == "asserted":
            over = over or claim.status in ("cancelled", "ended")
            signs.goes_on = signs.goes_on or claim.status in _GOING_ON
            order = order or (claim.status == "renewed" and claim.season == 1)
        # A year that stands beside the title dates nothing.
        elif isinstance(claim, Date) and claim.certainty == "asserted" and claim.date not in written:
            _take_date(signs, claim)
    if later and day:
        signs.begun = {year for year in signs.begun if year <= day.year - _LONG_AGO}
    if order and not later and document.published:
        signs.ordered = signs.ordered or document.published.year
    if over and day:
        signs.ended = signs.ended or day.year
    return signs


def _take_date(signs: Signs, claim: Date) -> None:
    year = latest(claim.date).year
    if claim.event in ("premiere", "finale", "cancellation"):
        signs.oldest = min(year, signs.oldest or year)
    if claim.event == "premiere" and claim.season in (None, 1):
        (signs.begun if claim.season is None else signs.first).add(year)
    elif claim.event in ("finale", "cancellation") and claim.season is None:
        signs.ended = max(year, signs.ended or year)
    elif claim.event == "renewal" and claim.season == 1:
        signs.ordered = min(year, signs.ordered or year)


@lru_cache(maxsize=256)
def _title(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """The title, with what stands in parentheses after it."""
    return re.compile(rf"({'|'.join(map(re.escape, spellings))})(?:[”’\"'»]? ?\(([^()]{{2,60}})\))?")


@lru_cache(maxsize=256)
def _original(spellings: tuple[str, ...]) -> re.Pattern[str]:
    titles = "|".join(map(re.escape, spellings))
    return re.compile(rf"\b[Oo]riginal (?:[\w&'’-]+ ){{0,2}}{_OPENING}(?:{titles})")


def _marks_in(text: str, spellings: tuple[str, ...], *, whole: bool) -> list[Mark]:
    marks = []
    for match in _title(spellings).finditer(text):
        at = match.start()
        before = text[max(0, at - _NEAR) : at]
        told = read_qualifier(match[2]) if match[2] else Qualifier()
        if told == Qualifier() and ("19" in before or "20" in before) and (year := _BEFORE.search(before)):
            told = Qualifier(year=int(year[1] or year[2]))
            before = before[: year.start()]
        if told and told != Qualifier() and not _is_another_thing(text, *match.span(1)):
            marks.append(Mark(told, at if whole else None, bool(_ANOTHER.search(before))))
    return marks


def _is_another_thing(text: str, start: int, end: int) -> bool:
    """Whether the title found is a part of another one, as "House" is of "Full House", or that of a film."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(map(str.isalnum, around)) or _NOT_OF_IT.search(text[max(0, start - _NEAR) : start]) is not None
