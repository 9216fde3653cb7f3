"""How far each show of a page has come: which of its seasons are ordered, asked about, made now or shown."""

import re
from collections import defaultdict

import msgspec

from underway.reading.kinds import status
from underway.reading.lexicon import phrases
from underway.reading.links.season_words import made_by
from underway.reading.structure import Draft, Page, SeasonMention
from underway.vocabulary.claims import StatusValue

_ORDERED: frozenset[StatusValue] = frozenset(("renewed", "in_development", "in_production"))
_ASKED: frozenset[StatusValue] = frozenset(("undecided", "cancelled"))
_MADE_NOW: frozenset[StatusValue] = frozenset(("wrapped", "delayed", "final"))
_HOPED = re.compile(rf"\b{phrases('of_a_season_to_come')}\b")
_SHOWN = re.compile(rf"(?<!\w){phrases('shown_before')} (?:with |for )?(?:the |its |a |an |their )?$")
_HOPED_BEFORE, _HOPED_AFTER, _SHOWN_BEFORE = 90, 60, 30  # characters


class Course(msgspec.Struct, frozen=True):
    """The numbers of one show's seasons: `ordered`; only `asked` about, or given up; `made_now`; `hoped` for by the
    words beside them; `shown`; and any others `named`."""

    ordered: frozenset[int]
    asked: frozenset[int]
    made_now: frozenset[int]
    hoped: frozenset[int]
    shown: frozenset[int]
    named: frozenset[int]
    returns: bool  # whether a season is ordered that the text does not number

    @property
    def coming(self) -> int | None:
        """The season that is decided about: the first that is ordered, else the last that is asked about."""
        return min(self.ordered, default=None) or max(self.asked, default=None)

    @property
    def making(self) -> int | None:
        if self.ordered:
            return min(self.ordered)
        latest = max(self.made_now | self.shown | self.named, default=None)
        return latest if latest in self.made_now else None

    @property
    def seen(self) -> int | None:
        """The last one that people have seen: the one before that which is decided about, else the last shown, where
        the text speaks of none that it may be instead."""
        if self.coming:
            return self.coming - 1
        after = min(self.hoped, default=None)
        last = max(self.shown, default=after - 1 if after else 0)
        others = self.named | ({after - 1} if after else set())
        return last if last and max(others, default=0) <= last else None

    @property
    def single(self) -> int | None:
        """The only season that the text numbers, where it is there."""
        numbers = self.shown | self.ordered | self.made_now | self.named
        return next(iter(numbers)) if len(numbers) == 1 and not self.asked | self.hoped else None

    @property
    def to_come(self) -> frozenset[int]:
        return self.ordered | self.asked | self.hoped

    @property
    def told(self) -> bool:
        return self.returns or bool(self.to_come | self.made_now | self.shown | self.named)


class Courses:
    """Built once from a page; each course when it is first asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._decided: dict[str, dict[StatusValue, set[int]]] = defaultdict(lambda: defaultdict(set))
        for draft in page.view(status.drafts_of):
            season, decided = draft.fields["season"], draft.fields["status"]
            if season:
                hoped = decided in _ORDERED and draft.fields["certainty"] == "speculative"
                self._decided[draft.fields["show"]]["undecided" if hoped else decided].add(season)
        self._returning = {d.fields["show"] for d in page.view(status.drafts_of) if _returns(d)}
        self._courses: dict[str, Course] = {}

    def of(self, show: str) -> Course:
        if show not in self._courses:
            self._courses[show] = self._follow(show)
        return self._courses[show]

    def decided(self, show: str, decision: StatusValue) -> int | None:
        """The one season that the text gives the decision about the show."""
        numbers = self._decided[show][decision] if show in self._decided else set()
        return next(iter(numbers)) if len(numbers) == 1 else None

    def is_hoped(self, mention: SeasonMention) -> bool:
        """Do the words beside the season speak of one that is not there yet?"""
        sentence = self._page.layout.sentence_at(mention.start)
        left, right = mention.start - _HOPED_BEFORE, mention.end + _HOPED_AFTER
        return bool(_HOPED.search(self._page.folded, max(sentence.start, left), min(sentence.end, right)))

    def _follow(self, show: str) -> Course:
        ordered, asked, made_now = (self._all(show, group) for group in (_ORDERED, _ASKED, _MADE_NOW))
        hoped, shown, named = set[int](), set[int](), set[int]()
        known = ordered | asked
        for mention in self._page.binding.numbered(show):
            made = made_by(self._page.folded, mention)
            for number in set(mention.numbers) - known:
                if made == number or self._is_shown(mention):
                    shown.add(number)
                else:
                    (hoped if self.is_hoped(mention) else named).add(number)
        last = self._page.binding.last_made(show)
        if last and not (known and last >= min(known)):
            shown.add(last)
        sets = frozenset(hoped), frozenset(shown), frozenset(named)
        return Course(ordered, asked, made_now, *sets, returns=show in self._returning)

    def _all(self, show: str, group: frozenset[StatusValue]) -> frozenset[int]:
        decided = self._decided.get(show, {})
        return frozenset(number for decision in group for number in decided.get(decision, ()))

    def _is_shown(self, mention: SeasonMention) -> bool:
        return bool(_SHOWN.search(self._page.folded, max(mention.start - _SHOWN_BEFORE, 0), mention.start))


def _returns(draft: Draft) -> bool:
    return draft.fields["status"] == "renewed" and draft.fields["season"] is None
