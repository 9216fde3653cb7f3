"""Answers printed: about one show, about all of them, claims, and changes."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from underway.dossier import Dossier, about_show, changes_of, clocks, overview
from underway.dossier import ask as ask_ledger
from underway.faces.cli.work import terminal
from underway.faces.cli.work.ledgers import opened
from underway.faces.cli.work.reading import Tally, add_to
from underway.faces.cli.work.web import Reach
from underway.ledger import Filter, Ledger, searched
from underway.render.lines import change_line, kept_claim_lines, kept_claim_record, show_line
from underway.render.markdown import dossier_markdown
from underway.render.records import Format, json_page, written
from underway.render.text import dossier_text
from underway.vocabulary.titles import title_key


@dataclass(frozen=True, slots=True)
class Question:
    """`season` None is the next one, `as_of` and `known_at` None are now."""

    title: str
    season: int | None
    as_of: date | None
    known_at: datetime | None


@dataclass(frozen=True, slots=True)
class WantedShows:
    """Which shows are listed; `since` is a day from which on a document about them was published."""

    verdicts: tuple[str, ...]
    network: str | None
    since: date | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class WantedClaims:
    """Which claims are printed, as `Filter` has it, in the words that were typed."""

    kind: str | None
    show: str | None
    season: int | None
    status: str | None
    speaker: str | None
    publisher: str | None
    first: date | None
    last: date | None
    words: tuple[str, ...]


def ask(question: Question, format_: str, sources: Sequence[str], ledger: str | None, reach: Reach) -> int:
    """Prints the answer from the documents at the sources, or where none are given from the ledger."""
    tally = Tally()

    def work() -> int:
        if sources:
            with Ledger.in_memory() as kept:
                add_to(kept, sources, tally, reach)
                # Where nothing could be read, "nobody has said" would be an answer about nothing.
                dossier = _dossier(kept, question) if tally.added or not tally.failed else None
        else:
            with opened(ledger, create=False) as kept:
                dossier = _dossier(kept, question)
        if dossier is not None:
            sys.stdout.write(_written(dossier, format_))
        return tally.status

    return terminal.finish(work)


def _dossier(ledger: Ledger, question: Question) -> Dossier:
    return ask_ledger(ledger, question.title, season=question.season, as_of=question.as_of, known_at=question.known_at)


def _written(dossier: Dossier, format_: str) -> str:
    match format_:
        case "json":
            return json_page(dossier)
        case "markdown":
            return dossier_markdown(dossier)
        case "html":
            from underway.render.html import dossier_html  # noqa: PLC0415 - slow to import, and only this needs it

            return dossier_html(dossier)
        case _:
            return dossier_text(dossier, width=terminal.width(), colour=terminal.wants_colour())


def shows(
    wanted: WantedShows, as_of: date | None, known_at: datetime | None, *, format_: Format, ledger: str | None
) -> int:
    """Prints a line for each show, as text, json or jsonl."""

    def work() -> int:
        with opened(ledger, create=False) as kept, terminal.counting(what="shows", while_printing=True) as count:
            found = (
                show
                for show in overview(kept, as_of=as_of, known_at=known_at, count=count)
                if (not wanted.verdicts or show.verdict in wanted.verdicts)
                and (wanted.network is None or title_key(wanted.network) in map(title_key, show.networks))
                and (wanted.since is None or (show.last is not None and show.last >= wanted.since))
                and (show.doubts or not wanted.doubtful)
            )
            _print(found, format_, show_line)
        return 0

    return terminal.finish(work)


def claims(
    wanted: WantedClaims,
    as_of: date | None,
    known_at: datetime | None,
    ledger: str | None,
    *,
    format_: Format,
    most: int | None,
    every: bool,
) -> int:
    """Prints the claims, as text, json or jsonl."""
    looked_for = Filter(
        kind=wanted.kind,
        season=wanted.season,
        term=wanted.status,
        name=title_key(wanted.speaker) if wanted.speaker else None,
        outlet=title_key(wanted.publisher) if wanted.publisher else None,
        first=wanted.first,
        last=wanted.last,
        phrases=tuple(searched(words) for words in wanted.words),
    )

    def work() -> int:
        if "" in looked_for.phrases:
            terminal.complain("--text: holds no word to look for")
            return 1
        with opened(ledger, create=False) as kept:
            when = clocks(kept, as_of, known_at).when
            about = about_show(kept, wanted.show, when) if wanted.show else None
            shows = about.keys if about else None if wanted.show is None else ()
            namesakes = about.documents if about else None
            found = kept.search(looked_for._replace(shows=shows), when, most=None if namesakes else most, every=every)
            if namesakes is not None:
                found = islice((k for k in found if k.document.id in namesakes), most)
            _print(found, format_, lambda k: kept_claim_lines(k, width=terminal.width()), kept_claim_record)
        return 0

    return terminal.finish(work)


def changes(
    titles: Sequence[str],
    *,
    since: date | None,
    as_of: date | None,
    known_at: datetime | None,
    format_: Format,
    ledger: str | None,
) -> int:
    """Prints what changed, a line for each change, as text, json or jsonl."""

    def work() -> int:
        with opened(ledger, create=False) as kept, terminal.counting(what="shows") as count:
            found = list(changes_of(kept, titles, since=since, as_of=as_of, known_at=known_at, count=count))
        _print(found, format_, lambda c: change_line(c, named=len(titles) != 1))
        return 0

    return terminal.finish(work)


def _print(
    found: Iterable[Any], format_: Format, line: Callable[[Any], str], record: Callable[[Any], Any] = lambda each: each
) -> None:
    """Each as soon as it is there."""
    if format_ == "text":
        sys.stdout.writelines(map(line, found))
    else:
        sys.stdout.writelines(written(map(record, found), format_))
