"""The show that a sentence without a title goes on speaking of."""

import re
from collections import Counter

import msgspec

from underway.reading.layout import Block, Sentence
from underway.reading.lexicon import phrases, word_class
from underway.reading.structure import NameMention, Page, ShowMention, within

_OF_TWO = ("the former", "the latter")
_OFTEN = 3  # mentions of a show that one named once and in passing does not displace
_APPOSED = 3  # characters between a noun and the title that it introduces
_LONGEST_RELATIVE = 90
_OF_SOMEBODY = re.compile(r"\b(?:who|whose|whom)\b[^.;,]*$")
_OF_PAST = re.compile(
    r"\b(?:who|whose) (?:\w+ )?(?:also|previously|formerly|once|recently|last|later|earlier|other|past|first)"
    r"\b[^.;]*$"
)
_ITS_OWN = re.compile(r" (?:[\w'-]+ ){1,3}[\"']?")
_SUCCEEDS = re.compile(r"\b(?:followed|succeeded|replaced|joined|called|titled|entitled|named|known as)\b")
_IS = re.compile(r"'s\b| (?:is|was|has been)\b")
_CELLS = re.compile(r" [/|] |\t|  |\d")
_LONGEST_QUESTION = 60
_LONGEST_LEAD = 60  # characters before a title
_PEOPLE = "|".join(sorted(word_class("role") | {"maker", "makers", "team", "people"}))
_AFTER_LEAD = re.compile(
    r"\b(?:than|like|unlike|after|before|behind|against|beside|alongside|ex|former|known for|credits includ(?:e|ing)"
    r"|(?:soaps|shows|series|dramas|hits|sitcoms|comedies|titles) (?:such as|including)|fans of"
    r"|(?:late|formerly|fresh) (?:of|from|off)|seen in|(?:writing|written|wrote) for|work(?:ed)? on|years on"
    r"|(?:re-?runs?|repeats?) of|ahead of|lead-(?:in|out),?|(?:is|was|been|be|busy) (?:shooting|filming)|who stars in"
    r"|(?:know|remember|recognise|recognize)s? (?:her|him|them)? ?from|familiar (?:to \w+ )?from|remembered for"
    rf"|(?:{_PEOPLE}) (?:of|behind))[ -](?:(?:only|even|just) )?(?:(?:(?:[\w+]+ )?[\w+]+'s|the) )?[\"']?$"
)
_BY_WHOM = re.compile(
    r"\bwho (?:\w+ )?(?:wrote|created|directed|made|produced|starred in|appeared in|played \w+ in|ran)(?: the)? [\"']?$"
)
_ANSWERS = re.compile(r"(?:a|answer) ?:")
_ASKS = re.compile(r"(?:q|question) ?:")
_LAST_NAMED = re.compile(
    r"that (?:show|series|drama|comedy|sitcom|one)(?:'s)? |[^.]{0,80}\bthe last-(?:named|mentioned)\b"
)
_REFERS = re.compile(rf"(?:its?|the (?:[\w'-]+ ){{0,3}}{phrases('show_noun')})\b")
_BEFORE_ROLE = re.compile(rf"[\"']?(?:'s)?[\"']? (?:co-)?(?:{_PEOPLE})\b")


NAMED_LATELY = 400  # characters in which the two are named of which one is "the former"


def one_of_two(page: Page, word: str, start: int, end: int) -> str | None:
    """Which of the two shows that the span names last is "the former" or "the latter"."""
    latest_first = dict.fromkeys(m.title for m in reversed(within(page.shows, start, end)))
    two = list(latest_first)[:2]
    return two[word == "former"] if len(two) == 2 else None


class _Carried(msgspec.Struct, frozen=True):
    title: str
    heads: bool  # whether it stood in a heading or a list item of its own


