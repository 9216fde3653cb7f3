"""To whom, or where, words were said: the outlet, the medium or the occasion that the text names."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator

import msgspec

from underway.reading.lexicon import given_names, word_class
from underway.reading.links.noun_phrases import speech_words
from underway.reading.links.speakers import Utterance
from underway.reading.links.venue_words import GENERIC, REPORTED, TELLING, patterns, telling
from underway.reading.scanner import Places
from underway.reading.structure import OrganisationMention, Page, within

_STRETCH = 320  # characters of narration, on either side, in which a venue is looked for
_LEADING = frozenset("at during from told of on 's in".split())
_INSIDE = frozenset("press news of summer winter film television tv".split())  # of an occasion's name, without capitals
_WRITTEN = frozenset("wrote writes posted captioned shared added commented replied".split())
_SELDOM = frozenset("i he she they congress parliament mps".split())
_HOSTED = re.compile(
    r"(?:['’]s [A-Z]\w+(?: [A-Z][\w-]+)?)?(?: [a-z]+ly)? (?:(?:asked|pressed|quizzed)|"
    r"(?:caught up|sat down|spoke|talked|chatted|checked in|met|met up|connected|got on the phone)"
    r"(?: [a-z]+)? (?:with|to)) "
)
_PASSED = re.compile(r"(?i:\b(?:to|with) (?:the )?)$")
_LABEL = re.compile(r" ?[:|] ")
_ON_RADIO = re.compile(r"\b[Oo]n ((?:[A-Z][\w.&]* ){0,2}Radio(?: [A-Z0-9][\w.]*){0,2})")
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][\w’'-]+) $")
_UNNAMED = "?"  # all those whom the text does not name
_PROGRAMMES = frozenset("show podcast report hour breakfast tonight".split())
_ARTICLES = frozenset("a an one another".split())
_TALKERS = frozenset("source sources insider member crew viewer fan pal friend".split())
_LATER = re.compile(r"(?:speaking|talking|chatting|appearing)\b(?! of\b)")
_WAS_SPEAKING = re.compile(r"\b(?:was|were) $")
_CREDITED = re.compile(r"(?i:\b(?:per|via|according to|as reported by|as (?:first )?told to) (?:the )?)$")
_AFTER_SPEAKER = re.compile(r",? (?:of|at|for|from|writing in|in) (?:the )?$")
_BACK = 1500  # characters over which "the paper" reaches back
_REACH = 80  # characters from an outlet to whom it met
_POSSESSED = re.compile(r"['’]s (?=[A-Z])")


def _key(name: str) -> str:
    """What whoever bears the name is told by where the text does not know it as a person's: the last name."""
    words = name.lower().split()
    return _UNNAMED if words[0] in _ARTICLES and not _TALKERS.isdisjoint(words) else name.rsplit(maxsplit=1)[-1]


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
        self._main = next((t for t, n in Counter(m.title for m in page.shows).most_common(1) if n > 1), None)
        self._asking = next((o.name for o in page.organisations if o.role == "outlet" and self._asks(o)), None)
        self._posted: tuple[int, str] | None = None  # where the last words on a medium end, and which
        self._telling = Places(TELLING, *telling().find(page.folded))
        self._occasions = sorted([*self._find_occasions(), *self._find_appearances()])
        self._bodies = {o.name for o in page.organisations}
        self._outlets = [(o.start, o.name) for o in page.organisations if o.role == "outlet"]
        for start, name, person in sorted((*self._find_told(), *self._find_hosts())):
            self._told.setdefault(person, []).append((start, name))
        self._outlets.sort()

    def of(self, utterance: Utterance) -> str | None:
        own = list(self._stretches(utterance))
        stretches = [*own, *self._sentence_before(utterance)]
        speaker, start = utterance.speaker, utterance.parts[0].start
        found = self._found_in(own)
        if found is None and any(self._telling.within("assembled", *stretch) for stretch in stretches):
            found = self._found_in(stretches[len(own) :])
            if found is None:
                return self._occasion_before(utterance)
        elif found is None and any(self._telling.within("private", *stretch) for stretch in own):
            return None
        found = found or self._found_in(stretches[len(own) :])
        if found:
            if found.lasting:
                insort(self._told.setdefault(speaker.name, []), (start, found.name))
                if _key(speaker.name) == _UNNAMED:
                    insort(self._told.setdefault(_UNNAMED, []), (start, found.name))
            else:
                self._posted = utterance.parts[-1].end, found.name
            return found.name
        if any(self._telling.within("private", *stretch) for stretch in stretches):
            return None
        told = self._told.get(speaker.name) or self._told.get(_key(speaker.name)) or []
        before = bisect_left(told, (start, ""))
        if before:
            return told[before - 1][1]
        credited = next(filter(None, map(self._credited, stretches)), None)
        return (
            credited
            or self._employer(utterance)
            or self._said_after(utterance)
            or self._asking
            or self._posted_before(utterance)
            or self._occasion_before(utterance)
        )

    def _found_in(self, stretches: list[tuple[int, int]]) -> "_Found | None":
        return next((f for f in map(self._named, stretches) if f), None) or self._occasion_in(stretches)

    def _said_after(self, utterance: Utterance) -> str | None:
        """ "…," she said. Speaking to Variety, she added that": the outlet of the sentence that follows."""
        at = self._page.layout.sentence_at(utterance.parts[-1].end - 1).index + 1
        if at >= len(self._page.sentences):
            return None
        following = self._page.sentences[at]
        if not _LATER.match(self._page.folded, following.start) or within(
            self._page.quotations, following.start, following.end
        ):
            return None
        found = self._named((following.start, min(following.end, following.start + _STRETCH)))
        return found.name if found else None

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
        """The medium of the sentence before, or of the last words posted, for what somebody "wrote" or "captioned"."""
        verb = utterance.attribution.verb if utterance.attribution else None
        sentence = self._page.layout.sentence_at(utterance.parts[0].start)
        if verb is None or self._page.tokens.folded[verb] not in _WRITTEN or not sentence.index:
            return None
        previous = self._page.sentences[sentence.index - 1]
        medium = self._medium((max(previous.start, previous.end - _STRETCH), previous.end))
        if medium is None and self._posted and utterance.parts[0].start - self._posted[0] < _STRETCH:
            medium = self._posted[1]
        return medium

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

    def _sentence_before(self, utterance: Utterance) -> Iterator[tuple[int, int]]:
        """The sentence before the words, where it is not about somebody else."""
        page, frame = self._page, utterance.frame
        sentence = page.layout.sentence_at(utterance.parts[0].start)
        if not sentence.index or frame.lo < frame.left:
            return
        previous = page.sentences[sentence.index - 1]
        named = {m.name for m in within(page.persons, previous.start, previous.end)}
        if previous.block == sentence.block and (not named or utterance.speaker.name in named):
            yield max(previous.start, previous.end - _STRETCH), previous.end

    def _named(self, span: tuple[int, int]) -> _Found | None:
        text, shapes, told = self._page.text, patterns(), self._telling.within
        if told("to_outlet", *span):
            for match in shapes.outlet.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
            for match in shapes.host.finditer(text, *span):  # "told Ada Quill on The Late Night"
                if name := self._outlet(match, programme=True):
                    return _Found(name, lasting=True)
        if text[slice(*span)].rstrip().endswith(":"):
            for match in shapes.led.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
        if outlet := self._passed_to(span):
            return _Found(outlet, lasting=True)
        if medium := self._medium(span):
            return _Found(medium, lasting=False)
        if told("tweet", *span):
            return _Found("Twitter", lasting=False)
        if told("on_programme", *span):
            for match in shapes.programme.finditer(text, *span):
                if name := self._outlet(match, programme=True):
                    return _Found(name, lasting=True)
        if told("given", *span):
            for match in shapes.given.finditer(text, *span):
                if name := self._outlet(match):
                    return _Found(name, lasting=True)
        for pattern in (shapes.said_on, shapes.said_at):
            for match in pattern.finditer(text, *span):
                on = " on " in match[0][: match.start("name") - match.start()]
                if self._speaks(match["verb"]) and (name := self._outlet(match, programme=on)):
                    return _Found(name, lasting=True)
        owned = shapes.owned.search(text, *span) if told("unnamed", *span) else None
        if owned and (name := self._outlet(owned, programme=True)):
            return _Found(name, lasting=True)
        unnamed = shapes.unnamed.search(text, *span) if told("unnamed", *span) else None
        if unnamed and not unnamed["name"].endswith("conference call"):
            name = unnamed["name"]
            whose = name.endswith("call") and re.search("['’]s ", name)
            return _Found(name[whose.end() :] if whose else name, lasting=True)
        if "Radio" in text[slice(*span)] and (radio := _ON_RADIO.search(text, *span)):
            return _Found(radio[1], lasting=True)
        return None

    def _passed_to(self, span: tuple[int, int]) -> str | None:
        """ "confirmed the news to Variety"; "told the outlet", of the one that was named last."""
        page = self._page
        for organisation in within(page.organisations, *span):
            lead = max(span[0], organisation.start - _REACH)
            if organisation.role == "outlet" and _PASSED.search(page.text, lead, organisation.start):
                return organisation.name
        generic = GENERIC.search(page.text, *span)
        if generic is None:
            return None
        before = bisect_left(self._outlets, (generic.start(), ""))
        reported = list(REPORTED.finditer(page.text, max(0, generic.start() - _BACK), generic.start()))
        if reported and (not before or self._outlets[before - 1][0] < reported[-1].start()):
            return reported[-1][1]
        return self._outlets[before - 1][1] if before else None

    def _medium(self, span: tuple[int, int]) -> str | None:
        if self._telling.within("social", *span):
            for match in patterns().medium.finditer(self._page.text, *span):
                if match["site"].lower() in speech_words("social"):
                    return match["name"]
        return None

    def _speaks(self, word: str) -> bool:
        return word in speech_words("say") or word in speech_words("participle") or word in speech_words("label")

    def _outlet(self, match: re.Match[str], *, programme: bool = False) -> str | None:
        """The name as the text writes it; None where it is a person's, a place's or a day's. Nobody is on a person:
        what bears such a name is a `programme`."""
        if programme and self._is_main(match):
            return None
        if match["title"]:
            return match["title"].rstrip(",.")
        run = match["run"].rstrip(".,'’")
        whose = _POSSESSED.search(run)
        if whose and run[whose.end() :].split()[0].lower() in given_names():
            run = run[: whose.start()]  # "Variety's Ada Quill"
        first, last = run.split()[0].lower(), run.rsplit(maxsplit=1)[-1].lower()
        programme = programme or last in _PROGRAMMES
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

    def _asks(self, organisation: OrganisationMention) -> bool:
        """Does the name head a line as whoever asks does ("VARIETY: Will there be more?")?"""
        text = self._page.text
        label = _LABEL.match(text, organisation.end)
        heads = organisation.start == 0 or text[organisation.start - 1] == "\n"
        return heads and label is not None and "?" in text[label.end() : label.end() + _STRETCH].partition("\n")[0]

    def _is_main(self, match: re.Match[str]) -> bool:
        """Is it the show that the text is about ("last night's episode of Harrow House")?"""
        lead = self._page.folded[match.start() : match.start("name")].split()
        named = within(self._page.shows, match.start("name"), match.end("name"))
        return lead[-1:] in (["of"], ["to"]) and any(m.title == self._main for m in named)

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
            match = patterns().outlet.match(page.text, start, sentence.end)
            if match is None:
                continue
            name = self._outlet(match)
            if name is None:
                continue
            self._outlets.append((start, name))
            before = within(page.persons, sentence.start, start)
            person = next(iter(before[-1:] or within(page.persons, match.end(), sentence.end)), None)
            if person is None:
                alone = _CAPITAL_BEFORE.search(page.text, sentence.start, start)
                yield from [(start, name, alone[1])] if alone else ()
            else:  # "Quill was speaking to Variety", at the end of the text, is of all she said
                ending = _WAS_SPEAKING.search(page.text, sentence.start, start)
                yield 0 if ending else start, name, person.name

    def _find_hosts(self) -> Iterator[tuple[int, str, str]]:
        """ "Collider spoke with the showrunner, Ada Quill"."""
        for organisation in self._page.organisations:
            met = _HOSTED.match(self._page.text, organisation.end) if organisation.role == "outlet" else None
            whom = within(self._page.persons, met.end(), met.end() + _REACH) if met else []
            if whom:
                yield organisation.start, organisation.name, whom[0].name
            elif organisation.role == "outlet" and _PASSED.search(
                self._page.text, max(0, organisation.start - _REACH), organisation.start
            ):  # "Ada Quill confirmed the news to Variety"
                sentence = self._page.layout.sentence_at(organisation.start)
                told = within(self._page.persons, sentence.start, organisation.start)
                if told:
                    yield organisation.start, organisation.name, told[-1].name

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
            last = i + 1 if words[i + 1 : i + 2] in (["presentation"], ["event"], ["week"]) else i
            if first > 1 and words[first - 1] == "'s" and tokens.capital[first - 2]:  # "Fox's upfront presentation"
                first -= 2
                while (
                    first and tokens.capital[first - 1] and text[tokens.ends[first - 1] : tokens.starts[first]] == " "
                ):
                    first -= 1
            named = any(tokens.capital[k] for k in range(first, i + 1)) or (words[first:i] in (["press"], ["news"]))
            lead = words[max(0, first - 3) : first]
            if named and any(w in _LEADING for w in lead):
                yield tokens.starts[first], text[tokens.starts[first] : tokens.ends[last]]

    def _find_appearances(self) -> Iterator[tuple[int, str]]:
        """Programmes on which somebody is said to have been; only such as no show of the text is."""
        if not self._telling.of("on_programme"):
            return
        for match in patterns().programme.finditer(self._page.text):
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
