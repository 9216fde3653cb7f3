"""Channels as headings: a line that is a channel's name covers the shows of the lines below it."""

from collections.abc import Iterator

import msgspec

from underway.reading.layout import Block
from underway.reading.links.attachment import Attachment
from underway.reading.structure import OrganisationMention, Page, within

_LONGEST_HEADING = 60
_LONGEST_LABEL = 25
_LONGEST_LISTED = 500
_LONGEST_EVIDENCE = 300
_MOST_BESIDE = 4
_BESIDE_CHANNEL = frozenset(  # words that a line over a channel's shows may hold beside its name
    """also on at over from new coming to the s shows series renewals cancellations renewed cancelled and originals
    dramas comedies schedule slate pickups orders returning status programming scorecard""".split()
)
_OPENING = 40  # characters within which a line names its show


class Covered(msgspec.Struct, frozen=True):
    """A show in a line below a channel's name, and the line."""

    show: str
    channel: str
    start: int
    end: int


def covered_by_headings(page: Page, attachment: Attachment) -> Iterator[Covered]:
    """The shows of the lines below each such line, up to the next one."""
    current: OrganisationMention | None = None
    for block in page.layout.blocks:
        alone = _channel_alone(page, block)
        if alone:
            current = alone
        elif current and block.end - block.start > _longest_under(page, block):
            current = None
        elif current and not _networks(page, block):
            shows = within(page.shows, block.start, block.end)
            if shows and shows[0].start < block.start + _OPENING:
                end = min(block.end, block.start + _LONGEST_EVIDENCE)
                for show in attachment.listed(shows):
                    yield Covered(show.title, current.name, block.start, end)


def _longest_under(page: Page, block: Block) -> int:
    """How long a line that a channel's name covers may be; a heading is another one's, but "Renewed: Saltmarsh"."""
    label = page.folded.find(":", block.start, block.end) - block.start
    return _LONGEST_LISTED if block.kind != "heading" or 0 < label <= _LONGEST_LABEL else _LONGEST_HEADING


def _networks(page: Page, block: Block) -> list[OrganisationMention]:
    return [o for o in within(page.organisations, block.start, block.end) if o.role == "network"]


def _channel_alone(page: Page, block: Block) -> OrganisationMention | None:
    named = _networks(page, block)
    if len(named) != 1:
        return None
    rest = page.folded[block.start : named[0].start] + page.folded[named[0].end : block.end]
    if block.kind != "heading":
        return None if any(map(str.isalnum, rest)) else named[0]
    words = "".join(c if c.isalnum() else " " for c in rest).split()
    return named[0] if len(words) <= _MOST_BESIDE and _BESIDE_CHANNEL.issuperset(words) else None
