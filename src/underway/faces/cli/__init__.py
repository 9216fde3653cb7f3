"""The command line. Here are the commands, their options and their help; what they do is in `commands`."""

import os
import sys
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from underway import __version__
from underway.vocabulary.seasons import LAST_SEASON

app = typer.Typer(
    name="underway",
    help="Is another season coming, and what is known so far? Reads articles about shows, keeps every claim with its "
    "words, and answers with its sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ClaimFormat(StrEnum):
    text = "text"
    json = "json"
    jsonl = "jsonl"


class AnswerFormat(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day such as 2021-05-05") from None


def _title(value: str) -> str:
    # What the shell hands over need not be UTF-8.
    title = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    if not title:
        raise typer.BadParameter("is empty; give the title of a show")
    return title


def _season(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value[:9]) <= LAST_SEASON:
        raise typer.BadParameter(f"{value!r} is not a number from 1 to {LAST_SEASON}")
    return int(value)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"underway {__version__}")
        raise typer.Exit


Locations = Annotated[
    list[str],
    typer.Argument(metavar="LOCATION", help="A file, a folder, a glob, or - for standard input.", show_default=False),
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        envvar="UNDERWAY_LEDGER",
        help="The ledger's file; by default one in your data folder.",
        show_default=False,
    ),
]


@app.callback()
def underway(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: underway read articles/ --format jsonl > claims.jsonl")
def read(
    locations: Locations,
    format_: Annotated[ClaimFormat, typer.Option("--format", help="How the claims are written.")] = ClaimFormat.text,
) -> None:
    """Print the claims that documents make, each with its words. Nothing is stored."""
    from underway.faces.cli import commands  # noqa: PLC0415 - help must not wait for what only work needs

    raise typer.Exit(commands.read(locations, format_.value))


@app.command(epilog="Example: underway add articles/ news.jsonl.gz")
def add(locations: Locations, ledger: LedgerOption = None) -> None:
    """Read documents into the ledger. What is there already is not added twice."""
    from underway.faces.cli import commands  # noqa: PLC0415 - as above

    raise typer.Exit(commands.add(locations, ledger))


@app.command(epilog='Example: underway ask "Harrow House" --as-of 2021-05-05 --from articles/')
def ask(
    title: Annotated[
        str,
        typer.Argument(parser=_title, metavar="TITLE", help="The show; case, accents and a leading article are free."),
    ],
    *,
    season: Annotated[
        int | None,
        typer.Option(parser=_season, metavar="N", help="The season; by default the next one.", show_default=False),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=_day, metavar="DAY", help="Answer from what was published by that day.", show_default=False
        ),
    ] = None,
    from_: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="LOCATION",
            help="Answer from these documents and leave the ledger aside; may be repeated.",
            show_default=False,
        ),
    ] = None,
    ledger: LedgerOption = None,
    format_: Annotated[AnswerFormat, typer.Option("--format", help="How the answer is written.")] = AnswerFormat.text,
) -> None:
    """Say whether another season is coming, and why."""
    from underway.faces.cli import commands  # noqa: PLC0415 - as above

    question = commands.Question(title=title, season=season, as_of=as_of, format=format_.value)
    raise typer.Exit(commands.ask(question, from_ or [], ledger))


def main() -> None:
    """The `underway` command. Exit status: 0 done, 1 could not do it, 2 wrong usage."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who called
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        # Titles and names come from everywhere, whatever the locale says.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="underway")
