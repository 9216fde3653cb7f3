"""What a reader finds between the text and the claims: typed mentions, and the page that holds them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from underway.reading.counts import CountMention, count_patterns, read_counts
from underway.reading.cues import CueMention, cue_patterns, read_cues
from underway.reading.events import EventMention, event_patterns, read_events
from underway.reading.known_titles import KnownTitles
from underway.reading.layout import Layout, Sentence
from underway.reading.measures import (
    Measuring,
    Window,
    measuring_patterns,
    read_measuring,
    read_windows,
    window_patterns,
)
from underway.reading.modals import Modals, modal_patterns
from underway.reading.notices import Notices, notice_patterns, read_notices
from underway.reading.scanner import Places, Scanner
from underway.reading.season_labels import season_patterns
from underway.reading.tokens import Tokens
from underway.vocabulary import Claim, Document
from underway.vocabulary.claims import Unit

OrganisationRole = Literal["network", "studio", "outlet", "social", "other"]


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Characters `start` to `end` name something; `rule` found it, with `strength` in 0 to 1."""

    start: int
    end: int
    rule: str
    strength: float = 1.0


class ShowMention(Mention, frozen=True, kw_only=True, gc=False):
    """`title` is the full title, however short the words here are."""

    title: str


class PersonMention(Mention, frozen=True, kw_only=True, gc=False):
    """`name` is the fullest name that the document gives."""

    name: str


class NameMention(Mention, frozen=True, kw_only=True, gc=False):
    """A run of capitals that is neither a show nor an organisation: a person, a character, a place."""


class OrganisationMention(Mention, frozen=True, kw_only=True, gc=False):
    name: str
    role: OrganisationRole


class SeasonMention(Mention, frozen=True, kw_only=True, gc=False):
    """`numbers` are the seasons named ("seasons two and three"); empty where the label is relative ("another season").

    `count` is True where the words count seasons ("after two seasons") and number none of them.
    """

    numbers: tuple[int, ...]
    count: bool = False
    relative: Literal["", "next", "last", "this", "final", "more"] = ""


class DateMention(Mention, frozen=True, kw_only=True, gc=False):
    """`date` is EDTF, resolved against the day of publication; `until` the other end where the words give a range.

    `ahead` is whether all of it lies after the day of publication.
    """

    date: str
    ahead: bool = False
    until: str | None = None


class FigureMention(Mention, frozen=True, kw_only=True, gc=False):
    """A number that may count an audience. `form` is how it is written: a count of thousands, a percentage, or points
    ("0.9"). `unit` and `noun` are what the words after it say that it counts; unit None where they say nothing, or
    something that is no audience (the noun then says what)."""

    value: float
    form: Literal["count", "percent", "points"]
    unit: Unit | None = None
    noun: str | None = None


class Topic(msgspec.Struct, frozen=True, gc=False):
    """The show that the text speaks of at a place: whether it stood in a heading or a list item of its own, was only
    named in passing, or is what words at the place ("the latter", "the ABC comedy") go back to."""

    title: str
    heads: bool = False
    passing: bool = False
    meant: bool = False


