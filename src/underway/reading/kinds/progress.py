"""Which season of its show a place speaks of where its clause numbers none. The one place for it, for all kinds."""

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from underway.reading.kinds.courses import Courses
from underway.reading.layout import Sentence
from underway.reading.lexicon import phrases
from underway.reading.links.modality import clause_around, closed_clause
from underway.reading.structure import Page, within

Matter = Literal["premiere", "finale", "making", "watched", "length"]

_BEGINS = re.compile(rf"\b{phrases('begins')}\b")
_AGAIN = re.compile(rf"\b{phrases('again')}\b")
_THAT = re.compile(r"\b(?:that|the|which) (?:[\w-]+-(?:episode|part|hour) )?(?:season|series|run)(?! of\b)\b")
_NEXT = re.compile(rf"\b{phrases('next_season')}\b")
_LATEST = re.compile(rf"\b{phrases('latest_season')}\b")
_BEFORE = re.compile(rf"\b{phrases('season_before')}\b")
_COMPARED = re.compile(
    r"\b(?:than|from|on|against|as|like|since|over|matching) (?:the |its |her |his |their )?$"
    r"|\b(?:up from|down from|not the) [^,;]{0,40}$"
)
_LAUNCH = re.compile(rf"\b{phrases('began')}\b")
_TO_BE = re.compile(rf"\b{phrases('will_run')}\b")
_WAS = re.compile(rf"\b{phrases('has_run')}\b")
_PLANNED = re.compile(
    r"\b(?:will|could|(?<!in )(?<!last )(?<!since )may|might|should|would|expected|slated|due|set) (?:[a-z]+ ){0,2}$"
    r"|^(?:will|could|may|might|should|would|to|can) "
)
_SHOW = re.compile(rf"\bthe (?:[\w-]+ )?{phrases('show_noun')}\b")
_RETURNED = re.compile(r"\b(?:returned|came back|resumed)\b")
_SERIES_OPENS = re.compile(r"\bseries (?:premiere|debut|launch|opener|première)\b")
_THE_FIRST = re.compile(rf"\bthe first (?:one )?(?:{phrases('began')}|came|aired|ran|drew|averaged)\b")
_PUT_OFF = re.compile(
    r"\b(?:pushed|moved|shifted|bumped|held|hold|postponed|delayed|pencill?ed|slipped|put back|was to)\b"
)
_NEW_BEFORE = re.compile(
    rf"\b{phrases('novelty')} (?:[\w'-]+ ){{0,4}}?{phrases('show_noun')},?(?: [\w'-]+){{0,2}} ?[\"']?$"
)
_NEW_AFTER = re.compile(
    rf"{phrases('novelty')} (?:[\w'-]+ ){{0,4}}?{phrases('show_noun')}\b|(?:mini-?|limited )series\b"
)
_PARTED = re.compile(r"[;:]|, (?:and|but|while|which|though|so|with)\b")
_OPENING = 10  # characters of a sentence in which its subject begins
_LEAD = 40
_APPOSED = re.compile(r",?[\"']?,? (?:an?|the|its|their|[\w&+' ]{2,20}'s) ")
_BESIDE = 60  # characters
_CARRIED = 2  # sentences over which a season stays in mind
_LONGEST_QUESTION = 100
_UNDER = 6  # blocks under a heading that it may speak of


class Place(msgspec.Struct, frozen=True):
    """Words at `start` to `end` that say something of a show; `ahead` where it is yet to happen."""

    show: str
    matter: Matter
    sentence: Sentence
    start: int
    end: int
    ahead: bool = False

    @property
    def has_been(self) -> bool:
        """Is it said of a season that people have seen?"""
        return self.matter in ("watched", "finale") or (self.matter == "premiere" and not self.ahead)

    @property
    def to_come(self) -> bool:
        """Is it said of a season that is made or awaited?"""
        return self.matter == "making" or (self.matter == "premiere" and self.ahead)


