"""What a part is in: whether the words beside it speak of a show, or of a film, a department, a letter."""

from collections.abc import Iterator

from underway.reading.lexicon import word_class
from underway.reading.links.doers import relative_before
from underway.reading.links.people import People
from underway.reading.links.unproven import Unproven
from underway.reading.mentions.parts import role_words
from underway.reading.structure import Page, within

_LONGEST_LEAD = 8  # words before a title ("joins the ensemble of Showtime's")
_LONGEST_OBJECT = 4  # words after "of"
_BEFORE_TITLE = frozenset(
    """" ' the of cast ensemble 's season seasons series upcoming new forthcoming first second third fourth fifth sixth
    two three four five final hit drama comedy sitcom soap""".split()
)
_OWNERS = frozenset("a an the his her its their one both two 's".split())
_ENDS_NOUNS = frozenset(". ; : ? !".split())


class Works:
    """Asks a page about what is made."""

    def __init__(self, page: Page, people: People) -> None:
        self._page = page
        self._tokens = page.tokens
        self._people = people
        self._unproven = page.view(Unproven)

    def show_at(self, i: int) -> bool:
        """Does a title begin at the token, or past marks, articles and a channel's name?"""
        for start in self._starts(i):
            if within(self._page.shows, start - 4, start + 1) or self._unproven.begins_at(start):
                return True
        return False

    def past_title(self, i: int) -> int | None:
        """The token past the title that begins there; None where none does."""
        for start in self._starts(i):
            for show in within(self._page.shows, start, start + 1):
                at = self._tokens.at(show.end)
                while self._word(at) in ('"', "'", ","):
                    at += 1
                return at
        return None

    def _starts(self, i: int) -> Iterator[int]:
        """Where the token begins, and those that follow as long as they lead to a title."""
        for at in range(i, min(i + _LONGEST_LEAD, self._tokens.count)):
            yield self._tokens.starts[at]
            if self._word(at) not in _BEFORE_TITLE and not self._organisation_at(at):
                break

    def show_before(self, i: int) -> bool:
        """Does a title end right before the token?"""
        start = self._tokens.starts[i]
        return any(0 <= start - m.end <= 3 for m in within(self._page.shows, start - 60, start))

    def begins_at(self, i: int) -> bool:
        """Is what is made a show: "it", "the drama", "every episode", a title, a channel's drama?"""
        if self._word(i) in role_words("work"):
            return role_words("other_work").isdisjoint(self._tokens.folded[i + 1 : i + 4])
        return self.show_at(i) or self._organisation_at(i)

    def stands_before(self, i: int) -> bool:
        """ "The drama that she created": does what is made stand before the subject of the verb at the token?"""
        while self._word(i - 1) in role_words("adverb"):
            i -= 1
        if self._word(i - 1) in ("he", "she", "they") and self._word(i - 2) in word_class("genre"):
            return True
        person = self._people.ending(i)
        if person and self._word(person.first - 1) in word_class("genre"):
            return True  # "the pub drama Ada Quill wrote"
        return relative_before(self._page, i) is not None

    def is_film_before(self, i: int) -> bool:
        """ "The film, directed by", "an action film that was to star": is the noun before the token no show's?"""
        for at in range(i - 1, max(i - _LONGEST_LEAD, -1), -1):
            word = self._tokens.folded[at]
            if word in role_words("other_screen"):
                return True
            if word in word_class("genre") or word in _ENDS_NOUNS:
                break
        return False

    def is_other_at(self, i: int) -> bool:
        """Behind "of": "the film", "The Tallow House" that is no show of the document?"""
        ahead = self._tokens.folded[i : i + _LONGEST_OBJECT]
        while self._word(i) in _OWNERS or self._organisation_at(i):
            i += 1
        named = self._word(i) == '"' or (i < self._tokens.count and self._tokens.capital[i])
        return named or not word_class("not_show").isdisjoint(ahead)

    def _organisation_at(self, i: int) -> bool:
        """Is the token a channel's or a studio's name, or a part of it?"""
        if i >= self._tokens.count:
            return False
        start = self._tokens.starts[i]
        return any(o.end > start for o in within(self._page.organisations, start - 24, start + 1))

    def _word(self, i: int) -> str:
        return self._tokens.folded[i] if 0 <= i < self._tokens.count else ""
