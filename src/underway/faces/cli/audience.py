"""How many watched: tables of figures imported, and shows set side by side."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import (
    AsOf,
    KnownAt,
    LedgerOption,
    Output,
    RecordFormat,
    RecordFormatOption,
    SeasonOption,
    Title,
    day,
    text,
)
from underway.vocabulary.durations import check_duration
from underway.vocabulary.metrics import Basis

if TYPE_CHECKING:
    from underway.dossier.rankings import Wanted


@dataclass(frozen=True, slots=True)
class Span:
    """A duration, and what it is of, where that is said."""

    window: str | None
    basis: Basis | None = None


_SPANS = {
    "week": Span("P7D", "calendar"),
    "half-year": Span("P6M", "calendar"),
    "overnight": Span(None, "overnight"),
}
_DAYS = re.compile(r"(live\+)?(\d{1,3})d?", re.IGNORECASE)


class ChartFormat(StrEnum):
    text = "text"
    json = "json"
    svg = "svg"
    png = "png"
    html = "html"


class Unit(StrEnum):
    households = "households"
    accounts = "accounts"
    viewers = "viewers"
    views = "views"
    hours = "hours"
    minutes = "minutes"
    rating = "rating"
    share = "share"
    percent = "percent"


def _span(value: str) -> Span:
    name = value.strip().casefold()
    if name in _SPANS:
        return _SPANS[name]
    if found := _DAYS.fullmatch(name):
        return Span(f"P{int(found[2])}D", "live" if found[1] else None)
    try:
        return Span(check_duration(value.strip().upper()))
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is not a window such as 28d, week, half-year, live+7, overnight or P28D"
        ) from None


def _wanted(unit: Unit | None, span: Span | None, region: str | None, publisher: str | None) -> "Wanted":
    from underway.dossier.rankings import Wanted  # noqa: PLC0415 - help must not wait for what only work needs

    span = span or Span(None)
    return Wanted(unit.value if unit else None, span.window, span.basis, region, publisher)


def _format(format_: ChartFormat | None, output: str | None) -> str:
    ending = (output or "").rpartition(".")[2].casefold()
    return format_.value if format_ else ending if ending in ChartFormat.__members__ else "text"


audience = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    audience,
    name="audience",
    help="Say how many watched: import tables of figures, and compare like with like.",
    epilog="Example: underway audience import all-weeks-global.tsv",
)

Metric = Annotated[
    Unit | None, typer.Option("--metric", metavar="UNIT", help="Only what is counted in it, such as hours or views.")
]
Window = Annotated[
    Span | None,
    typer.Option(
        parser=_span,
        metavar="SPAN",
        help="Only of this span: 28d, 91d, week, half-year, live+7, overnight.",
        show_default=False,
    ),
]
Region = Annotated[
    str | None,
    typer.Option(parser=text, metavar="NAME", help="Only of this region, such as worldwide or US.", show_default=False),
]
Publisher = Annotated[
    str | None, typer.Option(parser=text, metavar="NAME", help="Only by who counts so.", show_default=False)
]
Launch = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DAY",
        help="When the season was launched, whatever the ledger knows.",
        show_default=False,
    ),
]
Format = Annotated[
    ChartFormat | None,
    typer.Option(
        "--format",
        help="How it is written; svg, png and html are charts. By default as the name of --output ends, else text.",
        show_default=False,
    ),
]


@audience.command("import", epilog="Example: underway audience import all-weeks-global.tsv most-popular.tsv")
def import_(
    files: Annotated[
        list[str],
        typer.Argument(parser=text, metavar="FILE", help="A table; or - for standard input.", show_default=False),
    ],
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            parser=text,
            metavar="FILE",
            help="What the columns of tables of your own are, as TOML; docs/audience-tables.md shows one.",
            show_default=False,
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(parser=text, metavar="SPAN", help="Of which half-year a report is: 2023H1.", show_default=False),
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="DAY",
            help="When the tables came out, where they do not say; else they count from today.",
            show_default=False,
        ),
    ] = None,
    format_: RecordFormatOption = RecordFormat.text,
    ledger: LedgerOption = None,
) -> None:
    """Keep the figures of tables, each with its row. What is there already is not kept twice."""
    from underway.faces.cli.work import audience as work  # noqa: PLC0415 - help must not wait for what only work needs

    options = work.Import(mapping, period, published)
    raise typer.Exit(work.import_tables(files, options, format_=format_.value, ledger=ledger))


@audience.command(epilog='Example: underway audience of "Harrow House" --season 2')
def of(
    title: Title,
    *,
    season: SeasonOption = None,
    part: Annotated[
        str | None,
        typer.Option(
            parser=text, metavar="NAME", help="What a table calls the season, such as Part 2.", show_default=False
        ),
    ] = None,
    launch: Launch = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: Format = None,
    output: Output = None,
    ledger: LedgerOption = None,
) -> None:
    """Print how many watched a show, beside the shows that were counted alike. Charts show its weeks since launch."""
    from underway.faces.cli.work import audience as work  # noqa: PLC0415 - as above

    if season and part:
        raise typer.BadParameter("--season and --part name a season each; give one of them")
    asked = work.Asked(title, season, part, launch, as_of, known_at)
    raise typer.Exit(work.of(asked, format_=_format(format_, output), output=output, ledger=ledger))


@audience.command(epilog='Example: underway audience compare "Harrow House" Lowtide --metric hours --window 28d')
def compare(
    titles: Annotated[list[str], typer.Argument(parser=text, metavar="TITLE", help="The shows.", show_default=False)],
    *,
    metric: Metric = None,
    window: Window = None,
    region: Region = None,
    publisher: Publisher = None,
    weeks: Annotated[bool, typer.Option("--weeks", help="Week by week since their launches, instead.")] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: Format = None,
    output: Output = None,
    ledger: LedgerOption = None,
) -> None:
    """Rank shows under each metric that they share, and say why one is missing."""
    from underway.faces.cli.work import audience as work  # noqa: PLC0415 - as above

    if len(titles) < 2:
        raise typer.BadParameter("give two shows or more; `underway audience of` tells of one")
    wanted = _wanted(metric, window, region, publisher)
    clocks = (as_of, known_at)
    if weeks:
        code = work.compare_weeks(
            titles, wanted, clocks, format_=_format(format_, output), output=output, ledger=ledger
        )
    else:
        code = work.compare(titles, wanted, clocks, format_=_format(format_, output), output=output, ledger=ledger)
    raise typer.Exit(code)


@audience.command(epilog="Example: underway audience top --metric hours --window 28d")
def top(
    *,
    metric: Metric = None,
    window: Window = None,
    region: Region = None,
    publisher: Publisher = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=500, help="At most so many seasons.")] = 10,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: Format = None,
    output: Output = None,
    ledger: LedgerOption = None,
) -> None:
    """Rank the seasons with the largest figures, under each metric that is asked for."""
    from underway.faces.cli.work import audience as work  # noqa: PLC0415 - as above

    wanted = _wanted(metric, window, region, publisher)
    raise typer.Exit(
        work.top(wanted, limit, (as_of, known_at), format_=_format(format_, output), output=output, ledger=ledger)
    )
