"""Which event a date belongs to: the words of events around it, weighed by how far off and how plain they are."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.cues import CueMention
from underway.reading.events import EventMention
from underway.reading.layout import Sentence, Span
from underway.reading.lexicon import phrases
from underway.reading.links.modality import clause_around
from underway.reading.structure import DateMention, Page, Placed, SeasonMention, inside, within
from underway.vocabulary.claims import Event
from underway.vocabulary.dates import latest

_EVENTS = "happenings.toml"


def _qualified(event: str) -> re.Pattern[str]:
    return re.compile(rf"(?:,|'s| )*\s?{phrases(f'qualified_{event}', _EVENTS)}\b")


# Nouns that a date stands before: "its October 2 launch".
_QUALIFIED: tuple[tuple[Event, re.Pattern[str]], ...] = (
    ("filming_start", _qualified("shoot")),
    ("finale", _qualified("finale")),
    ("premiere", _qualified("premiere")),
)
_FINALE = re.compile(r"\b(?:finales?|last episode|final episode|closer)\b[\"']?,? (?:which |that |to )?(?:\w+ly )?$")
_LAST_ONE = re.compile(r"\b(?:finale|(?:last|final)(?: ever)? (?:episode|hour|part|instal?ment))\b[^.;]{0,50},? $")
_NEW_CLAUSE = re.compile(r" (?:and|but|while|after|before|who|which|whose|when|where|as|that|because|than) ")
_UNTIL = re.compile(
    r"\b(?:until|till|'til|through|up to) (?:the )?(?:end of |middle of |start of )?(?:early |mid |late )?$"
)
_NOT_UNTIL = re.compile(rf"\b{phrases('not_before', _EVENTS)}\b|n't\b")
_GOES_ON = re.compile(rf"\b{phrases('goes_on', _EVENTS)}\b")
_OTHER = phrases("other_release", _EVENTS)
_OTHER_BEFORE = re.compile(
    rf"\b(?:{_OTHER}\b(?! (?:series|season|drama|comedy|show))"
    r"|episode (?:\d+|two|three|four|five|six|seven|eight|nine|ten))[^,]{0,60}$"
)
_ONE_EPISODE = re.compile(
    r"\b(?:the|that|this|an|one|another|a (?:[\w-]+ )?(?:special|new|crossover|christmas|holiday|musical|two-hour))"
    r" (?:episode|instal?ment)\b[^,;]{0,40}$"
)
_OTHER_AFTER = re.compile(
    rf" (?:of )?(?:an?|the|its|his|her|their)? ?(?:[\w'-]+ ){{0,3}}{_OTHER}\b"
    r"| (?:its|the|a) (?:\d+(?:st|nd|rd|th)|hundredth|milestone|landmark) (?:episode|show|edition)\b"
    r"| in (?:select )?(?:theat(?:er|re)s|cinemas)\b"
)
_JOINED = re.compile(
    r"[^.;,]{0,40}(?:[,;]| and| while| but)(?: and| with| then| while| but)?"
    r"(?:,? (?:after|before|once|following) [^,;.]{2,40},)?(?: followed by)?(?: the| its| that| of| for| by)?"
    r"(?: (?:drama|comedy|sitcom|thriller|series|fellow|new))* ?[\"']?"
)
_BARE = re.compile(
    r"[\"']?(?: \([^()]{0,30}\))?,?(?: (?!until|before|after)[a-z]+){0,2}"
    r"(?: (?:in|on|for|back|early|late|mid|the|this|last|next|of))+ ?"
)
_APART = re.compile(
    r", (?:just |only |exactly )?[\w-]+ (?:hours?|days?|weeks?|fortnight|months?|years?) (?:after|before|ahead of) "
)
_LEADING = r"(?: the)?(?: (?:end|start|middle) of)?(?: early| late| mid| last| this)? ?$"
_BY = re.compile(rf"\bby{_LEADING}")
_SINCE = re.compile(rf"\bsince{_LEADING}")
_HALTED = re.compile(
    r"\b(?:suspended|halted|paused|shut ?down|interrupted)\b"
    r"|\bstopped\b[^.;]{0,30} (?:because|due to|owing to|amid|after a)\b"
)
_WHY = 30  # characters behind a date in which it is said why
_WILL = re.compile(r"\b(?:will|'ll|won't|shall)(?: (?:not|now|also|then|finally|be|\w+ly)){0,2} $")
_GOES_TO = re.compile(
    r"\b(?:moves?|moved|moving|shifts?|shifted|relocat(?:es?|ed|ing)|switch(?:es|ed)?|slides?|slid|transfers?)\b"
    r"(?: \w+){0,2} to (?!the (?:fall|autumn|spring|summer|winter)\b)[^;]{2,40}[ ,]$"
)
_FROM = re.compile(r"\bfrom (?:the )?$")
_NOT_ON = re.compile(
    rf"\b(?:{phrases('shoot', _EVENTS)}|{_OTHER}|moves?|moved|relocates?|shifts?|switches|away|absent|leaves?)\b"
)
_DEED = re.compile(
    rf"\b{phrases('deed', _EVENTS)}(?: (?!and\b|but\b)[\w'.-]+){{0,4}}?"
    r" (?:(?:in|on|last|this|early|late|back|since|the) )*$"
)
_DEED_REACH = 60
_CHOSEN = re.compile(r"\bthe latter\b")
_GAP = 90  # characters between the dates
_MOST_GAPPED = 6
_VAGUER = 8  # characters between a date and the day that tells it exactly
_OWN = 25  # characters within which a date is the words' own
_GIVEN_UP = re.compile(rf"\b{phrases('given_up', _EVENTS)}$")
_GIVEN_UP_AFTER = re.compile(
    rf"(?: {phrases('qualified_premiere', _EVENTS)}| slot| date| finale)?"
    rf"(?: is| are| was| has been| have been)? {phrases('given_up_after', _EVENTS)}"
    rf"|{phrases('moved_on_after', _EVENTS)}"
)
_SHOOT = re.compile(rf"\b{phrases('shoot', _EVENTS)}\b(?! (?:compan|design))")
_COMES_TO_END = re.compile(r"(?:comes|came|draws|drew) to an? (?:end|close|stop)")
_IS_LAST = re.compile(
    r",? (?:is|was|will be|'ll be) (?:to be )?(?:the|its|their) (?:very |show's |series' )?"
    r"(?:last|finale?)\b(?! (?:season|series|run|year))"
)
_EPISODE = re.compile(rf"\b{phrases('single_episode', _EVENTS)}\b")
_NAMED = 6  # characters at which any name counts
REACH = 95  # at most this far off, in characters and penalties
_WINDOW = 200
_WEAK_REACH = 40
_BRACKET = 40  # the one stands in brackets, the other does not
_WEAK_COST = 60


class Happening(msgspec.Struct, frozen=True):
    """What the words at `start` to `end` say happens; the lower the `cost`, the closer to the date they stand."""

    event: Event
    start: int
    end: int
    rule: str
    cost: int


def happening_of(page: Page, scope: Sentence, mention: DateMention, depth: int = 0) -> Happening | None:
    """The event that the words of `scope` give the date: a noun that it qualifies, else the cheapest."""
    for event, pattern in _QUALIFIED:
        match = pattern.match(page.folded, mention.end)
        if match and event == "finale" and mention.rule == "date.season":
            return None  # "the fall finale" names a kind of finale
        if match:
            return Happening(event, mention.start, match.end(), f"{event}.qualified", 0)
    candidates = _candidates(page, scope, mention)
    return (
        _gapped(page, scope, mention, depth)
        or min(candidates, key=lambda h: h.cost, default=None)
        or _on_from(page, scope, mention)
    )


def _on_from(page: Page, scope: Sentence, mention: DateMention) -> Happening | None:
    """ "The Ferry (BBC One, from May 3)", "the slot goes to The Ferry, from May 3": it begins then."""
    lead = _FROM.search(page.folded, max(scope.start, mention.start - 12), mention.start)
    named = within(page.shows, max(scope.start, mention.start - _WINDOW), mention.start)
    if not (mention.ahead and lead and named) or _NOT_ON.search(page.folded, named[-1].end, mention.end):
        return None
    return Happening("premiere", lead.start(), mention.end, "premiere.from", REACH)


def _gapped(page: Page, scope: Sentence, mention: DateMention, depth: int) -> Happening | None:
    """ "The first series aired in 2017 and the second in 2018": what happened on the date before, to another season or
    show."""
    previous = next(reversed(within(page.dates, max(scope.start, mention.start - _GAP), mention.start)), None)
    if previous is None or depth >= _MOST_GAPPED:
        return None
    low, high = previous.end, mention.start
    if bool(within(page.events, low, high)) or within(page.cues, low, high):
        return None
    others: list[Placed] = [*within(page.shows, low, high)]
    others = others or [m for m in page.binding.season_in(low, high) if m.numbers and not m.count]
    others = others or [Span(*m.span()) for m in _CHOSEN.finditer(page.folded, low, high)]
    if len(others) != 1:
        return None
    other = others[0]
    if not _JOINED.fullmatch(page.folded, low, other.start) or not _BARE.fullmatch(page.folded, other.end, high):
        return None
    told = happening_of(page, scope, previous, depth + 1)
    if told is None:
        return None
    start = other.start if isinstance(other, SeasonMention) else other.end  # past its name, as a verb would stand
    return Happening(told.event, start, other.end, told.rule, 0)


def _candidates(page: Page, scope: Sentence, mention: DateMention) -> Iterator[Happening]:
    deed = _DEED.search(page.folded, max(scope.start, mention.start - _DEED_REACH), mention.start)
    for words in inside(page.events, *near(scope, mention)):
        if deed and not deed.start() <= words.start < mention.start:
            continue  # "who quit in 2008"
        if words.cue.ahead and not mention.ahead:
            continue
        if _is_of_other_words(page, scope, words, mention):
            continue
        cost = cost_between(page, words, mention)
        if words.cue.event in ("premiere", "finale") and _is_of_other(page, scope, words):
            continue
        last = _LAST_ONE if words.cue.id == "premiere.due" else _FINALE
        if words.cue.event == "premiere" and last.search(page.folded, scope.start, words.start):
            continue  # "the season finale, which dropped on Friday": the noun before it says what it was
        from_then = page.folded.startswith(("beginning", "starting"), words.start)
        if from_then and _GOES_TO.search(page.folded, scope.start, words.start):
            continue  # "moves to Fridays beginning May 10"
        if _nearer_to_another(page, scope, words, mention, cost):
            continue
        if cost <= (_WEAK_REACH if words.cue.weak else REACH):
            cost += _WEAK_COST * words.cue.weak
            yield Happening(_event(page, scope, words, mention), words.start, words.end, words.cue.id, cost)


def _is_of_other_words(page: Page, scope: Sentence, words: EventMention, mention: DateMention) -> bool:
    """Does what leads to the date, or stands between, keep the words from it?"""
    folded = page.folded
    if mention.end < words.start and _APART.search(folded, mention.end, words.start):
        return True  # "on Oct. 20, a week after the premiere"
    lead = folded[max(scope.start, mention.start - 24) : mention.start]
    shown = words.cue.event in ("premiere", "finale")
    if shown and not mention.ahead and _BY.search(lead):
        return True  # "4.4 million by Sunday"
    if mention.end < words.start and _SINCE.search(lead) and "," in folded[mention.end : words.start]:
        return True  # "dark since March, has had its launch put off"
    if _is_over(page, mention) and _WILL.search(folded, max(words.start - 24, scope.start), words.start):
        return True  # "off the air since February, will return"
    return words.cue.event == "filming_end" and bool(_HALTED.search(folded, scope.start, mention.end + _WHY))


def _is_over(page: Page, mention: DateMention) -> bool:
    published = page.document.published
    return published is not None and not mention.ahead and latest(mention.date) < published


def _ends_shoot(page: Page, scope: Sentence, words: EventMention) -> bool:
    """Is it a shoot that ends: named before, with no other clause of a show between?"""
    shoots = list(_SHOOT.finditer(page.folded, max(scope.start, words.start - _GAP), words.start))
    if not shoots:
        return False
    since = shoots[-1].end()
    joint = next(_NEW_CLAUSE.finditer(page.folded, since, words.start), None)
    if joint is None:
        return True
    return not within(page.shows, joint.end(), words.start) and not within(page.seasons, joint.end(), words.start)


def _nearer_to_another(page: Page, scope: Sentence, words: EventMention, mention: DateMention, cost: int) -> bool:
    """Do the words have a date of their own, beside which this one is far off?"""
    others = within(page.dates, max(scope.start, words.start - _OWN), min(scope.end, words.end + _OWN))
    return any(
        m is not mention and cost_between(page, words, m) + _OWN < cost and not is_given_up(page, scope, m)
        for m in others
    )


def _event(page: Page, scope: Sentence, words: EventMention, mention: DateMention) -> Event:
    """What happens: "shoots until May" says when it stops, "a shoot that ended in May" is no finale, and an episode
    that goes out may be the last."""
    ends = words.cue.id == "finale.ended" or _COMES_TO_END.match(page.folded, words.start)
    if ends and _ends_shoot(page, scope, words):
        return "filming_end"
    if words.cue.event == "premiere" and _IS_LAST.search(page.folded, max(words.end, mention.end), scope.end):
        lead = page.folded[max(scope.start, words.start - _GAP) : words.start]
        if _EPISODE.search(lead):
            return "finale"
    until = _UNTIL.search(page.folded, max(mention.start - 30, 0), mention.start)
    if not until or _NOT_UNTIL.search(page.folded, max(until.start() - 40, 0), until.start()):
        return words.cue.event
    if words.cue.event == "premiere" and _GOES_ON.search(page.folded, words.start, words.end):
        return "finale"
    return "filming_end" if words.cue.event == "filming_start" else words.cue.event


def _is_of_other(page: Page, scope: Sentence, words: EventMention) -> bool:
    """Is it a trailer, a repeat or a single episode that comes out?"""
    left, _ = clause_around(page, scope, words.start, words.end)
    single = words.cue.event == "premiere" and _ONE_EPISODE.search(page.folded, left, words.start)
    return bool(
        single
        or _OTHER_BEFORE.search(page.folded, left, words.start)
        or _OTHER_AFTER.match(page.folded, words.end, scope.end)
    )


def is_given_up(page: Page, sentence: Sentence, mention: DateMention) -> bool:
    """Is it a date that was planned before another ("was due in May", "moved from May 3")?"""
    if _GIVEN_UP_AFTER.match(page.folded, mention.end):
        return True
    given_up = _GIVEN_UP.search(page.folded, max(sentence.start, mention.start - 80), mention.start)
    return given_up is not None and not within(page.dates, given_up.start(), mention.start)


def near(scope: Sentence, mention: DateMention) -> tuple[int, int]:
    """The part of the sentence in whose reach the date is, however long the sentence."""
    return max(scope.start, mention.start - _WINDOW), min(scope.end, max(mention.end, scope.start) + _WINDOW)


def cost_between(page: Page, words: EventMention | CueMention, mention: DateMention) -> int:
    """Characters between the words and the date; what stands between them in other clauses, or other dates, sets them
    further apart."""
    start = words.start
    if isinstance(words, EventMention) and mention.start > start:
        start = words.head  # "filming on 3 March began"
    low, high = min(words.end, mention.end), max(start, mention.start)
    if high <= low:
        return 0
    if high - low > _WINDOW:
        return high - low  # out of reach as it is
    between = page.folded[low:high]
    dates = [m for m in within(page.dates, low, high) if m is not mention]
    others = sum(1 for m in dates if mention.start - m.end > _VAGUER or len(m.date) >= len(mention.date))
    far = 25 * (between.count(";") + between.count(" - ") + others)
    far += _BRACKET * (between.count("(") != between.count(")"))
    far += 12 * between.count(",") + 20 * len(_NEW_CLAUSE.findall(between))
    if words.end <= mention.start:
        named = [
            *inside(page.shows, low, high),
            *inside(page.seasons, low, high),
            *inside(page.organisations, low, high),
        ]
        far -= sum(max(m.end - m.start - _NAMED, 0) for m in named)
    return high - low + far + (10 if words.start > mention.end else 0)
