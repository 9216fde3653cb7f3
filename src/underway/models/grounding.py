"""From what a model wrote to claims: only what points at words of the document, and follows from them."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import Any

import msgspec

from underway.models.answers import (
    ANSWERS,
    Answer,
    AudienceAnswer,
    CompanyAnswer,
    CreditAnswer,
    DateAnswer,
    EpisodesAnswer,
    QuoteAnswer,
    Reason,
    StatusAnswer,
)
from underway.models.checks import NAMES, Source, source_of
from underway.models.parsing import read_answer
from underway.models.words import Place, gap
from underway.reading.reader import LONGEST_EVIDENCE
from underway.reading.structure import within
from underway.vocabulary import CLAIM_TYPES, Claim, Document, Status, VocabularyError, make_claim
from underway.vocabulary.titles import title_key

RULE = "model"
_KIND_OF = dict(zip(ANSWERS, CLAIM_TYPES, strict=True))
_OPPOSITE = {"renewed": "cancelled", "cancelled": "renewed"}
_CONTRARY = {"asserted": "denied", "denied": "asserted"}
# Which name tells what a claim is about, and the words before another such name that may stand for it.
_TOLD_OF: dict[type[Answer], str] = {
    StatusAnswer: "show", AudienceAnswer: "show", DateAnswer: "show", EpisodesAnswer: "show",
    CreditAnswer: "person", CompanyAnswer: "name",
}  # fmt: skip
_REFERS = {
    "show": re.compile(r"\b(?:it|its|they|their|both|each)\b"),
    "person": re.compile(r"\b(?:he|she|they|his|her|their|who|i|you|we|alongside|opposite|with)\b"),
    "name": re.compile(
        r"\b(?:it|its|they|their|(?:the|same|this) (?:network|channel|streamer|service|broadcaster|studio|company"
        r"|corporation|peacock|eye))\b"
    ),
}


class Grounded(msgspec.Struct, frozen=True):
    """`said` is how many claims the model made; `refused` also counts what of its answer could not be read."""

    claims: tuple[Claim, ...]
    refused: dict[Reason, int]
    said: int


class _RefusalError(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def ground(
    document: Document, answer: str, *, reader: str, start: int = 0, end: int | None = None, finished: bool = True
) -> Grounded:
    """The claims of the raw text that a model answered for `document.text[start:end]`, in its order.

    `finished` False says that the endpoint cut the answer off: what stands complete before the cut counts.
    """
    said = read_answer(answer, finished=finished)
    refused = Counter(said.refused)
    window = (start, len(document.text) if end is None else end)
    grounding = _Grounding(source_of(document), said.answers, window, reader)
    for one in said.answers:
        try:
            grounding.add(one)
        except _RefusalError as refusal:
            refused[refusal.reason] += 1
    kept = grounding.undisputed()
    if len(kept) < len(grounding.claims):
        refused["contradicts another"] += len(grounding.claims) - len(kept)
    return Grounded(tuple(kept), dict(refused), said.count)


class _Grounding:
    """The claims of one answer, in its order."""

    def __init__(self, source: Source, answers: list[Answer], window: Place, reader: str) -> None:
        self.claims: list[Claim] = []
        self._source = source
        self._window = window
        self._reader = reader
        self._said: set[tuple[str, ...]] = set()
        self._last = window[0]
        self._named = {
            field: {name: source.places_of(field, name) for name in {getattr(a, field, None) for a in answers} if name}
            for field in _REFERS
        }

    def add(self, answer: Answer) -> None:
        """Raises _RefusalError."""
        source = self._source
        names = {field: name for field in NAMES if (name := getattr(answer, field, None)) is not None}
        places = {field: source.places_of(field, name) for field, name in names.items()}
        if not all(places.values()):
            raise _RefusalError("name not in the document")
        start, end = self._place(answer, places)
        if not isinstance(answer, QuoteAnswer):
            end = min(end, start + LONGEST_EVIDENCE)
        reason = source.objection(answer, start, end)
        if reason or self._is_about_another(answer, start, end):
            raise _RefusalError(reason or "about another show or name")
        fields = msgspec.structs.asdict(answer)
        del fields["words"]
        fields |= {field: source.words.spelled(name, places[field], (start, end)) for field, name in names.items()}
        if isinstance(answer, QuoteAnswer):
            start, end = self._quote(answer, fields, (start, end))
        try:
            kind = _KIND_OF[type(answer)]
            claim = make_claim(kind, source.document, start, end, rule=RULE, reader=self._reader, **fields)
        except VocabularyError:
            raise _RefusalError("not of the form") from None
        said = (claim.kind, *(title_key(str(v)) for name, v in claim.fields().items() if name != "speaker_mention"))
        if said in self._said:
            raise _RefusalError("said twice")
        self._said.add(said)
        self._last = start
        self.claims.append(claim)

    def _place(self, answer: Answer, names: dict[str, list[Place]]) -> Place:
        """Where the words stand, in the window before elsewhere; of several places the one nearest to the names, and to
        the season's, then the first that follows the claim before."""
        found = self._source.words.places(answer.words)
        found = [p for p in found if self._window[0] <= p[0] and p[1] <= self._window[1]] or found
        if not found:
            raise _RefusalError("words not in the document")
        if len(found) == 1:
            return found[0]
        season = getattr(answer, "season", None)
        seasons = [(m.start, m.end) for m in self._source.page.seasons if season in m.numbers]
        others = [places for places in (*names.values(), seasons) if places]
        return min(found, key=lambda p: (sum(_distance(p, places) for places in others), p[0] < self._last, p[0]))

    def _quote(self, answer: QuoteAnswer, fields: dict[str, Any], place: Place) -> Place:
        """Completes the fields of a quote; its evidence holds all of it."""
        quoted = self._source.speech.find(answer.quote, place)
        if quoted is None:
            raise _RefusalError("words not in the document")
        fields["quote"] = quoted.words
        mention = fields.pop("speaker_words")
        if mention is not None:
            at = min(self._source.words.places(mention), key=lambda p: gap(p, place), default=None)
            if at is None:
                raise _RefusalError("words not in the document")
            fields["speaker_mention"] = self._source.document.cite(*at)
        return min(place[0], quoted.start), max(place[1], quoted.end)

    def _is_about_another(self, answer: Answer, start: int, end: int) -> bool:
        """Do the words name another show (person, company: whichever the claim tells of), and neither this one nor what
        may stand for it?"""
        field = _TOLD_OF.get(type(answer))
        if field is None:
            return False
        if self._source.words.hold_part(getattr(answer, field), start, end):
            return False
        named = self._others(answer, field, start, end)
        if not named:
            return False
        first = min(named)[0]
        if isinstance(answer, AudienceAnswer) and within(self._source.page.figures, start, first):
            return False
        return not _REFERS[field].search(self._source.page.folded, start, end if field == "name" else first)

    def _others(self, answer: Answer, field: str, start: int, end: int) -> list[Place]:
        """Where the words name another one, by what the answer says elsewhere and by what the rules find."""
        own = {title_key(name) for name in (getattr(answer, field), getattr(answer, "character", None)) if name}
        others = (places for name, places in self._named[field].items() if title_key(name) not in own)
        found = [p for places in others for p in places if start <= p[0] and p[1] <= end]
        page = self._source.page
        if field == "person":
            found += [(m.start, m.end) for m in within(page.persons, start, end) if title_key(m.name) not in own]
        elif field == "name":
            companies = (m for m in within(page.organisations, start, end) if m.role in ("network", "studio"))
            found += [(m.start, m.end) for m in companies if title_key(m.name) not in own]
        return found

    def undisputed(self) -> list[Claim]:
        """Without the status claims of which the same words make another that cannot also be true."""
        said: dict[tuple[str, int | None, int, int], set[tuple[str, str]]] = defaultdict(set)
        for claim in self.claims:
            if isinstance(claim, Status):
                said[_subject(claim)].add((claim.status, claim.certainty))
        return [c for c in self.claims if not (isinstance(c, Status) and self._is_disputed(c, said[_subject(c)]))]

    def _is_disputed(self, claim: Status, said: set[tuple[str, str]]) -> bool:
        if claim.certainty in _CONTRARY and (claim.status, _CONTRARY[claim.certainty]) in said:
            return True
        if claim.status not in _OPPOSITE or {(claim.status, "asserted"), (_OPPOSITE[claim.status], "asserted")} - said:
            return False
        cues = within(self._source.page.cues, claim.evidence.start, claim.evidence.end)
        told = {cue.cue.status for cue in cues}  # "had been renewed before it was cancelled" tells of both
        return claim.certainty == "asserted" and not told.issuperset(_OPPOSITE)


def _subject(claim: Status) -> tuple[str, int | None, int, int]:
    return title_key(claim.show), claim.season, claim.evidence.start, claim.evidence.end


def _distance(place: Place, others: list[Place]) -> int:
    at = bisect_left(others, place)
    return min(gap(place, other) for other in others[max(at - 1, 0) : at + 1])
