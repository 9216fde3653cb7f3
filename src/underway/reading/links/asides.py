"""Which shows a sentence names in passing: set beside another, as its origin, as somebody's other work, in brackets."""

import re

from underway.reading.layout import Layout
from underway.reading.lexicon import phrases, word_class
from underway.reading.mentions.signs import signs
from underway.reading.structure import InOrder, NameMention, ShowMention, within

_WORDS = "topics.toml"
_DESCRIBED = rf"(?:{phrases('describing', _WORDS)}{{0,5}})[\"']?$"
_BEFORE = "|".join(phrases(name, _WORDS) for name in ("beside", "origin"))
_BESIDE = re.compile(rf"(?<![\w-])(?:{_BEFORE}),? {_DESCRIBED}")
_KIN = re.compile(rf"(?<![\w-]){phrases('kin', _WORDS)} {_DESCRIBED}")
_AGAINST = re.compile(rf"(?<![\w-]){phrases('against', _WORDS)} {_DESCRIBED}")
_OF_PEOPLE = re.compile(
    rf"\b(?:makers?|people|minds?|(?:{'|'.join(sorted(word_class('role')))})s?) (?:of|behind) {_DESCRIBED}"
)
_LEAVES = re.compile(
    r"\b(?:leav(?:es|ing)|left|quits?|quitting|depart(?:s|ed|ing)|exit(?:s|ed|ing)) (?:[\w&+.]+'s )?[\"']?$"
)
_FOR_ANOTHER = re.compile(r"[\"']?(?: \([^()]{1,40}\))? (?:to|for|in favou?r of)\b")
_ITSELF = re.compile(r"(?:it|its|the|this)\b")
_SUBJECT = re.compile(r", (?:the|it|its|this|that|[\"'])")
_CAREER = re.compile(rf"(?<![\w-])(?:{phrases('career', _WORDS)} {_DESCRIBED}|ex[ -][\"']?$)")
_ROLES = "|".join(sorted(word_class("role") - {"stars", "leads"}))  # those are verbs as often
_BEFORE_PEOPLE = re.compile(rf"[\"']?(?:'s)?[\"']? (?:co-)?(?:{_ROLES}|{phrases('people', _WORDS)})\b")
_OPENS_RELATIVE = re.compile(r", (?:who|which|whose|where(?: s?he| they)?)\b|\b(?:who|whose)\b")
_JOINED = re.compile(rf"[\"']?{phrases('joined', _WORDS)}[\"']?")
_COMPARES = re.compile(rf"[\"'(]?{phrases('compares', _WORDS)}")
VERBS = "|".join(sorted(signs("auxiliary") | signs("show_does")))
_VERB = re.compile(rf"\b(?:{VERBS}|[a-z]+ed)\b")
_CLOSES = re.compile(rf",[\"']? (?:and |but |also |now )?(?:{VERBS})\b")
_LOOSELY = re.compile(rf"{phrases('loosely', _WORDS)} (?:the |its |[\w&+.]+'s )?[\"']?$")
_INTRODUCED = re.compile(r",?[\"']?,? (?:an?|the|its|his|her) ")
_LONGEST_LEAD = 110
_OPENING = 25  # characters of a sentence in which what it is about stands
_LONGEST_BRACKET = 240
_LONGEST_VERB = 15


