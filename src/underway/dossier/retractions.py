"""What notices of correction and retraction take back of what their outlet said before.

- A notice bears on what its own page said before it, and on what its outlet said on other pages: there only of the same
  season, and of a show that it names.
- It takes back a status or a date that it denies, and with a decision the day on which it was made.
- Of anything else it takes back the value that it says was wrong ("48 million, not 58 million"): one that is equal when
  both are read as numbers or as names, never one that is alike.
- A text that is retracted takes back all that its page said before, and all that stands below the notice.
- What the text with the notice says besides counts, and so does what is said again later.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from underway.dossier.said import Said
from underway.reading.mentions.figures import find_figures
from underway.reading.mentions.seasons import find_seasons
from underway.reading.notices import Notice, Told, find_notices
from underway.reading.structure import Page, inside
from underway.vocabulary import Audience, Claim, Company, Credit, Date, Document, Episodes, Evidence, Quote, Status
from underway.vocabulary.dates import within
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal
from underway.vocabulary.titles import title_key

_DATED = {"renewal": "renewed", "cancellation": "cancelled"}
# The words by which a notice speaks of a part in the making.
_CARRIES = r"\bair|\bnetwork|\bbroadcast|\bchannel|\bstream|\bscreen"
_MAKERS = {
    "creator": r"\bcreat",
    "showrunner": r"\bshow-?run",
    "executive_producer": r"\bexecutive[- ]produc",
    "producer": r"(?<!executive[- ])\bproducer",
    "director": r"\bdirect",
    "writer": r"\bwrit|\bwrote\b",
    "cast": r"\bstar|\bplay|\bcast\b|\bact(?:or|ress)\b|\bportray|\bappear",
}
_COMPANIES = {"network": _CARRIES, "former_network": _CARRIES, "studio": r"\bstudio|\bproduc|\bma[dk]e"}
_COUNT = re.compile(rf"\s*(?:just |only )?(?P<count>\d{{1,4}}|{CARDINAL_PATTERN})\b(?![.,:]\d)")
_EPISODES = re.compile(r"\b(?:episodes?|instal?ments?|parts?)\b")


class TakenBack(NamedTuple):
    """The words that take a claim back, their document, and the day from which they count."""

    document: Document
    words: Evidence
    day: date | None


def taken_back(said: Iterable[Said[Claim]]) -> dict[str, TakenBack]:
    """The claims that a notice takes back, by their ids, each with the first notice that does.

    Notices are looked for in the documents that make the claims. Of claims that were known on a day it tells what had
    been taken back by then. The order of the claims does not matter.
    """
    said = sorted(set(said), key=lambda s: s.order)
    makers = {s.document.id: s for s in said}
    corrections = [
        _Correction(maker.document, maker.day, notice, [s.claim for s in said if s.document.id == maker.document.id])
        for maker in sorted(makers.values(), key=lambda s: (s.day or date.max, s.document.id))
        for notice in find_notices(maker.document)
    ]
    noticed = {c.document.id for c in corrections}
    found: dict[str, TakenBack] = {}
    for correction in corrections:
        for s in said:
            if s.claim.id not in found and correction.takes_back(s, noticed=s.document.id in noticed):
                found[s.claim.id] = correction.taken_back
    return found


@dataclass
class _Correction:
    """One notice, with all claims of its document."""

    document: Document
    day: date | None
    notice: Notice
    claims: list[Claim]

    @property
    def taken_back(self) -> TakenBack:
        return TakenBack(self.document, self.document.cite(self.notice.start, self.notice.end), self.day)

    def takes_back(self, said: Said[Claim], *, noticed: bool) -> bool:
        """`noticed` is whether the claim's document has notices itself."""
        claim, document = said.claim, said.document
        if document.id == self.document.id:
            return self.notice.withdraws and claim.evidence.start >= self.notice.end
        ours, its = _address(self.document), _address(document)
        same_page = ours is not None and ours == its
        if said.day is None or self.day is None or said.day == self.day:
            # The text of a page that has not yet the notice is the older one.
            older = same_page and not noticed
        else:
            older = said.day < self.day
        if not older or not (same_page or _are_of_one_outlet(document, self.document)):
            return False
        if same_page and self.notice.withdraws:
            return True
        if isinstance(claim, Status | Date):
            return any(_denies(denial, claim, any_season=ours == its) for denial in self._denials)
        return (same_page or self._names(claim.show)) and self._calls_wrong(claim)

    @cached_property
    def _denials(self) -> list[Status | Date]:
        return [
            c
            for c in self.claims
            if isinstance(c, Status | Date)
            and c.certainty == "denied"
            and any(t.start < c.evidence.end and c.evidence.start < t.end for t in self.notice.told)
        ]

    @cached_property
    def _parsed(self) -> Page:
        """The notice alone."""
        page = Page(Document(text=self.document.text[self.notice.start : self.notice.end]))
        find_seasons(page)
        find_figures(page)
        return page

    @cached_property
    def _told(self) -> list[Told]:
        """What the notice tells, by places in the notice."""
        start = self.notice.start
        return [Told(t.start - start, t.end - start, t.part) for t in self.notice.told]

    def _wrong(self) -> Iterator[Told]:
        return (t for t in self._told if t.part != "topic")

    def _words(self, told: Told) -> str:
        return self._parsed.folded[told.start : told.end]

    def _names(self, show: str | None) -> bool:
        return show is not None and _holds(self._parsed.text, show)

    def _calls_wrong(self, claim: Audience | Episodes | Quote | Credit | Company) -> bool:
        match claim:
            case Audience():
                return self._speaks_of(claim.season) and self._counts(claim)
            case Episodes():
                return self._speaks_of(claim.season) and claim.count in self._episodes()
            case Quote():
                return any(_holds(self._words(t), claim.quote) for t in self._wrong())
            case Credit():
                return self._miscasts(claim.person, claim.role, _MAKERS)
            case Company():
                return self._miscasts(claim.name, claim.role, _COMPANIES)

    def _speaks_of(self, season: int | None) -> bool:
        named = {n for m in self._parsed.seasons if not m.count for n in m.numbers}
        return not named or season in (None, *named)

    def _counts(self, claim: Audience) -> bool:
        return any(
            figure.value == claim.value and figure.unit in (None, claim.unit)
            for told in self._wrong()
            for figure in inside(self._parsed.figures, told.start, told.end)
        )

    def _episodes(self) -> Iterator[int | None]:
        """The numbers of episodes that were wrong, also where the notice has called them so before ("not ten")."""
        for told in self._wrong():
            yield from (m.count for m in self._parsed.counts if told.start <= m.start < told.end)
            number = _COUNT.match(self._parsed.folded, told.start, told.end)
            if number and told.part == "value" and _EPISODES.search(self._parsed.folded):
                yield read_cardinal(number["count"])

    def _miscasts(self, name: str, role: str, roles: Mapping[str, str]) -> bool:
        """Was the name wrong for the role ("Hulu, not Netflix"), or the role for the name ("misidentified Ada Quill as
        the creator")? Where words of a decision stand, the decision was wrong and not who made it."""
        spoken_of = {r for r, words in roles.items() if re.search(words, self._parsed.folded)}
        for before, told in zip([None, *self._told], self._told, strict=False):
            words = self._words(told)
            plays = bool(re.search(roles[role], words))
            if told.part == "topic" or inside(self._parsed.cues, told.start, told.end):
                continue
            if _holds(words, name) and (plays or (told.part == "value" and (role in spoken_of or not spoken_of))):
                return True
            if told.part == "value" and plays and before and _holds(self._words(before), name):
                return True
        return False


def _address(document: Document) -> str | None:
    return document.url.partition("#")[0] if document.url else None


def _are_of_one_outlet(one: Document, other: Document) -> bool:
    return bool(one.outlet and other.outlet) and title_key(one.outlet or "") == title_key(other.outlet or "")


def _denies(denial: Status | Date, claim: Status | Date, *, any_season: bool) -> bool:
    """`any_season` is whether a word without a season may be of the season that the other names."""
    if claim.certainty == "denied" or title_key(denial.show) != title_key(claim.show):
        return False
    if denial.season != claim.season and not (any_season and None in (denial.season, claim.season)):
        return False
    match denial, claim:
        case Status(), Status():
            return denial.status == claim.status
        case Status(), Date():
            return denial.status == _DATED.get(claim.event)
        case Date(), Date():
            return denial.event == claim.event and within(claim.date, denial.date)
    return False


def _holds(words: str, name: str) -> bool:
    return f" {title_key(name)} " in f" {title_key(words)} "
