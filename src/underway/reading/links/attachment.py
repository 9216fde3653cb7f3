"""Attachment: which of the shows on both sides of a company's name in its sentence the name goes with."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from underway.reading.links.relations import Relations
from underway.reading.structure import OrganisationMention, Page, ShowMention, within

POSSESSED = 70  # characters between "Fox's" and the title
_ADJOINING = frozenset(["(", "|", ",", "-", "/", "~", "on", "for", "at", "[", "", ":", "to", "by", "(on", "via"])
_JOINING = frozenset(["", ",", ";", "and", "&", "or", ", and", ", the", "and the", ", or"])
_MARKS = str.maketrans(dict.fromkeys("\"'*", " "))
_RELATIVE = frozenset("which that when after before until since because".split())
TELLS = frozenset(("carries", "orders", "gains", "loses"))
_OPENS_CLAUSE = re.compile(r";|,? (?:while|whereas|but)\b|, (?:and|as|with)\b")
_NEXT_OPENS = re.compile(r"(?:;|,? (?:and|while|whereas|but|as|with)|,)(?: (?:the|its))? ?[\"']*$")
_OF_SEVERAL = re.compile(r"\b(?:are|were|both|all (?:from|made|produced|come|hail)|hail|come)\b")
_PREPOSITIONS = frozenset("on at for from by via".split())
_OPENERS = frozenset("while whereas and but ; : over meanwhile . ? ! — – -".split())
_IN_LIST = re.compile(r"(?:'s)? ?(?:,|/|&|and|, and|or) ?(?:the )?")


class Attachment:
    """Built once from a page."""

    def __init__(self, page: Page, relations: Relations) -> None:
        self._page = page
        self._relations = relations

    def adjoins(self, show: ShowMention, organisation: OrganisationMention) -> bool:
        """ "Harrow House (Fox", "Harrow House | Fox", "Harrow House on Fox"."""
        return self._page.folded[show.end : organisation.start].strip("\"' ") in _ADJOINING

    def possesses(self, organisation: OrganisationMention, show: ShowMention) -> bool:
        """ "Fox's Harrow House", "Fox's long-running legal drama Harrow House"."""
        between = self._page.folded[organisation.end : show.start]
        return (
            between.startswith(("'s", "' "))
            and len(between) <= POSSESSED
            and not any(mark in between for mark in (";", ". ", ":"))
            and not any(
                self._page.folded.startswith(("'s", "' "), o.end)
                for o in within(self._page.organisations, organisation.end, show.start)
            )
        )

    def goes_before(self, before: ShowMention, organisation: OrganisationMention, after: ShowMention) -> bool:
        """Does the name go with the show before it rather than with the one after it?"""
        if self._acts(organisation):
            return False
        first, last = self._run(organisation)
        folded = self._page.folded
        lead, tail = folded[before.end : first.start], folded[last.end : after.start]
        apart = bool(_OPENS_CLAUSE.search(lead)), bool(_OPENS_CLAUSE.search(tail) or _NEXT_OPENS.fullmatch(tail))
        if apart[0] != apart[1]:
            return apart[1]
        tokens = self._page.tokens
        i = tokens.at(first.start) - 1
        i -= i > 0 and tokens.folded[i] == "the"
        if not apart[0] and i > 0 and tokens.folded[i] in _PREPOSITIONS:
            opens = (
                tokens.folded[i - 1] in _OPENERS or tokens.starts[i] == self._page.layout.sentence_at(first.start).start
            )
            if tokens.folded[i - 1] != ",":
                return not opens
        return first.start - before.end < after.start - last.end

    def respective(self, shows: list[ShowMention], organisation: OrganisationMention) -> ShowMention | None:
        """The show that has the name's place in a list ("Saltmarsh and Gull Bay are on Fox and NBC, respectively")."""
        first, last = self._run(organisation)
        if "respectively" not in self._page.folded[last.end : last.end + len(" (respectively")]:
            return None
        named = within(self._page.organisations, first.start, last.start + 1)
        before = [m for m in shows if m.start < first.start][-len(named) :]
        joined = len(before) == len(named) > 1 and len(list(self.listed(before))) == len(named)
        return before[named.index(organisation)] if joined else None

    def _run(self, organisation: OrganisationMention) -> tuple[OrganisationMention, OrganisationMention]:
        """The first and the last of the names that stand in one list with this one."""
        named, folded = self._page.organisations, self._page.folded
        first = last = bisect_left(named.starts, organisation.start)
        while first > 0 and _IN_LIST.fullmatch(folded, named[first - 1].end, named[first].start):
            first -= 1
        while last + 1 < len(named) and _IN_LIST.fullmatch(folded, named[last].end, named[last + 1].start):
            last += 1
        return named[first], named[last]

    def _acts(self, channel: OrganisationMention) -> bool:
        """Is it the subject of a verb of its own, whose object follows ("and NBC ordered Saltmarsh")?"""
        tokens = self._page.tokens
        i = tokens.at(channel.start)
        if i and tokens.folded[i - 1] in _RELATIVE:
            return False
        return any(c.side == "after" and c.relation in TELLS for c in self._relations.cues(channel))

    def adjoined(self, shows: list[ShowMention], organisation: OrganisationMention) -> Iterator[ShowMention]:
        """The show that the name stands right behind, and those joined to it ("Saltmarsh and Gull Bay on Fox")."""
        yield shows[-1]
        if self._page.folded[shows[-1].end : organisation.start].strip("\"' ") in _PREPOSITIONS:
            for left, right in zip(shows[-2::-1], shows[:0:-1], strict=True):
                between = " ".join(self._page.folded[left.end : right.start].translate(_MARKS).split())
                if between not in _JOINING or self._page.folded[left.start - 3 : left.start].startswith("'s"):
                    return
                yield left

    def listed_before(self, shows: list[ShowMention], organisation: OrganisationMention) -> Iterator[ShowMention]:
        """The last show, and those joined to it before it; a studio's, where words between tell of several."""
        yield shows[-1]
        lead = self._page.folded[shows[-1].end : organisation.start]
        if organisation.role == "studio" and not _OF_SEVERAL.search(lead):
            return
        for left, right in zip(shows[-2::-1], shows[:0:-1], strict=True):
            if " ".join(self._page.folded[left.end : right.start].translate(_MARKS).split()) not in _JOINING:
                return
            yield left

    def listed(self, shows: list[ShowMention]) -> Iterator[ShowMention]:
        """The first show, and those joined to it by commas and "and"."""
        yield shows[0]
        for left, right in pairwise(shows):
            between = self._page.folded[left.end : right.start]
            open_, close = between.find("("), between.find(")")
            if 0 <= open_ < close:  # "Harrow House (season two) and Saltmarsh"
                between = between[:open_] + between[close + 1 :]
            if " ".join(between.translate(_MARKS).split()) not in _JOINING:
                return
            yield right
