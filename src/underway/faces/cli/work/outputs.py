"""Tables, feeds and calendars written."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time

from underway.dossier import appointments_of, changes_of, clocks
from underway.faces.cli.work import terminal
from underway.faces.cli.work.files import output_file
from underway.faces.cli.work.ledgers import opened
from underway.ledger import Ledger
from underway.vocabulary import Audience, content_id


def export(
    table: str,
    format_: str,
    *,
    as_of: date | None,
    known_at: datetime | None,
    output: str | None,
    ledger: str | None,
    with_text: bool,
) -> int:
    """Writes the table, as csv, jsonl or parquet."""
    from underway.render import tables  # noqa: PLC0415 - only this needs it

    document_row = tables.DocumentRow if with_text else tables.DocumentWithoutText

    def rows(kept: Ledger, count: Callable[[], None]) -> Iterator[tables.Row]:
        when = clocks(kept, as_of, known_at).when
        for entry in kept.entries(when):
            count()
            if table == "documents":
                yield document_row.of(entry.document, entry.kept)
                continue
            for claim in entry.claims:
                if table == "claims":
                    yield tables.ClaimRow.of(claim.claim, claim.kept, claim.state)
                elif isinstance(claim.claim, Audience):
                    yield tables.FigureRow.of(claim.claim, entry.document.published, claim.kept, claim.state)

    kinds: dict[str, type[tables.Row]] = {
        "documents": document_row,
        "claims": tables.ClaimRow,
        "figures": tables.FigureRow,
    }

    def work() -> int:
        with opened(ledger, create=False) as kept, output_file(output, kept) as file, terminal.counting() as count:
            try:
                tables.write_table(kinds[table], rows(kept, count), file, format_)  # type: ignore[arg-type]
            except tables.TableError as error:
                terminal.complain(error)
                return 1
        return 0

    return terminal.finish(work)


def feed(
    titles: Sequence[str],
    *,
    since: date | None,
    as_of: date | None,
    known_at: datetime | None,
    output: str | None,
    ledger: str | None,
) -> int:
    """Writes the changes as an Atom feed."""
    from underway.render.feed import changes_atom  # noqa: PLC0415 - slow to import, and only this needs it

    def work() -> int:
        with opened(ledger, create=False) as kept, terminal.counting(what="shows") as count:
            updated = _newest(kept, known_at)
            changes = list(changes_of(kept, titles, since=since, as_of=as_of, known_at=known_at, count=count))
        made = changes_atom(
            changes,
            title=_name(titles),
            feed_id=f"urn:underway:feed:{content_id(*titles)}",
            updated=updated,
        )
        with output_file(output, kept) as file:
            file.write(made)
        return 0

    return terminal.finish(work)


def calendar(
    titles: Sequence[str], as_of: date | None, known_at: datetime | None, output: str | None, ledger: str | None
) -> int:
    """Writes the dated events as an iCalendar file."""
    from underway.render.calendar import appointments_ical  # noqa: PLC0415 - slow to import, and only this needs it

    def work() -> int:
        with opened(ledger, create=False) as kept, terminal.counting(what="shows") as count:
            stamp = _newest(kept, known_at)
            made = list(appointments_of(kept, titles, as_of=as_of, known_at=known_at, count=count))
        with output_file(output, kept) as file:
            file.write(appointments_ical(made, name=_name(titles), stamp=stamp))
        return 0

    return terminal.finish(work)


def _newest(kept: Ledger, known_at: datetime | None) -> datetime:
    """The moment of the newest entry that counts; where there is none, today's beginning."""
    return kept.latest(known_at) or datetime.combine(kept.today(), time(), UTC)


def _name(titles: Sequence[str]) -> str:
    return f"Underway: {'; '.join(titles) if titles else 'every show'}"