class QuotationMention(Mention, frozen=True, kw_only=True, gc=False):
    """What stands between quotation marks, the marks included, and from where to where it does; `closed` is False where
    the paragraph ends before the marks do."""

    words_start: int
    words_end: int
    closed: bool = True


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A claim before verification: its kind, its fields, its place and the rule that made it."""

    kind: type[Claim]
    start: int
    end: int
    rule: str
    fields: dict[str, Any]


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_M = TypeVar("_M", bound=Placed)
_V = TypeVar("_V")


_START = attrgetter("start")


class InOrder(list[_M]):
    """Mentions in order of start. Not to be changed once it is made."""

    def __init__(self, mentions: Iterable[_M] = ()) -> None:
        super().__init__(sorted(mentions, key=_START))
        self.starts = [m.start for m in self]


class Binding(Protocol):
    """Which show and season a place speaks of; links.binding makes it."""

    @property
    def main_show(self) -> str | None: ...
    @property
    def dominant_show(self) -> str | None: ...
    def is_named_before(self, position: int, show: str) -> bool: ...
    def last_named(self, index: int, position: int) -> str | None: ...
    def show_at(self, position: int, side: str = "before") -> str | None: ...
    def show_in(self, sentence: Sentence, start: int, end: int, side: str = "before") -> str | None: ...
    def season_in(self, start: int, end: int) -> list[SeasonMention]: ...
    def season_at(self, position: int, show: str | None) -> int | None: ...
    def seasons_of(self, sentence: Sentence, show: str) -> list[SeasonMention]: ...
    def show_before(self, sentence: Sentence) -> str | None: ...
    def topic_before(self, sentence: Sentence) -> Topic | None: ...
    def refers(self, sentence: Sentence) -> bool: ...
    def in_passing(self, mention: ShowMention) -> bool: ...
    def stands_aside(self, name: ShowMention | NameMention) -> bool: ...
    def is_past(self, mention: ShowMention, position: int) -> bool: ...
    def shows_in_block(self, index: int) -> set[str]: ...
    def only_show_in_block(self, index: int) -> str | None: ...
    def last_made(self, show: str) -> int | None: ...
    def numbered(self, show: str) -> InOrder[SeasonMention]: ...
    def last_season_before(self, position: int, show: str) -> int | None: ...


def within(mentions: InOrder[_M], start: int, end: int) -> list[_M]:
    """Those that begin in the span, in order."""
    starts = mentions.starts
    first = bisect_left(starts, start)
    return mentions[first : bisect_left(starts, end, first)]


def inside(mentions: InOrder[_M], start: int, end: int) -> list[_M]:
    """Those that begin and end in the span, in order."""
    return [m for m in within(mentions, start, end) if m.end <= end]


@cache
def _scanner() -> Scanner:
    """All tables of words in one."""
    return Scanner(
        cue_patterns(),
        season_patterns(),
        event_patterns(),
        count_patterns(),
        window_patterns(),
        modal_patterns(),
        measuring_patterns(),
        notice_patterns(),
        lines=True,
    )


class Page:
    """A document laid out, with its mentions in order of start; filled by the stages of reading, read by the kinds."""

    def __init__(self, document: Document, catalogue: KnownTitles | None = None) -> None:
        self.document = document
        self.catalogue = catalogue
        self.text = document.text
        self.layout = Layout(document.text, document.title)
        self.folded = self.layout.folded
        self.sentences = self.layout.sentences
        self.tokens = Tokens(document.text, self.folded, self.layout.body_start)
        self.shows: InOrder[ShowMention] = InOrder()
        self.persons: InOrder[PersonMention] = InOrder()
        self.names: InOrder[NameMention] = InOrder()
        self.organisations: InOrder[OrganisationMention] = InOrder()
        *matches, self._notices = _scanner().find(self.folded)
        cues, self.season_labels, self._events, self._counts, self._windows, self._modals, self._measuring = matches
        self.cues: InOrder[CueMention] = InOrder(read_cues(self.folded, cues))
        self.seasons: InOrder[SeasonMention] = InOrder()
        self.dates: InOrder[DateMention] = InOrder()
        self.figures: InOrder[FigureMention] = InOrder()
        self.quotations: InOrder[QuotationMention] = InOrder()
        self._binding: Binding | None = None
        self._views: dict[Callable[[Page], Any], Any] = {}

    @cached_property
    def events(self) -> InOrder[EventMention]:
        return InOrder(read_events(self._events))

    @cached_property
    def counts(self) -> InOrder[CountMention]:
        return InOrder(read_counts(self.folded, self._counts))

    @cached_property
    def windows(self) -> InOrder[Window]:
        return InOrder(read_windows(self._windows))

    @cached_property
    def modals(self) -> Modals:
        return Modals(self.folded, self._modals)

    @cached_property
    def measuring(self) -> Places[Measuring]:
        return read_measuring(self._measuring)

    @cached_property
    def notices(self) -> Notices:
        return read_notices(self.layout, self._notices)

    @property
    def binding(self) -> Binding:
        assert self._binding is not None, "links come after mentions"
        return self._binding

    def bind(self, binding: Binding) -> None:
        self._binding = binding

    def view(self, make: "Callable[[Page], _V]") -> _V:
        """What the links build of the page and several kinds ask, built once."""
        if make not in self._views:
            self._views[make] = make(self)
        view: _V = self._views[make]
        return view

    def show_at(self, position: int, side: str = "before") -> str | None:
        return self.binding.show_at(position, side)

    def season_at(self, position: int, show: str | None) -> int | None:
        return self.binding.season_at(position, show)