class Asides:
    """Built once from a page's parts; remembers what it was asked."""

    def __init__(self, layout: Layout, shows: InOrder[ShowMention]) -> None:
        self._layout = layout
        self._folded = layout.folded
        self._shows = shows
        self._known: dict[int, bool] = {}

    def holds(self, mention: ShowMention | NameMention) -> bool:
        """Is the show named in passing ("more than Saltmarsh", "from the makers of Saltmarsh", "Saltmarsh star")?"""
        known = self._known.get(mention.start)
        if known is None:
            known = self._known[mention.start] = self._stands_aside(mention)
        return known

    def loosely(self, mention: ShowMention) -> bool:
        """Does it stand behind a preposition, well into its sentence past a verb, with no word of what it is?"""
        low = self._layout.sentence_at(mention.start).start
        if mention.start - low < _OPENING or _INTRODUCED.match(self._folded, mention.end):
            return False
        loosely = _LOOSELY.search(self._folded, low, mention.start)
        return bool(loosely) and bool(_VERB.search(self._folded, low, mention.start))

    def of_career(self, mention: ShowMention) -> bool:
        """Is it told as somebody's work ("is best known for Saltmarsh")?"""
        return bool(_CAREER.search(self._lead(mention)[1]))

    def left(self, mention: ShowMention) -> bool:
        """Is it what somebody leaves?"""
        return bool(_LEAVES.search(self._lead(mention)[1]))

    def opens_block(self, mention: ShowMention) -> bool:
        """Does its paragraph begin with it?"""
        block = self._layout.block_of(self._layout.sentence_at(mention.start))
        return not any(map(str.islower, self._folded[block.start : mention.start]))

    def closed(self, mention: ShowMention, position: int) -> bool:
        """Is the aside in which the show is named over by the position?"""
        folded = self._folded
        part = _BEFORE_PEOPLE.match(folded, mention.end)
        if part:
            return position >= part.end()
        if self.in_brackets(mention):
            return folded.find(")", mention.end, position) >= 0
        low, lead = self._lead(mention)
        if _is_subject_aside(lead):
            return False
        if _AGAINST.search(lead) or _LEAVES.search(lead):
            return not _OPENS_RELATIVE.search(folded, mention.end, position)
        if _OF_PEOPLE.search(lead) and not _OPENS_RELATIVE.search(folded, mention.end, position):
            verb = _VERB.search(folded, mention.end, position + _LONGEST_VERB)
            return verb is not None and verb.start() <= position
        opens = low == self._layout.sentence_at(low).start
        if opens and _CAREER.fullmatch(lead):
            return "," in folded[mention.end : position]  # "Fresh off Saltmarsh, Ada Quill plays"
        if opens and _BESIDE.fullmatch(lead):
            return bool(_SUBJECT.search(folded, mention.end, position))
        closes = _CLOSES.search(folded, mention.end, position + _LONGEST_VERB)
        return closes is not None and closes.start() < position

    def in_brackets(self, mention: ShowMention | NameMention) -> bool:
        start = max(mention.start - _LONGEST_BRACKET, 0)
        bracket = self._folded.rfind("(", start, mention.start)
        return bracket >= 0 and not re.search(r"[)\n]", self._folded[bracket : mention.start])

    def _lead(self, mention: ShowMention | NameMention) -> tuple[int, str]:
        """Where the words of the sentence before the title begin that are looked at, and what they are."""
        low = max(self._layout.sentence_at(mention.start).start, mention.start - _LONGEST_LEAD)
        return low, self._folded[low : mention.start]

    def _stands_aside(self, mention: ShowMention | NameMention) -> bool:
        low, lead = self._lead(mention)
        return bool(
            _BESIDE.search(lead)
            or _CAREER.search(lead)
            or _is_subject_aside(lead)
            or _BEFORE_PEOPLE.match(self._folded, mention.end)
            or self.in_brackets(mention)
            or self._is_set_against(mention, lead)
            or (_LEAVES.search(lead) and _FOR_ANOTHER.match(self._folded, mention.end))
            or self._is_in_relative(low, mention.start)
            or self._is_joined_to_aside(mention, low)
        )

    def _is_set_against(self, mention: ShowMention | NameMention, lead: str) -> bool:
        """Is it what a show does something to ("Saltmarsh replaces Kith")?"""
        start = self._layout.sentence_at(mention.start).start
        subject = within(self._shows, start, mention.start) or _ITSELF.match(self._folded, start)
        return bool(subject and _AGAINST.search(lead))

    def _is_in_relative(self, low: int, start: int) -> bool:
        """ "Ada Quill, who created Saltmarsh,": in a clause about somebody or another show that opened before and is
        not closed."""
        opened = [*_OPENS_RELATIVE.finditer(self._folded, low, start)]
        if not opened or "," in self._folded[opened[-1].end() : start]:
            return False
        of_somebody = "who" in opened[-1][0] or opened[-1][0].endswith(("he", "they"))
        return of_somebody or bool(within(self._shows, low, opened[-1].start()))

    def _is_joined_to_aside(self, mention: ShowMention | NameMention, low: int) -> bool:
        before = within(self._shows, low, mention.start)
        return (
            bool(before)
            and bool(_JOINED.fullmatch(self._folded, before[-1].end, mention.start))
            and self.holds(before[-1])
        )


def _is_subject_aside(lead: str) -> bool:
    """ "For comparison, Saltmarsh had 4 million", "its lead-in, Saltmarsh, had 4 million"."""
    return bool(_COMPARES.match(lead) or _KIN.search(lead))
