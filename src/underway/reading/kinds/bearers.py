"""Whose premiere, finale or shoot it is: the show and the season that a dated event happens to."""

import re

from underway.reading.kinds.courses import Courses
from underway.reading.kinds.progress import Matter, Place, Progress
from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.focus import Focus
from underway.reading.links.happenings import Happening
from underway.reading.links.joined import series_of
from underway.reading.links.modality import clause_around, closed_clause
from underway.reading.links.pairs import one_of_two, two_before
from underway.reading.links.references import REFERS
from underway.reading.links.season_words import made_by, owner_of
from underway.reading.links.unknown_subjects import unknown_subject
from underway.reading.mentions.dates.relative import APART
from underway.reading.structure import DateMention, Page, ShowMention, within
from underway.vocabulary.claims import Event, StatusValue

_FIRST = re.compile(
    r"\b(?:its|the show's|the series'|the drama's) (?:[a-z]+ \d{1,2},? (?:\d{4},? )?)?"
    r"(?:launch|debut|series premiere)\b|\bpilot\b"
)
_SERIES_PREMIERE = re.compile(r"\bseries (?:premiere|debut|launch)\b")
_SERIES_BESIDE = 20  # characters
_BEGAN = re.compile(r"\b(?:began|debuted|launched|premiered|debut|bowed|opened|arrived|first aired)\b")
_AND_LATER = re.compile(r" (?:and|but) (?:will|is|are|has|have|was|now|then|returns?|ends?|ended|ran|wraps?)\b")
_EVENTS = "happenings.toml"
_CHOICE = re.compile(r"\bthe (former|latter)\b")
_OBJECT = re.compile(rf"[\"']?(?: (?!{phrases('no_object', _EVENTS)})[\w'+&-]+){{0,6}} ?[\"']?")
_OF_SHOW = re.compile(
    r"(?:'s)?(?: (?:date|night|episode|hour|special)s?)? (?:of|for|on|to)"
    r" (?:(?!(?:of|for|on|to|and|with|at)\b)[\w'+&-]+ ){0,5}?[\"']?"
)
_ANOTHER_CLAUSE = re.compile(r";|, (?:while|and|but|as|with|ahead of|behind)\b| while | than | ahead of | behind ")
_PEOPLE = re.compile(r"\b(?:crews?|cast|fans|viewers|actors?|he|she|judges|hosts|they)\b[^,;]*$")
_SHOOTS = ("filming_start", "filming_end")
_DETERMINED = re.compile(r"\b(?:he|she|i|you|the|a|an|his|her|their|our|my|your)\b")
_SPEAKER_DOES = re.compile(r"\b(?:i|he|she)(?:'ve|'d|'ll)?(?: (?:had|have|has|will|would|then|just|\w+ly)){0,2} $")
_SUBJECTS = re.compile(rf"\b{phrases('may_come', _EVENTS)}\b")
_NOUN = re.compile(r"\b(?:the|a|an|its|their)(?: \w+)? $|'s $")  # "the premiere" is no verb
MATTERS: dict[Event, Matter] = {
    "premiere": "premiere",
    "finale": "finale",
    "filming_start": "making",
    "filming_end": "making",
}
DECIDED: dict[Event, StatusValue] = {"renewal": "renewed", "cancellation": "cancelled"}
_ABOUT = "about "
_FAR = 80  # characters at which one of several seasons is none that the words speak of
_ITS = re.compile(r"\b(?:its|their) (?:[\w-]+ )?(?:\w{0,6})$")
_OPENS = 4  # characters of marks before the first word
_RELATIVE = re.compile(r"\b(?:which|who|whose|that|it|its)\b")
_WHICH = re.compile(r",? (?:which|that) (?:[a-z]+ ){0,2}")
_SEVERAL = re.compile(r"\b(?:both|all|which both|each)\b")
_BOTH = re.compile(r"\b(?:both|the (?:two|pair))(?: (?!of\b)\w+){0,4} $")
_LEAD = 40  # characters before the words in which their subject stands
_SOURCE = re.compile(r"\b(?:according to|per|told) (?:the )?[\"']?$")


def show_of(page: Page, scope: Sentence, event: Happening) -> str | None:
    """The show that the sentence names for the event, else the one that the text goes on about; none where the sentence
    is of something else."""
    show = _bound(page, scope, event)
    return show if show and _about(page, scope, show, event) and _has_subject(page, scope, event) else None


