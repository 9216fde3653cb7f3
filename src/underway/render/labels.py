"""How the values of the vocabulary are put into words."""

from collections.abc import Iterable, Sequence

from underway.dossier import Citation, Comparison, FigureLine, Source, Standing
from underway.dossier.watched import Run, TableRow
from underway.dossier.words import STAGES
from underway.vocabulary import Document, Metric
from underway.vocabulary.dates import write_date
from underway.vocabulary.metrics import UNITS, write_window
from underway.vocabulary.numbers import write_count
from underway.vocabulary.seasons import write_season

MOST_WEEKS = 8
STATUS: dict[str, str] = {
    **STAGES,
    "delayed": "delayed",
    "cancelled": "cancelled",
    "final": "the last",
    "ended": "ended",
}
EVENT = {
    "premiere": "premiere",
    "finale": "finale",
    "filming_start": "filming begins",
    "filming_end": "filming ends",
    "renewal": "renewal",
    "cancellation": "cancellation",
}
ROLE = {
    "creator": "creator",
    "showrunner": "showrunner",
    "executive_producer": "executive producer",
    "producer": "producer",
    "director": "director",
    "writer": "writer",
    "cast": "cast",
    "network": "network",
    "former_network": "former network",
    "studio": "studio",
}
BECAUSE = {
    "later": "later news says otherwise",
    "surer": "what is surer says otherwise",
    "denied": "denied",
    "undone": "undone by another decision in the same text",
    "decided": "no news beside what has been said",
}
JUDGEMENT = {
    "rejected": "does not count",
    "confirmed": "is read rightly",
    "merged": "are one show",
    "split": "is not one show",
}
_DOUBLE = frozenset('“”"„')
_VERDICT = {
    "no": "not coming",
    "disputed": "disputed",
    "unknown": "nothing said",
    "reported": "only reported",
    "undecided": "no decision announced",
    "yes": "coming",
}


def many(number: int, what: str, plural: str | None = None) -> str:
    """`1 document`, `1,204 documents`."""
    return f"{number:,} {what if number == 1 else plural or f'{what}s'}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def marks(citations: tuple[Citation, ...]) -> tuple[int, ...]:
    """The numbers of the sources cited, each once."""
    return tuple(sorted({c.source for c in citations}))


def about(what: str, season: int | None) -> str:
    """`Season 2: renewed`, `The show: ended`."""
    subject = "The show" if season is None else capital(write_season(season))
    return f"{subject}: {STATUS.get(what) or EVENT[what]}"


def hedged(text: str, certainty: str) -> str:
    return text if certainty == "asserted" else f"{text} ({'a guess' if certainty == 'speculative' else certainty})"


def quoted(words: str) -> str:
    """Between quotation marks: single ones where the words hold double ones, none where they are a whole quotation."""
    opens, inside, closes = words[:1] in _DOUBLE, words[1:-1], words[-1:] in _DOUBLE
    if len(words) > 2 and opens and closes and not _DOUBLE.intersection(inside):
        return words
    return f"‘{words}’" if _DOUBLE.intersection(words) else f"“{words}”"


def source_name(source: Source) -> str:
    """Its publisher, or what its source calls it; a document without either goes by its title or address."""
    if source.publisher:
        return source.publisher
    if source.name != source.document:
        return source.name
    return source.title or source.url or f"document {source.document[:8]}"


def day(source: Source | Document) -> str:
    """`5 May 2021`, `last changed 5 May 2021`."""
    if source.published is None:
        return "no day given"
    day_ = write_date(source.published.isoformat())
    return f"last changed {day_}" if source.published_kind == "updated" else day_


def standing_words(standing: Standing) -> str:
    """`aired 2 October 2020`, `in production, due in 2022, the last`."""
    if standing.aired:
        dates = [write_date(d) for d in (standing.premiere, standing.finale) if d]
        return " ".join(["aired", " to ".join(dates)]) if standing.premiere else "aired"
    said = standing.stage if standing.stage not in (None, "dated") else None
    words = [STATUS[said] if said else "" if standing.stage == "dated" else _VERDICT[standing.verdict]]
    if standing.verdict == "reported" and said:
        words[0] += ", only reported"
    if standing.premiere and standing.says == "yes":
        words.append(f"due {write_date(standing.premiere)}")
    words += ["delayed"] * standing.delayed + ["the last"] * (standing.final and standing.says == "yes")
    return ", ".join(word for word in words if word)


def amount(value: float, unit: str) -> str:
    """`58 million`, `4.2 %`, and of rating points always the tenths: `2.0`."""
    if unit == "rating" and value == round(value, 1):
        return f"{value:.1f}"
    return f"{write_count(value)} %" if unit == "percent" else write_count(value)


def subject(line: FigureLine) -> str:
    """`Harrow House, S2`, `Harrow House, Part 2`."""
    season = line.label or (None if line.season is None else f"S{line.season}")
    return f"{line.show}, {season}" if season else line.show


def value_of(line: FigureLine, metric: Metric) -> str:
    """`58 million`; `436 to 493 million`, where it is between the two; `58 million, projected`."""
    value = amount(line.value, metric.unit)
    if line.at_most is not None:
        value = f"{value} to {amount(line.at_most, metric.unit)}"
    return f"{value}, projected" if line.accuracy == "projected" else value


def figure(line: FigureLine, metric: Metric) -> str:
    """`58 million households, first 28 days after 2 October 2020, Netflix`; where the start is known."""
    value = f"{value_of(line, metric)} {UNITS[metric.unit]}"
    window = write_window(metric)
    if window and line.starts:
        begun = write_date(line.starts.isoformat())
        window = f"{window}, {begun}" if metric.window == "P1D" else f"{window} after {begun}"
    return ", ".join(filter(None, (value, metric.demographic, window, metric.region, metric.publisher)))


def table_rows(rows: Sequence[TableRow]) -> str:
    """`top10.tsv, rows 12 and 52; shows.xlsx, sheet TV, row 8`."""
    places: dict[tuple[str, str | None], list[int]] = {}
    for row in rows:
        places.setdefault((row.table, row.sheet), []).append(row.row)
    return "; ".join(
        f"{table}{f', sheet {sheet}' if sheet else ''}, row{'s' * (len(numbers) > 1)} {listing(map(str, numbers))}"
        for (table, sheet), numbers in places.items()
    )


def listing(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *some, last = names
    return f"{', '.join(some)} and {last}" if some else last


def weeks(run: Run) -> str:
    """`13 weeks in the list, best place 1; hours a week: 100 million, 150 million (150 %), 80 million (53 %)`."""
    rank = f", best place {run.best_rank}" if run.best_rank else ""
    found = f"{many(run.in_list, 'week')} in the list{rank}; {UNITS[run.metric.unit]} a week: "
    values = [
        "outside" if week.value is None else amount(week.value, run.metric.unit) + _kept(week.kept)
        for week in run.weeks[:MOST_WEEKS]
    ]
    more = f" and {len(run.weeks) - MOST_WEEKS} more" if len(run.weeks) > MOST_WEEKS else ""
    return f"{found}{', '.join(values)}{more}"


def _kept(part: float | None) -> str:
    return "" if part is None else f" ({part:.0%})"


def place(comparison: Comparison) -> str:
    """`4th of the 4 shows compared here`; empty where there is nothing to compare with."""
    if comparison.shows < 2:
        return ""
    place, lowest = map(_nth, (comparison.place, comparison.lowest_place))
    between = place if place == lowest else f"{place} to {lowest}"
    return f"{between} of the {comparison.shows} shows compared here"


def _nth(n: int) -> str:
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
