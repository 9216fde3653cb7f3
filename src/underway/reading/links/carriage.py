"""Carriage: which shows the mention of a channel, a service or a studio speaks of, and how it stands to them."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from underway.reading.layout import Block, Sentence
from underway.reading.lexicon import word_class
from underway.reading.links.focus import Focus
from underway.reading.mentions.carriers import Relation, cues_beside
from underway.reading.structure import OrganisationMention, Page, ShowMention, within

_FAR = 110  # characters between a name and the title that it speaks of
_POSSESSED = 70
_ADJOINING = frozenset(["(", "|", ",", "-", "/", "~", "on", "for", "at", "[", "", ":", "to", "by", "(on", "via"])
_JOINING = frozenset(["", ",", ";", "and", "&", "or", ", and", ", the", "and the", ", or"])
_LONGEST_HEADING = 60
_LONGEST_LISTED = 500
_LONGEST_EVIDENCE = 300


class Carried(msgspec.Struct, frozen=True):
    """A company beside a show; the evidence is characters `start` to `end`."""

    show: str
    name: str
    relation: Relation | Literal["carries"]
    start: int
    end: int
    rule: str


class Carriage:
    """A page's companies, each with its shows."""

    def __init__(self, page: Page, focus: Focus) -> None:
        self._page = page
        self._focus = focus

    def read(self) -> Iterator[Carried]:
        for organisation in self._page.organisations:
            if organisation.role in ("network", "studio"):
                yield from self._beside(organisation)
        yield from self._under_headings()

    def _beside(self, organisation: OrganisationMention) -> Iterator[Carried]:
        page = self._page
        sentence = page.layout.sentence_at(organisation.start)
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
            return
        relation, rule = self._relation(organisation)
        if relation == "speaks":
            return
        for show, start, end in self._shows_of(sentence, organisation):
            yield Carried(show, organisation.name, relation, start, end, rule)

    def _relation(self, organisation: OrganisationMention) -> tuple[Relation | Literal["carries"], str]:
        tokens = self._page.tokens
        cues = cues_beside(tokens, tokens.at(organisation.start), tokens.at(organisation.end))
        if organisation.role == "studio":
            return "makes", "studio"
        for cue in cues:
            return cue.relation, cue.id
        return "carries", "carries"

    # Which shows

    def _shows_of(self, sentence: Sentence, organisation: OrganisationMention) -> Iterator[tuple[str, int, int]]:
        """The shows that the mention is bound to, with the evidence's place: the nearest one, and those listed with it."""
        page = self._page
        here = list(within(page.shows, sentence.start, sentence.end))
        after = [m for m in here if m.start >= organisation.end and m.start - organisation.end <= _FAR]
        before = [m for m in here if m.end <= organisation.start and organisation.start - m.end <= _FAR]
        if not here:
            show = self._focus.into(sentence)
            if show and self._speaks_of_show(sentence):
                yield show, sentence.start, sentence.end
            return
        possessive = page.folded.startswith(("'s", "' "), organisation.end)
        if possessive and after and self._possesses(organisation, after[0]):
            shows = list(self._listed(after))
        elif before and (self._adjoins(before[-1], organisation) or not after):
            shows = [before[-1]]
        elif after and (not before or after[0].start - organisation.end <= organisation.start - before[-1].end):
            shows = list(self._listed(after))
        else:
            shows = before[-1:]
        for mention in shows:
            yield mention.title, sentence.start, sentence.end

    def _speaks_of_show(self, sentence: Sentence) -> bool:
        """Does a sentence without a title refer to a show ("it", "the drama"), or tell a decision?"""
        words = self._page.folded[sentence.start : sentence.end].split()
        refers = any(w.strip(".,;:!?\"'()") in ("it", "its", "it's") for w in words) or any(
            before == "the" and word.strip(".,;:!?\"'()").removesuffix("'s") in word_class("genre")
            for before, word in zip(words, words[1:], strict=False)
        )
        return refers or any(sentence.start <= c.start < sentence.end for c in self._page.cues)

    def _adjoins(self, show: ShowMention, organisation: OrganisationMention) -> bool:
        """ "Harrow House (Fox", "Harrow House | Fox", "Harrow House on Fox"."""
        return self._page.folded[show.end : organisation.start].strip("\"' ") in _ADJOINING

    def _possesses(self, organisation: OrganisationMention, show: ShowMention) -> bool:
        between = self._page.folded[organisation.end : show.start]
        return len(between) <= _POSSESSED and not any(mark in between for mark in (";", ". ", ":"))

    def _listed(self, shows: list[ShowMention]) -> Iterator[ShowMention]:
        """The first show, and those joined to it by commas and "and"."""
        yield shows[0]
        for left, right in zip(shows, shows[1:], strict=False):
            between = self._page.folded[left.end : right.start]
            open_, close = between.find("("), between.find(")")
            if 0 <= open_ < close:  # "Harrow House (season two) and Saltmarsh"
                between = between[:open_] + between[close + 1 :]
            if " ".join(between.replace('"', " ").replace("'", " ").split()) not in _JOINING:
                return
            yield right

    # Channels as headings

    def _under_headings(self) -> Iterator[Carried]:
        """A line that is a channel's name alone covers the shows of the lines below it, up to the next such line."""
        page = self._page
        current: OrganisationMention | None = None
        for block in page.layout.blocks:
            alone = self._channel_alone(block)
            if alone:
                current = alone
            elif current and (
                block.end - block.start > _LONGEST_LISTED
                or (block.kind == "heading" and block.end - block.start > _LONGEST_HEADING)
            ):
                current = None
            elif current and not self._names_channel(block):
                shows = list(within(page.shows, block.start, block.end))
                if shows and shows[0].start < block.start + 40:
                    for show in self._listed(shows):
                        end = min(block.end, block.start + _LONGEST_EVIDENCE)
                        yield Carried(show.title, current.name, "carries", block.start, end, "heading")

    def _names_channel(self, block: Block) -> bool:
        return any(o.role == "network" for o in within(self._page.organisations, block.start, block.end))

    def _channel_alone(self, block: Block) -> OrganisationMention | None:
        named = [o for o in within(self._page.organisations, block.start, block.end) if o.role == "network"]
        if len(named) != 1:
            return None
        rest = self._page.folded[block.start : named[0].start] + self._page.folded[named[0].end : block.end]
        return named[0] if not any(c.isalnum() for c in rest) else None
