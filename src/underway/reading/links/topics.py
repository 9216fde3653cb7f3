"""Of which show each sentence goes on to speak: the subject of those before it, whatever they name in passing."""

import re
from bisect import bisect_left
from collections import Counter

from underway.reading.layout import Block, Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.asides import VERBS, Asides
from underway.reading.links.descriptions import Descriptions
from underway.reading.links.pairs import chosen_before
from underway.reading.links.possible_titles import may_be_a_title
from underway.reading.links.references import MEANS_LAST_NAMED, OPENS_REFERRING, OPENS_WITH_IT
from underway.reading.mentions.signs import signs
from underway.reading.structure import Page, ShowMention, Topic, within

_WORDS = "topics.toml"
_OF = rf"(?:of|for|on|to|in|from) {phrases('describing', _WORDS)}{{0,5}}"
_NAMES_NEXT = re.compile(rf"(?:'s)?(?:,? (?:[\w-]+ ){{0,2}}(?:{_OF})?)?[\"'(]*")
_PRESENTS = re.compile(rf"\b{phrases('presents', _WORDS)}(?:the )?[\"']?$")
_AFTER_COLON = re.compile(rf": {phrases('describing', _WORDS)}{{0,5}}[\"']?$")
_ASKS = re.compile(r"[\"']?(?:q|question|reader)\b[^:.]{0,20}[:.]")
_NEW_CLAUSE = re.compile(
    r"(?:;|,? while|,? whereas|,? but|, and)(?: the| its| [\w+' ]{2,25}'s)?(?: [\w-]+){0,2} [\"']?$"
)
_VERB_BEHIND = re.compile(rf"[\"']* (?:{VERBS})\b")
_LONGEST_LEAD = 60  # characters before a title
_FIELD = re.compile(rf"(?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(signs('fields') | {'episode', 'aired'}))}) ?: ?\S")
_NAMED_EARLY = 120  # characters of an item in which it names its show
_EARLY = 100  # characters of a sentence in which "the latter" is its subject
_BULLET = 6  # characters before an item's first word


