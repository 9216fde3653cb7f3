"""Who speaks: quotations put together into utterances, each with its speaker by the fullest name in the text."""

import re
from bisect import bisect_right
from collections import defaultdict

import msgspec

from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.links.antecedents import FAR, Antecedents, Figure, FigureKind, gender_of
from underway.reading.links.attribution import Attribution, Attributions, Frame
from underway.reading.links.bodies import body_before, body_near
from underway.reading.links.clauses import PREPOSITIONS
from underway.reading.links.noun_phrases import NounPhrase, person_nouns, speech_words
from underway.reading.links.turns import Group, group_quotations
from underway.reading.structure import Page, QuotationMention, within

_SOURCES = frozenset(("insider", "source", "pal"))  # one and the same to the papers
_MOUTHPIECES = frozenset("spokesman spokeswoman spokesperson rep representative publicist".split())
_BESIDE = frozenset("agent manager assistant co-star castmate colleague".split())  # somebody else than who has them
_COURTESY = frozenset("mr mrs ms miss dame sir lady lord".split())
_SAME_PERSON = 500  # characters over which "the songwriter" is whoever has just been named
_LONGEST_NAME = 40  # characters
_ENDS_CLAUSE = re.compile(r"[,.:;]| (?:in|said|say|told|tell|wrote|added|on|at)\b")
_NEAR = 700  # characters over which an unattributed quotation reaches back


class Speaker(msgspec.Struct, frozen=True):
    """`name` as the document writes it in full; characters `start` to `end` name the speaker at the words."""

    name: str
    start: int
    end: int


class Utterance(msgspec.Struct, frozen=True):
    """The words of one speaker around one attribution: `parts` in order; `frame` of the part that is attributed."""

    parts: tuple[QuotationMention, ...]
    speaker: Speaker
    attribution: Attribution | None
    frame: Frame
    rule: str


class _Role(msgspec.Struct, frozen=True):
    """What somebody is called at a place: the words beside their name there."""

    at: int
    name: str
    words: frozenset[str]


def find_utterances(page: Page) -> list[Utterance]:
    """Every quotation that the text gives to somebody, in order."""
    if not page.quotations:
        return []
    attributions = Attributions(page)
    groups = group_quotations(page, attributions)
    if not groups:
        return []
    return _Cast(page, attributions, groups).resolve()


