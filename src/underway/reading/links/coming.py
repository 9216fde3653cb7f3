"""Which season a decision is about: the one that its words number, or the one after the season last made."""

import re

from underway.reading.cues import CueMention
from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.arguments import Topic
from underway.reading.links.headings_over import HeadingsOver
from underway.reading.links.season_words import is_pickup, made_by, names_show, owner_of
from underway.reading.structure import Page, SeasonMention, within
from underway.vocabulary.claims import StatusValue
from underway.vocabulary.numbers import CARDINAL_PATTERN, read_cardinal
from underway.vocabulary.seasons import LAST_SEASON

# Statuses of a season not made so far: beside a season that is made, they are about the next.
AHEAD = frozenset(("renewed", "cancelled", "undecided", "in_development"))
_OBJECT_BREAK = re.compile(rf"\b{phrases('object_break')}\b|[.;:]")
_OF_SEASON = re.compile(rf"'s\b| {phrases('of_a_season')}\b")
_THROUGH = re.compile(r"\b(?:through|up to|until) (?:the |its |a )?(?=\S)")
_RELATIVE = re.compile(r",? (?:which|that) (?:(?:was|were|is|had|has|have|been|[a-z]+ly) ?)+$")
_NEGATED = re.compile(r"\b(?:no|not|nor|without|never)\b")
_IN_ALL = re.compile(
    r"\b(?:tak|bring|carr)\w* (?:it |(?:the|its) (?:[a-z'-]+ ){1,3})(?:up |out )?to (?:a total of )?"
    rf"(?P<total>{CARDINAL_PATTERN}|\d{{1,2}})\b(?! (?:episodes|hours|million|p|a)\b)"
)
_MOST_AT_ONCE = 4
_TOLD = 160  # characters behind "two more seasons" in which the text numbers them
_BEGAN = re.compile(r"\b(?:premiered|debuted|launched|bowed)\b")
_VERDICT_LEAD = 12  # characters: "officially "


_APART = re.compile(r" [•|●■] ")
_WENT_ON = re.compile(r" (?:until|till) ")  # "came in its second year and stayed until it was cancelled"
_MEANWHILE = re.compile(r"\b(?:before|ahead of|even though|although)\b")
_BRACKETS = re.compile(r"\([^()]*\)")

_BESIDE = 10  # characters between a show's name and the season that is told of it alone
_BESIDE_NAME = re.compile(r"\W{0,4}(?:(?:for|gets?|got|to|a|an|its) )?")


def season_near(
    page: Page, sentence: Sentence, mention: CueMention, topic: Topic, topics: list[Topic]
) -> SeasonMention | None:
    """The season that the words speak of: the nearest in their reach, one that follows first, another show's left out.
    One that follows the last of several `topics` is all theirs."""
    best: tuple[bool, int, SeasonMention] | None = None
    beside = season_beside(page, topic) if len(topics) > 1 else None
    if beside:
        return beside
    seasons = [(m, owner_of(page.folded, page.shows, m)) for m in page.binding.season_in(sentence.start, sentence.end)]
    own = any(owner == topic.title for _, owner in seasons)
    for season, owner in seasons:
        shared = (not own and season.start >= topics[-1].end and owner == topics[-1].title) or (
            owner == topics[0].title and season.end <= topics[0].start and page.folded[season.end - 1] == "s"
        )  # "the freshman dramas Saltmarsh and Harrow House"
        if owner and owner != topic.title and not shared:
            continue
        if owner is None and _of_another(page, sentence, season, topics):
            continue
        if season.start >= mention.end:
            gap = season.start - mention.end
        elif season.end <= mention.start:
            gap = (mention.start - season.end) + 25
        else:
            gap = 0
        between = page.folded[min(season.end, mention.end) : max(season.start, mention.start)]
        if _APART.search(between) or _is_bracketed_off(page, sentence, mention, season):
            continue
        gap += 60 * (";" in between) - (
            topic.end - topic.start if topic.named and mention.end <= topic.start < season.start else 0
        )
        # "Will be back next season for its ninth year", "has been ordered before the second has aired", "handed the
        # freshman drama a second season".
        vague = (
            season.relative in ("next", "this") or names_show(page.folded, season) or bool(_MEANWHILE.search(between))
        )
        if gap <= mention.cue.reach + 25 and (best is None or (vague, gap) < best[:2]):
            best = (vague, gap, season)
    return best[2] if best else None


def _is_bracketed_off(page: Page, sentence: Sentence, mention: CueMention, season: SeasonMention) -> bool:
    """Do the words stand in brackets behind which the season follows?"""
    brackets = _BRACKETS.finditer(page.folded, sentence.start, sentence.end)
    return any(b.start() <= mention.start and mention.end <= b.end() <= season.start for b in brackets)


def _of_another(page: Page, sentence: Sentence, season: SeasonMention, topics: list[Topic]) -> bool:
    """Does another show stand between the season and the shows that the words speak of?"""
    last = topics[-1]
    if not last.named:
        return False
    if last.end <= season.start:
        low, high = last.end, season.start
    else:
        low, high = sentence.start, topics[0].start
    return any(m.title not in {t.title for t in topics} for m in within(page.shows, low, high))