class Topics:
    """Built once from a page's parts: what is carried into each sentence."""

    def __init__(self, page: Page, asides: Asides, main: str | None) -> None:
        self._page = page
        self._layout = page.layout
        self._folded = page.folded
        self._shows = page.shows
        several = len({m.title for m in page.shows}) > 1  # else no words can mean another
        if several:
            self._descriptions = Descriptions(page)
        self._of_two = several and any(words in self._folded for words in ("the former", "the latter"))
        self._asides = asides
        self._main = main
        self._counts = Counter(m.title for m in page.shows)
        often = self._counts[main] if main else 0
        total = self._counts.total()
        self._dominant = main if 2 * often > total or (often > 1 and 2 * often == total) else None
        self._listed: set[str] = set()  # the shows that the items of the list name so far
        self._headed: set[int] = set()  # where shows are named in passing under a heading of another
        self.before: list[Topic | None] = []
        topic: Topic | None = None
        for sentence in page.sentences:
            here = within(page.shows, sentence.start, sentence.end)
            topic = self._into(sentence, topic, here) if several else topic
            self.before.append(topic)
            topic = self._after(sentence, topic, here)
            if several:
                self._descriptions.hear(sentence, topic.title if topic else None, here)

    def refers(self, sentence: Sentence) -> bool:
        """Does the sentence open with words for the show before it ("It", "The drama", "The renewal"), that go on to
        no title?"""
        opening = OPENS_REFERRING.match(self._folded, sentence.start, sentence.end)
        if not opening:
            return False
        named = within(self._shows, opening.end(), min(opening.end() + 70, sentence.end))
        return not (named and _NAMES_NEXT.fullmatch(self._folded, opening.end(), named[0].start))

    def _into(self, sentence: Sentence, topic: Topic | None, here: list[ShowMention]) -> Topic | None:
        """What the sentence speaks of as it begins: the topic, but a show named last in passing where "that one" or
        "it" right behind its name goes back to that."""
        if topic is None or not topic.title or not sentence.index:
            return topic
        meant = self._descriptions.meant(sentence, topic.title, here)
        if meant != topic.title:
            return Topic(meant, meant=True)
        mention = self._shows[bisect_left(self._shows.starts, sentence.start) - 1]
        early = min(sentence.start + _EARLY, sentence.end)
        if self._of_two and (one := chosen_before(self._page, sentence.start, early)):
            return Topic(one, meant=True)
        topic = Topic(topic.title, heads=topic.heads, passing=topic.passing)
        if mention.title == topic.title:
            return topic
        last_named = MEANS_LAST_NAMED.match(self._folded, sentence.start, sentence.end)
        if last_named and not within(self._shows, sentence.start, last_named.end()):
            return Topic(mention.title, meant=True)
        before = self._layout.sentences[sentence.index - 1]
        ends = before.block == sentence.block and not self._folded[mention.end : before.end].strip("\"'.!? ")
        it = ends and topic.title != self._dominant and OPENS_WITH_IT.match(self._folded, sentence.start, sentence.end)
        if it and self._asides.of_career(mention) and not self.refers(before):
            return Topic(mention.title, meant=True)
        return topic

    def _after(self, sentence: Sentence, topic: Topic | None, mentions: list[ShowMention]) -> Topic | None:
        block = self._layout.block_of(sentence)
        if not mentions and topic and topic.heads and self._opens_another(sentence, block, topic.title):
            return Topic("", heads=True)
        if not mentions:
            opens_section = sentence.index and block.kind == "heading" and not _FIELD.match(self._folded, block.start)
            if not (opens_section and topic):
                return topic
            main = self._main if self._main and self._counts[self._main] > self._counts[topic.title] else None
            return Topic(self._dominant or main or topic.title, passing=self._folded[block.start].isdigit())
        if topic and topic.heads:
            self._headed.update(m.start for m in mentions if m.title != topic.title and self._asides.holds(m))
        refers = topic is not None and self.refers(sentence)
        if self._heads(sentence, block) and not (refers and block.kind == "item"):
            title = (self._spoken(mentions) or mentions[0]).title
            if block.kind != "item":
                self._listed.clear()
            else:
                self._listed.add(title)
            return Topic(title, heads=True)
        asked = topic and topic.heads and _ASKS.match(self._folded, block.start, block.end)
        if refers or asked:
            return topic
        spoken = self._spoken(mentions)
        if spoken and not (topic and not topic.passing and self._is_left(spoken, topic.title, block)):
            return Topic(spoken.title)
        if topic and not topic.passing and self._outweighs(topic.title, mentions[0].title):
            return topic
        return Topic(mentions[0].title, passing=True)

    def _is_left(self, spoken: ShowMention, title: str, block: Block) -> bool:
        """Does somebody leave the show, in a paragraph about another?"""
        others = within(self._shows, block.start, spoken.start)
        return self._asides.left(spoken) and any(m.title == title for m in others)

    def _opens_another(self, sentence: Sentence, block: Block, title: str) -> bool:
        """Does a list item begin that names no show that is known, in a list whose items name each its own?"""
        if block.kind != "item" or title == self._dominant or sentence.start - block.start > _BULLET:
            return False
        dated = within(self._page.dates, block.start, sentence.start + _BULLET)
        if not self._listed or dated or self.refers(sentence):
            return False
        names = within(self._page.names, block.start, min(block.end, block.start + _NAMED_EARLY))
        return len(self._listed) > 1 or any(may_be_a_title(self._page, name) for name in names)

    def _outweighs(self, title: str, other: str) -> bool:
        """Does what the text speaks of remain its subject beside a show named in passing?"""
        return title == self._main or self._counts[title] >= self._counts[other]

    def _heads(self, sentence: Sentence, block: Block) -> bool:
        """Is it a heading, a question that somebody sends in, or what a list item begins with?"""
        if within(self._shows, block.start, sentence.start):
            return False
        if _ASKS.match(self._folded, block.start, block.end):
            return True
        return block.kind in ("heading", "item") and not self._folded[block.start : block.end].rstrip().endswith("?")

    def _spoken(self, mentions: list[ShowMention]) -> ShowMention | None:
        spoken = [m for m in mentions if not self.in_passing(m)]
        if not spoken:
            return mentions[0] if self._asides.opens_block(mentions[0]) else None
        if len(spoken) > 1 and self._leads_to_last(spoken):
            return spoken[-1]
        return next((m for m in reversed(spoken) if self._opens_clause(m)), spoken[0])

    def _opens_clause(self, mention: ShowMention) -> bool:
        """Is it the subject of a further clause ("…, while Fox's Saltmarsh was cancelled")?"""
        lead = self._folded[max(mention.start - _LONGEST_LEAD, 0) : mention.start]
        return bool(_NEW_CLAUSE.search(lead) and _VERB_BEHIND.match(self._folded, mention.end))

    def _leads_to_last(self, spoken: list[ShowMention]) -> bool:
        """ "The others are Saltmarsh, Kith and Harrow House", "Kith yields to something shorter: Harrow House."?"""
        sentence = self._layout.sentence_at(spoken[0].start)
        if not any(map(str.isalnum, self._folded[spoken[-1].end : sentence.end])):
            return bool(_AFTER_COLON.search(self._folded, spoken[0].end, spoken[-1].start))
        return bool(_PRESENTS.search(self._folded, sentence.start, spoken[0].start))

    def in_passing(self, mention: ShowMention) -> bool:
        """Is the show named in passing, where the document, or the heading over it, is about another?"""
        if mention.start in self._headed:
            return True
        if mention.title == self._main or not self._main:
            return False
        if self._asides.holds(mention):
            return True
        return self._counts[mention.title] == 1 and self._main == self._dominant and self._asides.loosely(mention)
