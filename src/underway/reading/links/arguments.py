"""Which shows the words of a decision speak of: what they are done to, or what does them."""

import re
from collections.abc import Iterable

import msgspec

from underway.reading.cues import CueMention
from underway.reading.layout import Sentence
from underway.reading.lexicon import common_words, phrases, word_class
from underway.reading.links.focus import Focus
from underway.reading.links.joined import series_of
from underway.reading.links.modality import clause_around
from underway.reading.links.pairs import one_of_two
from underway.reading.structure import Page, ShowMention, within

_PRONOUN = (
    r"(?P<word>it|they|them|both|the (?:former|latter|pair|two|trio)|(?:all|the) three|"
    rf"(?:the|that|this) (?:[a-z'-]+ ){{0,3}}{phrases('show_noun')})\b"
)
_OBJECT = re.compile(rf"\s+(?:on |for |of )?{_PRONOUN}")
_SUBJECT = re.compile(rf"\b(?:{_PRONOUN}|(?P<possessive>its|their)\b)")
_PERSON_SUBJECT = re.compile(rf"\b{phrases('person_subject')}\b(?:'s|'re)?[\s\w]{{0,12}}$")
_PASSIVE = re.compile(
    r"(?:\b(?:was|were|been|is|are|be|being|gets?|got|getting)|'s|n't)"
    rf"(?: {phrases('passive_adverb')})*\s*$"
)
_GOVERNS = frozenset(("for", "on", "of", "with"))  # "it is curtains for Saltmarsh"
_AGENT = re.compile(r"\s+(?:by|after (?:just |only )?(?:one|two|three|four|five|six|seven|a|its)|at the end)\b")
_APART = re.compile(
    r"\s*[,;:)(/|]|\s+-|\s+(?:and|but|while|as|after|when|by|in|at|on (?:mon|tues|wednes|thurs|fri)day|last|this)\b"
)
_OBJECTLESS = re.compile(rf"\s*(?:[.,;:!?)(|/\"-]|$)|\s+{phrases('after_verb')}\b")
_RELATIVE = re.compile(r"\b(?:which|that) (?:[\w+'-]+ ){1,4}$")
_WHO = re.compile(r", who\b[^,]*, $")
_GAPPED = re.compile(r"(?:^|[\s,;])(?:,|;|and|while|plus|with) (?:[\w+'-]+ ){0,4}[\"']?$")
_NO_VERB = re.compile(r"[\"']? (?:(?:for|gets?|getting|its|an?) ){0,2}")
_BARE_LEAD = re.compile(rf"\W*(?:{phrases('verdict_lead')}\s+)*")
_BREAKS = (";", ". ", ": ", " - ", "\n", ") ", " | ", " • ", ", ")
_OPENS_ASIDE = re.compile(r"[\"']?, (?:an?|the|which|whose|its|one of) ")
_CLOSES_ASIDE = re.compile(r"[^,;]{0,60},[\"']? (?!(?:who|whose|which|and|an?|the|its|but|while)\b)")
_CATAPHORIC = re.compile(r"[\"']?(?:[\w-]+ ){0,4}(?:after|when|before|since|although|though|while|despite)\b")
_LIST_LEAD = re.compile(
    r"\s+(?:[a-z0-9-]+ ){0,5}(?:series|shows|dramas|comedies|sitcoms|program(?:me)?s|titles|originals|soaps|hours)"
    r"(?: [a-z]+){0,2}(?:,|:| -)? ?(?:including|among them|such as|like|namely)?:? ?(?:the )?[\"']?"
)
# "A, B and C, which will be back", "A, B and C (final season)": said of the last alone.
_OF_ONE = re.compile(r"[\"']?(?:, (?:which|whose|now)\b| ?\([^()]*$)")
# "Cancelled an exhibition about Saltmarsh", "dropped the trailer for Saltmarsh".
_OF_ANOTHER_THING = re.compile(
    r"\b(?:about|based on|inspired by|devoted to|during|(?:trailer|teaser|campaign|deal|bid|calls) (?:for|with)"
    r"|(?:makers|cast|stars?|fans?|creators?|producers?|poster|soundtrack|screenings?|part|role) (?:of|in))\b"
)
_OF_SHOWS = frozenset(("renewed", "cancelled", "final", "ended"))
_FRONTED = re.compile(r"[\"']?(?:in|on|during|throughout) [^,]{0,80}$")
_SUBJECT_FOLLOWS = re.compile(r"[\"']?,[\"']? (?!(?:it|they|both|which|whose|but|and|the|its)\b)[\w'-]+ ")
_SUBJECT_GOES_ON = re.compile(
    r"[\"']?,?[\"']? (?:is|was|has|had|will|would|returns?|gets?|got|found|finds|won|moves?|moved|lives?|drew|ran"
    r"|follows|stars)\b"
)
_TO_VERB = re.compile(r" (?:(?:is|are|was|were|has|have|had|been|being|will|be|got|gets) )*")
_ALONG = re.compile(
    r"[^.;:()]{0,60}?,? (?:(?:along|together) with|as well as|alongside|as (?:did|was|were|is|are)"
    r"|and so (?:did|was|is)) (?:[\w+'-]+ ){0,5}?(?:[\w'-]+, )?[\"']?"
)
_MAIN_CLAUSE = re.compile(r"[^;:.!?]{0,90}, (?:(?:[\w+'-]+ ){0,6})[\"']?")
_SHORT = 12
_REACH = 60
_CLOSE = 30


