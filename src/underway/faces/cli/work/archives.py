"""Archives read into a folder."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from typer import BadParameter

from underway.bulk import Crew, FolderError, Progress, Summary, read_into
from underway.faces.cli.work import terminal
from underway.faces.cli.work.readers import known_titles
from underway.reading import LANGUAGES
from underway.render import labels
from underway.render.inert import inert
from underway.render.records import Format, json_page, json_text
from underway.sources import Columns, Fault, parse_columns
from underway.sources.records import RefusedError


def read_into_folder(
    locations: Sequence[str],
    output: str,
    format_: Format,
    *,
    catalogue: str | None,
    min_strength: float,
    columns: str | None,
    workers: int | None,
    cluster: str | None,
) -> int:
    """Prints what became of the archives, as text, json or jsonl. Raises BadParameter for columns that are none."""
    failed, wanted, crew = 0, _columns(columns), Crew(workers, cluster)

    def work() -> int:
        nonlocal failed
        titles = known_titles(catalogue)
        told = read_into(
            Path(output), locations, columns=wanted, crew=crew, catalogue=titles, min_strength=min_strength
        )
        with _progress() as show, closing(told):
            for found in told:
                if isinstance(found, Fault):
                    failed += found.fatal
                    terminal.complain(str(found) if found.fatal else f"warning: {found}")
                elif isinstance(found, Progress):
                    show(found)
                else:
                    summary = found
        if format_ == "text":
            sys.stdout.writelines(f"{line}\n" for line in _lines(summary, output))
        else:
            sys.stdout.write(json_page(summary) if format_ == "json" else f"{json_text(summary)}\n")
        return 1 if failed or summary.counts.refused or summary.unfinished else 0

    interrupted = f"interrupted; what is in {output} is kept, run it again to go on"
    return terminal.finish(work, told=(FolderError, RefusedError), interrupted=interrupted)


def _columns(columns: str | None) -> Columns:
    try:
        return parse_columns(columns) if columns else Columns()
    except RefusedError as refused:
        raise BadParameter(f"--columns: {refused}") from None


def _lines(summary: Summary, output: str) -> Iterator[str]:
    counts = summary.counts
    yield f"{inert(output)}: {labels.many(counts.seen, 'document')} in {labels.many(summary.archives, 'archive')}"
    languages = {LANGUAGES.get(code, code): count for code, count in counts.languages.items()}
    yield f"  dismissed by the gate  {counts.dismissed:,}"
    yield f"  in other languages     {_counted(languages)}"
    yield f"  read                   {counts.read:,}, of which {counts.with_claims:,} hold claims"
    yield f"  refused                {counts.refused:,}"
    yield f"  claims                 {_counted(counts.claims)}"
    for archive in summary.unfinished:
        yield f"  not read to the end    {inert(archive)}"


def _counted(numbers: Mapping[str, int]) -> str:
    """`12: 7 status, 5 date`."""
    parts = ", ".join(f"{count:,} {what}" for what, count in sorted(numbers.items(), key=lambda one: (-one[1], one[0])))
    return f"{sum(numbers.values()):,}" + (f": {parts}" if parts else "")


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Shows on stderr how far it is and how long it still takes, where someone is looking."""
    if not sys.stderr.isatty() or terminal.is_pipe():
        yield lambda progress: None
        return
    from rich.console import Console  # noqa: PLC0415 - seldom needed
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above
    from rich.progress import Progress as Shown  # noqa: PLC0415 - as above

    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Shown(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as shown:
        task = shown.add_task("", total=None)

        def show(progress: Progress) -> None:
            documents = labels.many(progress.counts.seen, "document")
            claims = labels.many(sum(progress.counts.claims.values()), "claim")
            shown.update(task, completed=progress.done, total=progress.size, description=f"{documents}, {claims}")

        yield show
