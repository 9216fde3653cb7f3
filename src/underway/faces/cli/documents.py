"""Documents in: read, add, reread; and catalogues."""

from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.archives import Cluster, ColumnsOption, OutputFolder, Workers
from underway.faces.cli.options import (
    AllowHosts,
    Contact,
    LedgerOption,
    Locations,
    RecordFormat,
    RecordFormatOption,
    claim_kinds,
)
from underway.faces.cli.readers import (
    Catalogue,
    Concurrency,
    DryRun,
    MaxCost,
    MaxTokens,
    MinStrength,
    Prices,
    Reader,
    ReaderChoice,
    ReadResponses,
    WriteRequests,
)
from underway.vocabulary.claims import KINDS

Kinds = Annotated[
    str | None,
    typer.Option(
        "--kinds",
        parser=claim_kinds,
        metavar="KINDS",
        help=f"Look for claims of these kinds alone, commas between them: {', '.join(KINDS)}. Quotes alone are read in "
        "any news, whatever its subject.",
        show_default=False,
    ),
]


_FOR_RULES = "--catalogue and --min-strength are for --reader rules or both"


@app.command(epilog="Example: underway read articles/ --catalogue title.basics.tsv.gz --format jsonl > claims.jsonl")
def read(
    locations: Locations,
    *,
    format_: RecordFormatOption = RecordFormat.text,
    output: OutputFolder = None,
    workers: Workers = None,
    cluster: Cluster = None,
    columns: ColumnsOption = None,
    kinds: Kinds = None,
    catalogue: Catalogue = None,
    min_strength: MinStrength = 0,
    reader: Reader = ReaderChoice.rules,
    dry_run: DryRun = False,
    write_requests: WriteRequests = None,
    read_responses: ReadResponses = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    prices: Prices = None,
    concurrency: Concurrency = 4,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
) -> None:
    """Print the claims that documents make, each with its words; or write those of archives to a folder."""
    from underway.faces.cli.work import reading, web  # noqa: PLC0415 - help must not wait for what only work needs
    from underway.faces.cli.work.readers import ReaderOptions  # noqa: PLC0415 - as above

    if (dry_run or write_requests or read_responses) and reader == ReaderChoice.rules:
        raise typer.BadParameter("--dry-run, --write-requests and --read-responses are for --reader model or both")
    if dry_run + bool(write_requests) + bool(read_responses) > 1:
        raise typer.BadParameter("give one of --dry-run, --write-requests and --read-responses")
    if kinds and (output is not None or reader != ReaderChoice.rules):
        raise typer.BadParameter("--kinds is for --reader rules, and not for --output")
    if (catalogue or min_strength) and reader == ReaderChoice.model:
        raise typer.BadParameter(_FOR_RULES)
    if output is None and (workers or cluster or columns):
        raise typer.BadParameter("--workers, --cluster and --columns are for --output")
    if output is not None:
        from underway.faces.cli.work import archives  # noqa: PLC0415 - as above

        if reader != ReaderChoice.rules:
            raise typer.BadParameter("--output is for --reader rules")
        raise typer.Exit(
            archives.read_into_folder(
                locations,
                output,
                format_.value,
                catalogue=catalogue,
                min_strength=min_strength,
                columns=columns,
                workers=workers,
                cluster=cluster,
            )
        )
    options = ReaderOptions(
        reader.value,
        kinds.split(",") if kinds else None,
        catalogue,
        min_strength,
        max_tokens,
        max_cost,
        prices,
        concurrency,
        read_responses or (),
    )
    reach = web.Reach(allow_hosts or (), contact)
    if dry_run:
        code = reading.estimate(locations, options, reach)
    elif write_requests:
        code = reading.write_requests(locations, options, write_requests, reach)
    else:
        code = reading.read(locations, format_.value, options, reach)
    raise typer.Exit(code)


@app.command(epilog="Example: underway add articles/ news.jsonl.gz https://news.example/2021/harrow-house")
def add(
    locations: Locations,
    *,
    catalogue: Catalogue = None,
    min_strength: MinStrength = 0,
    reader: Reader = ReaderChoice.rules,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    prices: Prices = None,
    concurrency: Concurrency = 4,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
    ledger: LedgerOption = None,
) -> None:
    """Read documents into the ledger. What is there already is not added twice."""
    from underway.faces.cli.work import reading, web  # noqa: PLC0415 - as above
    from underway.faces.cli.work.readers import ReaderOptions  # noqa: PLC0415 - as above

    if (catalogue or min_strength) and reader == ReaderChoice.model:
        raise typer.BadParameter(_FOR_RULES)
    options = ReaderOptions(reader.value, None, catalogue, min_strength, max_tokens, max_cost, prices, concurrency)
    raise typer.Exit(reading.add(locations, options, ledger, web.Reach(allow_hosts or (), contact)))


@app.command(epilog="Example: underway reread")
def reread(
    *,
    all_: Annotated[
        bool, typer.Option("--all", help="Also what the present reader, by its version, has read already.")
    ] = False,
    catalogue: Catalogue = None,
    min_strength: MinStrength = 0,
    ledger: LedgerOption = None,
) -> None:
    """Read the kept documents again with the present reader.

    What it finds is added; claims that it no longer finds are retired, but for those that were confirmed. With another
    catalogue or strength, or without one, it is another reader.
    """
    from underway.faces.cli.work import reading  # noqa: PLC0415 - as above

    raise typer.Exit(reading.reread(ledger, everything=all_, catalogue=catalogue, min_strength=min_strength))


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
