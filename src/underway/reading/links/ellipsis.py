"""Sentences that say of another show what the one before them said ("So is Saltmarsh, at three", "Ditto Harrow House",
"The same goes for ...")."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Sentence
from underway.reading.links.joined import series_of
from underway.reading.structure import Page, ShowMention, within
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal

_OPENINGS = ("so ", "and so ", "neither ", "nor ", "ditto", "likewise", "the same ", "same ", "as ")
_SAME = re.compile(
    r"(?:and )?(?:(?:so|neither|nor) (?:too )?(?:is|are|was|were|does|do|did|has|have|had|will|would)"
    r"|ditto(?: for)?:?|likewise:?|(?:the )?same (?:goes|is true|can be said|story|fate|again) (?:for|of|with|at)"
    r"|(?:the )?same (?:fate|axe|verdict) (?:befell|awaits|awaited|met|fell on)|as (?:is|are|does|do|did|was|were))"
    r" (?:(?:the|its|an?) )?(?:[\w+'-]+ ){0,5}?(?:[\w'-]+, )?[\"']?"
)
_AT = re.compile(
    rf"[\"',]{{0,2}} (?:at|after) (?:just |only )?(?P<count>{CARDINAL_PATTERN}|\d{{1,2}})\b(?!:| ?[ap]\.?m)"
)
_REACH = 90  # characters before the show


class Echo(msgspec.Struct, frozen=True):
    """The `shows` of the `sentence`, of which the same is said as `mention` says in the one before."""

    mention: CueMention
    sentence: Sentence
    shows: tuple[ShowMention, ...]

    def seasons_made(self, page: Page) -> int | None:
        """ "So is Saltmarsh, at three"."""
        stopped = _AT.match(page.folded, self.shows[-1].end, self.sentence.end)
        return read_cardinal(stopped["count"]) if stopped else None


def find_echoes(page: Page) -> Iterator[Echo]:
    for sentence in page.sentences[1:]:
        if not page.folded.startswith(_OPENINGS, sentence.start):
            continue
        shows = within(page.shows, sentence.start, min(sentence.end, sentence.start + _REACH))
        before = page.sentences[sentence.index - 1]
        cues = within(page.cues, before.start, before.end)
        if not shows or not cues or before.block < sentence.block - 1:
            continue
        if within(page.cues, shows[0].end, sentence.end) or page.folded[sentence.end - 1] == "?":
            continue
        if _SAME.fullmatch(page.folded, sentence.start, shows[0].start):
            rest = within(page.shows, sentence.start, sentence.end)
            yield Echo(cues[-1], sentence, tuple(series_of(page, rest)))