class Focus:
    """Built once from a page; answers in constant time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._counts = Counter(m.title for m in page.shows)
        self._main = self._main_show()
        self._before: list[_Carried | None] = []
        self._aside: set[int] = set()  # where the shows begin that are named in passing
        self._pairs: dict[int, tuple[str, str]] = {}  # index of a sentence -> the two shows named last before it
        self._follow()

    def _follow(self) -> None:
        page = self._page
        carried: _Carried | None = None
        asked: tuple[int, _Carried] | None = None  # the block of the last question, and what it named first
        last: list[str] = []
        latest: str | None = None
        for sentence in page.sentences:
            if asked and _ANSWERS.match(page.folded, sentence.start):
                carried = asked[1]
            here = within(page.shows, sentence.start, sentence.end)
            if latest and not here and _LAST_NAMED.match(page.folded, sentence.start):
                carried = _Carried(latest, False)
            self._before.append(carried)
            if len(last) > 1 and page.folded.startswith(_OF_TWO, sentence.start):
                self._pairs[sentence.index] = last[-2], last[-1]
            self._set_aside(sentence, here, carried)
            last = (last + [m.title for m in here if m.title not in last])[-4:]
            if here:
                latest = here[-1].title
                spoken = [m for m in here if not self.in_passing(m)]
                mention = next((m for m in spoken if not self._in_brackets(m)), None)
                mention = mention or next(iter(spoken), None if carried else here[0])
                block = page.layout.block_of(sentence)
                heads = self._heads(block)
                if carried and not heads and self._goes_on(sentence, here[0]):
                    continue  # "It beat Saltmarsh" goes on about what it stood for
                if mention is None and carried and carried.title != self._main and self._is_gone_on_about(sentence):
                    mention = here[0]
                if mention or heads:
                    carried = _Carried((mention or here[0]).title, heads)
                if _ASKS.match(page.folded, block.start) and (asked is None or asked[0] != sentence.block):
                    asked = sentence.block, _Carried((mention or here[0]).title, True)
            elif self._opens_section(sentence):
                carried = None

    def _is_gone_on_about(self, sentence: Sentence) -> bool:
        """Does a paragraph begin with the sentence and then go on with "It" or "The show"?"""
        page, following = self._page, sentence.index + 1
        if sentence.start > page.layout.block_of(sentence).start or following >= len(page.sentences):
            return False
        then = page.sentences[following]
        return then.block == sentence.block and bool(_REFERS.match(page.folded, then.start))

    def _heads(self, block: Block) -> bool:
        words = self._page.folded[block.start : block.end].rstrip()
        if len(words) <= _LONGEST_QUESTION and not _CELLS.search(words):
            return block.kind in ("heading", "item") or len(within(self._page.shows, block.start, block.end)) == 1
        return block.kind in ("heading", "item") and not words.endswith("?")

    def _opens_section(self, sentence: Sentence) -> bool:
        """Is it a question over what follows that names no show ("How many episodes are there?")?"""
        block = self._page.layout.block_of(sentence)
        words = self._page.folded[block.start : block.end].rstrip()
        return sentence.start == block.start and words.endswith("?") and len(words) <= _LONGEST_QUESTION

    def _set_aside(self, sentence: Sentence, here: list[ShowMention], carried: _Carried | None) -> None:
        """Notes which of the shows of the sentence are named in passing, where another show is spoken of."""
        if not here:
            return
        goes_on = carried is not None and self._goes_on(sentence, here[0])
        spoken = goes_on
        for mention in here:
            headed = carried is not None and carried.heads and carried.title != mention.title
            aside = (headed or mention.title != self._main) and self.stands_aside(mention)
            lead = self._page.folded[max(sentence.start, mention.start - _LONGEST_RELATIVE) : mention.start]
            aside = aside or (carried is not None and bool(_OF_PAST.search(lead)))
            aside = aside or (spoken and bool(_OF_SOMEBODY.search(lead)))
            if aside:
                self._aside.add(mention.start)
            spoken = spoken or not aside

    def _goes_on(self, sentence: Sentence, named: ShowMention) -> bool:
        """ "It comes from Ada Quill, who created Saltmarsh", and not "The drama Saltmarsh": is the sentence about the
        show before it, and not about the one that it names?"""
        refers = _REFERS.match(self._page.folded, sentence.start, named.start)
        between = self._page.folded[refers.end() : named.start] if refers else ""
        if refers and refers[0] == "its" and _ITS_OWN.fullmatch(between):
            return False  # "Its sister show Coaldale"
        return len(between) > _APPOSED and not _IS.match(between) and not _SUCCEEDS.search(between)

    def into(self, sentence: Sentence) -> str | None:
        """The show carried into the sentence: the subject of the last sentence that named one. Where its paragraph has
        named none, that must be the show of the document or stand in a heading; else it is the show of the document, if
        there is one that prevails."""
        pair = self._pairs.get(sentence.index)
        if pair:
            return pair[self._page.folded.startswith(_OF_TWO[1], sentence.start)]
        carried, main = self._before[sentence.index], self._main
        if carried is None or main is None:
            return main
        block = self._page.layout.block_of(sentence)
        if carried.heads or carried.title == main or within(self._page.shows, block.start, sentence.start):
            return carried.title
        return main if self._prevails(main, carried) else None

    def from_above(self, sentence: Sentence) -> str | None:
        """The one show that the block above speaks of, and that no other has displaced since."""
        index = sentence.block - 1
        title = self._page.binding.only_show_in_block(index)
        block = self._page.layout.block_of(sentence)
        if title is None or within(self._page.shows, block.start, sentence.start):
            return None
        above = self._page.layout.blocks[index]
        refers = bool(_REFERS.match(self._page.folded, sentence.start, sentence.end))
        asked = self._page.folded.find("?", above.start, above.end) >= 0
        if self._counts[title] < 2 and not (refers or asked):
            return None
        spoken = any(not self.in_passing(m) for m in within(self._page.shows, above.start, above.end))
        carried = self._before[sentence.index]
        return title if spoken and carried and carried.title == title else None

    def _main_show(self) -> str | None:
        """The show of the document, which no title that only stands in brackets behind names can be."""
        main = self._page.binding.main_show
        others = max((n for title, n in self._counts.items() if title != main), default=0)
        aside = self._in_brackets if main and self._counts[main] > others else self.stands_aside
        outside = Counter(m.title for m in self._page.shows if not aside(m))
        return main if main in outside or not outside else outside.most_common(1)[0][0]

    def _in_brackets(self, mention: ShowMention | NameMention) -> bool:
        lead = self._page.folded[max(mention.start - _LONGEST_LEAD, 0) : mention.start]
        _, bracket, inside = lead.rpartition("(")
        return bool(bracket) and ")" not in inside and "\n" not in inside

    def in_passing(self, mention: ShowMention) -> bool:
        """ "Bigger than Saltmarsh", "from the makers of Saltmarsh", "Saltmarsh star Ada Quill" or "(Saltmarsh)", where
        the document is about another show."""
        return mention.start in self._aside

    def stands_aside(self, mention: ShowMention | NameMention) -> bool:
        """Is it named in passing, whatever the document is about?"""
        folded = self._page.folded
        lead = folded[max(mention.start - _LONGEST_LEAD, 0) : mention.start]
        if _AFTER_LEAD.search(lead) or _BY_WHOM.search(lead) or self._in_brackets(mention):
            return True
        start = self._page.layout.sentence_at(mention.start).start
        bracketed = folded[start] == "(" and ")" not in folded[start : mention.start]
        return bracketed or bool(_BEFORE_ROLE.match(folded, mention.end))

    def _prevails(self, main: str, carried: _Carried) -> bool:
        often = self._counts[main]
        return often * 2 > self._counts.total() or (often >= _OFTEN and self._counts[carried.title] == 1)
