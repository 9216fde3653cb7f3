"""Tables of audience figures imported; shows printed side by side, as text, JSON and charts."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

import msgspec

from underway.audience import TableError, TableMapping, read_mapping, read_table
from underway.dossier.peers import Which
from underway.dossier.rankings import Wanted, audience_of, ranking_of, runs_of
from underway.dossier.rankings import compare as compare_shows
from underway.dossier.rankings import top as largest
from underway.dossier.watched import Ranking, Run
from underway.faces.cli.work import terminal
from underway.faces.cli.work.files import output_file
from underway.faces.cli.work.ledgers import opened
from underway.ledger import KeptTable, Ledger, LedgerError
from underway.render import labels
from underway.render.audience import audience_text, rankings_text, runs_text
from underway.render.charts import ChartError, ChartFormat, ranking_chart, weekly_chart, write_chart
from underway.render.inert import inert
from underway.render.records import Format, json_text, written
from underway.sources.locations import STANDARD_INPUT, describe
from underway.vocabulary.seasons import write_season

if TYPE_CHECKING:
    from altair import VConcatChart

_TOLD = (ChartError, TableError)

Clocks = tuple[date | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Import:
    """What the tables do not say of themselves."""

    mapping: str | None
    period: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    title: str
    season: int | None
    part: str | None
    launch: date | None
    as_of: date | None
    known_at: datetime | None


def import_tables(files: Sequence[str], options: Import, *, format_: Format, ledger: str | None) -> int:
    """Keeps each table, and prints a line for it; those that cannot be read are told, and the others go on."""

    def work() -> int:
        mapping = _mapping(options.mapping)
        failed = 0
        records = []
        with opened(ledger) as kept, terminal.counting(what="tables") as count:
            for file in files:
                try:
                    record = _import(kept, file, mapping, options)
                except (TableError, OSError) as error:
                    terminal.complain(error if isinstance(error, TableError) else f"{file}: {describe(error)}")
                    failed += 1
                    continue
                count()
                for fault in record["faults"]:
                    terminal.complain(fault)
                failed += bool(record["faults"])
                if format_ == "text":
                    print(inert(_import_line(record)))
                records.append(record)
        if format_ != "text":
            sys.stdout.writelines(written(records, format_))
        return 1 if failed else 0

    return terminal.finish(work, told=_TOLD)


def _mapping(file: str | None) -> TableMapping | None:
    return read_mapping(Path(file)) if file else None


def _import(kept: Ledger, file: str, mapping: TableMapping | None, options: Import) -> dict[str, Any]:
    with _file(file) as path:
        table = read_table(path, mapping=mapping, period=options.period, published=options.published)
    found: KeptTable = kept.audience.keep(table)
    return {
        "table": table.name,
        "format": table.format,
        "rows": table.rows,
        "edition": table.edition,
        "figures": msgspec.to_builtins(found),
        "faults": table.faults,
    }


@contextmanager
def _file(given: str) -> Iterator[Path]:
    """The file there; of standard input a copy, since some tables are read from their ends."""
    if given != STANDARD_INPUT:
        yield Path(given)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "standard input"
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path


def _import_line(record: dict[str, Any]) -> str:
    figures = record["figures"]
    edition = f" to {record['edition']}" if record["edition"] else ""
    found = [f"{labels.many(figures['new'], 'figure')} new"]
    if figures["revised"]:
        found.append(f"{figures['revised']:,} revised")
    if figures["same"]:
        found.append(f"{figures['same']:,} there already")
    return f"{record['table']}: {record['format']}, {labels.many(record['rows'], 'row')}{edition}: {', '.join(found)}"


def of(asked: Asked, *, format_: str, output: str | None, ledger: str | None) -> int:
    """Prints how many watched the show."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            which = Which(asked.season, asked.part, asked.launch)
            answer = audience_of(kept, asked.title, which=which, as_of=asked.as_of, known_at=asked.known_at)
            if not answer.audience and not answer.weeks:
                close = f"; did you mean {' or '.join(answer.close_titles)}?" if answer.close_titles else ""
                of_season = f" of {asked.part or write_season(asked.season)}" if asked.part or asked.season else ""
                raise LedgerError(f"{asked.title}: no figures{of_season} are known{close}")

            def chart() -> "VConcatChart":
                if answer.weeks:
                    return _weekly(answer.weeks)
                return ranking_chart(ranking_of(answer.audience[0], answer.sources))

            made = _made(answer, format_, lambda: audience_text(answer, width=terminal.width()), chart)
            _write(made, output, kept)
        return 0

    return terminal.finish(work, told=_TOLD)


def compare(
    titles: Sequence[str], wanted: Wanted, clocks: Clocks, *, format_: str, output: str | None, ledger: str | None
) -> int:
    """Prints the shows under each metric that they share; refuses where they share none."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            found = compare_shows(kept, titles, wanted=wanted, as_of=clocks[0], known_at=clocks[1])
            if not found:
                raise LedgerError(f"{', '.join(titles)}: no such figures of them are known")
            if all(len(ranking.apart) == len(titles) - 1 for ranking in found):
                why = "; ".join(f"{title}: {said}" for title, said in found[0].apart)
                raise LedgerError(f"these cannot be compared: {why}")
            _write_rankings(found, format_, output, kept)
        return 0

    return terminal.finish(work, told=_TOLD)


def compare_weeks(
    titles: Sequence[str], wanted: Wanted, clocks: Clocks, *, format_: str, output: str | None, ledger: str | None
) -> int:
    """Prints the weeks of the shows' seasons since their launches."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            runs = runs_of(kept, titles, wanted=wanted, as_of=clocks[0], known_at=clocks[1])
            if not runs:
                raise LedgerError(f"{', '.join(titles)}: no weeks of them are known; import a weekly list")
            made = _made(runs, format_, lambda: runs_text(runs, width=terminal.width()), lambda: _weekly(runs))
            _write(made, output, kept)
        return 0

    return terminal.finish(work, told=_TOLD)


def top(wanted: Wanted, most: int, clocks: Clocks, *, format_: str, output: str | None, ledger: str | None) -> int:
    """Prints the largest figures under each metric that is asked for."""

    def work() -> int:
        with opened(ledger, create=False) as kept:
            found = largest(kept, wanted=wanted, most=most, as_of=clocks[0], known_at=clocks[1])
            if not found:
                raise LedgerError(f"{kept.place}: has no such figures; `underway audience import` takes tables in")
            _write_rankings(found, format_, output, kept)
        return 0

    return terminal.finish(work, told=_TOLD)


def _write_rankings(found: Sequence[Ranking], format_: str, output: str | None, kept: Ledger) -> None:
    made = _made(found, format_, lambda: rankings_text(found, width=terminal.width()), lambda: ranking_chart(found[0]))
    if format_ not in ("json", "text") and len(found) > 1:
        terminal.complain(
            f"the chart shows one of {len(found)} metrics; --metric, --window, --region and --publisher choose"
        )
    _write(made, output, kept)


def _made(answer: object, format_: str, text: Callable[[], str], chart: Callable[[], "VConcatChart"]) -> bytes:
    """The answer as JSON, as its text, or as its chart."""
    if format_ == "json":
        return json_text(answer).encode()
    if format_ == "text":
        return text().encode()
    return write_chart(chart(), cast("ChartFormat", format_))


def _weekly(runs: Sequence[Run]) -> "VConcatChart":
    """Of the metric of the first run."""
    return weekly_chart([run for run in runs if run.metric == runs[0].metric])


def _write(made: bytes, output: str | None, kept: Ledger) -> None:
    with output_file(output, kept) as file:
        file.write(made)
