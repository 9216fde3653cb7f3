"""Who speaks: quotations put together into utterances, each with its speaker by the fullest name that the text gives."""

from bisect import bisect_left, bisect_right
from collections import defaultdict

import msgspec

from underway.reading.lexicon import common_words, given_names, word_class
from underway.reading.links.attribution import Attribution, Attributions, Frame
from underway.reading.links.clauses import PREPOSITIONS
from underway.reading.links.antecedents import Antecedents, Figure
from underway.reading.links.noun_phrases import NounPhrase, person_nouns, speech_words
from underway.reading.structure import Page, QuotationMention, within

_FEWEST_WORDS = 4  # of an utterance that nothing attributes
_SAME_PERSON = 500  # characters over which "the songwriter" is whoever has just been named
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


class _Group(msgspec.Struct):
    parts: list[QuotationMention]
    attribution: Attribution | None
    frame: Frame


def find_utterances(page: Page) -> list[Utterance]:
    """Every quotation that the text gives to somebody, in order."""
    if not page.quotations:
        return []
    attributions = Attributions(page)
    groups = _group(page, attributions)
    return _Cast(page, attributions, groups).resolve()


def _group(page: Page, attributions: Attributions) -> list[_Group]:
    groups: list[_Group] = []
    after_last = False
    for quotation in page.quotations:
        if not _holds_words(page, quotation):
            continue
        frame = attributions.frame(quotation)
        after = attributions.after(quotation, frame)
        last = groups[-1] if groups else None
        if last and after is None and _goes_on(page, last, quotation, after_last):
            last.parts.append(quotation)
            continue
        if last and after and _interrupted(page, last, quotation) and after_last:
            last.parts.append(quotation)
            continue
        before = attributions.before(quotation, frame)
        chosen = before if before and (after is None or (before.direct and before.rule != "quote.predicate")) else after
        if chosen is None and _count_words(page, quotation) < _FEWEST_WORDS:
            continue
        if last and after and last.attribution is None and _adjoins(page, last.parts[-1], quotation):
            last.parts.append(quotation)
            last.attribution, last.frame = after, frame
            after_last = True
            continue
        groups.append(_Group([quotation], chosen, frame))
        after_last = chosen is after and after is not None
    return groups


def _holds_words(page: Page, quotation: QuotationMention) -> bool:
    return any(c.isalnum() for c in page.text[quotation.words_start : quotation.words_end])


def _count_words(page: Page, quotation: QuotationMention) -> int:
    return len(page.text[quotation.words_start : quotation.words_end].split())


def _interrupted(page: Page, group: _Group, quotation: QuotationMention) -> bool:
    """Does the narrator break into one sentence of the speaker ("…," she said, "…")?"""
    between = page.text[group.parts[-1].end : quotation.start]
    return len(between) < 400 and "\n" not in between and between.rstrip().endswith(",")


def _adjoins(page: Page, left: QuotationMention, right: QuotationMention) -> bool:
    """Nothing but the end of a paragraph between the two."""
    return not page.text[left.end : right.start].strip() and "\n" in page.text[left.end - 1 : right.start + 1]


def _goes_on(page: Page, group: _Group, quotation: QuotationMention, after: bool) -> bool:
    """Do the words go on with what the group said: past its attribution, or in the next paragraph?"""
    left = group.parts[-1]
    if _adjoins(page, left, quotation):
        return True
    between = page.text[left.end : quotation.start]
    if len(between) > 600 or not after:
        return False
    narration = between.strip()
    if narration.endswith(","):
        return "\n" not in between
    return _one_sentence(page, left.end, quotation.start)


def _one_sentence(page: Page, start: int, end: int) -> bool:
    """Is the narration between two quotations one sentence, ended before the second?"""
    narration = page.text[start:end].strip()
    if not narration.endswith((".", ":", "—", "–", "-", ";")):
        return False
    at = start
    inside = 0
    for sentence in page.sentences[page.layout.sentence_at(start).index :]:
        if sentence.start >= end:
            break
        if start < sentence.end <= end:
            inside += 1
            at = sentence.end
    return inside == 1 and not page.text[at:end].strip() or inside == 0


