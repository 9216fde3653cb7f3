"""Episodes claims: how many there are, of a season or of the whole show."""

import re
from collections.abc import Iterator

from underway.reading.counts import CountMention
from underway.reading.kinds.progress import Place, Progress
from underway.reading.layout import Sentence
from underway.reading.lexicon import word_class
from underway.reading.links.modality import Manner, clause_around
from underway.reading.links.subjects import Subjects, evidence_of
from underway.reading.structure import Draft, Page, SeasonMention, inside, within
from underway.vocabulary import Episodes
from underway.vocabulary.numbers import CARDINAL_PATTERN, ORDINAL_PATTERN, read_cardinal, read_ordinal

_LONGEST_SENTENCE = 1500  # what is longer is no sentence
_TO_SEASON = re.compile(
    r"[ ,-]{1,3}(?:(?!and\b|while\b|whereas\b|but\b|where\b|than\b|like\b|unlike\b|against\b|after\b)[\w'-]+ ){0,3}?"
    r"(?:(?:of|for|in|to) (?:the |its |a |an |their )?(?:[\w'-]+ ){0,2}?)?"
)
_SAME = re.compile(
    r",? (?:just )?(?:the )?(?:same (?:number )?as|as many as|like) (?:in |for )?(?:the |its )?"
    rf"(?P<ordinal>{ORDINAL_PATTERN}|last|previous)\b"
)
_LABELLED = re.compile(
    r"(?:[•·*»■–-] ?)?(?:[A-Z][\w+ ]{1,20}: )?[\"“‘']?(?P<title>[A-Z][\w'’&!? -]{2,40}?)[\"”’']?(?: ?\(|, )"
)
_NO_TITLE = ("month", "weekday", "genre", "opener", "season_word")
_SMALL = frozenset("of the and a an in on to for &".split())
_EACH = re.compile(r"\b(?:each|both|apiece|every)\b")
_FIRST = re.compile(r"\bfirst (?:season|series|run|time|one|batch|outing)\b|\bthe first (?:was|had|ran)\b")
_ORDINAL_BEFORE = re.compile(
    rf"\b(?P<ordinal>{ORDINAL_PATTERN})(?: (?:season|series|run|batch|one|outing|year))?,?"
    r"(?: (?:had|has|was|ran to|runs to|numbered|got|will have|just|only))* $"
)
_ASSUMED = re.compile(r"\b(?:usual|customary|typical|normal|rather than|instead of|as opposed to)\b")
_ALIKE = re.compile(
    r"[\"',]{0,3}(?: (?:just|only|has|had|got|gets|made it|reached|ran|runs|lasted|managed|will have|will get"
    r"|is getting|went|to|for|at|with))+ (?:a mere |just |only )?"
    rf"(?P<count>{CARDINAL_PATTERN}|\d{{1,3}})(?=[,.;)](?!\d)| (?:at|on|from|in|and|before|when)\b(?! (?:the|a) half))"
)
_FEWEST, _MOST = 4, 400
_EARLIER = re.compile(r"\b(?:last (?:time|season|series|year|run)|previous|the season before)\b")


def find(page: Page) -> Iterator[Draft]:
    """One draft a (show, season, count); a count that leaves the season open adds nothing to the same of a season."""
    drafts: dict[tuple[str, int | None, int], Draft] = {}
    for draft in _drafts(page):
        fields = draft.fields
        drafts.setdefault((fields["show"], fields["season"], fields["count"]), draft)
    numbered = {(show, count) for show, season, count in drafts if season is not None}
    for (show, season, count), draft in drafts.items():
        if season is not None or (show, count) not in numbered:
            yield draft


def _drafts(page: Page) -> Iterator[Draft]:
    subjects = page.view(Subjects)
    counted = -2  # the last sentence that counts
    for sentence in page.sentences:
        kind = page.layout.block_of(sentence).kind
        if kind in ("debris", "byline", "caption") or sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
        beside: CountMention | None = None
        for mention in inside(page.counts, sentence.start, sentence.end):
            if not (beside if mention.cue.compared else _counts(page, sentence, mention)):
                continue
            near = beside if beside and mention.cue.compared else mention
            show = _labelled(page, sentence, near) or subjects.show_of(
                sentence, near.start, near.end, apposed=near.cue.names
            )
            if show and near is mention:
                seasons = _seasons(page, sentence, mention)
                same = _same_before(page, mention, seasons[-1])
                if same:
                    seasons = (same + 1,) if seasons == (None,) else seasons
                    yield _draft(page, sentence, mention, show, same)
                for season in seasons:
                    yield _draft(page, sentence, mention, show, season or _first(page, sentence, mention, show))
            elif show:
                season = _compared_season(page, sentence, mention, near)
                if season or not _ASSUMED.search(page.folded, near.end, mention.start):
                    yield _draft(page, sentence, mention, show, season)
            beside = beside or mention
        if beside:
            counted = sentence.index
        if sentence.index - counted <= 1:
            yield from _alike(page, sentence)


