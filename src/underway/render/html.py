"""A dossier as one HTML page, which prints, too."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from underway.dossier import Dossier, Source
from underway.render import labels
from underway.render.inert import web_address
from underway.render.links import at_words
from underway.render.outline import SOURCES, Chart, Cited, Line, Section, Words, lay_out
from underway.render.pages import page
from underway.vocabulary.dates import write_date


def dossier_html(dossier: Dossier) -> str:
    """The answer as a page; each statement links to its source, and there to the words."""
    laid_out = lay_out(dossier)
    references = _References(dossier.sources)
    return page(
        "dossier",
        page=laid_out,
        reasons=_by_name(laid_out.reasons),
        against=_by_name(laid_out.against),
        parts=[_Part(section) for section in laid_out.sections if section.title != SOURCES],
        references=references,
        day=write_date(dossier.day.isoformat()),
        known_at=dossier.known_at and dossier.known_at.isoformat(),
    )


class _Part:
    """A section, its items by their kind."""

    def __init__(self, section: Section) -> None:
        self.title = section.title
        self.lines = [item for item in section.items if isinstance(item, Line)]
        self.words = _by_name(item for item in section.items if isinstance(item, Words))
        self.charts = [item for item in section.items if isinstance(item, Chart)]
        self.note = section.note


def _by_name(items: Iterable[Words]) -> list[tuple[str, list[Words]]]:
    """Words that follow each other under the name of who said them."""
    return [(by, list(group)) for by, group in groupby(items, key=lambda item: item.by)]


@dataclass(frozen=True, slots=True)
class _Mark:
    """The number of a source at a statement. `href` leads to the words in the source, or else to those in the page."""

    id: str
    number: int
    href: str
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words of a source; `backs` has the mark of each statement that cites them, by the statement's name."""

    id: str
    words: str
    href: str | None
    backs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A source in the list of sources; `address` is its url, as text, where it has one that is not its name."""

    id: str
    number: int
    name: str
    title: str | None
    day: str
    href: str | None
    address: str | None
    passages: tuple[_Passage, ...]


class _References:
    """Keeps what is cited while the page is written, for the list of sources at its end."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.number: source for source in sources}
        self._passages: dict[int, dict[str, _Passage]] = {}
        self._marks = 0

    def marks(self, item: Cited, statement: str) -> list[_Mark]:
        """One mark for each source of the statement, however many of its words are cited."""
        return [
            self._mark(self._sources[number], [c.words for c in item.citations if c.source == number], statement)
            for number in item.marks
        ]

    def _mark(self, source: Source, words: list[str], statement: str) -> _Mark:
        self._marks += 1
        mark_id = f"mark-{self._marks}"
        passages = [self._passage(source, each) for each in dict.fromkeys(words)]
        for passage in passages:
            passage.backs.setdefault(statement, mark_id)
        return _Mark(
            id=mark_id,
            number=source.number,
            href=at_words(source.url, *words) or f"#{passages[0].id}",
            source=f"{labels.source_name(source)}, {labels.day(source)}",
            words=" … ".join(passage.words for passage in passages),
        )

    def _passage(self, source: Source, words: str) -> _Passage:
        known = self._passages.setdefault(source.number, {})
        if words not in known:
            known[words] = _Passage(f"words-{source.number}-{len(known) + 1}", words, at_words(source.url, words))
        return known[words]

    def sources(self) -> list[_Entry]:
        """Those cited so far, in the order of their numbers."""
        return [self._entry(self._sources[number]) for number in sorted(self._passages)]

    def _entry(self, source: Source) -> _Entry:
        name = labels.source_name(source)
        return _Entry(
            id=f"source-{source.number}",
            number=source.number,
            name=name,
            title=source.title if source.title != name else None,
            day=labels.day(source),
            href=web_address(source.url),
            address=source.url if source.url != name else None,
            passages=tuple(self._passages[source.number].values()),
        )
