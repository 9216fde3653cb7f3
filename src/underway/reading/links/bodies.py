"""Which channel or company speaks at a place: the one that "it", "the network" or "a spokesman" stands for."""

from bisect import bisect_left

from underway.reading.structure import Page, within


def body_near(page: Page, position: int) -> str | None:
    """The channel or company of the sentence, or of the one before, for which "a spokesman" speaks."""
    sentence = page.layout.sentence_at(position)
    since = page.sentences[max(sentence.index - 1, 0)].start
    bodies = [o for o in within(page.organisations, since, position) if o.role != "outlet"]
    return bodies[-1].name if bodies else None


def body_before(page: Page, position: int) -> str | None:
    organisations = page.organisations
    at = bisect_left(organisations.starts, position)
    block = page.layout.block_of(page.layout.sentence_at(position))
    bodies = [o for o in organisations[max(0, at - 12) : at] if o.role in ("network", "studio", "other")]
    if bodies and bodies[-1].start >= block.start:
        return bodies[-1].name
    recent = [o.name for o in bodies]
    return max(reversed(recent), key=recent.count) if recent else None
