"""What people find about claims and shows."""

from datetime import date
from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import (
    KnownAt,
    LedgerOption,
    RecordFormat,
    RecordFormatOption,
    Title,
    Why,
    day,
    text,
)

ClaimId = Annotated[str, typer.Argument(parser=text, metavar="CLAIM", help="The claim's id, or the beginning of it.")]


@app.command(epilog='Example: underway reject 3f9a2c --why "the sentence is about the film"')
def reject(claim: ClaimId, why: Why, ledger: LedgerOption = None) -> None:
    """Judge that the words do not say what a claim says. It then counts in no answer."""
    from underway.faces.cli.work import judging  # noqa: PLC0415 - help must not wait for what only work needs

    raise typer.Exit(judging.reject(claim, why, ledger))


@app.command(epilog='Example: underway confirm 3f9a2c --why "read it myself"')
def confirm(claim: ClaimId, why: Why, ledger: LedgerOption = None) -> None:
    """Judge that the words do say what a claim says. No later reader retires it."""
    from underway.faces.cli.work import judging  # noqa: PLC0415 - as above

    raise typer.Exit(judging.confirm(claim, why, ledger))


@app.command(epilog='Example: underway merge "Harrow House" "Harrow\'s House" --why "one show, two spellings"')
def merge(
    title: Title,
    other: Annotated[str, typer.Argument(parser=text, metavar="OTHER", help="The other title.")],
    why: Why,
    ledger: LedgerOption = None,
) -> None:
    """Judge that two titles are of one show."""
    from underway.faces.cli.work import judging  # noqa: PLC0415 - as above

    raise typer.Exit(judging.merge(title, other, why, ledger))


@app.command(epilog='Example: underway split "Harrow House" --year 2021 --why "a remake of the series of 1994"')
def split(
    title: Title,
    why: Why,
    *,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", min=1920, max=2200, help="The year in which the other show began.")
    ] = None,
    network: Annotated[
        str | None, typer.Option(parser=text, metavar="NAME", help="Its network.", show_default=False)
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(parser=text, metavar="ID", help="A document about it; may be repeated.", show_default=False),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="Documents from that day on are about it.", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Judge that there is another show of the same title, and say what tells the two apart."""
    from underway.faces.cli.work import judging  # noqa: PLC0415 - as above

    if year is None and network is None and not document and since is None:
        raise typer.BadParameter("say what tells the two apart: --year, --network, --document or --since")
    raise typer.Exit(
        judging.split(title, why, ledger, year=year, network=network, documents=tuple(document or ()), since=since)
    )


@app.command(epilog='Example: underway undo 8c1d20 --why "it was about the series after all"')
def undo(
    judgement: Annotated[
        str, typer.Argument(parser=text, metavar="JUDGEMENT", help="The judgement's id, or the beginning of it.")
    ],
    why: Why,
    ledger: LedgerOption = None,
) -> None:
    """Take back a judgement. Both stay in the ledger."""
    from underway.faces.cli.work import judging  # noqa: PLC0415 - as above

    raise typer.Exit(judging.undo(judgement, why, ledger))


@app.command(epilog="Example: underway judgements --format jsonl")
def judgements(
    *,
    known_at: KnownAt = None,
    format_: RecordFormatOption = RecordFormat.text,
    ledger: LedgerOption = None,
) -> None:
    """List the judgements that stand, oldest first."""
    from underway.faces.cli.work import judging  # noqa: PLC0415 - as above

    raise typer.Exit(judging.judgements(known_at, format_.value, ledger))
