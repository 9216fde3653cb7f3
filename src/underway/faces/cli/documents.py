"""Documents in: read, add, reread; and catalogues."""

from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import AllowHosts, Contact, LedgerOption, Locations, RecordFormat, RecordFormatOption


@app.command(epilog="Example: underway read articles/ --format jsonl > claims.jsonl")
def read(
    locations: Locations,
    format_: RecordFormatOption = RecordFormat.text,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
) -> None:
    """Print the claims that documents make, each with its words. Nothing is stored."""
    from underway.faces.cli.work import reading, web  # noqa: PLC0415 - help must not wait for what only work needs

    raise typer.Exit(reading.read(locations, format_.value, web.Reach(allow_hosts or (), contact)))


@app.command(epilog="Example: underway add articles/ news.jsonl.gz https://news.example/2021/harrow-house")
def add(
    locations: Locations,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
    ledger: LedgerOption = None,
) -> None:
    """Read documents into the ledger. What is there already is not added twice."""
    from underway.faces.cli.work import reading, web  # noqa: PLC0415 - as above

    raise typer.Exit(reading.add(locations, ledger, web.Reach(allow_hosts or (), contact)))


@app.command(epilog="Example: underway reread")
def reread(
    *,
    all_: Annotated[
        bool, typer.Option("--all", help="Also what the present reader, by its version, has read already.")
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Read the kept documents again with the present reader.

    What it finds is added; claims that it no longer finds are retired, but for those that were confirmed.
    """
    from underway.faces.cli.work import reading  # noqa: PLC0415 - as above

    raise typer.Exit(reading.reread(ledger, everything=all_))


@app.command(epilog="Example: underway catalogue title.basics.tsv.gz")
def catalogue(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="An IMDb title.basics TSV or a TVmaze show index.")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Keep what catalogues say of shows: their titles, years, networks, and ids elsewhere."""
    from underway.faces.cli.work import reading  # noqa: PLC0415 - as above

    raise typer.Exit(reading.catalogue(files, ledger))
