"""Whether a decision is bound to its show, and to its season, closely enough to be believed. A claim about the wrong
show is worse than none: where the show is not named beside the words, it must be named in the paragraph, or all the
text must be about it."""

import re

from underway.reading.lexicon import phrases
from underway.reading.links.arguments import Topic
from underway.reading.links.coming import is_object, season_beside
from underway.reading.links.decisions import Decision
from underway.reading.links.focus import Focus
from underway.reading.links.headings_over import HeadingsOver
from underway.reading.links.modality import clause_around
from underway.reading.links.possible_titles import may_be_a_title
from underway.reading.links.references import DESCRIBES, REFERS
from underway.reading.structure import Page, SeasonMention, within

_MAKING = re.compile(rf"\b{phrases('making')}\b")
_VERDICT_LEAD = re.compile(rf"\W*(?:{phrases('verdict_lead')}[,.]?\s+)*$")
_FILM_BEFORE = re.compile(
    r"\b(?:film|movie|feature|biopic|blockbuster|play|musical|opera|ballet|podcast|novel|album) [\"']?$"
)
_FILM_AFTER = re.compile(
    r"[\"']?,? (?:an? (?:[a-z-]+ ){0,3}(?:film|movie|biopic)\b"
    r"|can (?:exclusively )?reveal\b|has learn(?:ed|t)\b|understands\b)"
)
_CLOSE = 60
_DAY = len("2021-05-05")


class _NoSeries:
    """The titles of a page that are a film's ("the action film Red Lantern"), or of what brings its news ("the Lantern
    can reveal"). Built once."""

    def __init__(self, page: Page) -> None:
        self.titles = {
            m.title
            for m in page.shows
            if _FILM_AFTER.match(page.folded, m.end) or _FILM_BEFORE.search(page.folded, max(m.start - 24, 0), m.start)
        }


def is_believed(page: Page, decision: Decision, topic: Topic, near: SeasonMention | None, topics: list[Topic]) -> bool:
    """Is it believed of the show, one of `topics`, with `near` as the season that it may speak of?"""
    if not season_fits(page, decision, topic, near):
        return False
    if topic.title in page.view(_NoSeries).titles:
        return False
    if not topic.named:
        return _is_meant(page, decision, topic, near)
    if near is None and decision.mention.cue.season == "free" and decision.status == "renewed":
        return max(topics[0].start - decision.mention.end, decision.mention.start - topics[-1].end) <= _CLOSE
    return True


def season_fits(page: Page, decision: Decision, topic: Topic, near: SeasonMention | None) -> bool:
    """Is there the season that the cue asks for, and none that speaks against it?"""
    cue, sentence = decision.mention.cue, decision.sentence
    counted = near is not None and near.count and near.relative != "more"
    if cue.season == "needed":
        if near is None or (near.relative == "this" and decision.status != "final"):
            return False
        if counted and decision.status == "renewed":
            return False
    given = near is not None and (
        is_object(page, decision.mention, near, decision.passive)
        or (topic.start > decision.mention.end and near == season_beside(page, topic))
    )
    if cue.season == "object" and not given:
        return False
    if cue.later and not (near and near.numbers and not near.count and near.numbers[0] > 1):
        return False
    if cue.deed and decision.status == "renewed":
        # When it is back is a date; that it comes back was decided before.
        _, right = clause_around(page, sentence, decision.mention.start, decision.mention.end)
        after = within(page.dates, decision.mention.start, right)
        return not any(m.ahead and len(m.date) == _DAY for m in after)
    if decision.status == "ended":
        apart = page.folded.rfind(";", sentence.start, decision.mention.start)
        earlier = page.binding.season_in(max(sentence.start, apart), decision.mention.start)
        return not any(m.numbers and not m.count for m in earlier)
    return True


def _is_meant(page: Page, decision: Decision, topic: Topic, near: SeasonMention | None) -> bool:
    """Is the show that its sentence does not name the one that is meant?"""
    mention, sentence, binding = decision.mention, decision.sentence, page.binding
    if not binding.is_named_before(sentence.start, topic.title):
        return False
    here = binding.shows_in_block(sentence.block)
    since = sentence.start if topic.title in here else page.layout.block_of(sentence).start
    if any(may_be_a_title(page, m) for m in within(page.names, since, min(mention.end + _CLOSE, sentence.end))):
        return False
    words = page.folded[sentence.start : sentence.end]
    numbered = near is not None and not near.count
    if topic.title not in here:
        if here:
            return False
        if topic.title == page.view(HeadingsOver).show(sentence):
            return True
        if topic.title not in (binding.dominant_show, page.view(Focus).from_above(sentence)):
            return False
        return not topic.pronoun and (numbered or bool(DESCRIBES.search(words)))
    if len(here) > 1 and not topic.chosen and topic.title != binding.last_named(sentence.block, mention.start):
        return False
    if _VERDICT_LEAD.match(page.folded[sentence.start : mention.start]):
        return True
    if decision.status == "undecided" and len(here) == 1:
        return True
    return numbered or any(p.search(words) for p in (REFERS, _MAKING))