class _Cast:
    """Those whom the text names, and which of them a short form, a pronoun or a description stands for."""

    def __init__(self, page: Page, attributions: Attributions, groups: list[Group]) -> None:
        self._page = page
        self._groups = groups
        self._attributions = attributions
        self._words = page.tokens.folded
        self._full: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._roles: dict[str, list[_Role]] = defaultdict(list)
        self._described_as: dict[str, str] = {}
        self._antecedents = Antecedents()
        self._bodies = {o.name for o in page.organisations}
        self._people = {m.name for m in page.persons}
        self._pronouns: list[NounPhrase] = []
        self._gather()

    # What the text says of its people

    def _gather(self) -> None:
        page, tokens = self._page, self._page.tokens
        for m in page.persons:
            self._add_full(m.start, m.name)
        for n in page.names:
            bare = self._bare(tokens.at(n.start), tokens.at(n.end))
            if bare and 2 <= bare[1] - bare[0] <= 5:
                self._add_full(n.start, self._text_of(bare), weak=True)
                if bare[1] - bare[0] > 2 and self._words[bare[0]] in given_names():  # "Ada Quill Talks" in a headline
                    self._add_full(n.start, self._text_of((bare[0], bare[0] + 2)), weak=True)
        for group in self._groups:
            if group.attribution and group.attribution.phrase.name:
                name = group.attribution.phrase.name
                self._add_full(tokens.starts[name[0]], self._text_of(name))
        for entries in self._full.values():
            entries.sort()
        unnamed = [g for g in self._groups if g.attribution is None or g.attribution.phrase.kind != "name"]
        if not unnamed:
            return
        self._learn_from_titles()
        subjects = self._gather_subjects(unnamed[0].parts[0].start - FAR, unnamed[-1].parts[-1].end + FAR)
        for m in page.persons:
            first, last = tokens.at(m.start), tokens.at(m.end)
            self._gather_roles(first, last, m.name)
            aside = self._aside(first, last)
            if m.start not in subjects and not (aside and self._apart(m.start)):
                says = not aside and self._attributions.clauses.goes_on_to_say(last)
                beside = page.text[m.start - 5 : m.start] == " and " and not subjects.isdisjoint(
                    range(m.start - _LONGEST_NAME, m.start)
                )  # "Bo and Ada Quill"
                self._antecedents.add(Figure(m.start, m.end, m.name, subject=says or beside))
        for i in tokens.where(_SOURCES):  # "…, and a source on the set claimed that"
            lead = next((k for k in (i - 1, i - 2) if k >= 0 and self._words[k] in ("a", "an", "one")), None)
            if lead is not None and i not in self._attributions.masked:
                phrase = self._attributions.phrase_at(lead)
                if phrase and phrase.kind == "description":
                    start, end = tokens.starts[lead], tokens.ends[phrase.last - 1]
                    self._antecedents.add(Figure(start, end, page.text[start:end], subject=True, kind="unnamed"))
        for phrase in self._pronouns:
            self._go_on(phrase)

    def _apart(self, position: int) -> bool:
        """Is it outside the narration: in a byline, a caption, a heading?"""
        layout = self._page.layout
        return layout.block_of(layout.sentence_at(position)).kind not in ("paragraph", "item")

    def _go_on(self, phrase: NounPhrase) -> None:
        """A sentence about "she" is one more about whom she stands for."""
        start, end = self._page.tokens.starts[phrase.first], self._page.tokens.ends[phrase.last - 1]
        figure = self._antecedents.before(start, gender_of(self._words[phrase.first]))
        if figure and figure.name in self._people:
            self._antecedents.add(Figure(start, end, figure.name, subject=True))

    def _gather_subjects(self, since: int, until: int) -> set[int]:
        """Adds whom each of the narrator's sentences in the span is about; gives the places of their names."""
        page, tokens, masked = self._page, self._page.tokens, self._attributions.masked
        found: set[int] = set()
        for start, end in self._attributions.sentences():
            if end < since or start > until:
                continue
            lo, hi = tokens.at(start), tokens.at(end)
            while lo < hi and (lo in masked or not tokens.folded[lo][0].isalnum()):
                lo += 1
            phrase = self._attributions.clauses.main_subject(lo, min(hi, lo + 40))
            if phrase is None:
                continue
            if phrase.kind == "pronoun":
                if gender_of(tokens.folded[phrase.first]):
                    self._pronouns.append(phrase)
                continue
            if phrase.name is None:
                if tokens.folded[phrase.first] in ("a", "an", "one") and tokens.folded[phrase.head] in person_nouns():
                    place, last = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
                    self._antecedents.add(Figure(place, last, page.text[place:last], subject=True, kind="unnamed"))
                continue
            if not self._is_person(phrase.name):
                continue
            place = tokens.starts[phrase.name[0]]
            self._antecedents.add(
                Figure(place, tokens.ends[phrase.name[1] - 1], self.full_name(phrase.name), subject=True)
            )
            found.add(place)
        return found

    def _is_person(self, name: tuple[int, int]) -> bool:
        page, tokens = self._page, self._page.tokens
        start, end = tokens.starts[name[0]], tokens.ends[name[1] - 1]
        if within(page.persons, start, end):
            return True
        if bool(within(page.organisations, start, end)) or bool(within(page.shows, start, end)):
            return False
        first = tokens.folded[name[0]]
        if name[1] - name[0] == 1 and first in self._full:
            return True
        if any(tokens.folded[i] in given_names() for i in range(*name)):
            return True
        return name[1] - name[0] > 1 and first not in common_words() and first not in word_class("place")

    def _learn_from_titles(self) -> None:
        """ "Ms. Quill": of the bearer's full name."""
        words, tokens = self._words, self._page.tokens
        for i in tokens.where(_COURTESY):
            k = i + 2 if i + 1 < len(words) and words[i + 1] == "." else i + 1
            if k < len(words) and tokens.capital[k]:
                self._antecedents.learn(self.full_name((k, k + 1)), words[i])

    def _add_full(self, at: int, name: str, *, weak: bool = False) -> None:
        parts = name.replace(".", " ").split()
        while parts and parts[0].casefold() in speech_words("title"):
            self._antecedents.learn(name, parts[0].casefold())
            parts = parts[1:]
        if len(parts) < 2:
            return
        for part in {parts[-1], parts[0], *parts[1:-1]}:
            key = part.casefold().replace("’", "'")
            if weak and part != parts[-1] and not (part == parts[0] and key in given_names()):
                continue
            self._full[key].append((at, name))

    def _gather_roles(self, first: int, last: int, name: str) -> None:
        words = self._words
        at = self._page.tokens.starts[first] if first < len(words) else 0
        for i in range(first - 1, max(-1, first - 3), -1):
            if words[i] == "'s":
                break
            if words[i] not in speech_words("determiner"):
                self._antecedents.learn(name, words[i])
        lead = max(0, first - 4)
        for i in range(first - 1, max(-1, first - 3), -1):
            if not words[i][0].isalpha():
                break
            if words[i] in person_nouns():
                self._roles[words[i]].append(_Role(at, name, frozenset(words[lead:first])))
        if last < len(words) and words[last] == ",":
            end = next(
                (i for i in range(last + 1, min(last + 9, len(words))) if words[i] in (",", ".", ";", "who")), last + 1
            )
            for i in range(last + 1, end):
                if words[i] in person_nouns():
                    self._roles[words[i]].append(_Role(at, name, frozenset(words[last + 1 : end])))

    def _aside(self, first: int, last: int) -> bool:
        """Is the name in brackets, a possessive, or governed by a preposition?"""
        words = self._words
        if last < len(words) and words[last] in ("'s", ")"):
            return True
        i = first - 1
        while i >= 0 and (
            words[i] in person_nouns() or words[i] in speech_words("determiner") or words[i] in speech_words("title")
        ):
            i -= 1
        return i >= 0 and (words[i] in PREPOSITIONS or words[i] == "(")

    # Resolution

    def resolve(self) -> list[Utterance]:
        utterances: list[Utterance] = []
        for group in self._groups:
            found = self._speaker_of(group)
            if found is None:
                continue
            speaker, rule = found
            utterances.append(Utterance(tuple(group.parts), speaker, group.attribution, group.frame, rule))
            self._antecedents.add(Figure(speaker.start, speaker.end, speaker.name, True, self._kind(speaker.name)))
        return utterances

    def _kind(self, name: str) -> FigureKind:
        if name in self._bodies:
            return "body"
        return (
            "unnamed"
            if name.split(maxsplit=1)[0].islower() or name.startswith(("A ", "An ", "One ", "The "))
            else "person"
        )

    def _speaker_of(self, group: Group) -> tuple[Speaker, str] | None:
        if self._attributions.staged(group.frame):
            return None
        if group.attribution:
            speaker = self._resolve(group.attribution.phrase)
            return (speaker, group.attribution.rule) if speaker else None
        return self._floating(group)

    def _resolve(self, phrase: NounPhrase) -> Speaker | None:
        tokens = self._page.tokens
        if phrase.kind == "name":
            assert phrase.name is not None
            start, end = tokens.starts[phrase.name[0]], tokens.ends[phrase.name[1] - 1]
            return self._together(Speaker(self.full_name(phrase.name), start, end))
        start, end = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
        person = next(iter(within(self._page.persons, start, start + 1)), None)
        if phrase.kind == "pronoun":
            name = self._meant_by(phrase)
        elif person and person.end == end:  # "Star says": a surname that is a noun as well
            name = person.name
        else:
            name = self._described(phrase)
            if name is None and self._words[phrase.head] not in speech_words("writing"):
                name = self._page.text[start:end]
        return Speaker(name, start, end) if name else None

    def _together(self, speaker: Speaker) -> Speaker:
        """With whoever speaks in the same breath: "Ada Quill and Bo Tarn said"."""
        text, persons = self._page.text, self._page.persons
        for other in within(persons, max(0, speaker.start - _LONGEST_NAME), speaker.end + _LONGEST_NAME):
            if text[other.end : speaker.start] == " and ":
                return Speaker(f"{other.name} and {speaker.name}", other.start, speaker.end)
            if text[speaker.end : other.start] == " and " and _ENDS_CLAUSE.match(text, other.end):
                return Speaker(f"{speaker.name} and {other.name}", speaker.start, other.end)
        return speaker

    def full_name(self, name: tuple[int, int]) -> str:
        spelled = self._text_of(name)
        start = self._page.tokens.starts[name[0]]
        if name[1] - name[0] > 1 or any(o.start <= start < o.end for o in self._page.organisations):
            return spelled
        entries = self._full.get(self._words[name[0]])
        if not entries:
            person = next(iter(within(self._page.persons, start, start + 1)), None)
            return person.name if person else spelled
        at = bisect_right(entries, (start, "\uffff"))
        return entries[at - 1][1] if at else entries[0][1]

    def _meant_by(self, phrase: NounPhrase) -> str | None:
        start = self._page.tokens.starts[phrase.first]
        word = self._words[phrase.first]
        if word == "it":
            figure = self._antecedents.before(start, kinds=("body",))
            return figure.name if figure else body_before(self._page, start)
        figure = self._antecedents.before(start, gender_of(word))
        if figure and figure.kind == "person" and figure.subject:
            self._antecedents.learn(figure.name, word)
        return figure.name if figure else None

    def _described(self, phrase: NounPhrase) -> str | None:
        words, tokens = self._words, self._page.tokens
        start = tokens.starts[phrase.first]
        head, first = words[phrase.head], words[phrase.first]
        definite = first in ("the", "his", "her", "their", "this", "that") or head.endswith("-year-old")
        if head in speech_words("body_noun") and definite:
            return body_before(self._page, start) or self._unnamed_body(phrase)
        if head in speech_words("writing"):
            return self._owner(phrase, start)
        if head in _MOUTHPIECES and first in ("a", "an", "the") and phrase.last - phrase.first == 2:
            return body_near(self._page, start)
        if first in ("a", "an") and self._words[phrase.head + 1] in ("for", "of") and phrase.last - phrase.head > 1:
            return self._page.text[tokens.starts[phrase.first + 1] : tokens.ends[phrase.last - 1]]
        of_show = first == "the" and head in word_class("role") - speech_words(
            "other_person"
        )  # "the star of Gull Rock"
        if not definite or (phrase.last - phrase.head > 1 and not (of_show and words[phrase.head + 1] == "of")):
            return None
        description = self._page.folded[start : tokens.ends[phrase.head]]
        if first not in ("his", "her"):
            modifiers = words[phrase.first + 1 : phrase.head]
            roles = [r for r in self._roles.get(head, ()) if r.words.issuperset(modifiers)]
            before = [r for r in roles if r.at < start]
            if before or len({r.name for r in roles}) == 1:
                return (before or roles)[-1].name
            if description in self._described_as:
                return self._described_as[description]
        if first == "the" or (head not in speech_words("other_person") and not (first != "this" and head in _BESIDE)):
            kinds: tuple[FigureKind, ...] = ("unnamed",) if head in speech_words("other_person") else ("person",)
            figure = self._antecedents.before(start, gender_of(head), kinds)
            if (
                figure
                and (figure.kind == "person" or head in _SOURCES or head in figure.name.split())
                and (start - figure.start <= _SAME_PERSON or gender_of(head) or head.endswith("-year-old"))
            ):
                self._described_as.setdefault(description, figure.name)
                return figure.name
        return None

    def _unnamed_body(self, phrase: NounPhrase) -> str:
        tokens = self._page.tokens
        name = self._page.text[tokens.starts[phrase.first] : tokens.ends[phrase.last - 1]]
        self._bodies.add(name)
        return name

    def _owner(self, phrase: NounPhrase, start: int) -> str | None:
        words = self._words
        for i in range(phrase.first, phrase.last):
            if words[i] == "'s" and i > phrase.first:
                return self.full_name(
                    (phrase.first if words[phrase.first] not in speech_words("determiner") else phrase.first + 1, i)
                )
        figure = self._antecedents.before(start)
        return figure.name if figure else body_before(self._page, start)

    def _floating(self, group: Group) -> tuple[Speaker, str] | None:
        """A quotation that is a sentence of its own, or follows a colon that no subject leads to: who spoke last, or
        whom the sentence before is about."""
        page, frame = self._page, group.frame
        first = group.parts[0]
        own = frame.lo >= frame.left
        if not own and (self._words[frame.left - 1] != ":" or self._attributions.speaks_before(frame)):
            return None
        words = page.text[first.words_start : first.words_end].strip()
        if not words or words[0].islower() or (own and words[-1] not in ".!?…" and first.closed):
            return None
        figure = self._antecedents.before(first.start, kinds=("person", "unnamed", "body"))
        if figure is None or first.start - figure.start > _NEAR:
            return None
        return Speaker(figure.name, figure.start, figure.end), "quote.floating"

    # Words

    def _text_of(self, name: tuple[int, int]) -> str:
        tokens = self._page.tokens
        return self._page.text[tokens.starts[name[0]] : tokens.ends[name[1] - 1]]

    def _bare(self, first: int, last: int) -> tuple[int, int] | None:
        while first < last and self._words[first] in speech_words("title") | {"."}:
            first += 1
        return (first, last) if first < last else None
