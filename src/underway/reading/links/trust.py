"""Whether a decision is bound to its show, and to its season, closely enough to be believed. A claim about the wrong
show is worse than none: where the show is not named beside the words, it must be named in the paragraph, or all the
text must be about it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from underway.reading.cues import CueMention
from underway.reading.lexicon import common_words, given_names, phrases, word_class
from underway.reading.links.arguments import Topic
from underway.reading.links.coming import is_object, season_beside
from underway.reading.links.decisions import Decision
from underway.reading.links.focus import Focus
from underway.reading.links.headings_over import HeadingsOver
from underway.reading.links.modality import clause_around
from underway.reading.structure import NameMention, Page, SeasonMention, within

_REFERS = re.compile(r"\b(?:it|its|it's|they|their|both|former|latter)\b")
_DESCRIBES = re.compile(rf"\b(?:the|this|that|its|their) (?:[a-z-]+ ){{0,2}}{phrases('show_noun')}\b")
_MAKING = re.compile(rf"\b{phrases('making')}\b")
_BESIDES = re.compile(
    r"\b(?:in|at|near|outside|across|around|on|by|before|since|until|against|as|to|from|with)(?: the| its)? $"
)
_NO_TITLE = re.compile(
    r"\w+n't$|\w+'(?:d|ll|ve|re|m)$|.*-(?:made|language|born|set|based|night|part|hour|style|era)$|(?:\w\.){2,}$"
    rf"|{phrases('of_a_people')}s?$"
    r"|(?:golden globe|emmy|bafta|oscar|peabody|broadway|easter|christmas|covid)(?:-?19)?s?$"
)
_TOLD = re.compile(r"\b(?:told|tells|podcast|magazine|newspaper|newsletter|weekly|website|blog|outlet|site) [\"']?$")
_OPENS_WORDS = re.compile(r"(?:^|[.:!?-] ?)[\"'(]?$")
_ADDRESSED = re.compile(r"(?:, |[-] )$")
_VERDICT_LEAD = re.compile(rf"\W*(?:{phrases('verdict_lead')}[,.]?\s+)*$")
_FILM_BEFORE = re.compile(
    r"\b(?:film|movie|feature|biopic|blockbuster|play|musical|opera|ballet|podcast|novel|album) [\"']?$"
)
_FILM_AFTER = re.compile(
    r"[\"']?,? (?:an? (?:[a-z-]+ ){0,3}(?:film|movie|biopic)\b"
    r"|can (?:exclusively )?reveal\b|has learn(?:ed|t)\b|understands\b)"
)
_CLOSE = 60
_OPENING = 3  # characters of marks before the first word of a sentence
_UNKNOWN = 0.5
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
        return not topic.pronoun and (numbered or bool(_DESCRIBES.search(words)))
    if len(here) > 1 and not topic.chosen and topic.title != binding.last_named(sentence.block, mention.start):
        return False
    if _VERDICT_LEAD.match(page.folded[sentence.start : mention.start]):
        return True
    if decision.status == "undecided" and len(here) == 1:
        return True
    return numbered or any(p.search(words) for p in (_REFERS, _DESCRIBES, _MAKING))


def may_be_a_title(page: Page, name: NameMention) -> bool:
    """May the name, of which the text says too little, be that of a show?"""
    words = page.folded[name.start : name.end]
    return (
        name.strength < _UNKNOWN
        and not any(within(page.persons, name.start, name.end))
        and not any(within(page.organisations, name.start, name.end))
        and not any(m.start < name.end and name.start < m.end for m in _cues_in(page, name.start - 40, name.end))
        and not _NO_TITLE.match(words)
        and not _is_aside(page, name, words)
        and not _BESIDES.search(page.folded[max(name.start - 12, 0) : name.start])
        and not (words in common_words() and _opens(page, name))
    )


def _opens(page: Page, name: NameMention) -> bool:
    """Does the name begin a sentence, or what follows a label ("VERDICT: True")?"""
    sentence = page.layout.sentence_at(name.start)
    lead = page.folded[max(sentence.start, name.start - _OPENING) : name.start]
    return name.start - sentence.start < _OPENING or bool(_OPENS_WORDS.search(lead))


def _is_aside(page: Page, name: NameMention, words: str) -> bool:
    """Is it somebody spoken to or the sender ("They have not, Ruthie", "- Tara"), the outlet that was told so, a place,
    or in brackets of its own?"""
    lead = page.folded[max(name.start - 24, 0) : name.start]
    if words in word_class("place") or words in word_class("org_other") or _TOLD.search(lead):
        return True
    if lead.endswith("(") and page.folded.startswith(")", name.end):
        return True
    addressed = _ADDRESSED.search(lead) and page.folded[name.end : name.end + 1] in (".", "", "\n", "!", "?", ",")
    return bool(addressed) and words in given_names()


def _cues_in(page: Page, start: int, end: int) -> Iterator[CueMention]:
    at = bisect_left(page.cues, start, key=lambda m: m.start)
    while at < len(page.cues) and page.cues[at].start < end:
        yield page.cues[at]
        at += 1
