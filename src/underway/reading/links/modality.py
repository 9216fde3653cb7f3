"""How a clause says what it says: denied, doubted, asked, supposed, reported. The one place for it."""

import re
from functools import cached_property

from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.modals import Modal
from underway.reading.notices import Part
from underway.reading.structure import Page, within
from underway.vocabulary.claims import Certainty

_RELATIVE = re.compile(r",[\"']? (?:which|who)\b(?=[^,]*$)")
_CLOSED = re.compile(r",[\"']? (?:which|who)\b[^,]*,(?=[^,]*$)")
_OPENING = len(", which")
_CONDITION_AFTER = re.compile(r"(?: [a-z]+){0,2},? (?:if|unless) (?!not)")
# What a column of fact-checks sets out to try.
_CLAIMED = re.compile(
    r"[\W\d]*(?:the )?(?:claim|rumou?r|myth|whisper|theory|fiction|they say|you say)(?: \w{1,2}| number \w+)? ?: "
)
_BORNE_OUT = re.compile(
    r"\s*(?:(?:our )?(?:verdict|fact|answer|truth|status|reality) ?[:-] ?)?(?:true|correct|confirmed|yes|fact)\b"
)
_LONGEST_TITLE = 80


class Manner:
    """How the words at a place are said. Each answer is worked out when it is asked for."""

    def __init__(self, page: Page, sentence: Sentence, start: int, end: int) -> None:
        self._page = page
        self._sentence = sentence
        self._start, self._end = start, end

    @cached_property
    def _clause(self) -> tuple[int, int]:
        return clause_around(self._page, self._sentence, self._start, self._end)

    @property
    def certainty(self) -> Certainty:
        return self._certainty(self._end)

    @property
    def certainty_beside(self) -> Certainty:
        """Without what the words say themselves ("no plans for")."""
        return self._certainty(self._start)

    def _certainty(self, said_from: int) -> Certainty:
        start, end = self._start, self._end
        left, right = self._clause
        if self._supposes(max(left, start - 70), start):
            return "speculative"
        hedges = self._says("speculation", end, right)
        if any(at == end + 1 for at, _ in hedges):
            return "speculative"
        if self._says("report", self._sentence.start, self._sentence.end):
            return "reported"
        return "speculative" if not hedges and self._supposes(left, max(start, said_from)) else "asserted"

    @property
    def negated(self) -> bool:
        negations = self._says("negation", max(self._clause[0], self._start - 45), self._start)
        return any(
            self._page.notices.part(end + 1, end + 2) != "value" and not self._is_in_title(start, end)
            for start, end in negations
        )

    def _is_in_title(self, start: int, end: int) -> bool:
        """Is it a word of a title ("Nobody's Daughter")?"""
        near = within(self._page.shows, max(start - _LONGEST_TITLE, 0), end)
        return any(m.start <= start and end <= m.end for m in near)

    @property
    def asked(self) -> bool:
        folded, sentence = self._page.folded, self._sentence
        if "?" not in folded[self._start : sentence.end]:
            return False
        return folded[sentence.start : sentence.end].rstrip("\"') ").endswith("?")

    @property
    def supposed(self) -> bool:
        start, left = self._start, max(self._clause[0], self._start - 90)
        return bool(
            self._says("condition", left, start)
            or self._says("wished", left, start)
            or _CONDITION_AFTER.match(self._page.folded, self._end)
            or self._is_tried
            or self._says("asked_whether", self._sentence.start, start)
            or self._says("past_plan", max(left, start - 40), start)
        )

    @property
    def _is_tried(self) -> bool:
        """Is it a claim that a column of fact-checks sets out to try, and does not bear out?"""
        folded, sentence = self._page.folded, self._sentence
        tried = _CLAIMED.match(folded, sentence.start, self._start)
        return bool(tried) and not _BORNE_OUT.match(folded, sentence.end)

    @property
    def denied(self) -> bool:
        before = self._says("denial", self._sentence.start, self._start)
        if before and self._start - self._sentence.start < 220:
            return True
        return bool(self._says("untrue", self._end, self._sentence.end))

    @property
    def mistaken(self) -> Part | None:
        """What the words are of a correction, where they stand in one."""
        return self._page.notices.part(self._start, self._end)

    @property
    def planned(self) -> bool:
        """Do the words follow what was meant to be ("was to start")?"""
        return bool(self._says("past_plan", self._sentence.start, self._start))

    def _says(self, modal: Modal, start: int, end: int) -> list[tuple[int, int]]:
        return self._page.modals.within(modal, start, end)

    def _supposes(self, start: int, end: int) -> bool:
        """Is a word of supposition in the span? "Would" after "announced that" is only a tense."""
        return any(
            self._page.folded[a:b] not in ("would", "should")
            or not self._says("said", self._sentence.start, self._start)
            for a, b in self._says("speculation", start, end)
        )


def clause_around(page: Page, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of the sentence that holds the characters `start` to `end`."""
    return page.modals.clause_around(start, end, within=(sentence.start, sentence.end))


def closed_clause(page: Page, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause, a relative one only up to the comma behind the characters ("which began in 2014, returns"), and none
    that is closed before them."""
    left, right = clause_around(page, sentence, start, end)
    closed = _CLOSED.search(page.folded, max(sentence.start, left - _OPENING), start)
    if closed:
        return closed.end(), right
    opened = _RELATIVE.search(page.folded, max(sentence.start, left - _OPENING), start)
    comma = page.folded.find(",", end, right) if opened else -1
    return max(left, opened.end() if opened else left), comma if comma >= 0 else right


_SAYS = re.compile(rf"{phrases('says_so')}\b")
_ACCORDING = re.compile(r"\b(?:according to|as reported by|as first reported by|per|first reported by)(?: the)? $")


def who_says(page: Page, start: int, end: int) -> str | None:
    """The organisation that the sentence gives as saying so ("Netflix announced", "according to Deadline")."""
    sentence = page.layout.sentence_at(start)
    for organisation in within(page.organisations, sentence.start, sentence.end):
        if start < organisation.end and organisation.start < end:
            continue
        lead = page.folded[max(sentence.start, organisation.start - 24) : organisation.start]
        if _ACCORDING.search(lead) or _SAYS.match(page.folded[organisation.end : organisation.end + 40].lstrip()):
            return organisation.name
    return None