class _Cast:
    """Those whom the text names, and which of them a short form, a pronoun or a description stands for."""

    def __init__(self, page: Page, attributions: Attributions, groups: list[_Group]) -> None:
        self._page = page
        self._groups = groups
        self._attributions = attributions
        self._words = page.tokens.folded
        self._full: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._roles: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._antecedents = Antecedents()
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
        for group in self._groups:
            if group.attribution and group.attribution.phrase.name:
                name = group.attribution.phrase.name
                self._add_full(tokens.starts[name[0]], self._text_of(name))
        for entries in self._full.values():
            entries.sort()
        subjects = self._gather_subjects()
        for m in page.persons:
            first, last = tokens.at(m.start), tokens.at(m.end)
            self._gather_roles(first, last, m.name)
            if m.start not in subjects and not self._aside(first, last):
                self._antecedents.add(Figure(m.start, m.end, m.name, subject=False))

    def _gather_subjects(self) -> set[int]:
        """Adds whom each of the narrator's sentences is about; gives the places of their names."""
        page, tokens, masked = self._page, self._page.tokens, self._attributions.masked
        found: set[int] = set()
        for start, end in self._attributions.sentences():
            lo, hi = tokens.at(start), tokens.at(end)
            while lo < hi and (lo in masked or not tokens.folded[lo][0].isalnum()):
                lo += 1
            phrase = self._attributions.clauses.main_subject(lo, min(hi, lo + 40))
            if phrase is None or phrase.kind == "pronoun":
                continue
            if phrase.name is None:
                if tokens.folded[phrase.first] in ("a", "an", "one") and tokens.folded[phrase.head] in person_nouns():
                    place, until = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
                    self._antecedents.add(Figure(place, until, page.text[place:until], subject=True))
                continue
            if not self._is_person(phrase.name):
                continue
            place = tokens.starts[phrase.name[0]]
            self._antecedents.add(Figure(place, tokens.ends[phrase.name[1] - 1], self.full_name(phrase.name), subject=True))
            found.add(place)
        return found

    def _is_person(self, name: tuple[int, int]) -> bool:
        page, tokens = self._page, self._page.tokens
        start, end = tokens.starts[name[0]], tokens.ends[name[1] - 1]
        if any(True for _ in within(page.persons, start, end)):
            return True
        if any(True for _ in within(page.organisations, start, end)) or any(True for _ in within(page.shows, start, end)):
            return False
        first = tokens.folded[name[0]]
        return first in given_names() or (name[1] - name[0] > 1 and first not in common_words() and first not in word_class("place"))

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
        for i in range(max(0, first - 3), first):
            if words[i] != "wife" and words[i] != "husband":
                self._antecedents.learn(name, words[i])
        for i in range(first - 1, max(-1, first - 3), -1):
            if not words[i][0].isalpha():
                break
            if words[i] in person_nouns():
                self._roles[words[i]].append((at, name))
        if last < len(words) and words[last] == ",":
            for i in range(last + 1, min(last + 9, len(words))):
                if words[i] in (",", ".", ";", "who"):
                    break
                if words[i] in person_nouns():
                    self._roles[words[i]].append((at, name))

    def _aside(self, first: int, last: int) -> bool:
        """Is the name in brackets, a possessive, or governed by a preposition?"""
        words = self._words
        if last < len(words) and words[last] in ("'s", ")"):
            return True
        i = first - 1
        while i >= 0 and (words[i] in person_nouns() or words[i] in speech_words("determiner") or words[i] in speech_words("title")):
            i -= 1
        return i >= 0 and (words[i] in PREPOSITIONS or words[i] == "(")

    # Resolution

    def resolve(self) -> list[Utterance]:
        utterances: list[Utterance] = []
        for group in self._groups:
            found = self._speaker_of(group, utterances[-1] if utterances else None)
            if found is None:
                continue
            speaker, rule = found
            utterances.append(Utterance(tuple(group.parts), speaker, group.attribution, group.frame, rule))
            self._antecedents.add(Figure(speaker.start, speaker.end, speaker.name, subject=True))
        return utterances

    def _speaker_of(self, group: _Group, last: Utterance | None) -> tuple[Speaker, str] | None:
        if group.attribution:
            speaker = self._resolve(group.attribution.phrase, group, last)
            return (speaker, group.attribution.rule) if speaker else None
        return self._floating(group, last)

    def _resolve(self, phrase: NounPhrase, group: _Group, last: Utterance | None) -> Speaker | None:
        tokens = self._page.tokens
        if phrase.kind == "name":
            assert phrase.name is not None
            start, end = tokens.starts[phrase.name[0]], tokens.ends[phrase.name[1] - 1]
            return Speaker(self.full_name(phrase.name), start, end)
        start, end = tokens.starts[phrase.first], tokens.ends[phrase.last - 1]
        if phrase.kind == "pronoun":
            name = self._meant_by(phrase, last)
        else:
            name = self._described(phrase, last) or self._page.text[start:end]
        return Speaker(name, start, end) if name else None

    def full_name(self, name: tuple[int, int]) -> str:
        spelled = self._text_of(name)
        start = self._page.tokens.starts[name[0]]
        if name[1] - name[0] > 1 or any(o.start <= start < o.end for o in self._page.organisations):
            return spelled
        entries = self._full.get(self._words[name[0]])
        if not entries:
            return spelled
        at = bisect_right(entries, (start, "\uffff"))
        return entries[at - 1][1] if at else entries[0][1]

    def _meant_by(self, phrase: NounPhrase, last: Utterance | None) -> str | None:
        start = self._page.tokens.starts[phrase.first]
        word = self._words[phrase.first]
        if word == "it":
            return self._body_before(start)
        figure = self._antecedents.before(start, word)
        return figure.name if figure else None

    def _described(self, phrase: NounPhrase, last: Utterance | None) -> str | None:
        words, tokens = self._words, self._page.tokens
        start = tokens.starts[phrase.first]
        head, first = words[phrase.head], words[phrase.first]
        definite = first in ("the", "his", "her", "their", "this", "that") or head.endswith("-year-old")
        if head in speech_words("body_noun") and definite:
            return self._body_before(start)
        if head in speech_words("writing"):
            return self._owner(phrase, start)
        if first in ("a", "an") and phrase.last - phrase.head > 1:
            return self._page.text[tokens.starts[phrase.first + 1] : tokens.ends[phrase.last - 1]]
        if not definite or phrase.last - phrase.head > 1:
            return None
        entries = self._roles.get(head)
        if entries and first != "his" and first != "her":
            at = bisect_right(entries, (start, "\uffff"))
            return entries[at - 1][1] if at else entries[0][1]
        if head not in speech_words("other_person") or head in ("insider", "source"):
            figure = self._antecedents.before(start)
            if figure and start - figure.start <= _SAME_PERSON:
                return figure.name
        return None

    def _owner(self, phrase: NounPhrase, start: int) -> str | None:
        words = self._words
        for i in range(phrase.first, phrase.last):
            if words[i] == "'s" and i > phrase.first:
                return self.full_name((phrase.first if words[phrase.first] not in speech_words("determiner") else phrase.first + 1, i))
        figure = self._antecedents.before(start)
        return figure.name if figure else self._body_before(start)

    def _body_before(self, position: int) -> str | None:
        organisations = self._page.organisations
        at = bisect_left(organisations, position, key=lambda o: o.start)
        recent = [o.name for o in organisations[max(0, at - 12) : at] if o.role in ("network", "studio", "other")]
        return max(reversed(recent), key=recent.count) if recent else None

    def _floating(self, group: _Group, last: Utterance | None) -> tuple[Speaker, str] | None:
        """A quotation that is a sentence of its own, or follows a colon that no subject leads to: who spoke last, or whom
        the sentence before is about."""
        page, tokens, frame = self._page, self._page.tokens, group.frame
        first = group.parts[0]
        own = frame.lo >= frame.left
        if not own and self._words[frame.left - 1] != ":":
            return None
        words = page.text[first.words_start : first.words_end].strip()
        if not words or words[0].islower() or (own and words[-1] not in ".!?…" and first.closed):
            return None
        figure = self._antecedents.before(first.start)
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
