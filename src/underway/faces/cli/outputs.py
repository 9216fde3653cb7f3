"""What other programs take: tables, a feed, a calendar."""

from enum import StrEnum
from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import AsOf, KnownAt, LedgerOption, Output, Since, TableFormat, Titles


class TableName(StrEnum):
    documents = "documents"
    claims = "claims"
    figures = "figures"


@app.command(epilog="Example: underway export claims --format parquet --output claims.parquet")
def export(
    table: Annotated[TableName, typer.Argument(metavar="TABLE", help="documents, claims or figures.")],
    *,
    format_: Annotated[TableFormat, typer.Option("--format", help="How the table is written.")] = TableFormat.csv,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Whether documents come with their text.")] = True,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = None,
    ledger: LedgerOption = None,
) -> None:
    """Write documents, claims or figures as a table. docs/tables.md describes the columns."""
    from underway.faces.cli.work import outputs  # noqa: PLC0415 - help must not wait for what only work needs

    raise typer.Exit(
        outputs.export(
            table.value,
            format_.value,
            as_of=as_of,
            known_at=known_at,
            output=output,
            ledger=ledger,
            with_text=text,
        )
    )


@app.command(epilog='Example: underway feed "Harrow House" --output harrow-house.atom')
def feed(
    titles: Titles = None,
    *,
    since: Since = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = None,
    ledger: LedgerOption = None,
) -> None:
    """Write what changed in what is known as an Atom feed, one entry for each change."""
    from underway.faces.cli.work import outputs  # noqa: PLC0415 - as above

    raise typer.Exit(
        outputs.feed(titles or [], since=since, as_of=as_of, known_at=known_at, output=output, ledger=ledger)
    )


@app.command(epilog='Example: underway calendar "Harrow House" --output harrow-house.ics')
def calendar(
    titles: Titles = None,
    *,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: Output = None,
    ledger: LedgerOption = None,
) -> None:
    """Write the dated events of shows as an iCalendar file: only real days, those given up as cancelled."""
    from underway.faces.cli.work import outputs  # noqa: PLC0415 - as above

    raise typer.Exit(outputs.calendar(titles or [], as_of, known_at, output, ledger))
