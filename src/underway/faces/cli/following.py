"""Shows that are followed, and digests of what changed for them."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import LedgerOption, Output, RecordFormat, RecordFormatOption, day, text


class DigestFormat(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"
    atom = "atom"


ShowTitles = Annotated[
    list[str],
    typer.Argument(parser=text, metavar="TITLE", help="The shows; case, accents and a leading article are free."),
]


@app.command(epilog='Example: underway follow "Harrow House" "Night Ferry"')
def follow(titles: ShowTitles, ledger: LedgerOption = None) -> None:
    """Follow shows from now on: what changes for them is told by `digest`. Nothing need be known of them yet."""
    from underway.faces.cli.work import following  # noqa: PLC0415 - help must not wait for what only work needs

    raise typer.Exit(following.follow(titles, ledger))


@app.command(epilog='Example: underway unfollow "Harrow House"')
def unfollow(titles: ShowTitles, ledger: LedgerOption = None) -> None:
    """Follow shows no longer."""
    from underway.faces.cli.work import following  # noqa: PLC0415 - as above

    raise typer.Exit(following.unfollow(titles, ledger))


@app.command("following", epilog="Example: underway following --format jsonl")
def following_(format_: RecordFormatOption = RecordFormat.text, ledger: LedgerOption = None) -> None:
    """List the followed shows with verdict, stage and the next date, one line each."""
    from underway.faces.cli.work import following  # noqa: PLC0415 - as above

    raise typer.Exit(following.following(format_.value, ledger))


@app.command(epilog="Example: underway digest --format html --output digest.html")
def digest(
    *,
    since: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="DAY",
            help="Also what was known before the shows were followed, from that day on.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[DigestFormat, typer.Option("--format", help="How the digest is written.")] = DigestFormat.text,
    output: Output = None,
    confirm: Annotated[
        str | None,
        typer.Option(
            parser=text,
            metavar="ID",
            help="Confirm that you have the digest with this id, or whose id begins so; the next one can then be made.",
            show_default=False,
        ),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Tell what changed for the followed shows and was in no digest before.

    A digest that was not confirmed is handed out again as it was, under the same id.
    """
    from underway.faces.cli.work import following  # noqa: PLC0415 - as above

    if confirm is None:
        raise typer.Exit(following.digest(since, format_.value, output, ledger))
    if since is not None or output is not None:
        raise typer.BadParameter("--confirm hands out nothing; give it without --since and --output")
    raise typer.Exit(following.confirm(confirm, ledger))
