"""To whom, or where, words were said: the outlet, the medium or the occasion that the text names."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

import msgspec

from underway.reading.lexicon import given_names, load, word_class
from underway.reading.links.noun_phrases import speech_words
from underway.reading.links.speakers import Utterance
from underway.reading.scanner import Places, Scanner
from underway.reading.structure import Page, within

_STRETCH = 320  # characters of narration, on either side, in which a venue is looked for
_LEADING = frozenset("at during from told of on 's in".split())
_INSIDE = frozenset("press news of summer winter film television tv".split())  # of an occasion's name, without capitals
_WRITTEN = frozenset("wrote writes posted captioned shared added commented replied".split())
_SELDOM = frozenset("i he she they congress parliament mps".split())
_HOSTED = re.compile(
    r"(?: [a-z]+ly)? (?:caught up|sat down|spoke|talked|chatted|checked in|met|met up|connected|got on the phone)"
    r"(?: [a-z]+)? (?:with|to) "
)
_CREDITED = re.compile(r"(?i:\b(?:per|via|according to|as reported by|as (?:first )?told to) (?:the )?)$")
_AFTER_SPEAKER = re.compile(r",? (?:of|at|for|from|writing in|in) (?:the )?$")
_REACH = 80  # characters from an outlet to whom it met
_POSSESSED = re.compile(r"['’]s (?=[A-Z])")


class _Patterns(msgspec.Struct, frozen=True):
    """Each has a group `name` with `title` (between marks) or `run` (capitals) in it; `kind` where the text says what
    the name is of."""

    outlet: re.Pattern[str]
    host: re.Pattern[str]
    programme: re.Pattern[str]
    said_on: re.Pattern[str]
    said_at: re.Pattern[str]
    given: re.Pattern[str]
    led: re.Pattern[str]
    medium: re.Pattern[str]
    unnamed: re.Pattern[str]


@cache
def _phrases() -> dict[str, list[str]]:
    return load("venues.toml", dict[str, list[str]])


def _spelled(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", " ").replace("'", "['’]")


@cache
def _patterns() -> _Patterns:
    table = _phrases()
    kind, tail, outlet, programme, given = (
        "|".join(_spelled(phrase) for phrase in sorted(table[key], key=len, reverse=True))
        for key in ("kind", "tail", "to_outlet", "on_programme", "given")
    )
    word = r"[A-Z0-9][\w&!+’'.-]*"
    run = rf"(?P<run>{word}(?: (?:{word}|&|(?:of|the|de|and)(?= [A-Z]))(?=\W|$))*(?: (?:{tail})\b)?)"
    title = r"[\"“‘'](?P<title>[^\"”“’\n]{2,40})[\"”’']"
    name = rf"(?P<name>(?:[Tt]he )?(?:(?:[a-z]+ )?(?P<kind>{kind}) )?(?:{title}|{run}))"
    day = r"(?:(?:[A-Z][a-z]+day|yesterday|last night|(?:this|last) (?:week|month))['’]s )?"
    said_when = r"(?: (?:yesterday|last night|(?:on )?[A-Z][a-z]+day|this \w+))?"
    owner = r"(?:his|her|their|its|the|an?)"
    return _Patterns(
        outlet=re.compile(rf"(?i:\b(?:{outlet})),? (?:exclusively )?{day}{name}"),
        host=re.compile(rf"(?i:\b(?:{outlet})) (?:{word} ){{1,3}}(?:on|of|at|for|from) {name}"),
        programme=re.compile(rf"(?i:\b(?:{programme})) (?:[A-Z]+['’]s )?{name}"),
        said_on=re.compile(
            rf"\b(?P<verb>[a-z-]+)(?: (?:[a-z]+ly|then|later|once|yesterday|today|last night|that|her|him|us))? "
            rf"(?:on|in) {day}{name}"
        ),
        said_at=re.compile(
            r"\b(?P<verb>[a-z-]+) (?:at|during) (?P<name>(?P<run>[A-Z]{3,}(?: \d{4})?)(?P<title>)?(?P<kind>)?)\b"
        ),
        given=re.compile(
            rf"\b(?:[Ii]n|[Dd]uring|from) (?:{owner} )(?:[a-z0-9-]+ )?(?P<name>{run}(?P<title>)?(?P<kind>)?) "
            rf"(?:[a-z]+ )?(?:{given})\b"
        ),
        led=re.compile(rf"[,)\w] (?:to|on) {name}{said_when}:\s*$"),
        medium=re.compile(
            rf"\b(?:[Oo]n|to|via|from|for|(?:[Ii]n|[Dd]uring) {owner}) (?:{owner} )?(?:[a-z]+ ){{0,2}}?"
            r"(?P<name>(?P<site>[A-Z][A-Za-z]*)(?: Live\b)?)"
        ),
        unnamed=re.compile(
            r"\b(?:[Oo]n|[Dd]uring|[Ii]n|of) (?P<name>(?:the|a|his|her|their|its|[A-Za-z' ’]{2,20}['’]s) "
            r"(?:(?:[\w-]+ ){1,2}?call|(?:[\w-]+ ){0,2}?(?:podcast|newsletter|blog)))\b(?! [\"“A-Z])"
        ),
    )


_Telling = Literal["to_outlet", "on_programme", "given", "private", "assembled", "social", "tweet", "unnamed"]
_TELLING: tuple[_Telling, ...] = get_args(_Telling)


@cache
def _telling() -> Scanner:
    """Finds the words without which the patterns of each kind match nothing."""
    words: dict[_Telling, str] = {
        "social": "|".join(map(re.escape, sorted(speech_words("social")))),
        "tweet": "(?:re)?tweet(?:s|ed|ing)?",
        "unnamed": "call|podcast|newsletter|blog",
    }
    listed = {name: "|".join(map(re.escape, phrases)) for name, phrases in _phrases().items()}
    return Scanner([rf"\b(?:{words.get(name) or listed[name]})\b" for name in _TELLING])


class _Found(msgspec.Struct, frozen=True):
    """`lasting` venues hold for what the speaker says next."""

    name: str
    lasting: bool


class Venues:
    """Answers for the utterances of one page, asked in order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._told: dict[str, list[tuple[int, str]]] = {}
        self._counts: dict[str, int] = {}
        self._telling = Places(_TELLING, *_telling().find(page.folded))
        self._occasions = sorted([*self._find_occasions(), *self._find_appearances()])
        self._bodies = {o.name for o in page.organisations}
        for start, name, person in sorted((*self._find_told(), *self._find_hosts())):
            self._told.setdefault(person, []).append((start, name))

    def of(self, utterance: Utterance) -> str | None:
        stretches = list(self._stretches(utterance))
        found = next((f for f in map(self._named, stretches) if f), None) or self._occasion_in(stretches)
        speaker, start = utterance.speaker, utterance.parts[0].start
        if found:
            if found.lasting:
                insort(self._told.setdefault(speaker.name, []), (start, found.name))
            return found.name
        if any(self._telling.within("assembled", *stretch) for stretch in stretches):
            return self._occasion_before(utterance)
        if any(self._telling.within("private", *stretch) for stretch in stretches):
            return None
        told = self._told.get(speaker.name, [])
        before = bisect_left(told, (start, ""))
        if before:
            return told[before - 1][1]
        credited = next(filter(None, map(self._credited, stretches)), None)
        return (
            credited or self._employer(utterance) or self._posted_before(utterance) or self._occasion_before(utterance)
        )

    def _credited(self, span: tuple[int, int]) -> str | None:
        """ "Per Variety": the outlet from which the text has the words."""
        for organisation in within(self._page.organisations, *span):
            lead = max(span[0], organisation.start - _REACH)
            if organisation.role == "outlet" and _CREDITED.search(self._page.text, lead, organisation.start):
                return organisation.name
        return None

    def _employer(self, utterance: Utterance) -> str | None:
        """ "The Guardian's Ada Quill", "Ada Quill of Variety": the outlet that one who writes for it speaks in."""
        speaker, page = utterance.speaker, self._page
        for organisation in within(page.organisations, max(0, speaker.start - _REACH), speaker.end + _REACH):
            if organisation.role != "outlet":
                continue
            owns = re.fullmatch(r"['’]s? (?:[a-z]+ ){0,3}", page.text[organisation.end : speaker.start])
            if owns or _AFTER_SPEAKER.fullmatch(page.text, speaker.end, organisation.start):
                return organisation.name
        return None

    def _posted_before(self, utterance: Utterance) -> str | None:
        """The medium of the sentence before, for what somebody "wrote" or "captioned"."""
        verb = utterance.attribution.verb if utterance.attribution else None
        sentence = self._page.layout.sentence_at(utterance.parts[0].start)
        if verb is None or self._page.tokens.folded[verb] not in _WRITTEN or not sentence.index:
            return None
        previous = self._page.sentences[sentence.index - 1]
        return self._medium((max(previous.start, previous.end - _STRETCH), previous.end))

    def _stretches(self, utterance: Utterance) -> Iterator[tuple[int, int]]:
        """The narrator's words about the utterance, the nearest first."""
        tokens, frame = self._page.tokens, utterance.frame
        part = utterance.parts[-1]
        ended = self._page.text[part.words_start : part.words_end].rstrip()[-1:] in (".", "!", "?")
        before = utterance.attribution is not None and utterance.attribution.side == "before"
        if frame.right < frame.hi and not (ended and before):
            start = tokens.starts[frame.right]
            yield start, min(tokens.ends[frame.hi - 1], start + _STRETCH)
        if frame.lo < frame.left:
            end = utterance.parts[0].start if frame.left >= tokens.count else tokens.starts[frame.left]
            yield max(tokens.starts[frame.lo], end - _STRETCH), end
        sentence = self._page.layout.sentence_at(utterance.parts[0].start)
        if sentence.index and frame.lo >= frame.left:
            previous = self._page.sentences[sentence.index - 1]
            if previous.block == sentence.block:
                yield max(previous.start, previous.end - _STRETCH), previous.end

    def _named(self, span: tuple[int, int]) -> _Found | None:
        text, patterns, told = self._page.text, _patterns(), self._telling.within
        if told("to_outlet", *span):
            for match in patterns.outlet.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
            for match in patterns.host.finditer(text, *span):  # "told Ada Quill on The Late Night"
                if name := self._outlet(match, programme=True):
                    return _Found(name, lasting=True)
        if text[slice(*span)].rstrip().endswith(":"):
            for match in patterns.led.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
        if medium := self._medium(span):
            return _Found(medium, lasting=False)
        if told("tweet", *span):
            return _Found("Twitter", lasting=False)
        if told("on_programme", *span):
            for match in patterns.programme.finditer(text, *span):
                if name := self._outlet(match, programme=True):
                    return _Found(name, lasting=True)
        if told("given", *span):
            for match in patterns.given.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
        for pattern in (patterns.said_on, patterns.said_at):
            for match in pattern.finditer(text, *span):
                on = " on " in match[0][: match.start("name") - match.start()]
                if self._speaks(match["verb"]) and (name := self._outlet(match, programme=on)):
                    return _Found(name, lasting=True)
        unnamed = patterns.unnamed.search(text, *span) if told("unnamed", *span) else None
        return _Found(unnamed["name"], lasting=True) if unnamed else None

    def _medium(self, span: tuple[int, int]) -> str | None:
        if self._telling.within("social", *span):
            for match in _patterns().medium.finditer(self._page.text, *span):
                if match["site"].lower() in speech_words("social"):
                    return match["name"]
        return None

    def _speaks(self, word: str) -> bool:
        return word in speech_words("say") or word in speech_words("participle") or word in speech_words("label")

    def _outlet(self, match: re.Match[str], *, programme: bool = False) -> str | None:
        """The name as the text writes it; None where it is a person's, a place's or a day's. Nobody is on a person:
        what bears such a name is a `programme`."""
        if match["title"]:
            return match["title"].rstrip(",.")
        run = match["run"].rstrip(".,'’")
        whose = _POSSESSED.search(run)
        if whose and run[whose.end() :].split()[0].lower() in given_names():
            run = run[: whose.start()]  # "Variety's Ada Quill"
        first = run.split()[0].lower()
        start = match.start("run")
        bare = not match["name"].lower().startswith("the ")
        if first.isdigit() or (bare and any(run.lower() in word_class(c) for c in ("month", "weekday", "place"))):
            return None
        if not (programme or self._is_outlet(start)) and (
            first in _SELDOM
            or first in given_names()
            or any(m.name.split()[0].lower() in given_names() for m in within(self._page.persons, start, start + 1))
        ):
            return None
        if match["kind"]:
            return run
        if bare and " " not in run and self._count(run) > 1 and not self._is_outlet(start):
            return None  # somebody of whom the text speaks elsewhere
        return ("" if bare else match["name"][:4]) + run

    def _count(self, name: str) -> int:
        if name not in self._counts:
            self._counts[name] = self._page.text.count(name)
        return self._counts[name]

    def _is_outlet(self, start: int) -> bool:
        return bool(within(self._page.organisations, start, start + 1))

    # Conversations

    def _find_told(self) -> Iterator[tuple[int, str, str]]:
        """Outlets to which the text says, without a quotation, that somebody spoke; where, which and who."""
        page = self._page
        for start, _ in self._telling.of("to_outlet"):
            sentence = page.layout.sentence_at(start)
            match = _patterns().outlet.match(page.text, start, sentence.end)
            if match is None:
                continue
            before = within(page.persons, sentence.start, start)
            person = next(iter(before[-1:] or within(page.persons, match.end(), sentence.end)), None)
            name = self._outlet(match) if person else None
            if person and name:
                yield start, name, person.name

    def _find_hosts(self) -> Iterator[tuple[int, str, str]]:
        """ "Collider spoke with the showrunner, Ada Quill"."""
        for organisation in self._page.organisations:
            met = _HOSTED.match(self._page.text, organisation.end) if organisation.role == "outlet" else None
            whom = within(self._page.persons, met.end(), met.end() + _REACH) if met else []
            if whom:
                yield organisation.start, organisation.name, whom[0].name

    # Occasions

    def _find_occasions(self) -> Iterator[tuple[int, str]]:
        """Places and names of the occasions at which the text says that something was said."""
        tokens, text = self._page.tokens, self._page.text
        words = tokens.folded
        for i in tokens.where(speech_words("occasion")):
            first = i
            while (
                first
                and text[tokens.ends[first - 1] : tokens.starts[first]] == " "
                and (tokens.capital[first - 1] or words[first - 1] in _INSIDE)
            ):
                first -= 1
            while first < i and words[first] in ("of", "at", "the", "summer", "winter"):
                first += 1
            named = any(tokens.capital[k] for k in range(first, i + 1)) or (words[first:i] in (["press"], ["news"]))
            lead = words[max(0, first - 3) : first]
            if named and any(w in _LEADING for w in lead):
                yield tokens.starts[first], text[tokens.starts[first] : tokens.ends[i]]

    def _find_appearances(self) -> Iterator[tuple[int, str]]:
        """Programmes on which somebody is said to have been; only such as no show of the text is."""
        if not self._telling.of("on_programme"):
            return
        for match in _patterns().programme.finditer(self._page.text):
            name = self._outlet(match, programme=True)
            network = any(
                o.role == "network" for o in within(self._page.organisations, match.start("name"), match.end("name"))
            )
            if name and not network:
                yield match.start(), name

    def _occasion_in(self, stretches: list[tuple[int, int]]) -> _Found | None:
        for start, end in stretches:
            first = bisect_left(self._occasions, (start, ""))
            if first < len(self._occasions) and self._occasions[first][0] < end:
                return _Found(self._occasions[first][1], lasting=True)
        return None

    def _occasion_before(self, utterance: Utterance) -> str | None:
        if utterance.speaker.name in self._bodies:
            return None
        before = bisect_left(self._occasions, (utterance.parts[0].start, ""))
        name = self._occasions[before - 1][1] if before else ""
        return None if name.endswith(" conference") and name.islower() else name or None