def season_beside(page: Page, topic: Topic) -> SeasonMention | None:
    """The season right behind the show's name: "and the comedy Saltmarsh a sixth", "Harrow House for a third"."""
    if not topic.named:
        return None
    near = within(page.seasons, topic.end, topic.end + _BESIDE)
    return next((m for m in near if _BESIDE_NAME.fullmatch(page.folded, topic.end, m.start)), None)


def is_object(page: Page, mention: CueMention, season: SeasonMention, passive: bool) -> bool:
    """Is the season what the verb gives or orders ("ordered a third season", "a third has been ordered")?"""
    if season.count and season.relative != "more" and not is_pickup(page.folded, season):
        return False
    if season.relative == "this" or names_show(page.folded, season):
        return False
    low, high = min(season.end, mention.end), max(season.start, mention.start)
    between = page.folded[low:high]
    for named in (*within(page.shows, low, high), *within(page.organisations, low, high)):
        between = between.replace(page.folded[named.start : named.end], "")
    if season.end <= mention.start and mention.cue.show == "before":
        return False  # "the fourth season got 5 million viewers"
    if season.end <= mention.start:
        between = _RELATIVE.sub("", between)
    if season.start >= mention.end and page.folded[season.start - 3 : season.start] == "'s ":
        return False  # "its third season's best night" is one that is there
    if _OF_SEASON.match(page.folded, season.end) or _NEGATED.search(between):
        return False
    if len(between) > mention.cue.reach or _OBJECT_BREAK.search(between):
        return False
    beside = mention.cue.show != "before" and not page.folded[low:high].strip(
        " ,\"'"
    )  # "Season 2 ordered", "S3, announced in May"
    return season.end > mention.start or passive or mention.cue.polar or beside or mention.cue.certainty is not None


def _shown_before(page: Page, sentence: Sentence, mention: CueMention, topic: Topic) -> int | None:
    """The season that a scorecard gives beside its title, before a sentence that is a verdict: "Tannery, season 6
    (NBC). Cancelled 5/8"."""
    if not sentence.index or topic.named or mention.start - sentence.start > _VERDICT_LEAD:
        return None
    previous = page.sentences[sentence.index - 1]
    for season in page.binding.season_in(previous.start, previous.end):
        if (
            previous.block == sentence.block
            and season.rule == "season.label"
            and owner_of(page.folded, page.shows, season) == topic.title
        ):
            return season.numbers[-1]
    return None


def _began_lately(page: Page, sentence: Sentence, topic: Topic) -> bool:
    """Does the sentence say that the show began, in a text that numbers no season of it?"""
    began = _BEGAN.search(page.folded, sentence.start, sentence.end)
    return bool(began) and page.binding.last_season_before(sentence.start, topic.title) is None


def seasons_decided(
    page: Page, mention: CueMention, topic: Topic, status: StatusValue, near: SeasonMention | None
) -> tuple[int | None, ...]:
    """The seasons that the decision is about; (None,) where its sentence numbers none."""
    sentence = page.layout.sentence_at(mention.start)
    if near is None:
        asked = None if topic.named else page.view(HeadingsOver).season(sentence)
        if asked and made_by(page.folded, asked) is None:
            return asked.numbers
        if status not in AHEAD:
            return (page.binding.season_at(mention.start, topic.title),)
        shown = _shown_before(page, sentence, mention, topic)
        if shown is None and status in ("cancelled", "undecided") and _began_lately(page, sentence, topic):
            shown = 1
        return (shown + 1 if shown else None,)
    known = page.binding.last_season_before(near.start, topic.title)
    last = page.binding.last_made(topic.title)
    if near.relative == "more" or (near.count and is_pickup(page.folded, near)):
        more = min(near.numbers[0], _MOST_AT_ONCE) if near.numbers else 1
        told = page.binding.season_in(near.end, near.end + _TOLD)
        spelled = [m for m in told if len(m.numbers) == more > 1 and not m.count]
        if spelled:
            return spelled[0].numbers  # "two further years"; "It covers seasons three and four."
        through = _THROUGH.search(page.folded, near.end, sentence.end)
        reached = [m for m in page.binding.season_in(through.end(), through.end() + 4) if m.numbers] if through else []
        total = _IN_ALL.search(page.folded, near.end, near.end + _TOLD)
        if reached:
            last = reached[0].numbers[-1] - more
        elif total:
            last = (read_cardinal(total["total"]) or more) - more
        return tuple(range(last + 1, last + 1 + more)) if last and status in AHEAD else (None,)
    if near.relative:
        numbered = [m for m in page.binding.season_in(sentence.start, sentence.end) if m.numbers and not m.count]
        if near.relative == "final" and len(numbered) == 1:
            return (numbered[0].numbers[0],)
        if near.relative == "this" and status == "final":
            return (_shown_before(page, sentence, mention, topic) or known,)
        if near.relative == "next" and last and status in AHEAD:
            return (last + 1,)
        return (None,)
    made = made_by(page.folded, near)
    if mention.cue.season == "last" and made is None:
        made = near.numbers[-1]
    if made is not None:
        if status in AHEAD:
            return (min(made + 1, LAST_SEASON),)
        return (made,) if status == "final" or not near.count else (None,)
    if near.rule == "season.nickname" and near.numbers == (1,) and status in ("cancelled", "undecided"):
        return (2,)  # "nobody will discuss it, though its freshman season drew a crowd"
    if status == "cancelled" and _WENT_ON.search(page.folded, near.end, max(near.end, mention.start)):
        return (None,)
    return (None,) if near.count else near.numbers
