"""Which season a decision means whose own sentence names none: what the rest of the text leaves for it."""

from collections import defaultdict
from collections.abc import Mapping

from underway.reading.links.coming import AHEAD
from underway.reading.links.season_words import made_by, owner_of
from underway.reading.structure import Page, SeasonMention
from underway.vocabulary.claims import StatusValue
from underway.vocabulary.seasons import LAST_SEASON

Decided = Mapping[StatusValue, set[int]]


class ImpliedSeasons:
    """Built once from a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._told: dict[str, set[int]] = defaultdict(set)
        self._made: dict[str, int] = {}
        for season in page.seasons:
            title = self._owner(season) if season.numbers and season.relative != "more" else None
            if title is None:
                continue
            made = made_by(page.folded, season)
            if made is not None:
                self._made[title] = max(made, self._made.get(title, 0))
            elif not season.count:
                self._told[title].update(season.numbers)

    def of(self, show: str, status: StatusValue, decided: Decided) -> int | None:
        """`decided` is what the text's other decisions about the show number."""
        last = self._page.binding.last_made(show) or self._made.get(show)
        numbers = {
            n + (of == "final" and status in ("cancelled", "undecided")) for of, ns in decided.items() for n in ns
        }
        if len(numbers) > 1:
            return last + 1 if last and status in AHEAD and last + 1 in numbers else None
        if numbers:
            return next(iter(numbers))
        told = self._told[show]
        if status not in AHEAD:
            return next(iter(told)) if len(told) == 1 and last is None else None
        if last is None and len(told) == 1:
            number = next(iter(told))
            last = number if number == 1 else number - 1
        return min(last + 1, LAST_SEASON) if last else None

    def _owner(self, season: SeasonMention) -> str | None:
        """The show whose season it is, where the text leaves no doubt."""
        title = owner_of(self._page.folded, self._page.shows, season)
        if title or season.count:
            return title
        return self._page.binding.only_show_in_block(self._page.layout.sentence_at(season.start).block)
