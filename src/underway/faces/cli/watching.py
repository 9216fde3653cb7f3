"""What keeps the ledger up to date: the feeds that it is fed from, and polling them."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import AllowHosts, Contact, LedgerOption, RecordFormat, RecordFormatOption, text

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SPAN = re.compile(r"(\d{1,4})([mhd])")


class LogFormat(StrEnum):
    text = "text"
    jsonl = "jsonl"


def _span(value: str) -> timedelta:
    found = _SPAN.fullmatch(value.strip().lower())
    if not found or not int(found[1]):
        raise typer.BadParameter(f"{value!r} is not a time such as 30m, 1h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


sources = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    sources,
    name="sources",
    help="Say which feeds `underway poll` reads.",
    epilog="Example: underway sources add --starter",
)


@sources.command(epilog="Example: underway sources add https://news.example/tv/feed --name News")
def add(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            parser=text,
            metavar="ADDRESS",
            help="A feed's address; a file of addresses, as OPML or one a line; or - for standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    name: Annotated[
        str | None, typer.Option(parser=text, metavar="NAME", help="What to call the feed.", show_default=False)
    ] = None,
    starter: Annotated[
        bool,
        typer.Option(
            "--starter", help="Add the list to begin with; or, of it, those that are named instead of an ADDRESS."
        ),
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Add feeds. None is asked for anything yet."""
    from underway.faces.cli.work import watching  # noqa: PLC0415 - help must not wait for what only work needs

    if not given and not starter:
        raise typer.BadParameter("give an ADDRESS, or --starter")
    if name and (starter or len(given or []) != 1):
        raise typer.BadParameter("--name is for one ADDRESS")
    raise typer.Exit(watching.add(given or [], name=name, starter=starter, ledger=ledger))


@sources.command(epilog="Example: underway sources retry TVLine")
def retry(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            parser=text, metavar="SOURCE", help="The feed's address, or its name; by default all.", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Have the entries that were given up tried again."""
    from underway.faces.cli.work import watching  # noqa: PLC0415 - as above

    raise typer.Exit(watching.retry(given or [], ledger))


@sources.command(epilog="Example: underway sources starter")
def starter(format_: RecordFormatOption = RecordFormat.text) -> None:
    """List the feeds to begin with. Their addresses have not been checked."""
    from underway.faces.cli.work import watching  # noqa: PLC0415 - as above

    raise typer.Exit(watching.starter(format_.value))


@sources.command("list", epilog="Example: underway sources list --format jsonl")
def list_(format_: RecordFormatOption = RecordFormat.text, ledger: LedgerOption = None) -> None:
    """List the feeds with their state.

    When each answered last and is asked next, how many of its entries were read, and what was wrong last.
    """
    from underway.faces.cli.work import watching  # noqa: PLC0415 - as above

    raise typer.Exit(watching.list_sources(format_.value, ledger))


@sources.command(epilog="Example: underway sources remove https://news.example/tv/feed")
def remove(
    given: Annotated[list[str], typer.Argument(parser=text, metavar="SOURCE", help="The feed's address, or its name.")],
    ledger: LedgerOption = None,
) -> None:
    """Remove feeds. What was read from them stays."""
    from underway.faces.cli.work import watching  # noqa: PLC0415 - as above

    raise typer.Exit(watching.remove(given, ledger))


@sources.command("test", epilog="Example: underway sources test https://news.example/tv/feed")
def test_(
    addresses: Annotated[list[str], typer.Argument(parser=text, metavar="ADDRESS", help="The address of a feed.")],
    *,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
    format_: RecordFormatOption = RecordFormat.text,
) -> None:
    """Fetch feeds and say what is in them. Nothing is kept."""
    from underway.faces.cli.work import watching, web  # noqa: PLC0415 - as above

    raise typer.Exit(watching.test(addresses, web.Reach(allow_hosts or (), contact), format_.value))


@app.command(epilog="Example: underway poll --every 1h")
def poll(
    *,
    every: Annotated[
        timedelta | None,
        typer.Option(
            parser=_span,
            metavar="TIME",
            help="Go on until stopped, a round every so often, such as 30m, 1h or 1d.",
            show_default=False,
        ),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round, as without --every; for cron.")] = False,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
    format_: Annotated[
        LogFormat | None,
        typer.Option(
            "--format", help="How it is written; by default text on a terminal, else jsonl.", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Read what is new in the feeds into the ledger, a line for each thing that happens."""
    from underway.faces.cli.work import watching, web  # noqa: PLC0415 - as above

    if every and once:
        raise typer.BadParameter("--once is one round, and --every many; give one of them")
    reach = web.Reach(allow_hosts or (), contact)
    raise typer.Exit(watching.poll(reach, format_.value if format_ else None, ledger, every=every))