def shows_of(page: Page, scope: Sentence, event: Happening) -> list[str]:
    """The show of the event, and those that are joined with it ("A and B return on May 3", "both of which began in
    May")."""
    unknown = unknown_subject(page, scope, event)
    if unknown:
        return [unknown]
    show = show_of(page, scope, event)
    if show is None:
        return []
    before = within(page.shows, scope.start, event.start)
    if not before and _BOTH.search(page.folded, max(scope.start, event.start - _LEAD), event.start):
        return two_before(page, scope.start) or [show]
    if not before or before[-1].title != show:
        after = within(page.shows, event.end, scope.end)
        joined = series_of(page, after) if after and after[0].title == show else []
        return [m.title for m in joined] or [show]
    joined = series_of(page, before[::-1])
    aside = before[-1].start > event.start or _RELATIVE.search(page.folded, joined[0].end, event.start)
    several = _SEVERAL.search(page.folded, joined[0].end, event.start)
    return [m.title for m in joined] if several or not aside else [show]


def _bound(page: Page, scope: Sentence, event: Happening) -> str | None:
    own = _own(page, scope, event)
    if own:
        return own
    named = [m for m in within(page.shows, scope.start, scope.end) if not _is_beside(page, scope, event, m)]
    left, _ = clause_around(page, scope, event.start, event.end)
    choices = _CHOICE.findall(page.folded, left, event.start)
    if choices:
        return one_of_two(page, choices[-1], event.start)
    after = next((m for m in named if m.start >= event.end), None)
    if after and _OBJECT.fullmatch(page.folded, event.end, after.start):
        return after.title  # "it launches Saltmarsh in May"
    carried = page.view(Focus).into(scope)
    bound = page.binding.show_in(scope, event.start, event.end)
    if not named:
        return carried or page.view(Focus).from_above(scope)
    if carried and all(m.start > event.start for m in named):
        noun = event.rule.endswith((".noun", ".qualified"))
        apart = noun and _ANOTHER_CLAUSE.search(page.folded, event.end, named[0].start)
        if apart or _refers_before(page, left, event):
            return carried
    return bound


def _own(page: Page, scope: Sentence, event: Happening) -> str | None:
    """The show that the words themselves name, or that stands right behind their noun ("production on Saltmarsh gets
    under way", "the second-season bow of Saltmarsh")."""
    inner = within(page.shows, event.start + 1, event.end)
    if inner:
        return inner[0].title
    if not event.rule.endswith((".noun", ".qualified", ".begin", ".wrap")):
        return None
    after = next(iter(within(page.shows, event.end, scope.end)), None)
    return after.title if after and _OF_SHOW.fullmatch(page.folded, event.end, after.start) else None


def _is_beside(page: Page, scope: Sentence, event: Happening, show: ShowMention) -> bool:
    """Is it an outlet that says so, or a show that is compared ("the best start after Saltmarsh")?"""
    low = max(scope.start, show.start - 20)
    if show.start >= event.end and page.binding.stands_aside(show):
        return True
    return bool(_SOURCE.search(page.folded, low, show.start))


def _refers_before(page: Page, left: int, event: Happening) -> bool:
    """ "The drama will premiere in May, after Saltmarsh": does the clause speak of a show named before?"""
    return bool(REFERS.search(page.folded, left, event.start)) or any(
        m.start < event.start for m in page.binding.season_in(left, event.start)
    )


def season_of(page: Page, scope: Sentence, event: Happening, mention: DateMention, show: str) -> int | None:
    """The season that is named with what happens, else the one that it happens to by all that the text says."""
    told_of = _antecedent(page, scope, event)
    if told_of:
        return told_of
    began = event.event == "premiere" and not mention.ahead and _BEGAN.search(page.folded, event.start, event.end)
    left, right = closed_clause(page, scope, event.start, event.end)
    later = _AND_LATER.search(page.folded, event.end, right)
    right = later.start() if later else right
    elsewhere = began and not any(m.numbers for m in page.binding.season_in(left, right))
    if elsewhere and page.binding.season_in(scope.start, scope.end):
        return 1  # "debuted in 2009; last year, in its third season"
    near = max(scope.start, event.start - _SERIES_BESIDE), min(scope.end, event.end + _SERIES_BESIDE)
    if event.event == "premiere" and _SERIES_PREMIERE.search(page.folded, *near):
        return 1  # "renewed for season 2 ahead of its series premiere"
    season = _named_season(page, scope, event, show, ahead=mention.ahead)
    if season and mention.rule == APART and not mention.ahead and season in page.view(Courses).of(show).ordered:
        # "Renewed for a third season on Thursday, two days after the last one ended".
        own = any(m.numbers and not m.count for m in page.binding.season_in(mention.end, right))
        return season if own or season == 1 else season - 1
    if season:
        return season
    if event.event == "premiere" and _FIRST.search(page.folded, scope.start, scope.end):
        return 1
    if event.event not in MATTERS:
        return page.view(Courses).decided(show, DECIDED[event.event])
    place = Place(show, MATTERS[event.event], scope, event.start, event.end, mention.ahead)
    return page.view(Progress).season_of(place)


