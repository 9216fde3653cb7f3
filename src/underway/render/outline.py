"""A dossier laid out as a page of sections, before any escaping or styling: text and Markdown differ only after this.

Strings in a page are as they came from outside; whoever writes them out makes them inert.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log1p

from underway.dossier import Citation, Comparison, Dossier, FigureLine, Ground, Source
from underway.dossier.shapes import JudgementLine, QuoteLine, Withdrawal
from underway.dossier.watched import Run
from underway.render import labels
from underway.vocabulary.dates import write_date
from underway.vocabulary.metrics import write_metric
from underway.vocabulary.seasons import write_season

SOURCES = "Sources"  # the title of the section that lists them
MOST_BARS = 10
MOST_QUOTES = 8
MOST_REASONS = 4
LONGEST_ASIDE = 220  # characters of evidence shown where it is not the main reason
_PIECE = re.compile('[“"]([^“”"]+)[”"]')


@dataclass(frozen=True, slots=True)
class Cited:
    """What sources are cited for; `marks` are their numbers."""

    citations: tuple[Citation, ...] = field(default=(), kw_only=True)

    @property
    def marks(self) -> tuple[int, ...]:
        return labels.marks(self.citations)


@dataclass(frozen=True, slots=True)
class Line(Cited):
    """A label and what is said under it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Words(Cited):
    """Words of a document or a person, and whose they are."""

    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Bar(Cited):
    """`share` is the value's part of the largest value, 0 to 1, and `most` what that may be at most; `note` is said
    beside it."""

    label: str
    share: float
    most: float
    value: str
    own: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    heading: str
    bars: tuple[Bar, ...]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Line | Words | Chart, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    tone: str
    answer: tuple[str, ...]
    facts: tuple[str, ...] = ()
    reasons: tuple[Words, ...] = ()
    against: tuple[Words, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()


def lay_out(dossier: Dossier) -> Page:
    sources = {source.number: source for source in dossier.sources}
    made = [
        _quotes(dossier),
        _seasons(dossier),
        _audience(dossier),
        _people(dossier),
        _companies(dossier),
        _timeline(dossier),
        Section("Taken back", tuple(words for each in dossier.withdrawn for words in _withdrawal(each, sources))),
        Section("Judgements", tuple(_judgement(judgement) for judgement in dossier.judgements)),
        _catalogues(dossier),
    ]
    reasons, against = _reasons(dossier.verdict.rests_on, sources), _reasons(dossier.verdict.overrode, sources)
    if not reasons:
        reasons = tuple(Words(c.words, _by(sources[c.source]), citations=(c,)) for c in dossier.limited[:MOST_REASONS])
    cited = _cited([*reasons, *against, *(item for section in made for item in section.items)])
    made.append(Section(SOURCES, tuple(_source(source) for source in dossier.sources if source.number in cited)))
    return Page(
        title=dossier.show or dossier.asked,
        tone="aired" if dossier.standing.aired else dossier.verdict.value,
        answer=dossier.answer,
        facts=_facts(dossier),
        reasons=reasons,
        against=against,
        sections=tuple(section for section in made if section.items),
        notes=_notes(dossier),
    )


def _cited(items: Iterable[Line | Words | Chart]) -> set[int]:
    """The numbers of the sources that the page shows."""
    rows = (row for item in items for row in (item.bars if isinstance(item, Chart) else (item,)))
    return {number for row in rows for number in row.marks}


def _facts(dossier: Dossier) -> tuple[str, ...]:
    facts = []
    if dossier.verdict.since:
        facts.append(f"since {write_date(dossier.verdict.since.isoformat())}")
    if dossier.verdict.publishers > 1:
        facts.append(f"carried by {dossier.verdict.publishers} independent publishers")
    standing = dossier.standing
    if standing.stage and not standing.aired:
        facts.append(f"stage: {labels.STATUS[standing.stage]}")
    if dossier.as_of and dossier.sources:
        facts.append(f"as of {write_date(dossier.as_of.isoformat())}")
    return tuple(facts)


def _notes(dossier: Dossier) -> tuple[str, ...]:
    notes = []
    if dossier.undated_left_out:
        n = dossier.undated_left_out
        what = "1 document that carries no day was" if n == 1 else f"{n} documents that carry no day were"
        notes.append(f"{what} left out, since the answer is as of a day.")
    if dossier.others:
        notes.append("Other shows of this title: " + "; ".join(dossier.others) + ".")
    notes += dossier.doubts
    if dossier.close_titles:
        notes.append("Did you mean: " + "; ".join(dossier.close_titles) + "?")
    return tuple(notes)


def _reasons(grounds: tuple[Ground, ...], sources: dict[int, Source]) -> tuple[Words, ...]:
    """The words of each ground once, those of the first in full; what another reason's words hold is left out."""
    reasons: list[Words] = []
    for ground in grounds:
        citation = ground.citations[0]
        if any(citation.words in reason.words or reason.words in citation.words for reason in reasons):
            continue
        words = _aside(citation.words) if reasons else citation.words
        by = labels.hedged(_by(sources[citation.source]), ground.certainty)
        if ground.because:
            by += f"; {labels.BECAUSE[ground.because]}"
        reasons.append(Words(words, by, citations=ground.citations))
    return tuple(reasons[:MOST_REASONS])


def _by(source: Source) -> str:
    return f"{labels.source_name(source)}, {labels.day(source)}"


def _aside(words: str) -> str:
    if len(words) <= LONGEST_ASIDE:
        return words
    return words[:LONGEST_ASIDE].rsplit(maxsplit=1)[0] + " …"


def _quotes(dossier: Dossier) -> Section:
    items = []
    for quote in dossier.quotes[:MOST_QUOTES]:
        by = [f"{quote.speaker}, to {quote.venue}" if quote.venue else quote.speaker]
        if quote.published:
            by.append(write_date(quote.published.isoformat()))
        items.append(Words(_as_said(quote), ", ".join(by), citations=quote.citations))
    more = len(dossier.quotes) - len(items)
    return Section("In their words", tuple(items), f"{more} more quotes in --format json." if more > 0 else "")


def _as_said(quote: QuoteLine) -> str:
    """The quotation; where its document breaks it off (“We start,” she said. “All of us.”) an ellipsis stands there."""
    pieces = _PIECE.findall(quote.citations[0].words)
    broken = len(pieces) > 1 and " ".join(pieces) == quote.quote
    return " … ".join(piece.rstrip(" ,") for piece in (pieces if broken else [quote.quote]))


def _seasons(dossier: Dossier) -> Section:
    items = []
    counts = {n: [e for e in dossier.episodes if e.season == n] for n in {e.season for e in dossier.episodes}}
    for standing in dossier.seasons:
        episodes = counts.get(standing.season, [])
        words = [labels.standing_words(standing)]
        if episodes:
            words.append(" or ".join(str(e.count) for e in episodes) + f" episode{'s' * (episodes[0].count != 1)}")
        cited = (*standing.citations, *(c for e in episodes for c in e.citations))
        items.append(Line(labels.capital(write_season(standing.season)), "; ".join(words), citations=cited))
    items += [
        Line("Season not said", f"{e.count} episode{'s' * (e.count != 1)}", citations=e.citations)
        for e in counts.get(None, [])
    ]
    return Section("Seasons", tuple(items))


def _audience(dossier: Dossier) -> Section:
    return Section("How many watched", audience_items(dossier.audience, dossier.weeks))


def audience_items(comparisons: Iterable[Comparison], runs: Iterable[Run]) -> tuple[Chart | Line, ...]:
    """A chart for each metric, and a line for the weeks of each season."""
    weeks = [Line(labels.capital(run.name), labels.weeks(run)) for run in runs]
    return (*(_chart(comparison) for comparison in comparisons), *weeks)


def _chart(comparison: Comparison) -> Chart:
    largest = max(line.high for line in comparison.figures) or 1
    own = [line for line in comparison.figures if line.asked]
    shown = nearest(comparison)
    bars = tuple(
        Bar(
            label=labels.subject(line),
            share=line.value / largest,
            most=line.high / largest,
            value=labels.value_of(line, comparison.metric),
            own=line.asked,
            note=line.fate or "",
            citations=line.citations,
        )
        for line in shown
    )
    captions = [f"{labels.subject(line)}: {labels.figure(line, comparison.metric)}." for line in own if line.starts]
    captions += [f"{labels.subject(line)}: from {labels.table_rows(line.rows)}." for line in own if line.rows]
    if any(line.at_most is not None for line in shown):
        captions.append(
            "Where there are two numbers, it is between them: weeks outside the list are not known exactly."
        )
    if place := labels.place(comparison):
        more = len(comparison.figures) - len(shown)
        captions.append(labels.capital(place) + (f"; {more} more in --format json." if more else "."))
    return Chart(labels.capital(write_metric(comparison.metric)), bars, tuple(captions))


def nearest(comparison: Comparison) -> list[FigureLine]:
    """The show's own figures; of the others, where they are too many, the largest and those nearest to its best."""
    own = [line for line in comparison.figures if line.asked]
    best = max(line.value for line in own)
    peers = [line for line in comparison.figures if not line.asked]
    others = sorted(peers[1:], key=lambda line: abs(log1p(line.value) - log1p(best)))
    chosen = [*peers[:1], *others][: max(MOST_BARS - len(own), 3)]
    return [line for line in comparison.figures if line.asked or line in chosen]


def _people(dossier: Dossier) -> Section:
    items = []
    for person in dossier.people:
        parts = [f"as {part.character}" if part.character else labels.ROLE[part.role] for part in person.parts]
        cited = tuple(c for part in person.parts for c in part.citations)
        items.append(Line(person.person, ", ".join(dict.fromkeys(parts)), citations=cited))
    return Section("People", tuple(items))


def _companies(dossier: Dossier) -> Section:
    return Section(
        "Companies",
        tuple(
            Line(labels.capital(labels.ROLE[company.role]), company.name, citations=company.citations)
            for company in (*dossier.companies, *dossier.former_companies)
        ),
    )


def _timeline(dossier: Dossier) -> Section:
    return Section(
        "Timeline",
        tuple(
            Line(
                write_date(entry.date),
                labels.hedged(labels.about(entry.what, entry.season), entry.certainty) + _moved(entry.stands),
                citations=entry.citations,
            )
            for entry in dossier.timeline
        ),
    )


def _moved(stands: bool) -> str:
    return "" if stands else " (no longer so)"


def _withdrawal(withdrawal: Withdrawal, sources: dict[int, Source]) -> list[Words]:
    """What was said, each words once, and the words that take it back."""
    notice = withdrawal.notice
    back = f"taken back by {_by(sources[notice.source])}: {labels.quoted(_aside(notice.words))}"
    said: dict[str, list[Citation]] = {}
    for citation in withdrawal.citations:
        said.setdefault(citation.words, []).append(citation)
    return [
        Words(_aside(words), f"{_by(sources[cited[0].source])}; {back}", citations=(*cited, notice))
        for words, cited in said.items()
    ]


def _judgement(judgement: JudgementLine) -> Line:
    about = [*judgement.titles, *(_aside(citation.words) for citation in judgement.citations)]
    found = f"{' and '.join(map(labels.quoted, about))} {labels.JUDGEMENT[judgement.kind]}: {judgement.why}"
    return Line(write_date(judgement.made.isoformat()), found, citations=judgement.citations)


def _catalogues(dossier: Dossier) -> Section:
    ids = dossier.ids
    known = {"IMDb": ids.imdb, "TVmaze": ids.tvmaze, "TMDB": ids.tmdb, "Wikidata": ids.wikidata}
    return Section("In catalogues", tuple(Line(name, its) for name, its in known.items() if its))


def _source(source: Source) -> Line:
    name = labels.source_name(source)
    title = labels.quoted(source.title) if source.title and source.title != name else None
    address = source.url if source.url != name else None
    text = ", ".join(part for part in (name, title, labels.day(source)) if part)
    return Line(f"[{source.number}]", f"{text} {address}" if address else text)
