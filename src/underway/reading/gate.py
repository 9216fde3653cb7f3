"""Does a document deserve any work? One table of literals answers, for a text and for the bytes of a page."""

from functools import cache
from itertools import product

import ahocorasick_rs
import msgspec

from underway.reading.lexicon import load
from underway.reading.page_gate import PageGate, automaton_engine, hyperscan_engine


class _Table(msgspec.Struct, frozen=True):
    television: list[str]
    subject: list[str]
    both: list[str]
    services: list[str]
    works: list[str]
    ordinals: list[str]
    counted: list[str]


class _Gate:
    def __init__(self) -> None:
        table = load("gate.toml", _Table)
        names = load("organisations.toml", dict[str, list[str]])
        everyday = set(names["ambiguous"])
        networks = [n for n in names["network"] if n not in everyday and len(n) > 1]
        television = {v for term in table.television for v in _variants(term)} | set(networks)
        subject = {v for term in table.subject for v in _variants(term)} - television
        both = {v for term in table.both for v in _variants(term)}
        both |= {f"{service}{link}{work}" for service, link, work in product(table.services, (" ", "'s "), table.works)}
        both |= {frame.format(ordinal) for frame, ordinal in product(table.counted, table.ordinals)}
        patterns = sorted(television | subject | both)
        self.television = frozenset(television | both)
        self._subjects = frozenset(i for i, p in enumerate(patterns) if p in subject)
        self._both = frozenset(i for i, p in enumerate(patterns) if p in both)
        # The finale of a season may stand for television or for a subject, but not for both.
        either = {v for term in table.television if any(s in term for s in table.subject) for v in _variants(term)}
        self._either = frozenset(i for i, p in enumerate(patterns) if p in either)
        self._automaton = ahocorasick_rs.AhoCorasick(
            patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=None
        )

    def passes(self, text: str) -> bool:
        television = subject = False
        either = -1
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if pattern in self._subjects:
                subject = True
            elif not (start and text[start - 1].isalnum()) and _ends_word(text, end):
                if pattern in self._both:
                    return True
                if pattern not in self._either:
                    television = True
                elif either < 0:
                    either = pattern
                elif pattern != either:
                    return True
            if (television and subject) or (either >= 0 and (television or subject)):
                return True
        return False


def _ends_word(text: str, end: int) -> bool:
    """Does the term end here, or is only the s of a plural to come?"""
    at = end + text.startswith("s", end)
    return not text[at : at + 1].isalpha()


def _variants(term: str) -> tuple[str, str, str]:
    return term, term[0].upper() + term[1:], term.upper()


@cache
def _gate() -> _Gate:
    return _Gate()


def passes(text: str) -> bool:
    """Whether the text may hold a claim about a show. What is dismissed here yields none."""
    return _gate().passes(text)


def television() -> frozenset[str]:
    """The terms of television, in all the ways in which they are written in a text."""
    return _gate().television


@cache
def _page_gate() -> PageGate:
    try:
        return PageGate(television(), hyperscan_engine)
    except ImportError:
        return PageGate(television(), automaton_engine)


def passes_bytes(page: bytes) -> bool:
    """Whether a page, or a text, may be one whose text `passes`, by its bytes alone."""
    return _page_gate().passes(page)
