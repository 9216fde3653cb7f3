"""To whom, or where, words were said: the outlet, the medium or the occasion that the text names."""

import re
from bisect import bisect_left
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
_SELDOM = frozenset("i he she they congress parliament mps".split())
_POSSESSED = re.compile(r"['’]s (?=[A-Z])")


class _Patterns(msgspec.Struct, frozen=True):
    """Each has a group `name` with `title` (between marks) or `run` (capitals) in it; `kind` where the text says what
    the name is of."""

    outlet: re.Pattern[str]
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


@cache
def _patterns() -> _Patterns:
    table = _phrases()
    kind, tail, outlet, programme, given = (
        "|".join(re.escape(p).replace(r"\ ", " ") for p in sorted(table[key], key=len, reverse=True))
        for key in ("kind", "tail", "to_outlet", "on_programme", "given")
    )
    word = r"[A-Z0-9][\w&!+’'.-]*"
    run = rf"(?P<run>{word}(?: (?:{word}|&|(?:of|the|de|and)(?= [A-Z]))(?=\W|$))*(?: (?:{tail})\b)?)"
    title = r"[\"“‘'](?P<title>[^\"”“’\n]{2,40})[\"”’']"
    name = rf"(?P<name>(?:[Tt]he )?(?:(?:[a-z]+ )?(?P<kind>{kind}) )?(?:{title}|{run}))"
    day = r"(?:(?:[A-Z][a-z]+day|yesterday|last night|(?:this|last) (?:week|month))['’]s )?"
    owner = r"(?:his|her|their|its|the|an?)"
    return _Patterns(
        outlet=re.compile(rf"(?i:\b(?:{outlet})),? (?:exclusively )?{day}{name}"),
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
        led=re.compile(rf"[,)\w] (?:to|on) {name}:\s*$"),
        medium=re.compile(
            rf"\b(?:[Oo]n|to|via|from|for|[Ii]n {owner}) (?:{owner} )?(?:[a-z]+ ){{0,2}}?(?P<name>[A-Z][A-Za-z]*)\b"
        ),
        unnamed=re.compile(
            r"\b(?:on|during|in|of) (?P<name>(?:the|a|his|her|their|its|[A-Za-z' ’]{2,20}['’]s) "
            r"(?:(?:[\w-]+ ){1,2}?call|(?:[\w-]+ ){0,2}?(?:podcast|newsletter|blog)))\b(?! [\"“A-Z])"
        ),
    )


_Telling = Literal["to_outlet", "on_programme", "given", "private", "social", "tweet", "unnamed"]
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
        self._last: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._telling = Places(_TELLING, *_telling().find(page.folded))
        self._occasions = sorted([*self._find_occasions(), *self._find_appearances()])

    def of(self, utterance: Utterance) -> str | None:
        stretches = list(self._stretches(utterance))
        found = next((f for f in map(self._named, stretches) if f), None) or self._occasion_in(stretches)
        speaker = utterance.speaker.name
        if found:
            if found.lasting:
                self._last[speaker] = found.name
            return found.name
        if any(self._telling.within("private", start, end) for start, end in stretches):
            return None
        return self._last.get(speaker) or self._occasion_before(utterance)

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
        if text[slice(*span)].rstrip().endswith(":"):
            for match in patterns.led.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
        if told("social", *span):
            for match in patterns.medium.finditer(text, *span):
                if match["name"].lower() in speech_words("social"):
                    return _Found(match["name"], lasting=False)
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
        before = bisect_left(self._occasions, (utterance.parts[0].start, ""))
        name = self._occasions[before - 1][1] if before else ""
        return None if name.endswith(" conference") and name.islower() else name or None
