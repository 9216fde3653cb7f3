"""Episodes claims: how many there are, of a season or of the whole show."""

import re
from collections.abc import Iterator

from underway.reading.counts import CountMention, find_counts
from underway.reading.layout import Sentence
from underway.reading.links.modality import clause_around, manner_of
from underway.reading.links.subjects import Subjects, evidence_of
from underway.reading.structure import Draft, Page, SeasonMention, within
from underway.vocabulary import Episodes

_JOINED = re.compile(r"[ ,-]{1,3}(?:[\w'-]+ ){0,3}?(?:(?:of|for|in|to) (?:the |its |a |an |their )?(?:[\w'-]+ ){0,2}?)?")
_ORDINAL = re.compile(r"\bfirst (?:season|series|run|time|one|batch|outing)\b|\bthe first (?:was|had|ran)\b")
_BEFORE = re.compile(r"\b(?:last (?:time|season|series|year|run)|previous|the season before|customary)\b")


def find(page: Page) -> Iterator[Draft]:
    """One draft a (show, season, count); a count that leaves the season open adds nothing to the same one of a season."""
    drafts: dict[tuple[str, int | None, int], Draft] = {}
    subjects = Subjects(page)
    for sentence in page.sentences:
        if page.layout.block_of(sentence).kind in ("debris", "byline", "caption"):
            continue
        mentions = list(find_counts(page.folded, sentence.start, sentence.end))
        plain = [m for m in mentions if not m.cue.compared]
        for mention in mentions:
            if mention.cue.compared and not (plain and plain[0].start < mention.start):
                continue
            draft = _decode(page, subjects, sentence, mention, plain)
            if draft:
                drafts.setdefault((draft.fields["show"], draft.fields["season"], draft.fields["count"]), draft)
    numbered = {(show, count) for show, season, count in drafts if season is not None}
    for (show, season, count), draft in drafts.items():
        if season is not None or (show, count) not in numbered:
            yield draft


def _decode(
    page: Page, subjects: Subjects, sentence: Sentence, mention: CountMention, plain: list[CountMention]
) -> Draft | None:
    if mention.cue.season and not any(_seasons(page, sentence)):
        return None
    manner = manner_of(page.layout, sentence, mention.start, mention.end)
    if not mention.cue.compared and (manner.negated or manner.supposed or manner.asked or manner.denied):
        return None
    at = plain[0] if mention.cue.compared else mention
    show = subjects.show_of(sentence, at.start, at.end, apposed=at.cue.id == "episodes.compound")
    if show is None:
        return None
    season = _compared_season(page, sentence, mention, plain[0]) if mention.cue.compared else _season(page, sentence, mention)
    start, end = evidence_of(page, sentence, mention.start, mention.end)
    return Draft(Episodes, start, end, mention.cue.id, {"show": show, "season": season, "count": mention.count})


def _season(page: Page, sentence: Sentence, mention: CountMention) -> int | None:
    named = list(_seasons(page, sentence))
    for season in named:
        if season.start >= mention.start and _JOINED.fullmatch(page.folded, mention.end, season.start):
            return _number(season)
    if mention.cue.total:
        return None
    left, _ = clause_around(page.layout, sentence, mention.start, mention.end)
    before = [m for m in named if left <= m.start < mention.start]
    if before:
        return _number(before[-1])
    if len(named) == 1 and named[0].start < mention.start:
        return _number(named[0])
    return None


def _compared_season(page: Page, sentence: Sentence, mention: CountMention, beside: CountMention) -> int | None:
    """The season of "up from six" and "the first had ten": the one that the words name, or the one before."""
    ordinal = _ORDINAL.search(page.folded, mention.start - 40, mention.end + 40)
    named = [m for m in _seasons(page, sentence) if m.start > beside.end]
    if named:
        return _number(named[-1])
    if ordinal:
        return 1
    season = _season(page, sentence, beside)
    return season - 1 if season and season > 1 and _BEFORE.search(page.folded, mention.start - 30, mention.end + 25) else None


def _seasons(page: Page, sentence: Sentence) -> Iterator[SeasonMention]:
    return (m for m in within(page.seasons, sentence.start, sentence.end) if m.numbers and not m.count)


def _number(season: SeasonMention) -> int | None:
    return season.numbers[0] if len(season.numbers) == 1 else None
