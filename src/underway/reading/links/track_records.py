"""Track records: the shows that words behind a studio's name say that it made too ("Kestrel Films, the indie behind
Marrow and The Tannery"), or that words before it do ("Marrow makers Kestrel Films")."""

import re

from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.joined import series_of
from underway.reading.structure import OrganisationMention, Page, ShowMention, within

_LONGEST_LEAD = 80  # characters between the name and the first title
_SOURCE = (
    r"(?:(?:the|its|their|hit|smash|tv|television|acclaimed|award-winning|long-running|other|such) "
    r"|[\w+&]+(?: [\w+&]+)?'s? )*"
)
_LEAD = re.compile(rf"{phrases('made_also')} {_SOURCE}(?:[a-z-]+ ){{0,5}}?[\"']*")
_BRACKET = re.compile(r" \((?:the )?[\"']?")
_BEFORE = re.compile(rf"[\"']*(?:'s)?[\"']* (?:co-)?{phrases('maker_noun')},? (?:the )?")
_OF_BEFORE = re.compile(rf"\b{phrases('maker_noun')} (?:of|behind) (?:the )?{_SOURCE}(?:[a-z-]+ ){{0,5}}?[\"']*$")


class TrackRecords:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def behind(self, sentence: Sentence, studio: OrganisationMention) -> list[ShowMention]:
        """The shows behind the name that are said to be among what it made."""
        page = self._page
        shows = within(page.shows, studio.end, sentence.end)
        if not shows or shows[0].start - studio.end > _LONGEST_LEAD:
            return []
        lead = _LEAD if not _BRACKET.fullmatch(page.folded, studio.end, shows[0].start) else _BRACKET
        if not lead.fullmatch(page.folded, studio.end, shows[0].start):
            return []
        return series_of(page, shows)

    def before(self, sentence: Sentence, studio: OrganisationMention) -> list[ShowMention]:
        """The show before the name whose makers it names: "Marrow makers Kestrel Films", "the producers of Marrow,
        Kestrel Films"."""
        page = self._page
        shows = within(page.shows, sentence.start, studio.start)
        if not shows:
            return []
        last = shows[-1]
        if _BEFORE.fullmatch(page.folded, last.end, studio.start):
            return [last]
        if page.folded[last.end : studio.start].strip("\"' ") != ",":
            return []
        of = _OF_BEFORE.search(page.folded[max(sentence.start, last.start - _LONGEST_LEAD) : last.start])
        return [last] if of else []
