"""How far each show of a page has come: the season for what the text says without naming one."""

import re
from collections import defaultdict

from underway.reading.kinds import status
from underway.reading.layout import Sentence
from underway.reading.links.modality import clause_around
from underway.reading.structure import Page

# What is decided or asked of a season that has not been made: the one before it is the one that people have seen.
_TO_COME = frozenset(("renewed", "undecided", "in_development", "cancelled"))
_FIRST = re.compile(
    r"\b(?:launch\w*|debut\w*|premier\w*|bow(?:s|ed)?|open(?:s|ed|er|ing)|pilot|orders|ordered|commission(?:s|ed)"
    r"|new(?! (?:run|season|series|batch|episodes?|outing|ones?)\b))\b"
)


class Progress:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._to_come: dict[str, set[int]] = defaultdict(set)
        for draft in page.view(status.drafts_of):
            season = draft.fields["season"]
            if season and draft.fields["status"] in _TO_COME:
                self._to_come[draft.fields["show"]].add(season)

    def to_come(self, show: str) -> int | None:
        """The season that is decided about, the first where there are several."""
        return min(self._to_come[show], default=None) if show in self._to_come else None

    def seen(self, show: str) -> int | None:
        """The season before that, which people have seen."""
        to_come = self.to_come(show)
        return to_come - 1 if to_come and to_come > 1 else None

    def _only(self, show: str, sentence: Sentence) -> int | None:
        """The first season, where the text numbers none, the paragraph of the sentence not of any show, and says of
        none that it has been made."""
        binding, block = self._page.binding, self._page.layout.block_of(sentence)
        told = show in self._to_come or binding.last_season_before(0, show) or binding.last_made(show)
        beside = any(m.numbers and not m.count for m in binding.season_in(block.start, block.end))
        return None if told or beside else 1

    def opening(self, show: str, sentence: Sentence, start: int, end: int) -> int | None:
        """The first season, where the text numbers none and the clause of the words speaks of a beginning."""
        left, right = clause_around(self._page, sentence, start, end)
        return self._only(show, sentence) if _FIRST.search(self._page.folded, left, right) else None