class Topic(msgspec.Struct, frozen=True):
    """A show that the words speak of; `start` to `end` is where it is named in their sentence, or the words themselves.
    `pronoun` is whether "it" or "they" stands for it, `chosen` whether "both" or "the latter" picks it out."""

    title: str
    start: int
    end: int
    named: bool
    pronoun: bool = False
    chosen: bool = False


def is_passive(page: Page, sentence: Sentence, mention: CueMention) -> bool:
    """Is what the words say done to what stands before them ("was axed", "axed by Fox")?"""
    lead = page.folded[max(sentence.start, mention.start - 40) : mention.start]
    words = page.folded[mention.start : mention.end].split()
    if words[0] == "being" or words[-1] == "by":
        return True
    if words[-1] in _GOVERNS:
        return False
    if words[0].endswith("ing") and not lead.endswith("being "):
        return False
    return bool(_PASSIVE.search(lead)) or bool(_AGENT.match(page.folded, mention.end))


def topics_of(page: Page, sentence: Sentence, mention: CueMention) -> list[Topic]:
    """The shows that the words speak of, in order; none where it is a person, or not to be told."""
    shows = within(page.shows, sentence.start, sentence.end)
    named = [m for m in shows if m.start < mention.end and mention.start < m.end]
    if named:  # "put Saltmarsh out of its misery"; but not the title "Renewal"
        return _topics(named) if all(mention.start < m.start and m.end < mention.end for m in named) else []
    before = [m for m in shows if m.end <= mention.start]
    after = [m for m in shows if m.start >= mention.end]
    if mention.cue.show != "before" and not is_passive(page, sentence, mention):
        if mention.cue.deed and _person_does(page, sentence, mention):
            return []
        referred = _OBJECT.match(page.folded, mention.end)
        if referred and _is_named_otherwise(page, referred, after):
            return []  # "end the long-running drama Hollow Hill", of which the text says too little
        if referred and not (after and _names_it(page, referred.end(), after[0])):
            if not before and after and _CATAPHORIC.match(page.folded, sentence.start, mention.start):
                return _topics(after[:1])
            return _referred(page, sentence, mention, referred["word"], before)
        if after and _reaches(page, mention, after[0]):
            return _with_gapped(page, mention, series_of(page, after), after)
        if mention.cue.show == "after" or (mention.cue.verb and _has_other_object(page, sentence, mention)):
            return []
        held = _SUBJECT.search(page.folded, mention.start, mention.end) if mention.cue.close else None
        if held:  # "put it to sleep"
            return _referred(page, sentence, mention, held[0], before)
    topics = _subjects(page, sentence, mention, before, after)
    return (
        topics
        + _gapped(page, mention, mention.end, after)
        + (_along(page, mention, mention.end, after) if topics else [])
    )


def _along(page: Page, mention: CueMention, since: int, after: list[ShowMention]) -> list[Topic]:
    """ "Saltmarsh was axed on Friday along with Harrow House"."""
    if not after or mention.cue.status not in _OF_SHOWS or not _ALONG.fullmatch(page.folded, since, after[0].start):
        return []
    return _topics(series_of(page, after))


def _names_it(page: Page, end: int, show: ShowMention) -> bool:
    """Is what a phrase that ends there stands for named right after ("the second series of the drama Saltmarsh")?"""
    return show.start - end < _SHORT or (show.start - end < _REACH and page.folded.startswith(" of ", end))


def _is_named_otherwise(page: Page, referred: re.Match[str], after: list[ShowMention]) -> bool:
    """Does a name that is no show follow the description?"""
    if " " not in referred["word"] or (after and after[0].start - referred.end() < _SHORT):
        return False
    named = within(page.names, referred.end(), referred.end() + 4)
    return bool(named) and page.folded[referred.end() : named[0].start].strip(" \"'") == ""


