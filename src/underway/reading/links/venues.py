"""To whom, or where, words were said: the outlet, the medium or the occasion that the text names."""

import re
from collections.abc import Iterator

import msgspec

from underway.reading.lexicon import given_names, word_class
from underway.reading.links.noun_phrases import speech_words
from underway.reading.links.speakers import Utterance
from underway.reading.structure import Page, within

_NAME = (
    r"(?P<name>(?:the |The )?(?:(?:this week's|this week’s|the) episode of )?(?:(?:[a-z]+ ){0,2}?(?P<kind>podcast|newspaper|magazine|newsletter|paper|website|blog|show) )?"
    r"(?:[\"“‘'](?P<title>[^\"”“’\n]{2,40})[\"”’']|(?P<run>[A-Z0-9][\w&!+’'.-]*(?: (?:[A-Z0-9&][\w&!+’'.-]*|(?:of|the|de|and|&)(?= [A-Z]))(?=\W|$))*(?: (?:podcast|radio|breakfast|magazine|newspaper)\b)?)))"
)
_TO_OUTLET = re.compile(
    r"\b(?:(?:told|tells|telling|tell|informed|emailed|texted)|(?:said|says|saying|confided|confirmed|insisted|insists|grumbled|sighed|admitted|admits|explained|explains|"
    r"revealed|complained|let this slip|let slip|quipped|joked|spoke|speaks|speaking|spoken|talked|talking|talks|slip|email|e-mail|write|wrote) (?:exclusively )?(?:to|with)|"
    r"(?:interview|conversation|chat|sit-down|Q&A|call|talk|profile|piece) (?:with|for|in|by)|(?:asked|pressed|quizzed)(?: about (?:it|this|that))? by|would give),? (?:exclusively )?" + _NAME
)
_SPEAKER_TO = re.compile(r"[,)\w] (?:to|on) " + _NAME + r":\s*$")
_ON_MEDIUM = re.compile(r"\b(?:on|to|via|from|over on|for) (?:(?:his|her|their|its|the) )?(?:[a-z]+ ){0,1}?(?P<name>[A-Z][A-Za-z]+)\b")
_SAID_ON = re.compile(
    r"\b(?P<verb>[a-z-]+)(?: (?:[a-z]+ly|then|later|once|yesterday|today|last night|that|her|him|us))? (?:on|in) (?:(?:[A-Z][a-z]+day|yesterday|last night|this week)(?:'s|’s) )?" + _NAME
)
_PLAIN = re.compile(
    r"\b(?:on|during|in|of) (?P<name>(?:the|a|his|her|their|its|[A-Za-z' ’]{2,20}['’]s) (?:(?:[\w-]+ ){1,2}?call|(?:[\w-]+ ){0,2}?(?:podcast|newsletter|blog)))\b(?! [\"“A-Z])"
)
_APPEARANCE = re.compile(
    r"\b(?:(?:appear(?:ed|s|ing|ance)|guest(?:ed|s|ing)?|was|were|went)(?: live)? on|stopp?(?:ed|s|ing) by|(?:called|phoned) in to|sat down with) (?:[A-Z]+['’]s )?"
    + _NAME
)
_PRIVATE = re.compile(
    r"\bin (?:a|an|his|her|its|their|the) (?:[\w-]+ )?(?:statement|release|press release|letter|memo|press notes)\b|\bpress notes\b|\bby (?:e-?mail|text)\b|"
    r"\b(?:told|tells|to) (?:me|us|this \w+)\b|\b(?:texted|e-?mailed)\b|\be-?mail\b"
)
_TWEET = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.IGNORECASE)


_LEADING = frozenset("at during from told of on 's in".split())


class _Found(msgspec.Struct, frozen=True):
    """`lasting` venues hold for what the speaker says next."""

    name: str
    lasting: bool


