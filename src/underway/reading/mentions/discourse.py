"""What the sentence, the block and the next sentence say of a name that stands in them."""

from bisect import bisect_left

from underway.reading.layout import Block, Sentence
from underway.reading.lexicon import word_class
from underway.reading.mentions.names import ASKING, Run
from underway.reading.mentions.signs import signs
from underway.reading.structure import Page

_SEASON_WORD = word_class("season_word")
_GENRE = word_class("genre")
_NOT_SHOW = word_class("not_show")
_OTHER_WORK = signs("other_work_again")
_SHOW_AGAIN = signs("show_again")
_VERBS = signs("auxiliary") | signs("show_does") | signs("decided")
_SPOKEN = frozenset(f"sentence-of-{what}" for what in ("season", "decision", "genre", "network"))
_DETERMINER = frozenset("the this that".split())
_SHORT_LINE = 6  # words of a line that is a heading over what follows


class Discourse:
    """Looks up what stands around a run, with what is the same for all runs of a sentence or a block found once."""

    def __init__(self, page: Page, networks: set[int]) -> None:
        self._page = page
        self._networks = sorted(networks)
        self._cues = sorted(c.start for c in page.cues)
        self._of_sentence: dict[int, frozenset[str]] = {}
        self._of_block: dict[int, frozenset[str]] = {}

    def evidence(self, run: Run) -> set[str]:
        sentence = self._page.layout.sentence_at(run.start)
        found = set(self._sentence(sentence))
        if self._page.tokens.starts[run.first] - sentence.start < 4 and run.first:
            found |= self._block(sentence)
        if self._asks(run, sentence):
            found.add("asked-of")
        if run.opens and self._acts(run):
            found.update(f"opens-{name}" for name in found & _SPOKEN)
        return found

    def _acts(self, run: Run) -> bool:
        """Does a verb of shows follow the name?"""
        following = self._page.tokens.folded[run.last : run.last + 1]
        return following != [] and (following[0] in _VERBS)

    def _asks(self, run: Run, sentence: Sentence) -> bool:
        tokens = self._page.tokens
        before = run.first - 1
        return (
            before >= 0
            and tokens.starts[before] >= sentence.start
            and tokens.folded[before] in ASKING
            and tokens.capital[before]
            and self._page.text[sentence.end - 1] == "?"
        )

    def _sentence(self, sentence: Sentence) -> frozenset[str]:
        if sentence.index not in self._of_sentence:
            self._of_sentence[sentence.index] = frozenset(self._look_at_sentence(sentence))
        return self._of_sentence[sentence.index]

    def _look_at_sentence(self, sentence: Sentence) -> set[str]:
        layout, tokens, text = self._page.layout, self._page.tokens, self._page.text
        first, last = tokens.at(sentence.start), tokens.at(sentence.end)
        found = self._television("sentence", sentence, first, last)
        if text[sentence.end - 1] == "?":
            found.add("in-question")
        following = layout.sentences[sentence.index + 1] if sentence.index + 1 < len(layout.sentences) else None
        if following and (following.block == sentence.block or following.block == sentence.block + 1):
            same = "" if following.block == sentence.block else "-below"
            at = tokens.at(following.start)
            words = tokens.folded[at : at + 4]
            if words[:1] == ["it"] or words[:1] == ["its"]:
                found.add(f"then-it{same}")
            elif len(words) > 1 and words[0] in _DETERMINER:
                if not _OTHER_WORK.isdisjoint(words[1:3]):
                    found.add(f"then-the-other-work{same}")
                elif not _SHOW_AGAIN.isdisjoint(words[1:3]):
                    found.add(f"then-the-show{same}")
            elif words[:1] == ["he"] or words[:1] == ["she"]:
                found.add(f"then-he{same}")
        return found

    def _block(self, sentence: Sentence) -> frozenset[str]:
        """What is said of a run that begins the sentence, of its block."""
        layout = self._page.layout
        block = layout.block_of(sentence)
        if sentence.start - block.start > 4:
            return frozenset()
        if sentence.block not in self._of_block:
            self._of_block[sentence.block] = frozenset(self._look_at_block(block, sentence.block))
        return self._of_block[sentence.block]

    def _look_at_block(self, block: Block, index: int) -> set[str]:
        tokens = self._page.tokens
        found = self._television("heads-block", block, tokens.at(block.start), tokens.at(block.end))
        if index:
            above = self._page.layout.blocks[index - 1]
            width = tokens.at(above.end) - tokens.at(above.start)
            if index > 1 and width <= _SHORT_LINE and self._page.text[above.end - 1] not in ".,;":
                found.add("under-short-line")
        return found

    def _television(self, name: str, span: Block | Sentence, first: int, last: int) -> set[str]:
        """Of what television has do the words speak?"""
        words = self._page.tokens.folded[first:last]
        found = set()
        if not _SEASON_WORD.isdisjoint(words):
            found.add(f"{name}-of-season")
        if not _GENRE.isdisjoint(words):
            found.add(f"{name}-of-genre")
        if not _NOT_SHOW.isdisjoint(words):
            found.add(f"{name}-of-other-work")
        if _any_within(self._networks, first, last):
            found.add(f"{name}-of-network")
        if _any_within(self._cues, span.start, span.end):
            found.add(f"{name}-of-decision")
        return found


def _any_within(places: list[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last