def _person_does(page: Page, sentence: Sentence, mention: CueMention) -> bool:
    left, _ = clause_around(page, sentence, mention.start, mention.end)
    shows = within(page.shows, left, mention.start)
    return _is_person(page, shows[-1].end if shows else left, mention.start)


def _has_other_object(page: Page, sentence: Sentence, mention: CueMention) -> bool:
    """Is the verb done to something that is no show, nor a season of one ("dropped the arson plot")?"""
    if _OBJECTLESS.match(page.folded, mention.end):
        return False
    if any(m.numbers for m in within(page.seasons, mention.end, mention.end + 8)):
        return False
    return not _RELATIVE.search(page.folded[sentence.start : mention.start])


def _with_gapped(page: Page, mention: CueMention, joined: list[ShowMention], after: list[ShowMention]) -> list[Topic]:
    rest = [m for m in after if m.start > joined[-1].end]
    return _topics(joined) + (
        _gapped(page, mention, joined[-1].end, rest) or _along(page, mention, joined[-1].end, rest)
    )


def _gapped(page: Page, mention: CueMention, since: int, shows: list[ShowMention]) -> list[Topic]:
    """ "Saltmarsh landed a ninth season on Thursday and Harrow House a sixth": the later shows, of which the same is
    said without its verb."""
    found: list[ShowMention] = []
    if mention.cue.status not in ("renewed", "cancelled"):
        return []
    for show in shows:
        season = next((m for m in within(page.seasons, show.end, show.end + 16) if m.numbers), None)
        if (
            season is None
            or not _GAPPED.search(page.folded[since : show.start])
            or not _NO_VERB.fullmatch(page.folded[show.end : season.start])
        ):
            break
        if any(
            m.start >= since
            for m in page.cues
            if m is not mention and m.start < season.end and m.cue.status != mention.cue.status
        ):
            break
        found.append(show)
        since = season.end
    return _topics(found)


def _subjects(
    page: Page, sentence: Sentence, mention: CueMention, before: list[ShowMention], after: list[ShowMention]
) -> list[Topic]:
    left, _ = clause_around(page, sentence, mention.start, mention.end)
    lead = page.folded[left : mention.start]
    own = [m for m in before if m.start >= left]
    if mention.cue.status in _OF_SHOWS and (
        _WHO.search(page.folded, sentence.start, mention.start) or _is_said_of_another(page, sentence, mention, own)
    ):
        return []
    if mention.cue.deed and not own and _is_person(page, left, mention.start):
        return []
    if own:
        if mention.cue.deed and _is_person(page, own[-1].end, mention.start):
            return []
        if _OF_ONE.match(page.folded, own[-1].end, mention.start):
            return _topics(own[-1:])
        return _topics(reversed(series_of(page, _past_apposition(page, before[::-1], mention.start))))
    pronouns = list(_SUBJECT.finditer(lead))
    if pronouns and not (mention.cue.close and len(lead) - pronouns[-1].end() > _CLOSE):
        return _referred(page, sentence, mention, pronouns[-1][0], before)
    if before and not _broken(page, before[-1].end, mention.start):
        return _topics([before[-1]])
    if before:
        return _topics([before[-1]])
    if after and _leads_on(page, sentence, mention, after[0]):
        return _topics(after[:1])
    season_given = within(page.seasons, mention.end, mention.end + _SHORT)  # "passed on season 3"
    if mention.cue.close and not season_given and not _BARE_LEAD.fullmatch(page.folded[sentence.start : mention.start]):
        return []
    show = _carried(page, sentence) or page.binding.show_in(sentence, mention.start, mention.end, mention.cue.show)
    if show is None:
        return []
    named = next((m for m in after if m.title == show), None)
    if named:
        joined = series_of(page, after[after.index(named) :])
        return _topics(joined) if not mention.cue.close and not mention.cue.deed else []
    return [Topic(show, mention.start, mention.start, False)]


def _leads_on(page: Page, sentence: Sentence, mention: CueMention, show: ShowMention) -> bool:
    """ "Axed by Fox after one season, Saltmarsh was picked up": does the sentence begin with what was done to the show
    that its main clause is about?"""
    begins = _BARE_LEAD.fullmatch(page.folded[sentence.start : mention.start])
    done = page.folded[mention.start : mention.end].split(" ", 1)[0].endswith(("ed", "en", "pt", "rn", "in", "sed"))
    if not begins or not done or not _MAIN_CLAUSE.fullmatch(page.folded, mention.end, show.start):
        return False
    return bool(_SUBJECT_GOES_ON.match(page.folded, show.end))