def _antecedent(page: Page, scope: Sentence, event: Happening) -> int | None:
    """The season of which a relative clause says it: "the second season, which premiered on May 3"."""
    named = page.binding.season_in(scope.start, event.start)
    if not named or not _WHICH.fullmatch(page.folded, named[-1].end, event.start):
        return None
    return named[-1].numbers[0] if len(named[-1].numbers) == 1 and not named[-1].count else None


def _named_season(page: Page, scope: Sentence, event: Happening, show: str, *, ahead: bool) -> int | None:
    """The one season that the sentence names of the show, the nearest where there are several; what is yet to happen
    does so to none that another clause says was made."""
    alone = not within(page.shows, scope.start, scope.end)
    named = []
    left, right = closed_clause(page, scope, event.start, event.end)
    for m in page.binding.season_in(scope.start, scope.end):
        if not m.numbers or m.count:
            continue
        owner = owner_of(page.folded, page.shows, m)
        if owner is None and not alone:
            its_own = _ITS.search(page.folded, max(scope.start, m.start - 24), m.start + 6)
            owner = page.binding.show_in(scope, m.start, m.end, "before" if its_own else "near")
        over = ahead and not left <= m.start < right and made_by(page.folded, m) is not None
        if owner in (show, None) and not over:
            named.append(m)
    if not named:
        return None
    near = [m for m in named if left <= m.start < right] or named
    best = min(near, key=lambda m: max(m.start - event.end, event.start - m.end))
    if len(named) > 1 and max(best.start - event.end, event.start - best.end) > _FAR:
        return None
    return best.numbers[0] if len(best.numbers) == 1 else None


def _has_subject(page: Page, scope: Sentence, event: Happening) -> bool:
    """Is it a show, a season or an episode that comes or goes, and no person and no other thing?"""
    left, _ = clause_around(page, scope, event.start, event.end)
    lead = page.folded[left : event.start]
    if _SPEAKER_DOES.search(lead) and not _names_any(page, event.start, min(event.end + 40, scope.end)):
        return False
    if (
        not any(c.isalpha() for c in lead)
        or event.event in _SHOOTS
        or event.rule.endswith((".noun", "qualified", ".announced"))
    ):
        return True
    if (
        _NOUN.search(lead)
        or _SUBJECTS.search(lead)
        or _names_any(page, left, event.start)
        or within(page.events, left, event.start)
    ):
        return True
    people = bool(within(page.persons, left, event.start)) or bool(within(page.names, left, event.start))
    if lead.rstrip().endswith(",") or not (people or _DETERMINED.search(lead)):
        return True
    return _names_any(page, event.start, event.end + 40)


def _is_of_channel(page: Page, scope: Sentence) -> bool:
    """Does the sentence stand under a heading that tells about a channel ("About FX"), and name no show?"""
    if within(page.shows, scope.start, scope.end):
        return False
    blocks = page.layout.blocks[max(scope.block - 1, 0) : scope.block + 1]
    abouts = [b.start + len(_ABOUT) for b in blocks if page.folded.startswith(_ABOUT, b.start)]
    return any(within(page.organisations, at, at + _OPENS) for at in abouts)


def _names_any(page: Page, start: int, end: int) -> bool:
    return bool(within(page.shows, start, end) or within(page.seasons, start, end))


def _about(page: Page, scope: Sentence, show: str, event: Happening) -> bool:
    """Does the sentence name the show, refer to one, or speak of a shoot, which is always that of the show in focus?
    What stands before any show is named speaks of none."""
    if page.shows[0].start >= scope.end:
        return False
    if event.rule == "premiere.return" and _PEOPLE.search(page.folded, max(scope.start, event.start - 40), event.start):
        return False
    if event.event in _SHOOTS or event.rule.endswith((".qualified", ".announced")):
        return True
    if event.rule.endswith(".noun") and show == page.binding.dominant_show:
        return True  # "Thursday's finale"
    if any(m.title == show for m in within(page.shows, scope.start, scope.end)):
        return True
    if _CHOICE.search(page.folded, scope.start, event.start):
        return True
    if event.event == "premiere" and _is_of_channel(page, scope):
        return False
    block = page.layout.block_of(scope)
    if block.kind != "paragraph" and show in {m.title for m in within(page.shows, block.start, scope.start)}:
        return True  # a row about it
    if within(page.events, scope.start, scope.start + _OPENS):
        return True  # "Saltmarsh (ABC). Premieres on May 4."
    return bool(REFERS.search(page.folded, scope.start, scope.end)) or any(
        page.binding.season_in(scope.start, scope.end)
    )
