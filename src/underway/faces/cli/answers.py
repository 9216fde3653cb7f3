"""What is known: about one show, about all of them, claim by claim, and what has changed."""

from datetime import date
from enum import StrEnum
from typing import Annotated, get_args

import typer

from underway.faces.cli.app import app
from underway.faces.cli.options import (
    AllowHosts,
    AnswerFormat,
    AsOf,
    Contact,
    KnownAt,
    LedgerOption,
    RecordFormat,
    RecordFormatOption,
    SeasonOption,
    Since,
    Title,
    Titles,
    day,
    text,
)
from underway.vocabulary.claims import CompanyRole, CreditRole, Event, StatusValue


class Kind(StrEnum):
    status = "status"
    quote = "quote"
    audience = "audience"
    date = "date"
    credit = "credit"
    company = "company"
    episodes = "episodes"


class VerdictChoice(StrEnum):
    yes = "yes"
    no = "no"
    undecided = "undecided"
    reported = "reported"
    disputed = "disputed"
    unknown = "unknown"


_TERMS = frozenset(name for kind in (StatusValue, Event, CreditRole, CompanyRole) for name in get_args(kind))


def _term(value: str) -> str:
    term = "_".join(value.casefold().split())
    if term not in _TERMS:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(sorted(_TERMS))}")
    return term


@app.command(epilog='Example: underway ask "Harrow House" --as-of 2021-05-05 --from articles/')
def ask(
    title: Title,
    *,
    season: SeasonOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    from_: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="LOCATION",
            help="Answer from these files, folders or addresses and leave the ledger aside; may be repeated.",
            show_default=False,
        ),
    ] = None,
    allow_hosts: AllowHosts = None,
    contact: Contact = None,
    ledger: LedgerOption = None,
    format_: Annotated[AnswerFormat, typer.Option("--format", help="How the answer is written.")] = AnswerFormat.text,
) -> None:
    """Say whether another season is coming, and why. Without --season, the next one is meant."""
    from underway.faces.cli.work import answers, web  # noqa: PLC0415 - help must not wait for what only work needs

    if from_ and known_at:
        raise typer.BadParameter("--known-at asks what a ledger had, and --from leaves it aside; give one of them")
    question = answers.Question(title, season, as_of, known_at)
    reach = web.Reach(allow_hosts or (), contact)
    raise typer.Exit(answers.ask(question, format_.value, from_ or [], ledger, reach))


@app.command(epilog="Example: underway shows --verdict yes --network Netflix")
def shows(
    *,
    verdict: Annotated[
        list[VerdictChoice] | None,
        typer.Option(help="Only shows whose next season has this verdict; may be repeated.", show_default=False),
    ] = None,
    network: Annotated[
        str | None, typer.Option(parser=text, metavar="NAME", help="Only shows on this network.", show_default=False)
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="Only shows with documents from that day on.", show_default=False),
    ] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only shows of which something cannot be told apart, and what to do.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: RecordFormatOption = RecordFormat.text,
    ledger: LedgerOption = None,
) -> None:
    """List every show with the verdict on its next season, one line each."""
    from underway.faces.cli.work import answers  # noqa: PLC0415 - as above

    wanted = answers.WantedShows(
        verdicts=tuple(choice.value for choice in verdict or ()), network=network, since=since, doubtful=doubtful
    )
    raise typer.Exit(answers.shows(wanted, as_of, known_at, format_=format_.value, ledger=ledger))


@app.command(epilog='Example: underway claims --show "Harrow House" --kind status --text "third season"')
def claims(
    *,
    kind: Annotated[Kind | None, typer.Option(help="Only claims of this kind.", show_default=False)] = None,
    show: Annotated[
        str | None, typer.Option(parser=text, metavar="TITLE", help="Only about this show.", show_default=False)
    ] = None,
    season: SeasonOption = None,
    status: Annotated[
        str | None,
        typer.Option(
            parser=_term,
            metavar="NAME",
            help="Only of this status, event or role, such as renewed, premiere, creator.",
            show_default=False,
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(parser=text, metavar="NAME", help="Only of this speaker, person or company.", show_default=False),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(parser=text, metavar="NAME", help="Only from this publisher.", show_default=False)
    ] = None,
    from_day: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="Only known from that day on.", show_default=False),
    ] = None,
    to_day: Annotated[
        date | None, typer.Option(parser=day, metavar="DAY", help="Only known by that day.", show_default=False)
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(
            "--text",
            parser=text,
            metavar="WORDS",
            help="Only with these words, one after the other, in the evidence; may be repeated.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also claims that are superseded, retired or rejected, and say so.")
    ] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=0, max=2**31, help="At most so many; 0 is all of them.")] = 100,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: RecordFormatOption = RecordFormat.text,
    ledger: LedgerOption = None,
) -> None:
    """Print the claims that are kept, the newest first, each with its id, its words and its source."""
    from underway.faces.cli.work import answers  # noqa: PLC0415 - as above

    wanted = answers.WantedClaims(
        kind=kind.value if kind else None,
        show=show,
        season=season,
        status=status,
        speaker=speaker,
        publisher=publisher,
        first=from_day,
        last=to_day,
        words=tuple(words or ()),
    )
    raise typer.Exit(
        answers.claims(wanted, as_of, known_at, ledger, format_=format_.value, most=limit or None, every=every)
    )


@app.command(epilog='Example: underway changes "Harrow House" --since 2021-05-01')
def changes(
    titles: Titles = None,
    *,
    since: Since = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: RecordFormatOption = RecordFormat.text,
    ledger: LedgerOption = None,
) -> None:
    """Print what changed in what is known, one line each, oldest first.

    --since takes in what was published, happened or became known to the ledger from that day on.
    """
    from underway.faces.cli.work import answers  # noqa: PLC0415 - as above

    raise typer.Exit(
        answers.changes(titles or [], since=since, as_of=as_of, known_at=known_at, format_=format_.value, ledger=ledger)
    )
