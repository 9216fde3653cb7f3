"""What a platform's own playback log answers."""

import re
from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import text
from underway.viewing.shapes import COLUMNS, LAST_DAY

_MINUTES = {"m": 1, "h": 60}
_DAY = 24 * 60
_SPAN = re.compile(r"(\d{1,4})([mh])")
_WINDOW = re.compile(r"(\d{1,3})d?")
_MEMORY = re.compile(r"\d{1,6}(?:\.\d+)?[MG]i?B", re.IGNORECASE)


class ReachFormat(StrEnum):
    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class Called(NamedTuple):
    column: str
    name: str


def _minutes(value: str) -> int:
    found = _SPAN.fullmatch(value.strip().lower())
    minutes = int(found[1]) * _MINUTES[found[2]] if found else 0
    if not 0 < minutes <= _DAY:
        raise typer.BadParameter(f"{value!r} is not a time such as 2m or 1h, of up to a day")
    return minutes


def _window(value: str) -> int:
    found = _WINDOW.fullmatch(value.strip().lower())
    if not found or not 0 < int(found[1]) <= LAST_DAY:
        raise typer.BadParameter(f"{value!r} is not a number of days from 1 to {LAST_DAY}, such as 28")
    return int(found[1])


def _column(value: str) -> Called:
    column, is_called, name = value.partition("=")
    if column not in COLUMNS or not is_called or not name:
        raise typer.BadParameter(
            f"{value!r} is not one of {', '.join(COLUMNS)}, and what it is called: household=hh_id"
        )
    return Called(column, name)


def _memory(value: str) -> str:
    if not _MEMORY.fullmatch(value.strip()):
        raise typer.BadParameter(f"{value!r} is not a size such as 2GB or 500MB")
    return value.strip()


viewing = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    viewing,
    name="viewing",
    help="Say how many households seasons reached, from a playback log.",
    epilog="Example: underway viewing reach log.parquet --launches launches.csv",
)


@viewing.command(epilog="Example: underway viewing reach plays/ --launches launches.csv --window 28 --window 91")
def reach(
    logs: Annotated[
        list[str],
        typer.Argument(
            parser=text,
            metavar="LOG",
            help="A Parquet file, a folder of them, or a glob; with --engine also the name of a table there.",
            show_default=False,
        ),
    ],
    *,
    launches: Annotated[
        str,
        typer.Option(
            parser=text,
            metavar="FILE",
            help="A table with title, season, launch (a day) and, where it is known, episodes (how many the season "
            "has): CSV, TSV, JSON Lines or Parquet.",
        ),
    ],
    watched: Annotated[
        int,
        typer.Option(parser=_minutes, metavar="TIME", help="How much a household must have watched, such as 2m or 1h."),
    ] = "2m",  # type: ignore[assignment] # the parser reads it
    windows: Annotated[
        list[int],
        typer.Option(
            "--window", parser=_window, metavar="DAYS", help="How many days since launch count; may be repeated."
        ),
    ] = ["28"],  # type: ignore[list-item] # noqa: B006 - as above
    columns: Annotated[
        list[Called] | None,
        typer.Option(
            "--column",
            parser=_column,
            metavar="COLUMN=NAME",
            help=f"What the log calls one of {', '.join(COLUMNS)}; may be repeated.",
            show_default=False,
        ),
    ] = None,
    buildup: Annotated[bool, typer.Option("--buildup", help="Show the households by the end of each day.")] = False,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="The same figures, without the time that it takes to say what became of the rows."
        ),
    ] = False,
    engine: Annotated[
        str | None,
        typer.Option(
            parser=text,
            metavar="ADDRESS",
            help="Where to compute, such as pyspark:// (Ibis's addresses); by default in this process.",
            show_default=False,
        ),
    ] = None,
    memory: Annotated[
        str, typer.Option(parser=_memory, metavar="SIZE", help="How much this process may hold in memory.")
    ] = "3GB",
    temp: Annotated[
        str | None,
        typer.Option(
            parser=text,
            metavar="FOLDER",
            help="Where to write what does not fit; by default where the system has such.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[ReachFormat, typer.Option("--format", help="How it is written.")] = ReachFormat.text,
) -> None:
    """Count the households that each season reached, and those that finished it, since its launch.

    docs/viewing.md says what is counted how.
    """
    from underway.faces.cli.work import viewing as work  # noqa: PLC0415 - help must not wait for what only work needs

    raise typer.Exit(
        work.reach(
            logs,
            launches,
            work.Question(minutes=watched, windows=tuple(dict.fromkeys(windows)), account=not quick),
            work.Place(dict(columns or ()), engine, memory, temp),
            buildup=buildup,
            format_=format_.value,
        )
    )
