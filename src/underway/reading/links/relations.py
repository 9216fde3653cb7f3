"""How the mention of a channel, a service or a studio stands to a show, by the words beside it."""

import re
from bisect import bisect_left
from typing import Literal

from underway.reading.lexicon import word_class
from underway.reading.mentions.carriers import CarrierCue, CueBeside, Relation, cues_beside
from underway.reading.structure import OrganisationMention, Page, ShowMention, within

Standing = Relation | Literal["carries"]

NEXT = 24  # characters between "before" and the next channel's name
_LONGEST_TITLE = 90
_SAVED = re.compile(
    r"\b(?:sav(?:ed|es)|rescued?|reviv(?:ed?|al)|resurrect(?:ed|s)|new home|second life|reprieve|lifeline)\b"
)
_OWNED = re.compile(r"(?:'s(?: own)?| (?:channel|network|streamer|service|platform|sibling))(?: service| channel)? ")
_RENAMED = re.compile(r" \((?:formerly|previously|once|now)(?: known as| called)?(?: the)? $")
_JOINED = frozenset(("and", "&"))
_GOVERNING = frozenset("on at for from to by".split())
_ITSELF = frozenset(("which", "who", "where"))
_OF_SHOW = frozenset("it show series which that programme soap".split())
_AUXILIARY = frozenset(", has had have is was will to now be being been 's".split())


class Relations:
    """Built once from a page; what it has answered it keeps."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[int, tuple[Standing, str]] = {}
        self.channels = [o for o in page.organisations if o.role == "network" and not o.name.isdigit()]

    def of(self, organisation: OrganisationMention) -> tuple[Standing, str]:
        if organisation.start not in self._known:
            self._known[organisation.start] = self._read_relation(organisation)
        return self._known[organisation.start]

    def _read_relation(self, organisation: OrganisationMention) -> tuple[Standing, str]:
        cues = self.cues(organisation)
        if self._page.folded.startswith(("-produced", "-made"), organisation.end):
            return "makes", "made"
        if organisation.role == "studio":
            return ("makes", "studio") if self._makes(organisation, cues) else ("speaks", "studio")
        if self._is_old_name(organisation) or self._owns_next(organisation) or self._employed(organisation):
            return "speaks", "owner"
        if not cues:
            saved = _SAVED.search(self._page.folded, *self._bounds(organisation))
            return ("orders", "saved") if saved else ("carries", "carries")
        if cues[0].relation == "weighs":  # "was offered to Fox, which ordered it"
            cues = [c for c in cues if c.relation in ("orders", "gains")] or cues
        return cues[0].relation, cues[0].id

    def _bounds(self, organisation: OrganisationMention) -> tuple[int, int]:
        sentence = self._page.layout.sentence_at(organisation.start)
        return sentence.start, sentence.end

    def _owns_next(self, organisation: OrganisationMention) -> bool:
        """ "UKTV channel Dave", "NBCUniversal's Peacock"."""
        owned = _OWNED.match(self._page.folded, organisation.end)
        named = within(self._page.organisations, owned.end(), owned.end() + 1) if owned else []
        return any(o.role == "network" for o in named)

    def _is_old_name(self, organisation: OrganisationMention) -> bool:
        """ "Freevee (formerly IMDb TV)"."""
        renamed = _RENAMED.search(self._page.folded, max(organisation.start - 30, 0), organisation.start)
        if not renamed:
            return False
        beside = within(self._page.organisations, renamed.start() - 30, renamed.start())
        return any(o.end == renamed.start() for o in beside)

    def _employed(self, organisation: OrganisationMention) -> bool:
        """ "Former ABC boss"."""
        tokens = self._page.tokens
        beside = cues_beside(tokens, tokens.at(organisation.start), tokens.at(organisation.end))
        return any(b.cue.needs == "no person" and not self._holds(b, organisation) for b in beside)

    def cues(self, organisation: OrganisationMention) -> list[CarrierCue]:
        """What the words beside the name say of it, the nearest first."""
        tokens = self._page.tokens
        beside = cues_beside(tokens, tokens.at(organisation.start), tokens.at(organisation.end))
        return [b.cue for b in beside if self._reaches(b, organisation) and self._holds(b, organisation)]

    def _reaches(self, beside: CueBeside, organisation: OrganisationMention) -> bool:
        """Are the words not another company's, that stands nearer to them ("Hulu, after FX passed"), nor those of what
        stands before ("Saltmarsh for Fox, will produce")?"""
        if beside.cue.side == "before":
            return True
        tokens = self._page.tokens
        last = tokens.at(organisation.end)
        if (
            beside.first > last
            and tokens.folded[last] == ","
            and tokens.folded[last + 1] not in _ITSELF
            and self._is_governed(organisation)
        ):
            return False
        others = within(self._page.organisations, organisation.end, tokens.starts[beside.first])
        return not others or not _JOINED.isdisjoint(tokens.folded[last : tokens.at(others[0].start)])

    def _is_governed(self, organisation: OrganisationMention) -> bool:
        """ "for Fox", "on the BBC"."""
        tokens = self._page.tokens
        i = tokens.at(organisation.start) - 1
        i -= i > 0 and tokens.folded[i] == "the"
        return i >= 0 and tokens.folded[i] in _GOVERNING

    def _holds(self, beside: CueBeside, organisation: OrganisationMention) -> bool:
        """Stands beside the words what they need?"""
        tokens, needs = self._page.tokens, beside.cue.needs
        if needs == "channel":
            after = tokens.ends[beside.last - 1]
            at = bisect_left(self.channels, after, key=lambda o: o.start)
            return at < len(self.channels) and self.channels[at].start - after <= NEXT
        if needs and self._page.folded.startswith(("'s", "' "), organisation.end):
            return False
        if needs == "no person":
            at = tokens.at(organisation.end)
            return word_class("role").isdisjoint(tokens.folded[at : at + 3])
        if needs != "show":
            return True
        first = beside.first
        while first > 0 and tokens.folded[first - 1] in _AUXILIARY:
            first -= 1
        before, start = tokens.folded[first - 1], tokens.starts[first]
        return before in _OF_SHOW or before in word_class("genre") or bool(self._ending_near(start))

    def _ending_near(self, position: int) -> list[ShowMention]:
        shows = within(self._page.shows, max(position - _LONGEST_TITLE, 0), position)
        return [m for m in shows if 0 <= position - m.end <= 3]

    def _makes(self, organisation: OrganisationMention, cues: list[CarrierCue]) -> bool:
        """A name that is a studio's only by its last word needs words of making, or their place, beside it."""
        if any(cue.relation == "makes" for cue in cues):
            return True
        if any(cue.relation == "speaks" for cue in cues):
            return False
        at = self._page.tokens.at(organisation.start)
        before = self._page.tokens.folded[at - 1] if at else ""
        return not (before in ("at", "in") and organisation.name.endswith((" Studios", " Studio")))