def _alike(page: Page, sentence: Sentence) -> Iterator[Draft]:
    """The counts that leave out their noun, beside ones that have it ("one got 22 episodes, Saltmarsh 13")."""
    for show in within(page.shows, sentence.start, sentence.end):
        match = _ALIKE.match(page.folded, show.end, sentence.end)
        count = read_cardinal(match["count"]) if match else None
        if not match or not count or not _FEWEST <= count <= _MOST:
            continue
        if not inside(page.counts, match.start("count"), match.end() + 1):
            start, end = evidence_of(page, sentence, match.start("count"), match.end())
            fields = {"show": show.title, "season": None, "count": count}
            yield Draft(Episodes, start, end, "episodes.alike", fields)


def _labelled(page: Page, sentence: Sentence, mention: CountMention) -> str | None:
    """The title that the text knows by its place alone: a line's or a label's words right before the count ("Peacock:
    Grandmaster, eight half-hours", "Ruth Calder (4 x 60')")."""
    if within(page.shows, sentence.start, mention.start):
        return None
    label = _LABELLED.fullmatch(page.text, sentence.start, mention.start)
    if not label or not all(w[0].isupper() or w in _SMALL for w in label["title"].split()):
        return None
    start, end = label.span("title")
    named = bool(within(page.organisations, start, end) or within(page.seasons, start, end))
    if mention.cue.id != "episodes.running-time":
        named = named or bool(within(page.persons, start, end))
    words = label["title"].lower().split()
    return None if named or any(w in word_class(c) for c in _NO_TITLE for w in words) else label["title"]


def _counts(page: Page, sentence: Sentence, mention: CountMention) -> bool:
    manner = Manner(page, sentence, mention.start, mention.end)
    if manner.asked or manner.denied or manner.mistaken:
        return False
    return not mention.cue.season or bool(_named(page, sentence))


def _draft(page: Page, sentence: Sentence, mention: CountMention, show: str, season: int | None) -> Draft:
    start, end = evidence_of(page, sentence, mention.start, mention.end)
    return Draft(Episodes, start, end, mention.cue.id, {"show": show, "season": season, "count": mention.count})


def _seasons(page: Page, sentence: Sentence, mention: CountMention) -> tuple[int | None, ...]:
    """The season named behind the count ("eight episodes in season two"), else in its clause before it; several where
    the words give the count to each."""
    named = _named(page, sentence)
    for season in named:
        if mention.start < season.start < mention.end or (
            season.start >= mention.end and _TO_SEASON.fullmatch(page.folded, mention.end, season.start)
        ):
            return (_number(season),)
    left, right = clause_around(page, sentence, mention.start, mention.end)
    named = [m for m in named if not _is_place_among(page, m, mention)]
    before = [m for m in named if left <= m.start < mention.start]
    if not before and len(named) == 1 and named[0].start < mention.start:
        before = named
    if before and len(before[-1].numbers) > 1 and _EACH.search(page.folded, left, right):
        return before[-1].numbers
    ordinal = _ORDINAL_BEFORE.search(page.folded, max(sentence.start, mention.start - 40), mention.start)
    if ordinal:
        return (read_ordinal(ordinal["ordinal"]),)
    if not before or mention.cue.total:
        return (None,)
    return (None if mention.cue.id == "episodes.each" else _number(before[-1]),)


def _is_place_among(page: Page, season: SeasonMention, mention: CountMention) -> bool:
    """ "The sixth of eight", "the sixth and final episode"."""
    return season.start < mention.start < season.end or (
        season.rule == "season.bare-ordinal" and page.folded[season.end : mention.start] == " of "
    )


def _first(page: Page, sentence: Sentence, mention: CountMention, show: str) -> int | None:
    return page.view(Progress).season_of(Place(show, "length", sentence, mention.start, mention.end))


def _compared_season(page: Page, sentence: Sentence, mention: CountMention, beside: CountMention) -> int | None:
    """The season that the words name, or the one before where they say so ("down from 22 last time")."""
    ordinal = _ORDINAL_BEFORE.search(page.folded, max(sentence.start, mention.start - 40), mention.start)
    if ordinal:
        return read_ordinal(ordinal["ordinal"])
    named = [m for m in _named(page, sentence) if m.start > beside.end]
    if named:
        return _number(named[-1])
    around = max(sentence.start, mention.start - 40), min(sentence.end, mention.end + 40)
    if _FIRST.search(page.folded, *around):
        return 1
    season = _seasons(page, sentence, beside)[-1]
    return season - 1 if season and season > 1 and _EARLIER.search(page.folded, *around) else None


def _same_before(page: Page, mention: CountMention, season: int | None) -> int | None:
    """The season that is said to have had as many ("Eight episodes, same as the first")."""
    same = _SAME.match(page.folded, mention.end)
    if not same:
        return None
    return read_ordinal(same["ordinal"]) or (season - 1 if season and season > 1 else None)


def _named(page: Page, sentence: Sentence) -> list[SeasonMention]:
    return [m for m in within(page.seasons, sentence.start, sentence.end) if _is_season(page, m)]


def _is_season(page: Page, mention: SeasonMention) -> bool:
    """Does it name seasons, and no place in a list ("No. 2")?"""
    return bool(mention.numbers) and not mention.count and not page.folded.startswith("no", mention.start)


def _number(season: SeasonMention) -> int | None:
    return season.numbers[0] if len(season.numbers) == 1 else None