class Progress:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._courses = page.view(Courses)
        self._named_with: dict[tuple[str, re.Pattern[str]], bool] = {}

    def season_of(self, place: Place) -> int | None:
        if place.matter == "length" and self._is_of_all(place):
            return None
        return next((number for rule in _RULES if (number := rule(self, place))), None)

    def _is_of_all(self, place: Place) -> bool:
        """ "86 episodes over five seasons"."""
        seasons = within(self._page.seasons, place.sentence.start, place.sentence.end)
        return any(m.count and m.numbers[0] > 1 for m in seasons)

    def _clause(self, place: Place) -> tuple[int, int]:
        return closed_clause(self._page, place.sentence, place.start, place.end)

    def _says(self, pattern: re.Pattern[str], place: Place) -> bool:
        return bool(pattern.search(self._page.folded, *self._clause(place)))

    def _leads(self, pattern: re.Pattern[str], place: Place) -> bool:
        """Do the words stand in the clause, or before it in the sentence?"""
        return bool(pattern.search(self._page.folded, place.sentence.start, self._clause(place)[1]))

    def _launch(self, place: Place) -> int | None:
        """The first, where the clause says that the show began; not where it is a later one that did."""
        if place.ahead or place.matter not in ("premiere", "watched"):
            return None
        folded = self._page.folded
        lead = folded[max(place.sentence.start, place.start - _LEAD) : place.start]
        planned = _PLANNED.search(lead) or _PLANNED.match(folded[place.start : place.end])
        if planned or self._says(_AGAIN, place):
            return None
        if place.matter == "watched" and not self._says(_LAUNCH, place):
            return None
        if _LATEST.search(self._page.folded, place.sentence.start, place.start):
            return None
        return None if self._goes_on_of_season(place) else 1

    def _goes_on_of_season(self, place: Place) -> bool:
        """ "The third did not reach us until May. It launched with 5.6 million": does "it" stand for a later season?"""
        before = self._page.sentences[max(place.sentence.index - 1, 0)]
        opening = within(self._page.binding.numbered(place.show), before.start, before.start + _OPENING)
        later = [n for m in opening for n in m.numbers if n > 1]
        return bool(later) and not _SHOW.search(self._page.folded, place.sentence.start, place.end)

    def _first(self, place: Place) -> int | None:
        """ "Its series premiere", or "the first came in 2014" of a show that has had more."""
        if place.matter == "premiere" and self._says(_SERIES_OPENS, place):
            return 1
        return 1 if self._courses.of(place.show).told and not place.ahead and self._says(_THE_FIRST, place) else None

    def _here(self, place: Place) -> int | None:
        """The only one that the sentence numbers, were it in another clause."""
        course, folded = self._courses.of(place.show), self._page.folded
        own = self._page.binding.seasons_of(place.sentence, place.show)
        numbers = {n for m in own for n in m.numbers}
        if len(numbers) != 1 or any(_COMPARED.search(folded, place.sentence.start, m.start) for m in own):
            return None
        if place.matter == "watched" and own[0].start > place.end and _PARTED.search(folded, place.end, own[0].start):
            return None
        ordered = self._leads(_NEXT, place) and place.matter == "length"
        not_there = course.asked | (course.ordered if place.matter == "watched" else frozenset())
        if place.to_come and numbers & course.shown:
            return None
        if numbers & not_there or (not ordered and any(map(self._courses.is_hoped, own))):
            return None
        return next(iter(numbers))

    def _that(self, place: Place) -> int | None:
        """ "That season", "the run": the one just spoken of."""
        return self._carry(place) if self._leads(_THAT, place) else None

    def _beside(self, place: Place) -> int | None:
        """ "Last season", "its predecessor": told by its place beside another."""
        page = self._page
        left, right = self._clause(place)
        for match in _BEFORE.finditer(page.folded, place.sentence.start, right):
            if within(page.figures, place.end, match.start()):
                break
            if match.start() < left and _COMPARED.search(page.folded, place.sentence.start, match.start()):
                continue
            course = self._courses.of(place.show)
            told = self._carry(place) or course.coming or course.single
            if told and _LATEST.search(page.folded, place.sentence.start, match.start()):
                told -= 1
            return told - 1 if told and told > 1 else None
        return None

    def _to_be(self, place: Place) -> int | None:
        """The one that is made or awaited."""
        if place.to_come or (place.matter == "length" and self._leads(_NEXT, place)):
            return self._courses.of(place.show).making
        return None

    def _carried(self, place: Place) -> int | None:
        """The one just spoken of, where that is one of which such a thing can be said."""
        number, course = self._carry(place), self._courses.of(place.show)
        if number in course.shown and place.matter == "length" and self._leads(_NEXT, place):
            return None
        if place.has_been and number in course.to_come:
            return None
        if number and place.ahead and number in course.shown:
            return number + 1 if self._says(_AGAIN, place) else None
        return number

    def _ordered(self, place: Place) -> int | None:
        to_be = place.matter == "length" and self._says(_TO_BE, place)
        return self._courses.of(place.show).making if to_be else None

    def _seen(self, place: Place) -> int | None:
        """The one that people have seen."""
        course = self._courses.of(place.show)
        if place.matter in ("watched", "finale"):
            later = course.seen == 1 and not course.coming and self._leads(_RETURNED, place)
            return None if later else course.seen
        if place.matter == "length" and (self._says(_WAS, place) or not course.ordered):
            return course.coming - 1 if course.coming else None
        return 1 if place.matter == "premiere" and not place.ahead and course.coming == 2 else None

    def _single(self, place: Place) -> int | None:
        """The only one that the text numbers, where that is the first, or where the words say that it comes back."""
        number = self._courses.of(place.show).single
        comes_back = (place.matter == "premiere" and self._says(_AGAIN, place)) or (
            place.matter == "length" and self._leads(_NEXT, place)
        )
        return number if (number == 1 and place.matter != "watched") or comes_back else None

    def _new(self, place: Place) -> int | None:
        """The first, where the text says of the show that it is new and nothing that makes it older."""
        if self._courses.of(place.show).told or self._says(_LATEST, place):
            return None
        if self._is_called_new(place.show):
            return 1
        if self._is_named_with(place.show, _AGAIN) or self._leads(_AGAIN, place) or self._leads(_PUT_OFF, place):
            return None
        begins = place.matter == "premiere" or self._says(_BEGINS, place)
        return 1 if begins or self._is_named_with(place.show, _BEGINS) else None

    def _is_called_new(self, show: str) -> bool:
        """ "The new drama Saltmarsh", "Saltmarsh, a limited series"."""
        page, key = self._page, (show, _NEW_BEFORE)
        if key not in self._named_with:
            self._named_with[key] = any(
                _NEW_BEFORE.search(page.folded, max(mention.start - _BESIDE, block.start), mention.start)
                or _NEW_AFTER.match(page.folded, _past_article(page.folded, mention.end))
                for mention in page.shows
                if mention.title == show and (block := page.layout.block_of(page.layout.sentence_at(mention.start)))
            )
        return self._named_with[key]

    def _is_named_with(self, show: str, pattern: re.Pattern[str]) -> bool:
        """Do the words stand in a clause that names the show?"""
        if (show, pattern) not in self._named_with:
            self._named_with[show, pattern] = any(
                pattern.search(self._page.folded, *clause_around(self._page, sentence, mention.start, mention.end))
                for mention in self._page.shows
                if mention.title == show and (sentence := self._page.layout.sentence_at(mention.start))
            )
        return self._named_with[show, pattern]

    def _carry(self, place: Place) -> int | None:
        """The season of the sentences before, as long as they speak of no other show, else of the heading above."""
        page, own = self._page, self._page.binding.numbered(place.show)
        for sentence in reversed(page.sentences[max(place.sentence.index - _CARRIED, 0) : place.sentence.index]):
            if sentence.block != place.sentence.block and page.layout.block_of(sentence).kind != "paragraph":
                break
            named = {n for m in within(own, sentence.start, sentence.end) for n in m.numbers}
            if named:
                return max(named) if len(named) == 1 or self._leads(_NEXT, place) else None
            if any(m.title != place.show for m in within(page.shows, sentence.start, sentence.end)):
                break
        return self._headed(place)

    def _headed(self, place: Place) -> int | None:
        blocks, own = self._page.layout.blocks, self._page.binding.numbered(place.show)
        at = place.sentence.block
        if self._heads(at):
            return None
        at = next((i for i in range(at - 1, max(at - _UNDER, 0), -1) if self._heads(i)), 0)
        while at and self._heads(at):
            named = within(own, blocks[at].start, blocks[at].end)
            if named:
                return named[-1].numbers[0] if len(named[-1].numbers) == 1 else None
            at -= 1
        return None

    def _heads(self, index: int) -> bool:
        """Is the block a heading, or a question that stands alone as one?"""
        block = self._page.layout.blocks[index]
        asks = block.end - block.start <= _LONGEST_QUESTION and self._page.folded[block.end - 1] == "?"
        return block.kind == "heading" or asks


def _past_article(folded: str, position: int) -> int:
    article = _APPOSED.match(folded, position)
    return article.end() if article else position


_Rule = Callable[[Progress, Place], int | None]
_RULES: tuple[_Rule, ...] = (  # the first that answers
    Progress._first,
    Progress._launch,
    Progress._here,
    Progress._that,
    Progress._beside,
    Progress._to_be,
    Progress._carried,
    Progress._ordered,
    Progress._seen,
    Progress._single,
    Progress._new,
)
