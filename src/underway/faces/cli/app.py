"""The program that the commands belong to."""

from typing import Annotated

import typer

from underway import __version__

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"underway {__version__}")
        raise typer.Exit


@app.callback()
def underway(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
