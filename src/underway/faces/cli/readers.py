"""Who reads: the options of the commands that read documents."""

from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from underway.faces.cli.options import text


class ReaderChoice(StrEnum):
    rules = "rules"
    model = "model"
    both = "both"


class PricesOption(NamedTuple):
    """Of a million tokens of prompts, and of answers."""

    prompt: float
    completion: float


def _prices(value: str) -> PricesOption:
    prompt, _, completion = value.partition(",")
    try:
        found = PricesOption(float(prompt), float(completion))
    except ValueError:
        found = PricesOption(-1, -1)
    if not (0 <= found.prompt < float("inf") and 0 <= found.completion < float("inf")):
        raise typer.BadParameter(f"{value!r} is not two prices such as 0.15,0.60")
    return found


Reader = Annotated[
    ReaderChoice,
    typer.Option(
        "--reader",
        help="Who reads: the rules, the language model that UNDERWAY_MODEL_URL and UNDERWAY_MODEL name, or both.",
    ),
]
Catalogue = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        parser=text,
        metavar="FILE",
        help="With the rules: recognise the titles in this file with more certainty. One title a line, IMDb's "
        "title.basics TSV or a TVmaze show index, also gzipped.",
        show_default=False,
    ),
]
MinStrength = Annotated[
    float,
    typer.Option(
        "--min-strength",
        metavar="STRENGTH",
        min=0,
        max=1,
        help="With the rules: leave out claims that are less sure, from 0 to 1; see the docs on readers.",
        show_default=False,
    ),
]
MaxTokens = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="With a model: stop before it takes more tokens.", show_default=False),
]
MaxCost = Annotated[
    float | None,
    typer.Option(metavar="AMOUNT", min=0, help="With a model: stop before it costs more.", show_default=False),
]
Prices = Annotated[
    PricesOption | None,
    typer.Option(
        parser=_prices,
        metavar="IN,OUT",
        help="With a model: what a million tokens of prompts and of answers cost.",
        show_default=False,
    ),
]
Concurrency = Annotated[
    int, typer.Option(metavar="N", min=1, max=256, help="With a model: how many documents are read at once.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With a model: say what reading would take, and ask nothing of it.")
]
WriteRequests = Annotated[
    str | None,
    typer.Option(
        parser=text,
        metavar="FILE",
        help="Write what the model would be asked, as JSON Lines for a batch endpoint, and ask nothing of it.",
        show_default=False,
    ),
]
ReadResponses = Annotated[
    list[str] | None,
    typer.Option(
        parser=text,
        metavar="FILE",
        help="Read with a model's answers in these files, and ask nothing of it; may be repeated.",
        show_default=False,
    ),
]