class Venues:
    """Answers for the utterances of one page, asked in order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last: dict[str, str] = {}
        self._occasions = sorted([*self._find_occasions(), *self._find_appearances()])

    def of(self, utterance: Utterance) -> str | None:
        stretches = list(self._stretches(utterance))
        found = next((f for f in map(self._named, stretches) if f), None) or self._occasion_in(stretches)
        speaker = utterance.speaker.name
        if found:
            if found.lasting:
                self._last[speaker] = found.name
            return found.name
        if any(_PRIVATE.search(self._page.text, start, end) for start, end in stretches):
            return None
        return self._last.get(speaker) or self._occasion_before(utterance)

    def _stretches(self, utterance: Utterance) -> Iterator[tuple[int, int]]:
        """The narrator's words about the utterance, the nearest first."""
        tokens, frame = self._page.tokens, utterance.frame
        part = utterance.parts[-1]
        ended = self._page.text[part.words_start : part.words_end].rstrip()[-1:] in (".", "!", "?")
        before = utterance.attribution is not None and utterance.attribution.side == "before"
        if frame.right < frame.hi and not (ended and before):
            yield tokens.starts[frame.right], tokens.ends[frame.hi - 1]
        if frame.lo < frame.left:
            yield tokens.starts[frame.lo], tokens.starts[frame.left] if frame.left < len(tokens) else len(self._page.text)
        sentence = self._page.layout.sentence_at(utterance.parts[0].start)
        if sentence.index and frame.lo >= frame.left:
            previous = self._page.sentences[sentence.index - 1]
            if previous.block == sentence.block:
                yield previous.start, previous.end

    def _named(self, span: tuple[int, int]) -> _Found | None:
        text = self._page.text
        start, end = span
        for pattern in (_TO_OUTLET, _SPEAKER_TO):
            for match in pattern.finditer(text, start, end):
                name = self._outlet(match)
                if name:
                    return _Found(name, lasting=True)
        for match in _ON_MEDIUM.finditer(text, start, end):
            if match["name"].lower() in speech_words("social"):
                return _Found(match["name"], lasting=False)
        if _TWEET.search(text, start, end):
            return _Found("Twitter", lasting=False)
        for match in _SAID_ON.finditer(text, start, end):
            if self._speaks(match["verb"]):
                name = self._outlet(match)
                if name:
                    return _Found(name, lasting=True)
        plain = _PLAIN.search(text, start, end)
        return _Found(plain["name"], lasting=True) if plain else None

    def _speaks(self, word: str) -> bool:
        return word in speech_words("say") or word in speech_words("participle") or word in speech_words("label")

    def _outlet(self, match: re.Match[str]) -> str | None:
        """The name as the text writes it; None where it is a person's, a place's or a day's."""
        if match["title"]:
            return match["title"].rstrip(",.")
        run = match["run"].rstrip(".,'’")
        first = run.split()[0].lower()
        start = match.start("run")
        bare = not match["name"].lower().startswith("the ")
        if first.isdigit() or (bare and any(run.lower() in word_class(c) for c in ("month", "weekday", "place"))):
            return None
        if first in given_names() or any(
            m.name.split()[0].lower() in given_names() for m in within(self._page.persons, start, start + 1)
        ):
            return None
        if first in ("i", "he", "she", "they", "congress", "parliament", "mps"):
            return None
        if match["kind"]:
            return run
        return ("the " if match["name"].lower().startswith("the ") and not run.lower().startswith("the ") else "") + run

    # Occasions

    def _find_occasions(self) -> Iterator[tuple[int, str]]:
        """Places and names of the occasions at which the text says that something was said."""
        tokens, text = self._page.tokens, self._page.text
        words = tokens.folded
        nouns = speech_words("occasion")
        for i, word in enumerate(words):
            if word not in nouns:
                continue
            first = i
            while first and text[tokens.ends[first - 1] : tokens.starts[first]] == " " and (
                tokens.capital[first - 1] or words[first - 1] in ("press", "of", "summer", "winter", "film", "television", "tv")
            ):
                first -= 1
            while first < i and words[first] in ("of", "at", "the", "summer", "winter"):
                first += 1
            named = any(tokens.capital[k] for k in range(first, i + 1)) or words[first:i] == ["press"]
            lead = words[max(0, first - 3) : first]
            if named and any(w in _LEADING for w in lead):
                yield tokens.starts[first], text[tokens.starts[first] : tokens.ends[i]]

    def _find_appearances(self) -> Iterator[tuple[int, str]]:
        """Programmes on which somebody is said to have been; only such as no show of the text is."""
        for match in _APPEARANCE.finditer(self._page.text):
            name = self._outlet(match)
            network = any(o.role == "network" for o in within(self._page.organisations, match.start("name"), match.end("name")))
            if name and not network:
                yield match.start(), name

    def _occasion_in(self, stretches: list[tuple[int, int]]) -> _Found | None:
        for start, end in stretches:
            for at, name in self._occasions:
                if start <= at < end:
                    return _Found(name, lasting=True)
        return None

    def _occasion_before(self, utterance: Utterance) -> str | None:
        start = utterance.parts[0].start
        return next((name for at, name in reversed(self._occasions) if at < start), None)