def _is_said_of_another(page: Page, sentence: Sentence, mention: CueMention, own: list[ShowMention]) -> bool:
    """Is the subject a name that is no show ("Maya is dead"), or is the show only where something happens ("In
    Saltmarsh, Maya is killed")?"""
    if own:
        fronted = _FRONTED.match(page.folded, sentence.start, own[-1].start)
        return bool(fronted) and bool(_SUBJECT_FOLLOWS.match(page.folded, own[-1].end, mention.start))
    return any(
        page.folded[m.start : m.end] not in common_words()  # "Officially cancelled"
        and not any(within(page.organisations, m.start, m.end))
        and _TO_VERB.fullmatch(page.folded, m.end, mention.start)
        for m in within(page.names, max(sentence.start, mention.start - _REACH), mention.start)
    )


def _past_apposition(page: Page, shows: list[ShowMention], verb: int) -> list[ShowMention]:
    """The `shows` before a verb, nearest first, without one that stands only in an aside ("Overtime, a drama that
    Saltmarsh followed, is finished")."""
    for at, aside in enumerate(shows[1:], 1):
        closed = _CLOSES_ASIDE.match(page.folded, shows[0].end, verb)
        if not closed or not _OPENS_ASIDE.match(page.folded, aside.end):
            break
        return shows[at:]
    return shows


def _is_person(page: Page, start: int, end: int) -> bool:
    """Do the words from `start` on, up to the verb at `end`, have a person as their subject?"""
    lead = page.folded[start:end]
    if _PERSON_SUBJECT.search(lead):
        return True
    return any(
        end - m.end < 25 and "," not in page.folded[m.end : end] and page.folded[m.end : m.end + 2] != "'s"
        for m in within(page.persons, start, end)
    )


def _referred(page: Page, sentence: Sentence, mention: CueMention, word: str, before: list[ShowMention]) -> list[Topic]:
    """What "it", "both", "the latter" stands for."""
    several = word in ("both", "they", "them", "their") or word.endswith((" pair", " two", " three", " trio"))
    chosen = word.endswith(("former", "latter"))
    if several or chosen:
        one = one_of_two(page, word, mention.start) if chosen else None
        named = [one] if one else _named_lately(page, sentence, before)
        if len(named) >= 2 or (chosen and named):
            return [Topic(title, mention.start, mention.start, False, chosen=True) for title in named]
    elif before and not _is_aside(page, sentence, before[-1]):
        return _topics([before[-1]])
    show = _carried(page, sentence) or page.binding.show_before(sentence)
    bare = word in ("it", "its", "they", "them", "their", "both")
    return [Topic(show, mention.start, mention.start, False, pronoun=bare)] if show else []


def _carried(page: Page, sentence: Sentence) -> str | None:
    """The show that a sentence without one goes on about."""
    return None if within(page.shows, sentence.start, sentence.end) else page.view(Focus).into(sentence)


def _named_lately(page: Page, sentence: Sentence, before: list[ShowMention]) -> list[str]:
    """The titles named before in this sentence or, where it has none, in the one before."""
    if not before and sentence.index:
        previous = page.sentences[sentence.index - 1]
        before = within(page.shows, previous.start, previous.end)
    return list(dict.fromkeys(m.title for m in before))


def _is_aside(page: Page, sentence: Sentence, show: ShowMention) -> bool:
    return bool(
        re.search(
            r"\b(?:than|like|unlike|with|from|against|behind|by) (?:the )?[\"']?$",
            page.folded[sentence.start : show.start],
        )
    )


def _reaches(page: Page, mention: CueMention, show: ShowMention) -> bool:
    gap = page.folded[mention.end : show.start]
    if _LIST_LEAD.fullmatch(gap):
        return True
    if mention.cue.status in ("renewed", "cancelled") and _OF_ANOTHER_THING.search(gap):
        return False
    longest = _CLOSE if mention.cue.close else _REACH
    beside = (*within(page.organisations, mention.end, show.start), *within(page.seasons, mention.end, show.start))
    longest += sum(m.end - m.start for m in beside)
    apposed = re.search(r"([\w-]+), [\"']?$", gap)
    if apposed and apposed[1] in word_class("genre"):
        gap = gap[: apposed.start()]  # "a new thriller, The Ferry"
    return len(gap) <= longest and not _APART.match(gap) and not any(mark in gap for mark in _BREAKS)


def _broken(page: Page, start: int, end: int) -> bool:
    return any(mark in page.folded[start:end] for mark in _BREAKS[:-1])


def _topics(shows: Iterable[ShowMention]) -> list[Topic]:
    return [Topic(m.title, m.start, m.end, True) for m in shows]
