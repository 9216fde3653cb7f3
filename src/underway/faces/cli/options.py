"""What is typed after the commands: the options that several of them have, and how their values are read."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated

import typer

from underway.vocabulary.claims import KINDS
from underway.vocabulary.seasons import LAST_SEASON


class RecordFormat(StrEnum):
    text = "text"
    json = "json"
    jsonl = "jsonl"


class AnswerFormat(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"


class TableFormat(StrEnum):
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


def day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day such as 2021-05-05") from None


def moment(value: str) -> datetime:
    """A day alone is its end; without a zone it is UTC."""
    try:
        if len(value.strip()) <= len("2021-05-05"):
            return datetime.combine(date.fromisoformat(value.strip()), time.max, UTC)
        found = datetime.fromisoformat(value.strip())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise typer.BadParameter(f"{value!r} is not a moment such as 2021-05-05T18:30Z, nor a day") from None


def text(value: str) -> str:
    # What the shell hands over need not be UTF-8.
    given = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    if not given:
        raise typer.BadParameter("is empty")
    return given


def season(value: str) -> int:
    number = value.lstrip("0")
    if not number.isdecimal() or len(number) > len(str(LAST_SEASON)) or int(number) > LAST_SEASON:
        raise typer.BadParameter(f"{value!r} is not a number from 1 to {LAST_SEASON}")
    return int(number)


def claim_kinds(value: str) -> str:
    names = [name.strip() for name in value.split(",")]
    if unknown := [name for name in names if name not in KINDS]:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(KINDS)}")
    return ",".join(names)


Locations = Annotated[
    list[str],
    typer.Argument(
        metavar="LOCATION",
        help="A file, a folder, a glob, @LIST, an address of the web, what fsspec opens, or - for standard input.",
        show_default=False,
    ),
]
AllowHosts = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="HOST",
        envvar="UNDERWAY_ALLOW_HOSTS",
        help="A host, HOST:PORT or network that may be reached though it is not public, such as intranet.example or "
        "10.0.0.0/8; may be repeated.",
        show_default=False,
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="ADDRESS",
        envvar="UNDERWAY_CONTACT",
        help="How those whose pages are fetched can reach you; sent with every request.",
        show_default=False,
    ),
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        envvar="UNDERWAY_LEDGER",
        help="The ledger's file or database URL; by default a file in your data folder.",
        show_default=False,
    ),
]
Title = Annotated[
    str, typer.Argument(parser=text, metavar="TITLE", help="The show; case, accents and a leading article are free.")
]
Titles = Annotated[
    list[str] | None,
    typer.Argument(parser=text, metavar="TITLE", help="The shows; by default every one.", show_default=False),
]
SeasonOption = Annotated[
    int | None,
    typer.Option("--season", parser=season, metavar="N", help="The season.", show_default=False),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="DAY", help="What was published by that day.", show_default=False),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option(
        "--known-at",
        parser=moment,
        metavar="MOMENT",
        help="What the ledger had by then, such as 2021-05-05T18:30Z; a day is its end.",
        show_default=False,
    ),
]
Since = Annotated[
    date | None,
    typer.Option("--since", parser=day, metavar="DAY", help="Only from that day on.", show_default=False),
]
Why = Annotated[str, typer.Option("--why", parser=text, metavar="TEXT", help="The reason, kept with it.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", parser=text, metavar="FILE", help="Write there instead of to the screen.", show_default=False
    ),
]
RecordFormatOption = Annotated[RecordFormat, typer.Option("--format", help="How it is written.")]
