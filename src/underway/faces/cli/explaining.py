"""Why documents are read as they are."""

from enum import StrEnum
from typing import Annotated

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import AllowHosts, Contact, Locations
from underway.faces.cli.readers import Catalogue


class ExplanationFormat(StrEnum):
    text = "text"
    json = "json"
    html = "html"


@app.command(epilog="Example: underway explain article.txt --format html > explained.html")
def explain(
    locations: Locations,
    *,
    mentions: Annotated[
        bool,
        typer.Option(
            "--mentions", help="Also the mentions, the rules and links that made claims of them, and what lost."
        ),
    ] = False,
    catalogue: Catalogue = None,
    format_: Annotated[ExplanationFormat, typer.Option("--format", help="How it is written.")] = ExplanationFormat.text,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
) -> None:
    """Show the texts of documents with the words of each claim marked, and what the rules made the claims of.

    docs/explain.md describes the JSON, which always holds everything.
    """
    from underway.faces.cli.work import explaining, web  # noqa: PLC0415 - help must not wait for what only work needs

    reach = web.Reach(allow_hosts or (), contact)
    raise typer.Exit(explaining.explain(locations, format_.value, reach, mentions=mentions, catalogue=catalogue))
