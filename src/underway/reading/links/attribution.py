"""Which words beside a quotation give it to somebody: the subject of a verb of saying, before it or after it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

import msgspec

from underway.reading.links.clauses import BEING, PREPOSITIONS, TOLD, Clauses
from underway.reading.links.noun_phrases import STANDALONE, NounPhrase, speech_words
from underway.reading.structure import Page, QuotationMention

Side = Literal["before", "after"]
_REACH = 60  # words from a quotation within which its verb of saying stands
_LABEL_REACH = 12
_BESIDE_REACH = 4
_DASHES = frozenset("-–—―")
_COPULA = frozenset(("is", "was"))


class Frame(msgspec.Struct, frozen=True):
    """The narrator's words in a quotation's sentence: tokens `lo` to `left` before it, `right` to `hi` after it."""

    lo: int
    left: int
    right: int
    hi: int


class Attribution(msgspec.Struct, frozen=True):
    """`phrase` names the speaker; `verb` is the token of the verb, if there is one; `direct` where nothing but the
    speaker and the verb stands between them and the words."""

    phrase: NounPhrase
    side: Side
    verb: int | None
    rule: str
    direct: bool = True


class Attributions:
    """Finds attributions in one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = page.tokens.folded
        self.masked = _masked_tokens(page)
        self.clauses = Clauses(page, self.masked)
        self._phrases = self.clauses.phrases
        self._ends = _sentence_ends(page)

    # Frames

    def frame(self, quotation: QuotationMention) -> Frame:
        page, tokens = self._page, self._page.tokens
        at = bisect_right(self._ends, quotation.start)
        start = self._ends[at - 1] if at else page.layout.body_start
        block = page.layout.block_of(page.layout.sentence_at(quotation.start))
        if not page.text[max(start, block.start) : quotation.start].strip():
            before = page.text[max(0, block.start - 8) : block.start].rstrip()[-1:]
            if before and before in ":," and at >= 1:
                start = self._ends[at - 2] if at >= 2 else page.layout.body_start
        end_at = bisect_right(self._ends, quotation.end)
        end = self._ends[end_at] if end_at < len(self._ends) else len(page.text)
        block = page.layout.block_of(page.layout.sentence_at(quotation.end - 1))
        end = max(min(end, block.end), quotation.end)
        left = tokens.at(quotation.start)
        right = tokens.at(quotation.end)
        return Frame(max(tokens.at(start), left - 4 * _REACH), left, right, min(tokens.at(end), right + 2 * _REACH))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The spans of the narrator's sentences; a quotation belongs whole to one of them."""
        start = self._page.layout.body_start
        for end in self._ends:
            yield start, end
            start = end

    def phrase_at(self, first: int) -> NounPhrase | None:
        """The noun phrase that begins at the token."""
        return self._phrases.at(first, len(self._words))

    def speaks_before(self, frame: Frame) -> bool:
        """Does a verb of saying stand before the quotation, whoever its subject is?"""
        return any(self._is_verb(i, frame.lo) for i in range(frame.lo, frame.left) if i not in self.masked)

    def staged(self, frame: Frame) -> bool:
        """Are the words a character's, by what is said of the scene?"""
        around = [*range(frame.lo, frame.left), *range(frame.right, frame.hi)]
        return any(self._words[i] in speech_words("staged") for i in around if i not in self.masked)

    # After the quotation

    def after(self, quotation: QuotationMention, frame: Frame) -> Attribution | None:
        """ "…," says Star; "…," Star said; "…," according to Star; "…" — Star."""
        words, i, stop = self._words, frame.right, frame.hi
        inside = self._page.text[quotation.words_start : quotation.words_end].rstrip()[-1:]
        comma = inside in (",", "?", "!", "…", "—", "–", "-")
        if i < stop and words[i] == "," and i not in self.masked:
            comma = True
            i += 1
        elif i < stop and words[i] in _DASHES and inside not in (",",):
            signed = self._signature(i + 1, stop) if inside in ".!?…" else None
            if signed:
                return signed
            i += 1
        elif i < stop and words[i] == ":" and self._in_heading(quotation):
            phrase = self._phrases.at(i + 1, stop)
            return Attribution(phrase, "after", None, "quote.heading") if phrase and phrase.kind == "name" else None
        while (
            i < stop
            and words[i] == "."
            and self._page.text[self._page.tokens.ends[i] - 1 : self._page.tokens.ends[i] + 1] == ".."
        ):
            i += 1
        if i >= stop or i in self.masked:
            return None
        if inside == "." and self._page.text[self._page.tokens.starts[i]].isupper():
            return None
        return (
            self._inverted(i, stop, comma)
            or self._according(i, stop)
            or self._restated(i, stop)
            or self._plain(i, stop, comma)
        )

    def _inverted(self, i: int, stop: int, comma: bool) -> Attribution | None:
        words = self._words
        verb = i
        while (
            verb < min(stop, i + 3)
            and words[verb] in speech_words("auxiliary")
            and words[verb] not in ("said", "is", "was")
        ):
            verb += 1
        if verb >= stop or self._page.tokens.capital[verb]:
            return None
        known = words[verb] in speech_words("say") or words[verb] in speech_words("label")
        odd = (
            comma
            and words[verb].endswith(("s", "ed"))
            and words[verb].isalpha()
            and words[verb] not in speech_words("no_verb")
        )
        if not known and not odd:
            return None
        at = self.clauses.past_adverbs(verb + 1, stop)
        phrase = self._phrases.at(at, stop)
        if (
            phrase is None
            or (phrase.kind == "description" and not self.clauses.speaks(phrase))
            or not self.clauses.may_speak(phrase, said=known)
        ):
            return None
        if not known and phrase.kind == "description":
            return None
        return Attribution(
            self.clauses.named(phrase, stop), "after", verb, "quote.inverted" if known else "quote.inverted-odd"
        )

    def _according(self, i: int, stop: int) -> Attribution | None:
        words = self._words
        if words[i : i + 2] == ["according", "to"]:
            at = i + 2
        elif words[i] == "per":
            at = i + 1
        elif words[i] == "as" and i + 1 < stop:
            return self._plain(i + 1, stop, comma=True)
        else:
            return None
        phrase = self._phrases.at(at, stop)
        if phrase is None or not self.clauses.may_speak(phrase):
            return None
        return Attribution(self.clauses.named(phrase, stop), "after", None, "quote.according")

    def _restated(self, i: int, stop: int) -> Attribution | None:
        """ "…" is how Star puts it; "…" was all that Star would say."""
        words = self._words
        if words[i] not in _COPULA or i + 2 >= stop or words[i + 1] not in ("how", "all", "what", "the"):
            return None
        for verb in range(i + 2, min(stop, i + 16)):
            if words[verb] in speech_words("say") or words[verb] in _RESTATING:
                phrase = self.clauses.subject_at(verb, i + 2)
                return (
                    Attribution(phrase, "after", verb, "quote.restated")
                    if phrase and self.clauses.may_speak(phrase)
                    else None
                )
        return None

    def _plain(self, i: int, stop: int, comma: bool) -> Attribution | None:
        """Subject, then verb."""
        words = self._words
        i = self.clauses.past_adverbs(i, stop)
        phrase = self._phrases.at(i, stop)
        if phrase is None or not self.clauses.may_speak(phrase, said=True):
            return None
        for k in self._phrases.past_appositions(phrase.last, stop):
            verb = self.clauses.past_adverbs(k, stop)
            if verb < stop and verb not in self.masked:
                if words[verb] == "who" and k == phrase.last:
                    verb = next(
                        (v for v in range(verb + 2, min(stop, verb + 16)) if words[v] in speech_words("say")), verb
                    )
                if words[verb] in speech_words("say") or (words[verb] in _RESTATING and comma):
                    if words[verb - 1] in BEING and words[verb] in TOLD:
                        return None
                    return Attribution(self.clauses.named(phrase, stop), "after", verb, "quote.after")
        verb = self.clauses.past_adverbs(phrase.last, stop)
        odd = (
            comma
            and self.clauses.may_speak(phrase)
            and phrase.kind != "description"
            and verb < stop
            and verb not in self.masked
        )
        if (
            odd
            and words[verb].endswith(("s", "ed"))
            and words[verb].isalpha()
            and words[verb] not in speech_words("no_verb")
            and words[verb] not in BEING
        ):
            return Attribution(phrase, "after", verb, "quote.after-odd")
        return None

    def _signature(self, i: int, stop: int) -> Attribution | None:
        phrase = self._phrases.at(i, stop)
        if phrase is None or phrase.kind != "name" or not self.clauses.may_speak(phrase):
            return None
        return Attribution(phrase, "after", None, "quote.signed") if stop - i <= 12 else None

    # Before the quotation

    def before(self, quotation: QuotationMention, frame: Frame) -> Attribution | None:
        """Star said: "…"; Star told Variety that she "…"; Star was brisker: "…"."""
        words, lo, hi = self._words, frame.lo, frame.left
        if lo >= hi:
            return None
        last = hi - 1
        colon = words[last] == ":"
        for verb in range(last, max(lo, hi - _REACH) - 1, -1):
            if verb in self.masked or not self._is_verb(verb, lo):
                continue
            gap = hi - 1 - verb - (1 if words[last] in (":", ",") else 0)
            if words[verb] in speech_words("label"):
                if gap > (_LABEL_REACH if words[last] != "as" else 2 * _LABEL_REACH):
                    continue
                if words[verb - 1] in BEING:
                    return None
            elif words[verb] in speech_words("beside") and gap > _BESIDE_REACH and not colon:
                continue
            elif gap > 30 or (not colon and any(w in _DIVIDING for w in words[verb + 1 : hi])):
                return None
            phrase = self.clauses.subject_of(verb, lo)
            asked = words[verb] == "asked" and words[verb + 1] in _ASKED_OF
            if words[verb - 1] == "," and (phrase is None or asked):
                continue  # "season three, announced in May,"; "Quill, asked about it:"
            if phrase is None or not self.clauses.may_speak(phrase, said=words[verb] in speech_words("say")):
                return self._according_before(lo, hi) or (self._led_by_colon(frame) if colon else None)
            return Attribution(phrase, "before", verb, "quote.before", direct=gap <= 1)
        return self._according_before(lo, hi) or (
            self._led_by_colon(frame) if colon else self._predicate(quotation, frame)
        )

    def _according_before(self, lo: int, hi: int) -> Attribution | None:
        words = self._words
        for i in range(lo, hi - 2):
            if (words[i] == "according" and words[i + 1] == "to") or (words[i] == "per" and i == lo):
                at = i + (2 if words[i] == "according" else 1)
                phrase = self._phrases.at(at, hi)
                if phrase and self.clauses.may_speak(phrase):
                    return Attribution(self.clauses.named(phrase, hi), "before", None, "quote.according", direct=False)
        if words[lo] == "in" and hi - lo <= 9 and ("words" in words[lo:hi]):
            at = words.index("words", lo, hi)
            if at > lo + 1 and words[at - 1] == "'s":
                phrase = self._phrases.at(lo + 1, at - 1)
                if phrase and phrase.kind == "name":
                    return Attribution(phrase, "before", None, "quote.in-words")
        return None

    def _led_by_colon(self, frame: Frame) -> Attribution | None:
        """No verb of saying, but a colon: the subject of the sentence speaks."""
        lo = next((k + 1 for k in range(frame.left - 1, frame.lo, -1) if self._words[k] == ";"), frame.lo)
        phrase = self.clauses.main_subject(lo, frame.left)
        if phrase is None or (phrase.kind == "description" and not self.clauses.speaks(phrase)):
            return None
        return Attribution(phrase, "before", None, "quote.colon", direct=False)

    def _predicate(self, quotation: QuotationMention, frame: Frame) -> Attribution | None:
        """The words complete the sentence: Star would "do it again"; the channel "has no plans"."""
        if not self._page.text[quotation.words_start].islower() or self._in_heading(quotation):
            return None
        at = frame.left
        while at > frame.lo and self._words[at - 1] in speech_words("auxiliary"):
            at -= 1
        first = self._words[self._page.tokens.at(quotation.words_start)].replace("n't", "")
        if at == frame.left and first not in speech_words("auxiliary"):
            return None
        phrase = self.clauses.subject_at(frame.left, frame.lo)
        if (
            phrase is None
            or not self.clauses.may_speak(phrase)
            or (phrase.kind == "description" and not self.clauses.speaks(phrase))
        ):
            return None
        return Attribution(phrase, "before", None, "quote.predicate")

    def _is_verb(self, i: int, lo: int) -> bool:
        words = self._words
        word = words[i]
        if self._page.tokens.capital[i] and i > lo:
            return False
        if word in speech_words("participle"):
            return True
        if i > lo and words[i - 1] == "to":
            return word in speech_words("infinitive")
        if word in speech_words("say") or word in speech_words("label"):
            before = words[i - 1] if i > lo else ""
            return (
                (before not in speech_words("determiner") or before in STANDALONE)
                and (before not in PREPOSITIONS or before in ("as", "after", "before"))
                and before != "'s"
            )
        return (
            word in speech_words("infinitive")
            and i > lo
            and words[i - 1] in ("to", "would", "will", "could", "can", "did", "only", "must", "to")
        )

    def _in_heading(self, quotation: QuotationMention) -> bool:
        layout = self._page.layout
        return layout.block_of(layout.sentence_at(quotation.start)).kind == "heading"


_DIVIDING = frozenset("; unless although whereas though".split())
_ASKED_OF = frozenset("about if whether what how why when by".split())  # where somebody was asked
_RESTATING = frozenset("puts put give gives allow have".split())


def _masked_tokens(page: Page) -> frozenset[int]:
    tokens = page.tokens
    return frozenset(i for m in page.quotations for i in range(tokens.at(m.start), tokens.at(m.end)))


def _sentence_ends(page: Page) -> list[int]:
    """Where the narrator's sentences end, among them the ends of quotations that end one; what ends inside a quotation
    is none of them."""
    starts = [m.start for m in page.quotations]
    ends: list[int] = []
    for sentence in page.sentences:
        at = bisect_left(starts, sentence.end) - 1
        if at < 0 or sentence.end >= page.quotations[at].end:
            ends.append(sentence.end)
    return ends
