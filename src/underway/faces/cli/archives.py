"""Reading in bulk: the options of the command that reads into a folder."""

from typing import Annotated

import typer

from underway.faces.cli.options import text

OutputFolder = Annotated[
    str | None,
    typer.Option(
        "--output",
        parser=text,
        metavar="DIR",
        help="Write claims and the documents that hold them to this folder, as Parquet, and print a summary. Run "
        "again, it goes on.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=4096, help="With --output: how many archives are read at once.", show_default=False
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        parser=text,
        metavar="ADDRESS",
        help="With --output: read on the Ray cluster there, or with `local` on one of this machine alone.",
        show_default=False,
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        parser=text,
        metavar="MAP",
        help="With --output: what columns of Parquet and fields of JSON Lines are called, such as "
        "text=body,url=link,date=day.",
        show_default=False,
    ),
]
